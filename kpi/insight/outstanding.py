"""Single posts that stand out from those of their channel: what is called viral."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from kpi.facts import Numbers, Places
from kpi.insight.unusual import ERRORS, straying, student

_SEEN = ("impressions", "video_views", "reach")
_LEAST_POSTS, _LEAST_TIMES = 20, 5.0
_FREEDOM = 16


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A post seen far more often than those of its channel: `value` so far, `usual` by the one in the middle.

    `metric` says what was counted.
    """

    channel: str
    day: date
    content_type: str
    title: str
    link: str
    metric: str
    value: float
    usual: float


def outstanding(posts: pd.DataFrame) -> list[Outstanding]:
    """Give the posts that stand out, the furthest first; `posts` is what `posts_of` gives.

    In all channels together none may be told in more than one of twenty workspaces in which posts only have their luck.
    """
    found = [
        (place, metric, usual)
        for places in map(np.asarray, posts.groupby("channel", observed=True).indices.values())
        for metric in _SEEN
        if metric in posts
        for place, usual in _far(posts[metric].to_numpy()[places], places, among=len(posts))
    ]
    told: dict[int, Outstanding] = {}
    for place, metric, usual in found:
        told.setdefault(place, _told(posts.iloc[place], metric, usual))
    return sorted(told.values(), key=lambda one: one.value / one.usual, reverse=True)


def _far(values: Numbers, places: Places, *, among: int) -> Iterator[tuple[int, float]]:
    """Give the places of the values that are far beyond the middle one, with that."""
    seen = values > 0
    if seen.sum() < _LEAST_POSTS:
        return
    logs = np.log(np.where(seen, values, 1.0))
    middle = float(np.median(logs[seen]))
    least = max(student(ERRORS / among, _FREEDOM) * straying(logs[seen] - middle), float(np.log(_LEAST_TIMES)))
    for at in np.flatnonzero(seen & (logs - middle > least)):
        yield int(places[at]), float(np.exp(middle))


def _told(post: pd.Series, metric: str, usual: float) -> Outstanding:
    channel, kind, title, link = (str(post[name]) for name in ("channel", "content_type", "title", "link"))
    return Outstanding(channel, post["day"].date(), kind, title, link, metric, float(post[metric]), usual)
