"""Day and month told apart: by the values, by what they make together, by the file; never by a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from kpi.errors import UnknownExport
from kpi.reading.strings import matching

MONTH_FIRST, DAY_FIRST = "month", "day"
_DAYS_THAT_TELL, _DAYS_THAT_TELL_ALONE, _DAYS_IN_ORDER = 5, 3, 6
_A_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Hints:
    """What besides its cells may tell the day from the month in a column of dates.

    Where a spreadsheet program may have written the file (`resaved`) or the cells are not `padded` as declared, the
    native order is not certain. `within` are the days that the file states, `latest` is the last day there can be;
    `told`, month or day, is what another column or the user said stands first.
    """

    resaved: bool = False
    padded: bool = False
    within: tuple[date, date] | None = None
    latest: date | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a column of dates is with the month first and with the day first, where nothing says which is right."""

    by_month: np.ndarray
    by_day: np.ndarray


@dataclass(frozen=True, slots=True)
class Both:
    """The dates of a column, read with the month first and with the day first, and how they are written.

    `shapes` holds at least one cell of each layout. Where none `repeats`, each date is there once.
    """

    month: np.ndarray
    day: np.ndarray
    cells: pa.LargeStringArray
    shapes: pa.LargeStringArray
    repeats: bool = False

    def different(self) -> "Both":
        """Give each date once, in the order in which they first stand there."""
        if not self.repeats:
            return self
        coded = self.cells.dictionary_encode()
        first = np.unique(coded.indices.to_numpy(), return_index=True)[1]
        return Both(self.month[first], self.day[first], coded.dictionary, self.shapes)

    def fitting(self) -> str:
        """Name the order that every cell allows where only one does; '' where both do.

        Raises UnknownExport where neither does.
        """
        fits_month, fits_day = not np.isnat(self.month).any(), not np.isnat(self.day).any()
        if fits_month != fits_day:
            return MONTH_FIRST if fits_month else DAY_FIRST
        if fits_month:
            return ""
        if np.isnat(self.month).all():
            raise UnknownExport(
                f"“{self.cells[0].as_py()}” is no day of the calendar. Please download the export again and drop it "
                "here as it is."
            )
        one, other = (self.cells[int(at)].as_py() for at in (np.isnat(self.day).argmin(), np.isnat(self.day).argmax()))
        raise UnknownExport(
            f"“{other}” cannot be day/month and “{one}” cannot be month/day or is no day: a spreadsheet program "
            "mixed them up when the file was saved. Please download the export again and drop it here as it is."
        )

    def only(self, month: bool, day: bool) -> str:  # noqa: FBT001 (each says it of its order)
        """Name the order of which something is true where it is true of one only."""
        return "" if month == day else MONTH_FIRST if month else DAY_FIRST

    def following(self, least: int) -> str:
        """Name the order in which the days follow one another without a gap, where they are enough to tell."""
        if len(self.different().cells) < least:
            return ""
        return self.only(_follow(self.month), _follow(self.day))


def decided(both: Both, native: Sequence[str], hints: Hints, *, daily: bool) -> str:
    """Decide what stands first, the month or the day; '' where nothing tells.

    What the cells prove outweighs what the platform declares, that what the file makes likely, and that what was told.
    """
    certain = _native(native, both.shapes, hints)
    order = both.fitting()
    if not order and daily:
        order = both.following(_DAYS_THAT_TELL if certain else _DAYS_THAT_TELL_ALONE)
    if not order and (both.month == both.day).all():
        order = certain or MONTH_FIRST
    return order or certain or _likely(both, hints) or hints.told


def declared(formats: Sequence[str], mark: str = "") -> str:
    """Name what stands first in the declared formats with this mark (any mark where none is given)."""
    for form in formats:
        if mark in form and "%m" in form and "%d" in form and not form.startswith("%Y"):
            return MONTH_FIRST if form.index("%m") < form.index("%d") else DAY_FIRST
    return ""


def _native(formats: Sequence[str], cells: pa.LargeStringArray, hints: Hints) -> str:
    """Name the declared order where the cells are written as declared, '' where a spreadsheet program may have been."""
    mark = next((sign for sign in cells[0].as_py() if sign in "-/."), "")
    loose = hints.padded and matching(cells, r"^(?:\d\D|\d+\D\d\D)").any()
    return "" if hints.resaved or loose else declared(formats, mark)


def _likely(both: Both, hints: Hints) -> str:
    """Name the order that the days stated by the file, its own day, or the order of its rows leave."""
    order = ""
    if hints.within:
        first, last = (np.datetime64(day, "ms") for day in hints.within)
        inside = [((days >= first - _A_DAY) & (days < last + 2 * _A_DAY)).all() for days in (both.month, both.day)]
        order = both.only(*map(bool, inside))
    if not order and hints.latest:
        end = np.datetime64(hints.latest, "ms") + 2 * _A_DAY
        order = both.only(bool((both.month < end).all()), bool((both.day < end).all()))
    return order or _sorted(both.different())


def _sorted(both: Both) -> str:
    """Name the order in which the days rise or fall all the way; cells sorted as text tell nothing."""
    cells = both.cells.to_pylist()
    if len(cells) < _DAYS_IN_ORDER or cells in (sorted(cells), sorted(cells, reverse=True)):
        return ""
    return both.only(_in_order(both.month), _in_order(both.day))


def _in_order(days: np.ndarray) -> bool:
    steps = np.diff(days).astype("int64")
    return bool((steps >= 0).all() or (steps <= 0).all())


def _follow(days: np.ndarray) -> bool:
    """Tell whether days follow one another without a gap."""
    single = np.unique(days.astype("datetime64[D]"))
    return bool((np.diff(single).astype(int) == 1).all())
