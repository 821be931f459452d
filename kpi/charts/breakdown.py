"""A KPI taken apart: what each group is of it."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.drawing import MAIN, Drawing, Specification, colours, nothing, tooltip
from kpi.charts.rows import MOST, Rows
from kpi.charts.weekdays import weekdays
from kpi.formats import NOT_KNOWN, change_text, exact, share_text, short
from kpi.measure import Breakdown, By
from kpi.periods import Step

_EMPTY: Final = 120
_NOT_COMPARED: Final = "not compared"
_TITLES: Final = {
    "exact": "Value",
    "share": "Share",
    "now": "Compared: now",
    "then": "Compared: then",
    "change": "Change",
}


def breakdown(found: Breakdown, kpi: Kpi, *, currency: str = "", compared: str = "", week: Step = Step.WEEK) -> Drawing:
    """Draw a bar for each group, largest first, with its value and share; weekdays stand side by side in order.

    That order is the one of the step that is a `week`. A mark across a bar is the value of the compared days, which
    `compared` names. It stands only where the bar is of the same days and accounts as what is compared; the tooltip
    tells both sides in any case.
    """
    told = _told(found, kpi, currency)
    if found.by is By.WEEKDAY:
        return weekdays(told, found.rows, kpi, currency=currency, tip=_tip(found.by), week=week)
    if found.rows.empty:
        return nothing(f"{kpi.label}: nothing is known {_by(found.by)}", height=_EMPTY)
    painted = colours(found.by.value, [row["name"] for row in told])
    marked = {place: then for place, then in enumerate(_comparable(found.rows)) if compared and then is not None}
    groups = [
        {**row, "says": _beside(row, kpi, currency), "tint": painted[row["name"]], "mark": marked.get(place)}
        for place, row in enumerate(told[:MOST])
    ]
    marks = [group["mark"] for group in groups if group["mark"] is not None]
    ends = [0.0, *(group["value"] for group in groups if group["value"] is not None), *marks]
    lines = [*([f"| {compared}"] if marks else []), *_rest(told[MOST:])]
    rows = Rows(groups, min(ends), max(ends), _tip(found.by), lines)
    tint = {"value": MAIN} if found.by is By.SOURCE else {"field": "tint", "type": "nominal", "scale": None}
    return rows.drawn(*([rows.across("mark")] if marks else []), color=tint)


def _told(found: Breakdown, kpi: Kpi, currency: str) -> list[dict[str, Any]]:
    """Put into words all that is known of each group, beside its numbers."""
    ratio = behaves(kpi) is Behaves.RATIO

    def words(row: Mapping[str, Any]) -> dict[str, Any]:
        value, share, now, then = (_number(row[name]) for name in _NUMBERS)
        return {
            "name": str(row["name"]),
            "value": value,
            "share_of": share,
            "exact": exact(value, kpi.unit, currency),
            "share": f"{share_text(share)}{' of the base' if ratio else ''}" if share is not None else NOT_KNOWN,
            "now": _NOT_COMPARED if then is None else exact(now, kpi.unit, currency),
            "then": _NOT_COMPARED if then is None else exact(then, kpi.unit, currency),
            "change": change_text(_number(row["change"]), str(row["change_kind"])) or _NOT_COMPARED,
        }

    return [words({str(key): cell for key, cell in row.items()}) for row in found.rows.to_dict("records")]


_NUMBERS: Final = ("value", "share", "now", "compared")


def _comparable(rows: pd.DataFrame) -> list[float | None]:
    """Give the compared value of each group whose own value is of the very days and accounts compared with it."""
    alike = [math.isclose(value, now, rel_tol=1e-6) for value, now in zip(rows["value"], rows["now"], strict=True)]
    return [_number(then) if same else None for then, same in zip(rows["compared"], alike, strict=True)]


def _beside(row: Mapping[str, Any], kpi: Kpi, currency: str) -> str:
    told = short(row["value"], kpi.unit, currency)
    adds_up = behaves(kpi) is not Behaves.RATIO and None not in (row["value"], row["share_of"])
    return f"{told} · {row['share']}" if adds_up else told


def _rest(rows: list[dict[str, Any]]) -> list[str]:
    """Count the groups that are not shown, with their share where shares are known."""
    if not rows:
        return []
    shares = [row["share_of"] for row in rows]
    known = f", together {share_text(sum(shares))}" if None not in shares else ""
    return [f"and {len(rows)} more{known}"]


def _tip(by: By) -> list[Specification]:
    return tooltip(name=by.value.replace("_", " ").capitalize(), **_TITLES)


def _by(by: By) -> str:
    return f"by {by.value.replace('_', ' ')}"


def _number(value: object) -> float | None:
    number = float(value) if isinstance(value, int | float) else math.nan
    return number if math.isfinite(number) else None
