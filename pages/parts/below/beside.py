"""A second KPI beside the chart's own: two small charts over the same time, or a dot a step."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.kpis import Kpi
from kpi.formats import exact, period_text
from kpi.insight.beside import Beside, beside
from kpi.measure import Question
from kpi.periods import Period, last_months
from kpi.sentences import beside_remarks, beside_sentence
from pages.parts import session
from pages.parts.below.shown import Shown
from pages.parts.one_of import one_of
from pages.parts.picture import show
from pages.parts.replayed import replayed
from pages.parts.table import Sheet, sheet, table
from pages.parts.words import plain_text

_WAYS = {"overlay": "Over time", "scatter": "Dot by dot"}
_WEEKS_OF, _MONTHS = 13, 36


def second_kpi(shown: Shown) -> None:
    """Ask for a second KPI, and show it beside the chart's own."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = _second(shown)
        way = one_of("Drawn as", _WAYS, key="beside-as")
    if not key:
        st.caption("Pick a second KPI to see both over the same weeks, and whether they went together.")
        return
    if key == shown.answer.kpi.key:
        st.caption(plain_text(f"{shown.answer.kpi.label} is the chart above: pick another one."))
        return
    _drawn(shown, key, way)


def _second(shown: Shown) -> str | None:
    known = session.catalogue(shown.mine).kpis
    picked: str | None = st.selectbox(
        "Beside it",
        list(known),
        index=None,
        format_func=lambda key: known[key].label,
        placeholder="A second KPI",
        key="beside",
        bind="query-params",
        persist_state="session",
        width=320,
    )
    return picked


def _drawn(shown: Shown, key: str, way: str) -> None:
    """Draw both once for each question, and offer the table."""
    mine = shown.mine
    questions = session.question_of(mine, shown.answer.kpi, shown.view), session.question_of(mine, key, shown.view)
    breaks = session.breaks(mine, shown.answer.kpi.key, shown.view), session.breaks(mine, key, shown.view)
    asked = ("beside", shown.view, shown.currency, *(_asked(one) for one in questions))
    found, told = session.shown_once(
        mine, asked, lambda: _worked_out(shown, questions, [moment.day for of in breaks for moment in of])
    )

    def draw() -> None:
        sentence = beside_sentence(found)
        st.markdown(plain_text(sentence))
        if not found.known:
            if shown.view.picked:
                st.caption("Only whole weeks and months count: pick more days at the top, or none for the last year.")
            return
        drawings = (
            (charts.scatter(found, currency=shown.currency),)
            if way == "scatter"
            else charts.overlay(found, breaks=breaks, currency=shown.currency)
        )
        for drawing in drawings:
            show(drawing, sentence)
        st.caption(plain_text(" ".join(beside_remarks(found))))

    replayed(mine, (*asked, way), draw)
    if found.known:
        with st.expander("The numbers of both", icon=":material/table:", key="beside-table", on_change="rerun") as box:
            if box.open:
                table(told, name="beside")


def _asked(question: Question) -> tuple[object, ...]:
    return question.kpi, session.frozen(question.assumptions)


def _worked_out(shown: Shown, questions: tuple[Question, Question], restarts: Sequence[date]) -> tuple[Beside, Sheet]:
    weeks, months = _days(shown)
    found = beside(
        *questions, session.known_facts(shown.mine), weeks=weeks, months=months, restarts=restarts, week=shown.view.week
    )
    return found, _sheet(found, shown.currency)


def _days(shown: Shown) -> tuple[Period, Period]:
    """Give the days to look at by week and by month: those picked, else a year and its month, and three years."""
    view = shown.view
    if view.picked:
        return view.period, view.period
    return last_months(view.period.end, _WEEKS_OF), last_months(view.period.end, _MONTHS)


def _sheet(found: Beside, currency: str) -> Sheet:
    """Word the steps that are known of both, newest first."""
    known = found.steps.dropna(subset=["first", "second"]).iloc[::-1].reset_index(drop=True)
    days = zip(known["start"].dt.date, known["end"].dt.date, strict=True)
    words = {"Period": [period_text(start, end) for start, end in days]}
    words |= {_title(found, kpi): _told(known[name], kpi, currency) for name, kpi in _both(found)}
    numbers = known.rename(columns={name: kpi.key for name, kpi in _both(found)})
    return sheet(pd.DataFrame(words), numbers, name=f"{found.first.key}-beside-{found.second.key}")


def _both(found: Beside) -> tuple[tuple[str, Kpi], tuple[str, Kpi]]:
    return ("first", found.first), ("second", found.second)


def _title(found: Beside, kpi: Kpi) -> str:
    """Name a column; two KPIs of one name are told apart by their keys."""
    return kpi.label if found.first.label != found.second.label else f"{kpi.label} ({kpi.key})"


def _told(values: pd.Series, kpi: Kpi, currency: str) -> list[str]:
    return [exact(value, kpi.unit, currency) for value in values]
