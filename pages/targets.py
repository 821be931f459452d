"""Set SMART targets, follow them: a board sorted by danger, each target with its path."""

import streamlit as st

from kpi import measure
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.operands import Behaves
from kpi.formats import exact, period_text
from kpi.sentences import track_sentence
from pages.parts import session
from pages.parts.cards import help_text
from pages.parts.empty import no_data
from pages.parts.statuses import board_sentence, danger, in_colour
from pages.parts.target_form import draw_track, target_form
from pages.parts.words import plain_text

st.title("Targets")
mine = session.workspace()
facts = session.known_facts(mine)
as_of = measure.as_of(facts)
state = st.session_state
if as_of is None:
    no_data("Your targets would be here, each held against the actual trend.")
    st.stop()

money = session.currency(mine)
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

tracks = sorted((session.track(mine, target) for target in session.targets(mine)), key=lambda one: danger(one.status))
if not tracks and state.get("editing") != "new":
    st.markdown("No target is set yet. A target says which KPI shall reach what by when, who sees to it, and why.")

if tracks:
    st.markdown(f"##### {plain_text(board_sentence([track.status for track in tracks]))}")
for track in tracks:
    target = track.target
    with st.container(border=True, key=f"target-{target.id}"):
        if state.get("editing") == target.id:
            target_form(mine, target, as_of=as_of)
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(plain_text(target.title or KPIS[target.kpi].label), width="stretch")
            st.markdown(in_colour(track.status))
        where = ", ".join(target.channels) or "all channels"
        st.caption(
            plain_text(f"{track.kpi.label} · {where} · {period_text(target.start, target.end)} · {target.owner}: {target.reason}"),
            help=help_text(track.answer, currency=money) if track.answer else None,
        )
        st.markdown(plain_text(track_sentence(track, currency=money)))
        if track.share is not None and track.behaves is not Behaves.RATIO:
            st.progress(min(1.0, max(0.0, track.share)), text=f"{track.share:.0%} of the way")
        with st.expander("Chart, baseline and changes", icon=":material/show_chart:", expanded=len(tracks) == 1):
            draw_track(mine, track, money, sentence=track_sentence(track, currency=money))
            start = "unknown" if target.baseline is None else exact(target.baseline, track.kpi.unit, money)
            st.caption(plain_text(f"Baseline {start} · goal {exact(target.goal, track.kpi.unit, money)}"))
            with st.container(horizontal=True):
                if st.button("Edit", key=f"edit-{target.id}", icon=":material/edit:"):
                    state["editing"] = target.id
                    st.rerun()
                if st.button("Delete", key=f"delete-{target.id}", icon=":material/delete:", type="tertiary"):
                    state["deleted"] = session.store().delete_target(mine.id, target.id)
                    st.rerun()
