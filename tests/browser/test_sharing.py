"""The whole job of sharing: make a link, open it as somebody without an account, and take it back."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

PASSWORD = "a long walk by the sea"  # noqa: S105
PAGE = "[data-testid=stMain]"
GONE = "This link opens nothing, or nothing any more."
WITHIN = 90_000


@pytest.fixture
def owner(browser, velmora):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Visitor(context.new_page(), velmora[0])
    context.close()


@pytest.fixture
def guest(browser, velmora):
    """Give somebody with a browser of their own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, user_agent="Mozilla/5.0 Firefox/142.0")
    yield Visitor(context.new_page(), velmora[0])
    context.close()


def make(owner: Visitor, *, what="For your CEO", kind="Live", name="", password="") -> str:
    """Make a link on the page Share; give its path."""
    page = owner.go("/share")
    page.locator(".st-key-link-what").get_by_role("radio", name=what).click()
    page.locator(".st-key-link-kind").get_by_role("radio", name=kind).click()
    owner.settle()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Make the link").click()
    address = page.locator(".st-key-link-address code")
    expect(address).to_contain_text("/s/", timeout=WITHIN)
    path = urlsplit(address.inner_text()).path
    page.get_by_role("button", name="I have it").click()
    expect(address).to_have_count(0, timeout=WITHIN)
    return path


def press(owner: Visitor, name: str, button: str) -> None:
    """Press a button of the link of a name."""
    line = owner.page.locator("[class*=st-key-link-]", has_text=name).filter(has=owner.page.get_by_role("button"))
    line.last.get_by_role("button", name=button).click()
    owner.settle()


def shown(page: Page) -> str:
    return page.locator(PAGE).inner_text()


def test_a_link_with_a_password_is_made_opened_and_revoked(owner, guest):
    path = make(owner, name="The board", password=PASSWORD)
    expect(owner.page.get_by_text("Public: 1 open link").first).to_be_visible(timeout=WITHIN)

    page = guest.page
    page.goto(guest.url + path)
    page.get_by_label("Password").fill("a short walk")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_have_text("That is not the password.")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open").click()
    expect(page.locator("h1")).to_contain_text("targets", timeout=WITHIN)
    guest.settle()

    told = shown(page)
    assert re.search("Share of voice", told)
    assert "Made with Goalpost, read-only, valid until" in told
    assert path.removeprefix("/s/") not in page.url
    assert page.title() == "Shared · Goalpost"
    assert page.locator("[data-testid=stSidebarNavLink]").count() == 0
    assert page.locator("[data-testid=stMain] button[kind]").count() == 0
    assert page.locator("[data-testid=stFileUploader], [data-testid=stDownloadButton], textarea").count() == 0
    complaints = [said for said in guest.complaints if "404" not in said and "403" not in said]
    assert complaints == []

    owner.go("/share")
    expect(owner.page.get_by_text("opened 1 time")).to_be_visible(timeout=WITHIN)
    press(owner, "The board", "Revoke")
    expect(page.get_by_text(GONE)).to_be_visible(timeout=60_000)
    assert "Share of voice" not in shown(page)
    page.goto(guest.url + path)
    expect(page.get_by_text(GONE)).to_be_visible()

    owner.page.get_by_role("button", name="Undo").click()
    owner.settle()
    page.goto(guest.url + path)
    expect(page.locator("h1")).to_contain_text("targets", timeout=WITHIN)


def test_a_frozen_link_is_a_page_of_its_own_that_needs_no_script(owner, browser, velmora):
    path = make(owner, kind="As it is now", name="As it was")
    context = browser.new_context(java_script_enabled=False, user_agent="Mozilla/5.0 Firefox/142.0")
    page = context.new_page()

    page.goto(velmora[0] + path)

    assert "/shared/frozen?link=" in page.url
    assert "Share of voice" in page.locator("body").inner_text()
    press(owner, "As it was", "Pause")
    page.reload()
    expect(page.get_by_text(GONE)).to_be_visible()
    context.close()


def test_whoever_opens_the_page_without_a_link_finds_nothing(guest):
    page = guest.go("/shared?link=5f3a")

    expect(page.get_by_text(GONE)).to_be_visible()
    assert page.locator("[data-testid=stSidebarNavLink]").count() == 0
    page = guest.go("/targets?link=5f3a")
    expect(page.get_by_text("There is nothing here")).to_be_visible()
