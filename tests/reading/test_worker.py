"""Reading happens in a process of its own: whatever a file does to it, the others are read and a sentence remains."""

import sys
from pathlib import Path

import psutil
import pytest

from kpi.reading.drop import Outcome, Progress, WorkerDidNotStartError, read_all
from kpi.reading.worker import TOO_MUCH, UNEXPECTED
from tests.reading import hostile

STUB = "tests.reading.stub:read_file"


@pytest.fixture
def drop(tmp_path):
    """Write files that say what they do when read, and read them."""

    def read(*contents: str, **options: float) -> list[Outcome]:
        files = []
        for at, content in enumerate(contents):
            path = tmp_path / f"upload{at}"
            path.write_text(content)
            files.append((f"{at}.csv", path))
        return [event for event in read_all(files, reader=STUB, **options) if isinstance(event, Outcome)]

    return read


def children():
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_each_file_starts_and_ends_in_its_order_with_report_and_records(tmp_path):
    (tmp_path / "a").write_text("give 3")
    (tmp_path / "b").write_text("give 0")

    events = list(read_all([("Reach.csv", tmp_path / "a"), ("Reach.csv", tmp_path / "b")], reader=STUB))

    assert [(type(event), event.file, event.name) for event in events] == [
        (Progress, 0, "Reach.csv"),
        (Outcome, 0, "Reach.csv"),
        (Progress, 1, "Reach.csv"),
        (Outcome, 1, "Reach.csv"),
    ]
    assert events[1].records.to_dict("list") == {"title": ["Reach.csv"] * 3, "likes": [1.5] * 3}
    assert events[3].records is None
    assert events[3].report["file"] == "Reach.csv"


def test_one_process_reads_a_whole_drop(drop):
    assert len({outcome.report["process"] for outcome in drop("give 1", "give 1", "refuse No.", "give 1")[::3]}) == 1


def test_a_refusal_is_the_sentence_it_came_with(drop):
    assert [outcome.problem for outcome in drop("refuse This is a photo.", "give 1")] == ["This is a photo.", ""]


@pytest.mark.parametrize("failure", ["stumble secret-token", "panic secret-token"])
def test_what_nobody_foresaw_becomes_one_sentence_and_the_others_go_on(drop, capfd, failure):
    first, failed, last = drop("give 1", failure, "give 1")

    assert (first.problem, failed.problem, last.problem) == ("", UNEXPECTED, "")
    assert "secret-token" in capfd.readouterr().err


def test_a_file_that_ends_the_process_costs_the_others_nothing(drop):
    assert [outcome.problem for outcome in drop("give 1", "die", "give 1")] == ["", TOO_MUCH, ""]


def test_a_file_that_dies_in_company_is_tried_once_alone(drop, tmp_path):
    first, second, third = drop("give 1", f"die-in-company {tmp_path / 'marker'}", "give 1")

    assert not second.problem
    assert first.report["process"] != second.report["process"] == third.report["process"]


def test_a_file_that_never_ends_is_stopped_by_the_clock(drop):
    hung, given = drop("hang", "give 1", wall_seconds=3)

    assert "too long" in hung.problem
    assert not given.problem


@pytest.mark.skipif(sys.platform != "linux", reason="only here is a process's memory limited for certain")
def test_a_file_that_wants_all_memory_is_refused(drop):
    assert [outcome.problem for outcome in drop("eat", "give 1")] == [TOO_MUCH, ""]


def test_what_a_library_prints_is_no_answer(drop):
    assert len(drop("chatter 2")[0].records) == 2


def test_nothing_is_left_behind_when_the_reader_of_the_answers_leaves(tmp_path):
    (tmp_path / "a").write_text("hang")
    before = children()
    events = read_all([("a.csv", tmp_path / "a")], reader=STUB)
    next(events)

    events.close()

    assert children() <= before


def test_nothing_is_left_behind_after_a_drop(drop):
    before = children()
    folder = Path(drop("give 1", "die")[0].report["directory"])

    assert children() <= before
    assert not folder.exists()


def test_the_process_knows_no_secret_and_no_page(drop, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.syspath_prepend("pages")

    told, given = drop("environment", "give 1")

    assert "DATABASE_URL" not in told.report["environment"]
    assert not [place for place in given.report["path"] if place.rstrip("/").endswith("pages")]


def test_a_process_that_cannot_start_is_a_fault_and_no_problem_of_a_file(tmp_path):
    (tmp_path / "a").write_text("give 1")

    with pytest.raises(WorkerDidNotStartError):
        list(read_all([("a.csv", tmp_path / "a")], reader="kpi.reading.nowhere:read_file"))


def test_a_hostile_file_is_refused_and_a_sound_one_beside_it_is_read(tmp_path):
    far = hostile.sheet(hostile.row(1, hostile.text("A1", "a")) + hostile.row(9, hostile.text("XFD9", "b")))
    (tmp_path / "far").write_bytes(hostile.workbook(far))
    (tmp_path / "sound").write_bytes(hostile.workbook(hostile.sheet()))
    files = [("far.xlsx", tmp_path / "far"), ("sound.xlsx", tmp_path / "sound")]

    events = read_all(files, reader="tests.reading.stub:read_grids")
    refused, read = [event for event in events if isinstance(event, Outcome)]

    assert "stray cell" in refused.problem
    assert read.records.to_dict("list") == {"name": ["Sheet1"], "rows": [2]}


@pytest.mark.skipif(sys.platform != "linux", reason="only here is a process's memory limited for certain")
def test_what_slips_past_every_check_ends_the_process_and_becomes_a_sentence(tmp_path):
    unseen = '<row><c x=">" r="A1"><v>1</v></c></row><row><c x=">" r="XFD1048576"><v>1</v></c></row>'
    (tmp_path / "unseen").write_bytes(hostile.workbook(hostile.sheet(unseen)))

    *_, outcome = read_all([("unseen.xlsx", tmp_path / "unseen")], reader="tests.reading.stub:read_grids")

    assert outcome.problem
