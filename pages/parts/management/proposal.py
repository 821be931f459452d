"""What the numbers alone would say about a period, over all channels whatever the page is narrowed to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kpi import formats
from kpi.insight.reason import reason
from kpi.locales import HOUSE
from kpi.management.comment import fitted
from kpi.sentences.management import verdict_text
from kpi.sentences.proposals import asks_text, headline_text, next_text, reason_text, voice_text, why_text
from kpi.store import Workspace
from pages.parts import clock, session
from pages.parts.management.asked import Figure, figures
from pages.parts.management.stood import Stood
from pages.parts.news import standing_out
from pages.parts.scope import View


@dataclass(frozen=True, slots=True)
class Proposal:
    """The four parts of a comment, and what the figures it is about read in the house's own way, by name."""

    parts: Mapping[str, str]
    seen: Mapping[str, str]


def proposal(mine: Workspace, view: View, keys: Sequence[str], found: Stood, currency: str) -> Proposal:
    """Write the comment that the numbers propose, once a question: a comment is about all channels of its days."""
    whole = View(view.period, against=view.against)
    asked = ("proposal", whole, tuple(keys), currency, clock.now().date())
    return session.shown_once(mine, asked, lambda: _proposal(mine, whole, keys, found, currency))


def _proposal(mine: Workspace, view: View, keys: Sequence[str], found: Stood, currency: str) -> Proposal:
    told = figures(mine, view, keys, currency)
    with formats.speaking(HOUSE):  # kept and compared later, in whichever locale the page is read then
        seen = {one.title: one.value for one in figures(mine, view, keys, currency)}
        seen |= {"Targets": verdict_text(found.verdict)}
    parts = {
        "headline": headline_text([figure.answer for figure in told], currency=currency),
        "why": _why(mine, view, told, currency),
        "next": next_text(found.standings),
        "asks": asks_text(found.standings, currency=currency),
    }
    return Proposal({part: fitted(text) for part, text in parts.items()}, seen)


def _why(mine: Workspace, view: View, told: Sequence[Figure], currency: str) -> str:
    reasons = [_reason(mine, view, one, currency) for one in told if view.against and one.answer.change]
    return why_text(reasons, standing_out(mine, view.period), currency=currency)


def _reason(mine: Workspace, view: View, figure: Figure, currency: str) -> str:
    key, against = figure.answer.kpi.key, figure.answer.against
    if key == "share_of_voice":
        return voice_text(figure.answer, session.answer(mine, key, View(against))) if against else ""
    found = reason(figure.answer.kpi, partial(session.moved, mine, key, view))
    return reason_text(found, figure.title, currency=currency)
