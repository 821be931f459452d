"""The lines of a target: what was, and the path to what is asked."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from kpi.catalogue.operands import Behaves
from kpi.charts.axes import at
from kpi.charts.drawing import GROUND, INK, MAIN, MUTED, Shade, Specification, layer
from kpi.charts.target.fan import Fan
from kpi.charts.target.places import Align, Room, Spot
from kpi.charts.target.plane import PHONE, PLOT, Plane
from kpi.palette import NEUTRAL

_LATE: Final = 0.8
_BESIDE: Final = 9
_ABOVE: Final = 13
_SIZE: Final = 12
_BOLD: Final = 1.08
_NOTHING_YET: Final = "Nothing known yet"
_LIKELY: Final = "likely range"
_PATH: Final = "path"


def is_late(plane: Plane) -> bool:
    """Tell whether what is known fills nearly all of the time, so that no room for words is left behind it."""
    return plane.now is not None and plane.along(plane.days[plane.now]) > _LATE


def drawn_path(plane: Plane) -> list[Specification]:
    """Draw what is asked day by day, where that is not the goal all the time."""
    if not plane.rises:
        return []
    rows = [*_first(plane), *(row for row in _rows(plane.days, plane.path) if row["y"] is not None)]
    line = {"type": "line", "color": NEUTRAL, "strokeWidth": 2, "strokeDash": [5, 4]}
    return [layer(rows, line, x=plane.x, y=plane.y)]


def drawn_actual(plane: Plane) -> list[Specification]:
    """Draw what was, up to its last day; a day between two unknown ones as a dot."""
    if plane.now is None:
        return []
    adds_up = plane.track.behaves is Behaves.FLOW
    rows = _rows(plane.days, plane.actual)
    known = [*(_first(plane) if adds_up else []), *rows[: plane.now + 1]]
    line = {"type": "line", "color": MAIN, "strokeWidth": 2.5, "strokeJoin": "round", "clip": True}
    shade = {"type": "area", "orient": "vertical", "color": MAIN, "opacity": 0.1, "line": False}
    dot = {"type": "point", "filled": True, "color": MAIN, "opacity": 1}
    alone = [rows[place] for place in _alone(plane.actual)]
    return [
        *([layer(known, shade, x=plane.x, y=plane.y)] if adds_up else []),
        layer(known, line, x=plane.x, y=plane.y),
        *([layer(alone, {**dot, "size": 20}, x=plane.x, y=plane.y)] if alone else []),
        layer([rows[plane.now]], {**dot, "size": 80}, x=plane.x, y=plane.y),
    ]


def _rows(days: Sequence[int], values: Sequence[float | None]) -> list[dict[str, float | None]]:
    return [{"x": x, "y": y} for x, y in zip(days, values, strict=True)]


def _first(plane: Plane) -> list[dict[str, float | None]]:
    """Give where a way begins, where the first row is not that of the first day."""
    begins = plane.track.begins
    return [{"x": plane.begin, "y": begins}] if begins is not None and plane.days[0] > plane.begin else []


def room_of(plane: Plane, fan: Fan | None, *, width: float = PHONE) -> Room:
    """Take the room of all lines in a plot so wide."""
    room = Room(width, PLOT)
    curves: list[tuple[Sequence[float], Sequence[float | None]]] = [
        (plane.days, plane.actual),
        (plane.days, plane.path),
    ]
    if fan:
        curves += [(fan.x, fan.low), (fan.x, fan.high)]
    target = plane.track.target
    curves += [([plane.begin, plane.end], [goal, goal]) for goal in (target.goal, target.upper) if goal is not None]
    for days, values in curves:
        along = (np.array(days, dtype="float64") - plane.begin) / (plane.end - plane.begin)
        up = (np.array(values, dtype="float64") - plane.scale.low) / (plane.scale.high - plane.scale.low)
        room.draw(along, up)
    if plane.track.as_of:
        room.stand(plane.along(at(plane.track.as_of)))
    return room


def named_lines(plane: Plane, fan: Fan | None, room: Room) -> list[Specification]:
    """Write the last value and name the lines, each where it lies on nothing else, and take that room."""
    layers: list[Specification] = []
    if plane.now is None and fan is None:
        layers += _words(_NOTHING_YET, _anywhere(), room, MUTED)
    if plane.now is not None and not is_late(plane):
        value = plane.actual[plane.now] or 0.0
        around = _around(plane.along(plane.days[plane.now]), plane.scale.along(value))
        layers += _words(plane.written(value), around, room, INK, size=15)
    if fan:
        layers += _words(_LIKELY, _along_fan(fan, plane), room, MUTED)
    if plane.rises:
        layers += _words(_PATH, _along_path(plane), room, MUTED)
    return layers


def named_ranges(fan: Fan, plane: Plane) -> list[Specification]:
    """Name the likely ranges of the periods to come, over them."""
    return written(_LIKELY, Spot(1.0, plane.scale.along(max(fan.high)), 0, -_ABOVE, "right"), MUTED)


def _words(says: str, spots: Iterator[Spot], room: Room, shade: Shade, size: int = _SIZE) -> list[Specification]:
    letters = len(says) * size / _SIZE * (_BOLD if size > _SIZE else 1)
    spot, _ = room.best(letters, spots)
    room.take(letters, spot)
    return written(says, spot, shade, size=size)


def written(says: str, spot: Spot, shade: Shade, *, size: int = _SIZE) -> list[Specification]:
    """Write words at a place, larger ones bold, the ground around them so that no line crosses them."""
    mark = {"type": "text", "baseline": "middle", "align": spot.align, "text": says, "fontSize": size}
    mark |= {"fontWeight": 600} if size > _SIZE else {}
    place = {
        "x": {"value": {"expr": f"width * {spot.along:.4f} + {spot.dx}"}},
        "y": {"value": {"expr": f"height * {1 - spot.up:.4f} + {spot.dy}"}},
    }
    halo = {**mark, "color": GROUND, "stroke": GROUND, "strokeWidth": 4, "opacity": 0.85}
    return [layer([{}], halo, **place), layer([{}], {**mark, "color": shade}, **place)]


def _around(along: float, up: float) -> Iterator[Spot]:
    """Give the places around a point: beside it first, then above and below."""
    for dy in (0, -_ABOVE, _ABOVE, -2 * _ABOVE, 2 * _ABOVE, -3 * _ABOVE, 3 * _ABOVE):
        yield Spot(along, up, _BESIDE, dy)
        yield Spot(along, up, -_BESIDE, dy, "right")
    for dy in (-2 * _BESIDE, 2 * _BESIDE):
        yield Spot(along, up, 0, dy, "center")


def _along_fan(fan: Fan, plane: Plane) -> Iterator[Spot]:
    """Give places on the outer sides of the band, near to it first."""
    sides: tuple[Align, ...] = ("center", "right", "left")
    for away in (_ABOVE, 2 * _ABOVE, 3 * _ABOVE):
        for share in (0.75, 0.6, 0.9, 0.45, 1.0):
            place = round(share * (len(fan.x) - 1))
            along = plane.along(fan.x[place])
            for value, dy in ((fan.high[place], -away), (fan.low[place], away)):
                yield from (Spot(along, plane.scale.along(value), 0, dy, side) for side in sides)


def _along_path(plane: Plane) -> Iterator[Spot]:
    """Give places on either side of the path, those in the days to come first."""
    known = [(x, y) for x, y in zip(plane.days, plane.path, strict=True) if y is not None]
    for share in (0.55, 0.7, 0.85, 0.4, 0.3, 0.2, 0.1):
        x, y = known[round(share * (len(known) - 1))]
        along, up = plane.along(x), plane.scale.along(y)
        yield Spot(along, up, 6, _ABOVE * plane.rises)
        yield Spot(along, up, -6, -_ABOVE * plane.rises, "right")


def _anywhere() -> Iterator[Spot]:
    for along, up in ((0.7, 0.2), (0.3, 0.8), (0.5, 0.5), (0.3, 0.2), (0.7, 0.8)):
        yield Spot(along, up, align="center")


def _alone(values: Sequence[float | None]) -> list[int]:
    known = [False, *(value is not None for value in values), False]
    return [
        place - 1 for place in range(1, len(known) - 1) if known[place] and not (known[place - 1] or known[place + 1])
    ]
