import pytest

from kpi import cost
from kpi.choice import Scope
from kpi.errors import KpiError
from tests.builders import OCTOBER, SEPTEMBER, ask, day, days, facts, span
from tests.cost.builders import ads


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


def test_one_cpm_for_all_channels_would_be_another_sum():
    found = cost.weighted_cost(a_month(), priced(Instagram=10.0, TikTok=5.0), scope=Scope(), period=OCTOBER)
    blended = cost.weighted_cost(a_month(), priced(Instagram=7.5, TikTok=7.5), scope=Scope(), period=OCTOBER)

    assert found.base == 775  # 31 × 10 + 93 × 5
    assert blended.base == 930  # 124 × 7.5


def test_a_cpm_is_never_taken_for_the_price_of_one_impression():
    found = cost.weighted_cost(
        facts(day("2026-10-01", impressions=20_000)),
        priced(Instagram=2.45),
        scope=Scope(),
        period=span("2026-10-01", "2026-10-01"),
    )

    assert found.base == 49  # without the division by a thousand it would be 49,000


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


def test_mixed_currencies_are_refused_with_the_channels_of_each_and_a_way_out():
    mixed = {**priced(Instagram=10.0, TikTok=3.0), "X": cost.typed("X", 5.0, currency="USD")}

    with pytest.raises(KpiError, match=r"EUR: Instagram, TikTok; USD: X.*type a CPM in EUR for X, or"):
        cost.weighted_cost(a_month(), mixed, scope=Scope(), period=OCTOBER)


def test_a_cpm_in_another_currency_is_no_matter_where_its_channel_is_not_shown():
    mixed = {**priced(Instagram=10.0), "TikTok": cost.typed("TikTok", 5.0, currency="USD")}

    found = cost.weighted_cost(a_month(), mixed, scope=Scope(("Instagram",)), period=OCTOBER)

    assert (found.base, found.currency) == (310, "EUR")


def test_only_the_cpms_of_channels_that_are_shown_have_to_be_in_one_currency():
    mixed = {**priced(Instagram=10.0), "TikTok": cost.typed("TikTok", 5.0, currency="USD")}

    assert set(cost.addable(mixed, ["Instagram", "Threads"])) == {"Instagram"}
    with pytest.raises(KpiError, match="EUR and USD"):
        cost.addable(mixed, ["Instagram", "TikTok"])


def test_a_cpm_of_no_stated_currency_is_named_beside_others():
    found = cost.weighted_cost(
        a_month(), {**priced(Instagram=10.0), "X": cost.typed("X", 5.0)}, scope=Scope(), period=OCTOBER
    )

    assert "X: the CPM states no currency and counts as EUR" in found.marks


def test_what_is_no_impression_is_priced_like_one_and_named():
    known = facts(
        *days(span("2026-10-01", "2026-10-09"), impressions=1_000, basis="impressions"),
        *days(span("2026-10-10", "2026-10-31"), impressions=1_000, basis="views"),
        *days(OCTOBER, channel="TikTok", impressions=1_000, basis="views"),
        *days(OCTOBER, channel="X", impressions=1_000, basis="impressions"),
        *days(OCTOBER, channel="Threads", impressions=1_000, basis="views"),
    )

    found = cost.weighted_cost(known, priced(Instagram=1.0, TikTok=1.0, X=1.0), scope=Scope(), period=OCTOBER)

    assert [mark for mark in found.marks if "priced" in mark] == [
        "Instagram: the file counts impressions and views, which are priced like impressions",
        "TikTok: the file counts views, which are priced like impressions",
    ]
    card = ask("weighted_cost", known, assumptions={"cpm": {"Instagram": 1.0, "TikTok": 1.0, "X": 1.0}})
    assert {mark for mark in card.marks if "priced" in mark} == {mark for mark in found.marks if "priced" in mark}
    assert not [mark for mark in ask("impressions", known).marks if "priced" in mark]


def test_what_does_not_tell_organic_from_boosted_is_named():
    known = facts(*days(OCTOBER, impressions=1_000, paid="mixed"))

    found = cost.weighted_cost(known, priced(Instagram=1.0), scope=Scope(), period=OCTOBER)

    assert "Instagram: the export does not tell organic from boosted" in found.marks


def test_paid_impressions_have_no_weighted_cost():
    known = facts(*days(OCTOBER, impressions=1_000, paid="organic"), ads("2026-10-01", "2026-10-31", 6, 500_000))

    found = cost.weighted_cost(known, priced(Instagram=1.0), scope=Scope(), period=OCTOBER)

    assert found.base == 31


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
