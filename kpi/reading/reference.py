"""A recognised table that counts for nothing: kept as it stands, to be shown on its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from kpi.catalogue.metrics import LEVELS, METRICS, SUMMED, Unit
from kpi.errors import UnknownExport
from kpi.exports import BY_KEY
from kpi.exports.export import Export, plain
from kpi.reading.numbers import Reads, Style, numbers, style_of
from kpi.reading.placing import measured, personal, placed
from kpi.reading.report import Reference, SheetReport
from kpi.reading.tables import Table
from kpi.reading.work import TOTAL, Origin

MOST_ROWS = 5_000
_FEW_NAMES = 3
_MAIL = r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
_AN_ID = r"^\s*(?:0\d|\d{16})"
_EITHER = re.compile(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")


def reference_of(table: Table, export: Export, origin: Origin) -> tuple[Reference, list[str]]:
    """Clean a table for the eye: its own headers, numbers as numbers, no persons, no totals; say what was left out."""
    rows, left = _without_totals(table.rows[(table.rows != "").any(axis=1)])
    notes = [f"{left} rows that total the others are left out."] if left else []
    if len(rows) > MOST_ROWS:
        notes.append(f"The first {MOST_ROWS:,} of {len(rows):,} rows are kept.")
        rows = rows.iloc[:MOST_ROWS]
    nameless = {table.header[at] for at in personal(placed(export, table.header))}
    named = _turned(table, rows) if _lies(table, rows) else _named(table, rows)
    mailed = [name for name in map(str, named) if named[name].str.contains(_MAIL, na=False).any()]
    kept = named.drop(columns=[name for name in named if name in nameless or name in mailed])
    frame, shares, doubtful = _typed(kept, _counts(export, table.header), semicolons=origin.semicolons)
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
        table=frame.reset_index(drop=True),
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


def _without_totals(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    if rows.empty:
        return rows, 0
    totals = rows.iloc[:, 0].map(plain).str.match(TOTAL)
    return rows[~totals], int(totals.sum())


def _lies(table: Table, rows: pd.DataFrame) -> bool:
    """Tell whether names stand in the header and their numbers in the only row beneath."""
    filled = [at for at, cell in enumerate(table.header) if cell]
    if len(rows) != 1 or len(filled) < _FEW_NAMES:
        return False
    return all(re.match(r"\s*[\d.,]+\s*%?\s*$", str(rows.iloc[0, at])) for at in filled)


def _turned(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    places = [at for at, cell in enumerate(table.header) if cell]
    names = [table.header[at] for at in places]
    title = table.titles[-1] if table.titles else "Name"
    return pd.DataFrame({title: names, "Value": [str(rows.iloc[0, at]) for at in places]}, dtype="str")


def _named(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Name the columns as the file does; those that hold nothing go, names that stand twice are numbered."""
    filled = [at for at in range(rows.shape[1]) if (at < len(table.header) and table.header[at]) or _holds(rows, at)]
    first = table.titles[-1] if table.titles else "Name"
    wanted = [(table.header[at] if at < len(table.header) else "") for at in filled]
    names = list(_unlike(name or (first if turn == 0 else f"Column {turn + 1}") for turn, name in enumerate(wanted)))
    return rows.iloc[:, filled].astype("str").set_axis(names, axis=1)


def _holds(rows: pd.DataFrame, at: int) -> bool:
    return bool((rows.iloc[:, at] != "").any())


def _unlike(names: Iterator[str]) -> Iterator[str]:
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


def _typed(frame: pd.DataFrame, counts: set[str], *, semicolons: bool) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Turn columns of nothing but numbers into numbers: the frame, the columns of shares, and those in doubt."""
    maybe = [name for name in map(str, frame) if not frame[name].str.contains(_AN_ID, na=False).any()]
    try:
        style = style_of(
            (frame[name] for name in maybe),
            semicolons=semicolons,
            counted=[frame[name] for name in maybe if name in counts],
        )
    except UnknownExport:
        return frame, [], []
    read: dict[str, pd.Series] = {}
    shares: list[str] = []
    doubtful: list[str] = []
    for name in maybe:
        share = frame[name].str.contains("%", regex=False).any()
        values, wrong = numbers(frame[name], style, reads=Reads.SHARES if share else Reads.COUNTS)
        if wrong.any() or values.isna().all():
            continue
        if _in_doubt(frame[name], style):
            doubtful.append(name)
            continue
        read[name] = values
        shares += [name] * bool(share)
    return frame.assign(**read), shares, doubtful


def _in_doubt(cells: pd.Series, style: Style) -> bool:
    return style.guessed and bool(cells.str.strip().str.match(_EITHER).any())
