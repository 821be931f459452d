"""Read a large text whose records are alike all at once, its two halves side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from kpi.reading import dialect as dialects
from kpi.reading import encoding
from kpi.reading.csv_records import MANY_LINES, holds_rows
from kpi.reading.dialect import Dialect
from kpi.reading.encoding import Content
from kpi.reading.grid import MAX_TEXT_CELLS, check_size, stacked, table
from kpi.reading.strings import TEXT
from kpi.reading.threads import MANY_ROWS, side_by_side

HALVED = 16 << 20
_BLOCK = 2 << 20
_MOST_ODD = 10_000
_MOST_LINES = 1_000
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Records of a text; `odd` are those with another number of fields: the place of each among all, and its text."""

    rows: pa.Table
    odd: Sequence[tuple[int, str]]

    def __len__(self) -> int:
        return len(self.rows) + len(self.odd)


def read_at_once(text: Content, dialect: Dialect, *, halved: int = HALVED) -> pa.Table | None:
    """Read a text in which few records have another number of fields; None where records want a closer look.

    From `halved` bytes on, its halves are read side by side.
    """
    try:
        whole = _whole(text, dialect, halved=halved)
    except pa.ArrowInvalid:
        return None
    if len(whole.odd) >= _MOST_ODD:
        return None
    rows = whole.rows
    check_size(rows.num_rows, rows.num_columns, most=MAX_TEXT_CELLS)
    many_lines = encoding.count_of(b"\n", text) - rows.num_rows >= MANY_LINES
    if many_lines and any(_has_swallowed(column, dialect) for column in rows.columns):
        return None
    return _with_odd_rows(rows, whole.odd, dialect)


def _whole(text: Content, dialect: Dialect, *, halved: int) -> _Stretch:
    halves = _halves(text, dialect) if len(text) >= halved else None
    if not halves:
        return _read(pa.py_buffer(text), dialect, announced=dialect.announced)
    first, second = halves
    odd = [*first.odd, *((len(first) + place, row) for place, row in second.odd)]
    return _Stretch(pa.concat_tables([first.rows, second.rows]), odd)


def _halves(text: Content, dialect: Dialect) -> tuple[_Stretch, _Stretch] | None:
    """Read two halves side by side; None where the text does not part into two."""
    at = _middle(text)
    if not at:
        return None
    whole = pa.py_buffer(text)
    first, second = (whole.slice(0, at), dialect.announced), (whole.slice(at), False)
    try:
        read = side_by_side(lambda part: _read(part[0], dialect, announced=part[1]), (first, second), rows=MANY_ROWS)
    except pa.ArrowInvalid:
        return None
    return (read[0], read[1]) if _ends_whole(read[0]) else None


def _middle(text: Content) -> int:
    """Find what is likely the end of a record near the middle: all quotation marks are closed. 0 where none is near."""
    at = text.find(b"\n", len(text) // 2) + 1
    marks = encoding.count_of(b'"', text, at)
    for _ in range(_MOST_LINES):
        if not 0 < at < len(text):
            break
        if marks % 2 == 0 and text[at : at + len(_MARK)] != _MARK:
            return at
        end = text.find(b"\n", at) + 1
        marks += text[at:end].count(b'"')
        at = end
    return 0


def _ends_whole(part: _Stretch) -> bool:
    """Tell whether the last record ends with its part: a cell that is still open there ends with the part's last line.

    Marks that stand inside of cells may have led to a middle that is none.
    """
    if not part.rows.num_rows or (part.odd and part.odd[-1][0] == len(part) - 1):
        return False
    return not any(column[-1].as_py().endswith(("\n", "\r")) for column in part.rows.columns)


def _read(text: pa.Buffer, dialect: Dialect, *, announced: bool) -> _Stretch:
    """Read the records of a text in the order in which they stand: in threads an odd one does not know its number."""
    odd: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1 - int(announced), row.text))
        return "skip" if len(odd) < _MOST_ODD else "error"

    names = [str(number) for number in range(dialect.width)]
    rows = arrow_csv.read_csv(
        pa.BufferReader(text),
        arrow_csv.ReadOptions(
            column_names=names,
            use_threads=False,
            block_size=_BLOCK,  # a record that is longer fails here
            skip_rows=int(announced),
        ),
        arrow_csv.ParseOptions(
            delimiter=dialect.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False, check_utf8=False),
    )
    return _Stretch(rows, odd)


def _has_swallowed(column: pa.ChunkedArray, dialect: Dialect) -> bool:
    """Tell whether a cell holds rows of the table itself, after a quotation mark that closes too late."""
    if (pc.max(pc.binary_length(column)).as_py() or 0) < MANY_LINES:
        return False
    long = column.filter(pc.greater(pc.count_substring(column, "\n"), MANY_LINES))
    return any(holds_rows(cell, dialect) for cell in long.to_pylist())


def _with_odd_rows(whole: pa.Table, odd: Sequence[tuple[int, str]], dialect: Dialect) -> pa.Table | None:
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
