"""Files on their way in: read in a process of their own, kept in the workspace, told file by file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi import intake
from kpi.errors import KpiError
from kpi.reading.drop import Outcome, Progress, read_all
from kpi.store import FileRow, Workspace
from pages.parts import access, clock, teaching
from pages.parts.words import named, plain_text

Result = FileRow | tuple[str, str]
"""What became of a dropped file: its row in the workspace, or its name and the problem in one sentence."""

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Dropped:
    """A file that was read, and its bytes."""

    outcome: Outcome
    data: bytes


TYPES = list(intake.TYPES)


def take_in(mine: Workspace, files: Sequence[tuple[str, bytes]]) -> list[Result]:
    """Read and keep dropped files, with a progress bar; what cannot be read becomes a sentence, the others go on."""
    with TemporaryDirectory(prefix="goalpost-drop-") as folder:
        waiting = []
        for number, (name, data) in enumerate(files):
            place = Path(folder) / str(number)
            place.write_bytes(data)
            waiting.append((name, place))
        return _read(mine, waiting)


def take_in_folder(mine: Workspace, folder: Path, *, without: Sequence[str] = ()) -> list[Result]:
    """Read and keep every export of a folder, as if it had been dropped."""
    found = intake.exports_in(folder, without=without)
    return take_in(mine, [(path.name, path.read_bytes()) for path in found])


def _read(mine: Workspace, waiting: list[tuple[str, Path]]) -> list[Result]:
    dropped: list[_Dropped] = []
    results: list[Result] = []
    st.session_state["left_out"] = []
    bar = st.progress(0.0, text="Starting to read")
    for event in read_all(waiting, learnt=teaching.learnt(mine)):
        if isinstance(event, Progress):
            text = f"Reading {plain_text(event.name)} ({event.file + 1} of {event.of})"
            bar.progress(event.file / event.of, text=text)
        elif event.opened:
            st.session_state["left_out"] += _left_out(event)
        elif problem := intake.problem(event):
            results.append((event.name, problem))
        else:
            dropped.append(_Dropped(event, event.path.read_bytes()))
    bar.progress(1.0, text=f"Putting {len(dropped)} files in their place")
    results += _kept(mine, dropped)
    bar.empty()
    return results


def _kept(mine: Workspace, dropped: Sequence[_Dropped]) -> list[Result]:
    """Keep what could be read, each file where it belongs."""
    try:
        files = [(one.outcome, one.data) for one in dropped]
        return list(intake.keep(access.store(), mine.id, files, uploaded_at=clock.now()))
    except KpiError as problem:
        return [(one.outcome.name, str(problem)) for one in dropped]


def _left_out(outcome: Outcome) -> list[str]:
    """Say which members of a zip are no tables, if any."""
    if not outcome.left_out:
        return []
    shown = named(outcome.left_out, most=_MOST_NAMED)
    return [f"{outcome.name} was opened; left out of it, being no tables: {shown}."]
