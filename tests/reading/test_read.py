"""What a file gives, told by hand: wrong numbers are refused or left out with a sentence, never guessed."""

import os
from datetime import UTC, datetime

import pytest

from kpi.reading.read import read_file
from kpi.reading.report import Reading
from tests.exports.builders import archive, lines, workbook

SEARCH = ["Date", "Clicks", "Impressions", "Position"]
GROUP = "Session default channel group"
RULE = ["# ------"]
MARCH = [["# Start date: 20260301"], ["# End date: 20260331"]]
FEBRUARY = [["# Start date: 20260201"], ["# End date: 20260228"]]
LINKEDIN = ["Date", "Impressions (organic)", "Clicks (organic)"]
POSTS = ["Post ID", "Account username", "Publish time", "Permalink", "Views", "Likes"]


@pytest.fixture
def drop(tmp_path):
    def read(
        *rows: list[str], name="export.csv", content=None, delimiter=",", saved=datetime(2026, 11, 1, tzinfo=UTC)
    ) -> Reading:
        path = tmp_path / "dropped"
        path.write_bytes(lines(rows, delimiter=delimiter).encode() if content is None else content)
        os.utime(path, (saved.timestamp(), saved.timestamp()))
        return read_file(name, path)

    return read


def only(reading):
    (sheet,) = [sheet for sheet in reading.sheets if sheet.totals]
    return sheet


def refusal(reading):
    assert reading.records.empty
    assert not any(sheet.totals for sheet in reading.sheets)
    (sentence,) = reading.problems
    return sentence


def days(*values: str, first=1):
    return [[f"2026-03-{first + at:02}", value, value, "9"] for at, value in enumerate(values)]


# Bad input by hand


def test_numbers_that_a_platform_shortened_are_read_and_said_to_be_rounded(drop):
    sheet = only(drop(SEARCH, *days("950", "1.2K", "3,4 M")))

    assert sheet.totals["search_clicks"] == 3_402_150
    assert any("shortened like “1.2K”" in note for note in sheet.notes)


def test_an_empty_file_is_said_to_be_empty(drop):
    assert "empty" in refusal(drop(content=b""))


def test_a_photo_with_the_wrong_ending_is_said_to_be_one(drop):
    assert refusal(drop(content=b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8))


def test_only_a_header_is_said_to_hold_no_data(drop):
    assert "only a header" in refusal(drop(SEARCH))


def test_one_row_is_enough(drop):
    assert only(drop(SEARCH, *days("5"))).totals == {"search_clicks": 5, "search_impressions": 5}


def test_an_unknown_table_is_refused_with_what_was_seen_and_what_to_do(drop):
    sentence = refusal(drop(["Colour", "Likes"], ["red", "5"]))

    assert "“Colour”" in sentence
    assert "Drop the file as the platform gives it" in sentence


def test_a_card_with_an_unknown_title_is_refused_with_its_title(drop):
    assert "“Portée Facebook”" in refusal(drop(["Portée Facebook"], ["Date", "Primary"], ["2026-03-01T00:00:00", "5"]))


def test_days_after_the_day_a_file_was_saved_are_warned_of(drop):
    sheet = only(drop(SEARCH, *days("5"), saved=datetime(2026, 2, 1, tzinfo=UTC)))

    assert any("are day and month right" in warning for warning in sheet.warnings)


@pytest.mark.parametrize(
    ("dates", "whole"),
    [
        (["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"], "week"),
        (["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"], "month"),
    ],
)
def test_a_table_by_week_or_month_is_not_taken_for_one_by_day(drop, dates, whole):
    said = refusal(drop(["Date", "Views"], *([day, "10"] for day in dates), name="Totals.csv"))

    assert f"each row counts a {whole}" in said


def test_two_files_of_one_name_in_an_archive_are_both_read(drop):
    card = [["Facebook reach"], ["Date", "Primary"], ["2026-03-01T00:00:00", "5"]]
    other = [["Instagram reach"], ["Date", "Primary"], ["2026-03-01T00:00:00", "7"]]
    both = drop(
        name="cards.zip", content=archive({"a/Reach.csv": lines(card).encode(), "b/Reach.csv": lines(other).encode()})
    )

    assert [sheet.totals for sheet in both.sheets] == [{"reach": 5}, {"reach": 7}]


# Rows that are no records


@pytest.mark.parametrize("word", ["Total", "Gesamt", "Totales", "Итого", "合計", ""])
def test_a_total_at_the_foot_is_no_day(drop, word):
    assert only(drop(SEARCH, *days("5", "6"), [word, "11", "11", "9"])).totals["search_clicks"] == 11


@pytest.mark.parametrize("word", ["Grand total", "Total", "Totales", "Gesamt", "Total general", "Итого"])
@pytest.mark.parametrize("first", [True, False])
def test_a_total_among_periods_is_known_by_its_word(drop, word, first):
    rows = [["Direct", "5", "2"], ["Organic Social", "3", "0"]]
    total = [[word, "8", "2"]]

    sheet = only(drop(RULE, *MARCH, [GROUP, "Sessions", "Key events"], *(total + rows if first else rows + total)))
    assert (sheet.rows_kept, sheet.totals) == (2, {"sessions": 8, "conversions": 2})


def test_a_total_without_a_known_word_is_known_by_its_sums(drop):
    rows = [["Direct", "5", "2"], ["Organic Social", "3", "1"], ["Alles zusammen", "8", "3"]]

    sheet = only(drop(RULE, *MARCH, [GROUP, "Sessions", "Key events"], *rows))
    assert (sheet.rows_kept, sheet.totals["sessions"]) == (2, 8)
    assert sheet.rows_left_out[0].reason == "a total of other rows"


PAGES = ["Page path and screen class", "Views", "Views per active user"]


def test_a_total_without_a_name_is_one_though_its_other_columns_are_filled(drop):
    rows = [["/a", "5", "1.5"], ["/b", "3", "2.5"], ["", "8", "2"]]

    assert only(drop(RULE, *MARCH, PAGES, *rows)).totals["page_views"] == 8


@pytest.mark.parametrize("word", ["Average", "Durchschnitt", "Promedio", "Moyenne"])
def test_an_average_of_other_rows_is_no_row(drop, word):
    sheet = only(drop(RULE, *MARCH, PAGES, ["/a", "5", "1"], ["/b", "3", "3"], [word, "4", "2"]))

    assert sheet.totals["page_views"] == 8
    assert sheet.rows_left_out[0].reason == "an average of other rows"


def test_captions_that_begin_with_a_hash_do_not_end_a_table_with_blank_rows_between(drop):
    rows = [[f"#tag {at}", f"https://l.example/{at}", f"03/{at + 10}/2026", "5"] for at in range(5)]
    spread = [row for post in rows for row in (post, [])]

    sheet = only(drop(["Post title", "Post link", "Created date", "Impressions"], *spread))

    assert (sheet.rows_kept, sheet.totals["impressions"]) == (5, 25)


def test_a_row_without_a_date_after_a_blank_one_does_not_end_the_table(drop):
    rows = [*days("5"), [], ["", "9", "9", ""], [], *days("6", first=5)]

    sheet = only(drop(SEARCH, *rows))

    assert (sheet.rows_kept, sheet.totals["search_clicks"]) == (2, 11)


def test_days_under_the_words_of_another_table_are_not_taken_for_this_ones(drop):
    rows = [*days("5"), [], ["When", "Visitors", "Buyers", "Rank"], [], *days("600", first=5)]

    assert only(drop(SEARCH, *rows)).totals["search_clicks"] == 5


def test_empty_columns_left_of_a_table_do_not_move_its_columns(drop):
    card = [["", "Facebook reach"], ["", "Date", "Primary"], ["", "2026-03-01T00:00:00", "5"]]

    assert only(drop(*card)).totals == {"reach": 5}


def test_posts_whose_records_were_broken_into_rows_are_refused_not_read_in_part(drop):
    whole = [[str(at), "n", f"03/1{at}/2026 10:00", "", "5", "1"] for at in range(3)]
    broken = [row for at in range(5) for row in (["9" * 6, "n and a"], ["second line", "", "", "", "7", "1"])]

    assert "broken into rows" in refusal(drop(POSTS, *whole, *broken))


def test_the_totals_of_a_campaign_report_are_known_though_the_column_that_names_them_was_deleted(drop):
    header = ["Campaign", "Campaign type", "Impr.", "Clicks", "Cost"]
    rows = [["Spring", "Search", "900", "9", "3.00"], [" --", " --", "900", "9", "3.00"], ["", "", "900", "9", "3.00"]]

    sheet = only(drop(["Campaign report"], ["March 1, 2026 - March 31, 2026"], header, *rows))

    assert (sheet.rows_kept, sheet.totals["spend"]) == (1, 3)


def test_two_rows_of_equal_size_are_no_total_of_each_other(drop):
    assert only(drop(RULE, *MARCH, [GROUP, "Sessions"], ["Direct", "5"], ["Email", "5"])).totals == {"sessions": 10}


def test_a_sentence_under_the_header_is_no_record(drop):
    sheet = only(drop(SEARCH, ["", "The number of clicks that led to the site", "", ""], *days("5")))

    assert [left.reason for left in sheet.rows_left_out] == ["the description under the header"]


def test_a_row_with_more_cells_than_the_header_is_left_out_and_named(drop):
    sheet = only(drop(SEARCH, *days("5", "6", "7", "8", "9"), ["2026-03-09", "1", "2", "3", "4"]))

    assert sheet.totals["search_clicks"] == 35
    assert "more cells than the header" in sheet.rows_left_out[0].reason


def test_rows_that_mostly_do_not_fit_the_header_are_refused(drop):
    assert "more cells than the header" in refusal(drop(SEARCH, *(["x", *row] for row in days("5", "6"))))


def test_a_footer_under_periods_is_no_record(drop):
    assert only(drop(RULE, *MARCH, [GROUP, "Sessions"], ["Direct", "5"], ["Showing one row", ""])).rows_kept == 1


def test_posts_without_a_date_are_left_out_and_named(drop):
    rows = [
        [str(at), "n", f"03/{day}/2026 10:00" if day < 20 else "", "", "5", "1"] for at, day in enumerate(range(10, 21))
    ]

    sheet = only(drop(POSTS, *rows))
    assert sheet.totals["impressions"] == 50
    assert [(left.row, left.reason) for left in sheet.rows_left_out] == [(12, "no date that can be read")]


# Tables that say something twice


def test_a_header_twice_with_different_numbers_gives_no_number(drop):
    sheet = only(drop([*POSTS, "Views"], ["1", "n", "03/14/2026 10:00", "", "5", "1", "9"]))

    assert "impressions" not in sheet.totals
    assert any("stands 2 times with different numbers" in note for note in sheet.notes)


@pytest.mark.parametrize("again", ["5", ""])
def test_a_header_twice_is_read_where_the_numbers_agree_or_one_is_empty(drop, again):
    assert only(drop([*POSTS, "Views"], ["1", "n", "03/14/2026 10:00", "", "5", "1", again])).totals["impressions"] == 5
    assert only(drop([*POSTS, "Views"], ["1", "n", "03/14/2026 10:00", "", again, "1", "5"])).totals["impressions"] == 5


def test_a_table_by_day_split_by_something_unknown_is_refused(drop):
    sentence = refusal(
        drop([*SEARCH, "Colour"], *([*row, "red"] for row in days("5")), *([*row, "blue"] for row in days("6")))
    )

    assert "Colour" in sentence
    assert "without the extra dimension" in sentence


def test_posts_that_stand_once_a_day_are_refused(drop):
    rows = [["1", "n", "03/14/2026 10:00", "", "5", "1"], ["1", "n", "03/14/2026 10:00", "", "6", "1"]]

    assert "different numbers" in refusal(drop(POSTS, *rows))


def test_a_row_that_stands_twice_counts_once(drop):
    assert only(drop(SEARCH, *days("5", "6"), *days("5"))).totals["search_clicks"] == 11


def test_sources_split_by_something_unknown_are_refused(drop):
    rows = [["Direct", "mobile", "5"], ["Direct", "desktop", "6"]]

    assert "Device" in refusal(drop(RULE, *MARCH, [GROUP, "Device", "Sessions"], *rows))


def test_a_comparison_of_two_periods_dates_each_table_by_its_own_lines(drop):
    table = [GROUP, "Sessions"]
    reading = drop(RULE, ["# Report"], RULE, *MARCH, table, ["Direct", "5"], [""], *FEBRUARY, table, ["Direct", "4"])

    assert [(sheet.first_date, sheet.totals["sessions"]) for sheet in reading.sheets] == [
        ("2026-03-01", 5),
        ("2026-02-01", 4),
    ]


def test_a_comparison_of_visitors_is_not_added_to_all_of_them(drop):
    table = [GROUP, "Sessions"]
    reading = drop(
        RULE,
        ["# All Users"],
        *MARCH,
        table,
        ["Direct", "5"],
        ["Email", "1"],
        [""],
        ["# Mobile"],
        *MARCH,
        table,
        ["Direct", "4"],
    )

    assert only(reading).totals == {"sessions": 6}


def test_a_comparison_in_one_table_is_refused(drop):
    rows = [["Direct", "Mar 1 - Mar 31", "5"], ["Email", "Feb 1 - Feb 28", "6"]]

    assert refusal(drop(RULE, *MARCH, [GROUP, "Date range", "Sessions"], *rows))


def test_more_than_two_days_above_a_table_are_refused(drop):
    assert "more than two days" in refusal(
        drop(["# 20260301-20260331 20260201-20260228"], [GROUP, "Sessions"], ["Direct", "5"])
    )


def test_a_period_without_dates_is_refused(drop):
    assert "does not" in refusal(drop([GROUP, "Sessions"], ["Direct", "5"]))


def test_the_compared_columns_of_search_console_are_refused(drop):
    assert refusal(drop(["Top pages", "Last 3 months Clicks", "Previous 3 months Clicks"], ["x", "5", "6"]))


def test_an_empty_table_beside_one_with_numbers_is_no_problem(drop):
    reading = drop(*MARCH, [GROUP, "Sessions"], ["Organic Social", "12"], [], *MARCH, ["Event name", "Key events"])

    assert only(reading).totals == {"sessions": 12.0}
    assert not reading.problems


def test_an_advertiser_s_chart_by_day_tells_nothing_of_the_website(drop):
    reading = drop(["Data", "Cliques", "Custo", "Conversões"], ["2026-03-01", "3", "R$ 1,92", "7,00"])

    assert "No known export" in refusal(reading)


def test_an_overview_that_stacks_the_same_rows_counts_the_richest(drop):
    one, two = ["City", "Users"], ["City", "Users", "Conversions"]
    reading = drop(
        RULE, *MARCH, one, ["Oslo", "5"], [""], *MARCH, two, ["Oslo", "5", "1"], [""], *MARCH, one, ["Oslo", "5"]
    )

    assert only(reading).totals == {"users": 5, "conversions": 1}


def test_one_card_of_two_accounts_in_a_file_is_not_mixed_and_that_is_said(drop):
    card = [["Facebook reach"], ["Date", "Primary"]]
    reading = drop(*card, ["2026-03-01T00:00:00", "5"], [""], *card, ["2026-03-01T00:00:00", "7"])

    assert only(reading).totals == {"reach": 5}
    assert "two accounts" in reading.problems[0]


def test_a_newer_file_in_an_archive_may_correct_an_older_one(drop):
    old, new = [SEARCH, *days("5", "6")], [SEARCH, *days("9")]
    content = archive({"2026-03-10/Chart.csv": lines(old).encode(), "2026-04-10/Chart.csv": lines(new).encode()})

    assert len(drop(name="both.zip", content=content).records) == 3


def test_visitors_by_city_and_by_page_are_not_added_to_each_other(drop):
    cities, pages = (
        ["City", "Active users", "Key events"],
        ["Page path and screen class", "Views", "Active users", "Key events"],
    )
    reading = drop(RULE, *MARCH, cities, ["Oslo", "5", "1"], [""], *MARCH, pages, ["/", "9", "6", "1"])

    assert [sheet.totals for sheet in reading.sheets] == [{}, {"page_views": 9, "users": 6, "conversions": 1}]


# Numbers and dates that a spreadsheet program changed


def test_thousands_are_read_as_the_table_writes_them(drop):
    assert only(drop(SEARCH, *days("1,234"))).totals["search_clicks"] == 1234
    assert only(drop(SEARCH, *days("1.234"))).totals["search_clicks"] == 1234
    assert only(drop(SEARCH, *days("1.234"), delimiter=";")).totals["search_clicks"] == 1234


def test_numbers_that_became_dates_are_refused(drop):
    assert "3.апр" in refusal(drop(SEARCH, *days("5", "6", "7", "8", "9", "3.апр")))


def test_a_few_cells_without_a_number_are_warned_of_and_stay_unknown(drop):
    sheet = only(drop(SEARCH, *days("5", "6", "7", "8", "9", "n.v.")))

    assert sheet.totals["search_clicks"] == 35
    assert "1 cells (row 7), for example “n.v.”: its total lacks them" in sheet.warnings[0]


def test_a_column_of_words_is_refused(drop):
    assert "should hold numbers" in refusal(drop(SEARCH, *days("many", "few")))


def test_dates_of_another_country_are_read_where_they_prove_themselves(drop):
    sheet = only(drop(LINKEDIN, ["28/02/2026", "5", "1"], ["01/03/2026", "6", "1"]))

    assert (sheet.first_date, sheet.last_date) == ("2026-02-28", "2026-03-01")
    assert any("28 February 2026" in note for note in sheet.notes)


def test_dates_of_two_kinds_are_refused(drop):
    assert "Some dates" in refusal(drop(LINKEDIN, ["2026-01-03", "5", "1"], ["03/14/2026", "6", "1"]))


def test_day_numbers_of_a_workbook_are_dates(drop):
    assert only(drop(LINKEDIN, ["44008", "5", "1"])).first_date == "2020-06-26"


def test_dates_that_mostly_cannot_be_read_are_refused(drop):
    assert "should hold dates" in refusal(drop(SEARCH, *([f"week {at}", "1", "1", "1"] for at in range(4, 9))))


def test_ids_that_went_through_a_float_are_mended_from_the_link(drop):
    link = "https://example.org/p/{}"
    ids = ["1012394264548892673", "1012394264548892999"]
    rows = [["1.01239E+18", "n", "03/14/2026 10:00", link.format(one), "5", "1"] for one in ids]

    assert drop(POSTS, *rows).records["key"].tolist() == ids


def test_ids_that_are_lost_are_noted_and_merge_no_posts(drop):
    rows = [["1.01E+18", "n", f"03/{day}/2026 10:00", "", "5", "1"] for day in (14, 15)]

    reading = drop(POSTS, *rows)
    assert only(reading).totals["impressions"] == 10
    assert any("cut off 2 ids" in note for note in only(reading).notes)


# Accounts


def test_a_few_posts_of_others_count_for_the_account(drop):
    rows = [[str(at), "nordlicht" if at else "guest", "03/14/2026 10:00", "", "5", "1"] for at in range(10)]

    assert set(drop(POSTS, *rows).records["account"]) == {"nordlicht"}


def test_several_accounts_of_one_file_stay_apart(drop):
    rows = [[str(at), f"brand{at % 6}", "03/14/2026 10:00", "", "5", "1"] for at in range(12)]

    assert drop(POSTS, *rows).records["account"].nunique() == 6


# Reports


def test_a_table_that_cannot_be_read_does_not_keep_the_others_out(drop):
    content = workbook({"Metrics": [LINKEDIN, ["03/14/2026", "5", "1"]], "Chart": [SEARCH, *days("many")]})
    reading = drop(name="both.xlsx", content=content)

    assert only(reading).totals == {"impressions": 5, "clicks": 1}
    assert "Chart" in reading.problems[0]


def test_a_filter_that_a_file_states_becomes_its_slice(drop):
    filters = [["Filter", "Value"], ["Search type", "Web"], ["Query", "+nordlicht"]]
    content = archive({"Chart.csv": lines([SEARCH, *days("5")]).encode(), "Filters.csv": lines(filters).encode()})

    assert set(drop(name="x.zip", content=content).records["slice"]) == {"Query: +nordlicht"}


def test_absent_days_are_zero_only_where_the_export_leaves_out_zeros(drop):
    rows = [["Date", "Primary"], ["2026-03-01T00:00:00", "5"], ["2026-03-04T00:00:00", "6"]]

    assert drop(["Instagram follows"], *rows).records["new_followers"].tolist() == [5, 6, 0, 0]
    assert len(drop(["Instagram reach"], *rows).records) == 2


def test_a_videos_table_called_otherwise_than_youtube_does_is_no_total(drop):
    assert refusal(drop(["Date", "Views"], ["2026-03-01", "5"], name="Total visits of the shop.csv"))
    assert only(drop(["Date", "Views"], ["2026-03-01", "5"], name="Totals (2).csv")).totals == {"video_views": 5}


@pytest.mark.parametrize("by", ["Ads", "Objective", "Age", "Device platform"])
def test_ads_are_cut_by_the_columns_that_tell_them_apart(drop, by):
    columns = [by, "Impressions", "Amount spent (EUR)", "Reporting starts", "Reporting ends"]
    rows = [[one, "100", "1", "2026-03-01", "2026-03-31"] for one in ("first", "second")]

    found = drop(columns, *rows).records

    assert list(found["key"]) == ["first", "second"]
    assert all(found["cut"] != "")


def test_ads_by_an_unknown_breakdown_leave_out_their_unnamed_total(drop):
    header = ["Reporting starts", "Reporting ends", "Age", "Impressions", "Amount spent (EUR)"]
    rows = [
        ["2026-03-01", "2026-03-31", age, shown, spent]
        for age, shown, spent in (("", "30", "3.5"), ("18-24", "10", "1"), ("25-34", "20", "2.5"))
    ]

    sheet = only(drop(header, *rows))
    assert (sheet.rows_kept, sheet.totals) == (2, {"spend": 3.5, "ad_impressions": 30})


def test_pages_by_path_and_by_title_are_two_cuts_of_the_same_views(drop):
    above = ["# Start date: 20260301"], ["# End date: 20260331"]

    by_path, by_title = (
        drop(*above, [header, "Views", "Active users"], ["first", "10", "6"], ["second", "5", "5"]).records
        for header in ("Page path and screen class", "Page title and screen class")
    )

    assert set(by_path["cut"]) != set(by_title["cut"])
