"""A session that came by a link learns of its workspace what the link shows, and of no other anything."""

from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from kpi.store import open_store
from kpi.store.links import NewLink, Shown, Shows, State
from tests.guests import CANARY, Served, asks, assert_no_other_workspace_is_heard_of, filled, say, serving_two, talking
from tests.serving import serving
from tests.store.builders import AT


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving_two(tmp_path_factory.mktemp("shared")) as two:
        yield two


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
    assert_no_other_workspace_is_heard_of(served, sessions=25, seed=8)


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
