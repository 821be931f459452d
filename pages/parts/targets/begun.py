"""A target that somebody has begun to set or change and not saved: kept as it is typed, and offered again."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from kpi.store import Workspace
from kpi.store.rows import target_as_json, target_from_json
from kpi.targets.target import Target
from pages.parts import access, clock
from pages.parts.editing import for_editors

NEW = "new"
_BEGUN, _FIRST = "target-begun", "target-first"
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Begun:
    """What was typed so far, and what the target was when they began; None for a new one."""

    typed: Target
    read: Target | None


def going_on(target_id: str) -> Begun | None:
    """Give what somebody chose to go on with, where it is about this target."""
    begun: Begun | None = st.session_state.get(_BEGUN)
    return begun if begun and begun.typed.id == target_id else None


def keep(mine: Workspace, typed: Target, read: Target | None) -> None:
    """Keep what is typed, once it is anything but what the form began with."""
    timeless = replace(typed, created_at=_NEVER, updated_at=_NEVER)
    state = st.session_state
    first: Target | None = state.get(_FIRST)
    state[_FIRST] = timeless
    if first is None or first.id != timeless.id or first == timeless:
        return
    told = {"typed": target_as_json(typed), "read": read and target_as_json(read)}
    access.store().save_draft(mine.id, access.person().id, _what(read), told, at=clock.now())


def forget(mine: Workspace, read: Target | None) -> None:
    """Forget what was typed: it was saved, or is not wanted."""
    stop()
    access.store().save_draft(mine.id, access.person().id, _what(read), None, at=clock.now())


def stop() -> None:
    """Begin the next form with what is kept."""
    st.session_state.pop(_BEGUN, None)
    st.session_state.pop(_FIRST, None)


@for_editors
def offer(mine: Workspace, kept: Target | None) -> None:
    """Offer to go on with what was typed and not saved, of a kept target or of a new one."""
    told = access.store().draft(mine.id, access.person().id, _what(kept))
    if told is None:
        return
    begun = Begun(target_from_json(told["typed"]), told["read"] and target_from_json(told["read"]))
    said = "You changed this target and did not save it." if kept else "You began a target and did not save it."
    with st.container(horizontal=True, vertical_alignment="center", key="target-begun-line"):
        st.caption(f":material/edit_note: {said}")
        st.button("Go on", key="begun-go-on", type="tertiary", on_click=_go_on, args=(begun,))
        st.button("Let it go", key="begun-let-go", type="tertiary", on_click=forget, args=(mine, kept))


def _go_on(begun: Begun) -> None:
    stop()
    if begun.read is None:
        st.session_state.update(editing=NEW, draft=begun.typed)
    else:
        st.session_state.update({"editing": begun.read.id, _BEGUN: begun})


def _what(kept: Target | None) -> str:
    return f"target {kept.id}" if kept else "a new target"
