"""A page as a visitor's browser session sees it: with a store that the test has filled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.store import NewFile, Store, Workspace, open_store
from tests.builders import TYPED_AT, day, records

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
OCTOBER_1 = {"impressions": 100.0, "reactions": 8.0, "comments": 4.0, "shares": 2.0, "video_views": 50.0}
"""What each day of October 2026 holds."""


@pytest.fixture
def store() -> Iterator[Store]:
    """Keep a workspace that knows 31 days of October 2026, each with the same amounts."""
    opened = open_store("sqlite://")
    mine = opened.create_workspace("Velmora")
    rows = [day(f"2026-10-{number:02}", account="velmora", file="days.csv", **OCTOBER_1) for number in range(1, 32)]
    opened.add_files(mine.id, [NewFile("days.csv", b"days", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)
    yield opened
    opened.close()


@pytest.fixture
def mine(store: Store) -> Workspace:
    """Give the workspace as it was first kept."""
    return store.workspaces()[0]


@pytest.fixture
def visit(store: Store) -> Callable[[str], AppTest]:
    """Open a page of the app on the store, as a link to it does."""

    def opened(page: str, **state: object) -> AppTest:
        frame = AppTest.from_file(str(FRAME), default_timeout=60)
        frame.session_state["store"] = store
        for name, value in state.items():
            frame.session_state[name] = value
        frame.switch_page(page).run()
        assert not frame.exception
        return frame

    return opened
