"""Which calls to action count as conversions: those that the workspace chose, else all; never beside a total of all."""

from collections.abc import Sequence

import pandas as pd

from kpi.catalogue.metrics import FILE_METRICS

CONVERSIONS = ("conversions", "converting_sessions")
"""What rows by action can tell; of anything else one visit with two actions would be told twice."""
_SAME_DAYS = ["channel", "account", "slice", "source", "grain", "at", "until"]


def seen(records: pd.DataFrame) -> tuple[str, ...]:
    """Name the actions that happened, the most frequent first."""
    counted = records["conversions"].groupby(records["action"].astype("str")).sum()
    by_count = counted[(counted > 0) & (counted.index != "")].sort_values(ascending=False, kind="stable")
    return tuple(map(str, by_count.index))


def of_counting(records: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """Leave the conversions that count: those of the chosen actions, or where none is chosen those of all.

    Of all actions the total counts where a file tells it, else the actions together. Where no file names one of the
    chosen, nothing counts: what is left would pass for the whole. Visits in which one of several actions happened
    cannot be added up, since one visit may hold two of them.
    """
    by_action = records["action"] != ""
    if not chosen and not by_action.any():
        return records
    once = records.assign(**{key: records[key].where(~by_action) for key in FILE_METRICS if key not in CONVERSIONS})
    for key in CONVERSIONS:
        counts = _of_chosen(records, key, chosen) if chosen else ~by_action | ~_totalled(records, key, by_action)
        alone = ~by_action | (len(chosen) == 1) | (key == "conversions")
        once[key] = records[key].where(counts & alone)
    return once


def others_are_none(records: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """Say that none of the chosen actions happened where only others did, in accounts whose files name a chosen one."""
    if not chosen:
        return records
    by_account = [records[name] for name in ("channel", "account")]
    knows = records["conversions"].notna().groupby(by_account, observed=True).transform("any")
    other = (records["action"] != "") & ~records["action"].isin(chosen)
    return records.assign(conversions=records["conversions"].mask(knows & other, 0.0))


def _of_chosen(records: pd.DataFrame, key: str, chosen: Sequence[str]) -> pd.Series:
    named = set(records.loc[records["conversions"].notna(), "action"].astype("str"))
    return records["action"].isin(chosen if named.issuperset(chosen) else ()) & records[key].notna()


def _totalled(records: pd.DataFrame, key: str, by_action: pd.Series) -> pd.Series:
    """Mark the rows of whose days a total of all actions is known."""
    days = pd.MultiIndex.from_frame(records[_SAME_DAYS].astype(dict.fromkeys(_SAME_DAYS[:-2], "str")))
    return pd.Series(days.isin(days[~by_action & records[key].notna()]), index=records.index)
