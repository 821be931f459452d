"""A store for who may only look: nothing in it can be changed, and only some workspaces can be seen."""

import inspect
from collections.abc import Callable, Collection
from typing import Any, NoReturn, cast

from kpi.accounts import Account, known_together
from kpi.errors import StoreError
from kpi.store import Reader, Store, Workspace

_GONE = "This workspace is not there any more, or it is not yours to see. Load the page again."


def questions(of: type) -> frozenset[str]:
    """Name the methods that a Protocol of stores has."""
    return frozenset(name for name, _ in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_"))


ASKED, OFFERED = questions(Reader), questions(Store)


def looking(store: Store, *, only: Collection[str] | None, why: str, without: Collection[str] = ()) -> Store:
    """Give a store in which nothing can be changed.

    `only` are the ids of the workspaces that can be seen, all where it is None. Whoever tries to change something is
    told `why` not, as StoreError. `without` are questions of `Reader` that are not answered either.
    """
    if unknown := set(without) - ASKED:
        raise ValueError(f"a store is not asked {unknown}")
    seen = None if only is None else frozenset(only)
    return cast("Store", _Looking(store, seen, why, frozenset(without)))


class _Looking:
    """Answers the questions of `Reader` about some workspaces, and does nothing else that a store offers.

    What it does not know it refuses: a new method of `Store` is refused, and a new one of `Reader` is answered for the
    workspaces that may be seen, which it names first.
    """

    def __init__(self, store: Store, only: frozenset[str] | None, why: str, without: frozenset[str]) -> None:
        self._store, self._only, self._why = store, only, why
        self._across: dict[str, Callable[..., Any]] = {
            "workspaces": self._workspaces,
            "accounts_elsewhere": self._accounts_elsewhere,
        }
        self._answered = ASKED - without

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in OFFERED:
            raise AttributeError(name)
        if name not in self._answered:
            return self._refuse
        return self._across.get(name) or self._limited(getattr(self._store, name))

    def _limited(self, question: Callable[..., Any]) -> Callable[..., Any]:
        def asked(workspace_id: str, *about: object, **more: object) -> object:
            self._see(workspace_id)
            return question(workspace_id, *about, **more)

        return asked

    def _see(self, workspace_id: str) -> None:
        if self._only is not None and workspace_id not in self._only:
            raise StoreError(_GONE)

    def _refuse(self, *_about: object, **_more: object) -> NoReturn:
        raise StoreError(self._why)

    def _workspaces(self) -> list[Workspace]:
        return [one for one in self._store.workspaces() if self._only is None or one.id in self._only]

    def _accounts_elsewhere(self, workspace_id: str) -> dict[str, list[Account]]:
        """List the accounts of the other workspaces that may be seen: the names of others are not told either."""
        self._see(workspace_id)
        elsewhere: dict[str, list[Account]] = {}
        for other in self._workspaces():
            if other.id != workspace_id:
                elsewhere.setdefault(other.name, []).extend(self._store.accounts(other.id))
        return {name: known_together(accounts) for name, accounts in elsewhere.items() if accounts}
