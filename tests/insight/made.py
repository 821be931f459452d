"""Daily series in which nothing happened, of the kinds that social channels have, for the study of false alarms."""

from collections.abc import Callable, Mapping

import numpy as np

from kpi.catalogue.kpis import KPIS
from kpi.facts import Numbers
from kpi.insight.daily import Daily
from kpi.periods import Period, Step
from sample_data import story
from tests.builders import sample_facts, values

Draw = np.random.Generator
Made = tuple[Numbers, Numbers | None]
_LAST = np.datetime64("2026-10-31")
_WEEK = np.array([1.1, 1.25, 1.15, 1.1, 0.95, 0.7, 0.75])


def series(made: Made, kpi: str = "impressions") -> Daily:
    """Give a series of a channel that ends on 31 October 2026; without a lower side it adds up."""
    above, below = made
    days = _LAST - np.arange(len(above))[::-1]
    is_rate = below is not None and bool((below > above).any())
    rate = "engagement_rate" if is_rate else kpi
    return Daily(KPIS[rate], "Instagram", days, above, np.ones(len(above)) if below is None else below)


def _weekly(days: int) -> Numbers:
    return np.tile(_WEEK, days // 7 + 1)[:days]


def _white(draw: Draw, days: int) -> Made:
    return np.maximum(draw.normal(5_000, 1_200, days), 0.0), None


def _weekdays(draw: Draw, days: int) -> Made:
    return 5_000 * _weekly(days) * draw.lognormal(0, 0.25, days), None


def _sticky(draw: Draw, days: int) -> Made:
    """Give days that take after the day before (AR(1) of the logarithms, 0.7)."""
    steps = draw.normal(0, 0.2, days + 60)
    logs = np.zeros(days + 60)
    for at in range(1, days + 60):
        logs[at] = 0.7 * logs[at - 1] + steps[at]
    return 5_000 * np.exp(logs[60:]), None


def _wavering(draw: Draw, days: int) -> Made:
    """Give counts that waver more than chance alone (negative binomial, mean 40, deviation 21)."""
    return draw.negative_binomial(4, 4 / 44, days).astype("float64"), None


def _few(draw: Draw, days: int) -> Made:
    return draw.poisson(0.6, days).astype("float64"), None


def _viral(draw: Draw, days: int) -> Made:
    """Give days of which one in a hundred is five to twenty times the usual, and the days after it fade."""
    lift = np.ones(days)
    for at in np.flatnonzero(draw.random(days) < 0.01):
        tail = 0.5 ** np.arange(min(6, days - at))
        lift[at : at + 6] += draw.uniform(4, 19) * tail
    return 5_000 * lift * draw.lognormal(0, 0.25, days), None


def _lumpy(draw: Draw, days: int) -> Made:
    """Give what posts brought by the day they were published, held against how many they were."""
    posts = draw.poisson(0.5, days).astype("float64")
    return posts * 8_000 * draw.lognormal(0, 0.6, days), posts


def _rate(draw: Draw, days: int) -> Made:
    below = 5_000 * _weekly(days) * draw.lognormal(0, 0.3, days)
    return draw.poisson(below * 0.03 * draw.lognormal(0, 0.15, days)).astype("float64"), below


def _season(draw: Draw, days: int) -> Made:
    """Give a year's swing of a third around a level that grows by half a year."""
    at = np.arange(days)
    swing = np.exp(0.3 * np.sin(2 * np.pi * (at / 365 + draw.random())) + np.log(1.5) * at / 365)
    return 5_000 * swing * _weekly(days) * draw.lognormal(0, 0.25, days), None


def _shuffled(draw: Draw, days: int) -> Made:
    """Give days of the sample brand in an order drawn anew: real-like sizes, gaps and viral days, no story."""
    kpi, channel = _REAL[int(draw.integers(len(_REAL)))]
    return draw.choice(_of_sample(kpi, channel), days), None


_REAL = (
    ("impressions", "TikTok"),
    ("impressions", "LinkedIn"),
    ("new_followers", "Instagram"),
    ("comments", "Facebook"),
    ("unfollows", "TikTok"),
)
_KNOWN: dict[tuple[str, str], Numbers] = {}


def _of_sample(kpi: str, channel: str) -> Numbers:
    if (kpi, channel) not in _KNOWN:
        told = values(kpi, sample_facts(), Period(story.FIRST, story.LAST), Step.DAY, channels=(channel,))
        known = np.array(told, dtype="float64")
        _KNOWN[kpi, channel] = known[~np.isnan(known)]
    return _KNOWN[kpi, channel]


KINDS: Mapping[str, Callable[[Draw, int], Made]] = {
    "white noise": _white,
    "weekday pattern": _weekdays,
    "takes after the day before, AR(1) 0.7": _sticky,
    "overdispersed counts": _wavering,
    "small counts, 0.6 a day": _few,
    "one viral day in a hundred": _viral,
    "posts by publishing day": _lumpy,
    "a rate": _rate,
    "season and growth": _season,
    "days of the sample brand, shuffled": _shuffled,
}
"""Kinds of series in which nothing happened; of the last but one it may not be news that the year goes round."""
