import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.tables import neutral, neutral_csv


def rows_of(frame):
    return list(csv.reader(io.StringIO(neutral_csv(frame).decode("utf-8-sig"))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "\uff1d1+1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert neutral(text) == f"'{text}"


@given(st.text())
def test_no_text_begins_like_a_formula_afterwards(text):
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_negative_number_stays_a_number():
    assert rows_of(pd.DataFrame({"value": [-1.5]}))[1] == ["-1.5"]


def test_the_unknown_stays_empty():
    frame = pd.DataFrame({"value": [float("nan")], "channel": [None], "start": [pd.NaT]})

    assert rows_of(frame)[1] == ["", "", ""]


def test_days_are_written_the_same_everywhere():
    assert rows_of(pd.DataFrame({"start": [pd.Timestamp("2026-10-01")]}))[1] == ["2026-10-01"]


def test_names_of_channels_and_types_are_made_harmless_too():
    frame = pd.DataFrame({"content_type": pd.Categorical(["=cmd()"])})

    assert rows_of(frame)[1] == ["'=cmd()"]


def test_the_file_says_that_it_is_utf_8():
    assert neutral_csv(pd.DataFrame({"a": [1]})).startswith(b"\xef\xbb\xbf")
