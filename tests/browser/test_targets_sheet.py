"""Targets by the workbook in a real browser: downloaded, filled in, previewed, saved, seen on the board."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_main_job import drop, export

__all__ = ["export"]
COMMENTS = ("Comments", "Instagram", date(2026, 10, 1), date(2026, 11, 30), 80)


@pytest.fixture
def loaded(visitor: Visitor, export: Path) -> Iterator[Visitor]:
    """Load October's 40 comments and 5.2 % of engagement, and open the workbook's place on the page of targets."""
    drop(visitor, export)
    visitor.go("/targets")
    visitor.page.get_by_text("Many at once").click()
    visitor.settle()
    yield visitor
    assert not [said for said in visitor.complaints if "404" not in said]


def download(visitor: Visitor, place: Path) -> Path:
    """Take the workbook as it is now."""
    with visitor.page.expect_download() as taken:
        visitor.page.get_by_role("button", name="Download workbook").click()
    taken.value.save_as(place)
    return place


def fill_in(workbook: Path, *rows: tuple[object, ...], owner: str = "Mara", at: int = 0) -> Path:
    """Write rows below the others, or from `at`: each from its KPI to its goal, with an owner and a reason."""
    made = load_workbook(workbook)
    sheet = made["Targets"]
    empty = next(number for number in range(2, 99) if sheet.cell(number, 1).value is None)
    for number, row in enumerate(rows, start=at or empty):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value
        sheet.cell(number, 11).value = owner
        sheet.cell(number, 12).value = "Answers bring people back"
    made.save(workbook)
    return workbook


def upload(visitor: Visitor, workbook: Path) -> Page:
    visitor.page.locator(".st-key-targets-sheet, [data-testid=stExpander]").locator("input[type=file]").set_input_files(
        str(workbook)
    )
    expect(visitor.page.get_by_text("with something wrong")).to_be_visible(timeout=60_000)
    return visitor.settle()


def test_a_filled_in_workbook_is_previewed_saved_and_seen_on_the_board(loaded: Visitor, tmp_path: Path) -> None:
    workbook = fill_in(download(loaded, tmp_path / "targets.xlsx"), COMMENTS, ("Commentz", *COMMENTS[1:]))

    page = upload(loaded, workbook)
    expect(page.get_by_text("1 new · 0 changed · 0 unchanged · 1 with something wrong")).to_be_visible()
    expect(page.get_by_text("Wrong: these rows are not saved")).to_be_visible()
    expect(page.get_by_text("No target is set yet", exact=False)).to_be_visible()
    page.get_by_role("button", name="Save 1 target").click()
    loaded.settle()

    expect(page.get_by_text("Saved: 1 new, 0 changed.")).to_be_visible()
    page = loaded.go("/targets")
    expect(page.get_by_text("40 → 80", exact=False).first).to_be_visible(timeout=30_000)

    page.get_by_text("Many at once").click()
    loaded.settle()
    again = download(loaded, tmp_path / "again.xlsx")
    page = upload(loaded, fill_in(again, ("Comments", "Instagram", *COMMENTS[2:4], 100), owner="+cmd", at=2))
    expect(page.get_by_text("0 new · 1 changed · 0 unchanged · 0 with something wrong")).to_be_visible()


def test_a_percentage_without_its_sign_is_asked_for(loaded: Visitor, tmp_path: Path) -> None:
    workbook = fill_in(download(loaded, tmp_path / "targets.xlsx"), ("Engagement rate", "", *COMMENTS[2:4], 0.5))

    page = upload(loaded, workbook)
    expect(page.get_by_text("0 new · 0 changed", exact=False)).to_be_visible()
    expect(page.get_by_text("1 with something wrong", exact=False)).to_be_visible()
    page.get_by_text("50 % (a share)").click()
    loaded.settle()

    expect(page.get_by_text("1 new · 0 changed", exact=False)).to_be_visible()
    expect(page.get_by_text("0 with something wrong", exact=False)).to_be_visible()
