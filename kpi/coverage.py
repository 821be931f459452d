"""Which months of which channels the files speak of."""

import pandas as pd

from kpi.choice import EVENTS
from kpi.facts import Facts

_COLUMNS = ["channel", "month", "days_known", "days_in_month", "source"]


def by_month(facts: Facts) -> pd.DataFrame:
    """Give, for each channel, month and grain, how many days are known.

    Columns: channel, month (its first day), days_known, days_in_month, source.
    """
    found = [_days(view.channel, view.grain, view.rows, view.covers) for view in facts.views if not view.slice]
    if not found:
        return pd.DataFrame(columns=_COLUMNS)
    days = pd.concat(found).drop_duplicates()
    months = days.assign(month=days["day"].dt.to_period("M").dt.to_timestamp())
    counted = months.groupby(["channel", "source", "month"], as_index=False)["day"].nunique()
    counted = counted.rename(columns={"day": "days_known"}).assign(days_in_month=counted["month"].dt.days_in_month)
    return counted[_COLUMNS]


def _days(channel: str, grain: str, rows: pd.DataFrame, covers: tuple[pd.Timestamp, pd.Timestamp]) -> pd.DataFrame:
    """List the days that a view speaks of: every covered day of events, else those of its rows."""
    if grain in EVENTS:
        spans = [covers]
    else:
        spans = list(rows[["start", "end"]].drop_duplicates().itertuples(index=False, name=None))
    days = [pd.Series(pd.date_range(start, end, freq="D")) for start, end in spans]
    return pd.DataFrame({"day": pd.concat(days, ignore_index=True), "channel": channel, "source": grain + "s"})
