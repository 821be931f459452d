"""The posts behind the facts: one row a post, with the numbers of it that count and no others."""

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import FACT_METRICS
from kpi.columns import Grain
from kpi.facts import Facts, Flags

KIND = ("channel", "account", "basis", "content_type")
"""What posts share that are held against each other: `basis` is what their exposure counts."""
_OF_ONE_POST = ["span", "key", "cut"]
_TOLD = ("channel", "account", "content_type", "basis", "title", "link", "key")
_STANDS_AT = ("file", "sheet", "row", "span")
_MIDNIGHT = pd.Timedelta(0)


def posts_of(facts: Facts, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the posts behind the facts, the oldest first; `rows` is what `facts.rows_behind` gives.

    One row a post, with its newest numbers: `channel`, `account`, `content_type`, `basis`, `title`, `link`, `key`; the
    `day` of publishing, its `weekday` (0 is Monday) and `hour` (0 to 23 by the file's clock, missing where the file
    tells none); `age`, how many days old it was at least when observed; `young` where its numbers still grow, by the
    rule of the facts; `file`, `sheet` and `row` where most of its numbers stand; `span`, its place in `facts.spans`;
    `kind` numbers what is alike by `KIND`; then every metric that is known of some post, one column each, missing where
    it is not known.
    """
    told = rows[(rows["grain"] == Grain.POST.value) & (rows["span"] >= 0)]
    known = [key for key in FACT_METRICS if told[key].notna().any()]
    clocked = _clocked(told)
    several = told.duplicated(_OF_ONE_POST, keep=False)
    whole = _one_each(told.assign(clocked=clocked), several, known)
    day = whole["at"].dt.normalize()
    posts = whole[[*_TOLD, *_STANDS_AT, *known]].assign(
        day=day,
        weekday=day.dt.day_of_week.astype("int8"),
        hour=whole["at"].dt.hour.where(whole["clocked"]).astype("float32"),
        age=(whole["observed_at"].dt.normalize() - day).dt.days.clip(lower=0),
        young=_young(facts)[whole["span"].to_numpy()],
    )
    posts = posts.assign(**{name: posts[name].astype("str").astype("category") for name in KIND})
    kind = posts.groupby(list(KIND), observed=True, sort=False).ngroup()
    return posts.assign(kind=kind).sort_values("day", kind="stable").reset_index(drop=True)


def _clocked(told: pd.DataFrame) -> pd.Series:
    """Mark the rows whose file tells an hour: midnight is one where it is not the time that its table says most often.

    Some tables hold days alone, some days alone beside times.
    """
    clock = told["at"] - told["at"].dt.normalize()
    table = [told[name] for name in ("file", "sheet")]
    often = clock.groupby([*table, clock], sort=False, observed=True).transform("size")
    late = clock != _MIDNIGHT
    most = often.where(late, 0).groupby(table, sort=False, observed=True).transform("max")
    clocked: pd.Series = late | (often <= most)
    return clocked


def _one_each(told: pd.DataFrame, several: pd.Series, known: list[str]) -> pd.DataFrame:
    """Put the rows of one post together: each number stands in one of them; the row that holds most of them speaks.

    Such a post is dated by the newest of its files: where that says midnight, another one's clock is not its own.
    """
    if not several.any():
        return told
    again = told[several]
    of = again.groupby(_OF_ONE_POST, sort=False, observed=True).ngroup()
    numbers = again[known].groupby(of).first()
    most = again[known].notna().sum(axis=1).groupby(of).idxmax()
    speaking = again.loc[most.to_numpy()].set_axis(most.index)
    clocked = speaking["at"] != speaking["at"].dt.normalize()
    return pd.concat([told[~several], speaking.assign(**numbers, clocked=clocked)], ignore_index=True)


def _young(facts: Facts) -> Flags:
    """Mark the spans of the facts whose posts are too young to be compared."""
    young = np.zeros(len(facts.spans), dtype=bool)
    for view in facts.views:
        young[view.places] = view.unsettled
    return young
