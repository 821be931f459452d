"""A whole workspace goes out as one zip and comes in again, and a zip that is anything else is refused."""

import json
import struct
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kpi.errors import StoreError
from kpi.store import open_store, schema
from kpi.store.sql_whole import _LISTED
from kpi.store.whole import APART, STAYS, plain_tables
from tests.calendar.builders import campaign, full_entry
from tests.store.builders import AT, full_target
from tests.store.test_looking import ASKED_OF_ONE, filled, kept

GOES_ALONG = ASKED_OF_ONE.keys() - {"links", "original", "reference_table", "summary"}


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


def written(store, workspace):
    out = BytesIO()
    store.write_whole(workspace, out)
    return out


def told(store, workspace, name):
    """Give what a workspace says of itself, without the ids that a database gives."""
    answer = getattr(store, name)(workspace)
    if isinstance(answer, pd.DataFrame):
        return answer.to_csv()
    if name == "workspace":
        return replace(answer, id="")
    if name in ("files", "references"):
        names = {"files": {"id": 0}, "references": {"id": 0, "file_id": 0}}[name]
        return [replace(one, **names) for one in answer]
    return answer


def test_every_table_goes_along_or_is_said_to_stay():
    assert {*schema.tables.tables} == {one.name for one in plain_tables()} | APART | STAYS.keys()
    assert {*_LISTED} == GOES_ALONG - {"workspace", "own", "target_histories", "records"}


def test_what_comes_in_is_what_went_out_under_an_id_of_its_own(store):
    mine = filled(store, "Velmora")
    store.save_target(mine, full_target())
    store.change_settings(mine, {"locale": "de-DE"})
    store.save_entries(mine, [replace(full_entry(), id="full")])
    store.save_campaigns(mine, [campaign("c2", note="Ö,\n;", on_charts=True, uid="other-calendar-8")])
    filled(store, "Canary")

    out = written(store, mine)
    again = store.read_whole(out)

    assert again.id != mine
    assert (len(store.entries(again.id)), len(store.campaigns(again.id))) == (2, 2)
    for name in GOES_ALONG:
        assert told(store, again.id, name) == told(store, mine, name), name
    (file,), (shown,) = store.files(again.id), store.references(again.id)
    assert store.original(again.id, file.id) == b"Velmora"
    pd.testing.assert_frame_equal(store.reference_table(again.id, shown.id), store.reference_table(mine, 1))
    assert store.links(again.id) == []


def test_a_client_that_was_archived_when_it_went_out_is_in_use_when_it_comes_in(store):
    mine = filled(store, "Velmora")
    store.archive_workspace(mine, archived_at=AT)

    assert store.read_whole(written(store, mine)).archived_at is None


def test_another_database_takes_it_in_too_and_nothing_of_others_goes_along(store):
    mine = filled(store, "Velmora")
    filled(store, "Canary")
    other = open_store("sqlite://")
    out = written(store, mine)

    again = other.read_whole(out)

    for name in GOES_ALONG:
        assert told(other, again.id, name) == told(store, mine, name), name
    with ZipFile(out) as packed:
        assert not any(b"Canary" in packed.read(name) or "Canary" in name for name in packed.namelist())
    other.close()


def test_what_was_removed_or_let_go_does_not_go_along(store):
    mine = filled(store, "Velmora")
    store.remove_files(mine, [1], removed_at=AT)

    again = store.read_whole(written(store, mine))

    assert store.files(again.id) == []


def test_the_zip_is_of_open_formats(store):
    mine = filled(store, "Velmora")

    with ZipFile(written(store, mine)) as packed:
        assert packed.read("originals/0001-Velmora.csv") == b"Velmora"
        records = pq.read_table(BytesIO(packed.read("records/0001.parquet")))
        assert records["impressions"].to_pylist() == [10.0]
        (note,) = json.loads(packed.read("tables/note.json"))
        assert (note["text"], note["day"]) == ("Velmora", "2026-03-01")


class Zips:
    """Make a zip of a workspace into another one."""

    def __init__(self, out) -> None:
        with ZipFile(out) as packed:
            self.parts = {name: packed.read(name) for name in packed.namelist() if name != "manifest.json"}
        self.manifest = {"goalpost_workspace": 1}

    def change(self, name, change):
        found = json.loads(self.parts[name])
        self.parts[name] = json.dumps(change(found)).encode()
        return self

    def cell(self, table, column, value):
        return self.change(f"tables/{table}.json", lambda rows: [{**rows[0], column: value}, *rows[1:]])

    def packed(self, **said: object):
        parts = {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in self.parts.items()}
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as packed:
            for name, data in self.parts.items():
                packed.writestr(name, data)
            packed.writestr("manifest.json", json.dumps({**self.manifest, "parts": parts, **said}))
        return out


def parquet(**columns: list):
    sink = BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def without(zips, name):
    del zips.parts[name]
    return zips.packed()


def with_part(zips, name, data):
    zips.parts[name] = data
    return zips.packed()


def said_otherwise(zips, **said: object):
    """Say something else of the comments than is true of them."""
    told = {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in zips.parts.items()}
    told["tables/comment.json"] |= said
    return zips.packed(parts=told)


def unlisted(zips, name):
    out = zips.packed()
    with ZipFile(out, "a") as packed:
        packed.writestr(name, b"x")
    return out


def broken(zips):
    data = bytearray(zips.packed().getvalue())
    at = data.find(b"tables/comment.json") + len("tables/comment.json") + 3
    data[at : at + 8] = b"\xff" * 8
    return BytesIO(bytes(data))


def bomb(zips):
    """Promise a hundred bytes and give a hundred million."""
    zips.parts["tables/comment.json"] = b" " * 100_000_000
    return said_otherwise(zips, size=100)


def many_parts(zips):
    data = bytearray(zips.packed().getvalue())
    struct.pack_into("<HH", data, len(data) - 14, 65_000, 65_000)
    return BytesIO(bytes(data))


HOSTILE = {
    "no zip": (lambda _: BytesIO(b"Date,Views\n2026-01-01,10\n"), "it is no zip"),
    "nothing": (lambda _: BytesIO(), "it is no zip"),
    "half of a zip": (lambda zips: BytesIO(zips.packed().getvalue()[:-200]), "it is no zip"),
    "a list of parts that is too long": (many_parts, "list of parts is larger"),
    "no manifest": (lambda _: plain_zip({"posts.csv": b"x"}), "has no manifest.json"),
    "a manifest that is none": (lambda _: plain_zip({"manifest.json": b"[" * 100_000}), "manifest.json cannot be read"),
    "a manifest of something else": (lambda _: plain_zip({"manifest.json": b"[1]"}), "is not Goalpost's"),
    "a newer version": (lambda zips: zips.packed(goalpost_workspace=2), "a newer Goalpost wrote it"),
    "a missing table": (lambda zips: without(zips, "tables/note.json"), "“tables/note.json” is missing"),
    "a missing original": (lambda zips: without(zips, "originals/0001-Velmora.csv"), "is missing"),
    "missing records": (lambda zips: without(zips, "records/0001.parquet"), "is missing"),
    "an absolute path": (lambda zips: unlisted(zips, "/etc/cron.d/x"), "does not name"),
    "a path that climbs": (lambda zips: unlisted(zips, "../../x.py"), "does not name"),
    "a path to records outside": (lambda zips: zips.cell("file", "records", "/etc/passwd").packed(), "is missing"),
    "a wrong hash": (lambda zips: said_otherwise(zips, sha256="0" * 64), "is not what it was"),
    "a wrong size": (lambda zips: said_otherwise(zips, size=10_000), "is not what it was"),
    "a size that is none": (lambda zips: said_otherwise(zips, size=-1), "is not Goalpost's"),
    "a promise of too much": (lambda zips: said_otherwise(zips, size=9 << 30), "more than 8 GiB"),
    "a bomb": (bomb, "larger than it says"),
    "a damaged part": (broken, "is damaged"),
    "no JSON": (lambda zips: with_part(zips, "tables/note.json", b"{"), "is not JSON"),
    "deep JSON": (lambda zips: with_part(zips, "tables/note.json", b"[" * 100_000), "is not JSON"),
    "a table that is no list": (lambda zips: with_part(zips, "tables/note.json", b"{}"), "not as Goalpost writes"),
    "an unknown column": (lambda zips: zips.cell("note", "new", 1).packed(), "not as Goalpost writes"),
    "a missing text": (lambda zips: zips.cell("note", "text", None).packed(), "not as Goalpost writes"),
    "a number for a text": (lambda zips: zips.cell("note", "text", 5).packed(), "not as Goalpost writes"),
    "a text with a null": (lambda zips: zips.cell("note", "text", "a\x00b").packed(), "not as Goalpost writes"),
    "a day that is none": (lambda zips: zips.cell("note", "day", "2026-02-30").packed(), "not as Goalpost writes"),
    "an infinite CPM": (lambda zips: zips.cell("assumption", "value", float("inf")).packed(), "not as Goalpost writes"),
    "a target of nothing": (lambda zips: zips.cell("target", "target", {}).packed(), "not as Goalpost writes"),
    "a target to reach a word": (
        lambda zips: zips.change(
            "tables/target.json", lambda rows: [{**rows[0], "target": {**rows[0]["target"], "goal": "much"}}]
        ).packed(),
        "not as Goalpost writes",
    ),
    "the same note twice": (
        lambda zips: zips.change("tables/note.json", lambda rows: rows * 2).packed(),
        "say they are the same one",
    ),
    "another original": (
        lambda zips: with_part(zips, "originals/0001-Velmora.csv", b"Evil"),
        "is not the file that was dropped",
    ),
    "records that are no Parquet": (
        lambda zips: with_part(zips, "records/0001.parquet", b"PAR1" + b"\xff" * 100 + b"PAR1"),
        "not as Goalpost writes",
    ),
    "records of words": (
        lambda zips: with_part(zips, "records/0001.parquet", parquet(at=["soon"], impressions=["many"])),
        "not as Goalpost writes",
    ),
}  # fmt: skip


def plain_zip(parts):
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out


@pytest.fixture(scope="module")
def given():
    """Give a store and the zip of a workspace in it: what is refused changes neither."""
    opened = open_store("sqlite://")
    mine = filled(opened, "Velmora")
    yield opened, written(opened, mine)
    opened.close()


class TestWhatIsNotAsItWasWritten:
    def test_is_taken_in_where_it_is_only_packed_anew(self, given):
        store, out = given
        again = store.read_whole(Zips(out).packed())
        store.delete_workspace(again.id)

    @pytest.mark.parametrize("what", HOSTILE)
    def test_is_refused_and_leaves_nothing_behind(self, given, what):
        store, out = given
        make, why = HOSTILE[what]
        before = kept(store)

        with pytest.raises(StoreError, match=why) as refused:
            store.read_whole(make(Zips(out)))

        assert str(refused.value).startswith("This zip was not taken in: ")
        assert kept(store) == before
