"""The comments of the management page are kept by every store alike."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpi.errors import StoreError
from kpi.management.comment import Comment
from kpi.periods import Period
from kpi.store import open_store
from tests.store.builders import AT

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
COMMENT = Comment(
    MARCH.start, MARCH.end, "More is said of us.\nAnd more of it by others.", "The fair.", "Two reels a week.",
    "“Reach” – more time, or another goal?", "Ana", AT, {"Share of voice": "24.1\u00a0%", "Targets": "2 of 3 on track"},
)  # fmt: skip


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def versions(store, workspace):
    kept = store.workspace(workspace)
    return kept.plans_version, kept.facts_version


def test_come_back_as_they_were_written_by_their_days(store, workspace):
    of_the_quarter = replace(COMMENT, start=QUARTER.start, headline="", seen={})
    store.save_comment(workspace, COMMENT)
    store.save_comment(workspace, of_the_quarter)

    assert store.comments(workspace) == [of_the_quarter, COMMENT]


def test_on_the_same_days_are_replaced(store, workspace):
    store.save_comment(workspace, COMMENT)
    changed = replace(COMMENT, why="Not the fair.", made_by="Bo", made_at=AT + timedelta(hours=1), seen={})

    store.save_comment(workspace, changed)

    assert store.comments(workspace) == [changed]


def test_that_are_deleted_are_given_back_and_can_be_saved_again(store, workspace):
    store.save_comment(workspace, COMMENT)

    gone = store.delete_comment(workspace, MARCH)

    assert gone == COMMENT
    assert store.comments(workspace) == []
    with pytest.raises(StoreError, match="comment is not there"):
        store.delete_comment(workspace, MARCH)
    store.save_comment(workspace, gone)
    assert store.comments(workspace) == [COMMENT]


def test_count_as_changes_of_the_plans_and_leave_the_facts_as_they_are(store, workspace):
    store.save_comment(workspace, COMMENT)
    store.delete_comment(workspace, MARCH)

    assert versions(store, workspace) == (2, 0)


def test_are_seen_in_their_workspace_alone(store, workspace):
    store.save_comment(workspace, COMMENT)
    other = store.create_workspace("Rival").id

    assert store.comments(other) == []
    with pytest.raises(StoreError, match="comment is not there"):
        store.delete_comment(other, MARCH)
    with pytest.raises(StoreError, match="workspace is not there"):
        store.save_comment("nobody", COMMENT)
