"""The large chart of a KPI: its sentence, its picture, its parts beside it, its numbers and their receipts below."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.formats import exact, period_text
from kpi.measure import Answer
from kpi.sentences import answer_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.breakdown_panel import breakdown_panel
from pages.parts.cards import lines_apart
from pages.parts.notes import show_notes
from pages.parts.receipt import of_step, show_receipt
from pages.parts.scope import View
from pages.parts.table import Sheet, sheet, table
from pages.parts.trend_chart import trend_chart
from pages.parts.words import plain_text

_WIDE = (3, 2)


def kpi_chart(mine: Workspace, key: str, view: View, *, split: str, currency: str, controls: DeltaGenerator) -> None:
    """Draw a KPI's chart for a view, its parts and numbers, and the way to a target; receipt and notes join the row."""
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
    left, right = st.columns(_WIDE, gap="medium")
    with left:
        values = trend_chart(mine, answer, view, split=split, currency=currency)
    with right:
        breakdown_panel(mine, answer, view, currency=currency)
        if st.button("Set a target on it", key="set-target", type="tertiary", icon=":material/sports_score:"):
            named = [("new", key), *(("on", channel) for channel in view.scope.channels)]
            st.switch_page("targets.py", query_params=named)
    box = st.expander("The numbers", icon=":material/table:", key="numbers", on_change="rerun")
    if box.open:
        with box:
            _numbers(mine, answer, view, values, split=split, currency=currency)


def _numbers(mine: Workspace, answer: Answer, view: View, values: pd.DataFrame, *, split: str, currency: str) -> None:
    """Show the chart's numbers newest first; a click on a row opens its receipt."""
    newest, told = session.shown_once(
        mine, ("numbers", answer.kpi, view, split, currency), lambda: _told(answer, values, split, currency)
    )

    def receipt(row: int) -> None:
        first, last = (newest[name].dt.date.iloc[row] for name in ("start", "end"))
        show_receipt(mine, answer.kpi.key, of_step(view, first, last))

    table(told, name=answer.kpi.key, receipt=None if split else receipt)


def _told(answer: Answer, values: pd.DataFrame, split: str, currency: str) -> tuple[pd.DataFrame, Sheet]:
    """Put a chart's numbers in order, and word them."""
    newest = values.sort_values("start", ascending=False, kind="stable").reset_index(drop=True)
    days = zip(newest["start"].dt.date, newest["end"].dt.date, newest["partial"], strict=True)
    labels = [period_text(start, end) + (" (not complete)" if partial else "") for start, end, partial in days]
    columns = {"Period": labels, **({split.replace("_", " ").capitalize(): newest[split].tolist()} if split else {})}
    columns[answer.title] = [exact(value, answer.kpi.unit, currency) for value in newest["value"]]
    return newest, sheet(pd.DataFrame(columns), newest, name=answer.kpi.key)
