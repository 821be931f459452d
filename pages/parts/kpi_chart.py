"""The large chart of a KPI: its sentence, its picture, why it moved under it, and more about it below."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.sentences import answer_sentence
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.below import Shown, below
from pages.parts.cards import lines_apart
from pages.parts.notes import show_notes
from pages.parts.receipt import show_receipt
from pages.parts.scope import View
from pages.parts.trend_chart import trend_chart
from pages.parts.under_chart import under_chart
from pages.parts.words import plain_text


def kpi_chart(mine: Workspace, key: str, view: View, *, split: str, currency: str, controls: DeltaGenerator) -> None:
    """Draw a KPI's chart for a view, its parts, the way to a target and more below; receipt and notes join the row."""
    answer = session.answer(mine, key, view)
    with controls:
        if st.button("Receipt", key="receipt", type="tertiary", icon=":material/receipt_long:"):
            show_receipt(mine, key, view)
        if st.button("Notes", key="notes", type="tertiary", icon=":material/edit_note:"):
            show_notes(mine)
    apart = lines_apart([session.answer(mine, part, view) for part in answer.kpi.apart])
    said = f"### {plain_text(answer.title)}\n\n{plain_text(answer_sentence(answer, currency=currency))}"
    st.markdown(
        said + (f"\n\n:gray[:small[{plain_text(apart)}]]" if apart else ""), help=plain_text(answer.kpi.meaning) or None
    )
    values = trend_chart(mine, answer, view, split=split, currency=currency)
    if access.may_edit(mine) and st.button(
        "Set a target on it", key="set-target", type="tertiary", icon=":material/sports_score:"
    ):
        named = [("new", key), *(("on", channel) for channel in view.scope.channels)]
        st.switch_page("targets.py", query_params=named)
    under_chart(mine, answer, view, currency=currency)
    below(Shown(mine, answer, view, values, split, currency))
