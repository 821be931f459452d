"""Read Excel workbooks (.xlsx, .xlsb, .xls) into grids of text by calamine, and mend what its text loses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import compress
from types import MappingProxyType
from typing import Literal

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from kpi.errors import UnreadableFile
from kpi.reading.archive import DAMAGED, Archive, rebuilt
from kpi.reading.grid import (
    LEFT_EMPTY,
    Cells,
    Grid,
    check_size,
    column_number,
    error_note,
    hidden_note,
    shortened,
    with_note,
)
from kpi.reading.strings import TEXT, holds, same
from kpi.reading.xlsx_survey import MAX_MERGES, Sheet, Survey, look_closer, survey

_MOMENT = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_MIDNIGHT = r"^(\d{4}-\d\d-\d\d)(?: 00:00:00)(?:\.0+)?$"
_FRACTION = r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d+$"
_CUT_NUMBER = r"^-?\d+\.\d{9}$"
_SHORT_DAYS = r"^(1899-12-3[01]|1900-\d\d-\d\d|1904-01-\d\d) \d\d:\d\d:\d\d"
_FIRST_DAY = datetime(1899, 12, 31)  # noqa: DTZ001 (a clock time in a cell)
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 (the same)
ONLY_HIDDEN = (
    "All sheets of this workbook are hidden. Open it in Excel, show the sheet you mean, save, and drop it again."
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a sheet as calamine gives them, null where a cell is empty, and their places, A being 0."""

    sheet: str
    batch: pa.RecordBatch
    places: Sequence[int]


def xlsx_grids(raw: bytes, archive: Archive) -> list[Grid]:
    """Read the visible worksheets of an .xlsx."""
    seen = survey(archive)
    visible = [sheet for sheet in seen.sheets if not sheet.hidden]
    if not visible:
        raise UnreadableFile(ONLY_HIDDEN)
    reader = _opened(rebuilt(archive, seen.replaced) if seen.replaced else raw)
    grids = [_grid(reader, archive, seen, sheet) for sheet in visible]
    calculated = [not sheet.uncalculated or sheet.hollow < sheet.filled for sheet in visible]
    if not any(calculated):
        raise UnreadableFile(
            "The formulas of this workbook were never calculated, so its cells hold no values. "
            "Open it in Excel, save it, and drop it again."
        )
    kept = list(compress(grids, calculated))
    for sheet, has_values in zip(visible, calculated, strict=True):
        if not has_values:
            kept = with_note(kept, f"Sheet '{sheet.name}' left out: its formulas were never calculated.")
    return with_note(kept, hidden_note(len(seen.sheets) - len(visible)))


def _grid(reader: fastexcel.ExcelReader, archive: Archive, seen: Survey, sheet: Sheet) -> Grid:
    columns = _at_once(reader, sheet.name) if sheet.begins_in_a else _columns(_loaded(reader, sheet.name))
    cells, values = _cells(reader, columns, since_1904=seen.since_1904)
    if values != sheet.filled:
        look_closer(archive, seen.replaced, sheet)
    lost = sheet.filled - sheet.hollow - len(sheet.errors) - values
    return Grid(sheet.name, _filled_down(cells, sheet.merges[:MAX_MERGES]), tuple(_notes(sheet, lost)))


def binary_grids(
    raw: bytes, hidden: Sequence[str] = (), notes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> list[Grid]:
    """Read the visible worksheets of an .xlsb or .xls; `hidden` names sheets known to be hidden."""
    reader = _opened(raw)
    sheets = [_loaded(reader, name) for name in reader.sheet_names if name not in hidden]
    visible = [sheet for sheet in sheets if sheet.visible == "visible"]
    if not visible:
        raise UnreadableFile(ONLY_HIDDEN)
    grids = [Grid(sheet.name, _cells(reader, _columns(sheet))[0], notes.get(sheet.name, ())) for sheet in visible]
    return with_note(grids, hidden_note(len(reader.sheet_names) - len(visible)))


def _opened(raw: bytes) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(raw)
    except fastexcel.FastExcelError as error:
        raise UnreadableFile(DAMAGED) from error


def _loaded(reader: fastexcel.ExcelReader, name: str) -> fastexcel.ExcelSheet:
    try:
        return reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except fastexcel.FastExcelError as error:
        raise UnreadableFile(DAMAGED) from error


def _columns(sheet: fastexcel.ExcelSheet) -> _Columns:
    places = [column.absolute_index for column in sheet.available_columns()]
    check_size(sheet.height, max(places, default=-1) + 1)
    return _Columns(sheet.name, sheet.to_arrow(), places)


def _at_once(
    reader: fastexcel.ExcelReader,
    name: str,
    *,
    dtype: Literal["string", "float"] = "string",
    only: list[int] | None = None,
) -> _Columns:
    """Read a sheet without a copy on the way; this does not tell where its first column stands, so it must be A."""
    try:
        batch = reader.load_sheet(
            name, header_row=None, skip_rows=0, dtypes=dtype, use_columns=list(only) if only else None, eager=True
        )
    except fastexcel.FastExcelError as error:
        raise UnreadableFile(DAMAGED) from error
    return _Columns(name, batch, range(batch.num_columns))


def _cells(reader: fastexcel.ExcelReader, read: _Columns, *, since_1904: bool = False) -> tuple[Cells, int]:
    """Give the cells of a sheet, and how many of them hold a value."""
    height, width = read.batch.num_rows, max(read.places, default=-1) + 1
    check_size(height, width)
    columns = [same("", height)] * width
    texts = [text.cast(TEXT) for text in read.batch.columns]
    cut = [at for at, text in enumerate(texts) if holds(text, ".") and _any(text, _CUT_NUMBER)]
    exact = _numbers(reader, read.sheet, [read.places[at] for at in cut])
    for place, text in zip(read.places, texts, strict=True):
        columns[place] = _mended(text, exact.get(place), since_1904=since_1904)
    values = sum(len(text) - text.null_count for text in texts)
    return Cells.of(columns), values


def _any(column: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(column, pattern)).as_py())


def _numbers(reader: fastexcel.ExcelReader, name: str, wanted: list[int]) -> dict[int, pa.Array]:
    """Read columns in these places again as numbers: as text, calamine cuts them after nine decimals."""
    if not wanted:
        return {}
    batch = _at_once(reader, name, dtype="float", only=wanted).batch
    return dict(zip(wanted, batch.columns, strict=True))


def _mended(column: pa.LargeStringArray, exact: pa.Array | None, *, since_1904: bool) -> pa.Array:
    text = column.fill_null("")
    if holds(text, "\0"):
        text = pc.replace_substring(text, "\0", "")
    if exact is not None:
        whole = exact.cast(TEXT)
        cut = pc.and_(pc.match_substring_regex(text, _CUT_NUMBER), pc.is_valid(whole))
        text = pc.if_else(cut, whole, text)
    for logical in ("true", "false"):
        said = pc.equal(text, logical)
        text = pc.if_else(said, logical.upper(), text) if pc.any(said).as_py() else text
    if holds(text, ":") and _any(text, _MOMENT):
        text = pc.replace_substring_regex(text, _FRACTION, r"\1")
        text = _durations(text, since_1904=since_1904)
        text = pc.replace_substring_regex(text, _MIDNIGHT, r"\1")
    return text


def _durations(text: pa.Array, *, since_1904: bool) -> pa.Array:
    """Show a time of day or a duration as Excel does (36:00:00), not as a moment of the year 1900."""
    if not _any(text, _SHORT_DAYS):
        return text
    short = re.compile(_SHORT_DAYS)
    zero = _FIRST_DAY_1904 if since_1904 else _FIRST_DAY
    return pa.array([_duration(cell, zero) if short.match(cell) else cell for cell in text.to_pylist()], TEXT)


def _duration(cell: str, zero: datetime) -> str:
    """Give a duration as H:MM:SS.

    >>> _duration("1899-12-31 00:03:54", _FIRST_DAY)
    '0:03:54'
    """
    gone = datetime.fromisoformat(cell) - zero
    if gone < timedelta(0):
        return cell
    minutes, seconds = divmod(gone.days * 86_400 + gone.seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _filled_down(cells: Cells, merges: list[str]) -> Cells:
    """Repeat a label in each row that its merged cell covers; never a number, which would then count twice."""
    columns: dict[int, list[str]] = {}
    for ref in merges:
        left, top, bottom = _span(ref)
        if left > cells.width or top >= min(bottom, len(cells)):
            continue
        label = cells[left - 1][top - 1].as_py()
        if not label or _is_number(label):
            continue
        if left - 1 not in columns:
            columns[left - 1] = cells[left - 1].to_pylist()
        column = columns[left - 1]
        if not any(column[top:bottom]):
            column[top:bottom] = [label] * len(column[top:bottom])
    return Cells.of([columns.get(at, column) for at, column in enumerate(cells.columns)]) if columns else cells


def _span(ref: str) -> tuple[int, int, int]:
    """Give the first column, the first and the last row of a range such as A3:B5."""
    letters, top, _, bottom = re.split(r"(?<=[A-Z])(?=\d)|:", ref)
    return column_number(letters.encode()), int(top), int(bottom)


def _is_number(label: str) -> bool:
    return re.fullmatch(r"[-+]?[\d.,\s]*\d[\d.,\s]*%?", label) is not None


def _notes(sheet: Sheet, lost: int) -> Iterator[str]:
    if sheet.uncalculated:
        count = len(sheet.uncalculated)
        yield (
            f"{count} formula{'s' if count > 1 else ''} without a value ({shortened(sheet.uncalculated)}): "
            "open the file in Excel, save it, and drop it again."
        )
    yield from error_note(sheet.errors)
    if lost > 0:
        yield f"Cells without a readable value (such as a date after the year 9999), {LEFT_EMPTY}: {lost:,}."
    if sheet.merges:
        yield f"Merged cells ({shortened(sheet.merges)}): a label was repeated in each row it covers, a number was not."
