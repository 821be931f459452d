"""Hootsuite: the posts of Facebook Pages, and account metrics that add pages together."""

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, AT, CONTENT_TYPE, KEY, LINK, PERSONAL, TITLE, Export, Kind, column

_PLATFORM = "Hootsuite"

_POSTS = Export(
    key="hootsuite_facebook_posts",
    label="Facebook posts, Hootsuite",
    platform=_PLATFORM,
    channel="Facebook",
    grain=Grain.POST,
    marks=("Date (GMT)", "Facebook Page", "Post ID"),
    columns=(
        column(AT, "Date (GMT)"),
        column(ACCOUNT, "Facebook Page"),
        column(KEY, "Post ID"),
        column(LINK, "Post Permalink"),
        column(CONTENT_TYPE, "Post Type"),
        column(TITLE, "Post Message"),
        column(PERSONAL, "Author"),
        column("clicks", "Clicks"),
        column("link_clicks", "Link Clicks"),
        column("comments", "Comments"),
        column("impressions", "Organic Impressions", basis="impressions"),
        column("reach", "Organic Reach"),
        column("reactions", "Reactions"),
        column("shares", "Shares"),
        column("video_views", "Video Views"),
    ),
    dates=("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"),
    always=("posts",),
    fetch="Hootsuite → Analytics → Reports → Facebook post performance → Export → CSV",
    checked="2026-11",
    cadence=31,
)

_ACCOUNTS = Export(
    key="hootsuite_account_metrics",
    label="Account metrics, Hootsuite",
    platform=_PLATFORM,
    kind=Kind.REFERENCE,
    marks=("Date (GMT)",),
    never=("Post ID",),
    columns=(column(PERSONAL, "Author"), column(PERSONAL, "From"), column(PERSONAL, "Message")),
    says="The pages are added together in the header; export each platform's own file instead.",
)

EXPORTS = (_POSTS, _ACCOUNTS)
