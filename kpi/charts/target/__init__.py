"""A target's picture: what is, over what the target asks for, and where it is likely to go."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kpi.charts.drawing import INK, Drawing, Specification, drawn, hover, layer, tooltip
from kpi.charts.moments import Dated, drawn_rules, moments_between, room_for
from kpi.charts.notes import FOOT, drawn_notes, drawn_stretches, numbered
from kpi.charts.target.actions import drawn_actions, lanes_of
from kpi.charts.target.fan import Fan, drawn_fan, fan_of, likely_text
from kpi.charts.target.goal import Named, drawn_ends, drawn_goal, drawn_needed, goals_of, named_values, needed_of
from kpi.charts.target.lines import drawn_actual, drawn_path, is_late, named_lines, named_ranges, room_of, written
from kpi.charts.target.milestones import drawn_milestones
from kpi.charts.target.periods import counted_words, drawn_periods, period_readings
from kpi.charts.target.places import Spot
from kpi.charts.target.plane import PLOT, WIDE, Plane, plane_of, span_of
from kpi.formats import day_text, exact
from kpi.targets.forecast import Forecast
from kpi.targets.held import Track

__all__ = ["against_target", "target_notes_shown"]

HEIGHT: Final = 300
_HEAD: Final = 0.1
_MOST_AHEAD: Final = 60
_SECOND_LINE: Final = 26


def against_target(
    track: Track, *, forecast: Forecast | None = None, notes: Sequence[Dated] = (), currency: str = ""
) -> Drawing:
    """Draw what was over what a target asks for: its path, its milestones, its goal, and its actions below.

    With a `forecast` the likely range of the days to come opens from the last known one. `notes` are days worth a
    remark. Where each week or month is judged, every one is a bar against the goal.
    """
    begin, end = span_of(track)
    told = numbered(notes, begin, end)
    lanes = lanes_of(track.target, begin, end)
    seen = moments_between([(track.as_of, f"data until {day_text(track.as_of)}")] if track.as_of else [], begin, end)
    fan = fan_of(track, forecast)
    signs = FOOT if told else 0
    head = _HEAD if track.each else 0.0
    plane = plane_of(
        track, _besides(track, fan), currency=currency, room=room_for(seen, PLOT) + head, below=signs + lanes.height
    )
    layers = [
        layer([], {"type": "point"}, x=plane.x, y={**plane.y, "axis": plane.scale.axis(track.kpi.unit, currency)}),
        *drawn_stretches(told, plane.x),
        *drawn_goal(plane),
        *drawn_rules(seen, plane.x, says="Data"),
        *(_by_period(plane, fan) if track.each else _by_day(plane, fan)),
        *drawn_notes(told, plane.x),
        *drawn_actions(lanes, plane.x, below=signs),
    ]
    return drawn(layers, height=HEIGHT + signs + lanes.height, resolve={"axis": {"y": "independent"}})


def target_notes_shown(track: Track, notes: Sequence[Dated]) -> list[str]:
    """List the notes that the chart of a target shows, each with the number of its sign, its days and its words."""
    return [note.line for note in numbered(notes, *span_of(track))]


def _besides(track: Track, fan: Fan | None) -> list[float | None]:
    """List what shall have its place on the axis, besides the lines and the goal."""
    named = [one.value for one in (*goals_of(track), *needed_of(track))]
    marks = [] if track.each else [one.value for one in track.target.milestones]
    return [*named, *marks, *((*fan.low, *fan.high) if fan else ()), None if track.each else track.begins]


def _by_period(plane: Plane, fan: Fan | None) -> list[Specification]:
    """Draw each week or month, and count above them how many met the goal."""
    each = plane.track.each
    if each is None:
        return []
    period = plane.track.target.over.value.removeprefix("each ")
    count, top = counted_words(each, period).capitalize(), Spot(0.0, 1.0, 0, _SECOND_LINE)
    return [
        *drawn_periods(each, plane),
        *([*drawn_fan(fan, plane), *named_ranges(fan, plane)] if fan else []),
        *written(count, top, INK, size=13),
        named_values(plane, []),
        period_readings(each, fan, plane),
    ]


def _by_day(plane: Plane, fan: Fan | None) -> list[Specification]:
    """Draw the course of the days, and name its lines where there is room."""
    phone = room_of(plane, fan)
    words = named_lines(plane, fan, phone)
    latest = plane.actual[plane.now] if plane.now is not None and is_late(plane) else None
    return [
        *(drawn_fan(fan, plane) if fan else []),
        *drawn_path(plane),
        *drawn_needed(plane),
        *drawn_actual(plane),
        *drawn_ends(plane),
        named_values(plane, [] if latest is None else [Named(latest, "Latest", main=True)]),
        _readings(plane, fan),
        *(drawn_milestones(plane, room_of(plane, fan, width=WIDE), phone) if plane.track.target.milestones else []),
        *words,
    ]


def _readings(plane: Plane, fan: Fan | None) -> Specification:
    """Lay a band over each row that tells what was or is likely, what was asked, and the goal."""
    unit, money = plane.track.kpi.unit, plane.currency
    likely = dict(zip(fan.x, zip(fan.low, fan.high, strict=True), strict=True)) if fan else {}
    goal = exact(plane.track.target.goal, unit, money)
    told = _told_rows(plane)
    days = [plane.days[place] for place in told]
    edges = [plane.begin, *((one + other) // 2 for one, other in pairwise(days)), plane.end]
    rows = [
        {
            "x": edges[n],
            "x2": edges[n + 1],
            "when": day_text(plane.dates[place]),
            "now": _now(plane, place, likely.get(plane.days[place])),
            "path": "nothing yet" if plane.path[place] is None else exact(plane.path[place], unit, money),
            "goal": goal,
        }
        for n, place in enumerate(told)
    ]
    tip = tooltip(when="Day", now=plane.track.kpi.label, path="Asked by then", goal="Goal")
    return hover(rows, plane.x, shade=[], tip=tip)


def _told_rows(plane: Plane) -> list[int]:
    """Choose the rows that speak: all that are known, and so many of those to come that each is wide enough."""
    now = -1 if plane.now is None else plane.now
    ahead = len(plane.days) - 1 - now
    every = max(1, math.ceil(ahead / _MOST_AHEAD))
    return [*range(now + 1), *range(len(plane.days) - 1 - every * ((ahead - 1) // every), len(plane.days), every)]


def _now(plane: Plane, place: int, likely: tuple[float, float] | None) -> str:
    """Say what was on a day, for one to come what is likely."""
    value, as_of = plane.actual[place], plane.track.as_of
    if value is not None or (as_of is not None and plane.dates[place] <= as_of):
        return exact(value, plane.track.kpi.unit, plane.currency)
    return likely_text(plane, *likely) if likely else "still to come"
