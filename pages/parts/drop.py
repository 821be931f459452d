"""Files on their way in: read in a process of their own, kept in the workspace, told file by file."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi.errors import KpiError
from kpi.frames import no_records
from kpi.reading.drop import Outcome, Progress, read_all
from kpi.store import FileRow, NewFile, Workspace
from pages.parts import session
from pages.parts.words import plain_text

Result = FileRow | tuple[str, str]
"""What became of a dropped file: its row in the workspace, or its name and the problem in one sentence."""

TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods", "zip"]


def take_in(mine: Workspace, files: Sequence[tuple[str, bytes]]) -> list[Result]:
    """Read and keep dropped files, with a progress bar; what cannot be read becomes a sentence, the others go on."""
    with TemporaryDirectory(prefix="goalpost-drop-") as folder:
        waiting = []
        for number, (name, data) in enumerate(files):
            place = Path(folder) / str(number)
            place.write_bytes(data)
            waiting.append((name, place))
        return _read(mine, waiting, [data for _, data in files])


def take_in_folder(mine: Workspace, folder: Path, *, without: Sequence[str] = ()) -> list[Result]:
    """Read and keep every export of a folder, as if it had been dropped."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix.lstrip(".") in TYPES and path.name not in without
    )
    return take_in(mine, [(path.name, path.read_bytes()) for path in found])


def _read(mine: Workspace, waiting: list[tuple[str, Path]], data: list[bytes]) -> list[Result]:
    outcomes: list[Outcome] = []
    bar = st.progress(0.0, text="Starting to read")
    for event in read_all(waiting):
        if isinstance(event, Progress):
            text = f"Reading {plain_text(event.name)} ({event.file + 1} of {len(waiting)})"
            bar.progress(event.file / len(waiting), text=text)
        else:
            outcomes.append(event)
    bar.progress(1.0, text=f"Putting {len(outcomes)} files in their place")
    results = _kept(mine, outcomes, data)
    bar.empty()
    return results


def _kept(mine: Workspace, outcomes: Sequence[Outcome], data: list[bytes]) -> list[Result]:
    """Keep what could be read; the others become a sentence each."""
    problems = [(one.name, problem) for one in outcomes if (problem := _problem(one))]
    new = [
        NewFile(
            name=one.name,
            data=data[one.file],
            report=one.report,
            records=no_records() if one.records is None else one.records,
            references=one.references,
        )
        for one in outcomes
        if one.report is not None and not _problem(one)
    ]
    try:
        kept = session.store().add_files(mine.id, new, uploaded_at=session.now())
    except KpiError as problem:
        return [*problems, *((one.name, str(problem)) for one in new)]
    return [*problems, *kept]


def _problem(outcome: Outcome) -> str:
    """Say why a file gives nothing to keep, or the empty text."""
    if outcome.report is None:
        return outcome.problem
    empty = (outcome.records is None or outcome.records.empty) and not outcome.references
    if empty and not any(sheet.get("questions") for sheet in outcome.report["sheets"]):
        return " ".join(outcome.report["problems"])
    return ""
