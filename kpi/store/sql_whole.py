"""Whole workspaces out of a store in a database, and in."""

from collections.abc import Collection
from dataclasses import is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, cast

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from kpi.errors import KpiError
from kpi.store.engine import reading, saving
from kpi.store.kept import Workspace
from kpi.store.typed_as import is_as_declared
from kpi.store.whole_in import put_whole, whole_of
from kpi.store.whole_out import write_whole
from kpi.store.whole_zip import opened, refused, zip_of

if TYPE_CHECKING:
    from kpi.store import Store

_LISTED = (
    *("files", "references", "accounts", "typed_numbers", "targets", "assumptions", "notes", "scenarios", "comments"),
    *("entries", "campaigns", "acts"),
)
_ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError, KpiError, DatabaseError)
"""What reading rows raises that are not as Goalpost writes them."""


class SqlWhole:
    """The part of a store that gives whole workspaces out, and takes them in."""

    _engine: Engine

    def write_whole(self, workspace_id: str, to: BinaryIO) -> None:
        """Write a whole workspace as one zip; without links, members, drafts and what was removed."""
        with reading(self._engine) as connection:
            write_whole(connection, workspace_id, to)

    def read_whole(self, source: BinaryIO) -> Workspace:
        """Take in a workspace that was written as a zip, under an id of its own; raise StoreError where it cannot be.

        It is kept first, and taken away again where it does not read as one.
        """
        with zip_of(source) as packed, TemporaryDirectory(prefix="goalpost-whole-") as folder:
            whole = whole_of(opened(packed), Path(folder))
        store = cast("Store", self)
        try:
            with saving(self._engine) as connection:
                put_whole(connection, whole)
        except DatabaseError as odd:
            raise refused("two of its rows say they are the same one") from odd
        if not _reads_well(store, whole.workspace["id"]):
            store.delete_workspace(whole.workspace["id"])
            raise refused("its tables are not as Goalpost writes them")
        return store.workspace(whole.workspace["id"])


def _reads_well(store: "Store", workspace_id: str) -> bool:
    """Tell whether all that is asked of a workspace can be answered."""
    try:
        own, histories = store.own(workspace_id), store.target_histories(workspace_id).values()
        found: list[Collection[object]] = [getattr(store, name)(workspace_id) for name in _LISTED]
        found += [[store.workspace(workspace_id)], own.kpis, own.objectives, *histories]
        store.records(workspace_id)
    except _ODD:
        return False
    return all(is_as_declared(one) for each in found for one in each if is_dataclass(one))
