"""What the worker does with one file: read it, write its records, say in one line what came of it."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

import pyarrow as pa

from kpi.errors import KpiError
from kpi.layouts.learnt import Learnt, learnt_from_json
from kpi.reading import limits
from kpi.reading.passing import shortened, write
from kpi.reading.report import Reference

if TYPE_CHECKING:
    from kpi.reading.bundle import Bundle

READER = "kpi.reading.read:read_file"
UNEXPECTED = (
    "This file could not be read: it is laid out in a way we did not foresee. "
    "Open it in Excel, save it as .xlsx, and drop that."
)
TOO_MUCH = (
    "Reading this file takes more memory than it may. Export a shorter period, or drop its tables one by one as CSV."
)
_MIB_PER_SECOND = 10


class WithoutPandas(MetaPathFinder):
    """Keep pandas out of this process: Arrow imports it on the first list it sees, which doubles the time to start."""

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        """Refuse pandas, and leave all else to the other finders."""
        if fullname == "pandas":
            raise ModuleNotFoundError("The reading process does without pandas.", name=fullname)


class Reading(Protocol):
    """What one file gave: `report` is fit for JSON, `table` has one row a record, `references` are shown alone."""

    table: pa.Table
    references: Sequence[Reference]

    @property
    def report(self) -> dict[str, Any]: ...  # noqa: D102 (the class says it)


Reader = Callable[[str, Path, Learnt], Reading]


def named(reader: str) -> Reader:
    """Give the function that 'module:function' names."""
    module, _, function = reader.partition(":")
    found: Reader = getattr(import_module(module), function)
    return found


def target(folder: str, file: int, reference: int | None = None) -> Path:
    """Say where the records or a reference of a file are written: worker and parent agree on it without a word."""
    return Path(folder) / (f"{file}.arrow" if reference is None else f"{file}-{reference}.arrow")


def unpacked(folder: str, file: int, part: int) -> Path:
    """Say where a part of a zip of several files is unpacked."""
    return Path(folder) / f"{file}.{part}.part"


def answer(job: dict[str, Any], read: Reader) -> dict[str, Any]:
    """Read one file within its share of processor time; a file we cannot use becomes a sentence.

    A zip of several files is opened instead, where the job says so: its parts are jobs of their own.
    """
    path = Path(job["path"])
    limits.grant_processor_time(limits.CPU_SECONDS + (path.stat().st_size >> 20) // _MIB_PER_SECOND)
    try:
        bundle = _opened(job, path) if job["opens"] else None
        if bundle:
            return {"done": True, "parts": list(map(asdict, bundle.parts)), "left_out": bundle.left_out}
        reading = read(job["name"], path, learnt_from_json(job["learnt"]))
    except KpiError as problem:
        return {"problem": str(problem)}
    records = write(shortened(reading.table), target(job["folder"], job["file"]))
    references = [
        _described(reference, target(job["folder"], job["file"], place))
        for place, reference in enumerate(reading.references)
    ]
    return {"done": True, "report": reading.report, "records": records, "references": references}


def unforeseen(error: BaseException) -> dict[str, Any]:
    """Give the sentence for an error that nobody foresaw; this process should read nothing more."""
    return {"problem": TOO_MUCH if isinstance(error, MemoryError) else UNEXPECTED, "last": True}


def say(answers: TextIO, **what: object) -> None:
    """Write one line of JSON to the parent."""
    answers.write(json.dumps(what) + "\n")
    answers.flush()


def own_standard_output() -> TextIO:
    """Keep standard output for answers; what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), 1)
    return answers


def _opened(job: dict[str, Any], path: Path) -> "Bundle | None":
    from kpi.reading.bundle import opened

    return opened(job["name"], path, lambda part: unpacked(job["folder"], job["file"], part))


def _described(reference: Reference, place: Path) -> dict[str, Any]:
    """Write a reference's table, and give all else about it as plain data."""
    write(reference.table, place)
    return {
        **{name: getattr(reference, name) for name in ("sheet", "export", "label", "channel", "shares")},
        "observed": reference.observed.isoformat(),
        "covers": [day.isoformat() for day in reference.covers or ()],
    }
