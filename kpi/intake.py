"""Files on their way into a workspace: read in a process of their own, each put where it belongs, the rest told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kpi import placement
from kpi.frames import no_records
from kpi.layouts.learnt import NOTHING_LEARNT, Learnt, learnt_from_json
from kpi.reading.drop import Outcome
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
    """Keep what could be read, with its bytes, each file where it belongs; what belongs to nobody known waits."""
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
    return list(store.add_files(workspace_id, new, uploaded_at=uploaded_at))
