"""Rows that are no records: descriptions, totals, footers, rows that do not fit the header."""

import re
from functools import partial

import numpy as np
import pyarrow.compute as pc

from kpi.catalogue.metrics import METRICS, SUMMED, Unit
from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    ACTION,
    CHANNEL,
    KEY,
    SOURCE,
    DatedBy,
    LeaveOut,
    plain,
    spelt,
)
from kpi.layouts.networks import channel_named
from kpi.reading.numbers import numbers
from kpi.reading.placing import dating, holding, measured
from kpi.reading.strings import bare, filled, mask, told
from kpi.reading.work import AGAIN, AVERAGE, MOSTLY, TOTAL, Work

_DESCRIBES = 25
_MOST_NETWORKS = 50
A_TOTAL = "a total of other rows"


def leave_out(work: Work) -> None:
    """Leave out what is no record: rows wider than the header, the header again, its description, declared ones."""
    width = max((at for at, cell in enumerate(work.header) if cell), default=0) + 1
    beyond = range(width, work.rows.width)
    if len(work.rows) and work.rows.filled(beyond).mean() > MOSTLY:
        raise UnknownExport(
            f"Most rows have more cells than the header, so its {width} names cannot be matched to the columns. {AGAIN}"
        )
    work.leave(_described(work), "the description under the header")
    for rule in work.export.leave_out:
        places = sorted(holding(work.placed, rule.name)) or _named(work, rule.name)
        cells = [work.rows[at] for at in places]
        if len(cells) <= rule.last:
            continue
        hit = told(cells[-1 if rule.last else 0], partial(_breaks, rule))
        if rule.empty:
            hit |= ~np.logical_or.reduce([filled(bare(cell)) for cell in cells])
        work.leave(hit, rule.reason)
    work.leave(
        work.rows.filled(beyond), "it has more cells than the header, so its numbers may stand in the wrong columns"
    )


def _breaks(rule: LeaveOut, cell: str) -> bool:
    return plain(cell) in map(plain, rule.words) or plain(cell).startswith(rule.begins)


def leave_unknown_networks(work: Work) -> None:
    """Leave out the rows of a network that is none of our channels, each named."""
    for at in holding(work.placed, CHANNEL)[:1]:
        unknown = [cell for cell in pc.unique(work.rows[at]).to_pylist() if not channel_named(cell)]
        for cell in unknown[:_MOST_NETWORKS]:
            name = f"“{cell[:40]}” is no network we know" if cell.strip() else "no network is named"
            work.leave(mask(pc.equal(work.rows[at], cell)), name)
        work.leave(~told(work.rows[at], channel_named), "no network we know")


def _described(work: Work) -> np.ndarray:
    """Find the first row where it holds sentences instead of numbers."""
    found = np.zeros(len(work.rows), dtype=bool)
    if len(work.rows) > 1:
        cells = [work.rows.columns[at][0].as_py() for at in measured(work.placed)]
        described = any(len(cell) > _DESCRIBES and " " in cell for cell in cells)
        found[0] = described and not any(re.match(r"\s*-?\d", cell) for cell in cells)
    return found


def _named(work: Work, name: str) -> list[int]:
    """Find the places of a header, in any of its declared languages."""
    same = next((one.names for one in work.export.columns if plain(name) in map(plain, one.names)), (name,))
    return [at for at, cell in enumerate(work.header) if any(spelt(cell, spelling) for spelling in same)]


def leave_totals(work: Work) -> None:
    """Leave out rows that total or average the others.

    They are known by their word where a name should stand, or by arithmetic at either end; the word in another column
    says it only of a row without a name (a budget can be "Total" too). In a table by day, and among posts, they have no
    date and are gone already.
    """
    if work.export.dated_by is DatedBy.ROWS and work.export.grain is not Grain.PERIOD:
        return
    naming = _naming(work)
    for at in _names(work):
        called = told(work.rows[at], lambda cell: TOTAL.match(plain(cell)))
        work.leave(called if at in naming else called & ~_any_filled(work, naming), A_TOTAL)
    for at in naming[:1]:
        work.leave(told(work.rows[at], lambda cell: AVERAGE.match(plain(cell))), "an average of other rows")
    last = len(work.rows) - 1
    figures, within = _summed(work)
    for row in (0, last) if last > 1 and figures.size else ():
        rest = figures.sum(axis=0) - figures[row]
        telling = np.count_nonzero(rest) > 1 or (rest.any() and _nameless(work, row))
        if telling and (np.abs(figures[row] - rest) <= within).all():
            work.leave(np.arange(last + 1) == row, A_TOTAL)
            return


def _any_filled(work: Work, places: list[int]) -> np.ndarray:
    found = np.zeros(len(work.rows), dtype=bool)
    for at in places:
        found |= filled(bare(work.rows[at]))
    return found


def _names(work: Work) -> list[int]:
    """List the places of the columns that hold neither a number nor a date."""
    taken = {*measured(work.placed), *dating(work.placed)}
    return [at for at in range(len(work.header)) if at not in taken]


def _naming(work: Work) -> list[int]:
    """List the places of the columns that name a row; where none is declared, all without numbers or dates."""
    return holding(work.placed, KEY, SOURCE, ACTION) or _names(work)


def _summed(work: Work) -> tuple[np.ndarray, np.ndarray]:
    """Read the metrics that add up, a column each, and how far their rounded sums may be off."""
    columns = [
        (at, METRICS[one.holds].unit)
        for at in measured(work.placed)
        for one in work.placed[at]
        if one.holds in SUMMED and not one.weigh and not one.counts
    ]
    values = [np.nan_to_num(numbers(work.rows[at], work.style)[0]) for at, _ in columns]
    cents = [0.006 * len(work.rows) if unit is Unit.MONEY else 1e-6 for _, unit in columns]
    return np.column_stack(values) if values else np.empty((0, 0)), np.array(cents)


def _nameless(work: Work, row: int) -> bool:
    return all(not work.rows[at][row].as_py().strip() for at in _naming(work) if filled(work.rows[at]).any())


def leave_uncounted(work: Work, values: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Leave out rows without any number where they have no date either: lines under the table."""
    if work.export.dated_by is DatedBy.ROWS:
        return values
    counted = np.zeros(len(work.rows), dtype=bool)
    for value in values.values():
        counted |= ~np.isnan(value)
    work.leave(~counted, "no number in it")
    return {key: value[counted] for key, value in values.items()}
