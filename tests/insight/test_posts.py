"""The frame of posts: one row a post, its newest numbers, its hour where a file tells one."""

import numpy as np
import pandas as pd
import pytest

from kpi.facts import build, rows_behind
from kpi.formula import parse
from kpi.insight.posts import posts_of
from kpi.insight.valued import fraction, values_of
from tests.builders import BRAND, Row, ask, day, post, question, records, sample_facts, sample_records

OLD, NEW = "2026-10-18", "2026-11-02"


def posts(*rows: Row):
    given = records(*rows)
    known = build(given, BRAND)
    return known, posts_of(known, rows_behind(known, given, BRAND))


@pytest.fixture(scope="module")
def sample():
    return posts_of(sample_facts(), rows_behind(sample_facts(), sample_records(), BRAND))


def test_of_two_exports_of_a_post_there_is_one_row_with_the_newest_of_each_number():
    _, told = posts(
        post("2026-10-01 18:30", key="1", reactions=3, saves=2, file="old.csv", row=7, observed_at=OLD),
        post("2026-10-01 18:30", key="1", reactions=5, comments=1, file="new.csv", row=4, observed_at=NEW),
    )

    assert told[["reactions", "comments", "saves"]].to_numpy().tolist() == [[5, 1, 2]]
    assert told[["file", "row", "hour", "weekday", "age"]].to_numpy().tolist() == [["new.csv", 4, 18, 3, 32]]


def test_two_posts_of_one_day_stay_two():
    _, told = posts(post("2026-10-01", key="1", reactions=3), post("2026-10-01", key="2", reactions=4))

    assert told["reactions"].tolist() == [3, 4]


def test_a_table_that_says_midnight_throughout_tells_no_hour():
    _, told = posts(
        post("2026-10-01 00:00", key="1", file="days.csv"),
        post("2026-10-02 00:00", key="2", file="clock.csv"),
        post("2026-10-03 09:15", key="3", file="clock.csv"),
    )

    assert told["hour"].isna().tolist() == [True, False, False]
    assert told["hour"].tolist()[1:] == [0, 9]


def test_days_alone_beside_times_are_no_midnight():
    bare = [post(f"2026-10-{n:02}", key=f"bare {n}", file="mixed.csv") for n in range(1, 6)]
    timed = [post(f"2026-10-{n:02} 09:{n}0", key=f"timed {n}", file="mixed.csv") for n in range(1, 6)]

    _, told = posts(*bare, *timed)

    assert told["hour"].isna().sum() == 5
    assert told["hour"].dropna().tolist() == [9] * 5


def test_a_post_told_by_a_newer_file_without_hours_has_none():
    _, told = posts(
        post("2026-10-01 18:00", key="1", saves=1, reactions=1, file="clock.csv", observed_at=OLD),
        post("2026-10-02 18:00", key="2", file="clock.csv", observed_at=OLD),
        post("2026-10-01", key="1", comments=1, file="days.csv", observed_at=NEW),
    )

    assert told["hour"].isna().tolist() == [True, False]


def test_what_is_not_known_of_a_post_is_missing_and_not_zero():
    _, told = posts(post("2026-10-01", key="1", saves=2), post("2026-10-02", key="2", saves=None, shares=1))

    assert told["saves"].isna().tolist() == [False, True]
    assert "comments" not in told


def test_days_reviews_and_mentions_are_no_posts():
    _, told = posts(day("2026-10-01", impressions=9), post("2026-10-02", impressions=1))

    assert told["impressions"].tolist() == [1]


def test_posts_younger_than_seven_days_when_observed_are_marked():
    _, told = posts(*(post(f"2026-10-{n}", key=str(n), observed_at="2026-11-02") for n in (20, 26, 27)))

    assert told["young"].tolist() == [False, False, True]
    assert told["age"].tolist() == [13, 7, 6]


@pytest.mark.parametrize("key", ["engagement_rate", "ctr", "reactions", "impressions", "comments"])
@pytest.mark.parametrize("channel", ["Instagram", "Facebook", "LinkedIn", "TikTok"])
def test_a_posts_value_is_what_the_card_would_say_of_it_alone(sample, key, channel):
    about = {"channels": (channel,), "content_types": tuple(sample["content_type"].unique())}
    found = values_of(question(key, **about), sample_facts(), sample)
    told = ask(key, sample_facts(), **about)
    if found.sides is None:
        whole = np.nansum(found.value) if len(found.places) else None
    else:
        whole = found.sides[0].sum() / found.sides[1].sum() if len(found.places) else None

    assert len(found.places) == 0 or told.value == pytest.approx(whole)
    assert (told.value is None) == (len(found.places) == 0)


def test_a_post_without_the_denominator_has_no_value():
    known, told = posts(
        post("2026-10-01", key="1", reactions=3, comments=1, impressions=None),
        post("2026-10-02", key="2", reactions=3, comments=1, impressions=40),
    )

    assert values_of(question("engagement_rate"), known, told).value.tolist() == pytest.approx(
        [np.nan, 0.1], nan_ok=True
    )


def test_a_rate_without_saves_throughout_leaves_them_out_of_every_post():
    known, told = posts(
        post("2026-10-01", key="1", reactions=3, comments=1, saves=6, impressions=100),
        post("2026-10-02", key="2", reactions=3, comments=1, saves=None, impressions=100),
    )

    assert values_of(question("engagement_rate"), known, told).value.tolist() == [0.04, 0.04]


def test_what_posts_cannot_tell_has_no_values(sample):
    assert len(values_of(question("social_sessions"), sample_facts(), sample).places) == 0
    assert len(values_of(question("followers"), sample_facts(), sample).places) == 0


def test_the_weighted_cost_of_a_post_takes_its_channels_cpm():
    known, told = posts(
        post("2026-10-01", key="1", impressions=2_000), post("2026-10-01", key="2", channel="X", impressions=1_000)
    )
    asked = question("weighted_cost", assumptions={"cpm": {"Instagram": 5.0}})

    assert values_of(asked, known, told).value.tolist() == [10.0]


def test_every_post_of_the_sample_stands_once(sample):
    keyed = sample_records().query("grain == 'post'").groupby(["channel", "key"], observed=True).ngroups

    assert len(sample) == keyed
    assert sample["day"].is_monotonic_increasing
    assert pd.isna(sample.loc[sample["channel"] == "YouTube", "hour"]).all()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("a / b", ["a", "b"]),
        ("a / b * 100", ["(a) * 100", "b"]),
        ("100 * (a / (b + c))", ["100 * (a)", "b + c"]),
        ("(a + b) / 7 / c", ["(a + b) / 7", "c"]),
    ],
)
def test_a_ratio_is_taken_apart_at_its_line(text, sides):
    assert [side.text for side in fraction(parse(text))] == sides
