"""A whole workspace as one zip of open formats: what stands where in it, and how a cell of a table is written.

`manifest.json` names every part with its size and SHA-256; `tables/` holds what people set and said as JSON, a file a
table; `originals/` the files as they were dropped; `records/` and `shown/` what was read from them, as Parquet.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, BinaryIO, Final, Protocol

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table, Text, Time

from kpi.store import schema
from kpi.store.kept import Workspace

FORMAT: Final = 1
"""Rises when a zip is written that a Goalpost of before could not read."""
MANIFEST: Final = "manifest.json"
WORKSPACE: Final = "tables/workspace.json"
MOST_PARTS: Final = 60_000
MOST_BYTES: Final = 8 << 30
"""How much a zip may unpack to."""
APART: Final = frozenset({"workspace", "file", "content", "reference"})
STAYS: Final = {
    "schema_version": "it is the database's",
    "member": "who may come in is said anew where the workspace is taken in",
    "signed_out": "it is the server's",
    "ended_session": "it is the server's",
    "draft": "what is not saved is its writer's",
    "last_used": "it is the person's",
    "summary": "it is worked out anew",
    "link": "a link leads to the server on which it was made",
    "link_page": "it belongs to its link",
    "link_opening": "it belongs to its link",
    "link_try": "it belongs to its link",
}
"""The tables of which nothing goes along, and why."""


class Wholes(Protocol):
    """The part of a store that gives whole workspaces out, and takes them in."""

    def write_whole(self, workspace_id: str, to: BinaryIO) -> None:
        """Write a whole workspace as one zip; without links, members, drafts and what was removed."""

    def read_whole(self, source: BinaryIO) -> Workspace:
        """Take in a workspace that was written as a zip, under an id of its own; raise StoreError where it cannot be.

        Such a zip is trusted in nothing: what is not as Goalpost writes it is refused, and nothing of it stays.
        """


def plain_tables() -> list[Table]:
    """List the tables of which a workspace's rows go along as they stand."""
    return [table for table in schema.tables.sorted_tables if table.name not in APART | STAYS.keys()]


def told(table: Table) -> list[Column[Any]]:
    """List the columns of a table that go along: not the workspace, and no number that the database gives."""
    return [column for column in table.columns if not column.foreign_keys and not _is_numbered(table, column)]


def _is_numbered(table: Table, column: Column[Any]) -> bool:
    return table.autoincrement_column is column


def written(row: Mapping[Any, Any], columns: list[Column[Any]]) -> dict[str, Any]:
    """Write a row as JSON knows it."""
    return {column.name: _written(row[column.name]) for column in columns}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date | time) else value


def cells(told_of: object, columns: list[Column[Any]]) -> dict[str, Any]:
    """Read a row that was written; raise ValueError where it is none of its table."""
    if not isinstance(told_of, dict) or told_of.keys() - {column.name for column in columns}:
        raise ValueError("a row that is none")
    return {column.name: _cell(told_of.get(column.name), column) for column in columns}


def _cell(value: object, column: Column[Any]) -> object:
    if value is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is missing")
        return None
    return next(read for kind, read in _READ.items() if isinstance(column.type, kind))(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError("no text")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise ValueError("no whole number")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError("no number")
    return float(value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither yes nor no")  # noqa: TRY004 (whoever reads catches one kind)
    return value


_READ: Mapping[type, Callable[[object], object]] = {
    schema.Moment: _moment,
    Text: _text,
    Boolean: _yes_or_no,
    Integer: _whole_number,
    Float: _number,
    Date: lambda value: date.fromisoformat(_text(value)),
    Time: lambda value: time.fromisoformat(_text(value)),
    JSON: lambda value: value,
}
