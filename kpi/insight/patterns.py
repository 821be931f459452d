"""When and what works: weekdays, hours and content types of one channel's posts, and whether a difference is one."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import Better
from kpi.facts import Flags, Numbers, Places
from kpi.insight.chance import LEAST_POSTS, chance, effects
from kpi.insight.scores import AVERAGE_POSTS, Scores, beside_others, of_count, of_ratio, shrunk, strata_of
from kpi.insight.valued import Valued

LEAST_TO_TELL = 20
"""The fewest posts of a channel that are held against each other."""
SURE = 0.01
"""How rarely chance alone may bring what is named; a channel's times and its content types are asked apart."""
WORTH = 0.15
"""The least difference from the others of their kind that one can act on."""
_WEEK, _DAY = 7, 24
_BLOCKS = ((1, 50), (3, 5), (6, 5))
_MOSTLY = 0.8
_TYPE, _WEEKDAY, _CLOCK, _QUARTER = "content type", "weekday", "weekday and hour", "quarter"
_TIMES_HELD = ((_WEEKDAY,), (_CLOCK,))
_ASKED = ("account", "basis", "content_type", "day", "weekday", "hour")


@dataclass(frozen=True, slots=True)
class Standout:
    """A group of posts that stands out: `times` what the other posts of their kind got, shrunk.

    `weekday` is 0 for Monday, None for any day; `hours` the first and the hour after the last, None for any;
    `content_type` names what (nearly) all of them are, '' where they are of several kinds.
    """

    posts: int
    times: float
    weekday: int | None = None
    hours: tuple[int, int] | None = None
    content_type: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Groups of posts held against each other.

    `groups` has one row a group: what it is (`weekday`, `first` and `last` hour; or `content_type`), `posts`, `value`,
    the KPI shrunk towards that of the channel (of what adds up a typical post), and `times`, the multiple of what the
    other posts of their kind got; missing where it has no post. `chance` is how often chance alone brings as much,
    `held` what was held fixed; `found` is what one can act on.
    """

    groups: pd.DataFrame
    chance: float
    held: tuple[str, ...]
    found: Standout | None


@dataclass(frozen=True, slots=True, eq=False)
class Works:
    """When and what works on one channel, from so many `posts`; `hours` is how many stand in one cell, 24 for none.

    `young` and `unknown` count the posts left out: too young, and without all that the KPI needs. `clocked` counts the
    posts whose hour is known; where these are most, the others are left out of the times; the `untyped`, whose content
    type is not known, are left out of the types. A comparison is None where there are too few posts, or nothing to
    compare.
    """

    channel: str
    posts: int
    young: int
    unknown: int
    clocked: int
    hours: int
    value: float | None
    times: Compared | None
    types: Compared | None
    untyped: int = 0


def works(valued: Valued, posts: pd.DataFrame, channel: str) -> Works:
    """Hold the posts of one channel against each other by when they were published, and by what they are."""
    of_channel = valued.channel == channel
    young = posts["young"].to_numpy()[valued.places] & of_channel
    kept = of_channel & ~young & ~np.isnan(valued.value)
    ours = valued.only(kept)
    told = pd.DataFrame({name: posts[name].array.take(ours.places) for name in _ASKED})
    clocked = told["hour"].notna().to_numpy()
    timed = clocked if clocked.sum() >= _MOSTLY * len(told) else np.ones(len(told), dtype=bool)
    enough = len(told) >= LEAST_TO_TELL and _can_be_compared(valued)
    block = _block(told[timed]) if enough and clocked[timed].all() else _DAY
    timely = ours if timed.all() else ours.only(timed)
    times = (
        _by_time(timely, told if timely is ours else told[timed], block)
        if enough and timed.sum() >= LEAST_TO_TELL
        else None
    )
    typed = (told["content_type"] != "").to_numpy()
    types = _by_type(ours, told, typed, block if timed.all() else _DAY) if enough else None
    return Works(
        channel,
        len(told),
        int(young.sum()),
        int((of_channel & ~young & ~kept).sum()),
        int(clocked.sum()),
        block,
        _whole(ours) if len(told) else None,
        *_apart(times, types),
        untyped=int((~typed).sum()),
    )


def _apart(times: Compared | None, types: Compared | None) -> tuple[Compared | None, Compared | None]:
    """Leave one finding of two that may be the same: what was not held apart from the other is not named beside it."""
    if not (times and times.found and types and types.found):
        return times, types
    if types.held[:1] not in _TIMES_HELD:
        return times, replace(types, found=None)
    return (times, types) if _TYPE in times.held else (replace(times, found=None), types)


def _can_be_compared(valued: Valued) -> bool:
    """Tell whether the KPI adds up over posts or is one ratio of sums."""
    return valued.sides is not None or not valued.question.formula.is_ratio


def _by_time(valued: Valued, told: pd.DataFrame, block: int) -> Compared:
    alike = _alike(told)
    cells = _cells(told, block)
    choices = {
        (_TYPE, _QUARTER): [alike["account"], alike["type"], alike["quarter"]],
        (_TYPE,): [alike["account"], alike["type"]],
        (_QUARTER,): [alike["account"], alike["quarter"]],
        (): [alike["account"]],
    }
    scores, held = _scored(valued, choices)
    day = _DAY // block
    single = np.eye(_WEEK * day, dtype=bool)
    wider = [np.repeat(np.eye(_WEEK, dtype=bool), day, axis=1), np.tile(np.eye(day, dtype=bool), (1, _WEEK))]
    members = np.vstack([single, *wider]) if day > 1 else single
    names = [(n // day, (n % day * block, n % day * block + block)) for n in range(len(single))]
    named = [*names, *((n, None) for n in range(_WEEK)), *((None, (n * block, n * block + block)) for n in range(day))]
    groups = _grouped(valued, scores, cells, single)
    groups = groups.assign(
        weekday=[day for day, _ in names], first=[hours[0] for _, hours in names], last=[hours[1] for _, hours in names]
    )
    odds, best, posts, times = _tested(valued, scores, cells, members)
    if best < 0:
        return Compared(groups, odds, held, None)
    weekday, hours = named[best]
    kinds = told["content_type"][members[best][cells]]
    found = Standout(posts, times, weekday, None if day == 1 else hours, _nearly_all(kinds))
    return Compared(groups, odds, held, found)


def _by_type(valued: Valued, told: pd.DataFrame, typed: Flags, block: int) -> Compared | None:
    if typed.sum() < LEAST_TO_TELL:
        return None
    valued, told = (valued, told) if typed.all() else (valued.only(typed), told[typed])
    alike = _alike(told)
    names = told["content_type"].cat.remove_unused_categories().cat.categories.tolist()
    if len(names) < 2:  # noqa: PLR2004
        return None
    kinds = alike["type"]
    cells, weekday = _cells(told, block), _cells(told, _DAY)
    time = _CLOCK if block < _DAY else _WEEKDAY
    choices = {
        (time, _QUARTER): [alike["account"], cells, alike["quarter"]],
        (time,): [alike["account"], cells],
        (_WEEKDAY,): [alike["account"], weekday],
        (_QUARTER,): [alike["account"], alike["quarter"]],
        (): [alike["account"]],
    }
    scores, held = _scored(valued, choices)
    members = np.eye(len(names), dtype=bool)
    groups = _grouped(valued, scores, kinds, members).assign(content_type=names)
    odds, best, posts, times = _tested(valued, scores, kinds, members)
    found = Standout(posts, times, content_type=names[best]) if best >= 0 else None
    return Compared(groups, odds, held, found)


def _scored(valued: Valued, choices: dict[tuple[str, ...], list[Places]]) -> tuple[Scores, tuple[str, ...]]:
    """Score the posts beside their likes; what is better when it is lower counts the other way round."""
    strata, place = strata_of(list(choices.values()))
    scores = of_ratio(*valued.sides, strata) if valued.sides else of_count(valued.value, strata)
    return scores, list(choices)[place]


def _tested(valued: Valued, scores: Scores, groups: Places, members: Flags) -> tuple[float, int, int, float]:
    """Give the chance, and of what one can act on its row of members (-1 for none), its posts and its multiple."""
    sign = -1.0 if valued.question.kpi.better is Better.LOWER else 1.0
    turned = Scores(sign * scores.above, scores.against, scores.strata, scores.tops, scores.bases)
    posts = members @ np.bincount(groups, minlength=members.shape[1])
    odds = chance(turned, groups, members, sure=SURE)
    best = int(np.argmax(np.where(posts >= LEAST_POSTS, effects(turned, groups, members), -np.inf)))
    times = float(_times(valued, scores, groups, members[[best]])[0])
    worth = times >= 1 + WORTH if sign > 0 else times <= 1 / (1 + WORTH)
    acts = odds <= SURE and worth and posts[best] >= LEAST_POSTS
    return odds, best if acts else -1, int(posts[best]), times


def _grouped(valued: Valued, scores: Scores, groups: Places, members: Flags) -> pd.DataFrame:
    """Give how many posts each group has, its shrunk value, and its multiple of the others of their kind."""
    posts = members @ np.bincount(groups, minlength=members.shape[1])
    value = shrunk(scores, groups, members)
    told: dict[str, Any] = {
        "value": value if valued.sides else np.expm1(value),
        "times": _times(valued, scores, groups, members),
    }
    return pd.DataFrame({"posts": posts, **{name: np.where(posts > 0, of, np.nan) for name, of in told.items()}})


def _times(valued: Valued, scores: Scores, groups: Places, members: Flags) -> Numbers:
    """Give the multiple of what the others of their kind got: of what adds up, typical post by typical post."""
    own, others = beside_others(scores, groups, members)
    if valued.sides is None:
        added = members @ np.bincount(groups, minlength=members.shape[1]) + AVERAGE_POSTS
        own, others = np.expm1(own / added), np.expm1(others / added)
    found: Numbers = np.divide(own, others, out=np.full(len(own), np.nan), where=others > 0)
    return found


def _whole(valued: Valued) -> float | None:
    """Give the KPI of all posts together; of what adds up that of a typical post."""
    if valued.sides:
        top, base = (float(side.sum()) for side in valued.sides)
        return top / base if base > 0 else None
    return float(np.expm1(np.log1p(np.maximum(valued.value, 0.0)).mean()))


def _alike(told: pd.DataFrame) -> dict[str, Places]:
    """Give numbers to what may be held fixed; what is counted always is, with the account."""
    account, basis, kind = (told[name].cat.codes.to_numpy() for name in ("account", "basis", "content_type"))
    months = told["day"].to_numpy().astype("datetime64[M]").astype("int64")
    bases = len(told["basis"].cat.categories)
    columns = {"account": account.astype("int64") * bases + basis, "type": kind, "quarter": months // 3}
    return {name: np.unique(column, return_inverse=True)[1] for name, column in columns.items()}


def _cells(told: pd.DataFrame, block: int) -> Places:
    weekday = told["weekday"].to_numpy().astype(np.intp)
    if block == _DAY:
        return weekday
    hour: Places = told["hour"].to_numpy().astype(np.intp)
    return weekday * (_DAY // block) + hour // block


def _block(told: pd.DataFrame) -> int:
    """Take the shortest blocks of hours in which most posts have company; whole days where none are long enough."""
    for hours, least in _BLOCKS:
        cells = _cells(told, hours)
        if np.mean(np.bincount(cells)[cells] >= least) >= _MOSTLY:
            return hours
    return _DAY


def _nearly_all(kinds: pd.Series) -> str:
    counts = kinds.value_counts()
    return str(counts.index[0]) if counts.iloc[0] >= _MOSTLY * len(kinds) else ""
