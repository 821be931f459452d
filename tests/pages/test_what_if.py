"""The what-if lab as a page: what is tried is answered at once, and nothing is made up where nothing is known."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.cost import CAVEAT, Monthly, monthly_as_json, typed
from kpi.lab import Inputs, Scenario
from kpi.periods import Period
from kpi.store import Assumption, NewFile, open_store
from tests.builders import OCTOBER, TYPED_AT, days, records

PAGE = "what_if.py"
FIGURE = "Weighted cost of organic impressions"


@pytest.fixture
def priced(store, mine):
    """Keep a CPM of 10 for Instagram: its 3,100 impressions cost 31."""
    store.save_assumption(mine.id, Assumption("Instagram", 10.0, "EUR", "Ana", TYPED_AT, 5.0, 20.0))


def said(page):
    assert not page.exception
    texts = [one.value for kind in (page.markdown, page.caption, page.error, page.info) for one in kind]
    return " ".join(texts).replace("\\", "").replace("\u00a0", " ").replace("\u2060", "")


def figure(page):
    assert not page.exception
    return next(one.value for one in page.metric if one.label == FIGURE).replace("\u00a0", " ")


def click(page, label):
    next(one for one in page.button if one.label == label).click().run()
    return page


@pytest.mark.usefixtures("priced")
def test_growth_moves_the_figure_and_says_that_it_is_only_tried(visit):
    page = visit(PAGE)
    assert figure(page) == "€31.00"

    page.slider(key="growth-instagram").set_value(50).run()

    assert figure(page) == "€46.50"  # 4,650 × 10 / 1,000
    assert "Between €23.25 and €93.00: what buying the 3.10 K organic impressions of October 2026, as 4.65 K" in said(
        page
    )
    assert CAVEAT in said(page)


@pytest.mark.usefixtures("priced")
def test_an_effort_gives_the_break_even_and_a_budget_what_it_buys(visit):
    page = visit(PAGE)
    page.number_input(key="effort-here").set_value(62.0).run()
    page.number_input(key="budget").set_value(100.0).run()

    assert "effort of €62.00 (typed here) at a CPM of €20.00 on average instead of €10.00: every CPM × 2" in said(page)
    assert "| Instagram | 10.0 K (5.00 K to 20.0 K) |" in said(page)


@pytest.mark.usefixtures("priced")
def test_a_channel_without_a_cpm_has_no_growth_to_try(visit, store, mine):
    rows = records(*days(OCTOBER, impressions=10, channel="X"))
    store.add_files(mine.id, [NewFile("x.csv", b"x", {"sheets": []}, rows)], uploaded_at=TYPED_AT)

    page = visit(PAGE)

    assert [one.label for one in page.slider] == ["Growth of Instagram"]
    assert "Without a CPM and left out: X." in said(page)


@pytest.mark.usefixtures("priced")
def test_a_month_of_work_is_never_held_against_a_part_of_it(visit, store, mine):
    ten = Period(date(2026, 11, 1), date(2026, 11, 10))
    rows = records(*days(ten, impressions=1_000, account="velmora"))
    store.add_files(mine.id, [NewFile("november.csv", b"n", {"sheets": []}, rows)], uploaded_at=TYPED_AT)
    kept = Monthly(date(2026, 1, 1), 300.0, "EUR", "Ana", date(2026, 1, 1))
    store.change_settings(mine.id, {"effort": monthly_as_json([kept])})

    november = said(visit(PAGE, dates=(date(2026, 11, 1), date(2026, 11, 30))))
    october = said(visit(PAGE, dates=(OCTOBER.start, OCTOBER.end)))

    assert "impressions of 1–10 Nov 2026" in november
    assert "It equals the team's effort" not in november
    assert "It equals the team's effort of €300.00 (October 2026)" in october


def test_without_any_cpm_there_is_no_figure_and_no_zero(visit):
    page = visit(PAGE)

    assert FIGURE not in [one.label for one in page.metric]
    assert "Type a CPM" in said(page)


def test_what_came_of_it_stands_beside_the_cost_or_is_said_to_be_missing(visit, store, mine, priced):  # noqa: ARG001
    assert "Sessions and conversions of these days are not in your files" in said(visit(PAGE))

    rows = records(*days(OCTOBER, channel="Web", conversions=2))
    store.add_files(mine.id, [NewFile("web.csv", b"web", {"sheets": []}, rows)], uploaded_at=TYPED_AT)

    assert {"Conversions, all channels": "62"}.items() <= {one.label: one.value for one in visit(PAGE).metric}.items()


@pytest.mark.usefixtures("priced")
def test_what_came_of_it_names_its_days_where_they_are_not_those_of_the_cost(visit, store, mine):
    rows = records(*days(Period(OCTOBER.start, date(2026, 10, 10)), channel="Web", conversions=2))
    store.add_files(mine.id, [NewFile("web.csv", b"web", {"sheets": []}, rows)], uploaded_at=TYPED_AT)

    page = visit(PAGE, dates=(OCTOBER.start, OCTOBER.end))
    shown = {one.label: one.value for one in page.metric}

    assert {FIGURE: "€31.00", "Conversions, all channels": "20"}.items() <= shown.items()
    assert "1–10 Oct 2026" in [one.value for one in page.caption]


def test_days_without_impressions_say_so_with_a_way_out(visit):
    page = visit(PAGE, channels=["TikTok"])

    assert "No organic impressions of October 2026 are in your files." in said(page)


def test_an_empty_workspace_says_what_would_be_here(visit):
    empty = open_store("sqlite://")
    empty.create_workspace("Velmora")

    assert "What your organic impressions would have cost as ads would be here." in said(visit(PAGE, store=empty))


@pytest.fixture
def twice(store, mine):
    """Keep a scenario: October with twice the impressions."""
    cpms = {"Instagram": typed("Instagram", 10.0, low=5.0, high=20.0, currency="EUR")}
    told = ((), (), Inputs(cpms, {"Instagram": 1.0}), {"Instagram": 3_100.0}, "Ana", TYPED_AT)
    kept = Scenario("s1", "Twice", OCTOBER, OCTOBER.end, *told, {"growth-instagram": 100})
    store.save_scenario(mine.id, kept)
    return kept


@pytest.mark.usefixtures("priced", "twice")
def test_a_scenario_gives_its_figure_and_says_when_the_data_changed(visit, store, mine):
    page = visit(PAGE, scenarios=["s1"])
    assert {"Twice": "€62.00"}.items() <= {one.label: one.value for one in page.metric}.items()
    assert "Its data have not changed since." in said(page)

    rows = records(*days(OCTOBER, impressions=10, channel="X"))
    store.add_files(mine.id, [NewFile("x.csv", b"x", {"sheets": []}, rows)], uploaded_at=TYPED_AT)
    later = visit(PAGE, scenarios=["s1"])

    assert "The data changed since: 3.10 K impressions then, 3.41 K now." in said(later)
    assert {"Twice": "€62.00"}.items() <= {one.label: one.value for one in later.metric}.items()


@pytest.mark.usefixtures("priced", "twice")
def test_an_opened_scenario_fills_in_what_it_was_made_of(visit):
    page = click(visit(PAGE, scenarios=["s1"]), "Open again")

    assert figure(page) == "€62.00"
    assert page.slider(key="growth-instagram").value == 100


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize(
    ("first", "second", "heads"),
    [
        ("Difference", "Channel", ["Difference (2)", "Channel (2)", "Difference"]),
        ("Twice", "Twice", ["Twice", "Twice (2)", "Difference"]),
        ("Twice (2)", "*Twice*", ["Twice (2)", "\\*Twice\\*", "Difference"]),
    ],
)
def test_two_scenarios_are_held_side_by_side_whatever_they_are_called(visit, store, mine, twice, first, second, heads):
    store.save_scenario(mine.id, replace(twice, name=first))
    store.save_scenario(mine.id, replace(twice, id="s2", name=second))

    (table,) = visit(PAGE, scenarios=["s1", "s2"]).table

    assert table.value.columns.tolist() == heads


@pytest.mark.usefixtures("priced")
def test_a_deleted_scenario_can_be_brought_back(visit, store, mine, twice):
    page = click(visit(PAGE, scenarios=["s1"]), "Delete")
    assert store.scenarios(mine.id) == []
    assert "“Twice” was deleted." in said(page)

    click(page, "Undo")

    assert store.scenarios(mine.id) == [twice]


@pytest.mark.usefixtures("priced")
def test_a_cpm_that_is_only_tried_makes_no_target_on_the_cost(visit):
    page = visit(PAGE)
    page.number_input(key="cpm-instagram").set_value(8.0).run()
    click(page, "Make this a target")

    assert "Not kept yet: Instagram." in said(page)
    assert next(one for one in page.button if one.label == "Set it up").disabled


@pytest.mark.usefixtures("priced")
def test_a_cost_made_a_target_is_asked_over_the_next_month(visit):
    page = click(visit(PAGE), "Make this a target")

    assert "€31.00 in November 2026, as tried on October 2026." in said(page)
    assert not next(one for one in page.button if one.label == "Set it up").disabled


@pytest.mark.usefixtures("priced")
def test_the_cost_of_ten_days_is_asked_of_ten_days_and_never_of_a_month(visit, store, mine):
    rows = records(*days(Period(date(2026, 11, 1), date(2026, 11, 10)), impressions=1_000, account="velmora"))
    store.add_files(mine.id, [NewFile("november.csv", b"n", {"sheets": []}, rows)], uploaded_at=TYPED_AT)

    page = click(visit(PAGE, dates=(date(2026, 11, 1), date(2026, 11, 30))), "Make this a target")

    assert "€100.00 in 15–24 Nov 2026, as tried on 1–10 Nov 2026." in said(page)  # the same weekdays, two weeks on
