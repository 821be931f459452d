"""A KPI taken apart: what each group is of it, and what each brought to its change."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.drawing import MAIN, MUTED, Drawing, Specification, colours, layer, nothing, tooltip
from kpi.charts.rows import MOST, Rows
from kpi.charts.weekdays import weekdays
from kpi.formats import NOT_KNOWN, change_text, exact, part_text, share_text, short
from kpi.measure import Breakdown, By

_EMPTY: Final = 120
_HEAD: Final = 26
_NOT_COMPARED: Final = "not compared"
_UNEVEN: Final = "sums, though some weekdays come more often"
_TITLES: Final = {
    "exact": "Value",
    "share": "Share",
    "now": "Compared: now",
    "then": "Compared: then",
    "change": "Change",
    "part": "Part of the whole\u2019s change",
}


def breakdown(found: Breakdown, kpi: Kpi, *, currency: str = "", compared: str = "") -> Drawing:
    """Draw a bar for each group, largest first, with its value and share; weekdays stand side by side in order.

    A mark across a bar is the value of the compared days, which `compared` names. It stands only where the bar is of
    the same days and accounts as what is compared; the tooltip tells both sides in any case.
    """
    told = _told(found, kpi, currency)
    if found.by is By.WEEKDAY:
        return weekdays(told, found.rows, kpi, currency=currency, tip=_tip(found.by))
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


def contributions(found: Breakdown, kpi: Kpi, *, currency: str = "") -> Drawing:
    """Draw what each group brought to the change of the whole: less to the left of nothing, more to the right.

    Better and worse follow from the KPI, and stand in words over each side.
    """
    if not found.rows["contribution"].notna().any():
        return nothing("What each brought to the change is not known", height=_EMPTY)
    told = [_brought(row, found, kpi, currency) for row in _told(found, kpi, currency)]
    if found.by is not By.WEEKDAY:
        told.sort(key=lambda row: -math.inf if row["value"] is None else row["value"], reverse=True)
    kept = _strongest(told)
    groups = [row for row in told if row["name"] in kept]
    most = max(abs(row["value"]) for row in groups if row["value"] is not None) or 1.0
    lines = _rest([row for row in told if row["name"] not in kept])
    if found.by is By.WEEKDAY and behaves(kpi) is Behaves.FLOW:
        lines.append(_UNEVEN)
    rows = Rows(groups, -most, most, (*_tip(found.by), *tooltip(verdict="Which is")), lines, _HEAD)
    tests = [{"test": f"datum.verdict == '{word}'", "value": {"expr": word}} for word in ("better", "worse")]
    return rows.drawn(rows.origin(), *_sides(kpi, rows), color={"condition": tests, "value": MUTED})


def _told(found: Breakdown, kpi: Kpi, currency: str) -> list[dict[str, Any]]:
    """Put into words all that is known of each group, beside its numbers."""
    kind = found.whole_change_kind
    ratio = behaves(kpi) is Behaves.RATIO

    def words(row: Mapping[str, Any]) -> dict[str, Any]:
        value, share, now, then, part = (_number(row[name]) for name in _NUMBERS)
        return {
            "name": str(row["name"]),
            "value": value,
            "share_of": share,
            "part_of": part,
            "exact": exact(value, kpi.unit, currency),
            "share": f"{share_text(share)}{' of the base' if ratio else ''}" if share is not None else NOT_KNOWN,
            "now": _NOT_COMPARED if then is None else exact(now, kpi.unit, currency),
            "then": _NOT_COMPARED if then is None else exact(then, kpi.unit, currency),
            "change": change_text(_number(row["change"]), str(row["change_kind"])) or _NOT_COMPARED,
            "part": _NOT_COMPARED if part is None else part_text(part, kind, kpi.unit, currency),
        }

    return [words({str(key): cell for key, cell in row.items()}) for row in found.rows.to_dict("records")]


_NUMBERS: Final = ("value", "share", "now", "compared", "contribution")


def _comparable(rows: pd.DataFrame) -> list[float | None]:
    """Give the compared value of each group whose own value is of the very days and accounts compared with it."""
    alike = [math.isclose(value, now, rel_tol=1e-6) for value, now in zip(rows["value"], rows["now"], strict=True)]
    return [_number(then) if same else None for then, same in zip(rows["compared"], alike, strict=True)]


def _beside(row: Mapping[str, Any], kpi: Kpi, currency: str) -> str:
    told = short(row["value"], kpi.unit, currency)
    adds_up = behaves(kpi) is not Behaves.RATIO and None not in (row["value"], row["share_of"])
    return f"{told} · {row['share']}" if adds_up else told


def _brought(row: dict[str, Any], found: Breakdown, kpi: Kpi, currency: str) -> dict[str, Any]:
    part = row["part_of"]
    said = _NOT_COMPARED if part is None else part_text(part, found.whole_change_kind, kpi.unit, currency)
    return {**row, "value": part, "says": said, "verdict": _verdict(part, kpi)}


def _verdict(part: float | None, kpi: Kpi) -> str:
    if not part or kpi.better is Better.NEITHER:
        return "neither"
    return "better" if (part > 0) == (kpi.better is Better.HIGHER) else "worse"


def _sides(kpi: Kpi, rows: Rows) -> list[Specification]:
    """Write over each side what it means."""
    words = {"type": "text", "baseline": "middle", "y": _HEAD / 2, "fontSize": 12, "fontWeight": 600}
    layers = []
    for says, side, part in (("← less{}", "right", -1.0), ("more{} →", "left", 1.0)):
        verdict = _verdict(part, kpi)
        told = says.format("" if verdict == "neither" else f", {verdict}")
        shade = MUTED if verdict == "neither" else {"expr": verdict}
        mark = {**words, "align": side, "dx": 8 * part, "color": shade}
        layers.append(layer([{"value": 0.0, "says": told}], mark, x=rows.x(), text={"field": "says"}))
    return layers


def _strongest(told: list[dict[str, Any]]) -> set[str]:
    """Name the groups that moved most, as many as are shown."""
    return {row["name"] for row in sorted(told, key=lambda row: -abs(row["value"] or 0.0))[:MOST]}


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
