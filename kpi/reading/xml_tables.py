"""Read the two spreadsheets that are plain XML: SpreadsheetML 2003 (often called .xls) and OpenDocument (.ods)."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

from lxml import etree

from kpi.errors import UnreadableFile
from kpi.reading import encoding
from kpi.reading.archive import DAMAGED, PROTECTED, Archive
from kpi.reading.grid import (
    MAX_FILLED,
    Cells,
    Grid,
    check_size,
    column_letters,
    error_note,
    hidden_note,
    table,
    with_note,
)
from kpi.reading.workbook import ONLY_HIDDEN

_MANIFEST = "META-INF/manifest.xml"
_LONGEST_TEXT = 32_767
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcBCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_OD = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = f"{_OD}table:1.0}}", f"{_OD}office:1.0}}", f"{_OD}text:1.0}}", f"{_OD}style:1.0}}"
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


class _Sheet:
    """The filled cells of one sheet, put at their places and kept within bounds; `row` is the next row's, from 0."""

    def __init__(self) -> None:
        self.row = 0
        self.rows: list[list[str]] = []
        self.errors: list[str] = []
        self._widest = self._filled = 0

    def put(self, column: int, text: str, *, below: int = 0, times: int = 1) -> None:
        """Write a text into the next row, or so many `below` it, and `times` - 1 more beside it."""
        row = self.row + below
        self._widest = max(self._widest, column + times)
        self._filled += times
        check_size(row + 1, self._widest)
        check_size(self._filled, 1, most=MAX_FILLED)
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line.extend([""] * (column + times - len(line)))
        line[column : column + times] = [text] * times

    def fail(self, column: int, text: str) -> None:
        """Note a cell that holds an error instead of a value."""
        self.errors.append(f"{column_letters(column + 1)}{self.row + 1} {text}")

    def grid(self, name: str) -> Grid:
        """Give the sheet as a grid."""
        return Grid(name, Cells.of(table(self.rows).columns), error_note(self.errors))


def spreadsheet_xml_grids(raw: bytes) -> list[Grid]:
    """Read the visible worksheets of a SpreadsheetML 2003 file, also where some bytes of it are broken."""
    decoded, notes = encoding.utf8(raw)
    text = decoded[:]
    _refuse_doctype(text)
    text = _ILLEGAL.sub(b"", _DECLARATION.sub(b"", text, count=1))
    cells, grids, hidden = _Sheet(), list[Grid](), 0
    for node in _elements(BytesIO(text), f"{_SS}Row", f"{_SS}Worksheet"):
        if node.tag == f"{_SS}Row":
            _put_spreadsheet_row(cells, node)
            continue
        if node.findtext(f".//{_EXCEL}Visible", "SheetVisible").strip() == "SheetVisible":
            grids.append(cells.grid(node.get(f"{_SS}Name", "")))
        else:
            hidden += 1
        cells = _Sheet()
    for note in (*notes, hidden_note(hidden)):
        grids = with_note(grids, note)
    return _some(grids, hidden)


def ods_grids(archive: Archive) -> list[Grid]:
    """Read the visible tables of an OpenDocument spreadsheet."""
    if _MANIFEST in archive and b"encryption-data" in archive.read(archive.find(_MANIFEST)):
        raise UnreadableFile(PROTECTED)
    content = archive.read(archive.find("content.xml"))
    _refuse_doctype(content)
    cells, grids, unseen = _Sheet(), list[Grid](), set[str]()
    hidden = 0
    for node in _elements(BytesIO(content), f"{_TABLE}table-row", f"{_TABLE}table", f"{_STYLE}style"):
        if node.tag == f"{_TABLE}table-row":
            _put_document_row(cells, node)
        elif node.tag == f"{_STYLE}style":
            properties = node.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                unseen.add(node.get(f"{_STYLE}name", ""))
        else:
            if node.get(f"{_TABLE}style-name") in unseen:
                hidden += 1
            else:
                grids.append(cells.grid(node.get(f"{_TABLE}name", "")))
            cells = _Sheet()
    return _some(with_note(grids, hidden_note(hidden)), hidden)


def _some(grids: list[Grid], hidden: int) -> list[Grid]:
    if not grids:
        raise UnreadableFile(ONLY_HIDDEN if hidden else DAMAGED)
    return grids


def _refuse_doctype(text: bytes) -> None:
    if _FORBIDDEN.search(text):
        raise UnreadableFile(
            "This file defines text that multiplies itself or lies elsewhere (a DOCTYPE), which no export does. "
            "Export it again and drop the new file."
        )


def _elements(stream: BytesIO, *tags: str) -> Iterator[etree._Element]:
    """Give the elements of these names one by one, and forget each afterwards."""
    try:
        for _, node in etree.iterparse(
            stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            yield node
            node.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(DAMAGED) from error


def _put_spreadsheet_row(cells: _Sheet, line: etree._Element) -> None:
    cells.row = _number(line, f"{_SS}Index", cells.row + 1) - 1
    column = 0
    for cell in line.iterfind(f"{_SS}Cell"):
        column = _number(cell, f"{_SS}Index", column + 1) - 1
        data = cell.find(f"{_SS}Data")
        text = "" if data is None else "".join(data.itertext())
        kind = "" if data is None else data.get(f"{_SS}Type", "")
        if kind == "Error":
            cells.fail(column, text)
        elif text:
            cells.put(column, _TYPES.get(kind, str)(text))
        column += 1 + _number(cell, f"{_SS}MergeAcross", 0)
    cells.row += 1 + _number(line, f"{_SS}Span", 0)


def _put_document_row(cells: _Sheet, line: etree._Element) -> None:
    times = _number(line, f"{_TABLE}number-rows-repeated", 1)
    filled = list(_filled(line, cells))
    for copy in range(times if filled else 0):
        for column, width, text in filled:
            cells.put(column, text, below=copy, times=width)
    cells.row += times


def _filled(line: etree._Element, cells: _Sheet) -> Iterator[tuple[int, int, str]]:
    """Give place, repetition and text of the filled cells of a row."""
    column = 0
    for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        width = _number(cell, f"{_TABLE}number-columns-repeated", 1)
        text = _value(cell)
        if text.startswith("#") and cell.get(f"{_TABLE}formula"):
            cells.fail(column, text)
        elif text:
            yield column, width, text
        column += width


def _value(cell: etree._Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in {"float", "percentage", "currency"}:
        return _plain_number(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return _moment(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return str(cell.get(f"{_OFFICE}boolean-value", "")).upper()
    if kind == "time":
        return _duration(cell.get(f"{_OFFICE}time-value", ""))
    return "\n".join(_paragraph(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _paragraph(node: etree._Element) -> str:
    """Give the text of a paragraph; runs of blanks, tabs and line breaks are elements of their own."""
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * _number(child, f"{_TEXT}c", 1, most=_LONGEST_TEXT))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _number(node: etree._Element, name: str, otherwise: int, *, most: int = 2**31) -> int:
    """Read an attribute that counts."""
    text = node.get(name)
    if text is None:
        return otherwise
    if not re.fullmatch(r"\d{1,10}", text) or int(text) > most:
        raise UnreadableFile(DAMAGED)
    return int(text)


def _moment(text: str) -> str:
    """Give a date, with its time where it has one: '2017-06-09T00:00:00.000' is '2017-06-09'.

    >>> _moment("2017-06-09T12:30:00.000")
    '2017-06-09 12:30:00'
    """
    date, _, time = text.partition("T")
    time = time.partition(".")[0]
    return date if time in {"", "00:00:00"} else f"{date} {time}"


def _duration(text: str) -> str:
    """Write a duration as a spreadsheet shows it.

    >>> _duration("PT00H03M54S")
    '0:03:54'
    """
    return _TIME.sub(lambda gone: f"{int(gone[1])}:{gone[2]}:{gone[3]}", text)


def _plain_number(text: str) -> str:
    """Write a whole number without its '.0'."""
    return re.sub(r"^(-?\d+)\.0+$", r"\1", text.strip())


_TYPES: dict[str, Callable[[str], str]] = {
    "Number": _plain_number,
    "DateTime": _moment,
    "Boolean": lambda text: "TRUE" if text.strip() == "1" else "FALSE",
}
