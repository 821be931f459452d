"""Two KPIs beside each other: two small charts over the same time, or a dot a step with the newest marked."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import time_axis
from kpi.charts.drawing import INK, MAIN, MUTED, Drawing, Specification, drawn, hover, layer, nothing, tooltip
from kpi.charts.marks import MOST_BARS, bars, curves
from kpi.charts.moments import Dated, drawn_rules, moments_between, room_for
from kpi.charts.series import Line, Steps, numbers, steps_of
from kpi.charts.values import ValueAxis, value_axis
from kpi.formats import exact, period_text
from kpi.insight.beside import Beside
from kpi.palette import NEUTRAL

SMALL: Final = 190
TALL: Final = 340
_TITLE: Final = 28
_PLOT: Final = 120
_LINES: Final = 3
_EXTENT: Final = 62
_LONGEST: Final = 46


def overlay(
    found: Beside, *, breaks: tuple[Sequence[Dated], Sequence[Dated]] = ((), ()), currency: str = ""
) -> tuple[Drawing, ...]:
    """Draw each KPI on an axis of its own, one above the other over the same steps; a touch tells both.

    An axis for both would let their crossing mean something. Steps that are not known of both stay gaps. `breaks` are
    those of the first and of the second KPI.
    """
    if not found.known:
        return (nothing("Nothing is known of both", height=SMALL),)
    steps = steps_of(found.steps, found.step)
    told = _touched(found, steps, currency)
    return tuple(
        _small(found, name, kpi, steps, told, of, currency)
        for name, kpi, of in zip(("first", "second"), (found.first, found.second), breaks, strict=True)
    )


def scatter(found: Beside, *, currency: str = "") -> Drawing:
    """Draw a dot for each step that is known of both; the newest is marked, the older the paler."""
    known = found.steps.dropna(subset=["first", "second"])
    if known.empty:
        return nothing("Nothing is known of both", height=TALL)
    axes = [
        value_axis(known[name].tolist(), kpi.unit, from_zero=False)
        for name, kpi in (("first", found.first), ("second", found.second))
    ]
    rows = _dots(known, found, currency)
    x, y = (
        _value_axis(field, axis, kpi, currency)
        for field, axis, kpi in zip(("x", "y"), axes, (found.first, found.second), strict=True)
    )
    tip = tooltip(
        when=found.step.called.capitalize(), first=_short(found.first.label), second=_short(found.second.label)
    )
    dot = {"type": "point", "filled": True, "size": 70}
    age = {"field": "age", "type": "quantitative", "scale": None}
    words = {"type": "text", "color": INK, "fontWeight": 600, "dy": -13, "align": {"expr": "datum.side"}}
    layers = [
        layer(rows[:-1], {**dot, "color": NEUTRAL}, x=x, y=y, opacity=age, tooltip=tip),
        layer(rows[-1:], {**dot, "size": 120, "color": MAIN, "opacity": 1}, x=x, y=y, tooltip=tip),
        layer(rows[-1:], words, x=x, y=y, text={"field": "when"}),
    ]
    return drawn(layers, height=TALL)


def _small(
    found: Beside,
    name: str,
    kpi: Kpi,
    steps: Steps,
    told: Sequence[dict[str, Any]],
    breaks: Sequence[Dated],
    currency: str,
) -> Drawing:
    line = Line(kpi.label, numbers(found.steps[name]), [False] * len(found.steps))
    as_bars = behaves(kpi) is Behaves.FLOW and len(steps.starts) <= MOST_BARS
    span = (steps.begins[0], steps.afters[-1])
    broken = moments_between(breaks, *span)
    scale = value_axis(line.known, kpi.unit, from_zero=as_bars, lines=_LINES).with_room(room_for(broken, _PLOT))
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": list(span), "nice": False, "zero": False},
        "axis": time_axis(steps.middles, steps.starts, found.step),
    }
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    extent = {"minExtent": _EXTENT, "maxExtent": _EXTENT}
    shade = MAIN if name == "first" else INK
    layers = [
        layer([], {"type": "point"}, x=x, y={**y, "axis": {**scale.axis(kpi.unit, currency), **extent}}),
        *(bars(line, None, steps, x, y, shade=shade) if as_bars else curves([line], steps, x, y, shade=shade)),
        _title(kpi.label),
        hover(told, x, shade=[{"test": "datum.void", "value": 0.06}], tip=_tip(found)),
        *drawn_rules(broken, x, says="Break"),
    ]
    padding = {"left": 0, "right": 8, "top": _TITLE, "bottom": 4}
    return drawn(layers, height=SMALL - _TITLE, padding=padding, resolve={"axis": {"y": "independent"}})


def _touched(found: Beside, steps: Steps, currency: str) -> list[dict[str, Any]]:
    """Say both values of each step, for the band that a touch meets."""
    values = [
        [exact(value, kpi.unit, currency) if value is not None else "not known of both" for value in numbers(column)]
        for column, kpi in ((found.steps["first"], found.first), (found.steps["second"], found.second))
    ]
    void = found.steps["first"].isna().tolist()
    told = zip(steps.begins, steps.afters, steps.words, *values, void, strict=True)
    return [dict(zip(("x", "x2", "when", "first", "second", "void"), row, strict=True)) for row in told]


def _tip(found: Beside) -> list[Specification]:
    return tooltip(when=found.step.called.capitalize(), first=found.first.label, second=found.second.label)


def _dots(known: pd.DataFrame, found: Beside, currency: str) -> list[dict[str, Any]]:
    """Give the dots, the oldest first; the newest names its step, on the side that has room."""
    middle = (known["first"].min() + known["first"].max()) / 2
    rows = []
    shares = np.linspace(0.25, 0.85, len(known)).tolist()
    for (_, row), age in zip(known.iterrows(), shares, strict=True):
        rows.append(
            {
                "x": row["first"],
                "y": row["second"],
                "age": age,
                "when": period_text(row["start"].date(), row["end"].date()),
                "first": exact(row["first"], found.first.unit, currency),
                "second": exact(row["second"], found.second.unit, currency),
                "side": "right" if row["first"] > middle else "left",
            }
        )
    return rows


def _value_axis(field: str, scale: ValueAxis, kpi: Kpi, currency: str) -> Specification:
    """Give an axis of values with its KPI's name: under the dots, or above them where it would else stand on end."""
    titled = {"titleColor": MUTED, "titleFontSize": 12, "titleFontWeight": 400, "title": _short(kpi.label)}
    if field == "y":
        titled |= {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": 0, "titleY": -10}
    else:
        titled |= {"titlePadding": 8, "grid": True}
    axis = {**scale.axis(kpi.unit, currency), **titled}
    return {"field": field, "type": "quantitative", "scale": scale.scale, "axis": axis}


def _title(words: str) -> Specification:
    """Write the name of a small chart above its left end."""
    name = {"type": "text", "align": "left", "baseline": "middle", "x": 0, "y": -14, "color": INK}
    name |= {"fontSize": 13, "fontWeight": 600, "text": words, "limit": {"expr": "width"}}
    return {"data": {"values": [{}]}, "mark": name}


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
