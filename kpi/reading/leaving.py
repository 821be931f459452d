"""Rows that are no records: descriptions, totals, footers, rows that do not fit the header."""

import re

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import METRICS, SUMMED, Unit
from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    ACTION,
    KEY,
    SOURCE,
    DatedBy,
    plain,
    spelt,
)
from kpi.reading.numbers import numbers
from kpi.reading.placing import dating, measured
from kpi.reading.work import AGAIN, AVERAGE, MOSTLY, TOTAL, Work

_DESCRIBES = 25
A_TOTAL = "a total of other rows"


def leave_out(work: Work) -> None:
    """Leave out what is no record: rows wider than the header, the header again, its description, declared ones."""
    width = max((at for at, cell in enumerate(work.header) if cell), default=0) + 1
    beyond = (work.rows.iloc[:, width:] != "").any(axis=1)
    if beyond.mean() > MOSTLY:
        raise UnknownExport(
            f"Most rows have more cells than the header, so its {width} names cannot be matched to the columns. {AGAIN}"
        )
    work.leave(_described(work), "the description under the header")
    for rule in work.export.leave_out:
        cells = work.cells(rule.name) or _named(work, rule.name)
        if not cells:
            continue
        first = cells[0].map(plain)
        hit = first.isin([plain(word) for word in rule.words])
        for start in rule.begins:
            hit |= first.str.startswith(start)
        if rule.empty:
            hit |= np.logical_and.reduce([cell.str.strip() == "" for cell in cells])
        work.leave(hit, rule.reason)
    work.leave(
        beyond.loc[work.rows.index], "it has more cells than the header, so its numbers may stand in the wrong columns"
    )


def _described(work: Work) -> np.ndarray:
    """Find the first row where it holds sentences instead of numbers."""
    found = np.zeros(len(work.rows), dtype=bool)
    if len(work.rows) > 1:
        cells = [str(work.rows[at].iloc[0]) for at in measured(work.placed)]
        described = any(len(cell) > _DESCRIBES and " " in cell for cell in cells)
        found[0] = described and not any(re.match(r"\s*-?\d", cell) for cell in cells)
    return found


def _named(work: Work, name: str) -> list[pd.Series]:
    """Find the columns of a header, in any of its declared languages."""
    same = next((one.names for one in work.export.columns if plain(name) in map(plain, one.names)), (name,))
    return [work.rows[at] for at, cell in enumerate(work.header) if any(spelt(cell, spelling) for spelling in same)]


def leave_totals(work: Work) -> None:
    """Leave out rows that total or average the others.

    They are known by their word where a name should stand, or by arithmetic at either end. In a table by day, and among
    posts, they have no date and are gone already.
    """
    if work.export.dated_by is DatedBy.ROWS and work.export.grain is not Grain.PERIOD:
        return
    for name in _names(work):
        work.leave(name.loc[work.rows.index].map(plain).str.match(TOTAL), A_TOTAL)
    for name in _naming(work)[:1]:
        work.leave(name.map(plain).str.match(AVERAGE), "an average of other rows")
    last = len(work.rows) - 1
    figures, within = _summed(work)
    for row in (0, last) if last > 1 and figures.size else ():
        rest = figures.sum(axis=0) - figures[row]
        telling = np.count_nonzero(rest) > 1 or (rest.any() and _nameless(_naming(work), row))
        if telling and (np.abs(figures[row] - rest) <= within).all():
            work.leave(np.arange(last + 1) == row, A_TOTAL)
            return


def _names(work: Work) -> list[pd.Series]:
    """List the columns that hold neither a number nor a date."""
    taken = {*measured(work.placed), *dating(work.placed)}
    return [work.rows[at] for at in range(len(work.header)) if at not in taken]


def _naming(work: Work) -> list[pd.Series]:
    """List the columns that name a row; where none is declared, all that hold neither a number nor a date."""
    return work.cells(KEY, SOURCE, ACTION) or _names(work)


def _summed(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Read the metrics that add up, a column each, and how far their rounded sums may be off."""
    columns = [
        (at, METRICS[one.holds].unit)
        for at in measured(work.placed)
        for one in work.placed[at]
        if one.holds in SUMMED and not one.weigh and not one.counts
    ]
    values = [numbers(work.rows[at], work.style)[0].fillna(0) for at, _ in columns]
    cents = [0.006 * len(work.rows) if unit is Unit.MONEY else 1e-6 for _, unit in columns]
    return np.column_stack(values) if values else np.empty((0, 0)), np.array(cents)


def _nameless(names: list[pd.Series], row: int) -> bool:
    return all(str(name.iloc[row]).strip() == "" for name in names if (name != "").any())


def leave_uncounted(work: Work, values: pd.DataFrame) -> pd.DataFrame:
    """Leave out rows without any number where they have no date either: lines under the table."""
    if work.export.dated_by is not DatedBy.ROWS:
        work.leave(values.isna().all(axis=1), "no number in it")
    return values.loc[work.rows.index]
