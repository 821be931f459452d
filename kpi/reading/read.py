"""One file to one reading: bytes, grids, tables, recognised, records, with the report."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from kpi.errors import KpiError, UnknownExport
from kpi.exports import BY_KEY
from kpi.exports.export import KEY, TEXT, Kind, plain
from kpi.frames import no_records
from kpi.reading.containers import Grid, grids
from kpi.reading.dates import dates_in
from kpi.reading.records import Origin, as_frame, fill_absent_days, to_records
from kpi.reading.report import Reading, SheetReport
from kpi.reading.tables import Table, tables_in

_NOT_A_SLICE = ("date", "datum", "fecha", "data", "search type", "type de recherche", "tipo de búsqueda", "suchtyp")
_SEEN = 8


def read_file(name: str, path: Path) -> Reading:
    """Read one file; `name` is the user's name for it. What cannot be read becomes a problem, never an exception.

    The file's own time is the last hint for dates without a year; no clock is read.
    """
    try:
        found = [(grid, table) for grid in grids(name, path) for table in tables_in(grid.cells, name=_hint(name, grid))]
    except KpiError as problem:
        return Reading(name, no_records(), problems=[str(problem)])
    uploaded = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
    part = _slice([table for _, table in found])
    reading = Reading(name, no_records())
    kept: list[pd.DataFrame] = []
    for grid, table in found:
        stated = _stated(name, table)
        origin = Origin(
            file=name,
            sheet=_title(table) or grid.name,
            name=_hint(name, grid),
            observed=stated[-1] if stated else grid.stamped.date() if grid.stamped else uploaded,
            covers=(stated[-2], stated[-1]) if len(stated) > 1 else None,
            slice=part,
            semicolons=_semicolons(grid),
        )
        records, report = _one_table(table, origin, reading.problems)
        report.notes = [*grid.notes, *report.notes]
        reading.sheets.append(report)
        if len(records):
            kept.append(records)
    if kept:
        reading.records = as_frame(pd.concat(kept, ignore_index=True))
    elif not reading.problems:
        reading.problems.append(_nothing_to_add(reading.sheets) or _nothing_known(found))
    return reading


def _one_table(table: Table, origin: Origin, problems: list[str]) -> tuple[pd.DataFrame, SheetReport]:
    export = table.export
    if export is None:
        seen = table.trouble or f"Not recognised. Its columns: {_columns(table)}."
        return no_records(), SheetReport(origin.sheet, rows_read=len(table.rows), notes=[seen])
    if export.kind is not Kind.FACTS:
        note = {Kind.REFERENCE: "Kept for reference, added to no number.", Kind.CONTEXT: "Says what the other tables are about."}
        report = SheetReport(
            origin.sheet,
            export=export.key,
            label=export.label,
            channel=export.channel or None,
            rows_read=len(table.rows),
            notes=[text for text in (note.get(export.kind, ""), export.says) if text],
        )
        if export.kind is Kind.LOOKALIKE:
            problems.append(export.says)
        return no_records(), report
    try:
        records, report = to_records(table, origin)
    except UnknownExport as problem:
        problems.append(f"{origin.sheet}: {problem}")
        return no_records(), SheetReport(origin.sheet, label=export.label, rows_read=len(table.rows), notes=[str(problem)])
    if records.empty:
        problems.append(f"{origin.sheet}: this is \u201c{export.label}\u201d, but it holds no row that can be used.")
    return fill_absent_days(records, export), report


def _hint(name: str, grid: Grid) -> str:
    return name if grid.name and grid.name in name else f"{name}/{grid.name}"


def _title(table: Table) -> str:
    return table.titles[-1] if table.export and table.export.titles and table.titles else ""


def _stated(name: str, table: Table) -> list[date]:
    """List the days that the preamble, else the file's name, states: the last two are a period, a single one its end."""
    return [day for line in table.preamble for day in dates_in(line)] or list(dates_in(name))


def _slice(tables: list[Table]) -> str:
    """Name the filter that a file states about itself; the date and the kind of search are none."""
    stated: list[str] = []
    for table in tables:
        if table.export is None or table.export.kind is not Kind.CONTEXT:
            continue
        names = {one.holds: {plain(name) for name in one.names} for one in table.export.columns}
        at = {holds: next(i for i, cell in enumerate(table.header) if plain(cell) in names[holds]) for holds in (KEY, TEXT)}
        pairs = zip(table.rows[at[KEY]], table.rows[at[TEXT]], strict=True)
        stated += [f"{key}: {value}" for key, value in pairs if key and plain(key) not in _NOT_A_SLICE]
    return " · ".join(stated)


def _semicolons(grid: Grid) -> bool:
    return any("semicolon" in note for note in grid.notes)


def _columns(table: Table) -> str:
    cells = [cell for cell in table.header if cell]
    more = f" and {len(cells) - _SEEN} more" if len(cells) > _SEEN else ""
    return ", ".join(f"\u201c{cell[:40]}\u201d" for cell in cells[:_SEEN]) + more


def _nothing_to_add(sheets: list[SheetReport]) -> str:
    labels = dict.fromkeys(f"\u201c{sheet.label}\u201d" for sheet in sheets if sheet.export)
    if not labels:
        return ""
    says = dict.fromkeys(BY_KEY[sheet.export].says for sheet in sheets if sheet.export)
    return f"This is {' and '.join(labels)}: recognised, but there is no number in it to add up. {' '.join(filter(None, says))}".strip()


def _nothing_known(found: list[tuple[Grid, Table]]) -> str:
    if not found:
        return "The file holds no table. Drop an export as the platform gives it: CSV, Excel or zip."
    seen = "; ".join(dict.fromkeys(_columns(table) for _, table in found[:3] if table.header))
    return (
        f"No known export looks like this. We saw the columns {seen}. "
        "Drop the file as the platform gives it; the catalogue lists the exports that can be read."
    )
