import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi import lab
from kpi.lab import Input, Inputs, Swing
from tests.lab.builders import cpm, cpms, ground

KNOWN = {"Instagram": cpm("Instagram", 5, 4, 8), "LinkedIn": cpm("LinkedIn", 30, 10, 60)}


def swings(inputs, seen=None):
    return lab.tornado(lab.estimate(inputs, ground(seen)), inputs, ground(seen))


def test_each_input_is_moved_alone_and_the_widest_stands_first():
    assert swings(Inputs(KNOWN)) == (
        Swing("LinkedIn", Input.CPM, 10, 60, 700, 1_700),  # 500 + 20 × 10, 500 + 20 × 60
        Swing("Instagram", Input.CPM, 4, 8, 1_000, 1_400),
        Swing("LinkedIn", Input.GROWTH, -0.1, 0.1, pytest.approx(1_040), pytest.approx(1_160)),
        Swing("Instagram", Input.GROWTH, -0.1, 0.1, pytest.approx(1_050), pytest.approx(1_150)),
    )


def test_growth_swings_around_what_is_tried():
    found = [one for one in swings(Inputs(cpms(Instagram=5), {"Instagram": 0.5})) if one.what is Input.GROWTH]

    assert [(one.at_low, one.at_high) for one in found] == [(0.4, 0.6)]
    assert (found[0].low, found[0].high) == (pytest.approx(700), pytest.approx(800))  # 100 × 1.4 × 5, 100 × 1.6 × 5


def test_growth_never_swings_below_nothing():
    found = [one for one in swings(Inputs(cpms(Instagram=5), {"Instagram": -0.95})) if one.what is Input.GROWTH]

    assert (found[0].at_low, found[0].low) == (-1, 0)


def test_without_a_cpm_nothing_moves():
    assert swings(Inputs({})) == ()


@given(st.floats(0, 1_000), st.floats(0, 1_000), st.floats(-0.9, 3))
def test_an_end_is_what_the_estimate_gives_with_that_input(low, more, grows):
    inputs = Inputs({**KNOWN, "Instagram": cpm("Instagram", low + more, low, low + 2 * more)}, {"LinkedIn": grows})

    for one in swings(inputs):
        tried = (
            Inputs({**inputs.cpms, one.channel: cpm(one.channel, one.at_high)}, inputs.growth)
            if one.what is Input.CPM
            else Inputs(inputs.cpms, {**inputs.growth, one.channel: one.at_high})
        )
        assert lab.estimate(tried, ground()).cost.base == pytest.approx(one.high)
