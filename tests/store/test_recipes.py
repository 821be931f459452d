"""A recipe goes from one workspace to another whole, can be taken back, and takes no data along."""

from dataclasses import replace

import pytest

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.workspace import Own
from kpi.errors import StoreError
from kpi.recipe import Change, Recipe, change_to, recipe_of, taken_back
from kpi.store import open_store

SAVE_RATE = Kpi("save_rate", "Save rate", "saves / exposures", "How many kept it.")
LOYAL = Objective("loyal", "Loyalty", "Do they stay?", ("save_rate", "comments"), headline="save_rate")
SHORTER = replace(OBJECTIVES["engagement"], kpis=("comments", "save_rate"), headline="comments", verdict=None)
LOOK = {
    "management_figures": ["save_rate", "impressions"],
    "locale": "de-DE",
    "week_start": "sunday",
    "links": {"days": 10, "password": True},
}


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def given(store):
    """Keep a workspace with a recipe, and what belongs to it alone."""
    mine = store.create_workspace("Velmora")
    store.save_kpi(mine.id, SAVE_RATE)
    store.save_objective(mine.id, LOYAL)
    store.save_objective(mine.id, SHORTER)
    return store.change_settings(mine.id, {**LOOK, "currency": "EUR", "sector": "Bicycles", "effort": [{"cost": 9}]})


def follow(store, recipe, theirs):
    """Let a workspace follow a recipe; give what changed."""
    change = change_to(recipe, store.own(theirs.id), theirs.settings)
    store.follow_recipe(theirs.id, change)
    return change


def test_a_recipe_that_went_over_is_found_there_as_it_was(store, given):
    theirs = store.create_workspace("Bogen")
    recipe = recipe_of(store.own(given.id), given.settings)

    follow(store, recipe, theirs)

    kept = store.workspace(theirs.id)
    assert recipe_of(store.own(theirs.id), kept.settings) == recipe
    assert kept.settings == LOOK
    assert change_to(recipe, store.own(theirs.id), kept.settings).is_empty


def test_what_a_workspace_has_besides_stays_and_its_shipped_objectives_follow(store):
    theirs = store.create_workspace("Bogen")
    own = Kpi("reply_rate", "Reply rate", "comments / posts", "How many answered.")
    other = Kpi("save_rate", "Saved", "saves / posts", "How many kept it.")
    store.save_kpi(theirs.id, own)
    store.save_kpi(theirs.id, other)
    store.save_objective(theirs.id, replace(OBJECTIVES["growth"], kpis=("followers",), headline="followers"))
    theirs = store.change_settings(theirs.id, {"currency": "CHF", "locale": "fr-FR"})

    change = follow(store, Recipe((SAVE_RATE,), (LOYAL,), {"week_start": "sunday"}), theirs)

    assert change.stays == ("Save rate",)
    assert store.own(theirs.id) == Own((own, other), (LOYAL,))
    assert store.workspace(theirs.id).settings == {"currency": "CHF", "week_start": "sunday"}


def test_a_recipe_can_be_taken_back(store, given):
    theirs = store.create_workspace("Bogen")
    store.save_objective(theirs.id, replace(SHORTER, kpis=("comments",)))
    theirs = store.change_settings(theirs.id, {"locale": "fr-FR"})
    before = store.own(theirs.id), theirs.settings

    change = follow(store, recipe_of(store.own(given.id), given.settings), theirs)
    store.follow_recipe(theirs.id, taken_back(change, *before))

    assert (store.own(theirs.id), store.workspace(theirs.id).settings) == before


def test_what_is_worked_out_from_plans_is_worked_out_anew(store, given):
    before = given.plans_version

    assert store.follow_recipe(given.id, Change(kpis=(SAVE_RATE,))).plans_version > before
    with pytest.raises(StoreError):
        store.follow_recipe("nobody", Change())


def test_each_person_is_led_back_to_the_workspace_that_they_used_last(store, given):
    theirs = store.create_workspace("Bogen")
    assert store.last_used("ana@velmora.example") == ""

    store.note_used(given.id, "ana@velmora.example")
    store.note_used(theirs.id, "ana@velmora.example")
    store.note_used(given.id, "")

    assert (store.last_used("ana@velmora.example"), store.last_used("")) == (theirs.id, given.id)
    with pytest.raises(StoreError):
        store.note_used("nobody", "")
