"""Records as bytes and back: Arrow for speed, compressed, only the metrics that hold something."""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kpi.accounts import Account
from kpi.catalogue.metrics import FILE_METRICS
from kpi.columns import RECORD_COLUMNS
from kpi.frames import no_records


def lean(records: pd.DataFrame) -> pa.Table:
    """Give records as a table without the metrics that nothing in it tells."""
    table = plain(records)
    return table.drop_columns([name for name in FILE_METRICS if table[name].null_count == table.num_rows])


def pack(table: pa.Table) -> bytes:
    """Turn a table into bytes."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def unpack_table(packed: bytes) -> pd.DataFrame:
    """Turn bytes into a table that is shown on its own."""
    shown: pd.DataFrame = pa.ipc.open_stream(packed).read_all().to_pandas()
    return shown


def unpack(packed: bytes) -> pa.Table:
    """Turn bytes into a table of records."""
    return pa.ipc.open_stream(packed).read_all()


def placed(table: pa.Table, *, file: str, channel: str = "", account: str = "") -> pa.Table:
    """Say which file records are of; those that name no channel or account get the ones given."""
    if table.num_rows and table["file"][0].as_py() != file:
        named = pa.repeat(pa.scalar(file, pa.large_string()), table.num_rows)
        table = table.set_column(table.column_names.index("file"), "file", named)
    for name, text in (("channel", channel), ("account", account)):
        if text:
            at = table.column_names.index(name)
            table = table.set_column(at, name, pc.if_else(pc.equal(table[name], ""), text, table[name]))
    return table


def renamed(table: pa.Table, accounts: Sequence[Account]) -> pa.Table:
    """Give every account in a table of records its present name."""
    at = table.column_names.index("account")
    for account in accounts:
        if account.also:
            former = pc.is_in(table["account"], pa.array(account.also, pa.large_string()))
            its = pc.and_(pc.equal(table["channel"], account.channel), former)
            table = table.set_column(at, "account", pc.if_else(its, account.name, table["account"]))
    return table


def join(tables: Sequence[pa.Table]) -> pa.Table:
    """Put tables of records one below the other; what a table does not have is unknown there."""
    return pa.concat_tables([_EMPTY, *tables], promote_options="default").select(RECORD_COLUMNS)


def about(table: pa.Table, records: pd.DataFrame) -> pa.Table:
    """Keep the rows of a table that can be about the same things as records: of equal channel, and key or days."""
    first, last = (moment.normalize() for moment in (records["at"].min(), records["at"].max()))
    days = [pa.scalar(moment, pa.timestamp("ms")) for moment in (first, last + pd.Timedelta(days=1))]
    within = pc.and_(pc.greater_equal(table["at"], days[0]), pc.less(table["at"], days[1]))
    same = pc.and_(_is_in(table, records, "channel"), _is_in(table, records, "key"))
    return table.filter(pc.and_(same, pc.or_(within, pc.not_equal(table["key"], ""))))


def frame(table: pa.Table) -> pd.DataFrame:
    """Give a table of records as a frame by the contract of `kpi.frames`."""
    if not table.num_rows:
        return _NOTHING.copy()
    columns = [_coded(table[name]) if name in _CODED else table[name] for name in RECORD_COLUMNS]
    records: pd.DataFrame = pa.Table.from_arrays(columns, names=RECORD_COLUMNS).to_pandas()
    return records


def plain(records: pd.DataFrame) -> pa.Table:
    """Give records as a table whose texts are plain, so that tables of different categories can be joined."""
    table = pa.Table.from_pandas(records[list(RECORD_COLUMNS)], preserve_index=False).replace_schema_metadata(None)
    texts = [pa.field(one.name, pa.large_string()) if pa.types.is_dictionary(one.type) else one for one in table.schema]
    return table.cast(pa.schema(texts))


def _coded(texts: pa.ChunkedArray) -> pa.Array:
    """Give texts as categories in alphabetical order, as pandas makes them."""
    known = pc.fill_null(texts, "").combine_chunks()
    words = pc.unique(known)
    words = words.take(pc.sort_indices(words))
    return pa.DictionaryArray.from_arrays(pc.index_in(known, words), words)


def _is_in(table: pa.Table, records: pd.DataFrame, name: str) -> pa.ChunkedArray:
    return pc.is_in(table[name], pa.array(records[name].unique(), pa.large_string()))


_NOTHING = no_records()
_CODED = frozenset(_NOTHING.select_dtypes("category").columns)
_EMPTY = plain(_NOTHING)
