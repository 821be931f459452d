"""Find the calendar among the cells of a file: its header, its rows, and which fields its columns seem to hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from kpi.calendar.sheet import BY_FIELD, ID, SHEET
from kpi.calendar.sheet_words import field_named
from kpi.errors import UnreadableFile
from kpi.exports.export import plain
from kpi.formats import count_text
from kpi.layouts.fingerprint import fingerprint
from kpi.workbook.cells import Cell, clean, listed

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_HEADER_WITHIN = 40
_FEW = 2
Cells = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the header: its sheet, its number, its filled cells by column."""

    sheet: str
    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar in a file: its header by column, its rows, and the other sheets, which were not read.

    `mark` is what its layout is known by. Sheets with the same header are one calendar.
    """

    header: Mapping[int, str]
    lines: tuple[Line, ...]
    mark: str
    others: tuple[str, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Tell whether it is the workbook that we offer, so that nobody needs to say what its columns hold."""
        return ID.header in self.header.values()

    @property
    def own_places(self) -> dict[str, int]:
        """Say in which column each field of our own workbook stands."""
        fields = {column.header: column.field for column in BY_FIELD.values()}
        return {fields[text]: at for at, text in self.header.items() if text in fields}


@dataclass(frozen=True, slots=True)
class _Head:
    sheet: str
    row: int
    header: Mapping[int, str]
    known: int

    @property
    def mark(self) -> str:
        return fingerprint([self.header.get(at, "") for at in range(1, max(self.header) + 1)])


def calendar_in(cells: Iterable[Cell]) -> Found:
    """Find the calendar; raise UnreadableFile where no sheet has a header over at least one row."""
    sheets: dict[str, dict[int, dict[int, Cell]]] = {}
    for cell in cells:
        sheets.setdefault(cell.sheet, {}).setdefault(cell.row, {})[cell.column] = cell
    heads = [head for name, rows in sheets.items() if (head := _head(name, rows))]
    if not heads:
        raise UnreadableFile(
            "There is no calendar in this file: we looked for a row of column names over rows of posts. Download the "
            "workbook, fill it in, and bring that, or put one row of column names above your posts."
        )
    best = max(heads, key=lambda one: (ID.header in one.header.values(), one.sheet == SHEET, one.known))
    alike = [head for head in heads if head.mark == best.mark]
    lines = tuple(line for head in alike for line in _below(head, sheets[head.sheet]))
    if len(lines) > MOST_ROWS:
        raise UnreadableFile(
            f"At most {count_text(MOST_ROWS)} rows can be read at once, and here are {count_text(len(lines))}: "
            "part the calendar by months."
        )
    read = {head.sheet for head in alike}
    others = tuple(head.sheet for head in heads if head.sheet not in read and ID.header not in best.header.values())
    return Found(best.header, lines, best.mark, others)


def place_of(line: Line, column: int) -> str:
    """Name a cell as spreadsheets do."""
    return f"{get_column_letter(column)}{line.number}"


def not_read(others: Sequence[str]) -> str:
    """Say which sheets were not read."""
    return f"Sheets with other columns were not read: {listed(name[:40] for name in others[:8])}." if others else ""


def _head(name: str, rows: Mapping[int, Cells]) -> _Head | None:
    """Take for the header the row that names most fields of a calendar; where none does, the first of two texts."""
    first = [number for number in sorted(rows)[:_HEADER_WITHIN] if len(rows[number]) >= _FEW]
    several = [_Head(name, number, header, _known(header)) for number in first if (header := _named(rows[number]))]
    best = max(several, key=lambda one: one.known, default=None)
    has_rows = best is not None and (ID.header in best.header.values() or max(rows) > best.row)
    return best if has_rows else None


def _named(row: Cells) -> dict[int, str]:
    named = {at: clean(cell.text) for at, cell in row.items() if cell.kind == "written" and at <= MOST_COLUMNS}
    return named if sum(bool(plain(text)) for text in named.values()) >= _FEW else {}


def _known(header: Mapping[int, str]) -> int:
    """Count the different fields that a header names; without a day it names none to be sure of."""
    fields = {field_named(text)[0] for text in header.values()} - {""}
    return len(fields) if "day" in fields else 0


def _below(head: _Head, rows: Mapping[int, Cells]) -> Iterable[Line]:
    for number in sorted(rows):
        if number > head.row:
            yield Line(head.sheet, number, rows[number])
