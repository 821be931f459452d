"""What a drop brought in one sentence, and problems put together by their cause."""

from datetime import UTC, datetime

import pytest

from kpi.facts import Overlap
from kpi.store import FileRow
from pages.parts.loads import by_cause, load_sentence


def row(*, new=0, same=0, corrected=0, again=False, anew=False, held=""):
    overlap = Overlap(new=new, same=same, corrected=corrected)
    return FileRow(1, "a.csv", "", 0, datetime(2026, 11, 2, tzinfo=UTC), {}, overlap, again=again, anew=anew, held=held)


@pytest.mark.parametrize(
    ("results", "waiting", "said"),
    [
        ([row(new=1_200)], 0, "1 file read: 1,200 new records, 0 lost."),
        (
            [row(new=31, same=2), row(corrected=4)],
            0,
            "2 files read: 31 new records, 4 corrected, 2 known before, 0 lost.",
        ),
        ([row()], 0, "1 file read: tables that stand alone."),
        ([row(again=True)], 0, "1 file was loaded before: nothing changed."),
        ([row(new=1), row(new=1)], 1, "2 files read: 2 new records, 0 lost. 1 waits for your answer."),
        ([row(again=True, anew=True)], 0, "1 file was loaded before, and read anew."),
        ([row(held="account")], 1, "1 file read, and it waits for your answer."),
        ([row(held="account"), row(held="account")], 2, "2 files read, and they wait for your answer."),
        ([("a.csv", "No.")], 0, "1 file could not be read."),
        (
            [row(new=5), row(again=True), row(again=True), ("a.csv", "No."), ("b.csv", "No.")],
            2,
            (
                "1 file read: 5 new records, 0 lost. 2 files were loaded before: nothing changed. "
                "2 wait for your answer. 2 files could not be read."
            ),
        ),
    ],
)
def test_a_drop_is_told_in_one_line(results, waiting, said):
    assert load_sentence(results, waiting=waiting) == said


def test_files_with_the_same_problem_are_one_cause_whatever_it_quotes():
    causes = by_cause([
        ("a.csv", "“a.csv” is empty."),
        ("b.csv", "The column “Views” should hold numbers, but 3 of 12 cells hold “x”."),
        ("c.csv", "The column “Likes” should hold numbers, but 1,204 of 2,000 cells hold “y”."),
    ])  # fmt: skip

    assert [[name for name, _ in cause] for cause in causes] == [["b.csv", "c.csv"], ["a.csv"]]
