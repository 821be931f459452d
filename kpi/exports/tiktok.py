"""TikTok: Studio (dates without a year) and Business Suite."""

from kpi.exports.export import AT, DAY, KEY, LINK, TITLE, YEARLESS, Export, column
from kpi.frames import Grain

_VIEWS = ("Video views", "Video Views")

_OVERVIEW = Export(
    key="tiktok_overview",
    label="Overview by day, TikTok Studio",
    platform="TikTok",
    channel="TikTok",
    marks=("Date", "Video Views", "Profile Views", "Likes"),
    never=("Reached audience", "New followers"),
    columns=(
        column(DAY, "Date"),
        column("impressions", *_VIEWS, basis="views"),
        column("video_views", *_VIEWS),
        column("profile_visits", "Profile Views"),
        column("reactions", "Likes"),
        column("comments", "Comments"),
        column("shares", "Shares"),
    ),
    dates=(YEARLESS, "%Y-%m-%d", "%Y/%m/%d"),
    fetch="TikTok Studio → Analytics → Overview → Download data",
)

_BUSINESS = Export(
    key="tiktok_business_overview",
    label="Overview by day, TikTok Business Suite",
    platform="TikTok",
    channel="TikTok",
    marks=("Date", "Video views", "Reached audience", "New followers", "Lost followers"),
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
    dates=("%Y/%m/%d", "%Y-%m-%d"),
    fetch="TikTok Business Suite → Analytics → Overview → Export",
)

_BUSINESS_VIDEOS = Export(
    key="tiktok_business_videos",
    label="Videos, TikTok Business Suite",
    platform="TikTok",
    channel="TikTok",
    grain=Grain.POST,
    marks=("Video title", "Video link", "Post time", "Video views"),
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
        column("saves", "Add to Favorites"),
    ),
    dates=("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S"),
    always=("posts",),
    fetch="TikTok Business Suite → Analytics → Videos → Export",
)

EXPORTS = (_OVERVIEW, _BUSINESS, _BUSINESS_VIDEOS)
