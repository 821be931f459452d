"""What a SMART target is: which KPI shall reach which goal by when, who sees to it, and why it matters."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpi.catalogue.kpis import Better, Kpi
from kpi.choice import Scope
from kpi.periods import Period, Step

_QUARTER, _YEAR = 92, 366
"""The most days of three months and of twelve."""


class Over(StrEnum):
    """Which days of its time a target is judged on."""

    WHOLE = "whole"
    LAST_28_DAYS = "last 28 days"
    LAST_MONTH = "last month"
    EACH_WEEK = "each week"
    EACH_MONTH = "each month"


EACH = frozenset({Over.EACH_WEEK, Over.EACH_MONTH})
"""What asks the goal of every period anew."""


class Sense(StrEnum):
    """On which side of its goal a value is good."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"


class Combine(StrEnum):
    """What the parts of a target have to do with its goal: nothing, add up to it, or each reach its own."""

    NONE = "none"
    SUM = "sum"
    ALL = "all"


class State(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    DOING = "under way"
    DONE = "done"
    DROPPED = "dropped"


class Horizon(StrEnum):
    """How far ahead a target looks: up to three months, up to twelve, or longer."""

    SHORT = "short term"
    MEDIUM = "medium term"
    LONG = "long term"


@dataclass(frozen=True, slots=True)
class Relative:
    """A goal given as a change of what was: `value` is what the days from `start` to `end` came to, frozen at save.

    `change` is a share of the value (0.08 is +8 %), for a percentage points (0.005 is half a point).
    """

    change: float
    start: date
    end: date
    value: float


@dataclass(frozen=True, slots=True)
class Milestone:
    """What shall be reached by a day, in the terms of the goal."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Guard:
    """A KPI that must not get worse meanwhile: its value over the target's time stays on its side of the limit."""

    kpi: str
    sense: Sense
    limit: float


@dataclass(frozen=True, slots=True)
class Share:
    """What some of a target's channels shall do: a goal of their own."""

    channels: tuple[str, ...]
    goal: float


@dataclass(frozen=True, slots=True)
class Sector:
    """What others in the trade come to, as somebody read it: shown beside a target, and never computed with.

    `value` is in the unit of the target's KPI; `source` says who published it.
    """

    value: float
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody does to reach a target; `effect` is what they expect of it, in the goal's unit.

    `id` is the text of a UUID.
    """

    id: str
    title: str
    owner: str
    start: date
    end: date
    state: State = State.PLANNED
    effect: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A goal for one KPI over the days from `start` to `end`, both included.

    `id` is the text of a UUID. No channel, content type or account named means all of them. `baseline`, `goal` and all
    that is told in their terms are in the KPI's own unit, rates as fractions (0.031 is 3.1 %); `baseline` is missing
    where nothing is known before the start, `baseline_from` says in words what it is. A missing `sense` is that of the
    KPI; `upper` is the other end of what is asked where the value shall stay between. `allow` are the periods that may
    miss, where each is asked; `min_volume` is the denominator that a ratio needs before it counts. `priority` is 1
    (high) to 3. What is `unsmart` was saved although not all of what makes a target SMART was there.
    `formula` is the KPI's when the target was set. `ended` is
    the last day in the data when somebody closed it before its end: what came later does not count.
    `week` is the step that is a week where the target is judged: its workspace says so then, and it is never kept.
    """

    id: str
    kpi: str
    channels: tuple[str, ...]
    content_types: tuple[str, ...]
    start: date
    end: date
    baseline: float | None
    goal: float
    owner: str
    reason: str
    created_at: datetime
    updated_at: datetime
    title: str = ""
    accounts: tuple[str, ...] = ()
    over: Over = Over.WHOLE
    sense: Sense | None = None
    upper: float | None = None
    relative: Relative | None = None
    stretch: float | None = None
    allow: int = 0
    min_volume: float | None = None
    milestones: tuple[Milestone, ...] = ()
    parts: tuple[Share, ...] = ()
    combine: Combine = Combine.NONE
    guards: tuple[Guard, ...] = ()
    sector: Sector | None = None
    moves: str = ""
    priority: int = 2
    baseline_from: str = ""
    actions: tuple[Action, ...] = ()
    lesson: str = ""
    closed_at: datetime | None = None
    unsmart: bool = False
    formula: str = ""
    ended: date | None = None
    week: Step = Step.WEEK

    @property
    def window(self) -> Period:
        """Give the days of the target."""
        return Period(self.start, self.end)

    @property
    def scope(self) -> Scope:
        """Give the channels, content types and accounts that the target is about."""
        return Scope(self.channels, self.content_types, self.accounts)

    @property
    def horizon(self) -> Horizon:
        """Say how far ahead the target looks, by its length."""
        if self.window.days <= _QUARTER:
            return Horizon.SHORT
        return Horizon.MEDIUM if self.window.days <= _YEAR else Horizon.LONG


def sense_of(target: Target, kpi: Kpi) -> Sense:
    """Say on which side of the goal a value is good: as the target says, else as the KPI does."""
    return target.sense or (Sense.AT_MOST if kpi.better is Better.LOWER else Sense.AT_LEAST)
