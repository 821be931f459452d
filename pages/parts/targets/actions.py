"""The actions of a target: what somebody does to reach it, from when to when, and how far it is."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import streamlit as st

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.formats import exact, period_text
from kpi.store import Workspace
from kpi.targets.target import Action, State, Target
from pages.parts import access
from pages.parts.fragment import dialog
from pages.parts.targets.change import keep
from pages.parts.words import plain_text

_ICONS = {
    State.PLANNED: ":material/schedule:",
    State.DOING: ":material/play_circle:",
    State.DONE: ":material/check_circle:",
    State.DROPPED: ":material/block:",
}


def actions(mine: Workspace, target: Target, kpi: Kpi, money: str) -> None:
    """List the actions of a target, change how far each is, and add another."""
    st.markdown("##### Actions")
    if not target.actions:
        st.caption("Nothing is planned yet. An action says who does what until when; it stands on the chart.")
    for one in sorted(target.actions, key=lambda one: (one.start, one.end)):
        _line(mine, target, one, kpi, money)
    if access.may_edit(mine) and st.button("Add an action", icon=":material/add:", key="add-action"):
        _edit(mine, target.id, None, kpi)


def _line(mine: Workspace, target: Target, one: Action, kpi: Kpi, money: str) -> None:
    effect = "" if one.effect is None else f"{exact(one.effect, kpi.unit, money)} expected, your estimate"
    about = " · ".join(text for text in (one.owner, period_text(one.start, one.end), effect) if text)
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        said = f"{_ICONS[one.state]} **{plain_text(one.title)}**  \n:gray[:small[{plain_text(about)}]]"
        st.markdown(said, width="stretch")
        if not access.may_edit(mine):
            st.caption(one.state.value.capitalize(), width="content")
            return
        st.selectbox(
            "State",
            list(State),
            index=list(State).index(one.state),
            format_func=lambda state: str(state.value).capitalize(),
            key=f"state-{one.id}-{one.state}",
            label_visibility="collapsed",
            width=140,
            on_change=_move,
            args=(mine, target, one),
        )
        if st.button("", icon=":material/edit:", key=f"action-{one.id}", type="tertiary", help="Edit this action"):
            _edit(mine, target.id, one.id, kpi)


def _move(mine: Workspace, target: Target, one: Action) -> None:
    state = st.session_state[f"state-{one.id}-{one.state}"]
    keep(mine, target, _with(target, replace(one, state=state)), f"“{one.title}” is {state.value}.")


@dialog("Action", width="medium", icon=":material/task_alt:")
def _edit(mine: Workspace, target_id: str, action_id: str | None, kpi: Kpi) -> None:
    """Ask for all of an action, and keep or remove it."""
    target = next(one for one in access.store().targets(mine.id) if one.id == target_id)
    known = next((one for one in target.actions if one.id == action_id), None)
    scale = 100.0 if kpi.unit is Unit.PERCENT else 1.0
    with st.form("action", border=False):
        title = st.text_input("What is done", value=known.title if known else "", max_chars=120)
        left, right = st.columns(2)
        owner = left.text_input("Owner", value=known.owner if known else target.owner, max_chars=60)
        state = right.selectbox(
            "State",
            list(State),
            index=list(State).index(known.state) if known else 0,
            format_func=lambda one: str(one.value).capitalize(),
        )
        days = left.date_input(
            "First and last day",
            value=(known.start, known.end) if known else (target.start, target.end),
            format="YYYY-MM-DD",
        )
        effect = right.number_input(
            "Expected effect" + (" (points)" if scale > 1 else f" ({kpi.label})"),
            value=None if known is None or known.effect is None else known.effect * scale,
            help="What you expect it to add to the value at the end. It is shown as your estimate.",
        )
        if st.form_submit_button("Save action", type="primary", icon=":material/check:"):
            made = _made(known, title, owner, days, state or State.PLANNED, None if effect is None else effect / scale)
            if made is None:
                st.error("Write what is done, and pick its first and last day.")
            else:
                keep(mine, target, _with(target, made), f"“{made.title}” was {'changed' if known else 'added'}.")
                st.rerun()
    if known and st.button("Remove this action", icon=":material/delete:", type="tertiary"):
        left_over = tuple(one for one in target.actions if one.id != known.id)
        keep(mine, target, replace(target, actions=left_over), f"“{known.title}” was removed.")
        st.rerun()


def _made(
    known: Action | None, title: str, owner: str, days: object, state: State, effect: float | None
) -> Action | None:
    """Make an action of what was typed; None where the title or a day is missing."""
    chosen = tuple(days) if isinstance(days, tuple | list) else ()
    if not title.strip() or not chosen:
        return None
    first: date = chosen[0]
    return Action(known.id if known else str(uuid4()), title.strip(), owner.strip(), first, chosen[-1], state, effect)


def _with(target: Target, action: Action) -> Target:
    """Give the target with an action in the place of its former self, else as the last one."""
    if all(one.id != action.id for one in target.actions):
        return replace(target, actions=(*target.actions, action))
    return replace(target, actions=tuple(action if one.id == action.id else one for one in target.actions))
