"""Each file's numbers against each other, by hand: its own totals, its rows, and what of them counts now."""

import pytest

from kpi.facts import build
from kpi.reconciliation import Line, lines, standings, verdict
from tests.builders import BRAND, Row, day, period, post, records
from tests.test_facts import facts

OLD, NEW = "2026-10-18", "2026-11-02"
JULY, AUGUST, SEPTEMBER = "2026-07-01", "2026-07-02", "2026-07-03"


def sheet(totals, *, stated=None, rows=3, export="cards"):
    return {"sheet": "1", "export": export, "rows_kept": rows, "totals": totals, "stated": stated or {}}


def told(file: str, totals: dict[str, float], *rows: Row, export: str = "cards", **more: object) -> Line:
    """Reconcile the one table of a file among the records of all files."""
    known = standings(records(*({"sheet": "1", "export": "cards", **row} for row in rows)))
    (line,) = lines(file, [sheet(totals, export=export, **more)], known)
    return line


def test_a_file_that_nobody_corrects_counts_in_full():
    line = told(
        "a.csv", {"reactions": 7.0}, day(JULY, reactions=3, file="a.csv"), day(AUGUST, reactions=4, file="a.csv")
    )

    assert line == Line("1", "reactions", None, 7.0, 7.0)


def test_rows_that_a_newer_file_replaces_are_counted_there_and_named_here():
    rows = [
        day(JULY, reactions=3, file="a.csv", observed_at=OLD),
        day(AUGUST, reactions=4, file="a.csv", observed_at=OLD),
        day(AUGUST, reactions=9, file="b.csv", observed_at=NEW),
    ]

    old, new = told("a.csv", {"reactions": 7.0}, *rows), told("b.csv", {"reactions": 9.0}, *rows)

    assert (old.counted, old.agrees, old.why) == (3.0, False, ("1 row replaced by “b.csv”",))
    assert (new.counted, new.agrees, new.why) == (9.0, True, ())


def test_a_number_that_the_newer_file_lacks_counts_from_the_older():
    rows = [
        post(JULY, key="p", saves=2, reactions=3, file="a.csv", observed_at=OLD),
        post(JULY, key="p", reactions=5, file="b.csv", observed_at=NEW),
    ]

    assert told("a.csv", {"saves": 2.0}, *rows).agrees
    assert told("a.csv", {"reactions": 3.0}, *rows).counted == 0.0


def test_what_counts_of_all_files_is_what_the_facts_hold():
    rows = [
        day(JULY, reactions=3, file="a.csv", observed_at=OLD),
        day(AUGUST, reactions=4, file="a.csv", observed_at=OLD),
        day(AUGUST, reactions=9, file="b.csv", observed_at=NEW),
        day(SEPTEMBER, reactions=1, file="c.csv", channel=""),
        post(JULY, key="p", reactions=20, file="d.csv"),
    ]
    known = standings(records(*rows))

    counted = sum(of["reactions"].counted for of in known.values())

    assert counted == facts(*rows).spans["reactions"].sum() == 32.0


def test_a_file_of_an_unnamed_network_waits():
    line = told("a.csv", {"reactions": 3.0}, day(JULY, reactions=3, file="a.csv", channel=""))

    assert (line.counted, line.agrees) == (0.0, False)
    assert "1 row held back" in " ".join(line.why)


def test_a_period_told_by_two_exports_counts_from_one():
    month = {"channel": "Web", "file": "a.csv", "sheet": "1"}
    pages = period(JULY, "2026-07-31", sessions=50, page_views=90, key="/home", export="pages", **month)
    cities = period(JULY, "2026-07-31", sessions=50, key="Oslo", export="cities", **month)
    known = standings(records(pages, cities))

    (line,) = lines("a.csv", [sheet({"sessions": 50.0}, export="cities")], known)

    assert (line.counted, line.agrees) == (0.0, False)
    assert build(records(pages, cities), BRAND).spans["sessions"].sum() == 50.0


@pytest.mark.parametrize(
    ("metric", "stated", "total", "agrees", "why"),
    [
        ("ad_impressions", 1000.0, 1000.0, True, ""),
        ("ad_impressions", 1001.0, 1000.0, False, "own total is 1 more"),
        ("ad_impressions", 999.0, 1000.0, False, "own total is 1 less"),
        ("spend", 77.81, 77.80, True, ""),  # three rows, half a cent each
        ("spend", 77.90, 77.80, False, "0.10 more"),
        ("reach", 600.0, 1000.0, False, "people are counted once in the file's own total"),
    ],
)
def test_the_files_own_total_is_held_against_the_sum_of_its_rows(metric, stated, total, agrees, why):
    rows = [day(JULY, **{metric: total}, file="a.csv")]

    line = told("a.csv", {metric: total}, *rows, stated={metric: stated})

    assert line.agrees is agrees
    assert why in " ".join(line.why)


def test_a_level_is_its_last_value_and_says_so():
    rows = [day(JULY, followers=100, file="a.csv"), day(AUGUST, followers=90, file="a.csv")]

    line = told("a.csv", {"followers": 90.0}, *rows)

    assert (line.counted, line.agrees, line.why) == (90.0, True, ("the last value, not a sum",))


def test_a_typed_number_in_the_place_of_a_files_is_named():
    rows = [day(JULY, followers=100, file="a.csv", observed_at=OLD), day(JULY, followers=99, file="", observed_at=NEW)]

    assert "1 row replaced by numbers typed by hand" in told("a.csv", {"followers": 100.0}, *rows).why[0]


def test_without_records_nothing_stands():
    assert standings(records()) == {}


def test_of_a_file_that_is_not_loaded_nothing_counts():
    (line,) = lines("held.csv", [sheet({"reactions": 3.0})], standings(records(day(JULY, reactions=1, file="a.csv"))))

    assert (line.counted, line.agrees) == (0.0, False)
    assert line.why == ("nothing of it counts before it is loaded",)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([Line("1", "spend", 7.0, 7.0, 7.0), Line("1", "posts", None, 2.0, 2.0)], "Every number agrees."),
        (
            [Line("1", "spend", 9.0, 7.0, 7.0, fits=False), Line("1", "ad_clicks", 2.0, 2.0, 2.0)],
            "1 of the file's 2 own totals are the sum of its rows.",
        ),
        ([Line("1", "spend", None, 7.0, 0.0, counts=False)], "Nothing of it counts now."),
        (
            [Line("1", "reach", None, 7.0, 3.0, counts=False), Line("1", "posts", None, 2.0, 2.0)],
            "1 of 2 numbers count only in part.",
        ),
    ],
)
def test_how_a_files_numbers_stand_is_said_in_a_sentence(found, said):
    assert verdict(found) == said
