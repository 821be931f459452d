from datetime import date

import pytest

from kpi import cost
from kpi.choice import Scope
from kpi.cost import Provenance
from kpi.errors import KpiError
from tests.builders import OCTOBER, SEPTEMBER, ask, day, days, facts, period, span

AS_OF = date(2026, 10, 31)


def ads(first, last, spend, seen, **more: object):
    more = {"channel": "Meta", "currency": "EUR", "paid": "paid", **more}
    return period(first, last, spend=spend, ad_impressions=seen, **more)


def test_a_cpm_is_for_a_thousand_impressions():
    known = facts(ads("2026-10-01", "2026-10-31", 6, 1_000))

    assert cost.cpms(known, AS_OF)["Instagram"].base == 6.0


def test_a_cpm_is_total_spend_by_total_impressions_and_no_mean_of_months():
    known = facts(ads("2026-09-01", "2026-09-30", 10, 1_000), ads("2026-10-01", "2026-10-31", 10, 9_000))

    found = cost.cpms(known, AS_OF)["Instagram"]

    assert found.base == 2.0
    assert (found.low, found.high) == (pytest.approx(10 / 9), 10.0)
    assert found.provenance is Provenance.COMPUTED
    assert found.says == "Meta ads, 1 Sep – 31 Oct 2026: 20.00 for 10,000 impressions"


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


def test_a_period_that_holds_no_whole_month_gives_a_cpm_without_a_range():
    known = facts(ads("2026-09-26", "2026-10-25", 6, 1_000))

    found = cost.cpms(known, AS_OF)["Instagram"]

    assert (found.low, found.base, found.high) == (6.0, 6.0, 6.0)


def test_only_the_twelve_months_before_count():
    known = facts(ads("2025-10-01", "2025-10-31", 90, 1_000), ads("2025-11-01", "2025-11-30", 5, 1_000))

    assert cost.cpms(known, AS_OF)["Instagram"].base == 5.0


def test_ads_in_two_currencies_give_no_cpm():
    known = facts(ads("2026-09-01", "2026-09-30", 5, 1_000), ads("2026-10-01", "2026-10-31", 5, 1_000, currency="USD"))

    assert cost.cpms(known, AS_OF) == {}


def test_only_ads_of_the_same_network_count():
    known = facts(ads("2026-10-01", "2026-10-31", 5, 1_000, channel="LinkedIn Ads"))

    assert set(cost.cpms(known, AS_OF)) == {"LinkedIn"}


def test_ads_that_nobody_saw_give_no_cpm():
    assert cost.cpms(facts(ads("2026-10-01", "2026-10-31", 5, 0)), AS_OF) == {}


def test_a_typed_cpm_without_a_range_spans_thirty_per_cent_and_says_that_this_is_an_assumption():
    found = cost.typed("X", 10.0)

    assert (found.low, found.base, found.high) == (7.0, 10.0, 13.0)
    assert "assumption" in found.says
    assert "assumption" not in cost.typed("X", 10.0, low=9.0, high=11.0).says


@pytest.mark.parametrize(("low", "high"), [(11.0, 12.0), (8.0, 9.0), (-1.0, 12.0)])
def test_a_cpm_outside_its_own_range_is_refused(low, high):
    with pytest.raises(KpiError, match="X: the CPM should lie"):
        cost.typed("X", 10.0, low=low, high=high)


def a_month():
    return facts(
        *days(OCTOBER, impressions=1_000),
        *days(OCTOBER, channel="TikTok", impressions=3_000),
        *days(OCTOBER, channel="X", impressions=1_000),
    )


def priced(**base: float):
    return {name: cost.typed(name, value, currency="EUR") for name, value in base.items()}


def test_organic_impressions_are_priced_by_the_thousand_within_each_channel():
    found = cost.weighted_cost(a_month(), priced(Instagram=10.0, TikTok=5.0), scope=Scope(), period=OCTOBER)

    assert found.base == 31 * 10 + 31 * 3 * 5
    assert (found.low, found.high) == (pytest.approx(found.base * 0.7), pytest.approx(found.base * 1.3))
    assert found.currency == "EUR"
    assert found.by_channel["channel"].tolist() == ["TikTok", "Instagram"]
    assert found.by_channel["impressions"].tolist() == [93_000, 31_000]


def test_a_channel_without_a_cpm_is_named_and_what_is_covered_is_said():
    found = cost.weighted_cost(a_month(), priced(Instagram=10.0, TikTok=5.0), scope=Scope(), period=OCTOBER)

    assert found.without_cpm == ("X",)
    assert found.covered == 0.8


def test_the_cost_is_that_of_the_kpi():
    known = priced(Instagram=10.0, TikTok=5.0)

    found = cost.weighted_cost(a_month(), known, scope=Scope(), period=OCTOBER)

    assert found.base == ask("weighted_cost", a_month(), assumptions={"cpm": cost.base(known)}).value


def test_cpms_in_two_currencies_are_not_added():
    mixed = {**priced(Instagram=10.0), "TikTok": cost.typed("TikTok", 5.0, currency="USD")}

    with pytest.raises(KpiError, match="EUR and USD"):
        cost.weighted_cost(a_month(), mixed, scope=Scope(), period=OCTOBER)


def test_without_impressions_or_without_a_cpm_there_is_no_cost():
    nothing = cost.weighted_cost(facts(day("2026-10-01", reach=1)), priced(X=1.0), scope=Scope(), period=OCTOBER)
    unpriced = cost.weighted_cost(a_month(), {}, scope=Scope(), period=OCTOBER)

    assert (nothing.base, nothing.covered) == (None, 0.0)
    assert (unpriced.base, unpriced.without_cpm) == (None, ("Instagram", "TikTok", "X"))


def test_the_cost_is_of_the_days_that_all_channels_know():
    known = facts(
        *days(OCTOBER, impressions=1_000), *days(span("2026-10-01", "2026-10-29"), channel="X", impressions=1_000)
    )

    found = cost.weighted_cost(known, priced(Instagram=1.0, X=1.0), scope=Scope(), period=OCTOBER)

    assert found.period == span("2026-10-01", "2026-10-29")
    assert found.base == 58


def test_a_comparison_holds_the_cpm_constant():
    known = facts(*days(SEPTEMBER, impressions=1_000), *days(OCTOBER, impressions=1_000))

    answer = ask("weighted_cost", known, OCTOBER, SEPTEMBER, assumptions={"cpm": {"Instagram": 7.0}})

    assert answer.change == pytest.approx(1 / 30)
    assert answer.per_day == pytest.approx(0)
