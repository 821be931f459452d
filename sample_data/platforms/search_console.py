"""Google Search Console: performance on search, as an archive or a workbook."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from sample_data.containers import Row, csv_text, xlsx, zipped
from sample_data.files import SampleFile, days_sheet

_FIRST_COLUMN = {
    "Chart": "Date",
    "Queries": "Top queries",
    "Pages": "Top pages",
    "Countries": "Country",
    "Devices": "Device",
    "Search appearance": "Search Appearance",
}
_METRICS = ("search_clicks", "search_impressions")
Tables = Mapping[str, Sequence[Row]]


def archive(site: str, days: pd.DataFrame, tables: Tables, *, query: str = "") -> SampleFile:
    """Write the archive of seven tables; a query filter stands only in the last of them."""
    exported = days.index[-1] + timedelta(days=3)
    sheets = _sheets(days, tables, in_percent=True) | {"Filters": _filters(days, query)}
    entries = {f"{name}.csv": csv_text(rows).removesuffix("\n").encode() for name, rows in sheets.items()}
    return SampleFile(
        f"https___www.{site}_-Performance-on-Search-{exported}{' (1)' if query else ''}.zip",
        zipped(entries, exported),
        [days_sheet("Chart", "Search", days, _METRICS)],
        "Filtered to queries with the brand's name: a slice, not the whole property." if query else _WHY,
    )


def workbook(site: str, days: pd.DataFrame, tables: Tables) -> SampleFile:
    """Write the same seven tables as a workbook with true dates and fractions."""
    exported = days.index[-1] + timedelta(days=3)
    sheets = _sheets(days, tables, in_percent=False) | {"Filters": _filters(days, "")}
    return SampleFile(
        f"https___www.{site}_-Performance-on-Search-{exported}.xlsx",
        xlsx(sheets, exported),
        [days_sheet("Chart", "Search", days, _METRICS)],
        _WHY,
    )


_WHY = "Only Chart counts; the other tables tell the same clicks again, with other totals."


def _sheets(days: pd.DataFrame, tables: Tables, *, in_percent: bool) -> dict[str, list[Row]]:
    """Put clicks, impressions, rate and position under each table's header."""
    by_day = [
        (day, int(clicks), int(shown), position)
        for day, clicks, shown, position in days[[*_METRICS, "position"]].itertuples(name=None)
    ]
    whole: dict[str, Sequence[Row]] = {"Chart": by_day, **tables}
    return {
        name: [(first, "Clicks", "Impressions", "CTR", "Position"), *(_row(row, in_percent=in_percent) for row in rows)]
        for (name, first), rows in ((item, whole[item[0]]) for item in _FIRST_COLUMN.items())
    }


def _row(row: Row, *, in_percent: bool) -> Row:
    what, clicks, shown, position = row
    rate = int(str(clicks)) / int(str(shown))
    return (
        what,
        clicks,
        shown,
        f"{100 * rate:.2f}".rstrip("0").rstrip(".") + "%" if in_percent else round(rate, 4),
        position,
    )


def _filters(days: pd.DataFrame, query: str) -> list[Row]:
    first, last = days.index[0], days.index[-1]
    span = f"{_written(first)}-{_written(last)}"
    return [("Filter", "Value"), ("Search type", "Web"), ("Date", span), *([("Query", query)] if query else [])]


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
