"""Posts at an equal age: the numbers of the same age from several files, or the newest of all."""

import pandas as pd
import pytest

from kpi.facts import build, rows_behind, told_again
from kpi.insight.ages import at_equal_ages, snapshots_of
from kpi.insight.posts import posts_of
from kpi.insight.valued import values_of
from tests.builders import BRAND, Row, post, question, records, sample_facts, sample_records, span

SUMMER = span("2026-06-01", "2026-09-30")


def weekly(day, *counts: int, key="", first_age=8, **more: object):
    """Give what one file a week told of a post: its reactions, the first time at an age of eight days."""
    at = pd.Timestamp(day)
    return [
        post(day, key=key or day, reactions=count, comments=0, file=f"week {place}.csv", row=place + 1,
             observed_at=at + pd.Timedelta(days=first_age + 7 * place), **more)
        for place, count in enumerate(counts)
    ]  # fmt: skip


def aged(*rows: Row):
    given = records(*rows)
    facts = build(given, BRAND)
    posts = posts_of(facts, rows_behind(facts, given, BRAND))
    found = at_equal_ages(posts, snapshots_of(posts, told_again(given, BRAND)), posts.index.to_numpy())
    return facts, found


def test_a_new_post_is_held_against_what_old_ones_had_at_its_age():
    rows = [row for n in range(1, 10) for row in weekly(f"2026-06-0{n}", 10, 20, 40)]
    facts, found = aged(*rows, *weekly("2026-06-20", 15))

    assert found.ages == {"Instagram": (7, 13)}
    assert found.posts["reactions"].tolist() == [10] * 9 + [15]
    assert values_of(question("reactions", SUMMER), facts, found.posts).value.tolist() == [10] * 9 + [15]


def test_of_several_ages_at_which_as_many_were_counted_the_oldest_holds():
    _, found = aged(*(row for n in range(1, 6) for row in weekly(f"2026-06-0{n}", 10, 20, 40)))

    assert found.ages == {"Instagram": (14, 27)}  # at 8, 15 and 22 days: the last of those from 14 to 27
    assert found.posts["reactions"].tolist() == [40] * 5


def test_a_post_not_counted_at_that_age_is_left_out():
    rows = [row for n in range(1, 10) for row in weekly(f"2026-06-0{n}", 10, 20, 40)]
    _, found = aged(*rows, *weekly("2026-05-01", 99, first_age=150))

    assert found.ages == {"Instagram": (14, 27)}
    assert found.posts["young"].tolist() == [True] + [False] * 9


def test_where_the_files_tell_of_no_common_age_the_newest_numbers_stay():
    rows = [post(f"2026-06-0{n}", key=str(n), reactions=n, observed_at=f"2026-0{n + 1}-28") for n in range(6, 9)]
    _, found = aged(*rows, *weekly("2026-06-20", 15, 16))

    assert found.ages == {}
    assert found.posts["reactions"].tolist() == [6, 7, 8, 16]


def test_one_channels_age_leaves_the_others_as_they_are():
    rows = [row for n in range(1, 6) for row in weekly(f"2026-06-0{n}", 10, 20)]
    _, found = aged(*rows, post("2026-06-03", key="x", channel="X", reactions=7))

    assert found.ages == {"Instagram": (14, 27)}
    assert found.posts.set_index("channel")["reactions"]["X"] == 7


def test_what_was_not_counted_then_is_not_known_and_not_the_newest():
    rows = [row for n in range(1, 6) for row in weekly(f"2026-06-0{n}", 10)]
    late = [
        post(f"2026-06-0{n}", key=f"2026-06-0{n}", reactions=50, saves=3, observed_at="2026-12-01") for n in range(1, 6)
    ]
    _, found = aged(*rows, *late)

    assert found.posts["reactions"].tolist() == [10] * 5
    assert found.posts["saves"].isna().all()


@pytest.mark.parametrize("channel", ["Instagram", "Facebook", "LinkedIn", "TikTok"])
def test_the_sample_brands_files_tell_of_no_equal_age(channel):
    posts = posts_of(sample_facts(), rows_behind(sample_facts(), sample_records(), BRAND))
    rows = posts.index[posts["channel"] == channel].to_numpy()

    assert at_equal_ages(posts, snapshots_of(posts, told_again(sample_records(), BRAND)), rows).ages == {}
