"""Notes on the charts: what happened on a day or over some days, written, changed and taken back."""

from dataclasses import replace
from uuid import uuid4

import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.formats import day_text, period_text
from kpi.store import Note, Workspace
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.words import plain_text

_LONGEST = 200
_TAKEN = "note-taken"
_ALL = ""


@dialog("Notes", width="medium", icon=":material/edit_note:")
def show_notes(mine: Workspace) -> None:
    """List the notes and write a new one; they stand on every chart of their days."""
    mine = access.store().workspace(mine.id)
    st.caption("A campaign, a launch, a crisis: what explains a curve stands on every chart of its days.")
    for note in session.notes(mine):
        _line(mine, note)
    if taken := st.session_state.get(_TAKEN):
        st.button(
            plain_text(f"Bring “{taken.text}” back"),
            type="tertiary",
            icon=":material/undo:",
            on_click=_keep,
            args=(mine, taken),
        )
    _write(mine)
    if st.button("Done", type="primary"):
        st.rerun()


def _line(mine: Workspace, note: Note) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        days = period_text(note.day, note.until) if note.until else day_text(note.day)
        about = f" · {note.channel}" if note.channel else ""
        st.markdown(f"**{plain_text(days)}**{plain_text(about)} &nbsp; {plain_text(note.text)}", width="stretch")
        if not access.may_edit(mine):
            return
        st.button(
            ":material/delete:",
            key=f"take-{note.id}",
            type="tertiary",
            help="Take it away",
            on_click=_take,
            args=(mine, note),
        )


@for_editors
def _write(mine: Workspace) -> None:
    with st.form("note", clear_on_submit=True, border=False):
        text = st.text_input("What happened", max_chars=_LONGEST, placeholder="For example Campaign start")
        with st.container(horizontal=True):
            days = st.date_input(
                "Day, or first and last day",
                value=(),  # type: ignore[arg-type]  # an empty range is one
                format="YYYY-MM-DD",
            )
            channel = st.selectbox(
                "Channel", [_ALL, *CHANNELS], format_func=lambda name: name or "All channels", key="note-channel"
            )
        if st.form_submit_button("Add note"):
            chosen = tuple(days) if isinstance(days, tuple | list) else (days,)
            if not text.strip() or not chosen:
                st.error("Write what happened, and pick the day on which it did.")
                return
            until = chosen[1] if len(chosen) > 1 and chosen[1] != chosen[0] else None
            _keep(mine, Note(str(uuid4()), chosen[0], text.strip(), "you", clock.now(), until, channel or _ALL))
            st.rerun(scope="fragment")


def _keep(mine: Workspace, note: Note) -> None:
    access.store().save_note(mine.id, replace(note, made_at=clock.now()))
    st.session_state.pop(_TAKEN, None)


def _take(mine: Workspace, note: Note) -> None:
    st.session_state[_TAKEN] = access.store().delete_note(mine.id, note.id)
