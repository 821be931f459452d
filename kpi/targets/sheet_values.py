"""One cell of a filled-in sheet to one value of a target, or a sentence that says why not."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.targets.sheet import MOVES, OVERS, PRIORITIES, SENSES, UNITS, kpi_names
from kpi.targets.target import Over, Sense
from kpi.workbook.cells import NO_VALUE, Cell, Fault, clean, listed, shown

_MOST_COMPARED = 60
_MOST_SUGGESTED = 200
"""How many unknown names are compared with the known ones: the comparison is slow, and a file can hold thousands."""
_LONGEST = {"title": 80, "owner": 60, "reason": 200}
_DAYS = ("%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
_ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_EITHER = ("%d/%m/%Y", "%m/%d/%Y")
_YEARS = range(2000, 2101)
Value = str | float | int | date | tuple[str, ...] | Over | Sense | None


@dataclass(slots=True)
class Words:
    """The names that cells may hold, and how to suggest the nearest one; `shares` as `sheet_read.read` has it."""

    kpis: Mapping[str, Kpi]
    shares: bool | None = None
    named: Mapping[str, str] = field(init=False)
    _suggested: int = 0

    def __post_init__(self) -> None:
        names = {clean(name).casefold(): key for key, name in kpi_names(self.kpis).items()}
        self.named = {**{key.casefold(): key for key in self.kpis}, **names}

    def unknown(self, what: str, text: str, known: Iterable[str]) -> Fault:
        """Say that there is no such thing, and which one may have been meant."""
        self._suggested += 1
        folded = {name.casefold(): name for name in known}
        few = self._suggested <= _MOST_SUGGESTED
        near = get_close_matches(text.casefold()[:_MOST_COMPARED], folded, n=1) if few else []
        instead = f"did you mean “{folded[near[0]]}”?" if near else "choose one of the sheet “Lists”."
        return Fault(f"There is no {what} “{shown(text)}”: {instead}")


def value_of(field: str, cell: Cell, kpi: Kpi | None, words: Words) -> Value | Fault:
    """Read a cell as a field of a target; `kpi` is the one of its row, where that is known."""
    if cell.kind in NO_VALUE:
        return Fault(NO_VALUE[cell.kind])
    return _READERS[field](cell, kpi, words)


def _kpi(cell: Cell, _kpi: Kpi | None, words: Words) -> Value | Fault:
    key = words.named.get(clean(cell.text).casefold())
    return key or words.unknown("KPI", cell.text, kpi_names(words.kpis).values())


def _channels(cell: Cell, _kpi: Kpi | None, words: Words) -> Value | Fault:
    known = {name.casefold(): name for name in CHANNELS}
    written = [name for name in map(clean, re.split(r"[,;\n]", cell.text)) if name]
    if [name.casefold() for name in written] == ["all channels"]:
        return ()
    unknown = next((name for name in written if name.casefold() not in known), None)
    if unknown is not None:
        return words.unknown("channel", unknown, CHANNELS)
    return tuple(dict.fromkeys(known[name.casefold()] for name in written))


def _day(cell: Cell, _kpi: Kpi | None, _words: Words) -> Value | Fault:
    text, found = cell.text, _days(clean(cell.text))
    if len(found) > 1:
        return Fault(f"“{shown(text)}” can be two days: write it as year-month-day, such as 2026-01-31.")
    if not found:
        return Fault(f"“{shown(text)}” is no day we can read: write it as 2026-01-31.")
    (day,) = found
    return day if day.year in _YEARS else Fault(f"The year {day.year} is no year for a target: was it mistyped?")


@lru_cache(maxsize=4_096)
def _days(text: str) -> frozenset[date]:
    """List the days that a text can be: most rows of a file share theirs with others."""
    return frozenset(day for form in (*_ISO, *_DAYS, *_EITHER) if (day := _read_day(text, form)))


def _read_day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def _in_unit(cell: Cell, kpi: Kpi | None, words: Words) -> Value | Fault:
    """Read a number in the KPI's unit; without a known KPI there is no unit, and that is said elsewhere."""
    if kpi is None:
        return None
    if cell.kind == "percent" and kpi.unit is not Unit.PERCENT:
        return Fault(f"“{_percent(cell)}” is a percentage, but {kpi.label} is measured in {UNITS[kpi.unit]}.")
    read = _number(cell, most=5.0 if kpi.unit is Unit.STARS else 100.0 if kpi.unit is Unit.PERCENT else math.inf)
    if isinstance(read, Fault) or kpi.unit is not Unit.PERCENT or cell.kind == "percent":
        return read
    return _share(read, shares=words.shares)


def _percent(cell: Cell) -> str:
    return shown(cell.text) if "%" in cell.text else f"{cell.point * 100:.6g} %"


def _share(read: float, *, shares: bool | None) -> float | Fault:
    """Take a number without a sign for per cent where it cannot be a share; else as was answered, or ask."""
    if read > 1 or read <= 0 or shares is False:
        return read / 100
    if shares:
        return read
    return Fault(
        f"{read:.6g} can be {read:.6g} % or {read * 100:.6g} %: write it with the sign, or say what such cells mean.",
        asks=True,
    )


def _plain(cell: Cell, _kpi: Kpi | None, _words: Words) -> Value | Fault:
    if cell.kind == "percent":
        return Fault(f"“{_percent(cell)}” is a percentage: write a number.")
    return _number(cell)


def _number(cell: Cell, *, most: float = math.inf) -> float | Fault:
    """Read a number; where a mark can stand before decimals or between thousands, the way that can be, else ask."""
    ways = {way for way in (cell.point, cell.comma) if math.isfinite(way)}
    possible = {way for way in ways if way <= most} or ways
    if not possible or ":" in cell.text:
        return Fault(f"“{shown(cell.text)}” is no number we can read: write figures only, such as 12345 or 4.5.")
    if len(possible) > 1:
        low, high = sorted(possible)
        return Fault(
            f"“{shown(cell.text)}” can be {low:,.10g} or {high:,.10g}: write it without a mark between thousands."
        )
    return possible.pop()


def _whole(cell: Cell, kpi: Kpi | None, words: Words) -> Value | Fault:
    read = _plain(cell, kpi, words)
    if isinstance(read, float) and read.is_integer() and 0 <= read <= 1e6:  # noqa: PLR2004
        return int(read)
    return read if isinstance(read, Fault) else Fault(f"“{shown(cell.text)}” is no whole number: write 0, 1, 2 …")


def _priority(cell: Cell, kpi: Kpi | None, words: Words) -> Value | Fault:
    read = _whole(cell, kpi, words)
    return read if read in PRIORITIES else Fault(f"“{shown(cell.text)}” is no priority: write 1 (high), 2 or 3 (low).")


def _unit(cell: Cell, kpi: Kpi | None, _words: Words) -> Value | Fault:
    """Refuse a unit that is not the KPI's: then the number beside it is not in it either."""
    written = clean(cell.text).casefold()
    if kpi is None or written == UNITS[kpi.unit] or (kpi.unit is Unit.MONEY and written not in UNITS.values()):
        return None
    return Fault(f"{kpi.label} is measured in {UNITS[kpi.unit]}, not in “{shown(cell.text)}”.")


def _text(name: str) -> Callable[[Cell, Kpi | None, Words], Value | Fault]:
    def read(cell: Cell, _kpi: Kpi | None, _words: Words) -> Value | Fault:
        text, most = clean(cell.text), _LONGEST[name]
        too_long = f"This text has {len(text):,} characters: at most {most} fit."
        return text if len(text) <= most else Fault(too_long)

    return read


def _one_of(what: str, choices: Mapping[str, Value]) -> Callable[[Cell, Kpi | None, Words], Value | Fault]:
    def read(cell: Cell, _kpi: Kpi | None, _words: Words) -> Value | Fault:
        text = clean(cell.text).casefold()
        wrong = f"“{shown(cell.text)}” is no {what}: write one of {listed(choices)}."
        return choices[text] if text in choices else Fault(wrong)

    return read


_READERS: Mapping[str, Callable[[Cell, Kpi | None, Words], Value | Fault]] = {
    "kpi": _kpi,
    "channels": _channels,
    "start": _day,
    "end": _day,
    "goal": _in_unit,
    "upper": _in_unit,
    "stretch": _in_unit,
    "unit": _unit,
    "over": _one_of("way to count", {name: over for over, name in OVERS.items()}),
    "sense": _one_of("sense", {name: sense for sense, name in SENSES.items()}),
    "moves": _one_of("thing to move", {name: name for name in MOVES}),
    "priority": _priority,
    "allow": _whole,
    "min_volume": _plain,
    **{name: _text(name) for name in _LONGEST},
}
