"""One recognised table to records, with the report of what was kept and left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import LEVELS, METRICS
from kpi.errors import UnknownExport
from kpi.exports.export import (
    ACCOUNT,
    ACTION,
    AT,
    CONTENT_TYPE,
    CURRENCY,
    DAY,
    KEY,
    LINK,
    PERSONAL,
    SOURCE,
    SPAN,
    TITLE,
    UNTIL,
    Absent,
    Column,
    Export,
    currency_of,
    plain,
    spelt,
)
from kpi.frames import Grain, no_records, records_frame
from kpi.reading.dates import dates_in, read_dates
from kpi.reading.numbers import Style, numbers, style_of
from kpi.reading.report import LeftOut, SheetReport
from kpi.reading.tables import Table

_MOSTLY = 0.8
_OF_ONE_ACCOUNT = 0.2


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table came from, when it was observed, the days it says it covers, and the filter it states."""

    file: str
    sheet: str
    name: str
    observed: date
    covers: tuple[date, date] | None = None
    slice: str = ""
    semicolons: bool = False


@dataclass(slots=True)
class _Work:
    """A table on its way to records."""

    export: Export
    rows: pd.DataFrame
    placed: Mapping[int, list[Column]]
    report: SheetReport
    left: dict[int, str] = field(default_factory=dict)

    def leave(self, rows: pd.Index, reason: str) -> None:
        self.left.update(dict.fromkeys((int(row) for row in rows if row not in self.left), reason))
        self.rows = self.rows.drop(index=rows)

    def cells(self, holds: str) -> list[pd.Series]:
        return [self.rows[at] for at, columns in self.placed.items() for one in columns if one.holds == holds]


def to_records(table: Table, origin: Origin) -> tuple[pd.DataFrame, SheetReport]:
    """Turn a recognised table of facts into records; raise UnknownExport where its rows cannot be told apart."""
    export = table.export
    if export is None:
        raise UnknownExport("The table is of no known export.")
    rows = table.rows[(table.rows != "").any(axis=1)]
    placed = _placed(export, table.header)
    report = _first_report(export, table, placed, origin, rows_read=len(rows))
    work = _Work(export, rows, placed, report)
    _leave_out(work, table.header)
    spans = _spans(work, table, origin)
    values = _values(work, semicolons=origin.semicolons)
    if work.rows.empty or values.empty:
        records = no_records()
    else:
        records = _without_doubles(_assembled(work, table.header, spans, values, origin), work)
    _finish(report, work, records)
    return records, report


def _placed(export: Export, header: list[str]) -> dict[int, list[Column]]:
    """Find each declared column in the header; a metric given by one column is not taken from the next."""
    placed: dict[int, list[Column]] = {}
    taken: set[str] = set()
    for one in export.columns:
        alternative = one.holds in METRICS and one.holds in taken and not one.plus
        at = None if alternative else _position(one, header)
        if at is not None:
            placed.setdefault(at, []).append(one)
            taken.add(one.holds)
    return placed


def _position(one: Column, header: list[str]) -> int | None:
    if one.place is not None:
        return one.place if one.place < len(header) else None
    for name in one.names:
        for at, cell in enumerate(header):
            if cell and spelt(cell, name):
                return at
    return None


def _first_report(
    export: Export, table: Table, placed: Mapping[int, list[Column]], origin: Origin, *, rows_read: int
) -> SheetReport:
    named = {at for at, columns in placed.items() if any(one.holds != PERSONAL for one in columns)}
    personal = [table.header[at] for at in placed if at not in named]
    unused = [cell for at, cell in enumerate(table.header) if cell and at not in placed]
    notes = [*table.notes, export.says] if export.says else [*table.notes]
    twice = [cell for at, cell in enumerate(table.header) if cell and at in placed and table.header.count(cell) > 1]
    for cell in dict.fromkeys(twice):
        same = [table.rows[at] for at, other in enumerate(table.header) if other == cell]
        if any((column != same[0]).any() for column in same[1:]):
            notes.append(f"The column \u201c{cell}\u201d stands {len(same)} times with different numbers; the first is used.")
    return SheetReport(
        sheet=origin.sheet,
        export=export.key,
        label=export.label,
        channel=export.channel or None,
        grain=_grain(export, placed).value,
        rows_read=rows_read,
        unused_columns=unused,
        dropped_columns=personal,
        notes=notes,
    )


def _grain(export: Export, placed: Mapping[int, list[Column]]) -> Grain:
    has_day = any(one.holds == DAY for columns in placed.values() for one in columns)
    return Grain.DAY if export.grain is Grain.PERIOD and has_day else export.grain


def _leave_out(work: _Work, header: list[str]) -> None:
    for rule in work.export.leave_out:
        cells = work.cells(rule.name) or [work.rows[at] for at, cell in enumerate(header) if plain(cell) == plain(rule.name)]
        same = [c for c in work.export.columns if any(plain(n) == plain(rule.name) for n in c.names)]
        cells = cells or [work.rows[at] for at, placed in work.placed.items() if any(c in same for c in placed)]
        if not cells:
            continue
        first = cells[0].map(plain)
        hit = first.isin([plain(word) for word in rule.words])
        for start in rule.begins:
            hit |= first.str.startswith(start)
        if rule.empty:
            hit |= pd.concat([cell.str.strip() == "" for cell in cells], axis=1).all(axis=1)
        work.leave(work.rows.index[hit], rule.reason)


def _spans(work: _Work, table: Table, origin: Origin) -> pd.DataFrame:
    """Date every row: the first and the last day it speaks of; rows without a date are left out."""
    export = work.export
    if export.dated_by_preamble or export.dated_by_name:
        stated = _stated(table, origin, by_name=export.dated_by_name)
        spans = pd.DataFrame({"at": stated[0], "until": stated[1]}, index=work.rows.index)
        return spans.astype("datetime64[ms]")
    spans = _written(work, origin.observed)
    undated = work.rows.index[spans["at"].isna()]
    if len(undated):
        work.leave(undated, "no date that can be read")
    return spans.loc[work.rows.index]


def _written(work: _Work, ends: date) -> pd.DataFrame:
    formats = work.export.dates
    for role in (DAY, SPAN, AT):
        cells = work.cells(role)
        if not cells:
            continue
        if role == SPAN:
            parts = cells[0].str.extract(r"(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})")
            return pd.DataFrame({"at": read_dates(parts[0].fillna(""), formats), "until": read_dates(parts[1].fillna(""), formats)})
        at = read_dates(cells[0], formats, ends=ends)
        until = work.cells(UNTIL) if role == AT else []
        last = read_dates(until[0], formats) if until else at.dt.normalize()
        return pd.DataFrame({"at": at.dt.normalize() if role == DAY else at, "until": last})
    return pd.DataFrame({"at": pd.NaT, "until": pd.NaT}, index=work.rows.index)


def _stated(table: Table, origin: Origin, *, by_name: bool) -> tuple[date, date]:
    lines = (origin.name,) if by_name else table.preamble
    days = [day for line in lines for day in dates_in(line)]
    if len(days) < 2:  # noqa: PLR2004
        where = "its name" if by_name else "the lines above the table"
        raise UnknownExport(
            f"The table has no dates of its own, and {where} should say from when to when it counts, but does not. "
            "Please export it again and do not change it before you drop it here."
        )
    return days[-2], days[-1]


def _values(work: _Work, *, semicolons: bool) -> pd.DataFrame:
    """Read the metrics; what cannot be read as a number is noted, cell by cell, and stays unknown."""
    columns = [(at, one) for at, placed in work.placed.items() for one in placed if one.holds in METRICS]
    columns.sort(key=lambda found: work.export.columns.index(found[1]))
    style = style_of((work.rows[at] for at, _ in columns), semicolons=semicolons)
    values: dict[str, pd.Series] = {}
    for at, one in columns:
        read = _read(work, at, one, style)
        values[one.holds] = _added(values[one.holds], read) if one.plus and one.holds in values else read
    for _, one in columns:
        if one.weigh:
            values[one.holds] = values[one.holds] * values[one.weigh] if one.weigh in values else np.nan * values[one.holds]
    for metric in work.export.always:
        values[metric] = pd.Series(1.0, index=work.rows.index)
    known = {key: value for key, value in values.items() if value.notna().any()}
    unweighed = [one for _, one in columns if one.weigh and one.weigh not in values]
    work.report.notes += [
        f"\u201c{one.names[0]}\u201d is an average that needs {METRICS[one.weigh].label.lower()}, which the file lacks."
        for one in unweighed
    ]
    return pd.DataFrame(known, index=work.rows.index)


def _read(work: _Work, at: int, one: Column, style: Style) -> pd.Series:
    read, wrong = numbers(work.rows[at], style)
    if wrong.any():
        example = work.rows[at][wrong].iloc[0][:40]
        header = one.names[0] if one.names else METRICS[one.holds].label
        if wrong.mean() > 1 - _MOSTLY:
            raise UnknownExport(
                f"The column \u201c{header}\u201d should hold numbers, but {int(wrong.sum())} of {len(wrong)} cells hold "
                f"something like \u201c{example}\u201d. A spreadsheet program may have changed them when the file was "
                "saved: please download the export again and drop it here as it is."
            )
        rows = ", ".join(str(row) for row in work.rows.index[wrong][:5])
        work.report.notes.append(f"\u201c{header}\u201d holds no number in {int(wrong.sum())} cells (row {rows}), for example \u201c{example}\u201d.")
    if one.counts:
        return read.where(read.isna(), 1.0)
    if one.stars:
        low, high = one.stars
        return 1 + 4 * (read - low) / (high - low)
    return read * one.times


def _added(first: pd.Series, second: pd.Series) -> pd.Series:
    """Add two columns of one metric: known where either is."""
    return first.add(second, fill_value=0.0)


def _assembled(
    work: _Work, header: list[str], spans: pd.DataFrame, values: pd.DataFrame, origin: Origin
) -> pd.DataFrame:
    export = work.export
    index = work.rows.index
    held = {holds: work.cells(holds) for holds in (KEY, TITLE, LINK, ACCOUNT, CONTENT_TYPE, SOURCE, ACTION, CURRENCY)}
    texts = {name: _first_filled(cells, index) for name, cells in held.items() if name != KEY}
    texts[KEY] = held[KEY][0].str.cat(held[KEY][1:], sep=" · ").str.strip(" ·") if held[KEY] else pd.Series("", index=index)
    codes = [currency_of(header[at]) for at in work.placed if currency_of(header[at])]
    if codes and not held[CURRENCY]:
        texts[CURRENCY] = pd.Series(codes[0], index=index)
    basis = next((one.basis for placed in work.placed.values() for one in placed if one.basis), "")
    types = dict(export.content_types)
    covers = origin.covers or (spans["at"].min().normalize(), spans["until"].max())
    return pd.DataFrame(
        {
            **texts,
            "content_type": texts[CONTENT_TYPE].map(lambda cell: types.get(plain(cell), plain(cell))),
            "account": _of_one_account(texts[ACCOUNT], work),
            "at": spans["at"],
            "until": spans["until"],
            "channel": export.channel,
            "grain": _grain(export, work.placed).value,
            "basis": basis,
            "paid": export.paid.value,
            "slice": origin.slice,
            "export": export.key,
            "file": origin.file,
            "sheet": origin.sheet,
            "row": index,
            "observed_at": pd.Timestamp(origin.observed),
            "covers_from": pd.Timestamp(covers[0]),
            "covers_until": pd.Timestamp(covers[1]),
            **{name: values[name] for name in values},
        },
        index=index,
    )


def _first_filled(cells: list[pd.Series], index: pd.Index) -> pd.Series:
    filled = pd.Series("", index=index, dtype="str")
    for cell in cells:
        filled = filled.where(filled != "", cell.str.strip())
    return filled


def _of_one_account(accounts: pd.Series, work: _Work) -> pd.Series:
    """Count the few posts of others (collaborations) for the account whose export this is."""
    if work.export.grain is not Grain.POST or accounts.nunique() < 2:  # noqa: PLR2004
        return accounts
    shares = accounts.value_counts(normalize=True)
    few = accounts.map(shares) < _OF_ONE_ACCOUNT
    if few.any():
        main = str(shares.index[0])
        work.report.notes.append(f"{int(few.sum())} posts published with other accounts are counted for {main}.")
        return accounts.where(~few, main)
    return accounts


def _without_doubles(found: pd.DataFrame, work: _Work) -> pd.DataFrame:
    """Keep one record of each identity; number those that may repeat; refuse a day that stands twice."""
    identity = ["at", "until", "account", "content_type", "source", "action", "key"]
    if work.export.grain is Grain.POST and (found["key"] != "").all():
        identity = ["account", "key"]
    again = found.duplicated(identity, keep="last")
    if not again.any():
        return found
    if _grain(work.export, work.placed) is Grain.DAY:
        same = work.rows.duplicated(keep="last")
        if (again & ~same).any():
            day = found.loc[again & ~same, "at"].iloc[0].date()
            raise UnknownExport(
                f"The day {day:%Y-%m-%d} stands in several rows with different numbers, so the table is split by something "
                f"we do not know (columns not used: {', '.join(work.report.unused_columns) or 'none'}). "
                "Please export it without the extra dimension."
            )
        work.left.update({int(row): "the same row stands again below" for row in found.index[again]})
        return found[~again]
    if work.export.grain in (Grain.PERIOD, Grain.CAMPAIGN) or (found["key"] == "").any():
        turn = found.groupby(identity, observed=True).cumcount()
        return found.assign(key=found["key"].where(turn == 0, found["key"] + " #" + (turn + 1).astype("str")))
    work.left.update({int(row): "the same record stands again below" for row in found.index[again]})
    return found[~again]


def _finish(report: SheetReport, work: _Work, records: pd.DataFrame) -> None:
    report.rows_left_out = [LeftOut(row, reason) for row, reason in sorted(work.left.items())]
    report.rows_kept = len(records)
    if records.empty:
        return
    report.first_date = f"{records['at'].min():%Y-%m-%d}"
    report.last_date = f"{records['until'].max():%Y-%m-%d}"
    ordered = records.sort_values("until", kind="stable")
    for metric in work.export.metrics:
        if metric in records and records[metric].notna().any():
            known = ordered[metric].dropna()
            report.totals[metric] = float(known.iloc[-1] if metric in LEVELS else known.sum())


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
    return records_frame(records) if len(records) else no_records()
