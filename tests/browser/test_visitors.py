"""A server that can be reached from outside gives every visitor a workspace of their own."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_main_job import drop, export  # noqa: F401
from tests.serving import serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve as a host would: no address, no allowed hosts."""
    with serving(tmp_path_factory.mktemp("hosted"), options=()) as url:
        yield url


def test_one_visitor_never_sees_what_another_loaded(visitor, browser, server, export):  # noqa: F811
    page = drop(visitor, export)
    expect(page.get_by_text("1 file kept")).to_be_visible()

    context = browser.new_context()
    other = Visitor(context.new_page(), server)
    other.go("/")

    expect(other.page.get_by_text("Try it with sample data")).to_be_visible()
    expect(other.page.get_by_text("file kept")).to_have_count(0)
    context.close()


def test_a_visitors_workspace_is_not_kept_on_the_server(visitor, tmp_path_factory, export):  # noqa: F811
    drop(visitor, export)

    kept = [
        file for folder in Path(tmp_path_factory.getbasetemp()).glob("hosted*") for file in folder.rglob("*.sqlite*")
    ]

    assert kept == []
