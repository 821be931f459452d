import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi import lab
from kpi.lab import Bought, ChannelBreakEven, Inputs, Range
from tests.lab.builders import cpm, cpms, ground

RANGED = {"Instagram": cpm("Instagram", 5, 2, 10), "LinkedIn": cpm("LinkedIn", 30, 20, 40)}
AMOUNTS = st.floats(1, 1e7)


def answer(known=None, seen=None):
    return lab.estimate(Inputs(cpms(Instagram=5, LinkedIn=30) if known is None else known), ground(seen))


def test_one_factor_on_all_cpms_brings_the_cost_to_the_effort():
    found = lab.break_even(answer(), effort=2_200)

    assert found.factor == 2  # 1,100 now
    assert found.now == pytest.approx(1_100 / 120)
    assert found.cpm == pytest.approx(2_200 / 120)


def test_of_one_channel_the_cpm_is_asked_at_which_the_whole_equals_the_effort():
    found = lab.break_even(answer(), effort=2_200)

    assert found.by_channel == (
        ChannelBreakEven("Instagram", 5, pytest.approx(16)),  # (2,200 − 600) / 100
        ChannelBreakEven("LinkedIn", 30, pytest.approx(85)),  # (2,200 − 500) / 20
    )


def test_where_the_others_cost_more_than_the_effort_no_cpm_of_a_channel_does_it():
    found = lab.break_even(answer(), effort=550)

    assert [one.cpm for one in found.by_channel] == [None, pytest.approx(2.5)]


def test_a_channel_without_impressions_breaks_even_at_no_cpm():
    found = lab.break_even(answer(seen={"Instagram": 1_000.0, "LinkedIn": 0.0}), effort=10)

    assert [one.cpm for one in found.by_channel] == [10, None]


def test_what_has_no_price_breaks_even_nowhere():
    assert lab.break_even(answer({}), effort=100) is None
    assert lab.break_even(answer(cpms(Instagram=0)), effort=100) is None


def test_the_impressions_needed_keep_the_present_mix():
    found = lab.impressions_needed(answer(), 2_200)

    assert found == (Bought("Instagram", 200_000, 200_000, 200_000), Bought("LinkedIn", 40_000, 40_000, 40_000))


def test_at_the_low_cpms_the_most_impressions_are_needed():
    found = lab.impressions_needed(answer(RANGED), 1_800)  # 600 at the low end, 1,100 base, 1,800 at the high end

    assert found[0].low == 100_000
    assert found[0].base == pytest.approx(100_000 * 18 / 11)
    assert found[0].high == 300_000


def test_with_a_low_cpm_of_zero_no_number_of_impressions_is_enough():
    found = lab.impressions_needed(answer({"Instagram": cpm("Instagram", 5, 0, 10)}), 500)

    assert found == (Bought("Instagram", 50_000, 100_000, None),)


def test_without_a_cpm_nobody_knows_how_many_impressions_are_needed():
    assert lab.impressions_needed(answer({}), 100) == ()


def test_a_budget_buys_impressions_at_each_channels_cpm():
    found = lab.bought(answer(RANGED), 600)

    assert found == (
        Bought("Instagram", 60_000, 120_000, 300_000),  # 600 / 10, / 5, / 2, in thousands
        Bought("LinkedIn", 15_000, 20_000, 30_000),
    )


def test_impressions_cost_a_budget_at_each_channels_cpm():
    assert lab.priced(answer(RANGED), 60_000) == {
        "Instagram": Range(120, 300, 600),
        "LinkedIn": Range(1_200, 1_800, 2_400),
    }


@given(AMOUNTS)
def test_the_break_even_put_back_gives_the_effort(effort):
    found = lab.break_even(answer(), effort)

    scaled = answer({part.channel: cpm(part.channel, part.cpm.base * found.factor) for part in answer().parts})
    assert scaled.cost.base == pytest.approx(effort)
    for one in found.by_channel:
        if one.cpm is not None:
            alone = {**cpms(Instagram=5, LinkedIn=30), one.channel: cpm(one.channel, one.cpm)}
            assert answer(alone).cost.base == pytest.approx(effort)


@given(AMOUNTS)
def test_the_impressions_needed_put_back_give_the_amount(amount):
    needed = {one.channel: one.base for one in lab.impressions_needed(answer(RANGED), amount)}

    assert answer(RANGED, needed).cost.base == pytest.approx(amount)


@given(AMOUNTS)
def test_what_a_budget_buys_costs_the_budget(budget):
    for one in lab.bought(answer(RANGED), budget):
        assert lab.priced(answer(RANGED), one.base)[one.channel].base == pytest.approx(budget)
        assert lab.priced(answer(RANGED), one.low)[one.channel].high == pytest.approx(budget)
