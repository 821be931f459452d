"""A process that saves and is killed without warning, and what a workspace must hold after that."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from kpi.store import Store

ROOT = Path(__file__).parents[2]
ROWS = 20
"""Of each file that is saved."""
SAVES_UNTIL_KILLED = """
import sys
from kpi.store import NewFile, open_store
from tests.store.builders import AT, many_records, number, target
from tests.store.killed import ROWS, content
store, workspace, first = open_store(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for turn in range(first, first + 1_000_000):
    store.save_target(workspace, target(f"{turn:06}"))
    new = NewFile(f"{turn:06}", content(turn), report={}, records=many_records(turn, rows=ROWS))
    store.add_files(workspace, [new], uploaded_at=AT)
    print(turn, flush=True)
"""


def content(turn: int) -> bytes:
    """Give the bytes of the file that is saved at some turn."""
    return f"file {turn}".encode() * 5_000


def python(code: str, *words: str, **how: object) -> "subprocess.Popen[str]":
    """Run some lines in a process of their own, which finds our modules."""
    command = [sys.executable, "-c", code, *words]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, **how)


def acknowledged_before_a_kill(url: str, workspace: str, *, first: int, after: float) -> int:
    """Save in another process, kill it after five saves and what `after` such saves take; give the last acknowledged.

    The time is taken of its own saves, so that a kill falls into the same moment of one on a slow machine as on a fast.
    """
    with python(SAVES_UNTIL_KILLED, url, workspace, str(first), stdout=subprocess.PIPE, text=True) as saving:
        saving.stdout.readline()
        begun = time.monotonic()
        for _ in range(4):
            saving.stdout.readline()
        time.sleep(after * (time.monotonic() - begun) / 4)
        saving.send_signal(signal.SIGKILL)
        rest = saving.stdout.read().splitlines()
        saving.wait()
    return int(rest[-1]) if rest else first + 4


def assert_kept(store: Store, workspace: str, *, first: int, last: int) -> int:
    """Hold that all that was acknowledged from one turn to another is kept; give the turn to go on with."""
    store.change_settings(workspace, {"waited": "until the database is done with what the killed process sent"})
    names = [row.name for row in store.files(workspace)]
    targets = {one.id for one in store.targets(workspace)}
    assert {f"{turn:06}" for turn in range(first, last + 1)} <= set(names)
    assert targets >= set(names)
    assert store.workspace(workspace).facts_version == len(names)
    return int(max(targets)) + 1


def assert_whole(store: Store, workspace: str) -> None:
    """Hold that every file that is kept has all its records and its very bytes."""
    files = store.files(workspace)
    rows = store.records(workspace).groupby("file").size()
    assert rows.to_dict() == {row.name: ROWS for row in files}
    assert all(store.original(workspace, row.id) == content(int(row.name)) for row in files)


def assert_sound(file: Path) -> None:
    """Hold that a SQLite file is sound, and nothing in it hangs on what is not there."""
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
