"""What a workspace keeps, and the few things that can be asked of whatever keeps it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.facts import Brand
from kpi.lab import Scenario
from kpi.management.comment import Comment
from kpi.periods import Period
from kpi.reading.report import Reference
from kpi.store.calendar import Calendar
from kpi.store.keeping import Keeping
from kpi.store.kept import (
    ACCOUNT,
    ANYTHING,
    LAYOUT,
    QUESTION,
    Anything,
    Assumption,
    FileRow,
    Json,
    NewFile,
    Note,
    ReferenceRow,
    TargetVersion,
    Workspace,
)
from kpi.store.links import Links
from kpi.store.members import Member, Members, Role
from kpi.store.reader import Reader
from kpi.store.recipes import Recipes
from kpi.store.summaries import Summaries
from kpi.store.used import Used
from kpi.store.whole import Wholes
from kpi.targets.target import Target
from kpi.typed import TypedNumber

__all__ = [
    "ACCOUNT",
    "ANYTHING",
    "LAYOUT",
    "QUESTION",
    "Anything",
    "Assumption",
    "FileRow",
    "Json",
    "Member",
    "NewFile",
    "Note",
    "Reader",
    "ReferenceRow",
    "Role",
    "Store",
    "TargetVersion",
    "Workspace",
    "open_store",
]


class Store(Reader, Calendar, Links, Members, Keeping, Wholes, Recipes, Used, Summaries, Protocol):
    """Keeps workspaces. A change is kept whole or not at all, and once a method has returned it is kept.

    What belongs to a workspace is only found through that workspace. The store reads no clock: times are given, with
    their zone, and come back in UTC. StoreError says what there is not, or what the database refused.

    Of what people set, `seen` is what they saw there when they began to change it, None where nothing was: if it is
    something else by now, ChangedMeanwhile is raised with what it is, and nothing is changed.
    """

    def create_workspace(self, name: str) -> Workspace:
        """Begin an empty workspace."""

    def first_workspace(self, name: str) -> Workspace:
        """Give a workspace in use; where there is none begin one, and only one whoever asks at the same time."""

    def rename(self, workspace_id: str, name: str) -> Workspace:
        """Call a workspace otherwise."""

    def save_brand(self, workspace_id: str, brand: Brand) -> Workspace:
        """Say whose numbers these are; changes the facts."""

    def change_settings(self, workspace_id: str, changes: Json) -> Workspace:
        """Keep some settings by their names, and take those away that are None; all others stay as they are."""

    def add_files(self, workspace_id: str, files: Iterable[NewFile], *, uploaded_at: datetime) -> list[FileRow]:
        """Keep files with their readings; the same bytes a second time change nothing.

        Of a file whose bytes had been let go they are kept again: its row says that it is to be read `anew`.
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

    def forget_removed(self, before: datetime) -> int:
        """Delete for good, in every workspace, what was removed before a moment; say how many files that were."""

    def save_typed_numbers(self, workspace_id: str, numbers: Iterable[TypedNumber]) -> None:
        """Keep typed numbers; of two for the same date, channel, account and metric the newest stays."""

    def delete_typed_number(self, workspace_id: str, number: TypedNumber) -> None:
        """Take a typed number back; to undo that, save it again."""

    def save_target(
        self, workspace_id: str, target: Target, *, who: str = "", seen: Target | Anything | None = ANYTHING
    ) -> None:
        """Keep a target; one of the same id is replaced, and what it was stays in its history.

        The change was made at the target's `updated_at`, by `who`.
        """

    def delete_target(self, workspace_id: str, target_id: str) -> Target:
        """Take a target away and give it back; to undo that, save it again."""

    def save_assumption(
        self, workspace_id: str, assumption: Assumption, *, seen: Assumption | Anything | None = ANYTHING
    ) -> None:
        """Keep a channel's CPM; the former one is replaced."""

    def delete_assumption(self, workspace_id: str, channel: str) -> Assumption:
        """Take a channel's CPM away and give it back; to undo that, save it again."""

    def save_kpi(self, workspace_id: str, kpi: Kpi, *, seen: Kpi | Anything | None = ANYTHING) -> None:
        """Keep a KPI of the workspace's own; one of the same key is replaced."""

    def delete_kpi(self, workspace_id: str, key: str) -> Kpi:
        """Take a KPI of the workspace's own away and give it back; to undo that, save it again."""

    def save_objective(
        self, workspace_id: str, objective: Objective, *, seen: Objective | Anything | None = ANYTHING
    ) -> None:
        """Keep a new or changed objective; one of the same key is replaced."""

    def delete_objective(self, workspace_id: str, key: str) -> Objective:
        """Take a new or changed objective away, which leaves a shipped one as shipped, and give it back.

        To undo that, save it again.
        """

    def save_note(self, workspace_id: str, note: Note, *, seen: Note | Anything | None = ANYTHING) -> None:
        """Keep a note; one of the same id is replaced."""

    def delete_note(self, workspace_id: str, note_id: str) -> Note:
        """Take a note away and give it back; to undo that, save it again."""

    def save_scenario(
        self, workspace_id: str, scenario: Scenario, *, seen: Scenario | Anything | None = ANYTHING
    ) -> None:
        """Keep a scenario; one of the same id is replaced."""

    def delete_scenario(self, workspace_id: str, scenario_id: str) -> Scenario:
        """Take a scenario away and give it back; to undo that, save it again."""

    def save_comment(self, workspace_id: str, comment: Comment, *, seen: Comment | Anything | None = ANYTHING) -> None:
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
