"""Small files of the invented brand Velmora, in the layouts of the platforms, and the facts that they make.

What is called `daily` gives one row a day of a range, the same cells on each; a cell may be a function of the day.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kpi import facts as facts_
from kpi.facts import Facts
from kpi.frames import records_frame
from kpi.layouts.learnt import NOTHING_LEARNT, Learnt
from kpi.periods import Period
from kpi.reading.read import read_file
from kpi.reading.report import Reading
from tests.builders import BRAND, SEPTEMBER, span
from tests.exports.builders import archive, lines, workbook

Cell = object | Callable[[date], object]
Row = Sequence[object]
BOTH = span("2026-09-01", "2026-10-31")
LINKEDIN = "velmora_content_1793440205482.xlsx"


class File(NamedTuple):
    """A file as it is dropped."""

    name: str
    content: bytes


def read(folder: Path, file: File, learnt: Learnt = NOTHING_LEARNT) -> Reading:
    """Read a file as the app does, and expect no complaint."""
    path = folder / "dropped"
    path.write_bytes(file.content)
    reading = read_file(file.name, path, learnt)
    assert not reading.problems, reading.problems
    return reading


def facts_of(folder: Path, *files: File, brand: facts_.Brand = BRAND, learnt: Learnt = NOTHING_LEARNT) -> Facts:
    """Give the facts that files make."""
    found = [pd.DataFrame(read(folder, file, learnt).records) for file in files]
    return facts_.build(records_frame(pd.concat(found, ignore_index=True)), brand)


def daily(period: Period, *cells: Cell, written: str = "%Y-%m-%d") -> list[list[str]]:
    """Give a row a day: the day as the platform writes it, then the cells."""
    days = [period.start + timedelta(days=n) for n in range(period.days)]
    return [[day.strftime(written), *(str(one(day) if callable(one) else one) for one in cells)] for day in days]


def by_month(september: object, october: object) -> Callable[[date], object]:
    """Give a cell that has one value in September and another in October."""
    return lambda day: september if day.month == SEPTEMBER.start.month else october


def on(values: Mapping[str, object], *, else_: object = "") -> Callable[[date], object]:
    """Give a cell that is filled on some days."""
    return lambda day: values.get(str(day), else_)


def csv(name: str, header: Row, rows: Sequence[Row], *, above: Sequence[Row] = ()) -> File:
    """Give a CSV file."""
    return File(name, lines([[str(cell) for cell in row] for row in (*above, header, *rows)]).encode())


def card(title: str, rows: Sequence[Row], *, name: str = "") -> File:
    """Give a card of Meta Business Suite, Insights: UTF-16, its title above the days."""
    text = lines([[title], ["Date", "Primary"], *rows])
    return File(name or f"{title}.csv", ("sep=,\n" + text + "\n").encode("utf-16"))


def instagram_days(title: str, period: Period, cell: Cell) -> File:
    """Give a card of Instagram by day."""
    return card(title, daily(period, cell, written="%Y-%m-%dT00:00:00"))


POST = ("Post ID", "Account username", "Publish time", "Post type", "Date")


def instagram_posts(name: str, columns: Sequence[str], *posts: Row, account: str = "velmora.bikes") -> File:
    """Give posts of Instagram: id, time of publishing, kind, then a cell for each of the columns."""
    rows = [[key, account, at, kind, "Lifetime", *cells] for key, at, kind, *cells in posts]
    return csv(name, (*POST, *columns), rows)


def facebook_posts(name: str, columns: Sequence[str], *posts: Row, page: str = "Velmora") -> File:
    """Give posts of Facebook: id, time of publishing, then a cell for each of the columns."""
    rows = [[key, f"61{len(page)}", page, at, "Photos", "Lifetime", *cells] for key, at, *cells in posts]
    header = ("Post ID", "Page ID", "Page name", "Publish time", "Post type", "Date", *columns)
    return csv(name, header, rows)


def facebook_page(period: Period, **cells: Cell) -> File:
    """Give the days of a page, Facebook Insights: followers, new, lost, impressions, reach."""
    names = {
        "followers": "Lifetime Total Likes",
        "new": "Daily New Likes",
        "lost": "Daily Unlikes",
        "impressions": "Daily Organic impressions",
        "reach": "Daily Organic Reach",
    }
    return csv("Insights.csv", ("Date", *(names[key] for key in cells)), daily(period, *cells.values()))


def linkedin(
    period: Period,
    *,
    impressions: Cell = 100,
    clicks: Cell = 2,
    reactions: Cell = 3,
    comments: Cell = 1,
    shares: Cell = 1,
) -> File:
    """Give the days of a LinkedIn page."""
    names = ("Impressions", "Clicks", "Reactions", "Comments", "Reposts")
    header = ("Date", *(f"{name} (organic)" for name in names))
    rows = daily(period, impressions, clicks, reactions, comments, shares, written="%m/%d/%Y")
    return File(LINKEDIN, workbook({"Metrics": [["Engagement of organic and sponsored posts."], header, *rows]}))


def x_days(period: Period, **cells: Cell) -> File:
    """Give the days of X Premium by the names of its columns ("New follows" as new_follows)."""
    named = {"impressions": 100, "likes": 5, "engagements": 9, "bookmarks": 2, "unfollows": 1, **cells}
    header = ("Date", *(key.replace("_", " ").capitalize() for key in named))
    return csv("account_overview_analytics.csv", header, daily(period, *named.values(), written="%a, %b %d, %Y"))


def youtube_days(period: Period, **cells: Cell) -> File:
    """Give the table by date of YouTube Studio: views, watch time and what else is named."""
    header = ("Date", "Views", "Watch time (hours)", "Likes", "Comments", "Shares")
    row = [cells.get(key, 0) for key in ("views", "hours", "likes", "comments", "shares")]
    return csv("Table data.csv", header, daily(period, *row))


def youtube_videos(name: str, *videos: Row) -> File:
    """Give the table of videos: id, day, views, impressions of the thumbnail, likes, comments, shares."""
    header = ("Content", "Video title", "Video publish time", "Views", "Impressions", "Likes", "Comments", "Shares")
    return csv(name, header, [[key, key, at, *cells] for key, at, *cells in videos])


def ga4_lines(period: Period) -> list[list[str]]:
    """Give the lines above a table of Google Analytics 4."""
    dates = [f"# Start date: {period.start:%Y%m%d}", f"# End date: {period.end:%Y%m%d}"]
    return [
        ["# ----------------------------------------"],
        ["# Report"],
        ["# Property: Velmora"],
        ["#"],
        *([day] for day in dates),
    ]


def ga4_days(period: Period, **cells: Cell) -> File:
    """Give Google Analytics 4 by date; a column is named by its header ("Total users" as total_users)."""
    header = ("Date", *(key.replace("_", " ").capitalize() for key in cells))
    return csv(
        "Traffic_overview_Date.csv", header, daily(period, *cells.values(), written="%Y%m%d"), above=ga4_lines(period)
    )


def ga4_groups(
    period: Period, sources: Mapping[str, Sequence[object]], columns: Sequence[str] = ("Sessions",), **more: str
) -> File:
    """Give the traffic acquisition of a period: a row a channel group, or what else `by` names."""
    by = more.get("by", "Session primary channel group (Default channel group)")
    rows = [[source, *cells] for source, cells in sources.items()]
    return csv(more.get("name", f"Traffic_{period.start:%m}.csv"), (by, *columns), rows, above=ga4_lines(period))


def ga4_groups_daily(
    period: Period, sources: Mapping[str, Sequence[Cell]], columns: Sequence[str] = ("Sessions",), **more: str
) -> File:
    """Give an exploration by day and channel group, or what else `by` names."""
    by = more.get("by", "Session default channel group")
    rows = [
        [row[0], source, *row[1:]]
        for source, cells in sources.items()
        for row in daily(period, *cells, written="%Y%m%d")
    ]
    return csv("Exploration.csv", ("Date", by, *columns), rows)


def key_events(period: Period, *counts: tuple[str, object], name: str = "Events.csv") -> File:
    """Give the events of a period: of each how often it counted as a key event."""
    return csv(
        name, ("Event name", "Event count", "Key events"), [[e, 99, n] for e, n in counts], above=ga4_lines(period)
    )


def key_events_daily(*rows: tuple[str, str, object], name: str = "Key_events.csv") -> File:
    """Give an exploration by day and event: the day, the event, how often; what is zero has no row there."""
    return csv(name, ("Date", "Event name", "Key events"), [[at.replace("-", ""), *more] for at, *more in rows])


def search(period: Period, impressions: Cell, *, filters: Sequence[Row] = (), name: str = "velmora.example") -> File:
    """Give the performance report of Search Console, with the filters that it states."""
    chart = [("Date", "Clicks", "Impressions", "CTR", "Position"), *daily(period, 3, impressions, "3%", "8.5")]
    members = {"Chart.csv": chart, "Filters.csv": [("Filter", "Value"), ("Search type", "Web"), *filters]}
    packed = {member: lines([list(map(str, row)) for row in rows]).encode() for member, rows in members.items()}
    return File(f"{name}-Performance-on-Search-{period.end}.zip", archive(packed))


def mentions(period: Period, said: Mapping[str, Sequence[str]], *, name: str = "") -> File:
    """Give the mentions of Brandwatch: of each query the days on which somebody named it, each at its own address.

    A day may be followed by the address ("2026-10-05 https://…"). The file's name says from when to when it counts.
    """
    header = ("Query Id", "Query Name", "Date", "Title", "Url", "Page Type")
    rows = [
        ("1", query, f"{day[:10]} 10:00:00.0", "T", day[11:] or f"https://news.example/{query}/{day}/{n}", "news")
        for query, days in said.items()
        for n, day in enumerate(days)
    ]
    called = name or f"Velmora_and_rivals_mentions_{period.start}_{period.end}.xlsx"
    return File(called, workbook({"Mentions": [["Report:", "Bulk Mentions Download"], [""], header, *rows]}))


def trustpilot(*reviews: tuple[str, object]) -> File:
    """Give reviews: day and stars."""
    header = ("Domain Url", "Review Id", "Review Created (UTC)", "Review Title", "Review Stars")
    rows = [("velmora.example", f"r{n}", f"{day} 10:00:00", "T", stars) for n, (day, stars) in enumerate(reviews)]
    return csv("velmora.example_reviews.csv", header, rows)


def meta_ads(*months: tuple[Period, float, int], currency: str = "EUR") -> File:
    """Give what a month of ads cost and how often they were shown."""
    header = ("Reporting starts", "Reporting ends", "Campaign name", "Impressions", f"Amount spent ({currency})")
    rows = [(str(of.start), str(of.end), "Spring", str(seen), str(spend)) for of, spend, seen in months]
    return File("Velmora-Ads.xlsx", workbook({"Worksheet": [header, *rows]}))
