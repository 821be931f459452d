"""Whether chance alone would bring as large an effect: a stratified permutation test, seeded and of bounded time."""

from collections.abc import Sequence

import numpy as np

from kpi.facts import Flags, Numbers, Places
from kpi.insight.scores import AVERAGE_POSTS, Scores

LEAST_POSTS = 5
"""The fewest posts that a group needs to be named."""
MOST_TESTED = 1_500
"""The most posts that are shuffled: of more, as many are drawn, so that the time is bounded."""
SHUFFLES = 999
_FEWEST, _SHUFFLED = 333, 500_000
_AT_ONCE = 25
_SEED = 20_261_122


def effects(scores: Scores, groups: Places, members: Flags) -> Numbers:
    """Give the shrunk effect of each row of `members`, which says of which `groups` it is made."""
    above, against = (of[None, :] for of in (scores.above, scores.against))
    order = np.argsort(groups, kind="stable")
    sums = [_sums(of[:, order], groups[order], members) for of in (above, against)]
    found: Numbers = _effects(sums, scores)[0]
    return found


def chance(scores: Scores, groups: Places, members: Flags, *, sure: float) -> float:
    """Give how often shuffling posts among their likes brings an effect as large as the largest one.

    Only rows of `members` with enough posts take part. Seeded: the same posts give the same answer. The shuffling ends
    as soon as it can no longer come out as rare as `sure`, which changes no verdict.
    """
    draw = np.random.default_rng(_SEED)
    if len(groups) > MOST_TESTED:
        kept = np.sort(draw.choice(len(groups), MOST_TESTED, replace=False))
        scores, groups = scores.only(kept), groups[kept]
    named = members @ np.bincount(groups, minlength=members.shape[1]) >= LEAST_POSTS
    if not named.any():
        return 1.0
    members = members[named]
    largest = effects(scores, groups, members).max()
    times = int(np.clip(_SHUFFLED // len(groups), _FEWEST, SHUFFLES))
    order = np.argsort(groups, kind="stable")
    ours, sorted_ = scores.only(order), groups[order]
    as_much = done = 0
    while done < times and as_much < sure * (times + 1):
        now = min(max(_AT_ONCE, done), times - done)
        as_much += int(np.sum(_by_chance(ours, sorted_, members, now, draw) >= largest - 1e-12))
        done += now
    return (1 + as_much) / (done + 1)


def _by_chance(scores: Scores, groups: Places, members: Flags, times: int, draw: np.random.Generator) -> Numbers:
    """Give the largest effect of each of so many shuffles; the posts stand in the order of their groups."""
    turned = _shuffled(scores.strata, times, draw)
    sums = [_sums(of[turned], groups, members) for of in (scores.above, scores.against)]
    found: Numbers = _effects(sums, scores).max(axis=1)
    return found


def _shuffled(strata: Places, times: int, draw: np.random.Generator) -> Places:
    """Give orders of the posts, one a row, in which each stands in the place of one of its stratum."""
    order = np.empty((times, len(strata)), dtype=np.intp)
    by_stratum = np.argsort(strata, kind="stable")
    for places in np.split(by_stratum, np.cumsum(np.bincount(strata))[:-1]):
        order[:, places] = draw.permuted(np.broadcast_to(places, (times, len(places))), axis=1)
    return order


def _sums(values: Numbers, groups: Places, members: Flags) -> Numbers:
    """Add up each row of values, sorted by group, in each row of members."""
    known, starts = np.unique(groups, return_index=True)
    by_group = np.add.reduceat(values, starts, axis=1)
    found: Numbers = by_group @ members[:, known].T.astype("float64")
    return found


def _effects(sums: Sequence[Numbers], scores: Scores) -> Numbers:
    above, against = sums
    whole = against + AVERAGE_POSTS * scores.against.mean()
    found: Numbers = np.divide(above, whole, out=np.zeros_like(above), where=whole > 0)
    return found
