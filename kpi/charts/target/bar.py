"""A target on the board: the way from baseline to goal, with where it should be by now."""

import math
from typing import Any, Final

from kpi.charts.drawing import GROUND, INK, MUTED, Drawing, drawn, layer, tooltip
from kpi.formats import share_text
from kpi.palette import Verdict

BAR_HEIGHT: Final = 22
_FURTHEST: Final = 2.0
"""How far beyond the goal, or before the baseline, the likely range is drawn."""


def target_bar(
    share: float | None,
    pace: float | None,
    verdict: Verdict = "no_data",
    *,
    likely: tuple[float, float] | None = None,
) -> Drawing:
    """Draw how far a target has come from baseline to goal, and a mark where it should be by now.

    All are shares of the way: 0 is the baseline, 1 the goal. Beyond the goal the bar goes on behind a notch; below
    the baseline it goes to the left. `likely` are the ends of the range in which the target will probably end: a thin
    line in the middle of the bar.
    """
    done, asked = _finite(share), _finite(pace)
    range_ = _within(likely)
    marked = [value for value in (done, asked, *(range_ or ())) if value is not None]
    ends = [min(0.0, *marked, 0.0), max(1.0, *marked, 1.0)]
    x = {"field": "x", "type": "quantitative", "scale": {"domain": ends, "nice": False}, "axis": None}
    bar = {"type": "bar", "height": 8, "cornerRadius": 4}
    mark = {"type": "tick", "orient": "vertical", "opacity": 1}
    layers = [layer([{"x": 0, "x2": 1}], {**bar, "color": MUTED, "opacity": 0.18}, x=x, x2={"field": "x2"})]
    if done:
        layers.append(layer([{"x": 0, "x2": done}], {**bar, "color": {"expr": verdict}}, x=x, x2={"field": "x2"}))
    if notches := [{"x": place} for place in (0.0, 1.0) if place not in ends]:
        layers.append(layer(notches, {**mark, "size": 8, "thickness": 3, "color": GROUND}, x=x))
    if range_:
        layers += _whisker(range_, x, mark)
    if asked is not None:
        rows = [{"x": asked, "says": f"{share_text(asked)} of the way"}]
        pin = {**mark, "size": 18, "thickness": 2, "color": INK}
        layers.append(layer(rows, pin, x=x, tooltip=tooltip(says="Asked by now")))
    return drawn(layers, height=BAR_HEIGHT, padding=0)


def _whisker(likely: tuple[float, float], x: dict[str, Any], mark: dict[str, Any]) -> list[dict[str, Any]]:
    low, high = likely
    rows = [{"x": low, "x2": high, "says": f"{share_text(low)} to {share_text(high)} of the way"}]
    tip = tooltip(says="Likely at the end")
    line = {"type": "rule", "strokeWidth": 1.5, "color": MUTED}
    halo = {"type": "rule", "strokeWidth": 3.5, "color": GROUND}
    caps = {**mark, "size": 8, "thickness": 1.5, "color": MUTED}
    ends = [{"x": low}, {"x": high}]
    return [
        layer(rows, halo, x=x, x2={"field": "x2"}),
        layer(rows, line, x=x, x2={"field": "x2"}, tooltip=tip),
        layer(ends, caps, x=x),
    ]


def _within(likely: tuple[float, float] | None) -> tuple[float, float] | None:
    """Keep a range to what a bar can show; one that lies wholly beyond is not drawn."""
    if likely is None or not all(map(math.isfinite, likely)):
        return None
    low, high = max(likely[0], 1 - _FURTHEST), min(likely[1], _FURTHEST)
    return (low, high) if low < high else None


def _finite(share: float | None) -> float | None:
    return share if share is not None and math.isfinite(share) else None
