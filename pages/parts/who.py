"""Who types: every number that no file holds carries a name and a date."""

import streamlit as st

from kpi.store import Workspace
from pages.parts import session

MISSING = "Say who types: every typed number carries its name and date."
_LAST = "who-typed-last"
_NOBODY = "you"


def ask_who(mine: Workspace, key: str) -> str:
    """Ask for a name, the last one already filled in."""
    return st.text_input(
        "Typed by", value=st.session_state.get(_LAST) or _before(mine), key=key, max_chars=60, placeholder="Your name"
    ).strip()


def remember(who: str) -> None:
    """Fill this name in the next time."""
    st.session_state[_LAST] = who


def _before(mine: Workspace) -> str:
    """Give who typed a CPM or the effort last."""
    told = [(one.typed_at.date().isoformat(), one.typed_by) for one in session.kept_cpms(mine)]
    told += [(one["typed_on"], one["typed_by"]) for one in mine.settings.get(session.EFFORT, ())]
    return max((one for one in told if one[1] not in ("", _NOBODY)), default=("", ""))[1]
