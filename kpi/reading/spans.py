"""From when to when each row of a table counts."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    AT,
    DAY,
    LINK,
    NTH_DAY,
    SPAN,
    UNTIL,
    Absent,
    DatedBy,
    Export,
    Lasts,
    plain,
)
from kpi.reading.asking import DATES, about_dates
from kpi.reading.dates import MADE, Dated, dated, dates_in, dates_year_first, first_days, order_shown, said
from kpi.reading.order import DAY_FIRST, MONTH_FIRST, Doubt, Hints
from kpi.reading.placing import dating, holding
from kpi.reading.strings import bare
from kpi.reading.tables import Table
from kpi.reading.work import AGAIN, MOSTLY, TOTAL, Origin, Spans, Work
from kpi.reading.years import made_by_ids

_FROM_TO = r"(?P<at>\d{4}-\d{2}-\d{2})\D+(?P<until>\d{4}-\d{2}-\d{2})"

_MOST_STRETCHES = 60
_ENOUGH, _WEEK = 4, 7
_NOTHING = np.datetime64("NaT", "ms")
_WHERE = {DatedBy.ROWS: "the file's name"}


def date_rows(work: Work, table: Table, origin: Origin) -> None:
    """Date every row: the first and the last day it speaks of; rows without a date are left out."""
    if _is_dated_whole(work):
        first, last = _stated(table, origin, work.export.dated_by)
        work.spans = Spans(*(np.full(len(work.rows), day, dtype="datetime64[ms]") for day in (first, last)))
        return
    work.spans = spans = _counted(work, table, origin) if holding(work.placed, NTH_DAY) else _written(work, origin)
    undated = np.isnat(spans.at) | np.isnat(spans.until)
    _check_dated(work, undated)
    work.leave(undated, "no date that can be read")
    if len(work.rows):
        kept = spans.where(~undated)
        if work.export.dated_by is DatedBy.STEPS and not holding(work.placed, UNTIL):
            work.spans = kept = Spans(kept.at, _step_ends(kept.at, table, origin))
        _check_daily(work, kept.at)
        _check_order(work, kept, origin)


def stretches(records: pa.Table, export: Export) -> list[tuple[str, str]]:
    """List the stretches of days, first and last, of which a table's records speak: what lies between is unknown.

    Posts and the like, and days left out because they are zero, are known throughout.
    """
    first, last, *covers = (
        records[name].to_numpy().astype("datetime64[D]") for name in ("at", "until", "covers_from", "covers_until")
    )
    by_day = records["grain"][0].as_py() in (Grain.DAY, Grain.PERIOD) and export.absent is not Absent.ZERO
    if by_day:
        spans = np.unique(np.column_stack([first, last]), axis=0)
        ends = np.maximum.accumulate(spans[:, 1])
        begins = np.r_[True, spans[1:, 0] > ends[:-1] + np.timedelta64(1, "D")]
        starts, stops = spans[begins, 0], ends[np.r_[begins[1:], True]]
        if len(starts) <= _MOST_STRETCHES:
            return list(zip(starts.astype("str").tolist(), stops.astype("str").tolist(), strict=True))
    return [(str(min(first.min(), covers[0].min())), str(max(last.max(), covers[1].max())))]


def _is_dated_whole(work: Work) -> bool:
    """Tell whether one line dates all rows: where the export says so, and where a table of periods names no day."""
    if work.export.dated_by is DatedBy.STEPS:
        return not dating(work.placed)
    if work.export.dated_by is DatedBy.ROWS:
        ended = holding(work.placed, DAY, SPAN) or (holding(work.placed, AT) and holding(work.placed, UNTIL))
        return work.export.grain is Grain.PERIOD and work.export.lasts is Lasts.STATED and not ended
    return not holding(work.placed, DAY, NTH_DAY)


def _counted(work: Work, table: Table, origin: Origin) -> Spans:
    """Date rows that are counted from the first day of the report: 0000 is that day."""
    first, last = (np.datetime64(day, "ms") for day in _stated(table, origin, work.export.dated_by))
    counts = [int(cell) if cell.isdigit() else None for cell in bare(work.cells(NTH_DAY)[0]).to_pylist()]
    counted = [_NOTHING if count is None else first + np.timedelta64(count, "D") for count in counts]
    days = np.array(counted, dtype="datetime64[ms]")
    if (days > last).any():
        raise UnknownExport(f"The table counts more days than the report covers. {AGAIN}")
    return Spans(days, days)


def _step_ends(starts: np.ndarray, table: Table, origin: Origin) -> np.ndarray:
    """Tell the last day of each step by the first ones: days in a row, months, or one that is the whole report.

    Raises UnknownExport where the first days can be of several kinds of steps.
    """
    days = starts.astype("datetime64[D]")
    first = np.unique(days)
    stated = _days_stated(table, origin, DatedBy.PREAMBLE)
    last = np.datetime64(stated[1]) if len(stated) == 2 and stated[0] <= stated[1] else None  # noqa: PLR2004
    if last is not None and len(first) == 1 and first[0] == np.datetime64(stated[0]):
        return np.full(len(starts), last, dtype="datetime64[ms]")
    if len(first) > 1 and np.diff(first).min() == np.timedelta64(1, "D"):
        return starts
    months = days.astype("datetime64[M]")
    if len(first) > 1 and (first[1:] == first[1:].astype("datetime64[M]")).all():
        ends = (months + 1).astype("datetime64[D]") - 1
        return (ends if last is None else np.minimum(ends, last)).astype("datetime64[ms]")
    raise UnknownExport(
        f"The rows say when they begin ({said(first[0])}) but not when they end. "
        "Please export the report with the time breakdown “Daily”."
    )


def _check_dated(work: Work, undated: np.ndarray) -> None:
    at = dating(work.placed)
    if not at:
        raise UnknownExport(f"The table has no column with a date. {AGAIN}")
    cells = work.rows[at[0]].filter(pa.array(undated)).to_pylist()
    written = [cell for cell in cells if cell.strip() and not TOTAL.match(plain(cell))]
    if len(written) > max(3, (1 - MOSTLY) * len(work.rows)) or (written and len(written) == len(work.rows)):
        raise UnknownExport(
            f"The column “{work.header[at[0]]}” should hold dates, but {len(written)} of {len(work.rows)} cells hold "
            f"something like “{written[0][:40]}”. {AGAIN}"
        )
    if len(cells) > max(3, len(work.rows) / 2):
        raise UnknownExport(
            f"{len(cells)} of {len(work.rows)} rows have no date under “{work.header[at[0]]}”: texts of several lines "
            f"may have been broken into rows when the file was saved. {AGAIN}"
        )


def _check_daily(work: Work, moments: np.ndarray) -> None:
    """Raise UnknownExport where a column of days holds only first days of weeks or months: each row is a whole one."""
    if not holding(work.placed, DAY) or work.export.absent is Absent.ZERO:
        return
    days = np.unique(moments.astype("datetime64[D]"))
    if len(days) < _ENOUGH:
        return
    weekly = bool((np.diff(days) == np.timedelta64(_WEEK, "D")).all())
    months = days.astype("datetime64[M]")
    monthly = bool((days == months).all() and (np.diff(months) == np.timedelta64(1, "M")).all())
    if monthly or weekly:
        whole = "month" if monthly else "week"
        raise UnknownExport(
            f"The dates lie a {whole} apart ({days[0]}, {days[1]} …), so each row "
            f"counts a {whole}, where we expected one row a day. Choose “daily” on the platform, then export it again."
        )


def _check_order(work: Work, spans: Spans, origin: Origin) -> None:
    newest = _day(spans.until.max()).item().date()
    if not origin.covers and work.export.lasts is Lasts.STATED and newest > origin.observed + timedelta(days=1):
        work.warn(
            f"It holds days up to {newest:%Y-%m-%d}, but is of {origin.observed:%Y-%m-%d}: are day and month right?"
        )
    if (spans.until < _day(spans.at)).any():
        raise UnknownExport(f"In some rows the last day comes before the first. {AGAIN}")


def _written(work: Work, origin: Origin) -> Spans:
    role = next((role for role in (DAY, SPAN, AT) if holding(work.placed, role)), AT)
    places = holding(work.placed, role)
    if not places:
        return Spans(*(np.full(len(work.rows), "NaT", dtype="datetime64[ms]") for _ in range(2)))
    if role == SPAN:
        parts = pc.extract_regex(work.rows[places[0]], _FROM_TO)
        return Spans(*(dated(pc.struct_field(parts, name).fill_null(""), ()).days for name in ("at", "until")))
    if work.export.lasts is not Lasts.STATED:
        return _lasting(work, places[0], origin)
    at = _dates(work, places[0], origin, daily=role == DAY)
    ends = holding(work.placed, UNTIL) if role == AT else []
    if ends:
        return Spans(_day(at), _day(_dates(work, ends[0], origin)))
    return Spans(_day(at) if role == DAY else at, _day(at))


def _lasting(work: Work, at: int, origin: Origin) -> Spans:
    """Date rows of whole weeks or months: a month begins on its first day, whichever day of it stands there."""
    first = _day(_dates(work, at, origin, cells=first_days(work.rows[at])))
    if work.export.lasts is Lasts.WEEK:
        return Spans(first, first + np.timedelta64(6, "D"))
    month = first.astype("datetime64[M]")
    last = (month + 1).astype("datetime64[D]") - 1
    return Spans(month.astype("datetime64[ms]"), last.astype("datetime64[ms]"))


def _dates(
    work: Work, at: int, origin: Origin, *, daily: bool = False, cells: pa.LargeStringArray | None = None
) -> np.ndarray:
    """Read a column of dates; where nothing in it tells the day from the month, ask the others, else the user."""
    cells = work.rows[at] if cells is None else cells
    read = partial(dated, cells, work.export.dates, ends=origin.observed, daily=daily, made=_made(work))
    resaved = origin.semicolons or not work.export.certain
    hints = Hints(resaved, origin.is_text, origin.covers, origin.observed)
    found: Dated = read(hints=hints)
    if found.doubt:
        told = _told_by_others(work, at, found.doubt) or work.answers.get(DATES, "")
        found = read(hints=replace(hints, told=told)) if told else found
    if found.doubt:
        work.ask(about_dates(work.fingerprint, work.header[at], work.rows.numbers, cells, found.doubt))
    work.note(*found.notes)
    return found.days


def _made(work: Work) -> np.ndarray | None:
    """Tell when each row's post was made, where the export's links hold an id that says so."""
    links, pattern = holding(work.placed, LINK), work.export.made_in_link
    return made_by_ids(work.rows[links[0]], pattern) if pattern and links else None


def _told_by_others(work: Work, at: int, doubt: Doubt) -> str:
    """Name the order that another column tells: by a figure above 12, or by the same days written year first."""
    for other in (work.rows[place] for place in range(len(work.header)) if place != at):
        told = order_shown(other) or _told_by_days(dates_year_first(other), doubt)
        if told:
            return told
    return ""


def _told_by_days(days: np.ndarray, doubt: Doubt) -> str:
    """Name the order by which the days of a column are those of another, give or take one for the time of day."""
    if np.isnat(days).all():
        return ""
    near = [int((np.abs(days - other) <= np.timedelta64(1, "D")).sum()) for other in (doubt.by_month, doubt.by_day)]
    least = MOSTLY * int((~np.isnat(days)).sum())
    return "" if max(near) < least or min(near) >= least else MONTH_FIRST if near[0] > near[1] else DAY_FIRST


def _day(moments: np.ndarray) -> np.ndarray:
    return moments.astype("datetime64[D]").astype("datetime64[ms]")


def _stated(table: Table, origin: Origin, dated_by: DatedBy) -> tuple[date, date]:
    """Read from when to when a table without dates counts: the nearest line that says it, or the name."""
    if dated_by is DatedBy.STAMP:
        return _stamped(origin)
    days = _days_stated(table, origin, dated_by)
    if len(days) != 2 or days[0] > days[1]:  # noqa: PLR2004 (the first and the last day)
        raise UnknownExport(
            f"The table has no dates of its own, and {_WHERE.get(dated_by, dated_by.value)} should say from when to "
            f"when it counts, but {'names more than two days' if len(days) > 2 else 'does not'}. "  # noqa: PLR2004
            "Choose the days on the platform (not “all time”), one month at best, and drop the export as it is."
        )
    return days[0], days[1]


def _days_stated(table: Table, origin: Origin, dated_by: DatedBy) -> list[date]:
    """List the days of the nearest lines that state some, when the report was made left out; else those of the name."""
    lines = table.preamble if dated_by is DatedBy.PREAMBLE else ()
    days: list[date] = []
    for line in reversed((origin.name, *(line for line in lines if not MADE.search(line)))):
        days = [*dates_in(line), *days]
        if len(days) > 1:
            break
    return days


def _stamped(origin: Origin) -> tuple[date, date]:
    """Give the day of which a file is, by its name or its archive's stamp; when it was saved here says nothing."""
    named = dates_in(origin.name)
    if not named and not origin.stamped:
        raise UnknownExport(
            "The file does not say of which day this total is, and when it was saved here says nothing. "
            "Type the number with its day on the first page."
        )
    day = named[-1] if named else origin.observed
    return day, day
