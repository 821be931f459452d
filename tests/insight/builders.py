"""Builders of posts to be held against each other."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kpi.facts import Facts, build, rows_behind
from kpi.insight.posts import posts_of
from kpi.insight.valued import Valued, values_of
from kpi.periods import Period
from tests.builders import BRAND, Row, post, question, records, span

YEAR = span("2025-11-01", "2026-10-31")
Known = tuple[Facts, pd.DataFrame]


def posts(*rows: Row) -> Known:
    """Give the facts and the frame of posts that records make."""
    given = records(*rows)
    known = build(given, BRAND)
    return known, posts_of(known, rows_behind(known, given, BRAND))


def valued(kpi: str, known: Known, days: Period = YEAR, **more: object) -> Valued:
    """Give a KPI of each post."""
    return values_of(question(kpi, days, **more), *known)


def a_years_posts(
    count: int, *, seed: int, hours: Sequence[int] = (9, 13, 19), kinds: Sequence[str] = ("reel",)
) -> Known:
    """Give posts of a year, about evenly on all weekdays, whose numbers know nothing of when and what they are."""
    draw = np.random.default_rng(seed)
    minutes = (
        np.sort(draw.integers(0, 365, count)) * 1_440 + draw.choice(hours, count) * 60 + draw.integers(0, 60, count)
    )
    seen = np.round(np.exp(draw.normal(8, 1, count)))
    rates = np.exp(draw.normal(-3.4, 0.4, count))
    at = pd.Timestamp("2025-11-01") + pd.to_timedelta(minutes, unit="min")
    told = zip(at, seen, draw.binomial(seen.astype(int), rates), draw.choice(list(kinds), count), strict=True)
    return posts(
        *(
            post(f"{when}", key=str(place), impressions=of, reactions=given, comments=0, content_type=kind)
            for place, (when, of, given, kind) in enumerate(told)
        )
    )


def shuffled(found: Valued, seed: int) -> Valued:
    """Deal the numbers of the posts out anew."""
    order = np.random.default_rng(seed).permutation(len(found.places))
    return Valued(found.question, found.evidence, found.places, found.channel, found.operands[:, order])
