"""Who is here, what they may do, and the store that is open to them: the one door between a page and what is kept."""

from dataclasses import dataclass
from functools import cache

import streamlit as st

from kpi.store import Role, Store, Workspace, open_store
from pages.parts import chosen
from pages.parts.clock import now
from pages.parts.host import is_local
from pages.parts.place import data_folder, database_url
from pages.parts.sharing.guest import came_by, store_of_guest

_FIRST = "My brand"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in front of a page: `id` tells them from all others ('' for whoever sits at this computer)."""

    id: str = ""
    name: str = ""


def person() -> Person:
    """Say who is here."""
    return Person()


def role(mine: Workspace) -> Role:  # noqa: ARG001
    """Say what whoever is here may do in a workspace that they may enter."""
    return Role.VIEWER if came_by() else Role.OWNER


def store() -> Store:
    """Give the store: that of this server, or for a visitor from outside one that ends with the browser session.

    Whoever came by a share link looks at its workspace in that of this server, whatever else holds.
    """
    if came_by():
        return store_of_guest(kept)
    if is_local():
        return kept()
    if "store" not in st.session_state:
        st.session_state["store"] = open_store("sqlite://")
    own: Store = st.session_state["store"]
    return own


@cache
def kept() -> Store:
    """Open this server's store once a process; what was removed before cannot be brought back any more."""
    data_folder().mkdir(parents=True, exist_ok=True)
    opened = open_store(database_url())
    opened.forget_removed(now())
    opened.let_go_originals(now())
    return opened


def workspaces() -> list[Workspace]:
    """List the workspaces that whoever is here may enter, by name; the first visit makes one."""
    return store().workspaces() or [store().create_workspace(_FIRST)]


def workspace() -> Workspace:
    """Give the workspace in use."""
    return chosen.in_use(workspaces())
