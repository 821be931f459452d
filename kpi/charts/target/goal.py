"""What a target asks for in the end: its goal, the band it shall stay in, its stretch, and what the rest needs."""

from typing import NamedTuple

from kpi.catalogue.operands import Behaves
from kpi.charts.axes import DAY_MS, at, labelled, spread
from kpi.charts.drawing import INK, MUTED, Specification, layer
from kpi.charts.target.plane import PLOT, Plane
from kpi.palette import NEUTRAL, RULE
from kpi.targets.held import Track
from kpi.targets.target import Over, Sense

_FLAG = "M0,0 L0,-2.2 L1.5,-1.65 L0,-1.1 Z"
_TWO_LINES = 33


class Named(NamedTuple):
    """A value that the axis on the right names; what is `main` is written in ink."""

    value: float
    name: str
    main: bool = False


def goals_of(track: Track) -> list[Named]:
    """Name the goal, the other end of what is asked, and the stretch."""
    target = track.target
    words = {Sense.AT_LEAST: "Goal", Sense.AT_MOST: "At most", Sense.BETWEEN: "At least"}
    named = [Named(target.goal, words[track.sense], main=True)]
    if track.sense is Sense.BETWEEN and target.upper is not None:
        named.append(Named(target.upper, "At most", main=True))
    return [*named, *([Named(target.stretch, "Stretch")] if target.stretch is not None else [])]


def needed_of(track: Track) -> list[Named]:
    """Name the rate that a ratio needs on what is still to come, where that is more than its goal asks."""
    target, required = track.target, track.required
    if track.behaves is not Behaves.RATIO or target.over is not Over.WHOLE or required is None or track.out_of_reach:
        return []
    harder = {Sense.AT_LEAST: required > target.goal, Sense.AT_MOST: 0 <= required < target.goal}
    return [Named(required, "Needed now")] if harder.get(track.sense) else []


def drawn_goal(plane: Plane) -> list[Specification]:
    """Draw the goal as a rule, what lies between two ends as a quiet band, the stretch as a thin rule."""
    rules: dict[bool, Specification] = {True: {"strokeWidth": 1.5}, False: {"strokeWidth": 1, "strokeDash": [2, 3]}}
    goals = goals_of(plane.track)
    layers = [layer([{"y": one.value}], {"type": "rule", "color": RULE, **rules[one.main]}, y=plane.y) for one in goals]
    ends = [one.value for one in goals if one.main]
    if len(ends) > 1:
        band = {"type": "rect", "color": NEUTRAL, "opacity": 0.16}
        layers.insert(0, layer([{"y": ends[0], "y2": ends[1]}], band, y=plane.y, y2={"field": "y2"}))
    return layers


def drawn_needed(plane: Plane) -> list[Specification]:
    """Draw what a ratio needs on all that is still to come, from the last known day to the end."""
    mark = {"type": "rule", "color": INK, "strokeWidth": 1.25, "strokeDash": [1, 3], "strokeCap": "round"}
    as_of = plane.track.as_of
    since = at(as_of) if as_of else plane.begin
    rows = [{"x": since, "x2": plane.end, "y": one.value} for one in needed_of(plane.track)]
    return [layer(rows, mark, x=plane.x, x2={"field": "x2"}, y=plane.y)] if rows else []


def drawn_ends(plane: Plane) -> list[Specification]:
    """Mark where a level began, and put a flag on the goal."""
    target, begins = plane.track.target, plane.track.begins
    flag = {"type": "point", "shape": _FLAG, "filled": True, "size": 70, "color": RULE, "opacity": 1, "stroke": RULE}
    dot = {"type": "point", "filled": True, "size": 50, "color": NEUTRAL, "opacity": 1}
    marks = [layer([{"x": max(at(target.end), plane.begin + DAY_MS), "y": target.goal}], flag, x=plane.x, y=plane.y)]
    if begins is not None and plane.rises and plane.track.behaves is not Behaves.FLOW:
        marks.append(layer([{"x": plane.begin, "y": begins}], dot, x=plane.x, y=plane.y))
    return marks


def named_values(plane: Plane, besides: list[Named]) -> Specification:
    """Write the goal on the right and what else is named, each clear of the others."""
    told = sorted([*goals_of(plane.track), *needed_of(plane.track), *besides])
    low, high = plane.scale.low, plane.scale.high
    places = spread([one.value for one in told], _TWO_LINES / PLOT * (high - low), low, high)
    words: list[str | list[str]] = [[one.name, plane.written(one.value)] for one in told]
    last = max(len(told) - 1, 1)
    quiet = " || ".join(f"round(datum.index * {last}) == {n}" for n, one in enumerate(told) if not one.main)
    tint = {"condition": {"test": quiet, **_value(MUTED)}, **_value(INK)} if quiet else INK
    axis = labelled(places, words, orient="right", grid=False, labelColor=tint, labelOverlap=False, labelFlush=False)
    return layer([], {"type": "point"}, x=plane.x, y={**plane.y, "axis": axis})


def _value(shade: object) -> dict[str, object]:
    return dict(shade) if isinstance(shade, dict) else {"value": shade}
