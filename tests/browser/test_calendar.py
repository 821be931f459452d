"""The calendar in a browser: every step by the keyboard, a file in and out, the list on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

GOOGLE = Path(__file__).parents[1] / "calendar" / "calendars" / "google.ics"


@pytest.fixture
def page(visitor):
    return visitor.go("/calendar?view=List&day=2026-10-20")


def press(page, name, key="Enter"):
    """Reach a button as the keyboard does, and press it."""
    button = page.get_by_role("button", name=name, exact=True).first
    button.focus()
    page.keyboard.press(key)


def test_a_post_is_planned_moved_and_brought_back_by_the_keyboard(visitor, page):
    press(page, "Plan a post")
    page.get_by_label("Title").focus()
    page.keyboard.type("New chairs")
    press(page, "Save post")
    expect(page.get_by_text("“New chairs” was added.")).to_be_visible()

    press(page, "Edit")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").focus()
    page.keyboard.type(" and tables")
    press(page, "Save as a copy")
    expect(page.get_by_text("was copied to 20 Oct 2026")).to_be_visible()
    visitor.settle()
    press(page, "Undo")
    expect(page.get_by_text("New chairs and tables", exact=False)).to_have_count(0)
    expect(page.get_by_text("New chairs").first).to_be_visible()


def test_a_calendar_comes_in_once_and_goes_out(visitor):
    page = visitor.go("/calendar?view=List&day=2026-10-20")
    page.get_by_text("In and out").click()
    for said in ("3 new", "3 unchanged"):
        page.locator("input[type=file]").set_input_files(GOOGLE)
        expect(page.get_by_text(said)).to_be_visible(timeout=30_000)
        if said == "3 new":
            press(page, "Save 3")
            expect(page.get_by_text("Saved: 3 posts and campaigns.")).to_be_visible()
            visitor.settle()
    with page.expect_download() as download:
        press(page, "Download calendar (.ics)")

    data = Path(download.value.path()).read_text(encoding="utf-8")
    assert "UID:4k1velmora0post1@google.com" in data
    assert data.startswith("BEGIN:VCALENDAR")


def test_on_a_phone_the_list_comes_first(browser, server):
    context = browser.new_context(
        user_agent="Mozilla/5.0 (Linux; Android 14) Mobile", viewport={"width": 390, "height": 844}
    )
    page = Visitor(context.new_page(), server).go("/calendar")

    chosen = page.locator("[data-variant=segmented_control][data-selected=true]")

    assert chosen.inner_text() == "List"
    context.close()
