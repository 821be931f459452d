"""The panel as a picture: the brand in the accent, the others quiet, each named where its line ends."""

from typing import Any, Final

import pandas as pd

from kpi.charts.axes import DAY_MS, at, labelled, spread, time_axis
from kpi.charts.drawing import (
    MAIN,
    MUTED,
    NOTHING_KNOWN,
    Drawing,
    Specification,
    drawn,
    hover,
    layer,
    nothing,
    tooltip,
)
from kpi.charts.marks import curves
from kpi.charts.moments import drawn_rules, moments_between, room_for
from kpi.charts.rows import Rows
from kpi.charts.series import Line, Steps, numbers
from kpi.charts.values import ValueAxis, value_axis
from kpi.formats import day_text, exact, period_text, short
from kpi.insight.competitors import Panel
from kpi.palette import NEUTRAL
from kpi.periods import Step

HEIGHT: Final = 340
MOST: Final = 14
"""How many brands are named in a picture; the table has them all."""
_PLOT: Final = 280
_LABEL_GAP: Final = 17
_ROOM: Final = 128


def competitors(panel: Panel) -> Drawing:
    """Draw the brands of a panel: lines where several days are known, else bars.

    A share restarts where the panel changes: its lines are cut there.
    """
    wide = panel.wide
    known = wide.dropna(how="all")
    if known.empty:
        return nothing(f"{panel.topic.name}: {NOTHING_KNOWN}", height=HEIGHT)
    return _trend(panel, known) if len(known) > 1 else _bars(panel, known)


def _trend(panel: Panel, wide: pd.DataFrame) -> Drawing:
    names = _shown(panel, wide)
    steps = _steps(wide)
    lines = {name: _pieces(panel, name, wide[name], steps) for name in names}
    values = [value for pieces in lines.values() for line in pieces for value in line.known]
    span = (min(steps.begins), max(steps.afters))
    broken = moments_between([(one.date, f"{one.says} the panel") for one in panel.changes], *span)
    scale = value_axis(values, panel.topic.unit, from_zero=False).with_room(room_for(broken, _PLOT))
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": list(span), "nice": False, "zero": False},
        "axis": _days_named(steps),
    }
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    others = [line for name in names if name != panel.own for line in lines[name]]
    layers = [
        layer([], {"type": "point"}, x=x, y={**y, "axis": scale.axis(panel.topic.unit, "")}),
        *(curves(others, steps, x, y, shade=NEUTRAL) if others else []),
        *curves(lines[panel.own], steps, x, y, shade=MAIN),
        layer([], {"type": "point"}, x=x, y={**y, "axis": _ends(panel, wide[names], scale)}),
        _touched(panel, wide[names], steps, x),
        *drawn_rules(broken, x, says="The panel"),
    ]
    return drawn(layers, height=HEIGHT, resolve={"axis": {"y": "independent"}})


def _bars(panel: Panel, wide: pd.DataFrame) -> Drawing:
    """Draw one bar a brand, the highest first; who is not known stands at the end without one."""
    row, unit = wide.iloc[-1], panel.topic.unit
    order = sorted(_shown(panel, wide), key=lambda name: (pd.isna(row[name]), -row[name] if pd.notna(row[name]) else 0))
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "value": None if pd.isna(row[name]) else float(row[name]),
            "says": "not known" if pd.isna(row[name]) else short(float(row[name]), unit),
            "exact": exact(float(row[name]), unit),
            "own": name == panel.own,
        }
        for name in order
    ]
    highest = max(one["value"] for one in rows if one["value"] is not None)
    color = {"condition": {"test": "datum.own", "value": MAIN}, "value": NEUTRAL}
    first, last = wide.index[-1]
    when = day_text(last.date()) if panel.topic.is_level else period_text(first.date(), last.date())
    tip = tooltip(name="Brand", exact=panel.topic.name)
    return Rows(rows, 0.0, highest, tip, lines=[when]).drawn(color=color)


def _shown(panel: Panel, wide: pd.DataFrame) -> list[str]:
    """Name the brands that are drawn: the own one, and the first of the others."""
    return [name for name in panel.brands if name in wide][:MOST]


def _steps(wide: pd.DataFrame) -> Steps:
    starts, ends = ([day.date() for day in wide.index.get_level_values(name)] for name in ("start", "end"))
    return Steps(starts, ends, [at(day) for day in starts], [at(day) + DAY_MS for day in ends])


def _pieces(panel: Panel, name: str, values: pd.Series, steps: Steps) -> list[Line]:
    """Cut a brand's share where the panel changes; what is counted goes on."""
    told = numbers(values)
    cuts = [change.date for change in panel.changes] if panel.topic.share else []
    piece = [sum(end >= day for day in cuts) for end in steps.ends]
    lines = []
    for turn in sorted(set(piece)):
        kept = [value if of == turn else None for value, of in zip(told, piece, strict=True)]
        if any(value is not None for value in kept):
            lines.append(Line(f"{name} {turn}", kept, [False] * len(kept)))
    return lines or [Line(name, told, [False] * len(told))]


def _days_named(steps: Steps) -> Specification:
    """Name calendar months as such, else the last day of the first and of the last step."""
    days = zip(steps.starts, steps.ends, strict=True)
    if all(start.day == 1 and start.replace(day=1) == end.replace(day=1) for start, end in days):
        return time_axis(steps.middles, steps.starts, Step.MONTH)
    places, words = [steps.middles[0], steps.middles[-1]], [day_text(steps.ends[0]), day_text(steps.ends[-1])]
    sides = {"condition": {"test": "datum.index < 0.5", "value": "left"}, "value": "right"}
    return labelled(places, words, grid=False, labelFlush=False, labelOverlap=False, labelAlign=sides)


def _ends(panel: Panel, wide: pd.DataFrame, scale: ValueAxis) -> Specification:
    """Name each brand with its last value on the right, clear of the others."""
    last = {name: wide[name].dropna() for name in wide}
    named = sorted((float(of.iloc[-1]), str(name)) for name, of in last.items() if len(of))
    spots = spread([scale.along(value) for value, _ in named], _LABEL_GAP / _PLOT, 0.0, 1.0)
    words = [f"{short(value, panel.topic.unit)}  {name}" for value, name in named]
    places = [scale.value_at(spot) for spot in spots]
    mine = next((place for place, (_, name) in enumerate(named) if name == panel.own), -1)
    test = f"round(datum.index * {max(len(named) - 1, 1)}) == {mine}"
    return labelled(
        places,
        words,
        orient="right",
        grid=False,
        labelPadding=8,
        labelLimit=_ROOM,
        labelFlush=False,
        labelOverlap=False,
        labelColor={"condition": {"test": test, "expr": "accent"}, **_as_expression(MUTED)},
        labelFontWeight={"condition": {"test": test, "value": 700}, "value": 400},
    )


def _as_expression(shade: Any) -> Specification:  # noqa: ANN401
    return {"expr": shade["expr"]}


def _touched(panel: Panel, wide: pd.DataFrame, steps: Steps, x: Specification) -> Specification:
    """Lay a band over each step that tells every brand's exact value."""
    fields = {f"v{place}": str(name) for place, name in enumerate(wide)}
    rows = []
    for place, words in enumerate(steps.words):
        row: dict[str, Any] = {"x": steps.begins[place], "x2": steps.afters[place], "when": words, "void": False}
        for field, value in zip(fields, wide.iloc[place], strict=True):
            row[field] = NOTHING_KNOWN if pd.isna(value) else exact(float(value), panel.topic.unit)
        rows.append(row)
    return hover(rows, x, shade=[{"test": "datum.void", "value": 0.06}], tip=tooltip(when="Days", **fields))
