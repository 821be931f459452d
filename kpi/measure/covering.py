"""How many of the asked days an answer rests on, channel by channel and in all."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce

import numpy as np

from kpi.catalogue.metrics import OPENING
from kpi.choice import TOTALS, Part
from kpi.measure.question import Cover
from kpi.periods import Days, Period, disjoint, each_day


def covers_of(parts: Sequence[Part], period: Period) -> tuple[Cover, ...]:
    """Say of each channel and account how many days of a range it knows, and where its data end."""
    return tuple(
        Cover(part.channel, part.account, part.grain, len(_days(part, period)), part.as_of, _level_of(part, period))
        for part in parts
    )


def days_all_know(parts: Sequence[Part], period: Period) -> int:
    """Count the days of a range that each of the parts knows: those on which their total is whole."""
    return len(days_known_to_all(parts, period))


def days_known_to_all(parts: Sequence[Part], period: Period) -> Days:
    """List the days of a range that each of the parts knows; every other day of it is unknown, which is not zero."""
    known: Days = (
        reduce(np.intersect1d, [_days(part, period) for part in parts]) if parts else np.empty(0, "datetime64[D]")
    )
    return known


def _days(part: Part, period: Period) -> Days:
    """List the days of a range that a part knows; of overlapping totals those that are added up."""
    first, last = period.ends
    if part.is_level:
        return np.arange(first, last + 1) if part.days_known(period) else part.known[:0]
    if part.grain not in TOTALS:
        known: Days = part.known[(part.known >= first) & (part.known <= last)]
        return known
    used = np.flatnonzero(part.paired & part.inside(period))
    used = used[disjoint(part.view.start[used], part.view.end[used])]
    return each_day(part.view.start[used], part.view.end[used])


def _level_of(part: Part, period: Period) -> date | None:
    """Give the day of a level's value in a range: its last one at the end, or before the start where that is asked."""
    ends = {name: period.start - timedelta(days=1) if name in OPENING else period.end for name in part.levels}
    at = [int(part.last_known(name, np.array([day], "datetime64[D]"))[0]) for name, day in ends.items()]
    if not part.is_level or min(at) < 0:
        return None
    oldest: date = part.view.end[at].min().item()
    return oldest
