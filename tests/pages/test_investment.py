"""What the work costs, on the what-if page: typed by the month, held against conversions, taken back."""

import pytest

from kpi import cost
from kpi.store import NewFile
from tests.builders import OCTOBER, TYPED_AT, days, records
from tests.cost.builders import ads

PAGE = "what_if.py"


@pytest.fixture(autouse=True)
def _known(store, mine) -> None:
    """Add two conversions a day and an ads export to the workspace."""
    rows = records(*days(OCTOBER, channel="Web", conversions=2), ads("2026-10-01", "2026-10-31", 620, 100_000))
    store.add_files(mine.id, [NewFile("more.csv", b"more", {"sheets": []}, rows)], uploaded_at=TYPED_AT)


@pytest.fixture
def kept(store, mine):
    """Give the effort that is kept."""
    return lambda: cost.monthly_from_json(store.workspace(mine.id).settings.get("effort", ()))


def figures(page):
    assert not page.exception
    lab = ("impressions", ", all channels")
    return {one.label: one.value.replace("\u00a0", " ") for one in page.metric if not one.label.endswith(lab)}


def said(page):
    return " ".join(one.value for kind in (page.caption, page.error, page.markdown) for one in kind).replace("\\", "")


def typed(page, amount, who="Ana"):
    """Type what a month costs and keep it; a test's expander closes every time."""
    for kind, key, value in (
        (page.number_input, "effort-amount", amount),
        (page.text_input, "effort-who", who),
    ):
        kind(key=key).set_value(value)
    next(one for one in page.button if one.label == "Keep this effort").click()
    return opened(page)


def opened(page):
    page.session_state["effort"] = True
    return page.run()


def test_without_effort_spend_is_shown_and_no_cost_per_conversion(visit):
    page = visit(PAGE)

    assert figures(page) == {"Ad spend": "€620", "Conversions": "62"}
    assert "What it cost you, October 2026" in [one.value for one in page.subheader]
    assert "Cost per conversion: not known, nobody typed what a month of the team's work costs." in said(page)


def test_typed_effort_gives_the_cost_per_conversion_and_has_its_author(visit, kept):
    page = typed(opened(visit(PAGE)), 2_480.0)

    assert figures(page)["Cost per conversion"] == "€50.00"  # (2,480 + 620) / 62
    (one,) = kept()
    assert (one.since, one.amount, one.currency, one.typed_by) == (OCTOBER.start, 2_480.0, "EUR", "Ana")
    assert "€2,480.00 a month from October 2026 on, typed by Ana on" in said(page).replace("*", "")


@pytest.mark.parametrize(("amount", "who", "problem"), [(None, "Ana", "Type what a month"), (1.0, "", "Say who types")])
def test_effort_without_an_amount_or_an_author_is_not_kept(visit, kept, amount, who, problem):
    page = typed(opened(visit(PAGE)), amount, who)

    assert kept() == ()
    assert problem in said(page)


def test_effort_that_is_taken_away_can_be_brought_back_and_other_settings_stay(visit, kept, store, mine):
    store.change_settings(mine.id, {"else": 1})
    page = typed(opened(visit(PAGE)), 2_480.0)

    page.button(key="effort-2026-10-01").click()
    opened(page)
    assert kept() == ()

    page.button(key="effort-undo").click()
    opened(page)

    assert [one.amount for one in kept()] == [2_480.0]
    assert store.workspace(mine.id).settings["else"] == 1
