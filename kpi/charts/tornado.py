"""What moves an estimate most: one drawing for all data, and its rows."""

from collections.abc import Sequence
from typing import Any, Final

from kpi.catalogue.metrics import Unit
from kpi.charts.drawing import INK, MAIN, MUTED, Drawing, Specification, drawn, tooltip
from kpi.formats import exact, move_text
from kpi.lab import Input, Swing
from kpi.palette import NEUTRAL

MOST_SWINGS: Final = 8
"""The widest swings are drawn; what moves less is not worth a bar."""
_STEP: Final = 44
_BAR: Final = {"type": "bar", "height": 11, "yOffset": 9}
_WORDS: Final = {"type": "text", "baseline": "middle", "yOffset": -7, "fontSize": 12}
_SAID: Final = {"expr": "phone ? datum.input : datum.says"}  # the ends stand in the tooltip as well
_Y: Final = {"field": "input", "type": "nominal", "sort": None, "axis": None}


def _x(field: str) -> Specification:
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"nice": False}}


def _layers() -> list[Specification]:
    tip = tooltip(input="Input", ends="From, to", at_low="Cost at the low end", at_high="Cost at the high end")
    zero = {"x2": {"field": "zero"}, "tooltip": tip}
    marks: list[tuple[Specification, Specification]] = [
        ({"type": "point", "opacity": 0}, {"x": _x("end")}),  # gives the axis an end where nothing moves
        ({**_BAR, "color": NEUTRAL, "cornerRadiusEnd": 3}, {"x": _x("below"), **zero}),
        ({**_BAR, "color": MAIN, "cornerRadiusEnd": 3}, {"x": _x("above"), **zero}),
        (
            {
                "type": "tick",
                "orient": "vertical",
                "size": 19,
                "thickness": 1.5,
                "color": INK,
                "opacity": 1,
                "yOffset": 9,
            },
            {"x": _x("zero"), "tooltip": tip},
        ),
        ({**_WORDS, "align": "left", "color": MUTED, "text": _SAID}, {"x": {"value": 0}}),
        ({**_WORDS, "align": "right", "color": INK}, {"x": {"value": "width"}, "text": {"field": "moves"}}),
    ]
    return [{"mark": mark, "encoding": {"y": _Y, **encoding}} for mark, encoding in marks]


TORNADO: Final[Drawing] = drawn(_layers(), height={"step": _STEP})
"""Bars to either side of the estimate as it is tried; the rows are those of `tornado_rows`, the widest first."""


def tornado_rows(swings: Sequence[Swing], base: float, currency: str) -> list[dict[str, Any]]:
    """Give a row for each of the widest swings, as differences from the estimate as it is tried."""
    return [_row(swing, base, currency) for swing in swings[:MOST_SWINGS]]


def _row(swing: Swing, base: float, currency: str) -> dict[str, Any]:
    below, above = min(swing.low - base, 0.0), max(swing.high - base, 0.0)
    what = f"{'CPM' if swing.what is Input.CPM else 'Growth'} of {swing.channel}"
    ends = " to ".join(_end(swing.what, end, currency) for end in (swing.at_low, swing.at_high))
    return {
        "input": what,
        "below": below,
        "above": above,
        "zero": 0.0,
        "end": above or 1.0,
        "says": f"{what}, {ends}",
        "moves": f"{move_text(below, Unit.MONEY, currency)} to {move_text(above, Unit.MONEY, currency)}",
        "ends": ends,
        "at_low": exact(swing.low, Unit.MONEY, currency),
        "at_high": exact(swing.high, Unit.MONEY, currency),
    }


def _end(what: Input, end: float, currency: str) -> str:
    if what is Input.CPM:
        return exact(end, Unit.MONEY, currency)
    return f"{'+' if end > 0 else ''}{exact(end, Unit.PERCENT)}"
