from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.targets.course import course
from kpi.targets.past import past
from kpi.targets.target import Over, Sense
from tests.builders import day, days, facts, question, span
from tests.targets.courses import flow, level, noisy, ratio

SUNDAY = "2026-10-04"  # the day before the window of four weeks
RISING = np.repeat(np.arange(1.0, 17.0), 7)  # 1 a day in the first of 16 weeks, 16 a day in the last


def test_a_window_slides_back_a_week_at_a_time_from_the_day_before_the_start():
    found = past(flow(RISING, SUNDAY))

    # the last four weeks came to 7 × (13 + 14 + 15 + 16); the first window that fits begins on the second day
    assert found.length == 28
    assert found.values[-1] == 7 * (13 + 14 + 15 + 16) == 406
    assert found.values[0] == 7 * (2 + 3 + 4 + 5) == 98
    assert found.windows == 12
    assert found.ends[-1] == np.datetime64(SUNDAY)
    assert found.apart == 3


def test_how_many_reached_the_goal_is_counted():
    found = past(flow(RISING, SUNDAY))

    assert found.reached(Sense.AT_LEAST, 406) == 1
    assert found.reached(Sense.AT_LEAST, 407) == 0
    assert found.reached(Sense.AT_MOST, 98) == 1
    assert found.reached(Sense.BETWEEN, 98, 126) == 2


def test_days_of_the_window_itself_are_no_past():
    inside = past(flow([*RISING, *([1_000.0] * 7)], "2026-10-11"))

    assert inside.best(Sense.AT_LEAST) == 406


def test_a_window_that_lies_ahead_is_judged_by_the_days_until_now():
    ahead = past(flow(RISING, SUNDAY, span("2027-01-04", "2027-01-31")))

    assert ahead.values[-1] == 406


def test_presets_are_what_half_a_quarter_and_a_tenth_reached_and_mirror_where_lower_is_better():
    known = past(flow(np.repeat(np.arange(1.0, 14.0), 28), SUNDAY))
    higher, lower = known.presets(Sense.AT_LEAST), known.presets(Sense.AT_MOST)

    assert higher.cautious == lower.cautious == pytest.approx(np.median(known.values))
    assert higher.cautious < higher.realistic < higher.stretch < known.best(Sense.AT_LEAST)
    assert lower.cautious > lower.realistic > lower.stretch > known.best(Sense.AT_MOST)
    assert known.reached(Sense.AT_LEAST, higher.stretch) / known.windows == pytest.approx(0.1, abs=0.02)


def test_a_level_is_judged_by_how_much_it_grew():
    followers = level(10_000 + np.cumsum(np.repeat([1.0, 2.0, 5.0, 2.0], 28)), SUNDAY)

    found = past(followers, begins=10_280)

    # the first window would begin on the very first day, before which nothing is known
    assert found.values[-1] == 10_280 + 2 * 28
    assert found.best(Sense.AT_LEAST) == 10_280 + 5 * 28
    assert found.reached(Sense.AT_LEAST, 10_280 + 100) == 3  # 5 × 28 = 140, and 5 × 21 + 2 × 7 = 119 twice, 98 not
    assert found.begins == 10_280


def test_a_level_starts_from_its_value_before_the_window_where_no_other_is_told():
    assert past(level(1_000 + np.arange(112.0), SUNDAY)).begins == 1_111


def test_a_ratio_is_that_of_the_sums_of_each_window():
    below = np.tile([10.0, 90.0], 56)

    found = past(ratio(np.tile([1.0, 1.0], 56), below, SUNDAY))

    assert found.values == pytest.approx(0.02)  # the mean of the daily rates would be 0.056


def test_a_window_with_more_than_a_tenth_of_its_days_unknown_is_left_out():
    values = RISING.copy()
    values[-3:] = np.nan  # three of 28 days are more than a tenth

    short = past(flow(values, SUNDAY))
    values[-3] = 16.0
    enough = past(flow(values, SUNDAY))

    assert short.ends[-1] == np.datetime64("2026-09-27")
    assert enough.ends[-1] == np.datetime64(SUNDAY)
    assert enough.values[-1] == 406 - 2 * 16  # what is unknown is not made up
    assert enough.partial == 1


def test_three_windows_that_do_not_overlap_are_needed():
    found = past(flow([5.0] * 80, SUNDAY))

    assert found.apart == 2
    assert found.why_not == (
        "Not enough history: Only 2 past windows of 28 days known; 3 that do not overlap are needed."
    )
    assert found.presets(Sense.AT_LEAST) is None
    assert not found.is_chimera(Sense.AT_LEAST, 1e9)


def test_a_goal_far_beyond_all_that_ever_was_is_a_chimera():
    found = past(flow(RISING, SUNDAY))  # best 406, middle 252; eight of ten lie between 128.8 and 375.2

    assert not found.is_chimera(Sense.AT_LEAST, 406 + 246)
    assert found.is_chimera(Sense.AT_LEAST, 406 + 247)
    assert not found.is_chimera(Sense.AT_MOST, 98 - 246)
    assert found.is_chimera(Sense.AT_MOST, 98 - 247)


def test_one_lucky_window_does_not_make_a_chimera_of_what_lies_as_far_beyond_it():
    values = np.full(350, 10.0)
    values[-10] = 710.0  # one post in the newest four weeks: 980 where 280 is usual
    found = past(flow(values, SUNDAY))

    assert not found.is_chimera(Sense.AT_LEAST, 980 + 700)
    assert found.is_chimera(Sense.AT_LEAST, 980 + 701)


def test_where_all_windows_were_alike_a_chimera_is_half_as_much_again():
    found = past(flow([10.0] * 112, SUNDAY))

    assert not found.is_chimera(Sense.AT_LEAST, 420)
    assert found.is_chimera(Sense.AT_LEAST, 421)


def test_a_goal_may_be_met_already():
    assert past(flow(RISING, SUNDAY)).is_met_already(Sense.AT_LEAST, 406)
    assert not past(flow(RISING, SUNDAY)).is_met_already(Sense.AT_LEAST, 407)
    assert past(level(1_000 + np.arange(112.0), SUNDAY)).is_met_already(Sense.AT_LEAST, 1_100)


def test_each_week_is_judged_by_single_weeks():
    found = past(flow(RISING, SUNDAY), over=Over.EACH_WEEK)

    assert found.length == 7
    assert found.values.tolist() == [7.0 * n for n in range(2, 17)]


def test_an_account_that_joined_is_no_growth():
    rows = [
        *(day(f"2026-{month:02}-{at:02}", followers=100) for month in range(1, 10) for at in (1, 15, 28)),
        *(day(at, channel="LinkedIn", followers=5_000) for at in ("2026-07-01", "2026-08-01", "2026-09-01")),
    ]

    found = past(course(question("followers", span("2026-10-01", "2026-10-28")), facts(*rows)))

    assert found.best(Sense.AT_LEAST) == found.begins  # nothing grew, and the 5,000 that joined are no growth


def test_a_course_over_real_facts_gives_its_windows():
    known = course(question("comments"), facts(*days(span("2026-04-01", "2026-10-10"), comments=5)))

    found = past(known)

    assert found.length == 31
    assert found.values[1:] == pytest.approx(31 * 5)
    assert found.values[0] == 29 * 5  # two days before the files begin are unknown, and the window says so
    assert found.partial == 1
    assert found.ends[-1].item() == date(2026, 9, 30)


@settings(max_examples=25, deadline=None)
@given(times=st.floats(0.1, 1_000), seed=st.integers(0, 99))
def test_scaling_a_series_scales_what_it_reached(times, seed):
    values = noisy(150, seed)
    plain, scaled = past(flow(values, SUNDAY)), past(flow(values * times, SUNDAY))

    assert scaled.values == pytest.approx(plain.values * times)
    assert scaled.presets(Sense.AT_LEAST).stretch == pytest.approx(plain.presets(Sense.AT_LEAST).stretch * times)
