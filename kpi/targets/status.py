"""The life of a target: how it stands as of the last day in the data, and how it stood before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.facts import Facts
from kpi.measure import Assumptions, as_of
from kpi.targets.guards import Guarded, guarded
from kpi.targets.pace import NEAR, is_decided, is_early, is_over, pace_done
from kpi.targets.parts import part_targets
from kpi.targets.target import Combine, Target
from kpi.targets.track import Track, track

_LATE = timedelta(days=7)
_STALE = timedelta(days=35)
_WEEK = timedelta(days=7)
_LIKELY, _POSSIBLE = 0.7, 0.3
_ON_PACE, _NEAR_PACE = 1.0 - 1e-9, NEAR - 1e-9


class Status(StrEnum):
    """How a target stands, in the words of the screen."""

    NOT_STARTED = "not started"
    AWAITING_DATA = "awaiting data"
    TOO_EARLY = "too early"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    STALE = "stale"
    ACHIEVED = "achieved"
    GUARD_BROKEN = "achieved, guard broken"
    MISSED = "missed"
    CLOSED_EARLY = "closed early"


CLOSED = frozenset({Status.ACHIEVED, Status.GUARD_BROKEN, Status.MISSED, Status.CLOSED_EARLY})
"""Statuses of targets that are over: nothing is waited for any more."""
REACHED = frozenset({Status.ACHIEVED, Status.GUARD_BROKEN})
"""Statuses of targets whose goal is reached."""
_JUDGED = frozenset({Status.TOO_EARLY, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})
_WORST_FIRST = (
    Status.MISSED,
    Status.CLOSED_EARLY,
    Status.AWAITING_DATA,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.STALE,
    Status.TOO_EARLY,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.GUARD_BROKEN,
    Status.ACHIEVED,
)

Chance = Callable[[Track, Facts], float | None]
"""How likely a target is reached, by a forecast from the facts; None where no chance is honest."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A target with its track, its status, and what bears on it.

    `chance` is that of the forecast, where one is honest, `bolder` that of the stretch goal.
    What is
    stale, or waits for a late file, stood as `before` says when its data ended.
    """

    track: Track
    status: Status
    chance: float | None = None
    guards: tuple[Guarded, ...] = ()
    parts: tuple["Standing", ...] = ()
    before: Status | None = None
    bolder: float | None = None

    @property
    def target(self) -> Target:
        """Give the target."""
        return self.track.target

    @property
    def closed(self) -> bool:
        """Tell whether there is a verdict; the final value is that of the track."""
        return self.status in CLOSED


@dataclass(frozen=True, slots=True)
class Stretch:
    """How a target stood from one weekly look at it to another, both included."""

    status: Status
    since: date
    until: date


def stand(
    target: Target,
    facts: Facts,
    *,
    kpis: Mapping[str, Kpi] = KPIS,
    assumptions: Assumptions | None = None,
    chance: Chance | None = None,
) -> Standing:
    """Say how a target stands as of the last day in the data.

    The statuses of a running target follow its chance (0.7 and more is on track, below 0.3 off track), and where none
    is given its pace.
    """
    facts = facts.until(target.ended) if target.ended else facts
    held = track(target, facts, kpis=kpis, assumptions=assumptions)
    newest = _newest(held, facts)
    likely = chance(held, facts) if chance and _runs(held) else None
    parts = tuple(
        stand(part, facts, kpis=kpis, assumptions=assumptions, chance=chance)
        for part in part_targets(target, facts, kpis[target.kpi], assumptions)
    )
    guards = guarded(held, facts, kpis, assumptions)
    status = _guarded(_combined(_status(held, newest, likely), target, parts), held, guards, newest)
    status = Status.CLOSED_EARLY if target.ended and status not in CLOSED else status
    further, lags = _stretched(held), _lags(held, newest)
    bolder = chance(further, facts) if chance and likely is not None and further else None
    return aged(Standing(held, status, likely, guards, parts, bolder=bolder), is_late=lags, is_overdue=lags)


def _stretched(held: Track) -> Track | None:
    """Give the same with the stretch goal for its goal, where there is one."""
    stretch = held.target.stretch
    return None if stretch is None else replace(held, target=replace(held.target, goal=stretch))


def aged(standing: Standing, *, is_late: bool, is_overdue: bool = False) -> Standing:
    """Let a running target await data where its next file is late, by the rhythm of its export; else leave it.

    It is stale once as long again has passed (`is_overdue`): a file is often fetched some days late.
    """
    if not is_late or standing.status not in _JUDGED:
        return standing
    return replace(standing, status=Status.STALE if is_overdue else Status.AWAITING_DATA, before=standing.status)


def transitions(
    target: Target,
    facts: Facts,
    *,
    kpis: Mapping[str, Kpi] = KPIS,
    assumptions: Assumptions | None = None,
    chance: Chance | None = None,
    since: date | None = None,
) -> tuple[Stretch, ...]:
    """Replay how a target stood at the end of each of its weeks, each time as if the data had ended there.

    The replay goes by the values known now: corrections that came later are in it. It begins at the first of the ends
    `since` a day, where one is given.
    """
    newest = _newest(track(target, facts, kpis=kpis, assumptions=assumptions), facts)
    found: list[Stretch] = []
    for day in _looks(target, newest, since):
        seen = facts.until(day) if day != newest else facts
        status = stand(target, seen, kpis=kpis, assumptions=assumptions, chance=chance).status
        if found and found[-1].status is status:
            found[-1] = replace(found[-1], until=day)
        else:
            found.append(Stretch(status, day, day))
    return tuple(found)


def former(stretches: Sequence[Stretch]) -> Stretch | None:
    """Give the last judgement that a target had before its present status: "was at risk until 3 May"."""
    if not stretches:
        return None
    now = stretches[-1].status
    judged = [one for one in stretches[:-1] if one.status in _JUDGED - {Status.TOO_EARLY, now}]
    return judged[-1] if judged else None


def _newest(held: Track, facts: Facts) -> date | None:
    """Give the last day that anything is known of; a file can reach further than its last post or review."""
    return max((day for day in (as_of(facts), held.as_of) if day), default=None)


def _looks(target: Target, newest: date | None, since: date | None) -> Iterator[date]:
    """List the ends of a target's weeks that the data reach, and the last day that they do."""
    if newest is None or newest < target.start:
        return
    last = min(newest, target.end + _STALE)
    day = target.start + _WEEK - timedelta(days=1)
    while day < last:
        if since is None or day >= since:
            yield day
        day += _WEEK
    yield newest


def _runs(held: Track) -> bool:
    return held.value is not None and held.days_left > 0 and not is_early(held)


def _status(held: Track, newest: date | None, chance: float | None) -> Status:
    target = held.target
    if newest is not None and newest < target.start:
        return Status.NOT_STARTED
    if held.as_of is None or newest is None:
        return Status.AWAITING_DATA
    reached = is_decided(held, newest)
    if reached is not None:
        return Status.ACHIEVED if reached else Status.MISSED
    if is_over(held, newest) or newest - target.end > _LATE or held.silent:
        return Status.AWAITING_DATA
    if is_early(held):
        return Status.TOO_EARLY
    return _judged(held, chance)


def _judged(held: Track, chance: float | None) -> Status:
    """Judge a running target: by its chance, else by its pace; nine tenths of it are at risk, less is off track."""
    if held.is_empty:
        return Status.TOO_EARLY
    done = pace_done(held)
    if done is None:
        return Status.AWAITING_DATA
    if held.out_of_reach:
        return Status.OFF_TRACK
    most, some = (_LIKELY, _POSSIBLE) if chance is not None else (_ON_PACE, _NEAR_PACE)
    measured = done if chance is None else chance
    if measured >= most:
        return Status.ON_TRACK
    return Status.AT_RISK if measured >= some else Status.OFF_TRACK


def _combined(status: Status, target: Target, parts: Sequence[Standing]) -> Status:
    """Where every part has to reach its own goal, a target stands as the worst of them."""
    if target.combine is not Combine.ALL or not parts:
        return status
    found = {part.status for part in parts}
    return next(one for one in _WORST_FIRST if one in found)


def _guarded(status: Status, held: Track, guards: Sequence[Guarded], newest: date | None) -> Status:
    """Let a guard speak where the goal is reached: broken it stays, and whether it held is known at the end alone."""
    if status is not Status.ACHIEVED or not guards:
        return status
    if any(one.kept is False for one in guards):
        return Status.GUARD_BROKEN
    if all(one.kept for one in guards):
        return status
    return Status.AWAITING_DATA if newest is not None and newest >= held.target.end else Status.ON_TRACK


def _lags(held: Track, newest: date | None) -> bool:
    """Tell whether the data of a target end long before those of the rest."""
    return held.as_of is not None and newest is not None and min(newest, held.target.end) - held.as_of > _STALE
