"""How the targets of a period stood: as of the last day in the data, or as of the period's end where that is over."""

from dataclasses import dataclass, replace
from datetime import date

from kpi import measure
from kpi.errors import KpiError
from kpi.management.verdict import Verdict, concerns, verdict
from kpi.periods import Period
from kpi.store import Workspace
from kpi.targets import status
from kpi.targets.likely import by_forecast
from kpi.targets.status import Standing
from kpi.targets.target import Target
from pages.parts import clock, session
from pages.parts.statuses import danger
from pages.parts.targets.known import Waiting, board


@dataclass(frozen=True, slots=True)
class Stood:
    """The targets of a period, what needs a decision first, and those that cannot be held against the data.

    `as_of` is the day of what is said; `until` the last day in the data, where that lies within the period.
    """

    standings: tuple[Standing, ...]
    waiting: tuple[Waiting, ...]
    verdict: Verdict
    as_of: date
    until: date | None


def stood(mine: Workspace, days: Period) -> Stood:
    """Say how every target stood that runs, ends or begins within some days."""
    today = clock.now().date()
    return session.shown_once(mine, ("stood", days, today), lambda: _stood(mine, days))


def _stood(mine: Workspace, days: Period) -> Stood:
    newest = measure.as_of(session.known_facts(mine)) or days.end
    known = board(mine)
    waiting = [one for one in known.waiting if concerns(one.target, days)]
    found: list[Standing | Waiting] = [one for one in known.standings if concerns(one.target, days)]
    if newest > days.end:
        found = [_then(mine, one.target, days.end) for one in found]
    standings = sorted((one for one in found if isinstance(one, Standing)), key=_order)
    waiting += [one for one in found if isinstance(one, Waiting)]
    return Stood(
        standings=tuple(standings),
        waiting=tuple(waiting),
        verdict=verdict([one.status for one in standings], not_held=len(waiting)),
        as_of=min(newest, days.end),
        until=newest if days.start <= newest < days.end else None,
    )


def _order(one: Standing) -> tuple[float, ...]:
    chance = 1.0 if one.chance is None else one.chance
    return danger(one.status), chance, one.target.end.toordinal()


def _then(mine: Workspace, target: Target, day: date) -> Standing | Waiting:
    """Say how a target stood as of a day that is past, by the values known now; what is late today was not then.

    One that was closed after that day ran on it.
    """
    then = replace(target, ended=None, closed_at=None) if target.ended and target.ended > day else target
    kpis = session.catalogue(mine).kpis
    followed = tuple(kpis[key] for key in (target.kpi, *(guard.kpi for guard in target.guards)) if key in kpis)
    assumptions = session.assumed(mine, followed, target.window)
    facts = session.once(mine, ("until", day), lambda: session.known_facts(mine).until(day))
    try:
        standing = session.once(
            mine,
            ("then", day, session.timeless(mine, then), followed, session.frozen(assumptions)),
            lambda: status.stand(
                session.judged(mine, then), facts, kpis=kpis, assumptions=assumptions, chance=by_forecast(assumptions)
            ),
        )
    except KpiError as error:
        return Waiting(target, str(error))
    return replace(standing, track=replace(standing.track, target=then))
