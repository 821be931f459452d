"""The addresses of share links: what they answer, to whom, how often, and what they leave behind."""

import re
import socket
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from kpi.calendar.entry import Stage
from kpi.store import open_store
from kpi.store.links import Shown, Shows, State
from kpi.store.secrets_kept import new_token
from pages.parts.sharing.cookie import Pass, cookie_name, read, written
from pages.parts.sharing.gate import entry as entry_by
from pages.server.links import Doors
from tests.apart import wait_for
from tests.calendar.builders import entry
from tests.serving import serving
from tests.store.builders import AT
from tests.store.test_links import DAY, NEW_LINK, PASSWORD

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
ROBOTS = (
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23.20.0",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "",
)
FROZEN = b"<!doctype html><p>24.1 %</p>"


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store():
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def make(store):
    """Give what makes a link in a workspace."""
    mine = store.create_workspace("Velmora").id
    return lambda **how: store.create_link(mine, replace(NEW_LINK, **how))


@pytest.fixture
def ask(store, clock):
    """Give what asks the doors for something, as a browser at an address with cookies."""
    routes = {(*route.methods, route.path): route.endpoint for route in Doors(lambda: store, clock).routes()}
    endpoints = {(method, path): endpoint for (*methods, path), endpoint in routes.items() for method in methods}

    def asked(
        path,
        method="GET",
        *,
        agent=BROWSER,
        cookies=None,
        password=None,
        address="192.0.2.1",
        scheme="http",
        behind="http",
    ) -> Response:
        where, _, query = path.partition("?")
        given = [(b"user-agent", agent.encode()), (b"host", b"localhost"), (b"x-forwarded-proto", behind.encode())]
        given += [(b"cookie", f"{name}={value}".encode()) for name, value in (cookies or {}).items()]
        name, ending = (where.removesuffix(".ics"), where[len(where.removesuffix(".ics")) :])
        token = name.removeprefix("/s/") if where.startswith("/s/") else ""
        scope = {
            "type": "http", "method": method, "path": where, "query_string": query.encode(), "headers": given,
            "scheme": scheme, "client": (address, 5), "server": ("localhost", 80), "path_params": {"token": token},
        }  # fmt: skip
        body = urlencode({"password": password or ""}).encode()

        async def receive() -> Message:
            return {"type": "http.request", "body": body}

        return wait_for(endpoints[method, f"/s/{{token}}{ending}" if token else where](Request(scope, receive)))

    return asked


def cookie_of(answer):
    """Give the name, the value and the attributes of the cookie that an answer sets."""
    first, *attributes = answer.headers["set-cookie"].split("; ")
    return (*first.split("=", 1), {one.casefold() for one in attributes})


def let_in(answer):
    """Give the cookies of a browser that was let in."""
    name, value, _ = cookie_of(answer)
    return {name: value}


def same(answer):
    """Give all that somebody can tell answers apart by."""
    return answer.status_code, answer.body, [header for header in answer.raw_headers if header[0] != b"date"]


def test_a_link_leaves_its_token_in_a_cookie_and_goes_to_a_page_whose_address_has_none(ask, make):
    made = make()

    answer = ask(f"/s/{made.token}")

    assert (answer.status_code, answer.headers["location"]) == (303, f"../shared?link={made.link.id}")
    name, value, attributes = cookie_of(answer)
    assert name == cookie_name(made.link.id)
    assert read(value) == Pass(made.token, "", AT)
    assert {"httponly", "samesite=lax", "path=/", f"max-age={40 * 86_400}"} <= attributes
    assert "secure" not in attributes
    assert "secure" in cookie_of(ask(f"/s/{made.token}", scheme="https"))[2]
    assert "secure" in cookie_of(ask(f"/s/{made.token}", behind="https"))[2]


def test_a_frozen_link_answers_with_its_bytes_whoever_came_by_its_address_and_nobody_else(ask, make):
    made, other = make(page=FROZEN), make(page=b"<p>other</p>")

    answer = ask(f"/s/{made.token}")
    where = answer.headers["location"].removeprefix("..")

    assert where == f"/shared/frozen?link={made.link.id}"
    shown = ask(where, cookies=let_in(answer))
    assert (shown.status_code, shown.body) == (200, FROZEN)
    assert "script" not in shown.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"] == "no-store"
    for strange in (
        ask(where),
        ask(where, cookies={cookie_name(made.link.id): "nonsense"}),
        ask(where, cookies={cookie_name(made.link.id): written(Pass(other.token, "", AT))}),
        ask(f"/shared/frozen?link={other.link.id}", cookies=let_in(answer)),
        ask(where, method="HEAD", cookies=let_in(answer)),
        ask(where, agent=ROBOTS[0], cookies=let_in(answer)),
        ask("/shared/frozen"),
    ):
        assert strange.status_code == 404
        assert b"24.1" not in strange.body


def test_unknown_ended_paused_revoked_and_replaced_links_are_answered_alike(ask, make, store, clock):
    ended, paused, revoked, replaced = (make(password=PASSWORD), make(), make(page=FROZEN), make())
    mine = paused.link.workspace
    store.set_link(mine, paused.link.id, State.PAUSED, at=AT, who="")
    store.set_link(mine, revoked.link.id, State.REVOKED, at=AT, who="")
    store.rotate_link(mine, replaced.link.id, at=AT, who="")
    store.extend_link(mine, ended.link.id, AT + DAY, at=AT, who="")
    clock.now = AT + DAY
    unknown = same(ask(f"/s/{new_token()}"))

    answers = [same(ask(f"/s/{one.token}")) for one in (ended, paused, revoked, replaced)]
    told = [same(ask(f"/s/{one.token}", "POST", password=PASSWORD)) for one in (ended, paused, revoked, replaced)]

    assert unknown[0] == 404
    assert answers == told == [unknown] * 4


def test_what_ends_while_its_page_is_open_ends_there_too(ask, make, store):
    made = make(page=FROZEN)
    mine, cookies = made.link.workspace, let_in(ask(f"/s/{made.token}"))
    where = f"/shared/frozen?link={made.link.id}"

    for state, status in ((State.PAUSED, 404), (State.OPEN, 200), (State.REVOKED, 404)):
        store.set_link(mine, made.link.id, state, at=AT, who="")
        assert ask(where, cookies=cookies).status_code == status


def test_the_links_of_a_workspace_that_was_put_away_open_nothing_until_it_is_back(ask, make, store):
    made = make()
    store.archive_workspace(made.link.workspace, archived_at=AT)
    away = same(ask(f"/s/{made.token}"))
    store.restore_workspace(made.link.workspace)

    assert away == same(ask(f"/s/{new_token()}"))
    assert ask(f"/s/{made.token}").status_code == 303


def test_a_calendar_program_is_given_what_was_chosen_of_the_calendar_and_nothing_else(ask, make, store):
    made = make(shown=Shown(Shows.CALENDAR, channels=("Instagram",)))
    mine = made.link.workspace
    told = [entry("a", title="Eve", text="Hush", owner="Ana"), entry("b", title="Draft", stage=Stage.DRAFT)]
    store.save_entries(mine, [*told, entry("c", title="Elsewhere", channel="X")])

    answer = ask(f"/s/{made.token}.ics", agent="Google-Calendar-Importer")

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert b"SUMMARY:Eve" in answer.body
    assert not [word for word in (b"Hush", b"Ana", b"Draft", b"Elsewhere") if word in answer.body]
    assert store.links(mine)[0].views == 1
    store.save_entries(mine, [entry("a", title="Changed")])
    assert b"SUMMARY:Changed" in ask(f"/s/{made.token}.ics").body


def test_a_calendar_that_is_unknown_paused_revoked_or_replaced_or_none_is_answered_alike(ask, make, store):
    shown = Shown(Shows.CALENDAR)
    paused, revoked, replaced, page = make(shown=shown), make(shown=shown), make(shown=shown), make()
    mine = page.link.workspace
    store.set_link(mine, paused.link.id, State.PAUSED, at=AT, who="")
    store.set_link(mine, revoked.link.id, State.REVOKED, at=AT, who="")
    again = store.rotate_link(mine, replaced.link.id, at=AT, who="")
    unknown = same(ask(f"/s/{new_token()}.ics"))

    answers = [same(ask(f"/s/{one.token}.ics")) for one in (paused, revoked, replaced, page)]

    assert unknown[0] == 404
    assert answers == [unknown] * 4
    assert ask(f"/s/{again.token}.ics").status_code == 200


def test_who_may_subscribe_to_the_calendar_sees_no_page(ask, make, store, clock):
    made = make(shown=Shown(Shows.CALENDAR))
    held = written(Pass(made.token, "", AT))

    assert same(ask(f"/s/{made.token}")) == same(ask(f"/s/{new_token()}"))
    assert entry_by(store, made.link.id, held, clock.now) is None


def test_guesses_of_a_calendar_count_with_those_of_a_link(ask, make):
    for _ in range(15):
        ask(f"/s/{new_token()}")
        ask(f"/s/{new_token()}.ics")

    assert ask(f"/s/{make(shown=Shown(Shows.CALENDAR)).token}.ics").status_code == 429


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_robot_learns_nothing_and_counts_for_nothing(ask, make, store, agent):
    made, locked = make(page=FROZEN), make(password=PASSWORD)

    answers = {same(ask(f"/s/{token}", agent=agent))[1] for token in (made.token, locked.token, new_token())}

    assert len(answers) == 1
    assert not re.search(rb"24\.1|password", answers.pop())
    assert {one.views for one in store.links(made.link.workspace)} == {0}


def test_who_asks_for_the_head_alone_learns_nothing_either(ask, make, store):
    made = make()

    assert same(ask(f"/s/{made.token}", "HEAD")) == same(ask(f"/s/{new_token()}", "HEAD"))
    assert store.links(made.link.workspace)[0].views == 0


def test_openings_count_once_a_day_for_an_address_which_is_not_kept(ask, make, store, clock):
    made = make()
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"):
        ask(f"/s/{made.token}", address=address)
    clock.now = AT + DAY
    ask(f"/s/{made.token}")

    link = store.links(made.link.workspace)[0]

    assert (link.views, link.last_opened) == (4, AT + DAY)
    with store._engine.connect() as connection:
        assert "192.0.2" not in "\n".join(connection.connection.driver_connection.iterdump())


def test_a_browser_remembers_when_it_opened_the_link_before(ask, make, clock):
    made = make()
    first = let_in(ask(f"/s/{made.token}"))
    clock.now = AT + DAY

    again = let_in(ask(f"/s/{made.token}", cookies=first))

    assert read(again[cookie_name(made.link.id)]) == Pass(made.token, "", AT + DAY, AT)


class TestAPassword:
    def test_is_asked_for_before_anything_else(self, ask, make, store):
        made = make(password=PASSWORD, page=FROZEN)

        answer = ask(f"/s/{made.token}")

        assert answer.status_code == 200
        assert b'type="password"' in answer.body
        assert "set-cookie" not in answer.headers
        assert "form-action 'self'" in answer.headers["content-security-policy"]
        assert store.links(made.link.workspace)[0].views == 0

    def test_opens_the_link_once_and_then_the_cookie_does(self, ask, make):
        made = make(password=PASSWORD, page=FROZEN)

        answer = ask(f"/s/{made.token}", "POST", password=PASSWORD)

        assert answer.status_code == 303
        cookies = let_in(answer)
        assert PASSWORD not in str(cookies)
        assert ask(f"/shared/frozen?link={made.link.id}", cookies=cookies).body == FROZEN
        assert ask(f"/s/{made.token}", cookies=cookies).status_code == 303

    def test_cannot_be_done_without_by_making_a_cookie(self, ask, make):
        made, other = make(password=PASSWORD, page=FROZEN), make(password=PASSWORD)
        proven = read(let_in(ask(f"/s/{other.token}", "POST", password=PASSWORD))[cookie_name(other.link.id)]).proof

        for proof in ("", "0" * 64, proven):
            cookies = {cookie_name(made.link.id): written(Pass(made.token, proof, AT))}
            assert ask(f"/shared/frozen?link={made.link.id}", cookies=cookies).status_code == 404
            assert b'type="password"' in ask(f"/s/{made.token}", cookies=cookies).body

    def test_can_be_tried_five_times_in_a_quarter_of_an_hour_from_one_address(self, ask, make, clock):
        made = make(password=PASSWORD)
        tried = [ask(f"/s/{made.token}", "POST", password="no") for _ in range(5)]  # noqa: S106
        assert {one.status_code for one in tried} == {403}

        told = ask(f"/s/{made.token}", "POST", password=PASSWORD)
        assert (told.status_code, b"quarter of an hour" in told.body) == (429, True)
        assert ask(f"/s/{made.token}", "POST", password=PASSWORD, address="192.0.2.9").status_code == 303
        assert ask(f"/s/{made.token}", "POST", password=PASSWORD).status_code == 429
        clock.now = AT + timedelta(minutes=15)
        assert ask(f"/s/{made.token}", "POST", password=PASSWORD).status_code == 303

    def test_that_many_try_from_everywhere_can_be_told_again_in_a_moment(self, ask, make, clock):
        made = make(password=PASSWORD)
        for turn in range(20):
            ask(f"/s/{made.token}", "POST", password="no", address=f"192.0.2.{turn}")  # noqa: S106

        told = ask(f"/s/{made.token}", "POST", password=PASSWORD, address="198.51.100.1")

        assert told.status_code == 429
        assert b"quarter of a minute" in told.body
        assert b'type="password"' in told.body
        clock.now = AT + timedelta(seconds=15)
        assert ask(f"/s/{made.token}", "POST", password=PASSWORD, address="198.51.100.1").status_code == 303

    def test_of_more_than_a_form_holds_is_wrong(self, ask, make):
        made = make(password=PASSWORD)

        assert ask(f"/s/{made.token}", "POST", password=PASSWORD + " " * 5_000).status_code == 403


def test_wrong_tokens_are_answered_thirty_times_a_minute_for_each_address(ask, make):
    made = make()

    found = [ask(f"/s/{new_token()}").status_code for _ in range(40)]

    assert found == [404] * 30 + [429] * 10
    assert ask(f"/s/{made.token}").status_code == 429
    assert ask(f"/s/{made.token}", address="192.0.2.2").status_code == 303


def test_a_server_that_keeps_nothing_has_no_links_and_makes_no_place_for_them():
    doors = Doors(lambda: None)
    scope = {"type": "http", "method": "GET", "headers": [(b"user-agent", BROWSER.encode())], "client": ("", 5)}
    scope["path_params"] = {"token": new_token()}

    assert doors.opened(Request(scope)).status_code == 404


def follow(url, tokens):
    """Follow links as a browser does, one behind the other over one connection; give all that comes back."""
    place = urlsplit(url)
    told = f"Host: {place.netloc}\r\nUser-Agent: {BROWSER}\r\n"
    asked = [f"GET /s/{token} HTTP/1.1\r\n{told}\r\n" for token in tokens]
    asked[-1] = asked[-1].removesuffix("\r\n") + "Connection: close\r\n\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=60) as talk:
        talk.sendall("".join(asked).encode())
        return b"".join(iter(lambda: talk.recv(65_536), b"")).decode()


def test_ten_thousand_guesses_hit_nothing_meet_the_limit_and_leave_no_token_in_any_log(tmp_path):
    store, today = open_store(f"sqlite:///{tmp_path}/goalpost.sqlite"), datetime.now(UTC)
    made = store.create_link(store.create_workspace("Velmora").id, replace(NEW_LINK, until=today + DAY, made_at=today))
    tokens = [new_token() for _ in range(10_000)]

    with serving(tmp_path) as url:
        right = follow(url, [made.token]).casefold()
        found = Counter(
            status
            for first in range(0, len(tokens), 200)
            for status in re.findall("^HTTP/1.1 ([0-9]+)", follow(url, tokens[first : first + 200]), re.MULTILINE)
        )

    assert right.startswith("http/1.1 303")
    assert {"referrer-policy: no-referrer", "x-robots-tag: noindex, nofollow, noarchive"} < set(right.split("\r\n"))
    assert found.keys() == {"404", "429"}
    assert found["404"] + found["429"] == 10_000
    assert found["429"] > 9_000
    said = (tmp_path / "server.log").read_text(errors="replace")
    assert not any(token in said for token in (made.token, *tokens))
