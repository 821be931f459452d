"""What was worked out of a workspace is kept by every store alike, changes nothing of it, and goes with it."""

import pytest
from sqlalchemy import select

from kpi.errors import StoreError
from kpi.store import open_store, schema


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


def test_the_last_summary_of_a_workspace_is_kept_and_is_no_change_of_it(store):
    mine, other = (store.create_workspace(name) for name in ("Nordlicht", "Velmora"))
    assert store.summary(mine.id) is None

    for waiting in (1, 2):
        store.keep_summary(mine.id, {"waiting": waiting, "late": ["X"]})

    assert store.summary(mine.id) == {"waiting": 2, "late": ["X"]}
    assert store.summary(other.id) is None
    assert store.workspace(mine.id) == mine
    with pytest.raises(StoreError, match="workspace is not there"):
        store.keep_summary("nobody", {})


def test_a_summary_goes_with_its_workspace(store):
    mine = store.create_workspace("Nordlicht").id
    store.keep_summary(mine, {"waiting": 1})

    store.delete_workspace(mine)

    with store._engine.connect() as connection:
        assert connection.execute(select(schema.summary)).all() == []
