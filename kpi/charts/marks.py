"""The marks of a trend: bars, lines, dots, and the bands that tell exact values."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kpi.catalogue.kpis import Kpi
from kpi.charts.drawing import (
    GROUND,
    INK,
    MAIN,
    MUTED,
    NOTHING_KNOWN,
    Shade,
    Specification,
    hover,
    layer,
    tooltip,
)
from kpi.charts.series import Line, Steps, dots, runs
from kpi.formats import exact, short
from kpi.palette import RULE

MOST_BARS: Final = 40
MOST_NAMED: Final = 6
_DENSE: Final = 180
_NOT_COMPLETE: Final = "not complete yet"
_OFFSET: Final = 12
_TITLE: Final = 18
_LEGEND_SIZES: Final = (("labelFontSize", 12), ("symbolSize", 90), ("symbolStrokeWidth", 3), ("rowPadding", 2))


def bars(
    line: Line, behind: Line | None, steps: Steps, x: Specification, y: Specification, *, shade: Shade | str = MAIN
) -> list[Specification]:
    """Draw a bar for each step, outlined where it is not complete, and a mark across for the one before."""
    rows = [
        {"x": place, "y": value, "part": partial}
        for place, value, partial in zip(steps.middles, line.numbers, line.partial, strict=True)
        if value is not None
    ]
    slot = f"width / {len(steps.starts)}"
    bar = {"type": "bar", "orient": "vertical", "cornerRadiusEnd": 3, "color": shade, "stroke": shade}
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


def values_over(line: Line, steps: Steps, kpi: Kpi, x: Specification, y: Specification, currency: str) -> Specification:
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


def behind_line(behind: Line, steps: Steps, x: Specification, y: Specification) -> Specification:
    """Draw the values of the compared period as a quiet dashed line."""
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


def curves(
    lines: Sequence[Line],
    steps: Steps,
    x: Specification,
    y: Specification,
    *,
    painted: Mapping[str, str] | None = None,
    shade: Shade | str = MAIN,
    title: bool = False,
) -> list[Specification]:
    """Draw a line for each name and dots where they help: on few steps, on the last one, on lonely ones.

    Lines take their colours from `painted`, which a legend explains, above the axis' `title` where it has one; else
    all are of one `shade`.
    """
    rows = [row for line in lines for row in runs(line, steps.middles)]
    points = [row for line in lines for row in dots(line, steps.middles)]
    colour = _painted(lines, painted, offset=_OFFSET + _TITLE * title) if painted else None
    own: Specification = {} if painted else {"color": shade}
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


def _painted(lines: Sequence[Line], painted: Mapping[str, str], *, offset: int) -> Specification:
    scale = {"domain": list(painted), "range": list(painted.values())}
    legend = _legend([line.name for line in lines], offset=offset)
    return {"field": "name", "type": "nominal", "scale": scale, "legend": legend}


def _legend(names: Sequence[str], *, offset: int = _OFFSET) -> Specification:
    """Name the colours above the chart: always where the lines are many, else only on a phone."""
    shown: Specification = {"orient": "top", "values": list(names), "symbolType": "stroke", "symbolStrokeWidth": 3}
    shown |= {"columns": {"expr": "phone ? 3 : 8"}, "padding": 0, "offset": offset, "labelOffset": 4}
    if len(names) > MOST_NAMED:
        return shown
    only = {name: {"expr": f"phone ? {size} : 0"} for name, size in (*_LEGEND_SIZES, ("offset", offset))}
    return {**shown, **only, "labelExpr": "phone ? datum.label : ''"}


def readings(
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
