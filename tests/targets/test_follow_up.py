"""What comes after a target: milestones passed, another plan, the next target."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.targets.follow_up import follow_up
from kpi.targets.met import Met, met
from kpi.targets.replan import Option, Way
from kpi.targets.replanned import replanned
from kpi.targets.target import Action, Milestone, Over, Relative, Sense
from kpi.targets.track import track
from tests.builders import OCTOBER, facts
from tests.targets.builders import QUARTER, target, until

LATER = datetime(2026, 11, 2, tzinfo=UTC)
PUSH = Action("a1", "Paid push", "Ben", date(2026, 10, 1), date(2026, 10, 9), effect=500.0)
STONES = (Milestone(date(2026, 10, 31), 400.0), Milestone(date(2026, 11, 30), 700.0))
ASKED = target("impressions", 1_000.0, QUARTER, milestones=STONES)


def by(day, value):
    return Milestone(date.fromisoformat(day), value)


def verdicts(held):
    return [(one.value, one.met) for one in met(held)]


def test_a_milestone_is_met_or_missed_by_what_was_on_its_day():
    stones = by("2026-10-10", 100.0), by("2026-10-20", 201.0), by("2026-10-30", 300.0)
    held = track(target("impressions", 900.0, QUARTER, milestones=stones), facts(*until("2026-10-25", impressions=10)))

    assert verdicts(held) == [(100.0, Met.MET), (200.0, Met.MISSED), (None, Met.AHEAD)]


def test_a_limit_is_met_where_no_more_was_lost():
    stones = by("2026-10-10", 100.0), by("2026-10-20", 199.0)
    held = track(target("unfollows", 900.0, QUARTER, milestones=stones), facts(*until("2026-10-25", unfollows=10)))

    assert verdicts(held) == [(100.0, Met.MET), (200.0, Met.MISSED)]


def test_a_milestone_that_unknown_days_may_have_reached_is_not_missed():
    stones = by("2026-10-10", 100.0), by("2026-10-20", 200.0)
    gap = [*until("2026-10-12", impressions=10), *until("2026-10-25", "2026-10-15", impressions=10)]
    held = track(target("impressions", 900.0, QUARTER, milestones=stones), facts(*gap))

    assert verdicts(held) == [(100.0, Met.MET), (180.0, Met.UNKNOWN)]


def test_milestones_of_a_target_without_data_are_ahead():
    held = track(ASKED, facts(*until("2026-09-10", "2026-09-01", impressions=10)))

    assert {one.met for one in met(held)} == {Met.AHEAD}


def test_a_later_end_changes_the_end_alone():
    way = Option(Way.EXTEND, date(2027, 1, 28), 1_000.0, 5.0, 0.5)

    assert replanned(ASKED, way) == replace(ASKED, end=date(2027, 1, 28))


def test_another_goal_drops_what_lies_beyond_it_and_is_no_share_of_anything_any_more():
    relative = Relative(0.25, date(2025, 10, 1), date(2025, 12, 31), 800.0)
    way = Option(Way.LOWER, QUARTER.end, 600.0, 3.0, 0.5)

    changed = replanned(replace(ASKED, relative=relative), way)

    assert (changed.goal, changed.milestones, changed.relative) == (600.0, STONES[:1], None)


def test_a_milder_limit_keeps_the_milestones_on_the_way_to_it():
    stones = by("2026-10-31", 460.0), by("2026-11-30", 430.0)
    falling = target("followers", 400.0, QUARTER, sense=Sense.AT_MOST, milestones=stones)
    changed = replanned(falling, Option(Way.LOWER, QUARTER.end, 440.0, 3.0, 0.5))

    assert [one.value for one in changed.milestones] == [460.0]


def test_one_more_action_stands_beside_the_others_and_moves_no_goal():
    way = Option(Way.ADD, QUARTER.end, 1_000.0, 3.0, 0.6, effect=500.0)

    assert replanned(ASKED, way, PUSH) == replace(ASKED, actions=(PUSH,))


def test_as_it_is_changes_nothing():
    assert replanned(ASKED, Option(Way.AS_IT_IS, QUARTER.end, 1_000.0, 3.0, 0.6), PUSH) == ASKED


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        (OCTOBER, "2026-11-01", "2026-11-30"),
        (QUARTER, "2027-01-01", "2027-03-31"),
    ],
)
def test_the_next_target_asks_the_same_of_the_next_days(window, first, last):
    done = target(
        "impressions", 100.0, window, lesson="Faces work", closed_at=LATER, actions=(PUSH,), baseline=80.0,
        over=Over.WHOLE, priority=1,
    )  # fmt: skip

    found = follow_up(done, "2", LATER)

    assert (found.id, found.start.isoformat(), found.end.isoformat()) == ("2", first, last)
    assert (found.goal, found.priority, found.owner) == (100.0, 1, "Ana")
    assert (found.baseline, found.lesson, found.closed_at, found.actions) == (None, "", None, ())
    assert found.created_at == LATER
