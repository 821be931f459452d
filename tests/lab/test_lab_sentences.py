from dataclasses import replace

from kpi import lab
from kpi.cost import Effort
from kpi.lab import Inputs
from kpi.sentences import lab as says
from tests.builders import OCTOBER, SEPTEMBER
from tests.lab.builders import TWO, cpm, cpms, ground
from tests.lab.test_scenario import scenario

RANGED = {"Instagram": cpm("Instagram", 5, 2, 10), "LinkedIn": cpm("LinkedIn", 30, 20, 40)}


def answer(known=None, seen=None):
    return lab.estimate(Inputs(RANGED if known is None else known), ground(seen))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_the_cost_is_said_with_its_range_its_days_and_how_it_is_worked_out():
    assert plain(says.cost_says(answer(), ground())) == (
        "Between €600 and €1.80 K: what buying the 120 K organic impressions of October 2026 would have cost, "
        "impressions × CPM / 1,000 channel by channel."
    )
    assert says.cost_says(answer({}), ground()) == ""


def test_impressions_that_are_only_tried_are_never_told_as_those_of_the_days():
    grown = lab.estimate(Inputs(RANGED, {"Instagram": 0.2}), ground())

    assert "the 120 K organic impressions of October 2026, as 140 K with the growth that is tried, would" in plain(
        says.cost_says(grown, ground())
    )


def test_what_is_left_out_is_named_with_the_share_that_is_covered():
    assert plain(says.left_out_says(answer(cpms(Instagram=5)))) == (
        "Without a CPM and left out: LinkedIn. It covers 83 % of the impressions."
    )
    assert says.left_out_says(answer()) == ""


def test_the_input_that_moves_the_cost_most_is_named():
    swings = lab.tornado(answer(), Inputs(RANGED), ground())

    assert plain(says.sensitivity_says(swings, answer())) == (
        "The CPM of Instagram moves it most: −€300 to +€500. One more of the CPM of Instagram adds €100.00; "
        "growth is moved by 10 points."
    )


def test_the_break_even_says_that_all_cpms_are_scaled_alike():
    found = lab.break_even(answer(), 2_200)

    assert plain(says.break_even_says(found, "EUR", of="October 2026")) == (
        "It equals the team's effort of €2,200.00 (October 2026) at a CPM of €18.33 on average instead of €9.17: "
        "every CPM × 2, all scaled alike."
    )
    assert says.alone_says(found, "EUR") == [
        "Instagram alone: €16.00 instead of €5.00", "LinkedIn alone: €85.00 instead of €30.00"
    ]  # fmt: skip
    assert says.alone_says(lab.break_even(answer(), 550), "EUR") == [
        "LinkedIn alone: €2.50 instead of €30.00", "Instagram alone: no CPM does it"
    ]  # fmt: skip
    assert says.alone_says(lab.break_even(answer(), 400), "EUR") == ["Instagram or LinkedIn alone: no CPM does it"]


def test_an_effort_in_another_currency_is_not_held_against_the_cost():
    assert says.no_break_even_says(Effort(100, "USD", OCTOBER), "EUR") == (
        "The team's effort is kept in USD and the CPMs are in EUR: nothing is converted, so no break-even is told."
    )


def test_a_small_factor_is_not_rounded_to_nothing():
    assert "every CPM × 0.000909, all" in says.break_even_says(lab.break_even(answer(), 1), "EUR", of="typed here")


def test_the_impressions_needed_are_said_with_their_mix():
    needed = lab.impressions_needed(answer(), 2_200)

    assert plain(says.needed_says(needed, 2_200, answer())) == (
        "To reach €2,200.00 it takes 240 K impressions instead of 120 K (147 K at the high CPMs, 440 K at the low "
        "ones), at the present mix: Instagram 200 K, LinkedIn 40.0 K."
    )


def test_at_a_cpm_of_zero_no_number_of_impressions_is_enough():
    free = answer({"Instagram": cpm("Instagram", 0, 0, 10)})
    cheap = answer({"Instagram": cpm("Instagram", 5, 0, 10)})

    assert says.needed_says(lab.impressions_needed(free, 500), 500, free) == (
        "No number of impressions comes to €500.00 at a CPM of zero."
    )
    assert "no number at the low ones" in says.needed_says(lab.impressions_needed(cheap, 500), 500, cheap)


def test_of_no_impressions_it_is_not_the_cpm_that_is_zero():
    inputs = lab.Inputs(cpms(Instagram=5), {"Instagram": -1.0})
    none_left = lab.estimate(inputs, ground({"Instagram": 1_000.0}))

    assert says.needed_says(lab.impressions_needed(none_left, 500), 500, none_left) == (
        "Of no impressions nothing comes to €500.00: the growth that is tried leaves none."
    )


def test_a_scenario_says_on_which_days_it_was_made_and_whether_they_changed_since():
    kept = scenario("as is", cpms(Instagram=5))

    assert says.made_on_says(kept, ground()) == "Made on October 2026. Its data have not changed since."
    assert plain(says.made_on_says(kept, ground({**TWO, "Instagram": 110_000.0}))) == (
        "Made on October 2026. The data changed since: 120 K impressions then, 130 K now. "
        "Its figure is the one it was kept with."
    )
    assert "spread otherwise" in says.made_on_says(kept, ground({"X": 120_000.0}))
    assert says.made_on_says(replace(kept, channels=("X",)), ground()).startswith("Made on October 2026, X only.")


def test_what_a_scenario_tries_is_said_by_channel():
    kept = scenario("more", cpms(Instagram=5, LinkedIn=30), {"Instagram": 0.2, "LinkedIn": -0.5})

    assert plain(says.inputs_say(kept)) == "Instagram €5.00, +20 %; LinkedIn €30.00, −50 %"
    assert says.inputs_say(scenario("none", {})) == "No CPM."


def difference(one, other):
    return plain(says.difference_says(one, other, lab.side_by_side(one, other)[0]))


def test_two_scenarios_are_told_apart_by_their_difference_and_their_days():
    first, second = scenario("as is", cpms(Instagram=5)), scenario("dearer", cpms(Instagram=7))
    before = replace(second, period=SEPTEMBER)

    assert difference(first, second) == "“dearer” comes to €200 more than “as is”."
    assert difference(second, first) == "“as is” comes to €200 less than “dearer”."
    assert difference(first, first) == "Both come to the same."
    assert difference(first, before).endswith("They are of other days: October 2026 and September 2026.")
    assert difference(first, scenario("none", {})) == "They cannot be compared: one of them has no CPM."
