"""Who may only look changes nothing and sees no other workspace, whatever a store comes to offer."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from sqlalchemy import select

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.errors import StoreError
from kpi.facts import Brand
from kpi.management.comment import Comment
from kpi.periods import Period
from kpi.reading.report import Reference
from kpi.recipe import Change
from kpi.store import Assumption, Member, NewFile, Note, Reader, Role, Store, open_store, schema
from kpi.store.keeping import Act
from kpi.store.links import State
from kpi.store.looking import looking
from tests.calendar.builders import campaign, entry
from tests.store.builders import AT, number, records, target
from tests.store.test_links import NEW_LINK
from tests.store.test_own import SCENARIO
from tests.store.test_store import QUERIES

WHY = "You may look at this workspace, and change nothing."
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
ASKED_OF_ONE = {
    **dict.fromkeys(("workspace", "files", "references", "records", "accounts", "typed_numbers", "targets"), ()),
    **dict.fromkeys(("target_histories", "assumptions", "own", "notes", "scenarios", "comments", "links"), ()),
    **dict.fromkeys(("entries", "campaigns", "acts", "summary"), ()),
    "original": (1,),
    "reference_table": (1,),
}
ITS_NAME = {"original": {"file_id": 2}, "reference_table": {"reference_id": 2}}
SAYS_NO_NAME = {"reference_table"}
ASKED_ACROSS = {"workspaces", "accounts_elsewhere"}
CHANGES = {
    "create_workspace": ("Another",),
    "first_workspace": ("Another",),
    "rename": ("mine", "Otherwise"),
    "save_brand": ("mine", Brand("Otherwise")),
    "change_settings": ("mine", {"locale": "de"}),
    "add_files": ("mine", [NewFile("more.csv", b"more", {}, records(("2026-02-01", 1.0)))]),
    "place_file": ("mine", 1),
    "hold_files": ("mine", [1], "layout"),
    "read_again": ("mine", 1),
    "remove_files": ("mine", [1]),
    "restore_files": ("mine", [1]),
    "forget_removed": (AT,),
    "save_typed_numbers": ("mine", [number("2026-02-28")]),
    "delete_typed_number": ("mine", number()),
    "save_target": ("mine", target("t2")),
    "delete_target": ("mine", "t1"),
    "save_assumption": ("mine", Assumption("X", 1.0, "EUR", "Ana", AT)),
    "delete_assumption": ("mine", "Instagram"),
    "save_kpi": ("mine", Kpi("b", "B", "shares / posts", "")),
    "delete_kpi": ("mine", "a"),
    "save_objective": ("mine", Objective("p", "P", "?", ("reach",), headline="reach")),
    "delete_objective": ("mine", "o"),
    "save_note": ("mine", Note("n2", MARCH.end, "More", "Ana", AT)),
    "delete_note": ("mine", "n1"),
    "save_scenario": ("mine", replace(SCENARIO, id="s2")),
    "delete_scenario": ("mine", "s1"),
    "save_comment": ("mine", Comment(MARCH.start, MARCH.start, "More", "", "", "", "Ana", AT, {})),
    "delete_comment": ("mine", MARCH),
    "create_link": ("mine", NEW_LINK),
    "rotate_link": ("mine", "l1"),
    "set_link": ("mine", "l1", State.REVOKED),
    "extend_link": ("mine", "l1", AT),
    "grant": ("token",),
    "link_page": ("l1",),
    "note_opening": ("l1", "address"),
    "allow_try": ("l1", "address"),
    "note_failure": ("l1", "address"),
    "forget_tries": ("l1", "address"),
    "members": ("mine",),
    "save_member": ("mine", Member("ana@velmora.example", Role.VIEWER, "", AT)),
    "delete_member": ("mine", "ana@velmora.example"),
    "roles": ("ana@velmora.example",),
    "greet": ("ana@velmora.example", "Ana"),
    "sign_out": ("a session",),
    "sign_out_everywhere": ("ana@velmora.example",),
    "is_signed_out": ("ana@velmora.example", "a session"),
    "save_entries": ("mine", [entry("e2")]),
    "save_entry": ("mine", entry("e2")),
    "delete_entry": ("mine", "e1"),
    "delete_entries": ("mine", ["e1"]),
    "save_campaigns": ("mine", [campaign("c2")]),
    "save_campaign": ("mine", campaign("c2")),
    "delete_campaign": ("mine", "c1"),
    "archive_workspace": ("mine",),
    "restore_workspace": ("mine",),
    "delete_workspace": ("mine",),
    "let_go_originals": (AT,),
    "note_act": ("mine", Act(AT, "Ana", "more")),
    "draft": ("mine", "ana", "target"),
    "save_draft": ("mine", "ana", "target", {"goal": 1}),
    "write_whole": ("mine", BytesIO()),
    "read_whole": (BytesIO(),),
    "follow_recipe": ("mine", Change()),
    "keep_summary": ("mine", {"until": None}),
    "note_used": ("mine", "ana@velmora.example"),
    "last_used": ("ana@velmora.example",),
    "close": (),
}


def filled(store, name):
    """Make a workspace of which everything that is kept bears its name; give its id."""
    made = store.create_workspace(name).id
    account = records(("2026-01-01", 10.0), file=f"{name}.csv", account=name)
    sheet = {"channel": "Instagram", "last_date": "2026-01-01", "accounts": [{"name": name, "id": ""}]}
    report = {"file": name, "sheets": [sheet]}
    shown: Reference = replace(QUERIES, label=name)
    store.add_files(made, [NewFile(f"{name}.csv", name.encode(), report, account, [shown])], uploaded_at=AT)
    store.save_brand(made, Brand(name))
    store.save_typed_numbers(made, [number(by=name)])
    for goal in (1.0, 2.0):
        store.save_target(made, replace(target(goal=goal), owner=name), who=name)
    store.save_assumption(made, Assumption("Instagram", 1.0, "EUR", name, AT))
    store.save_kpi(made, Kpi("a", name, "shares / posts", ""))
    store.save_objective(made, Objective("o", name, "?", ("reach",), headline="reach"))
    store.save_note(made, Note("n1", MARCH.start, name, "Ana", AT))
    store.save_scenario(made, replace(SCENARIO, name=name))
    store.create_link(made, replace(NEW_LINK, name=name))
    store.save_comment(made, Comment(MARCH.start, MARCH.end, name, "", "", "", "Ana", AT, {}))
    store.save_entries(made, [entry(title=name)])
    store.save_campaigns(made, [campaign(called=name)])
    store.note_act(made, Act(AT, "Ana", "made", name))
    store.keep_summary(made, {"channels": [name]})
    return made


@pytest.fixture(scope="module")
def store():
    """Give one for all of these tests: none of them may change anything in it."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def mine(store):
    return filled(store, "Velmora")


@pytest.fixture(scope="module")
def theirs(store, mine):  # noqa: ARG001
    return filled(store, "Canary")


@pytest.fixture(scope="module")
def seen(store, mine, theirs):  # noqa: ARG001
    return looking(store, only={mine}, why=WHY)


def offered(by):
    return {name for name in dir(by) if not name.startswith("_")}


def kept(store):
    """Give every row of every table."""
    with store._engine.connect() as connection:
        return {table.name: connection.execute(select(table)).all() for table in schema.tables.sorted_tables}


def told(answer):
    return answer.to_csv() if isinstance(answer, pd.DataFrame) else repr(answer)


def test_every_method_of_a_store_is_one_that_looks_or_one_that_changes():
    assert offered(Reader) == ASKED_OF_ONE.keys() | ASKED_ACROSS
    assert offered(Store) - offered(Reader) == CHANGES.keys(), "a new method: give it an example here"


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_something_is_refused_and_changes_nothing(store, seen, mine, name):
    before = kept(store)
    words = [mine if word == "mine" else word for word in CHANGES[name]]

    with pytest.raises(StoreError, match="You may look at this workspace"):
        getattr(seen, name)(*words)

    assert kept(store) == before


@pytest.mark.parametrize("name", ASKED_OF_ONE)
def test_what_is_asked_of_a_workspace_that_may_be_seen_is_answered_and_changes_nothing(store, seen, mine, name):
    before = kept(store)

    answer = told(getattr(seen, name)(mine, *ASKED_OF_ONE[name]))

    assert answer == told(getattr(store, name)(mine, *ASKED_OF_ONE[name]))
    assert "Canary" not in answer
    assert "Velmora" in answer or name in SAYS_NO_NAME, "an answer of nothing would prove nothing"
    assert kept(store) == before


@pytest.mark.parametrize("name", ASKED_OF_ONE)
def test_nothing_is_answered_about_another_workspace(store, seen, theirs, name):
    its_own = ITS_NAME.get(name, {})
    getattr(store, name)(theirs, **its_own)

    with pytest.raises(StoreError, match="not yours to see") as refused:
        getattr(seen, name)(theirs, **its_own)
    with pytest.raises(StoreError, match="not yours to see"):
        getattr(seen, name)(workspace_id=theirs, **its_own)

    assert "Canary" not in str(refused.value)


def test_the_lists_across_workspaces_leave_out_those_that_may_not_be_seen(store, seen, mine, theirs):
    assert [one.id for one in seen.workspaces()] == [mine]
    assert seen.accounts_elsewhere(mine) == {}
    with pytest.raises(StoreError, match="not yours to see"):
        seen.accounts_elsewhere(theirs)
    both = looking(store, only={mine, theirs}, why=WHY)
    assert both.accounts_elsewhere(mine) == store.accounts_elsewhere(mine)
    assert list(both.accounts_elsewhere(mine)) == ["Canary"]


def test_where_no_workspace_is_named_all_can_be_seen_and_none_changed(store, mine, theirs):
    all_seen = looking(store, only=None, why=WHY)

    assert all_seen.workspaces() == store.workspaces()
    assert all_seen.targets(theirs) == store.targets(theirs)
    with pytest.raises(StoreError, match="You may look"):
        all_seen.delete_target(mine, "t1")


def test_with_no_workspace_allowed_nothing_is_seen(store, mine):
    none = looking(store, only=(), why=WHY)

    assert none.workspaces() == []
    with pytest.raises(StoreError, match="not yours to see"):
        none.workspace(mine)


def test_questions_can_be_left_unanswered_too(store, mine):
    without = looking(store, only={mine}, why=WHY, without={"original"})

    assert without.files(mine) == store.files(mine)
    with pytest.raises(StoreError, match="You may look"):
        without.original(mine, 1)
    with pytest.raises(ValueError, match="originals"):
        looking(store, only={mine}, why=WHY, without={"originals"})


def test_what_no_store_offers_is_not_there(seen):
    assert not hasattr(seen, "engine")
    assert not hasattr(seen, "_engine")
