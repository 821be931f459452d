"""A server that is killed and started anew, as a deploy does: what was saved is there, and open tabs come back."""

import os
import signal
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from kpi.store import NewFile, open_store
from tests.browser.conftest import Visitor
from tests.serving import free_port, process
from tests.store.builders import records

VIEW = "/objectives?objective=Brand+awareness&dates=2026-03-01&dates=2026-03-14"


@pytest.fixture
def folder(tmp_path):
    """Keep a workspace with the impressions of March."""
    store = open_store(f"sqlite:///{tmp_path}/goalpost.sqlite")
    found = records(*((f"2026-03-{day:02}", 10.0 * day) for day in range(1, 29)), file="posts.csv")
    new = NewFile("posts.csv", b"posts", {"file": "posts.csv", "sheets": []}, found)
    store.add_files(store.create_workspace("Velmora").id, [new], uploaded_at=datetime(2026, 4, 1, tzinfo=UTC))
    store.close()
    return tmp_path


def test_an_open_tab_comes_back_with_its_view_after_the_server_was_killed(folder, browser):
    port = free_port()
    context = browser.new_context()
    with process(folder, port=port) as (url, number):
        visitor = Visitor(context.new_page(), url)
        page = visitor.go(VIEW)
        expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
        told = page.get_by_test_id("stMetricValue").all_inner_texts()
        os.kill(number, signal.SIGKILL)

    with process(folder, port=port):
        expect(page.get_by_test_id("stConnectionStatus")).to_have_count(0, timeout=60_000)
        visitor.settle()
        page.get_by_role("radio", name="Week").first.click()
        visitor.settle()

        assert page.get_by_test_id("stMetricValue").all_inner_texts() == told
        assert page.url.startswith(url + "/objectives?")
        assert "dates=2026-03-14" in page.url
        expect(page.get_by_test_id("stException")).to_have_count(0)
    context.close()
