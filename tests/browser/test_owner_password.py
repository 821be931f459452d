"""A team with one password: told wrongly, told rightly, left again; and a link that needs none of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kpi.store import open_store
from kpi.store.links import NewLink, Shown, Shows
from pages.parts.clock import now
from tests.browser.conftest import Visitor
from tests.guests import filled
from tests.serving import serving
from tests.store.test_links import DAY
from tests.test_sign_in import PASSWORD, secrets


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Serve a workspace to whoever knows the password; give the address, and the token of a link."""
    folder = tmp_path_factory.mktemp("owner")
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    new = NewLink("", Shown(Shows.OBJECTIVE, "awareness"), now() + 9 * DAY, "", now())
    token = store.create_link(filled(store, "Velmora"), new).token
    store.close()
    with serving(folder, options=secrets(folder)) as url:
        yield url, token


def test_the_password_opens_the_pages_and_signing_out_closes_them_while_a_link_needs_neither(browser, served):
    url, token = served
    team, guest = (Visitor(browser.new_context(user_agent="Firefox/142.0").new_page(), url) for _ in range(2))
    page = team.page
    page.goto(f"{url}/objectives?objective=Brand+awareness")
    page.get_by_label("Password").fill("meadow copper")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    team.settle()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url == f"{url}/objectives?objective=Brand+awareness"

    guest.go(f"/s/{token}")
    expect(guest.page.get_by_text("Made with Goalpost, read-only")).to_be_visible(timeout=30_000)
    guest.page.goto(f"{url}/objectives")
    expect(guest.page.get_by_role("heading", name="Sign in to Goalpost")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_role("heading", name="Sign in to Goalpost")).to_be_visible()
    page.goto(f"{url}/objectives")
    expect(page.get_by_label("Password")).to_be_visible()
    for visitor in (team, guest):
        visitor.page.context.close()
