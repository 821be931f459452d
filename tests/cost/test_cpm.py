from dataclasses import replace
from datetime import date

import pytest

from kpi import cost
from kpi.catalogue.benchmarks import BENCHMARKS, Benchmark
from kpi.catalogue.channels import CHANNELS
from kpi.cost import Provenance
from kpi.errors import KpiError
from tests.builders import OCTOBER, days, facts, span
from tests.cost.builders import ads

AS_OF = date(2026, 10, 31)


def test_a_cpm_is_for_a_thousand_impressions():
    known = facts(ads("2026-10-01", "2026-10-31", 6, 1_000))

    assert cost.cpms(known, AS_OF)["Instagram"].base == 6.0


def test_a_cpm_is_total_spend_by_total_impressions_and_no_mean_of_months():
    known = facts(ads("2026-09-01", "2026-09-30", 10, 1_000), ads("2026-10-01", "2026-10-31", 10, 9_000))

    found = cost.cpms(known, AS_OF)["Instagram"]

    assert found.base == 2.0
    assert (found.low, found.high) == (pytest.approx(10 / 9), 10.0)
    assert found.provenance is Provenance.COMPUTED
    assert found.says == (
        "Meta ads, 1 Sep – 31 Oct 2026: 20.00 for 10,000 impressions; low and high are its cheapest and dearest month"
    )


def test_the_campaigns_of_a_month_are_added():
    known = facts(
        ads("2026-10-01", "2026-10-31", 10, 1_000, key="a"), ads("2026-10-01", "2026-10-31", 30, 3_000, key="b")
    )

    assert cost.cpms(known, AS_OF)["Facebook"].base == 10.0


def test_a_report_by_month_and_one_by_quarter_of_the_same_ads_are_not_added():
    known = facts(
        ads("2026-07-01", "2026-09-30", 300, 10_000),
        ads("2026-09-01", "2026-09-30", 10, 1_000),
        ads("2026-10-01", "2026-10-31", 100, 10_000),
    )

    assert cost.cpms(known, AS_OF)["Instagram"].base == 20.0


def test_two_ad_accounts_of_one_network_are_added_whatever_their_steps():
    known = facts(
        ads("2026-10-01", "2026-10-31", 10, 1_000, account="a"),
        *[
            one | {"grain": "day"}
            for one in days(OCTOBER, channel="Meta", account="b", currency="EUR", spend=1, ad_impressions=1_000)
        ],
    )

    assert cost.cpms(known, AS_OF)["Instagram"].base == pytest.approx(1_000 * 41 / 32_000)


def test_a_period_that_holds_no_whole_month_gives_a_cpm_whose_range_is_an_assumption():
    known = facts(ads("2026-09-26", "2026-10-25", 6, 1_000))

    found = cost.cpms(known, AS_OF)["Instagram"]

    assert (found.low, found.base, found.high) == (pytest.approx(4.2), 6.0, pytest.approx(7.8))
    assert found.says.endswith("the range of ±30 % is an assumption")


def test_one_month_is_no_range_and_two_are():
    one = cost.cpms(facts(ads("2026-10-01", "2026-10-31", 6, 1_000)), AS_OF)["Instagram"]
    two = facts(ads("2026-09-01", "2026-09-30", 6, 1_000), ads("2026-10-01", "2026-10-31", 6, 1_000))
    steady = cost.cpms(two, AS_OF)["Instagram"]

    assert (one.low, one.high) == (pytest.approx(4.2), pytest.approx(7.8))
    assert (steady.low, steady.high) == (6.0, 6.0)
    assert "assumption" not in steady.says


def test_a_computed_cpm_tells_that_of_each_quarter():
    known = facts(
        ads("2026-07-01", "2026-07-31", 10, 1_000),
        ads("2026-08-01", "2026-08-31", 20, 9_000),
        ads("2026-10-01", "2026-10-31", 40, 4_000),
    )

    assert cost.quarters(known, AS_OF, "Instagram") == ((span("2026-07-01", "2026-09-30"), 3.0), (OCTOBER, 10.0))
    assert (
        cost.cpms(known, AS_OF)["Instagram"].base == 5.0
    )  # 1,000 × 70 / 14,000; the mean of the quarters would be 6.5


def test_a_channel_without_ads_of_its_network_has_no_quarters():
    known = facts(ads("2026-10-01", "2026-10-31", 40, 4_000))

    assert cost.quarters(known, AS_OF, "LinkedIn") == cost.quarters(known, AS_OF, "Threads") == ()


def test_only_the_twelve_months_before_count():
    known = facts(ads("2025-10-01", "2025-10-31", 90, 1_000), ads("2025-11-01", "2025-11-30", 5, 1_000))

    assert cost.cpms(known, AS_OF)["Instagram"].base == 5.0


def test_ads_in_two_currencies_give_no_cpm():
    known = facts(ads("2026-09-01", "2026-09-30", 5, 1_000), ads("2026-10-01", "2026-10-31", 5, 1_000, currency="USD"))

    assert cost.cpms(known, AS_OF) == {}


def test_a_channel_without_a_computed_cpm_says_why():
    known = facts(
        ads("2026-09-01", "2026-09-30", 5, 1_000),
        ads("2026-10-01", "2026-10-31", 5, 1_000, currency="USD"),
        ads("2026-10-01", "2026-10-31", 5, 0, channel="LinkedIn Ads"),
        ads("2026-10-01", "2026-10-31", 5, 1_000, channel="TikTok Ads"),
    )

    found = cost.why_none(known, AS_OF)

    assert found["Instagram"] == found["Facebook"]
    assert found["Facebook"].startswith("Your Meta ads are in EUR and USD")
    assert found["LinkedIn"] == "Your LinkedIn ads export holds no impressions in the twelve months until 31 Oct 2026."
    assert found["X"] == "No export of X ads is loaded."
    assert "TikTok" not in found


def test_ads_of_which_some_state_no_currency_say_so():
    known = facts(ads("2026-09-01", "2026-09-30", 5, 1_000), ads("2026-10-01", "2026-10-31", 5, 1_000, currency=None))

    found = cost.cpms(known, AS_OF)["Instagram"]

    assert found.currency == "EUR"
    assert found.says.endswith("part of them state no currency and count as EUR")


def test_only_ads_of_the_same_network_count():
    known = facts(ads("2026-10-01", "2026-10-31", 5, 1_000, channel="LinkedIn Ads"))

    assert set(cost.cpms(known, AS_OF)) == {"LinkedIn"}


def test_ads_that_nobody_saw_give_no_cpm():
    assert cost.cpms(facts(ads("2026-10-01", "2026-10-31", 5, 0)), AS_OF) == {}


def test_ads_for_which_nobody_paid_tell_no_price_and_why():
    known = facts(ads("2025-03-01", "2025-03-31", 5, 1_000), ads("2026-10-01", "2026-10-31", 0, 1_000))

    assert cost.cpms(known, AS_OF) == {}
    assert cost.why_none(known, AS_OF)["Instagram"] == (
        "Your Meta ads export holds no spend in the twelve months until 31 Oct 2026."
    )


def test_a_typed_cpm_without_a_range_spans_thirty_per_cent_and_says_that_this_is_an_assumption():
    found = cost.typed("X", 10.0)

    assert (found.low, found.base, found.high) == (7.0, 10.0, 13.0)
    assert "assumption" in found.says
    assert "assumption" not in cost.typed("X", 10.0, low=9.0, high=11.0).says


def test_of_a_typed_range_with_one_end_the_other_is_thirty_per_cent_away():
    found = cost.typed("X", 10.0, high=11.0)

    assert (found.low, found.high) == (7.0, 11.0)
    assert "assumption" in found.says


def test_a_typed_cpm_says_who_typed_it_and_when():
    assert cost.typed("X", 4.0, low=4.0, high=4.0, by="Ana", at=AS_OF).says == "typed by Ana on 31 Oct 2026"


RANGE = Benchmark(("X",), 6.0, 15.0, "2025", "A trade magazine", "https://example.com", "US")


def test_the_base_of_a_benchmark_is_the_middle_of_its_range_and_named_so():
    found = cost.benchmark("X", RANGE, by="Ana", at=AS_OF)

    assert (found.low, found.base, found.high, found.currency) == (6.0, 10.5, 15.0, "USD")
    assert found.provenance is Provenance.BENCHMARK
    assert found.says == (
        "published by A trade magazine, 2025, US; its base is the middle of the range; taken by Ana on 31 Oct 2026"
    )


def test_a_single_published_figure_spans_thirty_per_cent_and_says_that_this_is_an_assumption():
    found = cost.benchmark("X", replace(RANGE, low=10.0, high=10.0))

    assert (found.low, found.base, found.high) == (7.0, 10.0, 13.0)
    assert "assumption" in found.says


@pytest.mark.parametrize("published", BENCHMARKS, ids=lambda one: f"{one.source} {one.channels[0]} {one.low}")
def test_every_benchmark_names_its_year_country_source_and_currency(published):
    assert set(published.channels) <= set(CHANNELS)
    assert published.link.startswith("https://")
    assert all((published.year, published.country, published.source, published.currency))
    assert cost.benchmark(published.channels[0], published).low > 0


def test_what_is_computed_deserves_more_trust_than_what_is_typed_and_that_more_than_a_benchmark():
    assert list(Provenance) == [Provenance.COMPUTED, Provenance.TYPED, Provenance.BENCHMARK]


def test_a_typed_cpm_counts_instead_of_a_computed_one_and_a_benchmark_gives_way_to_it():
    computed = cost.cpms(facts(ads("2026-10-01", "2026-10-31", 6, 1_000)), AS_OF)
    kept = [cost.typed("Instagram", 4.0), cost.benchmark("Facebook", RANGE), cost.benchmark("X", RANGE)]

    found = cost.in_force(computed, kept)

    assert {name: one.base for name, one in found.items()} == {"Instagram": 4.0, "Facebook": 6.0, "X": 10.5}
    assert cost.in_force(computed, [])["Instagram"].base == 6.0


@pytest.mark.parametrize(("low", "high"), [(11.0, 12.0), (8.0, 9.0), (-1.0, 12.0)])
def test_a_cpm_outside_its_own_range_is_refused(low, high):
    with pytest.raises(KpiError, match="X: the CPM should lie"):
        cost.typed("X", 10.0, low=low, high=high)
