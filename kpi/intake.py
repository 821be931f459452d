"""Files on their way into a workspace: read in a process of their own, each put where it belongs, the rest told."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kpi import placement
from kpi.frames import no_records
from kpi.layouts.learnt import NOTHING_LEARNT, Learnt, learnt_from_json
from kpi.reading.drop import Outcome, read_all
from kpi.store import ACCOUNT, LAYOUT, QUESTION, FileRow, Json, NewFile, Store

TYPES: Final = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods", "zip")
"""The files that are worth a look, by what their names end on."""
LEARNT: Final = "learnt"
"""Where the settings keep what somebody has taught about their files."""


def learnt_in(settings: Mapping[str, Any]) -> Learnt:
    """Give what was taught in a workspace, from its settings."""
    return learnt_from_json(settings[LEARNT]) if LEARNT in settings else NOTHING_LEARNT


def exports_in(path: Path, *, without: Sequence[str] = ()) -> list[Path]:
    """List the files to read at a path: itself, or all in the folder that look like exports, by name."""
    if not path.is_dir():
        return [path]
    return sorted(
        one
        for one in path.rglob("*")
        if one.is_file() and one.suffix.lstrip(".").lower() in TYPES and one.name not in without
    )


def waits_for(report: Json) -> str:
    """Say what a file waits for: an answer, a layout, or nothing where at least one of its tables is loaded."""
    sheets = report["sheets"]
    if any(sheet["rows_kept"] for sheet in sheets):
        return ""
    if any(sheet["questions"] for sheet in sheets):
        return QUESTION
    return LAYOUT if any(sheet["guess"] for sheet in sheets) else ""


def problem(outcome: Outcome) -> str:
    """Say why a file gives nothing to keep, or the empty text."""
    if outcome.report is None:
        return outcome.problem
    empty = (outcome.records is None or outcome.records.empty) and not outcome.references
    if empty and not waits_for(outcome.report):
        return " ".join(outcome.report["problems"])
    return ""


def keep(
    store: Store, workspace_id: str, dropped: Sequence[tuple[Outcome, bytes]], *, uploaded_at: datetime
) -> list[FileRow]:
    """Keep what could be read, with its bytes, each file where it belongs; what belongs to nobody known waits.

    A file whose bytes had been let go is read anew.
    """
    reports = [outcome.report or {} for outcome, _ in dropped]
    told = [
        placement.told_by(report, file=at, folder=outcome.folder)
        for at, (report, (outcome, _)) in enumerate(zip(reports, dropped, strict=True))
    ]
    found = placement.place(told, store.accounts(workspace_id), store.accounts_elsewhere(workspace_id))
    new = [
        NewFile(
            name=outcome.name,
            data=data,
            report=report,
            records=no_records() if outcome.records is None else outcome.records,
            references=outcome.references,
            channel=placed.channel,
            account=placed.account,
            folder=outcome.folder,
            held=ACCOUNT if placed.waits else waits_for(report),
        )
        for report, (outcome, data), placed in zip(reports, dropped, found.files, strict=True)
    ]
    rows = store.add_files(workspace_id, new, uploaded_at=uploaded_at)
    back = [(row, one.data) for row, one in zip(rows, new, strict=True) if row.anew]
    read = {row.id: row for row in _read_back(store, workspace_id, back)}
    return [replace(read.get(row.id, row), again=row.again, anew=row.id in read) for row in rows]


def _read_back(store: Store, workspace_id: str, back: Sequence[tuple[FileRow, bytes]]) -> list[FileRow]:
    """Read files anew that were dropped again; one that counts goes on counting as it did where a question is open."""
    if not back:
        return []
    learnt = learnt_in(store.workspace(workspace_id).settings)
    outcomes = zip([row for row, _ in back], read_as_then(back, learnt), strict=True)
    return [put_anew(store, workspace_id, row, one) for row, one in outcomes if row.held or _loads(one)]


def _loads(outcome: Outcome) -> bool:
    return outcome.report is not None and not problem(outcome) and not waits_for(outcome.report)


def read_as_then(files: Sequence[tuple[FileRow, bytes]], learnt: Learnt) -> list[Outcome]:
    """Read the bytes of kept files as of the day on which each was uploaded: an old file tells nothing new."""
    with TemporaryDirectory(prefix="goalpost-again-") as folder:
        waiting = []
        for row, data in files:
            place = Path(folder) / str(row.id)
            place.write_bytes(data)
            os.utime(place, (row.uploaded_at.timestamp(),) * 2)
            waiting.append((row.name, place))
        return [event for event in read_all(waiting, learnt=learnt) if isinstance(event, Outcome)]


def put_anew(store: Store, workspace_id: str, row: FileRow, outcome: Outcome) -> FileRow:
    """Put a new reading of a kept file in the place of the former; one that gives none leaves it as it was."""
    if outcome.report is None:
        return row
    return store.read_again(
        workspace_id,
        row.id,
        report=outcome.report,
        records=no_records() if outcome.records is None else outcome.records,
        references=outcome.references,
        held=row.held if row.held not in (LAYOUT, QUESTION, "") else waits_for(outcome.report),
    )
