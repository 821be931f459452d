"""The main job in a real browser: load an export, read a KPI, set a target, hand the address on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

HEADER = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Comments,Saves,Follows"
)
POSTS = (
    # publish time, type, views, reach, likes, shares, comments, saves
    ("09/08/2026 18:00", "IG reel", 2000, 900, 60, 4, 6, 10),
    ("10/06/2026 18:00", "IG reel", 1000, 700, 100, 5, 10, 4),
    ("10/13/2026 18:00", "IG image", 3000, 800, 60, 3, 20, 4),
    ("10/20/2026 18:00", "IG carousel", 1000, 600, 40, 2, 10, 2),
)
"""In October 5,000 views, 200 likes, 10 shares, 40 comments, 10 saves: 260 / 5,000 = 5.2 %; in September 4 %."""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Write an Instagram content export as Meta Business Suite names it."""
    lines = [
        f"1790000000000000{number},17841400000000001,lindgren.bikes,Lindgren Bikes,A post,15,{at},"
        f"https://www.instagram.com/p/{number}/,{kind},,Lifetime,{views},{reach},{likes},{shares},{comments},{saves},0"
        for number, (at, kind, views, reach, likes, shares, comments, saves) in enumerate(POSTS)
    ]
    file = tmp_path / "Sep-01-2026_Oct-31-2026_1001.csv"
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8-sig")
    return file


def drop(visitor: Visitor, *files: Path) -> Page:
    """Drop files on the start page and wait until they are read."""
    page = visitor.go("/")
    page.locator("input[type=file][multiple]").first.set_input_files([str(file) for file in files])
    expect(page.get_by_text(re.compile(r"0 lost|nothing changed|was not loaded")).first).to_be_visible(timeout=60_000)
    return visitor.settle()


def card(page: Page, title: str) -> str:
    """Read the value on a KPI card."""
    metric = page.locator("[data-testid=stMetric]").filter(has_text=title).first
    return metric.locator("[data-testid=stMetricValue]").inner_text().replace("\xa0", " ").strip()


def test_a_dropped_export_becomes_a_kpi_a_target_and_an_address_that_others_can_open(visitor, export, browser, server):
    page = drop(visitor, export)
    expect(page.get_by_text("4 rows kept").first).to_be_visible()

    page.get_by_role("button", name="See your KPIs").click()
    visitor.settle()
    page.get_by_text("Engagement", exact=True).first.click()
    expect(page.get_by_text("Do people answer what we publish?")).to_be_visible(timeout=30_000)
    visitor.settle()
    assert card(page, "Engagement rate") == "5.20 %"
    assert card(page, "Comments") == "40"
    address = page.url

    page.goto(f"{server}/targets")
    visitor.settle()
    page.get_by_role("button", name="Set a target").click()
    visitor.settle()
    fill_in_target(page)
    visitor.settle()
    page.get_by_role("button", name="Save all the same").click()  # nothing is known before September
    visitor.settle()
    expect(page.get_by_text("40 → 80", exact=True)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("50\u00a0% done", exact=False)).to_be_visible()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("40 of 80 as of 31 Oct 2026", exact=False)).to_be_visible(timeout=30_000)

    somebody = browser.new_context(viewport={"width": 1440, "height": 900})
    other = Visitor(somebody.new_page(), server)
    other.go(address.removeprefix(server))
    expect(other.page.get_by_text("Do people answer what we publish?")).to_be_visible(timeout=30_000)
    other.settle()
    assert card(other.page, "Engagement rate") == "5.20 %"
    somebody.close()


def fill_in_target(page: Page) -> None:
    """Ask for 80 comments in October and November."""
    page.get_by_label("KPI", exact=False).first.click()
    page.keyboard.type("Comments")
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    for label, day in (("Start", "2026-10-01"), ("End", "2026-11-30")):
        field = page.get_by_test_id("stDateInput").filter(has_text=label).locator("input")
        field.fill(day)
        field.press("Enter")
        page.wait_for_timeout(800)
    page.get_by_label("Goal", exact=True).fill("80")
    page.get_by_label("Goal", exact=True).press("Enter")
    page.wait_for_timeout(800)
    for label, words in (("Owner", "Mara"), ("Why it matters", "Answers bring people back")):
        page.get_by_label(label).fill(words)
        page.get_by_label(label).press("Enter")
        page.wait_for_timeout(500)


def test_a_file_that_cannot_be_used_gets_a_sentence_and_the_others_go_on(visitor, export, tmp_path):
    photo = tmp_path / "holiday.csv"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")

    page = drop(visitor, photo, empty, export)

    expect(page.get_by_text("holiday", exact=False).first).to_be_visible()
    expect(page.get_by_text("was not loaded")).to_have_count(2)
    expect(page.get_by_text("file kept", exact=False)).to_be_visible()


def test_what_was_loaded_is_there_again_after_a_refresh(visitor, export):
    drop(visitor, export)

    page = visitor.go("/")

    expect(page.get_by_text("1 file kept")).to_be_visible()
    assert not [said for said in visitor.complaints if "404" not in said]


def test_the_same_file_dropped_again_changes_nothing_and_says_so(visitor, export):
    drop(visitor, export)

    page = drop(visitor, export)

    expect(page.get_by_text("These very bytes were loaded before", exact=False)).to_be_visible()
    expect(page.get_by_text("1 file kept")).to_be_visible()


def test_the_cost_of_organic_impressions_is_worked_out_as_a_cpm_is_typed_and_kept_in_the_address(visitor, export):
    drop(visitor, export)
    page = visitor.go("/what_if")

    field = page.get_by_label("Instagram", exact=True)
    field.fill("8")
    field.press("Enter")
    visitor.settle()

    expect(page.locator("[data-testid=stMetricValue]").first).to_have_text(re.compile("€?40.00"))  # 5,000 × 8 / 1,000
    assert "cpm-instagram=8" in page.url


def test_a_pasted_follower_total_answers_the_first_question_and_a_bad_line_is_said(visitor, export):
    page = drop(visitor, export)
    page.get_by_text("Numbers that no export holds").click()
    page.get_by_label("Typed by").fill("Mara")
    page.get_by_label("Typed by").press("Enter")
    visitor.settle()
    box = page.get_by_label("Or paste from a spreadsheet")
    box.fill("date,channel,metric,value\n2026-10-31,Instagram,followers,5120\nsoon,Instagram,followers,1")
    box.press("Control+Enter")
    visitor.settle()

    page.get_by_role("button", name="Save numbers").click()

    expect(page.get_by_text("“soon” is no date", exact=False)).to_be_visible(timeout=30_000)
    visitor.go("/objectives")
    expect(page.get_by_text("Are more people following us?")).to_be_visible(timeout=30_000)
    visitor.settle()
    assert card(page, "Followers") == "5.12 K"
