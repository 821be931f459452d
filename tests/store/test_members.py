"""Who may come and who was signed out is kept by every store alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kpi.errors import StoreError
from kpi.store import Member, Role, open_store
from kpi.store.members import plain_address
from tests.store.builders import AT

ANA = Member("ana@velmora.example", Role.OWNER, "", AT)
BEN = Member("ben@velmora.example", Role.VIEWER, "ana@velmora.example", AT)
LATER = AT + timedelta(hours=1)


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Velmora").id


def test_members_come_back_by_address(store, workspace):
    for member in (BEN, ANA):
        store.save_member(workspace, member)

    assert store.members(workspace) == [ANA, BEN]


def test_a_role_is_changed_in_its_place(store, workspace):
    store.save_member(workspace, BEN)
    store.save_member(workspace, replace(BEN, role=Role.EDITOR))

    assert store.members(workspace) == [replace(BEN, role=Role.EDITOR)]
    assert store.roles(BEN.address) == {workspace: Role.EDITOR}


def test_a_member_of_one_workspace_is_none_of_another(store, workspace):
    other = store.create_workspace("Brightside").id
    store.save_member(workspace, BEN)
    store.save_member(other, replace(ANA, role=Role.EDITOR))

    assert store.roles(BEN.address) == {workspace: Role.VIEWER}
    assert store.roles(ANA.address) == {other: Role.EDITOR}
    assert store.roles("nobody@velmora.example") == {}


def test_who_is_let_in_no_more_has_no_role_and_can_be_let_in_again(store, workspace):
    store.save_member(workspace, BEN)

    gone = store.delete_member(workspace, BEN.address)

    assert gone == BEN
    assert store.roles(BEN.address) == {}
    store.save_member(workspace, gone)
    assert store.roles(BEN.address) == {workspace: Role.VIEWER}


def test_who_is_no_member_cannot_be_taken_out(store, workspace):
    with pytest.raises(StoreError, match="member is not there any more"):
        store.delete_member(workspace, BEN.address)


@pytest.mark.parametrize("ask", [lambda store: store.members("gone"), lambda store: store.save_member("gone", BEN)])
def test_a_workspace_that_is_gone_has_no_members(store, ask):
    with pytest.raises(StoreError, match="workspace is not there any more"):
        ask(store)


def test_an_invited_person_is_greeted_once(store, workspace):
    store.save_member(workspace, BEN)
    store.greet(BEN.address, "Ben Ortiz", at=LATER)
    store.greet(BEN.address, "Another Ben", at=LATER + timedelta(days=1))

    assert store.members(workspace) == [replace(BEN, name="Ben Ortiz", came_at=LATER)]


def test_letting_people_in_leaves_facts_and_plans_as_they_are(store, workspace):
    before = store.workspace(workspace)

    store.save_member(workspace, BEN)
    store.delete_member(workspace, BEN.address)

    assert store.workspace(workspace) == before


def test_a_session_that_was_ended_is_over_and_others_are_not(store):
    store.sign_out("first", at=AT)

    assert store.is_signed_out(ANA.address, "first", since=AT)
    assert not store.is_signed_out(ANA.address, "second", since=AT)


def test_signing_out_everywhere_ends_what_began_before_and_nobody_elses(store):
    store.sign_out_everywhere(ANA.address, at=AT)

    assert store.is_signed_out(ANA.address, "one", since=AT - timedelta(days=3))
    assert store.is_signed_out(ANA.address, "two", since=AT)
    assert not store.is_signed_out(ANA.address, "three", since=AT + timedelta(seconds=1))
    assert not store.is_signed_out(BEN.address, "four", since=AT - timedelta(days=3))
    assert not store.is_signed_out("", "five", since=AT - timedelta(days=3))


def test_signing_out_everywhere_again_ends_what_began_since(store):
    store.sign_out_everywhere("", at=AT)
    store.sign_out_everywhere("", at=LATER)

    assert store.is_signed_out("", "one", since=AT + timedelta(minutes=1))


def test_ended_sessions_are_forgotten_when_no_sign_in_can_last_so_long(store):
    store.sign_out("old", at=AT)
    store.sign_out("new", at=AT + timedelta(days=61))

    assert not store.is_signed_out("", "old", since=AT)
    assert store.is_signed_out("", "new", since=AT)


@pytest.mark.parametrize("typed", ["Ana@Velmora.Example", " ana@velmora.example\n"])
def test_an_address_is_one_however_it_is_typed(typed):
    assert plain_address(typed) == "ana@velmora.example"


def test_two_addresses_that_only_look_alike_stay_two():
    kelvin = "\N{KELVIN SIGN}im@velmora.example"

    assert plain_address(kelvin) != plain_address("kim@velmora.example")


@pytest.mark.parametrize("typed", ["", "ana", "@velmora.example", "ana@", "a b@velmora.example", "a@x, b@y", "a\x00@b"])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(StoreError, match="is no e-mail address"):
        plain_address(typed)
