"""What is known of a target that is held against the facts."""

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves
from kpi.choice import ENOUGH
from kpi.measure import Answer
from kpi.periods import Period
from kpi.targets.each import Each, Judged, meets
from kpi.targets.target import Sense, Target

_HARD_LIMITS = {Unit.PERCENT: 1.0, Unit.STARS: 5.0}


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A target against the trend.

    `frame` has one row a day (or a longer step where the files tell no days, or the target asks for one): `date`,
    `actual` (cumulative for what adds up, else the value so far; missing where unknown), `path` (what is asked by
    then). `behaves` says how it comes to its goal. The way `begins` at zero for what adds up, else at the baseline (a
    level without one at its first value). `expected` is the value asked for by `as_of`, the last day known, where
    `unknown` days before it are not counted as zero, and no more is asked of them than is known of them.
    `required` is what is needed a day on all days
    that are not known yet (for a ratio: the rate on the volume still to come), `usual` what is usual a day, and
    `heaviness` how many usual days one of the days to come is, by weekday and season. `volume` is a ratio's denominator
    so far, `best` its best week. `late` and `silent` are the channels that hold it up; what still `grows` rests on
    posts younger than seven days. `newcomers` are left out of a level, each with its first day.
    """

    target: Target
    kpi: Kpi
    behaves: Behaves
    sense: Sense
    frame: pd.DataFrame
    answer: Answer | None = None
    value: float | None = None
    begins: float | None = None
    expected: float | None = None
    required: float | None = None
    usual: float | None = None
    heaviness: float = 1.0
    as_of: date | None = None
    days_left: int = 0
    unknown: int = 0
    volume: float | None = None
    best: float | None = None
    late: tuple[tuple[str, date], ...] = ()
    silent: tuple[str, ...] = ()
    each: Each | None = None
    grows: bool = False
    newcomers: tuple[tuple[str, date], ...] = ()

    @property
    def pace(self) -> float | None:
        """Give the share of the way that should be done by now; a ratio has no way, and so no pace."""
        return None if self.each or self.behaves is Behaves.RATIO else self._share_of_way(self.expected)

    @property
    def share(self) -> float | None:
        """Give the share of the way that is done; where each period counts, that of the periods that must meet it.

        A level from 9,500 to 10,000 that stands at 9,500 has done 0 %, not 95 %.
        """
        if self.each:
            return self.each.met / self.each.needed if self.each.needed else None
        return self._share_of_way(self.value)

    @property
    def holds(self) -> bool:
        """Tell whether the target asks to stay on the good side, where it began: then there is no way to go."""
        begins, goal = self.begins, self.target.goal
        if self.behaves is Behaves.FLOW or begins is None:
            return self.sense is Sense.BETWEEN and self.behaves is not Behaves.FLOW
        return self.sense is Sense.BETWEEN or (begins <= goal if self.sense is Sense.AT_MOST else begins >= goal)

    @property
    def times_usual(self) -> float | None:
        """Say how many times what is usual a day is required."""
        usual = (self.usual or 0.0) * self.heaviness
        return self.required / usual if self.required is not None and usual else None

    @property
    def reached(self) -> bool:
        """Tell whether the value known so far meets the goal, with the volume it asks for."""
        if self.each:
            return bool(self.each.reached)
        enough = self.target.min_volume is None or (self.volume or 0.0) >= self.target.min_volume
        return self.value is not None and enough and meets(self.target, self.sense, self.value)

    @property
    def whole(self) -> bool:
        """Tell whether the value rests on all that it should: nothing of a sum, little of a ratio may be unknown."""
        if self.as_of is None or self.silent or self.grows:
            return False
        days = Period(self.target.start, self.as_of).days
        return self.unknown == 0 or (self.behaves is not Behaves.FLOW and self.unknown <= (1 - ENOUGH) * days)

    @property
    def is_empty(self) -> bool:
        """Tell whether the days are known and there was nothing on them: a ratio has nothing to divide by."""
        if self.each:
            return bool(self.each.count(Judged.EMPTY)) and not self.each.over
        return self.value is None and self.as_of is not None and self.volume == 0

    @property
    def out_of_reach(self) -> bool:
        """Tell whether a ratio would need more than there can be, or than its best week ever was."""
        if self.behaves is not Behaves.RATIO or self.required is None:
            return False
        if self.sense is Sense.AT_MOST:
            return self.required < max(0.0, self.best or 0.0)
        return self.required > min(_HARD_LIMITS.get(self.kpi.unit, math.inf), self.best or math.inf)

    def _share_of_way(self, value: float | None) -> float | None:
        if value is None or self.begins is None or self.holds:
            return None
        return (value - self.begins) / (self.target.goal - self.begins)
