import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi import cost, lab
from kpi.choice import Scope
from kpi.errors import KpiError
from kpi.lab import Inputs, Range
from tests.builders import OCTOBER, days, facts, span
from tests.lab.builders import cpm, cpms, ground

AMOUNTS = st.floats(0, 1e9)
PRICES = st.floats(0, 1_000)
GROWTHS = st.floats(-1, 3)
CHANNELS = ("Instagram", "LinkedIn", "X")
TRIED = st.fixed_dictionaries({name: st.tuples(AMOUNTS, PRICES, GROWTHS) for name in CHANNELS})


def of(tried):
    """Estimate what is tried by channel: impressions, CPM, growth."""
    inputs = Inputs({name: cpm(name, price, price * 0.5, price * 2) for name, (_, price, _) in tried.items()},
                    {name: grows for name, (_, _, grows) in tried.items()})  # fmt: skip
    return lab.estimate(inputs, ground({name: seen for name, (seen, _, _) in tried.items()}))


def test_impressions_cost_their_thousands_times_the_cpm():
    answer = lab.estimate(Inputs(cpms(Instagram=5, LinkedIn=30)), ground())

    assert answer.cost == Range(1_100, 1_100, 1_100)  # 100 × 5 + 20 × 30; without ÷ 1000 it would be 1,100,000
    assert [(part.channel, part.cost.base) for part in answer.parts] == [("Instagram", 500), ("LinkedIn", 600)]


def test_each_channel_has_its_own_cpm_and_none_is_blended_over_all():
    answer = lab.estimate(Inputs(cpms(Instagram=5, LinkedIn=30)), ground())

    assert answer.cost.base == 1_100  # the mean CPM of 17.50 on all 120,000 would give 2,100


def test_the_low_ends_stand_together_and_so_do_the_high_ones():
    known = {"Instagram": cpm("Instagram", 5, 2, 9), "LinkedIn": cpm("LinkedIn", 30, 10, 60)}

    assert lab.estimate(Inputs(known), ground()).cost == Range(400, 1_100, 2_100)


def test_a_channel_grows_by_its_own_rate():
    answer = lab.estimate(Inputs(cpms(Instagram=5, LinkedIn=30), {"Instagram": 0.2, "LinkedIn": -0.5}), ground())

    assert answer.cost.base == 900  # 120 × 5 + 10 × 30
    assert answer.impressions == 130_000


def test_a_channel_without_a_cpm_is_left_out_and_named_with_the_share_that_is_covered():
    answer = lab.estimate(Inputs(cpms(Instagram=5)), ground())

    assert answer.cost.base == 500
    assert answer.without_cpm == ("LinkedIn",)
    assert answer.covered == pytest.approx(100 / 120)


def test_the_covered_share_is_that_after_growth():
    answer = lab.estimate(Inputs(cpms(Instagram=5), {"LinkedIn": 4.0}), ground())

    assert answer.covered == 0.5


def test_without_any_cpm_the_cost_is_unknown_and_not_zero():
    answer = lab.estimate(Inputs({}), ground())

    assert answer.cost is None
    assert answer.covered == 0
    assert answer.without_cpm == ("Instagram", "LinkedIn")


def test_no_impressions_at_all_are_covered_by_no_share():
    assert lab.estimate(Inputs(cpms(Instagram=5)), ground({})).covered is None
    assert lab.estimate(Inputs(cpms(Instagram=5)), ground({"Instagram": 0.0})).covered is None


def test_a_cpm_of_a_channel_without_impressions_adds_nothing():
    assert lab.estimate(Inputs(cpms(Instagram=5, X=99)), ground()).cost.base == 500


def test_channels_stand_in_the_order_of_the_catalogue():
    answer = lab.estimate(
        Inputs(cpms(X=1, LinkedIn=1, Instagram=1)), ground({"X": 1.0, "LinkedIn": 1.0, "Instagram": 9.0})
    )

    assert [part.channel for part in answer.parts] == ["Instagram", "LinkedIn", "X"]


def test_two_currencies_are_refused_and_never_converted():
    known = {"Instagram": cpm("Instagram", 5), "LinkedIn": cpm("LinkedIn", 30, currency="USD")}

    with pytest.raises(KpiError, match=r"in EUR and USD .* nothing is converted"):
        lab.estimate(Inputs(known), ground())


def test_a_cpm_in_another_currency_that_counts_nowhere_does_no_harm():
    known = {"Instagram": cpm("Instagram", 5), "X": cpm("X", 30, currency="USD")}

    assert lab.estimate(Inputs(known), ground()).currency == "EUR"


@pytest.mark.parametrize("grows", [-1.01, float("nan"), float("inf")])
def test_impressions_cannot_shrink_below_nothing(grows):
    with pytest.raises(KpiError, match="X: impressions can shrink by 100 % at most"):
        Inputs({}, {"X": grows})


def test_the_ground_is_the_organic_impressions_of_each_channel_and_agrees_with_the_weighted_cost():
    known = facts(
        *days(OCTOBER, impressions=1_000), *days(OCTOBER, channel="X", impressions=10),
        *days(OCTOBER, channel="Meta", paid="paid", spend=1, ad_impressions=5_000, currency="EUR"),
    )  # fmt: skip
    prices = cpms(Instagram=4, X=2)

    stands_on = lab.ground(known, scope=Scope(), period=OCTOBER)
    answer = lab.estimate(Inputs(prices), stands_on)

    assert stands_on.impressions == {"Instagram": 31_000, "X": 310}
    assert answer.cost.base == pytest.approx(124.62)  # 31 × 4 + 0.31 × 2
    assert answer.cost.base == pytest.approx(cost.weighted_cost(known, prices, scope=Scope(), period=OCTOBER).base)


def test_a_channel_whose_data_end_long_before_is_left_out_of_the_ground_and_named():
    february = span("2026-02-01", "2026-02-28")
    known = facts(*days(OCTOBER, impressions=1_000), *days(february, channel="X", impressions=10))

    stands_on = lab.ground(known, scope=Scope(), period=OCTOBER)

    assert set(stands_on.impressions) == {"Instagram"}
    assert stands_on.marks == ("X is left out: its data end on 28 Feb 2026",)


@given(TRIED)
def test_the_parts_add_up_to_the_whole(tried):
    answer = of(tried)

    for end in ("low", "base", "high"):
        assert getattr(answer.cost, end) == pytest.approx(sum(getattr(part.cost, end) for part in answer.parts))


@given(TRIED, st.sampled_from(CHANNELS))
def test_one_more_of_a_cpm_costs_a_thousandth_of_the_impressions_more(tried, channel):
    seen, price, grows = tried[channel]

    dearer = of({**tried, channel: (seen, price + 1, grows)})

    more = seen * (1 + grows) / 1_000
    assert dearer.cost.base == pytest.approx(of(tried).cost.base + more, rel=1e-9, abs=1e-6)


@given(TRIED, st.floats(0, 1_000))
def test_it_is_linear_in_the_impressions(tried, times):
    scaled = of({name: (seen * times, *more) for name, (seen, *more) in tried.items()})

    assert scaled.cost.base == pytest.approx(of(tried).cost.base * times, rel=1e-9, abs=1e-6)
