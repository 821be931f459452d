"""From when to when each row of a table counts."""

from datetime import date, timedelta

import pandas as pd

from kpi.errors import UnknownExport
from kpi.exports.export import (
    AT,
    DAY,
    SPAN,
    UNTIL,
    DatedBy,
    plain,
)
from kpi.reading.dates import Dated, dated, dates_in
from kpi.reading.placing import dating, holding
from kpi.reading.tables import Table
from kpi.reading.work import AGAIN, MOSTLY, TOTAL, Origin, Work


def spans_of(work: Work, table: Table, origin: Origin) -> pd.DataFrame:
    """Date every row: the first and the last day it speaks of; rows without a date are left out."""
    if work.export.dated_by is not DatedBy.ROWS and not holding(work.placed, DAY):
        first, last = _stated(table, origin, work.export.dated_by)
        return pd.DataFrame({"at": first, "until": last}, index=work.rows.index).astype("datetime64[ms]")
    spans = _written(work, origin.observed)
    undated = spans["at"].isna() | spans["until"].isna()
    _check_dated(work, undated)
    work.leave(undated, "no date that can be read")
    spans = spans.loc[work.rows.index]
    if len(spans):
        newest = spans["until"].max()
        if newest > pd.Timestamp(origin.observed) + timedelta(days=1):
            work.note(
                f"It holds days up to {newest:%Y-%m-%d}, but is of {origin.observed:%Y-%m-%d}: are day and month right?"
            )
        if (spans["until"].dt.normalize() < spans["at"].dt.normalize()).any():
            raise UnknownExport(f"In some rows the last day comes before the first. {AGAIN}")
    return spans


def _check_dated(work: Work, undated: pd.Series) -> None:
    at = dating(work.placed)
    if not at:
        raise UnknownExport(f"The table has no column with a date. {AGAIN}")
    cells = work.rows[at[0]][undated]
    written = cells[(cells.str.strip() != "") & ~cells.map(plain).str.match(TOTAL)]
    if len(written) > max(3, (1 - MOSTLY) * len(work.rows)) or (len(written) and len(written) == len(work.rows)):
        raise UnknownExport(
            f"The column “{work.header[at[0]]}” should hold dates, but {len(written)} of {len(work.rows)} cells hold "
            f"something like “{written.iloc[0][:40]}”. {AGAIN}"
        )


def _written(work: Work, ends: date) -> pd.DataFrame:
    role = next((role for role in (DAY, SPAN, AT) if holding(work.placed, role)), AT)
    cells = work.cells(role)
    if not cells:
        return pd.DataFrame({"at": pd.NaT, "until": pd.NaT}, index=work.rows.index)
    if role == SPAN:
        parts = cells[0].str.extract(r"(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})").fillna("")
        return pd.DataFrame({"at": _dates(work, parts[0]), "until": _dates(work, parts[1])})
    at = _dates(work, cells[0], ends=ends, daily=role == DAY)
    until = work.cells(UNTIL) if role == AT else []
    if until:
        return pd.DataFrame({"at": at.dt.normalize(), "until": _dates(work, until[0]).dt.normalize()})
    return pd.DataFrame({"at": at.dt.normalize() if role == DAY else at, "until": at.dt.normalize()})


def _dates(work: Work, cells: pd.Series, *, ends: date | None = None, daily: bool = False) -> pd.Series:
    read: Dated = dated(cells, work.export.dates, ends=ends, daily=daily)
    work.note(*read.notes)
    return read.days


def _stated(table: Table, origin: Origin, dated_by: DatedBy) -> tuple[date, date]:
    """Read from when to when a table without dates counts: the nearest line that says it, or the name."""
    lines = (origin.name,) if dated_by is DatedBy.NAME else table.preamble
    days: list[date] = []
    for line in reversed(lines):
        days = [*dates_in(line), *days]
        if len(days) > 1:
            break
    if len(days) != 2 or days[0] > days[1]:  # noqa: PLR2004 (the first and the last day)
        raise UnknownExport(
            f"The table has no dates of its own, and {dated_by.value} should say from when to when it counts, but "
            f"{'names more than two days' if len(days) > 2 else 'does not'}. {AGAIN}"  # noqa: PLR2004
        )
    return days[0], days[1]
