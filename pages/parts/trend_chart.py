"""The picture of a KPI over time: on one axis, or side by side where that reads better; with breaks and notes."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.operands import Behaves, behaves
from kpi.charts import Moment, Panel
from kpi.formats import period_text
from kpi.measure import Answer
from kpi.periods import Period, Step, last_months
from kpi.sentences import answer_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.picture import picture, show
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.words import plain_text


def trend_chart(mine: Workspace, answer: Answer, view: View, *, split: str, currency: str) -> pd.DataFrame:
    """Draw the KPI step by step, and give its values."""
    values, step, days = _values(mine, answer, view, split)
    if split and answer.value is not None and values["value"].isna().all():
        st.info(plain_text(f"No file tells {answer.title} by {split.replace('_', ' ')}."), icon=":material/call_split:")
        return values
    side_by_side = bool(split) and charts.as_multiples(values, split, mixed_basis=answer.mixed_basis)
    log = bool(split) and not side_by_side and _is_logarithmic(answer, values, split)
    notes = [Moment(note.day, note.text, note.until, note.channel) for note in session.notes(mine)]
    asked = (answer.kpi, view, split, currency, log)
    breaks = session.breaks(mine, answer.kpi.key, view)
    if side_by_side:
        _side_by_side(
            mine,
            asked,
            answer,
            lambda: charts.multiples(
                values, answer.kpi, step=step, split=split, breaks=breaks, notes=notes, currency=currency
            ),
        )
    else:
        words = f"{answer.title}, {period_text(days.start, days.end)}. {answer_sentence(answer, currency=currency)}"
        picture(
            mine,
            asked,
            lambda: charts.trend(
                values, answer.kpi, step=step, split=split, breaks=breaks, notes=notes, currency=currency, log=log
            ),
            words,
        )
    if notes and (told := charts.notes_shown(values, step=step, notes=notes, split=split)):
        st.caption(plain_text(" · ".join(told)))
    return values


def _values(mine: Workspace, answer: Answer, view: View, split: str) -> tuple[pd.DataFrame, Step, Period]:
    """Give the values of the asked steps, their step and days; months where the files tell nothing shorter."""
    key, days = answer.kpi.key, view.chart_period
    values = session.steps(mine, key, view, period=days, step=view.step, split=split)
    if view.step is Step.MONTH or values["value"].notna().any():
        return values, view.step, days
    year = last_months(view.period.end, 13)
    months = session.steps(mine, key, view, period=year, step=Step.MONTH, split=split)
    if months["value"].isna().all():
        return values, view.step, days
    st.info("The files tell this by month only; the chart shows months.", icon=":material/calendar_month:")
    return months, Step.MONTH, year


def _is_logarithmic(answer: Answer, values: pd.DataFrame, split: str) -> bool:
    """Offer a logarithmic axis where small lines would lie flat."""
    if behaves(answer.kpi) is Behaves.RATIO or not charts.ranges_differ(values, split):
        return False
    return st.toggle(
        "Logarithmic axis", key="log", bind="query-params", persist_state="session",
        help="Each line of the axis is ten times the one below it: small channels can be seen beside large ones.",
    )  # fmt: skip


def _side_by_side(
    mine: Workspace, asked: tuple[object, ...], answer: Answer, panels: Callable[[], Sequence[Panel]]
) -> None:
    """Draw each line on an axis of its own; where networks count differently, no height says more than another."""

    def draw() -> None:
        with st.grid(min_column_width=charts.NARROWEST, gap="small"):
            for panel in panels():
                show(panel.drawing, panel.sentence)

    replayed(mine, ("panels", *asked), draw)
    why = "the networks count differently" if answer.mixed_basis else "there are many"
    st.caption(f"Each has a scale of its own: {why}.")
