"""How long and how large reading gets, each against a yardstick of the same bytes in the same run.

The bars: a workbook 1.2 × calamine alone, a CSV 4 × pandas alone and 5 × its size in memory, its records into facts
4 × pandas more, twenty small files one second of processor time with the start of their process, ten times the rows
eleven times as long.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from kpi.facts import Brand, build
from kpi.reading.drop import Outcome, Progress, read_all

pytestmark = pytest.mark.bench

ROOT = Path(__file__).parents[2]
SMALL = sorted(path for path in (ROOT / "sample_data" / "velmora").iterdir() if path.stat().st_size < 20_000)[:20]
MILLION = 1_000_000
TIMES = 3
COUNTS = ("Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows")
MEASURE = """
import json, resource, sys
from pathlib import Path
from kpi.reading.drop import Outcome, read_all
found = [one for one in read_all([(name, Path(name)) for name in sys.argv[1:]]) if isinstance(one, Outcome)]
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
problems = [one.problem for one in found if one.problem]
print(json.dumps([spent.ru_utime + spent.ru_stime, spent.ru_maxrss * 1024, problems]))
"""


def posts(rows):
    draw = np.random.default_rng(1)
    numbers = np.arange(rows)
    captions = [f"caption {number}, with a comma, " + "and more words " * (number % 12) for number in range(rows)]
    return pd.DataFrame(
        {
            "Post ID": (17_900_000_000_000_001 + numbers * 7).astype("str"),
            "Account username": "nordlicht",
            "Description": captions,
            "Publish time": pd.date_range("2024-01-01", periods=rows, freq="37s").strftime("%m/%d/%Y %H:%M"),
            "Permalink": "https://example.org/p/" + pd.Series(numbers).astype("str"),
            "Post type": draw.choice(["IG reel", "IG image", "IG carousel"], rows),
            **{name: draw.integers(0, 9_999, rows) for name in COUNTS},
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def million(folder):
    path = folder / "posts.csv"
    posts(MILLION).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def tenth(folder):
    path = folder / "tenth.csv"
    posts(MILLION // 10).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def workbook(folder):
    path = folder / "posts.xlsx"
    posts(MILLION // 10).to_excel(
        path, index=False, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_urls": False}}
    )
    return path


def quickest(call):
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        call()
        spent.append(time.perf_counter() - began)
    return min(spent)


def reading(path, rows):
    """Give the seconds from the drop to the records, the start of the reading process not counted."""
    spent = []
    for _ in range(TIMES):
        events = read_all([(SMALL[0].name, SMALL[0]), (path.name, path)])
        started = [type(next(events)) for _ in range(3)]  # the small file's progress and outcome, the other's progress
        assert started == [Progress, Outcome, Progress]
        began = time.perf_counter()
        outcome = next(events)
        spent.append(time.perf_counter() - began)
        assert (len(outcome.records), outcome.problem) == (rows, "")
        events.close()
    return min(spent)


def measured(files):
    """Read files in one new process; give its processor time and its peak of memory."""
    command = [sys.executable, "-c", MEASURE, *map(str, files)]
    answer = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    seconds, peak, problems = json.loads(answer.stdout)
    assert problems == []
    return seconds, peak


def said(what, ratio):
    print(f"\n{what}: {ratio:.2f}")  # noqa: T201


def test_a_workbook_of_posts_takes_little_more_than_calamine_alone(workbook):
    yardstick = quickest(lambda: CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python())

    ratio = reading(workbook, MILLION // 10) / yardstick

    said(f"a workbook of {MILLION // 10:,} rows, of calamine alone ({yardstick:.2f} s)", ratio)
    assert ratio <= 1.2


def test_a_million_posts_take_at_most_four_times_as_long_as_pandas_alone(million):
    yardstick = quickest(lambda: pd.read_csv(million))

    ratio = reading(million, MILLION) / yardstick

    said(f"a CSV of {MILLION:,} rows, of pandas alone ({yardstick:.2f} s)", ratio)
    assert ratio <= 4


def test_a_million_records_become_facts_in_little_more_time_than_pandas_reads_them(million):
    yardstick = quickest(lambda: pd.read_csv(million))
    records = next(one.records for one in read_all([(million.name, million)]) if isinstance(one, Outcome))
    dated = records.assign(observed_at=records["covers_until"])

    ratio = quickest(lambda: build(dated, Brand("Nordlicht"))) / yardstick

    said(f"{MILLION:,} records into facts, of pandas reading the file ({yardstick:.2f} s)", ratio)
    assert ratio <= 4


def test_a_million_posts_need_at_most_five_times_their_size_in_memory(million):
    _, peak = measured([million])

    ratio = peak / million.stat().st_size
    said(f"memory for a CSV of {million.stat().st_size >> 20} MiB, of its size", ratio)
    assert ratio <= 5


def test_ten_times_the_rows_take_at_most_eleven_times_as_long(million, tenth):
    ratio = reading(million, MILLION) / reading(tenth, MILLION // 10)

    said("ten times the rows, times as long", ratio)
    assert ratio <= 11


def test_twenty_small_files_take_at_most_a_second_of_processor_time():
    seconds, _ = measured(SMALL)

    said(f"{len(SMALL)} files, seconds of processor time", seconds)
    assert seconds <= 1
