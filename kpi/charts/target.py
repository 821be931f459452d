"""A target's picture: what is, over what the target asks for."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import DAY_MS, at, days_axis, labelled, spread
from kpi.charts.drawing import (
    GROUND,
    INK,
    MAIN,
    MUTED,
    Drawing,
    Specification,
    drawn,
    hover,
    layer,
    says,
    tooltip,
)
from kpi.charts.moments import drawn_rules, moments_between, room_for
from kpi.charts.series import numbers
from kpi.charts.values import value_axis
from kpi.formats import day_text, exact, short
from kpi.palette import NEUTRAL, RULE, Verdict

HEIGHT: Final = 300
_PLOT: Final = 240
BAR_HEIGHT: Final = 22
_FLAG: Final = "M0,0 L0,-2.2 L1.5,-1.65 L0,-1.1 Z"
_LATE: Final = 0.8
_LOW: Final = 0.12
_TWO_LINES: Final = 0.14
_NOTHING_YET: Final = "Nothing known yet"


@dataclass(frozen=True, slots=True)
class _Track:
    """The days of a target with what was and what is asked, on the axes of its chart."""

    days: list[date]
    actual: list[float | None]
    path: list[float | None]
    x: Specification
    y: Specification

    @property
    def now(self) -> int | None:
        """Give the place of the last day of which something is known."""
        return max((place for place, value in enumerate(self.actual) if value is not None), default=None)

    def along(self, place: int) -> float:
        """Say how far on its time a day is."""
        begin, end = self.x["scale"]["domain"]
        return float((at(self.days[place]) - begin) / (end - begin))

    @property
    def late(self) -> bool:
        """Tell whether what is known fills nearly all of the time, so that no room is left behind it."""
        return self.now is not None and self.along(self.now) > _LATE

    @property
    def rises(self) -> int:
        """Tell whether the target asks for more (1), for less (−1) or for the same all the time (0)."""
        asked = [value for value in self.path if value is not None]
        return (asked[-1] > asked[0]) - (asked[-1] < asked[0]) if asked else 0


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
    and path (what is asked by that day; missing where nothing is). `as_of` is the last day of the data. A baseline
    is marked where the target starts from it; what adds up starts from nothing.
    """
    first, last = at(start), max(at(end), at(start) + DAY_MS)
    adds_up = behaves(kpi) is Behaves.FLOW
    origin = None if adds_up else baseline
    actual, path = numbers(track["actual"]), numbers(track["path"])
    values = [value for value in (goal, origin, *actual, *path) if value is not None]
    seen = moments_between([(as_of, f"data until {day_text(as_of)}")] if as_of else [], first + 1, last)
    scale = value_axis(values, kpi.unit, from_zero=adds_up).with_room(room_for(seen, _PLOT))
    time = {"domain": [first, last], "nice": False, "zero": False}
    x = {"field": "x", "type": "quantitative", "scale": time, "axis": days_axis(start, end)}
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    shown = _Track([day.date() for day in pd.to_datetime(track["date"])], actual, path, x, y)
    goal_axis = _goal_axis(shown, goal, kpi, currency)
    low_is = scale.low + _LOW * (scale.high - scale.low)
    layers = [
        layer([], {"type": "point"}, x=x, y={**y, "axis": scale.axis(kpi.unit, currency)}),
        layer([{"y": goal}], {"type": "rule", "color": RULE, "strokeWidth": 1.5}, y={**y, "axis": goal_axis}),
        *(_asked(shown) if shown.rises else []),
        *_is(shown, kpi, currency, filled=adds_up, low=low_is),
        *_ends(shown, at(end), goal, origin),
        _readings(shown, kpi, currency=currency, goal=goal),
        *drawn_rules(seen, x, says="Data"),
    ]
    return drawn(layers, height=HEIGHT, resolve={"axis": {"y": "independent"}})


def target_bar(share: float | None, pace: float | None, verdict: Verdict = "no_data") -> Drawing:
    """Draw how far a target has come from baseline to goal, and a mark where it should be by now.

    Both are shares of the way: 0 is the baseline, 1 the goal. Beyond the goal the bar goes on behind a notch; below
    the baseline it goes to the left.
    """
    done, asked = _finite(share), _finite(pace)
    ends = [min(0.0, done or 0.0), max(1.0, done or 0.0, asked or 0.0)]
    x = {"field": "x", "type": "quantitative", "scale": {"domain": ends, "nice": False}, "axis": None}
    bar = {"type": "bar", "height": 8, "cornerRadius": 4}
    mark = {"type": "tick", "orient": "vertical", "opacity": 1}
    layers = [layer([{"x": 0, "x2": 1}], {**bar, "color": MUTED, "opacity": 0.18}, x=x, x2={"field": "x2"})]
    if done:
        layers.append(layer([{"x": 0, "x2": done}], {**bar, "color": {"expr": verdict}}, x=x, x2={"field": "x2"}))
    if notches := [{"x": place} for place in (0.0, 1.0) if place not in ends]:
        layers.append(layer(notches, {**mark, "size": 8, "thickness": 3, "color": GROUND}, x=x))
    if asked is not None:
        rows = [{"x": asked, "says": f"{asked:.0%} of the way".replace("%", "\u00a0%")}]
        pin = {**mark, "size": 18, "thickness": 2, "color": INK}
        layers.append(layer(rows, pin, x=x, tooltip=tooltip(says="Asked by now")))
    return drawn(layers, height=BAR_HEIGHT, padding=0)


def _finite(share: float | None) -> float | None:
    return share if share is not None and math.isfinite(share) else None


def _goal_axis(track: _Track, goal: float, kpi: Kpi, currency: str) -> Specification:
    """Write the goal on the right, and the latest value too where there is no room beside it."""
    told = [(goal, "Goal")]
    if track.late and track.now is not None:
        told.append((track.actual[track.now] or 0.0, "Latest"))
    told.sort()
    low, high = track.y["scale"]["domain"]
    places = spread([value for value, _ in told], _TWO_LINES * (high - low), low, high)
    words: list[str | list[str]] = [[word, short(value, kpi.unit, currency)] for value, word in told]
    return labelled(places, words, orient="right", grid=False, labelColor=INK, labelOverlap=False)


def _asked(track: _Track) -> list[Specification]:
    """Draw the path, and name it where nothing else stands: in the days to come, else on the far side of what is."""
    steps: list[dict[str, Any]] = [
        {"x": at(day), "y": value} for day, value in zip(track.days, track.path, strict=True) if value is not None
    ]
    since = 0 if track.late or track.now is None else track.now
    half = (since + len(track.days)) // 2
    named = min(steps, key=lambda step: abs(step["x"] - at(track.days[half])))
    is_ = track.actual[half]
    behind = is_ is not None and (is_ < named["y"]) == (track.rises > 0)
    line = {"type": "line", "color": NEUTRAL, "strokeWidth": 2, "strokeDash": [5, 4]}
    words = {"type": "text", "color": MUTED, "align": "left", "dx": 6, "dy": 11 * track.rises}
    if behind:
        words |= {"align": "right", "dx": -6, "dy": -9 * track.rises}
    return [
        layer(steps, line, x=track.x, y=track.y),
        layer([{**named, "says": "path"}], words, x=track.x, y=track.y, text={"field": "says"}),
    ]


def _is(track: _Track, kpi: Kpi, currency: str, *, filled: bool, low: float) -> list[Specification]:
    """Draw what is, up to its last day, and write the last value where no line passes."""
    now = track.now
    if now is None:
        return [says(_NOTHING_YET, along=0.7, down=0.82)]
    rows = [{"x": at(day), "y": value} for day, value in zip(track.days, track.actual, strict=True)]
    value, asked = track.actual[now] or 0.0, track.path[now]
    above = asked is None or value >= asked
    left = bool(track.rises) and above == (track.rises > 0)
    words = {
        "type": "text",
        "color": INK,
        "fontSize": 15,
        "fontWeight": 600,
        "align": "right" if left else "left",
        "dx": -6 if left else 9,
        "dy": -14 if above or value <= low else 14,
    }
    line = {"type": "line", "color": MAIN, "strokeWidth": 2.5, "strokeJoin": "round"}
    shade = {"type": "area", "orient": "vertical", "color": MAIN, "opacity": 0.12, "line": False}
    dot = {"type": "point", "filled": True, "size": 80, "color": MAIN, "opacity": 1}
    last = [{**rows[now], "says": short(value, kpi.unit, currency)}]
    return [
        *([layer(rows, shade, x=track.x, y=track.y)] if filled else []),
        layer(rows, line, x=track.x, y=track.y),
        layer(last, dot, x=track.x, y=track.y),
        *([] if track.late else [layer(last, words, x=track.x, y=track.y, text={"field": "says"})]),
    ]


def _ends(track: _Track, end: int, goal: float, origin: float | None) -> list[Specification]:
    """Mark where the target began and where its flag stands."""
    flag = {"type": "point", "shape": _FLAG, "filled": True, "size": 70, "color": RULE, "opacity": 1, "stroke": RULE}
    dot = {"type": "point", "filled": True, "size": 50, "color": NEUTRAL, "opacity": 1}
    begin = track.x["scale"]["domain"][0]
    began = [layer([{"x": begin, "y": origin}], dot, x=track.x, y=track.y)] if origin is not None else []
    return [layer([{"x": end, "y": goal}], flag, x=track.x, y=track.y), *began]


def _readings(track: _Track, kpi: Kpi, *, currency: str, goal: float) -> Specification:
    """Lay a band over each day that tells what was, what was asked, and the goal."""
    begin, end = track.x["scale"]["domain"]
    goal_words = exact(goal, kpi.unit, currency)
    rows = [
        {
            "x": max(begin, at(day) - DAY_MS // 2),
            "x2": min(end, at(day) + DAY_MS // 2),
            "when": day_text(day),
            "now": exact(value, kpi.unit, currency),
            "path": "nothing yet" if asked is None else exact(asked, kpi.unit, currency),
            "goal": goal_words,
        }
        for day, value, asked in zip(track.days, track.actual, track.path, strict=True)
    ]
    return hover(rows, track.x, shade=[], tip=tooltip(when="Day", now=kpi.label, path="Asked by then", goal="Goal"))
