"""What the scope has done before in as many days: how far out a goal is, and what would be cautious or a stretch."""

import math
from dataclasses import dataclass

import numpy as np

from kpi.catalogue.operands import Behaves
from kpi.choice import ENOUGH
from kpi.facts import Flags, Numbers, Places
from kpi.periods import Days
from kpi.targets.course import Course
from kpi.targets.forecast import counted, is_met
from kpi.targets.target import EACH, Over, Sense

LEAST_WINDOWS = 3
"""How many past windows that do not overlap are needed for a judgement."""
FAR_BEYOND = 0.5
"""By which share a goal must at least pass the best there ever was to be called a chimera, be the past ever so even."""
_WEEK = 7
_FIGURES, _OF_GROWTH = 3, 2
_LOW, _CAUTIOUS, _REALISTIC, _STRETCH = 0.1, 0.5, 0.75, 0.9


@dataclass(frozen=True, slots=True)
class Presets:
    """Goals that half, a quarter and a tenth of the past windows reached."""

    cautious: float
    realistic: float
    stretch: float

    def rounded(self, begins: float = 0.0, *, decimals: int = 12) -> "Presets":
        """Round each as people set goals: to three figures, of a level to two of its growth from where it begins.

        What is counted whole has no `decimals`.

        >>> Presets(34_217.0, 0.034_167, 4.4118).rounded()
        Presets(cautious=34200.0, realistic=0.0342, stretch=4.41)
        >>> Presets(91_996.0, 92_450.0, 93_217.0).rounded(begins=91_389.0)
        Presets(cautious=92000.0, realistic=92400.0, stretch=93200.0)
        >>> Presets(7.5, 8.25, 9.125).rounded(decimals=0)
        Presets(cautious=8.0, realistic=8.0, stretch=9.0)
        """
        return Presets(*(rounded(value, begins, decimals) for value in (self.cautious, self.realistic, self.stretch)))


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """The past windows of a target's length, `length` days, one a week: the value of each, in the terms of its goal.

    `ends` are their last days; `apart` is how many of them do not overlap, `partial` how many lack a day or more (up to
    a tenth of their days), so that what adds up is told too low by these. Of a level the values are what would be
    reached if it grew from `begins` (where the target starts from) as it grew then; of anything else `begins` is zero.
    `now` is the last known level, else the value of the newest window. Where there are fewer than three windows that do
    not overlap, `why_not` says so.
    """

    length: int
    values: Numbers
    ends: Days
    apart: int
    begins: float
    now: float
    partial: int = 0
    why_not: str = ""

    @property
    def windows(self) -> int:
        """Count the past windows."""
        return len(self.values)

    def reached(self, sense: Sense, goal: float, upper: float | None = None) -> int:
        """Count the past windows that reached the goal."""
        return int(is_met(self.values, sense, goal, upper).sum())

    def best(self, sense: Sense) -> float:
        """Give the best value so far."""
        return float(self.values.min() if sense is Sense.AT_MOST else self.values.max())

    def presets(self, sense: Sense) -> Presets | None:
        """Give goals that half, a quarter and a tenth of the past windows reached; none where it must stay between."""
        if sense is Sense.BETWEEN or self.why_not:
            return None
        shares = np.array([_CAUTIOUS, _REALISTIC, _STRETCH])
        goals = np.quantile(self.values, 1 - shares if sense is Sense.AT_MOST else shares)
        return Presets(*goals.tolist())

    def is_chimera(self, sense: Sense, goal: float) -> bool:
        """Tell whether a goal lies far beyond all that ever was.

        It is further from the best than the best is from the middle, further than eight of ten windows lie apart, and
        by more than half of the best.
        """
        if self.why_not or sense is Sense.BETWEEN:
            return False
        way = -1.0 if sense is Sense.AT_MOST else 1.0
        best = self.best(sense)
        low, middle, high = np.quantile(self.values, [_LOW, 0.5, _STRETCH]).tolist()
        return bool(way * (goal - best) > max(way * (best - middle), high - low, FAR_BEYOND * abs(best - self.begins)))

    def is_met_already(self, sense: Sense, goal: float, upper: float | None = None) -> bool:
        """Tell whether the goal asks nothing new: a level stands there, of anything else the last window came to it."""
        return bool(is_met(np.array([self.now]), sense, goal, upper)[0])


def rounded(value: float, begins: float, decimals: int) -> float:
    """Round a value as people set goals: to three figures, of a level to two of its growth from where it begins."""
    size = abs(value - begins) or abs(value)
    if not size:
        return value
    figures = _OF_GROWTH if begins else _FIGURES
    return round(value, min(decimals, figures - 1 - math.floor(math.log10(size))))


def past(course: Course, *, over: Over = Over.WHOLE, begins: float | None = None) -> Past:
    """Slide the window's length, a week at a time, back from the day before its start (or the last known day).

    Windows of which more than a tenth of the days is unknown are left out; of a level both ends must be known.
    """
    kind, length = course.behaves, _length(course, over)
    if course.why_not or not length:
        return _none(length, course.why_not or "No whole week or month lies in the time of this target.")
    before = min(course.place(course.window.start) - 1, len(course.days) - 1)
    lasts = np.arange(before, length - 1, -_WEEK)[::-1]
    level = kind is Behaves.LEVEL
    found = _grown(course, lasts, length) if level else _summed(course, lasts, length)
    known = ~np.isnan(found)
    values, lasts = found[known], lasts[known]
    start = _start(course, begins) if level else 0.0
    newest = float(values[-1]) if len(values) else np.nan
    apart = _apart(lasts, length)
    why_not = "" if apart >= LEAST_WINDOWS else _too_few(apart, length)
    now = float(course.rows[0, -1]) if level else newest
    partial = 0 if level else int((_known(course.whole, lasts - length + 1, lasts) < length).sum())
    return Past(length, values + start, course.days[lasts], apart, start, now, partial, why_not)


def _length(course: Course, over: Over) -> int:
    """Give the days of a judged period; a level is judged by its way from the start, whatever the days at the end."""
    if course.behaves is Behaves.LEVEL and over not in EACH:
        return course.window.days
    periods = counted(course.window, over, course.week)
    return periods[0].days if periods else 0


def _start(course: Course, begins: float | None) -> float:
    """Give where a level starts from: as told, else its value before the window, else the last one."""
    before = min(course.place(course.window.start) - 1, len(course.days) - 1)
    return float(course.rows[0, before]) if begins is None else begins


def _grown(course: Course, lasts: Places, length: int) -> Numbers:
    """Give how a level grew in each window; unknown where it is at either end."""
    level = np.where(course.known, course.rows[0], np.nan)
    return np.asarray(level[lasts] - level[lasts - length])


def _summed(course: Course, lasts: Places, length: int) -> Numbers:
    """Give the value of each window; unknown where less than nine tenths of its days are known."""
    kept, opening = course.kept, course.opening
    firsts = lasts - length + 1
    used = np.where(course.whole, course.rows, 0.0)
    grown = np.pad(np.cumsum(used, axis=1), ((0, 0), (1, 0)))
    sums = grown[:, lasts + 1] - grown[:, firsts]
    sums[kept & opening] = course.rows[kept & opening][:, firsts]
    sums[kept & ~opening] = course.rows[kept & ~opening][:, lasts]
    return np.where(_known(course.whole, firsts, lasts) >= ENOUGH * length, course.worked_out(sums), np.nan)


def _known(whole: Flags, firsts: Places, lasts: Places) -> Places:
    counts = np.concatenate([[0], np.cumsum(whole)])
    return np.asarray(counts[lasts + 1] - counts[firsts])


def _apart(lasts: Places, length: int) -> int:
    """Count the windows that do not overlap, the newest first."""
    count, free = 0, np.inf
    for last in lasts[::-1].tolist():
        if last < free:
            count, free = count + 1, last - length + 1
    return count


def _too_few(apart: int, length: int) -> str:
    known = {0: "No past window", 1: "Only one past window"}.get(apart, f"Only {apart} past windows")
    return f"Not enough history: {known} of {length} days known; {LEAST_WINDOWS} that do not overlap are needed."


def _none(length: int, why_not: str) -> Past:
    return Past(length, np.empty(0), np.empty(0, "datetime64[D]"), 0, 0.0, np.nan, why_not=why_not)
