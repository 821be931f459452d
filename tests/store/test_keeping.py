"""What is kept for a while, and what is deleted for good, by every store alike."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from kpi.errors import StoreError
from kpi.facts import Brand
from kpi.store import LAYOUT, NewFile, Note, open_store, schema
from kpi.store.keeping import KEEP_ORIGINALS, Act
from tests.store.builders import AT, number, records, target
from tests.store.test_links import NEW_LINK

CANARY = "Canaricola"
BYTES = b"".join(sha256(b"%d" % number).digest() for number in range(1_600))
DAY = timedelta(days=1)


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def add(store, workspace, *, days=0, account="nordlicht", data=BYTES, **stands: object):
    new = NewFile("insights.csv", data, {"sheets": []}, records(("2026-01-01", 10.0), account=account), **stands)
    return store.add_files(workspace, [new], uploaded_at=AT + days * DAY)[0]


class TestAWorkspaceThatIsPutAway:
    def test_is_still_listed_with_all_that_is_in_it(self, store, workspace):
        store.save_target(workspace, target())

        put_away = store.archive_workspace(workspace, archived_at=AT)

        assert put_away.archived_at == AT
        assert store.workspaces() == [put_away] == [store.workspace(workspace)]
        assert store.targets(workspace) == [target()]

    def test_comes_back(self, store, workspace):
        store.archive_workspace(workspace, archived_at=AT)

        assert store.restore_workspace(workspace).archived_at is None
        assert store.workspace(workspace).archived_at is None

    def test_has_to_be_there(self, store):
        with pytest.raises(StoreError, match="workspace is not there"):
            store.archive_workspace("nobody", archived_at=AT)
        with pytest.raises(StoreError, match="workspace is not there"):
            store.restore_workspace("nobody")


class TestADeletedWorkspace:
    def filled(self, store):
        gone = store.create_workspace(CANARY).id
        add(store, gone, account=CANARY)
        store.save_brand(gone, Brand(CANARY))
        store.save_typed_numbers(gone, [number(by=CANARY)])
        for goal in (1.0, 2.0):
            store.save_target(gone, replace(target(goal=goal), owner=CANARY), who=CANARY)
        store.save_note(gone, Note("n1", AT.date(), CANARY, CANARY, AT))
        store.create_link(gone, replace(NEW_LINK, name=CANARY, page=BYTES))
        store.note_act(gone, Act(AT, CANARY, "made"))
        store.save_draft(gone, CANARY, "target", {"owner": CANARY}, at=AT)
        return gone

    def test_leaves_no_row_behind_and_others_as_they_were(self, store, workspace):
        add(store, workspace)
        store.save_target(workspace, target())
        before = store.workspace(workspace)
        gone = self.filled(store)

        store.delete_workspace(gone)

        assert store.workspaces() == [before]
        assert (store.targets(workspace), store.original(workspace, 1)) == ([target()], BYTES)
        with store._engine.connect() as connection:
            counted = {
                table.name: connection.scalar(select(func.count()).select_from(table))
                for table in schema.tables.sorted_tables
            }
        left = {"workspace": 1, "file": 1, "content": 1, "target": 1, "schema_version": 1}
        assert {name: rows for name, rows in counted.items() if rows} == left
        with pytest.raises(StoreError, match="workspace is not there"):
            store.delete_workspace(gone)

    @pytest.mark.parametrize("url", ["file"], indirect=True)
    def test_leaves_no_byte_in_the_files_of_the_database(self, store, workspace, tmp_path):
        add(store, workspace, data=b"what stays")
        gone = self.filled(store)
        assert CANARY.encode() in written(tmp_path)
        assert BYTES[1_000:1_200] in written(tmp_path)

        store.delete_workspace(gone)

        left = written(tmp_path)
        assert CANARY.encode() not in left
        assert not any(BYTES[at : at + 200] in left for at in range(0, 51_000, 100))


def written(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


class TestFilesAsTheyWereDropped:
    def test_are_kept_without_end_where_nobody_said_how_long(self, store, workspace):
        row = add(store, workspace)

        assert store.let_go_originals(AT + 10_000 * DAY) == 0
        assert store.original(workspace, row.id) == BYTES

    def test_are_let_go_once_their_time_is_over_and_their_records_stay(self, store, workspace):
        store.change_settings(workspace, {KEEP_ORIGINALS: 30})
        row, later = add(store, workspace), add(store, workspace, days=5, data=b"later")
        elsewhere = store.create_workspace("Other").id
        add(store, elsewhere)

        assert store.let_go_originals(AT + 29 * DAY) == 0
        assert store.let_go_originals(AT + 30 * DAY) == 1
        assert store.let_go_originals(AT + 30 * DAY) == 0

        with pytest.raises(StoreError, match="its time is over by the settings"):
            store.original(workspace, row.id)
        assert store.original(workspace, later.id) == b"later"
        assert [one.id for one in store.files(workspace)] == [row.id, later.id]
        assert store.records(workspace)["impressions"].tolist() == [10.0, 10.0]
        assert len(store.original(elsewhere, store.files(elsewhere)[0].id)) == 51_200

    def test_come_back_when_they_are_dropped_again_for_as_long_as_at_first(self, store, workspace):
        store.change_settings(workspace, {KEEP_ORIGINALS: 30})
        row = add(store, workspace)
        store.let_go_originals(AT + 30 * DAY)

        back = add(store, workspace, days=40)

        assert (back.id, back.uploaded_at, back.again, back.anew) == (row.id, AT, True, True)
        assert store.original(workspace, row.id) == BYTES
        assert not add(store, workspace, days=41).anew
        assert store.let_go_originals(AT + 69 * DAY) == 0
        assert store.let_go_originals(AT + 70 * DAY) == 1

    def test_are_let_go_when_the_next_one_comes_too(self, store, workspace):
        store.change_settings(workspace, {KEEP_ORIGINALS: 30})
        row = add(store, workspace)

        add(store, workspace, days=31, data=b"later")

        with pytest.raises(StoreError, match="its time is over"):
            store.original(workspace, row.id)

    def test_are_never_kept_where_that_is_for_no_day_unless_they_wait_for_an_answer(self, store, workspace):
        store.change_settings(workspace, {KEEP_ORIGINALS: 0})
        row, waiting = add(store, workspace), add(store, workspace, data=b"waits", held=LAYOUT)

        assert store.let_go_originals(AT + 900 * DAY) == 0
        with pytest.raises(StoreError, match="its time is over"):
            store.original(workspace, row.id)
        assert store.original(workspace, waiting.id) == b"waits"


class TestWhatWasDone:
    def test_is_told_the_newest_first_in_its_workspace_alone(self, store, workspace):
        first, second = Act(AT, "Ana", "made a link", "l1"), Act(AT + DAY, "", "opened", "l1")
        store.note_act(workspace, first)
        store.note_act(workspace, second)

        assert store.acts(workspace) == [second, first]
        assert store.acts(store.create_workspace("Other").id) == []
        with pytest.raises(StoreError, match="workspace is not there"):
            store.note_act("nobody", first)

    def test_is_known_for_400_days(self, store, workspace):
        store.note_act(workspace, Act(AT, "Ana", "long ago"))
        store.note_act(workspace, Act(AT + 400 * DAY, "Ana", "just"))
        assert [one.what for one in store.acts(workspace)] == ["just", "long ago"]

        store.note_act(workspace, Act(AT + 401 * DAY, "Ana", "now"))
        assert [one.what for one in store.acts(workspace)] == ["now", "just"]


class TestADraft:
    def test_is_what_was_typed_last_for_each_person_and_thing(self, store, workspace):
        assert store.draft(workspace, "ana", "target") is None
        for goal in (1, 2):
            store.save_draft(workspace, "ana", "target", {"goal": goal, "why": "“ä” \u00a0"}, at=AT)
        store.save_draft(workspace, "ben", "target", {"goal": 3}, at=AT)

        assert store.draft(workspace, "ana", "target") == {"goal": 2, "why": "“ä” \u00a0"}
        assert store.draft(workspace, "ana", "comment") is None
        assert store.draft(store.create_workspace("Other").id, "ana", "target") is None

    def test_is_gone_once_it_is_forgotten_and_changes_no_version(self, store, workspace):
        before = store.workspace(workspace)
        store.save_draft(workspace, "ana", "target", {"goal": 1}, at=AT)
        store.save_draft(workspace, "ana", "target", None, at=AT)
        store.save_draft(workspace, "ana", "never", None, at=AT)

        assert store.draft(workspace, "ana", "target") is None
        assert store.workspace(workspace) == before
        with pytest.raises(StoreError, match="workspace is not there"):
            store.save_draft("nobody", "ana", "target", {}, at=AT)
