"""The large chart of a KPI: its values step by step, with gaps where nothing is known."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import labelled, spread, time_axis
from kpi.charts.drawing import INK, MUTED, NOTHING_KNOWN, Drawing, Shade, Specification, colours, drawn, layer, nothing
from kpi.charts.marks import MOST_BARS, MOST_NAMED, bars, behind_line, curves, readings, values_over
from kpi.charts.moments import Dated, concerning, drawn_rules, moments_between, room_for
from kpi.charts.notes import FOOT, drawn_notes, drawn_stretches, numbered
from kpi.charts.series import Line, Steps, line_behind, lines_of, steps_of
from kpi.charts.values import ValueAxis, log_axis, value_axis
from kpi.palette import RULE
from kpi.periods import Step

HEIGHT: Final = 340
_PLOT: Final = 260
_FEW: Final = 3
_LABEL_GAP: Final = 17


def trend(  # noqa: PLR0913
    series: pd.DataFrame,
    kpi: Kpi,
    *,
    step: Step,
    split: str = "",
    breaks: Sequence[Dated] = (),
    notes: Sequence[Dated] = (),
    currency: str = "",
    compared: str = "before",
    log: bool = False,
    week: Step = Step.WEEK,
) -> Drawing:
    """Draw a KPI over time: bars for what adds up while they are few, else lines; unknown steps stay gaps.

    `series` is what `measure.series` gives: start, end, value, partial and the column named by `split`. A column
    `before` holds the values of the compared period; `compared` is its label. `breaks` are days from which on
    something is counted differently, `notes` are days worth a remark. With `log` lines on a logarithmic axis are
    drawn, also where there would be bars, which have no foot there; zero and what is below it keep their place. `week`
    is the step that is a week.
    """
    lines = lines_of(series, split)
    if not any(line.known for line in lines):
        return nothing(f"{kpi.label}: {NOTHING_KNOWN} for these days", height=HEIGHT)
    steps = steps_of(series, step)
    behind = None if split else line_behind(series, compared)
    as_bars = behaves(kpi) is Behaves.FLOW and not split and not log and len(steps.starts) <= MOST_BARS
    values = [value for line in (*lines, *([behind] if behind else [])) for value in line.known]
    scale = log_axis(values) if log else value_axis(values, kpi.unit, from_zero=as_bars)
    names = [line.name for line in lines]
    painted = colours(split, names)
    span = (steps.begins[0], steps.afters[-1])
    told = numbered(concerning(notes, split, names), *span)
    broken = moments_between(concerning(breaks, split, names), *span, painted=painted if split else None)
    scale = scale.with_room(room_for(broken, _PLOT))
    x = _time(steps, step, week, below=FOOT if told else 8)
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    ends = _named_ends(lines, behind, scale, painted, split=split)
    layers = [
        _frame(x, {**y, "axis": {**scale.axis(kpi.unit, currency), **scale.title}}),
        *drawn_stretches(told, x),
        *([behind_line(behind, steps, x, y)] if behind and not as_bars else []),
        *(
            bars(lines[0], behind, steps, x, y)
            if as_bars
            else curves(lines, steps, x, y, painted=painted if split else None, title=bool(scale.title))
        ),
        *([values_over(lines[0], steps, kpi, x, y, currency)] if len(lines) == 1 and len(steps.starts) <= _FEW else []),
        *([_frame(x, {**y, "axis": ends})] if ends else []),
        readings(lines, behind, steps, kpi, x=x, currency=currency),
        *drawn_rules(broken, x, says="Break"),
        *drawn_notes(told, x),
    ]
    return drawn(layers, height=HEIGHT, resolve={"axis": {"y": "independent"}})


def notes_shown(series: pd.DataFrame, *, step: Step, notes: Sequence[Dated], split: str = "") -> list[str]:
    """List the notes that a chart of a series shows, each with the number of its sign, its days and its words."""
    if series.empty:
        return []
    steps = steps_of(series, step)
    names = [line.name for line in lines_of(series, split)]
    return [note.line for note in numbered(concerning(notes, split, names), steps.begins[0], steps.afters[-1])]


def _time(steps: Steps, step: Step, week: Step, *, below: int) -> Specification:
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [steps.begins[0], steps.afters[-1]], "nice": False, "zero": False},
        "axis": {**time_axis(steps.middles, steps.starts, step, week), "labelPadding": below},
    }


def _frame(x: Specification, y: Specification) -> Specification:
    """Carry an axis: an empty layer that only brings its scale."""
    return layer([], {"type": "point"}, x=x, y=y)


def _named_ends(
    lines: Sequence[Line], behind: Line | None, scale: ValueAxis, painted: Mapping[str, str], *, split: str
) -> Specification | None:
    """Name the lines where they end, by an axis on the right whose marks keep clear of each other."""
    named: list[tuple[float, str, Shade]]
    named = [(line.last, line.name, {"value": painted[line.name]}) for line in lines if line.known] if split else []
    if behind:
        named.append((behind.last, behind.name, MUTED))
    if not named or len(named) > MOST_NAMED:
        return None
    named.sort(key=lambda end: end[0])
    spots = spread([scale.along(end[0]) for end in named], _LABEL_GAP / _PLOT, 0.0, 1.0)
    places = [scale.value_at(spot) for spot in spots]
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
