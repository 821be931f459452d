"""The funnel of the view: impressions, clicks, sessions, conversions."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.channels import SOCIAL
from kpi.catalogue.metrics import Unit
from kpi.conversion.funnel import Stage
from kpi.conversion.funnel import funnel as funnel_of
from kpi.conversion.visits import Visits, Whose, visits
from kpi.formats import change_text, exact, period_text
from kpi.sentences.conversion import funnel_remarks, funnel_sentence, share_words
from pages.parts import session
from pages.parts.below.conversion.in_numbers import in_numbers
from pages.parts.below.shown import Shown
from pages.parts.picture import show
from pages.parts.replayed import replayed
from pages.parts.table import Sheet, sheet
from pages.parts.words import plain_text

_TWO_SIDES = (
    "Networks count clicks and web analytics count visits: a click may lead elsewhere, and who refuses to be measured "
    "is no visit. The two never agree wholly."
)
_ALL = "No file tells where visits came from: Google Analytics → Reports → Acquisition → Traffic acquisition does."


def funnel(shown: Shown) -> None:
    """Draw the four steps with what share came from one to the next, and their table."""
    question = session.question_of(shown.mine, "conversions", shown.view)
    asked = ("funnel", shown.view)
    stages, told = session.once(
        shown.mine,
        asked,
        lambda: _worked(funnel_of(question, session.known_facts(shown.mine), _visits(shown))),
    )

    def draw() -> None:
        sentence = funnel_sentence(stages)
        st.markdown(plain_text(sentence))
        show(charts.funnel(stages), sentence)
        all_visitors = [_ALL] if _visits(shown).whose is Whose.ALL else []
        st.caption(plain_text(" ".join([*funnel_remarks(stages), _TWO_SIDES, *all_visitors])))

    replayed(shown.mine, asked, draw)
    in_numbers(told, name="funnel")


def _visits(shown: Shown) -> Visits:
    """Narrow the visits to those from the social networks chosen, once a version."""
    networks = tuple(name for name in SOCIAL if name in shown.view.scope.channels)
    return session.once(shown.mine, ("visits", networks), lambda: visits(session.known_facts(shown.mine), networks))


def _worked(stages: Sequence[Stage]) -> tuple[Sequence[Stage], Sheet]:
    """Word the steps, and give their numbers."""
    answers = [stage.answer for stage in stages]
    words = {
        "Step": [stage.name for stage in stages],
        "Number": [exact(one.value, Unit.COUNT) if one.value is not None else one.why_not for one in answers],
        "Of the step before": [share_words(stage) for stage in stages],
        "Change": [change_text(one.change, one.change_kind) for one in answers],
        "Counted by": [stage.counted_by for stage in stages],
        "Days": [period_text(one.period.start, one.period.end) for one in answers],
    }
    numbers = {
        "step": words["Step"],
        "number": [one.value for one in answers],
        "share_of_the_step_before": [stage.share.value for stage in stages],
        "called": [stage.share.called for stage in stages],
        "why_not": [stage.share.why_not for stage in stages],
        "compared": [one.compared for one in answers],
    }
    return stages, sheet(pd.DataFrame(words), pd.DataFrame(numbers), name="funnel")
