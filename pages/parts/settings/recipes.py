"""Take over how another client's questions are asked, and the way back."""

from collections.abc import Sequence

import streamlit as st

from kpi.recipe import Change, change_to, recipe_of, taken_back
from kpi.store import Workspace
from kpi.store.habits import LINKS
from pages.parts import access
from pages.parts.chosen import labelled
from pages.parts.words import plain_text

_BACK = "recipe-back"


def recipe_form(mine: Workspace, allowed: Sequence[Workspace]) -> None:
    """Offer the recipes of the other clients, and to take the last one back."""
    labels = labelled([one for one in allowed if one.id != mine.id])
    st.caption(
        "Take over another client's objectives, own KPIs, list of figures for your CEO, way of writing numbers and "
        "what new links begin with. Its data, targets, links, numbers and names stay where they are, and what this "
        "client has of its own stays too."
    )
    _way_back(mine)
    if not labels:
        st.caption("There is no other client yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox("Recipe of", list(labels), format_func=labels.__getitem__, key="recipe-of", width=320)
        if st.button("Take it over", icon=":material/content_copy:", key="recipe-take"):
            _follow(mine, next(one for one in allowed if one.id == picked))


def _follow(mine: Workspace, other: Workspace) -> None:
    store = access.store()
    own, settings = store.own(mine.id), mine.settings
    change = change_to(recipe_of(store.own(other.id), other.settings), own, settings)
    if change.is_empty and not change.stays:
        st.info(plain_text(f"This client follows the recipe of “{other.name}” already."))
        return
    store.follow_recipe(mine.id, change)
    st.session_state[_BACK] = (_said(change, other), taken_back(change, own, settings))
    st.rerun()


def _way_back(mine: Workspace) -> None:
    said, back = st.session_state.get(_BACK) or ("", Change())
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":green[:material/check:] {plain_text(said)}", width="stretch")
        if not back.is_empty and st.button("Take it back", key=_BACK + "-button", icon=":material/undo:"):
            access.store().follow_recipe(mine.id, back)
            st.session_state[_BACK] = None
            st.rerun()


def _said(change: Change, other: Workspace) -> str:
    """Say what was taken over.

    >>> _said(Change(settings={"locale": "de-DE"}, stays=("Save rate",)), Workspace("a", "Bogen"))
    'Taken over from “Bogen”: the look. Save rate stays as it is here, since another formula bears its name.'
    """
    counts = {"KPI": len(change.kpis), "objective": len(change.objectives) + len(change.without_objectives)}
    said = [f"{count} {what}{'s' * (count != 1)}" for what, count in counts.items() if count]
    said += ["the list of figures"] if "management_figures" in change.settings else []
    said += ["the look"] if {"locale", "week_start"} & set(change.settings) else []
    said += ["what links begin with"] if LINKS in change.settings else []
    told = f"Taken over from “{other.name}”: {', '.join(said) or 'nothing'}."
    if not change.stays:
        return told
    stay = "stays as it is here, since another formula bears its name"
    many = "stay as they are here, since other formulas bear their names"
    return f"{told} {', '.join(change.stays)} {stay if len(change.stays) == 1 else many}."
