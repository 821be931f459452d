"""One recognised table to records, with the report of what was kept and left out."""

from datetime import date

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import LEVELS
from kpi.errors import UnknownExport
from kpi.exports.export import (
    ACTION,
    ANY_CODE,
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
from kpi.frames import records_frame
from kpi.reading.figures import decide_style, values_of
from kpi.reading.identity import keys_of, without_doubles
from kpi.reading.leaving import leave_out, leave_totals, leave_uncounted
from kpi.reading.placing import holding
from kpi.reading.report import LeftOut, SheetReport
from kpi.reading.spans import spans_of, stretches
from kpi.reading.stated import stated_totals
from kpi.reading.tables import Table
from kpi.reading.whose import named_in_rows
from kpi.reading.work import Origin, Work, begun, grain_of

_TEXTS = (TITLE, LINK, CONTENT_TYPE, SOURCE, ACTION, CURRENCY)


def to_records(table: Table, origin: Origin) -> tuple[pd.DataFrame, SheetReport]:
    """Turn a recognised table of facts into records; raise UnknownExport where it cannot be read right.

    Where something has to be asked first, there are no records, and the questions stand in the report.
    """
    if table.export is None:
        raise UnknownExport("The table is of no known export.")
    work = begun(table, origin)
    leave_out(work)
    spans = spans_of(work, table, origin)
    decide_style(work, semicolons=origin.semicolons)
    if work.report.questions:
        return pd.DataFrame(), work.report
    leave_totals(work)
    values = values_of(work)
    values = leave_uncounted(work, values)
    spans = spans.loc[work.rows.index]
    accounts = named_in_rows(work, table.preamble, origin)
    found = pd.DataFrame() if work.rows.empty else _assembled(work, spans, values.assign(account=accounts), origin)
    records = without_doubles(found, work) if len(found) else found
    _finish(work, records)
    work.report.stated = stated_totals(work, table)
    return records, work.report


def _assembled(work: Work, spans: pd.DataFrame, values: pd.DataFrame, origin: Origin) -> pd.DataFrame:
    export, index = work.export, work.rows.index
    texts = {role: _first_filled(work.cells(role), index) for role in _TEXTS}
    coded = [
        work.header[at]
        for at, columns in work.placed.items()
        for one in columns
        if any(ANY_CODE in name for name in one.names)
    ]
    if coded and not holding(work.placed, CURRENCY):
        texts[CURRENCY] = pd.Series(currency_of(coded[0]), index=index, dtype="str")
    types = {plain(name): kind for name, kind in export.content_types}
    kinds = {cell: types.get(plain(cell), plain(cell)) for cell in texts[CONTENT_TYPE].unique()}
    covers = _covered(spans, origin.covers)
    whole = {
        "channel": export.channel,
        "grain": grain_of(export, work.placed).value,
        "basis": next((one.basis for columns in work.placed.values() for one in columns if one.basis), ""),
        "paid": export.paid.value,
        "slice": origin.slice,
        "export": export.key,
        "file": origin.file,
        "sheet": origin.sheet,
        "observed_at": pd.Timestamp(max(origin.observed, covers[1].date()) if origin.covers else origin.observed),
        "covers_from": covers[0],
        "covers_until": covers[1],
    }
    rows = {
        **texts,
        "key": keys_of(work, texts[LINK]),
        "content_type": texts[CONTENT_TYPE].map(kinds),
        "at": spans["at"],
        "until": spans["until"],
        "row": index,
    }
    same = {name: _throughout(value, index) for name, value in whole.items()}
    return pd.DataFrame({**rows, **same, **values}, index=index, copy=False)


def _throughout(value: object, index: pd.Index) -> pd.Series:
    """Say one thing of every row; a text costs a byte a row."""
    if isinstance(value, str):
        return pd.Series(pd.Categorical.from_codes(np.zeros(len(index), dtype="int8"), pd.Index([value])), index=index)
    return pd.Series(value, index=index)


def _covered(spans: pd.DataFrame, stated: tuple[date, date] | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give the days a table speaks of: those stated, unless its rows go beyond them."""
    first, last = spans["at"].min().normalize(), spans["until"].max().normalize()
    if stated and pd.Timestamp(stated[0]) <= first and last <= pd.Timestamp(stated[1]):
        return pd.Timestamp(stated[0]), pd.Timestamp(stated[1])
    return first, last


def _first_filled(cells: list[pd.Series], index: pd.Index) -> pd.Series:
    if not cells:
        return pd.Series("", index=index, dtype="str")
    filled, *others = [cell.str.strip() for cell in cells]
    for other in others:
        filled = filled.where(filled != "", other)
    return filled


def _finish(work: Work, records: pd.DataFrame) -> None:
    report = work.report
    report.rows_left_out = [LeftOut(int(row), reason) for row, reason in sorted(work.left.items())]
    report.rows_kept = len(records)
    if records.empty:
        return
    report.first_date = f"{records['at'].min():%Y-%m-%d}"
    report.last_date = f"{records['until'].max():%Y-%m-%d}"
    report.covered = stretches(records, work.export)
    for metric in work.export.metrics:
        known = records[metric].notna() if metric in records else pd.Series(data=False, index=records.index)
        if known.any():
            level = metric in LEVELS
            values = records[known].sort_values("until", kind="stable")[metric] if level else records[metric][known]
            report.totals[metric] = float(values.iloc[-1] if level else values.sum())


def fill_absent_days(records: pd.DataFrame, export: Export) -> pd.DataFrame:
    """Add the days that the export leaves out because they are zero, between its first and its last day (row 0)."""
    if export.absent is not Absent.ZERO or records.empty:
        return records
    days = pd.date_range(records["at"].min(), records["at"].max(), freq="D")
    absent = days.difference(pd.DatetimeIndex(records["at"]))
    if absent.empty:
        return records
    model = records.iloc[[0] * len(absent)].assign(at=absent, until=absent, row=0)
    zero = {metric: 0.0 for metric in export.metrics if metric in records}
    return pd.concat([records, model.assign(**zero)], ignore_index=True)


def as_frame(records: pd.DataFrame) -> pd.DataFrame:
    """Bring the records of a table to the contract of `kpi.frames`."""
    return records_frame(records)
