"""Numbers that no export holds: typed, or pasted from a spreadsheet, with who typed them and when."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest

import pandas as pd

from kpi.catalogue.channels import CHANNELS, SOCIAL
from kpi.catalogue.metrics import FILE_METRICS, METRICS, Unit
from kpi.columns import TYPED as EXPORT
from kpi.columns import Grain, Paid
from kpi.formats import count_text
from kpi.frames import no_records, records_frame
from kpi.reading import dialect
from kpi.reading.numbers import MISSING, numbers, style_of

MOST_LINES = 10_000
MOST_CHARACTERS = 1_000_000
_PLACE = ("date", "channel", "account")
_COLUMNS = (*_PLACE, "metric", "value")
_OF_ADS = frozenset({"spend", "ad_impressions", "ad_clicks"})
_DATES = ("%Y/%m/%d", "%d.%m.%Y", "%d.%m.%y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
_ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y")
_ALL_FIGURES = r"^\d{1,2}([/-])\d{1,2}\1\d{4}$"
_EITHER_SIGN = r"^[+-]?\d{1,3}[.,]\d{3}$"
_METRIC_OF = {text.casefold(): key for key in FILE_METRICS for text in (METRICS[key].label, key)}
_CHANNEL_OF = {name.casefold(): name for name in CHANNELS}


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """One number of a metric on a day of a channel and account ('' for the channel's only one), and who typed it."""

    date: date
    channel: str
    account: str
    metric: str
    value: float
    typed_by: str
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class _Line:
    """A pasted line: its number, what stands in each column, and whether more stands beside them."""

    number: int
    cells: Mapping[str, str]
    overfull: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A pasted number, still text."""

    line: int
    date: str
    channel: str
    account: str
    metric: str
    value: str


def faults(number: TypedNumber) -> tuple[str, ...]:
    """Say, a sentence each, why a number cannot be taken as it is; nothing where it can."""
    return tuple(_faults(number))


def parse_pasted(
    text: str, *, typed_by: str, typed_at: datetime, channel: str = "", account: str = ""
) -> tuple[list[TypedNumber], list[str]]:
    r"""Read what is pasted from a spreadsheet; give the numbers, and a sentence for each one that cannot be read.

    Either one number a line under the header `date, channel, account, metric, value`, in any order, or a grid with a
    line a date and a column a metric. `channel` and `account` serve where there is no such column. An empty cell is
    unknown and gives nothing. Of two numbers for the same thing the later line is taken, and that is said.

    >>> pasted = "date;followers\n2026-01-31;12.345\nsoon;12.400"
    >>> found, problems = parse_pasted(pasted, typed_by="Ana", typed_at=datetime(2026, 2, 1, tzinfo=UTC), channel="X")
    >>> [number.value for number in found], problems
    ([12345.0], ['Line 3: “soon” is no date we can read: write it as 2026-01-31.'])
    """
    if len(text) > MOST_CHARACTERS:
        return [], [
            f"This is too much to paste at once: at most {count_text(MOST_LINES)} lines. Drop an export as a file."
        ]
    header, lines, mark = _table(text)
    problem = _unusable(header, lines)
    if problem:
        return [], [problem]
    fitting = [line for line in lines if not line.overfull]
    cells = [cell for line in fitting for cell in _cells(line, channel=channel, account=account)]
    read = _read(cells, semicolons=mark == ";", typed_by=typed_by, typed_at=typed_at)
    found, problems = _newest(zip(cells, read, strict=True))
    return found, [*_unknown(header), *_overfull(lines), *problems]


def to_records(typed: Iterable[TypedNumber]) -> pd.DataFrame:
    """Turn typed numbers into records of a day each, by the contract of `kpi.frames`."""
    rows = [_as_row(number) for number in typed]
    if not rows:
        return no_records()
    long = pd.DataFrame(rows)
    one = [name for name in long.columns if name not in ("metric", "value")]
    wide = long.pivot_table(index=one, columns="metric", values="value", aggfunc="last", sort=False).reset_index()
    return records_frame(wide.assign(until=wide["at"], covers_from=wide["at"], covers_until=wide["at"]))


def template_csv() -> str:
    """Give a table to fill in: the follower total, which most exports lack, of each social channel."""
    lines = [",".join(_COLUMNS), *(f",{name},,followers," for name in SOCIAL)]
    return "".join(f"{line}\r\n" for line in lines)


def _faults(number: TypedNumber) -> Iterator[str]:
    if number.channel not in CHANNELS:
        yield f"There is no channel “{number.channel}”: write one of {', '.join(CHANNELS)}."
    if number.metric not in FILE_METRICS:
        yield f"There is no metric “{number.metric}”: write its key or its name as the catalogue gives it."
    if not math.isfinite(number.value):
        yield "The value is not a number."
    if number.date > number.typed_at.date() + timedelta(days=1):
        yield f"{number.date} has not come yet."
    if not number.typed_by.strip():
        yield "A typed number needs the name of who typed it."


def _table(text: str) -> tuple[list[str], list[_Line], str]:
    """Split what was pasted into its header and lines; name the mark that parts the cells."""
    text = text.removeprefix("\ufeff")
    mark = "\t" if "\t" in text else dialect.decide(text, complete=True).delimiter
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    split = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    (_, header), *rows = [(number, row) for number, row in split if any(row)] or [(0, [])]
    return header, [_line(number, header, row) for number, row in rows], mark


def _line(number: int, header: Sequence[str], row: Sequence[str]) -> _Line:
    columns = [cell.casefold() for cell in header]
    return _Line(number, dict(zip_longest(columns, row[: len(columns)], fillvalue="")), any(row[len(columns) :]))


def _unusable(header: Sequence[str], lines: Sequence[_Line]) -> str:
    """Say why nothing can be read at all, or the empty text."""
    columns = [cell.casefold() for cell in header if cell]
    most = count_text(MOST_LINES)
    refused = {
        "There is nothing to read: paste a table with its header, or fill in the template.": not columns,
        f"At most {most} lines can be pasted at once; drop an export as a file.": len(lines) > MOST_LINES,
        "The first line has no column “date”: it should name the columns, as the template does.": "date" not in columns,
        "Two columns have the same name: give each metric one column, and each channel lines of its own.": (
            len(set(columns)) < len(columns)
        ),
        "There is a column “value” but none “metric” that says what the values count.": (
            "value" in columns and "metric" not in columns
        ),
        "No column holds a number: write “value” or a metric (such as “followers”) in the first line.": (
            not {"value", *_METRIC_OF} & set(columns)
        ),
    }
    return next((sentence for sentence, applies in refused.items() if applies), "")


def _unknown(header: Sequence[str]) -> Iterator[str]:
    columns = {cell.casefold(): cell for cell in header if cell}
    known = _COLUMNS if "value" in columns else (*_PLACE, *_METRIC_OF)
    for column, cell in columns.items():
        if column not in known:
            yield f"The column “{cell}” is no metric we know; it was not read."


def _overfull(lines: Sequence[_Line]) -> Iterator[str]:
    for line in lines:
        if line.overfull:
            yield f"Line {line.number}: It has more cells than the first line names columns; was a number cut in two?"


def _cells(line: _Line, *, channel: str, account: str) -> Iterator[_Cell]:
    """Give every filled number of a line with its date, channel, account and metric."""
    given = {"date": "", "channel": channel, "account": account}
    place = {name: line.cells.get(name) or instead for name, instead in given.items()}
    long = "value" in line.cells
    values = {line.cells.get("metric", ""): line.cells["value"]} if long else line.cells
    for metric, value in values.items():
        if (long or metric in _METRIC_OF) and value.casefold() not in MISSING:
            yield _Cell(line.number, metric=metric, value=value, **place)


def _read(
    cells: Sequence[_Cell], *, semicolons: bool, typed_by: str, typed_at: datetime
) -> Iterator[TypedNumber | list[str]]:
    """Read every cell as a number, or say what is wrong with it."""
    days = _days([cell.date for cell in cells])
    values = _values(cells, semicolons=semicolons)
    for cell, day, value in zip(cells, days, values, strict=True):
        if isinstance(day, str) or isinstance(value, str):
            yield [told for told in (day, value) if isinstance(told, str)]
            continue
        channel = _CHANNEL_OF.get(cell.channel.casefold(), cell.channel)
        metric = _METRIC_OF.get(cell.metric.casefold(), cell.metric)
        number = TypedNumber(day, channel, cell.account, metric, value, typed_by, typed_at)
        yield [*_faults(number)] or number


def _newest(read: Iterable[tuple[_Cell, TypedNumber | list[str]]]) -> tuple[list[TypedNumber], list[str]]:
    """Keep the last number of each thing, and say where something is wrong or stands twice."""
    found: dict[tuple[date, str, str, str], TypedNumber] = {}
    problems: list[str] = []
    for cell, number in read:
        if isinstance(number, list):
            problems += [f"Line {cell.line}: {sentence}" for sentence in number]
            continue
        key = (number.date, number.channel, number.account, number.metric)
        if key in found and found[key].value != number.value:
            label = METRICS[number.metric].label
            problems.append(f"Line {cell.line}: {label} of {number.date} stands there twice; the later one is taken.")
        found[key] = number
    return list(found.values()), problems


def _days(texts: Sequence[str]) -> list[date | str]:
    """Read the dates; where day and month could change places, one that cannot decides for all."""
    text = pd.Series(list(texts), dtype="str")
    figures = text.where(text.str.match(_ALL_FIGURES), "")
    day_first, month_first = (_read_dates(figures, forms) for forms in (_DAY_FIRST, _MONTH_FIRST))
    by_day, by_month = int(day_first.notna().sum()), int(month_first.notna().sum())
    both = day_first.notna() & month_first.notna() & (day_first != month_first)
    decided = day_first if by_day > by_month else month_first
    dated = _dated(text.where(figures == "", "")).where(figures == "", decided)
    return [_day(*one) for one in zip(text, dated, both & (by_day == by_month), strict=True)]


def _read_dates(text: pd.Series, formats: Sequence[str]) -> pd.Series:
    """Read a column by the first format that fits every cell, else by the one that fits most."""
    bare = text.str.replace(r"[\u00a0\u202f]", " ", regex=True).str.strip()
    best = pd.Series(pd.NaT, index=text.index, dtype="datetime64[ms]")
    for form in (*formats, *_ISO):
        read = pd.to_datetime(bare, format=form, errors="coerce").astype("datetime64[ms]")
        if read.notna().sum() > best.notna().sum():
            best = read
    return best


def _dated(text: pd.Series) -> pd.Series:
    """Read dates that can be read in one way only, by as many formats as it takes."""
    read = _read_dates(text, _DATES)
    left = text[read.isna() & (text != "")]
    more = _dated(left) if 0 < len(left) < len(text) else read.loc[[]]
    return read.fillna(more)


def _day(written: str, read: object, either: object) -> date | str:
    if either:
        return f"“{written}” can be two dates: write it as year-month-day, such as 2026-01-31."
    if isinstance(read, pd.Timestamp):
        return read.date()
    return f"“{written}” is no date we can read: write it as 2026-01-31."


def _values(cells: Sequence[_Cell], *, semicolons: bool) -> list[float | str]:
    """Read the values; what is counted is whole, so that 12.345 followers are twelve thousand."""
    text = pd.Series([cell.value for cell in cells], dtype="str")
    style = style_of([text], semicolons=semicolons)
    counted = pd.Series([_is_counted(cell.metric) for cell in cells], dtype="bool")
    either = text.str.match(_EITHER_SIGN) & style.guessed
    read, wrong = numbers(text.where(~(either & counted), text.str.replace(r"[.,]", "", regex=True)), style)
    return [_value(*one) for one in zip(text, read, wrong, either & ~counted, strict=True)]


def _value(written: str, read: float, wrong: object, either: object) -> float | str:
    if wrong:
        return f"“{written}” is no number we can read: write figures only, such as 12345 or 4.5."
    if either:
        return f"“{written}” can be thousands or a fraction: write it without a sign for thousands."
    return float(read)


def _is_counted(metric: str) -> bool:
    key = _METRIC_OF.get(metric.casefold())
    return key is not None and METRICS[key].unit is Unit.COUNT


def _as_row(number: TypedNumber) -> Mapping[str, object]:
    at = number.typed_at
    return {
        "at": pd.Timestamp(number.date),
        "channel": number.channel,
        "account": number.account,
        "grain": Grain.DAY.value,
        "paid": (Paid.PAID if number.metric in _OF_ADS else Paid.ORGANIC).value,
        "observed_at": pd.Timestamp(at.astimezone(UTC).replace(tzinfo=None)),
        "export": EXPORT,
        "file": f"typed by {number.typed_by}",
        "sheet": f"on {at:%Y-%m-%d}",
        "metric": number.metric,
        "value": number.value,
    }
