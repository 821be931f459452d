"""What a chart can rank of a table that is shown on its own."""

import pandas as pd

from kpi.references import ranked


def names(table, *, most=10):
    found = ranked(pd.DataFrame(table), most=most)
    return found and found.frame["name"].tolist()


def test_rows_are_ranked_by_the_first_column_of_numbers():
    found = ranked(pd.DataFrame({"Query": ["a", "b", "c"], "Clicks": [1.0, 9.0, 4.0], "Impressions": [9.0, 1.0, 1.0]}))

    assert (found.by, found.of, found.share) == ("Query", "Clicks", False)
    assert found.frame.to_dict("list") == {"name": ["b", "c", "a"], "value": [9.0, 4.0, 1.0]}


def test_only_the_highest_are_named_and_what_is_unknown_is_no_zero():
    assert names({"Query": ["a", "b", "c"], "Clicks": [1.0, None, 4.0]}, most=1) == ["c"]
    assert names({"Query": ["a", "b"], "Clicks": [1.0, None]}) == ["a"]


def test_rows_are_named_by_the_column_that_tells_them_apart():
    table = {"Kind": ["Job", "Job"], "Value": ["Founder", "Engineer"], "Share": [0.2, 0.3]}

    found = ranked(pd.DataFrame(table), shares=("Share",))

    assert (found.by, found.share) == ("Value", True)


def test_days_are_no_ranking():
    assert names({"Date": ["2026-03-01", "2026-03-02"], "Views": [1.0, 2.0]}) is None


def test_a_table_of_words_or_of_numbers_alone_has_no_ranking():
    assert names({"Query": ["a"], "Why": ["b"]}) is None
    assert names({"Hour": [1.0], "Views": [2.0]}) is None
    assert names({"Query": ["a"], "Clicks": [None]}) is None
