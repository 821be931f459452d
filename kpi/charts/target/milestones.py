"""The milestones of a target: diamonds on its path."""

from typing import Final

from kpi.charts.axes import at
from kpi.charts.drawing import GROUND, INK, MUTED, Specification, layer, tooltip
from kpi.charts.target.places import Room, Spot
from kpi.charts.target.plane import Plane
from kpi.formats import day_text, exact
from kpi.targets.target import EACH, Milestone, Sense

_MOST_NAMED: Final = 12
_BESIDE: Final = 9
_SIZES: Final = ((6, 90), (15, 60), (10**6, 34))


def drawn_milestones(plane: Plane, wide: Room, phone: Room) -> list[Specification]:
    """Draw a diamond for each milestone, filled once its day is known; name the values that find room."""
    target = plane.track.target
    shown = [] if target.over in EACH else [one for one in target.milestones if target.start <= one.day <= target.end]
    if not shown:
        return []
    rows = [{"x": at(one.day), "y": one.value, "ahead": _is_ahead(one, plane), **_told(one, plane)} for one in shown]
    size = next(size for count, size in _SIZES if len(shown) <= count)
    fill = {"condition": {"test": "datum.ahead", "value": GROUND}, "value": MUTED}
    mark = {"type": "point", "shape": "diamond", "size": size, "opacity": 1, "strokeWidth": 1.5, "stroke": MUTED}
    tip = tooltip(when="Milestone", asked="Asked", then="Known")
    named = _named(shown, plane, wide, phone) if len(shown) <= _MOST_NAMED else []
    return [
        layer(rows, mark, x=plane.x, y=plane.y, fill=fill, tooltip=tip),
        *(_words(named, plane) if named else []),
    ]


def _is_ahead(one: Milestone, plane: Plane) -> bool:
    return plane.now is None or at(one.day) > plane.days[plane.now]


def _told(one: Milestone, plane: Plane) -> dict[str, str]:
    """Say what is asked by the day of a milestone, and what was known of it."""
    track = plane.track
    value = dict(zip(plane.days, plane.actual, strict=True)).get(at(one.day))
    said = {"when": day_text(one.day), "asked": exact(one.value, track.kpi.unit, plane.currency)}
    if value is None:
        return {**said, "then": "still to come" if _is_ahead(one, plane) else "not known"}
    reached = {Sense.AT_LEAST: value >= one.value, Sense.AT_MOST: value <= one.value}.get(track.sense)
    verdict = {True: ", reached", False: ", not reached", None: ""}[reached]
    return {**said, "then": f"{exact(value, track.kpi.unit, plane.currency)}{verdict}"}


def _named(shown: list[Milestone], plane: Plane, wide: Room, phone: Room) -> list[dict[str, object]]:
    """Choose a side for the value of each milestone that has a free one; `narrow` are those free on a phone too."""
    rows: list[dict[str, object]] = []
    for one in shown:
        words = plane.written(one.value)
        along, up = plane.along(at(one.day)), plane.scale.along(one.value)
        spots = [
            Spot(along, up, dx, dy, "left" if dx > 0 else "right")
            for dy in (-_BESIDE, _BESIDE)
            for dx in (-_BESIDE, _BESIDE)
        ]
        spot, weight = wide.best(len(words), spots)
        if weight:
            continue
        wide.take(len(words), spot)
        narrow = phone.best(len(words), [spot])[1] == 0
        if narrow:
            phone.take(len(words), spot)
        rows.append({"x": at(one.day), "y": one.value, "says": words, "dx": spot.dx, "dy": spot.dy, "narrow": narrow})
    return rows


def _words(named: list[dict[str, object]], plane: Plane) -> list[Specification]:
    mark = {
        "type": "text",
        "fontSize": 11,
        "baseline": "middle",
        "align": {"expr": "datum.dx > 0 ? 'left' : 'right'"},
        "dx": {"expr": "datum.dx"},
        "dy": {"expr": "datum.dy"},
        "text": {"expr": "phone && !datum.narrow ? '' : datum.says"},
    }
    halo = {**mark, "color": GROUND, "stroke": GROUND, "strokeWidth": 3, "opacity": 0.85}
    return [layer(named, halo, x=plane.x, y=plane.y), layer(named, {**mark, "color": INK}, x=plane.x, y=plane.y)]
