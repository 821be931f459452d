"""The actions of all targets in one list: what is due, whose it is, the late ones first.

Actions stand in their targets and nowhere else; here they are only looked at together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from kpi.catalogue.kpis import Kpi
from kpi.facts import Facts
from kpi.insight.daily import Daily, can_be_judged, daily
from kpi.insight.usual import KNOWN, log_rates, past_strays, seen_before
from kpi.periods import Period
from kpi.targets.target import Action, State, Target

SOON = timedelta(days=7)
AFTER = 28
"""How many days after its first one an action is looked back on at most."""
_WEEK, _HISTORY = 7, 546
_RANGE = (0.1, 0.5, 0.9)
_LEAST_OFF = 0.05
_LEAST_PAST = 10


class Due(StrEnum):
    """When something is to be done about an action."""

    LATE = "late"
    TO_START = "should have begun"
    SOON = "due this week"
    RUNNING = "under way"
    AHEAD = "ahead"
    OVER = "done"
    DROPPED = "dropped"


_ORDER = {due: place for place, due in enumerate(Due)}


@dataclass(frozen=True, slots=True)
class Todo:
    """An action, the target it is for, when something is to be done about it, and by how many days it is late."""

    action: Action
    target: Target
    due: Due
    late: int


@dataclass(frozen=True, slots=True)
class Around:
    """What a KPI was in the days from an action's first one on, and what its weekdays made one expect before it.

    Of stretches as long in the past eight of ten lay between `low` and `high`. That something came after an action
    says that both went together, and not that one brought the other.
    """

    days: Period
    value: float
    usual: float
    low: float
    high: float

    @property
    def stands_out(self) -> bool:
        """Tell whether the days lie outside of what is usual, and far enough to be worth a word."""
        return not self.low <= self.value <= self.high and abs(self.value / self.usual - 1) >= _LEAST_OFF


def todos(targets: Iterable[Target], today: date) -> list[Todo]:
    """List the actions of all targets that are not closed: the late ones first, the latest of them at the top."""
    found = [_todo(action, target, today) for target in targets if not target.closed_at for action in target.actions]
    return sorted(found, key=lambda one: (_ORDER[one.due], -one.late, one.action.end, one.action.title, one.action.id))


def _todo(action: Action, target: Target, today: date) -> Todo:
    return Todo(action, target, _due(action, today), max(0, (today - action.end).days))


def _due(action: Action, today: date) -> Due:
    if action.state in (State.DONE, State.DROPPED):
        return Due.OVER if action.state is State.DONE else Due.DROPPED
    if action.end < today:
        return Due.LATE
    if action.state is State.PLANNED and action.start < today:
        return Due.TO_START
    if action.end <= today + SOON:
        return Due.SOON
    return Due.RUNNING if action.state is State.DOING else Due.AHEAD


def around(target: Target, action: Action, kpi: Kpi, facts: Facts, as_of: date) -> Around | None:
    """Hold the days from an action's first one on against what their weekdays brought before it.

    None where the KPI cannot be judged day by day, or where too few days before or after are known: unknown stays
    unknown.
    """
    if not can_be_judged(kpi):
        return None
    last = min(
        max(action.end, action.start + timedelta(days=_WEEK - 1)), action.start + timedelta(days=AFTER - 1), as_of
    )
    if (last - action.start).days < _WEEK - 1:
        return None
    days = Period(action.start, last)
    found = daily(kpi, facts, target.scope, days, history=_HISTORY)
    return _held(_of_all(found), days) if found else None


def _of_all(found: list[Daily]) -> Daily:
    """Give the series of all channels together: of a rate it is there, and what adds up is added day by day."""
    whole = next((one for one in found if not one.channel), None)
    if whole or len(found) == 1:
        return whole or found[0]
    above, below = (np.sum([getattr(one, side) for one in found], axis=0) for side in ("above", "below"))
    return Daily(found[0].kpi, "", found[0].days, above, below)


def _held(series: Daily, days: Period) -> Around | None:
    first = len(series.days) - days.days
    seen = seen_before(series, first, len(series.days))
    if seen is None:
        return None
    now_known = ~np.isnan(seen.above[first:])
    if now_known.mean() < KNOWN:
        return None
    past = past_strays(seen, log_rates(seen, days.days), days.days)
    past = past[~np.isnan(past)]
    if len(past) < _LEAST_PAST:
        return None
    made, base = float(np.nansum(seen.above[first:])), float(np.sum(seen.below[first:][now_known]))
    if base <= 0:
        return None
    size = float(np.sum(series.below[first:][now_known]))
    whole = size if series.is_rate else 1.0
    expected = base * seen.level / whole
    low, usual, high = (expected * float(np.exp(np.quantile(past, share))) for share in _RANGE)
    return Around(days, made / whole, usual, low, high)
