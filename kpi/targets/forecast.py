"""Where a target's window is likely to end: simulated ends, the band day by day, and the chance of a goal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kpi.catalogue.operands import Behaves
from kpi.choice import CARRIED
from kpi.facts import Flags, Numbers
from kpi.periods import Days, Period, Step, cut
from kpi.targets.course import Course
from kpi.targets.each import step_of
from kpi.targets.last import FOUR_WEEKS
from kpi.targets.simulation import simulate
from kpi.targets.target import Over, Sense

PATHS, FEWEST = 500, 200
"""How many courses are simulated, and how many at least where so many days lie ahead that a page would wait."""
_COURSE_DAYS = 60_000
_WEEK = 7
LEAST_DAYS = 28
"""How many known days a forecast needs: with fewer, no chance is honest."""
LATELY = 56
"""Among how many of the last days a level must be told on that many: between two values a month apart nobody sees how
it wavers, and bands drawn from such were far too narrow."""
_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What may come of a window.

    `days` are those of the window after the last known one; `low`, `mid` and `high` are the band that holds four of
    five simulated courses on each of them, as the chart draws the KPI: cumulated for what adds up, the ratio so far, or
    the level; for the last 28 days those up to each day, and where weeks or months are judged, each at its last day.
    `ends` has one row a simulated course and one column for each period that the target judges (one, but for
    each week and each month): the value there. `volume` is what a ratio divides by, in the same shape. Where nothing
    can be forecast, all are empty and `why_not` says so in a sentence.
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
        met = is_met(self.ends, sense, goal, upper)
        if least is not None:
            met &= self.volume >= least
        reached = known.any(axis=1) & ((known & ~met).sum(axis=1) <= allow)
        return float(reached.mean())


def forecast(course: Course, *, over: Over = Over.WHOLE, paths: int | None = None) -> Forecast:
    """Simulate what the days after the last known one may bring; the same course gives the same forecast."""
    judged = counted(course.window, over, course.week)
    why_not = course.why_not or _why_not(course, judged)
    if why_not:
        return _none(why_not)
    course = _whole(_as_told(course))
    drawn = _drawn(course, over, judged)
    begins = min([course.window.start, *(one.start for one in judged), *(one.start for one in drawn)])
    rows = _rows(course, begins, paths or max(FEWEST, min(PATHS, _COURSE_DAYS // max(_ahead(course), 1))))
    sums = _sums(course, rows, begins, [*judged, *drawn])
    values = np.clip(course.worked_out(sums), *course.limits)
    ends = values[:, : len(judged)]
    if over is not Over.WHOLE:
        ends = np.where([_is_known(course, one) for one in judged], ends, np.nan)
    low, mid, high = _quantiles(values[:, len(judged) :])
    days = np.array([one.end for one in drawn], dtype="datetime64[D]")
    return Forecast(days, low, mid, high, ends, _volume(course, sums[:, :, : len(judged)]))


def counted(window: Period, over: Over, week: Step = Step.WEEK) -> tuple[Period, ...]:
    """Give the periods in which the goal is asked: one, but for each week and each month.

    Of weeks and months only those that lie wholly in the window count, of the last ones too. `week` is the step that is
    a week.

    >>> from datetime import date
    >>> [one.start.day for one in counted(Period(date(2026, 10, 1), date(2026, 10, 31)), Over.EACH_WEEK)]
    [5, 12, 19]
    """
    if over is Over.WHOLE:
        return (window,)
    if over is Over.LAST_28_DAYS:
        return (_last_days(window.end),)
    steps = cut(window, step_of(over, week))
    ends = zip(steps.start[~steps.partial].tolist(), steps.end[~steps.partial].tolist(), strict=True)
    whole = tuple(Period(first, last) for first, last in ends)
    return whole[-1:] if over is Over.LAST_MONTH else whole


def _last_days(day: date) -> Period:
    return Period(day - timedelta(days=FOUR_WEEKS - 1), day)


def _drawn(course: Course, over: Over, judged: Sequence[Period]) -> tuple[Period, ...]:
    """Give, for each day ahead that the chart draws, the days that its value is about."""
    if step_of(over, course.week) is not Step.TOTAL:
        return tuple(one for one in judged if course.as_of is None or one.end > course.as_of)
    window = course.window
    first = max(window.start, course.as_of + timedelta(days=1)) if course.as_of else window.start
    days = [first + timedelta(days=more) for more in range((window.end - first).days + 1)]
    return tuple(Period(window.start, day) if over is Over.WHOLE else _last_days(day) for day in days)


def _is_known(course: Course, period: Period) -> bool:
    """Tell whether every day of a period is known or still to come."""
    first, last = course.place(period.start), min(course.place(period.end) + 1, len(course.days))
    return first >= 0 and bool(course.known[first:last].all())


def is_met(values: Numbers, sense: Sense, goal: float, upper: float | None = None) -> Flags:
    """Mark the values that are on the good side of the goal; an unknown one is not."""
    if sense is Sense.AT_MOST:
        return np.asarray(values <= goal)
    high = upper if sense is Sense.BETWEEN and upper is not None else np.inf
    return np.asarray((values >= goal) & (values <= high))


def _why_not(course: Course, periods: tuple[Period, ...]) -> str:
    if not periods:
        return "No whole week or month lies in the time of this target."
    if not _ahead(course):
        return ""
    if course.behaves is Behaves.LEVEL and (told := _lately_told(course)) < LEAST_DAYS:
        return f"Only {told} of the last {LATELY} days have a value of their own; a forecast needs {LEAST_DAYS}."
    known = int(course.whole.sum())
    return f"Only {known} days are known in full; a forecast needs {LEAST_DAYS}." if known < LEAST_DAYS else ""


def _lately_told(course: Course) -> int:
    """Count the days among the last ones on which a level was told."""
    return int(course.whole[-LATELY:].sum())


def _learnt(course: Course) -> Numbers:
    """Give the days to learn from: of what adds up its amounts, of a level its changes.

    What changed between two values of a level is laid evenly on the days between them, up to 35.
    """
    if course.behaves is not Behaves.LEVEL:
        return np.where(course.whole, course.rows[~course.kept], np.nan)
    changes = np.full((1, len(course.days)), np.nan)
    places = np.flatnonzero(course.whole)
    for before, after in pairwise(places.tolist()):
        if after - before <= int(CARRIED.astype(int)):
            changes[0, before + 1 : after + 1] = (course.rows[0, after] - course.rows[0, before]) / (after - before)
    return changes


def _as_told(course: Course) -> Course:
    """Go back to the last day on which a level was told: where it is carried since, it may have moved."""
    told = np.flatnonzero(course.whole)
    if course.behaves is not Behaves.LEVEL or not _ahead(course) or not len(told):
        return course
    return course.until(course.days[told[-1]].item())


def _whole(course: Course) -> Course:
    """Take unknown days of a sum for usual ones, by weekday: as nothing they would count against the goal.

    What some of the channels tell of such a day counts, where it is more. Of a ratio of sums nothing is added.
    """
    dim = ~course.known
    dim[: max(course.place(course.window.start) - _WEEK, 0)] = False
    if (course.behaves is not Behaves.FLOW and not course.kept.any()) or not _ahead(course) or not dim.any():
        return course
    rows, summed = course.rows.copy(), ~course.kept
    rows[np.ix_(summed, dim)] = np.fmax(rows[np.ix_(summed, dim)], _usual(course)[:, dim])
    return replace(course, rows=rows)


def _usual(course: Course) -> Numbers:
    """Give each day of a course the mean of its weekday among the last known ones, else the mean of all."""
    weekdays = (course.days.astype(int) + 3) % _WEEK
    places = np.flatnonzero(course.whole)[-LATELY:]
    learnt = course.rows[~course.kept][:, places]
    counts = np.bincount(weekdays[places], minlength=_WEEK)
    sums = np.stack([np.bincount(weekdays[places], weights=row, minlength=_WEEK) for row in learnt])
    means = np.where(counts, sums / np.maximum(counts, 1), learnt.mean(axis=1, keepdims=True))
    return np.asarray(means[:, weekdays])


def _ahead(course: Course) -> int:
    """Count the days from the last known one to the window's end."""
    return max(course.place(course.window.end) + 1 - len(course.days), 0)


def _rows(course: Course, begins: date, paths: int) -> Numbers:
    """Give rows × simulated courses × days from one on: what is known is the same in all of them."""
    first, known = course.place(begins), len(course.days)
    told = course.rows[:, first : course.place(course.window.end) + 1]
    rows = np.broadcast_to(told[:, np.newaxis], (len(told), paths, told.shape[1]))
    if not _ahead(course):
        return rows
    return np.concatenate([rows, _simulated(course, paths)[:, :, max(first - known, 0) :]], axis=2)


def _simulated(course: Course, paths: int) -> Numbers:
    """Give rows × simulated courses × the days from the last known one to the window's end."""
    ahead, kept = _ahead(course), course.kept
    seed = [course.window.start.toordinal(), len(course.days)]
    first = int(course.days[0].astype(int)) + 3
    weekdays = (first + np.arange(len(course.days) + ahead)) % 7
    if course.behaves is Behaves.LEVEL:
        grown = simulate(_learnt(course), weekdays, paths=paths, seed=seed).cumsum(axis=2)
        return np.asarray(course.rows[:, -1:, np.newaxis] + grown)
    rows = np.empty((len(course.rows), paths, ahead))
    rows[~kept] = simulate(_learnt(course), weekdays, paths=paths, seed=seed)
    for row in np.flatnonzero(kept):
        rows[row] = _last_known(course.rows[row])
    return rows


def _last_known(row: Numbers) -> float:
    known = row[~np.isnan(row)]
    return float(known[-1]) if len(known) else np.nan


def _sums(course: Course, rows: Numbers, begins: date, periods: Sequence[Period]) -> Numbers:
    """Add the rows up in each period: rows × courses × periods; unknown where no day of it is known.

    What is no sum is taken at an end of it.
    """
    firsts = np.array([(one.start - begins).days for one in periods], dtype="intp")
    nexts = np.array([(one.end - begins).days + 1 for one in periods], dtype="intp")
    known = ~np.isnan(rows[:, :1])  # the same days in all courses
    grown, counts = (_from_nothing(of) for of in (np.where(known, rows, 0.0), known))
    sums = np.where(counts[:, :, nexts] > counts[:, :, firsts], grown[:, :, nexts] - grown[:, :, firsts], np.nan)
    kept, opening = course.kept, course.opening
    sums[kept & opening] = rows[kept & opening][:, :, firsts]
    sums[kept & ~opening] = rows[kept & ~opening][:, :, nexts - 1]
    return sums


def _from_nothing(amounts: NDArray[Any]) -> NDArray[Any]:
    return np.pad(amounts.cumsum(axis=2), ((0, 0), (0, 0), (1, 0)))


def _volume(course: Course, sums: Numbers) -> Numbers:
    """Give what a ratio divides by in each simulated course and period."""
    below = course.formula.denominator
    return course.worked_out(sums, below) if below else np.full(sums.shape[1:], np.nan)


def _quantiles(courses: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give the band of each day, and its middle, over the courses that are known there."""
    nothing = np.full(courses.shape[1], np.nan)
    known = courses[~np.isnan(courses).any(axis=1)]
    if not known.size:
        return nothing, nothing, nothing
    low, mid, high = np.quantile(known, [_LOW, 0.5, _HIGH], axis=0)
    return low, mid, high


def _none(why_not: str) -> Forecast:
    nothing = np.empty(0)
    return Forecast(
        np.empty(0, "datetime64[D]"), nothing, nothing, nothing, np.empty((0, 0)), np.empty((0, 0)), why_not
    )
