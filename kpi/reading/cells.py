"""Read what people filled in: every cell of a workbook or CSV with its place, as what it was written, and as a number.

A reader for `kpi.reading.drop.read_all`, which runs it in the reading process: `READER` names it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from defusedxml import ElementTree as SafeTree

from kpi.layouts.learnt import Learnt
from kpi.reading.archive import Archive
from kpi.reading.containers import grids
from kpi.reading.grid import Grid, column_number
from kpi.reading.kinds import Kind, kind_of
from kpi.reading.numbers import Reads, Style, numbers
from kpi.reading.report import Reference
from kpi.reading.strings import TEXT, filled, strings
from kpi.reading.xlsx_survey import Sheet, Survey, part_of, pieces, prefix_of, survey

READER = "kpi.reading.cells:read_cells"
NUMBER, PERCENT, WRITTEN, UNCALCULATED, ERROR = "number", "percent", "written", "uncalculated", "error"
"""What a cell is: a number, one shown in per cent, text, a formula without a value, an error instead of a value."""

_STYLES = "xl/styles.xml"
_PERCENT_FORMATS = frozenset({9, 10})
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_FIGURES = r"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"
_Kinds = Mapping[tuple[int, int], tuple[str, float]]


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a file holds: a row a cell, with `sheet`, `row` and `column` (both from 1), `text` and `kind`.

    `point` and `comma` are the cell as a number, by which of the two stands before the decimals; they are the same
    where it can be read in one way, and missing where it is no number. What is in per cent is a fraction there.
    """

    table: pa.Table
    notes: tuple[str, ...]
    references: tuple[Reference, ...] = field(default=())

    @property
    def report(self) -> dict[str, Any]:
        """Give what is to be said about the file."""
        return {"notes": list(self.notes)}


def read_cells(name: str, path: Path, _learnt: Learnt) -> FilledIn:
    """Read every filled cell of a file's visible sheets; raise UnreadableFile where there is none."""
    found = grids(name, path)
    raw = path.read_bytes()
    kinds = _workbook_kinds(raw) if kind_of(raw[:4096]) is Kind.ZIP else {}
    tables = [_cells(grid, kinds.get(grid.name)) for grid in found]
    return FilledIn(pa.concat_tables(tables).combine_chunks(), tuple(note for grid in found for note in grid.notes))


def _cells(grid: Grid, kinds: _Kinds | None) -> pa.Table:
    """Give the filled cells of a grid, and those of which a workbook says that they hold no value."""
    found = [_column(grid, at) for at in range(grid.cells.width)]
    row, column = (np.concatenate([one[part] for one in found] or [np.zeros(0, int)]) for part in (0, 1))
    text = pa.concat_arrays([one[2] for one in found] or [strings([])])
    known = kinds or {}
    there = list(zip(row.tolist(), column.tolist(), strict=True))
    whole = _table(grid.name, row, column, text, [known.get(place, (WRITTEN, np.nan)) for place in there])
    hollow = {place: told for place, told in known.items() if told[0] in (UNCALCULATED, ERROR)}
    missing = sorted(hollow.keys() - set(there))
    if not missing:
        return whole
    rows, columns = np.array(missing).T
    nothing = strings([""] * len(missing))
    return pa.concat_tables([whole, _table(grid.name, rows, columns, nothing, [hollow[place] for place in missing])])


def _column(grid: Grid, at: int) -> tuple[np.ndarray, np.ndarray, pa.LargeStringArray]:
    text = grid.cells[at]
    has = filled(text)
    rows = grid.cells.numbers[has]
    return rows, np.full(len(rows), at + 1), text.filter(pa.array(has))


def _table(
    sheet: str, row: np.ndarray, column: np.ndarray, text: pa.LargeStringArray, told: list[tuple[str, float]]
) -> pa.Table:
    percent = pc.match_substring_regex(text, r"%\s*$")
    bare = pc.replace_substring_regex(text, r"\s*%\s*$", "")
    kinds = pc.if_else(percent, PERCENT, pa.array([kind for kind, _ in told], pa.string()))
    shows_figures = pc.match_substring_regex(text, _FIGURES).to_numpy(zero_copy_only=False)
    exact = np.where(shows_figures, [number for _, number in told], np.nan)  # its text is cut after nine decimals
    size = np.where(percent.to_numpy(zero_copy_only=False), 100.0, 1.0)
    read = {decimal: np.where(np.isnan(exact), _read(bare, decimal) / size, exact) for decimal in ".,"}
    return pa.table(
        {
            "sheet": pa.array([sheet] * len(row), TEXT),
            "row": pa.array(row, pa.int64()),
            "column": pa.array(column, pa.int64()),
            "text": text,
            "kind": kinds,
            "point": pa.array(read["."]),
            "comma": pa.array(read[","]),
        }
    )


def _read(text: pa.LargeStringArray, decimal: str) -> np.ndarray:
    """Read text as numbers; what begins with a zero has no thousands."""
    other = "." if decimal == "," else ","
    cannot_be = pc.match_substring_regex(text, rf"^[+-]?0\d*[{other}]").to_numpy(zero_copy_only=False)
    return np.where(cannot_be, np.nan, numbers(text, Style(decimal), reads=Reads.COUNTS)[0])


def _workbook_kinds(raw: bytes) -> dict[str, _Kinds]:
    """Tell of the cells of each visible sheet of an .xlsx what they are; nothing of what is no .xlsx."""
    archive = Archive(raw)
    if "xl/workbook.xml" not in archive:
        return {}
    seen = survey(archive)
    percents = _percent_styles(part_of(archive, seen.replaced, _STYLES)) if _STYLES in archive else frozenset()
    return {sheet.name: dict(_sheet_kinds(archive, seen, sheet, percents)) for sheet in seen.sheets if not sheet.hidden}


def _percent_styles(raw: bytes) -> frozenset[bytes]:
    """List the numbers of the cell styles that show a number in per cent."""
    root = SafeTree.fromstring(raw, forbid_dtd=True)
    formats = {int(node.get("numFmtId", 0)): node.get("formatCode", "") for node in _named(root.iter(), "numFmt")}
    shown = _PERCENT_FORMATS | {number for number, code in formats.items() if "%" in _QUOTED.sub("", code)}
    styles = next(_named(root, "cellXfs"), ())
    return frozenset(b"%d" % at for at, style in enumerate(styles) if int(style.get("numFmtId", 0)) in shown)


def _named(nodes: Iterable[Any], name: str) -> Iterator[Any]:
    return (node for node in nodes if node.tag.rpartition("}")[2] == name)


def _sheet_kinds(
    archive: Archive, seen: Survey, sheet: Sheet, percents: frozenset[bytes]
) -> Iterator[tuple[tuple[int, int], tuple[str, float]]]:
    """Tell place, kind and number of the cells that are no text."""
    prefix = b""
    for number, piece in enumerate(pieces(archive, seen.replaced, sheet.part)):
        prefix = prefix_of(piece) if number == 0 else prefix
        tag = re.escape(prefix)
        for attributes, inside in re.findall(rb"<%bc\b([^<>]*[^<>/])>(.*?)</%bc>" % (tag, tag), piece, re.DOTALL):
            told = dict(re.findall(rb"""\b([rst])=["'](\w+)["']""", attributes))
            place = re.match(rb"([A-Za-z]{1,3})(\d{1,7})$", told.get(b"r", b""))
            kind = _kind(told, inside, prefix, percents)
            if place and kind:
                value = (
                    re.search(rb"<%bv>\s*([-+.\dEe]{1,40})\s*</" % tag, inside) if kind in (NUMBER, PERCENT) else None
                )
                yield (int(place[2]), column_number(place[1])), (kind, _float(value[1]) if value else np.nan)


def _float(figures: bytes) -> float:
    try:
        return float(figures)
    except ValueError:
        return np.nan


def _kind(told: Mapping[bytes, bytes], inside: bytes, prefix: bytes, percents: frozenset[bytes]) -> str:
    kind = told.get(b"t", b"n")
    has_value = b"<%bv>" % prefix in inside and b"<%bv></%bv>" % (prefix, prefix) not in inside
    if kind == b"e":
        return ERROR
    if b"<%bf" % prefix in inside and not has_value and kind != b"str":
        return UNCALCULATED
    if kind != b"n" or not has_value:
        return ""
    return PERCENT if told.get(b"s", b"0") in percents else NUMBER
