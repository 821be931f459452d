"""A whole workspace in: a zip that `whole_out` wrote, of which nothing is trusted."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from sqlalchemy import Column, Connection, insert

from kpi.errors import StoreError
from kpi.frames import records_frame
from kpi.reading.drop import Outcome, read_all
from kpi.reading.parquet import READER
from kpi.store import arrow, originals, schema
from kpi.store.whole import WORKSPACE, cells, plain_tables, told
from kpi.store.whole_zip import Parts, refused

_AT_ONCE = 200
_MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class File:
    """A file on its way in: its row, what was read from it, its bytes, and the tables that are shown on their own."""

    row: Mapping[str, Any]
    records: bytes
    original: bytes
    shown: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A workspace on its way in: its row under a new id, and the rows of each table."""

    workspace: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    files: Sequence[File]


def whole_of(parts: Parts, folder: Path) -> Whole:
    """Read all parts; `folder` is a place of ours for what has to lie in a file."""
    told_of = _row(parts.json(WORKSPACE), told(schema.workspace), WORKSPACE)
    workspace = {**told_of, "id": uuid.uuid4().hex, "archived_at": None}  # whoever takes it in wants to look at it
    rows = {table.name: _rows(parts, f"tables/{table.name}.json", told(table)) for table in plain_tables()}
    return Whole(workspace, rows, _files(parts, folder))


def put_whole(connection: Connection, whole: Whole) -> str:
    """Keep a workspace that was read; give its id."""
    mine = {"workspace": whole.workspace["id"]}
    connection.execute(insert(schema.workspace).values(whole.workspace))
    for name, rows in whole.rows.items():
        for at in range(0, len(rows), _AT_ONCE):
            connection.execute(
                insert(schema.tables.tables[name]), [{**row, **mine} for row in rows[at : at + _AT_ONCE]]
            )
    for file in whole.files:
        kept = insert(schema.file).values({**file.row, **mine}).returning(schema.file.c.id)
        its = {"file": connection.execute(kept).scalar_one()}
        connection.execute(insert(schema.content).values(**its, records=file.records, original=file.original))
        for one in file.shown:
            connection.execute(insert(schema.reference).values({**one, **its}))
    return str(whole.workspace["id"])


def _files(parts: Parts, folder: Path) -> list[File]:
    place = "tables/file.json"
    listed = _list(parts.json(place), place)
    tables = _tables(parts, [name for one in listed for name in _named(one, place)], folder)
    return [_file(parts, one, tables, place) for one in listed]


def _named(one: object, place: str) -> list[str]:
    """Name the parts in which a file's tables stand."""
    shown = one.get("shown") if isinstance(one, dict) else None
    if not isinstance(one, dict) or not isinstance(shown, list) or not all(isinstance(each, dict) for each in shown):
        raise _odd(place)
    return [str(one.get("records")), *(str(each.get("rows_in")) for each in shown)]


def _file(parts: Parts, one: dict[str, Any], tables: Mapping[str, pd.DataFrame], place: str) -> File:
    own = {"records", "original", "shown"}
    row = _row({name: value for name, value in one.items() if name not in own}, told(schema.file), place)
    original = b"" if one["original"] is None else parts.read(one["original"], most=1 << 30)
    if original and (len(original), sha256(original).hexdigest()) != (row["size"], row["sha256"]):
        raise refused(f"“{row['name'][:80]}” is not the file that was dropped")
    shown = [
        {
            **_shown(each, place),
            "content": arrow.pack(pa.Table.from_pandas(tables[each["rows_in"]], preserve_index=False)),
        }
        for each in one["shown"]
    ]
    return File(row, _records(tables[one["records"]], one["records"]), originals.pack(original), shown)


def _shown(one: dict[str, Any], place: str) -> dict[str, Any]:
    columns = [column for column in told(schema.reference) if column.name != "content"]
    return _row({name: value for name, value in one.items() if name != "rows_in"}, columns, place)


def _records(table: pd.DataFrame, place: str) -> bytes:
    try:
        return arrow.pack(arrow.lean(records_frame(table)))
    except (ValueError, TypeError, OverflowError, pa.ArrowException) as broken:
        raise _odd(place) from broken


def _tables(parts: Parts, names: Sequence[str], folder: Path) -> dict[str, pd.DataFrame]:
    """Read tables of Parquet in a process of their own: a crafted one may end it, and nothing else."""
    if len(names) != len(set(names)):
        raise refused("two of its files are said to hold the same table")
    places = [(name, parts.copy(name, folder / f"{number}.parquet")) for number, name in enumerate(names)]
    found = [one for one in read_all(places, reader=READER) if isinstance(one, Outcome)]
    if len(found) != len(names):
        raise refused("one of its tables is an archive")
    return {name: _table(one, name) for name, one in zip(names, found, strict=True)}


def _table(outcome: Outcome, name: str) -> pd.DataFrame:
    if outcome.report is None:
        raise _odd(name)
    if outcome.records is None:
        return pd.DataFrame(columns=outcome.report["columns"])
    if len(outcome.records) > _MOST_ROWS:
        raise refused(f"its table “{name}” has more than {_MOST_ROWS:,} rows")
    return outcome.records


def _rows(parts: Parts, place: str, columns: list[Column[Any]]) -> list[dict[str, Any]]:
    return [_row(one, columns, place) for one in _list(parts.json(place), place)]


def _list(found: object, place: str) -> list[Any]:
    if not isinstance(found, list):
        raise _odd(place)
    return found


def _row(found: object, columns: list[Column[Any]], place: str) -> dict[str, Any]:
    try:
        return cells(found, columns)
    except (ValueError, OverflowError) as odd:
        raise _odd(place) from odd


def _odd(place: str) -> StoreError:
    return refused(f"its part “{place[:80]}” is not as Goalpost writes it")
