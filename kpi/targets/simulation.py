"""Days that may come: a drifting level, the usual weekdays, and whole weeks of what else happened.

Each simulated course starts from a level that is known only so well, falls some way back to the mean of the last half
year, lets the level drift from week to week as it did before, follows the weekdays of the last eight weeks, and takes
blocks of seven days from what was left over. Several rows (the operands of a ratio) fall back and drift together and
take their blocks from the same days. How well this does is measured: docs/calibration.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from kpi.facts import Flags, Numbers, Places

_WEEK = 7
_USUAL, _LEFT_OVER, _LEARNT = 56, 182, 400
"""How many of the last days tell the weekdays, what is left over, and how the level drifts."""
_LOCAL = 29
"""Over how many days around it a day's level is taken, when what is left over is told from it."""
_TOLD = 4
"""How many days of a week must be known for the week to be."""
_APART = 8
"""How many weeks apart drift is told from noise: that grows, this does not."""
_CLIPPED = 4.4
"""Beyond how many times the median a change from week to week counts no further."""
_ASSUMED, _WEIGHT = 0.2, 8.0
"""At first a fifth of what changes from week to week is taken for drift, with the weight of eight changes far apart."""
_MOST = 0.1
"""The most that the variance of a week's drift can be, in logs: beyond it a few weeks could multiply anything."""
_HALF_A_YEAR = 26
_OFFSET = 0.02
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class _Level:
    """Where the rows stand a day and stood in the last half year, how unsure it is, and how it drifts in a week.

    The last two are covariances, as shares of `scale`; what is never below zero drifts in logs.
    """

    now: Numbers
    before: Numbers
    scale: Numbers
    unsure: Numbers
    drift: Numbers


def simulate(rows: Numbers, weekdays: Places, *, paths: int, seed: Sequence[int]) -> Numbers:
    """Give rows × courses × days ahead.

    `rows` are the days so far (a missing one is one to learn nothing from), `weekdays` those of these days and then of
    the days ahead. What is never below zero changes by shares, anything else by amounts.
    """
    rng = np.random.default_rng(seed)
    ahead = weekdays[rows.shape[1] :]
    rows, so_far = rows[:, -_LEARNT:], weekdays[max(rows.shape[1] - _LEARNT, 0) : rows.shape[1]]
    whole = np.asarray(~np.isnan(rows).any(axis=0))
    values = np.where(whole, rows, 0.0)
    by_shares = not (values < 0).any()
    usual = _usual(values, _recent(whole, _USUAL), so_far, by_shares=by_shares)
    plain = _without(values, usual[:, so_far], by_shares=by_shares)
    level = _level(plain, whole, by_shares=by_shares)
    drift = _drifting(level, rng, paths=paths, days=len(ahead))
    left = _left_over(plain, whole, by_shares=by_shares)
    used = _recent(whole, _LEFT_OVER)
    blocks = left[:, _blocks(used, so_far == ahead[0], rng, paths=paths, days=len(ahead))]
    begins, weekday = _falling_back(level, rng, paths=paths)[:, :, np.newaxis], usual[:, np.newaxis, ahead]
    if by_shares:
        return np.asarray(begins * weekday * np.exp(drift) * blocks)
    return np.asarray(begins + weekday + level.scale[:, np.newaxis, np.newaxis] * drift + blocks)


def _recent(whole: Flags, days: int) -> Flags:
    """Mark the known days among the last ones; all known where there are none."""
    late = whole.copy()
    late[:-days] = False
    return late if late.any() else whole


def _usual(values: Numbers, used: Flags, weekdays: Places, *, by_shares: bool) -> Numbers:
    """Say for each row and weekday how it differs: times the mean, else so much above it; one week more of the mean."""
    counts = np.bincount(weekdays[used], minlength=_WEEK)
    sums = np.stack([np.bincount(weekdays[used], weights=row[used], minlength=_WEEK) for row in values])
    mean = values[:, used].mean(axis=1, keepdims=True)
    means = (sums + mean) / (counts + 1)
    middle = means.mean(axis=1, keepdims=True)
    if not by_shares:
        return np.asarray(means - middle)
    return np.where(middle > 0, means / np.where(middle > 0, middle, 1.0), 1.0)


def _without(values: Numbers, usual: Numbers, *, by_shares: bool) -> Numbers:
    """Take the weekdays out."""
    if not by_shares:
        return values - usual
    return np.where(usual > 0, values / np.where(usual > 0, usual, 1.0), 0.0)


def _level(plain: Numbers, whole: Flags, *, by_shares: bool) -> _Level:
    """Tell where the level stands and how it drifts, from the weeks that end with the last day."""
    weeks, counts = _weeks(plain, whole)
    known = counts >= _TOLD
    scale = np.abs(weeks[:, known]).mean(axis=1) + _TINY if known.any() else np.ones(len(plain))
    shares = weeks / scale[:, np.newaxis]
    drift, noise = _told_apart(np.log(np.maximum(shares, 0.0) + _OFFSET) if by_shares else shares, known)
    signal = np.trace(drift) / max(np.trace(noise), _TINY)
    gain = (np.sqrt(signal * signal + 4 * signal) - signal) / 2
    weights = (1 - gain) ** np.arange(len(counts) - 1, -1, -1) * np.where(known, counts, 0)
    late = np.where(known & (np.arange(len(counts)) >= len(counts) - _HALF_A_YEAR), counts, 0)
    now, before = (_weighed(weeks, of, plain[:, whole]) for of in (weights, late))
    return _Level(now, before, scale, gain * noise, drift)


def _weighed(weeks: Numbers, weights: Numbers, days: Numbers) -> Numbers:
    """Give the mean of the weeks, each with its weight; that of the days where no week is known."""
    total = weights.sum()
    return np.asarray((weeks * weights).sum(axis=1) / total if total > 0 else days.mean(axis=1))


def _weeks(plain: Numbers, whole: Flags) -> tuple[Numbers, Places]:
    """Give the mean of each row in the weeks that end with the last day, and how many days of each are known."""
    weeks = len(whole) // _WEEK
    known = whole[len(whole) - weeks * _WEEK :].reshape(weeks, _WEEK)
    days = plain[:, len(whole) - weeks * _WEEK :].reshape(len(plain), weeks, _WEEK)
    counts = known.sum(axis=1)
    return (days * known).sum(axis=2) / np.maximum(counts, 1), counts


def _told_apart(weeks: Numbers, known: Flags) -> tuple[Numbers, Numbers]:
    """Tell a week's drift from its noise, as covariances: the further apart two weeks are, the more they drifted."""
    near, near_count = _changes(weeks, known, 1)
    far, far_count = _changes(weeks, known, _APART)
    drift = _ASSUMED * near
    if far_count:
        weight = far_count / _APART
        drift = ((far - near) / (_APART - 1) * weight + drift * _WEIGHT) / (weight + _WEIGHT)
    drift = _bounded(drift, _MOST)
    return drift, _bounded((near - drift) / 2, np.inf) if near_count else drift


def _changes(weeks: Numbers, known: Flags, apart: int) -> tuple[Numbers, int]:
    """Give the mean product of the rows' changes between weeks so far apart, and of how many; rare leaps are cut."""
    changes = (weeks[:, apart:] - weeks[:, :-apart])[:, known[apart:] & known[:-apart]]
    if not changes.shape[1]:
        return np.zeros((len(weeks), len(weeks))), 0
    most = _CLIPPED * np.median(np.abs(changes), axis=1, keepdims=True)
    cut = np.clip(changes, -most, most)
    return cut @ cut.T / changes.shape[1], changes.shape[1]


def _bounded(covariance: Numbers, most: float) -> Numbers:
    """Give the nearest covariance that is one: no variance below zero, none beyond the most."""
    sizes, ways = np.linalg.eigh((covariance + covariance.T) / 2)
    return np.asarray((ways * np.clip(sizes, 0.0, most)) @ ways.T)


def _falling_back(level: _Level, rng: Generator, *, paths: int) -> Numbers:
    """Let the level fall back by a share of the way, a third in the mean: rows × courses.

    A level that rose of late stays there in most courses, but not in all of them.
    """
    share = rng.uniform(size=paths) ** 2
    return np.asarray(np.outer(level.now, 1.0 - share) + np.outer(level.before, share))


def _drifting(level: _Level, rng: Generator, *, paths: int, days: int) -> Numbers:
    """Let the level drift: rows × courses × days, a step each week, from where it is not known exactly."""
    weeks = -(-days // _WEEK)
    steps = rng.standard_normal((paths, weeks, len(level.now))) @ _root(level.drift).T
    begins = rng.standard_normal((paths, 1, len(level.now))) @ _root(level.unsure).T
    return np.repeat((begins + steps.cumsum(axis=1)).transpose(2, 0, 1), _WEEK, axis=2)[:, :, :days]


def _root(covariance: Numbers) -> Numbers:
    sizes, ways = np.linalg.eigh(covariance)
    return np.asarray(ways * np.sqrt(np.maximum(sizes, 0.0)))


def _left_over(plain: Numbers, whole: Flags, *, by_shares: bool) -> Numbers:
    """Give what each day was beside the level around it: so many times, else so much above it, in the mean nothing."""
    around = np.stack([_around(row * whole) for row in plain]) / np.maximum(_around(whole.astype("float64")), 1.0)
    used = _recent(whole, _LEFT_OVER)
    if not by_shares:
        left = np.where(whole, plain - around, 0.0)
        return np.asarray(left - left[:, used].mean(axis=1, keepdims=True))
    left = np.where(around > 0, plain / np.where(around > 0, around, 1.0), 0.0)
    mean = left[:, used].mean(axis=1, keepdims=True)
    return np.asarray(left / np.where(mean > 0, mean, 1.0))


def _around(values: Numbers) -> Numbers:
    """Add up the days around each."""
    half = _LOCAL // 2
    sums = np.concatenate([[0.0], np.cumsum(np.pad(values, half))])
    return np.asarray(sums[_LOCAL:] - sums[:-_LOCAL])


def _blocks(used: Flags, begins: Places, rng: Generator, *, paths: int, days: int) -> Places:
    """Draw runs of seven known days that begin on the weekday of the first day ahead, as places: courses × days.

    Where there is no such run, single days are drawn.
    """
    run = np.concatenate([[0], np.cumsum(~used)])
    whole = run[_WEEK:] == run[:-_WEEK] if len(used) >= _WEEK else np.empty(0, dtype=bool)
    starts = np.flatnonzero(whole & begins[: len(whole)])
    length = _WEEK if len(starts) else 1
    starts = starts if len(starts) else np.flatnonzero(used)
    drawn = rng.choice(starts, (paths, -(-days // length)))
    return np.asarray((drawn[:, :, np.newaxis] + np.arange(length)).reshape(paths, -1)[:, :days])
