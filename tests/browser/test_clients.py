"""One zip with the files of two clients: asked once, only one of them counts, and every answer can be taken back."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_main_job import HEADER, card

REACH = 'sep=,\n"Instagram reach"\n"Date","Primary"\n"2026-10-13T00:00:00","{reach}"\n'


def posts(account: str, number: int, comments: int) -> str:
    return (
        f"{HEADER}\n179000000000000{number},1784140000000{number},{account},{account},A post,15,10/13/2026 18:00,"
        f"https://www.instagram.com/p/{number}/,IG image,,Lifetime,1000,500,20,2,{comments},4,0\n"
    )


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Pack two clients' folders: in each a file that names its account and one that does not, in one a strange one."""
    place = tmp_path / "October.zip"
    with zipfile.ZipFile(place, "w") as out:
        for number, (client, comments) in enumerate({"Anker": 30, "Bogen": 7}.items(), start=1001):
            out.writestr(f"{client}/posts.csv", posts(client.lower(), number, comments))
            out.writestr(f"{client}/Reach.csv", REACH.format(reach=comments * 10))
        out.writestr("Bogen/tool.csv", "Fecha,Red,Impresiones\n2026-10-01,Instagram,12\n2026-10-02,Facebook,15\n")
        out.writestr("Anker/logo.png", b"\x89PNG")
    return place


def comments(visitor: Visitor) -> str:
    visitor.go("/objectives?objective=engagement")
    visitor.page.get_by_text("Engagement", exact=True).first.click()
    expect(visitor.page.get_by_text("Do people answer what we publish?")).to_be_visible(timeout=30_000)
    return card(visitor.settle(), "Comments")


def press(visitor: Visitor, name: str) -> Page:
    visitor.page.get_by_role("button", name=name).first.click()
    return visitor.settle()


def test_of_two_clients_in_one_zip_only_the_chosen_one_counts_until_the_other_is_ours_too(visitor, bundle):
    page = visitor.go("/")
    page.locator("input[type=file][multiple]").first.set_input_files([str(bundle)])
    expect(page.get_by_text("Which of these is this workspace about?")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("being no tables: Anker/logo.png")).to_be_visible()
    visitor.settle()

    page.get_by_text("Anker · 2 files").first.click()
    visitor.settle()
    press(visitor, "Load the chosen files")
    expect(page.get_by_text("3 files of other accounts, not loaded")).to_be_visible(timeout=30_000)
    assert comments(visitor) == "30"

    visitor.go("/")
    press(visitor, "This is ours too")
    expect(page.get_by_text("2 files loaded. 1 file to be asked about.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("tool.csv").first).to_be_visible()
    expect(page.get_by_text("of other accounts, not loaded")).not_to_be_visible()
    press(visitor, "Take back")
    expect(page.get_by_text("3 files of other accounts, not loaded")).to_be_visible(timeout=30_000)
    assert comments(visitor) == "30"
