"""The owner's list of figures: which ones, in which order; one without data gives way to the next."""

from collections.abc import Sequence

import streamlit as st

from kpi.management.figures import DEFAULT, MOST, as_settings, moved
from kpi.management.figures import shown as first_known
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.management.asked import is_known
from pages.parts.scope import View
from pages.parts.words import plain_text

_DRAFT = "figures-draft"


@for_editors
def figure_menu(mine: Workspace, keys: Sequence[str], view: View) -> None:
    """Offer to choose the figures, and say that the page prints; nothing of it is printed."""
    with st.container(key="screen-only-figures", horizontal=True, vertical_alignment="center"):
        if st.button("Choose the figures", key="choose-figures", type="tertiary", icon=":material/tune:"):
            st.session_state[_DRAFT] = tuple(keys)
            _choose(mine, view)
        st.caption("To hand it out, print it from your browser: one sheet of A4.", width="content")


@dialog("The figures of this page", icon=":material/tune:")
def _choose(mine: Workspace, view: View) -> None:
    """Change the list in a draft; nothing is kept before it is saved."""
    draft: tuple[str, ...] = st.session_state[_DRAFT]
    known = session.catalogue(mine).kpis
    seen = first_known(draft, lambda key: is_known(mine, key, view))
    st.caption(f"The first {MOST} of which anything is known are shown; one without data gives way to the next.")
    with st.container(border=True, gap="xxsmall"):
        for place, key in enumerate(draft):
            label = plain_text(known[key].label)
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"listed-{key}"):
                st.markdown(f"**{label}**" if key in seen else f":gray[{label}]", width="stretch")
                _icon("arrow_upward", "Move up", key, moved(draft, key, -1), off=place == 0)
                _icon("arrow_downward", "Move down", key, moved(draft, key, 1), off=place == len(draft) - 1)
                _icon("close", "Take out", key, tuple(one for one in draft if one != key), off=len(draft) == 1)
    st.selectbox(
        "Add a figure",
        [key for key in known if key not in draft],
        index=None,
        format_func=lambda key: known[key].label,
        placeholder="Search all KPIs and metrics",
        key="figure-add",
        on_change=_added,
    )
    _finish(mine, draft)


def _icon(icon: str, words: str, key: str, after: tuple[str, ...], *, off: bool) -> None:
    name, label = f"figure-{icon}-{key}", f":material/{icon}:"
    st.button(label, key=name, help=words, type="tertiary", disabled=off, on_click=_draft, args=(after,))


def _added() -> None:
    if key := st.session_state["figure-add"]:
        _draft((*st.session_state[_DRAFT], key))
        st.session_state["figure-add"] = None


def _draft(after: tuple[str, ...]) -> None:
    st.session_state[_DRAFT] = after


def _finish(mine: Workspace, draft: tuple[str, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        icon = ":material/check:"
        done = st.button("Save", key="figures-save", type="primary", icon=icon, on_click=_keep, args=(mine,))
        if draft != DEFAULT:
            icon = ":material/restart_alt:"
            st.button("As shipped", key="figures-shipped", icon=icon, on_click=_draft, args=(DEFAULT,))
        if done or st.button("Cancel", key="figures-cancel", type="tertiary"):
            st.rerun()


def _keep(mine: Workspace) -> None:
    access.store().change_settings(mine.id, as_settings(st.session_state[_DRAFT]))
