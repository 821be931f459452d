"""LinkedIn Pages: content and followers, as old binary workbooks."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from sample_data.containers import Record, Row, biff, columns
from sample_data.files import SampleFile, days_sheet, posts_sheet

_METRICS_NOTE = (
    "Aggregated engagement metrics for your organic and sponsored posts over time. Date indicates when your posts "
    "were viewed by LinkedIn members. Data is delayed by up to 2 days. All dates and times are in UTC."
)
_POSTS_NOTE = (
    "Engagement metrics for individual posts. Created date indicates when your post was created. "
    "All dates and times are in UTC."
)
_KINDS = ("organic", "sponsored", "total")
_METRICS_HEADER = (
    "Date",
    *(f"Impressions ({kind})" for kind in _KINDS),
    "Unique impressions (organic)",
    *(f"{name} ({kind})" for name in ("Clicks", "Reactions", "Comments", "Reposts") for kind in _KINDS),
    *(f"Engagement rate ({kind})" for kind in _KINDS),
)
_POSTS_HEADER = columns(
    "Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,Campaign end date,"
    "Audience,Impressions,Views,Offsite Views,Clicks,Click through rate (CTR),Likes,Comments,Reposts,Follows,"
    "Engagement rate,Content Type"
)
_DAY_METRICS = ("impressions", "ad_impressions", "reach", "clicks", "ad_clicks", "reactions", "comments", "shares")
_POST_METRICS = ("impressions", "clicks", "reactions", "comments", "shares")


def content(slug: str, days: pd.DataFrame, posts: pd.DataFrame, stamp: int) -> SampleFile:
    """Write a Page's content export: metrics by day, and the posts."""
    day_rows = [_day_row(day, row) for day, row in zip(days.index, days.to_dict("records"), strict=True)]
    post_rows = [_post_row(post) for post in posts.to_dict("records")]
    return SampleFile(
        f"{slug}_content_{stamp}.xls",
        biff(
            {
                "Metrics": [(_METRICS_NOTE,), _METRICS_HEADER, *day_rows],
                "All posts": [(_POSTS_NOTE,), _POSTS_HEADER, *post_rows],
            }
        ),
        [
            days_sheet("Metrics", "LinkedIn", days, _DAY_METRICS),
            posts_sheet("All posts", "LinkedIn", posts, _POST_METRICS),
        ],
        "A sentence above the header; the same posts by day and by post; 'total' repeats organic and sponsored.",
    )


def followers(slug: str, days: pd.DataFrame, groups: Mapping[str, Mapping[str, int]], stamp: int) -> SampleFile:
    """Write a Page's followers export: new followers by day, and the followers by group."""
    header: Row = ("Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers")
    rows = [(_us(day), 0, int(new - invited), int(invited), int(new)) for day, new, invited in _followers_rows(days)]
    sheets: dict[str, list[Row]] = {
        name: [(name, "Total followers"), *counts.items()] for name, counts in groups.items()
    }
    return SampleFile(
        f"{slug}_followers_{stamp}.xls",
        biff({"New followers": [header, *rows], **sheets}),
        [days_sheet("New followers", "LinkedIn", days, ["new_followers"])],
        "'Total followers' is the day's new followers, never the stock; the groups are no facts.",
    )


def _followers_rows(days: pd.DataFrame) -> list[tuple[date, int, int]]:
    return list(zip(days.index, days["new_followers"], days["invited_followers"], strict=True))


def _us(day: date) -> str:
    return f"{day:%m/%d/%Y}"


def _day_row(day: date, row: Record) -> Row:
    interactions = row["clicks"] + row["reactions"] + row["comments"] + row["shares"]
    shown, paid = row["impressions"], row["ad_impressions"]
    return (
        *(_us(day), shown, paid, shown + paid, row["reach"]),
        *(row["clicks"], row["ad_clicks"], row["clicks"] + row["ad_clicks"]),
        *(row["reactions"], 0, row["reactions"], row["comments"], 0, row["comments"]),
        *(row["shares"], 0, row["shares"]),
        *(_rate(interactions, shown), _rate(row["ad_clicks"], paid)),
        _rate(interactions + row["ad_clicks"], shown + paid),
    )


def _post_row(post: Record) -> Row:
    shown, clicks = post["impressions"], post["clicks"]
    interactions = clicks + sum(post[name] for name in ("reactions", "comments", "shares"))
    return (
        *(post["title"], f"https://www.linkedin.com/feed/update/urn:li:activity:{post['key']}", "Organic", ""),
        *(post["person"], f"{post['at']:%m/%d/%Y}", "", "", "All followers", shown, "", "", clicks),
        *(_rate(clicks, shown), post["reactions"], post["comments"], post["shares"], ""),
        *(_rate(interactions, shown), post["kind"]),
    )


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 9) if whole else 0.0
