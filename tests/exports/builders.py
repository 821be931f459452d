"""Build exports of an invented brand as the platforms write them, with what a right reader finds worked out by hand."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Sample:
    """An export: what its file is called and how it is packed, and the rows, days and sums in it."""

    export: str
    header: Sequence[str]
    rows: Rows
    name: str = "export.csv"
    above: Rows = ()
    below: Rows = ()
    packed: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    kept: int = 0
    first: str = ""
    last: str = ""
    totals: Mapping[str, float] = field(default_factory=dict)

    @property
    def titles(self) -> list[str]:
        return [row[0] for row in self.above if len(row) == 1]

    @property
    def seen_as(self) -> str:
        return f"{self.name}/{self.sheet}" if self.sheet else self.name

    def __str__(self) -> str:
        return f"{self.export}: {self.name}"


def packed(sample: Sample) -> bytes:
    """Write a sample as its platform does."""
    table = [*sample.above, sample.header, *sample.rows, *sample.below]
    if sample.packed == "xlsx":
        return workbook({sample.sheet or "Sheet1": table})
    if sample.packed == "typed xlsx":
        return workbook({sample.sheet or "Sheet1": [[_typed(cell) for cell in row] for row in table]})
    if sample.packed == "xml":
        return spreadsheet_xml({sample.sheet or "Sheet1": table})
    text = lines(table, delimiter=sample.delimiter)
    if sample.packed == "zip":
        return archive({sample.sheet: b"\xef\xbb\xbf" + text.encode()})
    if sample.packed == "meta":
        return ("sep=,\n" + text + "\n\n").encode("utf-16")
    return text.encode(sample.packed)


def lines(rows: Rows, *, delimiter: str = ",", quoted: bool = False) -> str:
    """Write rows as CSV; a line of comment stands as it is."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    for row in rows:
        if len(row) == 1 and row[0].startswith("#"):
            out.write(row[0] + "\n")
        else:
            writer.writerow(row)
    return out.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Write sheets of text and numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def _typed(cell: str) -> str | float | datetime:
    """Make of a cell what a spreadsheet program makes of it: a number, a day, or text."""
    if re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return float(cell)
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d"):
        with suppress(ValueError):
            return datetime.strptime(cell, form)  # noqa: DTZ007 (a file's own time)
    return cell


def spreadsheet_xml(sheets: Mapping[str, Rows]) -> bytes:
    """Write the XML of 2003 that old Facebook files are."""
    parts = [
        f'<Worksheet ss:Name="{name}"><Table>{"".join(map(_xml_row, rows))}</Table></Worksheet>'
        for name, rows in sheets.items()
    ]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{"".join(parts)}</Workbook>'.encode()


def _xml_row(cells: Sequence[str]) -> str:
    return "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells) + "</Row>"


def archive(members: Mapping[str, bytes], *, stamped: tuple[int, int, int] = (2026, 3, 5)) -> bytes:
    """Put files into a zip, stamped at nine o'clock of a day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(zipfile.ZipInfo(name, (*stamped, 9, 0, 0)), content)
    return out.getvalue()
