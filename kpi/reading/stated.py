"""The totals that a file gives of itself: left out of the records, kept to check them."""

import math
from collections.abc import Mapping

import pandas as pd

from kpi.catalogue.metrics import BOUNDS, SUMMED
from kpi.exports.export import plain
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
    if rows.empty:
        return {}
    found = [_read(work, rows.loc[[row]]) for row in rows.index]
    return max(found, key=lambda stated: (_agreeing(stated, work.report.totals), sum(stated.values())))


def _rows_of_totals(work: Work, table: Table) -> pd.DataFrame:
    left = sorted(set(work.left) & set(table.rows.index))
    few = left if len(left) <= _MOST_LOOKED_AT else [*left[: _MOST_LOOKED_AT // 2], *left[-_MOST_LOOKED_AT // 2 :]]
    cells = table.rows.loc[few].to_numpy().tolist()
    return table.rows.loc[[row for row, of in zip(few, cells, strict=True) if _is_total(of, work.left[row])]]


def _is_total(cells: list[object], reason: str) -> bool:
    return "total" in reason or any(TOTAL.match(plain(str(cell))) for cell in cells)


def _read(work: Work, row: pd.DataFrame) -> dict[str, float]:
    """Read the metrics of a row that add up as they stand; an average or a share of them does not."""
    found: dict[str, float] = {}
    for at in measured(work.placed):
        value = float(numbers(row[at], work.style)[0].iloc[0])
        for one in work.placed[at]:
            if one.holds in _ADDED and not (one.weigh or one.counts or one.stars) and not math.isnan(value):
                found[one.holds] = found.get(one.holds, 0.0) + value * one.times
    return found


def _agreeing(stated: Mapping[str, float], totals: Mapping[str, float]) -> int:
    return sum(
        abs(value - totals[key]) <= _SAME * max(1.0, abs(value)) for key, value in stated.items() if key in totals
    )
