"""Seeded dice, and totals broken into parts that add up again."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

import pandas as pd

SEED = "goalpost"
WORKING_WEEK = (1.12, 1.15, 1.12, 1.08, 0.98, 0.68, 0.72)
LEISURE_WEEK = (0.94, 1.06, 0.97, 0.96, 0.98, 1.04, 1.10)
OFFICE_WEEK = (1.15, 1.32, 1.28, 1.22, 0.95, 0.28, 0.25)


def dice(name: str) -> Random:
    """Give the random numbers of one purpose: the same in every run, whatever else is drawn."""
    return Random(zlib.crc32(f"{SEED} {name}".encode()))


def split(total: int, weights: Sequence[float]) -> list[int]:
    """Break a total into whole parts by weight; the largest remainders take what is left.

    >>> split(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - shares[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def happens(random: Random, chance: float) -> bool:
    """Tell whether something of that chance happens."""
    return random.random() < chance


def near(name: str, value: float, room: int) -> int:
    """Give a whole number at most `room` away from a value, so that totals are not suspiciously round."""
    return round(value) + dice(name).randint(-room, room)


def days_between(first: date, last: date) -> list[date]:
    """List the days from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def month_of(day: date) -> date:
    """Give the first day of a day's month."""
    return day.replace(day=1)


def spread(
    name: str,
    monthly: Mapping[date, int],
    days: Sequence[date],
    *,
    week: Sequence[float] = LEISURE_WEEK,
    lift: Callable[[date], float] = lambda _: 1.0,
    noise: float = 0.12,
) -> pd.Series:
    """Spread monthly totals over days with a weekday pattern, a lift and noise; each month adds up exactly."""
    random = dice(name)
    weights = [week[day.weekday()] * lift(day) * random.lognormvariate(0, noise) for day in days]
    return split_by_month(monthly, pd.Series(weights, index=pd.Index(days, name="date")), days).rename(name)


def split_by_month(totals: Mapping[date, int], weights: pd.Series, days: Sequence[date]) -> pd.Series:
    """Break each month's total into parts by weight; `days` says which month a weight belongs to."""
    months = [month_of(day) for day in days]
    parts = {
        first: iter(
            split(totals[first], [weight for weight, month in zip(weights, months, strict=True) if month == first])
        )
        for first in dict.fromkeys(months)
    }
    return pd.Series([next(parts[month]) for month in months], index=weights.index, dtype="int64")
