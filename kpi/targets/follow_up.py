"""The target after a target: the same asked of the next days, as many as before."""

from dataclasses import replace
from datetime import datetime, timedelta

from kpi.periods import Period, last_day_of, whole_months
from kpi.targets.target import Target


def following(window: Period) -> Period:
    """Give the next days after a range: as many whole months after whole months, else as many days.

    >>> from datetime import date
    >>> following(Period(date(2026, 7, 1), date(2026, 9, 30))).end
    datetime.date(2026, 12, 31)
    >>> following(Period(date(2026, 10, 5), date(2026, 10, 11))).start
    datetime.date(2026, 10, 12)
    """
    start = window.end + timedelta(days=1)
    months = whole_months(window)
    if not months:
        return Period(start, start + timedelta(days=window.days - 1))
    return Period(start, last_day_of(start, months))


def follow_up(target: Target, new_id: str, at: datetime) -> Target:
    """Give a draft of the next target: its goal as a proposal, everything that belonged to the former days left out."""
    window = following(target.window)
    return replace(
        target,
        id=new_id,
        start=window.start,
        end=window.end,
        baseline=None,
        baseline_from="",
        relative=None,
        milestones=(),
        actions=(),
        lesson="",
        closed_at=None,
        ended=None,
        created_at=at,
        updated_at=at,
    )
