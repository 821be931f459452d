"""A whole workspace out: one zip of open formats."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, select

from kpi.store import arrow, originals, schema
from kpi.store.ledger import BY_UPLOAD, kept_files
from kpi.store.statements import of_workspace, workspace_row
from kpi.store.whole import FORMAT, MANIFEST, WORKSPACE, plain_tables, told, written

_PLAIN_NAME = re.compile(r"[^\w.-]+", re.ASCII)


def write_whole(connection: Connection, workspace_id: str, to: BinaryIO) -> None:
    """Write a workspace, a part at a time in memory, and last what the zip holds."""
    parts: dict[str, dict[str, Any]] = {}
    with ZipFile(to, "w", ZIP_DEFLATED) as packed:
        for name, data in _parts(connection, workspace_id):
            parts[name] = {"size": len(data), "sha256": sha256(data).hexdigest()}
            packed.writestr(name, data, ZIP_STORED if name.endswith(".parquet") else ZIP_DEFLATED)
        packed.writestr(MANIFEST, _json({"goalpost_workspace": FORMAT, "parts": parts}))


def _parts(connection: Connection, workspace_id: str) -> Iterator[tuple[str, bytes]]:
    yield WORKSPACE, _json(written(workspace_row(connection, workspace_id), told(schema.workspace)))
    for table in plain_tables():
        rows = of_workspace(connection, workspace_id, table, *table.primary_key)
        yield f"tables/{table.name}.json", _json([written(row, told(table)) for row in rows])
    yield from _files(connection, workspace_id)


def _files(connection: Connection, workspace_id: str) -> Iterator[tuple[str, bytes]]:
    """Give each file's bytes and what was read from it, then the list of files that says which parts are whose."""
    listed = select(schema.file).where(*kept_files(workspace_id)).order_by(*BY_UPLOAD)
    files = []
    for number, row in enumerate(connection.execute(listed).mappings().all(), start=1):
        places: dict[str, Any] = {"records": f"records/{number:04}.parquet", "original": None, "shown": []}
        content = connection.execute(select(schema.content).where(schema.content.c.file == row["id"])).mappings().one()
        yield places["records"], _parquet(arrow.unpack(content["records"]))
        if kept := originals.unpack(content["original"], size=row["size"]):
            places["original"] = f"originals/{number:04}-{_PLAIN_NAME.sub('_', row['name'])[-80:]}"
            yield places["original"], kept
        for at, shown in enumerate(_shown(connection, row["id"]), start=1):
            place = f"shown/{number:04}-{at}.parquet"
            yield place, _parquet(pa.ipc.open_stream(shown["content"]).read_all())
            places["shown"].append({**written(shown, _told_of_shown()), "rows_in": place})
        files.append({**written(row, told(schema.file)), **places})
    yield "tables/file.json", _json(files)


def _shown(connection: Connection, file_id: int) -> list[Mapping[Any, Any]]:
    listed = select(schema.reference).where(schema.reference.c.file == file_id).order_by(schema.reference.c.id)
    return list(connection.execute(listed).mappings())


def _told_of_shown() -> list[Any]:
    return [column for column in told(schema.reference) if column.name != "content"]


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _json(told_of: object) -> bytes:
    return json.dumps(told_of, ensure_ascii=False, indent=1, allow_nan=False).encode()
