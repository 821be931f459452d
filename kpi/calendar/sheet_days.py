"""Days and times of day as people write them into a calendar's cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from kpi.reading.dates import dates_in
from kpi.reading.order import DAY_FIRST, MONTH_FIRST

YEARS = range(2000, 2101)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,?\s+(?=\d)")
_CLOCK = re.compile(
    r"(?:^|[\sT,]+)(?:at\s+)?(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?::(\d{2})(?:\.\d+)?)?"
    r"\s*(?:(a|p)\.?\s?m\.?|(uhr|hrs|h|u))?$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"[^\W\d_]{3}")
_SHORT_YEAR = re.compile(r"([^\W\d_]{3}\.?) (\d{2})$")
_LONGEST = 30
_NOON, _HOURS = 12, 24
_SECONDS_A_DAY = 86_400
Ways = Mapping[str, tuple[date, ...]]


def ways_of(texts: Iterable[str]) -> Ways:
    """Give for each text of a column the days that it can be, with the day first and with the month first.

    None of them for what is no day; two where nothing in the text says which. A month may be a word of any language
    that `kpi.reading.dates` knows; a time of day behind the day is left out.
    """
    bare = {text: split(text)[0] for text in dict.fromkeys(texts)}
    return {text: _in_figures(one) or _named(one) for text, one in bare.items()}


def order_of(ways: Ways) -> str:
    """Say what stands first in a column's days, as its unmistakable ones show; '' where nothing or both do."""
    shown = {_shows(text, days[0]) for text, days in ways.items() if len(days) == 1}
    told = shown - {""}
    return told.pop() if len(told) == 1 else ""


def in_order(days: Sequence[date], order: str) -> date | None:
    """Choose of two days the one with the day, or the month, first; None where nobody said what stands first."""
    if len(days) == 1:
        return days[0]
    return {DAY_FIRST: days[0], MONTH_FIRST: days[-1]}.get(order) if days else None


def split(text: str) -> tuple[str, time | None]:
    """Part a day from the time of day behind it.

    >>> split("24/12/2026 18:30"), split("2026-12-24")
    (('24/12/2026', datetime.time(18, 30)), ('2026-12-24', None))
    """
    found = _CLOCK.search(text)
    if not found or found.start() == 0 or not (found[2] or found[4]) or not re.search(r"\d", text[: found.start()]):
        return text.strip(), None
    return text[: found.start()].strip(" ,"), clock(text[found.start() :])


def clock(text: str) -> time | None:
    """Read a time of day; None where it is none.

    >>> clock("6:30 PM"), clock("18h30"), clock("9 Uhr"), clock("25:00"), clock("7")
    (datetime.time(18, 30), datetime.time(18, 30), datetime.time(9, 0), None, None)
    """
    found = _CLOCK.fullmatch(text.strip()) or _CLOCK.match(f" {text.strip()}")
    if not found or not (found[2] or found[4] or found[5]):
        return None
    hour, minute, second = (int(found[at] or 0) for at in (1, 2, 3))
    half = (found[4] or "").casefold()
    if half and not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    return time(hour, minute, second) if hour < _HOURS and max(minute, second) < 60 else None  # noqa: PLR2004


def of_fraction(number: float) -> time | None:
    """Read a number as the part of a day that a spreadsheet means by it; None where it is none.

    >>> of_fraction(0.75), of_fraction(7)
    (datetime.time(18, 0), None)
    """
    if not 0 <= number < 1:
        return None
    minutes, second = divmod(round(number * _SECONDS_A_DAY), 60)
    return time(*divmod(minutes, 60), second) if minutes < _HOURS * 60 else None


def _in_figures(text: str) -> tuple[date, ...]:
    text = _WEEKDAY.sub("", text)
    iso, either = _ISO.match(text), _FIGURES.match(text)
    if iso:
        return _real((int(iso[1]), int(iso[2]), int(iso[3])))
    if not either:
        return ()
    year = int(either[4]) + (2000 if len(either[4]) == 2 else 0)  # noqa: PLR2004
    first, second = int(either[1]), int(either[3])
    if either[2] == ".":  # nobody writes the month first with points
        return _real((year, second, first))
    return _real((year, second, first), (year, first, second))


def _real(*several: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for year, month, day in several:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _shows(text: str, day: date) -> str:
    """Say which of day and month stands first in figures that can be one day only."""
    either = _FIGURES.match(_WEEKDAY.sub("", split(text)[0]))
    if not either or either[2] == "." or either[1] == either[3]:
        return ""
    return DAY_FIRST if int(either[1]) == day.day else MONTH_FIRST


def _named(text: str) -> tuple[date, ...]:
    """Read a day whose month is a word, where little else stands beside it."""
    if len(text) > _LONGEST or not _MONTH.search(text):
        return ()
    apart = _SHORT_YEAR.sub(r"\1 20\2", re.sub(r"[-/]", " ", text))
    several = (dates_in(one) for one in (apart, apart.title(), _WEEKDAY.sub("", apart)))
    return next((days for days in several if len(days) == 1), ())
