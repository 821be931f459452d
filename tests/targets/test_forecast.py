from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.periods import Period, Step
from kpi.targets.forecast import counted, forecast
from kpi.targets.target import Over, Sense
from tests.builders import span
from tests.targets.courses import flow, level, noisy, ratio


def test_a_constant_series_goes_on_and_its_band_collapses():
    found = forecast(flow([10.0] * 70, "2026-10-11"))

    assert found.ends == pytest.approx(280)
    assert found.low == pytest.approx(found.high)
    assert found.mid == pytest.approx(70 + 10 * np.arange(1, 22))
    assert found.days[0] == np.datetime64("2026-10-12")


def test_the_courses_follow_the_weekdays():
    days = [date(2026, 10, 11) - timedelta(days=back) for back in range(70)][::-1]

    found = forecast(flow([20.0 if one.weekday() < 5 else 5.0 for one in days], "2026-10-11"))
    by_day = np.diff(found.mid, prepend=110.0)

    # one week of the mean is added to the eight, so a weekend is 8/9 of the way from the mean of 15.7 to 5
    assert by_day[:7].sum() == pytest.approx(110, rel=0.02)
    assert by_day[0] / by_day[5] > 2.5
    assert by_day[0] == pytest.approx(by_day[7])


def test_a_window_that_is_wholly_known_is_no_matter_of_chance():
    found = forecast(flow([10.0] * 28, "2026-11-01"))

    assert len(found.days) == 0
    assert found.chance(Sense.AT_LEAST, 280) == 1.0
    assert found.chance(Sense.AT_LEAST, 280.5) == 0.0
    assert found.chance(Sense.AT_MOST, 280) == 1.0
    assert found.chance(Sense.BETWEEN, 270, 279) == 0.0


def test_the_same_course_gives_the_same_forecast():
    one, other = (forecast(flow(noisy(90), "2026-10-11")) for _ in range(2))

    assert (one.ends == other.ends).all()


def test_the_band_opens_with_the_days_ahead():
    found = forecast(flow(noisy(200), "2026-10-11"))
    width = found.high - found.low

    assert width[-1] > width[6] > width[0] > 0
    assert (found.low <= found.mid).all()
    assert (found.mid <= found.high).all()


def test_the_chances_of_at_least_and_at_most_add_up():
    found = forecast(flow(noisy(120), "2026-10-11"))
    goal = float(np.median(found.ends)) + 0.5

    assert found.chance(Sense.AT_LEAST, goal) + found.chance(Sense.AT_MOST, goal) == pytest.approx(1)


def test_a_higher_goal_is_never_likelier():
    found = forecast(flow(noisy(120), "2026-10-11"))
    chances = [found.chance(Sense.AT_LEAST, goal) for goal in (2_000, 2_600, 2_900, 3_200, 4_000)]

    assert chances == sorted(chances, reverse=True)


@settings(max_examples=20, deadline=None)
@given(times=st.floats(0.01, 10_000), seed=st.integers(0, 99))
def test_scaling_a_series_scales_its_forecast(times, seed):
    values = noisy(90, seed)

    plain, scaled = forecast(flow(values, "2026-10-11")), forecast(flow(values * times, "2026-10-11"))

    assert scaled.ends == pytest.approx(plain.ends * times)


def test_a_ratio_is_that_of_the_sums_and_keeps_its_pairs():
    below = noisy(90)

    found = forecast(ratio(below * 0.04, below, "2026-10-11"))

    assert found.ends == pytest.approx(0.04)  # however much is asked, four in a hundred answer
    assert found.volume.std() > 0


def test_a_ratio_needs_its_volume_where_one_is_asked():
    found = forecast(ratio([1.0] * 70, [10.0] * 70, "2026-10-11"))

    assert found.chance(Sense.AT_LEAST, 0.1 - 1e-9, least=280 - 1e-6) == 1.0
    assert found.chance(Sense.AT_LEAST, 0.1 - 1e-9, least=281) == 0.0


def test_a_level_goes_on_from_where_it_stands():
    found = forecast(level(1_000 + 3.0 * np.arange(70), "2026-10-11"))

    assert found.ends == pytest.approx(1_000 + 3 * 69 + 3 * 21)
    assert found.mid[0] == pytest.approx(1_000 + 3 * 70)


def test_a_level_may_fall():
    found = forecast(level(1_000 - 2.0 * np.arange(70), "2026-10-11"))

    assert found.ends == pytest.approx(1_000 - 2 * 69 - 2 * 21)


def test_a_level_goes_on_from_the_last_day_on_which_it_was_told():
    told = np.arange(70) < 61
    carried = np.minimum(1_000 + 3.0 * np.arange(70), 1_180)  # 3 a day until nine days ago

    found = forecast(replace(level(carried, "2026-10-11"), whole=told))

    assert found.days[0] == np.datetime64("2026-10-05")
    assert found.ends == pytest.approx(1_180 + 3 * (9 + 21))


def test_a_level_that_is_not_told_on_weekends_changes_in_between():
    told = np.arange(84) % 7 < 5
    found = forecast(replace(level(1_000 + 3.0 * np.arange(84), "2026-10-11"), whole=told))

    assert found.ends == pytest.approx(1_000 + 3 * (83 + 21))


def test_a_level_told_once_a_month_gives_no_forecast():
    told = np.arange(400) % 30 == 0
    found = forecast(replace(level(1_000 + 3.0 * np.arange(400), "2026-10-11"), whole=told))

    assert found.why_not == "Only 2 of the last 56 days have a value of their own; a forecast needs 28."


def test_an_unknown_day_of_the_window_is_taken_for_a_usual_one():
    values = [10.0] * 70
    values[-3] = np.nan

    found = forecast(flow(values, "2026-10-11"))

    assert found.ends == pytest.approx(280)
    assert found.mid[0] == pytest.approx(80)  # 12 October is the eighth day


def test_of_an_unknown_day_counts_what_is_told_of_it_where_that_is_more():
    values = np.array([10.0] * 70)
    values[-3] = 50.0
    known = np.arange(70) != 67

    found = forecast(replace(flow(values, "2026-10-11"), known=known, whole=known))

    assert found.ends == pytest.approx(320)


def test_too_short_a_history_gives_no_forecast_and_a_sentence():
    found = forecast(flow([10.0] * 27, "2026-10-11"))

    assert found.why_not == "Only 27 days are known in full; a forecast needs 28."
    assert found.chance(Sense.AT_LEAST, 1) is None
    assert len(found.days) == 0


def test_a_window_that_lies_ahead_begins_at_nothing():
    found = forecast(flow([10.0] * 70, "2026-09-20"))

    assert found.ends == pytest.approx(280)
    assert found.days[0] == np.datetime64("2026-10-05")
    assert found.mid[0] == pytest.approx(10)


def test_the_last_28_days_and_the_last_month_are_cut_out_of_the_window():
    quarter = span("2026-10-01", "2026-12-31")

    assert counted(quarter, Over.LAST_28_DAYS) == (span("2026-12-04", "2026-12-31"),)
    assert counted(span("2026-10-01", "2026-12-20"), Over.LAST_MONTH) == (span("2026-11-01", "2026-11-30"),)
    assert counted(quarter, Over.LAST_MONTH) == (span("2026-12-01", "2026-12-31"),)
    assert forecast(flow([10.0] * 90, "2026-10-11", quarter), over=Over.LAST_28_DAYS).ends == pytest.approx(280)
    assert forecast(flow([10.0] * 90, "2026-10-11", quarter), over=Over.LAST_MONTH).ends == pytest.approx(310)


def test_weeks_are_counted_as_the_workspace_counts_them():
    new_year = span("2026-12-15", "2027-01-20")
    course = replace(flow([10.0] * 90, "2027-01-05", new_year), week=Step.WEEK_FROM_SUNDAY)

    assert counted(new_year, Over.EACH_WEEK, Step.WEEK_FROM_SUNDAY) == (
        span("2026-12-20", "2026-12-26"),
        span("2026-12-27", "2027-01-02"),
        span("2027-01-03", "2027-01-09"),
        span("2027-01-10", "2027-01-16"),
    )
    assert forecast(course, over=Over.EACH_WEEK).days.astype(str).tolist() == ["2027-01-09", "2027-01-16"]


def test_each_week_is_judged_with_the_misses_that_are_allowed():
    values = [10.0] * 63 + [1.0] * 7  # the first of four weeks fell short

    course = flow(values, "2026-10-11")
    told = forecast(flow([*values, *([10.0] * 21)], "2026-11-01"), over=Over.EACH_WEEK)

    assert forecast(course, over=Over.EACH_WEEK).ends.shape[1] == 4
    assert told.ends[0].tolist() == [7, 70, 70, 70]
    assert told.chance(Sense.AT_LEAST, 70) == 0.0
    assert told.chance(Sense.AT_LEAST, 70, allow=1) == 1.0


def test_a_week_of_which_a_day_is_unknown_is_no_miss():
    values = [10.0] * 98
    values[-28] = np.nan

    found = forecast(flow(values, "2026-11-01"), over=Over.EACH_WEEK)

    assert np.isnan(found.ends[0, 0])
    assert found.chance(Sense.AT_LEAST, 70) == 1.0


def test_the_band_is_drawn_as_the_chart_draws_the_target():
    quarter = span("2026-10-01", "2026-12-31")
    course = flow([10.0] * 90, "2026-10-11", quarter)

    rolling = forecast(course, over=Over.LAST_28_DAYS)
    weekly = forecast(course, over=Over.EACH_WEEK)
    monthly = forecast(course, over=Over.LAST_MONTH)

    assert rolling.mid == pytest.approx(280)
    assert rolling.days[0] == np.datetime64("2026-10-12")
    assert weekly.days[:2].tolist() == [date(2026, 10, 18), date(2026, 10, 25)]
    assert weekly.mid == pytest.approx(70)
    assert monthly.days.tolist() == [date(2026, 12, 31)]
    assert monthly.high == pytest.approx(310)


def test_a_window_without_a_whole_week_says_so():
    few = Period(date(2026, 10, 6), date(2026, 10, 10))

    assert forecast(flow([10.0] * 70, "2026-10-07", few), over=Over.EACH_WEEK).why_not.startswith("No whole week")


def test_what_may_be_below_zero_is_forecast_by_amounts():
    values = np.where(np.arange(98) % 2, 3.0, -1.0)

    found = forecast(flow(values, "2026-10-11"))

    assert np.median(found.ends) == pytest.approx(28, abs=12)
    assert found.ends.min() < found.ends.max()


def test_no_simulated_share_passes_all_of_it():
    course = ratio(noisy(80, seed=2, mean=97.0), noisy(80, seed=3), "2026-10-04")

    assert forecast(course).high.max() > 1.0  # here nobody has said that this is a share
    assert forecast(replace(course, limits=(0.0, 1.0))).high.max() == 1.0
