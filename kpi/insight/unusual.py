"""Days of a series beyond what its weekdays usually bring, held against its own past stretches of as many days.

What is usual is the middle half of the weeks of the last half year, by weekday. How far stretches of the same length
strayed from it in the past, forecast from as long before, says how far is far. Whatever drifts, swings with the season
or is lumpy strayed in the past as well, so it has to go further to be told.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from kpi.catalogue.metrics import Unit
from kpi.facts import Flags, Numbers
from kpi.insight.daily import Daily
from kpi.insight.usual import KNOWN, Seen, log_rates, past_strays, seen_before

ERRORS = 0.05
"""How often anything may be told of all the series of a load together where nothing happened."""
LEAST = {Unit.COUNT: 1.5, Unit.MONEY: 1.5, Unit.PERCENT: 1.25, Unit.SECONDS: 1.25, Unit.STARS: 1.1}
"""How many times the usual a stretch must be, or how many times less, to be worth a word."""
HISTORY = 546
"""How many days before the new ones are looked at: half a year to begin with, and a year to learn from."""
_LENGTHS = (3, 7, 14, 28, 56)
_LEAST_PAST = 4
_TAIL = 16
_BEYOND, _BEYOND_LEAPS, _LEAPS = 1.2, 1.5, 5
_FURTHER, _LEAST_RANGE = 0.1, 10
_RANGE, _OUTER = (0.1, 0.9), (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Unusual:
    """Days that stand out, both ends included, as places among the days of their series.

    `usual` is what one would have expected, in eight of ten stretches between `low` and `high`. Values
    are of the whole stretch, a rate's those of its sums; `weeks` counts those before it, and `record` says that no
    stretch as long of them was as far.
    """

    first: int
    last: int
    value: float
    usual: float
    low: float
    high: float
    weeks: int
    record: bool
    unknown: int = 0

    @property
    def times(self) -> float:
        """Say how many times the usual the value is."""
        return self.value / self.usual


@dataclass(frozen=True, slots=True, eq=False)
class _Far:
    """A stretch of new days beyond its bar: where it is, how far it strays (a logarithm), how far past ones did."""

    first: int
    length: int
    far: float
    past: Numbers
    by: float


def unusual(
    series: Daily, new: int, *, tested: int, until: int | None = None, within: tuple[int, int] | None = None
) -> Unusual | None:
    """Give what stands out most from the place `new` on; None where nothing does or too little is known.

    `tested` is the number of series that are looked at together: of all of them nothing may be told in more than one
    of twenty loads in which nothing happened. Only days before the place `until` are looked at; what is found there
    reaches out to either side, but not beyond the places `within`.
    """
    seen = seen_before(series, new, until or len(series.days))
    if seen is None:
        return None
    ahead = seen.until - new
    lengths = _lengths(ahead)
    found = [
        _furthest(seen, length, series.kpi.unit, strict=ERRORS / (tested * len(lengths) * max(ahead / length, 1.0)))
        for length in lengths
    ]
    best = max((one for one in found if one), key=lambda one: one.by, default=None)
    return _told(series, seen, best, within or (new, seen.until)) if best else None


def is_judged(series: Daily, new: int) -> bool:
    """Tell whether enough is known from before the place `new` for anything to be told of the days from there on."""
    until = len(series.days)
    seen = seen_before(series, new, until)
    if seen is None:
        return False
    ahead = until - new
    return any(_past_of(seen, log_rates(seen, length), length) is not None for length in _lengths(ahead))


def joined(series: Daily, one: Unusual, other: Unusual) -> Unusual:
    """Put two stretches of a series together with the days between, of which the same is expected."""
    first, last = one.first, other.last
    sizes = [_size(series, part.first, part.last) for part in (one, other)]
    whole = _size(series, first, last)

    def expected(values: tuple[float, float]) -> float:
        if series.is_rate:
            return float(np.average(values, weights=sizes))
        return sum(values) * whole / sum(sizes)

    made = float(np.nansum(series.above[first : last + 1]))
    value = made / whole if series.is_rate else made
    usual, low, high = (
        expected(pair) for pair in ((one.usual, other.usual), (one.low, other.low), (one.high, other.high))
    )
    unknown = _unknown(series, first, last)
    return Unusual(first, last, value, usual, low, high, one.weeks, one.record and other.record, unknown)


def _lengths(ahead: int) -> list[int]:
    return [length for length in _LENGTHS if length <= ahead] or [ahead]


def _size(series: Daily, first: int, last: int) -> float:
    return float(np.nansum(series.below[first : last + 1]))


def _unknown(series: Daily, first: int, last: int) -> int:
    return int(np.isnan(series.above[first : last + 1]).sum())


def _furthest(seen: Seen, length: int, unit: Unit, *, strict: float) -> _Far | None:
    """Give the stretch of a length that strays furthest among the new days, if it is further than chance and the past.

    `strict` is the chance at which it may be told although nothing happened.
    """
    rates = log_rates(seen, length)
    beyond = _beyond(rates, seen.new, seen.until, length)
    past = _past_of(seen, rates, length) if beyond.any() else None
    if past is None:
        return None
    apart = _apart(seen, rates, length)
    off = past - np.median(past)
    now = np.where(beyond, rates[seen.new : seen.until - length + 1] - np.log(seen.level) - np.median(past), 0.0)
    at = int(np.argmax(np.abs(now)))
    far = float(now[at])
    furthest, scale = float((off * np.sign(far)).max()), straying(off)
    chance = student(strict, min(apart - 1, _TAIL)) * max(scale, _least_straying(seen, length, unit))
    than_past = furthest * (_BEYOND if furthest < _LEAPS * scale else _BEYOND_LEAPS)
    bar = max(chance, than_past, float(np.log(LEAST[unit])))
    return _Far(seen.new + at, length, far, past, abs(far) / bar) if abs(far) > bar else None


def _past_of(seen: Seen, rates: Numbers, length: int) -> Numbers | None:
    """Say how far past stretches of a length strayed; None where too few are known."""
    if _apart(seen, rates, length) < _LEAST_PAST:
        return None
    past = past_strays(seen, rates, length)
    past = past[~np.isnan(past)]
    return past if len(past) else None


def _apart(seen: Seen, rates: Numbers, length: int) -> float:
    """Count the past stretches of a length that lie apart from each other."""
    return np.count_nonzero(~np.isnan(rates[: seen.new])) / length


def _beyond(rates: Numbers, new: int, until: int, length: int) -> Flags:
    """Mark the new stretches that lie, by a tenth, beyond all past ones of their length, whatever their level was."""
    before, now = rates[: new - length + 1], rates[new : until - length + 1]
    if np.isnan(before).all():
        return np.zeros(len(now), dtype=bool)
    marked: Flags = (now > np.nanmax(before) + _FURTHER) | (now < np.nanmin(before) - _FURTHER)
    return marked


def straying(off: Numbers) -> float:
    """Say how far past stretches strayed: by their middle half or by all but the outer tenth, whichever is more."""
    return max(1.4826 * float(np.median(np.abs(off))), float(np.ptp(np.quantile(off, _OUTER))) / 3.29)


def _least_straying(seen: Seen, length: int, unit: Unit) -> float:
    """Say how far counts stray by chance alone, however evenly they came so far."""
    if unit not in (Unit.COUNT, Unit.PERCENT):
        return 0.0
    return 1.0 / float(np.sqrt(max(seen.level * seen.typical * length, 1.0)))


def student(chance: float, freedom: float) -> float:
    """Say how many times the usual straying is met by that chance, by Student's curve (Wallace's approximation)."""
    normal = -NormalDist().inv_cdf(min(chance / 2, 0.49))
    exact = normal * (8 * freedom + 3) / (8 * freedom + 1)
    return float(np.sqrt(freedom * np.expm1(exact**2 / freedom)))


def _told(series: Daily, seen: Seen, found: _Far, within: tuple[int, int]) -> Unusual | None:
    """Find the first and the last of the days that lie nearer to the stretch found than to what is usual."""
    usual = seen.below * seen.level * np.exp(np.median(found.past))
    gain = np.nan_to_num((seen.above - usual * np.exp(found.far / 2)) * np.sign(found.far))
    first, last = _ends(gain, found, within)
    days = slice(first, last + 1)
    past = _of_length(seen, last - first + 1, found.past)
    centre = float(np.median(past))
    made = float(np.nansum(seen.above[days]))
    expected = float(np.nansum(seen.below[days]) * seen.level * np.exp(centre))
    base = _size(series, first, last) if series.is_rate else 1.0
    if not min(expected, base) > 0 or abs(np.log(max(made, 1e-9) / expected)) < np.log(LEAST[series.kpi.unit]):
        return None
    low, high = np.exp(np.quantile(past - centre, _RANGE)) * expected / base
    record = _is_record(seen, first, last, np.sign(found.far))
    weeks = (first - _unknown(series, 0, first - 1)) // 7
    unknown = _unknown(series, first, last)
    return Unusual(first, last, made / base, expected / base, float(low), float(high), weeks, record, unknown)


def _of_length(seen: Seen, length: int, otherwise: Numbers) -> Numbers:
    """Say how far past stretches of a length strayed; where too few are known, as those did by which it was found."""
    length = min(length, seen.until - seen.new)
    past = past_strays(seen, log_rates(seen, length), length)
    past = past[~np.isnan(past)]
    return past if len(past) >= _LEAST_RANGE else otherwise


def _is_record(seen: Seen, first: int, last: int, way: float) -> bool:
    """Tell whether no earlier stretch as long, weekdays allowed for, was as far that way."""
    length = last - first + 1
    known = (~np.isnan(seen.above)).astype("float64")
    made, base, days = (_rolling(side[: last + 1], length) for side in (seen.above, seen.below, known))
    rates = np.divide(made, base, out=np.full(len(made), np.nan), where=(days >= KNOWN * length) & (base > 0)) * way
    before = rates[: max(first - length + 1, 0)]
    return bool(len(before)) and not np.isnan(before).all() and bool(np.nanmax(before) < rates[-1])


def _rolling(side: Numbers, length: int) -> Numbers:
    grown = np.concatenate([[0.0], np.nancumsum(side)])
    sums: Numbers = grown[length:] - grown[:-length]
    return sums


def _ends(gain: Numbers, found: _Far, within: tuple[int, int]) -> tuple[int, int]:
    """Trim a stretch to its days that gain most, then let it reach out both ways as long as it gains."""
    first, last = (found.first + place for place in _most(gain[found.first : found.first + found.length]))
    bridge = float(gain[first : last + 1].sum()) / 2
    begins, ends = within
    return first - _reach(gain[begins:first][::-1], bridge), last + _reach(gain[last + 1 : ends], bridge)


def _reach(gain: Numbers, bridge: float) -> int:
    """Say how many days on the sum is largest, before it has fallen by more than `bridge`.

    >>> _reach(np.array([1.0, -1.0, 2.0, -9.0, 99.0]), 5.0)
    3
    """
    grown = np.concatenate([[0.0], np.cumsum(gain)])
    fallen = np.flatnonzero(np.maximum.accumulate(grown) - grown > bridge)
    return int(np.argmax(grown[: fallen[0]] if len(fallen) else grown))


def _most(gain: Numbers) -> tuple[int, int]:
    """Give the ends of the stretch with the largest sum.

    >>> _most(np.array([-1.0, 2.0, -1.0, 3.0, -4.0]))
    (1, 3)
    """
    grown = np.concatenate([[0.0], np.cumsum(gain)])
    last = int(np.argmax(grown[1:] - np.minimum.accumulate(grown[:-1])))
    return int(np.argmin(grown[: last + 1])), last
