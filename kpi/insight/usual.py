"""What a series usually brings: its weekdays, its level week by week, and how far past stretches strayed from both."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from kpi.facts import Numbers
from kpi.insight.daily import Daily

KNOWN = 0.7
"""The share of a stretch's days that must be known."""
_WEEKS, _LEAST_WEEKS = 26, 8
_NEGATIVE = 0.01
_CALM, _CAUTION = 3, 0.1
_MOST_ADDED, _LEAST_BASE = 14.0, 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A series as it is judged: what was counted, what one expects of it at a level of 1, and its level week by week.

    The days from `new` on are judged, up to `until`. `typical` is what stands below on a mean day, `grown` are both
    sides and the known days, summed up to each place.
    """

    above: Numbers
    below: Numbers
    new: int
    until: int
    levels: Numbers
    typical: float
    grown: tuple[Numbers, Numbers, Numbers]

    @property
    def level(self) -> float:
        """Give the level before the new days."""
        return float(self.levels[0])


def seen_before(series: Daily, new: int, until: int) -> Seen | None:
    """Take a series apart into weekdays and level; None where fewer than eight weeks before the new days are known."""
    weeks = new // 7
    if weeks < _LEAST_WEEKS or new >= until or np.mean(series.above < 0) > _NEGATIVE:
        return None
    above, below = _by_weekday(series, new)
    sums = [side[new - weeks * 7 : new].reshape(weeks, 7)[::-1] for side in (above, below)]
    enough = (~np.isnan(sums[0])).sum(axis=1) >= 7 * KNOWN
    made, base = (np.nansum(side, axis=1) for side in sums)
    rates = np.divide(made, base, out=np.full(weeks, np.nan), where=enough & (base > 0))
    levels = _middle(rates)
    sides = (above[:until], below[:until], (~np.isnan(above[:until])).astype("float64"))
    grown = tuple(np.concatenate([[0.0], np.nancumsum(side)]) for side in sides)
    typical = float(np.nanmean(below[:new]))
    return Seen(above, below, new, until, levels, typical, (grown[0], grown[1], grown[2])) if levels[0] > 0 else None


def _by_weekday(series: Daily, new: int) -> tuple[Numbers, Numbers]:
    """Give both sides, the lower one as what the weekdays of the past make one expect of each day at a level of 1."""
    above, below = np.maximum(series.above, 0.0), series.below
    weekdays = (series.days.astype("int64") + 3) % 7
    known = (np.arange(len(above)) < new) & ~np.isnan(above)
    if not (above[known] > 0).any():
        return above, below
    calm = np.minimum(above, _CALM * np.median(above[known & (above > 0)]))
    each, base = (np.bincount(weekdays[known], side[known], minlength=7) for side in (calm, below))
    if not (base > 0).all():
        return above, below
    whole, more = each.sum() / base.sum(), base.mean() * _CAUTION
    factors = (each + whole * more) / (base + more) / whole
    return above, below * factors[weekdays]


def _middle(rates: Numbers) -> Numbers:
    """Give, before each week counted back, the mean of the middle half of the half year before it.

    The first is of the weeks just before the new days; weeks that are not known do not count, and fewer
    than eight give none.
    """
    padded = np.concatenate([rates, np.full(_WEEKS - 1, np.nan)])
    weeks = np.sort(sliding_window_view(padded, _WEEKS), axis=1)
    count = (~np.isnan(weeks)).sum(axis=1)
    cut = count // 4
    sums = np.concatenate([np.zeros((len(weeks), 1)), np.nancumsum(weeks, axis=1)], axis=1)
    rows = np.arange(len(weeks))
    kept = np.maximum(count - 2 * cut, 1)
    means = (sums[rows, count - cut] - sums[rows, cut]) / kept
    return np.where((count >= _LEAST_WEEKS) & (means > 0), means, np.nan)


def log_rates(seen: Seen, length: int) -> Numbers:
    """Give the logarithm of the rate of the stretch from each day on; missing where too few of its days are known.

    A typical day at the usual level (or as many as bring one) is added to each, so that none is empty.
    """
    more = seen.typical * min(max(1.0, 1.0 / (seen.level * seen.typical)), _MOST_ADDED)
    made, base, days = (grown[length:] - grown[:-length] for grown in seen.grown)
    enough = (days >= KNOWN * length) & (base >= _LEAST_BASE * seen.typical * length)
    return np.where(enough, np.log((np.maximum(made, 0.0) + more * seen.level) / (base + more)), np.nan)


def past_strays(seen: Seen, rates: Numbers, length: int) -> Numbers:
    """Say how far past stretches strayed from what was usual before, as long ahead as the new ones."""
    ahead = seen.until - seen.new
    starts = np.arange(max(ahead - length, 0) + 1)
    weeks = np.arange(-(-ahead // 7), len(seen.levels))
    begins = seen.new - 7 * weeks
    far: Numbers = rates[begins[:, np.newaxis] + starts] - np.log(seen.levels[weeks])[:, np.newaxis]
    return far
