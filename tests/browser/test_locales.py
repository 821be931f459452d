"""A workspace in German, in a real browser: what reruns alone writes its figures as the page did."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kpi.preferences import Preferences
from kpi.store import open_store
from tests.browser.conftest import Visitor

GERMAN = re.compile(r"^\d{1,3}(,\d{1,2})?\u00a0[KM]\u00a0€$")
"""As 12,4 K €."""


@pytest.fixture(scope="module")
def server(velmora: tuple[str, Path]) -> str:
    """Serve the sample brand, whose workspace writes as in Germany."""
    url, folder = velmora
    kept = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    kept.change_settings(kept.workspaces()[0].id, Preferences("de-DE").as_settings())
    kept.close()
    return url


def test_a_moved_slider_reruns_its_part_of_the_page_in_the_locale_of_the_page(visitor: Visitor):
    page = visitor.go("/what_if")
    figure = (
        page.locator("[data-testid=stMetric]").filter(has_text="Weighted cost").locator("[data-testid=stMetricValue]")
    )
    expect(figure).to_have_text(GERMAN, timeout=60_000)
    before = figure.inner_text()

    page.get_by_role("slider", name="Growth of Instagram").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")

    expect(figure).not_to_have_text(before)
    visitor.settle()
    expect(figure).to_have_text(GERMAN)
