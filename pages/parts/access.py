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
    """Give the store that is open to whoever is here.

    Whoever came by a share link looks at its workspace in that of this server, whatever else holds.
    """
    return store_of_guest(kept) if came_by() else _whole()


def _whole() -> Store:
    """Give the store: that of this server, or for a visitor from outside one that ends with the browser session."""
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
    """List the workspaces in use that whoever is here may enter, by name; the first visit makes one."""
    mine = [one for one in store().workspaces() if not one.archived_at]
    return mine or [store().create_workspace(_FIRST)]


def archived() -> list[Workspace]:
    """List the workspaces that were put away, the latest first."""
    away = [(one.archived_at, one) for one in store().workspaces() if one.archived_at]
    return [one for _, one in sorted(away, key=lambda told: told[0], reverse=True)]


def workspace() -> Workspace:
    """Give the workspace in use."""
    return chosen.in_use(workspaces(), last_used)


def last_used() -> str:
    """Give the id of the workspace that whoever is here used last; '' for none."""
    return _whole().last_used(person().id)


def note_used(mine: Workspace) -> None:
    """Remember which workspace whoever is here uses."""
    if last_used() != mine.id:
        _whole().note_used(mine.id, person().id)
