"""Read CSV, TSV and their many variants into a grid of text."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from kpi.errors import UnreadableFile
from kpi.reading import dialect as dialects
from kpi.reading import encoding
from kpi.reading.dialect import LONGEST_FIELD, Dialect
from kpi.reading.grid import MAX_TEXT_CELLS, TEXT, Grid, check_size, frame, stacked, table

LARGE = 2 << 20
_SAMPLE = 256 << 10
_BATCH = 20_000
_MANY_LINES = 20
_MOST_REPAIRS = 20
_LONG_TEXT = 2_000
_MOSTLY = 0.8
_END = "\uffff\ufffeend\ufffe\uffff"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def text_grid(name: str, raw: bytes) -> Grid:
    """Read one text file; its rows are records, blank lines are empty rows."""
    text, notes = encoding.utf8(raw)
    sample = _sample(text)
    dialect = dialects.decide(sample, complete=len(text) <= _SAMPLE)
    cells, mended = _cells(text, dialect)
    delimiter = "" if dialect.delimiter == dialects.NONE else dialect.delimiter
    return Grid(name, cells, (*notes, *_said(dialect), *mended), delimiter=delimiter)


def _sample(text: bytes) -> str:
    head = text[:_SAMPLE]
    widest = max(map(head.partition(b"\n")[0].count, map(str.encode, dialects.DELIMITERS)))
    check_size(1, widest + 1)
    if len(text) > LONGEST_FIELD and not re.search(rb"[\r\n]", text[:LONGEST_FIELD]):
        raise UnreadableFile("This is not a table: its first two million characters hold no end of a line.")
    sample = head.decode("utf-8", "ignore")
    if not sample.strip():
        raise UnreadableFile("This file is empty: it holds no text at all. Export it again.")
    if len(_CONTROL.findall(sample)) > len(sample) * 0.02:
        raise UnreadableFile(
            "This is not a table: it holds no readable text. Export the table as CSV or Excel and drop that."
        )
    return sample


def _said(dialect: Dialect) -> Iterator[str]:
    if dialect.delimiter not in {",", dialects.NONE}:
        yield f"Columns are separated by {dialects.DELIMITERS[dialect.delimiter]}."
    if dialect.wrapped:
        yield "Every row stood in one quoted cell, as Excel saves a file it could not split; the rows were split."


def _cells(text: bytes, dialect: Dialect) -> tuple[pd.DataFrame, tuple[str, ...]]:
    regular = _regular(text, dialect) if len(text) >= LARGE and not dialect.wrapped else None
    if regular is not None:
        return frame(regular), ()
    records = _Records(text, dialect)
    cells = frame(stacked(_batches(records)))
    return cells, records.notes()


def _regular(text: bytes, dialect: Dialect) -> pa.Table | None:
    """Read a large file whose records all have the same number of fields; None where they have not."""
    names = [str(number) for number in range(dialect.width)]
    try:
        whole = arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(
                column_names=names, block_size=2 * LONGEST_FIELD, skip_rows=int(dialect.announced)
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    check_size(whole.num_rows, whole.num_columns, most=MAX_TEXT_CELLS)
    return None if any(map(_has_many_lines, whole.columns)) else whole


def _has_many_lines(column: pa.ChunkedArray) -> bool:
    """Tell whether a cell may have swallowed rows, so that every record wants a closer look."""
    if (pc.max(pc.binary_length(column)).as_py() or 0) < _LONG_TEXT // 10:
        return False
    return (pc.max(pc.count_substring(column, "\n")).as_py() or 0) >= _MANY_LINES


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


class _Lines:
    """The lines of a text, then an end mark; can step back to where the record began."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = chain(lines, (_END,))
        self._again: deque[str] = deque()
        self.held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.held.append(line)
        return line

    def step_back(self) -> str:
        """Give the record's first line and put its others back."""
        first, *others = self.held
        self._again.extendleft(reversed(others))
        self.held.clear()
        return first


class _Records:
    """The records of a text one by one; a quotation mark that never closes does not swallow the rest."""

    def __init__(self, text: bytes, dialect: Dialect) -> None:
        self._dialect = dialect
        self._lines = _Lines(io.TextIOWrapper(io.BytesIO(text), "utf-8", "replace", newline=""))
        self._reader = self._new_reader()
        self._open_quotes: list[int] = []
        self._unwrapped = 0
        self._number = 0
        if dialect.announced:
            next(self._lines)

    def notes(self) -> tuple[str, ...]:
        """Say what was mended."""
        rows = ", ".join(map(str, self._open_quotes))
        open_quote = f"A quotation mark is opened and never closed in row {rows}; read as it stands."
        unwrapped = f"{self._unwrapped} rows stood in one quoted cell each, as Excel saves them; they were split."
        mixed = self._unwrapped and not self._dialect.wrapped
        return (open_quote,) * bool(rows) + (unwrapped,) * bool(mixed)

    def __iter__(self) -> Iterator[list[str]]:
        while True:
            self._lines.held.clear()
            self._number += 1
            row = self._next_row()
            if row == [_END]:
                return
            yield self._split(row) if self._is_wrapped(row) else row

    def _next_row(self) -> list[str]:
        try:
            row = next(self._reader)
        except csv.Error:
            return self._as_it_stands()
        many_lines = len(self._lines.held) > _MANY_LINES
        if row and row != [_END] and (row[-1].endswith(_END) or (many_lines and self._swallowed(row))):
            return self._as_it_stands()
        return row

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=self._dialect.delimiter)

    def _swallowed(self, row: list[str]) -> bool:
        """Tell whether a cell holds rows of this very table."""
        inner = max(row, key=len).split("\n")
        alike = sum(line.count(self._dialect.delimiter) + 1 == self._dialect.width for line in inner[1:-1])
        return self._dialect.width > 1 and alike >= _MOSTLY * (len(inner) - 2) > 0

    def _as_it_stands(self) -> list[str]:
        self._open_quotes.append(self._number)
        if len(self._open_quotes) > _MOST_REPAIRS:
            raise UnreadableFile(
                f"In row {self._open_quotes[0]} and others a quotation mark is opened and never closed, so the columns "
                "cannot be told apart. Open the file in Excel, save it as .xlsx, and drop that."
            )
        first = self._lines.step_back()
        self._reader = self._new_reader()
        if len(first) > LONGEST_FIELD:
            raise UnreadableFile(f"Row {self._number} is longer than {LONGEST_FIELD:,} characters: this is no table.")
        return next(csv.reader([first], delimiter=self._dialect.delimiter, quoting=csv.QUOTE_NONE), [])

    def _is_wrapped(self, row: list[str]) -> bool:
        if not row or self._dialect.delimiter not in row[0] or any(row[1:]):
            return False
        if self._dialect.wrapped:
            return True
        return '"' in row[0] and len(dialects.fields(row[0], self._dialect.delimiter)) == self._dialect.width

    def _split(self, row: list[str]) -> list[str]:
        self._unwrapped += 1
        return dialects.fields(row[0], self._dialect.delimiter)
