"""The highest rows of a table, as quiet bars."""

from typing import Final

import pandas as pd

from kpi.catalogue.metrics import Unit
from kpi.charts.axes import labelled
from kpi.charts.drawing import INK, MAIN, Drawing, drawn, layer, nothing, tooltip
from kpi.formats import exact, short

_ROW: Final = 28
_MARGIN: Final = 12
_LONGEST: Final = 44


def ranking(frame: pd.DataFrame, *, name: str, value: str, share: bool) -> Drawing:
    """Draw rows as bars in the order given, each with its value at the right; nothing is added up.

    `frame` has columns name and value; `name` and `value` are the words for them; a `share` is a fraction of one.
    """
    if frame.empty:
        return nothing("No numbers in this table", height=_ROW * 3)
    unit = Unit.PERCENT if share else Unit.COUNT
    values = [float(number) for number in frame["value"]]
    places = list(range(len(values)))
    words = [_shortened(str(text)) for text in frame["name"]]
    rows = [
        {"place": place, "value": number, "name": str(text), "exact": exact(number, unit)}
        for place, number, text in zip(places, values, frame["name"], strict=True)
    ]
    order = {"field": "place", "type": "ordinal", "scale": {"domain": places, "paddingInner": 0.3}}
    y = {**order, "axis": labelled(places, words, orient="left", grid=False, labelColor=INK, labelLimit=260)}
    amounts = [short(number, unit) for number in values]
    right = labelled(places, amounts, orient="right", grid=False, labelColor=INK, labelFontWeight=600)
    scale = {"domain": [min(0.0, *values), max(1e-9, *values)], "nice": False}
    x = {"field": "value", "type": "quantitative", "scale": scale, "axis": None}
    tip = tooltip(name=name, exact=value)
    bar = {"type": "bar", "cornerRadiusEnd": 3, "color": MAIN, "opacity": 0.75}
    layers = [
        layer(rows, bar, x=x, y=y, tooltip=tip),
        layer(rows, {"type": "point", "opacity": 0, "color": INK}, x=x, y={**order, "axis": right}, tooltip=tip),
    ]
    return drawn(layers, height=_ROW * len(rows) + _MARGIN, resolve={"axis": {"y": "independent"}})


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
