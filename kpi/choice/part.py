"""What one channel and account gives to a KPI: its operands, span by span, and the days that it knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import numpy as np

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import LEVELS, OPENING, Form
from kpi.columns import Grain
from kpi.facts import Flags, Numbers, Places, View, spans_inside
from kpi.periods import ONE_DAY, Days, Period, Steps, each_day

EVENTS = frozenset({Grain.POST.value, Grain.REVIEW.value, Grain.MENTION.value})
"""Grains whose absent days are zero inside the days that the file covers."""
TOTALS = frozenset({Grain.PERIOD.value, Grain.CAMPAIGN.value})
"""Grains whose rows total several days and may overlap."""
CARRIED = np.timedelta64(35, "D")
"""How long the last value of a level stands for the days after it."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one channel and account gives: one element a span, the KPI's operands as columns, and how they came about.

    `paired` marks the spans in which all operands are known; `known` are the days that the part can answer for,
    `as_of` the last of them. `added` names, for each of the `forms`, the metrics that were added up. `sums` are what
    was added up of it already, by formula and range.
    """

    view: View
    operands: Mapping[str, Numbers]
    paired: Flags
    known: Days
    forms: tuple[Form, ...]
    added: tuple[tuple[str, ...], ...]
    sums: dict[tuple[str, Steps], Numbers] = field(default_factory=dict, init=False)

    @property
    def channel(self) -> str:
        """Name the channel."""
        return self.view.channel

    @property
    def account(self) -> str:
        """Name the account."""
        return self.view.account

    @property
    def grain(self) -> str:
        """Name the grain."""
        return self.view.grain

    @property
    def as_of(self) -> date:
        """Give the last day that is known."""
        last: date = self.known[-1].item()
        return last

    @property
    def levels(self) -> tuple[str, ...]:
        """Name the operands that are not summed over time."""
        return _levels_among(tuple(self.operands))

    @property
    def is_level(self) -> bool:
        """Tell whether nothing in the part is summed over time."""
        return len(self.levels) == len(self.operands) > 0

    @property
    def unsettled(self) -> Flags:
        """Mark the newest posts, whose numbers still grow."""
        return self.view.unsettled

    def only(self, spans: Flags) -> "Part":
        """Give the part of some of the spans."""
        operands = {name: column[spans] for name, column in self.operands.items()}
        return replace(self, view=self.view.only(spans), operands=operands, paired=self.paired[spans])

    def bases(self, period: Period) -> set[str]:
        """Say what is counted as exposure in a range."""
        counted = CHANNELS[self.channel].exposure if self.channel in CHANNELS else "impressions"
        if "exposures" in self.operands and counted != "impressions":
            return {counted.replace("_", " ")}
        return self.texts("basis", period)

    def texts(self, name: str, period: Period) -> set[str]:
        """Say what the spans inside a range are: their basis, or whether they are paid."""
        return set(self.view.texts[name][self.inside(period)].tolist()) - {""}

    def inside(self, period: Period) -> Flags:
        """Mark the spans that lie wholly in a range."""
        return spans_inside(self.view, period)

    def last_known(self, name: str, days: Days) -> Places:
        """Say which span gives a level's last value at or before each of the days, at most 35 days old; -1 if none."""
        known = np.flatnonzero(~np.isnan(self.operands[name]))
        order = known[np.argsort(self.view.end[known], kind="stable")]
        if not len(order):
            return np.full(len(days), -1)
        ends = self.view.end[order]
        at = np.searchsorted(ends, days, side="right") - 1
        return np.where((at >= 0) & (days - ends[at] <= CARRIED), order[at], -1)

    def level_at(self, name: str, days: Days) -> Numbers:
        """Give a level's last value at or before each of the days, carried at most 35 days."""
        at = self.last_known(name, days)
        return np.where(at >= 0, self.operands[name][at], np.nan) if len(self.view.end) else np.full(len(at), np.nan)

    def level_in(self, name: str, first: Days, last: Days) -> Numbers:
        """Give a level in ranges of days: its value at their ends, or before their first days where that is asked."""
        return self.level_at(name, asked_of(name, first, last))

    def days_known(self, period: Period) -> int:
        """Count the days of a range that the part knows; spans count only when they lie wholly in it."""
        first, last = period.ends
        if self.is_level:
            ends = np.array([first]), np.array([last])
            fresh = ~np.isnan([self.level_in(name, *ends)[0] for name in self.levels])
            return period.days if fresh.all() else 0
        if self.grain in TOTALS:
            whole = self.paired & self.inside(period)
            return len(each_day(self.view.start[whole], self.view.end[whole]))
        return int(self.known.searchsorted(last, side="right") - self.known.searchsorted(first))

    def share_known(self, period: Period) -> float:
        """Give the share of a range's days that the part knows."""
        return self.days_known(period) / period.days if period.days > 0 else 0.0


@lru_cache(maxsize=1_000)
def _levels_among(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in LEVELS)


def asked_of(level: str, first: Days, last: Days) -> Days:
    """Give the days on which a level of ranges is asked: their last ones, or those before the first."""
    return first - ONE_DAY if level in OPENING else last
