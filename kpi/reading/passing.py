"""Records on their way out of the reading process: what is the same in every row is written once."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

_ONCE = b"once"
_ROWS_AT_ONCE = 65_536
_open = pa.OSFile if sys.platform == "win32" else pa.memory_map  # where a mapped file can be removed, nothing is copied


def shortened(records: pa.Table) -> pa.Table:
    """Keep of a column that says the same in every row, or nothing, its name; the schema's metadata says what it is."""
    names = [name for name, column in zip(records.column_names, records.columns, strict=True) if _is_same(column)]
    once, nothing = records.slice(0, 1).select(names), pa.nulls(len(records))
    columns = {name: nothing if name in names else records[name] for name in records.column_names}
    return pa.table(columns, metadata={_ONCE: _packed(once)})


def said_once(records: pa.Table) -> pa.Table:
    """Give of records that were shortened the one row of what they say throughout."""
    with pa.ipc.open_stream(records.schema.metadata[_ONCE]) as stored:
        return stored.read_all()


def write(table: pa.Table, place: Path) -> str | None:
    """Write a table to a file; give its name, or None where there are no rows."""
    if not len(table):
        return None
    with pa.OSFile(str(place), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=_ROWS_AT_ONCE)
    return place.name


def load(place: Path) -> pa.Table:
    """Read a table that was written, and remove its file."""
    with _open(str(place)) as source, pa.ipc.open_file(source) as stored:
        table = stored.read_all()
    place.unlink()
    return table


def _is_same(column: pa.ChunkedArray) -> bool:
    """Tell whether a column says one thing; numbers are looked at only where they are unknown."""
    if column.null_count or not len(column):
        return bool(column.null_count == len(column))
    if pa.types.is_dictionary(column.type):
        return bool(column.num_chunks == 1 and len(column.chunk(0).dictionary) == 1)
    if pa.types.is_floating(column.type) or column[0] != column[-1]:
        return False
    return bool(pc.all(pc.equal(column, column[0])).as_py())


def _packed(once: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, once.schema) as writer:
        writer.write_table(once)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed
