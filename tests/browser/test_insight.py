"""From what stands out to its posts, in a real browser; an address keeps what was chosen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_receipts import HEAD, ROW, keep_sample, words
from tests.serving import serving

SLOWLY = 30_000
WORKS = "/objectives?objective=Engagement&more=When+and+what+works&works-channel=LinkedIn"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app with the sample brand's files loaded."""
    folder = tmp_path_factory.mktemp("data")
    keep_sample(folder)
    with serving(folder) as url:
        yield url


def viral_week(visitor: Visitor) -> Page:
    """Follow the finding about the viral video to its days."""
    page = visitor.go()
    told = page.locator(".st-key-news-0")
    expect(told.get_by_text("TikTok, 16–22 May 2026", exact=False).first).to_be_visible(timeout=SLOWLY)
    visitor.settle()
    told.get_by_role("link", name="See these days").and_(
        page.locator("a[href*='channels=TikTok'][href*='05-16']")
    ).click()
    expect(page.get_by_role("heading", name="Objectives")).to_be_visible(timeout=SLOWLY)
    return visitor.settle()


def test_three_findings_stand_open_and_the_others_wait_below_a_fold(visitor):
    page = visitor.go()
    receipts = page.get_by_role("button", name="Receipt", exact=True)
    expect(receipts).to_have_count(3, timeout=SLOWLY)

    page.get_by_text("3 more stretches").click()

    expect(receipts).to_have_count(6, timeout=SLOWLY)


def test_a_finding_leads_to_its_days_and_there_to_the_post_with_all_its_numbers(visitor):
    page = viral_week(visitor)
    page.get_by_role("radio", name="Best and worst posts").click()
    expect(page.get_by_text("Best of 3 posts in 16–22 May 2026")).to_be_visible(timeout=SLOWLY)
    visitor.settle()

    table = page.locator(".st-key-table-posts canvas").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 16, box["y"] + HEAD + 0.5 * ROW)

    paper = page.get_by_role("dialog")
    expect(paper.get_by_text("Impressions: 1,903,640")).to_be_visible(timeout=SLOWLY)
    assert "TikTok · post · 16 May 2026" in words(paper)
    assert "From Videos_2025-07-01_2026-10-31.csv, row " in words(paper)
    expect(paper.get_by_role("link", name="Open the post")).to_be_visible()


def test_an_address_keeps_the_channel_of_what_works(visitor):
    page = visitor.go(WORKS)
    expect(page.get_by_text("On LinkedIn, ", exact=False)).to_be_visible(timeout=SLOWLY)
    expect(page.get_by_label("Channel of the posts")).to_have_value("LinkedIn")
    assert "works-channel=LinkedIn" in page.url
