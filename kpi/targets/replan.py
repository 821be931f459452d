"""What can be done about a target that is off track: a later end, another goal, one more action; side by side."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from kpi.catalogue.operands import Behaves
from kpi.facts import Numbers
from kpi.periods import Period
from kpi.targets.course import Course
from kpi.targets.forecast import Forecast, counted, forecast
from kpi.targets.target import EACH, Over, Sense

EVEN = 0.5
_WEEK = 7
_LONGER = (0.25, 0.5, 1.0)
"""By which shares of its length a target is tried to be extended."""


class Way(StrEnum):
    """What is changed."""

    AS_IT_IS = "as it is"
    EXTEND = "a later end"
    LOWER = "another goal"
    ADD = "one more action"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a course, in the words of a target: see there."""

    goal: float
    sense: Sense = Sense.AT_LEAST
    upper: float | None = None
    over: Over = Over.WHOLE
    allow: int = 0
    least: float | None = None

    def chance(self, found: Forecast) -> float | None:
        """Give the chance that a forecast gives it."""
        return found.chance(self.sense, self.goal, self.upper, allow=self.allow, least=self.least)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on: when it ends, what it asks, what is needed from now on, and the chance of that.

    `required` is a day's amount (of what adds up, or of a level's growth), for a ratio the rate on what is still to
    come; None where nothing is left to come. `effect` is what the user expects of an action, in the goal's unit: their
    estimate, and the chance rests on it.
    """

    way: Way
    end: date
    goal: float
    required: float | None
    chance: float | None
    effect: float | None = None


def options(course: Course, asked: Asked, *, effect: float | None = None) -> tuple[Option, ...]:
    """Give the ways to go on, as it is first; those that cannot be worked out are left out."""
    found = forecast(course, over=asked.over)
    as_it_is = Option(Way.AS_IT_IS, course.window.end, asked.goal, required(course, asked, found), asked.chance(found))
    if found.why_not:
        return (as_it_is,)
    others = [_extended(course, asked), _lowered(course, asked, found)]
    if effect is not None:
        others.append(_with_action(course, asked, found, effect))
    return (as_it_is, *(option for option in others if option))


def even_goal(asked: Asked, found: Forecast) -> float | None:
    """Give the goal that every other simulated course reaches, in four figures as people set goals.

    There is none where the value shall stay between two.
    """
    if asked.sense is Sense.BETWEEN or not found.ends.size:
        return None
    ends = np.sort(found.ends[~np.isnan(found.ends).any(axis=1)], axis=1)
    if not len(ends):
        return None
    at = min(asked.allow, ends.shape[1] - 1)
    weakest = ends[:, -1 - at] if asked.sense is Sense.AT_MOST else ends[:, at]
    return _in_figures(float(np.median(weakest)), up=asked.sense is Sense.AT_MOST)


def _in_figures(goal: float, *, up: bool) -> float:
    """Write a goal in four figures, on the side on which it is reached more easily.

    >>> _in_figures(9_476.57, up=False), _in_figures(0.0342161, up=True)
    (9476.0, 0.03422)
    """
    if not goal:
        return goal
    figures = 3 - math.floor(math.log10(abs(goal)))
    step = math.ceil if up else math.floor
    return float(f"{step(goal * 10.0**figures) / 10.0**figures:.12g}")


def required(course: Course, asked: Asked, found: Forecast) -> float | None:
    """Say what is needed from the last known day on, each day or (for a ratio) on the volume still to come.

    Of each week or month what the next one needs.
    """
    period = next(_open_periods(course, asked.over), None)
    if period is None or not len(course.days):
        return None
    known, left = _known_sums(course, period), _days_left(course, period)
    if course.behaves is Behaves.LEVEL:
        return (asked.goal - float(course.rows[0, -1])) / left
    value = float(course.worked_out(known))
    if course.behaves is Behaves.FLOW:
        return (asked.goal - value) / (left + _unknown_days(course, period))
    return _rate_on_the_rest(course, asked, known, value, found)


def _rate_on_the_rest(course: Course, asked: Asked, known: Numbers, value: float, found: Forecast) -> float | None:
    """Give (goal × (volume so far + volume to come) − counted so far) / volume to come."""
    below = course.formula.denominator
    if below is None or not found.volume.size:
        return None
    done = np.nan_to_num(float(course.worked_out(known, below)))
    ahead = float(np.nanmedian(found.volume[:, _place(course, asked.over)])) - done
    counted_so_far = done * value if done else 0.0
    return (asked.goal * (done + ahead) - counted_so_far) / ahead if ahead > 0 else None


def _extended(course: Course, asked: Asked) -> Option | None:
    """Move the end by a quarter, a half or the whole of the length, in whole weeks: the first with an even chance."""
    tried = None
    for share in _LONGER:
        days = max(round(course.window.days * share / _WEEK), 1) * _WEEK
        longer = replace(course, window=Period(course.window.start, course.window.end + timedelta(days=days)))
        found = forecast(longer, over=asked.over)
        chance = asked.chance(found)
        tried = Option(Way.EXTEND, longer.window.end, asked.goal, required(longer, asked, found), chance)
        if chance is not None and chance >= EVEN:
            break
    return tried


def _lowered(course: Course, asked: Asked, found: Forecast) -> Option | None:
    goal = even_goal(asked, found)
    if goal is None:
        return None
    other = replace(asked, goal=goal)
    return Option(Way.LOWER, course.window.end, goal, required(course, other, found), other.chance(found))


def _with_action(course: Course, asked: Asked, found: Forecast, effect: float) -> Option:
    """Add what the user expects of an action to where each course ends."""
    helped = replace(found, ends=found.ends + effect)
    without = replace(asked, goal=asked.goal - effect)
    needed = required(course, without, found)
    return Option(Way.ADD, course.window.end, asked.goal, needed, asked.chance(helped), effect)


def _open_periods(course: Course, over: Over) -> Iterator[Period]:
    """Give the judged periods that have days to come."""
    return (one for one in counted(course.window, over, course.week) if course.as_of is None or one.end > course.as_of)


def _place(course: Course, over: Over) -> int:
    """Say which of the judged periods is the first with days to come."""
    return (
        len(counted(course.window, over, course.week)) - len(list(_open_periods(course, over))) if over in EACH else 0
    )


def _days_left(course: Course, period: Period) -> int:
    first = max(period.start, course.as_of + timedelta(days=1)) if course.as_of else period.start
    return Period(first, period.end).days


def _unknown_days(course: Course, period: Period) -> int:
    """Count the days of a period up to the last known one that not all channels know: on them too something may be."""
    first = max(course.place(period.start), 0)
    return int((~course.known[first : course.place(period.end) + 1]).sum())


def _known_sums(course: Course, period: Period) -> Numbers:
    """Add up what is known of a period, a row each; what is no sum is its last known value."""
    first = max(course.place(period.start), 0)
    inside = course.rows[:, first : course.place(period.end) + 1]
    sums = np.nansum(inside, axis=1)
    sums[course.kept] = course.rows[course.kept, -1]
    return np.asarray(sums)
