"""Set SMART targets, follow them: a board sorted by danger, each target with its path."""

import streamlit as st

from kpi import measure
from pages.parts import session
from pages.parts.empty import no_data
from pages.parts.statuses import board_sentence, danger, standing
from pages.parts.target_card import target_card
from pages.parts.target_form import target_form
from pages.parts.targets_sheet import targets_sheet
from pages.parts.words import plain_text

st.title("Targets")
mine = session.workspace()
as_of = measure.as_of(session.known_facts(mine))
state = st.session_state
if as_of is None:
    no_data("Your targets would be here, each held against the actual trend.")
    st.stop()

money = session.currency(mine)
standings = sorted(standing(mine), key=lambda one: danger(one.status))
if standings:
    st.markdown(f"##### {plain_text(board_sentence([one.status for one in standings]))}")
elif state.get("editing") != "new":
    st.markdown("No target is set yet. A target says which KPI shall reach what by when, who sees to it, and why.")

if state.get("editing") == "new":
    with st.container(border=True):
        st.subheader("Set a target")
        target_form(mine, None, as_of=as_of)
elif st.button("Set a target", type="primary", icon=":material/add:"):
    state["editing"] = "new"
    st.rerun()

if gone := state.get("deleted"):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("The target was deleted.")
        if st.button("Undo", type="tertiary", icon=":material/undo:"):
            session.store().save_target(mine.id, gone)
            state["deleted"] = None
            st.rerun()

for target in session.targets_without_kpi(mine):
    st.warning(plain_text(f"“{target.title or target.kpi}” waits: its KPI “{target.kpi}” is not in the catalogue."))

for one in standings:
    with st.container(border=True, key=f"target-{one.target.id}"):
        if state.get("editing") == one.target.id:
            target_form(mine, one.target, as_of=as_of)
        else:
            target_card(mine, one, money, opened=len(standings) == 1)

targets_sheet(mine)
