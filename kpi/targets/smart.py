"""What keeps a target from being held against data, and what keeps it from being SMART, a sentence each.

One table of rules: what is refused cannot be held against data as it is written; what is merely unSMART may be saved,
and then says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.errors import TargetError
from kpi.facts import Facts
from kpi.targets.rules import fed, goals, made_of, people, times
from kpi.targets.rules.about import About
from kpi.targets.target import Target


@dataclass(frozen=True, slots=True)
class Rule:
    """Something to look at; `refuses` tells whether a target that fails it is not taken at all."""

    look: Callable[[About], Iterator[str]]
    refuses: bool = True


RULES = (
    *map(Rule, (times.order, times.fits, times.levels, times.milestones, times.actions)),
    *map(Rule, (goals.kpi, goals.unit, goals.way, goals.relative, goals.between, goals.stretch)),
    *map(Rule, (goals.volume, goals.priority, goals.averaged)),
    *map(Rule, (made_of.parts, made_of.guards, fed.feeds, fed.window)),
    *(Rule(look, refuses=False) for look in (people.owner, people.reason, people.baseline, people.met)),
)


def check(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> None:
    """Raise TargetError, naming every fault, for a target that cannot be held against data as it is written."""
    found = faults(target, kpis=kpis, facts=facts)
    if found:
        raise TargetError(" ".join(found))


def faults(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> tuple[str, ...]:
    """Say what keeps a target from being held against data; with `facts`, also what they do not tell."""
    return _said(About(target, kpis, facts), refuses=True)


def unsmart(target: Target, *, kpis: Mapping[str, Kpi] = KPIS, facts: Facts | None = None) -> tuple[str, ...]:
    """Say what a target lacks to be SMART though it can be held against data."""
    return _said(About(target, kpis, facts), refuses=False)


def _said(about: About, *, refuses: bool) -> tuple[str, ...]:
    looks = (rule.look for rule in RULES if rule.refuses is refuses)
    return tuple(sentence for look in looks for sentence in look(about))
