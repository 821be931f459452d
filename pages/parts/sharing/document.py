"""A workspace's numbers as a document to hand out, by the same functions as its pages: nothing is worked out anew."""

from dataclasses import dataclass
from datetime import date

from kpi import formats, measure
from kpi.formats import day_text
from kpi.reports import Document, Part
from kpi.store import Workspace
from kpi.store.links import Shown, Shows
from pages.parts import clock, session
from pages.parts.scope import View, printed
from pages.parts.sharing.management import management
from pages.parts.sharing.objective import objective
from pages.parts.sharing.targets import targets


@dataclass(frozen=True, slots=True)
class Charted:
    """What the chart of an objective shows: a KPI (its headline where none is named), and by what it is split."""

    kpi: str = ""
    split: str = ""


_HEADLINE = Charted()


def document(mine: Workspace, what: Shown, view: View, *, until: date, charted: Charted = _HEADLINE) -> Document:
    """Say what a link shows of a workspace as it stands now, valid until a day, in the locale of the link.

    The scope is that of the view. Raise KpiError where the objective is not there any more.
    """
    with formats.speaking(what.locale or formats.spoken()):
        name = mine.brand.name or mine.name
        return Document(
            title=name,
            brand=name,
            about="" if what.page is Shows.TARGETS else printed(view),
            as_of=_as_of(mine),
            parts=[_part(mine, what, view, charted)],
            validity=f"Made with Goalpost, read-only, valid until {day_text(until)}.",
        )


def _part(mine: Workspace, what: Shown, view: View, charted: Charted) -> Part:
    if what.page is Shows.OBJECTIVE:
        return objective(mine, what, view, kpi=charted.kpi, split=charted.split)
    return targets(mine) if what.page is Shows.TARGETS else management(mine, what, view)


def _as_of(mine: Workspace) -> str:
    """Say up to when the data tell, and on which day this was written."""
    last = measure.as_of(session.known_facts(mine))
    known = f"Data until {day_text(last)}, as" if last else "As"
    return f"{known} it stood on {day_text(clock.now().date())}"
