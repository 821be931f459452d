"""Targets that are judged on some of their days: the last 28, the last month, each week or month."""

from datetime import date

import numpy as np
import pytest

from kpi.sentences import track_sentence
from kpi.targets.each import Judged
from kpi.targets.status import Status, stand
from kpi.targets.target import Over
from kpi.targets.track import track
from tests.builders import facts, period, review, span
from tests.targets.builders import on, plain, target, until

TWO_MONTHS = span("2026-10-01", "2026-11-30")
RATE = target("conversion_rate", 0.06, TWO_MONTHS, over=Over.LAST_28_DAYS, baseline=0.03)
POSTED = target("impressions", 70, over=Over.EACH_WEEK)  # whole weeks: 5, 12 and 19 October


def visits(last, first="2026-10-01", *, conversions):
    return until(last, first, channel="Web", sessions=100, conversions=conversions)


RISING = [*visits("2026-10-08", conversions=3), *visits("2026-11-05", "2026-10-09", conversions=5)]


def test_the_last_28_days_are_28():
    held = track(RATE, facts(*RISING))

    assert held.value == 0.05  # with the 29th it would be 0.0493
    assert held.answer.period == span("2026-10-09", "2026-11-05")
    assert held.share == pytest.approx(2 / 3)


def test_each_day_tells_its_own_last_28():
    frame = track(RATE, facts(*RISING)).frame

    assert np.isnan(on(frame, "2026-10-27", "actual"))
    assert on(frame, "2026-10-28", "actual") == pytest.approx((8 * 3 + 20 * 5) / 2_800)
    assert on(frame, "2026-11-05", "actual") == pytest.approx(0.05)
    assert np.isnan(on(frame, "2026-11-06", "actual"))


def test_the_last_28_days_are_asked_for_in_even_steps_from_the_baseline():
    held = track(RATE, facts(*RISING))

    assert held.expected == pytest.approx(0.03 + 0.03 * 36 / 61)
    assert on(held.frame, "2026-11-30") == pytest.approx(0.06)


def test_before_28_days_are_over_it_is_too_early():
    early, enough = (stand(RATE, facts(*visits(last, conversions=5))) for last in ("2026-10-27", "2026-10-28"))

    assert (early.status, early.track.value) == (Status.TOO_EARLY, None)
    assert enough.track.value == 0.05


def test_an_unknown_day_among_the_last_28_leaves_them_unknown():
    rows = [*visits("2026-10-19", conversions=5), *visits("2026-11-05", "2026-10-21", conversions=5)]

    known = stand(RATE, facts(*rows))

    assert (known.track.value, known.track.unknown) == (None, 1)
    assert known.status is Status.AWAITING_DATA


def test_what_the_last_28_days_still_need_counts_those_of_them_that_are_over():
    held = track(RATE, facts(*visits("2026-11-12", conversions=5)))

    assert held.required == pytest.approx((0.06 * 2_800 - 10 * 5) / 1_800)


@pytest.mark.parametrize(("conversions", "status"), [(6, Status.ACHIEVED), (5, Status.MISSED)])
def test_at_the_end_the_last_28_days_decide(conversions, status):
    rows = [*visits("2026-11-02", conversions=1), *visits("2026-11-30", "2026-11-03", conversions=conversions)]

    assert stand(RATE, facts(*rows)).status is status


# the last month


MONTH = target("impressions", 310, span("2026-09-15", "2026-11-15"), over=Over.LAST_MONTH, baseline=100.0)


def test_a_partial_month_is_not_held_against_a_whole_one():
    rows = [*until("2026-10-31", "2026-09-15", impressions=10), *until("2026-11-10", "2026-11-01", impressions=1)]

    held = track(MONTH, facts(*rows))

    assert held.answer.period == span("2026-10-01", "2026-10-31")
    assert held.value == 310
    assert list(held.frame["date"].dt.date) == [date(2026, 10, 31)]


def test_before_a_whole_month_is_over_it_is_too_early():
    assert stand(MONTH, facts(*until("2026-10-30", "2026-09-15", impressions=10))).status is Status.TOO_EARLY


def test_a_month_with_an_unknown_day_is_unknown():
    rows = [*until("2026-10-10", "2026-09-15", impressions=10), *until("2026-11-05", "2026-10-12", impressions=10)]

    known = stand(MONTH, facts(*rows))

    assert (known.track.value, known.track.unknown) == (None, 1)
    assert known.status is Status.AWAITING_DATA


# each week, each month


def weeks(*amounts: float, last="2026-10-25"):
    """Give what a day of each week had, from that of 5 October on; the days before have 10."""
    found = until("2026-10-04", impressions=10)
    for amount, (first, end) in zip(amounts, (("05", "11"), ("12", "18"), ("19", "25")), strict=False):
        found += until(min(last, f"2026-10-{end}"), f"2026-10-{first}", impressions=amount)
    return found


def judged(held):
    return [one.judged for one in held.each.periods]


def test_only_whole_weeks_that_are_over_are_judged():
    held = track(POSTED, facts(*weeks(10, 10, last="2026-10-17")))

    assert [one.period.start.day for one in held.each.periods] == [5, 12, 19]
    assert judged(held) == [Judged.MET, Judged.AHEAD, Judged.AHEAD]
    assert held.each.periods[0].value == 70


@pytest.mark.parametrize(
    ("amounts", "status"),
    [
        ((10, 5, 10), Status.ACHIEVED),
        ((10, 5, 5), Status.MISSED),
        ((5, 5), Status.MISSED),  # decided before the third
        ((10, 10), Status.ACHIEVED),  # whatever the third brings
        ((5,), Status.AT_RISK),
    ],
)
def test_one_miss_is_allowed_and_a_second_is_not(amounts, status):
    assert stand(target("impressions", 70, over=Over.EACH_WEEK, allow=1), facts(*weeks(*amounts))).status is status


def test_without_an_allowance_the_first_miss_decides():
    assert stand(POSTED, facts(*weeks(10, 5))).status is Status.MISSED
    assert stand(POSTED, facts(*weeks(10, 10))).status is Status.ON_TRACK


def test_a_week_with_an_unknown_day_is_unknown_and_no_miss():
    rows = [one for one in weeks(10, 10, 10) if one["at"].day != 20]

    known = stand(POSTED, facts(*rows))

    assert judged(known.track) == [Judged.MET, Judged.MET, Judged.UNKNOWN]
    assert known.status is Status.AWAITING_DATA
    assert "1 day is unknown, so one week cannot be judged." in track_sentence(known)


def test_an_unknown_week_does_not_matter_where_a_miss_is_allowed_for_it():
    rows = [one for one in weeks(10, 10, 10) if one["at"].day != 20]

    assert stand(target("impressions", 70, over=Over.EACH_WEEK, allow=1), facts(*rows)).status is Status.ACHIEVED


def test_months_that_a_file_totals_are_judged_as_months_and_never_as_weeks():
    web = [
        period(f"2026-{month}-01", f"2026-{month}-{end}", channel="Web", source="Organic Social", sessions=visits)
        for month, end, visits in (("10", "31", 9_000), ("11", "30", 8_000))
    ]
    by_month, by_week = (
        track(target("social_sessions", 8_500, TWO_MONTHS, over=over), facts(*web))
        for over in (Over.EACH_MONTH, Over.EACH_WEEK)
    )

    assert judged(by_month) == [Judged.MET, Judged.MISSED]
    assert set(judged(by_week)) == {Judged.UNKNOWN}


def test_a_month_without_a_review_gives_nothing_to_judge():
    reviews = [review("2026-10-05", 5, covers=("2026-10-01", "2026-11-30"))]

    held = track(target("average_rating", 4.5, TWO_MONTHS, over=Over.EACH_MONTH), facts(*reviews))

    assert judged(held) == [Judged.MET, Judged.EMPTY]
    assert held.each.needed == 1


def test_where_lower_is_better_each_week_stays_at_most():
    rows = [one | {"unfollows": one.pop("impressions")} for one in weeks(10, 11)]

    assert judged(track(target("unfollows", 70, over=Over.EACH_WEEK), facts(*rows))) == [
        Judged.MET,
        Judged.MISSED,
        Judged.AHEAD,
    ]


def test_the_sentence_counts_the_weeks():
    known = stand(target("impressions", 70, over=Over.EACH_WEEK, allow=1), facts(*weeks(5, 10)))

    assert plain(track_sentence(known)) == (
        "At risk: 1 of 2 weeks met the goal of 70 as of 18 Oct 2026, one miss allowed. "
        "The one week still to come must meet it."
    )
