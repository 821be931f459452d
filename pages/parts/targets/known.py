"""What is known of the workspace's targets: how they stand, stood, and were; each worked out once a version."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from kpi.catalogue.kpis import Kpi
from kpi.errors import KpiError
from kpi.measure import Assumptions, as_of
from kpi.sentences.board import moved_formula
from kpi.store import TargetVersion, Workspace
from kpi.targets.likely import by_forecast
from kpi.targets.smart import faults
from kpi.targets.status import Standing, Status, Stretch, aged, transitions
from kpi.targets.target import Target
from kpi.targets.way import of_another_kind
from pages.parts import access, clock, session
from pages.parts.freshness import lateness, waits_for
from pages.parts.targets.standing import stand

WAITING = frozenset({Status.STALE, Status.AWAITING_DATA})
"""What a file that is late would help."""
_LOOKS_BACK = timedelta(days=28)
"""How far back a board looks for how a target stood."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A target that cannot be held against the data as it stands, and why."""

    target: Target
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    """All targets of a workspace: those that stand somehow, and those that wait.

    `waits_for` says of those that are stale or await data what they wait for, by their ids.
    """

    standings: tuple[Standing, ...]
    waiting: tuple[Waiting, ...] = ()
    waits_for: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def find(self, target_id: str) -> Standing | Waiting | None:
        """Give the target of an id."""
        known: dict[str, Standing | Waiting] = {one.target.id: one for one in self.standings}
        known |= {one.target.id: one for one in self.waiting}
        return known.get(target_id)


def board(mine: Workspace) -> Board:
    """Say how every target stands as of the last day in the data."""
    today = clock.now().date()
    return session.shown_once(mine, ("board", today), lambda: _board(mine))


def _board(mine: Workspace) -> Board:
    found = [_held(mine, target) for target in access.store().targets(mine.id)]
    standings = [one for one in found if isinstance(one, Standing)]
    waiting = [one for one in found if isinstance(one, Waiting)]
    late = {one.target.id: waits_for(mine, one) for one in standings if one.status in WAITING}
    return Board(tuple(standings), tuple(waiting), late)


def _held(mine: Workspace, target: Target) -> Standing | Waiting:
    kpis = session.catalogue(mine).kpis
    if target.kpi not in kpis:
        return Waiting(target, f"Its KPI “{target.kpi}” is not in the catalogue any more. Bring it back, or delete it.")
    if of_another_kind(target, kpis[target.kpi]):
        return Waiting(target, moved_formula(target.formula, kpis[target.kpi]))
    if wrong := faults(session.judged(mine, target), kpis=kpis):
        return Waiting(target, " ".join(wrong))
    try:
        found = stand(mine, target)
    except KpiError as error:
        return Waiting(target, str(error))
    late, overdue = lateness(mine, found.track.answer) if found.track.answer else (False, False)
    return aged(found, is_late=late, is_overdue=overdue)


def stretches(mine: Workspace, target: Target) -> tuple[Stretch, ...]:
    """Say how a target stood at the ends of its last weeks, and how it stands."""
    return session.once(mine, _stretches_asked(mine, target), _looked_back(mine, target))


def stretches_already(mine: Workspace, target: Target) -> tuple[Stretch, ...] | None:
    """Give the same where it was worked out before: what a board of many targets shows without waiting for it."""
    return session.once_before(mine, _stretches_asked(mine, target), _looked_back(mine, target))


def _looked_back(mine: Workspace, target: Target) -> Callable[[], tuple[Stretch, ...]]:
    """Give what works out the stretches of a target."""

    def worked_out() -> tuple[Stretch, ...]:
        assumptions = _assumptions(mine, target)
        known = session.known_facts(mine)
        newest = as_of(known)
        return transitions(
            session.judged(mine, target),
            known,
            kpis=session.catalogue(mine).kpis,
            assumptions=assumptions,
            chance=by_forecast(assumptions),
            since=newest and newest - _LOOKS_BACK,
        )

    return worked_out


def _stretches_asked(mine: Workspace, target: Target) -> tuple[Hashable, ...]:
    assumptions = session.frozen(_assumptions(mine, target))
    return "stretches", session.timeless(mine, target), _followed(mine, target), assumptions


def histories(mine: Workspace) -> dict[str, list[TargetVersion]]:
    """Say what targets were before each change of them, the oldest first, by their ids."""
    return session.planned(mine, "histories", lambda: access.store().target_histories(mine.id))


def _followed(mine: Workspace, target: Target) -> tuple[Kpi, ...]:
    kpis = session.catalogue(mine).kpis
    return tuple(kpis[key] for key in (target.kpi, *(guard.kpi for guard in target.guards)) if key in kpis)


def _assumptions(mine: Workspace, target: Target) -> Assumptions:
    return session.assumed(mine, _followed(mine, target), target.window)
