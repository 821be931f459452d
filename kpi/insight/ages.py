"""Posts at an equal age: where several files told of the same posts, the numbers of the same age beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import FACT_METRICS
from kpi.facts import Flags, Places

Ages = tuple[int, int]
AGES: tuple[Ages, ...] = ((7, 13), (14, 27), (28, 55), (56, 119))
"""Ages in days that count as equal."""
_MOSTLY = 0.9
_POST = ["channel", "account", "key"]


@dataclass(frozen=True, slots=True, eq=False)
class Aged:
    """Posts, and for each channel of which most were counted at an equal age this age; its numbers are of then.

    Posts of such a channel that were not counted at that age are marked `young`: they are left out.
    """

    posts: pd.DataFrame
    ages: Mapping[str, Ages]


def snapshots_of(posts: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Give what each file told of the posts that several told of: `post` (its row), `age` in days, every metric.

    `earlier` is what `facts.told_again` gives. The age is that on the last day its file speaks of.
    """
    known = [key for key in FACT_METRICS if key in posts]
    if earlier.empty or posts.duplicated(_POST).any():
        return pd.DataFrame(columns=["post", "age", *known])
    where = pd.MultiIndex.from_frame(posts[_POST].astype("str"))
    at = where.get_indexer(pd.MultiIndex.from_frame(earlier[_POST].astype("str")))
    age = (earlier["observed_at"].dt.normalize() - earlier["at"].dt.normalize()).dt.days
    told = earlier[known].assign(post=at, age=age.to_numpy())
    return told[told["post"] >= 0].sort_values(["post", "age"], kind="stable").reset_index(drop=True)


def at_equal_ages(posts: pd.DataFrame, snapshots: pd.DataFrame, rows: Places) -> Aged:
    """Take the numbers of an equal age for each channel whose files told of nearly all its posts at one.

    Of several such ages the one counts at which most were, then the oldest. `rows` are the posts to be compared; a
    channel without one keeps the newest numbers.
    """
    if snapshots.empty:
        return Aged(posts, {})
    compared = np.zeros(len(posts), dtype=bool)
    compared[rows] = True
    compared &= ~posts["young"].to_numpy()
    changed, ages = posts, {}
    for channel in posts["channel"].iloc[snapshots["post"].to_numpy()].astype("str").unique():
        ours = compared & (posts["channel"] == channel).to_numpy()
        seen = {age: _seen(posts, snapshots, age) for age in AGES}
        best = max(AGES, key=lambda age: (seen[age][ours].sum(), age))
        if ours.any() and seen[best][ours].mean() >= _MOSTLY:
            changed, ages[str(channel)] = _as_of(changed, _told_at(snapshots, best), ours, seen[best]), best
    return Aged(changed, ages)


def _told_at(snapshots: pd.DataFrame, age: Ages) -> pd.DataFrame:
    """Give for each post the oldest of its snapshots of an age."""
    return snapshots[snapshots["age"].between(*age)].drop_duplicates("post", keep="last")


def _seen(posts: pd.DataFrame, snapshots: pd.DataFrame, age: Ages) -> Flags:
    """Mark the posts that were counted at an age, by their newest file or one before."""
    seen: Flags = posts["age"].between(*age).to_numpy().copy()
    seen[_told_at(snapshots, age)["post"].to_numpy()] = True
    return seen


def _as_of(posts: pd.DataFrame, then: pd.DataFrame, ours: Flags, seen: Flags) -> pd.DataFrame:
    """Put the numbers of an age in the place of the newest ones, and leave out the posts not counted then."""
    told = then[ours[then["post"].to_numpy()]]
    places = told["post"].to_numpy()
    columns = {"young": posts["young"].to_numpy() | (ours & ~seen)}
    for key in told.columns.difference(["post", "age"]):
        numbers = posts[key].to_numpy().copy()
        numbers[places] = told[key].to_numpy()
        columns[key] = numbers
    return posts.assign(**columns)
