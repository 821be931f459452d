"""A workspace's own KPIs, objectives, notes and scenarios are kept by every store alike."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.workspace import Own, catalogue
from kpi.cost import Cpm, Provenance, typed
from kpi.errors import StoreError
from kpi.lab import Inputs, Scenario
from kpi.periods import Period
from kpi.store import Note, open_store
from tests.store import version_1
from tests.store.builders import AT

REPLY_RATE = Kpi(
    "reply_rate",
    "Reply rate",
    "comments / impressions",
    "How many answer.",
    unit=Unit.PERCENT,
    better=Better.LOWER,
)
LAUNCH = Objective("launch", "Launch", "Did it work?", ("reply_rate", "ctr"), headline="ctr")
NOTE = Note("n1", date(2026, 3, 5), "The spring campaign begins", "Ana", AT, until=date(2026, 3, 12), channel="X")
CPMS = {
    "Instagram": typed("Instagram", 8.0, low=3.0, high=15.0, currency="EUR"),
    "LinkedIn": Cpm("LinkedIn", 30.0, 20.5, 41.25, "EUR", Provenance.COMPUTED, "LinkedIn ads, Q1 2026"),
}
SCENARIO = Scenario(
    id="s1",
    name="Twice the reels",
    period=Period(date(2026, 1, 1), date(2026, 3, 31)),
    until=date(2026, 3, 29),
    channels=("Instagram", "LinkedIn"),
    accounts=("nordlicht",),
    inputs=Inputs(CPMS, {"Instagram": 0.2}),
    seen={"Instagram": 50_000.0, "LinkedIn": 1_234.5},
    made_by="Ana",
    made_at=AT,
    filled_in={"cpm-instagram": 8.0, "growth-instagram": 20, "currency": "EUR"},
)


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def versions(store, workspace):
    mine = store.workspace(workspace)
    return mine.plans_version, mine.facts_version


class TestOwnKpis:
    def test_come_back_as_they_were_saved_in_the_order_of_their_making(self, store, workspace):
        assert store.own(workspace) == Own()

        store.save_kpi(workspace, replace(REPLY_RATE, key="z"))
        store.save_kpi(workspace, REPLY_RATE)

        assert store.own(workspace).kpis == (replace(REPLY_RATE, key="z"), REPLY_RATE)

    def test_of_the_same_key_are_replaced_where_they_stand(self, store, workspace):
        for key in "ab":
            store.save_kpi(workspace, replace(REPLY_RATE, key=key))

        store.save_kpi(workspace, replace(REPLY_RATE, key="a", label="New"))

        assert [(kpi.key, kpi.label) for kpi in store.own(workspace).kpis] == [("a", "New"), ("b", "Reply rate")]

    def test_are_kept_with_the_formula_that_was_typed(self, store, workspace):
        store.save_kpi(workspace, REPLY_RATE)
        store.save_kpi(workspace, replace(REPLY_RATE, key="twice", formula="reply_rate * 2"))
        known = catalogue(store.own(workspace))

        store.save_kpi(workspace, replace(known.kpis["twice"], label="Twice"))

        assert store.own(workspace).kpis[1].formula == "reply_rate * 2"

    def test_that_are_deleted_are_given_back_and_can_be_saved_again(self, store, workspace):
        store.save_kpi(workspace, REPLY_RATE)

        gone = store.delete_kpi(workspace, "reply_rate")

        assert store.own(workspace) == Own()
        store.save_kpi(workspace, gone)
        assert store.own(workspace).kpis == (REPLY_RATE,)

    def test_that_are_not_there_are_told_and_change_nothing(self, store, workspace):
        with pytest.raises(StoreError, match="KPI is not there"):
            store.delete_kpi(workspace, "reply_rate")
        with pytest.raises(StoreError, match="objective is not there"):
            store.delete_objective(workspace, "launch")

        assert versions(store, workspace) == (0, 0)

    def test_change_the_catalogue_and_not_the_facts(self, store, workspace):
        store.save_kpi(workspace, REPLY_RATE)
        store.save_objective(workspace, LAUNCH)
        store.delete_objective(workspace, "launch")
        store.delete_kpi(workspace, "reply_rate")

        assert versions(store, workspace) == (4, 0)

    def test_are_seen_in_their_workspace_alone(self, store, workspace):
        store.save_kpi(workspace, REPLY_RATE)
        store.save_objective(workspace, LAUNCH)
        store.save_note(workspace, NOTE)

        other = store.create_workspace("Rival").id

        assert store.own(other) == Own()
        store.save_scenario(workspace, SCENARIO)
        assert store.notes(other) == []
        assert store.scenarios(other) == []
        with pytest.raises(StoreError, match="scenario is not there"):
            store.delete_scenario(other, "s1")
        with pytest.raises(StoreError, match="KPI is not there"):
            store.delete_kpi(other, "reply_rate")
        with pytest.raises(StoreError, match="note is not there"):
            store.delete_note(other, "n1")
        for save, given in (
            (store.save_kpi, REPLY_RATE),
            (store.save_objective, LAUNCH),
            (store.save_note, NOTE),
            (store.save_scenario, SCENARIO),
        ):
            with pytest.raises(StoreError, match="workspace is not there"):
                save("nobody", given)


class TestObjectives:
    def test_that_are_new_come_back_as_they_were_saved(self, store, workspace):
        store.save_objective(workspace, LAUNCH)
        store.save_objective(workspace, replace(LAUNCH, key="a"))
        store.save_objective(workspace, replace(LAUNCH, question="Was it good?"))

        assert store.own(workspace).objectives == (replace(LAUNCH, question="Was it good?"), replace(LAUNCH, key="a"))

    def test_that_were_changed_are_as_shipped_once_the_change_is_taken_back(self, store, workspace):
        changed = replace(OBJECTIVES["growth"], kpis=("followers",), headline="followers")
        store.save_objective(workspace, changed)
        assert catalogue(store.own(workspace)).objectives["growth"].kpis == ("followers",)

        gone = store.delete_objective(workspace, "growth")

        assert catalogue(store.own(workspace)).objectives == OBJECTIVES
        assert (gone.kpis, gone.headline) == (("followers",), "followers")


class TestNotes:
    def test_are_listed_by_day(self, store, workspace):
        earlier = Note("n2", date(2026, 3, 1), "A new editor", "Bo", AT)
        store.save_note(workspace, NOTE)
        store.save_note(workspace, earlier)

        assert store.notes(workspace) == [earlier, NOTE]

    def test_of_the_same_id_are_replaced(self, store, workspace):
        store.save_note(workspace, NOTE)
        changed = replace(NOTE, text="It began late", until=None, channel="", made_at=AT + timedelta(hours=1))

        store.save_note(workspace, changed)

        assert store.notes(workspace) == [changed]

    def test_that_are_deleted_are_given_back_and_can_be_saved_again(self, store, workspace):
        store.save_note(workspace, NOTE)

        assert store.delete_note(workspace, "n1") == NOTE
        assert store.notes(workspace) == []
        with pytest.raises(StoreError, match="note is not there"):
            store.delete_note(workspace, "n1")

    def test_count_as_changes_of_the_plans_and_leave_the_facts_as_they_are(self, store, workspace):
        store.save_note(workspace, NOTE)
        store.delete_note(workspace, "n1")

        assert versions(store, workspace) == (2, 0)


class TestScenarios:
    def test_come_back_as_they_were_saved_in_the_order_of_their_making(self, store, workspace):
        later = replace(SCENARIO, id="s0", name="Half of it", made_at=AT + timedelta(hours=1), filled_in={})
        store.save_scenario(workspace, later)
        store.save_scenario(workspace, SCENARIO)

        assert store.scenarios(workspace) == [SCENARIO, later]
        assert store.scenarios(workspace)[0].estimate == SCENARIO.estimate

    def test_of_the_same_id_are_replaced(self, store, workspace):
        store.save_scenario(workspace, SCENARIO)

        store.save_scenario(workspace, replace(SCENARIO, name="Three times the reels"))

        assert store.scenarios(workspace) == [replace(SCENARIO, name="Three times the reels")]

    def test_that_are_deleted_are_given_back_and_can_be_saved_again(self, store, workspace):
        store.save_scenario(workspace, SCENARIO)

        gone = store.delete_scenario(workspace, "s1")
        assert (gone, store.scenarios(workspace)) == (SCENARIO, [])
        with pytest.raises(StoreError, match="scenario is not there"):
            store.delete_scenario(workspace, "s1")
        store.save_scenario(workspace, gone)

        assert store.scenarios(workspace) == [SCENARIO]

    def test_count_as_changes_of_the_plans_and_leave_the_facts_as_they_are(self, store, workspace):
        store.save_scenario(workspace, SCENARIO)
        store.delete_scenario(workspace, "s1")

        assert versions(store, workspace) == (2, 0)


def test_a_database_of_version_1_gets_a_catalogue_of_its_own(tmp_path):
    url = f"sqlite:///{tmp_path}/1.db"
    version_1.make(url)
    store = open_store(url)

    store.save_kpi(version_1.WORKSPACE, REPLY_RATE)

    assert catalogue(store.own(version_1.WORKSPACE)).kpis == catalogue(Own(kpis=(REPLY_RATE,))).kpis
    assert versions(store, version_1.WORKSPACE) == (1, 3)
    assert "reply_rate" not in KPIS
    store.close()
