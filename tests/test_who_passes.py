"""Who passes the doors of a server on which people sign in: a link opens for anybody, all else for who may come."""

import json
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from itsdangerous import URLSafeTimedSerializer
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from kpi.store import Member, Role, open_store
from kpi.store.links import NewLink, Shown
from tests.serving import LOOPBACK, serving
from tests.test_sign_in import ask
from tests.test_start import MEMBERS, OWNER, SECRET

NOW = datetime.now(UTC)
FROZEN = b"<!doctype html><p>As it was</p>"
ANA, BEN, CLEO = (f"{name}@velmora.example" for name in ("ana", "ben", "cleo"))


@pytest.fixture(scope="module", params=["owner", "members"])
def served(request, tmp_path_factory):
    """Serve a workspace with a live and a frozen link to those who sign in; give the address and the two tokens."""
    folder = tmp_path_factory.mktemp(request.param)
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.create_workspace("Velmora").id
    for address, role in ((BEN, Role.EDITOR), (CLEO, Role.VIEWER)):
        store.save_member(mine, Member(address, role, "", NOW))
    new = [NewLink("", Shown(), NOW + timedelta(days=9), "", NOW, page=page) for page in (b"", FROZEN)]
    tokens = [store.create_link(mine, one).token for one in new]
    store.close()
    secrets = folder / "secrets.toml"
    secrets.write_text({"owner": OWNER, "members": f'[owner]\nemails = ["{ANA}"]\n{MEMBERS}'}[request.param])
    with serving(folder, options=(*LOOPBACK, f"--secrets.files={secrets}")) as url:
        yield url, tokens, request.param


def follow(url: str, token: str):
    """Follow a link as a browser does that no robot is."""
    return ask(url, f"/s/{token}", User_Agent="Mozilla/5.0 Firefox/142.0")


def show(url: str, came):
    """Go where following a link led to, with what it left behind."""
    where = came.headers["Location"].removeprefix("..")
    return ask(url, where, User_Agent="Mozilla/5.0 Firefox/142.0", Cookie=came.cookie.partition(";")[0])


def member(address: str, **claims: object) -> str:
    """Make the cookie that Streamlit leaves after somebody has signed in at a provider."""
    told = {"is_logged_in": True, "origin": "http://localhost", "email": address, "email_verified": True, **claims}
    return f"{USER_COOKIE_NAME}={URLSafeTimedSerializer(SECRET, salt=USER_COOKIE_NAME).dumps(json.dumps(told))}"


def leaves_a_file(url: str, cookie: str) -> bool:
    """Tell whether a file of somebody gets past our door: behind it Streamlit asks for a session."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("PUT", "/_stcore/upload_file/any/any", b"bytes", {"Cookie": cookie})
    answer = connection.getresponse()
    return b"Sign in first" not in answer.read()


def test_a_link_opens_without_a_sign_in_and_nothing_else_does(served):
    url, (live, frozen), _ = served

    came, kept = follow(url, live), follow(url, frozen)

    assert came.status == kept.status == 303
    shown = came.headers["Location"].removeprefix("..")
    assert shown.startswith("/shared?link=")
    assert show(url, came).status == 200
    assert show(url, kept).body.encode() == FROZEN
    for path in ("/", "/targets", "/share", "/settings", "/clients", f"/targets{shown.removeprefix('/shared')}"):
        sent = ask(url, path, Cookie=came.cookie.partition(";")[0])
        assert (sent.status, sent.headers["Location"].partition("?")[0]) == (303, "/sign-in"), path


def test_who_came_by_a_link_leaves_no_file(served):
    url, (live, _), _ = served

    assert not leaves_a_file(url, follow(url, live).cookie.partition(";")[0])


@pytest.mark.parametrize("served", ["members"], indirect=True)
def test_only_members_who_may_change_something_leave_files(served):
    may = {
        who: leaves_a_file(served[0], member(who))
        for who in (ANA, BEN, CLEO, "stranger@elsewhere.example", "not an address")
    }

    assert may == {ANA: True, BEN: True, CLEO: False, "stranger@elsewhere.example": False, "not an address": False}
    assert not leaves_a_file(served[0], member(ANA, email_verified=False))
