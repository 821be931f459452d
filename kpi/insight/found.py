"""What was found to stand out: findings, put together to stories, with the post and the mix that go with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import Scope
from kpi.facts import Facts
from kpi.insight.outstanding import Outstanding
from kpi.insight.unusual import LEAST
from kpi.measure import By, Question, ask, breakdown
from kpi.periods import Period

_FIRST = "impressions"
_SAME = 0.01
_HALF_YEAR, _MOVED = timedelta(days=182), 0.15


@dataclass(frozen=True, slots=True)
class Mix:
    """A channel's share of what a rate is a share of: in the days found, and in the half year before them."""

    channel: str
    now: float
    before: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A KPI of a channel (of all, where it is empty) over days on which it was far from what is usual there.

    `usual` is what these weekdays, or `by_posts` as many posts, usually bring, in eight of ten stretches between `low`
    and `high`; `weeks` counts those known before, and `record` says that no stretch as long of them was as far;
    `unknown` counts the days that are not known.
    `also` are the other KPIs and channels of the same story, `post` is the single post that stands out in it, if one
    does; `mix` names the channel whose share of what a rate of all channels is a share of moved most.
    """

    kpi: Kpi
    channel: str
    days: Period
    value: float
    usual: float
    low: float
    high: float
    weeks: int
    record: bool = False
    unknown: int = 0
    by_posts: bool = False
    also: tuple[tuple[Kpi, str], ...] = ()
    mix: Mix | None = None
    post: Outstanding | None = None

    @property
    def times(self) -> float:
        """Say how many times the usual the value is."""
        return self.value / self.usual

    @property
    def better(self) -> bool | None:
        """Tell whether that is for the better; None where it is neither."""
        if self.kpi.better is Better.NEITHER:
            return None
        return (self.value > self.usual) == (self.kpi.better is Better.HIGHER)

    @property
    def is_rate(self) -> bool:
        """Tell whether the value is no sum of its days."""
        return behaves(self.kpi) is not Behaves.FLOW

    @property
    def scope(self) -> Scope:
        """Give the scope of its receipt."""
        return Scope((self.channel,) if self.channel else ())

    @property
    def strength(self) -> float:
        """Say how many times the least that is worth a word it is, on a scale of logarithms."""
        ratio = max(self.times, 1e-3)
        return float(abs(np.log(ratio)) / np.log(LEAST[self.kpi.unit]))


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which on something is counted otherwise: what differs across it is no change."""

    day: date
    channel: str
    label: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new: stories, the strongest first, and what is counted otherwise.

    `days` holds all new days, of which those from `since` on are judged; `judged` counts the series (a KPI on a
    channel) that could be, `unjudged` those that could not: too little is known from before them, or a page would show
    another value.
    """

    days: Period | None = None
    findings: tuple[Finding, ...] = ()
    breaks: tuple[Break, ...] = ()
    judged: int = 0
    unjudged: int = 0
    since: date | None = None


def stories(found: Sequence[Finding]) -> list[Finding]:
    """Put together what went the same way on the same days; what is seen leads before what it brings."""
    stories: list[list[Finding]] = []
    for one in sorted(found, key=lambda one: one.strength, reverse=True):
        for story in stories:
            if _is_same_story(one, story[0]):
                story.append(one)
                break
        else:
            stories.append([one])
    return sorted((_led(story) for story in stories), key=lambda one: one.strength, reverse=True)


def _is_same_story(one: Finding, other: Finding) -> bool:
    shared = (min(one.days.end, other.days.end) - max(one.days.start, other.days.start)).days + 1
    alike = (one.value > one.usual, one.better) == (other.value > other.usual, other.better)
    days = sorted((one.days.days, other.days.days))
    return alike and shared * 2 >= days[0] and shared * 4 >= days[1]


def _led(story: Sequence[Finding]) -> Finding:
    """Let lead what was seen, where most more or less of it was; else what moved all channels, or furthest."""
    seen = [one for one in story if one.kpi.key == _FIRST]
    by_size = max(seen, key=lambda one: abs(one.value - one.usual), default=None)
    lead = by_size or max(story, key=lambda one: (not one.channel, one.strength))
    return replace(lead, also=tuple((one.kpi, one.channel) for one in story if one is not lead))


def with_posts(told: News, posts: Sequence[Outstanding]) -> News:
    """Name in each story of more than usual the single post that stands out on its channel and days, if one does."""
    return replace(told, findings=tuple(_with_post(one, posts) for one in told.findings))


def _with_post(found: Finding, posts: Sequence[Outstanding]) -> Finding:
    mine = [
        post
        for post in posts
        if post.channel == found.channel and found.days.start <= post.day <= found.days.end and found.times > 1
    ]
    return replace(found, post=max(mine, key=lambda post: post.value, default=None))


def with_mix(found: Finding, facts: Facts) -> Finding:
    """Say of a rate of all channels which one had a larger share of it than before, where one had."""
    if found.channel or not found.is_rate:
        return found
    earlier = Period(found.days.start - _HALF_YEAR, found.days.start - timedelta(days=1))
    now, before = (
        breakdown(Question(found.kpi, found.scope, days), facts, By.CHANNEL).rows.set_index("name")["share"]
        for days in (found.days, earlier)
    )
    moved = (now - before).dropna()
    if moved.empty or moved.max() < _MOVED:
        return found
    channel = str(moved.idxmax())
    return replace(found, mix=Mix(channel, float(now[channel]), float(before[channel])))


def is_what_pages_show(found: Finding, facts: Facts) -> bool:
    """Tell whether the page would show the same value for these days: else its sources differ, and it is not told."""
    shown = ask(Question(found.kpi, found.scope, found.days), facts).value
    return shown is not None and abs(shown - found.value) <= _SAME * max(abs(shown), abs(found.value))
