"""How a target is changed on the page: kept with its history, and undone by one button."""

from dataclasses import replace

import streamlit as st

from kpi.errors import ChangedMeanwhile
from kpi.store import Workspace
from kpi.targets.changes import changes
from kpi.targets.target import Target
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.meanwhile import by
from pages.parts.words import plain_text

_UNDO, _MEANWHILE = "target-undo", "target-meanwhile"
_NOBODY = "you"
_FEW = 3


def who() -> str:
    """Name who changes a target: "you" as long as nobody signs in."""
    return access.person().name or _NOBODY


def keep(mine: Workspace, was: Target, target: Target, said: str) -> None:
    """Keep a target that was changed from what it was, and offer to undo that; say where somebody was quicker."""
    saved = replace(target, updated_at=clock.now())
    if _put(mine, saved, seen=was):
        st.session_state[_UNDO] = (said, was, saved)


def delete(mine: Workspace, target: Target) -> None:
    """Delete a target, leave its page, and offer to undo that."""
    gone = access.store().delete_target(mine.id, target.id)
    st.session_state[_UNDO] = (f"“{gone.title or gone.kpi}” was deleted.", gone, None)
    st.query_params.pop("target", None)


@for_editors
def undo_line(mine: Workspace) -> None:
    """Offer to undo the last change, or say why it was not made."""
    if meanwhile := st.session_state.pop(_MEANWHILE, ""):
        st.warning(plain_text(meanwhile), icon=":material/group:")
    said, former, saved = st.session_state.get(_UNDO) or ("", None, None)
    if former is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="target-undo-line"):
        st.caption(plain_text(said))
        st.button("Undo", type="tertiary", icon=":material/undo:", on_click=_back, args=(mine, former, saved))


def forget() -> None:
    """Offer no undo any more: something else has begun."""
    st.session_state[_UNDO] = None


def told_meanwhile(mine: Workspace, seen: Target, theirs: Target | None) -> tuple[str, tuple[str, ...]]:
    """Say who changed a target since it was seen, and the most important of what they changed."""
    if theirs is None:
        return "Somebody deleted this target meanwhile.", ()
    versions = access.store().target_histories(mine.id).get(theirs.id, ())
    found = changes(seen, theirs, session.catalogue(mine).kpis, currency=session.currency(mine))
    said = f"{by(versions[-1].who if versions else '')} changed this target meanwhile."
    return said, tuple(f"{one[0].upper()}{one[1:]}." for one in found[:_FEW])


def _back(mine: Workspace, former: Target, saved: Target | None) -> None:
    _put(mine, replace(former, updated_at=clock.now()), seen=saved)
    forget()


def _put(mine: Workspace, target: Target, *, seen: Target | None) -> bool:
    """Keep a target unless somebody was quicker, and tell whether it was kept."""
    try:
        access.store().save_target(mine.id, target, who=who(), seen=seen)
    except ChangedMeanwhile as changed:
        theirs = changed.theirs if isinstance(changed.theirs, Target) else None
        said, lines = told_meanwhile(mine, seen or target, theirs)
        st.session_state[_MEANWHILE] = " ".join([said, *lines, "What you did was not kept: look, and do it again."])
        forget()
        return False
    return True
