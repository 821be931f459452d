"""Meta Business Suite: content exports, daily exports, and Ads Manager."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from sample_data.containers import Cell, Record, Row, columns, meta_content_csv, meta_daily_csv, xlsx
from sample_data.files import SampleFile, Sheet, days_sheet, posts_sheet, totals_of

INSTAGRAM_METRICS = ("impressions", "reach", "reactions", "shares", "comments", "saves", "new_followers")
FACEBOOK_METRICS = ("impressions", "reach", "reactions", "comments", "shares", "clicks", "link_clicks")
_INSTAGRAM_HEADER = columns(
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Comments,Saves,Follows"
)
_FACEBOOK_POST_HEADER = columns(
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,"
    "Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date"
)
_ALL_INTERACTIONS = "Reactions, Comments and Shares"
_PHOTO_CLICKS = "Matched Audience Targeting Consumption (Photo Click)"
_FACEBOOK_VIEWS_HEADER = (
    *("Views", "Reach", _ALL_INTERACTIONS, "Reactions", "Comments", "Shares", "Total clicks", "Link Clicks"),
    *("Other Clicks", _PHOTO_CLICKS, "Seconds viewed", "Average Seconds viewed"),
    *("Estimated earnings (USD)", "Ad impressions"),
)
_FACEBOOK_IMPRESSIONS_HEADER = (
    *("IMPRESSION:UNIQUE_USERS", "Reach", "Impressions", _ALL_INTERACTIONS, "Reactions", "Comments", "Shares"),
    *("Total clicks", _PHOTO_CLICKS, "Other Clicks", "Link Clicks", "Negative feedback from users: Hide all"),
)
_OLD_KINDS = {"Photos": "Photo", "Links": "Link", "Reels": "Reel"}
_SUMMER_TIMES = ((date(2025, 3, 9), date(2025, 11, 2)), (date(2026, 3, 8), date(2026, 11, 1)))
_ADS_HEADER = columns(
    "Reporting starts,Reporting ends,Ad name,Ad delivery,Ad Set Name,Bid,Bid type,Ad set budget,Ad set budget type,"
    "Last significant edit,Attribution setting,Results,Result indicator,Reach,Impressions,Cost per results,"
    "Quality ranking,Engagement rate ranking,Conversion rate ranking,Amount spent (EUR),Ends"
)
_ATTRIBUTION = "7-day click or 1-day view"
_ACCOUNT = ("17841402650417733", "velmora.bikes", "Velmora City E-Bikes")
_PAGE = ("104417260958313", "Velmora City E-Bikes")


def instagram_content(posts: pd.DataFrame, *, first: date, last: date, export: str, why: str = "") -> SampleFile:
    """Write the Instagram content export of a range of days."""
    rows = [_instagram_row(post) for post in posts.to_dict("records")]
    return SampleFile(
        f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{export}.csv",
        meta_content_csv([_INSTAGRAM_HEADER, *rows]),
        [posts_sheet(None, "Instagram", posts, INSTAGRAM_METRICS)],
        why or "Byte order mark, captions of several lines, 'Lifetime' for a date; the basis is views.",
    )


def facebook_views(posts: pd.DataFrame, *, first: date, last: date, export: str) -> SampleFile:
    """Write the Facebook content export in today's layout, which counts views."""
    rows = [_facebook_post(post, post["kind"]) + _facebook_views_row(post) for post in posts.to_dict("records")]
    return SampleFile(
        f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{export}.csv",
        meta_content_csv([(*_FACEBOOK_POST_HEADER, *_FACEBOOK_VIEWS_HEADER), *rows]),
        [posts_sheet(None, "Facebook", posts, (*FACEBOOK_METRICS, "watch_seconds"))],
        "A header with commas in it; the basis is views; watch time only where there is a video.",
    )


def facebook_impressions(posts: pd.DataFrame, *, first: date, last: date, export: str) -> SampleFile:
    """Write the Facebook content export in the layout before November 2025, with two rows that failed."""
    rows = [
        _facebook_post(post, _OLD_KINDS[post["kind"]]) + _facebook_impressions_row(post)
        for post in posts.to_dict("records")
    ]
    rows.insert(7, _failed_row("733902184415026", 41))
    rows.insert(31, _failed_row("733902184419377", 6))
    return SampleFile(
        f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{export}.csv",
        meta_content_csv([(*_FACEBOOK_POST_HEADER, *_FACEBOOK_IMPRESSIONS_HEADER), *rows]),
        [posts_sheet(None, "Facebook", posts, FACEBOOK_METRICS)],
        "The basis is impressions; a raw metric id for a header; two rows without data are left out.",
    )


def daily(name: str, tables: Sequence[tuple[str, str | None, str, pd.DataFrame]], why: str) -> SampleFile:
    """Write a daily export; each table is a title, a channel, a metric and a frame with that metric by day."""
    return SampleFile(
        name,
        meta_daily_csv({title: _daily_rows(frame[metric]) for title, _, metric, frame in tables}),
        [days_sheet(title, channel, frame, [metric]) for title, channel, metric, frame in tables],
        why,
    )


def ads(ads_by_month: pd.DataFrame, *, first: date, last: date) -> SampleFile:
    """Write the Ads Manager export by ad and month; its first row is the total, whose reach is no sum."""
    rows = [_ads_row(ad) for ad in ads_by_month.to_dict("records")]
    total: Row = (
        *(first.isoformat(), last.isoformat(), None, None, None, None, None, None, None, None, _ATTRIBUTION, None),
        *(None, round(ads_by_month["people"].sum() * 0.44), int(ads_by_month["ad_impressions"].sum()), None),
        *("-", "-", "-", round(float(ads_by_month["spend"].sum()), 2), None),
    )
    totals = totals_of(ads_by_month, ("ad_impressions", "spend"))
    return SampleFile(
        f"Velmora-Ads-{first:%b}-{first.day}-{first.year}-{last:%b}-{last.day}-{last.year}.xlsx",
        xlsx({"Worksheet": [_ADS_HEADER, total, *rows]}, last + timedelta(days=2)),
        [Sheet("Worksheet", "period", "Meta", len(rows), first, last, totals)],
        "The first row is the grand total; the currency stands in the header.",
    )


def _instagram_row(post: Record) -> Row:
    place = "reel" if post["kind"] == "IG reel" else "p"
    return (
        *(f"18{post['key']}", *_ACCOUNT, post["title"], post["seconds"], f"{post['at']:%m/%d/%Y %H:%M}"),
        *(f"https://www.instagram.com/{place}/{post['code']}/", post["kind"], None, "Lifetime", post["impressions"]),
        *(post["reach"], post["reactions"], post["shares"], post["comments"], post["saves"]),
        post["new_followers"] or None,
    )


def _facebook_post(post: Record, kind: Cell) -> tuple[Cell, ...]:
    video = kind in ("Reels", "Reel")
    return (
        *(post["key"], *_PAGE, None, post["title"], post["seconds"], f"{post['at']:%m/%d/%Y %H:%M}"),
        *("uploaded" if video else "N/A", f"https://www.facebook.com/velmora.bikes/posts/{post['key']}", 0, 0, kind),
        *(None, None, None, None, "Lifetime"),
    )


def _facebook_views_row(post: Record) -> tuple[Cell, ...]:
    video = post["kind"] == "Reels"
    return (
        *(post["impressions"], post["reach"], post["interactions"], post["reactions"], post["comments"]),
        *(post["shares"], post["clicks"], post["link_clicks"], post["other_clicks"] or None, None),
        *((post["watch_seconds"], post["seconds_each"], 0, 0) if video else (None, None, None, None)),
    )


def _facebook_impressions_row(post: Record) -> tuple[Cell, ...]:
    return (
        *(None, post["reach"], post["impressions"], post["interactions"], post["reactions"], post["comments"]),
        *(post["shares"], post["clicks"], None, post["other_clicks"], post["link_clicks"], None),
    )


def _failed_row(identity: str, people: int) -> tuple[Cell, ...]:
    sentence = f"An error occurred while computing metadata for content with ID {identity}."
    return (*[None] * 15, sentence, "Lifetime", people, *[None] * 11)


def _daily_rows(counts: pd.Series) -> list[Row]:
    return [
        ("Date", "Primary"),
        *((f"{day}T{_hour(day)}:00:00", int(count)) for day, count in zip(counts.index, counts, strict=True)),
    ]


def _hour(day: date) -> str:
    """Meta stamps days at midnight in its own summer time, and at one o'clock in winter."""
    return "00" if any(first <= day < last for first, last in _SUMMER_TIMES) else "01"


def _ads_row(ad: Record) -> Row:
    return (
        *(f"{ad['first']}", f"{ad['last']}", ad["name"], ad["delivery"], ad["set"], None, "ABSOLUTE_OCPM"),
        *("Using campaign budget", None, None, _ATTRIBUTION, ad["results"], "actions:link_click", ad["people"]),
        *(ad["ad_impressions"], ad["cost_each"], ad["quality"], "Average", "Average", ad["spend"], ad["ends"]),
    )
