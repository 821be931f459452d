"""The management page as a part of a document."""

from collections.abc import Sequence

from kpi.formats import day_text
from kpi.management.figures import listed
from kpi.reports import Cards, Line, Lines, Part, Remarks, Section
from kpi.sentences.management import verdict_sentence
from kpi.store import Workspace
from kpi.store.links import Shown
from pages.parts import session
from pages.parts.management.asked import Figure, figures
from pages.parts.management.glance import glance
from pages.parts.management.said import PROPOSED, said_of
from pages.parts.management.stood import Stood, stood
from pages.parts.scope import View
from pages.parts.sharing import marked
from pages.parts.sharing.words import card_of, receipts_of, word_of

_MOST = 25


def management(mine: Workspace, what: Shown, view: View) -> Part:
    """Give what the management page says of a view: verdict, figures, targets, comment; and what goes with them."""
    money = session.currency(mine)
    found = stood(mine, view.period)
    keys = listed(mine.settings, session.catalogue(mine).kpis)
    told = figures(mine, view, keys, money)
    sections: list[Section] = [
        _figures(told),
        *_targets(found, money),
        _comment(mine, view, keys, found, money),
        *marked.listed(mine, what, view),
        *receipts_of(mine, told, view, files=what.texts),
    ]
    return Part(verdict_sentence(found.verdict, view.period, found.until), sections)


def _figures(told: Sequence[Figure]) -> Cards:
    notes = [figure.notes for figure in told if figure.notes]
    return Cards([card_of(one) for one in told], after=notes if told else ["No figure is known for these days."])


def _targets(found: Stood, money: str) -> list[Lines]:
    """List the targets of the period; nothing where there are none, since the verdict has said so."""
    told = glance(found, money)
    lines = [Line(word_of(one.status), one.title, (one.said,)) for one in told[:_MOST]]
    more = f"{len(told) - _MOST} more. " if len(told) > _MOST else ""
    return [Lines(lines, "Targets", [f"{more}As of {day_text(found.as_of)}."])] if lines else []


def _comment(mine: Workspace, view: View, keys: Sequence[str], found: Stood, money: str) -> Remarks:
    """Give what is said of the period, whose words it is, and which numbers are others than when they were written."""
    said = said_of(mine, view, keys, found, money)
    return Remarks(said.parts, "Comment", [said.by or PROPOSED, said.others])
