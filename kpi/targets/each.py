"""A goal that is asked of each week or month anew: how many of the complete ones met it."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from kpi.measure.covering import days_known_to_all
from kpi.measure.question import Evidence, Question
from kpi.measure.sums import by_step, volumes
from kpi.periods import Period, Step, cut
from kpi.targets.seen import still_grows
from kpi.targets.target import Over, Sense, Target

_MONTHS = frozenset({Over.EACH_MONTH, Over.LAST_MONTH})


class Judged(StrEnum):
    """What is said of one period."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"
    EMPTY = "nothing to judge"
    AHEAD = "not over"


@dataclass(frozen=True, slots=True)
class One:
    """A complete week or month inside a target's time: its value, its denominator for a ratio, and what is said of it.

    A period of which any day is unknown is unknown, one whose posts still grow is not over, and one in which a ratio
    has no denominator gives nothing to judge.
    """

    period: Period
    value: float | None
    volume: float | None
    judged: Judged


@dataclass(frozen=True, slots=True)
class Each:
    """How the periods of a target stand; those that its time cuts are not among them."""

    periods: tuple[One, ...]
    allow: int

    def count(self, judged: Judged) -> int:
        """Count the periods of which something is said."""
        return sum(one.judged is judged for one in self.periods)

    @property
    def met(self) -> int:
        """Count the periods that met the goal."""
        return self.count(Judged.MET)

    @property
    def missed(self) -> int:
        """Count those that did not."""
        return self.count(Judged.MISSED)

    @property
    def over(self) -> int:
        """Count the periods that are over and were judged."""
        return self.met + self.missed

    @property
    def needed(self) -> int:
        """Say how many must meet the goal: all that there is something to judge of, less the misses allowed."""
        return max(0, len(self.periods) - self.count(Judged.EMPTY) - self.allow)

    @property
    def left(self) -> int:
        """Count the periods that are still to come or unknown."""
        return self.count(Judged.AHEAD) + self.count(Judged.UNKNOWN)

    @property
    def reached(self) -> bool | None:
        """Tell whether the goal is met for good, or missed for good; None while that is open.

        Where all is over and there was nothing to judge, nothing was met.
        """
        if self.missed > self.allow:
            return False
        if self.met >= self.needed and self.needed > 0:
            return True
        return None if self.left else self.met > 0


def step_of(over: Over, week: Step) -> Step:
    """Say by which calendar step a target's time is cut, the whole of it where by none; `week` is the one for weeks."""
    if over is Over.EACH_WEEK:
        return week
    return Step.MONTH if over in _MONTHS else Step.TOTAL


def each(target: Target, sense: Sense, question: Question, evidence: Evidence, until: date | None) -> Each:
    """Judge every complete period of a target's time, as of the last day `until` that all its channels know."""
    steps = cut(target.window, step_of(target.over, target.week))
    values, _ = by_step(question, evidence, steps)
    amounts = volumes(question, evidence, steps)
    found = []
    for place in np.flatnonzero(~steps.partial):
        period = Period(steps.start[place].item(), steps.end[place].item())
        if until is None or until < period.end or still_grows(evidence, period):
            found.append(One(period, None, None, Judged.AHEAD))
        elif len(days_known_to_all(evidence.parts, period)) < period.days:
            found.append(One(period, None, None, Judged.UNKNOWN))
        else:
            value, amount = known(values[place]), known(amounts[place])
            found.append(One(period, value, amount, _judged(target, sense, value, amount)))
    return Each(tuple(found), target.allow)


def meets(target: Target, sense: Sense, value: float) -> bool:
    """Tell whether a value is on the good side of a target's goal."""
    upper = math.inf if target.upper is None else target.upper
    return {
        Sense.AT_LEAST: value >= target.goal,
        Sense.AT_MOST: value <= target.goal,
        Sense.BETWEEN: target.goal <= value <= upper,
    }[sense]


def known(number: float) -> float | None:
    """Give a number as it is kept, None where it is unknown."""
    return float(number) if math.isfinite(number) else None


def _judged(target: Target, sense: Sense, value: float | None, amount: float | None) -> Judged:
    if amount == 0:
        return Judged.EMPTY
    if value is None:
        return Judged.UNKNOWN
    enough = target.min_volume is None or (amount or 0.0) >= target.min_volume
    return Judged.MET if enough and meets(target, sense, value) else Judged.MISSED
