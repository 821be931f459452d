"""What the panels about posts ask: over which days posts are held against each other, and what a KPI is for each."""

from dataclasses import replace

import pandas as pd

from kpi.columns import Grain
from kpi.exports.feeds import exports_feeding
from kpi.facts import Facts
from kpi.insight.ages import Aged, at_equal_ages
from kpi.insight.valued import Valued, values_of
from kpi.measure import Question
from kpi.measure.question import evidence_of
from kpi.periods import Period, last_months
from pages.parts import session
from pages.parts.below.shown import Shown

_MONTHS, _MONTHS_OF_PICKED = 13, 3
_MOST_NAMED = 3
Known = tuple[Facts, pd.DataFrame, pd.DataFrame]
"""The facts, the frame of posts, and what several files told of the same posts."""


def days_of_posts(shown: Shown) -> Period:
    """Give the days whose posts are held against each other: those picked, else those of the usual."""
    return shown.view.period if shown.view.picked else days_of_the_usual(shown)


def days_of_the_usual(shown: Shown) -> Period:
    """Give the days that tell what is usual: thirteen months that end with the view's, three where days are picked.

    A longer view tells it by itself. Days that are picked are asked anew each time, and a year of posts is slow then.
    """
    days = shown.view.period
    months = _MONTHS_OF_PICKED if shown.view.picked else _MONTHS
    return Period(min(days.start, last_months(days.end, months).start), days.end)


def question_over(shown: Shown, days: Period, *, channel: str = "") -> Question:
    """Put the KPI as a question about other days, of one channel where it is named."""
    asked = session.question_of(shown.mine, shown.answer.kpi, shown.view)
    scope = replace(asked.scope, channels=(channel,)) if channel else asked.scope
    return replace(asked, period=days, against=None, scope=scope)


def aged(shown: Shown, question: Question, days: Period | None = None) -> tuple[Valued, Aged]:
    """Work out a KPI of each post, at an equal age on the channels whose files tell of one, and say which these are."""
    known = session.known_facts(shown.mine), session.posts(shown.mine), session.snapshots(shown.mine)
    return at_one_age(known, question, days)


def at_one_age(known: Known, question: Question, days: Period | None) -> tuple[Valued, Aged]:
    """Do the same with what is known, and nothing else."""
    facts, posts, snapshots = known
    newest = values_of(question, facts, posts, days=days)
    equal = at_equal_ages(posts, snapshots, newest.places)
    return (values_of(question, facts, equal.posts, days=days) if equal.ages else newest), equal


def channels_telling(shown: Shown, question: Question) -> list[str]:
    """List the channels whose posts tell of a KPI, the one with most posts first."""

    def found() -> list[str]:
        parts = evidence_of(question, session.known_facts(shown.mine), split="content_type").parts
        channels = dict.fromkeys(part.channel for part in parts if part.grain == Grain.POST)
        counts = _counts(shown)
        return sorted(channels, key=lambda channel: -int(counts.get(channel, 0)))

    return session.once(shown.mine, ("channels of posts", *session.told(question)), found)


def _counts(shown: Shown) -> pd.Series:
    """Count the posts of each channel, once a version."""
    posts = session.posts(shown.mine)
    return session.once(shown.mine, ("posts by channel",), posts["channel"].value_counts)


def bringing_posts(shown: Shown, channel: str = "") -> list[str]:
    """Say which exports bring posts that tell of the KPI; without a channel named, those of its own channels first."""
    asked = (channel,) if channel else shown.view.scope.channels
    feeding = [one for one in exports_feeding(shown.answer.kpi) if one.grain is Grain.POST and one.cadence]
    found = [one for one in feeding if not asked or one.channel in asked]
    first = sorted(found, key=lambda one: one.channel not in shown.answer.channels)
    return [f"{one.label}: {one.fetch}" for one in first[:_MOST_NAMED]]
