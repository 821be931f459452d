"""The calendar in a browser: every step by the keyboard, a file in and out, the list on a phone."""

import re
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from openpyxl import load_workbook
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


def test_of_two_who_change_a_post_the_second_is_asked_and_no_form_holds_what_another_one_was_told(browser, server):
    with browser.new_context() as ana, browser.new_context() as ben:
        two = [Visitor(one.new_page(), server) for one in (ana, ben)]
        hers, his = (one.go("/calendar?view=List&day=2027-03-01") for one in two)
        press(hers, "Plan a post")
        hers.get_by_label("Title").fill("Autumn fair")
        hers.get_by_label("Owner").fill("Ana")
        press(hers, "Save post")
        expect(hers.get_by_text("“Autumn fair” was added.")).to_be_visible()
        his.reload()
        for page, title in ((his, "Autumn fair, his"), (hers, "Autumn fair, hers")):
            press(page, "Edit")
            page.get_by_role("dialog").get_by_label("Title").fill(title)
        press(his, "Save post")
        expect(his.get_by_text("“Autumn fair, his” was changed.")).to_be_visible()

        press(hers, "Save post")
        expect(hers.get_by_text("Somebody changed “Autumn fair” meanwhile.")).to_be_visible()
        expect(hers.get_by_text("Title: “Autumn fair, his”, it was “Autumn fair”.")).to_be_visible()
        press(hers, "Keep yours")
        expect(hers.get_by_text("“Autumn fair, hers” was changed.")).to_be_visible()

        two[0].settle()
        press(hers, "Plan a post")
        expect(hers.get_by_role("dialog").get_by_label("Owner")).to_have_value("")


def test_a_calendar_comes_in_once_and_goes_out(visitor):
    page = visitor.go("/calendar?view=List&day=2026-10-20")
    page.get_by_text("In and out").click()
    for said in ("3 new", "3 unchanged"):
        page.locator("input[type=file]").set_input_files(GOOGLE)
        expect(page.get_by_text(said)).to_be_visible(timeout=30_000)
        if said == "3 new":
            press(page, "Save 3")
            expect(page.get_by_text("Saved: 2 posts and 1 campaign.", exact=False)).to_be_visible()
            visitor.settle()
    with page.expect_download() as download:
        press(page, "Download calendar (.ics)")

    data = Path(download.value.path()).read_text(encoding="utf-8")
    assert "UID:4k1velmora0post1@google.com" in data
    assert data.startswith("BEGIN:VCALENDAR")


def test_a_workbook_goes_out_and_comes_back_filled_in(visitor, tmp_path):
    page = visitor.go("/calendar?view=List&day=2026-10-20")
    page.get_by_text("In and out").click()
    with page.expect_download() as download:
        press(page, "Download workbook")
    download.value.save_as(book := tmp_path / "calendar.xlsx")
    filled = load_workbook(book)
    sheet = filled["Calendar"]
    empty = next(row for row in range(2, 99) if sheet.cell(row, 1).value is None)
    for row, day, title in ((empty, date(2026, 10, 22), "Wicker lamps"), (empty + 1, "next week", "Tables")):
        sheet.cell(row, 1).value, sheet.cell(row, 3).value, sheet.cell(row, 5).value = day, "X", title
    filled.save(book)

    page.locator("input[type=file]").set_input_files(book)
    counted = re.compile(r"1 new · 0 changed · \d unchanged · 1 with something wrong")
    expect(page.get_by_text(counted)).to_be_visible(timeout=30_000)
    press(page, "Save 1")
    expect(page.get_by_text("Saved: 1 post.", exact=False)).to_be_visible()
    expect(page.get_by_text("Wicker lamps").first).to_be_visible()
    visitor.settle()
    press(page, "Undo")

    expect(page.get_by_text("Wicker lamps")).to_have_count(0)


def test_a_foreign_content_calendar_comes_in_and_its_columns_are_remembered(visitor, tmp_path):
    (file := tmp_path / "plan.csv").write_text("Fecha;Red;Copy;Estado\n24/10/2026;IG;Lamparas;Programado\n")
    page = visitor.go("/calendar?view=List&day=2026-10-20")
    page.get_by_text("In and out").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("our guess is filled in")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 new · 0 changed · 0 unchanged")).to_be_visible()
    press(page, "Save 1")
    expect(page.get_by_text("Lamparas").first).to_be_visible()
    visitor.settle()

    page.locator("input[type=file]").set_input_files(file)

    expect(page.get_by_text("0 new · 0 changed · 1 unchanged")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("our guess is filled in")).to_have_count(0)


def test_a_calendar_program_may_look_at_an_address_until_it_is_revoked(visitor):
    page = visitor.go("/calendar?view=List&day=2026-10-20")
    press(page, "Plan a post")
    page.get_by_role("textbox", name="Title").fill("Rocking horse")
    press(page, "Save post")
    page.get_by_text("In and out").click()
    press(page, "Subscribe")
    page.get_by_role("textbox", name="Name").fill("The agency")
    press(page, "Make the address")
    address = page.locator("[data-testid=stCode]").inner_text(timeout=30_000).strip()

    with urlopen(address) as answer:
        assert b"SUMMARY:Rocking horse" in answer.read()
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer.headers["Cache-Control"] == "no-store"
    page = visitor.go("/share")
    expect(page.get_by_text("The agency")).to_be_visible()
    press(page, "Revoke")
    expect(page.get_by_text("opens nothing any more")).to_be_visible()
    with pytest.raises(HTTPError, match="404"):
        urlopen(address)


def test_on_a_phone_the_list_comes_first(browser, server):
    context = browser.new_context(
        user_agent="Mozilla/5.0 (Linux; Android 14) Mobile", viewport={"width": 390, "height": 844}
    )
    page = Visitor(context.new_page(), server).go("/calendar")

    chosen = page.locator("[data-variant=segmented_control][data-selected=true]")

    assert chosen.inner_text() == "List"
    context.close()
