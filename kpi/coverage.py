"""Which months of which channels the files speak of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from kpi.choice import EVENTS
from kpi.facts import Facts, View
from kpi.periods import Days, each_day

Stretch = tuple[date, date]
"""The first and the last of days that follow each other."""

_COLUMNS = ["channel", "month", "days_known", "days_in_month", "source"]


def by_month(facts: Facts) -> pd.DataFrame:
    """Give, for each channel, month and grain, how many days are known.

    Columns: channel, month (its first day), days_known, days_in_month, source.
    """
    days: dict[tuple[str, str], list[Days]] = {}
    for view in facts.views:
        if not view.slice:
            days.setdefault((view.channel, f"{view.grain}s"), []).append(_days(view))
    rows = [
        (channel, month, known, source)
        for (channel, source), found in days.items()
        for month, known in _counted(np.unique(np.concatenate(found)))
    ]
    counted = pd.DataFrame(rows, columns=["channel", "month", "days_known", "source"])
    month = pd.to_datetime(counted["month"])
    return counted.assign(month=month, days_in_month=month.dt.days_in_month)[_COLUMNS]


def stretches(sheets: Iterable[Mapping[str, Any]]) -> list[Stretch]:
    """List, from the reports of a file's tables, the stretches of days that any of them covers, in order."""
    told = sorted(
        (date.fromisoformat(first), date.fromisoformat(last)) for sheet in sheets for first, last in _covered(sheet)
    )
    joined: list[Stretch] = []
    for first, last in told:
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def months_known(covered: Sequence[Stretch], first: date, last: date) -> list[float]:
    """Give for each month, from that of the first day to that of the last, the share of its days that are covered.

    >>> months_known([(date(2026, 1, 17), date(2026, 2, 14))], date(2026, 1, 1), date(2026, 3, 31))
    [0.48, 0.5, 0.0]
    """
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [round(_share(covered, date(month // 12, month % 12 + 1, 1)), 2) for month in months]


def _share(covered: Sequence[Stretch], begin: date) -> float:
    after = (begin + timedelta(days=31)).replace(day=1)
    known = sum(max(0, (min(last + timedelta(days=1), after) - max(first, begin)).days) for first, last in covered)
    return known / (after - begin).days


def _covered(sheet: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    if not sheet["rows_kept"]:
        return ()
    return sheet.get("covered") or [(sheet["first_date"], sheet["last_date"])]


def _days(view: View) -> Days:
    """List the days that a view speaks of: every covered day of events, else those of its spans."""
    return view.covered if view.grain in EVENTS else each_day(view.start, view.end)


def _counted(days: Days) -> list[tuple[np.datetime64, int]]:
    months, counts = np.unique(days.astype("datetime64[M]"), return_counts=True)
    return list(zip(months.astype("datetime64[s]"), counts.tolist(), strict=True))
