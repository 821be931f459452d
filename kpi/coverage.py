"""Which months of which channels the files speak of."""

import numpy as np
import pandas as pd

from kpi.choice import EVENTS
from kpi.facts import Facts, View
from kpi.periods import Days, each_day

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


def _days(view: View) -> Days:
    """List the days that a view speaks of: every covered day of events, else those of its spans."""
    return view.covered if view.grain in EVENTS else each_day(view.start, view.end)


def _counted(days: Days) -> list[tuple[np.datetime64, int]]:
    months, counts = np.unique(days.astype("datetime64[M]"), return_counts=True)
    return list(zip(months.astype("datetime64[s]"), counts.tolist(), strict=True))
