"""Write targets into a workbook that people fill in and send back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.targets.sheet import COLUMNS, MOVES, NUMBERS, OVERS, PRIORITIES, SENSES, SHEET, UNITS, kpi_names, row_of
from kpi.targets.target import Target

Value = str | float | date | None
_STAYS = ("besides", "id")
_LISTS, _HELP = "Lists", "How to fill this in"
_MOST_TEXT = 32_767
_SPARE = 500
"""The empty rows below the targets in which the lists can be chosen from."""
_HEAD = PatternFill("solid", fgColor="FFE6ECF5")
_LOCKED = PatternFill("solid", fgColor="FFEFEFEF")
_GREY = Font(color="FF8A8A8A")
_DAY = "yyyy-mm-dd"
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook takes for the code of a sign."""
_FORMATS = {
    Unit.COUNT: "#,##0.######",
    Unit.PERCENT: "0.00######%",
    Unit.SECONDS: "0.######",
    Unit.MONEY: "#,##0.00####",
    Unit.STARS: "0.0#####",
}
_RULES = (
    "One row of the sheet “Targets” is one target. Fill in KPI, Start, End and Goal; the rest may stay empty.",
    "The small note on each header says what belongs there.",
    "Percentages are typed as per cent: 3.1 % or 3.1. At 1 and below, write the sign: 0.5 %.",
    "To add a target, use the next empty row and leave its Id empty.",
    "To change a target, change its row and leave its Id as it is.",
    "What the sheet does not hold (milestones, parts, guards, actions and the like) stays; “Besides” names it.",
    "To leave a target alone, leave its row as it is, or take the row out: a row that is missing deletes nothing.",
    "Where a target starts is worked out from your data when the file is read.",
    "Nothing is saved before you have seen what would change.",
)


def template(targets: Sequence[Target], *, kpis: Mapping[str, Kpi], channels: Sequence[str]) -> bytes:
    """Write a workbook with a row for each target, lists to choose from, and help; the bytes of an .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _header(sheet)
    names = kpi_names(kpis)
    for at, target in enumerate(targets, start=2):
        _row(sheet, at, row_of(target, kpis, names), kpis.get(target.kpi))
    last = len(targets) + 1 + _SPARE
    choosable = [names[key] for key, kpi in kpis.items() if behaves(kpi) is not Behaves.BOUND]
    lists: dict[str, Sequence[Value]] = {
        "kpi": choosable,
        "channels": channels,
        "unit": [*UNITS.values()],
        "over": [*OVERS.values()],
    }
    lists |= {"sense": [*SENSES.values()], "moves": MOVES, "priority": PRIORITIES}
    _help(book.create_sheet(_HELP))
    _lists(book.create_sheet(_LISTS), lists)
    for rule, field in _validations(lists):
        letter = _letter(field)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
    _format_empty(sheet, len(targets) + 2, last)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _header(sheet: Worksheet) -> None:
    for at, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, at)
        _put(cell, column.header)
        cell.font = Font(bold=True)
        cell.fill = _LOCKED if column.field in _STAYS else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.comment = Comment(column.help, "Goalpost", width=280, height=110)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}1"


def _row(sheet: Worksheet, at: int, told: Mapping[str, Value], kpi: Kpi | None) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(at, place)
        _put(cell, told[column.field])
        if column.field in NUMBERS and kpi:
            cell.number_format = _FORMATS[kpi.unit]
        if column.field in _STAYS:
            cell.font, cell.fill = _GREY, _LOCKED


def _put(cell: Cell, value: Value) -> None:
    """Write a value; a text stays one whatever it begins with, also where somebody edits its cell."""
    if isinstance(value, str):
        cell.value = ""
        cell.data_type, cell._value = "s", _ESCAPED.sub("_x005F_", value)[:_MOST_TEXT]  # noqa: SLF001 (else openpyxl makes a formula of “=…”)
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DAY


def _lists(sheet: Worksheet, lists: Mapping[str, Iterable[Value]]) -> None:
    """Write what can be chosen, a column a list."""
    for at, (field, choices) in enumerate(lists.items(), start=1):
        _put(sheet.cell(1, at), COLUMNS[_place(field) - 1].header)
        sheet.cell(1, at).font = Font(bold=True)
        for row, choice in enumerate(choices, start=2):
            _put(sheet.cell(row, at), choice)
        sheet.column_dimensions[get_column_letter(at)].width = 26
    sheet.freeze_panes = "A2"


def _help(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    lines = [(_HELP, ""), *(("", rule) for rule in _RULES), ("", ""), ("Column", "What belongs there")]
    lines += [(column.header, column.help) for column in COLUMNS]
    for at, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            _put(sheet.cell(at, place), text or None)
            sheet.cell(at, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(at, 1).font = Font(bold=True)


def _validations(lists: Mapping[str, Sequence[Value]]) -> Iterable[tuple[DataValidation, str]]:
    """Give the rules of the cells; several channels may stand in one, so that list only offers."""
    for at, (field, choices) in enumerate(lists.items(), start=1):
        letter = get_column_letter(at)
        source = f"'{_LISTS}'!${letter}$2:${letter}${len(choices) + 1}"
        rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=field != "channels")
        yield _saying(rule, "Choose one of the list; the sheet “Lists” shows them all."), field
    for field in ("start", "end"):
        rule = DataValidation("date", operator="between", formula1="36526", formula2="73050", allow_blank=True)
        yield _saying(rule, "Write a day, such as 2026-01-31."), field
    for field in (*NUMBERS, "min_volume"):
        rule = DataValidation("decimal", operator="greaterThan", formula1="0", allow_blank=True)
        yield _saying(rule, "Write a number above zero."), field
    rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    yield _saying(rule, "Write a whole number."), "allow"
    yield _saying(DataValidation("custom", formula1="FALSE"), "Leave this as it is: it is how the row is known."), "id"


def _saying(rule: DataValidation, error: str) -> DataValidation:
    rule.errorTitle, rule.error = "Targets", error
    return rule


def _format_empty(sheet: Worksheet, first: int, last: int) -> None:
    """Show days as the header's note writes them, and the Id as locked, also in the rows that are still empty."""
    for row in range(first, last + 1):
        for field in ("start", "end"):
            sheet.cell(row, _place(field)).number_format = _DAY
        sheet.cell(row, _place("id")).fill = _LOCKED


def _place(field: str) -> int:
    return next(at for at, column in enumerate(COLUMNS, start=1) if column.field == field)


def _letter(field: str) -> str:
    letter: str = get_column_letter(_place(field))
    return letter
