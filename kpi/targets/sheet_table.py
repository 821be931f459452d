"""Find the table of targets among the cells of a file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from kpi.errors import TargetError
from kpi.formats import count_text
from kpi.targets.sheet import BY_FIELD, COLUMNS, SHEET
from kpi.workbook.cells import Cell, clean, listed

MOST_ROWS = 20_000
_HEADERS = {column.header.casefold(): column.field for column in COLUMNS} | {"id": "id"}
_SURE = 3
"""How many known headers make a row the header."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table found: its sheet, the place of each field, its filled rows, and the headers that nobody knows."""

    sheet: str
    places: Mapping[str, int]
    rows: Mapping[int, Mapping[str, Cell]]
    others: tuple[str, ...]

    def cell(self, number: int, field: str) -> str:
        """Name a cell as spreadsheets do."""
        return f"{self.sheet}!{get_column_letter(self.places.get(field, 1))}{number}"


def table_of(cells: Iterable[Cell]) -> Table:
    """Find the header, in the sheet of that name or else in the first that has one; raise TargetError without."""
    sheets: dict[str, dict[int, list[Cell]]] = {}
    for cell in cells:
        sheets.setdefault(cell.sheet, {}).setdefault(cell.row, []).append(cell)
    for sheet in sorted(sheets, key=lambda name: name.casefold() != SHEET.casefold()):
        for number, row in sorted(sheets[sheet].items()):
            named = [(_HEADERS.get(clean(cell.text).casefold(), ""), cell) for cell in row]
            if len({field for field, _ in named if field}) >= _SURE:
                return _under(sheet, number, named, sheets[sheet])
    raise TargetError(
        f"There is no table of targets in this file: no row names the columns {_all_needed()}. Download the template, "
        "fill it in, and upload that."
    )


def _under(sheet: str, header: int, named: Sequence[tuple[str, Cell]], rows: Mapping[int, list[Cell]]) -> Table:
    fields_seen = Counter(field for field, _ in named if field)
    twice = [BY_FIELD[field].header for field, count in fields_seen.items() if count > 1]
    missing = [column.header for column in COLUMNS if column.needed and column.field not in fields_seen]
    if twice or missing:
        what = f"the column {listed(twice)} twice" if twice else f"no column {listed(missing)}"
        raise TargetError(f"The sheet “{sheet}” has {what}: name each column once, as the template does.")
    places = {field: cell.column for field, cell in named if field}
    fields_at = {place: field for field, place in places.items()}
    found = {
        number: told
        for number, row in sorted(rows.items())
        if number > header and (told := {fields_at[cell.column]: cell for cell in row if cell.column in fields_at})
    }
    if len(found) > MOST_ROWS:
        raise TargetError(
            f"At most {count_text(MOST_ROWS)} targets can be read at once, and here are {count_text(len(found))} rows."
        )
    return Table(sheet, places, found, tuple(clean(cell.text) for field, cell in named if not field))


def _all_needed() -> str:
    return listed(column.header for column in COLUMNS if column.needed)
