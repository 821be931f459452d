"""Days beyond what their weekdays usually bring, by the series' own past."""

import numpy as np
import pytest

from kpi.catalogue.kpis import KPIS
from kpi.insight.daily import Daily
from kpi.insight.unusual import unusual
from tests.insight.made import KINDS, series

WEEK = np.array([100.0, 200.0, 300.0, 400.0, 500.0, 600.0, 700.0])
MONDAY = np.datetime64("2025-11-03")
WEEKS = 40


def weeks_of(above, below=None, kpi="impressions"):
    above = np.asarray(above, dtype="float64")
    days = MONDAY + np.arange(len(above))
    return Daily(KPIS[kpi], "TikTok", days, above, np.ones(len(above)) if below is None else below)


def calm(weeks=WEEKS):
    """Give weeks of the same pattern: one as usual, one a little less, one a little more, and so on."""
    return np.concatenate([WEEK * (1.0, 0.96, 1.04)[week % 3] for week in range(weeks)])


def judged(above, below=None, kpi="impressions"):
    return unusual(weeks_of(above, below, kpi), WEEKS * 7, tested=1)


def test_a_week_of_twice_the_usual_is_told_with_what_its_weekdays_usually_bring():
    found = judged([*calm(), *2 * WEEK])

    assert (found.first, found.last) == (WEEKS * 7, WEEKS * 7 + 6)
    assert found.value == 5_600
    assert found.usual == pytest.approx(2_800, rel=0.01)
    assert (found.low, found.high) == pytest.approx((0.96 * 2_800, 1.04 * 2_800), rel=0.01)
    assert found.weeks == WEEKS
    assert found.record


def test_what_weekdays_bring_anyhow_is_not_told():
    assert judged([*calm(), *WEEK]) is None


def test_the_days_that_are_told_are_those_that_stand_out():
    new = np.concatenate([WEEK, WEEK, [100, 200, 300, 4_000, 5_000, 6_000, 700], WEEK])

    found = judged([*calm(), *new])

    assert (found.first - WEEKS * 7, found.last - WEEKS * 7) == (17, 19)
    assert found.value == 15_000


def test_a_fall_is_told_and_unknown_days_are_none():
    fallen = [*calm(), *0.2 * WEEK, *0.2 * WEEK]
    unknown = [*calm(), *[np.nan] * 14]

    assert judged(fallen).value == pytest.approx(0.2 * 5_600)
    assert judged(unknown) is None


def test_days_of_which_some_are_unknown_are_held_against_the_known_ones():
    gone = WEEK.copy()
    gone[6] = np.nan  # Sundays bring a quarter of the week

    assert judged([*calm(), *gone, *gone]) is None


def test_a_change_of_less_than_half_is_not_worth_a_word():
    assert judged([*calm(), *1.4 * WEEK, *1.4 * WEEK]) is None


def test_the_way_back_from_a_busy_time_is_not_news():
    busy = [*calm(20), *np.tile(3 * WEEK, 20)]

    assert judged([*busy, *WEEK, *WEEK]) is None


def test_what_happened_before_as_strongly_is_not_news():
    before = calm()
    before[140:154] *= 4

    assert judged([*before, *3 * WEEK, *3 * WEEK]) is None


def test_with_less_than_eight_weeks_before_nothing_is_judged():
    assert unusual(weeks_of([*calm(7), *9 * WEEK]), 49, tested=1) is None


def test_a_rate_is_told_by_its_sums():
    seen = np.tile(1_000 * np.ones(7), WEEKS + 2)
    clicks = 30 + np.where(np.arange(len(seen)) % 2, 3.0, -3.0)
    clicks[WEEKS * 7 :] = 10.0
    seen[-7:] = 4_000

    found = judged(clicks, below=seen, kpi="engagement_rate")

    assert found.value == pytest.approx(140 / 35_000)
    assert found.usual == pytest.approx(0.03, rel=0.02)


def test_a_few_counts_more_are_chance_however_even_they_were_before():
    one_a_day = np.ones(WEEKS * 7)

    assert judged([*one_a_day, *[1, 2, 1, 2, 2, 1, 2]]) is None


def test_the_more_series_are_looked_at_the_more_it_takes():
    draw = np.random.default_rng(8)
    above = 1_000 * draw.lognormal(0, 0.3, WEEKS * 7 + 14)
    above[-14:] *= 1.9

    alone = unusual(weeks_of(above), WEEKS * 7, tested=1)
    among_many = unusual(weeks_of(above), WEEKS * 7, tested=1_000_000_000)

    assert alone is not None
    assert among_many is None


def test_of_two_hundred_series_in_which_nothing_happened_at_most_one_in_twenty_is_told():
    made = [make(np.random.default_rng([number, 7]), 425 + 31) for make in KINDS.values() for number in range(20)]

    told = [unusual(series(one), 425, tested=1) is not None for one in made]

    assert len(told) == 200
    assert sum(told) <= 10
