"""The panel side by side: the brand and those it is compared with, by one measure of one source at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import LEVELS, METRICS, Unit
from kpi.facts import Facts, Rival
from kpi.insight.sightings import METRICS as COMPARED
from kpi.insight.sightings import known_as
from kpi.measure.panel import PanelChange, heard, panel_changes

SHARES: Final = {"mentions": "Share of voice", "engagements": "Share of engagement"}
"""Measures of which a share of the panel's total is told, and what it is called: engagement is no voice."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What brands are compared by: a measure of a source, or its share of all that the panel has of it."""

    metric: str
    source: str
    share: bool = False

    @property
    def name(self) -> str:
        """Name the measure."""
        return SHARES[self.metric] if self.share else METRICS[self.metric].label.partition(" (")[0]

    @property
    def label(self) -> str:
        """Name the measure and its source."""
        return f"{self.name} · {self.source}"

    @property
    def unit(self) -> Unit:
        """Say what it is measured in."""
        return Unit.PERCENT if self.share else Unit.COUNT

    @property
    def is_level(self) -> bool:
        """Tell whether it is a state on a day, not a sum of days."""
        return not self.share and self.metric in LEVELS


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """The brands of the panel by one topic.

    `steps` has a row a brand and step: `brand`, `start`, `end`, `value` (missing where it is unknown: never zero), what
    was `counted` for it with its `file`, `sheet` and `row`, and whether the brand `belongs` to the panel on all its
    days. `brands` are all of them, the own one first, then by their last known value. `changes` are those of the panel
    within the steps; `offered` are brands that the source names and the panel does not have; `silent` are those of the
    panel of which the source says nothing at all.
    """

    topic: Topic
    own: str
    steps: pd.DataFrame
    brands: tuple[str, ...]
    changes: tuple[PanelChange, ...] = ()
    offered: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def wide(self) -> pd.DataFrame:
        """Give the values with a row a step, a column a brand."""
        wide = self.steps.pivot_table(index=["start", "end"], columns="brand", values="value", aggfunc="first")
        days = pd.MultiIndex.from_frame(self.steps[["start", "end"]].drop_duplicates())
        return wide.reindex(index=days, columns=list(self.brands)).sort_index(level=["end", "start"])


def topics(seen: pd.DataFrame, own: str, rivals: Sequence[Rival]) -> list[Topic]:
    """List what the brand can be compared by: where a source knows it, and somebody else of the panel."""
    found = []
    for metric in COMPARED:
        of_metric = seen[seen["metric"] == metric]
        for source, rows in of_metric.groupby("source", sort=True):
            others = {known_as(name, rivals) for name in rows["brand"]} - {own}
            if others:
                whole = metric in SHARES and own in set(rows["brand"])
                found += [Topic(metric, str(source), share=True)] * whole + [Topic(metric, str(source))]
    return sorted(found, key=lambda topic: (not topic.share, COMPARED.index(topic.metric)))


def compared(seen: pd.DataFrame, topic: Topic, facts: Facts, own: str) -> Panel:
    """Put the brands of the panel side by side by a topic."""
    rows = seen[(seen["metric"] == topic.metric) & (seen["source"] == topic.source)]
    named = [rival for rival in facts.rivals or _in_the_source(rows, facts, own) if not rival.is_named(own)]
    called = [name if name == own else known_as(name, named) for name in rows["brand"]]
    rows = _one_each(rows.assign(brand=called, page=rows["brand"]), {rival.name: rival for rival in named})
    listed = [rival.name for rival in named]
    steps = rows[["start", "end"]].drop_duplicates().sort_values(["end", "start"])
    frame = pd.concat([_of_brand(rows, steps, own, None), *(_of_brand(rows, steps, one.name, one) for one in named)])
    changes = _within(panel_changes(facts) if facts.rivals or topic.metric == "mentions" else (), steps)
    if topic.share:
        frame = _shares(frame, changes)
    silent = [name for name in listed if name not in set(rows["brand"])]
    frame = frame[~frame["brand"].isin(silent)].reset_index(drop=True)
    return Panel(
        topic,
        own,
        frame,
        _ranked(frame, own, [name for name in listed if name not in silent]),
        changes=changes,
        offered=tuple(sorted(set(rows["brand"]) - {own, *listed})),
        silent=tuple(silent),
    )


def _one_each(rows: pd.DataFrame, named: Mapping[str, Rival]) -> pd.DataFrame:
    """Give a brand one number a step: pages that once stand side by side are no spellings of one name.

    Of these the ones count that are called as the panel says, added up where all of them are known; where none is, none
    of them speaks for the brand and each keeps its own name.
    """
    told = [_of_pages(of, named.get(str(name))) for name, of in rows.groupby("brand", sort=False)]
    return pd.concat(told, ignore_index=True) if told else rows


def _of_pages(rows: pd.DataFrame, rival: Rival | None) -> pd.DataFrame:
    days = ["start", "end"]
    if rival is None or not rows.duplicated(days).any():
        return rows
    ours = rows[[rival.is_called(page) for page in rows["page"]]]
    if ours.empty:
        return rows.assign(brand=rows["page"])
    whole = ours.groupby(days)["page"].transform("nunique") == ours["page"].nunique()
    value = ours.groupby(days)["value"].transform("sum").where(whole)
    return ours.assign(value=value, row=" + ".join(dict.fromkeys(ours["page"]))).drop_duplicates(days)


def _in_the_source(rows: pd.DataFrame, facts: Facts, own: str) -> tuple[Rival, ...]:
    """Take for the panel, where none was named, whom the source names."""
    since = {rival.name: rival.since for rival in heard(facts)} if (rows["metric"] == "mentions").any() else {}
    return tuple(Rival(name, since.get(name)) for name in sorted(set(rows["brand"]) - {own}))


def _of_brand(rows: pd.DataFrame, steps: pd.DataFrame, name: str, rival: Rival | None) -> pd.DataFrame:
    """Give a brand in every step; what is known of it on days on which it is not in the panel is left out."""
    mine = steps.merge(rows[rows["brand"] == name], on=["start", "end"], how="left").drop_duplicates(["start", "end"])
    days = zip(mine["start"].dt.date, mine["end"].dt.date, strict=True)
    there = [rival is None or (rival.belongs(first) and rival.belongs(last)) for first, last in days]
    belongs = pd.Series(there, index=mine.index, dtype="bool")
    counted = mine["value"].where(belongs)
    return mine.assign(brand=name, belongs=belongs, value=counted, counted=counted)


def _shares(frame: pd.DataFrame, changes: Sequence[PanelChange]) -> pd.DataFrame:
    """Divide by the total of the panel, where all that belongs to it is known and it is one panel on all days."""
    unknown = frame["belongs"] & frame["value"].isna()
    for change in changes:
        unknown |= (frame["start"] < pd.Timestamp(change.date)) & (pd.Timestamp(change.date) <= frame["end"])
    by_step = frame.assign(unknown=unknown).groupby(["start", "end"])
    whole = by_step["value"].transform("sum").where(~by_step["unknown"].transform("any"))
    return frame.assign(value=frame["value"] / whole.where(whole > 0))


def _ranked(frame: pd.DataFrame, own: str, names: Sequence[str]) -> tuple[str, ...]:
    last = frame.dropna(subset=["value"]).sort_values("end").groupby("brand")["value"].last()
    return own, *sorted(names, key=lambda name: (-float(last.get(name, -np.inf)), name))


def _within(changes: Sequence[PanelChange], steps: pd.DataFrame) -> tuple[PanelChange, ...]:
    """Leave the changes that lie among the steps."""
    if steps.empty:
        return ()
    first, last = steps["start"].min().date(), steps["end"].max().date()
    return tuple(change for change in changes if first < change.date <= last)


def restarts_between(panel: Panel, first: date, last: date) -> list[PanelChange]:
    """List the changes of the panel after one step has begun, up to the end of another."""
    return [change for change in panel.changes if first < change.date <= last]
