"""What must not get worse while a target is pursued."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kpi.catalogue.kpis import Kpi
from kpi.facts import Facts
from kpi.measure import Assumptions, as_of
from kpi.targets.each import meets
from kpi.targets.held import Track
from kpi.targets.pace import is_decided
from kpi.targets.target import Combine, Guard, Over
from kpi.targets.track import track


@dataclass(frozen=True, slots=True)
class Guarded:
    """A guard with its value so far, and whether that is on its side of the limit.

    `kept` is the verdict: missing while it is open or unknown, and where its KPI is gone.
    """

    guard: Guard
    value: float | None
    kept: bool | None
    holds_so_far: bool | None


def guarded(held: Track, facts: Facts, kpis: Mapping[str, Kpi], assumptions: Assumptions | None) -> tuple[Guarded, ...]:
    """Hold the guards of a target against the same days and channels."""
    return tuple(_guarded(guard, held, facts, kpis, assumptions) for guard in held.target.guards)


def _guarded(
    guard: Guard, held: Track, facts: Facts, kpis: Mapping[str, Kpi], assumptions: Assumptions | None
) -> Guarded:
    if guard.kpi not in kpis:
        return Guarded(guard, None, None, None)
    asked = replace(
        held.target,
        kpi=guard.kpi,
        goal=guard.limit,
        sense=guard.sense,
        over=Over.WHOLE,
        baseline=None,
        min_volume=None,
        milestones=(),
        parts=(),
        combine=Combine.NONE,
        guards=(),
    )
    found = track(asked, facts, kpis=kpis, assumptions=assumptions)
    value = found.value
    newest = as_of(facts)
    kept = is_decided(found, newest) if newest else None
    return Guarded(guard, value, kept, None if value is None else meets(asked, guard.sense, value))
