"""Stand in for the reader of one file in the tests of its process: what a file does is written in it."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kpi.errors import UnreadableFile
from kpi.layouts.learnt import Learnt
from kpi.reading.containers import grids
from kpi.reading.report import Reference


@dataclass
class Stub:
    """What a file gave."""

    table: pa.Table
    report: dict[str, object]
    references: tuple[Reference, ...] = ()


def read_file(name: str, path: Path, _learnt: Learnt) -> Stub:
    """Do what the file says."""
    behaviour, _, detail = path.read_text().partition(" ")
    return BEHAVIOURS[behaviour](name, detail)


def read_grids(name: str, path: Path, _learnt: Learnt) -> Stub:
    """Read the grids of a file, and tell only their names and sizes."""
    found = grids(name, path)
    sizes = pa.table({"name": [grid.name for grid in found], "rows": [len(grid.cells) for grid in found]})
    return Stub(sizes, {"file": name, "notes": [note for grid in found for note in grid.notes]})


def give(name: str, detail: str) -> Stub:
    """Give as many records as the file asks for."""
    records = pa.table({"title": [name] * int(detail), "likes": [1.5] * int(detail)})
    return Stub(records, {"file": name, "process": os.getpid(), "directory": str(Path.cwd()), "path": sys.path})


def refuse(_name: str, detail: str) -> Stub:
    """Refuse the file."""
    raise UnreadableFile(detail)


def stumble(_name: str, detail: str) -> Stub:
    """Fail as nobody foresaw."""
    raise KeyError(detail)


def panic(_name: str, detail: str) -> Stub:
    """Fail as a library does whose error is no Exception."""
    raise type("PanicException", (BaseException,), {})(detail)


def die(_name: str, _detail: str) -> Stub:
    """End the process at once, as an abort in a library does."""
    os.abort()


def die_in_company(name: str, marker: str) -> Stub:
    """End the process the first time only."""
    if Path(marker).exists():
        return give(name, "1")
    Path(marker).touch()
    os.abort()


def hang(_name: str, _detail: str) -> Stub:
    """Never end."""
    time.sleep(600)
    raise AssertionError


def eat(_name: str, _detail: str) -> Stub:
    """Ask for more memory than there may be."""
    return give("", str(len(bytearray(64 << 30))))


def chatter(name: str, detail: str) -> Stub:
    """Print to standard output, as a library may."""
    print("{ this is no answer")  # noqa: T201
    os.write(1, b"nor is this\n")
    return give(name, detail)


def environment(name: str, _detail: str) -> Stub:
    """Tell the names of what this process knows of its surroundings."""
    return Stub(pa.table({}), {"file": name, "environment": dict(os.environ)})


BEHAVIOURS = {
    "give": give,
    "refuse": refuse,
    "stumble": stumble,
    "panic": panic,
    "die": die,
    "die-in-company": die_in_company,
    "hang": hang,
    "eat": eat,
    "chatter": chatter,
    "environment": environment,
}
