"""What a member does on the pages: a viewer changes nothing, nobody finds another workspace, who is let go is out."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import streamlit as st
from itsdangerous import URLSafeTimedSerializer
from streamlit.testing.v1 import AppTest
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from kpi.formats import day_text
from kpi.store import Member, NewFile, Role, Store
from kpi.store.links import State
from pages.parts import access, clock
from tests.builders import TYPED_AT, day, records
from tests.calendar.builders import campaign, entry
from tests.pages.conftest import FRAME, OCTOBER_1
from tests.store.test_links import NEW_LINK
from tests.store.test_looking import filled
from tests.test_server import PAGES

BEN = Member("ben@velmora.example", Role.VIEWER, "", TYPED_AT)
AUTH = {"auth": {"client_id": "goalpost"}, "owner": {"emails": ["ana@velmora.example"]}}


def cookie(address: str, **claims: object) -> dict[str, str]:
    """Make the cookie that Streamlit leaves after somebody has signed in at a provider."""
    told = {"is_logged_in": True, "origin": None, "email": address, "email_verified": True, "name": "Ben", **claims}
    sealed = URLSafeTimedSerializer(get_cookie_secret(), salt=USER_COOKIE_NAME).dumps(json.dumps(told))
    return {USER_COOKIE_NAME: str(sealed)}


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[Store]:
    """Keep two brands on a server, of which all is set that can be."""
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    access.kept.cache_clear()
    store = access.kept()
    for name in ("Velmora", "Canary"):
        mine = filled(store, name)
        store.remove_files(mine, [one.id for one in store.files(mine)], removed_at=TYPED_AT)
        rows = [day(f"2026-10-{number:02}", account=name, file="days.csv", **OCTOBER_1) for number in range(1, 32)]
        store.add_files(
            mine, [NewFile("days.csv", name.encode(), {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT
        )
    yield store
    store.close()
    access.kept.cache_clear()


@pytest.fixture
def come(server, monkeypatch) -> Callable[..., AppTest]:  # noqa: ARG001
    """Give a way to open a page as somebody who signed in."""

    def opened(page: str, cookies: dict[str, str], **query: str) -> AppTest:
        monkeypatch.setattr(type(st.context), "cookies", property(lambda _: cookies))
        frame = AppTest.from_file(str(FRAME), default_timeout=60)
        frame.secrets.update(AUTH)
        for name, value in query.items():
            frame.query_params[name] = value
        frame.run()
        return frame if page == "start.py" else frame.switch_page(page).run()

    return opened


def id_of(store: Store, name: str) -> str:
    return next(one.id for one in store.workspaces() if one.name == name)


def shown(page: AppTest) -> str:
    return str([*page.main, *page.sidebar])


@pytest.mark.parametrize("page", [*PAGES, "targets.py?target=t1"])
def test_a_viewer_meets_nothing_that_would_write(server, come, page):
    mine = id_of(server, "Velmora")
    server.save_member(mine, BEN)
    page, _, asked = page.partition("?")
    query = dict([asked.split("=")]) if asked else {}
    before = server.workspace(mine)

    seen = come(page, cookie(BEN.address), **query)

    assert not seen.exception
    assert not seen.get("file_uploader")
    assert not [table for table in seen.get("arrow_data_frame") if table.proto.editing_mode]
    for button in {(one.key, one.label) for one in seen.button}:
        again = come(page, cookie(BEN.address), **query)
        (pressed,) = [one for one in again.button if (one.key, one.label) == button]
        pressed.click().run()
        assert not again.exception, button
        assert not again.get("form"), button
    assert replace(server.workspace(mine), settings=before.settings) == before


@pytest.mark.parametrize("view", ["Month", "Week", "List"])
def test_a_viewer_reads_a_full_calendar_and_finds_no_way_to_change_it(server, come, view):
    mine = id_of(server, "Velmora")
    server.save_member(mine, BEN)
    today = clock.now().date()
    server.save_entries(mine, [replace(entry(title="New chairs"), day=today)])
    server.save_campaigns(mine, [replace(campaign(called="Winter"), start=today, end=today)])

    seen = come("plan.py", cookie(BEN.address))
    seen.session_state["view"] = view
    seen.session_state["calendar-files"] = True
    seen.run()

    said = " ".join(one.value for one in (*seen.markdown, *seen.caption))
    assert "New chairs" in said
    assert "Winter" in said
    assert not [one.label for one in seen.button if one.label in ("Edit", "New chairs", "Winter")]
    assert not seen.get("file_uploader")
    assert seen.get("download_button")


def test_an_editor_meets_what_a_viewer_does_not(server, come):
    server.save_member(id_of(server, "Velmora"), replace(BEN, role=Role.EDITOR))

    assert come("start.py", cookie(BEN.address)).get("file_uploader")
    assert "Set a target" in [one.label for one in come("targets.py", cookie(BEN.address)).button]


@pytest.mark.parametrize("page", PAGES)
def test_a_member_of_one_brand_finds_no_word_of_another_whatever_the_address_names(server, come, page):
    server.save_member(id_of(server, "Velmora"), replace(BEN, role=Role.OWNER))

    seen = come(page, cookie(BEN.address), workspace=id_of(server, "Canary"))

    assert not seen.exception
    assert "Canary" not in shown(seen)


def test_who_is_let_go_finds_nothing_with_the_next_run(server, come):
    mine = id_of(server, "Velmora")
    server.save_member(mine, BEN)
    page = come("objectives.py", cookie(BEN.address))
    assert [one.value for one in page.title] == ["Objectives"]

    server.delete_member(mine, BEN.address)
    page.run()

    assert "nobody has invited this address" in page.warning[0].value
    assert not page.title
    assert not page.metric
    assert "Velmora" not in shown(page)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email_verified": False}, "has not verified"),
        ({"email_verified": None}, "does not say whether"),
        ({"email": ""}, "tells no e"),
        ({"is_logged_in": False}, "You are not signed in"),
        ({"origin": "https://elsewhere.example"}, "You are not signed in"),
    ],
)
def test_who_is_not_known_for_sure_finds_nothing(server, come, claims, reason):
    server.save_member(id_of(server, "Velmora"), BEN)

    page = come("start.py", cookie(BEN.address, **claims))

    assert reason in page.warning[0].value
    assert "Velmora" not in shown(page)


def test_a_cookie_that_somebody_wrote_themselves_signs_nobody_in(come):
    forged = URLSafeTimedSerializer("another secret", salt=USER_COOKIE_NAME).dumps('{"is_logged_in": true}')

    page = come("start.py", {USER_COOKIE_NAME: str(forged)})

    assert "You are not signed in" in page.warning[0].value


def test_whom_the_secrets_name_owns_every_workspace(come):
    page = come("clients.py", cookie("ana@velmora.example"))

    assert not page.exception
    assert "Canary" in shown(page)
    assert "Velmora" in shown(page)
    assert "public until" not in shown(page)  # a link that ended is there


def test_the_list_of_clients_says_until_when_something_of_one_is_public(server, come):
    mine = id_of(server, "Velmora")
    ends = clock.now() + timedelta(days=9)
    server.create_link(mine, replace(NEW_LINK, made_at=clock.now(), until=ends))
    paused = server.create_link(mine, replace(NEW_LINK, made_at=clock.now(), until=ends + timedelta(days=9))).link
    server.set_link(mine, paused.id, State.PAUSED, at=clock.now(), who="")

    page = come("clients.py", cookie("ana@velmora.example"))

    badges = [one.value for one in page.markdown if "public until" in one.value]
    assert len(badges) == 1
    assert day_text((ends - timedelta.resolution).date()) in badges[0]
