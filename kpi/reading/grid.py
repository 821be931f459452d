"""A grid of text: what every reader of a container gives, and how large it may get."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Self

import numpy as np
import pyarrow as pa

from kpi.errors import UnreadableFile
from kpi.reading.strings import TEXT, Pieces, filled, in_one_piece, same, strings, taken

MAX_COLUMNS = 4_096
MAX_FILLED = 2_000_000
MAX_SHEET_CELLS = 5_000_000
MAX_TEXT_CELLS = 40_000_000
LEFT_EMPTY = "left empty"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Cells:
    """Text in columns of one length ('' = empty); `numbers` are the numbers of its rows in the file.

    A long column may lie in pieces, and is joined where it is first looked at as a whole: many never are.
    """

    columns: list[Pieces]
    numbers: np.ndarray

    @classmethod
    def of(cls, columns: Sequence[Iterable[str]]) -> Self:
        """Take columns for cells whose rows are counted from 1."""
        texts = [column if isinstance(column, pa.ChunkedArray) else strings(column) for column in columns]
        return cls(texts, np.arange(1, len(texts[0]) + 1 if texts else 1))

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: int) -> pa.LargeStringArray:
        self.columns[at] = in_one_piece(self.columns[at])
        return self.columns[at]

    @property
    def width(self) -> int:
        """Count the columns."""
        return len(self.columns)

    @property
    def shape(self) -> tuple[int, int]:
        """Count the rows and the columns."""
        return len(self), self.width

    def taken(self, at: int, rows: np.ndarray) -> Pieces:
        """Give the cells of a column in these rows, which ascend."""
        return self.columns[at] if len(rows) == len(self) else taken(self.columns[at], rows)

    def row(self, at: int) -> list[str]:
        """Give the cells of one row, the first being 0."""
        return [column[at].as_py() for column in self.columns]

    def rows(self) -> list[list[str]]:
        """Give all cells, row by row."""
        return [list(row) for row in zip(*(column.to_pylist() for column in self.columns), strict=True)]

    def slice(self, first: int, end: int) -> "Cells":
        """Give the rows from `first` up to `end`, and copy nothing."""
        return Cells([column[first:end] for column in self.columns], self.numbers[first:end])

    def where(self, chosen: np.ndarray) -> "Cells":
        """Give the rows that a mask chooses."""
        if chosen.all():
            return self
        kept = pa.array(chosen)
        return Cells([column.filter(kept) for column in self.columns], self.numbers[chosen])

    def filled(self, columns: Iterable[int] | None = None) -> np.ndarray:
        """Tell which rows hold anything (in these columns)."""
        found = np.zeros(len(self), dtype=bool)
        for at in range(self.width) if columns is None else columns:
            if found.all():
                break
            found |= filled(self.columns[at])
        return found


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of text as the file shows it: a CSV, a worksheet, a member of an archive.

    The rows of `cells` (in a CSV, records) are counted from 1.
    `stamped` is the time an archive gives the file, `delimiter` what separates the columns of a CSV.
    """

    name: str
    cells: Cells
    notes: tuple[str, ...] = ()
    stamped: datetime | None = None
    delimiter: str = ""


def error_note(places: Sequence[str]) -> tuple[str, ...]:
    """Name the cells that hold an error such as #DIV/0! where a value should stand."""
    return (f"Cells with an error instead of a value, {LEFT_EMPTY}: {shortened(places)}.",) * bool(places)


def shortened(places: Sequence[str]) -> str:
    """List places, and only count the many."""
    more = len(places) - _SHOWN
    return ", ".join(places[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def column_number(letters: bytes) -> int:
    """Give the number of a column: 1 for A.

    >>> column_number(b"AA")
    27
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Give the letters of a column.

    >>> column_letters(27)
    'AA'
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def hidden_note(count: int) -> str:
    """Say how many sheets were left out because they are hidden."""
    return f"{count} hidden sheet{'s' if count > 1 else ''} left out." if count else ""


def with_note(grids: list[Grid], note: str) -> list[Grid]:
    """Add a note about the whole file to its first grid."""
    if not note or not grids:
        return grids
    return [replace(grids[0], notes=(*grids[0].notes, note)), *grids[1:]]


def table(rows: Sequence[Sequence[str]]) -> pa.Table:
    """Turn rows of any width into an Arrow table of text; what a row lacks is ''."""
    columns = [pa.array(column, type=TEXT) for column in zip_longest(*rows, fillvalue="")]
    if not columns:
        columns = [pa.array([""] * len(rows), type=TEXT)]
    return pa.table(columns, names=[str(number) for number in range(len(columns))])


def stacked(tables: Iterable[pa.Table]) -> pa.Table:
    """Put tables of different widths one under the other; what a narrow one lacks is ''."""
    parts = list(tables)
    width = max((part.num_columns for part in parts), default=0)
    return pa.concat_tables([_widened(part, width) for part in parts]) if parts else pa.table({})


def _widened(part: pa.Table, width: int) -> pa.Table:
    for number in range(part.num_columns, width):
        part = part.append_column(str(number), same("", part.num_rows))
    return part


def check_size(rows: int, columns: int, *, most: int = MAX_SHEET_CELLS) -> None:
    """Refuse a grid that would not fit: more columns than a spreadsheet has, or more cells than we hold."""
    if columns > MAX_COLUMNS:
        raise UnreadableFile(
            f"This table has {columns:,} columns or more; no export has over {MAX_COLUMNS:,}. "
            "A stray cell far to the right can cause this: delete it, or keep only the columns you need."
        )
    if rows * columns > most:
        raise UnreadableFile(
            f"This table spans {rows:,} rows and {columns:,} columns, more than the {most:,} cells we read. "
            "A stray cell far from the table can cause this: delete it, or export a shorter period."
        )
