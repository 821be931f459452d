"""The what-if lab in a real browser: tried, shared by its address, kept, compared, made a target."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visitor

FIGURE = "Weighted cost of organic impressions"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def server(velmora: tuple[str, Path]) -> str:
    """Serve the sample brand."""
    return velmora[0]


@pytest.fixture
def lab(visitor: Visitor) -> Page:
    """Open the lab on the sample brand."""
    page = visitor.go("/what_if")
    expect(page.get_by_label("Instagram", exact=True)).to_be_visible(timeout=60_000)
    return visitor.settle()


def told(page: Page) -> Locator:
    """Find the large figure."""
    return page.locator("[data-testid=stMetric]").filter(has_text=FIGURE).locator("[data-testid=stMetricValue]")


def figure(page: Page) -> str:
    """Read the large figure once it stands still."""
    former, now = "", told(page).inner_text()
    while now != former:
        page.wait_for_timeout(700)
        former, now = now, told(page).inner_text()
    return now.replace("\u00a0", " ")


def typed(visitor: Visitor, label: str, value: str) -> None:
    """Type into a field and leave it."""
    field = visitor.page.get_by_label(label, exact=True)
    field.fill(value)
    field.press("Enter")
    visitor.settle()


def pushed(visitor: Visitor, label: str, times: int) -> None:
    """Push a slider to the right, and wait until the figure has moved."""
    before = figure(visitor.page)
    visitor.page.get_by_role("slider", name=label).focus()
    for _ in range(times):
        visitor.page.keyboard.press("ArrowRight")
    expect(told(visitor.page)).not_to_have_text(before)


def saved(visitor: Visitor, name: str) -> None:
    """Keep what is tried as a scenario."""
    visitor.page.get_by_role("button", name="Save as scenario").click()
    visitor.page.get_by_label("Name", exact=True).fill(name)
    visitor.page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.settle()


def test_a_moved_slider_changes_the_figure_and_the_address_and_the_copied_link_opens_the_same(
    visitor: Visitor, lab: Page, browser: Browser
):
    before = figure(lab)
    pushed(visitor, "Growth of Instagram", 4)
    typed(visitor, "LinkedIn", "30")
    typed(visitor, "Team's effort in these days", "20000")

    after = figure(lab)
    assert after != before
    assert "growth-instagram=20" in lab.url
    assert "cpm-linkedin=30" in lab.url

    lab.get_by_role("button", name="Copy link").click()
    link = lab.get_by_role("dialog").locator("code").inner_text().replace("\n", "")
    assert "dates=2026-10-01&dates=2026-10-31" in link
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = Visitor(context.new_page(), visitor.url)
    page = other.go(link.removeprefix(visitor.url))
    expect(page.get_by_label("LinkedIn", exact=True)).to_be_visible(timeout=60_000)
    other.settle()

    assert figure(page) == after
    assert page.get_by_label("LinkedIn", exact=True).input_value() == "30.00"
    assert page.get_by_label("Team's effort in these days", exact=True).input_value() == "20000"
    expect(page.get_by_text("every CPM ×", exact=False)).to_be_visible()
    context.close()
    assert not [said for said in visitor.complaints + other.complaints if "404" not in said]


def test_two_scenarios_are_kept_compared_opened_again_renamed_and_deleted_with_a_way_back(visitor: Visitor, lab: Page):
    pushed(visitor, "Growth of Instagram", 2)
    first = figure(lab)
    saved(visitor, "A little more")
    pushed(visitor, "Growth of Instagram", 2)
    second = figure(lab)
    saved(visitor, "Twice that")

    kept = lab.locator("[data-testid=stMetricValue]").all_inner_texts()
    assert {first, second} <= {one.replace("\u00a0", " ") for one in kept}
    expect(lab.get_by_text(re.compile("“Twice that” comes to .* more than “A little more”"))).to_be_visible()

    lab.get_by_role("button", name="Open again").first.click()
    expect(told(lab)).to_have_text(first)
    assert "growth-instagram=10" in lab.url

    lab.get_by_role("button", name="Rename").first.click()
    lab.get_by_label("Name", exact=True).fill("A touch")
    lab.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(lab.get_by_text("“Twice that” comes to", exact=False)).to_contain_text("A touch")
    lab.get_by_role("button", name="Delete").first.click()
    expect(lab.get_by_text("“A touch” was deleted.")).to_be_visible()
    lab.get_by_role("button", name="Undo").click()
    visitor.settle()
    expect(lab.get_by_text("A touch").first).to_be_visible()


def test_an_estimate_becomes_a_target(visitor: Visitor, lab: Page):
    pushed(visitor, "Growth of Instagram", 2)
    shown = figure(lab)

    lab.get_by_role("button", name="Make this a target").click()
    said = lab.get_by_role("dialog").get_by_text(re.compile("as tried on 1–29 Oct 2026"))
    expect(said).to_be_visible()
    lab.get_by_role("dialog").get_by_role("button", name="Set it up").click()
    expect(lab.get_by_role("heading", name="Set a target")).to_be_visible(timeout=60_000)
    visitor.settle()

    goal = float(lab.get_by_label(re.compile("^Goal")).first.input_value())
    assert shown == f"€{goal / 1_000:.2f} K"
    expect(lab.get_by_text("2026, 29 days.", exact=False).first).to_be_visible()
    lab.get_by_role("button", name=re.compile("^Save")).click()
    visitor.settle()
    expect(lab.get_by_text("Weighted cost", exact=False).first).to_be_visible(timeout=30_000)


def test_the_lab_fits_a_phone(visitor: Visitor, lab: Page):
    lab.set_viewport_size(PHONE)
    visitor.settle()

    assert lab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_on_a_phone_the_answer_comes_before_what_it_is_worked_out_from(visitor: Visitor, lab: Page):
    beside, field = told(lab).bounding_box(), lab.get_by_label("Instagram", exact=True).bounding_box()
    lab.set_viewport_size(PHONE)
    visitor.settle()
    above, below = told(lab).bounding_box(), lab.get_by_label("Instagram", exact=True).bounding_box()

    assert beside["x"] > field["x"] + field["width"]
    assert above["y"] + above["height"] < below["y"]
