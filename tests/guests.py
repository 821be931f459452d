"""Sessions that came by a link, as somebody sends them who tries the handle of every door."""

import random
import socket
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from kpi.facts import Brand
from kpi.store import NewFile, Note, open_store
from kpi.store.links import NewLink, Shown, Shows
from pages.parts.sharing.cookie import Pass, cookie_name, written
from tests.serving import serving
from tests.store.builders import AT, number, records, target

CANARY = "Zeisig"
"""Stands in every name that the other workspace, and what the link does not show, have."""
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


@contextmanager
def serving_two(folder):
    """Serve two workspaces, and a link to one of them."""
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


def assert_no_other_workspace_is_heard_of(served, *, sessions, seed):
    """Hold that the server tells sessions that send whatever they like of their own link's workspace alone."""
    chance = random.Random(seed)  # noqa: S311
    with talking(served) as talk:
        known = widgets(say(talk, asks(served)))
    assert known
    for _ in range(sessions):
        with talking(served) as talk:
            heard = say(talk, asks(served))
            for _ in range(3):
                heard += say(talk, strange(served, chance, known))
        assert b"Velmora" in heard
        assert CANARY.encode() not in heard
        assert quote(CANARY).encode() not in heard
    assert {one.id: one.name for one in served.store.workspaces()} == {served.mine: "Velmora", served.theirs: CANARY}
    assert len(served.store.links(served.mine)) == 1
