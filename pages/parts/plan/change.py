"""How the calendar is changed on its page: kept and taken away, unless somebody was quicker; undone by one button."""

from dataclasses import dataclass, replace

import streamlit as st

from kpi.calendar.entry import Campaign, Entry
from kpi.errors import ChangedMeanwhile
from kpi.store import Workspace
from pages.parts import access, clock
from pages.parts.editing import for_editors
from pages.parts.words import plain_text

_DONE = "calendar-done"


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done last in a workspace: what stands there `now` was `before` something else; None for nothing."""

    workspace: str
    said: str
    now: Entry | Campaign | None = None
    before: Entry | Campaign | None = None


def keep(mine: Workspace, seen: Entry | Campaign | None, then: Entry | Campaign, said: str) -> None:
    """Keep a post or campaign in place of what was seen of it (None where it is new), and offer to undo that.

    Raise ChangedMeanwhile, and change nothing, where it is not any more what was seen.
    """
    kept = replace(then, changed_at=clock.now())
    _turn(mine, seen, kept)
    st.session_state[_DONE] = _Done(mine.id, said, kept, seen)


def take(mine: Workspace, seen: Entry | Campaign) -> None:
    """Take a post or campaign away, and offer to bring it back; raise ChangedMeanwhile as `keep` does.

    What somebody else has taken away by now is gone as well: there is nothing to ask.
    """
    try:
        _turn(mine, seen, None)
    except ChangedMeanwhile as changed:
        if changed.theirs is not None:
            raise
        st.session_state[_DONE] = _Done(mine.id, f"Somebody has deleted “{seen.called}” already.")
    else:
        st.session_state[_DONE] = _Done(mine.id, f"“{seen.called}” was deleted.", before=seen)


@for_editors
def undo_line(mine: Workspace) -> None:
    """Say what was done last, and offer to undo it."""
    done: _Done | None = st.session_state.get(_DONE)
    if not done or done.workspace != mine.id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="calendar-undo-line"):
        st.caption(plain_text(done.said))
        if done.now or done.before:
            args = mine, done
            st.button("Undo", type="tertiary", icon=":material/undo:", key="undo-calendar", on_click=_undo, args=args)


def _undo(mine: Workspace, done: _Done) -> None:
    """Turn it back, unless somebody has changed it since: then theirs stays, and the page says so."""
    st.session_state[_DONE] = None
    try:
        _turn(mine, done.now, done.before)
    except ChangedMeanwhile:
        about = done.now or done.before
        called = about.called if about else ""
        said = f"Somebody changed “{called}” meanwhile, so that it stays as it is now."
        st.session_state[_DONE] = _Done(mine.id, said)


def _turn(mine: Workspace, seen: Entry | Campaign | None, into: Entry | Campaign | None) -> None:
    """Make of what was seen in the calendar (None for nothing) what it shall be."""
    store = access.store()
    if isinstance(into, Campaign):
        store.save_campaign(mine.id, into, seen=seen if isinstance(seen, Campaign) else None)
    elif into:
        store.save_entry(mine.id, into, seen=seen if isinstance(seen, Entry) else None)
    elif isinstance(seen, Campaign):
        store.delete_campaign(mine.id, seen.id, seen=seen)
    elif seen:
        store.delete_entry(mine.id, seen.id, seen=seen)
