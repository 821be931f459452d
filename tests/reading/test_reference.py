"""Tables that count for nothing are kept as they stand: their own headers, real numbers, no totals, no persons."""

from datetime import date

import pytest

from kpi.reading import reference
from kpi.reading.drop import Outcome, read_all
from kpi.reading.read import read_file
from kpi.reading.report import Reading
from tests.exports.builders import archive, lines

QUERIES = [["Top queries", "Clicks", "Impressions", "CTR", "Position"]]
DAYS = [["Date", "Clicks", "Impressions", "Position"], ["2026-03-01", "5", "90", "9"], ["2026-03-31", "7", "80", "9"]]
PLACES = ["Geography", "Views", "Average view duration"]


@pytest.fixture
def given(tmp_path):
    """Read a file of these rows or bytes."""

    def read(*rows: list[str], name="export.csv", content=None) -> Reading:
        path = tmp_path / "dropped"
        path.write_bytes(lines(rows).encode() if content is None else content)
        return read_file(name, path)

    return read


def only(reading):
    (found,) = reading.references
    return found


def test_a_table_keeps_the_words_of_its_file_and_its_numbers_become_numbers(given):
    found = only(
        given(*QUERIES, ["garden lamps", "1,204", "20,500", "5.87%", "3.21"], ["lamps", "3", "400", "0.75%", "9"])
    )

    assert (found.label, found.channel) == ("Search performance by queries, Google Search Console", "Search")
    assert found.table.to_pydict() == {
        "Top queries": ["garden lamps", "lamps"],
        "Clicks": [1204.0, 3.0],
        "Impressions": [20500.0, 400.0],
        "CTR": [pytest.approx(0.0587), pytest.approx(0.0075)],
        "Position": [3.21, 9.0],
    }
    assert found.shares == ("CTR",)


def test_a_table_without_days_gets_those_of_its_sisters_in_the_file(given):
    queries = lines([*QUERIES, ["lamps", "3", "400", "0.75%", "9"]]).encode()
    found = only(given(name="search.zip", content=archive({"Queries.csv": queries, "Dates.csv": lines(DAYS).encode()})))

    assert found.covers == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_table_alone_states_no_days(given):
    assert only(given(*QUERIES, ["lamps", "3", "400", "0.75%", "9"])).covers is None


def test_the_total_of_the_rows_is_left_out_and_said(given):
    reading = given(
        PLACES, ["Total", "12", "0:04:34"], ["US", "7", "0:05:00"], ["IN", "5", "0:03:08"], name="Table data.csv"
    )

    assert only(reading).table["Views"].to_pylist() == [7.0, 5.0]
    assert any("total the others" in note for note in reading.sheets[0].notes)


def test_times_stay_as_the_file_writes_them(given):
    reading = given(PLACES, ["US", "7", "0:05:00"], ["IN", "5", "0:03:08"], name="Table data.csv")

    assert only(reading).table["Average view duration"].to_pylist() == ["0:05:00", "0:03:08"]


def test_a_column_that_could_be_thousands_or_decimals_stays_text_and_is_said(given):
    reading = given(["Gender", "Distribution"], ["Female", "1.234"], ["Male", "2.345"])

    assert only(reading).table["Distribution"].to_pylist() == ["1.234", "2.345"]
    assert any("thousands from decimals" in note for note in reading.sheets[0].notes)


def test_names_in_the_header_over_a_single_row_of_numbers_become_rows(given):
    found = only(given(["Top countries"], ["Norway", "Chile", "Ghana"], ["41.5", "30.1", "2.2"]))

    assert found.table.to_pydict() == {"Top countries": ["Norway", "Chile", "Ghana"], "Value": [41.5, 30.1, 2.2]}


def test_a_column_of_addresses_is_dropped_and_said(given):
    reading = given([*QUERIES[0], "Asked by"], ["lamps", "3", "400", "0.75%", "9", "ann@example.com"])

    assert "Asked by" not in only(reading).table.column_names
    assert any("e-mail" in note for note in reading.sheets[0].notes)


def test_a_long_table_is_cut_and_said(given, monkeypatch):
    monkeypatch.setattr(reference, "MOST_ROWS", 2)

    reading = given(*QUERIES, *[[f"lamps {turn}", "3", "400", "0.75%", "9"] for turn in range(5)])

    assert only(reading).table["Top queries"].to_pylist() == ["lamps 0", "lamps 1"]
    assert "The first 2 of 5 rows are kept." in reading.sheets[0].notes


def test_nothing_of_a_reference_reaches_the_records(given):
    assert given(*QUERIES, ["lamps", "3", "400", "0.75%", "9"]).records.empty


def test_references_come_out_of_the_reading_process_as_they_are(tmp_path):
    path = tmp_path / "dropped"
    path.write_text(lines([*QUERIES, ["lamps", "3", "400", "0.75%", "9"]]))

    (outcome,) = [event for event in read_all([("queries.csv", path)]) if isinstance(event, Outcome)]

    (found,) = outcome.references
    (direct,) = read_file("queries.csv", path).references
    assert found.table.equals(direct.table)
    assert (found.label, found.covers, found.shares, found.observed) == (direct.label, None, ("CTR",), direct.observed)


def test_the_period_above_linkedins_competitors_is_read_as_linkedin_writes_it(given):
    header = ["Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"]

    found, other = (
        only(given(above, header, ["Velmora", "900", "12", "150", "9"], ["Rondell", "1200", "7", "90", "4"]))
        for above in (["11/29/2025", "12/28/2025"], ["29/11/2025", "28/12/2025"])
    )

    assert found.covers == (date(2025, 11, 29), date(2025, 12, 28))
    assert found.observed == date(2025, 12, 28)
    assert found.table["Total Followers"].to_pylist() == [900.0, 1200.0]
    assert other.covers is None  # saved in another way: what it says is not guessed at
