"""Where the compared days are counted otherwise: the choice to compare them all the same."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from kpi.formats import day_text
from kpi.store import Workspace
from pages.parts import session
from pages.parts.scope import View
from pages.parts.words import plain_text


def compared_as_asked(mine: Workspace, view: View, kpis: Collection[str]) -> View:
    """Offer to treat as the same what changed its definition between the compared days of the KPIs that are shown.

    Where nothing did, or nothing is known of the compared days, there is nothing to offer.
    """
    found = session.breaks_between(mine, view, kpis)
    if not found or all(session.answer(mine, key, view).compared is None for key in kpis):
        return view
    changes = ", ".join(f"{moment.says} ({day_text(moment.day)})" for moment in found)
    as_same = st.toggle(
        plain_text(f"Treat as the same: {changes}"),
        key="as_same",
        bind="query-params",
        persist_state="session",
        help="What is counted changed between the two ranges, so no change is told. Treated as the same, it is told "
        "and marked.",
    )
    return replace(view, as_same=as_same)
