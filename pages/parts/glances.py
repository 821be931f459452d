"""A client at a glance: what its line in the list says, worked out once for what it stands on and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpi import measure
from kpi.catalogue.channels import CHANNELS
from kpi.periods import Period
from kpi.readiness import Why
from kpi.store import Json, Workspace
from kpi.targets.status import Status
from pages.parts import access, clock, session
from pages.parts.statuses import danger, standing

_FORM = 1
"""Rises with every change of what is kept of a glance, or of how it is worked out."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of a client: the last day of its data, its channels, what is late, how its targets stand.

    `until` is missing where nothing is loaded yet; `late` are the channels of which an export is overdue; `waiting`
    counts the files that wait for an answer. `month` is what the page for the CEO is about, and `is_commented` says
    that somebody wrote its comment.
    """

    until: date | None = None
    channels: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    waiting: int = 0
    statuses: tuple[Status, ...] = ()
    month: Period | None = None
    is_commented: bool = False

    @property
    def urgency(self) -> tuple[int, int, int]:
        """Order clients by what needs somebody: targets in danger first, then files that are late or wait."""
        worst = min(map(danger, self.statuses), default=len(Status))
        return worst, -len(self.late), -self.waiting


@dataclass(frozen=True, slots=True)
class Seen:
    """A glance that was kept, and whether it is of today: what is late, and what a target awaits, goes with the day."""

    glance: Glance
    is_of_today: bool


def seen(mine: Workspace) -> Seen | None:
    """Give what was worked out for these versions of a client before, in any process; None where nothing was."""
    kept = access.store().summary(mine.id)
    if not kept or kept.get("stands_on") != _stands_on(mine):
        return None
    return Seen(read(kept), kept["day"] == clock.now().date().isoformat())


def look(mine: Workspace) -> Glance:
    """Look at a client as of today, and keep what was seen."""
    found = _looked(mine)
    day = clock.now().date().isoformat()
    access.keep_summary(mine, {**written(found), "stands_on": _stands_on(mine), "day": day})
    return found


def _stands_on(mine: Workspace) -> list[object]:
    return [_FORM, mine.facts_version, mine.plans_version, session.week(mine).value]


def _looked(mine: Workspace) -> Glance:
    facts = session.known_facts(mine)
    late = [fetch.channel for fetch in session.to_fetch(mine) if fetch.why is Why.LATE]
    channels = {view.channel for view in facts.views}
    until, month = measure.as_of(facts), session.default_period(mine)
    return Glance(
        until=until,
        channels=tuple(channel for channel in CHANNELS if channel in channels),
        late=tuple(dict.fromkeys(late)) if until else (),
        waiting=sum(bool(row.held) for row in access.store().files(mine.id)),
        statuses=tuple(one.status for one in standing(mine)),
        month=month,
        is_commented=any(Period(one.start, one.end) == month for one in access.store().comments(mine.id)),
    )


def written(one: Glance) -> Json:
    """Write a glance as JSON knows it."""
    days = (one.until, one.month and one.month.start, one.month and one.month.end)
    return {
        "days": [day and day.isoformat() for day in days],
        "channels": list(one.channels),
        "late": list(one.late),
        "waiting": one.waiting,
        "statuses": [status.name for status in one.statuses],
        "is_commented": one.is_commented,
    }


def read(told: Mapping[str, Any]) -> Glance:
    """Read a glance that was written.

    >>> one = Glance(date(2026, 10, 31), ("X",), ("X",), 2, (Status.AT_RISK,))
    >>> read(written(one)) == one, read(written(Glance())) == Glance()
    (True, True)
    """
    until, first, last = (day and date.fromisoformat(day) for day in told["days"])
    return Glance(
        until=until,
        channels=tuple(told["channels"]),
        late=tuple(told["late"]),
        waiting=told["waiting"],
        statuses=tuple(Status[name] for name in told["statuses"]),
        month=Period(first, last) if first else None,
        is_commented=told["is_commented"],
    )
