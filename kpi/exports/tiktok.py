"""TikTok: Studio (dates without a year) and Business Suite."""

from kpi.columns import Grain
from kpi.exports.export import AT, DAY, KEY, LINK, TITLE, YEARLESS, Beside, Export, Kind, Whose, column

_VIEWS = ("Video views",)
_HANDLE_IN_LINK = (Whose(Beside.LINK, r"tiktok\.com/@([^/]+)/"),)

_OF_OTHERS = (
    *("Impressions", "Video title", "Posts", "Bookmarks", "Reposts", "Engagements", "Media views", "Create Post"),
)

_OVERVIEW = Export(
    key="tiktok_overview",
    label="Overview by day, TikTok Studio",
    platform="TikTok",
    packed=True,
    channel="TikTok",
    marks=("Date", "Video Views"),
    any_of=("Profile Views", "Likes", "Comments", "Shares"),
    never=("Reached audience", "New followers", "Lost followers", "Net growth", *_OF_OTHERS),
    columns=(
        column(DAY, "Date"),
        column("impressions", *_VIEWS, basis="views"),
        column("video_views", *_VIEWS),
        column("profile_visits", "Profile Views"),
        column("reactions", "Likes"),
        column("comments", "Comments"),
        column("shares", "Shares"),
    ),
    dates=(YEARLESS,),
    fetch="TikTok Studio → Analytics → Overview → Download data",
    checked="2026-11",
    cadence=28,
    longest=365,
)

_BUSINESS = Export(
    key="tiktok_business_overview",
    label="Overview by day, TikTok Business Suite",
    platform="TikTok",
    channel="TikTok",
    marks=("Date", "Video views"),
    any_of=("Reached audience", "New followers", "Lost followers", "Net growth"),
    never=_OF_OTHERS,
    columns=(
        column(DAY, "Date"),
        column("impressions", *_VIEWS, basis="views"),
        column("video_views", *_VIEWS),
        column("reach", "Reached audience"),
        column("profile_visits", "Profile views"),
        column("reactions", "Likes"),
        column("comments", "Comments"),
        column("shares", "Shares"),
        column("new_followers", "New followers"),
        column("unfollows", "Lost followers"),
        column("net_new_followers", "Net growth"),
    ),
    dates=("%Y/%m/%d",),
    fetch="TikTok Business Suite → Analytics → Overview → Export",
    checked="2026-11",
    cadence=28,
)

_BUSINESS_VIDEOS = Export(
    key="tiktok_business_videos",
    label="Videos, TikTok Business Suite",
    platform="TikTok",
    channel="TikTok",
    grain=Grain.POST,
    marks=("Video link", "Post time", "Video views"),
    never=("Total views",),
    columns=(
        column(TITLE, "Video title"),
        column(LINK, "Video link"),
        column(KEY, "Video link"),
        column(AT, "Post time"),
        column("impressions", *_VIEWS, basis="views"),
        column("video_views", *_VIEWS),
        column("reactions", "Likes"),
        column("comments", "Comments"),
        column("shares", "Shares"),
        column("saves", "Add to Favorites", "Add to Favourites", "Favorites"),
    ),
    dates=("%Y/%m/%d %H:%M:%S",),
    always=("posts",),
    whose=_HANDLE_IN_LINK,
    fetch="TikTok Business Suite → Analytics → Videos → Export",
    checked="2026-11",
    cadence=28,
)

_POSTS = Export(
    key="tiktok_content",
    label="Videos, TikTok Studio",
    platform="TikTok",
    channel="TikTok",
    grain=Grain.POST,
    marks=("Video link", "Post time", "Total views"),
    columns=(
        column(TITLE, "Video title"),
        column(LINK, "Video link"),
        column(KEY, "Video link"),
        column(AT, "Post time"),
        column("impressions", "Total views", basis="views"),
        column("video_views", "Total views"),
        column("reactions", "Total likes"),
        column("comments", "Total comments"),
        column("shares", "Total shares"),
        column("saves", "Total favorites", "Total saves"),
    ),
    dates=(YEARLESS,),
    made_in_link=r"tiktok\.com/@[^/]+/(?:video|photo)/(?P<id>[6-8]\d{18})",
    always=("posts",),
    whose=_HANDLE_IN_LINK,
    fetch="TikTok Studio → Analytics → Content → Download data",
    checked="2026-11",
    cadence=28,
    longest=365,
)

_FOLLOWERS = Export(
    key="tiktok_follower_history",
    label="Followers by day, TikTok Studio",
    platform="TikTok",
    channel="TikTok",
    marks=("Date", "Followers", "Difference in followers from previous day"),
    columns=(
        column(DAY, "Date"),
        column("followers", "Followers"),
        column("net_new_followers", "Difference in followers from previous day"),
    ),
    dates=(YEARLESS,),
    fetch="TikTok Studio → Analytics → Followers → Download data",
    checked="2026-11",
    cadence=28,
    longest=365,
)

_AUDIENCE = Export(
    key="tiktok_business_audience",
    label="Followers by day, TikTok Business Suite",
    platform="TikTok",
    channel="TikTok",
    marks=("Date", "Total followers"),
    any_of=("New followers", "Engaged audience", "Reached audience"),
    never=("Organic followers", "Sponsored followers", "Video views"),
    columns=(
        column(DAY, "Date"),
        column("followers", "Total followers"),
        column("new_followers", "New followers"),
        column("reach", "Reached audience"),
    ),
    dates=("%Y/%m/%d",),
    fetch="TikTok Business Suite → Analytics → Audience → Export",
    checked="2026-11",
    cadence=28,
)

_PARTS = tuple(
    Export(
        key=f"tiktok_{key}",
        label=f"{label}, TikTok Studio",
        platform="TikTok",
        kind=Kind.REFERENCE,
        marks=marks,
        says=says,
    )
    for key, label, marks, says in (
        (
            "follower_activity",
            "Active followers by hour",
            ("Date", "Hour", "Active followers"),
            "People who were there; nothing to add up.",
        ),
        (
            "follower_gender",
            "Followers by gender",
            ("Gender", "Distribution"),
            "Shares of an audience are no numbers to add up.",
        ),
        (
            "follower_territories",
            "Followers by place",
            ("Top territories", "Distribution"),
            "Shares of an audience are no numbers to add up.",
        ),
        ("viewers", "Viewers by day", ("Date", "Total Viewers", "New Viewers"), "People, who do not add up over days."),
    )
)

EXPORTS = (_OVERVIEW, _POSTS, _FOLLOWERS, _BUSINESS, _AUDIENCE, _BUSINESS_VIDEOS, *_PARTS)
