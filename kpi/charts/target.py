"""A target's picture: what is, over what the target asks for."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import DAY_MS, at, days_axis, labelled, value_axis
from kpi.charts.drawing import INK, MAIN, MUTED, NOTHING_KNOWN, Drawing, Specification, drawn, layer, says, tooltip
from kpi.formats import day_text, exact, short
from kpi.palette import NEUTRAL, RULE, Verdict

HEIGHT: Final = 300
BAR_HEIGHT: Final = 22
_FLAG: Final = "M0,0 L0,-2.2 L1.5,-1.65 L0,-1.1 Z"


def against_target(
    track: pd.DataFrame,
    kpi: Kpi,
    *,
    goal: float,
    start: date,
    end: date,
    as_of: date | None,
    baseline: float | None = None,
    currency: str = "",
) -> Drawing:
    """Draw actual values over the path that the target asks for.

    `track` has a row a day: date, actual (a running sum for what adds up, else the value; missing where unknown)
    and path (what is asked by that day; missing where nothing is). `as_of` is the last day of the data.
    """
    days = [day.date() for day in pd.to_datetime(track["date"])]
    actual, path = _numbers(track["actual"]), _numbers(track["path"])
    known = [value for value in actual if value is not None]
    asked = [value for value in path if value is not None]
    adds_up = behaves(kpi) is Behaves.FLOW
    values = [goal, *known, *asked, *([] if baseline is None else [baseline])]
    scale = value_axis(values, kpi.unit, from_zero=adds_up)
    first, last = at(start), at(end)
    domain = {"domain": [first, max(last, first + DAY_MS)], "nice": False, "zero": False}
    x = {"field": "x", "type": "quantitative", "scale": domain, "axis": days_axis(start, end)}
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    rows = [{"x": at(day), "y": value} for day, value in zip(days, actual, strict=True)]
    steps = [{"x": at(day), "y": value} for day, value in zip(days, path, strict=True) if value is not None]
    goal_words = [["Goal", short(goal, kpi.unit, currency)]]
    goal_axis = labelled([goal], goal_words, orient="right", grid=False, labelColor=INK, labelFlush=False)
    layers = [
        layer([], {"type": "point"}, x=x, y={**y, "axis": scale.axis(kpi.unit, currency)}),
        layer([{"y": goal}], {"type": "rule", "color": RULE, "strokeWidth": 1.5}, y={**y, "axis": goal_axis}),
        *([_path(steps, x, y)] if any(step["y"] != goal for step in steps) else []),
        *(
            _actual(rows, kpi, x, y, currency, filled=adds_up, flat=_rises(goal, baseline, adds_up=adds_up))
            if known
            else []
        ),
        *_marks(goal, baseline, start, end, as_of, x=x, y=y),
        _readings(days, actual, path, kpi, x=x, currency=currency, goal=goal),
        *([] if known else [says(f"{kpi.label}: {NOTHING_KNOWN} yet")]),
    ]
    return drawn(layers, height=HEIGHT, resolve={"axis": {"y": "independent"}})


def target_bar(share: float | None, pace: float | None, verdict: Verdict = "no_data") -> Drawing:
    """Draw how far a target has come from baseline to goal, and a mark where it should be by now.

    Both are shares of the way: 0 is the baseline, 1 the goal. Beyond the goal the bar goes on; behind the baseline
    it goes to the left.
    """
    done = share if share is not None and math.isfinite(share) else None
    low, high = min(0.0, done or 0.0), max(1.0, done or 0.0, pace or 0.0)
    x = {"field": "x", "type": "quantitative", "scale": {"domain": [low, high], "nice": False}, "axis": None}
    bar = {"type": "bar", "height": 8, "cornerRadius": 4}
    layers = [layer([{"x": 0, "x2": 1}], {**bar, "color": MUTED, "opacity": 0.18}, x=x, x2={"field": "x2"})]
    if done:
        layers.append(layer([{"x": 0, "x2": done}], {**bar, "color": {"expr": verdict}}, x=x, x2={"field": "x2"}))
    if pace is not None and math.isfinite(pace):
        mark = {"type": "tick", "orient": "vertical", "size": 18, "thickness": 2, "color": INK, "opacity": 1}
        words = f"{pace:.0%} of the way".replace("%", "\u00a0%")
        layers.append(layer([{"x": pace, "says": words}], mark, x=x, tooltip=tooltip(says="Asked by now")))
    return drawn(layers, height=BAR_HEIGHT, padding=0)


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in column]


def _rises(goal: float, baseline: float | None, *, adds_up: bool) -> bool:
    return goal >= (baseline if baseline is not None else 0.0) or adds_up


def _path(steps: Sequence[dict[str, Any]], x: Specification, y: Specification) -> Specification:
    mark = {"type": "line", "color": NEUTRAL, "strokeWidth": 2, "strokeDash": [5, 4]}
    return layer(steps, mark, x=x, y=y)


def _actual(
    rows: Sequence[dict[str, Any]],
    kpi: Kpi,
    x: Specification,
    y: Specification,
    currency: str,
    *,
    filled: bool,
    flat: bool,
) -> list[Specification]:
    """Draw what is, up to its last day, and write the last value beside it."""
    newest = [row for row in rows if row["y"] is not None][-1:]
    begin, end = x["scale"]["domain"]
    late = newest[0]["x"] - begin > (end - begin) * 0.8
    said = [{**newest[0], "says": short(newest[0]["y"], kpi.unit, currency)}]
    words = {
        "type": "text",
        "color": INK,
        "fontSize": 15,
        "fontWeight": 600,
        "align": "right" if late else "left",
        "dx": -4 if late else 9,
        "dy": (-14 if late else 14) * (1 if flat else -1),
    }
    mark = {"type": "line", "color": MAIN, "strokeWidth": 2.5, "strokeJoin": "round"}
    shade = {"type": "area", "orient": "vertical", "color": MAIN, "opacity": 0.12, "line": False}
    dot = {"type": "point", "filled": True, "size": 80, "color": MAIN, "opacity": 1}
    return [
        *([layer(rows, shade, x=x, y=y)] if filled else []),
        layer(rows, mark, x=x, y=y),
        layer(newest, dot, x=x, y=y),
        layer(said, words, x=x, y=y, text={"field": "says"}),
    ]


def _marks(
    goal: float,
    baseline: float | None,
    start: date,
    end: date,
    as_of: date | None,
    *,
    x: Specification,
    y: Specification,
) -> list[Specification]:
    """Mark where the target begins, where the data ends and where the flag stands."""
    flag = {"type": "point", "shape": _FLAG, "filled": True, "size": 70, "color": RULE, "opacity": 1, "stroke": RULE}
    layers = [layer([{"x": at(end), "y": goal}], flag, x=x, y=y)]
    if baseline is not None:
        dot = {"type": "point", "filled": True, "size": 50, "color": NEUTRAL, "opacity": 1}
        layers.append(layer([{"x": at(start), "y": baseline}], dot, x=x, y=y))
    if as_of and start < as_of < end:
        late = (as_of - start).days > 0.5 * (end - start).days
        rows = [{"x": at(as_of), "says": f"data until {day_text(as_of)}"}]
        words = {"type": "text", "color": MUTED, "baseline": "top", "dy": 2, "dx": -6 if late else 6}
        words["align"] = "right" if late else "left"
        layers += [
            layer(rows, {"type": "rule", "color": RULE, "strokeDash": [2, 3], "strokeWidth": 1}, x=x),
            layer(rows, words, x=x, y={"value": 0}, text={"field": "says"}),
        ]
    return layers


def _readings(
    days: Sequence[date],
    actual: Sequence[float | None],
    path: Sequence[float | None],
    kpi: Kpi,
    *,
    x: Specification,
    currency: str,
    goal: float,
) -> Specification:
    """Lay a band over each day that tells what was, what was asked, and the goal."""
    rows = [
        {
            "x": at(day) - DAY_MS // 2,
            "x2": at(day) + DAY_MS // 2,
            "when": day_text(day),
            "is": "not known" if is_ is None else exact(is_, kpi.unit, currency),
            "asked": "nothing yet" if asks is None else exact(asks, kpi.unit, currency),
            "goal": exact(goal, kpi.unit, currency),
        }
        for day, is_, asks in zip(days, actual, path, strict=True)
    ]
    over = {"name": "over", "select": {"type": "point", "on": "pointerover", "clear": "pointerout", "fields": ["x"]}}
    tip = tooltip(when="Day", **{"is": kpi.label}, asked="Asked by then", goal="Goal")
    opacity = {"condition": {"param": "over", "empty": False, "value": 0.12}, "value": 0}
    mark = {"type": "rect", "color": MUTED, "clip": True}
    return {"params": [over], **layer(rows, mark, x=x, x2={"field": "x2"}, opacity=opacity, tooltip=tip)}
