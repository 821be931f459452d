"""Set SMART targets, follow them: a board sorted by danger, each target one click below."""

import streamlit as st

from kpi import measure
from pages.parts import access, session
from pages.parts.empty import no_data
from pages.parts.targets import begun
from pages.parts.targets.board import board_lines, look_back
from pages.parts.targets.change import undo_line
from pages.parts.targets.form import target_form
from pages.parts.targets.known import Board, board
from pages.parts.targets.many_at_once import targets_sheet
from pages.parts.targets.opened import opened_target
from pages.parts.targets.sorted import headline
from pages.parts.words import plain_text

mine = access.workspace()
state = st.session_state
asked = st.query_params.get("target", "")
if not asked:
    st.title("Targets")  # at once: the facts may take a while
as_of = measure.as_of(session.known_facts(mine))
known = board(mine) if as_of else Board(())
opened = known.find(asked)

if asked and opened is None:
    st.title("Targets")
may_edit = access.may_edit(mine)
if not may_edit:
    state["editing"] = None
elif "new" in st.query_params:
    state.update(editing="new", draft=None)
if as_of is None:
    no_data("Your targets would be here, each held against the actual trend.")
    st.stop()

undo_line(mine)
money = session.currency(mine)
if opened is not None:
    opened_target(mine, opened, money, as_of=as_of)
    st.stop()

if asked:
    st.info("This target is not here any more.", icon=":material/search_off:")
there = bool(known.standings or known.waiting)
if there:
    st.markdown(f"##### {plain_text(headline(known))}")
elif state.get("editing") != "new":
    st.markdown("No target is set yet. A target says which KPI shall reach what by when, who sees to it, and why.")
if state.get("editing") == "new":
    with st.container(border=True):
        st.subheader("Set a target")
        target_form(mine, state.get("draft"), as_of=as_of)
elif may_edit:
    begun.offer(mine, None)
    if st.button("Set a target", type="primary", icon=":material/add:"):
        begun.stop()
        state.update(editing="new", draft=None)
        st.rerun()
if there:
    board_lines(mine, known, money)
targets_sheet(mine)
look_back(mine, known)
