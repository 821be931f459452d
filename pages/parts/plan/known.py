"""What the calendar page knows: the plan, what came out, and what became of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.calendar.acting import Todo, todos
from kpi.calendar.entry import Campaign, Entry
from kpi.calendar.matching import NEAR, Matched, Published, matched, published
from kpi.calendar.told import Told, told_of
from kpi.calendar.weeks import Asked, Fate, asked_of, fates
from kpi.periods import Period, Step
from kpi.store import Workspace
from pages.parts import access, clock, session

_WITHIN = timedelta(days=400)
"""How far before today posts are looked for where nothing was planned."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The calendar of a workspace as of today; `week` is the step that is a week."""

    entries: Sequence[Entry]
    campaigns: Sequence[Campaign]
    found: Matched
    fates: Mapping[str, Fate]
    told: Told
    todos: Sequence[Todo]
    asked: Sequence[Asked]
    today: date
    week: Step

    def of(self, days: Period, channels: Sequence[str] = ()) -> list[Published]:
        """List what came out on some days beside the plan."""
        return [
            post
            for post in self.found.beside
            if days.start <= post.day <= days.end and (not channels or post.channel in channels)
        ]


def plan_of(mine: Workspace) -> Plan:
    """Give the calendar, worked out once a version and day."""
    today = clock.now().date()
    return session.shown_once(mine, ("calendar", today), lambda: _plan(mine, today))


def entries(mine: Workspace) -> list[Entry]:
    """List the posts of the calendar."""
    return session.planned(mine, "entries", lambda: access.store().entries(mine.id))


def campaigns(mine: Workspace) -> list[Campaign]:
    """List the campaigns."""
    return session.planned(mine, "campaigns", lambda: access.store().campaigns(mine.id))


def _plan(mine: Workspace, today: date) -> Plan:
    mine_planned = entries(mine)
    out = _published(mine, mine_planned, today)
    found = matched(mine_planned, out)
    told = session.once(mine, ("told",), lambda: told_of(session.rows(mine)))
    became = fates(mine_planned, found, told, today)
    goals = session.targets(mine)
    judged = [session.judged(mine, one) for one in goals]
    asked = asked_of(judged, mine_planned, became, out, told, today)
    todo = todos(goals, today)
    return Plan(mine_planned, campaigns(mine), found, became, told, todo, asked, today, session.week(mine))


def _published(mine: Workspace, planned: Sequence[Entry], today: date) -> list[Published]:
    """List what came out around the plan, looked up once for its days."""
    if session.default_period(mine) is None:
        return []
    near = timedelta(days=NEAR)
    first = min([one.day for one in planned] + [today - _WITHIN]) - near
    last = max([one.day for one in planned] + [today]) + near
    return session.once(mine, ("published", first, last), lambda: published(session.posts(mine), first, last))
