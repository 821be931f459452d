"""A KPI split into many lines, as one small chart for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts.axes import labelled
from kpi.charts.drawing import INK, MUTED, NOTHING_KNOWN, Drawing, Specification, colours, drawn, layer, says
from kpi.charts.marks import MOST_BARS, MOST_NAMED, bars, curves, readings
from kpi.charts.moments import Dated, concerning, drawn_rules, moments_between, room_for
from kpi.charts.notes import FOOT, Note, drawn_notes, drawn_stretches, numbered
from kpi.charts.series import Line, Steps, lines_of, steps_of
from kpi.charts.values import ValueAxis, log_axis, value_axis
from kpi.formats import period_text, short
from kpi.periods import Step

HEIGHT: Final = 168
NARROWEST: Final = 260
"""The least width of a panel in pixels; where fewer fit beside each other they wrap."""
_TITLE: Final = 30
_PLOT: Final = 100
_LINES: Final = 2
_LINES_APART: Final = 0.18
_FAR: Final = 50.0
_DIGIT: Final = 8.2
_SO_FAR: Final = "so far"


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts: what it is about, its drawing, and its finding in words."""

    name: str
    drawing: Drawing
    sentence: str


def as_multiples(series: pd.DataFrame, split: str, *, mixed_basis: bool = False) -> bool:
    """Tell whether small multiples read better than one axis.

    They do where there are more lines than can be told apart, or where the networks count different things
    (`mixed_basis`), so that the height of one line says nothing of another.
    """
    known = [line for line in lines_of(series, split) if line.known]
    return len(known) > (1 if mixed_basis else MOST_NAMED)


def ranges_differ(series: pd.DataFrame, split: str) -> bool:
    """Tell whether the largest line is more than fifty times as high as the smallest: then small ones lie flat."""
    highest = [max(map(abs, line.known)) for line in lines_of(series, split) if any(line.known)]
    return bool(highest) and max(highest) > _FAR * min(highest)


def multiples(
    series: pd.DataFrame,
    kpi: Kpi,
    *,
    step: Step,
    split: str,
    breaks: Sequence[Dated] = (),
    notes: Sequence[Dated] = (),
    currency: str = "",
    log: bool = False,
) -> list[Panel]:
    """Draw each line of a split on an axis of its own, all over the same time, titled with its name and last value.

    `series` is what `measure.series` gives with a split. What adds up starts at zero. The caller puts the panels
    side by side, none narrower than `NARROWEST`, and says that each has its own scale. Breaks and notes of a
    channel stand in its panel alone; the numbers of notes are those of `notes_shown`.
    """
    if series.empty:
        return []
    lines, steps = lines_of(series, split), steps_of(series, step)
    names = [line.name for line in lines]
    painted = colours(split, names)
    told = numbered(concerning(notes, split, names), steps.begins[0], steps.afters[-1])
    panels = []
    for line in lines:
        own = [note for note in told if concerning([note.moment], split, [line.name])]
        broken = concerning(breaks, split, [line.name])
        drawing = _panel(
            line, steps, kpi, colour=painted[line.name], breaks=broken, notes=own, currency=currency, log=log
        )
        panels.append(Panel(line.name, drawing, _sentence(line, steps, kpi, currency)))
    return panels


def _panel(
    line: Line,
    steps: Steps,
    kpi: Kpi,
    *,
    colour: str,
    breaks: Sequence[Dated],
    notes: Sequence[Note],
    currency: str,
    log: bool,
) -> Drawing:
    flows = behaves(kpi) is Behaves.FLOW
    broken = moments_between(_untitled(breaks, line.name), steps.begins[0], steps.afters[-1])
    scale = _scale(line, kpi, from_zero=flows, log=log).with_room(room_for(broken, _PLOT))
    x = _time(steps, below=FOOT if notes else 6)
    y = {"field": "y", "type": "quantitative", "scale": scale.scale, "axis": None, "stack": None}
    as_bars = flows and not log and bool(line.known) and len(steps.starts) <= MOST_BARS
    layers = [
        layer(
            [],
            {"type": "point"},
            x=x,
            y={**y, "axis": {**scale.axis(kpi.unit, currency), "labelFontSize": 11, "minExtent": 46}},
        ),
        *drawn_stretches(notes, x),
        *(bars(line, None, steps, x, y, shade=colour) if as_bars else curves([line], steps, x, y, shade=colour)),
        *_title(line, steps, kpi, colour=colour, currency=currency),
        readings([line], None, steps, kpi, x=x, currency=currency),
        *drawn_rules(broken, x, says="Break"),
        *drawn_notes(notes, x),
    ]
    padding = {"left": 0, "right": 8, "top": _TITLE, "bottom": 4}
    height = HEIGHT + (FOOT - 6 if notes else 0)
    return drawn(layers, height=height, padding=padding, resolve={"axis": {"y": "independent"}})


def _untitled(breaks: Sequence[Dated], name: str) -> list[Dated]:
    """Take the name that the panel's title says anyway from the words of a break."""
    return [(day, words.removeprefix(f"{name}: ")) for day, words, *_ in breaks]


def _scale(line: Line, kpi: Kpi, *, from_zero: bool, log: bool) -> ValueAxis:
    if log:
        return log_axis(line.known, apart=_LINES_APART)
    return value_axis(line.known, kpi.unit, from_zero=from_zero, lines=_LINES)


def _time(steps: Steps, *, below: int) -> Specification:
    """Name the first and the last step under the ends of the time axis."""
    domain = [steps.begins[0], steps.afters[-1]]
    ends = domain if len(steps.starts) > 1 else [sum(domain) // 2]
    words = [steps.words[0], steps.words[-1]][: len(ends)]
    sides = {"condition": {"test": "datum.index < 0.5", "value": "left"}, "value": "right"}
    axis = labelled(ends, words, grid=False, labelFlush=False, labelOverlap=False, labelPadding=below, labelFontSize=11)
    axis |= {"labelAlign": sides} if len(ends) > 1 else {}
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "scale": scale, "axis": axis}


def _title(line: Line, steps: Steps, kpi: Kpi, *, colour: str, currency: str) -> list[Specification]:
    """Write the name on the left, after a dot in its colour, and the last value on the right."""
    value, when = _last(line, steps, kpi, currency)
    up = {"baseline": "middle", "y": -16}
    name = {"type": "text", "align": "left", "x": 13, "color": INK, "fontSize": 13, "fontWeight": 600, **up}
    size = _DIGIT * len(value) + 6.6 * len(when) + 28
    name |= {"text": line.name, "limit": {"expr": f"width - {size}"}}
    last = {"type": "text", "align": "right", "x": "width", "color": INK, "fontSize": 13, "fontWeight": 600, **up}
    beside = {**last, "color": MUTED, "fontSize": 11, "fontWeight": 400, "dx": -_DIGIT * len(value) - 8}
    dot = {
        "type": "point",
        "shape": "circle",
        "filled": True,
        "size": 60,
        "color": colour,
        "opacity": 1,
        "x": 4,
        "y": -16,
    }
    unknown = [] if line.known else [says(NOTHING_KNOWN)]
    marks = [dot, name, *([{**last, "text": value}] if value else []), *([{**beside, "text": when}] if when else [])]
    return [*({"data": {"values": [{}]}, "mark": mark} for mark in marks), *unknown]


def _last(line: Line, steps: Steps, kpi: Kpi, currency: str) -> tuple[str, str]:
    """Give the last known value, and its step where that is not the last one or not over yet."""
    known = [place for place, value in enumerate(line.numbers) if value is not None]
    if not known:
        return "", ""
    at = known[-1]
    late = "" if at == len(line.numbers) - 1 else steps.words[at]
    said = " ".join(word for word in (late, _SO_FAR if line.partial[at] else "") if word)
    return short(line.numbers[at], kpi.unit, currency), said


def _sentence(line: Line, steps: Steps, kpi: Kpi, currency: str) -> str:
    """Say for who cannot see it where a line stands, and between which values it went."""
    days = period_text(steps.starts[0], steps.ends[-1])
    if not line.known:
        return f"{line.name}: {kpi.label} {NOTHING_KNOWN} for {days}."
    last = max(place for place, value in enumerate(line.numbers) if value is not None)
    so_far = f" {_SO_FAR}" if line.partial[last] else ""
    low, now, high = (short(value, kpi.unit, currency) for value in (min(line.known), line.last, max(line.known)))
    return f"{line.name}: {kpi.label} {now} in {steps.words[last]}{so_far}; between {low} and {high} in {days}."
