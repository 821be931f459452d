"""A store for who has come in by name: in each workspace they do what their role there allows."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, cast

from kpi.errors import StoreError
from kpi.store import Role, Store
from kpi.store.looking import ASKED, OFFERED, looking

ONLY_LOOKS = "You may look at this workspace, but not change it. Ask one of its owners if you need to."
ONLY_OWNERS = "Only an owner of this workspace may do that. Ask one of them."
NOT_YOURS = "This workspace is not there any more, or it is not yours to change. Load the page again."
OF_OWNERS = frozenset(
    {"members", "save_member", "delete_member", "archive_workspace", "restore_workspace", "delete_workspace"}
)
"""What only an owner does: say who may come, and what becomes of a workspace."""


def entering(store: Store, roles: Mapping[str, Role]) -> Store:
    """Give a store in which somebody finds the workspaces that they have a role in, and does there what it allows.

    `roles` are by the ids of workspaces. What they may not do they are told as StoreError.
    """
    return cast("Store", _Entering(store, dict(roles)))


class _Entering:
    """Answers every question about the workspaces entered, and changes those in which the role allows it.

    What names no workspace first is refused, but for the questions that `looking` limits.
    """

    def __init__(self, store: Store, roles: Mapping[str, Role]) -> None:
        self._store, self._roles = store, roles
        self._looking = looking(store, only=roles.keys(), why=NOT_YOURS)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in OFFERED:
            raise AttributeError(name)
        if name in ASKED:
            return cast("Callable[..., Any]", getattr(self._looking, name))
        change = getattr(self._store, name)
        if next(iter(inspect.signature(change).parameters), "") != "workspace_id":
            return _refuse
        return self._limited(change, of_owners=name in OF_OWNERS)

    def _limited(self, change: Callable[..., Any], *, of_owners: bool) -> Callable[..., Any]:
        def changed(workspace_id: str, *about: object, **more: object) -> object:
            role = self._roles.get(workspace_id)
            if role is None:
                raise StoreError(NOT_YOURS)
            if not role.may_edit:
                raise StoreError(ONLY_LOOKS)
            if of_owners and role is not Role.OWNER:
                raise StoreError(ONLY_OWNERS)
            return change(workspace_id, *about, **more)

        return changed


def _refuse(*_about: object, **_more: object) -> NoReturn:
    raise StoreError(NOT_YOURS)
