"""Breaks, comparison and as-of: which days stand beside which, and what is said of them."""

from datetime import date

import pytest

from kpi import measure
from kpi.choice import Scope
from kpi.formats import change_text
from kpi.periods import Step, a_year_before, before
from kpi.sentences import change_help
from tests.builders import OCTOBER, SEPTEMBER, ask, question, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of


def test_a_break_stands_where_the_headers_change_and_not_in_the_calendar(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_posts("old.csv", ("Impressions",), ("1", "09/01/2026 10:00", 100), ("2", "09/30/2026 10:00", 50)),
        f.facebook_posts("new.csv", ("Views",), ("3", "10/01/2026 10:00", 300), ("4", "10/31/2026 10:00", 0)),
    )

    answer = ask("impressions", known, OCTOBER, SEPTEMBER, settled=False)

    assert (answer.value, answer.compared, answer.change) == (300, 150, None)
    assert "Facebook counts views now and impressions then: not compared" in answer.marks
    assert measure.breaks(known, Scope())["label"].tolist() == ["Facebook: impressions → views"]


def test_posts_of_last_year_in_a_file_of_views_have_no_break(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_posts("2026.csv", ("Views",), ("1", "01/05/2025 10:00", 100), ("2", "10/05/2026 10:00", 300)),
    )

    assert measure.breaks(known, Scope()).empty


def test_who_treats_them_as_the_same_gets_the_percentage_and_is_told(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_posts("old.csv", ("Impressions",), ("1", "09/01/2026 10:00", 100), ("2", "09/30/2026 10:00", 50)),
        f.facebook_posts("new.csv", ("Views",), ("3", "10/01/2026 10:00", 300), ("4", "10/31/2026 10:00", 0)),
    )

    answer = ask("impressions", known, OCTOBER, SEPTEMBER, treat_as_same=True, settled=False)

    assert change_text(answer.change, answer.change_kind) == "+100\u00a0%"
    assert "Facebook counts views now and impressions then: compared as if the same" in answer.marks


def test_whole_months_stand_beside_whole_months_with_the_change_per_day_beside(tmp_path):
    answer = ask("impressions", facts_of(tmp_path, f.linkedin(BOTH, impressions=100)), OCTOBER, before(OCTOBER))

    assert (answer.now_period, answer.against) == (OCTOBER, SEPTEMBER)
    assert (answer.value, answer.compared, answer.change) == (3_100, 3_000, pytest.approx(1 / 30))
    assert answer.per_day == pytest.approx(0)
    said = change_help(answer).replace("\u00a0", " ")
    assert said == "October 2026 (3.10 K) against September 2026 (3.00 K). no change a day (31 days against 30)."


def test_another_range_stands_beside_equal_weekdays(tmp_path):
    weekends = lambda day: 50 if day.weekday() > 4 else 100  # noqa: E731
    known = facts_of(tmp_path, f.linkedin(span("2025-09-01", "2026-10-31"), impressions=weekends))
    asked = span("2026-10-05", "2026-10-18")  # two weeks from a Monday: 2 × (5 × 100 + 2 × 50)

    previous, last_year = (ask("impressions", known, asked, rule(asked)) for rule in (before, a_year_before))

    assert previous.against == span("2026-09-21", "2026-10-04")
    assert last_year.against == span("2025-10-06", "2025-10-19")  # minus 364 days
    assert (previous.value, previous.compared, last_year.compared) == (1_200, 1_200, 1_200)
    assert (previous.change, last_year.change) == (0, 0)


def test_last_octobers_month_stands_beside_this_one_whatever_its_weekdays(tmp_path):
    known = facts_of(tmp_path, f.linkedin(span("2025-10-01", "2026-10-31"), impressions=100))

    assert ask("impressions", known, OCTOBER, a_year_before(OCTOBER)).against == span("2025-10-01", "2025-10-31")


def test_a_channel_six_days_behind_ends_the_total_and_one_further_behind_leaves_both_ranges(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_page(BOTH, impressions=10, new=1),
        f.linkedin(span("2026-09-01", "2026-10-25"), impressions=100),
        f.x_days(span("2026-09-01", "2026-10-23"), impressions=1_000),
    )

    answer = ask("impressions", known, OCTOBER, SEPTEMBER)

    assert answer.period == span("2026-10-01", "2026-10-25")
    assert answer.left_out == (("X", "its data end on 23 Oct 2026"),)
    assert answer.value == 25 * 110
    assert answer.against == span("2026-09-03", "2026-09-27")  # 28 days before, equal weekdays
    assert answer.compared == 25 * 110
    assert answer.as_of == date(2026, 10, 25)


def test_the_default_days_are_the_last_month_and_who_does_not_fill_it_is_named(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_page(span("2026-09-01", "2026-10-28"), impressions=10),
        f.linkedin(SEPTEMBER, impressions=9),
    )

    asked = measure.default_period(known)
    answer = ask("impressions", known, asked)

    assert asked == OCTOBER
    assert answer.left_out == (("LinkedIn", "its data end on 30 Sep 2026"),)
    assert answer.value == 280


def test_steps_that_the_data_do_not_fill_are_marked_partial(tmp_path):
    known = facts_of(tmp_path, f.linkedin(span("2026-09-10", "2026-10-20"), impressions=10))

    months = measure.series(question("impressions", BOTH), known, step=Step.MONTH)

    assert months["value"].tolist() == [210, 200]
    assert months["partial"].tolist() == [True, True]


def test_a_count_that_was_zero_is_new(tmp_path):
    known = facts_of(tmp_path, f.linkedin(BOTH, comments=by_month(0, 2)))

    answer = ask("comments", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared, answer.change, answer.change_kind) == (62, 0, None, "new")
    assert change_text(answer.change, answer.change_kind) == "new"


def test_coverage_comes_from_the_days_that_the_file_states(tmp_path):
    october = f.mentions(OCTOBER, {"Velmora": ["2026-10-05"], "Rondell": ["2026-10-01"]})

    answer = ask("mentions", facts_of(tmp_path, october))

    assert (answer.value, answer.as_of) == (1, OCTOBER.end)


def test_an_account_that_is_new_is_no_growth(tmp_path):
    known = facts_of(
        tmp_path,
        f.linkedin(BOTH, impressions=by_month(100, 110)),
        f.facebook_page(OCTOBER, impressions=1_000),
    )

    answer = ask("impressions", known, OCTOBER, SEPTEMBER)

    assert answer.value == 31 * 1_110
    assert (answer.now, answer.compared) == (3_410, 3_000)
    assert "compared without Facebook: not known in both ranges" in answer.marks
