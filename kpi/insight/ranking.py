"""Best and worst posts: each against the median of the posts of its channel and content type."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import Better
from kpi.facts import Flags, Numbers, Places
from kpi.insight.valued import Valued
from kpi.periods import Period

LEAST_OF_KIND = 5
"""The fewest posts of a kind that make a median."""
LEAST_SEEN = 0.25
"""Of a rate, the least base of a ranked post, as a share of the median base of its kind: a tiny one wins by luck."""

_REASONS = RANKED, YOUNG, UNKNOWN, FEW, SMALL, NOTHING = "", "young", "unknown", "few", "small", "nothing"
"""Why a post has no multiple: too young, KPI not known, few of its kind, seen by too few, a median of nothing."""
_WHY = pd.CategoricalDtype(list(_REASONS))


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The posts of a period, the best first, those that cannot be ranked at the end.

    `rows` has one row a post: `place` in the frame of posts; `value`; `usual`, the median of its kind, of `of_kind`
    posts of the `usual_days`; `times`, the one as a multiple of the other, missing where `why` says why.
    """

    rows: pd.DataFrame
    usual_days: Period

    @property
    def ranked(self) -> int:
        """Count the posts that have a multiple."""
        return int((self.rows["why"] == RANKED).sum())


def ranked(valued: Valued, posts: pd.DataFrame, period: Period, usual_days: Period) -> Ranking:
    """Rank the posts of a period; `valued` holds the values of the longer days over which the medians are taken."""
    young, kind, days = (posts[name].to_numpy()[valued.places] for name in ("young", "kind", "day"))
    value, base = valued.value, valued.sides[1] if valued.sides else None
    settled = ~young & ~np.isnan(value)
    kinds = int(kind.max(initial=-1)) + 1
    count = np.bincount(kind[settled], minlength=kinds)
    usual = _medians(value, kind, settled, kinds)
    small = np.zeros(len(value), dtype=bool) if base is None else _is_small(base, kind, settled, kinds)
    first, last = period.ends
    day = days.astype("datetime64[D]")
    here = np.flatnonzero((day >= first) & (day <= last))
    why = _why(young, np.isnan(value), count[kind] < LEAST_OF_KIND, small, ~(usual[kind] > 0))[here]
    times = np.where(why == 0, _divided(value, usual[kind])[here], np.nan)
    order = _best_first(times, value[here], rising=valued.question.kpi.better is Better.LOWER)
    here, why = here[order], why[order]
    rows = pd.DataFrame(
        {
            "place": valued.places[here],
            "value": value[here],
            "usual": np.where(count[kind[here]] >= LEAST_OF_KIND, usual[kind[here]], np.nan),
            "times": times[order],
            "of_kind": count[kind[here]],
            "why": pd.Categorical.from_codes(why, dtype=_WHY),
        }
    )
    return Ranking(rows, usual_days)


def _best_first(times: Numbers, value: Numbers, *, rising: bool) -> Places:
    """Order by multiple, then by value; what has none comes last."""
    keys = [np.where(np.isnan(of), np.inf, of if rising else -of) for of in (value, times)]
    found: Places = np.lexsort(keys)
    return found


def _is_small(base: Numbers, kind: Places, settled: Flags, kinds: int) -> Flags:
    small: Flags = base < LEAST_SEEN * _medians(base, kind, settled, kinds)[kind]
    return small


def _medians(values: Numbers, kind: Places, settled: Flags, kinds: int) -> Numbers:
    medians = pd.Series(values[settled]).groupby(kind[settled]).median()
    found: Numbers = medians.reindex(range(kinds)).to_numpy().astype("float64")
    return found


def _why(*reasons: Flags) -> Places:
    """Give the number of the first reason that holds for each post, in the order of `_REASONS`; 0 for none."""
    found: Places = np.select(list(reasons), range(1, len(reasons) + 1), default=0)
    return found


def _divided(above: Numbers, below: Numbers) -> Numbers:
    found: Numbers = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return found
