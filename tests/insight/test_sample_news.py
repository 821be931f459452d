"""The news of the sample brand: each of its turns is found in the month in which it happened, and nothing else is told.

Worked out from the story's monthly table (sample_data/story.py), not from what the code says. What the table holds
besides the turns, and why it is or is not told:

- November 2025: new followers 1,150 after 800, Instagram 410 after 330: less than half as much again.
- December: LinkedIn falls from 62 to 40, at Christmas; its weeks strayed half as far before.
- January: conversions fall from 163 to 84, between two and five a day. Of some fifty series one as low comes by chance
  too often to be told; and whoever has half a year of files cannot tell a season from a fall.
- The quiet months of 2025 are the first that are known; the recovery of autumn 2026 goes back to levels seen before.
- June: TikTok stays at 480 after 150 to 190 in winter; in May it was told already, and June is no higher.
- August: unfollows stay where they went in July; the ratings fall further.
- Visits from social and the cost of ads come as monthly totals: sixteen months are too few to say what is unusual.
"""

from datetime import date
from functools import cache

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.catalogue.objectives import OBJECTIVES
from kpi.facts import rows_behind
from kpi.insight.found import with_posts
from kpi.insight.news import news, stretches
from kpi.insight.outstanding import outstanding
from kpi.insight.posts import posts_of
from kpi.periods import Period, month_of
from kpi.sentences.news import news_sentence
from sample_data import story
from tests.builders import BRAND, sample_facts, sample_records

KPIS_ASKED = [KPIS[key] for key in dict.fromkeys(key for one in OBJECTIVES.values() for key in one.kpis)]
CAMPAIGN, VIRAL, RECALL, SILENCE = "the campaign", "the viral video", "the recall", "X falls silent"
TURNS = {  # month: what is told, as KPI, channel and way, each with the turn of the story that it belongs to
    "2026-02": {("impressions", "X", "low"): SILENCE},
    "2026-03": {("impressions", "Instagram", "high"): CAMPAIGN},
    "2026-04": {("impressions", "TikTok", "high"): CAMPAIGN},
    "2026-05": {("impressions", "TikTok", "high"): VIRAL, ("engagement_rate", "", "low"): VIRAL},
    "2026-07": {("unfollows", "TikTok", "high"): RECALL, ("average_rating", "Trustpilot", "low"): RECALL},
    "2026-08": {("average_rating", "Trustpilot", "low"): RECALL},
}
BREAKS = {"2025-11": ["Facebook: impressions → views"], "2026-09": ["Listening: Kapriol joins the panel"]}
MONTHS = [f"{month.first:%Y-%m}" for month in story.MONTHS]


@cache
def told_in(month):
    """Give the news of a month, as if all files ended with it."""
    days = month_of(date.fromisoformat(f"{month}-01"))
    return news(sample_facts().until(days.end), KPIS_ASKED, lambda _kpi, _channel: days.start)


@cache
def told_of_all():
    return stretches(sample_facts(), KPIS_ASKED, Period(story.FIRST, story.LAST))


@cache
def posts():
    return outstanding(posts_of(sample_facts(), rows_behind(sample_facts(), sample_records(), BRAND)))


def claim(found):
    return found.kpi.key, found.channel, "high" if found.value > found.usual else "low"


def finding(told, *wanted: str):
    return next(found for found in told.findings if claim(found) == wanted)


@pytest.mark.parametrize("month", MONTHS)
def test_each_month_tells_its_turns_of_the_story_and_nothing_else(month):
    told = told_in(month)

    assert {claim(found) for found in told.findings} == set(TURNS.get(month, {}))
    assert [one.label for one in told.breaks] == BREAKS.get(month, [])


def test_the_viral_video_is_told_once_with_its_days_and_its_post():
    found = with_posts(told_in("2026-05"), posts()).findings[0]

    assert found.days.start == story.VIRAL_DAY
    assert date(2026, 5, 20) <= found.days.end <= date(2026, 5, 24)
    assert found.times > 20
    assert {"new_followers", "reach", "reactions"} <= {kpi.key for kpi, channel in found.also if channel == "TikTok"}
    assert (found.post.day, found.post.value) == (story.VIRAL_DAY, story.VIRAL_VIEWS)


def test_no_other_post_of_the_sample_stands_out():
    assert [(post.channel, post.day) for post in posts()] == [("TikTok", story.VIRAL_DAY)]


def test_the_engagement_rate_fell_by_mix_and_that_is_said():
    found = finding(told_in("2026-05"), "engagement_rate", "", "low")

    assert found.mix.channel == "TikTok"
    assert found.mix.now > 0.9
    assert found.mix.before < 0.5
    assert not [one for one in told_in("2026-05").findings if one.kpi.key == "engagement_rate" and one.channel]


def test_the_campaign_is_told_of_the_channels_on_which_it_ran():
    found = finding(told_in("2026-03"), "impressions", "Instagram", "high")

    assert found.days == Period(story.CAMPAIGN[0], date(2026, 3, 31))
    a_day = 620 * 1.6 / (8 + 23 * 1.6)  # the campaign's days are lifted by 1.6, the first eight of March are not
    before = (330 + 330 + 410 + 380 + 300 + 310) / 181  # the half year from September to February
    assert found.times == pytest.approx(a_day / before, rel=0.05)
    assert {"TikTok", "Facebook"} <= {channel for _, channel in found.also}


def test_the_campaign_ends_on_its_last_day():
    april = told_in("2026-04").findings[0]

    assert ("impressions", "Instagram") in {(kpi.key, channel) for kpi, channel in april.also}
    assert april.days.start == date(2026, 4, 1)


def test_the_recall_is_told_by_unfollows_and_ratings():
    lost = finding(told_in("2026-07"), "unfollows", "TikTok", "high")
    stars = finding(told_in("2026-07"), "average_rating", "Trustpilot", "low")

    assert lost.days.start == stars.days.start == story.RECALL[0]
    assert lost.better is stars.better is False
    assert lost.times == pytest.approx(2.5, abs=0.3)
    assert stars.usual == pytest.approx(4.4, abs=0.15)


def test_facebooks_change_to_views_is_a_break_and_no_change():
    told = told_in("2025-11")

    assert [one.channel for one in told.breaks] == ["Facebook"]
    assert story.FACEBOOK_VIEWS_FROM <= told.breaks[0].day <= date(2025, 11, 17)
    assert not [one for month in ("2025-11", "2025-12") for one in told_in(month).findings]


def test_over_all_months_the_same_turns_stand_out_with_their_days():
    days = {claim(found): found.days for found in told_of_all().findings}

    assert days.keys() == {
        ("impressions", "X", "low"),
        ("impressions", "TikTok", "high"),
        ("engagement_rate", "", "low"),
        ("unfollows", "TikTok", "high"),
        ("average_rating", "Trustpilot", "low"),
    }
    assert days["unfollows", "TikTok", "high"] == Period(*story.RECALL)
    assert days["impressions", "X", "low"].start == date(2026, 2, 13)
    tiktok = [found for found in told_of_all().findings if claim(found) == ("impressions", "TikTok", "high")]
    assert sorted(found.days.start >= story.VIRAL_DAY for found in tiktok) == [False, True]


def test_a_finding_says_what_the_page_of_its_days_says():
    said = news_sentence(finding(told_in("2026-07"), "unfollows", "TikTok", "high"))

    assert said == "TikTok, 6–31 Jul 2026: 344 unfollows, 2.5\xa0× what these weekdays usually bring (135)."
