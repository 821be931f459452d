"""Absent, unknown and zero days; posts as dated snapshots, compared when they have settled or at equal ages."""

from datetime import date

import numpy as np
import pytest

from kpi.periods import Step
from tests.builders import OCTOBER, SEPTEMBER, ask, span, values
from tests.exports.builders import archive
from tests.rules import files as f
from tests.rules.files import BOTH, facts_of, on, read

FOUR = span("2026-10-01", "2026-10-04")
COLUMNS = ("Views", "Likes")


def of_october(number: str, *posts: f.Row, until: str = "2026-10-31") -> f.File:
    """Give posts of Instagram in a file whose name states from when to when it asks."""
    first, last = date(2026, 9, 1), date.fromisoformat(until)
    return f.instagram_posts(f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{number}.csv", COLUMNS, *posts)


def test_days_that_the_card_of_follows_leaves_out_are_zero_between_its_first_and_last(tmp_path):
    rows = [("2026-10-01T00:00:00", 2), ("2026-10-04T00:00:00", 3)]

    known = facts_of(tmp_path, f.card("Instagram follows", rows))

    assert values("new_followers", known, span("2026-09-30", "2026-10-05"), Step.DAY) == pytest.approx(
        [np.nan, 2, 0, 0, 3, np.nan], nan_ok=True
    )


def test_days_that_another_card_leaves_out_are_unknown(tmp_path):
    rows = [("2026-10-01T00:00:00", 20), ("2026-10-04T00:00:00", 30)]

    known = facts_of(tmp_path, f.card("Instagram views", rows))

    assert values("impressions", known, FOUR, Step.DAY) == pytest.approx([20, np.nan, np.nan, 30], nan_ok=True)
    answer = ask("impressions", known, FOUR)
    assert (answer.value, answer.known) == (50, 0.5)
    assert "Instagram: 2 of 4 days known" in answer.marks


def test_an_empty_cell_is_unknown_and_a_zero_is_zero(tmp_path):
    cells = on({"2026-10-01": 5, "2026-10-02": 0, "2026-10-04": 7})

    known = facts_of(tmp_path, f.x_days(FOUR, new_follows=cells))

    assert values("new_followers", known, FOUR, Step.DAY) == pytest.approx([5, 0, np.nan, 7], nan_ok=True)
    assert values("net_followers", known, FOUR, Step.DAY) == pytest.approx([4, -1, np.nan, 6], nan_ok=True)


def test_days_without_a_post_a_review_or_a_mention_are_zero_where_the_file_speaks_of_them(tmp_path):
    known = facts_of(
        tmp_path,
        of_october("1", ("1", "10/02/2026 10:00", "IG image", 90, 9)),
        f.trustpilot(("2026-10-01", 4), ("2026-10-04", 5)),
        f.mentions(FOUR, {"Velmora": ["2026-10-01", "2026-10-03"]}),
    )

    assert values("reactions", known, FOUR, Step.DAY) == [0, 9, 0, 0]
    assert values("ratings", known, FOUR, Step.DAY) == [1, 0, 0, 1]
    assert values("mentions", known, FOUR, Step.DAY) == [1, 0, 1, 0]


def test_the_day_on_which_a_file_is_made_is_not_over_and_does_not_count(tmp_path):
    half = f.card("Instagram views", f.daily(FOUR, on({"2026-10-04": 5}, else_=100), written="%Y-%m-%dT00:00:00"))
    zipped = [f.File("insights.zip", archive({"Views.csv": half.content}, stamped=(2026, 10, n))) for n in (4, 5)]

    early, later = (facts_of(tmp_path, file) for file in zipped)

    assert (ask("impressions", early, FOUR).value, ask("impressions", later, FOUR).value) == (300, 305)
    assert ask("impressions", early, FOUR).as_of == date(2026, 10, 3)
    assert [left.reason for left in read(tmp_path, zipped[0]).sheets[0].rows_left_out] == ["the day was not over"]


def test_a_newer_export_of_a_post_replaces_its_value(tmp_path):
    post = ("1", "09/10/2026 10:00", "IG image")

    known = facts_of(tmp_path, of_october("2", (*post, 900, 40)), of_october("1", (*post, 500, 30), until="2026-09-30"))

    assert ask("reactions", known, SEPTEMBER).value == 40


def test_posts_younger_than_a_week_leave_both_sides_of_the_comparison(tmp_path):
    known = facts_of(
        tmp_path,
        of_october(
            "1",
            ("1", "09/08/2026 10:00", "IG image", 90, 20),
            ("2", "09/29/2026 10:00", "IG image", 90, 70),
            ("3", "10/06/2026 10:00", "IG image", 90, 30),
            ("4", "10/26/2026 10:00", "IG image", 90, 5),
        ),
    )

    answer = ask("reactions", known, OCTOBER, SEPTEMBER)

    assert answer.value == 35
    assert (answer.now_period, answer.against) == (span("2026-10-01", "2026-10-25"), span("2026-09-03", "2026-09-27"))
    assert (answer.now, answer.compared, answer.change) == (30, 20, 0.5)
    assert "compared up to 25 Oct 2026: younger posts still grow" in answer.marks


def test_a_split_by_content_type_takes_posts_and_says_that_they_do_not_add_up_to_the_days(tmp_path):
    known = facts_of(
        tmp_path,
        f.instagram_days("Instagram views", BOTH, 100),
        of_october("1", ("1", "10/02/2026 10:00", "IG reel", 900, 9), ("2", "10/03/2026 10:00", "IG image", 300, 1)),
    )

    assert ask("impressions", known).value == 3_100
    assert ask("impressions", known, content_types=("reel",)).value == 900
    assert ask("impressions", known, content_types=("reel",)).sources == (
        "Instagram: posts, lifetime values by day of publishing",
    )


def test_follows_that_posts_brought_never_answer_how_many_began_to_follow(tmp_path):
    posts = f.instagram_posts("posts.csv", ("Views", "Follows"), ("1", "10/02/2026 10:00", "IG reel", 900, 9))

    assert ask("new_followers", facts_of(tmp_path, posts)).value is None
