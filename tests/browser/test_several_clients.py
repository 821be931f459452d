"""Several clients in a real browser: one is made, chosen, linked to, archived, brought back and deleted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor


@pytest.fixture
def elsewhere(browser, server):
    """Give somebody else's browser, with nothing remembered."""
    context = browser.new_context()
    yield Visitor(context.new_page(), server)
    context.close()


def create(visitor: Visitor, name: str) -> str:
    """Begin a client; give the address that its first page has."""
    page = visitor.go("/clients")
    page.get_by_role("button", name="New client").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("Your platforms' files in, answers out")).to_be_visible(timeout=30_000)
    visitor.settle()
    return page.url


def used(page: Page) -> str:
    return str(page.get_by_test_id("stSidebar").get_by_role("combobox").input_value())


def press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name).first.click()
    visitor.settle()


def test_clients_are_made_chosen_linked_archived_brought_back_and_deleted(visitor, elsewhere):
    anker, bogen = create(visitor, "Anker"), create(visitor, "Bogen")
    assert anker != bogen
    page = visitor.page
    assert used(page) == "Bogen"

    page.get_by_role("link", name="Objectives").click()
    visitor.settle()
    page.get_by_label("Channels").click()
    page.get_by_role("option", name="Facebook").click()
    page.keyboard.press("Escape")
    visitor.settle()
    assert "channels=Facebook" in page.url

    page.get_by_test_id("stSidebar").get_by_role("combobox").click()
    page.get_by_role("option", name="Anker").click()
    visitor.settle()
    assert page.url.split("?")[1] == anker.split("?")[1]
    assert page.get_by_text("Facebook", exact=True).count() == 0

    copied = page.url
    elsewhere.page.goto(copied)
    elsewhere.settle()
    assert (used(elsewhere.page), elsewhere.page.title()) == ("Anker", "Objectives · Goalpost")

    page.get_by_role("link", name="Settings").click()
    visitor.settle()
    press(visitor, "Archive this client")
    expect(page.get_by_text("“Anker” was archived.")).to_be_visible()
    elsewhere.page.goto(copied)
    elsewhere.settle()
    expect(elsewhere.page.get_by_text("The address names a client that is not here")).to_be_visible()

    press(visitor, "Bring back")
    expect(page.get_by_role("link", name="Anker")).to_be_visible()
    elsewhere.page.goto(copied)
    elsewhere.settle()
    assert used(elsewhere.page) == "Anker"

    elsewhere.go(f"/settings?{copied.split('?')[1]}")
    press(elsewhere, "Archive this client")
    elsewhere.page.get_by_text("Archived (1)").click()
    elsewhere.settle()
    elsewhere.page.get_by_role("button", name="Delete for good").click()
    elsewhere.page.get_by_role("button", name="Delete it for good").click()
    elsewhere.settle()
    expect(elsewhere.page.get_by_text("Anker")).to_have_count(0)
