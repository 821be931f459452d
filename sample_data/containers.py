"""Containers: rows to the bytes of each kind of file that platforms give, the same bytes in every run."""

import csv
import io
import zipfile
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
import xlwt  # type: ignore[import-untyped]

Cell = str | int | float | date | None
Row = Sequence[Cell]
Record = Mapping[Hashable, Any]

_BOM = "\ufeff"
_ASKS_FOR_QUOTES = frozenset(' ,"\n\t')
_NOON = time(12)


def columns(header: str) -> list[str]:
    """Give the columns of a header without commas in its names.

    >>> columns("Date,Views")
    ['Date', 'Views']
    """
    return header.split(",")


def csv_text(rows: Iterable[Row], *, quoting: int = csv.QUOTE_MINIMAL, newline: str = "\n") -> str:
    """Write rows as comma-separated text."""
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator=newline).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def quoted_csv(rows: Iterable[Row]) -> str:
    """Write rows with every value in quotes."""
    return csv_text(rows, quoting=csv.QUOTE_ALL)


def meta_content_csv(rows: Iterable[Row]) -> bytes:
    """Write rows as Meta's content export does: a byte order mark, quotes only round what holds blanks or commas."""
    lines = (",".join(_quoted_where_needed(cell) for cell in row) for row in rows)
    return (_BOM + "".join(f"{line}\n" for line in lines)).encode()


def meta_daily_csv(tables: Mapping[str, Iterable[Row]]) -> bytes:
    """Write titled tables as Meta's daily export does: UTF-16, a `sep=` line, a blank line after each table."""
    blocks = (quoted_csv([[title]]) + quoted_csv(rows) + "\n" for title, rows in tables.items())
    return (_BOM + "sep=,\n" + "".join(blocks)).encode("utf-16-le")


def with_mark(text: str) -> bytes:
    """Encode text with a byte order mark and without a final newline."""
    return (_BOM + text.removesuffix("\n")).encode()


def zipped(entries: Mapping[str, bytes], day: date) -> bytes:
    """Pack files into an archive stamped with the day of the export."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 12, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return archive.getvalue()


def xlsx(sheets: Mapping[str, Iterable[Row]], day: date) -> bytes:
    """Write a workbook; dates become true dates."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": datetime.combine(day, _NOON)})
        dated = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for place, row in enumerate(rows):
                _write_row(sheet, place, row, dated)
    return book.getvalue()


def biff(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    """Write an old binary workbook (.xls)."""
    workbook = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(place, column, cell)
    book = io.BytesIO()
    workbook.save(book)
    return book.getvalue()


def _quoted_where_needed(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    if _ASKS_FOR_QUOTES.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _write_row(sheet: Any, place: int, row: Row, dated: Any) -> None:  # noqa: ANN401 (XlsxWriter brings no types)
    for column, cell in enumerate(row):
        if isinstance(cell, date):
            sheet.write_datetime(place, column, datetime.combine(cell, time()), dated)
        elif cell is not None:
            sheet.write(place, column, cell)
