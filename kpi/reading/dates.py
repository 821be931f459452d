"""Text to dates: day and month are told apart on evidence; years where the file leaves them out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.errors import UnknownExport
from kpi.exports.export import YEARLESS
from kpi.reading.moments import NOTHING, moments, nothing
from kpi.reading.months import LANGUAGES, may_be, months, spoken
from kpi.reading.order import DAY_FIRST, MONTH_FIRST, Both, Doubt, Hints, decided, declared
from kpi.reading.parts import Written, parts_of
from kpi.reading.strings import bare, characters, mapped, matching, strings, told
from kpi.reading.years import years_by

_TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp])?\.?(?:[Mm]\.?)?)?\s*(?:Z|UTC|GMT)?\s*(?:[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = rf"^(?P<y>\d{{4}})(?P<mark>[-/.])(?P<m>\d{{1,2}})(?P<mark2>[-/.])(?P<d>\d{{1,2}}){_TIME}"
_COMPACT = r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<hour>[01]\d|2[0-3])?$"
_YEAR_LAST = rf"^(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P<mark2>[-/.])(?P<y>\d{{4}}|\d{{2}}){_TIME}"
_SERIAL, _LIKE_A_SERIAL = r"^[2-6]\d{4}(?:\.\d+)?$", r"^\d{5}(?:\.\d+)?$"
_CLOCK_AT_END = re.compile(
    r"[,\s]+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?m\.?)?(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))*$",
    re.IGNORECASE,
)
_ENOUGH_TO_HEAR = 1_000
_LONGEST = 80  # signs: no date is longer, and hearing whole texts in every language takes seconds
_NO_HINTS = Hints()
_STATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![A-Za-z])(?P<m>[A-Z][a-z]{2})-(?P<d>\d{1,2})-(?P<y>\d{4})",
        r"(?<!\d)(?P<y>20\d{2})[-._](?P<m>\d{1,2})[-._](?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)",
        r"\b(?P<m>[A-Z][a-z]{2,8})\.? (?P<d>\d{1,2}), (?P<y>\d{4})\b",
        r"\b(?P<d>\d{1,2})(?:\.|º)? (?:de )?(?P<m>[^\W\d_]{3,12})\.? (?:de )?(?P<y>\d{4})\b",
    )
)
_OF_PREAMBLES = ("es", "pt", "de", "fr", "it", "nl")
MADE = re.compile(r"generated|created|downloaded|exported|erstellt|generad|gerado|créé|gegenereerd", re.IGNORECASE)
"""A line above a table that says when the file was made, not from when to when it counts."""
_WEEK = re.compile(r"^(20\d{2})[- ]?[Ww](\d{1,2})$")
_MONTHS_ALONE = (
    (re.compile(r"^(\d{4})[-/.](\d{1,2})$"), r"\1-\2-01"),
    (re.compile(r"^(\d{1,2})[-/.](\d{4})$"), r"\2-\1-01"),
    (re.compile(r"^([^\W\d_]+)[-. '’]+(\d{2})$"), r"1 \1 20\2"),
    (re.compile(r"^([^\W\d_][^\d]*?)[-. ]+(\d{4})$"), r"1 \1 \2"),
)
_IN_FIGURES = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/])")
_EPOCH = re.compile(r"(?<!\d)(1[4-9]\d{11})(?!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A column of dates: `days` are naive local times, missing where a cell is none; `notes` say what was decided.

    Where there is a `doubt`, `days` are no more than one of its two readings.
    """

    days: np.ndarray
    notes: tuple[str, ...] = ()
    doubt: Doubt | None = None


def dates_in(text: str) -> tuple[date, ...]:
    """Find the dates that a file's name or a line of a preamble states, in order.

    >>> dates_in("Jan-14-2025_Apr-14-2025_139.csv")
    (datetime.date(2025, 1, 14), datetime.date(2025, 4, 14))
    >>> dates_in("27 January 2026 - 23 February 2026")
    (datetime.date(2026, 1, 27), datetime.date(2026, 2, 23))
    >>> dates_in("1. März 2026 – 5 de abril de 2026")
    (datetime.date(2026, 3, 1), datetime.date(2026, 4, 5))
    """
    found = [(one.start(), _stated(one)) for pattern in _STATED for one in pattern.finditer(text)]
    found += [(one.start(), date(1970, 1, 1) + timedelta(milliseconds=int(one[1]))) for one in _EPOCH.finditer(text)]
    return tuple(day for _, day in sorted(found, key=lambda one: one[0]) if day)


def dates_written(text: str, formats: Sequence[str]) -> tuple[date, ...]:
    """Find the dates that a line states in figures, as the platform writes them; none where one of them is not so.

    >>> dates_written("11/29/2025 12/28/2025", ("%m/%d/%Y",)), dates_written("29/11/2025", ("%m/%d/%Y",))
    ((datetime.date(2025, 11, 29), datetime.date(2025, 12, 28)), ())
    """
    for form in formats:
        try:
            return tuple(datetime.strptime(one, form).date() for one in _IN_FIGURES.findall(text))  # noqa: DTZ007
        except ValueError:  # this form does not fit: the next may
            continue
    return ()


def _stated(found: re.Match[str]) -> date | None:
    month = found["m"]
    return _real(int(found["y"]), int(month) if month.isdigit() else _named(month.casefold()), int(found["d"]))


def _named(month: str) -> int:
    """Give the number of a month by its name, English before other languages; 0 where none or several have it."""
    numbers = {months("en").get(month, 0)} - {0} or {months(to).get(month, 0) for to in _OF_PREAMBLES} - {0}
    return numbers.pop() if len(numbers) == 1 else 0


def dated(
    text: Iterable[str],
    formats: Sequence[str],
    *,
    ends: date | None = None,
    daily: bool = False,
    hints: Hints = _NO_HINTS,
    made: np.ndarray | None = None,
) -> Dated:
    """Read a column of dates of one kind, in whatever language; what is no date is missing.

    Where day and month could change places, a value above 12 decides for all, else (in a table by day) that the days
    follow one another, else the order of the declared `formats`, else the hints; else there is a doubt. Dates without
    a year count back from `ends`, or lie nearest to the moment at which each was `made`, where that is known; they are
    read only where the formats allow it. Zones are cut off, never converted.
    Raises UnknownExport where the cells are of two kinds.
    """
    where, cells = _different(strings(text))
    plain = cells.plain
    figures = [read(cells) for read in (_year_first, _compact, _serial)]
    year_last = _year_last(cells, formats, hints, daily=daily)
    read = reduce(np.logical_or, (~np.isnat(days) for days in (*figures, year_last.days)))
    whole, yearless = _spoken(plain, read)
    found = [days for days in (*figures, year_last.days, whole) if not np.isnat(days).all()]
    counted_back = YEARLESS in formats and ends is not None and any(yearless)
    if len(found) + counted_back > 1:
        raise _two_kinds(plain, found[0])
    if counted_back and ends is not None:
        in_rows = [yearless[at] for at in np.arange(len(plain))[where]]
        days, notes = _with_years(in_rows, ends) if made is None else years_by(in_rows, made)
        return Dated(days, notes)
    if not year_last.order:
        doubt = Doubt(year_last.by_month[where], year_last.by_day[where])
        return Dated(doubt.by_month, doubt=doubt)
    days = found[0] if found else whole
    return Dated(days[where], year_last.notes)


def order_shown(text: Iterable[str]) -> str:
    """Name what stands first where every date of a column shows it by a figure above 12, else ''."""
    parts = parts_of(Written.of(pc.unique(strings(text))), _YEAR_LAST)
    seen = parts["a"] >= 0
    by_month, by_day = (np.isnat(days[seen]) for days in _both(parts))
    return "" if by_month.any() == by_day.any() else MONTH_FIRST if by_day.any() else DAY_FIRST


def first_days(text: Iterable[str]) -> pa.LargeStringArray:
    """Write months (2026-03, 03/2026, March 2026, Mar-26) and weeks (2026-W10) as their first day; keep the rest.

    >>> first_days(["2026-3", "03/2026", "marzo de 2026", "Mar-26", "2026-W10", "2026-03-05"]).to_pylist()
    ['2026-3-01', '2026-03-01', '1 marzo de 2026', '1 Mar 2026', '2026-03-02', '2026-03-05']
    """
    return mapped(bare(strings(text)), _first_day)


def _first_day(cell: str) -> str:
    week = _WEEK.match(cell)
    if week and 1 <= int(week[2]) <= 52 + (date(int(week[1]), 12, 28).isocalendar().week > 52):  # noqa: PLR2004
        return date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
    for pattern, first in _MONTHS_ALONE:
        if pattern.match(cell):
            return pattern.sub(first, cell)
    return cell


def dates_year_first(text: Iterable[str]) -> np.ndarray:
    """Read the cells that can only be one day, since the year comes first; the others are missing."""
    cells = pc.dictionary_encode(strings(text))
    plain = pc.utf8_trim_whitespace(cells.dictionary)
    days: np.ndarray = _year_first(Written.of(plain))[cells.indices.to_numpy()]
    return days


def looks_dated(text: Iterable[str]) -> np.ndarray:
    """Tell which cells look like a date, or like a number of which a spreadsheet program made one (`3.Apr`)."""
    return told(strings(text), _looks_dated)


def _looks_dated(value: str) -> bool:
    cell = value.strip()
    if any(re.match(pattern, cell) for pattern in (_YEAR_FIRST, _YEAR_LAST)):
        return True
    words = re.findall(r"[^\W\d_]+", cell.casefold())
    return (
        len(words) == 1 and bool(re.search(r"\d", cell)) and any(words[0] in months(language) for language in LANGUAGES)
    )


def _two_kinds(plain: pa.Array, one: np.ndarray) -> UnknownExport:
    cells = plain.to_pylist()
    first = next(cell for cell, day in zip(cells, one, strict=True) if not np.isnat(day))
    other = next((cell for cell, day in zip(cells, one, strict=True) if np.isnat(day) and re.search(r"\d", cell)), "")
    return UnknownExport(
        f"Some dates are written like “{first[:30]}” and some like “{other[:30]}”. A spreadsheet program may have "
        "changed some of them when the file was saved, and day and month may have changed places: please download the "
        "export again and drop it here as it is."
    )


def _different(cells: pa.LargeStringArray) -> tuple[np.ndarray | slice, Written]:
    """Give the different cells and where each row finds its own; cells laid out alike are read quicker as they are."""
    written = Written.of(cells)
    if written.alike is not None:
        return slice(None), written
    coded = cells.dictionary_encode()
    return coded.indices.to_numpy(), Written.of(_without_hard_blanks(coded.dictionary))


def _without_hard_blanks(cells: pa.LargeStringArray) -> pa.LargeStringArray:
    foreign = characters(cells).max(initial=0) > ord("~")
    return bare(pc.replace_substring_regex(cells, r"[\x{a0}\x{202f}]", " ") if foreign else cells)


def _year_first(cells: Written) -> np.ndarray:
    return moments(parts_of(cells, _YEAR_FIRST), ("y", "m", "d"))[0]


def _compact(cells: Written) -> np.ndarray:
    return moments(parts_of(cells, _COMPACT), ("y", "m", "d"))[0]


def _serial(cells: Written) -> np.ndarray:
    """Read the day numbers that spreadsheet programs keep: 44008 is 26 June 2020."""
    if not matching(cells.shapes, _LIKE_A_SERIAL).any():
        return nothing(len(cells))
    fits = pc.match_substring_regex(cells.plain, _SERIAL)
    number = pc.cast(pc.if_else(fits, cells.plain, None), pa.float64()).to_numpy(zero_copy_only=False)
    seconds = np.where(np.isnan(number), 0, np.round(np.nan_to_num(number) * 86_400)).astype("timedelta64[s]")
    return np.where(np.isnan(number), NOTHING, np.datetime64("1899-12-30", "ms") + seconds)


@dataclass(frozen=True, slots=True)
class _YearLast:
    """Cells that end in a year: with the month first, with the day first, and which of the two it is ('' unknown)."""

    by_month: np.ndarray
    by_day: np.ndarray
    order: str = MONTH_FIRST
    notes: tuple[str, ...] = ()

    @property
    def days(self) -> np.ndarray:
        return self.by_day if self.order == DAY_FIRST else self.by_month


def _year_last(cells: Written, formats: Sequence[str], hints: Hints, *, daily: bool) -> _YearLast:
    plain, parts = cells.plain, parts_of(cells, _YEAR_LAST)
    seen = parts["a"] >= 0
    if not seen.any():
        return _YearLast(nothing(len(plain)), nothing(len(plain)))
    by_month, by_day = _both(parts)
    if parts["mark"][seen].min() != parts["mark"][seen].max():
        raise _two_kinds(plain, np.where(parts["mark"] == parts["mark"][seen][0], by_month, NOTHING))
    both = (
        Both(by_month, by_day, plain, cells.shapes, repeats=True)
        if cells.alike is not None
        else Both(by_month[seen], by_day[seen], *[plain.filter(pa.array(seen))] * 2)
    )
    order = decided(both, formats, hints, daily=daily)
    found = _YearLast(by_month, by_day, order)
    if not order or order == declared(formats):
        return found
    read_as = "month/day" if order == MONTH_FIRST else "day/month"
    note = f"The dates were read as {read_as}: “{both.cells[0].as_py()}” is {said(found.days[seen][0])}."
    return replace(found, notes=(note,))


def _both(parts: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    year = parts["y"]
    if (year < 100).any():  # noqa: PLR2004
        year = np.where(year < 100, year + np.where(year < 70, 2000, 1900), year)  # noqa: PLR2004
    by_month, by_day = moments({**parts, "y": year}, ("y", "a", "b"), ("y", "b", "a"))
    return by_month, by_day


def said(day: np.datetime64) -> str:
    """Write a day so that nobody takes its month for its day."""
    return f"{day.astype('datetime64[D]').item():%-d %B %Y}"


def _spoken(plain: pa.Array, read: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int] | None]]:
    """Read dates that name their month: whole ones, and months and days of those without a year."""
    if read.all():
        return nothing(len(plain)), []
    whole = np.full(len(plain), NOTHING)
    yearless: list[tuple[int, int] | None] = [None] * len(plain)
    left = np.flatnonzero(~read & (pc.utf8_length(plain).to_numpy() <= _LONGEST))
    left = left[matching(plain.take(pa.array(left)), r"\d.*\p{L}|\p{L}.*\d")]
    for at, (found, time) in zip(left, _in_one_language(plain.take(left).to_pylist()), strict=True):
        if found and found[0] is not None:
            day = _real(*found)  # type: ignore[arg-type]
            whole[at] = np.datetime64(day, "ms") + time if day else NOTHING
        elif found:
            yearless[at] = found[1:]
    return whole, yearless


def _in_one_language(cells: list[str]) -> list[tuple[tuple[int | None, int, int] | None, np.timedelta64]]:
    """Read all cells in the language that reads most of them; two languages that differ are none."""
    if not cells:
        return []
    split = [_without_time(cell) for cell in cells]
    english = [spoken(cell, "en") for cell, _ in split]
    some = split[:_ENOUGH_TO_HEAR]
    foreign = [] if all(english) else may_be("\n".join(cell for cell, _ in some), LANGUAGES[1:])
    heard = [to for to in foreign if any(spoken(cell, to) for cell, _ in some)]
    tried = [english, *([spoken(cell, to) for cell, _ in split] for to in heard)]
    most = max(sum(map(bool, read)) for read in tried)
    best, *others = [read for read in tried if sum(map(bool, read)) == most]
    for cell, *days in zip(cells, best, *others, strict=True):
        if len(set(filter(None, days))) > 1:
            raise UnknownExport(
                f"“{cell}” is not the same month in every language. Please switch the platform to English and "
                "export again."
            )
    return [(found, time) for found, (_, time) in zip(best, split, strict=True)]


def _without_time(cell: str) -> tuple[str, np.timedelta64]:
    found = _CLOCK_AT_END.search(cell)
    if not found:
        return cell, np.timedelta64(0, "s")
    hour = int(found[1]) % 12 + 12 * (found[4].lower() == "p") if found[4] else int(found[1])
    return cell[: found.start()], np.timedelta64(hour * 3600 + int(found[2]) * 60 + int(found[3] or 0), "s")


def _with_years(days: list[tuple[int, int] | None], ends: date) -> tuple[np.ndarray, tuple[str, ...]]:
    """Give years to months and days in a row, counted back from the last day that they can be.

    Raises UnknownExport where they rise and fall: then no year is sure.
    """
    known = [day for day in days if day]
    steps = {_step(one, other) for one, other in pairwise(known)}
    if {-1, 1} <= steps:
        raise UnknownExport(
            "The dates have no year and do not stand in order, so their years cannot be told. "
            "Please drop the export as it was downloaded, not sorted or joined with another."
        )
    order = days if -1 in steps else days[::-1]
    for back in range(8):  # a 29 February tells that the file is older
        read = _dated_back(order, _earlier(ends + timedelta(days=1), back))
        if read.count(None) == days.count(None):
            break
    found = read if -1 in steps else read[::-1]
    last = max(filter(None, found), default=ends)
    note = (
        f"The dates have no year: counted back from {ends:%Y-%m-%d}, the last is {last:%Y-%m-%d}. "
        "If that is wrong, download the export again and drop it within the year."
    )
    return np.array([NOTHING if day is None else np.datetime64(day, "ms") for day in found]), (note,)


def _step(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Tell whether days rise (1) or fall (-1), the shorter way round the year."""
    ahead = (other[0] - one[0]) * 31 + other[1] - one[1]
    ahead = (ahead + 186) % 372 - 186
    return (ahead > 0) - (ahead < 0)


def _dated_back(order: list[tuple[int, int] | None], latest: date) -> list[date | None]:
    """Date days that fall, the first of them in the last year in which it is not after `latest`."""
    year, newest, read = latest.year, (latest.month, latest.day), list[date | None]()
    for day in order:
        if day is not None and day > newest:
            year -= 1
        newest = day or newest
        read.append(_real(year, *day) if day else None)
    return read


def _earlier(day: date, years: int) -> date:
    return _real(day.year - years, day.month, day.day) or date(day.year - years, 3, 1)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
