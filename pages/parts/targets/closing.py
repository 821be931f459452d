"""The end of a target: the verdict, what is learnt from it, and the next one."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import streamlit as st

from kpi.formats import day_text
from kpi.sentences import track_sentence
from kpi.store import Workspace
from kpi.targets.follow_up import follow_up
from kpi.targets.status import Standing, Status
from kpi.targets.target import Target
from pages.parts import access, clock, session
from pages.parts.fragment import dialog
from pages.parts.targets.change import keep
from pages.parts.words import plain_text

_BOXES = {
    Status.ACHIEVED: st.success,
    Status.GUARD_BROKEN: st.warning,
    Status.MISSED: st.error,
    Status.CLOSED_EARLY: st.info,
}
_ICONS = {
    Status.ACHIEVED: ":material/trophy:",
    Status.GUARD_BROKEN: ":material/gpp_bad:",
    Status.MISSED: ":material/cancel:",
    Status.CLOSED_EARLY: ":material/flag:",
}


def closing(mine: Workspace, standing: Standing, money: str) -> None:
    """Say how a target ended, keep a lesson in one line, and offer the next one."""
    target = standing.target
    said = track_sentence(standing, currency=money, kpis=session.catalogue(mine).kpis, headed=False)
    _BOXES[standing.status](f"**{plain_text(said)}**", icon=_ICONS[standing.status])
    if not access.may_edit(mine):
        st.caption(plain_text(target.lesson))
        return
    with st.form("lesson", border=False):
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        with left:
            lesson = _lesson(target)
        if right.form_submit_button("Save lesson", icon=":material/check:"):
            closed = replace(target, lesson=lesson, closed_at=target.closed_at or clock.now())
            keep(mine, target, closed, "The lesson was saved.")
            st.rerun()
    with st.container(horizontal=True):
        st.button("Set the next one", icon=":material/redo:", type="primary", on_click=_next, args=(standing,))
        if target.ended:
            st.button("Open it again", icon=":material/undo:", on_click=_reopen, args=(mine, target))


def close_early(mine: Workspace, standing: Standing) -> None:
    """Offer to close a target that has begun before its end."""
    track = standing.track
    if standing.status is Status.NOT_STARTED or track.as_of is None:
        return
    if st.button("Close now", icon=":material/flag:", key=f"close-{track.target.id}"):
        _close(mine, track.target, track.as_of)


@dialog("Close it now", icon=":material/flag:")
def _close(mine: Workspace, target: Target, as_of: date) -> None:
    """Ask for the lesson, and close the target with what is known by now."""
    st.markdown(f"It keeps its value as of {day_text(as_of)}. What comes later does not count; you can open it again.")
    lesson = _lesson(target)
    if st.button("Close it", type="primary", icon=":material/check:", key="close-it"):
        keep(mine, target, replace(target, ended=as_of, lesson=lesson, closed_at=clock.now()), "The target was closed.")
        st.rerun()


def _reopen(mine: Workspace, target: Target) -> None:
    keep(mine, target, replace(target, ended=None, closed_at=None), "The target was opened again.")


def _lesson(target: Target) -> str:
    return st.text_input(
        "What was learnt, in one line",
        value=target.lesson,
        max_chars=200,
        placeholder="For example: reels with a face held people longer",
    ).strip()


def _next(standing: Standing) -> None:
    """Open the form with the same target for the next days."""
    st.session_state.update(editing="new", draft=follow_up(standing.target, str(uuid4()), clock.now()))
    st.query_params.pop("target", None)
