"""Marks of days on a time axis: where counting changed, and what is worth a remark."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from kpi.charts.axes import at
from kpi.charts.drawing import MUTED, Specification, layer, tooltip
from kpi.formats import day_text
from kpi.palette import RULE

Moment = tuple[date, str]
_WORDS_WIDE: Final = 0.35


def drawn_breaks(rows: Sequence[dict[str, Any]], x: Specification) -> list[Specification]:
    """Mark where something begins to be counted differently: a dashed rule with its words."""
    if not rows:
        return []
    layers = [layer(rows, {"type": "rule", "color": RULE, "strokeDash": [3, 3], "strokeWidth": 1.25}, x=x)]
    for flipped in (False, True):
        side = [row for row in rows if row["flipped"] is flipped]
        mark = {
            "type": "text",
            "color": MUTED,
            "align": "right" if flipped else "left",
            "dx": -6 if flipped else 6,
            "dy": {"expr": "1 + 17 * datum.row"},
            "baseline": "top",
            "fontSize": {"expr": "phone ? 11 : 12"},
            "limit": {"expr": "width * (datum.flipped ? datum.along : 1 - datum.along) - 6"},
        }
        words = {"text": {"field": "says"}, "tooltip": tooltip(when="From", says="Break")}
        layers += [layer(side, mark, x=x, y={"value": 0}, **words)] if side else []
    return layers


def drawn_notes(rows: Sequence[dict[str, Any]], x: Specification) -> list[Specification]:
    """Mark days worth a remark by a quiet sign at the foot that speaks when touched."""
    sign = {
        "type": "point",
        "shape": "triangle-up",
        "filled": True,
        "size": 64,
        "color": MUTED,
        "opacity": 1,
        "yOffset": 7,
    }
    tip = tooltip(when="Day", says="Note")
    return [layer(rows, sign, x=x, y={"value": "height"}, tooltip=tip)] if rows else []


def moments_between(moments: Sequence[Moment], begin: int, after: int) -> list[dict[str, Any]]:
    """Keep the moments that the chart shows, and stack the words of those that stand close."""
    rows: list[dict[str, Any]] = []
    for day, words in sorted(moments):
        place = at(day)
        if not begin <= place < after:
            continue
        near = bool(rows) and place - rows[-1]["x"] < (after - begin) * _WORDS_WIDE
        row = (rows[-1]["row"] + 1) if near else 0
        along = (place - begin) / (after - begin)
        told = {"says": words, "when": day_text(day)}
        rows.append({"x": place, **told, "row": row, "along": along, "flipped": along > 1 / 2})
    return rows
