"""The days of the data: where they end, which to show first, and where a trend restarts."""

from collections.abc import Collection
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from kpi.choice import Part, Scope
from kpi.columns import Grain
from kpi.facts import Facts, Texts
from kpi.measure.panel import panel_changes
from kpi.periods import Days, Period, month_of

_NEARLY_OVER = 7
_EXPOSURE = frozenset({"impressions", "exposures"})
_EVER = np.datetime64("0001-01-01", "D")


def as_of(facts: Facts, scope: Scope | None = None) -> date | None:
    """Give the last day in the data; never the clock's today."""
    mine = [view.end.max() for view in facts.views if scope is None or scope.holds(view)]
    if not mine:
        return None
    last: date = max(mine).item()
    return last


def default_period(facts: Facts) -> Period | None:
    """Give the last calendar month of the data: the one it ends in if that is nearly over, else the one before."""
    newest = as_of(facts)
    if newest is None:
        return None
    month = month_of(newest)
    earlier = month_of(date.fromordinal(month.start.toordinal() - 1))
    nearly_over = (month.end - newest).days <= _NEARLY_OVER
    has_earlier = bool((facts.spans["start"] <= pd.Timestamp(earlier.start)).any())
    return month if nearly_over or not has_earlier else earlier


def breaks(facts: Facts, scope: Scope, operands: Collection[str] = ("impressions",)) -> pd.DataFrame:
    """List where a trend restarts: `date`, `channel`, `label`.

    Exposure breaks where a channel begins to be counted differently, mentions where the panel changes.
    """
    views = [view for view in facts.views if scope.holds(view)]
    found: list[tuple[np.datetime64, str, str]] = []
    if _EXPOSURE & set(operands):
        for view in views:
            if not view.slice and "impressions" in view.metrics:
                found += _basis_changes(view.channel, view.start, view.texts["basis"])
    if {"mentions", "competitor_mentions"} & set(operands):
        heard = [view for view in views if view.grain == Grain.MENTION]
        if heard:
            spoken = np.concatenate([view.start for view in heard])
            found += _basis_changes("Listening", spoken, np.concatenate([view.texts["basis"] for view in heard]))
            found += [(one.day, "Listening", f"Listening: {one.says} the panel") for one in panel_changes(facts)]
    rows = sorted(dict.fromkeys(found))
    days = pd.to_datetime(np.array([day for day, _, _ in rows], dtype="datetime64[s]"))
    return pd.DataFrame({"date": days, "channel": [row[1] for row in rows], "label": [row[2] for row in rows]})


def counted_since(part: Part) -> np.datetime64:
    """Give the first day since which a part counts what it counts at the end: its trend does not reach back further."""
    basis = part.view.texts["basis"]
    said = part.paired & (basis != "") & (part.grain == Grain.MENTION or not _EXPOSURE.isdisjoint(part.operands))
    if not said.any():
        return _EVER
    newest = basis[said][part.view.end[said].argmax()]
    before = part.view.end[said & (basis != newest)]
    since: np.datetime64 = before.max() + 1 if len(before) else _EVER
    return since


def _basis_changes(channel: str, start: Days, basis: Texts) -> list[tuple[np.datetime64, str, str]]:
    """Find where a source's basis gives way to another."""
    first = sorted((start[basis == name].min(), name) for name in set(basis.tolist()) - {""})
    return [(day, channel, f"{channel}: {earlier} → {name}") for (_, earlier), (day, name) in pairwise(first)]
