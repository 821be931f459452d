"""YouTube Studio, advanced mode: an archive of three tables."""

from datetime import date, timedelta

import pandas as pd

from sample_data.containers import columns, csv_text, zipped
from sample_data.files import SampleFile, days_sheet, posts_sheet

_TABLE_HEADER = columns(
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,"
    "Impressions click-through rate (%)"
)
_METRICS = ("video_views", "watch_seconds", "net_new_followers", "impressions")
_IN_CHART = 4


def studio(videos: pd.DataFrame, days: pd.DataFrame, chart: pd.DataFrame, *, channel: str) -> SampleFile:
    """Write table, chart and totals; the table starts with a total, and the chart holds but the first videos."""
    first, last = days.index[0], days.index[-1]
    total = (
        *("Total", None, None, None, int(days["video_views"].sum()), round(videos["hours"].sum() * 1.06, 4)),
        *(int(videos["net_new_followers"].sum()) + 41, int(videos["impressions"].sum()) + 2_903, 4.71),
    )
    rows = [
        (
            *(video["code"], video["title"], _written(video["at"].date()), video["seconds"], video["video_views"]),
            *(video["hours"], video["net_new_followers"], video["impressions"], video["click_rate"]),
        )
        for video in videos.to_dict("records")
    ]
    series = [
        (day, video["code"], video["title"], _written(video["at"].date()), int(views))
        for video in videos.head(_IN_CHART).to_dict("records")
        for day, views in zip(chart.index, chart[video["code"]], strict=True)
        if day >= video["at"].date()
    ]
    tables = {
        "Table data.csv": csv_text([_TABLE_HEADER, total, *rows]),
        "Chart data.csv": csv_text([("Date", "Content", "Video title", "Video publish time", "Views"), *series]),
        "Totals.csv": csv_text([("Date", "Views"), *zip(days.index, days["video_views"], strict=True)]),
    }
    return SampleFile(
        f"Content {first}_{last + timedelta(days=1)} {channel}.zip",
        zipped({name: text.encode() for name, text in tables.items()}, last + timedelta(days=2)),
        [
            posts_sheet("Table data.csv", "YouTube", videos, _METRICS),
            days_sheet("Totals.csv", "YouTube", days, ["video_views"]),
        ],
        "The table's first row is a total and more than its videos; the chart holds a few videos only and is no fact.",
    )


def _written(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
