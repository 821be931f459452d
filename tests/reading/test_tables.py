"""A grid falls into tables: nothing is lost, nothing is read twice, nothing runs into its neighbour."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.reading.grid import Cells, table
from kpi.reading.recognise import header_words
from kpi.reading.tables import tables_in

SEARCH = ["Date", "Clicks", "Impressions", "Position"]
DAYS = [["2026-03-01", "3", "100", "8"], ["2026-03-02", "1", "50", "9"]]
CARD = [["Facebook reach"], ["Date", "Primary"], ["2026-03-01", "5"], ["2026-03-02", "6"]]
GAP = [""]


def grid(*rows: list[str]):
    return Cells.of(table(rows).columns)


def found(*rows: list[str], name="export.csv"):
    return [
        (table.export.key if table.export else None, table.rows.numbers.tolist())
        for table in tables_in(grid(*rows), name=name)
    ]


def test_a_header_on_the_first_line_has_all_other_rows_for_its_table():
    assert found(SEARCH, *DAYS) == [("search_console_days", [2, 3])]


def test_lines_above_the_header_are_its_preamble():
    (table,) = tables_in(grid(["Report"], ["From", "2026-03-01"], GAP, SEARCH, *DAYS), name="")

    assert table.preamble == ("Report", "From 2026-03-01")


def test_a_blank_line_inside_a_table_does_not_end_it():
    assert found(SEARCH, DAYS[0], GAP, GAP, DAYS[1]) == [("search_console_days", [2, 3, 4, 5])]


def test_tables_stacked_with_titles_are_told_apart():
    assert found(*CARD, GAP, ["Instagram reach"], *CARD[1:]) == [
        ("meta_daily_facebook_reach", [3, 4]),
        ("meta_daily_instagram_reach", [8, 9]),
    ]


def test_tables_stacked_without_a_blank_line_are_told_apart():
    assert found(*CARD, ["Instagram reach"], *CARD[1:]) == [
        ("meta_daily_facebook_reach", [3, 4]),
        ("meta_daily_instagram_reach", [7, 8]),
    ]


def test_a_table_with_an_unknown_title_does_not_run_into_the_one_above():
    for between in ([GAP], []):
        (one, rows), *others = found(*CARD, *between, ["Portée Facebook"], *CARD[1:])

        assert (one, rows) == ("meta_daily_facebook_reach", [3, 4])
        assert [key for key, _ in others] in ([None], [])


def test_an_unknown_table_below_a_known_one_is_kept_apart():
    assert found(SEARCH, *DAYS, GAP, ["Colour", "Likes"], ["red", "5"]) == [
        ("search_console_days", [2, 3]),
        (None, [6]),
    ]


def test_a_narrow_table_that_nobody_knows_is_no_preamble():
    assert found(["First user group", "New users"], ["Direct", "5"], GAP, SEARCH, *DAYS) == [
        (None, [2]),
        ("search_console_days", [5, 6]),
    ]


def test_the_header_in_the_middle_begins_a_new_table_with_its_own_columns():
    turned = ["Date", "Impressions", "Clicks", "Position"]
    first, second = tables_in(grid(SEARCH, *DAYS, turned, ["2026-03-03", "70", "2", "8"]), name="")

    assert first.rows.numbers.tolist() == [2, 3]
    assert (second.header, second.rows.numbers.tolist()) == (turned, [5])


def test_a_post_that_begins_with_a_hash_is_no_comment():
    posts = ["Post title", "Post link", "Created date", "Impressions"]

    (table,) = tables_in(
        grid(["A sentence."], posts, ["one", "x", "03/01/2026", "5"], ["#two", "y", "03/02/2026", "6"]), name=""
    )
    assert len(table.rows) == 2


def test_a_comment_that_holds_the_delimiter_is_still_a_comment():
    (table,) = tables_in(grid(["# Account: Nord", " GmbH"], ["# Start date: 20260301"], SEARCH, *DAYS), name="")

    assert len(table.preamble) == 2


def test_every_comment_block_speaks_of_the_table_below_it():
    ga = ["Session default channel group", "Sessions"]
    first, second = tables_in(
        grid(
            ["# Start date: 20260301"],
            ["# End date: 20260331"],
            ga,
            ["Direct", "5"],
            GAP,
            ["# Start date: 20260201"],
            ["# End date: 20260228"],
            ga,
            ["Direct", "4"],
        ),
        name="",
    )

    assert first.preamble[-1].endswith("20260331")
    assert second.preamble[-1].endswith("20260228")


def test_no_word_of_a_header_begins_with_a_figure_so_that_numbers_need_no_second_look():
    assert not [word for word in header_words() if word[0].isdigit()]


def test_an_empty_grid_holds_no_table():
    assert tables_in(Cells.of([]), name="") == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 3)), min_size=1, max_size=6))
def test_any_stacking_with_blank_lines_keeps_every_row_once(stack):
    rows, wanted = [], []
    for count, gaps in stack:
        rows += [["Facebook reach"], ["Date", "Primary"]]
        wanted.append(list(range(len(rows) + 1, len(rows) + 1 + count)))
        rows += [[f"2026-03-{day + 1:02}", "1"] for day in range(count)] + [GAP] * gaps

    filled = [[at for at in rows_of if at <= len(rows)] for rows_of in wanted]
    seen = [
        [at for at in table.rows.numbers.tolist() if rows[at - 1] != GAP] for table in tables_in(grid(*rows), name="")
    ]
    assert seen == filled


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "Date", "Primary", "Clicks", "Facebook reach", "2026-03-01", "5", "# x", "Total"]),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=25,
    )
)
def test_no_grid_breaks_the_reading_and_no_row_is_given_twice(rows):
    tables = tables_in(grid(*rows), name="x.csv")

    given_rows = [row for table in tables for row in table.rows.numbers.tolist()]
    assert len(given_rows) == len(set(given_rows))
