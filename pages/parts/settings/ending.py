"""Put a client away, bring it back, and let go of it for good."""

import streamlit as st

from kpi.store import Role, Workspace
from pages.parts import access, clock
from pages.parts.chosen import PUT_AWAY
from pages.parts.words import plain_text


def put_away(mine: Workspace) -> None:
    """Offer to put a client away, which can be undone."""
    st.caption("It leaves the list of clients with all that is kept of it, and can be brought back from there.")
    if st.button("Archive this client", icon=":material/archive:", key="archive"):
        access.store().archive_workspace(mine.id, archived_at=clock.now())
        st.session_state[PUT_AWAY] = mine.id
        st.switch_page("clients.py")


def archive() -> None:
    """List the clients that were put away, folded, but for the one that was put away just now."""
    away = access.archived()
    for one in away:
        if one.id == st.session_state.get(PUT_AWAY):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain_text(f"“{one.name}” was archived."))
                _bring_back(one, "undo")
    if not away:
        return
    with st.expander(f"Archived ({len(away)})", icon=":material/archive:", key="archived", on_change="rerun") as box:
        for one in away if box.open else ():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{plain_text(one.name)}**", width="stretch")
                _bring_back(one, "restore")
                if access.role(one) is Role.OWNER:
                    _delete(one)


def _bring_back(one: Workspace, key: str) -> None:
    if access.role(one) is Role.OWNER and st.button("Bring back", key=f"{key}-{one.id}", icon=":material/undo:"):
        access.store().restore_workspace(one.id)
        st.session_state[PUT_AWAY] = ""
        st.rerun()


def _delete(one: Workspace) -> None:
    with st.popover("Delete for good", icon=":material/delete_forever:", key=f"delete-{one.id}"):
        st.markdown(
            plain_text(f"Files, numbers, targets and links of “{one.name}” are deleted and cannot be brought back.")
        )
        if st.button("Delete it for good", key=f"delete-now-{one.id}", type="primary"):
            access.store().delete_workspace(one.id)
            st.rerun()
