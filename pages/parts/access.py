"""Who is here, what they may do, and the store that is open to them: the one door between a page and what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import streamlit as st

from kpi.errors import KpiError, StoreError
from kpi.store import Json, Role, Store, Workspace, open_store
from kpi.store.entering import entering
from pages.parts import chosen
from pages.parts.clock import now
from pages.parts.host import ONLY_HERE, is_local
from pages.parts.mode import Mode, mode, owner_addresses
from pages.parts.place import data_folder, database_url, is_there
from pages.parts.sharing.guest import came_by, store_of_guest
from pages.parts.signed_in import SignedIn, signed_in

_FIRST = "My brand"
SIGN_IN = "You are not signed in, or no longer. Sign in to see your workspaces."
NOT_INVITED = (
    "You are signed in as {}, and nobody has invited this address to a workspace yet. Ask an owner of one to invite it."
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in front of a page: `id` tells them from all others ('' for whoever sits at this computer)."""

    id: str = ""
    name: str = ""


def person() -> Person:
    """Say who is here."""
    came = who_signed_in(st.context.cookies)
    return Person(came.address, came.name) if came else Person()


def who_signed_in(cookies: Mapping[str, str]) -> SignedIn | None:
    """Say who signed in by the cookies of a browser and was not signed out since."""
    came = signed_in(cookies, now())
    if came is None or kept().is_signed_out(came.address, came.session, since=came.since):
        return None
    return came


def may_leave_files(cookies: Mapping[str, str]) -> bool:
    """Tell whether the cookies of a browser stand for somebody who may change anything here, and so may bring files."""
    came = who_signed_in(cookies)
    if came is None or came.problem:
        return False
    if mode() is Mode.OWNER or came.address in owner_addresses():
        return True
    return any(role.may_edit for role in kept().roles(came.address).values())


def closed() -> str:
    """Say why nothing is open to whoever is here, '' where something is."""
    return _entered().why


def role(mine: Workspace) -> Role:
    """Say what whoever is here may do in a workspace that they may enter."""
    roles = _entered().roles
    return Role.OWNER if roles is None else roles.get(mine.id, Role.VIEWER)


def may_edit(mine: Workspace) -> bool:
    """Tell whether whoever is here may change anything in a workspace."""
    return role(mine).may_edit


def may_begin() -> bool:
    """Tell whether whoever is here may begin workspaces."""
    return _entered().roles is None


def knows_members() -> bool:
    """Tell whether people come here under their own names, so that there is somebody to invite."""
    return mode() is Mode.MEMBERS


def store() -> Store:
    """Give the store, with as much of it as is open to whoever is here; raise StoreError where nothing is.

    It is that of this server, or for a visitor from outside one that ends with the browser session.
    """
    entered = _entered()
    if entered.store is None:
        raise StoreError(entered.why)
    return entered.store


def is_kept() -> bool:
    """Tell whether what is done here is kept, so that a link can show it to somebody else."""
    return mode() is not Mode.VISITORS


def links_kept() -> Store | None:
    """Give the store in which links are kept; None where there are none.

    Visitors have none, and before anything is kept no guess of a link shall begin it.
    """
    return kept() if is_kept() and is_there() else None


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
    return mine or [store().first_workspace(_FIRST)]


def archived() -> list[Workspace]:
    """List the workspaces that were put away, the latest first."""
    away = [(one.archived_at, one) for one in store().workspaces() if one.archived_at]
    return [one for _, one in sorted(away, key=lambda told: told[0], reverse=True)]


def workspace() -> Workspace:
    """Give the workspace in use."""
    return chosen.in_use(workspaces(), last_used)


def last_used() -> str:
    """Give the id of the workspace that whoever is here used last; '' for none."""
    return "" if came_by() else _of_the_server().last_used(person().id)


def note_used(mine: Workspace) -> None:
    """Remember which workspace whoever is here uses."""
    if last_used() != mine.id:
        _of_the_server().note_used(mine.id, person().id)


def keep_summary(mine: Workspace, summary: Json) -> None:
    """Keep what was worked out of a workspace that may be seen, for whoever comes next."""
    if store().workspace(mine.id):
        _of_the_server().keep_summary(mine.id, summary)


@dataclass(frozen=True, slots=True)
class _Entered:
    """What is open to whoever is here: a store, and their roles in it by workspace (None: all of it is theirs).

    Without a store, `why` says why nothing is.
    """

    store: Store | None = None
    roles: dict[str, Role] | None = None
    why: str = ""


def _entered() -> _Entered:
    """Say what is open to whoever is here. It is asked anew whenever a page or a click asks for anything.

    Whoever came by a share link looks at its workspace and at nothing else; at a computer that is for itself alone
    they too have to be there.
    """
    how = mode()
    if how is Mode.LOCAL and not is_local():
        return _Entered(why=ONLY_HERE)
    if came_by():
        return _as_guest()
    if how is Mode.VISITORS:
        return _Entered(_of_this_session())
    if how is Mode.LOCAL:
        return _Entered(kept())
    came = who_signed_in(st.context.cookies)
    if came is None or came.problem:
        return _Entered(why=came.problem if came else SIGN_IN)
    return _Entered(kept()) if how is Mode.OWNER else _as_member(came)


def _as_guest() -> _Entered:
    try:
        return _Entered(store_of_guest(links_kept), {})
    except KpiError as closed_link:
        return _Entered(why=str(closed_link))


def _as_member(came: SignedIn) -> _Entered:
    if came.address in owner_addresses():
        return _Entered(kept())
    roles = kept().roles(came.address)
    return _Entered(entering(kept(), roles), roles) if roles else _Entered(why=NOT_INVITED.format(came.address))


def _of_the_server() -> Store:
    """Give the store in which it is remembered what people used; a visitor has their own."""
    return _of_this_session() if mode() is Mode.VISITORS else kept()


def _of_this_session() -> Store:
    if "store" not in st.session_state:
        st.session_state["store"] = open_store("sqlite://")
    own: Store = st.session_state["store"]
    return own
