"""A file that somebody brings onto a page to be compared: read once, in a process of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

import streamlit as st

from kpi.errors import UnreadableFile
from kpi.reading.drop import Outcome, read_all

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = ("xlsx", "csv", "ods", "xls")
"""The spreadsheets that people fill in, by what their names end on."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Uploaded(Generic[Row]):
    """An uploaded file as the reading process saw it, and a name for its content."""

    digest: str
    rows: Sequence[Row]
    notes: Sequence[str]


def uploaded(name: str, data: bytes, *, reader: str, row: Callable[[Any], Row], slot: str) -> Uploaded[Row]:
    """Read an uploaded file by a reader that gives rows; the session keeps the last one of a `slot`.

    Raises UnreadableFile where it cannot be read.
    """
    digest = sha256(data).hexdigest()
    kept: Uploaded[Row] | None = st.session_state.get(slot)
    if kept is None or kept.digest != digest:
        with st.spinner("Reading the file"):
            kept = st.session_state[slot] = Uploaded(digest, *_read(name, data, reader, row))
    return kept


def forget(slot: str) -> None:
    """Let go of what was uploaded last."""
    st.session_state[slot] = None


def _read(name: str, data: bytes, reader: str, row: Callable[[Any], Row]) -> tuple[list[Row], list[str]]:
    with TemporaryDirectory(prefix="goalpost-filled-") as folder:
        place = Path(folder) / "filled"
        place.write_bytes(data)
        outcome = next(one for one in read_all([(name, place)], reader=reader) if isinstance(one, Outcome))
    if outcome.report is None or outcome.records is None:
        raise UnreadableFile(outcome.problem or "This is an archive of several files: bring in the file itself.")
    told = outcome.records.itertuples(index=False, name=None)
    return [row(one) for one in told], outcome.report["notes"]
