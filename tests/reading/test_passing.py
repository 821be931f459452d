"""Records come out of the reading process as they were, though what is the same in every row is written once."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from kpi.reading.contract import records_table
from kpi.reading.drop import _frame
from kpi.reading.passing import load, said_once, shortened, write

DAYS = np.array(["2026-03-01", "2026-03-02", "2026-03-03"], dtype="datetime64[ms]")


def posts(rows):
    days = DAYS[:rows]
    return records_table(
        {
            "at": days,
            "until": days[::-1],
            "channel": "Instagram",
            "content_type": pa.array(["reel", "image", "reel"][:rows], pa.large_string()),
            "key": pa.array(["a", "b", "a"][:rows], pa.large_string()),
            "file": "posts.csv",
            "impressions": np.array([1.5, np.nan, 0.0])[:rows],
            "row": np.arange(rows),
        },
        rows,
    )


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_records_come_out_as_they_were(tmp_path, rows):
    records = posts(rows)

    write(shortened(records), tmp_path / "0.arrow")

    pd.testing.assert_frame_equal(_frame(load(tmp_path / "0.arrow")), records.to_pandas(), check_exact=True)


def test_only_what_is_the_same_in_every_row_is_written_once():
    once = said_once(shortened(posts(3))).to_pylist()[0]

    assert (once["channel"], once["file"], once["reach"]) == ("Instagram", "posts.csv", None)
    assert not once.keys() & {"at", "until", "content_type", "key", "impressions", "row"}
