"""Columns of few different texts, looked at once a text."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kpi.facts.texts import marked, numbered, renamed, replaced, stacked

WORDS = st.lists(st.sampled_from(["", "reel", "photo", "Ñandú"]), max_size=12)


def column(words):
    return pd.Series(words, dtype="str").astype("category")


@given(WORDS, st.integers(0, 3))
def test_rows_are_numbered_as_pandas_groups_them(words, seed):
    draw = np.random.default_rng(seed)
    days = pd.to_datetime(pd.Series(draw.choice(["2026-01-01", "2026-01-02", None], len(words))))
    rows = pd.DataFrame({"kind": column(words), "day": days, "key": draw.choice(["a", "b"], len(words))})

    grouped = rows.groupby(list(rows), sort=False, observed=True, dropna=False).ngroup()

    assert numbered(rows).tolist() == grouped.tolist()


def test_rows_of_more_columns_than_one_number_can_hold_stay_apart():
    # 2,000 texts in each of eight columns: 2.6e26 possible rows, more than a whole number of 64 bits tells apart
    places = np.arange(2_000)
    rows = pd.DataFrame({f"c{at}": column([str(place) for place in np.roll(places, at)]) for at in range(8)})

    twice = pd.concat([rows, rows], ignore_index=True)

    assert numbered(twice).tolist() == [*places, *places]


@given(WORDS)
def test_a_text_is_looked_at_once_and_told_for_every_row(words):
    seen = []

    def is_reel(word: str) -> bool:
        seen.append(word)
        return word == "reel"

    assert marked(column(words), is_reel).tolist() == [word == "reel" for word in words]
    assert sorted(seen) == sorted(set(words))
    assert renamed(column(words), lambda word: word[:1]).tolist() == [word[:1] for word in words]


@given(WORDS)
def test_some_rows_get_another_text_and_the_others_keep_theirs(words):
    some = pd.Series([place % 2 == 0 for place in range(len(words))], dtype="bool")
    other = column(["video"] * len(words))

    expected = ["video" if changed else word for word, changed in zip(words, some, strict=True)]

    assert replaced(column(words), some, other).tolist() == expected
    assert replaced(column(words), some, "video").tolist() == expected


def test_two_columns_of_different_texts_stand_on_each_other():
    assert stacked(column(["a", "b"]), column(["c", "a"])).tolist() == ["a", "b", "c", "a"]
