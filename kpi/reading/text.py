"""Read CSV, TSV and their many variants into a grid of text."""

import re
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from kpi.errors import UnreadableFile
from kpi.reading import dialect as dialects
from kpi.reading import encoding
from kpi.reading.csv_records import MANY_LINES, Records, holds_rows
from kpi.reading.dialect import LONGEST_FIELD, Dialect
from kpi.reading.grid import MAX_TEXT_CELLS, Cells, Grid, check_size, stacked, table
from kpi.reading.strings import TEXT

LARGE = 2 << 20
_SAMPLE = 256 << 10
_BLOCK = 4 << 20
_BATCH = 20_000
_MOST_ODD = 10_000
_FEW, _SMALL_PART = 8, 0.02
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def text_grid(name: str, raw: bytes, *, large: int = LARGE) -> Grid:
    """Read one text file; its rows are records, blank lines are empty rows.

    From `large` bytes on, records of one width are read all at once, and only where that fails one by one.
    """
    text, notes = encoding.utf8(raw)
    sample = _sample(text)
    dialect = dialects.decide(sample, complete=len(text) <= _SAMPLE)
    if dialect.wrapped:
        text = dialects.unwrapped(text.decode("utf-8", "replace")).encode()
    cells, mended = _cells(text, dialect, is_large=len(text) >= large)
    delimiter = "" if dialect.delimiter == dialects.NONE else dialect.delimiter
    return Grid(name, cells, (*notes, *_said(dialect), *mended), delimiter=delimiter)


def _sample(text: bytes) -> str:
    head = text[:_SAMPLE]
    first = re.split(rb"[\r\n]", head, maxsplit=1)[0]
    widest = max(map(first.count, map(str.encode, dialects.DELIMITERS)))
    check_size(1, widest + 1)
    if len(text) > LONGEST_FIELD and not re.search(rb"[\r\n]", text[:LONGEST_FIELD]):
        raise UnreadableFile(
            "This is not a table: its first two million characters hold no end of a line. "
            "Export it again as CSV or Excel and drop that."
        )
    sample = head.decode("utf-8", "ignore")
    if not sample.strip():
        raise UnreadableFile("This file is empty: it holds no text at all. Export it again.")
    if len(_CONTROL.findall(sample)) > max(_FEW, len(sample) * _SMALL_PART):
        raise UnreadableFile(
            "This is not a table: it holds no readable text. Export the table as CSV or Excel and drop that."
        )
    return sample


def _said(dialect: Dialect) -> Iterator[str]:
    if dialect.delimiter not in {",", dialects.NONE}:
        yield f"Columns are separated by {dialects.DELIMITERS[dialect.delimiter]}."
    if dialect.wrapped:
        yield "Rows stood in one quoted cell each, as Excel saves a file it could not split; they were split."


def _cells(text: bytes, dialect: Dialect, *, is_large: bool) -> tuple[Cells, tuple[str, ...]]:
    quick = _quick(text, dialect) if is_large else None
    if quick is not None:
        cells = Cells.of(quick.columns)
        del quick
        pa.default_memory_pool().release_unused()  # or the blocks' memory stays with this process
        return cells, ()
    records = Records(text, dialect)
    cells = Cells.of(stacked(_batches(records)).columns)
    return cells, records.notes()


def _quick(text: bytes, dialect: Dialect) -> pa.Table | None:
    """Read a large file in which few records have another number of fields; None where records want a closer look."""
    odd: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1 - int(dialect.announced), row.text))
        return "skip" if len(odd) < _MOST_ODD else "error"

    names = [str(number) for number in range(dialect.width)]
    try:
        whole = arrow_csv.read_csv(
            pa.BufferReader(text),
            arrow_csv.ReadOptions(
                column_names=names,
                use_threads=False,  # or an odd row does not know its number
                block_size=_BLOCK,  # a record that is longer fails here
                skip_rows=int(dialect.announced),
            ),
            arrow_csv.ParseOptions(
                delimiter=dialect.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    check_size(whole.num_rows, whole.num_columns, most=MAX_TEXT_CELLS)
    many_lines = text.count(b"\n") - whole.num_rows >= MANY_LINES
    if many_lines and any(_has_swallowed(column, dialect) for column in whole.columns):
        return None
    return _with_odd_rows(whole, odd, dialect)


def _has_swallowed(column: pa.ChunkedArray, dialect: Dialect) -> bool:
    """Tell whether a cell holds rows of the table itself, after a quotation mark that closes too late."""
    if (pc.max(pc.binary_length(column)).as_py() or 0) < MANY_LINES:
        return False
    long = column.filter(pc.greater(pc.count_substring(column, "\n"), MANY_LINES))
    return any(holds_rows(cell, dialect) for cell in long.to_pylist())


def _with_odd_rows(whole: pa.Table, odd: list[tuple[int, str]], dialect: Dialect) -> pa.Table | None:
    """Put the rows set aside back in their places; None where one of them may hide several."""
    if any(text.count('"') % 2 or text.count("\n") > MANY_LINES for _, text in odd):
        return None
    parts, done = list[pa.Table](), 0
    for before, (place, text) in enumerate(odd):
        row = dialects.fields(text, dialect.delimiter)
        if len(row) == 1 and dialect.delimiter in row[0]:
            return None
        parts += [whole.slice(done, place - before - done), table([row])]
        done = place - before
    joined = stacked([*parts, whole.slice(done)])
    check_size(joined.num_rows, joined.num_columns, most=MAX_TEXT_CELLS)
    return joined


def _batches(records: Iterable[list[str]]) -> Iterator[pa.Table]:
    """Turn rows into Arrow tables, some thousand rows at a time, so that few Python strings live at once."""
    batch: list[list[str]] = []
    done = widest = 0
    for row in records:
        batch.append(row)
        if len(row) > widest:
            widest = len(row)
            check_size(1, widest)
        if len(batch) * widest > _BATCH * 20 or len(batch) == _BATCH:
            done += len(batch)
            check_size(done, widest, most=MAX_TEXT_CELLS)
            yield table(batch)
            batch = []
    check_size(done + len(batch), widest, most=MAX_TEXT_CELLS)
    if batch:
        yield table(batch)
