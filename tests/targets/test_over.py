"""Targets that are judged on some of their days: the last 28, the last month, each week or month."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kpi.catalogue.kpis import kpi_of
from kpi.periods import Step, cut
from kpi.sentences import track_sentence
from kpi.targets.each import Judged
from kpi.targets.likely import by_forecast
from kpi.targets.status import Status, stand
from kpi.targets.target import Over
from kpi.targets.track import track
from kpi.targets.way import milestones
from tests.builders import day, days, facts, period, post, review, span, values
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


# weeks from another day than Monday


NEW_YEAR = span("2025-12-16", "2026-01-21")  # a Tuesday and a Wednesday
FOUR_A_WEEK = target("posts", 4, NEW_YEAR, over=Over.EACH_WEEK, allow=1)
ACROSS = (
    *("2025-12-21", "2025-12-21", "2025-12-24", "2025-12-25"),  # of the week from Sunday, 21 December: four
    *("2025-12-28", "2025-12-28", "2026-01-01", "2026-01-02"),  # from 28 December: four
    *("2026-01-04", "2026-01-05", "2026-01-06"),  # from 4 January: three
    *("2026-01-12", "2026-01-13", "2026-01-14", "2026-01-17"),  # from 11 January: four
)
POSTS = [post(at, key=str(n), covers=("2025-12-01", "2026-01-21")) for n, at in enumerate(ACROSS)]
KNOWN = {"posts": kpi_of("posts")}


def by_week(week):
    held = track(replace(FOUR_A_WEEK, week=week), facts(*POSTS), kpis=KNOWN)
    return [(str(one.period.start), one.value, one.judged) for one in held.each.periods]


def test_four_posts_every_week_are_counted_in_weeks_from_sunday_across_a_year_end():
    assert by_week(Step.WEEK_FROM_SUNDAY) == [
        ("2025-12-21", 4, Judged.MET),
        ("2025-12-28", 4, Judged.MET),
        ("2026-01-04", 3, Judged.MISSED),
        ("2026-01-11", 4, Judged.MET),
    ]
    assert by_week(Step.WEEK) == [
        ("2025-12-22", 4, Judged.MET),  # 24 and 25, and both of 28 December
        ("2025-12-29", 3, Judged.MISSED),
        ("2026-01-05", 2, Judged.MISSED),
        ("2026-01-12", 4, Judged.MET),
    ]


@pytest.mark.parametrize(("week", "status"), [(Step.WEEK_FROM_SUNDAY, Status.ACHIEVED), (Step.WEEK, Status.MISSED)])
def test_the_verdict_goes_by_the_weeks_of_the_workspace(week, status):
    assert stand(replace(FOUR_A_WEEK, week=week), facts(*POSTS), kpis=KNOWN).status is status


@pytest.mark.parametrize("week", [Step.WEEK, Step.WEEK_FROM_SUNDAY, Step.WEEK_FROM_SATURDAY])
def test_the_weeks_that_are_judged_are_those_of_the_chart(week):
    held = track(replace(FOUR_A_WEEK, week=week), facts(*POSTS), kpis=KNOWN)

    whole = ~cut(NEW_YEAR, week).partial
    charted = np.array(values(KNOWN["posts"], facts(*POSTS), NEW_YEAR, week))
    assert [one.value for one in held.each.periods] == charted[whole].tolist()


def test_milestones_stand_at_the_ends_of_the_weeks_of_the_chart():
    rows = days(span("2025-12-01", "2025-12-31"), impressions=10)
    held = track(target("impressions", 370, NEW_YEAR, week=Step.WEEK_FROM_SUNDAY), facts(*rows))

    found = milestones(held.frame, NEW_YEAR, Step.WEEK_FROM_SUNDAY)

    # Ten a day: Saturday 20 December is the fifth day, and a week ends with each Saturday after it.
    assert [(str(one.day), round(one.value)) for one in found] == [
        ("2025-12-20", 50),
        ("2025-12-27", 120),
        ("2026-01-03", 190),
        ("2026-01-10", 260),
        ("2026-01-17", 330),
    ]
    ends = [str(end) for end in cut(NEW_YEAR, Step.WEEK_FROM_SUNDAY).end]
    assert [str(one.day) for one in found] == ends[:-1]


def test_the_chance_is_that_of_the_weeks_that_are_judged():
    rows = [
        *days(span("2026-10-01", "2026-12-19"), impressions=10),
        day("2026-12-20", impressions=25),  # a Sunday
        day("2026-12-21", impressions=0),
        *days(span("2026-12-22", "2027-01-02"), impressions=10),
    ]
    asked = target("impressions", 65, span("2026-12-20", "2027-01-16"), over=Over.EACH_WEEK)

    sunday, monday = (
        stand(replace(asked, week=week), facts(*rows), chance=by_forecast())
        for week in (Step.WEEK_FROM_SUNDAY, Step.WEEK)
    )

    assert [one.value for one in sunday.track.each.periods] == [75, 70, None, None]
    assert [one.value for one in monday.track.each.periods] == [60, None, None]
    assert (sunday.status, monday.status) == (Status.ON_TRACK, Status.MISSED)
    assert sunday.chance > 0.7
    assert not monday.chance


def test_a_file_that_totals_weeks_tells_a_whole_by_its_weeks_whenever_those_of_the_workspace_begin():
    rows = [
        period("2026-12-27", "2027-01-02", impressions=30),  # from a Sunday
        period("2027-01-03", "2027-01-09", impressions=40),
    ]

    for week in (Step.WEEK, Step.WEEK_FROM_SUNDAY):
        frame = track(target("impressions", 100, span("2026-12-27", "2027-01-16"), week=week), facts(*rows)).frame
        assert (on(frame, "2027-01-02", "actual"), on(frame, "2027-01-09", "actual")) == (30, 70)
