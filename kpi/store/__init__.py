"""What a workspace keeps, and the few things that can be asked of whatever keeps it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

import pandas as pd

from kpi.accounts import Account
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.catalogue.workspace import Own
from kpi.cost import Provenance
from kpi.facts import Brand, Overlap
from kpi.lab import Scenario
from kpi.management.comment import Comment
from kpi.periods import Period
from kpi.reading.report import Reference
from kpi.targets.target import Target
from kpi.typed import TypedNumber

Json = dict[str, Any]

ACCOUNT, LAYOUT, QUESTION = "account", "layout", "question"
"""Why a file is held: it is about somebody else's account, its layout is unknown, a question about it is open."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One brand's files, typed numbers and targets.

    `facts_version` rises with every change of its facts, `plans_version` with every change of what people set: their
    own KPIs and objectives, targets, CPMs, notes, scenarios, comments.
    """

    id: str
    name: str
    brand: Brand = field(default_factory=Brand)
    facts_version: int = 0
    settings: Json = field(default_factory=dict)
    plans_version: int = 0


@dataclass(frozen=True, slots=True)
class FileRow:
    """An uploaded file without its bytes: its reading's report and what it did to what was known when it was loaded.

    `name` is told apart from those of the workspace's other files ("Reach (2).csv"); `folder` is the folder in which
    it stood ('' if none). `channel` and `account` say what its unnamed tables are about ('' where nobody had to).
    `held` says why it waits and counts nowhere ('' where it is loaded): `ACCOUNT`, `LAYOUT`, `QUESTION`. `again` says
    that the very same bytes were there before and nothing has changed.
    """

    id: int
    name: str
    sha256: str
    size: int
    uploaded_at: datetime
    report: Json
    overlap: Overlap
    channel: str = ""
    account: str = ""
    folder: str = ""
    held: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A table that is shown on its own, without its rows: where it came from, and the days its file states for it.

    `channel` is what it is listed under; `shares` are the columns that are fractions of one.
    """

    id: int
    file_id: int
    file: str
    uploaded_at: datetime
    sheet: str
    export: str
    label: str
    channel: str
    observed: date
    covers: tuple[date, date] | None
    rows: int
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file on its way into a workspace: its bytes, what its reading gave, and where `FileRow` says it stands."""

    name: str
    data: bytes
    report: Json
    records: pd.DataFrame
    references: Sequence[Reference] = ()
    channel: str = ""
    account: str = ""
    folder: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A CPM that somebody typed for a channel, or took from what was published, in `currency`.

    `low` and `high` stand where they gave a range. `source` says who published a benchmark, for which year and country.
    """

    channel: str
    value: float
    currency: str
    typed_by: str
    typed_at: datetime
    low: float | None = None
    high: float | None = None
    provenance: Provenance = Provenance.TYPED
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a day, or about the days up to `until`, included; no channel means all of them.

    `id` is the text of a UUID.
    """

    id: str
    day: date
    text: str
    made_by: str
    made_at: datetime
    until: date | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """What a target was until somebody changed it: when that was, who did it ('' where nobody said), and the former."""

    at: datetime
    who: str
    former: Target


class Store(Protocol):
    """Keeps workspaces. A change is kept whole or not at all, and once a method has returned it is kept.

    What belongs to a workspace is only found through that workspace. The store reads no clock: times are given, with
    their zone, and come back in UTC. StoreError says what there is not, or what the database refused.
    """

    def workspaces(self) -> list[Workspace]:
        """List the workspaces by name."""

    def create_workspace(self, name: str) -> Workspace:
        """Begin an empty workspace."""

    def workspace(self, workspace_id: str) -> Workspace:
        """Give a workspace as it stands."""

    def rename(self, workspace_id: str, name: str) -> Workspace:
        """Call a workspace otherwise."""

    def save_brand(self, workspace_id: str, brand: Brand) -> Workspace:
        """Say whose numbers these are; changes the facts."""

    def save_settings(self, workspace_id: str, settings: Json) -> Workspace:
        """Replace the settings."""

    def add_files(self, workspace_id: str, files: Iterable[NewFile], *, uploaded_at: datetime) -> list[FileRow]:
        """Keep files with their readings; the same bytes a second time change nothing."""

    def files(self, workspace_id: str) -> list[FileRow]:
        """List the files in the order of their upload."""

    def original(self, workspace_id: str, file_id: int) -> bytes:
        """Give a file's bytes as they were uploaded; raise StoreError where they were let go.

        A loaded file that has personal columns (names, e-mail addresses) leaves nothing but its records: whoever
        reviewed or mentioned a brand has not agreed to be kept. While it waits for an answer it is kept whole, since it
        has to be read again.
        """

    def place_file(self, workspace_id: str, file_id: int, *, channel: str = "", account: str = "") -> FileRow:
        """Say which channel and account a file is about where it does not say so itself; '' takes that back."""

    def hold_files(self, workspace_id: str, file_ids: Collection[int], held: str = "") -> list[FileRow]:
        """Let files wait, saying why, so that they count nowhere; '' loads them."""

    def read_again(
        self,
        workspace_id: str,
        file_id: int,
        *,
        report: Json,
        records: pd.DataFrame,
        references: Sequence[Reference] = (),
        held: str = "",
    ) -> FileRow:
        """Put a new reading of a kept file in the place of the former one."""

    def remove_files(self, workspace_id: str, file_ids: Collection[int], *, removed_at: datetime) -> list[FileRow]:
        """Take files and all they gave out of the workspace, so that they can be restored until they are forgotten."""

    def restore_files(self, workspace_id: str, file_ids: Collection[int]) -> list[FileRow]:
        """Bring removed files back as they were."""

    def references(self, workspace_id: str) -> list[ReferenceRow]:
        """List the tables that are shown on their own, in the order of their files' upload."""

    def reference_table(self, workspace_id: str, reference_id: int) -> pd.DataFrame:
        """Give the rows of a table that is shown on its own."""

    def forget_removed(self, before: datetime) -> int:
        """Delete for good, in every workspace, what was removed before a moment; say how many files that were."""

    def records(self, workspace_id: str) -> pd.DataFrame:
        """Give the records of all files that are loaded, in the order of their upload, then the typed numbers.

        An account that was renamed has its present name throughout.
        """

    def accounts(self, workspace_id: str) -> list[Account]:
        """List the workspace's accounts, by channel and name: those that its loaded files name."""

    def accounts_elsewhere(self, workspace_id: str) -> dict[str, list[Account]]:
        """List the accounts of every other workspace, by its name."""

    def typed_numbers(self, workspace_id: str) -> list[TypedNumber]:
        """List the typed numbers by date."""

    def save_typed_numbers(self, workspace_id: str, numbers: Iterable[TypedNumber]) -> None:
        """Keep typed numbers; of two for the same date, channel, account and metric the newest stays."""

    def delete_typed_number(self, workspace_id: str, number: TypedNumber) -> None:
        """Take a typed number back; to undo that, save it again."""

    def targets(self, workspace_id: str) -> list[Target]:
        """List the targets in the order of their making."""

    def save_target(self, workspace_id: str, target: Target, *, who: str = "") -> None:
        """Keep a target; one of the same id is replaced, and what it was stays in its history.

        The change was made at the target's `updated_at`, by `who`.
        """

    def target_histories(self, workspace_id: str) -> dict[str, list[TargetVersion]]:
        """List what targets were before each change of them, the oldest first, deleted or not, by their ids."""

    def delete_target(self, workspace_id: str, target_id: str) -> Target:
        """Take a target away and give it back; to undo that, save it again."""

    def assumptions(self, workspace_id: str) -> Sequence[Assumption]:
        """List the CPMs that were typed or taken, by channel."""

    def save_assumption(self, workspace_id: str, assumption: Assumption) -> None:
        """Keep a channel's CPM; the former one is replaced."""

    def delete_assumption(self, workspace_id: str, channel: str) -> Assumption:
        """Take a channel's CPM away and give it back; to undo that, save it again."""

    def own(self, workspace_id: str) -> Own:
        """Give the workspace's own KPIs, and its new and changed objectives, each in the order of their making."""

    def save_kpi(self, workspace_id: str, kpi: Kpi) -> None:
        """Keep a KPI of the workspace's own; one of the same key is replaced."""

    def delete_kpi(self, workspace_id: str, key: str) -> Kpi:
        """Take a KPI of the workspace's own away and give it back; to undo that, save it again."""

    def save_objective(self, workspace_id: str, objective: Objective) -> None:
        """Keep a new or changed objective; one of the same key is replaced."""

    def delete_objective(self, workspace_id: str, key: str) -> Objective:
        """Take a new or changed objective away, which leaves a shipped one as shipped, and give it back.

        To undo that, save it again.
        """

    def notes(self, workspace_id: str) -> list[Note]:
        """List the notes by day."""

    def save_note(self, workspace_id: str, note: Note) -> None:
        """Keep a note; one of the same id is replaced."""

    def delete_note(self, workspace_id: str, note_id: str) -> Note:
        """Take a note away and give it back; to undo that, save it again."""

    def scenarios(self, workspace_id: str) -> list[Scenario]:
        """List the scenarios in the order of their making."""

    def save_scenario(self, workspace_id: str, scenario: Scenario) -> None:
        """Keep a scenario; one of the same id is replaced."""

    def delete_scenario(self, workspace_id: str, scenario_id: str) -> Scenario:
        """Take a scenario away and give it back; to undo that, save it again."""

    def comments(self, workspace_id: str) -> list[Comment]:
        """List the comments on periods by their days."""

    def save_comment(self, workspace_id: str, comment: Comment) -> None:
        """Keep a comment; the one on the same days is replaced."""

    def delete_comment(self, workspace_id: str, days: Period) -> Comment:
        """Take the comment on some days away and give it back; to undo that, save it again."""

    def close(self) -> None:
        """Let go of the database."""


def open_store(url: str) -> Store:
    """Open the store at a database's URL, `sqlite:///…/goalpost.db` or `postgresql://…`, and make it ready.

    A URL of `sqlite://` alone keeps everything in memory until it is closed. Raises StoreError where it cannot be
    opened or was made by a newer Goalpost.
    """
    from kpi.store.sql import SqlStore

    return SqlStore(url)
