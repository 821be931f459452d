"""Read dropped files in a short-lived process of their own, so that no file can end or starve the server."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

import numpy as np
import pandas as pd
import pyarrow as pa

from kpi.layouts.learnt import NOTHING_LEARNT, Learnt
from kpi.reading.contract import repeated
from kpi.reading.passing import load, said_once
from kpi.reading.report import Reference
from kpi.reading.worker import READER, TOO_MUCH, target, unpacked

WALL_SECONDS = 45
TOO_SLOW = (
    "Reading this file took too long, so we stopped. Export a shorter period, or open it in Excel and save it as CSV."
)
_MIB_PER_SECOND = 5
_SECONDS_TO_END = 5
_PROCESSOR_TIME_SPENT = -24
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),  # the system gives memory out slowly: what a column gave back is kept,
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),  # and serves the next one
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "2",
    "ARROW_IO_THREADS": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
} | ({"SYSTEMROOT": r"C:\Windows"} if sys.platform == "win32" else {})


@dataclass(frozen=True, slots=True)
class Progress:
    """A file is being read: the `file`th from 0, of so many as are known by now."""

    file: int
    name: str
    of: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: a report, with records and references where it has any, or else a problem in a sentence.

    It lies at `path` until the next one is asked for; `folder` is the one in which it stood ('' if none). A zip of
    several files comes first, with the names of those in it that are no tables as `left_out`, and then its files.
    """

    file: int
    name: str
    report: dict[str, Any] | None = None
    records: pd.DataFrame | None = None
    problem: str = ""
    references: tuple[Reference, ...] = ()
    folder: str = ""
    path: Path = Path()
    opened: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    folder: str
    path: Path
    opens: bool = True


class WorkerDidNotStartError(RuntimeError):
    """The reading process ended before it was ready: a fault of ours or of the machine, not of a file."""


def read_all(
    files: Sequence[tuple[str, Path]],
    *,
    learnt: Learnt = NOTHING_LEARNT,
    reader: str = READER,
    wall_seconds: float = WALL_SECONDS,
) -> Iterator[Progress | Outcome]:
    """Read files (what the user calls each, and where it lies) in order; tell the start and the outcome of each.

    `learnt` is what the user has taught. A name may begin with folders. A zip of several files is opened, and they are
    read one by one after it. A file that ends the process in company is tried once alone. `reader` ('module:function')
    reads one file.
    """
    taught = learnt.as_json()
    jobs = deque(_Job(PurePosixPath(name).name, _folder(name), path) for name, path in files)
    with TemporaryDirectory(prefix="goalpost-") as folder, _Workers(reader, folder) as workers:
        for file in count():
            if not jobs:
                return
            job = jobs.popleft()
            yield Progress(file, job.name, file + 1 + len(jobs))
            written = {**_written(job, file, folder), "learnt": taught}
            answer = workers.answer(written, wall_seconds + _allowance(job.path))
            outcome = Outcome(file, job.name, folder=job.folder, path=job.path)
            if "problem" in answer:
                yield replace(outcome, problem=answer["problem"])
            elif "parts" in answer:
                parts = [_part(job, part, unpacked(folder, file, at)) for at, part in enumerate(answer["parts"])]
                jobs.extendleft(reversed(parts))
                yield replace(outcome, opened=True, left_out=tuple(answer["left_out"]))
            else:
                yield _read(outcome, answer, folder)
            if not job.opens:
                job.path.unlink()


def _written(job: _Job, file: int, folder: str) -> dict[str, Any]:
    path = str(job.path.resolve())
    return {"file": file, "name": job.name, "path": path, "folder": folder, "opens": job.opens}


def _part(job: _Job, part: dict[str, Any], place: Path) -> _Job:
    return _Job(part["name"], str(PurePosixPath(job.folder, part["folder"])), place, opens=False)


def _allowance(path: Path) -> float:
    return (path.stat().st_size >> 20) / _MIB_PER_SECOND


def _folder(name: str) -> str:
    folder = str(PurePosixPath(name).parent)
    return "" if folder == "." else folder


def _read(outcome: Outcome, answer: dict[str, Any], folder: str) -> Outcome:
    records = _frame(load(target(folder, outcome.file))) if answer["records"] else None
    references = [
        _reference(said, target(folder, outcome.file, place)) for place, said in enumerate(answer["references"])
    ]
    return replace(outcome, report=answer["report"], records=records, references=tuple(references))


def _frame(records: pa.Table) -> pd.DataFrame:
    """Give records as a frame; the numbers that are unknown in every row share one column."""
    once, rows = said_once(records), len(records)
    known: pd.DataFrame = records.drop_columns(once.column_names).to_pandas()
    texts = [name for name in once.column_names if pa.types.is_large_string(once.schema.field(name).type)]
    said: pd.DataFrame = pa.table({name: repeated(once[name][0], rows) for name in texts}).to_pandas()
    unknown = pd.Series(np.full(rows, np.nan))
    found = {**known, **said}
    for name, one in once.drop_columns(texts).to_pandas().items():
        found[name] = unknown if one.dtype == unknown.dtype else pd.Series(one.array.repeat(rows))
    return pd.DataFrame({name: found[name] for name in records.column_names}, copy=False)


def _reference(said: dict[str, Any], place: Path) -> Reference:
    days = [date.fromisoformat(day) for day in said["covers"]]
    observed = date.fromisoformat(said["observed"])
    covers = (days[0], days[1]) if days else None
    shares = tuple(said["shares"])
    return Reference(**{**said, "observed": observed, "covers": covers, "shares": shares}, table=load(place))


class _Workers:
    """One worker at a time; a new one takes over from one that died."""

    def __init__(self, reader: str, folder: str) -> None:
        self._reader, self._folder = reader, folder
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def answer(self, job: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Give the worker's answer; where the file ended it in company, the answer of one that reads it alone."""
        alone = self._worker is None
        answer = self._ask(job, seconds)
        return answer if alone or "died" not in answer else self._ask(job, seconds)

    def _ask(self, job: dict[str, Any], seconds: float) -> dict[str, Any]:
        self._worker = self._worker or _Worker(self._reader, self._folder)
        answer = self._worker.answer(job, seconds)
        if answer.get("last"):
            self._end()
        return answer

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Worker:
    """One process that reads file after file."""

    def __init__(self, reader: str, folder: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "kpi.reading", reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env=_ENVIRONMENT,
            text=True,
            encoding="utf-8",
        )
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._is_ready = False

    def answer(self, job: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Hand over a job and wait for its answer, but no longer than this."""
        self._send(job)
        try:
            while line := self._answers.get(timeout=seconds):
                answer: dict[str, Any] = json.loads(line)
                self._is_ready = True
                if answer.keys() & {"done", "problem"}:
                    return answer
        except queue.Empty:
            return _death(TOO_SLOW)
        code = self._process.wait(_SECONDS_TO_END)
        if not self._is_ready:
            raise WorkerDidNotStartError(f"The reading process ended at its start with status {code}.")
        return _death(TOO_SLOW if code == _PROCESSOR_TIME_SPENT else TOO_MUCH)

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was not sent cannot be sent any more
                if pipe is not None:
                    pipe.close()

    def _send(self, job: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # a dead process is noticed where its answer is missing
            if self._process.stdin is not None:
                self._process.stdin.write(json.dumps(job) + "\n")
                self._process.stdin.flush()

    def _listen(self) -> None:
        """Pass the worker's lines on; an empty one says that it ended."""
        for line in self._process.stdout or ():
            self._answers.put(line)
        self._answers.put("")


def _death(sentence: str) -> dict[str, Any]:
    return {"problem": sentence, "died": True, "last": True}
