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
    top = {"value": {"expr": f"{_LINE} * datum.row + {_LINE - 3}"}}
    return [
        layer(rows, rule, x=x, y=top, y2={"value": "height"}),
        layer(rows, words, x=x, y={"value": 0}, text={"field": "says"}, tooltip=tip),
    ]


def drawn_notes(rows: Sequence[dict[str, Any]], x: Specification) -> list[Specification]:
    """Mark days worth a remark by a quiet sign at the foot that speaks when touched."""
    sign = {"type": "point", "shape": "triangle-up", "filled": True, "size": 64, "yOffset": 7}
    shown = {**sign, "color": MUTED, "opacity": 1}
    tip = tooltip(when="Day", says="Note")
    return [layer(rows, shown, x=x, y={"value": "height"}, tooltip=tip)] if rows else []


def moments_between(moments: Sequence[Moment], begin: int, after: int) -> list[dict[str, Any]]:
    """Keep the moments that the chart shows, and stack the words of those that stand close."""
    rows: list[dict[str, Any]] = []
    for day, words in sorted(moments):
        place = at(day)
        if not begin <= place < after:
            continue
        near = bool(rows) and place - rows[-1]["x"] < (after - begin) * _BESIDE
        row = (rows[-1]["row"] + 1) if near else 0
        along = (place - begin) / (after - begin)
        rows.append(
            {"x": place, "says": words, "when": day_text(day), "row": row, "along": along, "letters": len(words)}
        )
    return rows


def room_for(rows: Sequence[dict[str, Any]]) -> float:
    """Say which share of the height the words of moments need above the drawing."""
    return ROOM * (1 + max(row["row"] for row in rows)) if rows else 0.0
