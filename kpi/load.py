"""Load files into a workspace without a browser, through the same door as a drop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kpi import intake
from kpi.errors import StoreError
from kpi.reading.drop import Outcome, read_all
from kpi.store import ACCOUNT, LAYOUT, QUESTION, FileRow, Json, Store, Workspace

_WAITS = {
    ACCOUNT: "it seems to be about somebody else's account",
    LAYOUT: "its layout is unknown",
    QUESTION: "a question about it is open",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: kept and counted where there is no `problem`, which says why it is not."""

    file: str
    new: int = 0
    corrected: int = 0
    same: int = 0
    again: bool = False
    anew: bool = False
    problem: str = ""

    @property
    def as_json(self) -> Json:
        """Give it in what JSON knows."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        if self.problem:
            return f"{self.file}: {self.problem}"
        if self.anew:
            return f"{self.file}: loaded before, read anew"
        if self.again:
            return f"{self.file}: loaded before, nothing changed"
        return f"{self.file}: {self.new:,} new records, {self.corrected:,} corrected, {self.same:,} known before"


def workspace_called(store: Store, name: str) -> Workspace:
    """Give the workspace of a name or an id; raise StoreError where there is none, or several."""
    known = store.workspaces()
    found = [one for one in known if name in (one.name, one.id)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(one.id for one in found)
        raise StoreError(f"Several workspaces are called “{name}”. Say which by its id: {ids}.")
    names = ", ".join(f"“{one.name}”" for one in known) or "none yet"
    raise StoreError(f"There is no workspace “{name}”. There are: {names}. To begin one, add --create.")


def load(store: Store, mine: Workspace, paths: Sequence[Path], *, at: datetime) -> Iterator[Loaded]:
    """Read files, and all exports of folders, and keep them; tell what became of each, those first that were not."""
    missing = [path for path in paths if not path.exists()]
    yield from (Loaded(str(path), problem="there is no such file") for path in missing)
    files = [(file.name, file) for path in paths if path.exists() for file in intake.exports_in(path)]
    dropped = []
    for event in read_all(files, learnt=intake.learnt_in(mine.settings)):
        if not isinstance(event, Outcome) or event.opened:
            continue
        if problem := intake.problem(event):
            yield Loaded(event.name, problem=problem)
        else:
            dropped.append((event, event.path.read_bytes()))
    yield from map(_loaded, intake.keep(store, mine.id, dropped, uploaded_at=at) if dropped else ())


def _loaded(row: FileRow) -> Loaded:
    if row.held:
        return Loaded(row.name, again=row.again, anew=row.anew, problem=f"it waits in the app: {_WAITS[row.held]}")
    return Loaded(row.name, row.overlap.new, row.overlap.corrected, row.overlap.same, row.again, row.anew)
