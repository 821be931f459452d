"""How a target is changed on the page: kept with its history, and undone by one button."""

from dataclasses import replace

import streamlit as st

from kpi.store import Workspace
from kpi.targets.target import Target
from pages.parts import access, clock
from pages.parts.words import plain_text

WHO = "you"
"""Who changes targets, as long as nobody signs in."""
_UNDO = "target-undo"


def keep(mine: Workspace, target: Target, said: str) -> None:
    """Keep a changed target, and offer to undo it by what it was."""
    former = next((one for one in access.store().targets(mine.id) if one.id == target.id), None)
    access.store().save_target(mine.id, replace(target, updated_at=clock.now()), who=WHO)
    st.session_state[_UNDO] = (said, former) if former else None


def delete(mine: Workspace, target: Target) -> None:
    """Delete a target, leave its page, and offer to undo that."""
    gone = access.store().delete_target(mine.id, target.id)
    st.session_state[_UNDO] = (f"“{gone.title or gone.kpi}” was deleted.", gone)
    st.query_params.pop("target", None)


def undo_line(mine: Workspace) -> None:
    """Offer to undo the last change."""
    said, former = st.session_state.get(_UNDO) or ("", None)
    if former is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="target-undo-line"):
        st.caption(plain_text(said))
        st.button("Undo", type="tertiary", icon=":material/undo:", on_click=_back, args=(mine, former))


def forget() -> None:
    """Offer no undo any more: something else has begun."""
    st.session_state[_UNDO] = None


def _back(mine: Workspace, former: Target) -> None:
    access.store().save_target(mine.id, replace(former, updated_at=clock.now()), who=WHO)
    forget()
