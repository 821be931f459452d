"""One recognised table to records, with the report of what was kept and left out."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.catalogue.metrics import LEVELS, SUMMED
from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    ACTION,
    ANY_CODE,
    CHANNEL,
    CONTENT_TYPE,
    CURRENCY,
    LINK,
    SOURCE,
    TITLE,
    Absent,
    Export,
    currency_of,
    plain,
)
from kpi.layouts.networks import channel_named
from kpi.reading.above import level_above
from kpi.reading.contract import Values, joined, no_records, records_table
from kpi.reading.figures import decide_style, values_of
from kpi.reading.identity import cut_of, keys_of, without_doubles
from kpi.reading.leaving import leave_out, leave_totals, leave_uncounted, leave_unknown_networks
from kpi.reading.placing import holding
from kpi.reading.report import LeftOut, SheetReport
from kpi.reading.spans import date_rows, stretches
from kpi.reading.stated import stated_totals
from kpi.reading.strings import coded, same
from kpi.reading.tables import Table
from kpi.reading.whose import named_in_rows
from kpi.reading.work import AGAIN, Origin, Spans, Work, begun, grain_of

_A_CAP = 1_000
_DOUBLED = 1.5
_A_ZONE = timedelta(days=2)
_PASSED_ON = (TITLE, LINK)
_TEXTS = (CONTENT_TYPE, SOURCE, ACTION, CURRENCY)
_ZERO = pa.scalar(0.0)


def to_records(table: Table, origin: Origin) -> tuple[pa.Table, SheetReport]:
    """Turn a recognised table of facts into records; raise UnknownExport where it cannot be read right.

    Where something has to be asked first, there are no records, and the questions stand in the report.
    """
    if table.export is None:
        raise UnknownExport("The table is of no known export.")
    work = begun(table, origin)
    leave_out(work)
    leave_unknown_networks(work)
    date_rows(work, table, origin)
    _leave_unfinished(work, origin.made)
    decide_style(work, semicolons=origin.semicolons)
    if work.report.questions:
        return no_records(), work.report
    leave_totals(work)
    values = leave_uncounted(work, values_of(work))
    accounts = named_in_rows(work, table.preamble, origin)
    known = {**values, "account": accounts, **level_above(work, table)}
    found = _assembled(work, known, origin) if len(work.rows) else no_records()
    records = without_doubles(found, work) if len(found) else found
    _finish(work, records)
    work.report.stated = stated_totals(work, table)
    _hold_doubled(work)
    work.warn(*_beyond(records, origin.covers), *_cut_off(work))
    return records, work.report


def _hold_doubled(work: Work) -> None:
    """Refuse rows of periods that add up to far more than the total the file states: some of them total others."""
    stated = {key: value for key, value in work.report.stated.items() if key in SUMMED and value > 0}
    times = [work.report.totals[key] / value for key, value in stated.items() if key in work.report.totals]
    if work.export.grain is Grain.PERIOD and times and min(times) > _DOUBLED:
        raise UnknownExport(
            f"The rows add up to {min(times):.1f} times the total that the file states of itself, so some of them "
            "total others. Export the table without subtotals (as raw data), then drop it here."
        )


def _leave_unfinished(work: Work, made: date | None) -> None:
    """Leave out the day on which the file was made: its numbers still grew. A level is known on any day."""
    by_day = grain_of(work.export, work.placed) is Grain.DAY and not set(work.export.metrics) & set(LEVELS)
    if made and by_day and work.spans is not None:
        work.leave(work.spans.at.astype("datetime64[D]") == np.datetime64(made), "the day was not over")


def _beyond(records: pa.Table, stated: tuple[date, date] | None) -> list[str]:
    """Warn of rows dated after the last day that the file states for itself; a day later may be another zone's."""
    if not stated:
        return []
    late = (
        pc.sum(
            pc.greater_equal(
                records["at"], pa.scalar(datetime.combine(stated[1] + _A_ZONE, time()), pa.timestamp("ms"))
            )
        ).as_py()
        or 0
    )
    if not late or late == len(records):
        return []
    rows = "1 row is" if late == 1 else f"{late:,} rows are"
    seen = f"{rows} dated after {stated[1]:%Y-%m-%d}, the last day that the file states."
    return [f"{seen} Check them in the platform: if they are wrong, the last days of this channel look empty."]


def _cut_off(work: Work) -> list[str]:
    """Warn of mentions that end on a round number of rows, as listening tools cut their exports off."""
    rows = work.report.rows_read
    if work.export.grain is not Grain.MENTION or rows < _A_CAP or rows % _A_CAP:
        return []
    seen = f"It ends after exactly {rows:,} rows, as cut-off exports do"
    return [f"{seen}: if mentions are missing, export fewer days at a time."]


def _assembled(work: Work, values: Mapping[str, Values], origin: Origin) -> pa.Table:
    export, spans = work.export, work.spans
    if spans is None:
        raise UnknownExport(f"The table has no column with a date. {AGAIN}")
    texts: dict[str, Values] = {role: work.first_filled(role) for role in _PASSED_ON}
    texts |= {role: work.first_coded(role) if holding(work.placed, role) else "" for role in _TEXTS}
    in_code = [
        work.header[at]
        for at, columns in work.placed.items()
        for one in columns
        if any(ANY_CODE in name for name in one.names)
    ]
    if in_code and not holding(work.placed, CURRENCY):
        texts[CURRENCY] = same(currency_of(in_code[0]), len(work.rows))
    covers = _covered(spans, origin.covers)
    columns: dict[str, Values] = {
        **texts,
        "key": keys_of(work, texts[LINK]),
        "content_type": _types(export, texts[CONTENT_TYPE]),
        "at": spans.at,
        "until": spans.until,
        "row": work.rows.numbers,
        "channel": origin.channel,
        "grain": grain_of(export, work.placed).value,
        "basis": next((one.basis for columns in work.placed.values() for one in columns if one.basis), ""),
        "paid": export.paid.value,
        "slice": origin.slice or export.part,
        "export": export.key,
        "cut": cut_of(work),
        "file": origin.file,
        "sheet": origin.sheet,
        "observed_at": max(origin.observed, covers[1]) if origin.covers else origin.observed,
        "covers_from": covers[0],
        "covers_until": covers[1],
    }
    named = work.cells(CHANNEL)
    if named:
        columns["channel"] = coded(named[0], channel_named)
    return records_table({**columns, **values}, len(work.rows))


def _types(export: Export, cells: Values) -> Values:
    types = {plain(name): kind for name, kind in export.content_types}
    if not isinstance(cells, pa.DictionaryArray):
        return cells
    return coded(cells, lambda cell: types.get(plain(cell), plain(cell)))


def _covered(spans: Spans, stated: tuple[date, date] | None) -> tuple[date, date]:
    """Give the days a table speaks of: those stated, unless its rows go beyond them."""
    first, last = spans.at.min().item().date(), spans.until.max().item().date()
    return stated if stated and stated[0] <= first and last <= stated[1] else (first, last)


def _finish(work: Work, records: pa.Table) -> None:
    report = work.report
    report.rows_left_out = [LeftOut(int(row), reason) for row, reason in sorted(work.left.items())]
    report.rows_kept = len(records)
    if not len(records):
        return
    report.first_date = f"{pc.min(records['at']).as_py():%Y-%m-%d}"
    report.last_date = f"{pc.max(records['until']).as_py():%Y-%m-%d}"
    if holding(work.placed, CHANNEL):
        report.channel = ", ".join(sorted(pc.unique(records["channel"]).to_pylist()))
    report.covered = stretches(records, work.export)
    for metric in work.export.metrics:
        if records[metric].null_count < len(records):
            report.totals[metric] = _last(records, metric) if metric in LEVELS else pc.sum(records[metric]).as_py()


def _last(records: pa.Table, metric: str) -> float:
    """Give the value of the last day that has one."""
    known = records.select(["until", metric]).drop_null()
    days = known["until"].to_numpy()
    return float(known[metric][len(days) - 1 - int(days[::-1].argmax())].as_py())


def fill_absent_days(records: pa.Table, export: Export) -> pa.Table:
    """Add the days that the export leaves out because they are zero, between its first and its last day (row 0)."""
    if export.absent is not Absent.ZERO or not len(records):
        return records
    known = records["at"].to_numpy().astype("datetime64[D]")
    absent = np.setdiff1d(np.arange(known.min(), known.max() + 1), known).astype("datetime64[ms]")
    if not len(absent):
        return records
    model = records.take([0] * len(absent))
    day = pa.array(absent)
    changed = {"at": day, "until": day, "row": pa.array(np.zeros(len(absent), dtype="int64"))}
    changed |= dict.fromkeys((key for key in export.metrics if records[key].null_count < len(records)), _ZERO)
    for name, values in changed.items():
        place = model.column_names.index(name)
        model = model.set_column(place, name, pa.repeat(values, len(absent)) if values is _ZERO else values)
    return joined([records, model])
