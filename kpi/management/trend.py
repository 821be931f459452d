"""The small trend beside a figure: its months, and where it begins anew because something else is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpi.periods import Period


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a trend: `value` is None where it is unknown; `partial` where only some of its days are known.

    `now` is a month of the period that the page is about.
    """

    start: date
    value: float | None
    partial: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class Restart:
    """The day from which on a trend is another one, and why."""

    day: date
    says: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The months of a figure in their order, and its last restart among them."""

    months: tuple[Month, ...] = ()
    restart: Restart | None = None

    def is_former(self, month: Month) -> bool:
        """Tell whether a month, or a part of it, lies before the restart: it cannot be compared with what follows."""
        return self.restart is not None and month.start < self.restart.day

    @property
    def highest(self) -> Month | None:
        """Give the month with the highest value since the restart; None where fewer than three months are known."""
        known = [month for month in self.months if month.value is not None and not self.is_former(month)]
        return max(known, key=lambda month: month.value or 0.0) if len(known) > 2 else None  # noqa: PLR2004


def trend(steps: pd.DataFrame, period: Period, restarts: Sequence[Restart]) -> Trend:
    """Make a trend of monthly steps (`start`, `value`, `partial`), as `measure.series` gives them.

    Of several restarts among the months the last one counts.
    """
    starts = [day.date() for day in steps["start"]]
    values = [None if pd.isna(value) else float(value) for value in steps["value"]]
    months = tuple(
        Month(start, value, bool(partial), period.start <= start <= period.end)
        for start, value, partial in zip(starts, values, steps["partial"], strict=True)
    )
    within = [one for one in restarts if months and months[0].start < one.day <= period.end]
    return Trend(months, max(within, key=lambda one: one.day, default=None))
