"""What is asked of the database again and again: a workspace's rows, found, kept and taken away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kpi.errors import ChangedMeanwhile, StoreError
from kpi.store import ANYTHING, schema

_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that people set: what they call it, where it is kept, and how a row of that is read."""

    what: str
    table: Table
    read: Callable[[RowMapping], object]


def present(row: RowMapping | None, what: str) -> RowMapping:
    """Give a row that has to be there; raise StoreError where it is gone."""
    if row is None:
        raise StoreError(f"This {what} is not there any more: somebody may have removed it. Load the page again.")
    return row


def workspace_row(connection: Connection, workspace_id: str, *, for_update: bool = False) -> RowMapping:
    """Give a workspace, held for a change where one is to be made."""
    wanted = select(schema.workspace).where(schema.workspace.c.id == workspace_id)
    wanted = wanted.with_for_update() if for_update else wanted
    return present(connection.execute(wanted).mappings().one_or_none(), "workspace")


def hold(connection: Connection, workspace_id: str) -> None:
    """Let nobody else change the workspace until this change is made."""
    workspace_row(connection, workspace_id, for_update=True)


def raise_facts(connection: Connection, workspace_id: str) -> None:
    """Say that the workspace's facts have changed, so that nothing worked out before serves any more."""
    hold(connection, workspace_id)
    raised = schema.workspace.c.facts_version + 1
    connection.execute(
        update(schema.workspace).where(schema.workspace.c.id == workspace_id).values(facts_version=raised)
    )


def raise_plans(connection: Connection, workspace_id: str) -> None:
    """Say that what people set has changed (own KPIs, objectives, targets, CPMs, notes); the facts have not."""
    hold(connection, workspace_id)
    raised = schema.workspace.c.plans_version + 1
    connection.execute(
        update(schema.workspace).where(schema.workspace.c.id == workspace_id).values(plans_version=raised)
    )


def put_own(connection: Connection, table: Table, workspace_id: str, given: Mapping[str, Any]) -> None:
    """Keep what a workspace has of its own in its place, or behind all others where it is new."""
    raise_plans(connection, workspace_id)
    own = table.c.workspace == workspace_id
    place = connection.scalar(select(table.c.place).where(own, table.c.key == given["key"]))
    last = connection.scalar(select(func.max(table.c.place)).where(own))
    behind = 0 if last is None else last + 1
    put(connection, table, [{"workspace": workspace_id, "place": behind if place is None else place, **given}])


def take_own(connection: Connection, table: Table, what: str, workspace_id: str, key: str) -> RowMapping:
    """Take away what a workspace has of its own, and give it back."""
    raise_plans(connection, workspace_id)
    return take(connection, table, what, workspace=workspace_id, key=key)


def of_workspace(connection: Connection, workspace_id: str, table: Table, *order: Column[Any]) -> Sequence[RowMapping]:
    """List a workspace's rows of a table in an order."""
    listed = select(table).where(table.c.workspace == workspace_id).order_by(*order)
    return connection.execute(listed).mappings().all()


def put(
    connection: Connection, table: Table, given: Sequence[Mapping[str, Any]], *, newest: Column[Any] | None = None
) -> None:
    """Keep rows, each in the place of the one with its key; given `newest`, only where that is not older."""
    put = _INSERT[connection.dialect.name](table)
    values = {column.name: put.excluded[column.name] for column in table.columns if not column.primary_key}
    where = None if newest is None else newest <= put.excluded[newest.name]
    replacing = put.on_conflict_do_update(index_elements=list(table.primary_key), set_=values, where=where)
    connection.execute(replacing, given)


def take(connection: Connection, table: Table, what: str, **known_by: object) -> RowMapping:
    """Take a row away and give it back."""
    taken = delete(table).where(*(table.c[name] == value for name, value in known_by.items())).returning(table)
    return present(connection.execute(taken).mappings().one_or_none(), what)


def unchanged(connection: Connection, of: Kind, seen: object, **known_by: object) -> None:
    """Raise ChangedMeanwhile where what is kept is not what was seen of it, None where there was none."""
    if seen is ANYTHING:
        return
    wanted = select(of.table).where(*(of.table.c[name] == value for name, value in known_by.items()))
    row = connection.execute(wanted).mappings().one_or_none()
    theirs = of.read(row) if row else None
    if theirs != seen:
        raise ChangedMeanwhile(of.what, theirs)
