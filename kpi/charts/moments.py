"""Marks of days on a time axis: where counting changed, where the data ends, what is worth a remark."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from kpi.charts.axes import at
from kpi.charts.drawing import MUTED, Specification, layer, tooltip
from kpi.formats import day_text
from kpi.palette import RULE

Moment = tuple[date, str]
ROOM: Final = 0.08
"""The share of a chart's height that a line of words takes."""
_LINES: Final = 3
_LINE: Final = 17
_LETTER: Final = 6.4
_BESIDE: Final = 0.35


def drawn_rules(rows: Sequence[dict[str, Any]], x: Specification, *, says: str) -> list[Specification]:
    """Mark days by dashed rules with their words on top, shifted so that they stay inside; `says` heads the tooltip."""
    if not rows:
        return []
    rule = {"type": "rule", "color": RULE, "strokeDash": [3, 3], "strokeWidth": 1.25}
    words = {
        "type": "text",
        "color": MUTED,
        "align": "left",
        "baseline": "top",
        "fontSize": {"expr": "phone ? 11 : 12"},
        "dx": {"expr": f"-clamp({_LETTER} * datum.letters - (1 - datum.along) * width, 0, datum.along * width)"},
        "dy": {"expr": f"{_LINE} * datum.row"},
        "limit": {"expr": "width"},
    }
    tip = tooltip(when="Day", says=says)
    top = {"value": {"expr": f"{_LINE} * min(datum.row, {_LINES - 1}) + {_LINE - 3}"}}
    return [
        layer(rows, rule, x=x, y=top, y2={"value": "height"}, tooltip=tip),
        layer(rows, words, x=x, y={"value": 0}, text={"field": "shown"}, tooltip=tip),
    ]


def drawn_notes(rows: Sequence[dict[str, Any]], x: Specification) -> list[Specification]:
    """Mark days worth a remark by a quiet sign at the foot that speaks when touched."""
    sign = {"type": "point", "shape": "triangle-up", "filled": True, "size": 64, "yOffset": 7}
    shown = {**sign, "color": MUTED, "opacity": 1}
    tip = tooltip(when="Day", says="Note")
    return [layer(rows, shown, x=x, y={"value": "height"}, tooltip=tip)] if rows else []


def moments_between(moments: Sequence[Moment], begin: int, after: int) -> list[dict[str, Any]]:
    """Keep the moments that the chart shows, one a day; stack the words of close ones, three lines at most.

    What finds no line keeps its mark and speaks when touched.
    """
    by_day: dict[int, list[Moment]] = {}
    for day, words in sorted(moments):
        if begin <= at(day) < after:
            by_day.setdefault(at(day), []).append((day, words))
    rows: list[dict[str, Any]] = []
    for place, told in by_day.items():
        near = bool(rows) and place - rows[-1]["x"] < (after - begin) * _BESIDE
        row = (rows[-1]["row"] + 1) if near else 0
        says = "; ".join(dict.fromkeys(words for _, words in told))
        shown = says if row < _LINES else ""
        along = (place - begin) / (after - begin)
        rows.append(
            {
                "x": place,
                "says": says,
                "shown": shown,
                "letters": len(shown),
                "when": day_text(told[0][0]),
                "row": row,
                "along": along,
            }
        )
    return rows


def room_for(rows: Sequence[dict[str, Any]]) -> float:
    """Say which share of the height the words of moments need above the drawing."""
    return ROOM * min(_LINES, 1 + max(row["row"] for row in rows)) if rows else 0.0
