import numpy as np
import pandas as pd
import pytest

from kpi.columns import FACT_COLUMNS, RECORD_COLUMNS
from kpi.frames import check_facts, no_records, records_frame
from tests.builders import day, facts


def test_records_have_every_column_in_order_whatever_the_rows_bring():
    frame = records_frame(pd.DataFrame({"impressions": ["3"], "at": ["2026-10-01"], "surplus": [1]}))

    assert tuple(frame.columns) == RECORD_COLUMNS
    assert frame["impressions"].tolist() == [3.0]


def test_a_row_without_an_end_ends_on_the_day_it_begins():
    frame = records_frame(pd.DataFrame({"at": ["2026-10-01"]}))

    assert frame["until"].tolist() == [pd.Timestamp("2026-10-01")]


def test_what_a_row_does_not_say_is_missing_and_not_zero():
    frame = records_frame(pd.DataFrame({"at": ["2026-10-01"]}))

    assert np.isnan(frame["impressions"].iloc[0])
    assert frame["account"].tolist() == [""]


def test_no_records_keep_the_contract():
    assert tuple(no_records().columns) == RECORD_COLUMNS
    some = records_frame(pd.DataFrame({"at": ["2026-10-01"]}))
    assert no_records().dtypes.astype("str").tolist() == some.dtypes.astype("str").tolist()


def test_facts_keep_their_contract():
    assert tuple(facts(day("2026-10-01", impressions=1)).spans.columns) == FACT_COLUMNS


@pytest.mark.parametrize(
    "breach",
    [
        lambda spans: spans.drop(columns="impressions"),
        lambda spans: spans.assign(end=spans["start"] - pd.Timedelta(days=1)),
        lambda spans: spans.assign(impressions="many"),
    ],
)
def test_a_breach_of_the_contract_of_facts_is_a_bug(breach):
    spans = facts(day("2026-10-01", impressions=1)).spans

    with pytest.raises(AssertionError):
        check_facts(breach(spans))
