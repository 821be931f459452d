"""The store in a database: SQLite beside the app, or PostgreSQL shared by many servers."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, update

from kpi.accounts import Account, known_together
from kpi.errors import StoreError
from kpi.facts import Brand
from kpi.reading.report import Reference
from kpi.store import (
    FileRow,
    Json,
    NewFile,
    ReferenceRow,
    Workspace,
    arrow,
    originals,
    rows,
    schema,
)
from kpi.store.engine import Commits, one_at_a_time, open_database, reading, saving
from kpi.store.ledger import (
    BY_UPLOAD,
    NOTHING,
    Ledger,
    accounts_of,
    called,
    change_files,
    held_fast,
    kept_files,
    let_go,
    lets_go,
    loaded_files,
    put_references,
    records_of,
    typed_numbers_of,
)
from kpi.store.planned import Planned
from kpi.store.sql_calendar import SqlCalendar
from kpi.store.sql_keeping import SqlKeeping, let_go_overdue
from kpi.store.sql_links import SqlLinks
from kpi.store.sql_members import SqlMembers
from kpi.store.sql_recipes import SqlRecipes
from kpi.store.sql_summaries import SqlSummaries
from kpi.store.sql_used import SqlUsed
from kpi.store.sql_whole import SqlWhole
from kpi.store.statements import (
    hold,
    present,
    put,
    raise_facts,
    take,
    workspace_row,
)
from kpi.typed import TypedNumber

_WORKSPACES = select(schema.workspace).order_by(schema.workspace.c.name, schema.workspace.c.id)


class SqlStore(Planned, SqlCalendar, SqlLinks, SqlMembers, SqlKeeping, SqlWhole, SqlRecipes, SqlUsed, SqlSummaries):
    """Keeps workspaces in the database at a URL."""

    def __init__(self, url: str) -> None:
        self._engine = open_database(url)
        self._commits = Commits(self._engine)
        self._listed: tuple[int | None, list[Workspace]] = None, []

    def close(self) -> None:
        """Let go of the database."""
        self._commits.close()
        self._engine.dispose()

    def workspaces(self) -> list[Workspace]:
        """List the workspaces by name."""
        seen = self._commits.seen()
        if seen is None or seen != self._listed[0]:
            with reading(self._engine) as connection:
                self._listed = seen, [rows.workspace(row) for row in connection.execute(_WORKSPACES).mappings()]
        return list(self._listed[1])

    def create_workspace(self, name: str) -> Workspace:
        """Begin an empty workspace."""
        with saving(self._engine) as connection:
            return _begun(connection, name)

    def first_workspace(self, name: str) -> Workspace:
        """Give a workspace in use; where there is none begin one, and only one whoever asks at the same time."""
        in_use = _WORKSPACES.where(schema.workspace.c.archived_at.is_(None)).limit(1)
        with saving(self._engine) as connection:
            one_at_a_time(connection)
            row = connection.execute(in_use).mappings().one_or_none()
            return rows.workspace(row) if row else _begun(connection, name)

    def workspace(self, workspace_id: str) -> Workspace:
        """Give a workspace as it stands."""
        with reading(self._engine) as connection:
            return rows.workspace(workspace_row(connection, workspace_id))

    def rename(self, workspace_id: str, name: str) -> Workspace:
        """Call a workspace otherwise."""
        return self._change(workspace_id, {"name": name})

    def save_brand(self, workspace_id: str, brand: Brand) -> Workspace:
        """Say whose numbers these are; changes the facts."""
        raised = {"facts_version": schema.workspace.c.facts_version + 1}
        return self._change(workspace_id, {**rows.of_brand(brand), **raised})

    def change_settings(self, workspace_id: str, changes: Json) -> Workspace:
        """Keep some settings by their names, and take those away that are None; all others stay as they are."""
        with saving(self._engine) as connection:
            former = workspace_row(connection, workspace_id, for_update=True)["settings"]
            settings = {name: value for name, value in {**former, **changes}.items() if value is not None}
            its = schema.workspace.c.id == workspace_id
            connection.execute(update(schema.workspace).where(its).values(settings=settings))
            return rows.workspace(workspace_row(connection, workspace_id))

    def add_files(self, workspace_id: str, files: Iterable[NewFile], *, uploaded_at: datetime) -> list[FileRow]:
        """Keep files with their readings; the same bytes a second time change nothing.

        Of a file whose bytes had been let go they are kept again: its row says that it is to be read `anew`.
        A removed file that is uploaded again comes back, with its new reading.
        """
        tables = [(one, arrow.lean(one.records)) for one in files]
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            ledger = Ledger(connection, workspace_id)
            added = [ledger.add(one, table, uploaded_at) for one, table in tables]
            let_go_overdue(connection, workspace_id, uploaded_at)
            return added

    def files(self, workspace_id: str) -> list[FileRow]:
        """List the files in the order of their upload."""
        with reading(self._engine) as connection:
            listed = select(schema.file).where(*kept_files(workspace_id)).order_by(*BY_UPLOAD)
            return [rows.file(row) for row in connection.execute(listed).mappings()]

    def original(self, workspace_id: str, file_id: int) -> bytes:
        """Give a file's bytes as they were uploaded."""
        content = schema.content
        wanted = (
            select(content.c.original, *(schema.file.c[name] for name in ("size", "report", "held")))
            .join(schema.file)
            .where(*kept_files(workspace_id), schema.file.c.id == file_id)
        )
        with reading(self._engine) as connection:
            row = present(connection.execute(wanted).mappings().one_or_none(), "file")
        kept = originals.unpack(row["original"], size=row["size"])
        if not kept:
            personal = lets_go(row["report"], row["held"])
            why = "because it has personal columns" if personal else "because its time is over by the settings"
            raise StoreError(f"This file is not kept as it was dropped, {why}. Drop it again to read it anew.")
        return kept

    def place_file(self, workspace_id: str, file_id: int, *, channel: str = "", account: str = "") -> FileRow:
        """Say which channel and account a file is about where it does not say so itself; '' takes that back."""
        with saving(self._engine) as connection:
            former = held_fast(connection, workspace_id, file_id)
            return change_files(connection, [(former, {"channel": channel, "account": account})])[0]

    def hold_files(self, workspace_id: str, file_ids: Collection[int], held: str = "") -> list[FileRow]:
        """Let files wait, saying why, so that they count nowhere; '' loads them."""
        with saving(self._engine) as connection:
            former = [held_fast(connection, workspace_id, one) for one in file_ids]
            ledger = Ledger(connection, workspace_id)
            return change_files(connection, [(row, ledger.standing(row, held)) for row in former])

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
        table = arrow.lean(records)
        packed = arrow.pack(table)
        with saving(self._engine) as connection:
            former = held_fast(connection, workspace_id, file_id)
            own = schema.content.c.file == file_id
            connection.execute(update(schema.content).where(own).values(records=packed))
            connection.execute(delete(schema.reference).where(schema.reference.c.file == file_id))
            put_references(connection, file_id, references)
            if lets_go(report, held):
                let_go(connection, file_id)
            told = {"report": called(report, former["name"])}
            ledger = Ledger(connection, workspace_id, without=file_id)
            found = ledger.compared({**former, **told}, table) if not held else NOTHING
            return change_files(connection, [(former, {**told, "held": held, "overlap": asdict(found)})])[0]

    def remove_files(self, workspace_id: str, file_ids: Collection[int], *, removed_at: datetime) -> list[FileRow]:
        """Take files and all they gave out of the workspace, so that they can be restored until they are forgotten."""
        with saving(self._engine) as connection:
            former = [held_fast(connection, workspace_id, one) for one in file_ids]
            return change_files(connection, [(row, {"removed_at": row["removed_at"] or removed_at}) for row in former])

    def restore_files(self, workspace_id: str, file_ids: Collection[int]) -> list[FileRow]:
        """Bring removed files back as they were."""
        with saving(self._engine) as connection:
            former = [held_fast(connection, workspace_id, one) for one in file_ids]
            return change_files(connection, [(row, {"removed_at": None}) for row in former])

    def forget_removed(self, before: datetime) -> int:
        """Delete for good, in every workspace, what was removed before a moment; say how many files that were."""
        with saving(self._engine) as connection:
            return connection.execute(delete(schema.file).where(schema.file.c.removed_at < before)).rowcount

    def references(self, workspace_id: str) -> list[ReferenceRow]:
        """List the tables that are shown on their own, in the order of their files' upload."""
        file = schema.file.c
        told = [column for column in schema.reference.c if column.name not in ("content", "file")]
        listed = select(*told, file.id.label("file_id"), file.name, file.uploaded_at).join(schema.file)
        with reading(self._engine) as connection:
            in_turn = listed.where(*loaded_files(workspace_id)).order_by(*BY_UPLOAD, schema.reference.c.id)
            return [rows.reference(row) for row in connection.execute(in_turn).mappings()]

    def reference_table(self, workspace_id: str, reference_id: int) -> pd.DataFrame:
        """Give the rows of a table that is shown on its own."""
        reference = schema.reference.c
        wanted = (
            select(reference.content).join(schema.file).where(*loaded_files(workspace_id), reference.id == reference_id)
        )
        with reading(self._engine) as connection:
            found = present(connection.execute(wanted).mappings().one_or_none(), "table")
            return arrow.unpack_table(found["content"])

    def records(self, workspace_id: str) -> pd.DataFrame:
        """Give the records of all files that are loaded, in the order of their upload, then the typed numbers.

        An account that was renamed has its present name throughout.
        """
        with reading(self._engine) as connection:
            return arrow.frame(records_of(connection, workspace_id))

    def accounts(self, workspace_id: str) -> list[Account]:
        """List the workspace's accounts, by channel and name: those that its loaded files name."""
        with reading(self._engine) as connection:
            return accounts_of(connection, workspace_id)

    def accounts_elsewhere(self, workspace_id: str) -> dict[str, list[Account]]:
        """List the accounts of every other workspace, by its name."""
        workspace = schema.workspace.c
        others = select(workspace.id, workspace.name).where(workspace.id != workspace_id).order_by(workspace.name)
        elsewhere: dict[str, list[Account]] = {}
        with reading(self._engine) as connection:
            for other, name in connection.execute(others).all():
                elsewhere.setdefault(name, []).extend(accounts_of(connection, other))
        return {name: known_together(accounts) for name, accounts in elsewhere.items() if accounts}

    def typed_numbers(self, workspace_id: str) -> list[TypedNumber]:
        """List the typed numbers by date."""
        with reading(self._engine) as connection:
            return typed_numbers_of(connection, workspace_id)

    def save_typed_numbers(self, workspace_id: str, numbers: Iterable[TypedNumber]) -> None:
        """Keep typed numbers; of two for the same date, channel, account and metric the newest stays."""
        in_turn = sorted(numbers, key=lambda number: number.typed_at)
        if not in_turn:
            return
        with saving(self._engine) as connection:
            raise_facts(connection, workspace_id)
            given = [{"workspace": workspace_id, **asdict(number)} for number in in_turn]
            put(connection, schema.typed_number, given, newest=schema.typed_number.c.typed_at)

    def delete_typed_number(self, workspace_id: str, number: TypedNumber) -> None:
        """Take a typed number back; to undo that, save it again."""
        known_by = {name: getattr(number, name) for name in ("date", "channel", "account", "metric")}
        with saving(self._engine) as connection:
            raise_facts(connection, workspace_id)
            take(connection, schema.typed_number, "number", workspace=workspace_id, **known_by)

    def _change(self, workspace_id: str, values: Mapping[str, Any]) -> Workspace:
        with saving(self._engine) as connection:
            connection.execute(update(schema.workspace).where(schema.workspace.c.id == workspace_id).values(values))
            return rows.workspace(workspace_row(connection, workspace_id))


def _begun(connection: Connection, name: str) -> Workspace:
    begun = Workspace(id=uuid.uuid4().hex, name=name)
    connection.execute(insert(schema.workspace).values(rows.of_workspace(begun)))
    return begun
