"""Days, months and ranges as people read them, in the locale of now."""

from datetime import date, timedelta
from typing import Final

from babel import Locale
from babel.dates import format_interval, format_skeleton

from kpi.formats.spoken import kept_as_spoken, manner

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_OF_QUARTER: Final = 3


@kept_as_spoken(1_000)
def period_text(start: date, end: date) -> str:
    """Say a range of days, both ends included.

    >>> period_text(date(2026, 10, 1), date(2026, 10, 31)), period_text(date(2026, 10, 1), date(2026, 10, 29))
    ('October 2026', '1–29 Oct 2026')
    >>> period_text(date(2025, 12, 28), date(2026, 1, 3)), period_text(date(2026, 6, 29), date(2026, 7, 5))
    ('28 Dec 2025 – 3 Jan 2026', '29 Jun – 5 Jul 2026')
    >>> period_text(date(2026, 7, 1), date(2026, 9, 30)), period_text(date(2026, 1, 1), date(2026, 12, 31))
    ('Q3 2026', '2026')
    """
    whole = _whole_period(start, end)
    if whole or start == end:
        return whole or day_text(start)
    if known := manner().locale:
        return str(format_interval(start, end, "yMMMd", locale=known))
    if start.year != end.year:
        return f"{day_text(start)} – {day_text(end)}"
    if start.month != end.month:
        return f"{day_of_month(start)} – {day_text(end)}"
    return f"{start.day}–{day_text(end)}"


def day_text(day: date) -> str:
    """Say a day.

    >>> day_text(date(2026, 6, 1))
    '1 Jun 2026'
    """
    return _told(day, "yMMMd") or f"{day_of_month(day)} {day.year}"


def day_of_month(day: date) -> str:
    """Say a day without its year.

    >>> day_of_month(date(2026, 6, 1))
    '1 Jun'
    """
    return _told(day, "MMMd") or f"{day.day} {month_text(day)}"


def day_in_full(day: date) -> str:
    """Say a day with the whole name of its month.

    >>> day_in_full(date(2026, 6, 1))
    '1 June 2026'
    """
    return _told(day, "yMMMMd") or f"{day_of_month_in_full(day)} {day.year}"


def day_of_month_in_full(day: date) -> str:
    """Say a day with the whole name of its month, without its year.

    >>> day_of_month_in_full(date(2026, 6, 1))
    '1 June'
    """
    return _told(day, "MMMMd") or f"{day.day} {month_name(day)}"


def month_text(day: date) -> str:
    """Say the month of a day, shortened: three letters in English."""
    known = manner().locale
    return str(known.months["stand-alone"]["abbreviated"][day.month]) if known else _MONTHS[day.month - 1][:3]


def month_name(day: date) -> str:
    """Say the month of a day in full, without its year."""
    known = manner().locale
    return str(known.months["stand-alone"]["wide"][day.month]) if known else _MONTHS[day.month - 1]


def month_of_year(day: date) -> str:
    """Say the month of a day, shortened, with its year.

    >>> month_of_year(date(2026, 6, 1))
    'Jun 2026'
    """
    return _told(day, "yMMM") or f"{month_text(day)} {day.year}"


def weekday_text(day: date) -> str:
    """Say the weekday of a day, shortened.

    >>> weekday_text(date(2026, 6, 1))
    'Mon'
    """
    known = manner().locale
    return str(known.days["stand-alone"]["abbreviated"][day.weekday()]) if known else _WEEKDAYS[day.weekday()][:3]


def weekday_name(day: date) -> str:
    """Say the weekday of a day in full.

    >>> weekday_name(date(2026, 6, 1))
    'Monday'
    """
    known = manner().locale
    return str(known.days["stand-alone"]["wide"][day.weekday()]) if known else _WEEKDAYS[day.weekday()]


def quarter_text(day: date) -> str:
    """Say the quarter of a day without its year.

    >>> quarter_text(date(2026, 6, 1))
    'Q2'
    """
    number, known = _quarter(day), manner().locale
    return str(known.quarters["format"]["abbreviated"][number]) if known else f"Q{number}"


def _whole_period(start: date, end: date) -> str:
    """Name a range that is a whole month, quarter or year; nothing for any other."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1 or start.year != end.year:
        return ""
    if (start.month, end.month) == (1, len(_MONTHS)):
        return _told(start, "y") or str(start.year)
    if start.month == end.month:
        return _told(start, "yMMMM") or f"{_MONTHS[start.month - 1]} {start.year}"
    if _quarter(start) == _quarter(end) and end.month - start.month == _MONTHS_OF_QUARTER - 1:
        return _told(start, "yQQQ") or f"Q{_quarter(start)} {start.year}"
    return ""


def _quarter(day: date) -> int:
    return (day.month - 1) // _MONTHS_OF_QUARTER + 1


@kept_as_spoken(4_000)
def _told(day: date, skeleton: str) -> str:
    """Say a day with the parts that a skeleton of CLDR names, in their order; '' where the house's own way is used."""
    known: Locale | None = manner().locale
    return str(format_skeleton(skeleton, day, locale=known)) if known else ""
