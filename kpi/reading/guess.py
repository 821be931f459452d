"""What an unknown table may be: what each of its columns seems to hold, how sure that is, and why."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from kpi.catalogue.metrics import LEVELS, METRICS, Unit
from kpi.errors import UnknownExport
from kpi.layouts import synonyms
from kpi.layouts.fingerprint import cell_names
from kpi.layouts.holdings import AS_IT_STANDS, DATE, HOLDINGS, LAST_DAY, NETWORK, NOT_USED
from kpi.layouts.layout import Row
from kpi.layouts.networks import channel_in, channel_linked, channel_named
from kpi.reading.dates import dated, first_days
from kpi.reading.numbers import MISSING, Style, numbers, style_of
from kpi.reading.order import Hints
from kpi.reading.strings import bare
from kpi.reading.tables import Table

MOST_COLUMNS = 400
_SHOWN, _LONGEST_SHOWN = 5, 60
_LOOKED_AT = 500
_MOSTLY = 0.8
_RISING_ROWS = 6
_TIMED = re.compile(r"\d:\d\d|\d\s*(?:min|[hms]\b)")
_FIGURES = re.compile(r"^\d{1,6}([.,]\d+)?$")
_HIDDEN = "(personal, not shown)"


class Looks(StrEnum):
    """What the cells of a column look like."""

    EMPTY = "empty"
    NUMBER = "numbers"
    PERCENT = "percentages"
    TIME = "times"
    DATE = "dates"
    LINK = "links"
    EMAIL = "e-mail addresses"
    NETWORK = "names of networks"
    ID = "long numbers"
    TEXT = "text"


_PATTERNS = {
    Looks.EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$"),
    Looks.LINK: re.compile(r"https?://"),
    Looks.ID: re.compile(r"\d{9,}$"),
}


class Sure(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column with some of its values, and the holding that it seems to have; `place` as in a layout's choice."""

    at: int
    name: str
    place: int
    samples: tuple[str, ...]
    looks: Looks
    holds: str = NOT_USED
    unit: str = AS_IT_STANDS
    sure: Sure = Sure.UNSURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What an unknown table may be: fit to be confirmed or corrected by its user."""

    fingerprint: str
    rows: int
    row: Row
    channel: str
    columns: tuple[ColumnGuess, ...]
    more_columns: int = 0


def guess(table: Table, *, name: str) -> Guess | None:
    """Guess what an unknown table holds; None where it has no header of two columns over at least one row."""
    header = table.header
    names = cell_names(header)
    if len(table.rows) == 0 or sum(bool(cell) for cell in header) < 2:  # noqa: PLR2004
        return None
    rows = table.rows.slice(0, _LOOKED_AT)
    cells = [bare(rows[at]).to_pylist() for at in range(min(len(names), MOST_COLUMNS))]
    columns = _each_once([_column(at, header[at], names[at], cells[at]) for at in range(len(cells))])
    return Guess(
        table.fingerprint,
        len(table.rows),
        _row(columns, cells),
        _channel(columns, cells, (name, *table.titles, *header)),
        tuple(columns),
        max(0, len(names) - MOST_COLUMNS),
    )


def _column(at: int, header: str, name: str, cells: list[str]) -> ColumnGuess:
    filled = [cell for cell in cells if cell.casefold() not in MISSING]
    own_name = bool(header) and not name.endswith(f"@{at}")
    looks = _looks(filled)
    found = ColumnGuess(at, header, -1 if own_name else at, _samples(filled), looks)
    found = _by_name(found, filled) if header else found
    found = found if found.why else _by_values(found, filled)
    return replace(found, samples=(_HIDDEN,)) if found.holds == "personal" else found


def _samples(filled: list[str]) -> tuple[str, ...]:
    return tuple(cell[:_LONGEST_SHOWN] for cell in list(dict.fromkeys(filled))[:_SHOWN])


def _mostly(filled: list[str], test: Callable[[str], object]) -> bool:
    """Tell whether most of the filled cells pass a test."""
    return sum(bool(test(cell)) for cell in filled) >= _MOSTLY * len(filled)


def _looks(filled: list[str]) -> Looks:
    """Tell what most of the filled cells look like."""
    if not filled:
        return Looks.EMPTY
    for looks, pattern in _PATTERNS.items():
        if _mostly(filled, pattern.match):
            return looks
    if _is_dates(filled):
        return Looks.DATE
    if _is_numbers(filled):
        if _mostly(filled, lambda cell: cell.endswith("%")):
            return Looks.PERCENT
        return Looks.TIME if _mostly(filled, _TIMED.search) else Looks.NUMBER
    return Looks.NETWORK if _mostly(filled, channel_named) else Looks.TEXT


def _is_dates(filled: list[str]) -> bool:
    if sum(bool(_FIGURES.match(cell)) for cell in filled) > (1 - _MOSTLY) * len(filled):
        return False  # 44008 can be a day, but also a count
    try:
        days = _days(filled)
    except UnknownExport:
        return False
    return bool((~np.isnat(days)).mean() >= _MOSTLY)


def _days(cells: list[str]) -> np.ndarray:
    """Read dates in one of the two orders that they may have."""
    return dated(first_days(cells), (), hints=Hints(resaved=True)).days.astype("datetime64[D]")


def _is_numbers(filled: list[str]) -> bool:
    try:
        style = style_of([filled])
    except UnknownExport:
        style = Style()
    _, wrong = numbers(filled, style)
    return bool(1 - wrong.mean() >= _MOSTLY)


def _by_name(found: ColumnGuess, filled: list[str]) -> ColumnGuess:
    """Guess from the header, held against what the cells look like."""
    if found.looks is Looks.EMAIL:
        return replace(found, holds="personal", sure=Sure.SURE, why="It holds e-mail addresses.")
    exact = synonyms.exactly(found.name)
    word, meant = ("", exact) if exact else synonyms.within(found.name)
    aside = _set_aside(found, meant)
    if aside:
        return replace(found, sure=Sure.LIKELY, why=aside)
    if not meant or not _fits(meant, found.looks):
        return found
    if meant not in _LEVEL_HOLDINGS and HOLDINGS[meant].metrics and _only_rises(filled):
        return replace(found, why="Its values only ever rise, like a running total, whose sum would be wrong.")
    why = "Its name says so." if exact else f"Its name holds “{word}”."
    return replace(found, holds=meant, unit=_unit(found, meant), sure=Sure.SURE if exact else Sure.LIKELY, why=why)


_LEVEL_HOLDINGS = frozenset(LEVELS)
_AVERAGES_TAKEN = ("average_visit", "average_rating", "rating_lifetime")


def _set_aside(found: ColumnGuess, meant: str) -> str:
    """Say why a column of numbers is left out although its name may hold a word we know, or ''."""
    if found.looks not in (Looks.NUMBER, Looks.PERCENT, Looks.TIME) or meant in _AVERAGES_TAKEN:
        return ""
    if synonyms.is_running(found.name) and meant not in _LEVEL_HOLDINGS:
        return "A running total: each value holds those before it, so their sum would be wrong."
    if synonyms.is_average(found.name):
        return "An average cannot be added up; Goalpost works averages out from their parts."
    if synonyms.is_rate(found.name) or found.looks is Looks.PERCENT:
        return "A rate cannot be added up; Goalpost works rates out from their parts."
    return ""


def _fits(meant: str, looks: Looks) -> bool:
    """Tell whether what the name means can look like these cells."""
    if HOLDINGS[meant].metrics:
        return looks in (Looks.NUMBER, Looks.ID, Looks.TIME) and not (HOLDINGS[meant].is_count and looks is Looks.TIME)
    if meant in (DATE, LAST_DAY):
        return looks is Looks.DATE
    if meant == NETWORK:
        return looks is Looks.NETWORK
    if meant == "link":
        return looks is Looks.LINK
    return looks not in (Looks.EMPTY, Looks.PERCENT) and (looks is not Looks.NUMBER or meant == "key")


def _by_values(found: ColumnGuess, filled: list[str]) -> ColumnGuess:
    """Guess from the cells alone."""
    by_looks = {
        Looks.DATE: (DATE, Sure.LIKELY, "Its cells are dates."),
        Looks.LINK: ("link", Sure.LIKELY, "Its cells are links."),
        Looks.EMAIL: ("personal", Sure.SURE, "It holds e-mail addresses."),
        Looks.NETWORK: (NETWORK, Sure.LIKELY, "Its cells name networks."),
        Looks.PERCENT: (NOT_USED, Sure.LIKELY, "A share cannot be added up."),
        Looks.EMPTY: (NOT_USED, Sure.SURE, "It is empty."),
    }
    if found.looks in by_looks:
        holds, sure, why = by_looks[found.looks]
        return replace(found, holds=holds, sure=sure, why=why)
    if found.looks is Looks.ID and len(set(filled)) == len(filled):
        return replace(found, holds="key", sure=Sure.LIKELY, why="Its cells are long numbers, each once.")
    return replace(found, why="We do not know this name.")


def _only_rises(filled: list[str]) -> bool:
    """Tell whether numbers rise from row to row all the way, as a running total does."""
    if len(filled) < _RISING_ROWS:
        return False
    values = numbers(filled, Style())[0]
    return not np.isnan(values).any() and bool((np.diff(values) > 0).all())


def _unit(found: ColumnGuess, meant: str) -> str:
    """Name the unit that a header of seconds or thousands states."""
    is_time = any(METRICS[key].unit is Unit.SECONDS for key in HOLDINGS[meant].metrics)
    return synonyms.unit(found.name, is_time=is_time) if found.looks is Looks.NUMBER else AS_IT_STANDS


def _each_once(columns: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Let what can be held once be held by the column that is surest of it, of equals by the first."""
    order = list(Sure)
    taken: dict[str, str] = {}
    kept: dict[int, ColumnGuess] = {}
    for one in sorted(columns, key=lambda one: (order.index(one.sure), one.at)):
        holding = HOLDINGS[one.holds]
        clash = next((taken[key] for key in (one.holds, *holding.metrics) if key in taken), "")
        if clash and not holding.again:
            kept[one.at] = replace(
                one, holds=NOT_USED, sure=Sure.UNSURE, why=f"“{clash}” seems to hold {holding.label.lower()} already."
            )
            continue
        taken.update(dict.fromkeys((one.holds, *holding.metrics), one.name or f"column {one.at + 1}"))
        kept[one.at] = one
    return [kept[at] for at in sorted(kept)]


def _row(columns: Sequence[ColumnGuess], cells: Sequence[list[str]]) -> Row:
    """Guess what a row is about, from what there is besides the date and from the steps between dates."""
    held = {one.holds: one.at for one in columns}
    if LAST_DAY in held:
        return Row.PERIOD
    if DATE not in held:
        return Row.DAY
    written = [cell for cell in cells[held[DATE]] if cell.casefold() not in MISSING]
    firsts = first_days(written).to_pylist()
    if sum(one != other for one, other in zip(firsts, written, strict=True)) >= _MOSTLY * len(written):
        return Row.WEEK if _mostly(written, lambda cell: "w" in cell.casefold() and cell[:4].isdigit()) else Row.MONTH
    if held.keys() & {"link", "title"} or {"key", "content_type"} <= held.keys():
        return Row.POST
    return _by_steps(_days(written))


def _by_steps(days: np.ndarray) -> Row:
    known = np.unique(days[~np.isnat(days)])
    steps = np.diff(known).astype(int)
    firsts = known == known.astype("datetime64[M]")
    if len(steps) and firsts.all() and steps.min() >= 28:  # noqa: PLR2004 (February)
        return Row.MONTH
    return Row.WEEK if len(steps) > 1 and (steps == 7).all() else Row.DAY  # noqa: PLR2004


def _channel(columns: Sequence[ColumnGuess], cells: Sequence[list[str]], texts: Sequence[str]) -> str:
    """Guess the one network of a table from its links, else from what the file, its title or a column is called."""
    held = {one.holds: one.at for one in columns}
    if NETWORK in held:
        return ""
    if "link" in held:
        linked = Counter(filter(None, map(channel_linked, cells[held["link"]]))).most_common(1)
        if linked:
            return linked[0][0]
    return next((channel for text in texts if (channel := channel_in(text))), "")
