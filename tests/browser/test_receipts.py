"""Where numbers come from, in a real browser: receipts, parts, notes, and what a change of definition hides."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from kpi.facts import Brand
from kpi.reading.read import read_file
from kpi.store import NewFile, open_store
from kpi.typed import parse_pasted
from tests.browser.conftest import Visitor
from tests.builders import SAMPLE, TYPED, TYPED_AT
from tests.serving import serving

ENGAGEMENT = "/objectives?objective=Engagement"
AWARENESS = "/objectives?objective=Brand+awareness"
LOADED_AT = datetime(2026, 11, 2, tzinfo=UTC)
ROW, HEAD = 35, 35
"""The height of a table's row and of its head in pixels, as Streamlit draws them."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app with the sample brand's files loaded, the unnamed one placed."""
    folder = tmp_path_factory.mktemp("data")
    keep_sample(folder)
    with serving(folder) as url:
        yield url


def keep_sample(folder: Path) -> None:
    """Keep the sample brand in a workspace as if somebody had dropped its files."""
    store = open_store(f"sqlite:///{folder}/goalpost.sqlite")
    mine = store.create_workspace("Velmora")
    store.save_brand(mine.id, Brand("Velmora"))
    named = [path for path in sorted(SAMPLE.iterdir()) if path.suffix != ".json" and path.name != TYPED]
    store.add_files(mine.id, [as_dropped(path) for path in named], uploaded_at=LOADED_AT)
    typed, _ = parse_pasted((SAMPLE / TYPED).read_text(encoding="utf-8"), typed_by="Sample", typed_at=TYPED_AT)
    store.save_typed_numbers(mine.id, typed)
    store.close()


def as_dropped(path: Path) -> NewFile:
    read = read_file(path.name, path)
    channel = "Instagram" if path.name == "Views.csv" else ""
    return NewFile(path.name, path.read_bytes(), read.report, read.records, channel=channel)


def words(where: Locator | Page) -> str:
    """Read what is written there, each run of spaces as one."""
    text = where.inner_text() if isinstance(where, Locator) else where.locator("[data-testid=stMain]").inner_text()
    return re.sub(r"[\s\xa0]+", " ", text)


def receipt_of(visitor: Visitor, path: str, key: str) -> Locator:
    """Open the receipt below a card."""
    page = visitor.go(path)
    page.locator(f".st-key-receipt-{key} button").click()
    return opened(page)


def opened(page: Page) -> Locator:
    """Give the receipt once it is written out; what was worked out comes to the page last."""
    paper = page.get_by_role("dialog")
    expect(paper.get_by_test_id("stCode")).to_contain_text("=", timeout=30_000)
    expect(paper.get_by_role("button", name="Download these")).to_be_visible(timeout=30_000)
    return paper


def rows_of(download: Download) -> list[dict[str, str]]:
    """Read the rows of a downloaded CSV."""
    with Path(download.path()).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_receipt_puts_the_values_into_the_formula_and_hands_out_exactly_its_rows(visitor):
    paper = receipt_of(visitor, ENGAGEMENT, "ctr")

    assert "5,371 ÷ 618,424 = 0.868 %" in words(paper)
    assert "Added up from 99 rows" in words(paper)
    with visitor.page.expect_download() as expected:
        paper.get_by_role("button", name="Download these 99 rows").click()
    rows = rows_of(expected.value)
    assert len(rows) == 99
    assert sum(float(row["impressions"] or 0) for row in rows) == 618_424
    assert re.fullmatch(r"receipt-ctr-2026-10-01-2026-10-29-[0-9a-f]{10}\.csv", expected.value.suggested_filename)


def test_what_a_value_is_compared_with_has_a_receipt_of_its_own(visitor):
    paper = receipt_of(visitor, ENGAGEMENT, "ctr")

    paper.get_by_text("What it is compared with", exact=True).click()
    expect(paper.get_by_role("button", name="Download these 80 rows")).to_be_visible(timeout=30_000)

    # 580 + 1,936 + 1,067 clicks on 99,630 + 292,252 + 52,888 impressions
    assert "0.806 % in 3–26 Sep 2026" in words(paper)
    expect(paper.get_by_test_id("stCode")).to_contain_text("3,583 ÷ 444,770 = 0.806")
    assert "5,371" not in words(paper)


def test_a_row_of_the_numbers_opens_the_receipt_of_its_month(visitor):
    page = visitor.go(f"{ENGAGEMENT}&kpi=Click-through+rate")
    page.get_by_role("radio", name="The numbers").click()
    grid = page.locator(".st-key-table-ctr canvas").first
    expect(grid).to_be_visible(timeout=30_000)
    visitor.settle()

    # newest first: October, then September
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 16, box["y"] + HEAD + 1.5 * ROW)

    paper = opened(page)
    assert "0.837 % in September 2026" in words(paper)
    assert "4,608 ÷ 550,660 = 0.837 %" in words(paper)
    assert paper.get_by_text("What it is compared with").count() == 0


def test_taken_apart_by_weekday_the_highest_and_the_lowest_are_named(visitor):
    page = visitor.go(f"{ENGAGEMENT}&panel=Parts&by=Weekday")

    expect(page.get_by_text("Engagement rate: highest for Tuesdays", exact=False)).to_be_visible(timeout=30_000)
    assert "highest for Tuesdays (3.57 %), lowest for Sundays (2.72 %)." in words(page)


def test_taken_apart_by_content_type_the_posts_answer_and_say_that_they_make_up_something_else(visitor):
    page = visitor.go(f"{ENGAGEMENT}&panel=Parts&by=Content+type")

    expect(page.get_by_text("highest for carousel", exact=False)).to_be_visible(timeout=30_000)
    assert "These parts make up 3.14 %, not 3.04 %: they come from Facebook: posts" in words(page)


def test_the_viral_video_is_told_as_why_the_rate_fell_with_the_whole_split_and_both_receipts(visitor):
    page = visitor.go(f"{ENGAGEMENT}&dates=2026-05-01&dates=2026-05-31")

    expect(page.get_by_text("Engagement rate fell from 3.40", exact=False)).to_be_visible(timeout=30_000)
    said = words(page)
    assert "TikTok made up 78 % of what was seen instead of 34 % (mix −1.0 points); within channels the rate" in said
    assert "Where to look: TikTok, above all the post of 16 May 2026." in said
    page.get_by_role("button", name="The whole split").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Download CSV")).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Both receipts").click()
    expect(opened(page).get_by_text("What it is compared with")).to_be_visible(timeout=30_000)


def test_what_no_file_splits_is_said_to_be_so_and_not_to_be_missing(visitor):
    page = visitor.go("/objectives?objective=Web+traffic&split=By+content+type")

    expect(page.get_by_text("No file tells Sessions from social by content type.")).to_be_visible(timeout=30_000)
    assert "not in your files" not in words(page)


def test_a_note_stands_under_the_chart_until_it_is_taken_away_and_comes_back(visitor):
    page = visitor.go(AWARENESS)
    dialog = notes(visitor)
    dialog.get_by_label("What happened").fill("Spring fair")
    pick_days(visitor, dialog, "2026-05-04", "2026-05-08")
    dialog.get_by_role("button", name="Add note").click()
    expect(dialog.get_by_text("Spring fair")).to_be_visible(timeout=30_000)
    done(visitor, dialog)
    line = page.get_by_text("4–8 May 2026: Spring fair", exact=False)
    expect(line).to_be_visible(timeout=30_000)

    dialog = notes(visitor)
    dialog.locator("[class*=st-key-take-] button").first.click()
    back = dialog.get_by_role("button", name="Bring “Spring fair” back")
    expect(back).to_be_visible(timeout=30_000)
    done(visitor, dialog)
    expect(line).to_have_count(0)

    dialog = notes(visitor)
    dialog.get_by_role("button", name="Bring “Spring fair” back").click()
    expect(dialog.get_by_text("4–8 May 2026")).to_be_visible(timeout=30_000)
    done(visitor, dialog)
    expect(line).to_be_visible(timeout=30_000)


def notes(visitor: Visitor) -> Locator:
    """Open the notes from the row above the chart."""
    visitor.settle()
    visitor.page.locator(".st-key-notes button").click()
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog.get_by_label("What happened")).to_be_visible(timeout=30_000)
    visitor.settle()
    return dialog


def pick_days(visitor: Visitor, dialog: Locator, *days: str) -> None:
    """Type the first and the last day, and close the calendar that opened below them."""
    parts = dialog.get_by_test_id("stDateInput").locator("[role=spinbutton]")
    for number, day in enumerate(days):
        parts.nth(3 * number).click()
        visitor.page.keyboard.type(day.replace("-", ""), delay=30)
    dialog.get_by_text("Notes", exact=True).click()
    visitor.settle()


def done(visitor: Visitor, dialog: Locator) -> None:
    """Close the notes; the page is drawn again."""
    visitor.settle()
    dialog.get_by_role("button", name="Done").click()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.settle()


def test_across_a_change_of_definition_a_change_is_told_only_as_if_the_same_and_marked(visitor):
    page = visitor.go(f"{AWARENESS}&against=last+year")
    told = page.get_by_text("like for like", exact=False)
    expect(page.get_by_text("Impressions: 1.03 M in 1–29 Oct 2026", exact=False).first).to_be_visible(timeout=30_000)
    assert told.count() == 0

    page.locator(".st-key-as_same label").first.click()

    expect(told.first).to_be_visible(timeout=30_000)
    visitor.settle()
    page.locator(".st-key-receipt-impressions button").click()
    assert "Facebook counts" in words(opened(page))
    assert "compared as if the same" in words(opened(page))


@pytest.mark.parametrize("objective", ["Web+traffic", "Online+reputation"])
def test_a_change_of_definition_that_bears_on_no_kpi_shown_is_not_spoken_of(visitor, objective):
    page = visitor.go(f"/objectives?objective={objective}&against=last+year")

    expect(page.get_by_text("compared with October 2025", exact=False)).to_be_visible(timeout=30_000)
    assert page.get_by_text("Treat as the same", exact=False).count() == 0
