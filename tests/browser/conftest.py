"""A real server and a real browser for the tests in this folder."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serving import serving

CHROMIUMS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
LEFT_OUT = (
    # what Chromium draws for its own address bar, which nobody sees, costs more than most of our pages
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    # what Playwright leaves out: the last list counts
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay",
    "HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch",
)  # fmt: skip
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    f"--disable-features={','.join(LEFT_OUT)}",
)  # fmt: skip
READY = """() => {
    const app = document.querySelector('[data-testid=stApp]')?.dataset;
    return app?.testConnectionState === 'CONNECTED' && app.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton], [data-stale=true]');
}"""
"""No run is under way or asked for, and nothing shown is left over from the one before."""


def pytest_collection_modifyitems(items):
    """Mark what needs a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of a Chromium; without one skip, and fail where tests must be complete."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("No Chromium here: install Debian's package chromium to run the browser tests")
    return str(found)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start one browser for all tests."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app with a data folder of its own, once for each file of tests."""
    with serving(tmp_path_factory.mktemp("data")) as url:
        yield url


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str, request: pytest.FixtureRequest) -> Path:
    """Give a data folder into which the sample brand was loaded by its button, once for all tests and all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "sample"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            begun = tmp_path_factory.mktemp("begun")
            load_sample(begun, request.getfixturevalue("browser"))
            begun.rename(folder)
    return folder


def load_sample(folder: Path, browser: Browser) -> None:
    """Load the sample brand by its button, with a server of its own."""
    with serving(folder) as url, browser.new_context() as context:
        page = Visitor(context.new_page(), url).go()
        page.get_by_role("button", name="Try it with sample data").click()
        expect(page.get_by_role("button", name="See your KPIs")).to_be_visible(timeout=180_000)


@pytest.fixture(scope="module")
def velmora(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the sample brand for one file of tests; give its address and its data folder."""
    folder = tmp_path_factory.mktemp("velmora") / "data"
    shutil.copytree(sample, folder)
    with serving(folder) as url:
        yield url, folder


class Visitor:
    """Somebody with a browser: goes to pages of the server, and remembers what went wrong there."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda asked: self.hosts.add(asked.url.split("/")[2]))

    def go(self, path: str = "/") -> Page:
        """Open a page of the app and wait until it stands still."""
        self.page.goto(self.url + path)
        return self.settle()

    def settle(self) -> Page:
        """Wait until Streamlit has finished its run."""
        self.page.wait_for_function(READY, timeout=60_000)
        self.page.wait_for_timeout(500)  # until an answer to the answer was asked for
        self.page.wait_for_function(READY, timeout=60_000)
        return self.page


@pytest.fixture
def visitor(browser: Browser, server: str) -> Iterator[Visitor]:
    """Give a visitor in a fresh session, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield Visitor(context.new_page(), server)
    context.close()
