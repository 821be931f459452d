"""Text to dates: the formats an export declares, tried on evidence; years where the file leaves them out."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from kpi.exports.export import YEARLESS

_MONTHS = {
    1: "january jan enero ene janeiro januar jänner janvier janv gennaio gen januari",
    2: "february feb febrero fevereiro fev februar février févr febbraio februari",
    3: "march mar marzo março märz mär mars maart mrt",
    4: "april apr abril abr avril avr aprile",
    5: "may mayo maio mai maggio mag mei",
    6: "june jun junio junho juni juin giugno giu",
    7: "july jul julio julho juli juillet juil luglio lug",
    8: "august aug agosto ago août aout augustus",
    9: "september sep sept septiembre setembro set septembre settembre",
    10: "october oct octubre outubro out oktober okt octobre ottobre ott",
    11: "november nov noviembre novembro novembre",
    12: "december dec diciembre dic dezembro dez dezember décembre déc dicembre",
}
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words.split()}
_ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
_NAME_DATES = (
    (re.compile(r"([A-Z][a-z]{2})-(\d{1,2})-(\d{4})"), lambda m: (int(m[3]), _MONTH_OF.get(m[1].lower(), 0), int(m[2]))),
    (re.compile(r"(?<!\d)(20\d{2})[-._](\d{1,2})[-._](\d{1,2})(?!\d)"), lambda m: (int(m[1]), int(m[2]), int(m[3]))),
    (re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"), lambda m: (int(m[1]), int(m[2]), int(m[3]))),
)
_EPOCH = re.compile(r"(?<!\d)(1[4-9]\d{11})(?!\d)")


def dates_in(name: str) -> tuple[date, ...]:
    """Find the dates that a file's name (or a line of a preamble) states, in order.

    >>> dates_in("Jan-14-2025_Apr-14-2025_139.csv")
    (datetime.date(2025, 1, 14), datetime.date(2025, 4, 14))
    """
    found = [(m.start(), _real(*read(m))) for pattern, read in _NAME_DATES for m in pattern.finditer(name)]
    found += [(m.start(), date(1970, 1, 1) + timedelta(milliseconds=int(m[1]))) for m in _EPOCH.finditer(name)]
    return tuple(day for _, day in sorted(found, key=lambda one: one[0]) if day)


def read_dates(text: pd.Series, formats: Sequence[str], *, ends: date | None = None) -> pd.Series:
    """Read a column of dates by the first format that fits every cell, else by the one that fits most.

    `ends` is the last day the file can hold; where the dates have no year it gives the year, counted back from it.
    Cells that fit nothing are missing. Times of day are kept, zones cut off (never converted).
    """
    bare = text.str.replace(r"[\u00a0\u202f]", " ", regex=True).str.strip()
    best = pd.Series(pd.NaT, index=text.index, dtype="datetime64[ms]")
    wanted = int((bare != "").sum())
    for form in dict.fromkeys([*formats, *_ISO]):
        read = _yearless(bare, ends) if form == YEARLESS else _formatted(bare, form)
        if read.notna().sum() > best.notna().sum():
            best = read
        if best.notna().sum() == wanted:
            break
    return best


def _formatted(text: pd.Series, form: str) -> pd.Series:
    if form.endswith("%z"):
        text, form = text.str.replace(r"\s*(Z|[+-]\d{2}:?\d{2})$", "", regex=True), form[:-2].strip()
    return pd.to_datetime(text, format=form, errors="coerce").astype("datetime64[ms]")


def _yearless(text: pd.Series, ends: date | None) -> pd.Series:
    days = [_month_day(value) for value in text]
    if ends is None or not any(days):
        return pd.Series(pd.NaT, index=text.index, dtype="datetime64[ms]")
    known = [day for day in days if day]
    falls = sum(later < earlier for earlier, later in zip(known, known[1:], strict=False))
    downwards = falls > len(known) // 2
    order = days if downwards else days[::-1]
    year, newest, dated = ends.year, (ends.month, ends.day), []
    for day in order:
        if day is not None and day > newest:
            year -= 1
        newest = day or newest
        dated.append(_real(year, *day) if day else None)
    found = dated if downwards else dated[::-1]
    return pd.Series(pd.to_datetime(pd.Series(found, dtype="object")).to_numpy(), index=text.index).astype("datetime64[ms]")


def _month_day(value: str) -> tuple[int, int] | None:
    words = re.findall(r"[^\W\d_]+|\d+", value.casefold())
    months = [_MONTH_OF[word] for word in words if word in _MONTH_OF]
    numbers = [int(word) for word in words if word.isdigit()]
    if len(months) != 1 or len(numbers) != 1 or not 1 <= numbers[0] <= 31:  # noqa: PLR2004
        return None
    return months[0], numbers[0]


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
