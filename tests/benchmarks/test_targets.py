"""What fifty targets cost over 45,000 spans of six channels, held against a plain page in the same run.

The bars, without drawing: 0.5 of the plain page for what was worked out before, 30 × for fifty targets never seen.
"""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

import numpy as np
import pandas as pd
import psutil
import pytest

from kpi.frames import records_frame
from kpi.store import NewFile, open_store
from kpi.targets.smart import faults
from kpi.targets.target import Guard, Milestone, Over, Sense, Target
from tests.apart import wait_for
from tests.benchmarks.tabs import Tab, milliseconds_each
from tests.benchmarks.test_pages import CHANNELS, DAYS, NOW, TYPES, Served, posts, said
from tests.serving import process

pytestmark = pytest.mark.bench
LAST, END = date(2026, 10, 31), date(2026, 12, 31)
RUNS, TURNS = 15, 3
ASKED = (
    ("impressions", 1e7, Over.WHOLE),
    ("engagement_rate", 0.08, Over.WHOLE),
    ("followers", 60_000.0, Over.WHOLE),
    ("new_followers", 40.0, Over.EACH_WEEK),
    ("comments", 90_000.0, Over.WHOLE),
    ("ctr", 0.05, Over.LAST_28_DAYS),
    ("unfollows", 900.0, Over.WHOLE),
    ("shares", 30_000.0, Over.EACH_MONTH),
)
SCOPES = ((), ("Instagram",), ("Facebook", "LinkedIn"), ("X",), ("TikTok", "Pinterest", "Instagram"))


def accounts(channel, seed):
    """Give what one channel's account says of each day: who came, who left, and how many there are."""
    draw = np.random.default_rng(seed)
    days = pd.date_range(end=LAST, periods=DAYS)
    new, lost = draw.integers(5, 40, DAYS), draw.integers(0, 20, DAYS)
    return records_frame(
        pd.DataFrame(
            {
                "at": days, "until": days, "channel": channel, "account": "nordlicht", "grain": "day",
                "file": f"{channel}-days.csv", "sheet": channel, "export": "", "row": np.arange(DAYS),
                "observed_at": "2026-11-10", "covers_from": days.min(), "covers_until": days.max(),
                "new_followers": new, "unfollows": lost, "followers": 30_000.0 + (new - lost).cumsum(),
            }
        )
    )  # fmt: skip


def fifty():
    """Give fifty targets: flows, levels and ratios, on the whole and on each week, on one channel and on several."""
    for number, ((kpi, goal, over), channels) in enumerate(islice(zip(cycle(ASKED), cycle(SCOPES)), 50)):
        start = date(2026, 9, 1) + timedelta(days=number % 7)
        guarded = over is Over.WHOLE and number % 5 == 0
        yield Target(
            f"00000000-0000-4000-8000-{number:012}", kpi, channels, (), start, END, None, goal, "Ana", "It matters.",
            NOW, NOW, over=over,
            guards=(Guard("ctr", Sense.AT_LEAST, 0.01),) if guarded else (),
            milestones=(Milestone(LAST, goal / 2),) if guarded and kpi == "impressions" else (),
        )  # fmt: skip


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Keep a workspace of 45,000 spans with fifty targets."""
    folder = tmp_path_factory.mktemp("fifty")
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.create_workspace("Nordlicht")
    for seed, channel in enumerate(CHANNELS):
        for name, rows in (
            (channel, posts(channel, seed, DAYS * len(TYPES))),
            (f"{channel}-days", accounts(channel, seed)),
        ):
            told = {"file": f"{name}.csv", "problems": [], "sheets": []}
            store.add_files(mine.id, [NewFile(f"{name}.csv", name.encode(), told, rows)], uploaded_at=NOW)
    for target in fifty():
        store.save_target(mine.id, target)
    store.close()
    return folder


def never_seen(folder, turn):
    """Let every target end some days later: all that is known of it has to be worked out anew."""
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.workspaces()[0]
    later = datetime(2026, 11, 3 + turn, tzinfo=UTC)
    for target in store.targets(mine.id):
        store.save_target(mine.id, replace(target, end=END + timedelta(days=turn), updated_at=later))
    store.close()


def costs(folder, tmp_path):
    """Give in ms what the run costs: worked out before, never seen, and the plain page."""

    async def measure(app: Served, plain: Served) -> tuple[float, ...]:
        async with Tab(app[0]) as tab, Tab(plain[0]) as other:
            server, yardstick = (psutil.Process(pid) for _, pid in (app, plain))
            await tab.run()
            await other.run()
            turns = []
            for turn in range(TURNS):
                never_seen(folder, turn + 1)
                new = await milliseconds_each(tab, server, [None])
                again = await milliseconds_each(tab, server, [None] * RUNS)
                turns.append((again, new, await milliseconds_each(other, yardstick, [None] * RUNS)))
            assert "text" in tab.shown
            return tuple(min(one) for one in zip(*turns, strict=True))

    with ExitStack() as servers:
        app = servers.enter_context(process(folder, script="tests/benchmarks/evaluation.py"))
        plain = servers.enter_context(process(tmp_path, script="tests/benchmarks/yardstick.py"))
        return wait_for(measure(app, plain))


def test_fifty_targets_cost_half_a_plain_page_once_worked_out_and_thirty_before(held, tmp_path):
    assert [faults(target) for target in fifty()] == [()] * 50
    again, new, yardstick = costs(held, tmp_path)

    said("fifty targets, worked out before", again, yardstick)
    said("fifty targets, never seen", new, yardstick)
    assert again <= 0.5 * yardstick
    assert new <= 30 * yardstick
