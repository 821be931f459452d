"""The large chart of a KPI: its values step by step, with gaps where nothing is known."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import ValueAxis, labelled, spread, time_axis, value_axis
from kpi.charts.drawing import (
    GROUND,
    INK,
    MAIN,
    MUTED,
    NOTHING_KNOWN,
    Drawing,
    Shade,
    Specification,
    colours,
    drawn,
    hover,
    layer,
    nothing,
    tooltip,
)
from kpi.charts.moments import Moment, drawn_notes, drawn_rules, moments_between, room_for
from kpi.charts.series import Line, Steps, dots, line_behind, lines_of, runs, steps_of
from kpi.formats import exact, short
from kpi.palette import RULE
from kpi.periods import Step

HEIGHT: Final = 340
_PLOT: Final = 260
_MOST_BARS: Final = 40
_MOST_NAMED: Final = 6
_FEW: Final = 3
_DENSE: Final = 180
_LABEL_GAP: Final = 17
_NOT_COMPLETE: Final = "not complete yet"


def trend(
    series: pd.DataFrame,
    kpi: Kpi,
    *,
    step: Step,
    split: str = "",
    breaks: Sequence[Moment] = (),
    notes: Sequence[Moment] = (),
    currency: str = "",
    compared: str = "before",
) -> Drawing:
    """Draw a KPI over time: bars for what adds up while they are few, else lines; unknown steps stay gaps.

    `series` is what `measure.series` gives: start, end, value, partial and the column named by `split`. A column
    `before` holds the values of the compared period; `compared` is its label. `breaks` are days from which on
    something is counted differently, `notes` are days worth a remark.
    """
    lines = lines_of(series, split)
    if not any(line.known for line in lines):
        return nothing(f"{kpi.label}: {NOTHING_KNOWN} for these days", height=HEIGHT)
    steps = steps_of(series, step)
    behind = None if split else line_behind(series, compared)
    as_bars = behaves(kpi) is Behaves.FLOW and not split and len(steps.starts) <= _MOST_BARS
    values = [value for line in (*lines, *([behind] if behind else [])) for value in line.known]
    scale = value_axis(values, kpi.unit, from_zero=as_bars)
    span = (steps.begins[0], steps.afters[-1])
    broken = moments_between(breaks, *span)
    scale = scale.with_room(room_for(broken))
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": list(span), "nice": False, "zero": False},
        "axis": {**time_axis(steps.middles, steps.starts, step), "labelPadding": 14 if notes else 8},
    }
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    painted = colours(split, [line.name for line in lines])
    ends = _named_ends(lines, behind, scale, painted, split=split)
    layers = [
        _frame(x, {**y, "axis": scale.axis(kpi.unit, currency)}),
        *([_behind_line(behind, steps, x, y)] if behind and not as_bars else []),
        *(_bars(lines[0], behind, steps, x, y) if as_bars else _curves(lines, steps, x, y, painted, split)),
        *([_values(lines[0], steps, kpi, x, y, currency)] if len(lines) == 1 and len(steps.starts) <= _FEW else []),
        *([_frame(x, {**y, "axis": ends})] if ends else []),
        _readings(lines, behind, steps, kpi, x=x, currency=currency),
        *drawn_rules(broken, x, says="Break"),
        *drawn_notes(moments_between(notes, *span), x),
    ]
    return drawn(layers, height=HEIGHT, resolve={"axis": {"y": "independent"}})


def _frame(x: Specification, y: Specification) -> Specification:
    """Carry an axis: an empty layer that only brings its scale."""
    return layer([], {"type": "point"}, x=x, y=y)


def _bars(line: Line, behind: Line | None, steps: Steps, x: Specification, y: Specification) -> list[Specification]:
    """Draw a bar for each step, outlined where it is not complete, and a mark across for the one before."""
    rows = [
        {"x": place, "y": value, "part": partial}
        for place, value, partial in zip(steps.middles, line.numbers, line.partial, strict=True)
        if value is not None
    ]
    slot = f"width / {len(steps.starts)}"
    bar = {"type": "bar", "orient": "vertical", "cornerRadiusEnd": 3, "color": MAIN, "stroke": MAIN}
    size = {"size": {"expr": f"clamp(0.64 * {slot}, 1, 56)"}}
    dash = {"strokeWidth": _if_partial(1.25, 0), "strokeDash": _if_partial([3, 3], [1, 0])}
    layers = [layer(rows, {**bar, **size}, x=x, y=y, fillOpacity=_if_partial(0.2, 0.82), **dash)]
    if min(line.known) < 0:
        layers.insert(0, layer([{"y": 0}], {"type": "rule", "color": RULE}, y=y))
    if behind:
        size = {"size": {"expr": f"clamp(0.86 * {slot}, 2, 76)"}}
        across = {"type": "tick", "orient": "horizontal", "thickness": 2, "opacity": 1, **size}
        layers.append(layer(runs(behind, steps.middles), across, x=x, y=y, color=_named(behind, MUTED)))
    return layers


def _values(line: Line, steps: Steps, kpi: Kpi, x: Specification, y: Specification, currency: str) -> Specification:
    """Write the values of the very few steps there are over them."""
    rows = [
        {"x": place, "y": value, "says": short(value, kpi.unit, currency)}
        for place, value in zip(steps.middles, line.numbers, strict=True)
        if value is not None
    ]
    words = {"type": "text", "color": INK, "fontSize": 14, "fontWeight": 600, "dy": -13}
    return layer(rows, words, x=x, y=y, text={"field": "says"})


def _if_partial(then: object, otherwise: object) -> Specification:
    return {"condition": {"test": "datum.part", "value": then}, "value": otherwise}


def _behind_line(behind: Line, steps: Steps, x: Specification, y: Specification) -> Specification:
    mark = {"type": "line", "strokeWidth": 1.5, "strokeDash": [4, 4]}
    rows = runs(behind, steps.middles)
    return layer(rows, mark, x=x, y=y, detail={"field": "run", "type": "nominal"}, color=_named(behind, MUTED))


def _named(line: Line, colour: Shade) -> Specification:
    """Give a line its one colour and its name in a phone's legend."""
    return {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": [line.name], "range": [colour]},
        "legend": {**_legend([line.name]), "symbolStrokeColor": colour},
    }


def _curves(
    lines: Sequence[Line], steps: Steps, x: Specification, y: Specification, painted: Mapping[str, str], split: str
) -> list[Specification]:
    """Draw a line for each name and dots where they help: on few steps, on the last one, on lonely ones."""
    rows = [row for line in lines for row in runs(line, steps.middles)]
    points = [row for line in lines for row in dots(line, steps.middles)]
    names = [line.name for line in lines]
    scale = {"domain": list(painted), "range": list(painted.values())}
    legend = _legend(names)
    colour = {"field": "name", "type": "nominal", "scale": scale, "legend": legend} if split else None
    own: Specification = {} if split else {"color": MAIN}
    width = 1.25 if len(steps.starts) > _DENSE else 2.5 if len(lines) == 1 else 2
    stroke = {"type": "line", "strokeWidth": width, "strokeJoin": "round", "strokeCap": "round", **own}
    dot = {"type": "point", "filled": True, "opacity": 1}
    hollow = [row for row in points if row["part"]]
    return [
        layer(
            rows,
            stroke,
            x=x,
            y=y,
            color=colour,
            detail={"field": "run", "type": "nominal"},
            strokeDash=_if_partial([2, 5], [1, 0]),
        ),
        layer(points, {**dot, "size": 46, **own}, x=x, y=y, color=colour),
        *([layer(hollow, {**dot, "size": 16, "color": GROUND}, x=x, y=y)] if hollow else []),
    ]


def _named_ends(
    lines: Sequence[Line], behind: Line | None, scale: ValueAxis, painted: Mapping[str, str], *, split: str
) -> Specification | None:
    """Name the lines where they end, by an axis on the right whose marks keep clear of each other."""
    named: list[tuple[float, str, Shade]]
    named = [(line.last, line.name, {"value": painted[line.name]}) for line in lines if line.known] if split else []
    if behind:
        named.append((behind.last, behind.name, MUTED))
    if not named or len(named) > _MOST_NAMED:
        return None
    named.sort(key=lambda end: end[0])
    gap = _LABEL_GAP * (scale.high - scale.low) / _PLOT
    places = spread([end[0] for end in named], gap, scale.low, scale.high)
    last = max(len(named) - 1, 1)
    tints = [{"test": f"round(datum.index * {last}) == {n}", **tint} for n, (_, _, tint) in enumerate(named)]
    axis = labelled(
        places,
        [name for _, name, _ in named],
        orient="right",
        grid=False,
        ticks=True,
        tickSize=10,
        tickWidth=3,
        labelPadding=5,
        labelLimit=150,
        labelFlush=False,
        labelOverlap=False,
        labelColor=INK,
        tickColor={"condition": tints, "value": RULE},
    )
    return {**axis, "labelExpr": f"phone ? '' : {axis['labelExpr']}", "tickSize": {"expr": "phone ? 0 : 10"}}


def _legend(names: Sequence[str]) -> Specification:
    """Name the colours above the chart: always where the lines are many, else only on a phone."""
    shown: Specification = {"orient": "top", "values": list(names), "symbolType": "stroke", "symbolStrokeWidth": 3}
    shown |= {"columns": {"expr": "phone ? 3 : 8"}, "padding": 0, "offset": 12, "labelOffset": 4}
    if len(names) > _MOST_NAMED:
        return shown
    only = {name: {"expr": f"phone ? {size} : 0"} for name, size in _LEGEND_SIZES.items()}
    return {**shown, **only, "labelExpr": "phone ? datum.label : ''"}


_LEGEND_SIZES: Final = {"labelFontSize": 12, "symbolSize": 90, "symbolStrokeWidth": 3, "offset": 12, "rowPadding": 2}


def _readings(
    lines: Sequence[Line], behind: Line | None, steps: Steps, kpi: Kpi, *, x: Specification, currency: str
) -> Specification:
    """Lay a band over each step that tells its exact values; steps of which nothing is known are shaded."""
    fields = {"when": "Period", **{f"v{n}": line.name or kpi.label for n, line in enumerate(lines)}}
    if behind:
        fields["then"] = behind.name.capitalize()
    if any(partial for line in lines for partial in line.partial):
        fields["state"] = "Data"
    rows = []
    for place, words in enumerate(steps.words):
        known = [line.numbers[place] for line in lines]
        row: dict[str, Any] = {"x": steps.begins[place], "x2": steps.afters[place], "when": words}
        row |= {f"v{n}": _told(value, kpi, currency) for n, value in enumerate(known)}
        row["state"] = _NOT_COMPLETE if any(line.partial[place] for line in lines) else "complete"
        row["void"] = all(value is None for value in known)
        if behind:
            row["then"] = _told(behind.numbers[place], kpi, currency)
        rows.append(row)
    void = {"test": "datum.void", "value": 0.06}
    return hover(rows, x, shade=[void], tip=tooltip(**fields))


def _told(value: float | None, kpi: Kpi, currency: str) -> str:
    return NOTHING_KNOWN if value is None else exact(value, kpi.unit, currency)
