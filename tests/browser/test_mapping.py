"""Any other spreadsheet in a real browser: guessed, corrected, previewed, loaded, and known again next month."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

MARCH = """Fecha;Red;Enlace;Impresiones;Me gusta;Aportes;Tasa de interacción
05/03/2026;Instagram;https://a.example/1;1.000;40;5;4,5%
17/03/2026;Instagram;https://a.example/2;3.000;60;15;2,5%
"""
APRIL = """Fecha;Red;Enlace;Impresiones;Me gusta;Aportes;Tasa de interacción
15/04/2026;Instagram;https://a.example/3;500;10;2;2,4%
"""


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Write two months of a report as an agency sends it: “Aportes” are comments, which no guess can know."""
    files = [tmp_path / "informe_marzo.csv", tmp_path / "informe_abril.csv"]
    for file, text in zip(files, (MARCH, APRIL), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def drop(visitor: Visitor, file: Path) -> Page:
    """Drop a file and wait until it is kept."""
    page = visitor.go("/")
    page.locator("input[type=file][multiple]").first.set_input_files(str(file))
    expect(page.get_by_text(file.name).first).to_be_visible(timeout=60_000)
    return visitor.settle()


def correct(page: Page, *, row: int, holds: str) -> None:
    """Choose what a column holds, by the keyboard, in the grid that draws itself."""
    grid = page.get_by_role("dialog").get_by_test_id("stDataFrameResizable").locator("canvas").first
    box = grid.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 600, box["y"] + 35 * (row + 1) + 17)
    page.wait_for_timeout(800)
    page.keyboard.type(holds)
    page.wait_for_timeout(800)
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)


def own_layouts(page: Page) -> None:
    """Open the list of layouts; a rerun that was on its way may close it again."""
    inside = page.get_by_role("button", name="Export layouts")
    for _ in range(3):
        if not inside.is_visible():
            page.get_by_text(re.compile("Layouts of your own")).click()
            page.wait_for_timeout(1_500)
    expect(inside).to_be_visible()


def test_a_spreadsheet_is_said_once_and_its_next_file_loads_by_itself(visitor, reports, tmp_path):
    march, april = reports
    page = drop(visitor, march)
    page.get_by_role("button", name="Say what it holds").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("4,000")).to_be_visible(timeout=60_000)
    visitor.settle()

    correct(page, row=5, holds="Comments")
    visitor.settle()
    expect(dialog.locator("[data-testid=stMetric]").filter(has_text="Comments")).to_contain_text("20", timeout=60_000)
    dialog.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("Informe marzo · Instagram").first).to_be_visible(timeout=60_000)
    visitor.settle()

    page = drop(visitor, april)
    expect(page.get_by_text("1 new record", exact=False).first).to_be_visible(timeout=60_000)

    own_layouts(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export layouts").click()
    written = tmp_path / "layouts.json"
    saved.value.save_as(written)
    assert json.loads(written.read_text(encoding="utf-8"))["layouts"][0]["name"] == "Informe marzo"
    page.get_by_role("button", name="Delete", exact=False).first.click()
    expect(page.get_by_text("Layouts of your own (0)")).to_be_visible(timeout=60_000)
    visitor.settle()
    page.locator("input[type=file]").last.set_input_files(str(written))
    expect(page.get_by_text("Layouts of your own (1)")).to_be_visible(timeout=60_000)

    page.get_by_role("button", name="See your KPIs").first.click()
    visitor.settle()
    page.get_by_text("Engagement", exact=True).first.click()
    visitor.settle()
    card = page.locator("[data-testid=stMetric]").filter(has_text="Comments").first
    expect(card.locator("[data-testid=stMetricValue]")).to_have_text("2", timeout=30_000)
