"""A declared layout is read by the same pipeline as any export: recognised by its header, summed, left out, refused."""

import os
from datetime import UTC, datetime

import pytest

from kpi.layouts.fingerprint import fingerprint
from kpi.layouts.layout import Choice, Layout, Row
from kpi.layouts.learnt import Learnt
from kpi.reading.drop import Outcome, read_all
from kpi.reading.read import read_file
from kpi.reading.report import Reading
from tests.exports.builders import lines

HEADER = ["Fecha", "Red", "Enlace", "Impresiones", "Me gusta"]
POSTS = [
    ["05/03/2026", "Instagram", "https://a.example/1", "1.234", "10"],
    ["17/03/2026", "Facebook", "https://a.example/2", "2.100", "20"],
    ["18/03/2026", "Mastodon", "https://a.example/3", "50", "1"],
    ["Total", "", "", "3.384", "31"],
]
HOLDS = ("date", "network", "link", "impressions", "reactions")


def layout(header=HEADER, holds=HOLDS, row=Row.POST, channel="", times=1.0, places=None):
    columns = [
        Choice(name, what, times if what == "watch_seconds" else 1.0, (places or {}).get(at, -1))
        for at, (name, what) in enumerate(zip(header, holds, strict=True))
    ]
    return Layout(fingerprint(header), "Informe", row, channel, tuple(columns))


@pytest.fixture
def drop(tmp_path):
    def read(*rows: list[str], taught=(), name="export.csv", answers=None, delimiter=",") -> Reading:
        path = tmp_path / "dropped"
        path.write_text(lines(rows, delimiter=delimiter), encoding="utf-8")
        saved = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
        os.utime(path, (saved, saved))
        return read_file(name, path, Learnt(tuple(taught), answers or {}))

    return read


def test_an_unknown_table_is_read_once_its_layout_is_declared(drop):
    assert drop(HEADER, *POSTS).records.empty

    read = drop(HEADER, *POSTS, taught=[layout()])
    (sheet,) = read.sheets
    assert (sheet.label, sheet.channel, sheet.grain) == ("Informe", "Facebook, Instagram", "post")
    assert sheet.totals == {"impressions": 3_334, "reactions": 30, "posts": 2}
    assert [left.reason for left in sheet.rows_left_out] == [
        "“Mastodon” is no network we know",
        "no network is named",
    ]
    assert list(read.records["channel"]) == ["Instagram", "Facebook"]


def test_next_months_file_of_another_order_needs_nothing(drop):
    turned = [list(reversed(row)) for row in (HEADER, ["02/04/2026", "X", "https://a.example/9", "5", "1"])]

    assert drop(*turned, ["1", "7", "https://a.example/10", "X", "25/04/2026"], taught=[layout()]).sheets[0].totals == {
        "impressions": 12,
        "reactions": 2,
        "posts": 2,
    }


def test_a_known_export_is_not_taken_for_a_layout(drop):
    header = ["Date", "Clicks", "Impressions", "Position"]
    other = layout(header, ("date", "link_clicks", "impressions", "ignored"), Row.DAY, "Instagram")

    assert drop(header, ["2026-03-01", "5", "6", "9"], taught=[other]).sheets[0].export != other.key


def test_averages_are_weighed_and_units_are_brought_to_ours(drop):
    header = ["Date", "Visits", "Avg. session duration", "Watch time (hours)"]
    web = layout(header, ("date", "sessions", "average_visit", "watch_seconds"), Row.DAY, "Web", times=3_600.0)

    read = drop(header, ["2026-03-01", "10", "60", "2"], ["2026-03-02", "30", "0:02:00", "1.5"], taught=[web])
    assert read.sheets[0].totals == {"sessions": 40, "session_seconds": 4_200, "watch_seconds": 12_600}


@pytest.mark.parametrize(
    ("row", "cells", "spans"),
    [
        (Row.MONTH, ("2026-02", "2026-03"), [("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")]),
        (Row.MONTH, ("febrero 2026", "marzo 2026"), [("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")]),
        (Row.MONTH, ("2026-02-28", "2026-03-31"), [("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")]),
        (Row.WEEK, ("2026-03-02", "2026-03-09"), [("2026-03-02", "2026-03-08"), ("2026-03-09", "2026-03-15")]),
        (Row.WEEK, ("2026-W10", "2026-W11"), [("2026-03-02", "2026-03-08"), ("2026-03-09", "2026-03-15")]),
    ],
)
def test_a_row_of_a_week_or_a_month_counts_for_all_its_days(drop, row, cells, spans):
    header = ["Periodo", "Alcance", "Clics", "Nota"]
    of = layout(header, ("date", "reach", "clicks", "ignored"), row, "Facebook")

    records = drop(header, *([cell, "5", "6", "-"] for cell in cells), taught=[of]).records
    found = zip(records["at"].dt.strftime("%Y-%m-%d"), records["until"].dt.strftime("%Y-%m-%d"), strict=True)
    assert list(found) == spans
    assert set(records["grain"]) == {"period"}


def test_a_column_without_a_name_is_found_in_its_place(drop):
    header = ["", "Reach", "Reach", "Likes"]
    of = layout(header, ("date", "ignored", "reach", "reactions"), Row.DAY, "Facebook", places={0: 0, 1: 1, 2: 2})

    assert drop(header, ["2026-03-01", "5", "7", "1"], taught=[of]).sheets[0].totals == {"reach": 7, "reactions": 1}


def test_personal_columns_are_dropped(drop):
    header = [*HEADER, "Autor"]
    read = drop(header, [*POSTS[1], "Ana"], taught=[layout(header, (*HOLDS, "personal"))])

    assert read.sheets[0].dropped_columns == ["Autor"]
    assert not read.records.astype("str").isin(["Ana"]).any().any()


def test_a_share_is_refused_as_a_count(drop):
    header = ["Date", "Reach", "Likes", "Note"]
    of = layout(header, ("date", "reach", "reactions", "ignored"), Row.DAY, "Facebook")

    (problem,) = drop(header, ["2026-03-01", "5%", "6", "-"], taught=[of]).problems
    assert "“Reach” should hold numbers" in problem


def test_days_that_stand_twice_with_different_numbers_are_refused(drop):
    header = ["Date", "Reach", "Likes", "Country"]
    of = layout(header, ("date", "reach", "reactions", "ignored"), Row.DAY, "Facebook")

    (problem,) = drop(header, ["2026-03-01", "5", "6", "ES"], ["2026-03-01", "7", "8", "FR"], taught=[of]).problems
    assert "columns not used: Country" in problem


def test_day_and_month_are_asked_about_and_never_guessed(drop):
    rows = [HEADER, ["05/03/2026", "Instagram", "https://a.example/1", "5", "1"]]
    (sheet,) = drop(*rows, taught=[layout()]).sheets
    (asked,) = sheet.questions

    assert asked.column == "Fecha"
    read = drop(*rows, taught=[layout()], answers={asked.id: "day"})
    assert read.sheets[0].first_date == "2026-03-05"


def test_the_reading_process_is_told_what_was_learnt(tmp_path):
    path = tmp_path / "dropped"
    path.write_text(lines([HEADER, *POSTS]), encoding="utf-8")
    events = read_all([("informe.csv", path)], learnt=Learnt((layout(),)))

    (outcome,) = [event for event in events if isinstance(event, Outcome)]
    assert outcome.report["sheets"][0]["totals"]["impressions"] == 3_334
