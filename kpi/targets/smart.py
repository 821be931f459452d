"""What keeps a target from being held against data, and what keeps it from being SMART, a sentence each.

One table of rules: what is refused cannot be held against data as it is written; what is merely unSMART may be saved,
and then says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.errors import TargetError
from kpi.facts import Facts
from kpi.targets.rules import fed, goals, made_of, people, times
from kpi.targets.rules.about import About
from kpi.targets.target import Target


class Place(StrEnum):
    """What of a target a fault is about: where it is said."""

    KPI = "kpi"
    DATES = "dates"
    OVER = "over"
    BASELINE = "baseline"
    GOAL = "goal"
    SENSE = "sense"
    STRETCH = "stretch"
    VOLUME = "volume"
    PRIORITY = "priority"
    MILESTONES = "milestones"
    PARTS = "parts"
    GUARDS = "guards"
    SECTOR = "sector"
    ACTIONS = "actions"
    OWNER = "owner"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something to look at; `refuses` tells whether a target that fails it is not taken at all."""

    at: Place
    look: Callable[[About], Iterator[str]]
    refuses: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a target, and where."""

    at: Place
    sentence: str


RULES = (
    Rule(Place.DATES, times.order),
    Rule(Place.OVER, times.fits),
    Rule(Place.OVER, times.levels),
    Rule(Place.MILESTONES, times.milestones),
    Rule(Place.ACTIONS, times.actions),
    Rule(Place.KPI, goals.kpi),
    Rule(Place.GOAL, goals.unit),
    Rule(Place.GOAL, goals.way),
    Rule(Place.GOAL, goals.relative),
    Rule(Place.SENSE, goals.between),
    Rule(Place.STRETCH, goals.stretch),
    Rule(Place.VOLUME, goals.volume),
    Rule(Place.PRIORITY, goals.priority),
    Rule(Place.PARTS, goals.averaged),
    Rule(Place.PARTS, made_of.parts),
    Rule(Place.GUARDS, made_of.guards),
    Rule(Place.SECTOR, goals.sector),
    Rule(Place.KPI, fed.feeds),
    Rule(Place.DATES, fed.window),
    Rule(Place.OWNER, people.owner, refuses=False),
    Rule(Place.REASON, people.reason, refuses=False),
    Rule(Place.BASELINE, people.baseline, refuses=False),
    Rule(Place.GOAL, people.met, refuses=False),
)


def check(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> None:
    """Raise TargetError, naming every fault, for a target that cannot be held against data as it is written."""
    found = faults(target, kpis=kpis, facts=facts)
    if found:
        raise TargetError(" ".join(found))


def faults(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> tuple[str, ...]:
    """Say what keeps a target from being held against data; with `facts`, also what they do not tell."""
    return tuple(fault.sentence for fault in refused(target, kpis=kpis, facts=facts))


def refused(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> tuple[Fault, ...]:
    """Say what keeps a target from being held against data, and where; with `facts`, also what they do not tell."""
    return _found(About(target, kpis, facts), refuses=True)


def unsmart(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> tuple[str, ...]:
    """Say what a target lacks to be SMART though it can be held against data."""
    return tuple(fault.sentence for fault in _found(About(target, kpis, facts), refuses=False))


def _found(about: About, *, refuses: bool) -> tuple[Fault, ...]:
    asked = (rule for rule in RULES if rule.refuses is refuses)
    return tuple(Fault(rule.at, sentence) for rule in asked for sentence in rule.look(about))
