"""A KPI taken apart: by hand, and always adding up to the whole."""

import numpy as np
import pytest

from kpi.measure import By, ask, breakdown, ways
from tests.builders import OCTOBER, SEPTEMBER, day, days, facts, period, post, question, review, sample_facts, span

BOTH = ("2026-09-01", "2026-10-31")


def taken_apart(kpi, known, by, asked=OCTOBER, against=SEPTEMBER):
    return breakdown(question(kpi, asked, against), known, by)


def column(found, name):
    return dict(zip(found.rows["name"], found.rows[name].tolist(), strict=True))


def test_a_count_by_channel_is_told_with_share_and_change():
    known = facts(
        *days(OCTOBER, impressions=30), *days(SEPTEMBER, impressions=10),
        *days(OCTOBER, channel="X", impressions=10), *days(SEPTEMBER, channel="X", impressions=20),
    )  # fmt: skip

    found = taken_apart("impressions", known, By.CHANNEL)

    # October: 31 × 30 = 930 and 31 × 10 = 310; September: 30 × 10 = 300 and 30 × 20 = 600
    assert found.whole == 1_240
    assert column(found, "value") == {"Instagram": 930, "X": 310}
    assert column(found, "share") == {"Instagram": 0.75, "X": 0.25}
    assert column(found, "change") == pytest.approx({"Instagram": 630 / 300, "X": -290 / 600})


def test_the_compared_days_of_the_parts_are_those_that_were_compared():
    end = span("2026-10-01", "2026-10-29")
    known = facts(*days(end, impressions=30), *days(SEPTEMBER, impressions=10), *days(span("2026-08-01", "2026-08-31"),
                  impressions=20))  # fmt: skip

    found = taken_apart("impressions", known, By.CHANNEL)

    # 29 days against 29, weekday by weekday: 1 October and 27 August are Thursdays; 5 × 20 in August, 24 × 10 after
    assert found.against == span("2026-08-27", "2026-09-24")
    assert column(found, "compared") == {"Instagram": 340}
    assert taken_apart("impressions", known, By.CHANNEL, against=None).against is None


def test_a_ratio_rises_in_total_though_it_falls_in_every_channel():
    now = days(OCTOBER, reactions=3, impressions=30), days(OCTOBER, channel="X", reactions=0, impressions=1)
    then = days(SEPTEMBER, reactions=12, impressions=100), days(SEPTEMBER, channel="X", reactions=2, impressions=200)
    known = facts(*(row for of in (*now, *then) for row in of), comments=0)

    found = taken_apart("engagement_rate", known, By.CHANNEL)

    # Instagram 12 % → 10 %, X 1 % → 0 %; together 14 / 300 → 3 / 31
    assert column(found, "change") == pytest.approx({"Instagram": -0.02, "X": -0.01})
    assert found.whole == pytest.approx(3 / 31)
    assert column(found, "share") == pytest.approx({"Instagram": 30 / 31, "X": 1 / 31})


def test_by_content_type_the_posts_answer_and_say_so():
    known = facts(
        *days(OCTOBER, impressions=100),
        post("2026-10-05", content_type="reel", impressions=600, covers=("2026-10-01", "2026-10-31")),
        post("2026-10-06", content_type="photo", impressions=200, covers=("2026-10-01", "2026-10-31")),
    )

    found = taken_apart("impressions", known, By.CONTENT_TYPE, against=None)

    assert ask(question("impressions"), known).value == 3_100
    assert (found.whole, column(found, "share")) == (800, {"reel": 0.75, "photo": 0.25})
    assert found.sources == ("Instagram: posts, lifetime values by day of publishing",)


def test_by_weekday_each_weekday_of_the_month_is_added_up_and_counted():
    found = taken_apart("impressions", facts(*days(OCTOBER, impressions=10)), By.WEEKDAY, against=None)

    # October 2026 begins on a Thursday: five Thursdays, Fridays and Saturdays
    assert column(found, "days") == {
        "Monday": 4, "Tuesday": 4, "Wednesday": 4, "Thursday": 5, "Friday": 5, "Saturday": 5, "Sunday": 4,
    }  # fmt: skip
    assert column(found, "value")["Friday"] == 50
    assert found.rows["share"].sum() == pytest.approx(1)


def test_what_totals_a_month_has_no_weekdays():
    known = facts(period("2026-10-01", "2026-10-31", impressions=900), *days(OCTOBER, channel="X", impressions=1))

    found = taken_apart("impressions", known, By.WEEKDAY, against=None)

    assert found.whole == 31
    assert ("Instagram", "its files tell no single days") in found.left_out


def test_a_weekday_without_a_review_is_zero_reviews_and_no_rating():
    known = facts(review("2026-10-05", 4), covers=("2026-10-01", "2026-10-31"))

    counted, rated = (taken_apart(kpi, known, By.WEEKDAY, against=None) for kpi in ("ratings", "average_rating"))

    assert column(counted, "value")["Sunday"] == 0
    assert column(rated, "value") == {"Monday": 4}


def test_a_level_is_taken_apart_by_who_alone():
    known = facts(day("2026-10-31", followers=60), day("2026-10-31", channel="X", followers=40))

    assert ways(question("followers").kpi) == (By.CHANNEL, By.ACCOUNT)
    assert column(taken_apart("followers", known, By.CHANNEL, against=None), "share") == {"Instagram": 0.6, "X": 0.4}


def test_people_reached_have_no_share_for_nobody_can_add_them():
    known = facts(*days(OCTOBER, reach=60), *days(OCTOBER, channel="X", reach=40))

    assert np.isnan(list(column(taken_apart("reach", known, By.CHANNEL, against=None), "share").values())).all()


def test_two_accounts_of_a_channel_stand_apart():
    known = facts(*days(OCTOBER, account="nord", impressions=3), *days(OCTOBER, account="sued", impressions=1))

    found = taken_apart("impressions", known, By.ACCOUNT, against=None)

    assert column(found, "value") == {"nord (Instagram)": 93, "sued (Instagram)": 31}


def test_visits_are_told_by_their_source():
    rows = [period("2026-10-01", "2026-10-31", channel="Web", source=name, sessions=count)
            for name, count in (("Organic Social", 30), ("Organic Video", 10), ("Direct", 60))]  # fmt: skip

    found = taken_apart("social_sessions", facts(*rows), By.SOURCE, against=None)

    assert column(found, "share") == {"Organic Social": 0.75, "Organic Video": 0.25}


def test_sources_of_one_network_are_one_part():
    told = (("l.instagram.com / referral", 30), ("ig / social", 10), ("t.co / referral", 10), ("google / organic", 50))
    rows = [period("2026-10-01", "2026-10-31", channel="Web", source=name, sessions=count) for name, count in told]

    found = taken_apart("social_sessions", facts(*rows), By.SOURCE, against=None)

    assert column(found, "value") == {"Instagram": 40, "X": 10}


def test_across_a_break_no_change_is_told():
    known = facts(*days(SEPTEMBER, impressions=10, basis="impressions"), *days(OCTOBER, impressions=10, basis="views"))

    found = taken_apart("impressions", known, By.CHANNEL)

    assert found.rows["change"].isna().all()


@pytest.mark.parametrize(
    "kpi", ["impressions", "engagement_rate", "ctr", "comments", "average_rating", "conversion_rate"]
)
def test_the_sample_brands_parts_add_up_to_the_whole(kpi):
    for by in (By.CHANNEL, By.ACCOUNT, By.WEEKDAY):
        found = taken_apart(kpi, sample_facts(), by)
        if found.rows.empty:
            continue
        assert found.rows["share"].sum() == pytest.approx(1)


def test_a_range_of_which_nothing_is_known_has_no_parts():
    known = facts(*days(OCTOBER, impressions=1))

    assert taken_apart("impressions", known, By.CHANNEL, span("2025-01-01", "2025-01-31"), None).rows.empty
