from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.errors import TargetError
from kpi.periods import Step
from kpi.targets.smart import Place, check, faults, refused, unsmart
from kpi.targets.target import Combine, Guard, Milestone, Over, Relative, Sector, Sense, Share, Target
from tests.builders import days, facts, span

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
def test_a_target_without_an_owner_or_a_reason_is_taken_and_says_that_it_is_not_smart(name):
    lacking = replace(FOLLOWERS, **{name: "  "})

    assert faults(lacking) == ()
    assert [name in said for said in unsmart(lacking)] == [True]


def test_a_goal_below_the_baseline_is_refused_where_higher_is_better():
    said = refusal(kpi="engagement_rate", baseline=0.034, goal=0.029)

    assert said.startswith("The goal 2.9 % lies below the baseline 3.4 %, but higher is better for Engagement rate")


def test_a_goal_above_the_baseline_is_refused_where_lower_is_better():
    said = refusal(kpi="unfollows", baseline=120.0, goal=150.0)

    assert said.startswith("The goal 150 lies above the baseline 120, but lower is better for Unfollows")


def test_a_goal_below_the_baseline_is_taken_where_lower_is_better():
    check(replace(FOLLOWERS, kpi="unfollows", baseline=120.0, goal=90.0))


def test_a_target_without_a_baseline_is_taken_and_says_so():
    check(replace(FOLLOWERS, baseline=None))

    assert "needs a baseline" in unsmart(replace(FOLLOWERS, baseline=None))[0]


def test_a_baseline_below_zero_is_a_place_to_start_from_for_a_net():
    check(replace(FOLLOWERS, kpi="net_followers", baseline=-50.0, goal=100.0))


def test_a_baseline_that_is_no_number_is_refused():
    assert "baseline" in refusal(baseline=float("nan"))


def test_every_fault_is_told_at_once():
    wrong = replace(FOLLOWERS, end=date(2025, 1, 1), owner="", reason="", goal=0.0)

    assert len(faults(wrong)) == 2
    assert len(unsmart(wrong)) == 2


# units


@pytest.mark.parametrize(
    "changed", [{"kpi": "engagement_rate", "goal": 3.1}, {"kpi": "ctr", "goal": 0.02, "stretch": 3.1}]
)
def test_a_percentage_typed_as_a_number_is_refused_with_the_reading_meant(changed):
    said = refusal(**{"baseline": None, **changed})

    assert "is 310 %, and a percentage ends at 100 %. Did you mean 3.1 %? As a fraction that is 0.031." in said


def test_a_percentage_beyond_every_reading_is_refused_without_one():
    assert refusal(kpi="ctr", baseline=None, goal=250.0).endswith("a percentage ends at 100 %.")


@pytest.mark.parametrize("goal", [5.1, 0.9])
def test_stars_run_from_one_to_five(goal):
    assert "stars run from 1 to 5" in refusal(kpi="average_rating", baseline=None, goal=goal)
    check(replace(FOLLOWERS, kpi="average_rating", baseline=4.2, goal=5.0))


def test_a_share_given_as_a_count_is_refused_with_the_reading_meant():
    assert "Did you mean a change of 8 %?" in refusal(baseline=None, goal=0.08)


# time


def refused_milestones(*stones: tuple[str, float]):
    return refusal(milestones=tuple(Milestone(date.fromisoformat(day), value) for day, value in stones))


def test_milestones_lie_within_the_time_in_order_and_on_the_way():
    assert "28 February 2025 lies outside" in refused_milestones(("2025-02-28", 9_600.0))
    assert "31 March 2026 lies outside" in refused_milestones(("2026-03-31", 9_900.0))  # there stands the goal
    assert "order of their days" in refused_milestones(("2026-02-28", 9_700.0), ("2026-01-31", 9_800.0))
    assert "from 9,800 to 9,700, away from the goal" in refused_milestones(
        ("2026-01-31", 9_800.0), ("2026-02-28", 9_700.0)
    )
    assert "from 10,100 to 10,000" in refused_milestones(("2026-01-31", 10_100.0))


def test_milestones_on_the_way_down_are_taken_where_lower_is_better():
    stones = (Milestone(date(2026, 1, 31), 110.0), Milestone(date(2026, 2, 28), 100.0))

    check(replace(FOLLOWERS, kpi="cpm", baseline=120.0, goal=90.0, milestones=stones))


@pytest.mark.parametrize(
    ("over", "end", "said"),
    [
        (Over.LAST_28_DAYS, "2026-01-27", "do not fit into 27 days"),
        (Over.LAST_MONTH, "2026-01-30", "no whole month"),
        (Over.EACH_MONTH, "2026-01-14", "no whole month"),
        (Over.EACH_WEEK, "2026-01-06", "no whole week"),
    ],
)
def test_a_time_too_short_for_what_is_judged_is_refused(over, end, said):
    assert said in refusal(kpi="impressions", over=over, end=date.fromisoformat(end))


def test_a_whole_week_is_one_of_the_workspace():
    days = {"start": date(2026, 12, 27), "end": date(2027, 1, 2)}  # a Sunday and a Saturday
    asked = replace(FOLLOWERS, kpi="impressions", over=Over.EACH_WEEK, milestones=(), **days)

    check(replace(asked, week=Step.WEEK_FROM_SUNDAY))
    assert "There is no whole week from" in " ".join(faults(asked))
    assert "There is no whole week from" in " ".join(faults(replace(asked, week=Step.WEEK_FROM_SATURDAY)))


def test_twenty_eight_days_and_whole_periods_are_long_enough():
    for over, end in (
        (Over.LAST_28_DAYS, "2026-01-28"),
        (Over.EACH_MONTH, "2026-01-31"),
        (Over.EACH_WEEK, "2026-01-11"),
    ):
        check(replace(FOLLOWERS, kpi="impressions", over=over, end=date.fromisoformat(end)))


def test_a_level_has_no_last_days():
    assert "last known value" in refusal(over=Over.LAST_28_DAYS)


def test_misses_are_allowed_where_periods_are_judged_and_never_all_of_them():
    assert "each week or each month" in refusal(allow=1)
    assert "nothing would be asked" in refusal(kpi="impressions", over=Over.EACH_MONTH, allow=3)
    check(replace(FOLLOWERS, kpi="impressions", over=Over.EACH_MONTH, allow=2))


# what is asked


def test_a_range_needs_both_its_ends_in_order():
    assert "upper one must lie above" in refusal(sense=Sense.BETWEEN)
    assert "upper one must lie above" in refusal(sense=Sense.BETWEEN, upper=10_000.0)
    assert "choose “between”" in refusal(upper=11_000.0)
    check(replace(FOLLOWERS, sense=Sense.BETWEEN, upper=11_000.0))


def test_a_stretch_goal_lies_beyond_the_goal():
    assert "no more than the goal" in refusal(stretch=9_900.0)
    assert "no more than the goal" in refusal(kpi="unfollows", baseline=120.0, goal=90.0, stretch=100.0)
    check(replace(FOLLOWERS, kpi="unfollows", baseline=120.0, goal=90.0, stretch=80.0))


def test_only_a_ratio_has_a_least_volume():
    assert "is no ratio" in refusal(min_volume=50.0)
    check(replace(FOLLOWERS, kpi="average_rating", baseline=4.2, goal=4.5, min_volume=50.0))


def test_to_stay_on_the_good_side_is_taken_where_it_is_asked_for_and_says_that_it_is_met():
    stay = replace(FOLLOWERS, kpi="average_rating", baseline=4.6, goal=4.5, sense=Sense.AT_LEAST)

    check(stay)
    assert "already met" in unsmart(stay)[0]


def test_a_relative_goal_needs_a_change_and_something_to_change():
    days = date(2025, 1, 1), date(2025, 3, 31)

    assert "needs a change" in refusal(relative=Relative(0.0, *days, 9_000.0))
    assert "relative to nothing" in refusal(relative=Relative(0.08, *days, 0.0))


# parts and guards


PARTS = (Share(("Instagram",), 6_000.0), Share(("X",), 4_000.0))
BOTH = replace(FOLLOWERS, channels=("Instagram", "X"), parts=PARTS, combine=Combine.SUM)


def test_parts_that_add_up_to_the_goal_are_taken():
    check(BOTH)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"parts": (PARTS[0], Share(("X", "Instagram"), 4_000.0))}, "Instagram stands in several parts"),
        ({"parts": (PARTS[0], Share(("X",), 3_000.0))}, "add up to 9,000, the goal is 10,000"),
        ({"parts": (PARTS[0], Share(("TikTok",), 4_000.0))}, "name TikTok, which the target is not about"),
        ({"channels": ("Instagram", "X", "TikTok")}, "all channels of the target"),
        ({"channels": ()}, "all channels of the target"),
        ({"parts": (PARTS[0], Share((), 4_000.0))}, "name the channels of each part"),
        ({"combine": Combine.NONE}, "The parts need a say"),
        ({"parts": ()}, "no goals yet"),
    ],
)
def test_parts_that_are_not_the_whole_are_refused(changed, said):
    with pytest.raises(TargetError, match=said):
        check(replace(BOTH, **changed))


def test_parts_that_each_reach_their_own_need_not_add_up():
    check(replace(BOTH, combine=Combine.ALL, parts=(PARTS[0], Share(("X",), 3_000.0))))


@pytest.mark.parametrize("over", [Over.WHOLE, Over.EACH_MONTH])
def test_an_average_of_rates_is_refused_and_the_ratio_of_sums_is_offered(over):
    rates = {"kpi": "engagement_rate", "baseline": None, "goal": 0.06, "over": over}
    halves = (Share(("Instagram",), 0.03), Share(("X",), 0.03))

    said = refusal(channels=("Instagram", "X"), combine=Combine.SUM, parts=halves, **rates)

    assert "neither add up nor average" in said
    assert "ratio of the sums" in said


def test_a_guard_stands_on_a_kpi_with_one_limit():
    assert "no KPI “likeability” to guard" in refusal(guards=(Guard("likeability", Sense.AT_MOST, 1.0),))
    assert "cannot be guarded" in refusal(guards=(Guard("reach", Sense.AT_LEAST, 10.0),))
    assert "needs one limit" in refusal(guards=(Guard("unfollows", Sense.BETWEEN, 10.0),))
    assert "Did you mean 2.5 %?" in refusal(guards=(Guard("engagement_rate", Sense.AT_LEAST, 2.5),))
    check(replace(FOLLOWERS, guards=(Guard("unfollows", Sense.AT_MOST, 0.0),)))


# data


KNOWN = facts(*days(span("2026-01-01", "2026-02-28"), impressions=5, followers=9_500))


def test_a_kpi_that_nothing_feeds_is_refused():
    assert faults(FOLLOWERS, facts=KNOWN) == ()
    assert (
        "Nothing feeds Unfollows on Instagram"
        in faults(replace(FOLLOWERS, kpi="unfollows", goal=90.0), facts=KNOWN)[-1]
    )
    assert "Nothing feeds Followers on X" in faults(replace(FOLLOWERS, channels=("Instagram", "X")), facts=KNOWN)[0]
    guarded = replace(FOLLOWERS, channels=(), guards=(Guard("unfollows", Sense.AT_MOST, 9.0),))
    assert faults(guarded, facts=KNOWN)[0].startswith("Nothing feeds Unfollows:")


def test_a_time_that_is_over_and_of_which_no_day_is_known_is_refused():
    past = {"start": date(2025, 3, 1), "end": date(2025, 3, 31)}

    said = faults(replace(FOLLOWERS, kpi="impressions", **past), facts=KNOWN)

    assert said == ("No day of March 2025 is known: your files tell Impressions from 1 Jan 2026 to 28 Feb 2026.",)


def test_a_time_that_is_still_to_come_is_taken():
    assert faults(replace(FOLLOWERS, start=date(2026, 3, 1), end=date(2026, 5, 31)), facts=KNOWN) == ()


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (Sector(0.0, 2025, "A study"), "above zero"),
        (Sector(12_000.0, 2025, "  "), "needs its source"),
        (Sector(0.4, 2025, "A study"), "less than one"),
    ],
)
def test_a_figure_of_the_sector_is_refused_where_it_cannot_be_one_or_nobody_can_look_it_up(figure, says):
    assert says in refusal(sector=figure)


def test_what_is_refused_says_where():
    found = refused(replace(FOLLOWERS, end=date(2025, 12, 31), priority=7))

    assert [fault.at for fault in found] == [Place.DATES, Place.PRIORITY]
