"""What somebody teaches about their files: kept in the workspace, and every file that it is about read again."""

import json
from collections.abc import Iterable

import streamlit as st

from kpi.errors import StoreError
from kpi.intake import LEARNT, learnt_in, put_anew, read_as_then
from kpi.layouts.layout import fingerprint_in
from kpi.layouts.learnt import Learnt
from kpi.reading.report import Json
from kpi.store import FileRow, Workspace
from pages.parts import access


def learnt(mine: Workspace) -> Learnt:
    """Give what was taught in this workspace."""
    return learnt_in(mine.settings)


def keep(mine: Workspace, taught: Learnt) -> None:
    """Keep what was taught; files are not read again."""
    access.store().change_settings(mine.id, {LEARNT: taught.as_json()})


def teach(mine: Workspace, taught: Learnt, *, about: Iterable[str]) -> None:
    """Keep what was taught, and read the files again that hold a table of these fingerprints."""
    keep(mine, taught)
    told = set(about)
    with st.spinner("Reading the files again"):
        read_again(mine, [row for row in access.store().files(mine.id) if told & fingerprints(row)], taught)


def read_again(mine: Workspace, rows: list[FileRow], taught: Learnt) -> None:
    """Read kept files anew; one that cannot be read any more, or whose bytes were not kept, stays as it was."""
    here = [(row, kept) for row in rows if (kept := _kept(mine, row))]
    for (row, _), outcome in zip(here, read_as_then(here, taught), strict=True):
        put_anew(access.store(), mine.id, row, outcome)


def fingerprints(row: FileRow) -> set[str]:
    """List the layouts of a file that somebody declared or could declare, and those with an open question."""
    found: set[str] = set()
    for sheet in row.report["sheets"]:
        found |= {sheet["guess"]["fingerprint"]} if sheet.get("guess") else set()
        found |= {question["id"].partition("/")[0] for question in sheet.get("questions", ())}
        found.add(fingerprint_in(sheet["export"] or ""))
    return found - {""}


def tried(mine: Workspace, row: FileRow, taught: Learnt) -> Json:
    """Read a kept file as if this had been taught, and give the report: what would be loaded."""
    return _tried(f"{row.sha256} {row.name} {json.dumps(taught.as_json(), sort_keys=True)}", mine, row, taught)


@st.cache_data(show_spinner="Reading the file this way", max_entries=64)
def _tried(asked: str, _mine: Workspace, _row: FileRow, _taught: Learnt) -> Json:  # noqa: ARG001
    (outcome,) = read_as_then([(_row, access.store().original(_mine.id, _row.id))], _taught)
    return outcome.report or {"file": _row.name, "problems": [outcome.problem], "sheets": []}


def _kept(mine: Workspace, row: FileRow) -> bytes:
    """Give a file's bytes; none where they were let go."""
    try:
        return access.store().original(mine.id, row.id)
    except StoreError:
        return b""
