"""What a hundred kills in the middle of saving cost a workspace, in both databases: no acknowledged save, none torn."""

import pytest

from kpi.store import open_store
from tests.store.conftest import made
from tests.store.killed import acknowledged_before_a_kill, assert_kept, assert_sound, assert_whole

pytestmark = pytest.mark.bench
KILLS = 100
LONGEST = 2.0
"""Saves: the kills fall into all moments of the first of them, and of its acknowledgement."""


@pytest.mark.parametrize("url", ["file", "postgres"], indirect=True)
def test_no_acknowledged_save_is_lost_and_none_is_torn_by_a_hundred_kills(url, tmp_path):
    acknowledged = first = 0
    store = open_store(url)
    workspace = store.create_workspace("Nordlicht").id
    for turn in range(KILLS):
        after = LONGEST * turn / KILLS
        last = acknowledged_before_a_kill(url, workspace, first=first, after=after)
        acknowledged += last + 1 - first
        first = assert_kept(store, workspace, first=first, last=last)
    assert_whole(store, workspace)
    kept = len(store.files(workspace))
    store.close()
    if url.startswith("sqlite"):
        assert_sound(tmp_path / "goalpost.db")
    print(f"\n{KILLS} kills, {acknowledged} saves acknowledged, {kept} kept whole, 0 lost, 0 torn")  # noqa: T201
    assert acknowledged > 5 * KILLS, "no kill came after the save that it was to fall into"


@pytest.fixture
def url(request, tmp_path):
    return made(request, tmp_path)
