"""Conversion by landing page, from the tables that tell it: read beside the facts, and added to nothing."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import DERIVED
from kpi.conversion.calls import of_websites
from kpi.exports import EXPORTS
from kpi.facts import Brand, current
from kpi.facts.acting import of_counting
from kpi.facts.placing import belonging
from kpi.periods import Period, disjoint

_TOLD_BY: Final = frozenset(export.key for export in EXPORTS if export.rows_are == "landing page")
_FORMS: Final = DERIVED["actions"].forms
_COUNTED: Final = ("sessions", "conversions", "converting_sessions")


@dataclass(frozen=True, slots=True, eq=False)
class Landing:
    """What landing pages brought over the spans of the files that lie wholly in the asked days.

    `rows` has a row a page, the most visited first: `page`, `sessions`, `actions`, `rate` (missing where unknown).
    `title` names the rate; `spans` are those that were used, `others` those that the files tell besides.
    """

    rows: pd.DataFrame
    title: str
    spans: tuple[Period, ...]
    others: tuple[Period, ...]


def pages_of(records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Give the rows by landing page that count, of the newest files; conversions where they are those that count."""
    placed, _ = belonging(of_websites(records))
    counted = of_counting(current(placed), brand.actions)
    told = counted[counted["export"].isin(_TOLD_BY)]
    days = {"start": told["at"].dt.normalize(), "end": told["until"].dt.normalize()}
    return told.assign(**days)[["account", "key", "start", "end", *_COUNTED]].reset_index(drop=True)


def landing(pages: pd.DataFrame, period: Period) -> Landing:
    """Add up the pages of the spans in a range; of overlapping spans those that cover most."""
    inside = pages[_inside(pages, period)]
    used = inside[_disjoint(inside)]
    form = next((form for form in _FORMS if _throughout(used, form.always[0])), _FORMS[-1])
    paired = used[used[["sessions", form.always[0]]].notna().all(axis=1)]
    sums = used.groupby("key")[["sessions", form.always[0]]].sum(min_count=1)
    both = paired.groupby("key")[["sessions", form.always[0]]].sum(min_count=1).reindex(sums.index)
    rate = both[form.always[0]] / both["sessions"].where(both["sessions"] > 0)
    rows = sums.set_axis(["sessions", "actions"], axis=1).assign(rate=rate).rename_axis("page").reset_index()
    order = rows.sort_values(["sessions", "page"], ascending=[False, True], kind="stable", ignore_index=True)
    spans = _spans(used)
    others = tuple(span for span in _spans(pages) if span not in spans)
    return Landing(order, form.retitle or "Conversion rate", spans, others)


def _throughout(pages: pd.DataFrame, key: str) -> bool:
    """Tell whether a metric is known wherever visits are."""
    return bool(len(pages)) and bool(pages.loc[pages["sessions"].notna(), key].notna().all())


def _inside(pages: pd.DataFrame, period: Period) -> pd.Series:
    first, last = (pd.Timestamp(day) for day in (period.start, period.end))
    return (pages["start"] >= first) & (pages["end"] <= last)


def _disjoint(pages: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mark the rows of the spans that do not overlap, account by account."""
    kept = np.zeros(len(pages), dtype=bool)
    start, end = (pages[name].to_numpy().astype("datetime64[D]") for name in ("start", "end"))
    for places in pages.groupby("account", observed=True).indices.values():
        kept[places] = disjoint(start[places], end[places])
    return kept


def _spans(pages: pd.DataFrame) -> tuple[Period, ...]:
    days = pages[["start", "end"]].drop_duplicates().sort_values(["end", "start"], ascending=[False, True])
    return tuple(Period(start.date(), end.date()) for start, end in zip(days["start"], days["end"], strict=True))
