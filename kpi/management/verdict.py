"""The verdict: how many of the targets of some days are on track, and what is to be said of the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kpi.periods import Period
from kpi.targets.status import Status
from kpi.targets.target import Target


class Call(StrEnum):
    """What a status means to whoever decides; every target has exactly one."""

    ON_TRACK = "on track"
    REACHED = "reached"
    DECIDE = "needs a decision"
    MISSED = "was missed"
    WAITS = "waits for data"
    EARLY = "is too early to judge"
    NOT_HELD = "cannot be judged"
    CLOSED = "was closed early"


CALLS: Mapping[Status, Call] = {
    Status.ON_TRACK: Call.ON_TRACK,
    Status.ACHIEVED: Call.REACHED,
    Status.AT_RISK: Call.DECIDE,
    Status.OFF_TRACK: Call.DECIDE,
    Status.GUARD_BROKEN: Call.DECIDE,
    Status.MISSED: Call.MISSED,
    Status.AWAITING_DATA: Call.WAITS,
    Status.STALE: Call.WAITS,
    Status.TOO_EARLY: Call.EARLY,
    Status.NOT_STARTED: Call.EARLY,
    Status.CLOSED_EARLY: Call.CLOSED,
}
"""A goal reached at the price of something that was guarded needs a decision; what was missed is over."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many targets there are of each call."""

    counts: Mapping[Call, int]

    @property
    def total(self) -> int:
        """Count all targets."""
        return sum(self.counts.values())

    @property
    def good(self) -> int:
        """Count those that are on track or reached."""
        return self.of(Call.ON_TRACK) + self.of(Call.REACHED)

    def of(self, call: Call) -> int:
        """Count those of a call."""
        return self.counts.get(call, 0)


def verdict(statuses: Iterable[Status], *, not_held: int = 0) -> Verdict:
    """Count targets by what their status means; `not_held` are those that cannot be held against the data.

    >>> verdict([Status.ON_TRACK, Status.ACHIEVED, Status.AT_RISK]).good
    2
    """
    counts = Counter(CALLS[status] for status in statuses)
    return Verdict({**counts, **({Call.NOT_HELD: not_held} if not_held else {})})


def concerns(target: Target, days: Period) -> bool:
    """Tell whether a target runs, ends or begins within some days; one closed before its end ran until it was."""
    last = min(target.end, target.ended) if target.ended else target.end
    return target.start <= days.end and last >= days.start
