"""The forms of the calendar where two change the same: whoever is second is asked, and neither change is lost."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from kpi.calendar.entry import Campaign, Entry, shorter
from kpi.errors import ChangedMeanwhile
from kpi.sentences.calendar import changes_say
from pages.parts.meanwhile import THEIRS, YOURS, whose

_LONGEST = 60
_TURN, _ASKED = "calendar-form", "calendar-asked"
_Kept = Entry | Campaign
_Act = Callable[[Any], None]
"""What is done to a post or campaign, given what was seen of it."""


def begun() -> None:
    """Begin a form anew: nothing is left in it of one that was closed without saving."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_ASKED] = None


def first(name: str, value: object) -> str:
    """Give the key of a field of the form that is open, which begins with a value."""
    key = field(name)
    st.session_state.setdefault(key, value)
    return key


def field(name: str) -> str:
    """Give the key of a field of the form that is open."""
    return f"calendar-{st.session_state[_TURN]}-{name}"


def attempt(act: _Act, seen: _Kept | None, *, yours: str = "") -> None:
    """Do it and close the form, unless somebody was quicker: then the form asks; `yours` says what you were about to.

    It is said where the fields of the form do not show it.
    """
    try:
        act(seen)
    except ChangedMeanwhile as changed:
        theirs = changed.theirs if isinstance(changed.theirs, _Kept) else None
        st.session_state[_ASKED] = act, theirs, yours
    else:
        st.rerun()


def ask(seen: _Kept | None) -> None:
    """Ask whose change stays where somebody was quicker."""
    asked: tuple[_Act, _Kept | None, str] | None = st.session_state[_ASKED]
    if asked is None or seen is None:
        return
    act, theirs, yours = asked
    done = "changed" if theirs else "deleted"
    lines = [line for line in (*(changes_say(seen, theirs) if theirs else []), yours) if line]
    said = f"Somebody {done} “{shorter(seen.called, _LONGEST)}” meanwhile."
    answer = whose("calendar", said, lines=lines, gone=theirs is None)
    if answer == YOURS:
        attempt(act, theirs, yours=yours)
        st.rerun(scope="fragment")
    if answer == THEIRS:
        st.rerun()
