"""The picture of a KPI over time: on one axis, or side by side where that reads better; with breaks and notes."""

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.operands import Behaves, behaves
from kpi.measure import Answer
from kpi.store import Workspace
from pages.parts.picture import picture, show
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.trend_asked import BY_MONTH, Trend, trend_of
from pages.parts.words import plain_text


def trend_chart(mine: Workspace, answer: Answer, view: View, *, split: str, currency: str) -> pd.DataFrame:
    """Draw the KPI step by step, and give its values."""
    trend = trend_of(mine, answer, view, split=split, currency=currency)
    if trend.by_month:
        st.info(BY_MONTH, icon=":material/calendar_month:")
    if trend.untold:
        st.info(plain_text(trend.untold), icon=":material/call_split:")
        return trend.steps
    log = not trend.side_by_side and _is_logarithmic(trend)
    asked = (answer.kpi, view, split, currency, log)
    if trend.side_by_side:
        replayed(mine, ("panels", *asked), lambda: _side_by_side(trend))
        st.caption(trend.why_apart)
    else:
        picture(mine, asked, lambda: trend.drawing(log=log), trend.words)
    if told := trend.notes_shown:
        st.caption(plain_text(" · ".join(told)))
    return trend.steps


def _is_logarithmic(trend: Trend) -> bool:
    """Offer a logarithmic axis where small lines would lie flat."""
    if not trend.split or behaves(trend.answer.kpi) is Behaves.RATIO:
        return False
    if not charts.ranges_differ(trend.steps, trend.split):
        return False
    return st.toggle(
        "Logarithmic axis", key="log", bind="query-params", persist_state="session",
        help="Each line of the axis is ten times the one below it: small channels can be seen beside large ones.",
    )  # fmt: skip


def _side_by_side(trend: Trend) -> None:
    """Draw each line on an axis of its own; where networks count differently, no height says more than another."""
    with st.grid(min_column_width=charts.NARROWEST, gap="small"):
        for panel in trend.panels():
            show(panel.drawing, panel.sentence)
