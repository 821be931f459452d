"""Whatever layout a known export is written in, what comes back is what was written, or a sentence; no other number."""

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.catalogue.metrics import LEVELS, METRICS, Unit
from kpi.columns import Grain
from kpi.exports import EXPORTS
from kpi.exports.export import (
    AT,
    DAY,
    KEY,
    LINK,
    TITLE,
    YEARLESS,
    Column,
    DatedBy,
    Export,
    Kind,
    plain,
)
from kpi.reading.months import months
from kpi.reading.read import read_file

MOST = int(os.environ.get("GOALPOST_EXAMPLES", "60"))
LANGUAGES = ("en", "es", "de", "fr", "pt", "it", "nl")
LAST = date(2026, 3, 20)
SERIALS_SINCE = date(1899, 12, 30)
CAPTION = st.text(st.sampled_from('abc éñ,;"\n#\t'), max_size=12).map(lambda text: f"a{text}z")


@dataclass(frozen=True)
class Written:
    """A table as it is written, and what a right reader finds in it."""

    export: Export
    cells: list[list[object]]
    totals: dict[str, float]
    rows: int
    first: date
    last: date

    def __repr__(self) -> str:
        return f"{self.export.key} {self.cells} {self.totals}"


def usable(export: Export) -> bool:
    """Tell whether a header alone says which export it is, and its rows when."""
    dated = any(one.holds in (DAY, AT) for one in export.columns)
    bare = not (export.titles or export.named or export.width or any(one.place is not None for one in export.columns))
    return (
        export.kind is Kind.FACTS
        and export.dated_by is DatedBy.ROWS
        and export.grain in (Grain.DAY, Grain.POST)
        and dated
        and bare
    )


USABLE = [export for export in EXPORTS if usable(export)]


def wanted_columns(export: Export) -> list[Column]:
    """Choose a column for the date, the identity, and each metric that is a plain number."""
    chosen: dict[str, Column] = {}
    for one in export.columns:
        is_number = one.holds in METRICS and not (one.weigh or one.counts or one.stars or one.plus)
        if is_number or one.holds in (DAY, AT, KEY, LINK, TITLE):
            chosen.setdefault(one.holds, one)
    return [one for one in chosen.values() if one.names]


def headers(export: Export, chosen: Sequence[Column], language: int) -> dict[str, list[Column]]:
    """Spell the chosen columns in one of their languages, and add what else the export is known by.

    Two metrics may stand in one column.
    """
    spelt: dict[str, list[Column]] = {}
    for one in chosen:
        spelt.setdefault(one.names[language % len(one.names)].replace("(*)", "(EUR)"), []).append(one)
    known = {plain(name) for one in chosen for name in one.names}
    more = [mark for mark in export.marks if plain(mark) not in known]
    if export.any_of and not known & {plain(word) for word in export.any_of}:
        more.append(export.any_of[0])
    return spelt | {mark: [] for mark in more}


def day_in(form: str, day: date) -> object:
    """Write a day as a format, a language or a spreadsheet's serial number says; `true` leaves it a date."""
    if form == "true":
        return day
    if form == "serial":
        return str((day - SERIALS_SINCE).days)
    if form in LANGUAGES:
        name = max((name for name, month in months(form).items() if month == day.month), key=len)
        return f"{day.day} {name} {day.year}"
    if form.startswith("yearless"):
        return f"{day:%B} {day.day}"
    return day.strftime(form)


NUMBERS = {
    "plain": lambda text: text,
    "1,234.5": lambda text: text,
    "1.234,5": lambda text: text.translate(str.maketrans(",.", ".,")),
    "1 234,5": lambda text: text.translate(str.maketrans(",.", "\u202f,")),
    "1'234.5": lambda text: text.replace(",", "'"),
}


def number_in(style: str, value: float, *, money: bool) -> str:
    """Write a number in a style."""
    grouped = f"{value:,.2f}" if money else f"{value:,.0f}"
    return NUMBERS[style](grouped.replace(",", "") if style == "plain" else grouped)


@st.composite
def tables(draw: st.DrawFn) -> Written:
    """Write a table of a known export."""
    export = draw(st.sampled_from(USABLE))
    chosen = wanted_columns(export)
    names = headers(export, chosen, draw(st.integers(0, 6)))
    count = draw(st.integers(1, 15))
    gaps = draw(st.lists(st.integers(1, 40), min_size=count, max_size=count))
    days = [LAST - timedelta(days=sum(gaps[:at])) for at in range(count)][::-1]  # the 20th stands among them
    yearless = YEARLESS in export.dates
    form = (
        "yearless"
        if yearless
        else draw(
            st.sampled_from(
                [*LANGUAGES, "true", "serial", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d"]
            )
        )
    )
    style = draw(st.sampled_from(list(NUMBERS)))
    rows: list[list[object]] = []
    totals: dict[str, float] = {}
    for at, day in enumerate(days):
        row: list[object] = []
        for held in names.values():
            roles = {one.holds for one in held}
            if roles & {DAY, AT}:
                row.append(day_in(form, day))
            elif roles & METRICS.keys():
                money = any(METRICS[role].unit is Unit.MONEY for role in roles & METRICS.keys())
                value = draw(st.integers(0, 9_999_999)) / (100 if money else 1)
                row.append(number_in(style, value, money=money))
                for one in held:
                    before = 0.0 if one.holds in LEVELS else totals.get(one.holds, 0.0)
                    totals[one.holds] = before + value * one.times
            elif roles:
                row.append(draw(CAPTION) if TITLE in roles else f"https://l.example/p/{at + 1000}")
            else:
                row.append("")
        rows.append(row)
    total = ["Total" if {one.holds for one in held} & {DAY, AT} else "" for held in names.values()]
    for at, held in enumerate(names.values()):
        if held and held[0].holds in totals:
            money = METRICS[held[0].holds].unit is Unit.MONEY
            total[at] = number_in(style, totals[held[0].holds] / held[0].times, money=money)
    place = draw(st.sampled_from([None, None, 0, count]))
    if place is not None:
        rows.insert(place, total)
    totals |= dict.fromkeys(export.always, float(count))
    order = draw(st.permutations(range(len(names))))
    cells = [[row[at] for at in order] for row in [list(names), *rows]]
    return Written(export, cells, totals, count, days[0], days[-1])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes, list[Written]]:
    """Write one or two tables into a text file of any layout, or a workbook."""
    several = [draw(tables())]
    if draw(st.booleans()):
        several.append(draw(tables().filter(lambda other: other.export is not several[0].export)))
    lines: list[list[object]] = [
        [draw(st.sampled_from(["Report", "My brand"]))] for _ in range(draw(st.integers(0, 2)))
    ]
    gap = draw(st.sampled_from([0, 0, 2]))
    for table in several:
        lines += [[]] * bool(lines)
        for at, row in enumerate(table.cells):
            lines += [row] + [[]] * bool(gap and at and at % gap == 0)
    if draw(st.integers(0, 5)) == 0:
        return "export.xlsx", workbook(lines, since_1904=draw(st.booleans())), several
    mark = draw(st.sampled_from(",;\t"))
    return (
        "export.csv",
        text_file(
            lines,
            mark,
            draw(st.sampled_from(["\n", "\r\n"])),
            draw(st.sampled_from(["all", "minimal", "wrapped"])),
            draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        ),
        several,
    )


def text_file(lines: Sequence[Sequence[object]], mark: str, end: str, quoting: str, encoding: str) -> bytes:
    """Write lines as CSV; `wrapped` puts each line whole into one quoted cell, as Excel does."""
    out = io.StringIO(newline="")
    rule = csv.QUOTE_ALL if quoting == "all" else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=mark, lineterminator=end, quoting=rule).writerows(lines)
    text = out.getvalue()
    if quoting == "wrapped":
        again = io.StringIO(newline="")
        csv.writer(again, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([line] for line in text.split(end)[:-1])
        text = again.getvalue()
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def workbook(lines: Sequence[Sequence[object]], *, since_1904: bool) -> bytes:
    """Write lines into a workbook: dates as dates of one of the two calendars, plain numbers as numbers."""
    out = io.BytesIO()
    options = {"in_memory": True, "date_1904": since_1904, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, shown = book.add_worksheet("Table"), book.add_format({"num_format": "dd/mm/yyyy"})
        for at, line in enumerate(lines):
            for place, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, datetime(cell.year, cell.month, cell.day), shown)  # noqa: DTZ001
                elif str(cell).isdecimal():
                    sheet.write_number(at, place, int(str(cell)))
                else:
                    sheet.write_string(at, place, str(cell))
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the files of this module."""
    return tmp_path_factory.mktemp("layouts")


def read(folder: Path, name: str, content: bytes):
    path = folder / "file"
    path.write_bytes(content)
    day_after = LAST + timedelta(days=1)  # on its own day the last row would not be over
    stamp = datetime(day_after.year, day_after.month, day_after.day, 12, tzinfo=UTC).timestamp()
    os.utime(path, (stamp, stamp))
    return read_file(name, path)


@settings(max_examples=MOST, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_what_is_written_in_any_layout_comes_back_or_is_refused_with_a_sentence(folder, written):
    name, content, tables_ = written

    reading = read(folder, name, content)

    found = {sheet.export: sheet for sheet in reading.sheets if sheet.totals}
    told = reading.problems or [note for sheet in reading.sheets for note in sheet.notes]
    for table in tables_:
        sheet = found.pop(table.export.key, None)
        if sheet is None:
            assert told
            continue
        assert sheet.totals == pytest.approx(table.totals)
        assert (sheet.first_date, sheet.last_date) == (str(table.first), str(table.last))
        assert sheet.rows_kept == table.rows
    assert not found
