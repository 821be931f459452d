"""Files on their way into a workspace: one whose bytes had been let go is read anew when it is dropped again."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from kpi import facts, intake
from kpi.errors import StoreError
from kpi.reading.drop import Outcome, read_all
from kpi.store import FileRow, open_store
from kpi.store.keeping import KEEP_ORIGINALS

MARCH, APRIL, NOVEMBER = (datetime(2026, month, 1, 8, tzinfo=UTC) for month in (3, 4, 11))
HEADER = "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits"


@pytest.fixture
def store():
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def drop(store, tmp_path):
    """Drop a file of one day's impressions on X at a moment, as a browser gives it: with no time of its own."""
    mine = store.create_workspace("Nordlicht").id

    def dropped(name: str, impressions: int, at: datetime) -> tuple[str, FileRow]:
        place = tmp_path / name
        place.write_text(f'{HEADER}\n"Sun, Feb 1, 2026",{impressions},1,1,0,0,0,0,0,0,0\n')
        os.utime(place, (at.timestamp(),) * 2)
        outcomes = [one for one in read_all([(name, place)]) if isinstance(one, Outcome)]
        (row,) = intake.keep(store, mine, [(outcomes[0], place.read_bytes())], uploaded_at=at)
        return mine, row

    return dropped


def impressions(store, mine):
    return facts.build(store.records(mine), facts.Brand("")).spans["impressions"].tolist()


def test_an_old_file_that_is_dropped_again_is_kept_and_read_as_of_its_own_day(store, drop):
    mine, old = drop("march.csv", 10, MARCH)
    drop("april.csv", 12, APRIL)
    store.change_settings(mine, {KEEP_ORIGINALS: 30})
    store.let_go_originals(NOVEMBER)
    with pytest.raises(StoreError, match="Drop it again to read it anew"):
        store.original(mine, old.id)
    store.read_again(mine, old.id, report=old.report, records=store.records(mine).iloc[:0])

    _, back = drop("march.csv", 10, NOVEMBER)

    assert (back.id, back.uploaded_at, back.again, back.anew) == (old.id, MARCH, True, True)
    assert store.original(mine, old.id).endswith(b'"Sun, Feb 1, 2026",10,1,1,0,0,0,0,0,0,0\n')
    assert [str(day.date()) for day in store.records(mine)["observed_at"]] == ["2026-03-01", "2026-04-01"]
    assert impressions(store, mine) == [12.0]


def test_a_file_that_is_still_kept_is_not_read_again(store, drop):
    mine, _ = drop("march.csv", 10, MARCH)
    version = store.workspace(mine).facts_version

    _, again = drop("march.csv", 10, MARCH + timedelta(days=5))

    assert (again.again, again.anew) == (True, False)
    assert store.workspace(mine).facts_version == version
