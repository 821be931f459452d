"""What organic impressions would have cost as ads, channel by channel."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from kpi.catalogue.metrics import Unit
from kpi.charts.axes import labelled
from kpi.charts.drawing import INK, Drawing, drawn, layer, nothing, tooltip
from kpi.formats import exact, short
from kpi.palette import CHANNEL_COLOURS, NEUTRAL

_ROW: Final = 40
_MARGIN: Final = 16


def cost_by_channel(frame: pd.DataFrame, currency: str) -> Drawing:
    """Draw the cost of each channel, dearest first, with its low and high end as a line across.

    `frame` has a row a channel: channel, low, base, high, impressions, cpm. A channel without a CPM is not in it.
    """
    ordered = frame.dropna(subset=["base"]).sort_values(["base", "channel"], ascending=[False, True])
    if ordered.empty:
        return nothing("No channel has a CPM yet", height=_ROW * 3)
    rows = [
        _row({str(key): value for key, value in channel.items()}, currency) for channel in ordered.to_dict("records")
    ]
    names = [row["channel"] for row in rows]
    order = {"field": "channel", "type": "nominal", "sort": names, "scale": {"domain": names}}
    y = {**order, "axis": {"orient": "left", "labelColor": INK, "grid": False, "labelFontSize": 13, "labelLimit": 130}}
    amounts = labelled(
        names, [row["short"] for row in rows], orient="right", grid=False, labelColor=INK, labelFontSize=13
    )
    amounts |= {"labelFontWeight": 600}
    top = max(1e-9, *(max(row["high"], row["base"]) for row in rows))
    scale = {"domain": [0, top], "nice": False}
    x = {"field": "base", "type": "quantitative", "scale": scale, "axis": None}
    tip = tooltip(channel="Channel", cost="Base", range="Low to high", seen="Impressions", price="CPM")
    tints = [CHANNEL_COLOURS.get(name, NEUTRAL) for name in names]
    colour = {"field": "channel", "type": "nominal", "scale": {"domain": names, "range": tints}, "legend": None}
    ends = {"type": "rule", "color": INK, "strokeWidth": 1.5}
    low_to_high = {"x": {**x, "field": "low"}, "x2": {"field": "high"}}
    layers = [
        layer(rows, {"type": "bar", "height": 18, "cornerRadiusEnd": 3}, x=x, y=y, color=colour, tooltip=tip),
        layer(rows, ends, **low_to_high, y={**order, "axis": amounts}, tooltip=tip),
        *(
            layer(rows, {"type": "tick", "orient": "vertical", "size": 9, "thickness": 1.5, "color": INK, "opacity": 1},
                  x={**x, "field": end}, y={**order, "axis": None}, tooltip=tip)
            for end in ("low", "high")
        ),
    ]  # fmt: skip
    return drawn(layers, height=_ROW * len(rows) + _MARGIN, resolve={"axis": {"y": "independent"}})


def _row(channel: Mapping[str, Any], currency: str) -> dict[str, Any]:
    low, base, high = (float(channel[end]) for end in ("low", "base", "high"))
    return {
        "channel": str(channel["channel"]),
        "low": low,
        "base": base,
        "high": high,
        "short": short(base, Unit.MONEY, currency),
        "cost": exact(base, Unit.MONEY, currency),
        "range": f"{exact(low, Unit.MONEY, currency)} to {exact(high, Unit.MONEY, currency)}",
        "seen": exact(float(channel["impressions"]), Unit.COUNT),
        "price": exact(float(channel["cpm"]), Unit.MONEY, currency),
    }
