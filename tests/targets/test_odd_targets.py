"""Targets that somebody sets on a bad day: gaps, channels that come and go, nothing to divide by."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.sentences import track_sentence
from kpi.sentences.board import moved_formula
from kpi.targets.changes import changes
from kpi.targets.likely import by_forecast
from kpi.targets.replan import Option, Way
from kpi.targets.replanned import replanned
from kpi.targets.smart import faults
from kpi.targets.status import Status, stand
from kpi.targets.target import Combine, Guard, Over, Sense, Share
from kpi.targets.track import track
from kpi.targets.way import of_another_kind
from tests.builders import days, facts, span
from tests.targets.builders import QUARTER, plain, target, until

SUMMER = span("2026-06-01", "2026-09-30")
HUNDRED = list(days(SUMMER, impressions=100))
GAP = [*HUNDRED, *until("2026-10-10", impressions=100), *until("2026-10-25", "2026-10-14", impressions=100)]


def said(standing):
    return plain(track_sentence(standing))


def held(asked, known):
    return stand(asked, known, chance=by_forecast())


# days that nobody knows


def test_unknown_days_do_not_lower_the_chance_of_a_sum():
    found = held(target("impressions", 3_000), facts(*GAP))

    # 22 of 31 days at 100 are known, 3 are not and 6 are to come: 3,100 by all that is usual.
    assert found.chance == 1.0
    assert found.status is Status.ON_TRACK


def test_the_chance_takes_unknown_days_for_usual_ones_and_not_for_more():
    assert held(target("impressions", 3_200), facts(*GAP)).chance == 0.0


def test_what_one_channel_tells_of_a_day_is_asked_for_where_another_is_silent():
    begun = [*HUNDRED, *until("2026-10-20", impressions=100)]
    late = until("2026-10-20", "2026-10-11", impressions=50, channel="TikTok")

    found = track(target("impressions", 4_650), facts(*begun, *late))

    # Asked are 150 a day on the ten days that both know, and of the ten before the 1,000 that Instagram had.
    assert (found.value, found.expected) == (2_500.0, pytest.approx(2_500.0))


def test_a_channel_asked_for_by_name_and_taken_back_is_waited_for():
    found = stand(
        target("impressions", 5_000, channels=("Instagram", "TikTok")), facts(*until("2026-10-31", impressions=100))
    )

    assert found.status is Status.AWAITING_DATA
    assert "No file tells it for TikTok." in said(found)


def test_an_account_asked_for_by_name_and_taken_back_is_waited_for():
    one = until("2026-10-31", impressions=100, account="a")

    assert stand(target("impressions", 5_000, accounts=("a", "b")), facts(*one)).status is Status.AWAITING_DATA
    assert stand(target("impressions", 5_000, accounts=("a",)), facts(*one)).status is Status.MISSED


def test_weeks_with_an_unknown_day_say_how_many_days_that_are():
    weekly = target("impressions", 600, span("2026-10-05", "2026-11-01"), over=Over.EACH_WEEK)
    known = [*HUNDRED, *until("2026-10-10", impressions=100), *until("2026-11-01", "2026-10-14", impressions=100)]

    found = stand(weekly, facts(*known))

    assert found.track.unknown == 3
    assert "3 days are unknown, so two weeks cannot be judged." in said(found)


# nothing to divide by

NOTHING = facts(*days(SUMMER, impressions=100, link_clicks=5), *until("2026-10-31", impressions=0, link_clicks=0))


def test_a_ratio_with_nothing_to_divide_by_is_too_early_while_it_runs_and_missed_in_the_end():
    running, over = (
        stand(target("ctr", 0.06, window, baseline=0.05), NOTHING)
        for window in (QUARTER, span("2026-10-01", "2026-10-31"))
    )

    assert (running.status, over.status) == (Status.TOO_EARLY, Status.MISSED)
    assert "there were no impressions to work it out from" in said(over)


def test_weeks_with_nothing_to_judge_are_not_said_to_lie_ahead():
    weekly = stand(target("ctr", 0.06, QUARTER, over=Over.EACH_WEEK), NOTHING)

    assert "no week had anything to judge yet" in said(weekly)
    assert stand(target("ctr", 0.06, over=Over.EACH_WEEK), NOTHING).status is Status.MISSED


def test_a_ratio_below_its_least_volume_says_so():
    known = facts(*until("2026-10-31", impressions=100, link_clicks=5))

    missed = stand(target("ctr", 0.04, min_volume=10_000), known)

    assert missed.status is Status.MISSED
    assert "It rests on 3.10 K impressions, and at least 10.0 K were asked for." in said(missed)


# which days count


def test_a_target_on_its_last_month_is_decided_when_that_month_is_over():
    known = facts(*HUNDRED, *until("2026-11-02", impressions=100))
    monthly = target("impressions", 3_000, span("2026-09-10", "2026-11-15"), over=Over.LAST_MONTH, baseline=2_000.0)

    found = stand(monthly, known)

    assert found.status is Status.ACHIEVED
    assert found.track.expected == 3_000.0


# what belongs to a target


def test_a_goal_that_is_reached_says_which_guard_nobody_can_look_at():
    found = stand(
        target("impressions", 3_000, guards=(Guard("unfollows", Sense.AT_MOST, 10),)),
        facts(*until("2026-10-31", impressions=100)),
    )

    assert found.status is Status.AWAITING_DATA
    assert "Nothing is known of the guard Unfollows at most 10." in said(found)


def test_where_each_part_must_reach_its_own_the_one_that_did_not_is_named():
    parts = Share(("Instagram",), 3_000.0), Share(("TikTok",), 1_000.0)
    known = facts(*until("2026-10-31", impressions=100), *until("2026-10-31", impressions=10, channel="TikTok"))

    found = stand(
        target("impressions", 3_000, channels=("Instagram", "TikTok"), parts=parts, combine=Combine.ALL), known
    )

    assert found.status is Status.MISSED
    assert "One of two parts reached its own goal; TikTok did not: 310 of 1.00 K." in said(found)


def test_a_stretch_goal_is_given_its_own_chance_and_its_own_verdict():
    running = facts(*HUNDRED, *until("2026-10-20", impressions=100))
    over = facts(*HUNDRED, *until("2026-10-31", impressions=100))
    asked = target("impressions", 3_000, stretch=3_100.0)

    assert "more than nine in ten, of the stretch goal 3.10 K more than nine in ten;" in said(held(asked, running))
    assert held(asked, running).bolder == 1.0
    assert said(held(asked, over)).endswith("The stretch goal 3.10 K was reached too.")
    assert "stretch" not in said(held(replace(asked, stretch=3_101.0), over))


# what joins and what is counted otherwise


def fans(channel, first, start):
    """Give a channel that gains one follower a day from a day on."""
    return [row | {"followers": start + n} for n, row in enumerate(until("2026-10-31", first, channel=channel))]


JOINED = facts(*fans("Instagram", "2026-09-01", 1_000), *fans("TikTok", "2026-10-10", 1_500))


def test_a_channel_that_joins_a_target_on_followers_is_no_growth():
    found = held(target("followers", 3_000, QUARTER, baseline=1_029.0), JOINED)

    assert found.track.value == 1_060.0  # 30 days of September and 31 of October after the first thousand
    assert found.status is Status.OFF_TRACK
    assert said(found).endswith("TikTok, known since 10 Oct 2026, is not counted.")


def test_a_channel_asked_for_by_name_counts_from_its_first_day():
    both = target("followers", 3_000, QUARTER, baseline=1_029.0, channels=("Instagram", "TikTok"))

    assert held(both, JOINED).track.value == 1_060.0 + 1_521.0


def test_followers_told_for_the_first_time_in_the_first_week_count():
    late = facts(*fans("Instagram", "2026-09-01", 1_000), *fans("TikTok", "2026-10-07", 1_500))

    assert track(target("followers", 3_000, QUARTER, baseline=1_029.0), late).value == 1_060.0 + 1_524.0


@pytest.mark.parametrize(
    ("formula", "kind"), [("comments + shares", False), ("comments / impressions", True), ("", False)]
)
def test_a_formula_that_comes_to_its_goal_in_another_way_is_another_kind(formula, kind):
    kpi = Kpi("mine", "Mine", "comments", "")

    assert of_another_kind(target("mine", 100, formula=formula), kpi) is kind
    assert bool(moved_formula(formula, kpi)) is bool(formula)


# words


def test_what_may_still_come_between_two_sums_is_told_from_both_ends():
    between = target("impressions", 2_900, sense=Sense.BETWEEN, upper=3_200)

    # 900 to 1,200 are left for eleven days
    assert "It takes 81.8 to 109 a day for the 11 days left." in said(
        stand(between, facts(*until("2026-10-20", impressions=100)))
    )
    assert (
        "at most 27.3 a day may follow in the 11 days left"
        in said(stand(between, facts(*until("2026-10-20", impressions=145)))).lower()
    )


def test_what_is_asked_beyond_all_measure_is_not_counted_out():
    many = facts(*HUNDRED, *until("2026-10-20", impressions=100))

    assert "more than 1000 × your usual." in said(stand(target("impressions", 1e12), many))


def test_a_goal_that_is_moved_moves_the_parts_that_add_up_to_it():
    parts = Share(("Instagram",), 3_000.0), Share(("TikTok",), 1_000.0)
    both = target("impressions", 4_000, channels=("Instagram", "TikTok"), parts=parts, combine=Combine.SUM)

    lower = replanned(both, Option(Way.LOWER, both.end, 3_333.0, None, None))

    assert [part.goal for part in lower.parts] == [2_500.0, 833.0]
    assert faults(lower) == ()


# closing before the end


def test_what_is_closed_early_keeps_its_value_and_is_no_miss():
    early = target("impressions", 9_000, QUARTER, ended=date(2026, 10, 20))

    found = stand(early, facts(*until("2026-11-30", impressions=100)))

    assert (found.status, found.track.value, found.closed) == (Status.CLOSED_EARLY, 2_000.0, True)
    assert said(found) == "Closed early: 2.00 K of 9.00 K as of 20 Oct 2026."
    assert changes(replace(early, ended=None), early, KPIS) == ("closed early, as of 20 Oct 2026",)
    assert changes(early, replace(early, ended=None), KPIS) == ("opened again",)


def test_a_goal_that_was_reached_before_it_was_closed_is_achieved():
    early = target("impressions", 1_500, QUARTER, ended=date(2026, 10, 20))

    assert stand(early, facts(*until("2026-11-30", impressions=100))).status is Status.ACHIEVED
