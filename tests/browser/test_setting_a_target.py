"""Setting a target in a real browser, on the sample brand: a goal by one click, five checks, and it is on the board."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

PHONE = {"width": 390, "height": 844}
CHECKS = ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound")


@pytest.fixture(scope="module")
def server(velmora: tuple[str, Path]) -> str:
    """Serve the sample brand."""
    return velmora[0]


@pytest.fixture
def form(visitor: Visitor) -> Page:
    """Open the form for impressions on Instagram, as the address names them."""
    page = visitor.go("/targets?new=impressions&on=Instagram")
    expect(page.get_by_role("button", name=re.compile("^Realistic"))).to_be_visible(timeout=60_000)
    return visitor.settle()


def verdict(page: Page, name: str) -> str:
    """Read what is said of one of the five checks."""
    said = page.locator(".st-key-five-checks").get_by_text(re.compile(f"{name} ·")).inner_text()
    return said.rpartition("·")[2].strip()


def test_a_target_is_set_by_a_preset_under_five_checks_and_stands_on_the_board(visitor, form):
    assert [verdict(form, name) for name in CHECKS] == ["still to say", "good", "still to say", "still to say", "good"]
    assert form.get_by_role("button", name="Save target").is_disabled()

    form.get_by_role("button", name=re.compile("^Realistic")).click()
    visitor.settle()
    expect(form.get_by_label("Goal", exact=True)).not_to_have_value("")
    goal = form.get_by_label("Goal", exact=True).input_value()
    assert int(goal) > 0
    expect(form.locator("[data-testid=stVegaLiteChart]").first).to_be_visible()
    form.get_by_label("Owner").press_sequentially("Juno", delay=30)  # it is checked while one types
    expect(form.get_by_text("Juno sees to it", exact=False)).to_be_visible()
    form.get_by_label("Why it matters").press_sequentially("People see the new city bike", delay=10)
    visitor.settle()
    assert form.get_by_label("Owner").input_value() == "Juno"
    assert form.get_by_label("Goal", exact=True).input_value() == goal
    assert verdict(form, "Specific") == "good"

    form.get_by_role("button", name=re.compile("^Save")).click()
    visitor.settle()
    expect(form.get_by_text("Juno", exact=False).first).to_be_visible(timeout=30_000)
    assert "new=" not in form.url
    assert not [said for said in visitor.complaints if "404" not in said]


def test_the_form_fits_a_phone(visitor, form):
    form.set_viewport_size(PHONE)
    visitor.settle()

    assert form.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth + 1")
