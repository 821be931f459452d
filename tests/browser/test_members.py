"""Members sign in at a provider, come where they wanted, do what their role allows, and are out once let go."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import expect

from kpi.store import Member, Role, open_store
from tests.browser.conftest import Visitor
from tests.serving import LOOPBACK, free_port, process
from tests.store.builders import AT

BRAND = re.compile(r"Velmora\b(?!\.)")
OWNER, EDITOR, VIEWER = "ana@velmora.example", "ben@velmora.example", "cleo@velmora.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Run a provider on loopback that knows some people, not all of them with a verified address."""
    with run_server_in_thread() as server:
        url = f"http://localhost:{server.server_port}"
        for address in (OWNER, EDITOR, VIEWER, "stranger@elsewhere.example"):
            claims = {"email": address, "email_verified": True, "name": address.partition("@")[0].capitalize()}
            httpx.put(f"{url}/users/{address}", json=claims).raise_for_status()
        for sub, claims in {
            "unverified": {"email": OWNER, "email_verified": False},
            "silent": {"email": OWNER},
            "nameless": {"name": "Nobody"},
        }.items():
            httpx.put(f"{url}/users/{sub}", json=claims).raise_for_status()
        yield url


def secrets(folder: Path, url: str, provider: str) -> str:
    """Write the secrets of a server whose members sign in at the provider."""
    file = folder / "secrets.toml"
    file.write_text(
        f"""
        [owner]
        emails = ["{OWNER}"]
        [auth]
        redirect_uri = "{url}/oauth2callback"
        cookie_secret = "5f1c0f3b9f2a4c7d8e6b1a2c3d4e5f60718293a4b5c6d7e8"
        client_id = "goalpost"
        client_secret = "of-the-provider"
        server_metadata_url = "{provider}/.well-known/openid-configuration"
        """
    )
    return f"--secrets.files={file}"


@pytest.fixture(scope="module")
def served(provider: str, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the sample brand to its members; give the address and the folder of its data."""
    folder = tmp_path_factory.mktemp("members") / "data"
    shutil.copytree(sample, folder)
    port = free_port()
    url = f"http://localhost:{port}"
    with process(folder, options=(*LOOPBACK, secrets(folder, url, provider)), port=port):
        yield url, folder


@pytest.fixture
def store(served):
    opened = open_store(f"sqlite:///{served[1] / 'goalpost.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def come(browser, served):
    """Give a way to open a page in a browser of one's own, and sign in there."""
    contexts = []

    def coming(who: str, path: str = "/") -> Visitor:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        contexts.append(context)
        visitor = Visitor(context.new_page(), served[0])
        visitor.page.goto(served[0] + path)
        visitor.page.get_by_role("link", name="Go on with your account").click()
        visitor.page.get_by_placeholder("sub").fill(who)
        visitor.page.get_by_role("button", name="Authorize").click()
        visitor.page.wait_for_url(f"{served[0]}/**")
        visitor.settle()
        return visitor

    yield coming
    for context in contexts:
        context.close()


def let_in(store, address: str, role: Role) -> str:
    mine = store.workspaces()[0].id
    store.save_member(mine, Member(address, role, OWNER, AT))
    return mine


def test_an_owner_comes_to_the_page_that_the_link_names_and_sees_the_brand(come):
    ana = come(OWNER, "/objectives?objective=Engagement")

    assert ana.page.url.endswith("/objectives?objective=Engagement")
    expect(ana.page.get_by_role("heading", level=1)).to_be_visible()
    expect(ana.page.get_by_text("Signed in as Ana")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("stranger@elsewhere.example", "nobody has invited this address"),
        ("unverified", "has not verified"),
        ("silent", "does not say whether it has verified"),
        ("nameless", "tells no e-mail address"),
    ],
)
def test_who_is_not_invited_or_not_known_for_sure_sees_the_reason_and_no_number(come, who, reason):
    visitor = come(who, "/objectives")

    expect(visitor.page.get_by_text(reason)).to_be_visible()
    expect(visitor.page.get_by_text(BRAND)).to_have_count(0)
    expect(visitor.page.get_by_role("link", name="Targets")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Sign out")).to_be_visible()


def test_an_invited_person_comes_in_and_is_known_by_name_from_then_on(come, store):
    mine = let_in(store, EDITOR, Role.EDITOR)

    ben = come(EDITOR)

    expect(ben.page.get_by_text("Signed in as Ben")).to_be_visible()
    (member,) = [one for one in store.members(mine) if one.address == EDITOR]
    assert (member.name, member.role) == ("Ben", Role.EDITOR)
    assert member.came_at is not None


def test_who_is_let_go_is_out_with_the_next_click(come, store):
    mine = let_in(store, EDITOR, Role.EDITOR)
    ben = come(EDITOR, "/objectives")
    expect(ben.page.get_by_role("link", name="Targets")).to_be_visible()

    store.delete_member(mine, EDITOR)
    ben.page.get_by_role("link", name="Targets").click()

    expect(ben.page.get_by_text("nobody has invited this address")).to_be_visible()
    expect(ben.page.get_by_text(BRAND)).to_have_count(0)


def test_a_viewer_sees_the_numbers_and_nothing_to_change_them_with(come, store):
    let_in(store, VIEWER, Role.VIEWER)

    cleo = come(VIEWER, "/targets")

    expect(cleo.page.get_by_text("Signed in as Cleo")).to_be_visible()
    expect(cleo.page.get_by_role("button", name="Set a target")).to_have_count(0)


def test_signing_out_everywhere_ends_another_browser_with_its_next_click(come):
    here, there = come(OWNER, "/objectives"), come(OWNER, "/objectives")

    here.page.get_by_role("button", name="Sign out").click()
    here.page.get_by_role("button", name="Sign out everywhere").click()
    here.page.wait_for_url("**/oauth2/end_session**")  # the provider asks whether it shall forget them too
    there.page.get_by_role("link", name="Targets").click()

    expect(there.page.get_by_text("You are not signed in, or no longer")).to_be_visible()
    expect(there.page.get_by_text(BRAND)).to_have_count(0)
    there.page.get_by_role("button", name="Sign in").click()
    expect(there.page.get_by_role("link", name="Go on with your account")).to_be_visible()
