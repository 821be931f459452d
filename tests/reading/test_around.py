"""What only stands around a table: the tables beside it, the lines above it, the file's name and stamp."""

import pytest

from kpi.reading.read import read_file
from kpi.reading.report import Reading
from tests.exports.builders import archive, lines

FOLLOWS = [["Follows"], ["Date", "Primary"], ["2026-03-01T00:00:00", "3"], [""]]
INSTAGRAM = [["Instagram follows"], ["Date", "Primary"], ["2026-03-01T00:00:00", "5"], [""]]
TOTAL = [["Facebook followers"], ["FB_PAGE,FOLLOW,UNIQUE_USERS"], ["30222"], [""]]
AGES = [["Facebook followers by gender and age"], ["Age", "Women", "Men"], ["18-24", "2.5%", "0.3%"]]
SPANISH = [["# Fecha de inicio: 20260301"], ["# Fecha de finalización: 20260303"]]
LINKEDIN_ADS = ["Start Date (in UTC)", "Campaign Name", "Total Spent", "Impressions"]


@pytest.fixture
def drop(tmp_path):
    def read(*rows: list[str], name="export.csv", content=None) -> Reading:
        path = tmp_path / "dropped"
        path.write_bytes(lines(rows).encode() if content is None else content)
        return read_file(name, path)

    return read


def told(reading):
    return {sheet.sheet: (sheet.channel, sheet.totals) for sheet in reading.sheets if sheet.totals}


def test_follows_without_a_network_are_of_the_other_one_where_instagram_stands_beside(drop):
    assert told(drop(*FOLLOWS, *INSTAGRAM)) == {
        "Follows": ("Facebook", {"new_followers": 3}),
        "Instagram follows": ("Instagram", {"new_followers": 5}),
    }


def test_follows_alone_name_no_network(drop):
    assert told(drop(*FOLLOWS)) == {"Follows": (None, {"new_followers": 3})}


def test_a_follower_total_without_a_day_is_not_dated_by_when_it_was_saved(drop):
    reading = drop(*TOTAL, *AGES, name="Audience.csv")

    assert told(reading) == {}
    assert ["Type the number with its day" in problem for problem in reading.problems] == [True]


def test_a_follower_total_is_of_the_day_on_which_its_archive_was_packed(drop):
    reading = drop(name="insights.zip", content=archive({"Audience.csv": lines([*TOTAL, *AGES]).encode()}))

    assert told(reading) == {"Facebook followers": ("Facebook", {"followers": 30222})}
    assert reading.sheets[0].first_date == "2026-03-05"


def test_tables_stacked_in_a_snapshot_each_keep_their_own_numbers(drop):
    reading = drop(
        *SPANISH,
        ["Día\u00a0N", "Usuarios nuevos"],
        ["0000", "2"],
        [""],
        *SPANISH,
        ["Día\u00a0N", "Usuarios"],
        ["0000", "5"],
        ["0002", "6"],
        [""],
        *SPANISH,
        ["Grupo de canales predeterminado de la sesión", "Sesiones"],
        ["Organic Social", "7"],
        ["Direct", "8"],
        [""],
        *SPANISH,
        ["Título de página y clase de pantalla", "Vistas"],
        ["Inicio", "30"],
    )

    found = [(sheet.export, sheet.first_date, sheet.last_date, sheet.totals) for sheet in reading.sheets]
    assert found == [
        ("ga4_nth_day_other", None, None, {}),
        ("ga4_nth_day", "2026-03-01", "2026-03-03", {"users": 11}),
        ("ga4_traffic_acquisition", "2026-03-01", "2026-03-03", {"sessions": 15}),
        ("ga4_pages", "2026-03-01", "2026-03-03", {"page_views": 30}),
    ]


def test_days_counted_beyond_the_report_are_refused(drop):
    (problem,) = drop(*SPANISH, ["Día N", "Usuarios"], ["0003", "5"]).problems

    assert "counts more days" in problem


def test_a_report_of_all_time_says_that_days_must_be_chosen(drop):
    reading = drop(
        ["Campaign report"], ["All time"], ["Campaign", "Impr.", "Clicks", "Cost"], ["Spring", "100", "3", "4.5"]
    )

    assert told(reading) == {}
    assert "not “all time”" in reading.problems[0]


def test_a_follower_total_of_another_day_than_the_last_is_not_used(drop):
    reading = drop(
        ["Total followers on 4/2/2026:", "5400"],
        [""],
        ["Date", "New followers"],
        ["3/30/2026", "12"],
        ["3/31/2026", "8"],
        name="FOLLOWERS.csv",
    )

    assert told(reading) == {"FOLLOWERS": ("LinkedIn", {"new_followers": 20})}


def test_steps_of_which_only_the_first_day_is_told_are_months_only_where_they_begin_on_the_first(drop):
    report = [["Report Start: March 1, 2026"], ["Report End: April 15, 2026"]]
    months = drop(*report, LINKEDIN_ADS, ["3/1/2026", "A", "5.5", "100"], ["4/1/2026", "A", "4.5", "50"])
    weeks = drop(*report, LINKEDIN_ADS, ["3/1/2026", "A", "5.5", "100"], ["3/8/2026", "A", "4.5", "50"])

    assert [(one.first_date, one.last_date, one.totals["spend"]) for one in months.sheets] == [
        ("2026-03-01", "2026-04-15", 10)
    ]
    assert told(weeks) == {}
    assert "Daily" in weeks.problems[0]
