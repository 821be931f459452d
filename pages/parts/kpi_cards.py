"""A row of KPI cards: drawn once a question; below each the way to its chart and to its receipt."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi.measure import Answer
from kpi.periods import Step, last_months
from kpi.store import Workspace
from kpi.targets.status import Standing
from pages.parts import clock, session
from pages.parts.cards import card
from pages.parts.chart_controls import show_chart
from pages.parts.freshness import rests_on
from pages.parts.receipt import show_receipt
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.statuses import status_of, targets_on


def kpi_cards(
    mine: Workspace,
    answers: Mapping[str, Answer],
    view: View,
    *,
    targets: Sequence[Standing],
    charted: str,
    currency: str,
) -> None:
    """Draw the cards in their order, those without a value last."""
    for key in sorted(answers, key=lambda key: answers[key].value is None):
        answer = answers[key]
        with st.container(horizontal=True, gap="xsmall", key=f"card-{key}"):
            found = targets_on(targets, key, view)
            _card(mine, answer, view, badge=status_of(found), currency=currency)
            if answer.value is not None:
                _ways_on(mine, key, view, is_charted=key == charted)
            if found and st.button("Target", key=f"target-of-{key}", type="tertiary", icon=":material/sports_score:"):
                st.switch_page("targets.py", query_params={"target": found[0].target.id})


def _card(mine: Workspace, answer: Answer, view: View, *, badge: str, currency: str) -> None:
    def draw() -> None:
        spark = session.steps(mine, answer.kpi.key, view, period=last_months(view.period.end, 13), step=Step.MONTH)
        rests = rests_on(mine, answer, view.scope.channels)
        card(answer, spark, currency=currency, badge=badge, rests=rests)

    replayed(mine, ("card", answer.kpi, view, clock.now().date(), badge, currency), draw)


def _ways_on(mine: Workspace, key: str, view: View, *, is_charted: bool) -> None:
    if not is_charted:
        st.button(
            "Chart", key=f"show-{key}", type="tertiary", icon=":material/show_chart:", on_click=show_chart, args=(key,)
        )
    if st.button("Receipt", key=f"receipt-{key}", type="tertiary", icon=":material/receipt_long:"):
        show_receipt(mine, key, view)
