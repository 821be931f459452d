"""Ranges of days: which days an answer is about, and with which it is compared."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
"""Days as numpy counts them (`datetime64[D]`)."""
ONE_DAY = np.timedelta64(1, "D")


class WeekStart(StrEnum):
    """The day on which a week begins."""

    MONDAY = "monday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"


class Step(StrEnum):
    """The step of a chart or table; weeks are another step for each day on which they may begin."""

    DAY = "day"
    WEEK = "week"
    WEEK_FROM_SUNDAY = "week_from_sunday"
    WEEK_FROM_SATURDAY = "week_from_saturday"
    MONTH = "month"
    QUARTER = "quarter"
    TOTAL = "total"

    @property
    def is_week(self) -> bool:
        """Tell whether the step is a week, from whichever day."""
        return self in _FIRST_DAYS

    @property
    def called(self) -> str:
        """Name the step in a sentence: a week is a week, from whichever day."""
        return "week" if self.is_week else self.value

    @property
    def weekdays(self) -> tuple[int, ...]:
        """List the weekdays in the order of such weeks, Monday being 0; of what is no week from Monday on.

        >>> Step.WEEK_FROM_SUNDAY.weekdays
        (6, 0, 1, 2, 3, 4, 5)
        """
        first = _FIRST_DAYS.get(self, 0)
        return (*range(first, 7), *range(first))


WEEKS = {
    WeekStart.MONDAY: Step.WEEK,
    WeekStart.SUNDAY: Step.WEEK_FROM_SUNDAY,
    WeekStart.SATURDAY: Step.WEEK_FROM_SATURDAY,
}
"""The step that is a week, by the day on which weeks begin."""
_FIRST_DAYS = {Step.WEEK: 0, Step.WEEK_FROM_SUNDAY: 6, Step.WEEK_FROM_SATURDAY: 5}


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
    def ends(self) -> tuple[np.datetime64, np.datetime64]:
        """Give the first and the last day as numpy counts them."""
        return _ends(self)

    def holds(self, other: "Period") -> bool:
        """Tell whether another range lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def until(self, day: date) -> "Period":
        """Give the range cut at a day, where the day lies in it."""
        return Period(self.start, day) if self.start <= day < self.end else self


@lru_cache(maxsize=1_000)
def _ends(period: Period) -> tuple[np.datetime64, np.datetime64]:
    return np.datetime64(period.start, "D"), np.datetime64(period.end, "D")


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """The steps of a range, cut to it: the first and the last day of each, and which ones are `partial` by the cut."""

    start: Days
    end: Days
    partial: NDArray[np.bool_]

    def __post_init__(self) -> None:
        """Let nobody change what is shared."""
        for column in (self.start, self.end, self.partial):
            column.flags.writeable = False

    def __len__(self) -> int:
        return len(self.start)

    def places(self, start: Days, end: Days) -> NDArray[np.intp]:
        """Say in which step each span lies wholly; -1 where it lies in none."""
        if not len(self):
            return np.full(len(start), -1)
        at = np.searchsorted(self.start, start, side="right") - 1
        inside = (at >= 0) & (end <= self.end[at])
        return np.where(inside, at, -1)


_YEAR = 12
_WEEK = 7
_MONTHS_OF = {Step.MONTH: 1, Step.QUARTER: 3}
_MONDAY = np.datetime64("1970-01-05", "D")


def before(period: Period) -> Period:
    """Give the range to compare with: the previous calendar months, else equal days and weekdays just before.

    >>> before(Period(date(2026, 10, 1), date(2026, 10, 31)))
    Period(start=datetime.date(2026, 9, 1), end=datetime.date(2026, 9, 30))
    >>> before(Period(date(2026, 10, 1), date(2026, 10, 29)))
    Period(start=datetime.date(2026, 8, 27), end=datetime.date(2026, 9, 24))
    """
    months = whole_months(period)
    if months:
        return Period(_months_on(period.start, -months), period.start - timedelta(days=1))
    back = timedelta(days=-(-period.days // _WEEK) * _WEEK)
    return Period(period.start - back, period.end - back)


def a_year_before(period: Period) -> Period:
    """Give the same calendar months of last year, else the same weekdays 364 days before."""
    months = whole_months(period)
    if months:
        start = _months_on(period.start, -_YEAR)
        return Period(start, _months_on(start, months) - timedelta(days=1))
    back = timedelta(days=364)
    return Period(period.start - back, period.end - back)


def compared_alike(cut: Period, *, asked: Period, against: Period) -> Period:
    """Cut the compared days as the asked ones were cut: by the same rule, else to as many days.

    >>> october, last_october = month_of(date(2026, 10, 1)), month_of(date(2025, 10, 1))
    >>> compared_alike(Period(date(2026, 10, 1), date(2026, 10, 29)), asked=october, against=last_october)
    Period(start=datetime.date(2025, 10, 2), end=datetime.date(2025, 10, 30))
    """
    if cut == asked:
        return against
    for rule in (a_year_before, before):
        if against == rule(asked):
            return rule(cut)
    return against.until(against.start + timedelta(days=cut.days - 1))


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


def week_of(day: date, week: Step) -> Period:
    """Give the week that holds a day; `week` is the step that is a week.

    >>> week_of(date(2027, 1, 1), Step.WEEK_FROM_SUNDAY)
    Period(start=datetime.date(2026, 12, 27), end=datetime.date(2027, 1, 2))
    """
    start = day - timedelta(days=week.weekdays.index(day.weekday()))
    return Period(start, start + timedelta(days=_WEEK - 1))


def last_day_of(start: date, months: int) -> date:
    """Give the last day of so many calendar months, the first of which begins on a day."""
    return _months_on(start, months) - timedelta(days=1)


def next_months(day: date, months: int) -> Period:
    """Give the calendar months that follow on the month of a day.

    >>> next_months(date(2026, 10, 31), 3)
    Period(start=datetime.date(2026, 11, 1), end=datetime.date(2027, 1, 31))
    """
    start = month_of(day).end + timedelta(days=1)
    return Period(start, _months_on(start, months) - timedelta(days=1))


def next_like(period: Period, day: date) -> Period:
    """Give the first range after this one that is as long and ends after a day: as many months, else the same weekdays.

    >>> next_like(Period(date(2026, 10, 1), date(2026, 10, 31)), date(2026, 10, 31))
    Period(start=datetime.date(2026, 11, 1), end=datetime.date(2026, 11, 30))
    >>> next_like(Period(date(2026, 9, 7), date(2026, 9, 16)), date(2026, 10, 1))
    Period(start=datetime.date(2026, 10, 5), end=datetime.date(2026, 10, 14))
    """
    months, on = whole_months(period), timedelta(days=-(-period.days // _WEEK) * _WEEK)
    found = period
    while found is period or found.end <= day:
        if months:
            start = found.end + timedelta(days=1)
            found = Period(start, last_day_of(start, months))
        else:
            found = Period(found.start + on, found.end + on)
    return found


def next_quarter(day: date) -> Period:
    """Give the calendar quarter after that of a day.

    >>> next_quarter(date(2026, 10, 31))
    Period(start=datetime.date(2027, 1, 1), end=datetime.date(2027, 3, 31))
    """
    months = _MONTHS_OF[Step.QUARTER]
    start = _months_on(day.replace(day=1), months - (day.month - 1) % months)
    return Period(start, _months_on(start, months) - timedelta(days=1))


def year_of(day: date) -> Period:
    """Give the calendar year that holds a day."""
    return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))


def last_months(day: date, months: int) -> Period:
    """Give the calendar months that end with the month of a day."""
    end = month_of(day).end
    return Period(_months_on(end.replace(day=1), 1 - months), end)


@lru_cache(maxsize=1_000)
def cut(period: Period, step: Step) -> Steps:
    """Cut a range into days, weeks, months or quarters; the first and the last may be partial."""
    first, last = period.ends
    if step is Step.TOTAL or last < first:
        whole = period.days > 0
        return Steps(np.array([first])[:whole], np.array([last])[:whole], np.zeros(int(whole), dtype=bool))
    starts, nexts = _steps_from(first, last, step)
    ends = nexts - ONE_DAY
    partial = (starts < first) | (ends > last)
    return Steps(np.maximum(starts, first), np.minimum(ends, last), partial)


def each_day(start: Days, end: Days) -> Days:
    """List each day that at least one of the spans holds, once and in order.

    >>> starts = np.array(["2026-03-01", "2026-03-02"], "datetime64[D]")
    >>> each_day(starts, starts + ONE_DAY).astype(str).tolist()
    ['2026-03-01', '2026-03-02', '2026-03-03']
    """
    if not len(start):
        return np.empty(0, dtype="datetime64[D]")
    first = start.min()
    length = int((end.max() - first).astype(int)) + 2
    opened = np.bincount((start - first).astype(int), minlength=length)
    closed = np.bincount((end - first).astype(int) + 1, minlength=length)
    days: Days = first + np.flatnonzero(np.cumsum(opened - closed) > 0).astype("timedelta64[D]")
    return days


def days_without(days: Days, others: Days) -> Days:
    """List the days that are not among the others, once each and in order.

    >>> day = np.datetime64("2026-03-01", "D")
    >>> days_without(np.array([day + 2, day, day + 1, day]), np.array([day + 1])).astype(str).tolist()
    ['2026-03-01', '2026-03-03']
    """
    if not len(days):
        return days
    first = days.min()
    there = np.zeros(int((days.max() - first).astype(int)) + 1, dtype=bool)
    there[(days - first).astype(int)] = True
    gone = (others - first).astype(int)
    there[gone[(gone >= 0) & (gone < len(there))]] = False
    left: Days = first + np.flatnonzero(there).astype("timedelta64[D]")
    return left


def disjoint(start: Days, end: Days) -> NDArray[np.bool_]:
    """Mark, of spans that may overlap, those that do not and cover most days; of equal ones the finer.

    Spans that are equal are one: all of them are marked or none.
    """
    spans = sorted(
        {*zip(start.astype(int).tolist(), end.astype(int).tolist(), strict=True)}, key=lambda span: span[::-1]
    )
    if all(earlier[1] < later[0] for earlier, later in pairwise(spans)):
        return np.ones(len(start), dtype=bool)
    ends = [last for _, last in spans]
    best = [(0, 0)]
    for at, (first, last) in enumerate(spans):
        days, pieces = best[bisect_left(ends, first, hi=at)]
        best.append(max(best[-1], (days + last - first + 1, pieces + 1)))
    taken = set()
    at = len(spans)
    while at:
        if best[at] == best[at - 1]:
            at -= 1
        else:
            taken.add(spans[at - 1])
            at = bisect_left(ends, spans[at - 1][0], hi=at - 1)
    return np.array([span in taken for span in zip(start.astype(int).tolist(), end.astype(int).tolist(), strict=True)])


def _steps_from(first: np.datetime64, last: np.datetime64, step: Step) -> tuple[Days, Days]:
    """List the first days of whole steps, and the first day after each."""
    if step in _MONTHS_OF:
        months = _MONTHS_OF[step]
        month = first.astype("datetime64[M]")
        month -= int(month.astype(int)) % months
        starts = np.arange(month, last.astype("datetime64[M]") + 1, months)
        return starts.astype("datetime64[D]"), (starts + months).astype("datetime64[D]")
    length = 1 if step is Step.DAY else _WEEK
    begins = first - (first - _MONDAY - step.weekdays[0]) % np.timedelta64(length, "D")
    starts = np.arange(begins, last + ONE_DAY, length)
    return starts, starts + length


def _months_on(day: date, months: int) -> date:
    """Move the first of a month by months."""
    index = day.year * _YEAR + day.month - 1 + months
    return date(index // _YEAR, index % _YEAR + 1, 1)
