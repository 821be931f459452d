"""One file to one reading: bytes, grids, tables, recognised, records, with the report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePath

import pyarrow as pa

from kpi.columns import Grain
from kpi.errors import KpiError, UnknownExport
from kpi.exports import BY_KEY
from kpi.exports.export import KEY, TEXT, Export, Kind, plain
from kpi.layouts.learnt import NOTHING_LEARNT, Learnt
from kpi.reading.containers import Grid, grids
from kpi.reading.contract import joined, no_records, without
from kpi.reading.dates import MADE, dates_in, dates_written
from kpi.reading.guess import guess
from kpi.reading.placing import holding, personal, placed
from kpi.reading.records import fill_absent_days, to_records
from kpi.reading.reference import of_their_days, reference_of
from kpi.reading.report import Reading, Reference, SheetReport
from kpi.reading.tables import Table, tables_in
from kpi.reading.whose import named_beside
from kpi.reading.work import Origin

_NOT_A_SLICE = (
    *("date", "datum", "fecha", "data", "dates"),
    *("search type", "type de recherche", "tipo de búsqueda", "suchtyp", "zoektype", "tipo de pesquisa"),
)
_WHICH = ("at", "until", "account", "source", "action", "key")
_SEEN = 8


@dataclass(slots=True)
class _Found:
    """A table of the file and what it gave."""

    grid: Grid
    table: Table
    report: SheetReport
    records: pa.Table
    problem: str = ""
    reference: Reference | None = None


def read_file(name: str, path: Path, learnt: Learnt = NOTHING_LEARNT) -> Reading:
    """Read one file; `name` is the user's name for it. What cannot be read becomes a problem, never an exception.

    `learnt` is what the user has taught. The file's own time is the last hint for dates without a year; no clock is
    read.
    """
    try:
        tables = [
            (grid, table)
            for grid in grids(name, path)
            for table in tables_in(grid.cells, name=_hint(name, grid), layouts=learnt.exports)
        ]
    except KpiError as problem:
        return Reading(name, problems=[str(problem)])
    saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
    part = _slice([table for _, table in tables])
    known = {table.export.key for _, table in tables if table.export}
    found = [
        _read(grid, table, replace(_origin(name, grid, table, saved, part, known), answers=learnt.answers))
        for grid, table in tables
    ]
    _count_once(found)
    kept = [one.records for one in found if len(one.records)]
    reading = Reading(
        name,
        joined(kept) if kept else no_records(),
        [one.report for one in found],
        [one.problem for one in found if one.problem],
    )
    reading.references = of_their_days([one.reference for one in found if one.reference], reading.sheets)
    if not kept and not reading.problems:
        reading.problems.append(_nothing_to_add(reading.sheets) or _nothing_known([table for _, table in tables]))
    return reading


def _origin(name: str, grid: Grid, table: Table, saved: date, part: str, known: set[str]) -> Origin:
    stated = _stated(name, grid, table)
    made = grid.stamped.date() if grid.stamped else saved
    export = table.export
    beside = [channel for key, channel in export.beside if key in known] if export else []
    return Origin(
        file=name,
        sheet=_title(table) or grid.name,
        name=_hint(name, grid),
        observed=stated[-1] if stated else made,
        covers=(stated[-2], stated[-1]) if len(stated) > 1 else None,
        slice=part,
        semicolons=grid.delimiter == ";",
        is_text=bool(grid.delimiter),
        channel=beside[0] if beside else export.channel if export else "",
        stamped=bool(grid.stamped),
        made=None if stated else made,
    )


def _read(grid: Grid, table: Table, origin: Origin) -> _Found:
    """Read one table; one that cannot be read right becomes a problem, the others are read all the same."""
    if table.export is None:
        seen = table.trouble or f"Not recognised. {_shown(table)}"
        report = SheetReport(origin.sheet, rows_read=len(table.rows), notes=[*grid.notes, seen])
        report.guess = guess(table, name=origin.name)
        return _Found(grid, table, report, no_records())
    if table.export.kind is not Kind.FACTS:
        problem = table.export.says if table.export.kind is Kind.LOOKALIKE else ""
        report = _for_reference(table.export, table, origin, grid.notes)
        return _Found(grid, table, report, no_records(), problem, _shown_alone(table.export, table, origin, report))
    try:
        records, report = to_records(table, origin)
    except UnknownExport as refused:
        report = SheetReport(origin.sheet, label=table.export.label, rows_read=len(table.rows), notes=[str(refused)])
        return _Found(grid, table, report, no_records(), f"{origin.sheet}: {refused}")
    report.notes = [*grid.notes, *report.notes]
    problem = " ".join(question.asks for question in report.questions)
    if not len(records) and not problem and len(table.rows):
        why = "; ".join(dict.fromkeys(left.reason for left in report.rows_left_out))
        problem = (
            f"{origin.sheet}: this is “{table.export.label}”, but it holds no row that can be used"
            f"{f' ({why})' if why else ''}. Check the dates of the export, then export it again."
        )
    return _Found(grid, table, report, fill_absent_days(records, table.export), problem)


def _shown_alone(export: Export, table: Table, origin: Origin, report: SheetReport) -> Reference | None:
    if export.kind is not Kind.REFERENCE:
        return None
    reference, notes = reference_of(table, export, origin)
    report.dropped_columns = [table.header[at] for at in personal(placed(export, table.header))]
    report.notes += notes
    return reference if len(reference.table) else None


def _for_reference(export: Export, table: Table, origin: Origin, notes: Sequence[str]) -> SheetReport:
    said = {
        Kind.REFERENCE: "Kept for reference, added to no number.",
        Kind.CONTEXT: "Says what the other tables are about.",
    }
    return SheetReport(
        origin.sheet,
        export=export.key,
        label=export.label,
        channel=export.channel or None,
        rows_read=len(table.rows),
        accounts=named_beside(export, table.preamble, origin),
        notes=[text for text in (*notes, said.get(export.kind, ""), export.says) if text],
    )


def _count_once(found: list[_Found]) -> None:
    """Let each number of a file count once: in the table with most metrics, else the first.

    An overview stacks the same cities three times; a comparison puts a part of the visitors under all of them; and the
    visitors of a month stand there by country, by page and by source.
    """
    counted: list[_Found] = []
    for one in sorted((one for one in found if len(one.records)), key=lambda one: -len(one.report.totals)):
        told = next((other for other in counted if _tells_again(one, other)), None)
        again = set(one.report.totals) if told else set()
        if told and _differ(one, told):
            one.problem = (
                f"{one.report.sheet}: the same days stand in two tables of this file with different numbers; the first "
                "is used. If they are of two accounts, drop a file for each."
            )
        for other in counted:
            again |= set(one.report.totals) & set(other.report.totals) if _splits_again(one, other) else set()
        if again:
            _uncount(one, again)
        if len(one.records):
            counted.append(one)


def _tells_again(one: _Found, other: _Found) -> bool:
    """Tell whether all rows of a table stand in another of the same export; a newer file may correct an older one."""
    if one.table.export is not other.table.export:
        return False
    together = one.records["observed_at"][0] == other.records["observed_at"][0]
    return together and _told(one, *_WHICH) <= _told(other, *_WHICH)


def _differ(one: _Found, other: _Found) -> bool:
    if one.report.grain != Grain.DAY:
        return False
    shared = [key for key in one.report.totals if key in other.report.totals]
    return not _told(one, "at", *shared) <= _told(other, "at", *shared)


def _told(one: _Found, *columns: str) -> set[tuple[object, ...]]:
    return set(zip(*(one.records[name].to_pylist() for name in columns), strict=True))


def _splits_again(one: _Found, other: _Found) -> bool:
    """Tell whether two exports total the same channel and days, each by another dimension."""
    pair = (one, other)
    if one.table.export is other.table.export or any(each.report.grain != Grain.PERIOD for each in pair):
        return False
    first, second = (_told(each, "channel", "at", "until") for each in pair)
    return bool(first & second)


def _uncount(one: _Found, metrics: set[str]) -> None:
    one.report.notes.append("Another table of this file tells the same numbers; only that one counts.")
    one.report.totals = {key: total for key, total in one.report.totals.items() if key not in metrics}
    one.records = without(one.records, metrics) if one.report.totals else no_records()
    one.report.rows_kept = len(one.records)


def _hint(name: str, grid: Grid) -> str:
    return name if grid.name in {"", PurePath(name).stem} else f"{name}/{grid.name}"


def _title(table: Table) -> str:
    named = table.export is not None and (table.export.titles or table.export.single)
    return table.titles[-1] if named and table.titles else ""


def _stated(name: str, grid: Grid, table: Table) -> list[date]:
    """List the days that the preamble, else the name, states: the last two are a period, a single one its end."""
    days = [day for line in table.preamble if not MADE.search(line) for day in dates_in(line)]
    days = days or _as_the_platform_writes(table)
    return days or list(dates_in(grid.name)) or list(dates_in(name))


def _as_the_platform_writes(table: Table) -> list[date]:
    """Read the period in figures above a table that is shown on its own: as its platform writes days."""
    if table.export is None or table.export.kind is not Kind.REFERENCE or not table.export.certain:
        return []
    return [day for line in table.preamble for day in dates_written(line, table.export.dates)]


def _slice(tables: list[Table]) -> str:
    """Name the filter that a file states about itself; the date and the kind of search are none."""
    stated: list[str] = []
    for table in tables:
        if table.export is None or table.export.kind is not Kind.CONTEXT:
            continue
        where = placed(table.export, table.header)
        keys, texts = holding(where, KEY), holding(where, TEXT)
        if keys and texts:
            pairs = zip(*(table.rows[at].to_pylist() for at in (keys[0], texts[0])), strict=True)
            stated += [f"{key}: {value}" for key, value in pairs if key and plain(key) not in _NOT_A_SLICE]
    return " · ".join(stated)


def _shown(table: Table) -> str:
    cells = [cell for cell in table.header if cell]
    more = f" and {len(cells) - _SEEN} more" if len(cells) > _SEEN else ""
    title = f" under the title “{table.titles[-1][:60]}”" if table.titles else ""
    columns = ", ".join(f"“{cell[:40]}”" for cell in cells[:_SEEN])
    return f"We saw the columns {columns}{more}{title}."


def _nothing_to_add(sheets: list[SheetReport]) -> str:
    labels = dict.fromkeys(f"“{sheet.label}”" for sheet in sheets if sheet.export)
    if not labels:
        return ""
    says = dict.fromkeys(BY_KEY[sheet.export].says for sheet in sheets if sheet.export and sheet.export in BY_KEY)
    seen = f"This is {' and '.join(labels)}: recognised, but there is no number in it to add up."
    return " ".join([seen, *filter(None, says)])


def _nothing_known(tables: list[Table]) -> str:
    if not tables:
        return "The file holds no table. Drop an export as the platform gives it: CSV, Excel or zip."
    unclear = next((table.trouble for table in tables if table.trouble), "")
    seen = " ".join(dict.fromkeys(_shown(table) for table in tables[:3] if any(table.header)))
    return unclear or (
        f"No known export looks like this. {seen} "
        "Drop the file as the platform gives it; the catalogue lists the exports that can be read."
    )
