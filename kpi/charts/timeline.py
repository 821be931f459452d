"""Of which days one file speaks: a thin line."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kpi.charts.axes import at
from kpi.charts.drawing import MUTED, Drawing, drawn, layer, tooltip
from kpi.formats import period_text
from kpi.palette import CHANNEL_COLOURS, NEUTRAL

_HEIGHT: Final = 14
_DAY: Final = timedelta(days=1)

Stretch = tuple[date, date]


def timeline(stretches: Sequence[Stretch], within: Stretch, *, channel: str) -> Drawing:
    """Draw stretches of days (the first and the last of each) on a line that runs over the days `within`."""
    rows = [{"from": at(first), "to": at(last + _DAY), "days": period_text(first, last)} for first, last in stretches]
    scale = {"domain": [at(within[0]), at(within[1] + _DAY)], "nice": False}
    x = {"field": "from", "type": "quantitative", "scale": scale, "axis": None}
    whole = [{"from": at(within[0]), "to": at(within[1] + _DAY)}]
    place = {"x": x, "x2": {"field": "to"}, "y": {"value": _HEIGHT / 2 - 3}, "y2": {"value": _HEIGHT / 2 + 3}}
    bar = {"type": "rect", "cornerRadius": 3}
    colour = CHANNEL_COLOURS.get(channel, NEUTRAL)
    layers = [
        layer(whole, {**bar, "color": MUTED, "opacity": 0.15}, **place),
        layer(rows, {**bar, "color": colour}, **place, tooltip=tooltip(days="Covers")),
    ]
    return drawn(layers, height=_HEIGHT)
