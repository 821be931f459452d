"""The actions of a target: bars in lanes under its plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from kpi.charts.axes import at
from kpi.charts.drawing import INK, MAIN, MUTED, Specification, layer, tooltip
from kpi.formats import period_text
from kpi.targets.target import Action, State, Target

_LANE, _BAR = 20, 16
_THIN_LANE, _THIN_BAR = 7, 5
_MOST_LANES, _MOST_THIN = 3, 9
_GAP: Final = 6
_ROOM_FOR_WORDS: Final = 0.13
_LEAST_WORDS: Final = 40
_DAY: Final = timedelta(days=1)
_SIGNS: Final = {State.DONE: "✓ ", State.DROPPED: "✕ "}


@dataclass(frozen=True, slots=True)
class Lanes:
    """Actions in lanes of which no two in one overlap; `left_out` are those that found none."""

    rows: tuple[dict[str, Any], ...]
    count: int
    left_out: int
    thin: bool

    @property
    def height(self) -> int:
        """Give the room in pixels that the lanes need, with the line that counts what was left out."""
        lanes = self.count * (_THIN_LANE if self.thin else _LANE)
        return lanes + (_GAP if self.rows else 0) + (_LANE if self.left_out else 0)


def lanes_of(target: Target, begin: int, end: int) -> Lanes:
    """Lay the actions of a target in lanes: with their words while they are few, else as thin bars."""
    shown = sorted(
        (one for one in target.actions if at(one.start) < end and at(one.end + _DAY) > begin),
        key=lambda one: (one.start, one.end, one.title),
    )
    few = _laid(shown, begin, end, most=_MOST_LANES, room=_ROOM_FOR_WORDS)
    return few if not few.left_out else _laid(shown, begin, end, most=_MOST_THIN, room=0.0)


def _laid(actions: Sequence[Action], begin: int, end: int, *, most: int, room: float) -> Lanes:
    """Put each action into the first lane that is free from its begin on, for its days and so much room for words."""
    free, rows, left_out = [0.0] * most, [], 0
    last: dict[int, dict[str, Any]] = {}
    for one in actions:
        first, after = (_share(at(day), begin, end) for day in (one.start, one.end + _DAY))
        lane = next((lane for lane, until in enumerate(free) if until <= first), None)
        if lane is None:
            left_out += 1
            continue
        if lane in last:
            last[lane]["room"] = first - last[lane]["along"]
        free[lane] = max(after, min(1.0, first + room))
        last[lane] = _row(one, lane, begin, end, first)
        rows.append(last[lane])
    return Lanes(tuple(rows), len(last), left_out, thin=not room)


def _row(one: Action, lane: int, begin: int, end: int, first: float) -> dict[str, Any]:
    title = " ".join(one.title.split())
    return {
        "x": max(begin, at(one.start)),
        "x2": min(end, at(one.end + _DAY)),
        "lane": lane,
        "along": first,
        "room": 1 - first,
        "says": f"{_SIGNS.get(one.state, '')}{title}",
        "what": title,
        "when": period_text(one.start, one.end),
        "who": one.owner or "nobody named",
        "state": one.state.value,
    }


def drawn_actions(lanes: Lanes, x: Specification, *, below: int) -> list[Specification]:
    """Draw the lanes so many pixels below the plot: filled what runs or ran, dashed what is planned or dropped."""
    if not lanes.rows:
        return []
    step, high = (_THIN_LANE, _THIN_BAR) if lanes.thin else (_LANE, _BAR)
    top = f"height + {below + _GAP} + {step} * datum.lane"
    middle = {"value": {"expr": f"{top} + {high / 2}"}}
    bar = {"type": "bar", "orient": "horizontal", "height": high, "cornerRadius": 3, "stroke": MAIN, "color": MAIN}
    fills = {State.DOING: 0.3, State.DONE: 0.55 if lanes.thin else 0.16}
    shown = [{"test": f"datum.state === '{state.value}'", "value": fill} for state, fill in fills.items()]
    dashed = {"test": f"indexof({[State.PLANNED.value, State.DROPPED.value]}, datum.state) >= 0", "value": [3, 2]}
    layers = [
        layer(
            lanes.rows,
            bar,
            x=x,
            x2={"field": "x2"},
            y=middle,
            fillOpacity={"condition": shown, "value": 0.04},
            strokeDash={"condition": dashed, "value": [1, 0]},
            strokeOpacity={"condition": {"test": f"datum.state === '{State.DROPPED.value}'", "value": 0.4}, "value": 1},
            tooltip=tooltip(what="Action", when="Days", who="Owner", state="State"),
        )
    ]
    if not lanes.thin:
        layers.append(_words(lanes, x, middle))
    if lanes.left_out:
        layers.append(_left_out(lanes, below))
    return layers


def _words(lanes: Lanes, x: Specification, middle: Specification) -> Specification:
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "fontSize": 11,
        "dx": 5,
        "color": INK,
        "limit": {"expr": "max(1, datum.room * width - 9)"},
        "text": {"expr": f"datum.room * width < {_LEAST_WORDS} ? '' : datum.says"},
    }
    return layer(lanes.rows, mark, x=x, y=middle)


def _left_out(lanes: Lanes, below: int) -> Specification:
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": MUTED}
    mark["text"] = f"and {lanes.left_out} more actions on these days"
    down = below + _GAP + _THIN_LANE * lanes.count + _LANE / 2
    return layer([{}], mark, x={"value": 0}, y={"value": {"expr": f"height + {down}"}})


def _share(place: int, begin: int, end: int) -> float:
    return (max(begin, min(end, place)) - begin) / (end - begin)
