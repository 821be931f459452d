"""What stands under the large chart: why the KPI moved, or its parts; only the chosen one is worked out."""

import streamlit as st

from kpi.measure import Answer
from kpi.store import Workspace
from pages.parts.breakdown_panel import breakdown_panel
from pages.parts.by import by_choice
from pages.parts.one_of import one_of
from pages.parts.scope import View
from pages.parts.why_panel import why_panel

_PANELS = {"why": "Why it moved", "parts": "Parts"}


def under_chart(mine: Workspace, answer: Answer, view: View, *, currency: str) -> None:
    """Offer the split of the change first; where nothing is compared there are only the parts."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        is_compared = answer.compared is not None
        chosen = one_of("Under the chart", _PANELS, key="panel", is_named=False) if is_compared else "parts"
        by = by_choice()
    (why_panel if chosen == "why" else breakdown_panel)(mine, answer, view, by, currency=currency)
