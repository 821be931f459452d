"""What a hundred people who look at one link at once wait for, and hold of the server's memory.

They come within ten seconds and click five times, ten seconds apart; a plain page with as many is the measure. The
bars: nobody is refused, a rerun's 95th percentile at most 1.5 × the plain page's, at most 5 MiB a session.
"""

import asyncio
import statistics
import time
from datetime import UTC, datetime, timedelta

import psutil
import pytest

from kpi.store import open_store
from kpi.store.links import NewLink, Shown, Shows
from pages.parts.sharing.cookie import Pass, cookie_name, written
from tests.apart import wait_for
from tests.benchmarks.tabs import Tab
from tests.benchmarks.test_pages import workspace_of_files
from tests.serving import process

pytestmark = pytest.mark.bench
VIEWERS, CLICKS, THINK, MIB = 100, 5, 10, 2**20
SHOWS = {
    "management": Shown(Shows.MANAGEMENT),
    "an objective": Shown(Shows.OBJECTIVE, "engagement"),
    "targets": Shown(Shows.TARGETS),
}


async def looked(tab, after, held):
    """Open a tab after some seconds, click, and give what each click waited for in seconds; stay until all are done."""
    await asyncio.sleep(after)
    async with tab:
        await tab.run()
        waited = []
        for _ in range(CLICKS):
            await asyncio.sleep(THINK)
            begun = time.perf_counter()
            await tab.run()
            waited.append(time.perf_counter() - begun)
        await held.wait()
        await held.wait()
        return waited


async def crowd(number, tab):
    """Let all look at once; give the 95th percentile of what a click waited for in ms, and MiB a session."""
    server = psutil.Process(number)
    async with tab() as first:  # what a process keeps for all of them is no session's
        await first.run()
        before = server.memory_info().rss
        held = asyncio.Barrier(VIEWERS + 1)
        looking = [asyncio.create_task(looked(tab(), THINK * one / VIEWERS, held)) for one in range(VIEWERS)]
        done = asyncio.gather(*looking)
        await asyncio.wait({asyncio.create_task(held.wait()), done}, return_when=asyncio.FIRST_COMPLETED)
        if done.done():
            done.result()  # somebody was refused: say who
        each = (server.memory_info().rss - before) / VIEWERS / MIB
        await held.wait()
        waited = [one for clicks in await done for one in clicks]
    return statistics.quantiles(waited, n=20)[-1] * 1e3, each


@pytest.fixture(scope="module")
def brand(tmp_path_factory):
    """Keep the sample brand with a link to each thing that can be shown; give its folder and what opens the links."""
    folder = workspace_of_files(tmp_path_factory.mktemp("viewers"), 30)
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine, now = store.workspaces()[0].id, datetime.now(UTC)
    opens = {}
    for name, shown in SHOWS.items():
        made = store.create_link(mine, NewLink(name, shown, now + timedelta(days=2), "", now))
        opens[name] = (made.link.id, f"{cookie_name(made.link.id)}={written(Pass(made.token, '', now))}")
    store.close()
    return folder, opens


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Let a hundred look at the plain page."""
    with process(tmp_path_factory.mktemp("plain"), script="tests/benchmarks/yardstick.py") as (url, number):
        return wait_for(crowd(number, lambda: Tab(url)))


@pytest.mark.parametrize("name", SHOWS)
def test_a_hundred_who_look_at_one_link_wait_hardly_longer_than_for_a_plain_page(brand, plain, name):
    folder, opens = brand
    link, cookies = opens[name]
    with process(folder) as (url, number):
        longest, each = wait_for(crowd(number, lambda: Tab(url, "shared", f"link={link}", cookies)))

    print(  # noqa: T201
        f"\n{VIEWERS} viewers of {name}: 95 of 100 clicks within {longest:.0f} ms, {longest / plain[0]:.2f} of the "
        f"plain page's {plain[0]:.0f} ms; {each:.2f} MiB a session (plain page {plain[1]:.2f})"
    )
    assert longest <= 1.5 * plain[0]
    assert each <= 5
