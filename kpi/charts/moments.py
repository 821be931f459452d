"""Moments on a time axis: days from which on something is counted otherwise, or on which the data ends."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from kpi.charts.axes import at
from kpi.charts.drawing import GROUND, MUTED, Specification, layer, tooltip
from kpi.formats import day_text
from kpi.palette import RULE

_MOST_LINES: Final = 3
_LINE: Final = 17
_LETTER: Final = 6.4
_ROW: Final = "(phone ? datum.narrow : datum.wide)"
_OF_CHANNELS: Final = ("channel", "account")
_WIDTHS: Final = {"wide": 600, "narrow": 300}


class Moment(NamedTuple):
    """A day, or the days up to `until`, and what is to be said of it; no channel means all of them."""

    day: date
    says: str
    until: date | None = None
    channel: str = ""


Dated = Moment | tuple[date, str]
"""A moment, or no more than its day and its words."""


def concerning(moments: Sequence[Dated], split: str, names: Collection[str]) -> list[Moment]:
    """Keep what concerns a chart: split by channel or account it says nothing of channels that it does not show."""
    told = [Moment(*moment) for moment in moments]
    return [one for one in told if split not in _OF_CHANNELS or _is_about(one, names)]


def _is_about(moment: Moment, names: Collection[str]) -> bool:
    """Tell whether a moment is about one of some lines: a channel, or an account with its channel in brackets."""
    return moment.channel == "" or any(name == moment.channel or name.endswith(f"({moment.channel})") for name in names)


def drawn_rules(rows: Sequence[dict[str, Any]], x: Specification, *, says: str) -> list[Specification]:
    """Mark days by dashed rules with their words on top, shifted so that they stay inside; `says` heads the tooltip."""
    if not rows:
        return []
    rule = {"type": "rule", "strokeDash": [3, 3], "strokeWidth": 1.5}
    words = {
        "type": "text",
        "color": MUTED,
        "align": "left",
        "baseline": "top",
        "fontSize": {"expr": "phone ? 11 : 12"},
        "dx": {"expr": f"-clamp({_LETTER} * datum.letters - (1 - datum.along) * width, 0, datum.along * width)"},
        "dy": {"expr": f"{_LINE} * {_ROW}"},
        "limit": {"expr": "width"},
        "text": {"expr": f"{_ROW} < {_MOST_LINES} ? datum.says : ''"},
    }
    halo = {**words, "color": GROUND, "stroke": GROUND, "strokeWidth": 4}
    tip = tooltip(when="Day", says=says)
    top = {"value": {"expr": f"{_LINE} * min({_ROW}, {_MOST_LINES - 1}) + {_LINE - 3}"}}
    tint = {"field": "tint", "type": "nominal", "scale": None}
    return [
        layer(rows, rule, x=x, y=top, y2={"value": "height"}, color=tint, tooltip=tip),
        layer(rows, halo, x=x, y={"value": 0}),
        layer(rows, words, x=x, y={"value": 0}, tooltip=tip),
    ]


def moments_between(
    moments: Sequence[Dated], begin: int, after: int, *, painted: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Keep the moments that the chart shows, one a day; their words stand on lines where they clash with none.

    What finds no line keeps its mark and speaks when touched. A day that is about one channel takes its colour from
    `painted`.
    """
    by_day: dict[int, list[Moment]] = {}
    for moment in sorted((Moment(*moment) for moment in moments), key=lambda one: (one.day, one.says)):
        if begin <= at(moment.day) < after:
            by_day.setdefault(at(moment.day), []).append(moment)
    rows: list[dict[str, Any]] = []
    taken = {name: [-1.0] * _MOST_LINES for name in _WIDTHS}
    for place, told in by_day.items():
        says = "; ".join(dict.fromkeys(one.says for one in told))
        along = (place - begin) / (after - begin)
        lines = {
            name: _line_for(along, (len(says) + 1) * _LETTER / width, taken[name]) for name, width in _WIDTHS.items()
        }
        rows.append(
            {"x": place, "says": says, "letters": len(says), "when": day_text(told[0].day), "along": along}
            | {**lines, "tint": _tint(told, painted or {})}
        )
    return rows


def _line_for(along: float, wide: float, taken: list[float]) -> int:
    """Find the first line on which words so wide have room, and take it; past the last line there is none."""
    left = max(0.0, min(along, 1 - wide))
    row = next((line for line, until in enumerate(taken) if left >= until), len(taken))
    if row < len(taken):
        taken[row] = left + wide
    return row


def _tint(told: Sequence[Moment], painted: Mapping[str, str]) -> str:
    channels = {one.channel for one in told}
    return painted.get(channels.pop(), RULE) if len(channels) == 1 else RULE


def room_for(rows: Sequence[dict[str, Any]], height: int) -> float:
    """Say which share of a plot's height the words of moments need above the drawing."""
    lines = max((row[name] + 1 for row in rows for name in _WIDTHS), default=0)
    return min(_MOST_LINES, lines) * (_LINE + 3) / height
