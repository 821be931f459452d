"""A workspace's numbers as a document to hand out, by the same functions as its pages: nothing is worked out anew."""

from datetime import date

from kpi import measure
from kpi.errors import KpiError
from kpi.formats import day_text
from kpi.reports import Document
from kpi.store import Workspace
from pages.parts import clock, session
from pages.parts.scope import View, printed
from pages.parts.sharing.management import management
from pages.parts.sharing.objective import objective
from pages.parts.sharing.shown import Shown
from pages.parts.sharing.targets import targets


def document(mine: Workspace, what: Shown, view: View, *, until: date) -> Document:
    """Say what a link shows of a workspace as it stands now, valid until a day.

    Raise KpiError where nothing is to be shown, or the objective is not there any more.
    """
    parts = [
        *([management(mine, what, view)] if what.management else []),
        *([objective(mine, what, view)] if what.objective else []),
        *([targets(mine)] if what.targets else []),
    ]
    if not parts:
        raise KpiError("Nothing is chosen to be shown: choose the management page, an objective, or the targets.")
    name = mine.brand.name or mine.name
    return Document(
        title=name,
        brand=name,
        about=printed(view) if what.management or what.objective else "",
        as_of=_as_of(mine),
        parts=parts,
        validity=f"Made with Goalpost, read-only, valid until {day_text(until)}.",
    )


def _as_of(mine: Workspace) -> str:
    """Say up to when the data tell, and on which day this was written."""
    last = measure.as_of(session.known_facts(mine))
    known = f"Data until {day_text(last)}, as" if last else "As"
    return f"{known} it stood on {day_text(clock.now().date())}"
