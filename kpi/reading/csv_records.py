"""Read the records of a text one by one, with care for quotation marks that never close."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from kpi.errors import UnreadableFile
from kpi.reading import dialect as dialects
from kpi.reading.dialect import LONGEST_FIELD, Dialect
from kpi.reading.encoding import Content

MANY_LINES = 20
_MOST_REPAIRS = 20
_MOSTLY = 0.8
_TELLING = 3
_END = "\uffff\ufffeend\ufffe\uffff"


def holds_rows(cell: str, dialect: Dialect) -> bool:
    """Tell whether a cell of many lines holds rows of the table itself: a quotation mark before them never closed."""
    inner = cell.split("\n")[1:-1]
    alike = sum(line.count(dialect.delimiter) + 1 == dialect.width for line in inner)
    return dialect.width > 1 and len(inner) >= MANY_LINES - 1 and alike >= _MOSTLY * len(inner)


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


class Records:
    """The records of a text one by one; a quotation mark that never closes does not swallow the rest."""

    def __init__(self, text: Content, dialect: Dialect) -> None:
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
        return (open_quote,) * bool(rows) + (unwrapped,) * bool(self._unwrapped)

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
        many_lines = len(self._lines.held) > MANY_LINES
        if (
            row
            and row != [_END]
            and (row[-1].endswith(_END) or (many_lines and any(holds_rows(cell, self._dialect) for cell in row)))
        ):
            return self._as_it_stands()
        return row

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=self._dialect.delimiter)

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
        marks = row[0].count('"')
        telling = marks % 2 == 0 and (marks or self._dialect.width >= _TELLING)
        return bool(telling) and len(dialects.fields(row[0], self._dialect.delimiter)) == self._dialect.width

    def _split(self, row: list[str]) -> list[str]:
        self._unwrapped += 1
        return dialects.fields(row[0], self._dialect.delimiter)
