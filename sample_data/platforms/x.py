"""X: the two exports of account analytics."""

from datetime import date

import pandas as pd

from sample_data.containers import columns, csv_text
from sample_data.files import SampleFile, days_sheet, posts_sheet

_OVERVIEW_HEADER = columns(
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,"
    "Create Post,Video views,Media views"
)
_CONTENT_HEADER = columns(
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
    "Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)
_BOTH = ("impressions", "reactions", "engagements", "saves", "shares", "new_followers", "comments", "profile_visits")


def overview(days: pd.DataFrame) -> SampleFile:
    """Write the overview by day, newest first; shares and reposts stand in two columns."""
    newest_first = days.iloc[::-1]
    rows = [
        (
            *(_written(day), row["impressions"], row["reactions"], row["engagements"], row["saves"], row["sent"]),
            *(row["new_followers"], row["unfollows"], row["comments"], row["shares"] - row["sent"]),
            *(row["profile_visits"], row["created"], 0, 0),
        )
        for day, row in zip(newest_first.index, newest_first.to_dict("records"), strict=True)
    ]
    return SampleFile(
        "account_overview_analytics.csv",
        csv_text([_OVERVIEW_HEADER, *rows]).encode(),
        [days_sheet(None, "X", days, (*_BOTH, "unfollows"))],
        "Newest day first; a comma in the date; the account falls silent in February 2026, so the channel is stale.",
    )


def posts(content: pd.DataFrame, *, first: date, last: date) -> SampleFile:
    """Write the posts, with identities of nineteen digits and entities in the text."""
    rows = [
        (
            *(post["key"], _written(post["at"].date()), post["title"].replace("\n\n", " ").replace("&", "&amp;")),
            *(f"https://x.com/velmorabikes/status/{post['key']}", post["impressions"], post["reactions"]),
            *(post["engagements"], post["saves"], post["sent"], post["new_followers"], post["comments"]),
            *(post["shares"] - post["sent"], post["profile_visits"], post["expands"], post["link_clicks"], 0, 0),
        )
        for post in content.iloc[::-1].to_dict("records")
    ]
    return SampleFile(
        f"account_analytics_content_{first}_{last}.csv",
        csv_text([_CONTENT_HEADER, *rows]).encode(),
        [posts_sheet(None, "X", content, (*_BOTH, "link_clicks"))],
        "Lifetime figures of posts, never to be added to the overview's days.",
    )


def _written(day: date) -> str:
    return f"{day:%a}, {day:%b} {day.day}, {day.year}"
