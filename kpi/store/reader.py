"""What can be asked of a store without changing anything in it."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from kpi.accounts import Account
from kpi.catalogue.workspace import Own
from kpi.lab import Scenario
from kpi.management.comment import Comment
from kpi.store.calendar import CalendarReader
from kpi.store.keeping import ActsTold
from kpi.store.kept import Assumption, FileRow, Note, ReferenceRow, TargetVersion, Workspace
from kpi.store.links import LinksListed
from kpi.store.summaries import SummariesTold
from kpi.targets.target import Target
from kpi.typed import TypedNumber


class Reader(CalendarReader, LinksListed, ActsTold, SummariesTold, Protocol):
    """Looks into workspaces.

    Every question names its workspace first, and what belongs to a workspace is only found through it: so whoever may
    see some workspaces can be held to them (`kpi.store.looking`). A new question that names none has to be thought of
    there.
    """

    def workspaces(self) -> list[Workspace]:
        """List the workspaces by name."""

    def workspace(self, workspace_id: str) -> Workspace:
        """Give a workspace as it stands."""

    def files(self, workspace_id: str) -> list[FileRow]:
        """List the files in the order of their upload."""

    def original(self, workspace_id: str, file_id: int) -> bytes:
        """Give a file's bytes as they were uploaded; raise StoreError where they were let go.

        A loaded file that has personal columns (names, e-mail addresses) leaves nothing but its records: whoever
        reviewed or mentioned a brand has not agreed to be kept. While it waits for an answer it is kept whole, since it
        has to be read again.
        """

    def references(self, workspace_id: str) -> list[ReferenceRow]:
        """List the tables that are shown on their own, in the order of their files' upload."""

    def reference_table(self, workspace_id: str, reference_id: int) -> pd.DataFrame:
        """Give the rows of a table that is shown on its own."""

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

    def targets(self, workspace_id: str) -> list[Target]:
        """List the targets in the order of their making."""

    def target_histories(self, workspace_id: str) -> dict[str, list[TargetVersion]]:
        """List what targets were before each change of them, the oldest first, deleted or not, by their ids."""

    def assumptions(self, workspace_id: str) -> Sequence[Assumption]:
        """List the CPMs that were typed or taken, by channel."""

    def own(self, workspace_id: str) -> Own:
        """Give the workspace's own KPIs, and its new and changed objectives, each in the order of their making."""

    def notes(self, workspace_id: str) -> list[Note]:
        """List the notes by day."""

    def scenarios(self, workspace_id: str) -> list[Scenario]:
        """List the scenarios in the order of their making."""

    def comments(self, workspace_id: str) -> list[Comment]:
        """List the comments on periods by their days."""
