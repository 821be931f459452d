from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kpi.periods import Step
from kpi.targets.forecast import forecast
from kpi.targets.replan import Asked, Way, even_goal, options
from kpi.targets.target import Over, Sense
from tests.builders import span
from tests.targets.courses import flow, level, noisy, ratio

AFTER_A_WEEK = "2026-10-11"  # of four weeks from 5 October


def by_way(course, asked, **more: object):
    return {option.way: option for option in options(course, asked, **more)}


def test_as_it_is_says_what_is_needed_a_day():
    found = by_way(flow([10.0] * 70, AFTER_A_WEEK), Asked(350))[Way.AS_IT_IS]

    assert found.required == pytest.approx((350 - 70) / 21)
    assert found.chance == 0.0
    assert found.end == date(2026, 11, 1)


def test_a_later_end_is_the_first_of_three_with_an_even_chance():
    quarter = by_way(flow([10.0] * 70, AFTER_A_WEEK), Asked(350))[Way.EXTEND]
    whole = by_way(flow([10.0] * 70, AFTER_A_WEEK), Asked(560))[Way.EXTEND]

    assert (quarter.end, quarter.chance) == (date(2026, 11, 8), 1.0)
    assert quarter.required == pytest.approx((350 - 70) / 28)
    assert (whole.end, whole.chance) == (date(2026, 11, 29), 1.0)


def test_an_end_that_helps_nothing_is_shown_with_its_chance():
    found = by_way(ratio([1.0] * 70, [100.0] * 70, AFTER_A_WEEK), Asked(0.05))[Way.EXTEND]

    assert found.end == date(2026, 11, 29)
    assert found.chance == 0.0


def test_another_goal_is_what_has_an_even_chance():
    course = flow(noisy(120), AFTER_A_WEEK)
    found = by_way(course, Asked(1e6))[Way.LOWER]

    assert np.median(forecast(course).ends) == pytest.approx(2_851.83, abs=0.01)
    assert found.goal == 2_851  # in four figures, on the easier side
    assert found.chance == pytest.approx(0.5, abs=0.01)
    assert found.required == pytest.approx((found.goal - course.rows[0, -7:].sum()) / 21)


def test_where_lower_is_better_the_even_goal_is_higher():
    course = flow([10.0] * 70, AFTER_A_WEEK)

    found = by_way(course, Asked(200, Sense.AT_MOST))[Way.LOWER]

    assert found.goal == pytest.approx(280)


def test_an_action_counts_with_the_effect_that_the_user_expects_of_it():
    course = flow([10.0] * 70, AFTER_A_WEEK)

    enough = by_way(course, Asked(350), effect=70)[Way.ADD]
    little = by_way(course, Asked(350), effect=60)[Way.ADD]

    assert (enough.effect, enough.chance, little.chance) == (70, 1.0, 0.0)
    assert enough.goal == 350
    assert enough.required == pytest.approx((350 - 70 - 70) / 21)
    assert Way.ADD not in by_way(course, Asked(350))


def test_a_ratio_needs_its_rate_on_the_volume_still_to_come():
    course = ratio([2.0] * 70, [100.0] * 70, AFTER_A_WEEK)

    found = by_way(course, Asked(0.03))[Way.AS_IT_IS]

    # (0.03 × (700 + 2,100) − 14) / 2,100
    assert found.required == pytest.approx((84 - 14) / 2_100)


def test_a_level_needs_its_growth_a_day():
    found = by_way(level(1_000 + 2.0 * np.arange(70), AFTER_A_WEEK), Asked(1_348))[Way.AS_IT_IS]

    assert found.required == pytest.approx((1_348 - 1_138) / 21)


def test_the_next_week_is_the_next_of_the_workspace():
    monday = flow([10.0] * 70, "2027-01-05", span("2026-12-15", "2027-01-20"))  # a Tuesday
    asked = Asked(84, over=Over.EACH_WEEK, allow=1)

    found = [by_way(replace(monday, week=week), asked)[Way.AS_IT_IS] for week in (Step.WEEK, Step.WEEK_FROM_SUNDAY)]

    # From Monday on two days are over and five are left, from Sunday on three and four.
    assert [one.required for one in found] == pytest.approx([(84 - 20) / 5, (84 - 30) / 4])


def test_each_week_needs_what_the_next_one_needs():
    course = flow([10.0] * 70, AFTER_A_WEEK)

    found = by_way(course, Asked(84, over=Over.EACH_WEEK, allow=1))

    assert found[Way.AS_IT_IS].required == pytest.approx(12)
    assert found[Way.LOWER].goal == pytest.approx(70)


def test_the_even_goal_of_each_week_allows_the_misses():
    found = forecast(flow([*([1.0] * 7), *([10.0] * 21)], "2026-11-01"), over=Over.EACH_WEEK)

    assert even_goal(Asked(70, over=Over.EACH_WEEK), found) == 7
    assert even_goal(Asked(70, over=Over.EACH_WEEK, allow=1), found) == 70


def test_between_two_values_no_other_goal_is_proposed():
    assert Way.LOWER not in by_way(flow([10.0] * 70, AFTER_A_WEEK), Asked(300, Sense.BETWEEN, upper=320))


def test_without_a_forecast_only_the_pace_can_be_told():
    found = options(flow([10.0] * 14, AFTER_A_WEEK), Asked(350))

    assert [option.way for option in found] == [Way.AS_IT_IS]
    assert found[0].chance is None
    assert found[0].required == pytest.approx(280 / 21)


def test_a_window_that_is_over_needs_nothing_more():
    assert by_way(flow([10.0] * 70, "2026-11-01"), Asked(350))[Way.AS_IT_IS].required is None
