"""What is new since the last files: which days are judged, what is one story, and what is no news at all."""

from datetime import date, timedelta

import pytest

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.facts import rows_behind
from kpi.insight.found import Finding, with_posts
from kpi.insight.news import news, stretches
from kpi.insight.outstanding import outstanding
from kpi.insight.posts import posts_of
from kpi.periods import Period
from tests.builders import BRAND, Row, day, days, facts, post, records, span

BEFORE, NEW = span("2026-01-05", "2026-09-27"), span("2026-09-28", "2026-10-11")
WEEK = (100, 120, 110, 90, 130, 80, 70)
ASKED = [KPIS[key] for key in ("impressions", "reactions", "new_followers", "engagement_rate", "followers")]


def wave(period, *, times=1.0, **more: str):
    """Give each day of a range its weekday's number in several metrics, a little more or less from week to week."""
    for number in range(period.days):
        at = period.start + timedelta(days=number)
        size = WEEK[at.weekday()] * (1.0, 0.97, 1.03)[at.isocalendar().week % 3] * times
        yield day(str(at), impressions=10 * size, reactions=size / 2, comments=0, shares=0, saves=0, **more)


def since(first=NEW.start, channels=("Instagram",)):
    return lambda _kpi, channel: first if channel in channels else None


def told(*rows: Row, new=None):
    return news(facts(*rows), ASKED, new or since())


def test_impressions_and_what_they_brought_are_one_story():
    found = told(*wave(BEFORE), *wave(NEW, times=3)).findings

    assert [(one.kpi.key, one.channel, one.days) for one in found] == [("impressions", "Instagram", NEW)]
    assert [kpi.key for kpi, _ in found[0].also] == ["reactions"]
    assert found[0].times == pytest.approx(3, rel=0.02)
    assert found[0].value == pytest.approx(found[0].usual * found[0].times)


def test_days_on_two_channels_that_went_the_same_way_are_one_story():
    channels = ("Instagram", "TikTok")
    rows = [row for one in channels for row in (*wave(BEFORE, channel=one), *wave(NEW, times=3, channel=one))]

    found = told(*rows, new=since(channels=("Instagram", "TikTok"))).findings

    assert len(found) == 1
    assert {channel for _, channel in found[0].also} == {"Instagram", "TikTok"}


def test_nothing_is_a_fair_answer():
    quiet = told(*wave(BEFORE), *wave(NEW))

    assert quiet.findings == ()
    assert quiet.judged > 0
    assert quiet.days == NEW


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (list(wave(span("2026-07-30", "2026-09-27"))), list(wave(NEW, times=3))),
        (list(days(BEFORE, impressions=0)), list(days(NEW, impressions=500))),
        (list(days(BEFORE, comments=10)), list(days(NEW, comments=-10))),
        (list(days(BEFORE, followers=1_000)), list(days(NEW, followers=9_000))),
    ],
)
def test_what_cannot_be_judged_is_not_said_to_be_as_usual(before, now):
    found = news(facts(*before, *now), [*ASKED, KPIS["comments"]], since())

    assert (found.findings, found.judged, found.days) == ((), 0, NEW)


def test_a_channel_too_young_to_be_judged_is_counted_apart():
    found = told(*wave(BEFORE), *wave(NEW), *wave(NEW, channel="X", times=50), new=since(channels=("Instagram", "X")))

    # impressions, reactions and engagement rate: of Instagram judged; of X, and the rate of both, not
    assert (found.findings, found.judged, found.unjudged, found.since) == ((), 3, 4, NEW.start)


def test_of_more_new_days_than_can_be_judged_the_first_judged_one_is_told():
    found = told(*wave(BEFORE), *wave(NEW, times=1), new=since(span("2026-06-01", "2026-06-01").start))

    # 280 days are known, the last 56 of them are judged
    assert (found.days.start, found.since) == (date(2026, 6, 1), date(2026, 8, 17))


def test_a_gap_is_no_week_that_was_known_and_no_day_that_is():
    before = [*wave(span("2026-01-05", "2026-05-10")), *wave(span("2026-06-29", "2026-09-27"))]
    now = [*wave(span("2026-09-28", "2026-10-01"), times=3), *wave(span("2026-10-04", "2026-10-11"), times=3)]

    (found,) = told(*before, *now).findings

    # 38 weeks, of which seven are not known; of the fourteen new days two are not
    assert (found.days, found.weeks, found.record, found.unknown) == (NEW, 31, True, 2)


def test_files_that_bring_no_new_days_bring_no_news():
    assert told(*wave(BEFORE), *wave(NEW, times=3), new=since(channels=())).days is None


def test_what_was_known_before_is_not_news_however_far_it_was():
    late = since(NEW.end - timedelta(days=2))

    rows = [*wave(BEFORE), *wave(Period(NEW.start, NEW.end - timedelta(days=3)), times=3)]
    assert told(*rows, *wave(span("2026-10-09", "2026-10-11")), new=late).findings == ()


def test_a_channel_whose_files_ended_is_not_news():
    rows = [*wave(BEFORE, channel="TikTok"), *wave(BEFORE), *wave(NEW)]

    assert told(*rows).findings == ()


def test_unknown_days_are_no_fall_and_a_level_carried_on_is_no_news():
    typed = [day(str(BEFORE.start), followers=1_000), day(str(BEFORE.end), followers=1_200)]
    known_later = [day(str(NEW.end), impressions=700, reactions=35, comments=0, shares=0, saves=0)]

    assert told(*wave(BEFORE), *typed, *known_later).findings == ()


def test_a_definition_that_changed_is_a_break_and_no_finding():
    rows = [*wave(BEFORE, basis="impressions"), *wave(NEW, times=3, basis="views")]

    found = told(*rows)

    assert [one.kpi.key for one in found.findings] == ["reactions"]
    assert [(one.day, one.channel) for one in found.breaks] == [(NEW.start, "Instagram")]


def test_at_most_the_last_fifth_of_the_known_days_is_judged():
    early = since(BEFORE.start + timedelta(days=14))
    rows = [*wave(span("2026-01-05", "2026-04-05")), *wave(span("2026-04-06", "2026-04-12"), times=4)]

    assert told(*rows, *wave(span("2026-04-13", "2026-10-11")), new=early).findings == ()


def test_posts_are_held_against_as_many_posts_so_that_a_pause_is_no_fall():
    covers = (str(BEFORE.start), str(NEW.end))
    dates = [str(BEFORE.start + timedelta(days=3 * n)) for n in range(88)]
    weekly = [post(at, impressions=900 + 50 * (n % 3), covers=covers) for n, at in enumerate(dates)]

    paused = told(*weekly)
    busy = told(*weekly, *(post(str(NEW.start + timedelta(days=n)), impressions=950) for n in range(14)))

    assert paused.findings == busy.findings == ()
    assert busy.judged > 0


def test_a_rate_of_all_channels_says_whose_share_moved():
    nothing = {"comments": 0, "shares": 0, "saves": 0}
    rows = [
        *days(Period(BEFORE.start, NEW.end), channel="Instagram", impressions=1_000, reactions=40, **nothing),
        *days(BEFORE, channel="TikTok", impressions=1_000, reactions=10, **nothing),
        *days(NEW, channel="TikTok", impressions=50_000, reactions=500, **nothing),
    ]

    found = told(*rows, new=since(channels=("Instagram", "TikTok"))).findings

    rate = next(one for one in found if one.kpi.key == "engagement_rate")
    assert (rate.channel, rate.better) == ("", False)
    assert rate.value == pytest.approx((40 + 500) / 51_000)
    assert (rate.mix.channel, rate.mix.now, rate.mix.before) == ("TikTok", pytest.approx(50 / 51), pytest.approx(0.5))


@pytest.mark.parametrize(
    ("better", "value", "said"),
    [(Better.HIGHER, 30.0, True), (Better.LOWER, 30.0, False), (Better.LOWER, 3.0, True), (Better.NEITHER, 3.0, None)],
)
def test_better_follows_from_the_kpi_and_not_from_the_direction(better, value, said):
    kpi = Kpi("k", "K", "impressions", "", better=better)

    assert Finding(kpi, "X", NEW, value, 10.0, 9.0, 11.0, 20).better is said


def test_a_stretch_lasts_until_its_days_are_as_usual_again():
    busy = span("2026-07-20", "2026-09-06")
    rows = [*wave(span("2026-01-05", "2026-07-19")), *wave(busy, times=3), *wave(span("2026-09-07", "2026-10-11"))]

    found = stretches(facts(*rows), ASKED, span("2026-01-05", "2026-10-11")).findings

    assert [(one.kpi.key, one.days) for one in found] == [("impressions", busy)]


def test_the_post_that_stands_out_is_named_in_its_story():
    covers = (str(BEFORE.start), str(NEW.end))
    dates = [str(BEFORE.start + timedelta(days=n)) for n in range(270)]
    usual = [post(at, impressions=900 + n % 7 * 30, covers=covers) for n, at in enumerate(dates)]
    viral = post("2026-10-01", impressions=400_000, title="Tram", link="https://a.example/1", covers=covers)
    known, rows = facts(*usual, viral), records(*usual, viral)
    posts = outstanding(posts_of(known, rows_behind(known, rows, BRAND)))

    found = with_posts(news(known, ASKED, since()), posts).findings

    assert [(one.title, one.value) for one in posts] == [("Tram", 400_000)]
    assert found[0].post == posts[0]
    assert found[0].days.start == found[0].days.end == date(2026, 10, 1)


def test_posts_that_only_have_their_luck_do_not_stand_out():
    luck = [1.4 ** (n * 7919 % 13 - 6) for n in range(250)]  # from an eighth to eight times the middle one
    rows = [post(f"2026-{1 + n // 28:02}-{1 + n % 28:02}", impressions=1_000 * of) for n, of in enumerate(luck)]
    known = facts(*rows)

    assert outstanding(posts_of(known, rows_behind(known, records(*rows), BRAND))) == []
