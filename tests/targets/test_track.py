from datetime import date

import numpy as np
import pytest

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.workspace import Own, catalogue
from kpi.sentences import track_sentence
from kpi.targets.status import Status, stand
from kpi.targets.target import Milestone, Sense
from kpi.targets.track import track
from kpi.targets.way import milestones
from tests.builders import OCTOBER, day, days, facts, period, review, span
from tests.targets.builders import HISTORY, QUARTER, on, plain, target, until

# a KPI of the workspace's own


def test_a_target_stands_on_a_kpi_of_the_workspaces_own():
    reply_rate = Kpi("reply_rate", "Reply rate", "comments / impressions", "How many answer.", unit=Unit.PERCENT)
    known = catalogue(Own(kpis=(reply_rate,)))

    held = stand(target("reply_rate", 0.02), facts(*until("2026-10-10", impressions=100, comments=3)), kpis=known.kpis)

    assert held.track.value == pytest.approx(30 / 1_000)
    assert held.status is Status.ON_TRACK
    assert held.track.kpi == reply_rate


def test_a_ratio_over_a_level_divides_by_its_last_value_not_by_the_sum_of_its_days():
    growth_rate = Kpi("growth_rate", "Growth rate", "new_followers / followers", "Growth.", unit=Unit.PERCENT)
    rows = until("2026-10-10", new_followers=3, followers=120)

    held = stand(target("growth_rate", 0.2), facts(*rows), kpis={"growth_rate": growth_rate})

    assert held.track.value == pytest.approx(10 * 3 / 120)
    assert on(held.track.frame, "2026-10-05", "actual") == pytest.approx(5 * 3 / 120)


# what adds up


def test_a_flow_is_the_sum_so_far_of_the_goal():
    known = stand(target("impressions", 310), facts(*until("2026-10-10", impressions=5)))

    assert known.track.value == 50
    assert known.track.share == pytest.approx(50 / 310)
    assert known.track.as_of == date(2026, 10, 10)
    assert known.track.days_left == 21


def test_a_flow_asks_for_the_share_of_days_where_the_history_is_short():
    known = stand(target("impressions", 310), facts(*until("2026-10-10", impressions=5)))

    assert known.track.expected == pytest.approx(100)
    assert known.track.pace == pytest.approx(10 / 31)
    assert known.track.required == pytest.approx((310 - 50) / 21)
    assert known.track.usual is None


def test_a_flow_may_pass_its_goal():
    assert track(target("impressions", 40), facts(*until("2026-10-10", impressions=5))).share == 1.25


def weekdays(first, last, *, weekday, weekend):
    return [
        one | {"impressions": weekday if one["at"].weekday() < 5 else weekend}
        for one in days(span(first, last), impressions=0)
    ]


def test_weekdays_weigh_as_they_did_in_the_eight_weeks_before():
    week = span("2026-10-05", "2026-10-11")

    frame = track(
        target("impressions", 110, week), facts(*weekdays("2026-08-01", "2026-10-06", weekday=20, weekend=5))
    ).frame

    assert on(frame, "2026-10-09") == pytest.approx(100)  # by days alone it would be 78.6
    assert on(frame, "2026-10-11") == pytest.approx(110)


def test_the_usual_is_the_mean_of_the_eight_weeks_before():
    known = stand(target("impressions", 310), facts(*until("2026-10-10", "2026-08-01", impressions=5)))

    assert known.track.usual == 5


def test_a_file_that_only_totals_months_gives_a_month_each():
    web = [
        period("2026-10-01", "2026-10-31", channel="Web", source="Organic Social", sessions=8_914),
        period("2026-09-01", "2026-09-30", channel="Web", source="Organic Social", sessions=7_591),
    ]

    known = stand(target("social_sessions", 26_500, QUARTER), facts(*web))

    assert known.track.as_of == date(2026, 10, 31)
    assert known.track.expected == pytest.approx(26_500 * 31 / 92)
    assert known.status is Status.AT_RISK


# levels


def followers(*totals: tuple[str, float]):
    return facts(*[day(at, followers=n) for at, n in totals])


GROWTH = target("followers", 10_000, QUARTER, baseline=9_500.0)


def test_a_level_that_has_not_moved_has_done_nothing():
    known = stand(GROWTH, followers(("2026-10-01", 9_500)))

    assert known.track.share == 0  # by value over goal it would be 95 %


def test_a_level_is_asked_for_in_even_steps_from_its_baseline():
    known = stand(GROWTH, followers(("2026-10-31", 9_700)))

    assert known.track.expected == pytest.approx(9_500 + 500 * 31 / 92)
    assert known.track.pace == pytest.approx(31 / 92)
    assert known.track.share == pytest.approx(0.4)
    assert known.track.required == pytest.approx(300 / 61)
    assert known.status is Status.ON_TRACK


def test_a_large_stock_does_not_hide_that_nothing_moved():
    assert stand(GROWTH, followers(("2026-10-31", 9_500))).status is Status.OFF_TRACK


def test_a_level_without_a_baseline_begins_at_its_first_value():
    known = stand(target("followers", 10_000, QUARTER), followers(("2026-10-01", 9_600), ("2026-10-31", 9_800)))

    assert known.track.share == pytest.approx(0.5)
    assert known.status is Status.ON_TRACK


def test_the_half_way_of_a_level_is_fifty_per_cent():
    known = stand(target("followers", 5, baseline=1.0), followers(("2026-10-31", 3)))

    assert known.track.share == 0.5  # a published example prints 33 %


# ratios


def test_a_ratio_is_asked_for_throughout_and_needs_more_on_the_rest_when_it_lags():
    known = stand(
        target("conversion_rate", 0.04), facts(*until("2026-10-10", channel="Web", sessions=100, conversions=3))
    )

    assert (known.track.value, known.track.expected, known.track.pace) == (0.03, 0.04, None)
    assert known.track.required == pytest.approx((0.04 * 3_100 - 30) / 2_100)
    assert known.status is Status.OFF_TRACK


def test_a_ratio_a_little_below_its_goal_is_at_risk():
    known = facts(*until("2026-10-10", channel="Web", sessions=1_000, conversions=37))

    assert stand(target("conversion_rate", 0.04), known).status is Status.AT_RISK


def test_a_ratio_that_would_need_more_than_there_can_be_is_off_track():
    reviews = [review(f"2026-10-{n:02}", 4.4, covers=("2026-10-01", "2026-10-29")) for n in range(1, 30)]

    known = stand(target("average_rating", 4.8), facts(*reviews))

    assert known.track.required == pytest.approx((4.8 * 31 - 4.4 * 29) / 2)
    assert known.track.out_of_reach
    assert known.status is Status.OFF_TRACK
    assert plain(track_sentence(known)).endswith(
        "The goal is out of reach, since the rest would have to average 10.6, more than there can be."
    )


# lower is better


@pytest.mark.parametrize(("lost", "status"), [(10, Status.ON_TRACK), (11, Status.AT_RISK), (12, Status.OFF_TRACK)])
def test_where_lower_is_better_what_lies_above_the_path_counts_against_it(lost, status):
    known = stand(target("unfollows", 310), facts(*until("2026-10-20", unfollows=lost)))

    assert known.status is status


def test_where_lower_is_better_the_goal_is_missed_as_soon_as_it_is_passed():
    assert stand(target("unfollows", 100), facts(*until("2026-10-11", unfollows=10))).status is Status.MISSED
    assert stand(target("unfollows", 310), facts(*until("2026-10-31", unfollows=10))).status is Status.ACHIEVED


def test_where_lower_is_better_the_rest_may_have_what_is_left():
    known = stand(target("unfollows", 310), facts(*until("2026-10-20", unfollows=10)))

    assert "At most 10 a day may follow in the 11 days left." in plain(track_sentence(known))


# statuses


@pytest.mark.parametrize(
    ("amount", "status"), [(10, Status.ON_TRACK), (9.9, Status.AT_RISK), (9, Status.AT_RISK), (8.9, Status.OFF_TRACK)]
)
def test_nine_tenths_of_the_pace_are_at_risk_and_less_is_off_track(amount, status):
    assert stand(target("impressions", 310), facts(*until("2026-10-20", impressions=amount))).status is status


@pytest.mark.parametrize(("last", "early"), [("2026-10-06", True), ("2026-10-07", False)])
def test_in_the_first_seven_days_it_is_too_early(last, early):
    found = stand(target("impressions", 310), facts(*until(last, impressions=1))).status

    assert (found is Status.TOO_EARLY) is early


def test_in_the_first_fifth_of_the_days_it_is_too_early():
    early = stand(target("impressions", 920, QUARTER), facts(*until("2026-10-18", impressions=1)))
    later = stand(target("impressions", 920, QUARTER), facts(*until("2026-10-19", impressions=1)))

    assert (early.status, later.status) == (Status.TOO_EARLY, Status.OFF_TRACK)


def test_a_sum_that_reaches_its_goal_early_is_achieved():
    assert stand(target("impressions", 30), facts(*until("2026-10-03", impressions=10))).status is Status.ACHIEVED


@pytest.mark.parametrize(("amount", "status"), [(10, Status.ACHIEVED), (9.9, Status.MISSED)])
def test_at_the_end_it_is_achieved_or_missed(amount, status):
    assert stand(target("impressions", 310), facts(*until("2026-10-31", impressions=amount))).status is status


def test_before_its_first_day_it_is_not_started():
    known = stand(target("impressions", 310), facts(*days(HISTORY, impressions=1)))

    assert known.status is Status.NOT_STARTED
    assert track_sentence(known) == "Starts on 1 Oct 2026; the goal is 310 by 31 Oct 2026."


def test_a_kpi_that_no_file_holds_awaits_data():
    assert stand(target("unfollows", 310), facts(*until("2026-10-20", impressions=1))).status is Status.AWAITING_DATA
    assert stand(target("unfollows", 310), facts(day("2026-10-01", channel=""))).status is Status.AWAITING_DATA


def test_a_channel_that_fell_silent_before_the_end_awaits_data():
    known = facts(*until("2026-10-10", channel="X", unfollows=1), *until("2026-11-20", impressions=1))

    assert stand(target("unfollows", 310), known).status is Status.AWAITING_DATA


def test_the_last_value_of_a_level_still_stands_at_the_end():
    known = facts(day("2026-12-15", followers=10_050), *until("2026-12-31", impressions=1))

    assert stand(GROWTH, known).status is Status.ACHIEVED


def test_the_as_of_date_is_the_last_day_that_all_channels_know():
    known = facts(*until("2026-10-31", impressions=1), *until("2026-10-29", channel="LinkedIn", impressions=1))

    assert track(target("impressions", 310), known).as_of == date(2026, 10, 29)


def test_a_target_of_some_channels_is_held_against_these():
    known = facts(*until("2026-10-10", impressions=5), *until("2026-10-10", channel="X", impressions=100))

    assert track(target("impressions", 310, channels=("Instagram",)), known).value == 50


def test_the_path_ends_at_the_goal_and_never_falls():
    frame = track(target("impressions", 310), facts(*until("2026-10-10", "2026-08-01", impressions=5))).frame

    assert frame["path"].iloc[-1] == pytest.approx(310)
    assert (np.diff(frame["path"]) >= 0).all()


# sentences


def test_the_sentence_says_value_pace_and_what_is_still_required():
    known = stand(target("impressions", 310), facts(*until("2026-10-10", "2026-08-01", impressions=5)))

    assert plain(track_sentence(known)) == (
        "Off track: 50 of 310 as of 10 Oct 2026; the path asks for 103 by then. "
        "It takes 12.4 a day for the 21 days left, 2.5 × your usual."
    ).replace("103", f"{known.track.expected:.0f}")


def test_what_is_decided_is_said_as_such():
    assert track_sentence(stand(target("impressions", 310), facts(*until("2026-10-31", impressions=10)))) == (
        "Achieved: 310 of 310 as of 31 Oct 2026."
    )


# days that nobody knows


GAP = [*until("2026-10-10", impressions=10), *until("2026-10-20", "2026-10-14", impressions=10)]


def test_an_unknown_day_is_neither_asked_for_nor_counted_as_zero():
    held = track(target("impressions", 310), facts(*GAP))

    assert (held.value, held.unknown, held.days_left) == (170, 3, 11)
    assert held.expected == pytest.approx(310 * 17 / 31)
    assert held.required == pytest.approx((310 - 170) / 14)
    assert np.isnan(on(held.frame, "2026-10-12", "actual"))
    assert on(held.frame, "2026-10-14", "actual") == 110


def test_a_target_on_pace_stays_so_over_unknown_days_and_names_them():
    known = stand(target("impressions", 310), facts(*GAP))

    assert known.status is Status.ON_TRACK
    assert plain(track_sentence(known)).endswith("3 days are unknown.")


def test_a_channel_that_lags_ends_the_time_that_is_seen_for_all():
    rows = [*until("2026-10-31", impressions=10), *until("2026-10-10", channel="X", impressions=10)]

    known = stand(target("impressions", 620), facts(*rows))

    assert (known.track.value, known.track.as_of) == (200, date(2026, 10, 10))
    assert known.track.late == (("X", date(2026, 10, 10)),)
    assert known.status is Status.ON_TRACK
    assert plain(track_sentence(known)).endswith("X is known up to 10 Oct 2026.")


def test_a_channel_whose_data_ended_long_before_is_no_part_of_it():
    rows = [*until("2026-10-20", impressions=10), *until("2026-08-01", "2026-07-01", channel="X", impressions=10)]

    held = track(target("impressions", 310), facts(*rows))

    assert (held.value, held.as_of, held.late) == (200, date(2026, 10, 20), ())


def test_a_channel_named_of_which_no_file_tells_the_kpi_is_waited_for():
    rows = [*until("2026-10-20", impressions=10), *until("2026-10-20", channel="X", comments=1)]

    known = stand(target("impressions", 310, channels=("Instagram", "X")), facts(*rows))

    assert known.status is Status.AWAITING_DATA
    assert known.track.silent == ("X",)


def test_a_channel_that_ended_on_the_eve_of_the_start_is_waited_for_and_named():
    rows = [*until("2026-10-20", impressions=10), *until("2026-09-30", "2026-09-01", channel="X", impressions=10)]

    known = stand(target("impressions", 310), facts(*rows))

    assert (known.status, known.track.value) == (Status.AWAITING_DATA, None)
    assert plain(track_sentence(known)).endswith("the goal is 310. X is known up to 30 Sep 2026.")


# the way


def test_milestones_bend_the_way_between_them():
    stones = (Milestone(date(2026, 10, 10), 200.0),)

    held = track(target("impressions", 310, milestones=stones), facts(*until("2026-10-10", impressions=5)))

    assert [on(held.frame, day) for day in ("2026-10-05", "2026-10-10", "2026-10-31")] == pytest.approx([100, 200, 310])
    assert held.expected == pytest.approx(200)


def test_milestones_are_proposed_on_the_way_where_weeks_or_months_end():
    month = track(target("impressions", 310), facts(*until("2026-10-10", impressions=5)))
    quarter = track(target("followers", 10_200, QUARTER, baseline=9_280.0), followers(("2026-10-31", 9_700)))

    assert [(one.day.day, one.value) for one in milestones(month.frame, OCTOBER)] == [
        (4, pytest.approx(40)),
        (11, pytest.approx(110)),
        (18, pytest.approx(180)),
        (25, pytest.approx(250)),
    ]
    assert milestones(quarter.frame, QUARTER) == (
        Milestone(date(2026, 10, 31), pytest.approx(9_590)),
        Milestone(date(2026, 11, 30), pytest.approx(9_890)),
    )


def test_days_weigh_as_last_years_season_did_where_it_is_known():
    around = span("2025-09-18", "2025-11-15")
    season = [one | {"impressions": 60 + 10 * n} for n, one in enumerate(days(around, impressions=0))]
    rows = [*season, *until("2026-10-10", "2026-08-01", impressions=50)]

    held = track(target("impressions", 10_850), facts(*rows))

    assert held.expected == pytest.approx(sum(200 + 10 * n for n in range(10)))  # by even days it would be 3,500
    assert on(held.frame, "2026-10-31") == pytest.approx(10_850)


def test_what_a_day_needs_is_told_as_people_count_and_its_multiple_by_the_weekdays_to_come():
    held = track(
        target("impressions", 460, span("2026-10-05", "2026-10-11")),  # Monday to Sunday
        facts(*weekdays("2026-08-01", "2026-10-09", weekday=50, weekend=20)),
    )

    assert held.required == pytest.approx((460 - 250) / 2)  # a day on Saturday and Sunday
    assert held.usual == pytest.approx((5 * 50 + 2 * 20) / 7)
    assert held.times_usual == pytest.approx(105 / 20)  # a weekend day brings 20, and not the mean of 41.4


def test_required_a_day_is_told_as_a_multiple_of_the_usual():
    held = track(target("impressions", 310), facts(*until("2026-10-10", "2026-08-01", impressions=5)))

    assert held.times_usual == pytest.approx((310 - 50) / 21 / 5)


def test_a_level_that_shall_fall_goes_from_its_baseline_down():
    waiting = Kpi("waiting", "Waiting", "followers", "Open questions.", better=Better.LOWER)

    held = track(target("waiting", 90, baseline=120.0), followers(("2026-10-31", 105)), kpis={"waiting": waiting})

    assert held.share == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("now", "status"), [(9_100, Status.ON_TRACK), (8_900, Status.AT_RISK), (8_000, Status.OFF_TRACK)]
)
def test_a_level_that_shall_stay_has_no_way_to_go(now, status):
    stay = target("followers", 9_000, QUARTER, baseline=9_500.0, sense=Sense.AT_LEAST)

    known = stand(stay, followers(("2026-10-31", now)))

    assert known.status is status
    assert (known.track.share, known.track.expected) == (None, 9_000)


def test_a_ratio_over_a_level_grows_to_its_goal_like_what_adds_up():
    growth = Kpi("growth", "Growth", "new_followers / followers", "Growth.", unit=Unit.PERCENT)
    rows = until("2026-10-10", new_followers=3, followers=120)

    known = stand(target("growth", 31 * 3 / 120), facts(*rows), kpis={"growth": growth})

    assert known.track.expected == pytest.approx(10 * 3 / 120)
    assert known.track.required == pytest.approx(3 / 120)
    assert known.status is Status.ON_TRACK


@pytest.mark.parametrize(("amount", "status"), [(9.5, Status.AT_RISK), (11, Status.ON_TRACK), (12.5, Status.AT_RISK)])
def test_what_shall_stay_between_may_pass_neither_end(amount, status):
    between = target("impressions", 310, sense=Sense.BETWEEN, upper=372.0)

    assert stand(between, facts(*until("2026-10-20", impressions=amount))).status is status


# how much a ratio rests on


def reviewed(last, *, a_day=1, stars=4.4):
    covers = ("2026-10-01", f"2026-10-{last:02}")
    return [
        review(f"2026-10-{n:02}", stars, covers=covers, key=f"{n} {turn}")
        for n in range(1, last + 1)
        for turn in range(a_day)
    ]


@pytest.mark.parametrize(("least", "status"), [(31.0, Status.ACHIEVED), (32.0, Status.MISSED)])
def test_a_ratio_from_too_little_is_not_reached(least, status):
    stars = target("average_rating", 4.5, min_volume=least)

    assert stand(stars, facts(*reviewed(31, stars=5))).status is status


def test_what_a_ratio_needs_on_the_rest_knows_how_much_is_still_to_come():
    plenty = track(target("average_rating", 4.5), facts(*reviewed(10)))
    scarce = track(target("average_rating", 4.5, min_volume=50.0), facts(*reviewed(10)))

    assert plenty.volume == 10
    assert plenty.required == pytest.approx((4.5 * 31 - 4.4 * 10) / 21)
    assert scarce.required == pytest.approx((4.5 * 50 - 4.4 * 10) / 40)


def test_a_ratio_whose_volume_lags_is_not_on_track():
    known = stand(target("average_rating", 4.5, min_volume=50.0), facts(*reviewed(20, stars=5)))

    assert known.status is Status.OFF_TRACK  # 20 of the 32 that should be there


def test_a_ratio_that_needs_more_than_its_best_week_is_out_of_reach():
    web = {"channel": "Web", "sessions": 100}
    rows = [*until("2026-09-30", "2026-06-01", conversions=4, **web), *until("2026-10-28", conversions=3, **web)]

    known = stand(target("conversion_rate", 0.035), facts(*rows))

    assert known.track.best == pytest.approx(0.04)
    assert known.track.required == pytest.approx((0.035 * 3_100 - 84) / 300)
    assert known.track.out_of_reach
    assert known.status is Status.OFF_TRACK


def test_no_milestone_is_proposed_so_near_to_an_end_that_it_says_nothing():
    november = span("2026-11-01", "2026-11-30")  # a Sunday, and a Monday
    found = track(target("impressions", 300, november), facts(*until("2026-10-31", "2026-08-01", impressions=10)))

    assert [one.day.day for one in milestones(found.frame, november)] == [8, 15, 22]
