"""Which KPI the large chart shows, and how it is split; both stand in the address."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.catalogue.workspace import Catalogue
from pages.parts.one_of import one_of

_SPLITS = {"": "Total", "channel": "By channel", "account": "By account", "content_type": "By content type"}


def chart_controls(known: Catalogue, otherwise: str) -> tuple[str | None, str, DeltaGenerator]:
    """Draw the choice of KPI or metric and split, and give the row in which they stand with them.

    `otherwise` names what is shown while none is picked.
    """
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with row:
        picked = st.selectbox(
            "Chart",
            list(known.kpis),
            index=None,
            format_func=lambda key: known.kpis[key].label,
            placeholder=otherwise,
            key="kpi",
            bind="query-params",
            persist_state="session",
            width=320,
            help="The objective's KPIs stand above; every other one, and every metric, can be charted here.",
        )
        split = one_of("Split", _SPLITS, key="split")
    return picked, split, row


def show_chart(key: str) -> None:
    """Pick the KPI that the large chart shows, from wherever it is named."""
    st.session_state["kpi"] = key
