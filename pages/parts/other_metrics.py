"""The metrics that are no KPI of the objective, one click away: their value, their chart, a place in the objective."""

from collections.abc import Callable

import streamlit as st

from kpi.catalogue.metrics import DERIVED, METRICS
from kpi.catalogue.objectives import Objective
from kpi.catalogue.workspace import Catalogue
from kpi.formats import short
from kpi.measure import Answer
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.chart_controls import show_chart
from pages.parts.objective_editor import promote
from pages.parts.scope import View
from pages.parts.words import plain_text

_FEW, _HEIGHT = 12, 380


def other_metrics(mine: Workspace, chosen: Objective, view: View, *, currency: str = "") -> None:
    """List the metrics that are known in a view and stand in none of the objective's cards; worked out once opened."""
    box = st.expander("Other metrics", icon=":material/more_horiz:", key="other-metrics", on_change="rerun")
    if not box.open:
        return
    known = [
        answer
        for key in _beside(session.catalogue(mine), chosen)
        if (answer := session.answer(mine, key, view)).value is not None
    ]
    with box:
        if not known:
            st.caption("Your files hold no other metric for these days and channels.")
            return
        st.caption(
            "What else your files count: chart one, or put it into the objective. A metric becomes a KPI once it "
            "answers the question."
        )
        with (
            st.container(height=_HEIGHT if len(known) > _FEW else "content", border=False),
            st.grid(min_column_width=330),
        ):
            for answer in known:
                _line(mine, chosen, answer, currency)


def _beside(catalogue: Catalogue, chosen: Objective) -> list[str]:
    """Name what counts a single metric and is no KPI of the objective, by the alphabet."""
    shown = {catalogue.kpis[key].formula for key in chosen.kpis}
    alone = [kpi for kpi in catalogue.kpis.values() if kpi.formula in {*METRICS, *DERIVED} and kpi.formula not in shown]
    return [kpi.key for kpi in sorted(alone, key=lambda kpi: kpi.label.casefold())]


def _line(mine: Workspace, chosen: Objective, answer: Answer, currency: str) -> None:
    key = answer.kpi.key
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"other-{key}"):
        value = plain_text(short(answer.value, answer.kpi.unit, currency))
        st.markdown(
            f"{plain_text(answer.title)} &nbsp; **{value}**", help=plain_text(answer.kpi.meaning), width="stretch"
        )
        _icon("show_chart", "Show the chart", key, show_chart, (key,))
        if access.may_edit(mine):
            _icon("add", f"Add to {chosen.label}", key, promote, (mine, chosen, key))


def _icon(icon: str, words: str, key: str, do: Callable[..., None], about: tuple[object, ...]) -> None:
    st.button(f":material/{icon}:", key=f"{icon}-{key}", type="tertiary", help=words, on_click=do, args=about)
