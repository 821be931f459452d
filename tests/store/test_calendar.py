"""The calendar is kept by every store alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kpi.errors import StoreError
from kpi.store import open_store
from tests.calendar.builders import AT, campaign, entry, full_entry


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def test_posts_come_back_as_they_were_planned_by_day_and_time(store, workspace):
    late = replace(full_entry(), id="late")
    whole_day, next_day = entry("b"), entry("a", "2026-10-21")
    store.save_entries(workspace, [next_day, late, whole_day])

    assert store.entries(workspace) == [whole_day, late, next_day]


def test_a_post_that_is_saved_again_is_replaced(store, workspace):
    store.save_entries(workspace, [entry()])
    moved = replace(entry(day="2026-10-22"), title="Moved", changed_at=AT + timedelta(hours=1))

    store.save_entries(workspace, [moved])

    assert store.entries(workspace) == [moved]


def test_thousands_of_posts_are_saved_at_once(store, workspace):
    many = [entry(f"e{number:04}", title=f"Post {number}") for number in range(2_100)]

    store.save_entries(workspace, many)

    assert len(store.entries(workspace)) == 2_100
    assert store.workspace(workspace).plans_version == 1


def test_posts_that_are_deleted_are_given_back_and_can_be_saved_again(store, workspace):
    store.save_entries(workspace, [entry("a"), entry("b"), entry("c")])

    gone = store.delete_entries(workspace, ["c", "a"])

    assert gone == [entry("a"), entry("c")]
    assert store.entries(workspace) == [entry("b")]
    store.save_entries(workspace, gone)
    assert store.entries(workspace) == [entry("a"), entry("b"), entry("c")]


def test_where_one_of_several_is_gone_none_is_deleted(store, workspace):
    store.save_entries(workspace, [entry("a")])

    with pytest.raises(StoreError, match="not in the calendar any more"):
        store.delete_entries(workspace, ["a", "b"])

    assert store.entries(workspace) == [entry("a")]


def test_campaigns_come_back_by_their_days_and_can_be_deleted(store, workspace):
    late, early = campaign("a", "2026-11-01", "2026-11-30", on_charts=True, note="Ö,\n;"), campaign("b")
    store.save_campaigns(workspace, [late, early])

    assert store.campaigns(workspace) == [early, late]
    assert store.delete_campaign(workspace, "a") == late
    assert store.campaigns(workspace) == [early]
    with pytest.raises(StoreError, match="campaign is not there"):
        store.delete_campaign(workspace, "a")


def test_the_calendar_counts_as_plans_and_is_seen_in_its_workspace_alone(store, workspace):
    store.save_entries(workspace, [entry()])
    store.save_campaigns(workspace, [campaign()])
    kept, other = store.workspace(workspace), store.create_workspace("Rival").id

    assert (kept.plans_version, kept.facts_version) == (2, 0)
    assert (store.entries(other), store.campaigns(other)) == ([], [])
