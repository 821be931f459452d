"""What organic impressions would have cost as ads, channel by channel: one drawing for all data, and its rows."""

from typing import Any, Final

from kpi.catalogue.metrics import Unit
from kpi.charts.drawing import INK, MUTED, Drawing, Specification, drawn, tooltip
from kpi.formats import exact, short
from kpi.lab import Estimate, Part
from kpi.palette import CHANNEL_COLOURS

_STEP: Final = 48
_BAR: Final = {"height": 12, "yOffset": 10}
_WORDS: Final = {"type": "text", "baseline": "middle", "yOffset": -8, "fontSize": 13}
_Y: Final = {"field": "channel", "type": "nominal", "sort": None, "axis": None}


def _x(field: str) -> Specification:
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domainMin": 0, "nice": False}}


def _layers() -> list[Specification]:
    tip = tooltip(channel="Channel", cost="Base", range="Low to high", seen="Impressions", price="CPM")
    tints = {"domain": list(CHANNEL_COLOURS), "range": list(CHANNEL_COLOURS.values())}
    colour = {"field": "channel", "type": "nominal", "scale": tints, "legend": None}
    tick = {"type": "tick", "orient": "vertical", "size": 9, "thickness": 1.5, "color": INK, "opacity": 1}
    marks: list[tuple[Specification, Specification]] = [
        ({"type": "point", "opacity": 0}, {"x": _x("top")}),  # gives the axis an end where all costs are zero
        ({"type": "bar", "cornerRadiusEnd": 3, **_BAR}, {"x": _x("base"), "color": colour, "tooltip": tip}),
        (
            {"type": "rule", "color": INK, "strokeWidth": 1.5, "yOffset": 10},
            {"x": _x("low"), "x2": {"field": "high"}, "tooltip": tip},
        ),
        *(({**tick, "yOffset": 10}, {"x": _x(end), "tooltip": tip}) for end in ("low", "high")),
        ({**_WORDS, "align": "left", "color": MUTED}, {"x": {"value": 0}, "text": {"field": "made_of"}}),
        (
            {**_WORDS, "align": "right", "color": INK, "fontWeight": 600},
            {"x": {"value": "width"}, "text": {"field": "amount"}},
        ),
    ]
    return [{"mark": mark, "encoding": {"y": _Y, **encoding}} for mark, encoding in marks]


COST: Final[Drawing] = drawn(_layers(), height={"step": _STEP})
"""Bars with their low and high end as a line across; the rows are those of `cost_rows`, in their order."""


def cost_rows(answer: Estimate) -> list[dict[str, Any]]:
    """Give a row a channel that has a CPM, in the order of the catalogue, so that no bar jumps as it grows."""
    return [_row(part, answer.currency) for part in answer.parts]


def _row(part: Part, currency: str) -> dict[str, Any]:
    low, base, high = part.cost.low, part.cost.base, part.cost.high
    price = exact(part.cpm.base, Unit.MONEY, currency)
    return {
        "channel": part.channel,
        "low": low,
        "base": base,
        "high": high,
        "top": high or 1.0,
        "made_of": f"{part.channel} · {short(part.impressions, Unit.COUNT)} at {price}",
        "amount": short(base, Unit.MONEY, currency),
        "cost": exact(base, Unit.MONEY, currency),
        "range": f"{exact(low, Unit.MONEY, currency)} to {exact(high, Unit.MONEY, currency)}",
        "seen": exact(part.impressions, Unit.COUNT),
        "price": price,
    }
