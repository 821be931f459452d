"""TikTok: Studio, whose dates have no year, and Business Suite."""

from datetime import date

import pandas as pd

from sample_data.containers import columns, csv_text, quoted_csv, with_mark, zipped
from sample_data.files import SampleFile, days_sheet, posts_sheet

_SPANISH_MONTHS = columns("enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre")
_STUDIO = ("impressions", "video_views", "profile_visits", "reactions", "comments", "shares")
_BUSINESS = (*_STUDIO, "reach", "new_followers", "unfollows", "net_new_followers")
_BUSINESS_HEADER = columns(
    "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Phone number clicks ,Leads submission,"
    "Net growth,New followers,Lost followers"
)
_VIDEOS_HEADER = columns("Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites")


def english(day: date) -> str:
    """Write a day as Studio does in English.

    >>> english(date(2026, 3, 8))
    'March 8'
    """
    return f"{day:%B} {day.day}"


def spanish(day: date) -> str:
    """Write a day as Studio does in Spanish.

    >>> spanish(date(2026, 3, 8))
    '8 de marzo'
    """
    return f"{day.day} de {_SPANISH_MONTHS[day.month - 1]}"


def studio_overview(name: str, days: pd.DataFrame, *, in_spanish: bool, exported: date) -> SampleFile:
    """Write Studio's overview: everything quoted, no year, packed into an archive that bears the day of export."""
    write = spanish if in_spanish else english
    counts = days[["video_views", "profile_visits", "reactions", "comments", "shares"]].to_numpy().tolist()
    header = ("Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares")
    rows = [(write(day), *count) for day, count in zip(days.index, counts, strict=True)]
    return SampleFile(
        name,
        zipped({"Overview.csv": with_mark(quoted_csv([header, *rows]))}, exported),
        [days_sheet(None, "TikTok", days, _STUDIO)],
        "Days without a year" + (", in Spanish, across New Year." if in_spanish else "; the archive's stamp tells it."),
    )


def business_overview(name: str, days: pd.DataFrame) -> SampleFile:
    """Write Business Suite's overview, the only one with lost followers."""
    rows = [
        (
            *(f"{day:%Y/%m/%d}", row["video_views"], row["reach"], row["profile_visits"], row["reactions"]),
            *(row["shares"], row["comments"], "NAN", "--"),
            *(row["net_new_followers"], row["new_followers"], row["unfollows"]),
        )
        for day, row in zip(days.index, days.to_dict("records"), strict=True)
    ]
    return SampleFile(
        name,
        with_mark(csv_text([_BUSINESS_HEADER, *rows])),
        [days_sheet(None, "TikTok", days, _BUSINESS)],
        "The same views as Studio's files, never to be added to them; a blank at the end of a header; NAN and --.",
    )


def business_videos(name: str, posts: pd.DataFrame) -> SampleFile:
    """Write Business Suite's list of videos."""
    rows = [
        (
            *(post["title"].replace("\n\n", " "), f"https://www.tiktok.com/@velmora.bikes/video/{post['key']}"),
            *(f"{post['at']:%Y/%m/%d %H:%M:%S}", post["impressions"], post["reactions"], post["comments"]),
            *(post["shares"], post["saves"]),
        )
        for post in posts.to_dict("records")
    ]
    metrics = ("impressions", "video_views", "reactions", "comments", "shares", "saves")
    return SampleFile(
        name,
        with_mark(csv_text([_VIDEOS_HEADER, *rows])),
        [posts_sheet(None, "TikTok", posts, metrics)],
        "One video, of 16 May 2026, was seen more often than everything of the five months before.",
    )
