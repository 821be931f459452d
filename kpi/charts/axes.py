"""Axes whose marks are chosen here, so that their words are those of `kpi.formats`."""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import pandas as pd

from kpi.formats import day_of_month, month_text, quarter_text
from kpi.periods import Step

DAY_MS: Final = 86_400_000
_FEW: Final = 13
_EPOCH: Final = date(1970, 1, 1)
_SPANS: Final = {
    Step.DAY: "D",
    Step.WEEK: "W-SUN",
    Step.WEEK_FROM_SUNDAY: "W-SAT",
    Step.WEEK_FROM_SATURDAY: "W-FRI",
    Step.MONTH: "M",
    Step.QUARTER: "Q",
}
"""How pandas calls the spans of a step: weeks by the day on which they end."""


def labelled(values: Sequence[float] | Sequence[str], words: Sequence[str | list[str]], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give an axis that has these words at these places."""
    last = max(len(words) - 1, 1)
    return {"values": list(values), "labelExpr": f"{quoted(words)}[round(datum.index * {last})]", **more}


def at(day: date) -> int:
    """Give the begin of a day as a place on the time axis: milliseconds that no clock change bends.

    >>> at(date(1970, 1, 2))
    86400000
    """
    return ((day.date() if isinstance(day, datetime) else day) - _EPOCH).days * DAY_MS


def whole_steps(starts: pd.Series, ends: pd.Series, step: Step) -> tuple[list[int], list[int]]:
    """Give begin and end of the whole steps that hold these days, also where the data knows only a part of them."""
    if step in _SPANS:
        spans = starts.dt.to_period(_SPANS[step]).dt
        starts, ends = spans.start_time, spans.end_time
    after = ends.dt.normalize() + pd.Timedelta(days=1)
    return [_ms(column).tolist() for column in (starts, after)]  # type: ignore[return-value]


def time_axis(places: Sequence[int], days: Sequence[date], step: Step, week: Step = Step.WEEK) -> dict[str, Any]:
    """Name as many of the steps as fit, by the calendar; `places` are their middles, `days` their first days.

    `week` is the step that is a week: of more days than fit, those are named on which one begins.
    """
    chosen = _chosen(days, step, week)
    shown = [days[place] for place in chosen]
    apart = len(chosen) < len(days)
    words = [_words(day, step, by_month=apart and not _same_month_twice(shown)) for day in shown]
    years = [
        str(day.year) if place == 0 or day.year != shown[place - 1].year else "" for place, day in enumerate(shown)
    ]
    lines: list[str | list[str]] = [[word, year] if year else [word] for word, year in zip(words, years, strict=True)]
    return labelled([places[place] for place in chosen], lines, labelFlush=False, grid=False)


def days_axis(start: date, end: date) -> dict[str, Any]:
    """Name some days of a stretch of time, its first and its last among them."""
    count = (end - start).days
    every = max(1, math.ceil(count / 4))
    days = [start + timedelta(days=step) for step in range(0, max(1, count - every // 2), every)] + [end]
    words: list[str | list[str]] = [
        [day_of_month(day), str(day.year)] if day in {start, end} else [day_of_month(day)] for day in days
    ]
    return labelled([at(day) for day in days], words, grid=False)


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move ascending values apart until none is nearer to the next than `gap`, within the range if they fit.

    >>> spread([1.0, 1.1, 5.0], 1.0, 0.0, 10.0)
    [1.0, 2.0, 5.0]
    >>> spread([9.8, 10.0], 1.0, 0.0, 10.0)
    [9.0, 10.0]
    """
    placed: list[float] = []
    for value in values:
        placed.append(max(value, placed[-1] + gap) if placed else max(value, low))
    ceiling = high
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], ceiling)
        ceiling = placed[place] - gap
    return placed


def _ms(days: pd.Series) -> pd.Series:
    return days.astype("datetime64[ms]").astype("int64")


def _chosen(days: Sequence[date], step: Step, week: Step) -> list[int]:
    """Choose the steps to name: all, else the first days of weeks, else those that begin a month, a quarter, a year."""
    if len(days) <= _FEW:
        return list(range(len(days)))
    begins = [place for place, day in enumerate(days) if day.weekday() == week.weekdays[0]]
    if step is Step.DAY and len(begins) <= _FEW:
        return begins
    found = [0]
    for same in (_month, _quarter, _year, _lustrum):
        found = _firsts(days, same)
        if len(found) <= _FEW:
            break
    return found


def _firsts(days: Sequence[date], same: Callable[[date], tuple[int, int]]) -> list[int]:
    """Find the steps at which something begins anew; the first of all only where it really begins there."""
    found = [place for place in range(1, len(days)) if same(days[place]) != same(days[place - 1])]
    begins = same(days[0]) != same(days[0] - timedelta(days=7))
    return [0, *found] if begins or not found else found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _year(day: date) -> tuple[int, int]:
    return day.year, 0


def _lustrum(day: date) -> tuple[int, int]:
    return day.year // 5, 0


def _same_month_twice(days: Sequence[date]) -> bool:
    return len({_month(day) for day in days}) < len(days)


def _words(day: date, step: Step, *, by_month: bool) -> str:
    if step is Step.QUARTER:
        return quarter_text(day)
    if step is Step.MONTH or by_month:
        return month_text(day)
    return day_of_month(day)


def quoted(words: Sequence[str | list[str]]) -> str:
    """Write words as a list in Vega's expression language."""
    return "[" + ", ".join(quoted(word) if isinstance(word, list) else _text(word) for word in words) + "]"


def _text(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + "".join(" " if ord(letter) < ord(" ") else letter for letter in escaped) + "'"
