"""Where a target's window is likely to end: simulated ends, the band day by day, and the chance of a goal."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from kpi.catalogue.operands import Behaves
from kpi.facts import Flags, Numbers
from kpi.periods import Days, Period, Step, cut, month_of
from kpi.targets.course import Course
from kpi.targets.paths import simulate
from kpi.targets.target import Over, Sense

PATHS = 500
LEAST_DAYS = 28
"""How many known days a forecast needs: with fewer, no chance is honest."""
_LAST_DAYS = 28
_LOW, _HIGH = 0.1, 0.9
_STEPS = {Over.EACH_WEEK: Step.WEEK, Over.EACH_MONTH: Step.MONTH}


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What may come of a window.

    `days` are those after the last known one; `low`, `mid` and `high` are the band that holds four of five simulated
    courses on each of them, as the chart draws the KPI: cumulated for what adds up, the ratio so far, or the level.
    `ends` has one row a simulated course and one column for each period that the target judges (one, but for each week
    and each month): the value there. `volume` is what a ratio divides by, in the same shape. Where nothing can be
    forecast, all are empty and `why_not` says so in a sentence.
    """

    days: Days
    low: Numbers
    mid: Numbers
    high: Numbers
    ends: Numbers
    volume: Numbers
    why_not: str = ""

    def chance(
        self, sense: Sense, goal: float, upper: float | None = None, *, allow: int = 0, least: float | None = None
    ) -> float | None:
        """Give the share of simulated courses that reach the goal; None where nothing can be said.

        `upper` is the other end where the value shall stay between, `allow` the periods that may miss, `least` the
        denominator that a ratio needs.
        """
        known = ~np.isnan(self.ends)
        if not known.any():
            return None
        met = _met(self.ends, sense, goal, upper)
        if least is not None:
            met &= self.volume >= least
        reached = known.any(axis=1) & ((known & ~met).sum(axis=1) <= allow)
        return float(reached.mean())


def forecast(course: Course, *, over: Over = Over.WHOLE, paths: int = PATHS) -> Forecast:
    """Simulate what the days after the last known one may bring; the same course gives the same forecast."""
    periods = counted(course.window, over)
    why_not = course.why_not or _why_not(course, periods)
    if why_not:
        return _none(why_not)
    days = _all_days(course)
    told, rows = len(course.days), _rows(course, len(days), paths)
    sums = _sums(course, rows, [course.window, *periods])
    ends = np.stack([course.worked_out(sums[:, :, at]) for at in range(1, sums.shape[2])], axis=1)
    first = max(told, course.place(course.window.start))
    so_far = course.worked_out(_so_far(course, rows))[:, first - course.place(course.window.start) :]
    low, mid, high = _quantiles(so_far)
    return Forecast(days[first:], low, mid, high, ends, _volume(course, sums[:, :, 1:]))


def counted(window: Period, over: Over) -> tuple[Period, ...]:
    """Give the periods of a window in which the goal is asked: one, but for each week and each month.

    Of weeks and months only those that lie wholly in the window count.

    >>> from datetime import date
    >>> [one.start.day for one in counted(Period(date(2026, 10, 1), date(2026, 10, 31)), Over.EACH_WEEK)]
    [5, 12, 19]
    """
    if over in _STEPS:
        steps = cut(window, _STEPS[over])
        ends = zip(steps.start[~steps.partial].tolist(), steps.end[~steps.partial].tolist(), strict=True)
        return tuple(Period(first, last) for first, last in ends)
    begins = {
        Over.WHOLE: window.start,
        Over.LAST_28_DAYS: window.end - timedelta(days=_LAST_DAYS - 1),
        Over.LAST_MONTH: month_of(window.end).start,
    }
    return (Period(max(begins[over], window.start), window.end),)


def _met(ends: Numbers, sense: Sense, goal: float, upper: float | None) -> Flags:
    if sense is Sense.AT_MOST:
        return np.asarray(ends <= goal)
    high = upper if sense is Sense.BETWEEN and upper is not None else np.inf
    return np.asarray((ends >= goal) & (ends <= high))


def _why_not(course: Course, periods: tuple[Period, ...]) -> str:
    if not periods:
        return "No whole week or month lies in the time of this target."
    is_over = course.as_of is not None and course.as_of >= course.window.end
    known = int(course.whole.sum())
    if known < LEAST_DAYS and not is_over:
        return f"Only {known} days are known in full; a forecast needs {LEAST_DAYS}."
    return ""


def _all_days(course: Course) -> Days:
    """List the days from the course's first to the window's last."""
    days: Days = np.arange(course.days[0], np.datetime64(course.window.end, "D") + 1)
    return days


def _rows(course: Course, length: int, paths: int) -> Numbers:
    """Give every day of the rows for each simulated course: rows × courses × days, what is known the same in all."""
    told = len(course.days)
    rows = np.empty((len(course.rows), paths, length))
    rows[:, :, :told] = course.rows[:, np.newaxis]
    if length == told:
        return rows
    kept = course.kept
    weekdays = (np.arange(length) + int(course.days[0].astype(int)) + 3) % 7
    seed = [course.window.start.toordinal(), course.window.end.toordinal(), told]
    if course.behaves is Behaves.LEVEL:
        changes = np.diff(course.rows, axis=1, prepend=np.nan)
        learnt = np.where(course.whole & np.roll(course.whole, 1), changes, np.nan)
        grown = simulate(learnt, weekdays, paths=paths, seed=seed).cumsum(axis=2)
        rows[:, :, told:] = course.rows[:, -1:, np.newaxis] + grown
        return rows
    learnt = np.where(course.whole, course.rows[~kept], np.nan)
    rows[~kept, :, told:] = simulate(learnt, weekdays, paths=paths, seed=seed)
    for row in np.flatnonzero(kept):
        rows[row, :, told:] = _last_known(course.rows[row])
    return rows


def _last_known(row: Numbers) -> float:
    known = row[~np.isnan(row)]
    return float(known[-1]) if len(known) else np.nan


def _sums(course: Course, rows: Numbers, periods: list[Period]) -> Numbers:
    """Add the rows up in each period: rows × courses × periods; what is no sum is taken at an end of it."""
    kept, opening = course.kept, course.opening
    found = np.empty((*rows.shape[:2], len(periods)))
    for at, period in enumerate(periods):
        inside = rows[:, :, course.place(period.start) : course.place(period.end) + 1]
        found[~kept, :, at] = _added(inside[~kept])
        found[kept & opening, :, at] = inside[kept & opening, :, 0]
        found[kept & ~opening, :, at] = inside[kept & ~opening, :, -1]
    return found


def _so_far(course: Course, rows: Numbers) -> Numbers:
    """Let the rows grow from the window's first day on: rows × courses × days of the window."""
    kept, opening = course.kept, course.opening
    inside = rows[:, :, course.place(course.window.start) :]
    grown = np.nancumsum(inside, axis=2)
    grown[kept & opening] = inside[kept & opening, :, :1]
    grown[kept & ~opening] = inside[kept & ~opening]
    return grown


def _added(rows: Numbers) -> Numbers:
    """Add the known days up; where none is known the sum is not either."""
    known = ~np.isnan(rows)
    return np.where(known.any(axis=2), np.where(known, rows, 0.0).sum(axis=2), np.nan)


def _volume(course: Course, sums: Numbers) -> Numbers:
    """Give what a ratio divides by in each simulated course and period."""
    below = course.formula.denominator
    if below is None:
        return np.full(sums.shape[1:], np.nan)
    return np.stack([course.worked_out(sums[:, :, at], below) for at in range(sums.shape[2])], axis=1)


def _quantiles(courses: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give the band of each day, and its middle, over the courses that are known there."""
    if not courses.shape[1]:
        return courses[0], courses[0], courses[0]
    known = courses[~np.isnan(courses).any(axis=1)]
    if not len(known):
        nothing = np.full(courses.shape[1], np.nan)
        return nothing, nothing, nothing
    low, mid, high = np.quantile(known, [_LOW, 0.5, _HIGH], axis=0)
    return low, mid, high


def _none(why_not: str) -> Forecast:
    nothing = np.empty(0)
    return Forecast(
        np.empty(0, "datetime64[D]"), nothing, nothing, nothing, np.empty((0, 0)), np.empty((0, 0)), why_not
    )
