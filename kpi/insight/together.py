"""Whether two series went together: told from their changes, so that a trend that both share is no pattern."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from kpi.facts import Flags, Numbers

LEAST: Final = 20
"""The fewest changes from which a pattern is told."""
_DOUBT: Final = 0.01
_CLEARLY: Final = 0.6
_LAGS: Final = 4
_AROUND: Final = 4
_OF_RANKS: Final = 1.06
"""How much wider a correlation of ranks spreads than one of values (Fieller, Hartley and Pearson 1957)."""


class Told(StrEnum):
    """What can be said of how two series went."""

    TOGETHER = "together"
    APART = "apart"
    NOTHING = "no pattern"
    TOO_FEW = "too few"


@dataclass(frozen=True, slots=True)
class Moves:
    """How two series went from step to step: how often the same way, the opposite way, and how often one stood still.

    `told` is what can be said of it, `doubt` the chance of a correlation of the changes so strong where none is.
    """

    told: Told
    same: int
    opposite: int
    still: int
    doubt: float = 1.0

    @property
    def changes(self) -> int:
        """Count the changes in which both moved."""
        return self.same + self.opposite


def moves(first: Numbers, second: Numbers, *, restarts: Sequence[bool] | Flags = ()) -> Moves:
    """Compare the changes of two series from each step to the next; a missing value has none before or after it.

    `restarts` marks the steps from which on one of them is counted otherwise: no change leads there. A pattern is told
    only where the ranks of the changes, beside the slow movement around them, correlate beyond a doubt of 1 %, and
    where it shows: in three of five steps.

    >>> moves(np.array([1.0, 3.0, 2.0, np.nan, 5.0]), np.array([4.0, 9.0, 9.0, 1.0, 2.0]))
    Moves(told=<Told.TOO_FEW: 'too few'>, same=1, opposite=0, still=1, doubt=1.0)
    """
    changes = np.stack([np.diff(first), np.diff(second)])
    again = np.asarray(restarts if len(restarts) else np.zeros(len(first)), dtype=bool)[1:]
    known = ~np.isnan(changes).any(axis=0) & ~again
    ways = np.sign(changes[0, known]) * np.sign(changes[1, known])
    same, opposite, still = (int((ways == way).sum()) for way in (1, -1, 0))
    if same + opposite < LEAST:
        return Moves(Told.TOO_FEW, same, opposite, still)
    strength, doubt = _correlation(*(_ranks(_beside_their_season(of, known), known) for of in changes))
    share = same / (same + opposite)
    told = Told.NOTHING
    if doubt < _DOUBT and strength > 0 and share >= _CLEARLY:
        told = Told.TOGETHER
    if doubt < _DOUBT and strength < 0 and share <= 1 - _CLEARLY:
        told = Told.APART
    return Moves(told, same, opposite, still, doubt)


def _beside_their_season(changes: Numbers, known: Flags) -> Numbers:
    """Take from each change the mean of those around it: what a slow rise and fall brings to both is no pattern."""
    window = np.ones(2 * _AROUND + 1)
    count = np.convolve(known, window, mode="same")
    around = np.convolve(np.where(known, changes, 0.0), window, mode="same") / np.maximum(count, 1.0)
    beside: Numbers = changes - around
    return beside


def _ranks(changes: Numbers, known: Flags) -> Numbers:
    """Give the changes that are known by their ranks, standardised, each in its place; equal ones share theirs."""
    _, places, counts = np.unique(changes[known], return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts - 1) / 2
    ranks = middles[places] - middles[places].mean()
    spread = ranks.std()
    whole = np.full(len(changes), np.nan)
    whole[known] = ranks / spread if spread else 0.0
    return whole


def _correlation(first: Numbers, second: Numbers) -> tuple[float, float]:
    """Correlate ranks; give the strength, and the chance of one so strong where there is none.

    Where each series' changes follow from those before them, there is less to tell than their number says: it is
    lowered by the products of the correlations of each with itself (Bartlett 1946).
    """
    strength = float(np.nanmean(first * second))
    count = int((~np.isnan(first)).sum())
    echoes = sum(_echo(first, lag) * _echo(second, lag) for lag in range(1, _LAGS + 1))
    worth = count / max(1.0, 1.0 + 2.0 * echoes)
    bounded = max(-0.999999, min(0.999999, strength))
    size = abs(math.atanh(bounded)) * math.sqrt(max(worth - 3.0, 0.0) / _OF_RANKS)
    return strength, math.erfc(size / math.sqrt(2.0))


def _echo(ranks: Numbers, lag: int) -> float:
    """Correlate a series with itself some steps before."""
    products = ranks[lag:] * ranks[:-lag]
    return float(np.nanmean(products)) if (~np.isnan(products)).any() else 0.0
