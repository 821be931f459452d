"""Facebook Insights until 2021: a page's days and its posts, under English names or those of the interface (API)."""

from kpi.columns import Grain
from kpi.exports.export import AT, CONTENT_TYPE, DAY, IGNORED, KEY, LINK, TITLE, Beside, Export, Kind, Whose, column

_COUNT, _PEOPLE = "total count", "unique users"
_FETCH = "Facebook Insights has ended; use Meta Business Suite"
_WHOSE = (
    Whose(
        Beside.NAME, r"Facebook Insights Data Export(?: \((?:Post Level|Video Posts)\))? - (.+?) - \d{4}-\d{2}-\d{2}"
    ),
)

_PAGE = Export(
    key="facebook_insights_page",
    label="Facebook Page by day, Facebook Insights",
    platform="Facebook Insights",
    channel="Facebook",
    marks=("Date",),
    any_of=("Lifetime Total Likes", "Daily New Likes", "Daily Organic impressions", "Daily Organic Reach"),
    never=("Description",),
    columns=(
        column(DAY, "Date"),
        column("followers", "Lifetime Total Likes", "page_fans:lifetime"),
        column("new_followers", "Daily New Likes", "page_fan_adds_unique:day"),
        column("unfollows", "Daily Unlikes", "page_fan_removes_unique:day"),
        column(
            "impressions",
            "Daily Organic impressions",
            "page_impressions_organic:day",
            basis="impressions",
            described=_COUNT,
        ),
        column("ad_impressions", "Daily Paid Impressions", "page_impressions_paid:day", described=_COUNT),
        column("reach", "Daily Organic Reach", "page_impressions_organic_unique:day", described=_PEOPLE),
    ),
    dates=("%Y-%m-%d", "%m/%d/%Y"),
    fetch=_FETCH,
    checked="2026-11",
    whose=_WHOSE,
)

_POSTS = Export(
    key="facebook_insights_posts",
    label="Facebook posts, Facebook Insights",
    platform="Facebook Insights",
    channel="Facebook",
    grain=Grain.POST,
    marks=("Post ID", "Posted"),
    any_of=("Lifetime Post Total Impressions", "Lifetime Post Organic Impressions", "Lifetime Post organic reach"),
    never=("Description",),
    columns=(
        column(KEY, "Post ID"),
        column(LINK, "Permalink"),
        column(TITLE, "Post Message"),
        column(CONTENT_TYPE, "Type"),
        column(AT, "Posted"),
        column(
            "impressions",
            "Lifetime Post Organic Impressions",
            "post_impressions_organic:lifetime",
            basis="impressions",
            described=_COUNT,
        ),
        column("reach", "Lifetime Post organic reach", "post_impressions_organic_unique:lifetime", described=_PEOPLE),
        column(IGNORED, "Lifetime Post Total Impressions", "post_impressions:lifetime"),
    ),
    dates=("%m/%d/%Y %I:%M:%S %p",),
    always=("posts",),
    fetch=_FETCH,
    checked="2026-11",
    whose=_WHOSE,
)

_BREAKDOWNS = tuple(
    Export(
        key=f"facebook_insights_{key}",
        label=f"{label}, Facebook Insights",
        platform="Facebook Insights",
        kind=Kind.REFERENCE,
        marks=("Description", mark),
        never=("Publish time", "Data comment"),
        named=("Daily *", "Weekly *", "28 Days *", "Lifetime *"),
        says="The same numbers again, split another way; never added.",
    )
    for key, label, mark in (
        ("page_breakdown", "A breakdown by day", "Date"),
        ("post_breakdown", "A breakdown by post", "Post ID"),
    )
)

EXPORTS = (_PAGE, _POSTS, *_BREAKDOWNS)
