"""Hostile files dropped through the app while somebody else goes on working: sentences, and nothing else happens.

A folder named in GOALPOST_HOSTILE is dropped as well, file by file; that takes minutes and is run by hand.
"""

import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol, WebSocketException
from websockets.sync.client import ClientConnection, connect

from pages.parts.drop import TYPES
from tests.browser.conftest import Visitor
from tests.reading import hostile
from tests.reading.hostile import row, sheet, text, workbook
from tests.serving import serving

A_SENTENCE = re.compile(r"\w.*\.( |$)")
SETTLED = re.compile(r"was not loaded|rows kept|Recognised|kept")
NOT_FOR_PEOPLE = re.compile(r"Traceback|Error:|Exception|\.py\b|None\b|laid out in a way we did not foresee")
HOSTILE = {
    "bomb.zip": hostile.zipped(("a.csv", b"a,b\n" + b"1,1\n" * (15 << 20))),
    "laughs.xlsx": workbook(sheet(row(1, text("A1", "&l9;")), doctype=hostile.LAUGHS)),
    "wide.csv": b"a," * 16_000_000 + b"a\n",
    "noise.xlsx": bytes((at * at * 31 + 7 * at) % 251 for at in range(50_000)),
    "protected.xlsx": hostile.ole("EncryptedPackage"),
}
WANTED = {
    "bomb.zip": "far more data",
    "laughs.xlsx": "DOCTYPE",
    "wide.csv": "columns",
    "noise.xlsx": "no readable text",
    "protected.xlsx": "password",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the server's data and for all its temporary files."""
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[str]:
    """Serve the app with temporary files of its own."""
    (place / "temporary").mkdir()
    with serving(place, environment={"TMPDIR": str(place / "temporary")}) as url:
        yield url


def dropped(visitor: Visitor, files: list[Path]) -> list[str]:
    """Drop files together and give what is said of each that was not loaded."""
    page = visitor.go("/")
    page.locator("input[type=file][multiple]").first.set_input_files([str(file) for file in files])
    expect(page.get_by_text(SETTLED).first).to_be_visible(timeout=120_000)
    visitor.settle()
    assert page.locator("[data-testid=stException]").count() == 0
    return page.locator("[data-testid=stMain]").inner_text().split("\n")


class Bystander(threading.Thread):
    """Somebody whose tab asks the server for a page again and again; keeps the time that each answer took."""

    def __init__(self, url: str, page: str) -> None:
        super().__init__(daemon=True)
        self._url, self._page, self._done = url, page, threading.Event()
        self.seconds: list[float] = []
        self.complaint = ""

    def run(self) -> None:
        """Rerun once a second until it is stopped."""
        address = self._url.replace("http", "ws") + "/_stcore/stream"
        try:
            with connect(
                address, subprotocols=[Subprotocol("streamlit")], origin=Origin(self._url), max_size=None
            ) as tab:
                while not self._done.wait(1):
                    began = time.monotonic()
                    self._rerun(tab)
                    self.seconds.append(time.monotonic() - began)
        except (WebSocketException, TimeoutError, OSError) as error:
            self.complaint = str(error) or type(error).__name__

    def _rerun(self, tab: ClientConnection) -> None:
        ask = BackMsg()
        ask.rerun_script.page_name = self._page
        ask.rerun_script.context_info.url = f"{self._url}/{self._page}"
        tab.send(ask.SerializeToString())
        while True:
            said = ForwardMsg.FromString(tab.recv(timeout=60))
            if (
                said.WhichOneof("type") == "script_finished"
                and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return

    def stop(self) -> float:
        """Stop, and give the slowest answer."""
        self._done.set()
        self.join(timeout=70)
        return max(self.seconds, default=0.0)


@pytest.fixture
def bystanders(server: str) -> Iterator[list[Bystander]]:
    """Let ten sessions go on working, each on its page."""
    ten = [Bystander(server, page) for page in ("", "objectives", "targets", "what_if", "catalogue") * 2]
    for one in ten:
        one.start()
    yield ten
    for one in ten:
        one.stop()


def left_over(place: Path) -> list[str]:
    """Name what lies in the server's temporary folder."""
    return sorted(str(path.relative_to(place)) for path in (place / "temporary").rglob("*"))


def test_hostile_files_get_a_sentence_each_and_nobody_else_notices(visitor, place, bystanders, tmp_path):
    for name, content in HOSTILE.items():
        (tmp_path / name).write_bytes(content)

    said = dropped(visitor, [tmp_path / name for name in HOSTILE])

    for name, cause in WANTED.items():
        assert any(cause in line for line in said), (name, said)
    hold(place, bystanders, said)


@pytest.mark.by_hand
def test_a_folder_of_hostile_files_file_by_file(visitor, place, bystanders):
    cases = sorted(path for path in Path(os.environ["GOALPOST_HOSTILE"]).iterdir() if path.suffix[1:] in TYPES)
    said: list[str] = []
    for path in cases:
        began = time.monotonic()
        lines = dropped(visitor, [path])
        print(f"{path.name} ({time.monotonic() - began:.0f} s):", *filter(A_SENTENCE.search, lines), sep="\n    ")  # noqa: T201 (to be read aloud)
        said += lines

    hold(place, bystanders, said)


def hold(place: Path, bystanders: list[Bystander], said: list[str]) -> None:
    """Check what must be true after any drop."""
    slowest = [one.stop() for one in bystanders]
    print(f"slowest rerun of ten others: {max(slowest):.2f} s; {sum(len(one.seconds) for one in bystanders)} reruns")  # noqa: T201
    assert [one.complaint for one in bystanders if one.complaint] == []
    assert all(one.seconds for one in bystanders)
    assert not [line for line in said if NOT_FOR_PEOPLE.search(line)]
    assert "Traceback" not in (place / "server.log").read_text()
    assert left_over(place) == []
