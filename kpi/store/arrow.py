"""Records as bytes and back: Arrow for speed, compressed, only the metrics that hold something."""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kpi.catalogue.metrics import FILE_METRICS
from kpi.frames import RECORD_COLUMNS, no_records


def pack(records: pd.DataFrame) -> bytes:
    """Turn records into bytes."""
    table = _plain(records)
    empty = [name for name in FILE_METRICS if table[name].null_count == table.num_rows]
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    held = table.drop_columns(empty)
    with pa.ipc.new_stream(sink, held.schema, options=options) as stream:
        stream.write_table(held)
    return bytes(sink.getvalue())


def unpack(packed: bytes, *, channel: str = "", account: str = "") -> pa.Table:
    """Turn bytes into a table of records; those that name no channel or account get the ones given."""
    table = pa.ipc.open_stream(packed).read_all()
    for name, text in (("channel", channel), ("account", account)):
        if text:
            at = table.column_names.index(name)
            table = table.set_column(at, name, pc.if_else(pc.equal(table[name], ""), text, table[name]))
    return table


def join(tables: Sequence[pa.Table], *, more: pd.DataFrame) -> pd.DataFrame:
    """Put tables of records and further records into one frame by the contract of `kpi.frames`.

    A metric that the catalogue did not have yet when a table was packed is unknown there.
    """
    whole = pa.concat_tables([_EMPTY, *tables, _plain(more)], promote_options="default").select(RECORD_COLUMNS)
    if not whole.num_rows:
        return no_records()
    columns = [_coded(whole[name]) if name in _CODED else whole[name] for name in RECORD_COLUMNS]
    joined: pd.DataFrame = pa.Table.from_arrays(columns, names=RECORD_COLUMNS).to_pandas()
    return joined


def _plain(records: pd.DataFrame) -> pa.Table:
    """Give records as an Arrow table whose texts are plain, so that tables of different categories can be joined."""
    table = pa.Table.from_pandas(records[list(RECORD_COLUMNS)], preserve_index=False).replace_schema_metadata(None)
    plain = [pa.field(one.name, pa.large_string()) if pa.types.is_dictionary(one.type) else one for one in table.schema]
    return table.cast(pa.schema(plain))


def _coded(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(texts, "").dictionary_encode()


_CODED = frozenset(no_records().select_dtypes("category").columns)
_EMPTY = _plain(no_records())
