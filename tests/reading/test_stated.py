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
