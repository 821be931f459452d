"""The totals that a file gives of itself: left out of the records, kept to check them."""

import math
from collections.abc import Mapping

import numpy as np

from kpi.catalogue.metrics import BOUNDS, SUMMED
from kpi.exports.export import plain
from kpi.reading.grid import Cells
from kpi.reading.numbers import numbers
from kpi.reading.placing import measured
from kpi.reading.tables import Table
from kpi.reading.work import TOTAL, Work

_MOST_LOOKED_AT = 50
_ADDED = frozenset({*SUMMED, *BOUNDS})
_SAME = 0.005


def stated_totals(work: Work, table: Table) -> dict[str, float]:
    """Read the row of totals that was left out of a table, metric by metric.

    Of several (campaigns, account) the one that agrees best with the rows kept speaks, else the largest.
    """
    rows = _rows_of_totals(work, table)
    found = [_read(work, rows.slice(at, at + 1)) for at in range(len(rows))]
    return max(found, key=lambda stated: (_agreeing(stated, work.report.totals), sum(stated.values())), default={})


def _rows_of_totals(work: Work, table: Table) -> Cells:
    left = np.isin(table.rows.numbers, list(work.left))
    places = np.flatnonzero(left)
    few = (
        places
        if len(places) <= _MOST_LOOKED_AT
        else np.r_[places[: _MOST_LOOKED_AT // 2], places[-_MOST_LOOKED_AT // 2 :]]
    )
    totals = [at for at in few.tolist() if _is_total(table.rows.row(at), work.left[int(table.rows.numbers[at])])]
    return table.rows.where(np.isin(np.arange(len(table.rows)), totals))


def _is_total(cells: list[str], reason: str) -> bool:
    return "total" in reason or any(TOTAL.match(plain(cell)) for cell in cells)


def _read(work: Work, row: Cells) -> dict[str, float]:
    """Read the metrics of a row that add up as they stand; an average or a share of them does not."""
    found: dict[str, float] = {}
    for at in measured(work.placed):
        value = float(numbers(row[at], work.style)[0][0])
        for one in work.placed[at]:
            if one.holds in _ADDED and not (one.weigh or one.counts or one.stars) and not math.isnan(value):
                found[one.holds] = found.get(one.holds, 0.0) + value * one.times
    return found


def _agreeing(stated: Mapping[str, float], totals: Mapping[str, float]) -> int:
    return sum(
        abs(value - totals[key]) <= _SAME * max(1.0, abs(value)) for key, value in stated.items() if key in totals
    )
