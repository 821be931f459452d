"""The sign in the sidebar that something of this workspace is public."""

import streamlit as st

from kpi.store import Workspace
from pages.parts import access
from pages.parts.clock import now


def public_badge(mine: Workspace) -> None:
    """Say how many links are open, as long as any is."""
    if not access.is_kept():
        return
    opened = sum(link.opens(now()) for link in access.store().links(mine.id))
    if opened:
        words = f"Public: {opened} open link{'s' if opened > 1 else ''}"
        st.sidebar.markdown(
            f":orange-badge[:material/public: {words}]", help="What is public stands on the page Share."
        )
