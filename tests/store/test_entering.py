"""Who came in by name does in each workspace what their role there allows, and finds no other workspace."""

import pytest

from kpi.errors import StoreError
from kpi.store import Role, Store, open_store
from kpi.store.entering import OF_OWNERS, entering
from kpi.store.looking import ASKED, OFFERED
from tests.store.builders import AT
from tests.store.test_looking import ASKED_OF_ONE, CHANGES, ITS_NAME, filled, kept, told

NAMES_NO_WORKSPACE = {name for name, words in CHANGES.items() if words[:1] != ("mine",)}
"""What a person who came in by name does not ask of the store: the server does, for them or for all."""
CHANGES_ONE = sorted(CHANGES.keys() - NAMES_NO_WORKSPACE)


@pytest.fixture(scope="module")
def store():
    """Give the store of all tests here that change nothing."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def mine(store):
    return filled(store, "Velmora")


@pytest.fixture(scope="module")
def theirs(store, mine):  # noqa: ARG001
    return filled(store, "Canary")


@pytest.fixture
def new_store():
    """Give a store to a test that changes something."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def do(store: Store, name: str, workspace: str) -> object:
    return getattr(store, name)(*(workspace if word == "mine" else word for word in CHANGES[name]))


def test_what_only_owners_do_is_something_that_a_store_offers():
    assert OF_OWNERS <= OFFERED - ASKED


@pytest.mark.parametrize("name", CHANGES_ONE)
def test_a_viewer_changes_nothing(store, mine, name):
    before = kept(store)

    with pytest.raises(StoreError, match="look at this workspace, but not change it"):
        do(entering(store, {mine: Role.VIEWER}), name, mine)

    assert kept(store) == before


@pytest.mark.parametrize("name", CHANGES_ONE)
@pytest.mark.parametrize("role", Role)
def test_nobody_changes_a_workspace_that_they_have_no_role_in(store, mine, theirs, name, role):
    before = kept(store)

    with pytest.raises(StoreError, match="not yours to change"):
        do(entering(store, {mine: role}), name, theirs)

    assert kept(store) == before


@pytest.mark.parametrize("name", sorted(NAMES_NO_WORKSPACE))
def test_nobody_does_what_the_server_does_for_all(store, mine, name):
    before = kept(store)

    with pytest.raises(StoreError, match="not yours"):
        do(entering(store, {mine: Role.OWNER}), name, mine)

    assert kept(store) == before


@pytest.mark.parametrize("name", sorted(OF_OWNERS))
def test_an_editor_does_not_say_who_may_come(store, mine, name):
    before = kept(store)

    with pytest.raises(StoreError, match="Only an owner"):
        do(entering(store, {mine: Role.EDITOR}), name, mine)

    assert kept(store) == before


def test_an_editor_of_one_workspace_and_viewer_of_another_is_each_in_its_place(new_store):
    mine, theirs = filled(new_store, "Velmora"), filled(new_store, "Canary")
    both = entering(new_store, {mine: Role.EDITOR, theirs: Role.VIEWER})

    both.delete_target(mine, "t1")

    assert new_store.targets(mine) == []
    assert {one.id for one in both.workspaces()} == {mine, theirs}
    with pytest.raises(StoreError, match="but not change it"):
        both.delete_target(theirs, "t1")
    assert [one.id for one in new_store.targets(theirs)] == ["t1"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ASKED_OF_ONE)
def test_every_role_finds_what_is_in_its_workspace_and_in_no_other(store, mine, theirs, name, role):
    came = entering(store, {mine: role})

    assert told(getattr(came, name)(mine, *ASKED_OF_ONE[name])) == told(getattr(store, name)(mine, *ASKED_OF_ONE[name]))
    with pytest.raises(StoreError, match="not yours to see"):
        getattr(came, name)(theirs, **ITS_NAME.get(name, {}))


def test_an_owner_lets_others_in(new_store):
    mine = filled(new_store, "Velmora")
    owner = entering(new_store, {mine: Role.OWNER})

    do(owner, "save_member", mine)

    assert [one.invited_at for one in owner.members(mine)] == [AT]


def test_who_has_no_role_anywhere_finds_nothing(store, mine):
    nobody = entering(store, {})

    assert nobody.workspaces() == []
    with pytest.raises(StoreError, match="not yours to see"):
        nobody.workspace(mine)
