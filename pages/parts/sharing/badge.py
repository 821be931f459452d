"""The sign in the sidebar that something of this workspace is public."""

from datetime import date

import streamlit as st

from kpi.store import Workspace
from kpi.store.links import Link
from pages.parts import access
from pages.parts.clock import now


def public_badge(mine: Workspace) -> None:
    """Say how many links are open, as long as any is."""
    opened = len(_opened(mine))
    if opened:
        words = f"Public: {opened} open link{'s' if opened > 1 else ''}"
        st.sidebar.markdown(
            f":orange-badge[:material/public: {words}]", help="What is public stands on the page Share."
        )


def open_until(mine: Workspace) -> date | None:
    """Give the last day on which any link of a workspace that is open now is; None where none is."""
    return max((link.last_day for link in _opened(mine)), default=None)


def _opened(mine: Workspace) -> list[Link]:
    return [link for link in access.store().links(mine.id) if link.opens(now())] if access.is_kept() else []
