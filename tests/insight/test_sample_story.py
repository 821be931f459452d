"""What the sample brand's story holds is found, and nothing else is claimed."""

from functools import cache

import pytest

from kpi.facts import rows_behind
from kpi.insight.patterns import works
from kpi.insight.posts import posts_of
from kpi.insight.valued import values_of
from tests.builders import BRAND, question, sample_facts, sample_records, span

THIRTEEN_MONTHS = span("2025-10-01", "2026-10-31")
TUESDAY = 1


@cache
def sample_posts():
    return posts_of(sample_facts(), rows_behind(sample_facts(), sample_records(), BRAND))


def works_on(channel, kpi="engagement_rate"):
    prices = {"cpm": {"Instagram": 6.0}} if kpi == "weighted_cost" else {}
    asked = question(kpi, THIRTEEN_MONTHS, channels=(channel,), assumptions=prices)
    return works(values_of(asked, sample_facts(), sample_posts()), sample_posts(), channel)


@pytest.mark.parametrize(
    "kpi", ["engagement_rate", "impressions", "reactions", "comments", "shares", "saves", "weighted_cost"]
)
def test_reels_on_tuesday_evening_win_on_instagram(kpi):
    found = works_on("Instagram", kpi).times.found

    assert (found.content_type, found.weekday, found.hours) == ("reel", TUESDAY, (18, 21))
    assert found.posts == 47


def test_on_linkedin_there_is_no_difference_to_act_on():
    told = works_on("LinkedIn")

    assert told.posts == 104
    assert told.times.found is None
    assert told.types.found is None


@pytest.mark.parametrize("channel", ["Facebook", "LinkedIn", "TikTok", "YouTube"])
@pytest.mark.parametrize("kpi", ["engagement_rate", "impressions", "reactions", "comments", "shares", "ctr"])
def test_no_other_time_is_claimed_anywhere(channel, kpi):
    times = works_on(channel, kpi).times

    assert times is None or times.found is None


@pytest.mark.parametrize("channel", ["Instagram", "Facebook", "LinkedIn", "TikTok", "YouTube"])
def test_no_content_type_is_said_to_have_another_engagement_rate(channel):
    types = works_on(channel).types

    assert types is None or types.found is None
