"""Google Analytics 4: days, key events by day, and traffic acquisition and landing pages for a month."""

from datetime import date

import pandas as pd

from sample_data import story
from sample_data.containers import Row, columns, csv_text
from sample_data.files import SampleFile, Sheet, days_sheet, totals_of

_RULE = "# ----------------------------------------"
_DAY_HEADER = columns(
    "Date,Sessions,Engaged sessions,Average session duration,Views,Total users,Key events,Total revenue"
)
_DAY_METRICS = ("sessions", "engaged_sessions", "session_seconds", "page_views", "users", "conversions", "revenue")
_TRAFFIC_HEADER = columns(
    "Session primary channel group (Default channel group),Sessions,Engaged sessions,Engagement rate,"
    "Average engagement time per session,Events per session,Event count,Key events,Session key event rate,"
    "Total revenue"
)
_TRAFFIC_METRICS = (
    "sessions",
    "engaged_sessions",
    "engaged_seconds",
    "conversions",
    "converting_sessions",
    "revenue",
)
_LANDING_HEADER = columns("Landing page,Sessions,Average engagement time per session,Key events,Session key event rate")
_LANDING_METRICS = ("sessions", "engaged_seconds", "conversions", "converting_sessions")


def by_date(name: str, owner: str, days: pd.DataFrame) -> SampleFile:
    """Write the report by date, busiest day first as the screen sorts it."""
    busiest_first = days.sort_values("sessions", ascending=False, kind="stable")
    rows = [
        (
            *(f"{day:%Y%m%d}", int(row["sessions"]), int(row["engaged_sessions"])),
            *(_plain(row["session_seconds"] / row["sessions"]), int(row["page_views"]), int(row["users"])),
            *(int(row["conversions"]), _plain(row["revenue"])),
        )
        for day, row in zip(busiest_first.index, busiest_first.to_dict("records"), strict=True)
    ]
    title = "Traffic overview: Date"
    return SampleFile(
        name,
        _report(title, owner, (days.index[0], days.index[-1]), [_DAY_HEADER, *rows]),
        [days_sheet(None, "Web", days, _DAY_METRICS)],
        "Lines of comment above the header; the days are not in order; session time = average × sessions.",
    )


def traffic(name: str, owner: str, groups: pd.DataFrame, span: tuple[date, date]) -> SampleFile:
    """Write traffic acquisition by channel group: one period, which stands only in the lines above the header."""
    rows = [
        (
            *(
                row["source"],
                row["sessions"],
                row["engaged_sessions"],
                _plain(row["engaged_sessions"] / row["sessions"]),
            ),
            *(_plain(row["engaged_seconds"] / row["sessions"]), _plain(row["events"] / row["sessions"]), row["events"]),
            *(row["conversions"], _plain(row["converting_sessions"] / row["sessions"]), _plain(row["revenue"])),
        )
        for row in groups.sort_values("sessions", ascending=False, kind="stable").to_dict("records")
    ]
    title = "Traffic acquisition: Session primary channel group (Default channel group)"
    totals = totals_of(groups, _TRAFFIC_METRICS)
    return SampleFile(
        name,
        _report(title, owner, span, [_TRAFFIC_HEADER, *rows]),
        [Sheet(None, "period", "Web", len(groups), *span, totals)],
        "A month by source, not by day; all sixteen files bear the same name but for a number.",
    )


def key_events(name: str, owner: str, events: pd.DataFrame) -> SampleFile:
    """Write key events by day and name, the most frequent first as the screen sorts them."""
    ordered = events.sort_values("conversions", ascending=False, kind="stable")
    counted = zip(ordered.index, ordered["event"], ordered["conversions"], strict=True)
    rows: list[Row] = [(f"{day:%Y%m%d}", event, int(count)) for day, event, count in counted]
    return SampleFile(
        name,
        _report("Key events by day", owner, (story.FIRST, story.LAST), [columns("Date,Event name,Key events"), *rows]),
        [days_sheet(None, "Web", events.sort_index(), ("conversions",))],
        "The key events of the report by date once more, by name: each day adds up to it, and none is counted twice.",
    )


def landing_pages(name: str, owner: str, pages: pd.DataFrame, span: tuple[date, date]) -> SampleFile:
    """Write the pages on which a month's visits began, the most visited first."""
    rows = [
        (
            *(row["page"], row["sessions"], _plain(row["engaged_seconds"] / row["sessions"])),
            *(row["conversions"], _plain(row["converting_sessions"] / row["sessions"])),
        )
        for row in pages.sort_values("sessions", ascending=False, kind="stable").to_dict("records")
    ]
    return SampleFile(
        name,
        _report("Landing page: Landing page", owner, span, [_LANDING_HEADER, *rows]),
        [Sheet(None, "period", "Web", len(pages), *span, totals_of(pages, _LANDING_METRICS))],
        "The month's visits split another way: they add up to its sources, and are read beside them.",
    )


def _plain(number: float) -> float | int:
    """Write a whole number without a decimal point."""
    return int(number) if number == int(number) else number


def _report(title: str, owner: str, span: tuple[date, date], rows: list[Row]) -> bytes:
    lines = (
        *(_RULE, f"# {title}", f"# Account: {owner}", f"# Property: {owner} - GA4", _RULE, "# ", "# All Users"),
        *(f"# Start date: {span[0]:%Y%m%d}", f"# End date: {span[1]:%Y%m%d}"),
    )
    return ("\n".join(lines) + "\n" + csv_text(rows)).removesuffix("\n").encode()
