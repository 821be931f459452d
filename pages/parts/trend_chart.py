"""The picture of a KPI over time: on one axis, or side by side where that reads better; with breaks and notes."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts import Moment
from kpi.formats import period_text
from kpi.measure import Answer
from kpi.periods import Step, last_months
from kpi.sentences import answer_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.picture import picture
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.words import plain_text


def trend_chart(mine: Workspace, answer: Answer, view: View, *, split: str, currency: str) -> pd.DataFrame:
    """Draw the KPI step by step, and give its values."""
    key, step, days = answer.kpi.key, view.step, view.chart_period
    values = session.steps(mine, key, view, period=days, step=step, split=split)
    if values["value"].isna().all() and step is not Step.MONTH:
        st.info("The files tell this by month only; the chart shows months.", icon=":material/calendar_month:")
        step, days = Step.MONTH, last_months(view.period.end, 13)
        values = session.steps(mine, key, view, period=days, step=step, split=split)
    side_by_side = bool(split) and charts.as_multiples(values, split, mixed_basis=answer.mixed_basis)
    log = bool(split) and not side_by_side and _is_logarithmic(answer, values, split)
    notes = [Moment(note.day, note.text, note.until, note.channel) for note in session.notes(mine)]
    asked = (mine.id, mine.facts_version, mine.plans_version, answer.kpi, view, split, currency, log)
    words = f"{answer.title}, {period_text(days.start, days.end)}. {answer_sentence(answer, currency=currency)}"
    breaks = session.breaks(mine, key, view)
    if side_by_side:
        _side_by_side(asked, values, answer, step=step, split=split, breaks=breaks, notes=notes, currency=currency)
    else:
        picture(
            asked,
            lambda: charts.trend(
                values, answer.kpi, step=step, split=split, breaks=breaks, notes=notes, currency=currency, log=log
            ),
            words,
        )
    if notes and (told := charts.notes_shown(values, step=step, notes=notes, split=split)):
        st.caption(plain_text(" · ".join(told)))
    return values


def _is_logarithmic(answer: Answer, values: pd.DataFrame, split: str) -> bool:
    """Offer a logarithmic axis where small lines would lie flat."""
    if behaves(answer.kpi) is Behaves.RATIO or not charts.ranges_differ(values, split):
        return False
    return st.toggle(
        "Logarithmic axis", key="log", bind="query-params", persist_state="session",
        help="Each line of the axis is ten times the one below it: small channels can be seen beside large ones.",
    )  # fmt: skip


def _side_by_side(
    asked: tuple[object, ...],
    values: pd.DataFrame,
    answer: Answer,
    *,
    step: Step,
    split: str,
    breaks: Sequence[Moment],
    notes: Sequence[Moment],
    currency: str,
) -> None:
    """Draw each line on an axis of its own; where networks count differently, no height says more than another."""

    def draw() -> None:
        panels = charts.multiples(
            values, answer.kpi, step=step, split=split, breaks=breaks, notes=notes, currency=currency
        )
        with st.grid(min_column_width=charts.NARROWEST, gap="small"):
            for panel in panels:
                st.altair_chart(panel.drawing, alt=panel.sentence)

    replayed(("panels", *asked), draw)
    why = "the networks count differently" if answer.mixed_basis else "there are many"
    st.caption(f"Each has a scale of its own: {why}.")
