"""Where two readings fit every cell and nothing tells which is right, the user is asked once; nothing is guessed."""

import os
from datetime import UTC, datetime

import pytest

from kpi.layouts.learnt import Learnt
from kpi.reading.read import read_file
from kpi.reading.report import Reading
from tests.exports.builders import lines

POSTS = ["Post ID", "Account username", "Publish time", "Permalink", "Views", "Likes"]
ADS = ["Reporting starts", "Reporting ends", "Campaign name", "Impressions", "Amount spent (EUR)"]


@pytest.fixture
def drop(tmp_path):
    def read(*rows: list[str], answers=None, name="export.csv", delimiter=",") -> Reading:
        path = tmp_path / "dropped"
        path.write_text(lines(rows, delimiter=delimiter), encoding="utf-8")
        saved = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
        os.utime(path, (saved, saved))
        return read_file(name, path, Learnt(answers=answers or {}))

    return read


def posts(*days: str, likes=("5", "6", "7", "8")):
    return [POSTS, *([f"10{at}", "brand", day, "", "9", likes[at]] for at, day in enumerate(days))]


def question(reading):
    assert reading.records.empty
    (sheet,) = reading.sheets
    (asked,) = sheet.questions
    return asked


def days(reading):
    assert not reading.problems
    return [f"{day:%Y-%m-%d}" for day in reading.records["at"]]


def test_a_native_file_is_asked_nothing(drop):
    assert days(drop(*posts("03/04/2026 10:00", "02/07/2026 11:00"))) == ["2026-03-04", "2026-02-07"]


def test_a_file_that_a_spreadsheet_program_saved_is_held_with_a_question(drop):
    held = drop(*posts("05/05/2026 10:00", "03/04/2026 10:00", "02/07/2026 11:00"), delimiter=";")
    asked = question(held)

    assert asked.column == "Publish time"
    assert (asked.rows, asked.cells) == ((3, 4), ("03/04/2026 10:00", "02/07/2026 11:00"))
    assert [(one.answer, one.becomes) for one in asked.readings] == [
        ("day", ("3 April 2026", "2 July 2026")),
        ("month", ("4 March 2026", "7 February 2026")),
    ]
    assert held.problems == ["Does the day or the month stand first in “Publish time”?"]


def test_an_answer_is_asked_for_once_a_layout(drop):
    rows = posts("03/04/2026 10:00", "02/07/2026 11:00")
    answers = {question(drop(*rows, delimiter=";")).id: "day"}

    assert days(drop(*rows, delimiter=";", answers=answers)) == ["2026-04-03", "2026-07-02"]
    assert days(drop(*posts("01/08/2026 10:00"), delimiter=";", answers=answers, name="next.csv")) == ["2026-08-01"]


def test_evidence_in_a_later_file_outweighs_the_answer(drop):
    answers = {question(drop(*posts("03/04/2026 10:00"), delimiter=";")).id: "day"}

    assert days(drop(*posts("03/04/2026 10:00", "03/25/2026 9:00"), delimiter=";", answers=answers)) == [
        "2026-03-04",
        "2026-03-25",
    ]


def test_another_column_answers_for_the_one_in_doubt(drop):
    of_ads = [ADS, ["01.03.2026", "12.03.2026", "Spring", "100", "12,50"]]
    told = [*of_ads, ["02.03.2026", "25.03.2026", "Summer", "100", "12,50"]]

    assert question(drop(*of_ads, delimiter=";")).column == "Reporting starts"
    assert days(drop(*told, delimiter=";")) == ["2026-03-01", "2026-03-02"]


def test_the_same_days_written_year_first_answer_too(drop):
    header, *rows = posts("03.04.2026 10:00", "02.07.2026 11:00")
    told = [[*header, "Checked"], [*rows[0], "2026-04-03"], [*rows[1], "2026-07-02"]]

    assert days(drop(*told, delimiter=";")) == ["2026-04-03", "2026-07-02"]


def test_money_with_three_figures_after_its_only_mark_is_asked_about(drop):
    rows = [
        ADS,
        ["2026-03-01", "2026-03-31", "Spring", "1200", "1.234"],
        ["2026-03-01", "2026-03-31", "Summer", "900", "2.500"],
    ]
    asked = question(drop(*rows, delimiter=";"))

    assert (asked.column, asked.cells) == ("Amount spent (EUR)", ("1.234", "2.500"))
    assert [(one.answer, one.becomes) for one in asked.readings] == [
        (",", ("1234", "2500")),
        (".", ("1.234", "2.500")),
    ]
    for answer, spend in ((",", 3734), (".", 3.734)):
        read = drop(*rows, delimiter=";", answers={asked.id: answer})
        assert read.sheets[0].totals["spend"] == pytest.approx(spend)


def test_a_whole_number_is_not_asked_about(drop):
    read = drop(*posts("25/04/2026 10:00", likes=("1.234",)), delimiter=";")

    assert read.sheets[0].totals["reactions"] == 1_234
