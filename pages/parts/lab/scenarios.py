"""The kept scenarios: chips, one looked at, two side by side; opened again, renamed, deleted with a way back."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi.catalogue.metrics import Unit
from kpi.choice import Scope
from kpi.errors import ChangedMeanwhile, KpiError
from kpi.formats import exact, move_in_full, short
from kpi.lab import Beside, Scenario, side_by_side
from kpi.sentences import lab as says
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.fragment import dialog, fragment
from pages.parts.lab.bench import fill_in, ground_of
from pages.parts.scope import View
from pages.parts.words import plain_text

CHOSEN = "scenarios"
_GONE = "scenario-gone"
_OPENED = "scenario-opened"
_PAIR = 2
_CHANNEL, _DIFFERENCE, _SECOND = "Channel", "Difference", " (2)"
_LONGEST = 60


@fragment
def scenarios() -> None:
    """Draw the kept scenarios; what is done with them reruns this alone."""
    mine = access.workspace()
    kept = {one.id: one for one in session.planned(mine, "scenarios", lambda: access.store().scenarios(mine.id))}
    st.subheader("Scenarios")
    _undo(mine)
    if not kept:
        st.caption("None is kept yet. Save what you try under a name: two of them can be held side by side.")
        return
    state = st.session_state
    state[CHOSEN] = [name for name in state.get(CHOSEN, ()) if name in kept]
    st.pills(
        "Choose one, or two to hold them side by side",
        list(kept),
        selection_mode="multi",
        format_func=lambda name: plain_text(kept[name].name),
        key=CHOSEN,
        on_change=_at_most_two,
    )
    chosen = [kept[name] for name in state[CHOSEN]]
    for place, one in zip(st.columns(_PAIR, gap="medium"), chosen, strict=False):
        with place.container(border=True):
            _card(mine, one)
    if len(chosen) == _PAIR:
        _compared(*chosen)


def _card(mine: Workspace, kept: Scenario) -> None:
    answer = kept.estimate
    scope = Scope(kept.channels, accounts=kept.accounts)
    if answer.cost is None:
        st.markdown(f"**{plain_text(kept.name)}**")
        st.caption("No CPM was known: it has no cost.")
    else:
        st.metric(plain_text(kept.name), short(answer.cost.base, Unit.MONEY, answer.currency))
        low, high = (short(end, Unit.MONEY, answer.currency) for end in (answer.cost.low, answer.cost.high))
        st.caption(plain_text(f"{low} to {high}. {says.inputs_say(kept)}"))
    left_out = says.left_out_says(answer)
    made_on = says.made_on_says(kept, ground_of(mine, View(kept.period, scope)))
    st.caption(plain_text(f"{left_out} {made_on}".strip()))
    with st.container(horizontal=True, gap="small"):
        if st.button("Open again", key=f"open-{kept.id}", icon=":material/open_in_full:"):
            st.session_state[_OPENED] = kept
            st.rerun()
        if not access.may_edit(mine):
            return
        if st.button("Rename", key=f"rename-{kept.id}", type="tertiary", icon=":material/edit:"):
            _rename(mine, kept)
        st.button(
            "Delete",
            key=f"delete-{kept.id}",
            type="tertiary",
            icon=":material/delete:",
            on_click=_delete,
            args=(mine, kept),
        )


def _compared(first: Scenario, second: Scenario) -> None:
    """Hold two side by side: the difference in a sentence, then channel by channel."""
    try:
        whole, rows = side_by_side(first, second)
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    st.markdown(f"**{plain_text(says.difference_says(first, second, whole))}**")
    currency = first.estimate.currency or second.estimate.currency
    lines = [_line(row, currency) for row in (*rows, replace(whole, channel="In all"))]
    st.table(pd.DataFrame(lines, columns=_heads(first.name, second.name)).set_index(_CHANNEL), border="horizontal")


def _heads(*names: str) -> list[str]:
    """Head the columns, each otherwise whatever the scenarios are called: a table refuses two that are called alike."""
    taken = [_CHANNEL, _DIFFERENCE]
    for name in names:
        head = plain_text(name)
        while head in taken:
            head += _SECOND
        taken.append(head)
    return [_CHANNEL, *taken[2:], _DIFFERENCE]


def _line(row: Beside, currency: str) -> tuple[str, str, str, str]:
    first, second = (exact(one, Unit.MONEY, currency) for one in (row.first, row.second))
    difference = "not known" if row.difference is None else move_in_full(row.difference, Unit.MONEY, currency)
    return row.channel, first, second, difference


@dialog("Rename the scenario")
def _rename(mine: Workspace, kept: Scenario) -> None:
    with st.form("rename-scenario", border=False):
        name = st.text_input("Name", value=kept.name, max_chars=_LONGEST)
        if not st.form_submit_button("Rename", type="primary", icon=":material/check:"):
            return
    if not name.strip():
        st.error("Give it a name.")
        return
    try:
        access.store().save_scenario(mine.id, replace(kept, name=name.strip()), seen=kept)
    except ChangedMeanwhile as changed:
        st.error(plain_text(str(changed)))
        return
    st.rerun()


def opened() -> None:
    """Fill in what an opened scenario had filled in, over its days and channels, before any field is drawn."""
    kept: Scenario | None = st.session_state.pop(_OPENED, None)
    if kept:
        fill_in(kept.filled_in)
        st.session_state.update(channels=list(kept.channels), dates=(kept.period.start, kept.period.end))


def _delete(mine: Workspace, kept: Scenario) -> None:
    st.session_state[_GONE] = access.store().delete_scenario(mine.id, kept.id)


def _undo(mine: Workspace) -> None:
    gone: Scenario | None = st.session_state.get(_GONE)
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="scenario-undo-line"):
        st.caption(plain_text(f"“{gone.name}” was deleted."))
        st.button("Undo", type="tertiary", icon=":material/undo:", on_click=_back, args=(mine, gone))


def _back(mine: Workspace, gone: Scenario) -> None:
    access.store().save_scenario(mine.id, gone)
    st.session_state[_GONE] = None


def _at_most_two() -> None:
    st.session_state[CHOSEN] = st.session_state[CHOSEN][-_PAIR:]
