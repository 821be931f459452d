"""Of which days a file speaks: gaps between days are seen, days without a post are none."""

import pytest

from kpi.reading.read import read_file
from tests.exports.builders import lines

SEARCH = ["Date", "Clicks", "Impressions", "Position"]
VIDEOS = ["Content", "Video title", "Video publish time", "Views"]


@pytest.fixture
def covered(tmp_path):
    """Read a file of these rows, and give the days that its only table covers."""

    def read(*rows: list[str], name="export.csv") -> list[tuple[str, str]]:
        path = tmp_path / "dropped"
        path.write_text(lines(rows))
        (found,) = [sheet for sheet in read_file(name, path).sheets if sheet.rows_kept]
        return found.covered

    return read


def days(*days_of_march: int) -> list[list[str]]:
    return [[f"2026-03-{day:02}", "1", "9", "9"] for day in days_of_march]


def test_days_without_a_row_are_a_gap(covered):
    assert covered(SEARCH, *days(1, 2, 5, 6, 9)) == [
        ("2026-03-01", "2026-03-02"),
        ("2026-03-05", "2026-03-06"),
        ("2026-03-09", "2026-03-09"),
    ]


def test_the_order_of_the_rows_does_not_matter(covered):
    assert covered(SEARCH, *days(3, 1, 2)) == [("2026-03-01", "2026-03-03")]


def test_too_many_gaps_are_one_stretch(covered):
    rows = [[f"{2020 + at // 300}-{at // 25 % 12 + 1:02}-{at % 25 + 1:02}", "1", "9", "9"] for at in range(0, 300, 3)]

    assert covered(SEARCH, *rows) == [(rows[0][0], rows[-1][0])]


def test_posts_are_known_throughout(covered):
    rows = [["aB1", "Reel", "Mar 3, 2026", "300"], ["aB2", "Reel", "Mar 20, 2026", "300"]]

    assert covered(VIDEOS, *rows) == [("2026-03-03", "2026-03-20")]
