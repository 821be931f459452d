"""The calls to action side by side: how often each was followed, and how often a visit."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.metrics import Unit
from kpi.conversion.calls import Compared, calls_of, compared, facts_of_calls
from kpi.facts import Call, Facts
from kpi.formats import change_text, exact
from kpi.sentences.conversion import calls_remarks, calls_sentence
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.below.conversion.in_numbers import in_numbers
from pages.parts.below.conversion.site import of_site, site_remark
from pages.parts.below.shown import Shown
from pages.parts.picture import show
from pages.parts.replayed import replayed
from pages.parts.table import Sheet, sheet
from pages.parts.words import plain_text

_FETCH = (
    "Two exports name them: **Google Analytics → Explore** with *Date*, *Event name* and *Key events* (by day, so that "
    "a rate can be told as well), or **Reports → Engagement → Events**, one month at a time."
)


def calls(shown: Shown) -> None:
    """Show each call to action of the workspace with its conversions and its rate, or say what file tells them."""
    mine = shown.mine
    named = calls_of(mine.brand, session.known_facts(mine).actions)
    if not named:
        st.markdown("No file names what visitors did, so there is nothing to compare yet.")
        st.caption(_FETCH)
    else:
        _compared(shown, named)
    if access.may_edit(shown.mine) and st.button(
        "Name your calls to action", key="name-calls", type="tertiary", icon=":material/edit:"
    ):
        st.switch_page("start.py")


def _compared(shown: Shown, named: Sequence[Call]) -> None:
    question = of_site(shown, "conversions")
    asked = ("calls", shown.view)
    found, told = session.once(shown.mine, asked, lambda: _worked(compared(question, named, _facts(shown.mine, named))))

    def draw() -> None:
        sentence = calls_sentence(found)
        st.markdown(plain_text(sentence))
        show(charts.calls(found), sentence)
        if said := [*calls_remarks(found), *_unnamed(shown.mine), *site_remark(shown)]:
            st.caption(plain_text(" ".join(said)))

    replayed(shown.mine, asked, draw)
    in_numbers(told, name="calls")


def _facts(mine: Workspace, named: Sequence[Call]) -> Mapping[str, Facts]:
    """Build the facts of each call, once a version."""
    return session.once(
        mine, ("facts of calls",), lambda: facts_of_calls(access.store().records(mine.id), mine.brand, named)
    )


def _unnamed(mine: Workspace) -> list[str]:
    return [] if mine.brand.calls else ["Nobody named your calls to action yet: each event stands for itself."]


def _worked(found: Sequence[Compared]) -> tuple[Sequence[Compared], Sheet]:
    """Word the calls, and give their numbers."""
    titles = {one.rate.title for one in found if one.rate.value is not None}
    rate = titles.pop() if len(titles) == 1 else "Rate"
    answers = [(one.conversions, one.rate) for one in found]
    words = {
        "Call to action": [one.call.name for one in found],
        "Events": [", ".join(one.call.events) for one in found],
        "Conversions": [_said(count.value, count.why_not, Unit.COUNT) for count, _ in answers],
        "Change": [change_text(count.change, count.change_kind) for count, _ in answers],
        rate: [_said(of.value, of.why_not, Unit.PERCENT) for _, of in answers],
        "Change of the rate": [change_text(of.change, of.change_kind) for _, of in answers],
    }
    numbers = {
        "call": words["Call to action"],
        "events": words["Events"],
        "conversions": [count.value for count, _ in answers],
        "compared": [count.compared for count, _ in answers],
        "rate": [of.value for _, of in answers],
        "rate_compared": [of.compared for _, of in answers],
    }
    return found, sheet(pd.DataFrame(words), pd.DataFrame(numbers), name="calls-to-action")


def _said(value: float | None, why_not: str, unit: Unit) -> str:
    return why_not if value is None else exact(value, unit)
