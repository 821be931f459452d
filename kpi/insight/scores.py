"""What each post is beside posts like it, and how far groups of posts stand out from the others of their kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kpi.facts import Flags, Numbers, Places

AVERAGE_POSTS = 20.0
"""How many average posts join each group, so that a handful of lucky ones does not stand out."""
_ALIKE, _MOSTLY = 8, 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What each post is: `above` the usual of its stratum, `against` which it is measured.

    A group's effect is the sum of the one by the sum of the other, with some average posts added below. Of a ratio
    these are what stands above its line less what is usual for that base, and this usual; of what adds up the logarithm
    less the usual one, and 1. `strata` number the posts that are like each other, `tops` and `bases` are what was
    counted.
    """

    above: Numbers
    against: Numbers
    strata: Places
    tops: Numbers
    bases: Numbers

    def only(self, posts: Places) -> "Scores":
        """Give some of the posts."""
        above, against, tops, bases = (of[posts] for of in (self.above, self.against, self.tops, self.bases))
        return Scores(above, against, self.strata[posts], tops, bases)


def of_ratio(top: Numbers, base: Numbers, strata: Places) -> Scores:
    """Score a ratio: the usual of a stratum is its ratio of sums.

    >>> of_ratio(np.array([1.0, 3.0]), np.array([10.0, 10.0]), np.array([0, 0])).above.tolist()
    [-1.0, 1.0]
    """
    tops, bases = _added(strata, top), _added(strata, base)
    usual = _divided(tops, bases)[strata] * base
    return Scores(top - usual, usual, strata, top, base)


def of_count(values: Numbers, strata: Places) -> Scores:
    """Score what adds up on a logarithmic scale, where one post that went round the world is one post."""
    logs = np.log1p(np.maximum(values, 0.0))
    ones = np.ones(len(logs))
    usual = _divided(_added(strata, logs), _added(strata, ones))
    return Scores(logs - usual[strata], ones, strata, logs, ones)


def shrunk(scores: Scores, groups: Places, members: Flags) -> Numbers:
    """Give what each row of `members` comes to, some average posts of the whole added.

    A row says which `groups` are in it. Of a ratio that is its value, of what adds up the mean logarithm.
    """
    tops, bases = (members @ _added(groups, of, members.shape[1]) for of in (scores.tops, scores.bases))
    return _divided(tops + AVERAGE_POSTS * scores.tops.mean(), bases + AVERAGE_POSTS * scores.bases.mean())


def beside_others(scores: Scores, groups: Places, members: Flags) -> tuple[Numbers, Numbers]:
    """Give for each row of `members` what its posts came to, and what the other posts of their strata would have.

    Average posts are added to both. Posts whose stratum has no others stand beside themselves.
    """
    strata = int(scores.strata.max(initial=-1)) + 1
    cells = groups * strata + scores.strata
    size = members.shape[1] * strata
    tops, bases = (_added(cells, of, size).reshape(-1, strata) for of in (scores.tops, scores.bases))
    own_tops, own_bases = members @ tops, members @ bases
    other_tops, other_bases = tops.sum(axis=0) - own_tops, bases.sum(axis=0) - own_bases
    alone = other_bases <= 0
    rate = _divided(np.where(alone, own_tops, other_tops), np.where(alone, own_bases, other_bases))
    added = AVERAGE_POSTS * scores.tops.mean()
    return own_tops.sum(axis=1) + added, (rate * own_bases).sum(axis=1) + added


def strata_of(choices: Sequence[Sequence[Places]]) -> tuple[Places, int]:
    """Give alike posts one number, by the first choice of columns in which most have enough likes, else the last.

    The second is which choice it was.
    """
    for place, columns in enumerate(choices):
        found = _numbered(columns)
        if place == len(choices) - 1 or np.mean(np.bincount(found)[found] >= _ALIKE) >= _MOSTLY:
            return found, place
    raise ValueError("no choice of columns")


def _numbered(columns: Sequence[Places]) -> Places:
    number = np.zeros(len(columns[0]), dtype=np.intp)
    for column in columns:
        pairs = number * (int(column.max(initial=0)) + 1) + column
        number = np.unique(pairs, return_inverse=True)[1]
    return number


def _added(groups: Places, values: Numbers, size: int = 0) -> Numbers:
    found: Numbers = np.bincount(groups, weights=values, minlength=size).astype("float64", copy=False)
    return found


def _divided(above: Numbers, below: Numbers) -> Numbers:
    return np.divide(above, below, out=np.zeros(np.shape(above)), where=below > 0)
