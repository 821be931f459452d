"""Ranges of days: which days an answer is about, and with which it is compared."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd


class Step(StrEnum):
    """The step of a chart or table."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Period:
    """A range of whole days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Count the days."""
        return (self.end - self.start).days + 1

    @property
    def stamps(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Give the first and the last day as time stamps."""
        return pd.Timestamp(self.start), pd.Timestamp(self.end)

    def holds(self, other: "Period") -> bool:
        """Tell whether another range lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end


_MONTHS_OF_STEP = {Step.MONTH: 1, Step.QUARTER: 3}
_YEAR = 12


def before(period: Period) -> Period:
    """Give the range to compare with: the previous calendar month(s), else equal days and weekdays just before.

    >>> before(Period(date(2026, 10, 1), date(2026, 10, 31)))
    Period(start=datetime.date(2026, 9, 1), end=datetime.date(2026, 9, 30))
    >>> before(Period(date(2026, 10, 1), date(2026, 10, 29)))
    Period(start=datetime.date(2026, 8, 27), end=datetime.date(2026, 9, 24))
    """
    months = whole_months(period)
    if months in (1, 3, _YEAR):
        return Period(_months_on(period.start, -months), period.start - timedelta(days=1))
    back = timedelta(days=-(-period.days // 7) * 7)
    return Period(period.start - back, period.end - back)


def a_year_before(period: Period) -> Period:
    """Give the same calendar months of last year, else the same weekdays 364 days before."""
    months = whole_months(period)
    if months:
        start = _months_on(period.start, -_YEAR)
        return Period(start, _months_on(start, months) - timedelta(days=1))
    back = timedelta(days=364)
    return Period(period.start - back, period.end - back)


def whole_months(period: Period) -> int:
    """Count the months where the range is whole calendar months, else 0.

    >>> whole_months(Period(date(2026, 7, 1), date(2026, 9, 30)))
    3
    """
    after = period.end + timedelta(days=1)
    if period.start.day != 1 or after.day != 1:
        return 0
    return (after.year - period.start.year) * _YEAR + after.month - period.start.month


def month_of(day: date) -> Period:
    """Give the calendar month that holds a day."""
    start = day.replace(day=1)
    return Period(start, _months_on(start, 1) - timedelta(days=1))


def last_months(day: date, months: int) -> Period:
    """Give the calendar months that end with the month of a day."""
    end = month_of(day).end
    return Period(_months_on(end.replace(day=1), 1 - months), end)


def buckets(days: pd.Series, step: Step) -> pd.Series:
    """Name for each day the first day of its week (Monday), month or quarter."""
    if step is Step.DAY:
        return days
    if step is Step.WEEK:
        return days - pd.to_timedelta(days.dt.weekday, unit="D")
    first = days - pd.to_timedelta(days.dt.day - 1, unit="D")
    if step is Step.MONTH:
        return first
    return pd.to_datetime({"year": days.dt.year, "month": (days.dt.quarter - 1) * 3 + 1, "day": 1}).set_axis(days.index)


def steps_in(period: Period, step: Step) -> pd.DataFrame:
    """List the steps of a range, cut to it: `bucket` (its first day), `start`, `end`, and whether it is cut (`partial`)."""
    first, last = period.stamps
    if step is Step.TOTAL:
        return pd.DataFrame({"bucket": [first], "start": [first], "end": [last], "partial": [False]})
    days = pd.Series(pd.date_range(first, last, freq="D"))
    of = buckets(days, step)
    spans = days.groupby(of).agg(["min", "max", "size"])
    length = spans.index.to_series().map(lambda start: _length(start, step))
    return pd.DataFrame(
        {"bucket": spans.index, "start": spans["min"].to_numpy(), "end": spans["max"].to_numpy()}
    ).assign(partial=(spans["size"] < length).to_numpy())


def _length(start: pd.Timestamp, step: Step) -> int:
    if step in (Step.DAY, Step.WEEK):
        return 1 if step is Step.DAY else 7
    return (_months_on(start.date(), _MONTHS_OF_STEP[step]) - start.date()).days


def _months_on(day: date, months: int) -> date:
    """Move the first of a month by months."""
    index = day.year * _YEAR + day.month - 1 + months
    return date(index // _YEAR, index % _YEAR + 1, 1)
