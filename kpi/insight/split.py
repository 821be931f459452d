"""A change split exactly: what each group brought to it, and which of them did most."""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.insight.groups import COLUMNS
from kpi.measure import By
from kpi.periods import Period

DUST: Final = 1e-9
"""The share of a value below which a difference is what floating point leaves behind."""
_STILL: Final = 0.01
_TIED: Final = 0.99
_ALIKE: Final = 0.9
_NO_ROWS: Final = pd.DataFrame(columns=list(COLUMNS))
_SIDES: Final = ("now", "then", "weight_now", "weight_then")


class Via(StrEnum):
    """Through what a group moved the whole."""

    ALL = "all"
    WEIGHT = "weight"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Effect:
    """One step of a split: what a group brought, through its weight, its own value, or in all."""

    name: str
    via: Via
    size: float
    now: float | None
    then: float | None
    weight_now: float | None = None
    weight_then: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """The change from `then`, the value of `against`, to `now`, that of `period`, like with like, and what made it.

    `rows` has one row a group, weekdays in their order, else what moved most first: `name`; `now` and `then`, its own
    values; `weight_now` and `weight_then`, its shares of a ratio's base or how many days a weekday had; `weight`, what
    its growing or shrinking brought, and `value`, what its own change brought; `brought`, all it brought. These are in
    the unit of the KPI (of a rate: fractions); what nothing says is missing. All that was `brought` and what is
    `unexplained` add up to the change. `price` is what other assumed prices then would have changed besides: the change
    itself holds them constant; the rows tell it of each group.

    `answered` are the days of the KPI's value, of which `period` is what can be compared; `of` are the days that the
    parts are about, where they are others than those compared; `sources` where the parts come from, `left_out` what
    cannot be split so, `marks` what qualifies the comparison. Where there is no split, `why_not` says why.
    """

    kpi: Kpi
    title: str
    by: By
    period: Period
    against: Period | None = None
    now: float | None = None
    then: float | None = None
    rows: pd.DataFrame = field(default_factory=lambda: _NO_ROWS)
    unexplained: float = 0.0
    price: float | None = None
    of: tuple[Period, Period] | None = None
    sources: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    answered: Period | None = None
    why_not: str = ""

    @property
    def change(self) -> float:
        """Give the change, in the KPI's unit."""
        return (self.now or 0.0) - (self.then or 0.0)

    @property
    def in_two(self) -> bool:
        """Tell whether what each group brought is split further into weight and value."""
        return bool(self.rows["weight"].notna().any())

    @property
    def has_shares(self) -> bool:
        """Tell whether the weights of the groups are shares of a ratio's base."""
        return self.in_two and behaves(self.kpi) is Behaves.RATIO

    @property
    def effects(self) -> tuple[Effect, ...]:
        """List every step of the split that is any, what moved most first."""
        columns = ("brought",) if not self.in_two else ("weight", "value")
        via = {"brought": Via.ALL, "weight": Via.WEIGHT, "value": Via.VALUE}
        found = [
            Effect(row["name"], via[column], row[column], *(_known(row[of]) for of in _SIDES))
            for row in self.rows.to_dict("records")
            for column in columns
            if abs(row[column]) > self._dust
        ]
        return tuple(sorted(found, key=lambda effect: -abs(effect.size)))

    @property
    def by_mix(self) -> bool:
        """Tell whether the shift between the groups did more in the way a ratio went than their own ratios did."""
        sign = 1 if self.change > 0 else -1
        return self.has_shares and bool(self.rows["weight"].sum() * sign > max(self.rows["value"].sum() * sign, 0.0))

    @property
    def along(self) -> pd.DataFrame:
        """Give the rows that moved the way the whole did, what did most first: of a ratio by their own change."""
        if self.why_not or self.rows.empty or self.is_still:
            return self.rows.iloc[:0]
        did = self.rows["value" if self.has_shares else "brought"] * (1 if self.change > 0 else -1)
        return self.rows.loc[did[did > self._dust].sort_values(ascending=False, kind="stable").index]

    @property
    def alike(self) -> pd.DataFrame:
        """Give of these the first, and those that did about as much."""
        rows = self.along
        did = rows["value" if self.has_shares else "brought"].abs()
        alike: pd.DataFrame = rows[(did >= _ALIKE * did.max()).to_numpy()]
        return alike

    @property
    def leading(self) -> pd.Series | None:
        """Give the row that did most in the way the whole went; of a shift the one whose share moved most in it."""
        if self.why_not or self.rows.empty or self.is_still:
            return None
        if self.by_mix:
            return self._shifted
        rows = self.along
        return rows.iloc[0] if len(rows) else None

    @property
    def _dust(self) -> float:
        return DUST * max(abs(self.now or 0.0), abs(self.then or 0.0))

    @property
    def _shifted(self) -> pd.Series:
        """Give the row whose share moved most, of those whose shift went the way of the whole; of two the grown."""
        rows = self.rows[self.rows["weight"] * (1 if self.change > 0 else -1) > 0]
        grown = (rows["weight_now"] - rows["weight_then"]).fillna(0.0)
        return rows.iloc[int(grown.argmax() if grown.max() >= _TIED * -grown.min() else grown.argmin())]

    @property
    def is_still(self) -> bool:
        """Tell whether the change is less than one per cent of the compared value: nothing to explain."""
        return abs(self.change) < _STILL * abs(self.then or 0.0) or self.change == 0

    @property
    def explains_little(self) -> bool:
        """Tell whether more of the change is unexplained than the parts explain."""
        return abs(self.unexplained) > min(abs(self.change), abs(self.change - self.unexplained))


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number
