"""How the links of a client are made unless somebody says otherwise."""

from typing import Literal

import streamlit as st

from kpi.locales import LOCALES, called
from kpi.store import Workspace
from kpi.store.habits import LINKS, LONGEST, Habits, habits
from pages.parts import access

_AS_HERE = "As in this workspace"


def locale_of_links(usual: str, *, key: str, width: Literal["stretch"] | int = "stretch") -> str:
    """Ask in which locale a link tells numbers and dates; '' stands for that of the workspace."""
    offered = ("", *LOCALES)
    return st.selectbox(
        "Numbers and dates",
        offered,
        index=offered.index(usual),
        format_func=lambda tag: called(tag) if tag else _AS_HERE,
        key=key,
        width=width,
    )


def links_form(mine: Workspace) -> None:
    """Ask what the form of a new link begins with."""
    kept = habits(mine.settings)
    st.caption("What a new link begins with on the page Share; links that there are stay as they are.")
    with st.form("link-habits", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            days = st.number_input("Open for days", 1, LONGEST, kept.days, key="habit-days", width=160)
            locale = locale_of_links(kept.locale, key="habit-locale", width=280)
        notes = st.checkbox("With notes", value=kept.notes, key="habit-notes", help="What the team noted about days.")
        password = st.checkbox("A link must have a password", value=kept.password, key="habit-password")
        if st.form_submit_button("Save", icon=":material/check:", key="save-links"):
            said = Habits(int(days), notes=notes, locale=locale, password=password)
            access.store().change_settings(mine.id, {LINKS: said.as_setting})
            st.rerun()
