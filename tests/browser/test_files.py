"""The files page in a real browser: what a drop brought, its numbers checked, taken back, and what to fetch next."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

VIDEOS = "Content,Video title,Video publish time,Views,Watch time (hours)"
TOTAL = "Total,,,500,2.5"
VIDEO = 'aB{number},A video,"Mar {number}, 2020",{views},0.5'
QUERIES = "Top queries,Clicks,Impressions,CTR,Position\nfolding bike,31,400,7.75%,2.1\nbike bell,9,90,10%,3.4\n"


@pytest.fixture
def videos(tmp_path: Path) -> Path:
    """Write a table of two videos with 300 views, whose own total knows of 500."""
    rows = [VIDEO.format(number=number, views=views) for number, views in ((3, 100), (9, 200))]
    file = tmp_path / "Table data.csv"
    file.write_text("\n".join([VIDEOS, TOTAL, *rows]) + "\n")
    return file


def drop(visitor: Visitor, *files: Path) -> Page:
    """Drop files and wait for the sentence that says what they brought."""
    page = visitor.go("/")
    page.locator("input[type=file][multiple]").first.set_input_files([str(file) for file in files])
    expect(page.get_by_text(re.compile(r"files? (read:|could not|was loaded)")).first).to_be_visible(timeout=60_000)
    return visitor.settle()


def test_a_files_own_total_is_held_against_its_rows_and_a_load_is_undone_and_brought_back(visitor, videos):
    page = drop(visitor, videos)
    expect(page.get_by_text("1 file read: 2 new records, 0 lost.")).to_be_visible()

    page.get_by_text("Check the numbers").first.click()
    said = "Video views: the file's own total is 200 more: it lists only a part of what it totals."
    expect(page.get_by_text(said)).to_be_visible(timeout=30_000)

    page.get_by_role("button", name="Undo this load").click()
    expect(page.get_by_text("1 file was removed.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("file kept")).to_have_count(0)

    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("1 file kept")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 file was removed.")).to_have_count(0)


def test_a_channel_whose_files_end_long_ago_is_late_and_the_way_to_the_next_one_is_told(visitor, videos):
    page = drop(visitor, videos)

    expect(page.get_by_text(re.compile(r"covered to 9 Mar 2020, [\d,]+ days late"))).to_be_visible()
    expect(page.get_by_text("YouTube Studio → Analytics → Advanced mode → Export").first).to_be_visible()

    page.get_by_text("channels not begun").click()
    expect(page.get_by_text("LinkedIn Page → Analytics").first).to_be_visible(timeout=30_000)


def test_a_table_that_counts_for_nothing_is_shown_on_its_own(visitor, tmp_path):
    queries = tmp_path / "Queries.csv"
    queries.write_text(QUERIES)

    page = drop(visitor, queries)
    expect(page.get_by_text("1 file read: tables that stand alone.")).to_be_visible()
    page.get_by_role("link", name="See the tables").click()

    expect(page.get_by_role("heading", name="Tables")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Clicks by Top queries")).to_be_visible(timeout=30_000)
    expect(page.get_by_text(re.compile(r"Queries\.csv · loaded"))).to_be_visible()


def test_files_with_the_same_problem_are_one_card(visitor, tmp_path):
    photos = [tmp_path / f"photo {number}.csv" for number in range(3)]
    for photo in photos:
        photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)

    page = drop(visitor, *photos)

    expect(page.get_by_text("3 files could not be read.")).to_be_visible()
    expect(page.get_by_text("were not loaded")).to_have_count(1)
    expect(page.get_by_text("photo 0.csv, photo 1.csv, photo 2.csv")).to_be_visible()
