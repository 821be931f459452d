"""The end of a target: the verdict, what is learnt from it, and the next one."""

from dataclasses import replace
from uuid import uuid4

import streamlit as st

from kpi.sentences import track_sentence
from kpi.store import Workspace
from kpi.targets.follow_up import follow_up
from kpi.targets.status import Standing, Status
from pages.parts import session
from pages.parts.targets.change import keep
from pages.parts.words import plain_text

_BOXES = {Status.ACHIEVED: st.success, Status.GUARD_BROKEN: st.warning, Status.MISSED: st.error}
_ICONS = {
    Status.ACHIEVED: ":material/trophy:",
    Status.GUARD_BROKEN: ":material/gpp_bad:",
    Status.MISSED: ":material/cancel:",
}


def closing(mine: Workspace, standing: Standing, money: str) -> None:
    """Say how a target ended, keep a lesson in one line, and offer the next one."""
    target = standing.target
    said = track_sentence(standing, currency=money, kpis=session.catalogue(mine).kpis, headed=False)
    _BOXES[standing.status](f"**{plain_text(said)}**", icon=_ICONS[standing.status])
    with st.form("lesson", border=False):
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        lesson = left.text_input(
            "What was learnt, in one line",
            value=target.lesson,
            max_chars=200,
            placeholder="For example: reels with a face held people longer",
        )
        if right.form_submit_button("Save lesson", icon=":material/check:"):
            closed = replace(target, lesson=lesson.strip(), closed_at=target.closed_at or session.now())
            keep(mine, closed, "The lesson was saved.")
            st.rerun()
    st.button("Set the next one", icon=":material/redo:", type="primary", on_click=_next, args=(standing,))


def _next(standing: Standing) -> None:
    """Open the form with the same target for the next days."""
    st.session_state.update(editing="new", draft=follow_up(standing.target, str(uuid4()), session.now()))
    st.query_params.pop("target", None)
