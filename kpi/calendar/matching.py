"""Planned posts beside published ones: which became which, and where that is in doubt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from kpi.calendar.entry import Entry, Stage
from kpi.calendar.kinds import kind_of

NEAR = 3
"""How many days a post may be published before or after the day it was planned for."""
ALIKE, UNLIKE = 0.8, 0.3
"""The share of words from which on two texts are the same, and below which they are different ones."""
_LEAST_WORDS = 3
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"^https?://(www\.)?")
_OPEN = frozenset({Stage.IDEA, Stage.DROPPED})
"""The stages in which nothing is expected to be published."""


class Published(NamedTuple):
    """A post of the exports: `place` is its row among the posts."""

    place: int
    channel: str
    day: date
    title: str
    link: str
    key: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What planned posts became, by the id of the entry; `doubts` are the posts that one may have become.

    `beside` are the published posts that no entry became, nor may have become.
    """

    became: Mapping[str, Published]
    doubts: Mapping[str, tuple[Published, ...]]
    beside: tuple[Published, ...]


class _Pair(NamedTuple):
    """An entry and a post that may be the same: the smaller, the surer."""

    rank: int
    unlike: float
    off: int
    entry: Entry
    post: Published


def published(posts: pd.DataFrame, first: date, last: date) -> list[Published]:
    """List the posts of some days as `kpi.insight.posts.posts_of` gives them, the oldest first."""
    days = posts["day"].to_numpy().astype("datetime64[D]")
    places = np.flatnonzero((days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D")))
    told = posts.iloc[places]
    columns = (told[name].astype("str") for name in ("channel", "title", "link", "key", "content_type"))
    channel, title, link, key, kind = (column.tolist() for column in columns)
    day = days[places].tolist()
    return [Published(*one) for one in zip(places.tolist(), channel, day, title, link, key, kind, strict=True)]


def matched(entries: Iterable[Entry], posts: Iterable[Published]) -> Matched:
    """Say which planned posts became which published ones: each once, and none where two answers are as good.

    What somebody said counts first, then the same address, then the same text up to three days off, then the only
    post of a channel on a day for which only one was planned, unless their texts or kinds say otherwise.
    """
    planned = sorted((one for one in entries if one.channel and one.stage not in _OPEN), key=lambda one: one.order)
    there = list(posts)
    matching = _Matching()
    pairs = sorted(_pairs(planned, there), key=lambda one: (*one[:3], one.entry.order, one.post.place))
    for _, same in groupby(pairs, key=lambda one: one[:3]):
        matching.take(list(same))
    free = [one for one in planned if matching.waits(one)], [one for one in there if matching.is_free(one)]
    for entry, post in _alone(*free):
        matching.take_alone(entry, post)
    return Matched(matching.became, matching.doubts, tuple(one for one in there if matching.is_free(one)))


class _Matching:
    """Takes pairs, the surest first; what is taken or doubted once stays so."""

    def __init__(self) -> None:
        self.became: dict[str, Published] = {}
        self.doubts: dict[str, tuple[Published, ...]] = {}
        self._spoken_for: set[int] = set()

    def waits(self, entry: Entry) -> bool:
        """Tell whether nothing is said of an entry yet."""
        return entry.id not in self.became and entry.id not in self.doubts

    def is_free(self, post: Published) -> bool:
        """Tell whether no entry became a post, nor may have."""
        return post.place not in self._spoken_for

    def take(self, same: Sequence[_Pair]) -> None:
        """Take pairs that are equally sure; where one of them could as well be another, none of these is taken."""
        for pair in same:
            group = [one for one in same if self.waits(one.entry) and self.is_free(one.post)]
            rivals = [one for one in group if one.entry.id == pair.entry.id or one.post.place == pair.post.place]
            if pair not in rivals:
                continue
            if _are_of_one_day(rivals):
                self._match(pair.entry, pair.post)
            else:
                self._doubt(rivals)

    def take_alone(self, entry: Entry, post: Published) -> None:
        """Take the only two of a day where nothing speaks against it, else say that they may be the same."""
        unlike = _unlike(entry, post)
        if _may_be(entry, post) and (unlike is None or unlike <= 1 - UNLIKE):
            self._match(entry, post)
        else:
            self._doubt([_Pair(3, 1.0, 0, entry, post)])

    def _match(self, entry: Entry, post: Published) -> None:
        self.became[entry.id] = post
        self._spoken_for.add(post.place)

    def _doubt(self, rivals: Sequence[_Pair]) -> None:
        for one in rivals:
            self.doubts[one.entry.id] = (*self.doubts.get(one.entry.id, ()), one.post)
            self._spoken_for.add(one.post.place)


def _pairs(entries: Sequence[Entry], posts: Sequence[Published]) -> Iterable[_Pair]:
    """Pair what somebody said, what has the same address, and what has the same text on nearly the same day."""
    by_day: dict[tuple[str, date], list[Published]] = {}
    by_key: dict[tuple[str, str], Published] = {}
    for post in posts:
        by_day.setdefault((post.channel, post.day), []).append(post)
        by_key.setdefault((post.channel, post.key), post)
    for entry in entries:
        said = by_key.get((entry.channel, entry.post)) if entry.post else None
        if said:
            yield _Pair(0, 0.0, 0, entry, said)
            continue
        for off in range(-NEAR, NEAR + 1):
            for post in by_day.get((entry.channel, entry.day + timedelta(days=off)), ()):
                if entry.link and post.link and _bare(entry.link) == _bare(post.link):
                    yield _Pair(1, 0.0, abs(off), entry, post)
                    continue
                unlike = _unlike(entry, post)
                if unlike is not None and unlike <= 1 - ALIKE:
                    yield _Pair(2, round(unlike, 6), abs(off), entry, post)


def _are_of_one_day(rivals: Sequence[_Pair]) -> bool:
    """Tell whether it is the same which of several became which: all of them are of one day."""
    return len({one.entry.day for one in rivals}) == 1 and len({one.post.day for one in rivals}) == 1


def _alone(entries: Sequence[Entry], posts: Sequence[Published]) -> Iterable[tuple[Entry, Published]]:
    """Pair the only planned and the only published post of a channel's day, among those that are left."""
    planned: dict[tuple[str, date], list[Entry]] = {}
    there: dict[tuple[str, date], list[Published]] = {}
    for entry in entries:
        planned.setdefault((entry.channel, entry.day), []).append(entry)
    for post in posts:
        there.setdefault((post.channel, post.day), []).append(post)
    for place, mine in planned.items():
        found = there.get(place, ())
        if len(mine) == 1 and len(found) == 1:
            yield mine[0], found[0]


def _may_be(entry: Entry, post: Published) -> bool:
    """Tell whether nothing speaks against it but the text: neither the kind of post nor another address."""
    return "" in (entry.content_type, post.content_type) or kind_of(entry.content_type) == kind_of(post.content_type)


def _unlike(entry: Entry, post: Published) -> float | None:
    """Say which share of the words two texts do not have in common; None where one of them says too little.

    An export may cut a text, so that the longer one is only read as far as the shorter one goes.
    """
    mine, theirs = _words(entry.text or entry.title), _words(post.title)
    length = min(len(mine), len(theirs))
    if length < _LEAST_WORDS:
        return None
    ours, others = mine[:length], theirs[:length]
    common = sum(min(ours.count(word), others.count(word)) for word in set(ours))
    return 1 - common / length


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _bare(address: str) -> str:
    return _ADDRESS.sub("", address.strip().casefold()).rstrip("/")
