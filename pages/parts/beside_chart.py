"""What stands right of the large chart: why the KPI moved, or its parts; only the chosen one is worked out."""

import streamlit as st

from kpi.measure import Answer
from kpi.store import Workspace
from pages.parts.breakdown_panel import breakdown_panel
from pages.parts.by import by_choice
from pages.parts.scope import View
from pages.parts.why_panel import why_panel

_PANELS = {"why": "Why it moved", "parts": "Parts"}


def beside_chart(mine: Workspace, answer: Answer, view: View, *, currency: str) -> None:
    """Offer the split of the change first; where nothing is compared there are only the parts."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = "parts" if answer.compared is None else _chosen()
        by = by_choice()
    (why_panel if chosen == "why" else breakdown_panel)(mine, answer, view, by, currency=currency)


def _chosen() -> str:
    picked = st.segmented_control(
        "Beside the chart",
        list(_PANELS),
        format_func=_PANELS.__getitem__,
        default="why",
        required=True,
        key="panel",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    return picked or "why"
