"""How long the files page takes to run again with a hundred files, held against the same page with one."""

import os
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from streamlit.testing.v1 import AppTest

from kpi.reading.read import read_file
from kpi.store import NewFile, open_store
from tests.builders import SAMPLE

pytestmark = pytest.mark.bench
FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
NOW = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def readings():
    paths = sorted(path for path in SAMPLE.iterdir() if path.suffix in {".csv", ".xls", ".zip"})
    return [(path, read_file(path.name, path)) for path in paths if path.name != "typed_numbers.csv"]


def milliseconds(folder, readings, count):
    """Give the processor time of a rerun of the files page with this many files."""
    folder.mkdir()
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    files = [
        NewFile(path.name, path.read_bytes() + b"\n" * turn, reading.report, reading.records)
        for turn in range(1 + count // len(readings))
        for path, reading in readings
    ]
    store.add_files(store.create_workspace("Velmora").id, files[:count], uploaded_at=NOW)
    store.close()
    os.environ["GOALPOST_DATA"] = str(folder)
    page = AppTest.from_file(str(FRAME), default_timeout=120).run()
    assert not page.exception
    spent = []
    for _ in range(9):
        began = process_time()
        page.run()
        spent.append((process_time() - began) * 1e3)
    return median(spent)


def test_a_hundred_files_cost_hardly_more_than_one(tmp_path, readings, monkeypatch):
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path))
    import streamlit as st

    one = milliseconds(tmp_path / "one", readings, 1)
    st.cache_resource.clear()
    many = milliseconds(tmp_path / "many", readings, 100)

    print(f"\nfiles page, rerun: 1 file {one:.1f} ms, 100 files {many:.1f} ms, {many / one:.2f} ×")  # noqa: T201
    assert many < 4 * one
