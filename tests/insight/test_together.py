"""Two series beside each other: what is told of how they went, and how often it is told where nothing is."""

import numpy as np
import pytest

from kpi.insight.together import LEAST, Told, moves
from tests.insight.pairs import UNRELATED, claimed, related

WAVE = [0, 5, 1, 6, 2, 9, 3, 4, 2, 8, 7, 9, 1, 3, 0, 4, 2, 7, 5, 6, 3, 8, 1, 2]  # 23 changes, none of them nothing


def up_to(count):
    return np.array(WAVE[: count + 1], dtype="float64")


def test_what_rises_and_falls_at_once_went_together():
    found = moves(up_to(23), 3 * up_to(23) + 40)

    assert (found.told, found.same, found.opposite, found.still) == (Told.TOGETHER, 23, 0, 0)


def test_what_falls_when_the_other_rises_went_apart():
    found = moves(up_to(23), 100 - up_to(23))

    assert (found.told, found.same, found.opposite) == (Told.APART, 0, 23)


def test_nothing_is_told_of_less_than_the_least_number_of_changes():
    enough, too_few = (moves(up_to(count), up_to(count)).told for count in (LEAST, LEAST - 1))

    assert (enough, too_few) == (Told.TOGETHER, Told.TOO_FEW)


def test_a_common_trend_is_no_pattern():
    draw = np.random.default_rng(7)
    first, second = (np.arange(60) * 10 + draw.normal(size=60).cumsum() for _ in range(2))

    found = moves(first, second)

    assert found.same == 59  # both rise in every step, and that alone says nothing
    assert found.told is Told.NOTHING


def test_an_unknown_step_has_no_change_before_or_after_it():
    first, second = np.array([1.0, 2.0, np.nan, 4.0, 5.0]), np.array([1.0, 2.0, 3.0, 4.0, 3.0])

    found = moves(first, second)

    assert (found.same, found.opposite, found.still) == (1, 1, 0)  # 1→2 both up; 4→5 against 4→3


def test_no_change_leads_across_a_restart():
    first, second = np.array([1.0, 2.0, 90.0, 91.0]), np.array([1.0, 2.0, 3.0, 4.0])

    assert moves(first, second, restarts=[False, False, True, False]).same == 2


def test_a_step_in_which_one_stands_still_is_counted_apart():
    assert moves(np.array([1.0, 1.0, 2.0]), np.array([3.0, 4.0, 4.0])).still == 2


def test_two_that_never_move_are_no_pattern():
    still = np.ones(40)

    assert (moves(still, still).told, moves(still, still).still) == (Told.TOO_FEW, 39)


@pytest.mark.parametrize("kind", UNRELATED)
def test_of_independent_series_a_pattern_is_told_at_most_one_time_in_twenty(kind):
    assert claimed(UNRELATED[kind], steps=56, times=200) <= 0.05


def test_a_strong_pattern_is_found_nearly_always():
    assert claimed(related, steps=56, times=200) >= 0.9
