"""Write the sheets of a workbook that people fill in: columns with notes, lists to choose from, help."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | date | time | None
LISTS, HELP = "Lists", "How to fill this in"
SPARE = 500
"""The empty rows below the filled ones in which the lists can be chosen from."""
DAY = "yyyy-mm-dd"
_MOST_TEXT = 32_767
_HEAD = PatternFill("solid", fgColor="FFE6ECF5")
_LOCKED = PatternFill("solid", fgColor="FFEFEFEF")
_GREY = Font(color="FF8A8A8A")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook takes for the code of a sign."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its header, the field that stands in it, and how to fill it in."""

    header: str
    field: str
    help: str
    width: int = 14
    needed: bool = False


def header(sheet: Worksheet, columns: Sequence[Column], *, stays: Sequence[str] = (), freeze: str = "B2") -> None:
    """Write the header, each cell with a note on what belongs below it; what `stays` is not for filling in."""
    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(1, at)
        put(cell, column.header)
        cell.font = Font(bold=True)
        cell.fill = _LOCKED if column.field in stays else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.comment = Comment(column.help, "Goalpost", width=280, height=110)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = freeze
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"


def put(cell: Cell, value: Value) -> None:
    """Write a value; a text stays one whatever it begins with, also where somebody edits its cell."""
    if isinstance(value, str):
        cell.value = ""
        cell.data_type, cell._value = "s", _ESCAPED.sub("_x005F_", value)[:_MOST_TEXT]  # noqa: SLF001 (else openpyxl makes a formula of “=…”)
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY


def lock(cell: Cell) -> None:
    """Show that a cell is not for filling in."""
    cell.font, cell.fill = _GREY, _LOCKED


def shade(cell: Cell) -> None:
    """Show the same of one that is empty."""
    cell.fill = _LOCKED


def write_lists(sheet: Worksheet, lists: Mapping[str, Iterable[Value]], columns: Sequence[Column]) -> None:
    """Write what can be chosen, a column a list, by field."""
    headers = {column.field: column.header for column in columns}
    for at, (field, choices) in enumerate(lists.items(), start=1):
        put(sheet.cell(1, at), headers[field])
        sheet.cell(1, at).font = Font(bold=True)
        for row, choice in enumerate(choices, start=2):
            put(sheet.cell(row, at), choice)
        sheet.column_dimensions[get_column_letter(at)].width = 26
    sheet.freeze_panes = "A2"


def write_help(sheet: Worksheet, rules: Sequence[str], columns: Sequence[Column]) -> None:
    """Write the rules, and below them what belongs into each column."""
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    lines = [(HELP, ""), *(("", rule) for rule in rules), ("", ""), ("Column", "What belongs there")]
    lines += [(column.header, column.help) for column in columns]
    for at, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            put(sheet.cell(at, place), text or None)
            sheet.cell(at, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(at, 1).font = Font(bold=True)


def choosing(lists: Mapping[str, Sequence[Value]], *, only_offers: Sequence[str] = ()) -> dict[str, DataValidation]:
    """Give by field the rule that lets choose from its list; those that only offer take other words too."""
    rules = {}
    for at, (field, choices) in enumerate(lists.items(), start=1):
        letter = get_column_letter(at)
        source = f"'{LISTS}'!${letter}$2:${letter}${len(choices) + 1}"
        rules[field] = DataValidation(
            "list", formula1=source, allow_blank=True, showErrorMessage=field not in only_offers
        )
    return rules


def days_only() -> DataValidation:
    """Give the rule of a cell with a day."""
    return DataValidation("date", operator="between", formula1="36526", formula2="73050", allow_blank=True)


def apply(sheet: Worksheet, rule: DataValidation, letter: str, *, last: int, title: str, error: str) -> None:
    """Put a rule on a column, from below the header to its last row, with what is said where it is broken."""
    rule.errorTitle, rule.error = title, error
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)


def place(columns: Sequence[Column], field: str) -> int:
    """Say at which place, from 1, a field stands."""
    return next(at for at, column in enumerate(columns, start=1) if column.field == field)


def letter_of(columns: Sequence[Column], field: str) -> str:
    """Name the column of a field as spreadsheets do."""
    letter: str = get_column_letter(place(columns, field))
    return letter


def saved(book: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
