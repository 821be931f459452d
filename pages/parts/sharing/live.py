"""What a link shows: a document of the numbers of now, for the screen, for its preview, or to be kept as it is."""

from dataclasses import replace
from datetime import date

from kpi.errors import KpiError
from kpi.periods import Period
from kpi.store import Workspace
from kpi.store.links import Shown
from pages.parts import clock, session
from pages.parts.replayed import replayed
from pages.parts.scope import Asked, View
from pages.parts.sharing.document import document
from pages.parts.sharing.drawn import drawn


def view_of(mine: Workspace, what: Shown) -> View:
    """Give the view that a link opens with; raise KpiError where the workspace holds no numbers."""
    default = what.days or session.default_period(mine)
    if default is None:
        raise KpiError("There are no numbers here yet.")
    return Asked(what.channels, (), "before", "auto", what.accounts).view(default, session.week(mine))


def narrowed(mine: Workspace, what: Shown, asked: Asked) -> View:
    """Narrow what a link opens with to what its holder asks, within what the link may show and never beyond.

    Channels that are not the link's are no answer to a question for some: without one of its own it shows its all.
    """
    opened = view_of(mine, what)
    channels = tuple(one for one in asked.channels if one in what.channels) if what.channels else asked.channels
    dates = asked.dates
    if what.days and dates and not what.days.start <= min(dates) <= max(dates) <= what.days.end:
        dates = ()
    narrow = Asked(channels or what.channels, dates, asked.against, asked.step, what.accounts)
    view = narrow.view(opened.period, session.week(mine))
    return replace(view, against=_known_by(opened, view.against)) if what.days else view


def _known_by(opened: View, against: Period | None) -> Period | None:
    """Compare with no other days than those that a link to certain days shows by itself."""
    shown = [days for days in (opened.period, opened.against) if days]
    is_shown = against and any(days.start <= against.start and against.end <= days.end for days in shown)
    return against if is_shown else None


def show(mine: Workspace, what: Shown, view: View, *, until: date) -> None:
    """Draw it once a question; raise KpiError where nothing can be shown.

    What is set of a workspace, its list of figures and its currency, and its name have no version of their own.
    """
    asked = ("shared", what, view, until, clock.now().date(), mine.name, repr(mine.settings))
    replayed(mine, asked, lambda: drawn(document(mine, what, view, until=until)))
