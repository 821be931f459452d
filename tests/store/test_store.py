from dataclasses import replace
from datetime import date, timedelta, timezone

import pandas as pd
import pyarrow as pa
import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from kpi import facts
from kpi.accounts import Account
from kpi.columns import RECORD_COLUMNS
from kpi.cost import Provenance
from kpi.errors import StoreError
from kpi.facts import Brand, Call, Overlap, Rival
from kpi.frames import no_records, records_frame
from kpi.periods import Step
from kpi.reading.report import Reference
from kpi.store import ACCOUNT, QUESTION, Assumption, NewFile, TargetVersion, open_store, rows, schema
from tests.builders import versions
from tests.store.builders import AT, full_target, many_records, number, records, target

REPORT = {
    "file": "insights.csv",
    "problems": [],
    "sheets": [{"sheet": "1", "channel": None, "rows_kept": 2, "totals": {"reach": 1.5}}],
}
JANUARY = records(("2026-01-01", 10.0), ("2026-01-02", 20.0))
QUERIES = Reference(
    sheet="Queries",
    export="search_console_queries",
    label="Queries",
    channel="Search",
    observed=date(2026, 4, 1),
    covers=(date(2026, 1, 1), date(2026, 3, 31)),
    table=pa.table({"Top queries": ["north light", "lamps"], "Clicks": [9.0, None], "CTR": [0.5, 0.01]}),
    shares=("CTR",),
)
SAID_BY_THE_FIRST = (
    *("id", "kpi", "channels", "content_types", "start", "end"),
    *("baseline", "goal", "owner", "reason", "created_at", "updated_at", "title"),
)
CPM = Assumption("Instagram", 6.5, "EUR", "Ana", AT, low=5.0)


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def workspace(store):
    return store.create_workspace("Nordlicht").id


def add(store, workspace, found=JANUARY, *, name="insights.csv", data=b"Date,Views", hours=0, **stands: str):
    new = NewFile(name, data, REPORT, found, **stands)
    return store.add_files(workspace, [new], uploaded_at=AT + timedelta(hours=hours))[0]


def add_queries(store, workspace, **stands: str):
    new = NewFile("search.zip", b"Top queries", REPORT, no_records(), [QUERIES], **stands)
    return store.add_files(workspace, [new], uploaded_at=AT)[0]


def version(store, workspace):
    return store.workspace(workspace).facts_version


def impressions(store, workspace):
    return store.records(workspace)["impressions"].tolist()


class TestAWorkspace:
    def test_begins_empty(self, store):
        begun = store.create_workspace("Nordlicht")

        assert store.workspaces() == [begun] == [store.workspace(begun.id)]
        assert (begun.name, begun.brand, begun.facts_version, begun.settings) == ("Nordlicht", Brand(), 0, {})
        assert store.files(begun.id) == store.targets(begun.id) == store.typed_numbers(begun.id) == []

    def test_without_files_has_records_of_nothing(self, store, workspace):
        pd.testing.assert_frame_equal(store.records(workspace), no_records())

    def test_can_be_renamed_without_changing_its_facts(self, store, workspace):
        renamed = store.rename(workspace, "Nordlicht GmbH")

        assert renamed == store.workspace(workspace)
        assert (renamed.name, renamed.facts_version) == ("Nordlicht GmbH", 0)

    def test_knows_its_brand_which_changes_its_facts(self, store, workspace):
        branded = store.save_brand(workspace, Brand("Nordlicht", ("north light", "nordlicht gmbh")))

        assert branded == store.workspace(workspace)
        assert branded.brand == Brand("Nordlicht", ("north light", "nordlicht gmbh"))
        assert branded.facts_version == 1

    def test_knows_what_counts_as_a_conversion_which_changes_its_facts(self, store, workspace):
        calls = (Call("Bought", ("purchase", "in_app_purchase")), Call("Newsletter", ("sign_up",)))

        chosen = store.save_brand(workspace, Brand("Nordlicht", calls=calls))

        assert chosen == store.workspace(workspace)
        assert (chosen.brand.calls, chosen.facts_version) == (calls, 1)

    def test_knows_its_panel_with_the_days_of_each_brand_which_changes_its_facts(self, store, workspace):
        panel = (
            Rival("Rondell", also=("Rondell GmbH", "rondell.example")),
            Rival("Kapriol", since=date(2026, 9, 1)),
            Rival("Stadtpfeil", date(2025, 7, 1), date(2026, 3, 31)),
        )

        named = store.save_brand(workspace, Brand("Nordlicht", rivals=panel))

        assert named == store.workspace(workspace)
        assert (named.brand.rivals, named.facts_version) == (panel, 1)

    def test_keeps_its_settings_one_by_one(self, store, workspace):
        store.change_settings(workspace, {"locale": "de", "youngest": 7})

        changed = store.change_settings(workspace, {"youngest": 8, "learnt": {"layouts": []}})

        assert changed == store.workspace(workspace)
        assert changed.settings == {"locale": "de", "youngest": 8, "learnt": {"layouts": []}}
        assert (changed.facts_version, changed.plans_version) == (0, 0)

    def test_forgets_a_setting_that_is_taken_away(self, store, workspace):
        store.change_settings(workspace, {"locale": "de", "youngest": 7})

        assert store.change_settings(workspace, {"locale": None, "never": None}).settings == {"youngest": 7}

    def test_that_is_not_there_is_told_and_not_made(self, store):
        with pytest.raises(StoreError, match="workspace is not there"):
            store.rename("nobody", "x")
        with pytest.raises(StoreError, match="workspace is not there"):
            store.change_settings("nobody", {"locale": "de"})
        with pytest.raises(StoreError, match="workspace is not there"):
            store.save_target("nobody", target())
        with pytest.raises(StoreError, match="workspace is not there"):
            store.save_typed_numbers("nobody", [number()])

        assert store.workspaces() == []

    def test_sees_nothing_of_another(self, store, workspace):
        mine = add(store, workspace)
        store.save_target(workspace, target())
        other = store.create_workspace("Rival").id

        assert store.files(other) == store.targets(other) == []
        assert store.records(other).empty
        for ask in (store.original, store.place_file):
            with pytest.raises(StoreError, match="file is not there"):
                ask(other, mine.id)
        with pytest.raises(StoreError, match="file is not there"):
            store.remove_files(other, [mine.id], removed_at=AT)
        for ask in (store.restore_files, store.hold_files):
            with pytest.raises(StoreError, match="file is not there"):
                ask(other, [mine.id])
        with pytest.raises(StoreError, match="file is not there"):
            store.read_again(other, mine.id, report=REPORT, records=JANUARY)
        with pytest.raises(StoreError, match="target is not there"):
            store.delete_target(other, "t1")
        assert store.files(workspace) == [mine]

    def test_can_hold_the_same_file_as_another(self, store, workspace):
        add(store, workspace)

        assert not add(store, store.create_workspace("Rival").id).again


class TestAFile:
    def test_comes_back_as_it_was_uploaded(self, store, workspace):
        added = add(store, workspace, data=b"\x00\xffDate")

        assert store.files(workspace) == [added]
        assert store.original(workspace, added.id) == b"\x00\xffDate"
        assert (added.name, added.size, added.uploaded_at, added.report) == ("insights.csv", 6, AT, REPORT)

    def test_gives_its_records_back_by_the_contract(self, store, workspace):
        given = many_records(1, rows=300)
        add(store, workspace, given, name="posts 1.csv")

        found = store.records(workspace)

        assert tuple(found.columns) == RECORD_COLUMNS
        assert found.dtypes.astype("str").equals(given.dtypes.astype("str"))
        pd.testing.assert_frame_equal(found, given)

    def test_has_its_categories_in_the_order_that_pandas_gives_them(self, store, workspace):
        given = [many_records(turn, rows=3) for turn in (1, 0)]
        for turn, found in enumerate(given):
            add(store, workspace, found, name=found["file"].iloc[0], data=b"%d" % turn)

        pd.testing.assert_frame_equal(store.records(workspace), records_frame(pd.concat(given)))

    def test_changes_the_facts(self, store, workspace):
        add(store, workspace)

        assert version(store, workspace) == 1

    def test_a_second_time_changes_nothing(self, store, workspace):
        first = add(store, workspace)

        second = add(store, workspace, name="copy of insights.csv", hours=1)

        assert second.again
        assert store.files(workspace) == [first]
        assert version(store, workspace) == 1
        assert len(store.records(workspace)) == 2

    def test_of_the_same_name_with_other_content_is_kept_beside_the_first(self, store, workspace):
        add(store, workspace)
        add(store, workspace, records(("2026-02-01", 30.0)), data=b"other", hours=1)

        assert [row.name for row in store.files(workspace)] == ["insights.csv", "insights (2).csv"]
        assert [row.report["file"] for row in store.files(workspace)] == ["insights.csv", "insights (2).csv"]
        assert store.records(workspace)["file"].tolist() == ["insights.csv", "insights.csv", "insights (2).csv"]
        assert impressions(store, workspace) == [10.0, 20.0, 30.0]

    def test_of_the_same_name_corrects_the_one_uploaded_before_it(self, store, workspace):
        add(store, workspace)
        add(store, workspace, records(("2026-01-02", 21.0)), data=b"other", hours=1)

        assert sorted(facts.current(store.records(workspace))["impressions"]) == [10.0, 21.0]

    def test_tells_what_it_did_to_what_was_known(self, store, workspace):
        add(store, workspace)
        newer = records(("2026-01-01", 10.0), ("2026-01-02", 21.0), ("2026-01-03", 30.0))

        assert add(store, workspace, newer, data=b"newer").overlap == Overlap(new=1, same=1, corrected=1)

    def test_is_compared_with_those_that_came_in_the_same_drop(self, store, workspace):
        newer = records(("2026-01-02", 21.0), ("2026-01-03", 30.0))
        drop = [NewFile("a.csv", b"a", REPORT, JANUARY), NewFile("b.csv", b"b", REPORT, newer)]

        first, second = store.add_files(workspace, drop, uploaded_at=AT)

        assert (first.overlap, second.overlap) == (Overlap(2, 0, 0), Overlap(new=1, same=0, corrected=1))
        assert store.files(workspace) == [first, second]

    def test_twice_in_one_drop_is_kept_once(self, store, workspace):
        drop = [NewFile(name, b"a", REPORT, JANUARY) for name in ("a.csv", "copy of a.csv")]

        found = store.add_files(workspace, drop, uploaded_at=AT)

        assert [(row.name, row.again) for row in found] == [("a.csv", False), ("a.csv", True)]

    def test_knows_the_folder_it_stood_in(self, store, workspace):
        add(store, workspace, folder="Clients/Nordlicht")

        assert store.files(workspace)[0].folder == "Clients/Nordlicht"

    def test_is_compared_with_all_that_can_be_about_the_same_things(self, store, workspace):
        known = [many_records(1, rows=50), records(("2025-01-01", 5.0), channel="X"), JANUARY]
        for turn, found in enumerate(known):
            add(store, workspace, found, data=b"%d" % turn)
        newer = pd.concat(
            [
                many_records(1, rows=60).assign(impressions=1.0),
                many_records(2, rows=5),
                records(("2025-01-01", 6.0), channel="X"),
            ]
        )

        assert add(store, workspace, newer).overlap == facts.overlap(pd.concat(known), newer)

    def test_stands_after_those_uploaded_before_it(self, store, workspace):
        add(store, workspace, records(("2026-01-01", 99.0)), data=b"later", hours=5)
        add(store, workspace, records(("2026-01-01", 10.0)), data=b"earlier", hours=1)

        assert impressions(store, workspace) == [10.0, 99.0]

    def test_with_no_records_is_kept_with_its_report(self, store, workspace):
        add(store, workspace, no_records())

        assert store.files(workspace)[0].report == REPORT
        assert store.records(workspace).empty


class TestAFileThatDoesNotSayWhatItIsAbout:
    def test_is_placed_by_the_user(self, store, workspace):
        unnamed = add(store, workspace, records(("2026-01-01", 1.0), channel="", account=""))

        placed = store.place_file(workspace, unnamed.id, channel="TikTok", account="nordlicht.de")

        assert (placed.channel, placed.account) == ("TikTok", "nordlicht.de")
        assert store.files(workspace) == [placed]
        assert store.records(workspace)[["channel", "account"]].to_numpy().tolist() == [["TikTok", "nordlicht.de"]]
        assert version(store, workspace) == 2

    def test_keeps_what_its_records_say_themselves(self, store, workspace):
        named = add(store, workspace, records(("2026-01-01", 1.0), account=""))

        store.place_file(workspace, named.id, channel="TikTok", account="nordlicht.de")

        assert store.records(workspace)[["channel", "account"]].to_numpy().tolist() == [["Instagram", "nordlicht.de"]]

    def test_can_be_taken_back_to_where_nobody_knows(self, store, workspace):
        unnamed = add(store, workspace, records(("2026-01-01", 1.0), channel=""))
        store.place_file(workspace, unnamed.id, channel="TikTok")

        store.place_file(workspace, unnamed.id)

        assert store.records(workspace)["channel"].tolist() == [""]

    def test_placed_where_it_is_already_changes_nothing(self, store, workspace):
        unnamed = add(store, workspace)

        store.place_file(workspace, unnamed.id)

        assert version(store, workspace) == 1


class TestAReference:
    def test_comes_back_as_it_was_with_its_file_named(self, store, workspace):
        added = add_queries(store, workspace)

        (row,) = store.references(workspace)

        assert (row.file_id, row.file, row.uploaded_at) == (added.id, "search.zip", AT)
        assert (row.sheet, row.label, row.channel, row.rows, row.shares) == (
            "Queries",
            "Queries",
            "Search",
            2,
            ("CTR",),
        )
        assert (row.observed, row.covers) == (QUERIES.observed, QUERIES.covers)
        pd.testing.assert_frame_equal(store.reference_table(workspace, row.id), QUERIES.table.to_pandas())

    def test_adds_nothing_to_the_records(self, store, workspace):
        add_queries(store, workspace)

        assert store.records(workspace).empty

    def test_goes_and_comes_back_with_its_file(self, store, workspace):
        added = add_queries(store, workspace)
        (row,) = store.references(workspace)

        store.remove_files(workspace, [added.id], removed_at=AT)
        assert store.references(workspace) == []
        with pytest.raises(StoreError, match="table is not there"):
            store.reference_table(workspace, row.id)

        store.restore_files(workspace, [added.id])
        assert store.references(workspace) == [row]

    def test_is_replaced_where_its_file_is_read_anew(self, store, workspace):
        added = add_queries(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)

        add_queries(store, workspace)

        assert len(store.references(workspace)) == 1

    def test_is_shown_once_its_file_is_loaded(self, store, workspace):
        held = add_queries(store, workspace, held=ACCOUNT)
        assert store.references(workspace) == []

        store.hold_files(workspace, [held.id])
        assert [row.label for row in store.references(workspace)] == ["Queries"]

    def test_is_replaced_where_its_kept_file_is_read_again(self, store, workspace):
        added = add_queries(store, workspace)

        store.read_again(
            workspace, added.id, report=REPORT, records=no_records(), references=[replace(QUERIES, label="Searches")]
        )

        assert [row.label for row in store.references(workspace)] == ["Searches"]

    def test_is_not_seen_from_another_workspace(self, store, workspace):
        add_queries(store, workspace)
        (row,) = store.references(workspace)
        other = store.create_workspace("Rival").id

        assert store.references(other) == []
        with pytest.raises(StoreError, match="table is not there"):
            store.reference_table(other, row.id)


class TestAHeldFile:
    def test_is_kept_and_counts_nowhere(self, store, workspace):
        held = add(store, workspace, held=ACCOUNT)

        assert store.files(workspace) == [held]
        assert held.held == ACCOUNT
        assert held.overlap == Overlap(new=0, same=0, corrected=0)
        assert store.records(workspace).empty
        assert version(store, workspace) == 0

    def test_is_not_what_a_later_file_is_compared_with(self, store, workspace):
        add(store, workspace, held=ACCOUNT)

        assert add(store, workspace, data=b"other", hours=1).overlap == Overlap(new=2, same=0, corrected=0)

    def test_is_compared_with_what_is_known_when_it_is_loaded(self, store, workspace):
        held = add(store, workspace, held=ACCOUNT)
        add(store, workspace, records(("2026-01-02", 21.0)), data=b"other", hours=1)

        (loaded,) = store.hold_files(workspace, [held.id])

        assert (loaded.held, loaded.overlap) == ("", Overlap(new=1, same=0, corrected=1))
        assert store.files(workspace)[0] == loaded
        assert impressions(store, workspace) == [10.0, 20.0, 21.0]
        assert version(store, workspace) == 2

    def test_is_compared_with_those_that_are_loaded_with_it(self, store, workspace):
        newer = records(("2026-01-02", 21.0), ("2026-01-03", 30.0))
        first, second = add(store, workspace, held=ACCOUNT), add(store, workspace, newer, data=b"2", held=ACCOUNT)

        loaded = store.hold_files(workspace, [first.id, second.id])

        assert [row.overlap for row in loaded] == [Overlap(2, 0, 0), Overlap(new=1, same=0, corrected=1)]
        assert version(store, workspace) == 1

    def test_can_wait_again(self, store, workspace):
        added = add(store, workspace)

        (waiting,) = store.hold_files(workspace, [added.id], QUESTION)

        assert (waiting.held, waiting.overlap) == (QUESTION, Overlap(new=0, same=0, corrected=0))
        assert store.records(workspace).empty
        assert version(store, workspace) == 2

    def test_that_waits_for_something_else_changes_no_facts(self, store, workspace):
        held = add(store, workspace, held=ACCOUNT)

        store.hold_files(workspace, [held.id], QUESTION)
        store.hold_files(workspace, [held.id], QUESTION)

        assert store.files(workspace)[0].held == QUESTION
        assert version(store, workspace) == 0

    def test_that_is_removed_and_brought_back_still_waits(self, store, workspace):
        held = add(store, workspace, held=ACCOUNT)
        store.remove_files(workspace, [held.id], removed_at=AT)

        assert store.restore_files(workspace, [held.id]) == [held]
        assert store.records(workspace).empty


REVIEWS = {"file": "reviews.csv", "sheets": [{"channel": None, "rows_kept": 2, "dropped_columns": ["Reviewer"]}]}


class TestAFileWithPersonalColumns:
    def add(self, store, workspace, **stands: str):
        new = NewFile("reviews.csv", b"Reviewer,Stars", REVIEWS, JANUARY, **stands)
        return store.add_files(workspace, [new], uploaded_at=AT)[0]

    def test_leaves_its_records_alone(self, store, workspace):
        added = self.add(store, workspace)

        with pytest.raises(StoreError, match="has personal columns"):
            store.original(workspace, added.id)
        assert impressions(store, workspace) == [10.0, 20.0]
        assert added.size == 14

    def test_is_known_when_it_is_dropped_again(self, store, workspace):
        self.add(store, workspace)

        assert self.add(store, workspace).again

    def test_is_to_be_read_anew_when_it_is_dropped_again_and_still_leaves_its_records_alone(self, store, workspace):
        added = self.add(store, workspace)

        assert self.add(store, workspace).anew
        with pytest.raises(StoreError, match="has personal columns"):
            store.original(workspace, added.id)

    def test_is_kept_whole_until_what_it_waits_for_is_answered(self, store, workspace):
        held = self.add(store, workspace, held=QUESTION)
        assert store.original(workspace, held.id) == b"Reviewer,Stars"

        store.hold_files(workspace, [held.id])
        with pytest.raises(StoreError, match="has personal columns"):
            store.original(workspace, held.id)

    def test_is_let_go_when_a_new_reading_loads_it(self, store, workspace):
        held = self.add(store, workspace, held=QUESTION)

        store.read_again(workspace, held.id, report=REVIEWS, records=JANUARY)

        with pytest.raises(StoreError, match="has personal columns"):
            store.original(workspace, held.id)


class TestReadingAFileAgain:
    def test_puts_its_new_records_and_report_in_the_place_of_the_former(self, store, workspace):
        added = add(store, workspace, data=b"Date,Views")
        told = {**REPORT, "problems": ["mended"]}

        again = store.read_again(workspace, added.id, report=told, records=records(("2026-01-01", 11.0)))

        assert again.report == told
        assert store.files(workspace) == [again]
        assert impressions(store, workspace) == [11.0]
        assert store.original(workspace, added.id) == b"Date,Views"
        assert version(store, workspace) == 2

    def test_compares_it_with_all_files_but_itself(self, store, workspace):
        add(store, workspace, records(("2026-01-01", 10.0)), data=b"other")
        added = add(store, workspace, records(("2026-01-01", 12.0)), hours=1)

        again = store.read_again(workspace, added.id, report=REPORT, records=JANUARY)

        assert again.overlap == Overlap(new=1, same=1, corrected=0)

    def test_loads_a_file_that_waited(self, store, workspace):
        held = add(store, workspace, no_records(), held=QUESTION)

        loaded = store.read_again(workspace, held.id, report=REPORT, records=JANUARY)

        assert loaded.held == ""
        assert impressions(store, workspace) == [10.0, 20.0]

    def test_can_leave_it_waiting(self, store, workspace):
        held = add(store, workspace, held=QUESTION)

        store.read_again(workspace, held.id, report=REPORT, records=JANUARY, held=ACCOUNT)

        assert store.files(workspace)[0].held == ACCOUNT
        assert store.records(workspace).empty
        assert version(store, workspace) == 0

    def test_keeps_its_name_in_its_report(self, store, workspace):
        add(store, workspace)
        second = add(store, workspace, data=b"other", hours=1)

        again = store.read_again(workspace, second.id, report=REPORT, records=JANUARY)

        assert again.report["file"] == "insights (2).csv"


class TestRemovingAFile:
    def test_takes_its_records_with_it(self, store, workspace):
        added = add(store, workspace)

        store.remove_files(workspace, [added.id], removed_at=AT)

        assert store.files(workspace) == []
        assert store.records(workspace).empty
        assert version(store, workspace) == 2

    def test_is_undone_by_restoring_it(self, store, workspace):
        added = add(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)

        assert store.restore_files(workspace, [added.id]) == [added]
        assert store.files(workspace) == [added]
        assert impressions(store, workspace) == [10.0, 20.0]
        assert version(store, workspace) == 3

    def test_twice_is_as_once(self, store, workspace):
        added = add(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)

        store.remove_files(workspace, [added.id], removed_at=AT)

        assert version(store, workspace) == 2

    def test_takes_a_whole_load_or_nothing_of_it(self, store, workspace):
        load = [add(store, workspace, name=name, data=name.encode()).id for name in ("a.csv", "b.csv")]

        with pytest.raises(StoreError, match="file is not there"):
            store.remove_files(workspace, [*load, 4711], removed_at=AT)
        assert [row.id for row in store.files(workspace)] == load

        store.remove_files(workspace, load, removed_at=AT)
        assert store.files(workspace) == []
        assert version(store, workspace) == 3

    def test_hides_its_bytes(self, store, workspace):
        added = add(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)

        with pytest.raises(StoreError, match="file is not there"):
            store.original(workspace, added.id)

    def test_lets_it_be_uploaded_again_with_its_new_reading(self, store, workspace):
        added = add(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)

        back = add(store, workspace, records(("2026-01-01", 11.0)), name="again.csv", hours=2)

        assert not back.again
        assert back.id == added.id
        assert store.files(workspace) == [back]
        assert impressions(store, workspace) == [11.0]


class TestForgettingARemovedFile:
    def test_takes_its_content_out_of_the_database(self, store, workspace):
        added = add(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)

        assert store.forget_removed(AT + timedelta(minutes=1)) == 1

        with pytest.raises(StoreError, match="file is not there"):
            store.restore_files(workspace, [added.id])
        with store._engine.connect() as connection:
            assert connection.execute(select(schema.content)).all() == []

    def test_leaves_what_was_removed_since_and_what_was_never_removed(self, store, workspace):
        kept = add(store, workspace)
        removed = add(store, workspace, data=b"other", hours=1)
        store.remove_files(workspace, [removed.id], removed_at=AT)

        assert store.forget_removed(AT) == 0

        store.restore_files(workspace, [removed.id])
        assert store.files(workspace) == [kept, removed]

    def test_counts_from_the_first_removal(self, store, workspace):
        added = add(store, workspace)
        for hours in (0, 5):
            store.remove_files(workspace, [added.id], removed_at=AT + timedelta(hours=hours))

        assert store.forget_removed(AT + timedelta(hours=1)) == 1

    def test_lets_its_name_be_used_again(self, store, workspace):
        added = add(store, workspace)
        store.remove_files(workspace, [added.id], removed_at=AT)
        store.forget_removed(AT + timedelta(minutes=1))

        assert add(store, workspace, data=b"other").name == "insights.csv"


def naming(*accounts: Account):
    """Report a table of each account."""
    return {
        "file": "insights.csv",
        "sheets": [
            {
                "channel": one.channel,
                "last_date": one.seen or None,
                "rows_kept": 1,
                "accounts": [{"name": one.name, "id": one.id, "rows": 1}],
            }
            for one in accounts
        ],
    }


class TestAccounts:
    BEFORE = Account("Instagram", "north_light", "178", seen="2026-01-31")
    AFTER = Account("Instagram", "nordlicht", "178", seen="2026-02-28")

    def drop(self, store, workspace, *told: tuple[Account, str], **stands: str):
        new = [
            NewFile(f"{at}.csv", at.encode(), naming(account), records((at, 10.0), account=account.name), **stands)
            for account, at in told
        ]
        return store.add_files(workspace, new, uploaded_at=AT)

    def test_are_those_that_loaded_files_name(self, store, workspace):
        self.drop(store, workspace, (Account("X", "nordlicht"), "2026-01-01"))
        (held,) = self.drop(store, workspace, (Account("X", "rival"), "2026-01-02"), held=ACCOUNT)
        assert store.accounts(workspace) == [Account("X", "nordlicht")]

        store.hold_files(workspace, [held.id])
        assert store.accounts(workspace) == [Account("X", "nordlicht"), Account("X", "rival")]

    def test_are_known_to_other_workspaces_as_somebody_elses(self, store, workspace):
        rival = store.create_workspace("Rival").id
        self.drop(store, rival, (Account("X", "rival"), "2026-01-01"))
        self.drop(store, workspace, (Account("X", "nordlicht"), "2026-01-01"))

        assert store.accounts_elsewhere(workspace) == {"Rival": [Account("X", "rival")]}

    def test_that_were_renamed_have_their_newest_name_in_all_records(self, store, workspace):
        self.drop(store, workspace, (self.AFTER, "2026-02-01"), (self.BEFORE, "2026-01-01"))

        assert store.accounts(workspace) == [replace(self.AFTER, also=("north_light",))]
        assert set(store.records(workspace)["account"]) == {"nordlicht"}

    def test_of_the_same_name_on_another_channel_keep_theirs(self, store, workspace):
        self.drop(store, workspace, (self.BEFORE, "2026-01-01"), (self.AFTER, "2026-02-01"))
        add(store, workspace, records(("2026-01-02", 5.0), account="north_light", channel="X"), data=b"x", hours=2)

        assert store.records(workspace)["account"].tolist() == ["nordlicht", "nordlicht", "north_light"]

    def test_that_were_renamed_are_compared_under_their_newest_name(self, store, workspace):
        self.drop(store, workspace, (self.BEFORE, "2026-01-01"))
        again = records(("2026-01-01", 11.0), account="nordlicht")

        (row,) = store.add_files(workspace, [NewFile("b.csv", b"b", naming(self.AFTER), again)], uploaded_at=AT)

        assert row.overlap == Overlap(new=0, same=0, corrected=1)


class TestTypedNumbers:
    def test_come_back_by_date_as_they_were_typed(self, store, workspace):
        february, january = number("2026-02-28", 9_600.5), number("2026-01-31")

        store.save_typed_numbers(workspace, [february, january])

        assert store.typed_numbers(workspace) == [january, february]
        assert version(store, workspace) == 1

    def test_stand_after_the_files_in_the_records(self, store, workspace):
        add(store, workspace)
        store.save_typed_numbers(workspace, [number()])

        last = store.records(workspace).iloc[-1]

        assert (last["export"], last["file"], last["grain"], last["followers"]) == (
            "typed",
            "typed by Ana",
            "day",
            9_500,
        )

    @pytest.mark.parametrize("in_turn", [True, False])
    def test_for_the_same_thing_leave_only_the_newest(self, store, workspace, in_turn):
        old, new = number(value=1.0), number(value=2.0, at=AT + timedelta(minutes=1), by="Ben")

        for one in (old, new) if in_turn else (new, old):
            store.save_typed_numbers(workspace, [one])

        assert store.typed_numbers(workspace) == [new]

    def test_for_the_same_thing_in_one_paste_leave_only_the_newest(self, store, workspace):
        new = number(value=2.0, at=AT + timedelta(minutes=1))

        store.save_typed_numbers(workspace, [new, number(value=1.0)])

        assert store.typed_numbers(workspace) == [new]

    def test_can_be_taken_back_and_typed_again(self, store, workspace):
        store.save_typed_numbers(workspace, [number()])

        store.delete_typed_number(workspace, number())
        assert store.typed_numbers(workspace) == []
        assert version(store, workspace) == 2

        store.save_typed_numbers(workspace, [number()])
        assert store.typed_numbers(workspace) == [number()]

    def test_none_at_all_changes_nothing(self, store, workspace):
        store.save_typed_numbers(workspace, [])

        assert version(store, workspace) == 0

    def test_are_kept_all_or_not_at_all(self, store, workspace):
        with pytest.raises(IntegrityError):
            store.save_typed_numbers(workspace, [number("2026-01-31"), number("2026-02-28", value=None)])

        assert store.typed_numbers(workspace) == []
        assert version(store, workspace) == 0


class TestTargets:
    def test_come_back_in_the_order_of_their_making(self, store, workspace):
        second, first = target("a", at=AT + timedelta(days=1)), target("b")
        store.save_target(workspace, second)
        store.save_target(workspace, first)

        assert store.targets(workspace) == [first, second]

    def test_are_replaced_by_those_of_the_same_id(self, store, workspace):
        store.save_target(workspace, target(goal=10_000.0))
        store.save_target(workspace, target(goal=11_000.0))

        assert store.targets(workspace) == [target(goal=11_000.0)]

    def test_that_are_deleted_can_be_saved_again(self, store, workspace):
        store.save_target(workspace, target())

        taken = store.delete_target(workspace, "t1")
        assert store.targets(workspace) == []

        store.save_target(workspace, taken)
        assert store.targets(workspace) == [target()]

    def test_change_no_facts(self, store, workspace):
        store.save_target(workspace, target())
        store.delete_target(workspace, "t1")

        assert version(store, workspace) == 0

    def test_of_the_same_id_live_in_two_workspaces(self, store, workspace):
        other = store.create_workspace("Rival").id
        store.save_target(workspace, target(goal=1.0))
        store.save_target(other, target(goal=2.0))

        assert [store.targets(one)[0].goal for one in (workspace, other)] == [1.0, 2.0]

    def test_come_back_with_all_that_was_said(self, store, workspace):
        store.save_target(workspace, full_target())

        assert store.targets(workspace) == [full_target()]

    def test_the_weeks_of_a_target_are_the_workspace_s_to_say_and_not_kept_with_it(self, store, workspace):
        store.save_target(workspace, replace(full_target(), week=Step.WEEK_FROM_SUNDAY))
        store.save_target(workspace, full_target(), seen=full_target())

        assert store.targets(workspace) == [full_target()]
        assert versions(store, workspace, "t1") == []

    def test_kept_by_an_older_goalpost_are_read_as_if_nothing_more_was_said(self, store, workspace):
        older = rows.of_target(target())
        said = (
            "id",
            "kpi",
            "channels",
            "content_types",
            "start",
            "end",
            "baseline",
            "goal",
            "owner",
            "reason",
            "title",
        )
        older["target"] = {name: older["target"][name] for name in said}
        with store._engine.begin() as connection:
            connection.execute(insert(schema.target).values(workspace=workspace, **older))

        assert store.targets(workspace) == [target()]


class TestTheHistoryOfATarget:
    LATER = AT + timedelta(days=9)

    def moved(self, target, goal, *, days=9):
        return replace(target, goal=goal, updated_at=AT + timedelta(days=days))

    def test_is_empty_while_nobody_changes_it(self, store, workspace):
        store.save_target(workspace, target())

        assert versions(store, workspace, "t1") == []

    def test_keeps_who_changed_what_and_when(self, store, workspace):
        store.save_target(workspace, full_target())
        store.save_target(workspace, self.moved(full_target(), 9_000.0), who="Ben")

        assert versions(store, workspace, "t1") == [TargetVersion(self.LATER, "Ben", full_target())]

    def test_begins_with_the_oldest(self, store, workspace):
        for days, goal in enumerate((10_000.0, 9_000.0, 8_000.0, 7_000.0)):
            store.save_target(workspace, self.moved(target(), goal, days=days))

        assert [one.former.goal for one in versions(store, workspace, "t1")] == [10_000.0, 9_000.0, 8_000.0]

    def test_does_not_grow_where_nothing_changed(self, store, workspace):
        store.save_target(workspace, full_target())
        store.save_target(workspace, replace(full_target(), updated_at=self.LATER))

        assert versions(store, workspace, "t1") == []

    def test_stays_with_a_deleted_target_that_comes_back(self, store, workspace):
        store.save_target(workspace, target())
        store.save_target(workspace, self.moved(target(), 9_000.0))
        store.save_target(workspace, store.delete_target(workspace, "t1"))

        assert [one.former.goal for one in versions(store, workspace, "t1")] == [10_000.0]

    def test_is_that_of_its_workspace_and_of_the_one_target(self, store, workspace):
        other = store.create_workspace("Rival").id
        for place, name in ((workspace, "t1"), (workspace, "t2"), (other, "t1")):
            store.save_target(place, target(name))
        store.save_target(workspace, self.moved(target(), 9_000.0))

        assert versions(store, workspace, "t2") == versions(store, other, "t1") == []
        assert len(versions(store, workspace, "t1")) == 1

    def test_is_given_for_all_targets_at_once(self, store, workspace):
        for name in ("t1", "t2", "t3"):
            store.save_target(workspace, target(name))
        for name, goal in (("t1", 9_000.0), ("t2", 8_000.0), ("t1", 7_000.0)):
            store.save_target(workspace, self.moved(target(name), goal))

        found = store.target_histories(workspace)

        assert found == {name: versions(store, workspace, name) for name in ("t1", "t2")}
        assert [one.former.goal for one in found["t1"]] == [10_000.0, 9_000.0]


class TestAssumptions:
    def test_come_back_by_channel(self, store, workspace):
        store.save_assumption(workspace, Assumption("X", 4.0, "EUR", "Ben", AT))
        store.save_assumption(workspace, CPM)

        assert store.assumptions(workspace) == [CPM, Assumption("X", 4.0, "EUR", "Ben", AT)]

    def test_that_were_taken_from_what_is_published_stay_so_with_their_source(self, store, workspace):
        taken = replace(CPM, provenance=Provenance.BENCHMARK, source="A trade magazine, 2025, US", high=8.0)

        store.save_assumption(workspace, taken)

        assert store.assumptions(workspace) == [taken]
        assert store.assumptions(workspace)[0].provenance is Provenance.BENCHMARK

    def test_are_replaced_channel_by_channel(self, store, workspace):
        store.save_assumption(workspace, CPM)
        store.save_assumption(workspace, Assumption("Instagram", 7.0, "EUR", "Ben", AT))

        assert [one.value for one in store.assumptions(workspace)] == [7.0]

    def test_that_are_deleted_can_be_saved_again(self, store, workspace):
        store.save_assumption(workspace, CPM)

        assert store.delete_assumption(workspace, "Instagram") == CPM
        assert store.assumptions(workspace) == []


class TestTimes:
    def test_come_back_as_the_same_moment_in_utc(self, store, workspace):
        berlin = timezone(timedelta(hours=2))
        store.save_target(workspace, target(at=AT.astimezone(berlin)))

        assert store.targets(workspace)[0].created_at == AT
        assert store.targets(workspace)[0].created_at.utcoffset() == timedelta(0)

    def test_without_a_zone_are_refused(self, store, workspace):
        with pytest.raises(ValueError, match="zone"):
            store.save_target(workspace, target(at=AT.replace(tzinfo=None)))
