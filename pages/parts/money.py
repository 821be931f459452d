"""In which currency something is typed: that of the workspace, asked where it has none or several."""

import streamlit as st

from kpi.store import Workspace
from pages.parts import session

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "BRL", "MXN", "INR", "CAD", "AUD")


def ask_currency(mine: Workspace, *, key: str = "currency") -> str:
    """Give the workspace's currency; ask for one where it has none yet, or several. Nothing is ever converted."""
    if known := session.currency(mine):
        return known
    several = sorted(session.currencies(mine))
    if several:
        st.caption(f"Your numbers are in {' and '.join(several)}. Nothing is converted: pick the one you count in.")
    asked = [*CURRENCIES, *(code for code in several if code not in CURRENCIES)]
    picked = st.selectbox(
        "Currency",
        asked,
        index=None,
        key=key,
        bind="query-params",
        persist_state="session",
        placeholder="Pick one",
        width=160,
    )
    return picked or ""
