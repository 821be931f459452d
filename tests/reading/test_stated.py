"""A row of totals is no record, but it is kept to check the rows by."""

import pytest

from kpi.reading.read import read_file
from kpi.reading.report import SheetReport
from tests.exports.builders import lines

VIDEOS = ["Content", "Video title", "Video publish time", "Views", "Watch time (hours)"]
ADS = [
    ["Campaign report"],
    ["March 1, 2026 - March 31, 2026"],
    ["Campaign", "Currency code", "Cost", "Impr.", "Clicks"],
]


@pytest.fixture
def sheet(tmp_path):
    """Read a file of these rows, and give the report of its only table."""

    def read(*rows: list[str], name="export.csv") -> SheetReport:
        path = tmp_path / "dropped"
        path.write_text(lines(rows))
        (found,) = [sheet for sheet in read_file(name, path).sheets if sheet.rows_kept]
        return found

    return read


def test_the_total_above_the_rows_is_kept_in_our_units(sheet):
    found = sheet(VIDEOS, ["Total", "", "", "500", "2.5"], ["aB1", "Reel", "Mar 3, 2026", "300", "1.5"])

    assert found.stated == {"video_views": 500.0, "watch_seconds": 9000.0}
    assert found.totals["video_views"] == 300.0


def test_of_several_totals_at_the_foot_the_one_that_agrees_speaks(sheet):
    found = sheet(
        *ADS,
        ["Spring", "EUR", "10.00", "1000", "5"],
        ["Autumn", "EUR", "20.00", "3000", "7"],
        ["Total: Campaigns", "EUR", "30.00", "4000", "12"],
        ["Total: Account", "EUR", "45.00", "9000", "20"],
    )

    assert found.stated == {"spend": 30.0, "ad_impressions": 4000.0, "ad_clicks": 12.0}


def test_a_file_without_totals_states_none(sheet):
    assert sheet(VIDEOS, ["aB1", "Reel", "Mar 3, 2026", "300", "1.5"]).stated == {}


PIVOT = [
    ["Campaign name", "Ad name", "Platform", "Impressions", "Amount spent (EUR)", "Reporting starts", "Reporting ends"],
    ["Spring", "All", "All", "3000", "30.50", "2026-03-01", "2026-03-31"],
    ["", "Bike", "All", "3000", "30.50", "2026-03-01", "2026-03-31"],
    ["", "", "instagram", "1000", "10.25", "2026-03-01", "2026-03-31"],
    ["", "", "facebook", "2000", "20.25", "2026-03-01", "2026-03-31"],
    ["", "", "", "3000", "30.50", "2026-03-01", "2026-03-31"],
]


def test_the_subtotals_of_a_formatted_ads_report_are_added_to_no_row(sheet):
    found = sheet(*PIVOT)

    assert found.totals == {"spend": 30.5, "ad_impressions": 3000.0}
    assert found.stated == {"spend": 30.5, "ad_impressions": 3000.0}
    assert [(left.row, left.reason) for left in found.rows_left_out][:2] == [
        (2, "a total of other rows"),
        (3, "a total of other rows"),
    ]


def test_a_campaign_that_is_called_all_counts(sheet):
    march = ["2026-03-01", "2026-03-31"]
    found = sheet(
        ["Campaign name", "Ad name", "Impressions", "Amount spent (EUR)", "Reporting starts", "Reporting ends"],
        ["All", "Bike", "1000", "10.25", *march],
        ["Spring", "Bike", "2000", "20.25", *march],
    )

    assert found.totals["spend"] == 30.5


def test_rows_that_add_up_to_twice_the_stated_total_are_refused(tmp_path):
    path = tmp_path / "dropped"
    rows = [[*row[:2], row[2].replace("All", "Every platform"), *row[3:]] for row in PIVOT]
    path.write_text(lines(rows))

    reading = read_file("export.csv", path)

    assert reading.records.empty
    assert [sheet.totals for sheet in reading.sheets] == [{}]
    (sentence,) = reading.problems
    assert "3.0 times the total that the file states" in sentence
    assert "without subtotals" in sentence
