"""Read CSV, TSV and their many variants into a grid of text."""

import re
from collections.abc import Iterable, Iterator

import pyarrow as pa

from kpi.errors import UnreadableFile
from kpi.reading import dialect as dialects
from kpi.reading import encoding
from kpi.reading.at_once import read_at_once
from kpi.reading.csv_records import Records
from kpi.reading.dialect import LONGEST_FIELD, Dialect
from kpi.reading.encoding import Content
from kpi.reading.grid import MAX_TEXT_CELLS, Cells, Grid, check_size, stacked, table

LARGE = 2 << 20
_SAMPLE = 256 << 10
_BATCH = 20_000
_FEW, _SMALL_PART = 8, 0.02
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def text_grid(name: str, raw: Content, *, large: int = LARGE) -> Grid:
    """Read one text file; its rows are records, blank lines are empty rows.

    From `large` bytes on, records of one width are read all at once, and only where that fails one by one.
    """
    text, notes = encoding.utf8(raw)
    sample = _sample(text)
    dialect = dialects.decide(sample, complete=len(text) <= _SAMPLE)
    if dialect.wrapped:
        text = dialects.unwrapped(text[:].decode("utf-8", "replace")).encode()
    cells, mended = _cells(text, dialect, is_large=len(text) >= large)
    delimiter = "" if dialect.delimiter == dialects.NONE else dialect.delimiter
    return Grid(name, cells, (*notes, *_said(dialect), *mended), delimiter=delimiter)


def _sample(text: Content) -> str:
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


def _cells(text: Content, dialect: Dialect, *, is_large: bool) -> tuple[Cells, tuple[str, ...]]:
    quick = read_at_once(text, dialect) if is_large else None
    if quick is not None:
        return Cells.of(quick.columns), ()
    records = Records(text, dialect)
    cells = Cells.of(stacked(_batches(records)).columns)
    return cells, records.notes()


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
