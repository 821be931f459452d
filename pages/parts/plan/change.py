"""How the calendar is changed on its page: kept, taken away, and undone by one button."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from kpi.calendar.entry import Campaign, Entry
from kpi.store import Workspace
from pages.parts import access, clock
from pages.parts.editing import for_editors
from pages.parts.words import plain_text

_UNDO = "calendar-undo"


def keep(mine: Workspace, was: Entry | None, then: Entry, said: str) -> None:
    """Keep a post that was changed from what it was (None where it is new), and offer to undo that."""
    access.store().save_entries(mine.id, [replace(then, changed_at=clock.now())])
    former = [was] if was else []
    st.session_state[_UNDO] = (said, lambda: _back(mine, [then.id] if not was else [], former))


def take(mine: Workspace, one: Entry) -> None:
    """Take a post out of the calendar, and offer to bring it back."""
    gone = access.store().delete_entries(mine.id, [one.id])
    st.session_state[_UNDO] = (f"“{one.called}” was deleted.", lambda: _back(mine, [], gone))


def keep_campaign(mine: Workspace, was: Campaign | None, then: Campaign) -> None:
    """Keep a campaign, and offer to undo that."""
    access.store().save_campaigns(mine.id, [replace(then, changed_at=clock.now())])
    said = f"“{then.name}” was {'changed' if was else 'added'}."
    st.session_state[_UNDO] = (said, lambda: _campaign_back(mine, was, then))


def take_campaign(mine: Workspace, one: Campaign) -> None:
    """Take a campaign away, and offer to bring it back."""
    access.store().delete_campaign(mine.id, one.id)
    said = f"“{one.name}” was deleted."
    st.session_state[_UNDO] = (said, lambda: access.store().save_campaigns(mine.id, [one]))


def said_and_undone(said: str, undo: Callable[[], object]) -> None:
    """Say what was done, with a way back."""
    st.session_state[_UNDO] = (said, undo)


@for_editors
def undo_line(_: Workspace) -> None:
    """Offer to undo the last change."""
    told = st.session_state.get(_UNDO)
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="calendar-undo-line"):
        st.caption(plain_text(told[0]))
        st.button("Undo", type="tertiary", icon=":material/undo:", key="undo-calendar", on_click=_undo, args=(told[1],))


def _undo(undo: Callable[[], object]) -> None:
    undo()
    st.session_state[_UNDO] = None


def _back(mine: Workspace, new: Sequence[str], former: Sequence[Entry]) -> None:
    if new:
        access.store().delete_entries(mine.id, new)
    if former:
        access.store().save_entries(mine.id, former)


def _campaign_back(mine: Workspace, was: Campaign | None, then: Campaign) -> None:
    if was:
        access.store().save_campaigns(mine.id, [was])
    else:
        access.store().delete_campaign(mine.id, then.id)
