"""An unknown table comes with a guess: what each column seems to hold, from its name and its cells; rates never."""

import pytest

from kpi.reading.guess import Guess
from kpi.reading.read import read_file
from tests.exports.builders import lines

HEADER = ["Fecha", "Red", "Publicación", "Enlace", "Impresiones", "Tasa de interacción"]
ROWS = [
    ["05/03/2026", "Instagram", "Hola", "https://www.instagram.com/p/1", "1.234", "4,5%"],
    ["17/03/2026", "Facebook", "Qué tal", "https://www.facebook.com/2", "2.100", "0,6%"],
]


@pytest.fixture
def guessed(tmp_path):
    def of(*rows: list[str], name="informe.csv") -> Guess | None:
        path = tmp_path / "dropped"
        path.write_text(lines(rows), encoding="utf-8")
        (sheet,) = read_file(name, path).sheets
        return sheet.guess

    return of


def holds(guess):
    return {column.name: column.holds for column in guess.columns}


def column(*cells: str, name="Reach"):
    """Write a column beside one that is dated."""
    return [["Date", name, "Note"], *([f"2026-03-{at:02}", cell, "-"] for at, cell in enumerate(cells, 1))]


def test_an_aggregators_table_is_understood(guessed):
    guess = guessed(HEADER, *ROWS)

    assert holds(guess) == {
        "Fecha": "date",
        "Red": "network",
        "Publicación": "title",
        "Enlace": "link",
        "Impresiones": "impressions",
        "Tasa de interacción": "ignored",
    }
    assert (guess.row.value, guess.channel, guess.rows) == ("a post", "", 2)
    assert guess.columns[4].samples == ("1.234", "2.100")
    assert "cannot be added up" in guess.columns[5].why


@pytest.mark.parametrize(
    ("cells", "name", "wanted"),
    [
        (("5", "7"), "Reach", "reach"),
        (("a lot", "some"), "Reach", "ignored"),
        (("5%", "7%"), "Reach", "ignored"),
        (("5", "7"), "Reach (cumulative)", "ignored"),
        (("5", "7"), "Average reach", "ignored"),
        (("5", "7"), "Engagement rate", "ignored"),
        (("5", "7", "8", "11", "12", "15"), "Reach", "ignored"),
        (("5", "7", "8", "11", "12", "15"), "Followers", "followers"),
        (("me@brand.example", "you@brand.example"), "Reach", "personal"),
        (("Ana", "Luis"), "Sent by", "personal"),
        (("2:30", "1:10"), "Average session duration", "average_visit"),
        (("5", "7"), "Colour", "ignored"),
        (("", ""), "Reach", "ignored"),
        (("101239426454", "101239426455"), "Ref", "key"),
    ],
)
def test_a_name_counts_only_where_the_cells_agree(guessed, cells, name, wanted):
    assert holds(guessed(*column(*cells, name=name)))[name] == wanted


def test_what_names_a_person_is_not_shown(guessed):
    assert guessed(*column("me@brand.example", name="Contact")).columns[1].samples == ("(personal, not shown)",)


def test_a_number_is_held_by_one_column_only(guessed):
    guess = guessed(["Date", "Impressions", "Views", "Post impressions"], ["2026-03-01", "5", "6", "7"])

    assert [one.holds for one in guess.columns] == ["date", "impressions", "ignored", "ignored"]
    assert "“Impressions” seems to hold" in guess.columns[2].why


@pytest.mark.parametrize(
    ("days", "row"),
    [
        (("2026-03-01", "2026-03-02", "2026-03-05"), "a day"),
        (("2026-03-02", "2026-03-09", "2026-03-16"), "a week"),
        (("2026-W10", "2026-W11", "2026-W12"), "a week"),
        (("2026-01-01", "2026-02-01", "2026-03-01"), "a month"),
        (("enero 2026", "febrero 2026", "marzo 2026"), "a month"),
    ],
)
def test_what_a_row_is_shows_in_the_steps_between_dates(guessed, days, row):
    assert guessed(["Date", "Reach", "Note"], *([day, "5", "-"] for day in days)).row.value == row


def test_the_network_shows_in_links_or_in_the_files_name(guessed):
    linked = [["Date", "Link", "Reach"], ["2026-03-01", "https://www.linkedin.com/feed/1", "5"]]

    assert guessed(*linked).channel == "LinkedIn"
    assert guessed(*column("5"), name="TikTok marzo.csv").channel == "TikTok"
    assert guessed(*column("5")).channel == ""


def test_a_unit_in_the_name_is_seen(guessed):
    guess = guessed(*column("5", name="Watch time (hours)"))

    assert (guess.columns[1].holds, guess.columns[1].unit) == ("watch_seconds", "hours")


@pytest.mark.parametrize(
    "rows",
    [
        [["", "Reach", ""], ["2026-03-01", "5", "6"]],
        [["Date", "Reach", "Date", "Reach"], ["2026-03-01", "5", "2026-03-01", "6"]],
        [["Name", "Colour"], ["x", "red"], ["y", "blue"]],
        [[f"Column {at}" for at in range(300)], [str(at) for at in range(300)]],
        [["Date", "Reach"], *([["Date", "Reach"], ["2026-03-01", "5"]] * 3)],
    ],
    ids=["gaps in the header", "names twice", "all text", "300 columns", "header repeated"],
)
def test_odd_tables_get_an_honest_guess(guessed, rows):
    guess = guessed(*rows)

    assert guess is None or len({column.at for column in guess.columns}) == len(guess.columns)


def test_columns_without_a_name_of_their_own_are_known_by_their_place(guessed):
    guess = guessed(["", "Reach", "Reach"], ["2026-03-01", "5", "6"])

    assert [(one.place, one.holds) for one in guess.columns] == [(0, "date"), (1, "reach"), (2, "ignored")]
