"""A KPI of one's own in a real browser: made, put into an objective of one's own, seen on its card, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_main_job import card, drop, export

__all__ = ["export"]


@pytest.fixture
def loaded(visitor: Visitor, export: Path) -> Iterator[Visitor]:
    """Load October's 40 comments under 3 posts of 5,000 views."""
    drop(visitor, export)
    yield visitor
    assert not [said for said in visitor.complaints if "404" not in said]


def press(visitor: Visitor, name: str) -> Page:
    visitor.page.get_by_role("button", name=name, exact=True).first.click()
    return visitor.settle()


def pick(visitor: Visitor, name: str) -> Page:
    """Pick what can be done about the objective on the page."""
    press(visitor, "Edit objectives")
    visitor.page.get_by_text(name, exact=True).click()
    return visitor.settle()


def press_at(visitor: Visitor, key: str) -> Page:
    """Press a button that bears an icon alone."""
    visitor.page.locator(f".st-key-{key}").get_by_role("button").click()
    return visitor.settle()


def write(visitor: Visitor, name: str, text: str) -> None:
    field = visitor.page.get_by_role("textbox", name=name, exact=True)
    field.fill(text)
    field.press("Tab")
    visitor.settle()


def choose(visitor: Visitor, label: str, words: str) -> None:
    """Search in a list and take the first that is found."""
    visitor.page.get_by_role("combobox", name=label).click()
    visitor.page.keyboard.type(words)
    visitor.page.keyboard.press("Enter")
    visitor.settle()


def make_kpi(visitor: Visitor, name: str, formula: str) -> Page:
    visitor.go("/catalogue")
    press(visitor, "Make your own KPI")
    write(visitor, "Name", name)
    write(visitor, "Formula", formula)
    return press(visitor, "Save KPI")


def test_a_kpi_of_ones_own_answers_an_objective_of_ones_own(loaded: Visitor) -> None:
    page = loaded.go("/catalogue")
    press(loaded, "Make your own KPI")
    write(loaded, "Name", "Comments per post")
    formula = page.get_by_role("textbox", name="Formula", exact=True)

    formula.fill("comments / likes")
    expect(page.get_by_text("is neither a metric nor a KPI")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-testid=stCode]")).to_contain_text("^")
    formula.fill("comments / po")
    page.get_by_role("button", name="Posts · posts").click()
    expect(page.get_by_text("Made of: Comments, Posts.")).to_be_visible(timeout=10_000)
    loaded.settle()
    assert page.locator("[data-testid=stMetricValue]").first.inner_text() == "13.3"  # 40 comments / 3 posts
    press(loaded, "Save KPI")
    expect(page.get_by_text("Your own", exact=True)).to_be_visible()

    loaded.go("/objectives")
    pick(loaded, "New objective")
    write(loaded, "Name", "Talk")
    write(loaded, "Question that it answers", "Do people talk with us?")
    choose(loaded, "Add a KPI or metric", "Comments per")
    choose(loaded, "Add a KPI or metric", "Video views")
    press_at(loaded, "arrow_upward-video_views")
    press_at(loaded, "close-video_views")
    press(loaded, "Save objective")

    expect(page.get_by_role("heading", name="Do people talk with us?")).to_be_visible(timeout=10_000)
    assert card(page, "Comments per post") == "13.3"

    loaded.go("/catalogue")
    expect(page.get_by_text("Used by the objective “Talk”.", exact=False)).to_be_visible()
    expect(page.locator(".st-key-kpi-delete-comments_per_post").get_by_role("button")).to_be_disabled()


def test_an_objective_is_changed_and_as_shipped_again_with_one_click(loaded: Visitor) -> None:
    page = loaded.go("/objectives?objective=Engagement")
    assert card(page, "Comments") == "40"

    pick(loaded, "Edit this objective")
    press_at(loaded, "close-comments")
    choose(loaded, "Add a KPI or metric", "Interactions")
    press(loaded, "Save objective")
    assert card(page, "Interactions") == "260"  # 200 likes, 10 shares, 40 comments, 10 saves
    expect(page.locator("[data-testid=stMetric]").filter(has_text="Comments")).to_have_count(0)

    pick(loaded, "Edit this objective")
    press(loaded, "As shipped")

    expect(page.get_by_text("Engagement is as shipped again.")).to_be_visible(timeout=10_000)
    assert card(page, "Comments") == "40"
    press(loaded, "Undo")
    assert card(page, "Interactions") == "260"


def test_a_metric_is_charted_and_added_with_one_click_each(loaded: Visitor) -> None:
    page = loaded.go("/objectives?objective=Brand+awareness")
    page.get_by_text("Other metrics").click()
    loaded.settle()

    press_at(loaded, "show_chart-posts")
    expect(page.get_by_role("heading", name="Posts", exact=True)).to_be_visible()

    press_at(loaded, "add-posts")
    assert card(page, "Posts") == "3"


def test_a_deleted_kpi_is_brought_back(loaded: Visitor) -> None:
    page = make_kpi(loaded, "Saves per post", "saves / posts")

    press_at(loaded, "kpi-delete-saves_per_post")
    expect(page.get_by_text("Saves per post was deleted.")).to_be_visible()
    press(loaded, "Undo")

    expect(page.locator(".st-key-kpi-delete-saves_per_post")).to_be_visible()
