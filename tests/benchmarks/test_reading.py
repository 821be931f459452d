"""How long reading takes, against pandas' own reader of the same bytes in the same run."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kpi.reading.drop import Outcome, read_all

pytestmark = pytest.mark.bench

ROWS = 1_000_000
ROOT = Path(__file__).parents[2]
SMALL = sorted(path for path in (ROOT / "sample_data" / "velmora").iterdir() if path.stat().st_size < 20_000)[:20]


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    draw = np.random.default_rng(1)
    numbers = np.arange(ROWS)
    counts = {
        name: draw.integers(0, 9_999, ROWS) for name in ("Views", "Reach", "Likes", "Shares", "Comments", "Saves")
    }
    posts = pd.DataFrame(
        {
            "Post ID": 17_900_000_000_000_001 + numbers * 7,
            "Account username": "nordlicht",
            "Description": "a caption, with a comma",
            "Publish time": pd.date_range("2024-01-01", periods=ROWS, freq="37s").strftime("%m/%d/%Y %H:%M"),
            "Permalink": "https://example.org/p/" + pd.Series(numbers).astype("str"),
            "Post type": draw.choice(["IG reel", "IG image", "IG carousel"], ROWS),
            **counts,
        }
    )
    path = tmp_path_factory.mktemp("bench") / "posts.csv"
    posts.to_csv(path, index=False)
    return path


def test_a_million_posts_are_read_within_the_workers_two_gigabytes(million):
    began = time.perf_counter()
    pd.read_csv(million)
    yardstick = time.perf_counter() - began

    began = time.perf_counter()
    (outcome,) = [answer for answer in read_all([(million.name, million)]) if isinstance(answer, Outcome)]
    took = time.perf_counter() - began

    print(f"\n{ROWS:,} rows of 12 columns: {took:.1f} s, {took / yardstick:.0f} × pd.read_csv ({yardstick:.2f} s)")  # noqa: T201
    assert (len(outcome.records), outcome.problem) == (ROWS, "")
    assert took < 40 * yardstick


def test_twenty_small_files_take_little_more_than_starting():
    started = _seconds("import kpi.reading.read")
    files = [str(path) for path in SMALL]
    read = _seconds(
        f"from pathlib import Path; from kpi.reading.read import read_file\nfor f in {files!r}: read_file(f, Path(f))"
    )

    print(f"\n{len(SMALL)} files: {read:.1f} s, of which {started:.1f} s are imports")  # noqa: T201
    assert read < 5 * started


def _seconds(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    return time.perf_counter() - began
