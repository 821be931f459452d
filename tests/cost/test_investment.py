from dataclasses import replace
from datetime import date

import pytest

from kpi import cost
from kpi.cost import Effort, Monthly
from kpi.errors import KpiError
from tests.builders import OCTOBER, days, facts, sample_facts, span
from tests.cost.builders import ads

TYPED_ON = date(2026, 11, 3)
FROM_JULY = Monthly(date(2026, 7, 1), 2_000.0, "EUR", "Ana", TYPED_ON)
FROM_OCTOBER = replace(FROM_JULY, since=date(2026, 10, 1), amount=2_480.0)
OCTOBERS_ADS = ads("2026-10-01", "2026-10-31", 620, 100_000)


def visits(of=OCTOBER, **more: object):
    return days(of, channel="Web", **{"conversions": 2, **more})


def test_the_effort_of_whole_months_adds_what_each_of_them_costs():
    known = (FROM_JULY, FROM_OCTOBER)

    assert cost.effort_of(known, OCTOBER) == (Effort(2_480.0, "EUR", OCTOBER), "")
    assert cost.effort_of(known, span("2026-08-01", "2026-10-31"))[0].amount == 2_000 + 2_000 + 2_480


@pytest.mark.parametrize(("first", "last"), [("2026-10-01", "2026-10-15"), ("2026-09-16", "2026-10-15")])
def test_half_a_month_has_no_effort_of_its_own(first, last):
    effort, why_not = cost.effort_of((FROM_JULY,), span(first, last))

    assert effort is None
    assert "known by whole months" in why_not


def test_before_the_first_typed_month_the_effort_is_unknown_and_not_zero():
    assert cost.effort_of((FROM_OCTOBER,), span("2026-09-01", "2026-10-31")) == (
        None,
        "the team's work is known from October 2026 on",
    )
    assert cost.effort_of((), OCTOBER) == (None, "nobody typed what a month of the team's work costs")


def test_effort_in_two_currencies_is_not_added():
    known = (FROM_JULY, replace(FROM_OCTOBER, currency="USD"))

    effort, why_not = cost.effort_of(known, span("2026-09-01", "2026-10-31"))

    assert (effort, why_not) == (None, "the team's work is told in EUR and USD, and nothing is converted")
    assert cost.effort_of(known, OCTOBER)[0].currency == "USD"


@pytest.mark.parametrize("wrong", [{"amount": -1.0}, {"amount": float("nan")}, {"currency": ""}, {"since": TYPED_ON}])
def test_what_cannot_be_a_monthly_cost_is_refused(wrong):
    with pytest.raises(KpiError):
        replace(FROM_JULY, **wrong)


def test_what_a_month_costs_comes_back_from_the_settings_latest_first():
    kept = cost.monthly_as_json([FROM_JULY, FROM_OCTOBER])

    assert cost.monthly_from_json(kept) == (FROM_OCTOBER, FROM_JULY)


def test_the_cost_per_conversion_is_effort_and_spend_by_the_websites_conversions():
    found = cost.invested(facts(*visits(), OCTOBERS_ADS), (FROM_OCTOBER,), OCTOBER)

    assert found.per_conversion == 50  # (2,480 + 620) / 62
    assert (found.title, found.currency, found.why_not) == ("Cost per conversion", "EUR", "")
    assert (found.effort.amount, found.spend, found.conversions, found.revenue) == (2_480, 620, 62, None)
    assert found.says[0] == "Team's effort, October 2026: €2,480.00"
    assert found.says[-1] == "(€2,480.00 + €620.00) / 62 = €50.00"
    assert found.says[2] == "Conversions: 62 (all visitors of the website, not those from social alone)"


def test_revenue_stands_beside_and_has_no_say_in_the_cost():
    found = cost.invested(facts(*visits(revenue=100), OCTOBERS_ADS), (FROM_OCTOBER,), OCTOBER)

    assert (found.revenue, found.per_conversion) == (3_100, 50)


def test_ads_on_the_search_page_are_no_spend_on_social_media():
    search = ads("2026-10-01", "2026-10-31", 9_000, 1_000, channel="Google Ads")

    assert cost.invested(facts(*visits(), OCTOBERS_ADS, search), (FROM_OCTOBER,), OCTOBER).spend == 620


def test_without_an_ads_export_the_title_says_that_spend_is_left_out():
    found = cost.invested(facts(*visits()), (FROM_OCTOBER,), OCTOBER)

    assert (found.per_conversion, found.spend) == (40, None)  # 2,480 / 62
    assert found.title == "Cost per conversion, without ad spend"
    assert "Ad spend: not known, no ads export is loaded" in found.says


def test_spend_alone_is_never_shown_as_the_cost_of_a_conversion():
    found = cost.invested(facts(*visits(), OCTOBERS_ADS), (), OCTOBER)

    assert (found.per_conversion, found.spend) == (None, 620)
    assert found.why_not == "nobody typed what a month of the team's work costs"


def test_where_ads_are_loaded_but_not_those_of_the_month_the_cost_is_unknown():
    september = ads("2026-09-01", "2026-09-30", 500, 1_000)

    found = cost.invested(facts(*visits(), september), (FROM_OCTOBER,), OCTOBER)

    assert found.per_conversion is None
    assert found.why_not == "ad spend: the data end on 30 Sep 2026"


@pytest.mark.parametrize(
    ("known", "why_not"),
    [
        ([*visits(conversions=0)], "there are no conversions in October 2026 to divide by"),
        ([*visits(span("2026-10-01", "2026-10-20"))], "conversions: known until 20 Oct 2026 only"),
        ([*visits(conversions=None, sessions=5)], "conversions: not in your files"),
    ],
)
def test_without_conversions_over_all_days_there_is_no_cost_per_conversion(known, why_not):
    found = cost.invested(facts(*known, OCTOBERS_ADS), (FROM_OCTOBER,), OCTOBER)

    assert (found.per_conversion, found.why_not) == (None, why_not)


def test_conversions_that_lack_days_are_not_divided_by():
    gap = [*visits(span("2026-10-01", "2026-10-09")), *visits(span("2026-10-11", "2026-10-31"))]

    found = cost.invested(facts(*gap, OCTOBERS_ADS), (FROM_OCTOBER,), OCTOBER)

    assert found.why_not == "conversions: known on 30 of 31 days"


def test_effort_and_spend_in_two_currencies_are_refused_with_a_way_out():
    found = cost.invested(facts(*visits(), OCTOBERS_ADS), (replace(FROM_OCTOBER, currency="USD"),), OCTOBER)

    assert found.per_conversion is None
    assert found.why_not == (
        "the team's work is told in USD and the ads are in EUR, and nothing is converted: type the team's work in EUR"
    )


def test_ads_in_two_currencies_are_no_spend():
    dollars = ads("2026-10-01", "2026-10-31", 10, 1_000, channel="TikTok Ads", currency="USD")

    found = cost.invested(facts(*visits(), OCTOBERS_ADS, dollars), (FROM_OCTOBER,), OCTOBER)

    assert (found.spend, found.why_not) == (None, "the ads are in EUR and USD, and nothing is converted")


def test_half_a_month_has_no_cost_per_conversion():
    found = cost.invested(facts(*visits(), OCTOBERS_ADS), (FROM_OCTOBER,), span("2026-10-01", "2026-10-15"))

    assert found.per_conversion is None
    assert "known by whole months" in found.why_not


def test_ads_that_paused_for_days_say_on_how_many_they_are_known():
    some = [one | {"currency": "EUR"} for one in days(span("2026-10-01", "2026-10-31"), channel="Meta", spend=10)]

    found = cost.invested(facts(*visits(), *some[:9], *some[20:]), (FROM_OCTOBER,), OCTOBER)

    assert found.spend == 200
    assert found.says[1] == "Spend on ads of Meta: €200.00 (Meta: 20 of 31 days known)"


def spent_in(*weeks: tuple[str, str]):
    """Spend 70 in each of some weeks."""
    return cost.invested(facts(*visits(), *(ads(*week, 70, 1_000) for week in weeks)), (FROM_OCTOBER,), OCTOBER)


def test_spend_that_is_told_over_days_of_two_months_is_in_neither():
    within = ("2026-10-05", "2026-10-11"), ("2026-10-12", "2026-10-18"), ("2026-10-19", "2026-10-25")

    found = spent_in(("2026-09-28", "2026-10-04"), *within, ("2026-10-26", "2026-10-31"))

    assert (found.spend, found.per_conversion) == (None, None)
    assert found.why_not == "ad spend of Meta: told over 28 Sep – 4 Oct 2026 as one"
    assert spent_in(("2026-09-21", "2026-09-30"), *within, ("2026-10-26", "2026-10-31")).spend == 280


def test_a_quarter_beside_its_months_keeps_no_month_from_being_known():
    assert spent_in(("2026-07-01", "2026-12-31"), ("2026-10-01", "2026-10-31")).spend == 70


def test_spend_that_is_known_from_the_middle_of_a_month_is_not_that_of_the_month():
    found = spent_in(("2026-10-16", "2026-10-31"))

    assert (found.spend, found.per_conversion) == (None, None)
    assert found.why_not == "ad spend of Meta: known from 16 Oct 2026 on only"


def test_a_file_that_asks_for_the_whole_month_knows_that_no_ads_ran_at_its_start():
    some = [one | {"currency": "EUR"} for one in days(span("2026-10-16", "2026-10-31"), channel="Meta", spend=10)]
    known = facts(*visits(), *(one | {"covers_from": "2026-10-01", "covers_until": "2026-10-31"} for one in some))

    assert cost.invested(known, (FROM_OCTOBER,), OCTOBER).spend == 160


def test_of_two_networks_both_spends_count():
    also = ads("2026-10-01", "2026-10-31", 310, 1_000, channel="LinkedIn Ads")

    found = cost.invested(facts(*visits(), OCTOBERS_ADS, also), (FROM_OCTOBER,), OCTOBER)

    assert found.per_conversion == 55  # (2,480 + 620 + 310) / 62
    assert "Spend on ads of LinkedIn and Meta: €930.00" in found.says


def test_a_network_whose_ads_end_early_leaves_the_spend_unknown():
    early = ads("2026-09-01", "2026-09-30", 310, 1_000, channel="LinkedIn Ads")

    found = cost.invested(facts(*visits(), OCTOBERS_ADS, early), (FROM_OCTOBER,), OCTOBER)

    assert (found.spend, found.per_conversion) == (None, None)
    assert found.why_not.startswith("ad spend of LinkedIn Ads: its data end on 30 Sep")


def test_the_sample_brands_october_costs_what_its_files_say():
    found = cost.invested(sample_facts(), (FROM_JULY,), OCTOBER)

    assert (found.spend, found.conversions) == (pytest.approx(2_921.43), 169)
    assert found.per_conversion == pytest.approx(29.12, abs=0.005)  # (2,000 + 2,921.43) / 169
