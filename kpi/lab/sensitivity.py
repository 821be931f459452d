"""What moves an estimate most: each input at its low and its high end while all others stay as they are."""

from dataclasses import dataclass
from enum import StrEnum

from kpi.lab.estimate import Estimate, Ground, Inputs, Part, cost_of

SWING = 0.1
"""By how much growth is taken to be off to either side: an assumption, as the screen says."""


class Input(StrEnum):
    """What of a channel is moved."""

    CPM = "CPM"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Swing:
    """What an estimate comes to with one input at its low and at its high end, all others held.

    `at_low` and `at_high` are the input's ends (a CPM, or growth as a fraction); `low` and `high` the whole cost there.
    """

    channel: str
    what: Input
    at_low: float
    at_high: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """Say how far apart the ends are."""
        return self.high - self.low


def tornado(answer: Estimate, inputs: Inputs, stands_on: Ground, *, swing: float = SWING) -> tuple[Swing, ...]:
    """Move one input of an estimate after another to its low and its high end; the widest stands first."""
    if answer.cost is None:
        return ()
    swings = []
    for part in answer.parts:
        others = answer.cost.base - part.cost.base
        growth = inputs.growth.get(part.channel, 0.0)
        swings.append(_of_cpm(part, others))
        swings.append(_of_growth(part, others, stands_on.impressions[part.channel], growth, swing))
    return tuple(sorted(swings, key=lambda one: -one.width))


def _of_cpm(part: Part, others: float) -> Swing:
    cost, cpm = part.cost, part.cpm
    return Swing(part.channel, Input.CPM, cpm.low, cpm.high, others + cost.low, others + cost.high)


def _of_growth(part: Part, others: float, seen: float, growth: float, swing: float) -> Swing:
    ends = max(-1.0, growth - swing), growth + swing
    low, high = (others + cost_of(seen * (1 + end), part.cpm).base for end in ends)
    return Swing(part.channel, Input.GROWTH, *ends, low, high)
