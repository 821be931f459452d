"""The rows behind the facts: each record with the numbers of it that count, and all of them together the facts."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue.metrics import BOUNDS, FACT_METRICS, LEVELS
from kpi.facts import build, rows_behind
from tests.builders import BRAND, Row, day, post, records, sample_facts, sample_records

OLD, NEW = "2026-10-18", "2026-11-02"


def behind(*rows: Row):
    given = records(*rows)
    return rows_behind(build(given, BRAND), given, BRAND)


def assert_they_add_up(known, rows):
    """Hold every number of every span against the rows that point at it."""
    for key in FACT_METRICS:
        counted = rows[rows[key].notna()].groupby("span")[key]
        told = counted.max() if key in LEVELS else counted.sum(min_count=1)
        if key in BOUNDS:
            told = told.where(counted.size() == 1)
        whole = told.reindex(range(len(known.spans))).to_numpy(dtype="float64")
        np.testing.assert_allclose(whole, known.spans[key].to_numpy(), err_msg=key)


def test_of_two_exports_of_a_post_each_gives_the_numbers_that_count():
    rows = behind(
        post("2026-10-01", key="1", reactions=3, saves=2, file="old.csv", row=7, observed_at=OLD),
        post("2026-10-01", key="1", reactions=5, file="new.csv", row=4, observed_at=NEW),
    )

    told = rows.set_index("file")[["row", "reactions", "saves", "span"]]
    assert told.loc["new.csv"].tolist()[:2] == [4, 5]
    assert told.loc["old.csv"].fillna(-1).tolist() == [7, -1, 2, told.loc["new.csv", "span"]]


def test_a_record_of_which_no_number_counts_stands_nowhere_and_names_the_newer_file():
    rows = behind(
        day("2026-10-01", impressions=100, file="old.csv", observed_at=OLD),
        day("2026-10-01", impressions=120, file="new.csv", observed_at=NEW),
    )

    told = rows.set_index("file")
    assert told.loc["new.csv", ["impressions", "span", "instead"]].tolist() == [120, 0, ""]
    assert told.loc["old.csv", ["span", "instead"]].tolist() == [-1, "new.csv"]
    assert np.isnan(told.loc["old.csv", "impressions"])


def test_a_post_stands_on_the_day_that_its_newest_export_gives_it():
    rows = behind(
        post("2026-10-01 23:30", key="1", saves=2, file="old.csv", observed_at=OLD),
        post("2026-10-02 00:30", key="1", reactions=5, file="new.csv", observed_at=NEW),
    )

    assert rows["start"].unique().tolist() == [pd.Timestamp("2026-10-02")]


def test_a_difference_of_two_follower_totals_stands_at_the_later_one():
    rows = behind(day("2026-10-01", followers=100, file="a.csv"), day("2026-10-31", followers=130, file="b.csv"))

    change = rows[rows["stock_change"].notna()].iloc[0]
    assert (change["file"], change["stock_change"], change["start"]) == ("b.csv", 30, pd.Timestamp("2026-10-02"))


def test_the_rows_of_the_sample_brand_add_up_to_its_facts():
    assert_they_add_up(sample_facts(), rows_behind(sample_facts(), sample_records(), BRAND))


@settings(max_examples=40, deadline=None)
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(["a.csv", "b.csv", "c.csv"]),
            st.integers(1, 5),
            st.sampled_from(["day", "post"]),
            st.none() | st.integers(0, 50),
            st.none() | st.integers(0, 50),
            st.sampled_from([OLD, NEW]),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_whatever_overlaps_the_rows_add_up_to_the_facts(told):
    made = {"day": day, "post": post}
    given = records(
        *(
            made[grain](f"2026-10-0{at}", key=str(at), file=file, reactions=reactions, saves=saves, observed_at=seen)
            for file, at, grain, reactions, saves, seen in told
        )
    )
    known = build(given, BRAND)

    assert_they_add_up(known, rows_behind(known, given, BRAND))
