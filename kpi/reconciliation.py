"""Each file's numbers held against each other: its own totals, the sums of its rows, and what of them counts now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpi.catalogue.metrics import BOUNDS, FILE_METRICS, LEVELS, METRICS, Unit
from kpi.facts import Brand, counting
from kpi.formats import count_text, exact

_TABLE = ["file", "sheet", "export"]
_MOST_NAMED = 3
_CENTS = 0.006
_TYPED = "numbers typed by hand"
_HELD = "nothing of it counts before it is loaded"

Table = tuple[str, str, str]
"""A table by its file, sheet and export."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a table's metric counts now, how many of its rows count, and which files replaced how many of them."""

    counted: float
    rows: int
    replaced: tuple[tuple[str, int], ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A metric of a table: the file's own total where it gives one, the sum of the rows kept, what counts now, and why.

    `fits` says that the file's own total, where there is one, is the sum of its rows; `counts` that all of it counts
    now; `why` lists the reasons where something is not so.
    """

    sheet: str
    metric: str
    stated: float | None
    total: float
    counted: float
    fits: bool = True
    counts: bool = True
    why: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Tell whether all three numbers are the same, as far as they are known."""
        return self.fits and self.counts


def standings(records: pd.DataFrame, brand: Brand | None = None) -> dict[Table, dict[str, Standing]]:
    """Work out for every table of every file what of each metric counts now for a brand."""
    if records.empty:
        return {}
    taken, instead = counting(records, brand)
    grouped = records.groupby([records[name].astype("str") for name in _TABLE], sort=False)
    table = grouped.ngroup()
    found: list[dict[str, Standing]] = [{} for _ in range(grouped.ngroups)]
    for key in FILE_METRICS:
        known = records[records[key].notna()]
        if len(known):
            for place, standing in _by_table(key, known, table, taken[key], instead[key]):
                found[place][key] = standing
    names = records[_TABLE].astype("str").drop_duplicates().itertuples(index=False, name=None)
    return dict(zip(names, found, strict=True))


def lines(
    file: str, sheets: Sequence[Mapping[str, Any]], standing: Mapping[Table, Mapping[str, Standing]]
) -> list[Line]:
    """Hold the totals of a file's tables (as its report gives them) against what of them counts now."""
    return [
        _line(file, sheet, key, total, standing.get((file, sheet["sheet"], sheet["export"]), {}).get(key))
        for sheet in sheets
        for key, total in sheet["totals"].items()
    ]


def verdict(found: Sequence[Line]) -> str:
    """Say in a sentence or two how a file's numbers stand.

    >>> verdict([Line("1", "reach", None, 5.0, 5.0)])
    'Every number agrees.'
    """
    if all(line.agrees for line in found):
        return "Every number agrees."
    said = []
    stated = [line for line in found if line.stated is not None]
    if stated:
        fitting = sum(line.fits for line in stated)
        said.append(f"{fitting} of the file's {len(stated)} own totals are the sum of its rows.")
    idle = [line for line in found if not line.counts]
    if idle:
        whole = len(idle) == len(found) and not any(line.counted for line in found)
        said.append(
            "Nothing of it counts now." if whole else f"{len(idle)} of {len(found)} numbers count only in part."
        )
    return " ".join(said)


def _by_table(
    key: str, known: pd.DataFrame, table: pd.Series, taken: pd.Series, instead: pd.Series
) -> Iterator[tuple[int, Standing]]:
    """Give for each table that knows a metric, by its number, what of it counts."""
    counted = taken.dropna()
    if key in LEVELS:
        counted = counted.loc[known.loc[counted.index, "until"].sort_values(kind="stable").index]
    by_table = counted.groupby(table[counted.index])
    numbers = by_table.last() if key in LEVELS else by_table.sum()
    rows = by_table.size()
    gone = instead.dropna()
    replaced = gone.groupby(table[gone.index]).value_counts()
    idle = known.index.difference(counted.index).difference(gone.index)
    waiting = table[idle].value_counts()
    for place in table[known.index].unique():
        by = replaced[place].items() if place in replaced.index.get_level_values(0) else ()
        yield (
            int(place),
            Standing(
                float(numbers.get(place, 0.0)),
                int(rows.get(place, 0)),
                tuple((str(file), int(count)) for file, count in by),
                int(waiting.get(place, 0)),
            ),
        )


def _line(file: str, sheet: Mapping[str, Any], key: str, total: float, standing: Standing | None) -> Line:
    stated = sheet.get("stated", {}).get(key)
    own = stated is None or _same(stated, total, key, sheet["rows_kept"])
    all_of_it = standing is not None and not (standing.replaced or standing.waiting)
    why = [] if own else [_stated_otherwise(key, stated or 0.0, total)]
    why += _not_counted(standing, file) if standing else [_HELD]
    if key in BOUNDS and own:
        why.append("people counted once a row: a sum only to check the file by")
    if key in LEVELS:
        why.append("the last value, not a sum")
    counted = standing.counted if standing else 0.0
    return Line(sheet["sheet"], key, stated, total, counted, own, all_of_it, tuple(why))


def _same(stated: float, total: float, key: str, rows: int) -> bool:
    """Tell whether two totals agree to the unit; each row may be rounded by half a cent or half a second."""
    unit = METRICS[key].unit
    within = {Unit.MONEY: _CENTS * max(1, rows), Unit.SECONDS: 0.5 * max(1, rows)}.get(unit, 0.5)
    return abs(stated - total) <= within


def _stated_otherwise(key: str, stated: float, total: float) -> str:
    gap = exact(abs(stated - total), METRICS[key].unit)
    if key in BOUNDS:
        return f"people are counted once in the file's own total, several times in the sum of its rows ({gap} apart)"
    if total < stated:
        return f"the file's own total is {gap} more: it lists only a part of what it totals"
    return f"the file's own total is {gap} less than its rows"


def _not_counted(standing: Standing, file: str) -> list[str]:
    first, others = standing.replaced[:_MOST_NAMED], standing.replaced[_MOST_NAMED:]
    said = [f"{_rows(count)} replaced by {_named(by, file)}" for by, count in first]
    said += [f"{_rows(sum(count for _, count in others))} by other files"] if others else []
    said += [f"{_rows(standing.waiting)} held back, or told by another table of the same days"] * bool(standing.waiting)
    return said


def _rows(count: int) -> str:
    return f"{count_text(count)} row{'s' * (count != 1)}"


def _named(by: str, file: str) -> str:
    if by == file:
        return "another table of this file"
    return f"“{by}”" if by else _TYPED
