from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.errors import TargetError
from kpi.targets.smart import check, faults
from kpi.targets.target import Target

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
FOLLOWERS = Target(
    id="6f1c6b1e-4d0e-4f7c-9a53-0d9f3a0a7c11",
    kpi="followers",
    channels=("Instagram",),
    content_types=(),
    start=date(2026, 1, 1),
    end=date(2026, 3, 31),
    baseline=9_500.0,
    goal=10_000.0,
    owner="Ana",
    reason="The spring launch needs an audience.",
    created_at=AT,
    updated_at=AT,
)


def refusal(**changed: object):
    with pytest.raises(TargetError) as refused:
        check(replace(FOLLOWERS, **changed))
    return str(refused.value)


def test_a_smart_target_is_taken():
    check(FOLLOWERS)

    assert faults(FOLLOWERS) == ()


def test_a_target_of_one_day_is_taken():
    check(replace(FOLLOWERS, end=FOLLOWERS.start))


def test_a_target_that_ends_before_it_starts_is_refused_with_both_days():
    said = refusal(end=date(2025, 12, 31))

    assert "31 December 2025" in said
    assert "1 January 2026" in said


@pytest.mark.parametrize("goal", [0.0, -20.0, float("nan"), float("inf")])
def test_a_goal_that_nothing_can_be_a_share_of_is_refused(goal):
    assert "above zero" in refusal(goal=goal)


def test_a_level_whose_goal_is_its_baseline_is_refused():
    assert "no way to go" in refusal(goal=9_500.0)


def test_a_flow_may_be_asked_to_stay_as_it_is():
    check(replace(FOLLOWERS, kpi="impressions", goal=9_500.0))


def test_an_unknown_kpi_is_refused():
    assert "“likeability”" in refusal(kpi="likeability")


def test_a_kpi_of_ones_own_is_known_where_it_is_given():
    own = Kpi("saves_per_post", "Saves per post", "saves / posts", "How often a post is kept.")

    check(replace(FOLLOWERS, kpi="saves_per_post", baseline=None, goal=3.0), kpis={**KPIS, own.key: own})


def test_there_is_no_target_on_a_bound():
    assert "No target on a bound" in refusal(kpi="reach", baseline=None)


@pytest.mark.parametrize("name", ["owner", "reason"])
def test_a_target_without_an_owner_or_a_reason_is_refused(name):
    assert name in refusal(**{name: "  "})


def test_a_goal_below_the_baseline_is_refused_where_higher_is_better():
    said = refusal(kpi="engagement_rate", baseline=0.034, goal=0.029)

    assert said.startswith("The goal 2.9 % lies below the baseline 3.4 %, but higher is better for Engagement rate")


def test_a_goal_above_the_baseline_is_refused_where_lower_is_better():
    said = refusal(kpi="unfollows", baseline=120.0, goal=150.0)

    assert said.startswith("The goal 150 lies above the baseline 120, but lower is better for Unfollows")


def test_a_goal_below_the_baseline_is_taken_where_lower_is_better():
    check(replace(FOLLOWERS, kpi="unfollows", baseline=120.0, goal=90.0))


def test_a_target_without_a_baseline_is_taken():
    check(replace(FOLLOWERS, baseline=None))


def test_a_baseline_below_zero_is_a_place_to_start_from_for_a_net():
    check(replace(FOLLOWERS, kpi="net_followers", baseline=-50.0, goal=100.0))


def test_a_baseline_that_is_no_number_is_refused():
    assert "baseline" in refusal(baseline=float("nan"))


def test_every_fault_is_told_at_once():
    found = faults(replace(FOLLOWERS, end=date(2025, 1, 1), owner="", reason="", goal=0.0))

    assert len(found) == 4
