"""The life of a target."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.sentences import former_text, track_sentence
from kpi.targets.each import Judged
from kpi.targets.status import Status, aged, former, stand, transitions
from kpi.targets.target import Combine, Guard, Over, Sense, Share
from tests.builders import facts, post, review
from tests.targets.builders import QUARTER, target, until

SEEN = target("impressions", 310)
FULL = until("2026-10-31", impressions=10)
GAP = [*until("2026-10-10", impressions=10), *until("2026-10-31", "2026-10-14", impressions=10)]


# what is unknown


def test_a_goal_that_unknown_days_may_have_reached_is_not_missed():
    assert stand(SEEN, facts(*GAP)).status is Status.AWAITING_DATA


def test_a_goal_that_is_reached_without_the_unknown_days_is_achieved():
    assert stand(replace(SEEN, goal=280.0), facts(*GAP)).status is Status.ACHIEVED


def test_a_limit_is_not_kept_while_a_day_is_unknown_and_broken_by_what_is_known():
    lost = [one | {"unfollows": one["impressions"]} for one in GAP]

    assert stand(target("unfollows", 310), facts(*lost)).status is Status.AWAITING_DATA
    assert stand(target("unfollows", 270), facts(*lost)).status is Status.MISSED


def test_growth_that_can_turn_is_achieved_at_the_end_alone():
    net = target("net_followers", 100)

    assert stand(net, facts(*until("2026-10-20", net_new_followers=10))).status is Status.ON_TRACK
    assert stand(net, facts(*until("2026-10-31", net_new_followers=10))).status is Status.ACHIEVED


# chances


@pytest.mark.parametrize(
    ("chance", "status"),
    [
        (0.7, Status.ON_TRACK),
        (0.69, Status.AT_RISK),
        (0.3, Status.AT_RISK),
        (0.29, Status.OFF_TRACK),
        (None, Status.OFF_TRACK),
    ],
)
def test_a_chance_speaks_where_one_is_honest_else_the_pace(chance, status):
    known = facts(*until("2026-10-20", impressions=5))

    standing = stand(SEEN, known, chance=lambda *_: chance)

    assert (standing.status, standing.chance) == (status, chance)


def test_no_chance_is_asked_for_what_is_early_or_over():
    for last in ("2026-10-06", "2026-10-31"):
        standing = stand(SEEN, facts(*until(last, impressions=5)), chance=lambda *_: pytest.fail("was asked"))
        assert standing.chance is None


# data that are old


LAGGING = facts(*until("2026-10-25", channel="X", unfollows=1), *until("2026-11-30", impressions=1))


def test_data_that_end_long_before_the_rest_make_a_target_stale():
    standing = stand(target("unfollows", 92, QUARTER), LAGGING)

    assert (standing.status, standing.before) == (Status.STALE, Status.ON_TRACK)


def test_data_that_lag_less_do_not():
    later = facts(*until("2026-10-26", channel="X", unfollows=1), *until("2026-11-30", impressions=1))

    assert stand(target("unfollows", 92, QUARTER), later).status is Status.ON_TRACK


def test_a_running_target_waits_for_a_file_that_is_late_before_it_is_stale_and_a_verdict_stays():
    running, closed = stand(SEEN, facts(*until("2026-10-20", impressions=10))), stand(SEEN, facts(*FULL))

    assert aged(running, is_late=True).status is Status.AWAITING_DATA
    assert aged(running, is_late=True).before is running.status
    assert aged(running, is_late=True, is_overdue=True).status is Status.STALE
    assert aged(running, is_late=False) is running
    assert aged(closed, is_late=True) is closed
    assert closed.closed


# guards


def guarded(limit, lost_until="2026-10-31", seen_until="2026-10-31", *, sense=Sense.AT_MOST):
    rows = [*until(seen_until, impressions=20), *until(lost_until, channel="X", unfollows=1)]
    return stand(replace(SEEN, guards=(Guard("unfollows", sense, limit),)), facts(*rows))


def test_a_goal_reached_with_a_broken_guard_says_so():
    assert guarded(31.0).status is Status.ACHIEVED
    assert guarded(30.0).status is Status.GUARD_BROKEN
    assert guarded(32.0, sense=Sense.AT_LEAST).status is Status.GUARD_BROKEN


def test_a_guard_has_its_value_and_verdict():
    (guard,) = guarded(30.0).guards

    assert (guard.value, guard.kept, guard.holds_so_far) == (31, False, False)


def test_a_goal_reached_early_runs_on_while_its_guard_can_break():
    standing = guarded(31.0, lost_until="2026-10-20", seen_until="2026-10-20")

    assert (standing.status, standing.guards[0].kept, standing.guards[0].holds_so_far) == (Status.ON_TRACK, None, True)


def test_whether_an_unknown_guard_held_is_not_claimed():
    assert guarded(31.0, lost_until="2026-10-25").status is Status.AWAITING_DATA


# parts


PARTS = (Share(("Instagram",), 310.0), Share(("X",), 310.0))
BOTH = replace(SEEN, goal=620.0, channels=("Instagram", "X"), parts=PARTS)
UNEVEN = facts(*until("2026-10-31", impressions=15), *until("2026-10-31", channel="X", impressions=9))


def test_parts_that_add_up_reach_the_goal_together():
    standing = stand(replace(BOTH, combine=Combine.SUM), UNEVEN)

    assert standing.status is Status.ACHIEVED
    assert [(part.target.title, part.status) for part in standing.parts] == [
        ("Instagram", Status.ACHIEVED),
        ("X", Status.MISSED),
    ]
    assert [part.track.value for part in standing.parts] == [465, 279]


def test_where_every_part_has_to_reach_its_own_one_miss_is_a_miss():
    assert stand(replace(BOTH, combine=Combine.ALL), UNEVEN).status is Status.MISSED


def test_a_part_of_a_level_starts_from_what_its_channels_had():
    rows = [
        *until("2026-10-15", "2026-09-30", followers=100),
        *until("2026-10-15", "2026-09-30", channel="X", followers=50),
    ]
    parts = (Share(("Instagram",), 200.0), Share(("X",), 100.0))

    standing = stand(replace(BOTH, kpi="followers", goal=300.0, parts=parts, combine=Combine.SUM), facts(*rows))

    assert [part.target.baseline for part in standing.parts] == [100, 50]


# how it stood before


def test_statuses_are_replayed_week_by_week():
    rows = [
        *until("2026-10-14", impressions=9.5),
        *until("2026-10-21", "2026-10-15", impressions=10.6),
        *until("2026-10-28", "2026-10-22", impressions=12),
    ]

    found = transitions(SEEN, facts(*rows))

    assert [(one.status, one.since.day, one.until.day) for one in found] == [
        (Status.AT_RISK, 7, 21),
        (Status.ON_TRACK, 28, 28),
    ]
    assert former(found).status is Status.AT_RISK
    assert former(found).until == date(2026, 10, 21)
    assert former_text(found) == "was at risk until 21 Oct 2026"


def test_a_replay_knows_nothing_of_what_came_later():
    rows = [*until("2026-10-20", impressions=5), *until("2026-10-31", "2026-10-21", impressions=100)]

    found = transitions(SEEN, facts(*rows))

    assert found[0].status is Status.OFF_TRACK
    assert found[-1].status is Status.ACHIEVED


def test_a_target_that_always_stood_the_same_was_nothing_else():
    found = transitions(SEEN, facts(*until("2026-10-20", impressions=10)))

    assert former(found) is None
    assert former_text(found) == ""


def test_a_target_that_has_not_begun_has_no_past():
    assert transitions(SEEN, facts(*until("2026-09-30", "2026-09-01", impressions=10))) == ()


# posts that still grow


def posted(observed):
    return facts(*(post(f"2026-10-{n:02}", reactions=10, observed_at=observed) for n in range(1, 32)))


def test_a_goal_is_not_missed_while_its_youngest_posts_still_grow():
    standing = stand(target("reactions", 311), posted("2026-11-01"))

    assert standing.status is Status.AWAITING_DATA
    assert "posts of the last seven days still grow" in track_sentence(standing)
    assert stand(target("reactions", 311), posted("2026-11-07")).status is Status.MISSED


def test_a_goal_reached_is_reached_however_young_the_posts():
    assert stand(target("reactions", 310), posted("2026-11-01")).status is Status.ACHIEVED


def test_a_week_whose_posts_still_grow_is_not_over():
    weekly = target("reactions", 80, over=Over.EACH_WEEK)
    young = facts(*(post(f"2026-10-{n:02}", reactions=10, observed_at="2026-10-24") for n in range(1, 19)))

    assert [one.judged for one in stand(weekly, young).track.each.periods] == [
        Judged.MISSED,
        Judged.AHEAD,
        Judged.AHEAD,
    ]


def test_a_file_that_reaches_further_than_its_last_review_is_known_to_its_end():
    reviews = facts(*(review(f"2026-10-{n:02}", 5, covers=("2026-10-01", "2026-10-31")) for n in range(1, 11)))

    assert stand(target("ratings", 11), reviews).status is Status.MISSED
    assert [(one.status, one.until.day) for one in transitions(target("ratings", 11), reviews)][-1] == (
        Status.MISSED,
        31,
    )
