"""Write the calendar into a workbook that people fill in and send back."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpi.calendar.entry import Campaign, Entry, Stage
from kpi.calendar.sheet import CAMPAIGN, COLUMNS, CONTENT_TYPES, POST, SHEET, YES, row_of
from kpi.calendar.zones import zones
from kpi.catalogue.channels import SOCIAL
from kpi.workbook import writing
from kpi.workbook.writing import DAY, HELP, LISTS, SPARE, Value

_HOUR, _SECOND = "hh:mm", "hh:mm:ss"
_STAYS = ("id",)
_OFFERED = ("content_type", "channel")
"""The lists that only offer: a channel may stand beside another one, a content type may be a word of your own."""
_RULES = (
    "One row of the sheet “Calendar” is one post, or one campaign. A post needs a Date, and a Title or a Text.",
    "The small note on each header says what belongs there; where there is a list, choose from it.",
    "To add a post, use the next empty row and leave its Id empty.",
    "A new row with several channels, with commas between them, becomes one post on each.",
    "To change a post, change its row and leave its Id as it is.",
    "To leave a post alone, leave its row as it is, or take the row out: a row that is missing deletes nothing.",
    "A campaign is a row whose Kind is campaign, from its Date to its End.",
    "Nothing is saved before you have seen what would change.",
)


def template(entries: Sequence[Entry], campaigns: Sequence[Campaign], *, objectives: Mapping[str, str]) -> bytes:
    """Write a workbook with a row for each post and campaign, lists to choose from, and help; the bytes of an .xlsx.

    `objectives` gives the label of each by its key.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    writing.header(sheet, COLUMNS, stays=_STAYS)
    runs = sorted(campaigns, key=lambda one: (one.start, one.end, one.name, one.id))
    in_order: list[Entry | Campaign] = [*runs, *sorted(entries, key=lambda one: one.order)]
    for at, one in enumerate(in_order, start=2):
        _row(sheet, at, row_of(one, objectives))
    last = len(in_order) + 1 + SPARE
    lists = _lists(entries, objectives)
    writing.write_help(book.create_sheet(HELP), _RULES, COLUMNS)
    writing.write_lists(book.create_sheet(LISTS), lists, COLUMNS)
    for rule, field, error in _validations(lists):
        writing.apply(sheet, rule, writing.letter_of(COLUMNS, field), last=last, title=SHEET, error=error)
    _format_empty(sheet, len(in_order) + 2, last)
    return writing.saved(book)


def _lists(entries: Sequence[Entry], objectives: Mapping[str, str]) -> dict[str, Sequence[Value]]:
    """Give what can be chosen, by field; what a post already says can be chosen too."""
    used = {field: {getattr(one, field) for one in entries} - {""} for field in ("channel", "content_type")}
    return {
        "channel": [*SOCIAL, *sorted(used["channel"] - set(SOCIAL))],
        "content_type": [*CONTENT_TYPES, *sorted(used["content_type"] - set(CONTENT_TYPES))],
        "stage": [stage.value for stage in Stage],
        "objective": list(objectives.values()),
        "zone": sorted(zones()),
        "on_charts": [YES],
        "kind": [POST, CAMPAIGN],
    }


def _row(sheet: Worksheet, at: int, told: Mapping[str, Value]) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        cell, value = sheet.cell(at, place), told[column.field]
        writing.put(cell, value)
        if column.field == "at":
            cell.number_format = _SECOND if value and getattr(value, "second", 0) else _HOUR
        if column.field in _STAYS:
            writing.lock(cell)


def _validations(lists: Mapping[str, Sequence[Value]]) -> Iterable[tuple[DataValidation, str, str]]:
    """Give the rules of the cells."""
    for field, rule in writing.choosing(lists, only_offers=_OFFERED).items():
        yield rule, field, "Choose one of the list; the sheet “Lists” shows them all."
    for field in ("day", "end"):
        yield writing.days_only(), field, "Write a day, such as 2026-12-24."
    yield DataValidation("custom", formula1="FALSE"), "id", "Leave this as it is: it is how the row is known."


def _format_empty(sheet: Worksheet, first: int, last: int) -> None:
    """Show days and times as the notes write them, and the Id as locked, also in the rows that are still empty."""
    formats = {"day": DAY, "end": DAY, "at": _HOUR}
    for row in range(first, last + 1):
        for field, form in formats.items():
            sheet.cell(row, writing.place(COLUMNS, field)).number_format = form
        writing.shade(sheet.cell(row, writing.place(COLUMNS, "id")))
