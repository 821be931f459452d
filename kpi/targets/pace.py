"""Whether a target is decided, too early to judge, or how far it is of what should be done by now."""

from datetime import date

import numpy as np

from kpi.catalogue.operands import Behaves, written_out
from kpi.choice import CARRIED
from kpi.periods import Period
from kpi.targets.each import Each, Judged
from kpi.targets.held import Track
from kpi.targets.target import Over, Sense

_TOO_EARLY_SHARE = 0.2
_TOO_EARLY_DAYS = 7
NEAR = 0.9
"""The share of what should be done by now from which a target is no more than at risk."""
_FALLS = frozenset({"net_followers", "net_new_followers", "stock_change"})


def is_over(held: Track, newest: date) -> bool:
    """Tell whether the data reach the last day; the last value of a level still stands there for 35 days."""
    if held.as_of is None:
        return False
    if held.each:
        return not held.each.count(Judged.AHEAD)
    carried = held.behaves is Behaves.LEVEL and held.target.over is Over.WHOLE and newest >= held.target.end
    return held.days_left <= 0 or (carried and bool(np.timedelta64(held.target.end - held.as_of) <= CARRIED))


def is_decided(held: Track, newest: date) -> bool | None:
    """Tell whether the goal is reached (True) or missed (False) for good; None while that is open or unknown.

    A sum that only grows is decided as soon as it passes the goal, and then no unknown day changes it.
    """
    if held.silent:
        return None
    if held.each:
        return held.each.reached
    if held.value is None:
        return False if held.is_empty and is_over(held, newest) else None
    if held.behaves is Behaves.FLOW and _only_grows(held):
        most = held.target.upper if held.sense is Sense.BETWEEN else held.target.goal
        if held.sense is Sense.AT_LEAST and held.reached:
            return True
        if held.sense is not Sense.AT_LEAST and most is not None and held.value > most:
            return False
    return held.reached if is_over(held, newest) and held.whole else None


def is_early(held: Track) -> bool:
    """Tell whether less than a fifth of the days or than seven of them are known: then any judgement is a guess."""
    if held.as_of is None:
        return True
    if held.each:
        return not held.each.over
    elapsed = Period(held.target.start, held.as_of).days
    if held.value is None and held.target.over is not Over.WHOLE:
        return held.answer is None
    known = elapsed - held.unknown if held.target.over is Over.WHOLE else elapsed
    return known < _TOO_EARLY_DAYS or elapsed / held.target.window.days < _TOO_EARLY_SHARE


def pace_done(held: Track) -> float | None:
    """Say how much of what is asked by now is done: 1 is on pace; what lies above a limit counts against it.

    A level is compared by the way done since its start, so that a large stock does not hide that nothing moved.
    """
    if held.each:
        return _each_done(held.each)
    if held.value is None or not held.expected:
        return None
    done = _of_expected(held, held.value, held.expected)
    if held.behaves is Behaves.LEVEL and held.pace and held.share is not None:
        done = held.share / held.pace
    return min(done, _volume_done(held))


def _of_expected(held: Track, value: float, expected: float) -> float:
    if held.sense is Sense.AT_LEAST:
        return value / expected
    if held.sense is Sense.AT_MOST:
        return 2 - value / expected
    most = expected * (held.target.upper or held.target.goal) / held.target.goal
    return min(1.0, value / expected, 2 - value / most)


def _volume_done(held: Track) -> float:
    """Say how far the volume that a ratio needs has come, against the share of the days that are known."""
    if not held.target.min_volume or held.as_of is None:
        return 1.0
    known = Period(held.target.start, held.as_of).days - held.unknown
    share = known / held.target.window.days if held.target.over is Over.WHOLE else 1.0
    return (held.volume or 0.0) / held.target.min_volume / share


def _each_done(each: Each) -> float:
    """Judge periods by their misses: within what is allowed so far is on pace; the last one allowed used up is not."""
    if not each.missed:
        return 1.0
    allowed_so_far = max(1.0, each.allow * each.over / len(each.periods))
    return 1.0 if each.missed < each.allow and each.missed <= allowed_so_far else NEAR


def _only_grows(held: Track) -> bool:
    formula = written_out(held.kpi.formula, ("cpm",) if held.kpi.over else ())
    return "-" not in formula.text and not _FALLS & set(formula.names)
