"""A session that came by a link learns of its workspace what the link shows, and of no other anything."""

import random
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from kpi.facts import Brand
from kpi.store import NewFile, Note, open_store
from kpi.store.links import NewLink, Shown, Shows, State
from pages.parts.sharing.cookie import Pass, cookie_name, written
from tests.serving import serving
from tests.store.builders import AT, number, records, target

CANARY = "Zeisig"
"""Stands in every name that the other workspace, and what the link does not show, have."""
TURNS = 100
PAGES = (
    "",
    "shared",
    "share",
    "start",
    "objectives",
    "targets",
    "management",
    "tables",
    "catalogue",
    "clients",
    "../x",
)
WIDGETS = ("channels", "dates", "against", "objective", "link-make", "link-name-0", "came-by-link", "store", "target")


def filled(store, name):
    """Make a workspace with numbers, a target and a note, all of which bear its name; give its id."""
    made = store.create_workspace(name).id
    days = [(f"2026-{month:02}-{day:02}", 10.0 * day) for month in range(1, 4) for day in range(1, 28)]
    report = {"file": f"{name}.csv", "sheets": []}
    given = records(*days, file=f"{name}.csv", account=name)
    store.add_files(made, [NewFile(f"{name}.csv", name.encode(), report, given)], uploaded_at=AT)
    store.save_brand(made, Brand(name))
    store.save_typed_numbers(made, [number(by=name)])
    store.save_target(made, replace(target(), title=f"{name} grows", owner=name))
    store.save_note(made, Note("n1", AT.date().replace(month=3), f"{name} at the fair", name, AT))
    return made


class Served:
    """A server with two workspaces, and a link to one of them."""

    def __init__(self, url, store, mine, theirs, made) -> None:
        self.url, self.store, self.mine, self.theirs, self.made = url, store, mine, theirs, made

    @property
    def cookies(self):
        held = written(Pass(self.made.token, "", datetime.now(UTC)))
        return f"{cookie_name(self.made.link.id)}={held}"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    store = open_store(f"sqlite:///{folder}/goalpost.sqlite")
    mine, theirs = filled(store, "Velmora"), filled(store, CANARY)
    now = datetime.now(UTC)
    shown = Shown(Shows.OBJECTIVE, "awareness", notes=False)
    made = store.create_link(mine, NewLink(f"{CANARY} board", shown, now + timedelta(days=2), CANARY, now))
    with serving(folder) as url:
        yield Served(url, store, mine, theirs, made)
    store.close()


def talking(served, *, cookies=None, **headers: str):
    place = urlsplit(served.url)
    return connect(
        f"ws://{place.netloc}/_stcore/stream",
        sock=socket.create_connection((place.hostname, place.port)),
        origin=served.url,
        subprotocols=["streamlit"],
        additional_headers={"Cookie": served.cookies if cookies is None else cookies, **headers},
        proxy=None,
        max_size=None,
    )


def say(talk, message):
    """Say something to the server, and give all that it says until its run is done."""
    said = []
    talk.send(message.SerializeToString())
    while not said or ForwardMsg.FromString(said[-1]).WhichOneof("type") != "script_finished":
        said.append(talk.recv(timeout=60))
    return b"".join(said)


def asks(served, *, page="shared", query=None):
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = f"link={served.made.link.id}" if query is None else query
    return message


def widgets(said):
    """List the ids of all widgets that the server told of."""
    return sorted(
        {piece.split(b'"')[0].split(b"\x12")[0].decode("ascii", "ignore") for piece in said.split(b"$$ID-")[1:]}
    )


def strange(served, chance, known):
    """Make up what somebody might send who tries the handle of every door."""
    message = asks(served, page=chance.choice(PAGES))
    link = served.made.link.id
    theirs = f"workspace={served.theirs}"
    named = (
        "", "link=", f"link={link}", theirs, f"link={link}&{theirs}", f"link={served.theirs}",
        f"target=t1&link={link}", f"link={link}&channels=X&dates=2020-01-01",
    )  # fmt: skip
    message.rerun_script.query_string = chance.choice(named)
    message.rerun_script.page_script_hash = chance.choice(("", "0" * 32, f"{chance.getrandbits(128):032x}"))
    for _ in range(chance.randrange(4)):
        state = message.rerun_script.widget_states.widgets.add()
        state.id = chance.choice((*known, *WIDGETS, f"$$ID-{chance.getrandbits(128):032x}-{chance.choice(WIDGETS)}"))
        kind = chance.choice(("string_value", "bool_value", "trigger_value", "int_value", "json_value"))
        given = {"string_value": served.theirs, "json_value": f'"{served.theirs}"', "int_value": 1}
        setattr(state, kind, given.get(kind, True))
    return message


def test_the_link_shows_its_own_workspace(served):
    with talking(served) as talk:
        said = say(talk, asks(served))

    assert b"Velmora" in said
    assert b"valid until" in said
    assert CANARY.encode() not in said
    assert b"at the fair" not in said
    assert b"/media/" not in said


@pytest.mark.parametrize("cookies", ["", "goalpost_link_x=y"])
def test_without_its_cookie_it_shows_nothing(served, cookies):
    with talking(served, cookies=cookies) as talk:
        said = say(talk, asks(served))

    assert b"opens nothing" in said
    assert b"Velmora" not in said


def test_whatever_is_sent_no_other_workspace_leaves_the_server(served):
    chance = random.Random(8)  # noqa: S311
    with talking(served) as talk:
        known = widgets(say(talk, asks(served)))
    heard = b""
    for _ in range(TURNS // 4):
        with talking(served) as talk:
            heard += say(talk, asks(served))
            for _ in range(3):
                heard += say(talk, strange(served, chance, known))

    assert known
    assert heard.count(b"Velmora") >= TURNS // 4
    assert CANARY.encode() not in heard
    assert quote(CANARY).encode() not in heard
    assert {one.id: one.name for one in served.store.workspaces()} == {served.mine: "Velmora", served.theirs: CANARY}
    assert len(served.store.links(served.mine)) == 1


def test_what_is_revoked_shows_nothing_at_the_next_click(served):
    with talking(served) as talk:
        assert b"Velmora" in say(talk, asks(served))
        served.store.set_link(served.mine, served.made.link.id, State.REVOKED, at=AT, who="")
        try:
            said = say(talk, asks(served))
        finally:
            served.store.set_link(served.mine, served.made.link.id, State.OPEN, at=AT, who="")

    assert b"opens nothing" in said
    assert b"Velmora" not in said


def test_whoever_holds_a_link_of_this_computer_reads_it_at_this_computer_only(served):
    with talking(served, Forwarded="for=192.0.2.1") as talk:
        said = say(talk, asks(served))

    assert b"meant for the computer on which it runs" in said
    assert b"Velmora" not in said


def test_a_session_that_came_by_no_link_comes_by_none_when_it_turns_to_another_workspace(served):
    link = f"link={served.made.link.id}"
    with talking(served) as talk:
        say(talk, asks(served, page="settings", query=f"workspace={served.mine}"))
        say(talk, asks(served, page="settings", query=f"workspace={served.theirs}&{link}"))
        said = say(talk, asks(served, page="settings", query=f"workspace={served.theirs}&{link}"))

    assert CANARY.encode() in said
    assert b"There is nothing here" not in said


@pytest.fixture
def public(tmp_path):
    """Serve to anybody what was kept with a link when only some could come."""
    store = open_store(f"sqlite:///{tmp_path}/goalpost.sqlite")
    now = datetime.now(UTC)
    mine = filled(store, "Velmora")
    made = store.create_link(mine, NewLink("", Shown(Shows.OBJECTIVE, "awareness"), now + timedelta(days=2), "", now))
    with serving(tmp_path, options=("--client.showErrorDetails=none",)) as url:
        yield Served(url, store, mine, "", made)
    store.close()


def test_among_visitors_no_link_opens_anything(public):
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{public.url}/s/{public.made.token}", headers={"User-Agent": "Firefox"}), timeout=60)
    with talking(public) as talk:
        said = say(talk, asks(public))

    assert refused.value.code == 404
    assert b"opens nothing" in said
    assert b"Velmora" not in said
