"""Ratings, share of voice, the weighted cost."""

import pytest

from kpi import cost
from kpi.choice import Scope
from kpi.measure import breaks
from tests.builders import OCTOBER, SEPTEMBER, ask, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of, read

FIRST_DAYS = ["2026-09-01", "2026-10-01"]


def test_new_ratings_are_a_flow_and_lifetime_ones_are_never_mixed_in(tmp_path):
    header = ("Date", "Package Name", "Daily Average Rating", "Total Average Rating")
    lifetime = f.csv("ratings_overview.csv", header, f.daily(BOTH, "org.velmora", "NA", 4.75))

    known = facts_of(tmp_path, f.trustpilot(("2026-09-01", 1), ("2026-10-05", 4), ("2026-10-31", 3)), lifetime)
    answer = ask("average_rating", known)

    assert (ask("ratings", known).value, answer.value) == (2, 3.5)
    assert answer.left_out == (("Google Play", "not in its files"),)
    assert ask("rating_lifetime", known).value == 4.75


def test_a_review_without_stars_is_in_neither_number(tmp_path):
    known = facts_of(tmp_path, f.trustpilot(("2026-10-01", 2), ("2026-10-05", ""), ("2026-10-31", 3)))

    assert (ask("ratings", known).value, ask("average_rating", known).value) == (2, 2.5)


def test_an_address_counts_once_for_each_brand_that_it_names(tmp_path):
    same = "2026-10-05 https://news.example/a"
    known = facts_of(
        tmp_path,
        f.mentions(OCTOBER, {"Velmora": [same, same, "2026-10-01"], "Rondell": [same, "2026-10-31"]}),
    )

    assert ask("share_of_voice", known).sums == (("mentions", 2), ("competitor_mentions", 2))


def test_a_changed_panel_restarts_the_trend(tmp_path):
    known = facts_of(
        tmp_path,
        f.mentions(BOTH, {"Velmora": FIRST_DAYS, "Rondell": FIRST_DAYS, "Kapriol": ["2026-10-09", "2026-10-31"]}),
    )

    answer = ask("share_of_voice", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.change) == (0.25, None)
    assert "the panel changed (Kapriol): the trend restarts, not compared" in answer.marks
    assert breaks(known, Scope(), ("mentions",))["label"].tolist() == ["Listening: Kapriol joins the panel"]


def test_the_brand_and_its_competitors_are_counted_on_the_same_days(tmp_path):
    known = facts_of(
        tmp_path,
        f.mentions(OCTOBER, {"Velmora": ["2026-10-01", "2026-10-20", "2026-10-31"]}),
        f.mentions(span("2026-10-01", "2026-10-15"), {"Rondell": ["2026-10-01", "2026-10-15"]}),
    )

    answer = ask("share_of_voice", known)

    assert answer.period == span("2026-10-01", "2026-10-15")
    assert answer.value == pytest.approx(1 / 3)  # over the whole month it would be three of five, or all of three


def meltwater(*said: tuple[str, str]) -> f.File:
    header = ("Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Input Name")
    rows = [(day, "H", f"https://press.example/{n}", "o", "h", "Daily", query) for n, (day, query) in enumerate(said)]
    return f.csv("Meltwater_2026-10-01_2026-10-31.csv", header, rows)


def test_one_listening_tool_counts_at_a_time(tmp_path):
    brandwatch = f.mentions(BOTH, {"Velmora": ["2026-09-01", "2026-10-01"], "Rondell": ["2026-09-01", "2026-10-31"]})
    other = meltwater(*[("05-Oct-2026 09:15AM", "Velmora")] * 3, ("06-Oct-2026 09:15AM", "Rondell"))

    known = facts_of(tmp_path, brandwatch, other)

    assert ask("share_of_voice", known).sums == (("mentions", 1), ("competitor_mentions", 1))
    assert known.held == (
        (
            "Meltwater_2026-10-01_2026-10-31.csv: 4 mentions of days that Brandwatch covers as well are not added: "
            "one listening tool counts at a time."
        ),
    )


def test_a_file_of_mentions_that_ends_on_a_round_number_warns(tmp_path):
    october = [f"2026-10-{1 + n % 31:02}" for n in range(5_000)]

    capped, whole = (
        read(tmp_path, f.mentions(OCTOBER, {"Velmora": days})).sheets[0].warnings for days in (october, october[:-1])
    )

    assert capped == [
        "It ends after exactly 5,000 rows, as cut-off exports do: if mentions are missing, export fewer days at a time."
    ]
    assert whole == []


def test_a_trend_restarts_where_another_listening_tool_begins(tmp_path):
    before = f.mentions(SEPTEMBER, {"Velmora": ["2026-09-01", "2026-09-09"], "Rondell": ["2026-09-01"]})
    now = meltwater(("01-Oct-2026 09:15AM", "Velmora"), ("01-Oct-2026 09:15AM", "Rondell"))

    known = facts_of(tmp_path, before, now)
    answer = ask("share_of_voice", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared, answer.change) == (0.5, pytest.approx(2 / 3), None)
    assert "Listening counts Meltwater now and Brandwatch then: not compared" in answer.marks
    assert breaks(known, Scope(), ("mentions",))["label"].tolist() == ["Listening: Brandwatch → Meltwater"]


def test_the_cost_is_worked_out_within_each_channel_and_added(tmp_path):
    known = facts_of(tmp_path, f.linkedin(BOTH, impressions=1_000), f.facebook_page(BOTH, impressions=2_000))

    answer = ask("weighted_cost", known, assumptions={"cpm": {"LinkedIn": 30.0, "Facebook": 5.0}})

    assert answer.value == 31 * 30 + 62 * 5  # the mean of the prices over all would be 1,628
    assert (answer.covered, answer.left_out) == (1, ())


def test_a_channel_without_a_price_is_left_out_named_and_lowers_what_is_covered(tmp_path):
    known = facts_of(tmp_path, f.linkedin(BOTH, impressions=180), f.facebook_page(BOTH, impressions=820))

    answer = ask("weighted_cost", known, OCTOBER, SEPTEMBER, assumptions={"cpm": {"Facebook": 5.0}})

    assert answer.value == pytest.approx(31 * 0.82 * 5)
    assert answer.covered == pytest.approx(0.82)
    assert answer.left_out == (("LinkedIn", "no CPM is known"),)
    assert answer.compared == pytest.approx(30 * 0.82 * 5)  # the same price and the same channels then


def test_the_price_is_that_of_twelve_months_of_the_networks_own_ads(tmp_path):
    long_ago, last_year = span("2025-10-01", "2025-10-31"), span("2025-11-01", "2025-11-30")
    search_ads = f.csv(
        "Campaign report.csv",
        ("Campaign", "Currency code", "Campaign type", "Clicks", "Impr.", "Cost"),
        [("Brand", "EUR", "Search", 9, "1,000", "900")],
        above=[["Campaign report"], ["1 October 2026 - 31 October 2026"]],
    )
    ads = f.meta_ads((long_ago, 9_000, 1_000), (last_year, 100, 20_000), (OCTOBER, 140, 20_000))

    found = cost.cpms(facts_of(tmp_path, ads, search_ads), OCTOBER.end)

    assert sorted(found) == ["Facebook", "Instagram"]
    assert (found["Facebook"].base, found["Facebook"].low, found["Facebook"].high) == (6, 5, 7)  # 1,000 × 240 / 40,000
    assert found["Facebook"].currency == "EUR"


def test_prices_in_two_currencies_are_no_price(tmp_path):
    ads = (
        f.meta_ads((SEPTEMBER, 100, 20_000)),
        f.meta_ads((OCTOBER, 100, 20_000), currency="USD")._replace(name="b.xlsx"),
    )

    assert cost.cpms(facts_of(tmp_path, *ads), OCTOBER.end) == {}


def test_the_ctr_of_ads_never_feeds_organic_impressions(tmp_path):
    known = facts_of(tmp_path, f.meta_ads((OCTOBER, 100, 20_000)), f.linkedin(BOTH, impressions=by_month(1, 1)))

    assert ask("impressions", known).value == 31
