"""Share links are kept by every store alike, and nothing that is kept opens one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from kpi.errors import StoreError
from kpi.periods import Period
from kpi.store import open_store, schema
from kpi.store.links import Link, NewLink, Shown, Shows, State
from kpi.store.secrets_kept import digest, hashed, is_right, sealed
from kpi.store.tries import Try, may_try
from tests.store.builders import AT

DAY = timedelta(days=1)
SHOWN = Shown(
    Shows.OBJECTIVE,
    "engagement",
    channels=("Instagram", "X"),
    accounts=("nordlicht",),
    days=Period(date(2026, 3, 1), date(2026, 3, 31)),
    notes=False,
    texts=True,
    locale="de-DE",
    calendar=True,
)
NEW_LINK = NewLink("The board", SHOWN, AT + 40 * DAY, "Ana", AT)
PASSWORD = "a long walk by the sea"  # noqa: S105


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def kept(store):
    """Give every row of the tables of links, as text."""
    listed = [table for table in schema.tables.sorted_tables if table.name.startswith("link")]
    with store._engine.connect() as connection:
        return {table.name: [repr(row) for row in connection.execute(select(table))] for table in listed}


def test_come_back_as_they_were_made_the_newest_first(store, workspace):
    first = store.create_link(workspace, NEW_LINK).link
    second = store.create_link(
        workspace, NewLink("", Shown(), AT + 2 * DAY, "", AT + DAY, password=PASSWORD, page=b"<p>")
    ).link

    assert store.links(workspace) == [second, first]
    assert first == Link(
        first.id, workspace, "The board", SHOWN, frozen=False, until=AT + 40 * DAY, made_by="Ana", made_at=AT
    )
    assert (second.frozen, second.has_password, second.shown) == (True, True, Shown())


def test_are_seen_and_changed_in_their_workspace_alone(store, workspace):
    link = store.create_link(workspace, NEW_LINK).link
    other = store.create_workspace("Rival").id

    assert store.links(other) == []
    for change in (
        lambda: store.set_link(other, link.id, State.REVOKED, at=AT, who="Bo"),
        lambda: store.rotate_link(other, link.id, at=AT, who="Bo"),
        lambda: store.extend_link(other, link.id, AT + DAY, at=AT, who="Bo"),
    ):
        with pytest.raises(StoreError, match="link is not there"):
            change()
    assert store.links(workspace) == [link]
    with pytest.raises(StoreError, match="workspace is not there"):
        store.create_link("nobody", NEW_LINK)


def test_are_found_by_their_token_of_256_bits_which_is_kept_nowhere(store, workspace):
    made = store.create_link(workspace, NEW_LINK)
    again = store.create_link(workspace, NEW_LINK)

    assert store.grant(made.token).link == made.link
    assert store.grant(made.token).password == ""
    assert len(made.token) == 43
    assert made.token != again.token
    assert store.grant(digest(made.token)) is None
    assert store.grant("") is None
    rows = kept(store)["link"]
    assert len(rows) == 2
    assert not any(made.token in row for row in rows)
    assert any(digest(made.token) in row for row in rows)


def test_keep_of_a_password_what_only_the_password_fits(store, workspace):
    made = store.create_link(workspace, replace(NEW_LINK, password=PASSWORD))

    password = store.grant(made.token).password

    assert is_right(PASSWORD, password)
    assert not is_right(PASSWORD.upper(), password)
    assert not is_right("", password)
    assert not any(PASSWORD in row for row in kept(store)["link"])
    assert hashed(PASSWORD) != password
    assert sealed(made.token, password) != sealed(made.token, hashed(PASSWORD))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"password": "seven77"}, "at least 8 characters"),
        ({"until": AT}, "not before now"),
        ({"until": AT - DAY}, "not before now"),
        ({"until": AT + 365 * DAY + timedelta(seconds=1)}, "at most 365 days"),
    ],
)
def test_that_cannot_be_as_asked_are_not_made_at_all(store, workspace, wrong, says):
    with pytest.raises(StoreError, match=says):
        store.create_link(workspace, replace(NEW_LINK, page=b"<p>", **wrong))

    assert set(map(len, kept(store).values())) == {0}


def test_that_are_frozen_answer_with_the_bytes_of_their_making(store, workspace):
    frozen = store.create_link(workspace, replace(NEW_LINK, page=b"<p>\x00\xff")).link
    live = store.create_link(workspace, NEW_LINK).link

    assert store.link_page(frozen.id) == b"<p>\x00\xff"
    with pytest.raises(StoreError, match="page is not there"):
        store.link_page(live.id)


def test_open_with_a_new_token_only_once_it_is_rotated(store, workspace):
    made = store.create_link(workspace, replace(NEW_LINK, password=PASSWORD))

    again = store.rotate_link(workspace, made.link.id, at=AT, who="Ana")

    assert again.link == made.link
    assert store.grant(made.token) is None
    assert store.grant(again.token).link == made.link
    assert is_right(PASSWORD, store.grant(again.token).password)


def test_can_be_paused_revoked_and_opened_again(store, workspace):
    made = store.create_link(workspace, NEW_LINK)

    for state, opens in ((State.PAUSED, False), (State.OPEN, True), (State.REVOKED, False), (State.OPEN, True)):
        changed = store.set_link(workspace, made.link.id, state, at=AT, who="Ana")

        assert store.grant(made.token).link == changed
        assert changed.opens(AT) is opens


def test_end_by_themselves_and_can_be_made_to_last(store, workspace):
    made = store.create_link(workspace, replace(NEW_LINK, until=AT + 8 * DAY))
    second = timedelta(seconds=1)

    assert made.link.last_day == date(2026, 4, 9)
    assert replace(made.link, until=datetime(2026, 4, 9, tzinfo=UTC)).last_day == date(2026, 4, 8)
    assert made.link.opens(AT + 8 * DAY - second)
    assert not made.link.opens(AT + 8 * DAY)
    assert [made.link.ends_soon(AT + days * DAY) for days in (0, 1, 7, 8)] == [False, True, True, False]
    longer = store.extend_link(workspace, made.link.id, AT + 48 * DAY, at=AT + 8 * DAY, who="Ana")
    assert longer.opens(AT + 47 * DAY)
    assert store.grant(made.token).link == longer
    for until in (AT + 374 * DAY, AT + 8 * DAY):
        with pytest.raises(StoreError, match="Choose another day"):
            store.extend_link(workspace, made.link.id, until, at=AT + 8 * DAY, who="Ana")
    assert store.links(workspace) == [longer]


def test_count_an_address_once_a_day(store, workspace):
    made = store.create_link(workspace, NEW_LINK)
    other = store.create_link(workspace, NEW_LINK).link

    for address, at in (("a", AT), ("a", AT + timedelta(hours=1)), ("b", AT), ("a", AT + DAY)):
        store.note_opening(made.link.id, address, at=at)

    opened = store.grant(made.token).link
    assert (opened.views, opened.last_opened) == (3, AT + DAY)
    assert {one.id: one.views for one in store.links(workspace)} == {made.link.id: 3, other.id: 0}


def test_let_a_password_be_tried_five_times_in_a_quarter_of_an_hour_from_one_address(store, workspace):
    link, other = (store.create_link(workspace, NEW_LINK).link.id for _ in range(2))
    minutes = [0, 1, 2, 3, 4, 5, 14, 15, 15, 16]

    allowed = [store.allow_try(link, "here", at=AT + timedelta(minutes=minute)) for minute in minutes]

    assert [one is Try.YES for one in allowed] == [True] * 5 + [False, False, True, False, True]
    assert set(allowed) == {Try.YES, Try.LATER}
    later = AT + timedelta(minutes=16)
    assert store.allow_try(other, "here", at=later) is Try.YES
    assert store.allow_try(link, "there", at=later) is Try.YES
    store.forget_tries(link, "there")
    assert store.allow_try(link, "here", at=later) is Try.LATER
    store.forget_tries(link, "here")
    assert store.allow_try(link, "here", at=later) is Try.YES


def test_let_whoever_has_many_addresses_try_eighty_times_in_a_quarter_of_an_hour_and_keep_nobody_out_for_long():
    made = []
    for second in range(2 * 900):
        address, now = f"address {second}", AT + timedelta(seconds=second)
        if may_try(made, address, now) is Try.YES:
            made.append((address, now))
    moments = [at for _, at in made]

    # 20 at once, then those at the 34th, 49th, … 889th second and so on
    assert len(moments) == 20 + (1_799 - 19) // 15
    assert max(sum(one <= at < one + timedelta(minutes=15) for at in moments) for one in moments) <= 80
    waits = [later - at for at, later in pairwise(moments)]
    assert max(waits) == timedelta(seconds=15)
    assert may_try(made, "an honest one", moments[-1] + timedelta(seconds=14)) is Try.IN_A_MOMENT
    assert may_try(made, "an honest one", moments[-1] + timedelta(seconds=15)) is Try.YES


def test_are_no_change_of_what_the_workspace_holds(store, workspace):
    made = store.create_link(workspace, NEW_LINK)
    store.note_opening(made.link.id, "a", at=AT)
    store.set_link(workspace, made.link.id, State.PAUSED, at=AT, who="Ana")

    found = store.workspace(workspace)
    assert (found.facts_version, found.plans_version) == (0, 0)


def test_leave_a_trace_of_what_was_done_with_them(store, workspace):
    made = store.create_link(workspace, NEW_LINK).link
    store.set_link(workspace, made.id, State.PAUSED, at=AT + DAY, who="Bo")
    store.set_link(workspace, made.id, State.OPEN, at=AT + 2 * DAY, who="Bo")
    store.rotate_link(workspace, made.id, at=AT + 3 * DAY, who="Ana")
    store.extend_link(workspace, made.id, AT + 50 * DAY, at=AT + 4 * DAY, who="Ana")
    for hour in (1, 2):
        store.note_opening(made.id, "d1f2a3b4c5", at=AT + 5 * DAY + timedelta(hours=hour))
    store.note_failure(made.id, "d1f2a3b4c5", at=AT + 6 * DAY)
    store.set_link(workspace, made.id, State.REVOKED, at=AT + 7 * DAY, who="Ana")

    assert [((one.at - AT).days, one.who, one.what) for one in reversed(store.acts(workspace))] == [
        (0, "Ana", "made a link"),
        (1, "Bo", "paused a link"),
        (2, "Bo", "opened a link again"),
        (3, "Ana", "gave a link another address"),
        (4, "Ana", "let a link last until 2026-05-21"),
        (5, "", "somebody at the address d1f2a3b4 opened a link"),
        (6, "", "somebody at the address d1f2a3b4 told a wrong password"),
        (7, "Ana", "revoked a link"),
    ]
    assert {one.on for one in store.acts(workspace)} == {made.id}
