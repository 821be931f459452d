"""What a run of a page costs the server, held against a plain page in the same run; every page through its server.

The bars: the objectives page of a million posts (36,000 spans) at most 0.8 of the plain page for what was asked before,
4 × for a question never asked before; the files page with a hundred files at most 4 × that with one; a moved slider of
the what-if page at most 0.5 of the plain page, and nothing drawn outside its fragment; a workspace of a million posts,
opened in a process that has run nothing yet, at most 15 × the plain page's own first run.
"""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from urllib.parse import quote_plus

import numpy as np
import pandas as pd
import psutil
import pytest

from kpi.facts import Brand
from kpi.frames import records_frame
from kpi.reading.read import read_file
from kpi.store import Assumption, NewFile, open_store
from tests.apart import wait_for
from tests.benchmarks.tabs import Tab, milliseconds_each
from tests.builders import SAMPLE, mention, records
from tests.serving import process

pytestmark = pytest.mark.bench
NOW = datetime(2026, 11, 2, tzinfo=UTC)
POSTS, DAYS = 1_000_000, 1_500
CHANNELS = ("Instagram", "Facebook", "LinkedIn", "X", "TikTok", "Pinterest")
TYPES = ("photo", "reel", "link", "carousel")
RUNS, TURNS, BATCH = 15, 6, 12
PANELS = {
    "Best and worst posts": ("", {"dataframe"}),
    "When and what works": ("", set()),
    "A second KPI": ("&beside=Reactions", set()),
    "Competitors": ("", set()),
    "Conversions": ("", set()),
}
"""What stands below the chart: what more its address says, and the elements that it must show."""
FIRST = {"": "", "objectives": "objective=Engagement", "management": "", "targets": ""}
"""Pages that a process may be asked for first, and what their addresses ask."""
Served = tuple[str, int]


def posts(channel, seed, rows):
    """Give posts of one channel: on every day some of each type."""
    draw = np.random.default_rng(seed)
    days = pd.Timestamp("2026-10-31") - pd.to_timedelta(np.arange(rows) % DAYS, unit="D")
    counts = {name: draw.integers(0, 500, rows) for name in ("reactions", "comments", "shares", "link_clicks")}
    return records_frame(
        pd.DataFrame(
            {
                "at": days, "until": days, "channel": channel, "account": "nordlicht", "grain": "post",
                "content_type": np.array(TYPES)[np.arange(rows) // DAYS % len(TYPES)],
                "key": np.arange(rows).astype("str"), "title": "A caption", "file": f"{channel}.csv", "sheet": channel,
                "export": "", "row": np.arange(rows), "observed_at": "2026-11-10",
                "covers_from": days.min(), "covers_until": days.max(),
                "impressions": draw.integers(1_000, 9_999, rows), "posts": 1.0, **counts,
            }
        )
    )  # fmt: skip


def mentions():
    """Give mentions of the brand and three others, one every five days."""
    days = pd.date_range("2024-01-01", "2026-10-31", freq="5D").strftime("%Y-%m-%d")
    names = ("Nordlicht", "Rondell", "Kapriol", "Stadtpfeil")
    return records(*(mention(day, name) for name in names for day in days), covers=(days[0], "2026-10-31"))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Keep a workspace of a million posts."""
    folder = tmp_path_factory.mktemp("large")
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.create_workspace("Nordlicht")
    for seed, channel in enumerate(CHANNELS):
        name = f"{channel}.csv"
        told = {"file": name, "problems": [], "sheets": []}
        new = NewFile(name, name.encode(), told, posts(channel, seed, POSTS // len(CHANNELS)))
        store.add_files(mine.id, [new], uploaded_at=NOW)
    store.save_brand(mine.id, Brand("Nordlicht"))
    heard = NewFile("mentions.csv", b"mentions", {"file": "mentions.csv", "problems": [], "sheets": []}, mentions())
    store.add_files(mine.id, [heard], uploaded_at=NOW)
    store.close()
    return folder


def workspace_of_files(folder, count):
    paths = sorted(path for path in SAMPLE.iterdir() if path.suffix in {".csv", ".xls"})
    readings = [(path, read_file(path.name, path)) for path in paths]
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    files = [
        NewFile(path.name, path.read_bytes() + b"\n" * turn, reading.report, reading.records)
        for turn in range(1 + count // len(readings))
        for path, reading in readings
    ]
    store.add_files(store.create_workspace("Velmora").id, files[:count], uploaded_at=NOW)
    store.close()
    return folder


def costs(folder, page, query, new, tmp_path, *, shows):
    """Give in ms what a run costs: of what was asked before, of what never was, and of the plain page."""

    async def measure(app: Served, plain: Served) -> tuple[float, float, float]:
        async with Tab(app[0], page, query) as tab, Tab(plain[0]) as other:
            server, yardstick = (psutil.Process(pid) for _, pid in (app, plain))
            await tab.run()
            await other.run()
            turns = []
            for _ in range(TURNS):
                again = await milliseconds_each(tab, server, [None] * RUNS)
                turns.append((again, await milliseconds_each(other, yardstick, [None] * RUNS)))
            assert shows <= set(tab.shown), tab.shown
            asked = [
                await milliseconds_each(tab, server, [f"{query}&{more}" for more in new[at : at + BATCH]])
                for at in range(0, len(new), BATCH)
            ]
            assert shows <= set(tab.shown), tab.shown
            return min(again for again, _ in turns), min(asked, default=0.0), min(plain for _, plain in turns)

    with ExitStack() as servers:
        app = servers.enter_context(process(folder))
        plain = servers.enter_context(process(tmp_path, script="tests/benchmarks/yardstick.py"))
        return wait_for(measure(app, plain))


def said(what, spent, yardstick):
    print(f"\n{what}: {spent:.1f} ms, {spent / yardstick:.2f} of the plain page ({yardstick:.1f} ms)")  # noqa: T201


def ranges_never_asked(count):
    first = datetime(2024, 1, 3, tzinfo=UTC)
    starts = [first + timedelta(days=9 * turn) for turn in range(count)]
    return [f"dates={start:%Y-%m-%d}&dates={start + timedelta(days=40):%Y-%m-%d}" for start in starts]


def test_objectives_of_a_million_posts_cost_less_than_a_plain_page(large, tmp_path):
    shows = {"metric", "vega_lite_chart"}
    query = "objective=Engagement"
    again, new, yardstick = costs(large, "objectives", query, ranges_never_asked(3 * BATCH), tmp_path, shows=shows)

    said("objectives of a million posts, asked before", again, yardstick)
    said("objectives of a million posts, never asked before", new, yardstick)
    assert again <= 0.8 * yardstick
    assert new <= 4 * yardstick


def test_the_page_for_whoever_decides_costs_less_than_a_plain_page(large, tmp_path):
    shows = {"metric", "heading"}
    again, new, yardstick = costs(large, "management", "", ranges_never_asked(BATCH), tmp_path, shows=shows)

    said("management page of a million posts, asked before", again, yardstick)
    said("management page of a million posts, never asked before", new, yardstick)
    assert again <= 0.8 * yardstick
    assert new <= 4 * yardstick


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_of_a_million_posts_costs_less_than_a_plain_page(large, tmp_path, panel):
    more, shows = PANELS[panel]
    query = f"objective=Engagement&more={quote_plus(panel)}{more}"
    shows = {"metric", "vega_lite_chart"} | shows
    again, new, yardstick = costs(large, "objectives", query, ranges_never_asked(3 * BATCH), tmp_path, shows=shows)

    said(f"{panel} of a million posts, asked before", again, yardstick)
    said(f"{panel} of a million posts, never asked before", new, yardstick)
    assert again <= 0.8 * yardstick
    assert new <= 4 * yardstick


def test_a_hundred_files_cost_hardly_more_than_one(tmp_path_factory, tmp_path):
    folders = [workspace_of_files(tmp_path_factory.mktemp(f"files{count}"), count) for count in (1, 100)]
    (one, _, _), (many, _, yardstick) = (costs(folder, "", "", (), tmp_path, shows={"markdown"}) for folder in folders)

    said("files page, one file", one, yardstick)
    said("files page, a hundred files", many, yardstick)
    assert many <= 4 * one


def moved_sliders(folder, tmp_path, *, label, moves):
    """Give in ms what a moved slider costs and what the plain page does, each move to a value never tried before."""

    async def measure(app: Served, plain: Served) -> tuple[float, float]:
        async with Tab(app[0], "what_if", "budget=1000&effort-here=9000") as tab, Tab(plain[0]) as other:
            server, yardstick = (psutil.Process(pid) for _, pid in (app, plain))
            await tab.run()
            await other.run()
            turns = []
            for turn in range(moves):
                before = sum(server.cpu_times()[:2])
                for value in range(RUNS):
                    await tab.slide(label, -95 + 5 * (value + RUNS * (turn % 3)))
                    assert tab.fragments == {tab.sliders[label][1]}, "something outside the fragment was drawn"
                assert tab.shown.count("arrow_vega_lite_chart") + tab.shown.count("vega_lite_chart") == 2, tab.shown
                spent = (sum(server.cpu_times()[:2]) - before) * 1e3 / RUNS
                turns.append((spent, await milliseconds_each(other, yardstick, [None] * RUNS)))
            return min(spent for spent, _ in turns), min(each for _, each in turns)

    with ExitStack() as servers:
        app = servers.enter_context(process(folder))
        plain = servers.enter_context(process(tmp_path, script="tests/benchmarks/yardstick.py"))
        return wait_for(measure(app, plain))


def test_a_moved_slider_of_the_lab_costs_at_most_half_of_a_plain_page(tmp_path_factory, tmp_path):
    folder = workspace_of_files(tmp_path_factory.mktemp("lab"), 30)
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.workspaces()[0]
    for channel in ("Instagram", "Facebook", "LinkedIn", "TikTok", "YouTube"):
        store.save_assumption(mine.id, Assumption(channel, 8.0, "EUR", "Ana", NOW, 3.0, 15.0))
    store.close()

    spent, yardstick = moved_sliders(folder, tmp_path, label="Growth of Facebook", moves=TURNS)

    said("a moved slider of the lab", spent, yardstick)
    assert spent <= 0.5 * yardstick


def first_run(served, page="", query=""):
    """Give in ms what the first run of a page costs a server that has run nothing yet."""

    async def measure() -> float:
        async with Tab(served[0], page, query) as tab:
            return await milliseconds_each(tab, psutil.Process(served[1]), [None])

    return wait_for(measure())


@pytest.mark.parametrize("page", FIRST)
def test_a_workspace_of_a_million_posts_opens_in_a_cold_process(large, tmp_path, page):
    with process(tmp_path, script="tests/benchmarks/yardstick.py") as plain:
        yardstick = first_run(plain)
    with process(large) as app:
        spent = first_run(app, page, FIRST[page])

    said(f"{page or 'start'} of a million posts, the first run of a process", spent, yardstick)
    assert spent <= 15 * yardstick
