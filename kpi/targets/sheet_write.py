"""Write targets into a workbook that people fill in and send back."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.targets.sheet import COLUMNS, MOVES, NUMBERS, OVERS, PRIORITIES, SENSES, SHEET, UNITS, kpi_names, row_of
from kpi.targets.target import Target
from kpi.workbook import writing
from kpi.workbook.writing import DAY, HELP, LISTS, SPARE, Value

_STAYS = ("besides", "id")
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
    writing.header(sheet, COLUMNS, stays=_STAYS)
    names = kpi_names(kpis)
    for at, target in enumerate(targets, start=2):
        _row(sheet, at, row_of(target, kpis, names), kpis.get(target.kpi))
    last = len(targets) + 1 + SPARE
    choosable = [names[key] for key, kpi in kpis.items() if behaves(kpi) is not Behaves.BOUND]
    lists: dict[str, Sequence[Value]] = {
        "kpi": choosable,
        "channels": channels,
        "unit": [*UNITS.values()],
        "over": [*OVERS.values()],
    }
    lists |= {"sense": [*SENSES.values()], "moves": MOVES, "priority": PRIORITIES}
    writing.write_help(book.create_sheet(HELP), _RULES, COLUMNS)
    writing.write_lists(book.create_sheet(LISTS), lists, COLUMNS)
    for rule, field, error in _validations(lists):
        writing.apply(sheet, rule, writing.letter_of(COLUMNS, field), last=last, title=SHEET, error=error)
    _format_empty(sheet, len(targets) + 2, last)
    return writing.saved(book)


def _row(sheet: Worksheet, at: int, told: Mapping[str, Value], kpi: Kpi | None) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(at, place)
        writing.put(cell, told[column.field])
        if column.field in NUMBERS and kpi:
            cell.number_format = _FORMATS[kpi.unit]
        if column.field in _STAYS:
            writing.lock(cell)


def _validations(lists: Mapping[str, Sequence[Value]]) -> Iterable[tuple[DataValidation, str, str]]:
    """Give the rules of the cells; several channels may stand in one, so that list only offers."""
    for field, rule in writing.choosing(lists, only_offers=("channels",)).items():
        yield rule, field, "Choose one of the list; the sheet “Lists” shows them all."
    for field in ("start", "end"):
        yield writing.days_only(), field, "Write a day, such as 2026-01-31."
    for field in (*NUMBERS, "min_volume"):
        above = DataValidation("decimal", operator="greaterThan", formula1="0", allow_blank=True)
        yield above, field, "Write a number above zero."
    whole = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    yield whole, "allow", "Write a whole number."
    yield DataValidation("custom", formula1="FALSE"), "id", "Leave this as it is: it is how the row is known."


def _format_empty(sheet: Worksheet, first: int, last: int) -> None:
    """Show days as the header's note writes them, and the Id as locked, also in the rows that are still empty."""
    for row in range(first, last + 1):
        for field in ("start", "end"):
            sheet.cell(row, writing.place(COLUMNS, field)).number_format = DAY
        writing.shade(sheet.cell(row, writing.place(COLUMNS, "id")))
