"""Two servers on one PostgreSQL: what one is given the other has, and where one is killed the other goes on."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor
from tests.serving import process

CONTENT = "Content,Video title,Video publish time,Views,Watch time (hours)\n{}\n"
ROW = 'aB{number},A video,"Mar {number}, 2020",100,0.5'


class Server:
    """One of the servers, and somebody who sits in front of it."""

    def __init__(self, url: str, number: int, page: Page) -> None:
        self.number, self.visitor = number, Visitor(page, url)

    def drop(self, file: Path) -> None:
        """Drop a file and wait until it is acknowledged."""
        page = self.visitor.go("/")
        page.locator("input[type=file][multiple]").first.set_input_files(str(file))
        expect(page.get_by_text("1 file read:")).to_be_visible(timeout=60_000)

    def rerun(self) -> None:
        """Click something that changes nothing that is kept."""
        self.visitor.page.get_by_text("Choose a whole folder").click()
        self.visitor.settle()


@pytest.fixture
def servers(browser: Browser, postgres: str, tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    """Serve the app twice, each with a folder of its own, on one database."""
    with ExitStack() as up:
        made = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            url, number = up.enter_context(process(tmp_path / name, environment={"DATABASE_URL": postgres}))
            context = browser.new_context()
            up.callback(context.close)
            made.append(Server(url, number, context.new_page()))
        yield made[0], made[1]


def written(folder: Path, number: int) -> Path:
    """Write the table of one video that came out on that day of March."""
    file = folder / f"Table data {number}.csv"
    file.write_text(CONTENT.format(ROW.format(number=number)))
    return file


def test_what_one_server_was_given_the_other_has_and_keeps_when_the_first_is_killed(servers, tmp_path):
    one, two = servers
    seen = two.visitor.go("/")
    expect(seen.get_by_text("file kept")).to_have_count(0)

    one.drop(written(tmp_path, 3))
    two.rerun()
    expect(seen.get_by_text("1 file kept")).to_be_visible(timeout=30_000)

    os.kill(one.number, signal.SIGKILL)
    two.drop(written(tmp_path, 9))
    expect(seen.get_by_text("2 files kept")).to_be_visible(timeout=30_000)
