from datetime import UTC, date, datetime

import numpy as np
import pytest

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.workspace import Own, catalogue
from kpi.choice import Scope
from kpi.sentences import track_sentence
from kpi.targets.baseline import baseline
from kpi.targets.status import Status, stand
from kpi.targets.target import Target
from kpi.targets.track import track
from tests.builders import OCTOBER, Row, day, days, facts, period, review, span

AT = datetime(2026, 9, 1, tzinfo=UTC)
QUARTER = span("2026-10-01", "2026-12-31")
HISTORY = span("2026-08-01", "2026-09-30")


def target(kpi, goal, window=OCTOBER, **more: object):
    said = {"channels": (), "content_types": (), "baseline": None, "owner": "Ana", "reason": "It matters."}
    made = {"id": "1", "created_at": AT, "updated_at": AT}
    return Target(kpi=kpi, goal=goal, start=window.start, end=window.end, **{**made, **said, **more})


def until(last, first="2026-10-01", **amounts: float):
    return list(days(span(first, last), **amounts))


def on(frame, when, column="path"):
    return frame.loc[frame["date"] == when, column].item()


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


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
    assert plain(track_sentence(known)).endswith("The goal is no longer within reach, 2 days left.")


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

    assert "At most 10 a day may follow, 11 days left." in plain(track_sentence(known))


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
    assert track_sentence(known) == "No value is known yet for October 2026; the goal is 310."


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
        "50 of 310 as of 10 Oct 2026; 103 would be on pace. 12.4 a day still required, 21 days left; 5 a day is usual."
    ).replace("103", f"{known.track.expected:.0f}")


def test_what_is_decided_is_said_as_such():
    assert track_sentence(stand(target("impressions", 310), facts(*until("2026-10-31", impressions=10)))) == (
        "Achieved: 310 of 310 as of 31 Oct 2026."
    )


# baselines


def starts(kpi, window, *rows: Row):
    return baseline(KPIS[kpi], facts(*rows), Scope(), window)


def test_a_baseline_is_that_of_the_same_days_of_last_year_where_they_are_known():
    found = starts("impressions", OCTOBER, *days(span("2025-10-01", "2026-09-30"), impressions=2))

    assert found.value == 62
    assert found.says == "the same days of last year, 1 Oct 2025 to 31 Oct 2025"


@pytest.mark.parametrize("first", ["2026-08-01", "2025-10-15"])
def test_a_baseline_is_else_that_of_as_many_days_just_before(first):
    found = starts("impressions", OCTOBER, *days(span(first, "2026-09-30"), impressions=2))

    assert found.value == 62
    assert found.period == span("2026-08-31", "2026-09-30")
    assert found.says == "the 31 days just before"


def test_a_baseline_of_days_that_are_known_in_part_is_unknown():
    assert starts("impressions", OCTOBER, *days(span("2026-09-15", "2026-09-30"), impressions=2)).value is None


def test_a_level_starts_from_its_last_value_before():
    found = starts("followers", OCTOBER, day("2026-09-20", followers=95), day("2026-10-02", followers=99))

    assert found.value == 95
    assert found.says == "the last value before 1 Oct 2026"
