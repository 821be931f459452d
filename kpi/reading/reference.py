"""A recognised table that counts for nothing: kept as it stands, to be shown on its own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.catalogue.metrics import LEVELS, METRICS, SUMMED, Unit
from kpi.errors import UnknownExport
from kpi.exports import BY_KEY
from kpi.exports.export import Export, plain
from kpi.reading.grid import Cells
from kpi.reading.numbers import Reads, Style, numbers, style_of
from kpi.reading.placing import measured, personal, placed
from kpi.reading.report import Reference, SheetReport
from kpi.reading.strings import filled, matching, strings, told
from kpi.reading.tables import Table
from kpi.reading.work import TOTAL, Origin

MOST_ROWS = 5_000
_FEW_NAMES = 3
_MAIL = r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
_AN_ID = r"^\s*(?:0\d|\d{16})"
_Columns = Mapping[str, pa.LargeStringArray]
_EITHER = re.compile(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")


def reference_of(table: Table, export: Export, origin: Origin) -> tuple[Reference, list[str]]:
    """Clean a table for the eye: its own headers, numbers as numbers, no persons, no totals; say what was left out."""
    rows, left = _without_totals(table.rows.where(table.rows.filled()))
    notes = [f"{left} rows that total the others are left out."] if left else []
    if len(rows) > MOST_ROWS:
        notes.append(f"The first {MOST_ROWS:,} of {len(rows):,} rows are kept.")
        rows = rows.slice(0, MOST_ROWS)
    nameless = {table.header[at] for at in personal(placed(export, table.header))}
    named = _turned(table, rows) if _lies(table, rows) else _named(table, rows)
    mailed = [name for name, cells in named.items() if matching(cells, _MAIL).any()]
    kept = {name: cells for name, cells in named.items() if name not in nameless and name not in mailed}
    typed, shares, doubtful = _typed(kept, _counts(export, table.header), semicolons=origin.semicolons)
    if mailed:
        notes.append(f"Columns with e-mail addresses dropped: {', '.join(mailed)}.")
    if doubtful:
        notes.append(f"Left as text, for nothing tells thousands from decimals: {', '.join(doubtful)}.")
    return Reference(
        sheet=origin.sheet,
        export=export.key,
        label=export.label,
        channel=export.channel or export.platform,
        observed=origin.observed,
        covers=origin.covers,
        table=pa.table(typed),
        shares=tuple(shares),
    ), notes


def of_their_days(references: Sequence[Reference], sheets: Sequence[SheetReport]) -> list[Reference]:
    """Give tables that state no days those of the same platform's other tables in the file."""
    return [
        one if one.covers else replace(one, covers=_covered_by(BY_KEY[one.export].platform, sheets))
        for one in references
    ]


def _covered_by(platform: str, sheets: Sequence[SheetReport]) -> tuple[date, date] | None:
    days = [
        date.fromisoformat(day)
        for sheet in sheets
        if sheet.export and BY_KEY[sheet.export].platform == platform
        for day in (sheet.first_date, sheet.last_date)
        if day
    ]
    return (min(days), max(days)) if days else None


def _without_totals(rows: Cells) -> tuple[Cells, int]:
    if not len(rows):
        return rows, 0
    totals = told(rows[0], lambda cell: TOTAL.match(plain(cell)))
    return rows.where(~totals), int(totals.sum())


def _lies(table: Table, rows: Cells) -> bool:
    """Tell whether names stand in the header and their numbers in the only row beneath."""
    named = [at for at, cell in enumerate(table.header) if cell]
    if len(rows) != 1 or len(named) < _FEW_NAMES:
        return False
    return all(re.match(r"\s*[\d.,]+\s*%?\s*$", rows[at][0].as_py()) for at in named)


def _turned(table: Table, rows: Cells) -> _Columns:
    places = [at for at, cell in enumerate(table.header) if cell]
    title = table.titles[-1] if table.titles else "Name"
    return {
        title: strings([table.header[at] for at in places]),
        "Value": strings([rows[at][0].as_py() for at in places]),
    }


def _named(table: Table, rows: Cells) -> _Columns:
    """Name the columns as the file does; those that hold nothing go, names that stand twice are numbered."""
    header = [*table.header, *[""] * (rows.width - len(table.header))]
    places = [at for at in range(rows.width) if header[at] or filled(rows[at]).any()]
    first = table.titles[-1] if table.titles else "Name"
    names = [header[at] or (first if turn == 0 else f"Column {turn + 1}") for turn, at in enumerate(places)]
    return {name: rows[at] for name, at in zip(_unlike(names), places, strict=True)}


def _unlike(names: Iterable[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _counts(export: Export, header: list[str]) -> set[str]:
    """Name the columns declared to hold whole numbers."""
    where = placed(export, header)
    counted = {*SUMMED, *LEVELS}
    return {
        header[at]
        for at in measured(where)
        if any(one.holds in counted and METRICS[one.holds].unit is Unit.COUNT for one in where[at])
    }


def _typed(named: _Columns, counts: set[str], *, semicolons: bool) -> tuple[dict[str, pa.Array], list[str], list[str]]:
    """Turn columns of nothing but numbers into numbers: all columns, those of shares, and those in doubt."""
    maybe = [name for name, cells in named.items() if not matching(cells, _AN_ID).any()]
    try:
        style = style_of(
            (named[name] for name in maybe),
            semicolons=semicolons,
            counted=[named[name] for name in maybe if name in counts],
        )
    except UnknownExport:
        return dict(named), [], []
    read: dict[str, pa.Array] = {}
    shares: list[str] = []
    doubtful: list[str] = []
    for name in maybe:
        share = bool(pc.any(pc.match_substring(named[name], "%")).as_py())
        values, wrong = numbers(named[name], style, reads=Reads.SHARES if share else Reads.COUNTS)
        if wrong.any() or np.isnan(values).all():
            continue
        if _in_doubt(named[name], style):
            doubtful.append(name)
            continue
        read[name] = pa.array(values, from_pandas=True)
        shares += [name] * share
    return {**named, **read}, shares, doubtful


def _in_doubt(cells: pa.LargeStringArray, style: Style) -> bool:
    return style.guessed and bool(told(cells, lambda cell: _EITHER.match(cell.strip())).any())
