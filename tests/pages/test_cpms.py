"""The CPMs of the what-if page: where each comes from, what somebody types or takes, and the way back."""

from datetime import date

import pytest

from kpi.cost import CAVEAT, Provenance
from kpi.store import Assumption, NewFile
from kpi.targets.target import Target
from tests.builders import OCTOBER, TYPED_AT, Row, days, records
from tests.cost.builders import ads

PAGE = "what_if.py"


@pytest.fixture
def add(store, mine):
    """Add records to the workspace as a file of their own."""

    def added(*rows: Row) -> None:
        name = f"{len(store.files(mine.id))}.csv"
        new = NewFile(name, name.encode(), {"sheets": []}, records(*rows, file=name))
        store.add_files(mine.id, [new], uploaded_at=TYPED_AT)

    return added


@pytest.fixture
def kept(store, mine):
    """Give the CPMs that are kept, by channel."""
    return lambda: {one.channel: one for one in store.assumptions(mine.id)}


def said(page):
    assert not page.exception
    texts = [one.value for kind in (page.markdown, page.caption, page.error, page.info) for one in kind]
    return " ".join(texts).replace("\\", "").replace("\u00a0", " ")


def weighted(page):
    return next(one.value for one in page.metric if "organic" in one.label).replace("\u00a0", " ")


def opened(page, channel, *, after=None):
    """Open where a channel's CPM comes from, `after` something was done there; a test's popover closes every time."""
    page.session_state[f"source-{channel.lower()}"] = True
    (after or page).run()
    return page


def test_a_cpm_that_is_tried_counts_on_the_page_and_is_not_kept(visit, kept):
    page = visit(PAGE)

    page.number_input(key="cpm-instagram").set_value(8.0).run()

    assert weighted(page) == "24.80"  # 3,100 × 8 / 1,000, in no currency yet
    assert "Tried, not kept" in said(page)
    assert kept() == {}


def test_a_kept_cpm_has_its_author_day_and_currency(visit, kept):
    page = visit(PAGE)
    page.number_input(key="cpm-instagram").set_value(8.0).run()
    page.selectbox(key="currency").set_value("EUR").run()
    page.text_input(key="cpm-who").set_value("Ana").run()

    next(one for one in page.button if one.label == "Keep these CPMs").click().run()

    one = kept()["Instagram"]
    assert (one.value, one.currency, one.typed_by, one.low, one.high) == (8.0, "EUR", "Ana", None, None)
    assert one.provenance is Provenance.TYPED
    assert "Typed by you" in said(page)


def test_a_cpm_that_somebody_typed_meanwhile_is_said_and_replaced_only_when_it_is_kept_once_more(
    visit, store, mine, kept
):
    page = visit(PAGE)
    page.number_input(key="cpm-instagram").set_value(8.0).run()
    page.selectbox(key="currency").set_value("EUR").run()
    page.text_input(key="cpm-who").set_value("Ana").run()
    store.save_assumption(mine.id, Assumption("Instagram", 7.0, "EUR", "Ben", TYPED_AT))

    next(one for one in page.button if one.label == "Keep these CPMs").click().run()
    assert "Ben typed €7.00 for Instagram meanwhile." in page.warning[0].value.replace("\\", "")
    assert kept()["Instagram"].value == 7.0

    next(one for one in page.button if one.label == "Keep these CPMs").click().run()
    assert (kept()["Instagram"].value, kept()["Instagram"].typed_by) == (8.0, "Ana")


@pytest.mark.parametrize(
    ("code", "name", "problem"), [("EUR", "", "Say who types"), (None, "Ana", "Pick the currency")]
)
def test_a_cpm_of_nobody_or_of_no_currency_is_not_kept(visit, kept, code, name, problem):
    page = visit(PAGE)
    page.number_input(key="cpm-instagram").set_value(8.0).run()
    page.selectbox(key="currency").set_value(code).run()
    page.text_input(key="cpm-who").set_value(name).run()

    next(one for one in page.button if one.label == "Keep these CPMs").click().run()

    assert kept() == {}
    assert problem in said(page)


def test_low_and_high_can_be_typed_on_what_the_ads_tell(visit, add, kept):
    add(ads("2026-10-01", "2026-10-31", 6, 1_000))
    page = visit(PAGE)
    page.toggle(key="cpm-range").set_value(True).run()
    page.number_input(key="cpm-instagram-high").set_value(9.0).run()
    page.text_input(key="cpm-who").set_value("Ana").run()

    next(one for one in page.button if one.label == "Keep these CPMs").click().run()

    one = kept()["Instagram"]
    assert (one.value, one.low, one.high, one.currency) == (6.0, None, 9.0, "EUR")


def test_a_range_that_does_not_hold_its_base_is_said_and_nothing_is_tried(visit, add):
    add(ads("2026-10-01", "2026-10-31", 6, 1_000))
    page = visit(PAGE)
    page.toggle(key="cpm-range").set_value(True).run()

    page.number_input(key="cpm-instagram-high").set_value(5.0).run()

    assert "Instagram: the CPM should lie between its low and its high end" in said(page)
    assert weighted(page) == "€18.60"  # 3,100 × 6 / 1,000
    assert "Computed from your ads" in said(page)


def test_a_typed_cpm_counts_over_the_computed_one_until_it_is_taken_back_and_that_can_be_undone(
    visit, add, store, mine, kept
):
    add(ads("2026-10-01", "2026-10-31", 6, 1_000))
    store.save_assumption(mine.id, Assumption("Instagram", 4.0, "EUR", "Ana", TYPED_AT))
    page = opened(visit(PAGE), "Instagram")
    assert weighted(page) == "€12.40"
    assert "typed by Ana on 2 Nov 2026; the range of ±30 % is an assumption" in said(page)
    assert "Not counted: your ads export tells €6.00." in said(page)

    opened(page, "Instagram", after=page.button(key="back-Instagram").click())

    assert kept() == {}
    assert weighted(page) == "€18.60"
    assert "October 2026: €6.00" in said(page)

    opened(page, "Instagram", after=page.button(key="again-Instagram").click())

    assert kept()["Instagram"].value == 4.0


def test_a_benchmark_is_offered_with_its_source_and_counts_only_once_it_is_taken(visit, kept):
    page = opened(visit(PAGE), "Instagram")
    assert "No CPM known" in said(page)
    assert "What is published for Instagram runs from $6.00 to $15.00" in said(page)
    offered = page.selectbox(key="benchmark-Instagram")
    assert all(", " in option for option in offered.options)

    first = next(place for place, words in enumerate(offered.options) if "Prooflytics" in words)
    opened(page, "Instagram", after=offered.select_index(first))
    opened(page, "Instagram", after=page.text_input(key="benchmark-who-Instagram").set_value("Ana"))
    page.button(key="take-Instagram").click().run()

    one = kept()["Instagram"]
    assert (one.low, one.value, one.high, one.currency, one.typed_by) == (6.0, 10.5, 15.0, "USD", "Ana")
    assert (one.provenance, one.source) == (Provenance.BENCHMARK, "Prooflytics, 2025–26, country not stated")
    assert weighted(page) == "$32.55"  # 3,100 × 10.5 / 1,000
    assert "Benchmark range" in said(page)


def test_a_benchmark_in_dollars_is_not_offered_to_who_counts_in_euros_and_the_page_says_why(visit, add):
    add(
        *days(OCTOBER, channel="TikTok", impressions=100, account="velmora"),
        ads("2026-10-01", "2026-10-31", 6, 1_000),
    )

    page = opened(visit(PAGE), "TikTok")

    assert "Published ranges are in USD, and you count in EUR: nothing is converted" in said(page)
    assert not [one for one in page.selectbox if one.key == "benchmark-TikTok"]


def test_where_the_ads_tell_a_cpm_no_benchmark_is_offered(visit, add):
    add(ads("2026-10-01", "2026-10-31", 6, 1_000, currency="USD"))

    page = opened(visit(PAGE), "Instagram")

    assert not [one for one in page.selectbox if one.key == "benchmark-Instagram"]


def test_where_a_cpm_was_typed_no_benchmark_takes_its_place(visit, store, mine):
    store.save_assumption(mine.id, Assumption("Instagram", 4.0, "USD", "Ana", TYPED_AT))

    page = opened(visit(PAGE), "Instagram")

    assert page.button(key="back-Instagram").label == "Take it back"
    assert not [one for one in page.selectbox if one.key == "benchmark-Instagram"]


def test_a_taken_benchmark_gives_way_once_the_ads_tell_the_cpm(visit, add, store, mine):
    taken = Assumption("Instagram", 10.5, "USD", "Ana", TYPED_AT, 6.0, 15.0, Provenance.BENCHMARK, "A magazine")
    store.save_assumption(mine.id, taken)
    add(ads("2026-10-01", "2026-10-31", 6, 1_000, currency="USD"))

    page = visit(PAGE)

    assert weighted(page) == "$18.60"  # 3,100 × 6 / 1,000
    assert "Computed from your ads" in said(page)


def test_ads_in_two_currencies_give_no_cpm_and_the_page_says_so(visit, add):
    add(ads("2026-10-01", "2026-10-31", 6, 1_000), ads("2026-09-01", "2026-09-30", 6, 1_000, currency="USD"))

    page = opened(visit(PAGE), "Instagram")

    assert "Your Meta ads are in EUR and USD, which nobody may add up" in said(page)
    assert "Your numbers are in EUR and USD. Nothing is converted" in said(page)


def test_two_currencies_are_added_on_no_page(visit, add, store, mine):
    add(*days(OCTOBER, channel="TikTok", impressions=100, account="velmora"))
    for channel, code in (("Instagram", "EUR"), ("TikTok", "USD")):
        store.save_assumption(mine.id, Assumption(channel, 4.0, code, "Ana", TYPED_AT))

    tried, shown = visit(PAGE), visit("objectives.py", objective="ceo")

    assert "EUR: Instagram; USD: TikTok" in said(tried)
    assert "Weighted cost of organic impressions · The CPMs are in EUR and USD" in said(shown)
    assert [one.label for one in shown.metric if "Weighted" in one.label] == []


def test_wherever_the_cost_goes_it_is_said_that_it_is_no_value(visit, store, mine):
    store.save_assumption(mine.id, Assumption("Instagram", 8.0, "EUR", "Ana", TYPED_AT))
    about = (), (), OCTOBER.start, date(2026, 12, 31)
    store.save_target(mine.id, Target("t", "weighted_cost", *about, None, 90.0, "Ana", "Why.", TYPED_AT, TYPED_AT))

    card = visit("objectives.py", objective="ceo")
    assert CAVEAT in said(card)
    assert CAVEAT not in said(visit("objectives.py", objective="awareness"))
    receipt = card.button(key="receipt-weighted_cost").click().run()
    assert said(receipt).count(CAVEAT) == 2
    assert CAVEAT in said(visit("targets.py").button(key="open-t").click().run())
