"""What a link marks on its charts and lists of its days: notes and the calendar, each where its owner chose it."""

from collections.abc import Sequence

from kpi.charts import Moment
from kpi.formats import day_text, period_text
from kpi.periods import Period
from kpi.reports import Remarks
from kpi.store import Workspace
from kpi.store.links import Shown
from pages.parts import session
from pages.parts.marks import made_public, moment_of, notes_marked, wordless
from pages.parts.scope import View


def marked(mine: Workspace, what: Shown, view: View) -> list[Moment]:
    """List what a link marks on a chart."""
    return [*_notes(mine, what, view), *_of_calendar(mine, what, view)]


def listed(mine: Workspace, what: Shown, view: View) -> list[Remarks]:
    """List what a link says of the days of a view; nothing where there is nothing to say."""
    told = {"Noted": _notes(mine, what, view), "In the calendar": _of_calendar(mine, what, view)}
    said = {title: _said(moments, view.period) for title, moments in told.items()}
    return [Remarks(lines, title) for title, lines in said.items() if lines]


def _notes(mine: Workspace, what: Shown, view: View) -> list[Moment]:
    return _within(notes_marked(mine), view) if what.notes else []


def _of_calendar(mine: Workspace, what: Shown, view: View) -> list[Moment]:
    """List the marks of the calendar; the words of its posts are there only where texts may be seen."""
    if not what.calendar:
        return []
    told = session.planned(mine, "public marks", lambda: made_public(mine))
    return _within([moment_of(one) if what.texts else wordless(one) for one in told], view)


def _within(moments: Sequence[Moment], view: View) -> list[Moment]:
    """Leave out what is about a channel that is not shown."""
    return [one for one in moments if not (one.channel and view.scope.channels) or one.channel in view.scope.channels]


def _said(moments: Sequence[Moment], days: Period) -> list[tuple[str, str]]:
    told = [one for one in moments if one.day <= days.end and (one.until or one.day) >= days.start]
    return [
        (
            period_text(one.day, one.until) if one.until else day_text(one.day),
            one.says if not one.channel or one.channel in one.says else f"{one.channel}: {one.says}",
        )
        for one in sorted(told, key=lambda one: one.day)
    ]
