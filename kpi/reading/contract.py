"""Records as Arrow columns: the contract of `kpi.frames` where no frame is needed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.catalogue.metrics import FILE_METRICS
from kpi.columns import DIMENSIONS, RECORD_COLUMNS, RECORD_TIMES
from kpi.reading.strings import TEXT, same
from kpi.reading.threads import side_by_side

Values: TypeAlias = "pa.Array | np.ndarray | str | date"
_TIME, _NUMBER = pa.timestamp("ms"), pa.float64()
_ROWS_A_PIECE = 65_536
_KINDS = frozenset({*DIMENSIONS, "export", "cut"})


def records_table(columns: Mapping[str, Values], rows: int) -> pa.Table:
    """Bring columns to the records' contract: all of them, in order, of their types; what is absent is missing.

    A text or a day stands for a column that says the same in every row.
    """
    unknown, first = pa.nulls(rows, _NUMBER), pa.array(np.zeros(rows, dtype="int8"))
    given = [name for name in columns if not _is_kind_throughout(name, columns)]
    typed = side_by_side(lambda name: _of_its_type(name, columns[name], rows), given, rows=rows)
    made = dict(zip(given, typed, strict=True))
    for name in RECORD_COLUMNS:
        if name in made:
            continue
        if name in FILE_METRICS:
            made[name] = unknown
        elif name in _KINDS:
            made[name] = pa.DictionaryArray.from_arrays(first, same(str(columns.get(name, "")), min(rows, 1)))
        elif name == "row":
            made[name] = pa.array(np.zeros(rows, dtype="int64"))
        else:
            made[name] = pa.nulls(rows, _TIME) if name in RECORD_TIMES else same("", rows)
    return pa.table({name: made[name] for name in RECORD_COLUMNS})


def no_records() -> pa.Table:
    """Give the records of nothing."""
    return records_table({}, 0)


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    """Put records one below the other."""
    if len(tables) == 1:
        return tables[0]
    plain = [
        table.cast(pa.schema([(one.name, TEXT if one.name in _KINDS else one.type) for one in table.schema]))
        for table in tables
    ]
    whole = pa.concat_tables(plain).combine_chunks()
    columns = {name: whole[name].combine_chunks() for name in RECORD_COLUMNS}
    return records_table(columns, whole.num_rows)


def without(records: pa.Table, metrics: Iterable[str]) -> pa.Table:
    """Make metrics unknown."""
    for name in metrics:
        place = records.column_names.index(name)
        records = records.set_column(place, name, pa.nulls(len(records), _NUMBER))
    return records


def _is_kind_throughout(name: str, columns: Mapping[str, Values]) -> bool:
    return name in _KINDS and isinstance(columns[name], str)


def _of_its_type(name: str, values: Values, rows: int) -> pa.Array | pa.ChunkedArray:
    if isinstance(values, str):
        return repeated(pa.scalar(values, TEXT), rows)
    if isinstance(values, date):
        return repeated(pa.scalar(values).cast(_TIME), rows)
    if name in _KINDS:
        return _kinds(values)
    if name in FILE_METRICS:
        return pa.array(values, _NUMBER, from_pandas=True)
    return pa.array(values) if isinstance(values, np.ndarray) else values


def repeated(said: pa.Scalar, rows: int) -> pa.ChunkedArray:
    """Give a column that says the same in every row, as one piece that stands there as often as it takes."""
    piece = pa.repeat(said, min(rows, _ROWS_A_PIECE))
    times, rest = divmod(rows, _ROWS_A_PIECE)
    return pa.chunked_array([piece] * times + [piece[:rest]], piece.type)


def _kinds(texts: pa.LargeStringArray | pa.DictionaryArray) -> pa.DictionaryArray:
    """Give texts as categories in alphabetical order, as pandas makes them."""
    coded = texts if isinstance(texts, pa.DictionaryArray) else texts.dictionary_encode()
    words = pc.unique(coded.dictionary)
    words = words.take(pc.sort_indices(words))
    return pa.DictionaryArray.from_arrays(pc.index_in(coded.dictionary, words).take(coded.indices), words)
