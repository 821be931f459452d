"""A frame of measured values taken apart into what a chart draws: steps, lines, runs without gaps, dots."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from kpi.charts.axes import whole_steps
from kpi.charts.drawing import in_order
from kpi.formats import period_text
from kpi.periods import Step

_MOST_DOTTED: Final = 32


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a trend in order: first and last day, begin and end on the time axis."""

    starts: list[date]
    ends: list[date]
    begins: list[int]
    afters: list[int]

    @property
    def middles(self) -> list[int]:
        """Give the place of each step on the time axis."""
        return [(begin + after) // 2 for begin, after in zip(self.begins, self.afters, strict=True)]

    @property
    def words(self) -> list[str]:
        """Say each step."""
        return [period_text(start, end) for start, end in zip(self.starts, self.ends, strict=True)]


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a value and whether it is partial for each step; None where it is unknown."""

    name: str
    numbers: list[float | None]
    partial: list[bool]

    @property
    def last(self) -> float:
        """Give the last known value."""
        return next(value for value in reversed(self.numbers) if value is not None)

    @property
    def known(self) -> list[float]:
        """Give the known values."""
        return [value for value in self.numbers if value is not None]


def lines_of(series: pd.DataFrame, split: str) -> list[Line]:
    """Take the frame apart into one line a name, in the catalogue's order, all over the same steps."""
    names = series[split].astype("str").tolist() if split else [""] * len(series)
    values, starts = numbers(series["value"]), series["start"].tolist()
    found: dict[str, dict[object, tuple[float | None, bool]]] = {}
    for name, start, number, partial in zip(names, starts, values, series["partial"].tolist(), strict=True):
        found.setdefault(name, {})[start] = (number, bool(partial))
    steps = sorted(set(starts))
    lines = []
    for name in in_order(split, names):
        cells = [found[name].get(start, (None, False)) for start in steps]
        lines.append(Line(name, [number for number, _ in cells], [partial for _, partial in cells]))
    return lines


def line_behind(series: pd.DataFrame, compared: str) -> Line | None:
    """Take the values of the compared period, where the frame brings some."""
    if "before" not in series or not series["before"].notna().any():
        return None
    values = numbers(series.sort_values("start")["before"])
    return Line(compared, values, [False] * len(values))


def numbers(column: pd.Series) -> list[float | None]:
    """Give a column as numbers, None where it is missing."""
    return [None if math.isnan(number) else number for number in column.astype("float64").tolist()]


def steps_of(series: pd.DataFrame, step: Step) -> Steps:
    """List the steps of a frame in order."""
    spans = series[["start", "end"]]
    if not (spans["start"].is_unique and spans["start"].is_monotonic_increasing):
        spans = spans.drop_duplicates("start").sort_values("start")
    begins, afters = whole_steps(spans["start"], spans["end"], step)
    return Steps([day.date() for day in spans["start"]], [day.date() for day in spans["end"]], begins, afters)


def runs(line: Line, places: Sequence[int]) -> list[dict[str, Any]]:
    """Cut a line at its gaps, and where it goes from complete to partial steps: each run is drawn for itself."""
    rows: list[dict[str, Any]] = []
    run, previous = 0, None
    for place, value, partial in zip(places, line.numbers, line.partial, strict=True):
        if value is None:
            run, previous = run + 1, None
            continue
        here = {"x": place, "y": value, "name": line.name, "part": partial}
        if previous and (partial or previous["part"]) != rows[-1]["part"]:
            run += 1
            rows.append({**previous, "run": f"{line.name} {run}", "part": not rows[-1]["part"]})
        joined = partial or bool(previous and previous["part"])
        rows.append({**here, "run": f"{line.name} {run}", "part": joined})
        previous = here
    return rows


def dots(line: Line, places: Sequence[int]) -> list[dict[str, Any]]:
    """Choose the values that get a dot: all while they are few, else the last one and those without neighbours."""
    known = [value is not None for value in line.numbers]
    around = [False, *known, False]
    last = max((place for place, is_known in enumerate(known) if is_known), default=-1)
    few = len(known) <= _MOST_DOTTED
    return [
        {"x": places[place], "y": line.numbers[place], "name": line.name, "part": line.partial[place]}
        for place, is_known in enumerate(known)
        if is_known and (few or place == last or not (around[place] or around[place + 2]))
    ]
