"""The store in a database: SQLite beside the app, or PostgreSQL shared by many servers."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd
import pyarrow as pa
from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kpi import facts, typed
from kpi.accounts import Account, known_together, named_in
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.catalogue.workspace import Own
from kpi.errors import StoreError
from kpi.facts import Brand, Overlap
from kpi.names import told_apart
from kpi.reading.report import Reference
from kpi.store import (
    Assumption,
    FileRow,
    Json,
    NewFile,
    Note,
    ReferenceRow,
    TargetVersion,
    Workspace,
    arrow,
    rows,
    schema,
)
from kpi.store.engine import Commits, open_database, reading, saving
from kpi.targets.target import Target
from kpi.typed import TypedNumber

_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
_NOTHING = Overlap(new=0, same=0, corrected=0)
_PLACED = ("file", "channel", "account")
_WORKSPACES = select(schema.workspace).order_by(schema.workspace.c.name, schema.workspace.c.id)
_BY_UPLOAD = (schema.file.c.uploaded_at, schema.file.c.id)


class SqlStore:
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
        begun = Workspace(id=uuid.uuid4().hex, name=name)
        with saving(self._engine) as connection:
            connection.execute(insert(schema.workspace).values(rows.of_workspace(begun)))
        return begun

    def workspace(self, workspace_id: str) -> Workspace:
        """Give a workspace as it stands."""
        with reading(self._engine) as connection:
            return rows.workspace(_workspace(connection, workspace_id))

    def rename(self, workspace_id: str, name: str) -> Workspace:
        """Call a workspace otherwise."""
        return self._change(workspace_id, {"name": name})

    def save_brand(self, workspace_id: str, brand: Brand) -> Workspace:
        """Say whose numbers these are; changes the facts."""
        raised = {"facts_version": schema.workspace.c.facts_version + 1}
        return self._change(workspace_id, {**rows.of_brand(brand), **raised})

    def save_settings(self, workspace_id: str, settings: Json) -> Workspace:
        """Replace the settings."""
        return self._change(workspace_id, {"settings": settings})

    def add_files(self, workspace_id: str, files: Iterable[NewFile], *, uploaded_at: datetime) -> list[FileRow]:
        """Keep files with their readings; the same bytes a second time change nothing.

        A removed file that is uploaded again comes back, with its new reading.
        """
        tables = [(one, arrow.lean(one.records)) for one in files]
        with saving(self._engine) as connection:
            _hold(connection, workspace_id)
            ledger = _Ledger(connection, workspace_id)
            return [ledger.add(one, table, uploaded_at) for one, table in tables]

    def files(self, workspace_id: str) -> list[FileRow]:
        """List the files in the order of their upload."""
        with reading(self._engine) as connection:
            listed = select(schema.file).where(*_kept(workspace_id)).order_by(*_BY_UPLOAD)
            return [rows.file(row) for row in connection.execute(listed).mappings()]

    def original(self, workspace_id: str, file_id: int) -> bytes:
        """Give a file's bytes as they were uploaded."""
        content = schema.content
        wanted = select(content.c.original).join(schema.file).where(*_kept(workspace_id), schema.file.c.id == file_id)
        with reading(self._engine) as connection:
            kept = bytes(_found(connection.execute(wanted).mappings().one_or_none(), "file")["original"])
        if not kept:
            raise StoreError(
                "This file was not kept as it was dropped, because it has personal columns. "
                "Drop it again to read it anew."
            )
        return kept

    def place_file(self, workspace_id: str, file_id: int, *, channel: str = "", account: str = "") -> FileRow:
        """Say which channel and account a file is about where it does not say so itself; '' takes that back."""
        with saving(self._engine) as connection:
            former = _held_fast(connection, workspace_id, file_id)
            return _changed(connection, [(former, {"channel": channel, "account": account})])[0]

    def hold_files(self, workspace_id: str, file_ids: Collection[int], held: str = "") -> list[FileRow]:
        """Let files wait, saying why, so that they count nowhere; '' loads them."""
        with saving(self._engine) as connection:
            former = [_held_fast(connection, workspace_id, one) for one in file_ids]
            ledger = _Ledger(connection, workspace_id)
            return _changed(connection, [(row, ledger.standing(row, held)) for row in former])

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
            former = _held_fast(connection, workspace_id, file_id)
            own = schema.content.c.file == file_id
            connection.execute(update(schema.content).where(own).values(records=packed))
            connection.execute(delete(schema.reference).where(schema.reference.c.file == file_id))
            _put_references(connection, file_id, references)
            if _lets_go(report, held):
                _let_go(connection, file_id)
            told = {"report": _named(report, former["name"])}
            ledger = _Ledger(connection, workspace_id, without=file_id)
            found = ledger.compared({**former, **told}, table) if not held else _NOTHING
            return _changed(connection, [(former, {**told, "held": held, "overlap": asdict(found)})])[0]

    def remove_files(self, workspace_id: str, file_ids: Collection[int], *, removed_at: datetime) -> list[FileRow]:
        """Take files and all they gave out of the workspace, so that they can be restored until they are forgotten."""
        with saving(self._engine) as connection:
            former = [_held_fast(connection, workspace_id, one) for one in file_ids]
            return _changed(connection, [(row, {"removed_at": row["removed_at"] or removed_at}) for row in former])

    def restore_files(self, workspace_id: str, file_ids: Collection[int]) -> list[FileRow]:
        """Bring removed files back as they were."""
        with saving(self._engine) as connection:
            former = [_held_fast(connection, workspace_id, one) for one in file_ids]
            return _changed(connection, [(row, {"removed_at": None}) for row in former])

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
            in_turn = listed.where(*_loaded(workspace_id)).order_by(*_BY_UPLOAD, schema.reference.c.id)
            return [rows.reference(row) for row in connection.execute(in_turn).mappings()]

    def reference_table(self, workspace_id: str, reference_id: int) -> pd.DataFrame:
        """Give the rows of a table that is shown on its own."""
        reference = schema.reference.c
        wanted = select(reference.content).join(schema.file).where(*_loaded(workspace_id), reference.id == reference_id)
        with reading(self._engine) as connection:
            found = _found(connection.execute(wanted).mappings().one_or_none(), "table")
            return arrow.unpack_table(found["content"])

    def records(self, workspace_id: str) -> pd.DataFrame:
        """Give the records of all files that are loaded, in the order of their upload, then the typed numbers.

        An account that was renamed has its present name throughout.
        """
        with reading(self._engine) as connection:
            return arrow.frame(_records(connection, workspace_id))

    def accounts(self, workspace_id: str) -> list[Account]:
        """List the workspace's accounts, by channel and name: those that its loaded files name."""
        with reading(self._engine) as connection:
            return _accounts(connection, workspace_id)

    def accounts_elsewhere(self, workspace_id: str) -> dict[str, list[Account]]:
        """List the accounts of every other workspace, by its name."""
        workspace = schema.workspace.c
        others = select(workspace.id, workspace.name).where(workspace.id != workspace_id).order_by(workspace.name)
        elsewhere: dict[str, list[Account]] = {}
        with reading(self._engine) as connection:
            for other, name in connection.execute(others).all():
                elsewhere.setdefault(name, []).extend(_accounts(connection, other))
        return {name: known_together(accounts) for name, accounts in elsewhere.items() if accounts}

    def typed_numbers(self, workspace_id: str) -> list[TypedNumber]:
        """List the typed numbers by date."""
        with reading(self._engine) as connection:
            return _typed_numbers(connection, workspace_id)

    def save_typed_numbers(self, workspace_id: str, numbers: Iterable[TypedNumber]) -> None:
        """Keep typed numbers; of two for the same date, channel, account and metric the newest stays."""
        in_turn = sorted(numbers, key=lambda number: number.typed_at)
        if not in_turn:
            return
        with saving(self._engine) as connection:
            _raise_facts(connection, workspace_id)
            given = [{"workspace": workspace_id, **asdict(number)} for number in in_turn]
            _put(connection, schema.typed_number, given, newest=schema.typed_number.c.typed_at)

    def delete_typed_number(self, workspace_id: str, number: TypedNumber) -> None:
        """Take a typed number back; to undo that, save it again."""
        known_by = {name: getattr(number, name) for name in ("date", "channel", "account", "metric")}
        with saving(self._engine) as connection:
            _raise_facts(connection, workspace_id)
            _take(connection, schema.typed_number, "number", workspace=workspace_id, **known_by)

    def targets(self, workspace_id: str) -> list[Target]:
        """List the targets in the order of their making."""
        table = schema.target
        with reading(self._engine) as connection:
            found = _of(connection, workspace_id, table, table.c.created_at, table.c.id)
            return [rows.target(row) for row in found]

    def save_target(self, workspace_id: str, target: Target, *, who: str = "") -> None:
        """Keep a target; one of the same id is replaced, and what it was stays in its history."""
        with saving(self._engine) as connection:
            _raise_plans(connection, workspace_id)
            _remember(connection, workspace_id, target, who)
            _put(connection, schema.target, [{"workspace": workspace_id, **rows.of_target(target)}])

    def target_histories(self, workspace_id: str) -> dict[str, list[TargetVersion]]:
        """List what targets were before each change of them, the oldest first, deleted or not, by their ids."""
        table = schema.target_version
        found: dict[str, list[TargetVersion]] = {}
        with reading(self._engine) as connection:
            for row in _of(connection, workspace_id, table, table.c.number):
                found.setdefault(row["target"], []).append(rows.target_version(row))
        return found

    def delete_target(self, workspace_id: str, target_id: str) -> Target:
        """Take a target away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            _raise_plans(connection, workspace_id)
            return rows.target(_take(connection, schema.target, "target", workspace=workspace_id, id=target_id))

    def assumptions(self, workspace_id: str) -> Sequence[Assumption]:
        """List the CPMs that were typed, by channel."""
        with reading(self._engine) as connection:
            found = _of(connection, workspace_id, schema.assumption, schema.assumption.c.channel)
            return [rows.assumption(row) for row in found]

    def save_assumption(self, workspace_id: str, assumption: Assumption) -> None:
        """Keep a channel's CPM; the former one is replaced."""
        with saving(self._engine) as connection:
            _raise_plans(connection, workspace_id)
            _put(connection, schema.assumption, [{"workspace": workspace_id, **asdict(assumption)}])

    def delete_assumption(self, workspace_id: str, channel: str) -> Assumption:
        """Take a channel's CPM away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            _raise_plans(connection, workspace_id)
            taken = _take(connection, schema.assumption, "CPM", workspace=workspace_id, channel=channel)
            return rows.assumption(taken)

    def own(self, workspace_id: str) -> Own:
        """Give the workspace's own KPIs, and its new and changed objectives, each in the order of their making."""
        with reading(self._engine) as connection:
            kpis = _of(connection, workspace_id, schema.own_kpi, schema.own_kpi.c.place)
            objectives = _of(connection, workspace_id, schema.objective, schema.objective.c.place)
            return Own(tuple(map(rows.own_kpi, kpis)), tuple(map(rows.objective, objectives)))

    def save_kpi(self, workspace_id: str, kpi: Kpi) -> None:
        """Keep a KPI of the workspace's own; one of the same key is replaced."""
        with saving(self._engine) as connection:
            _put_own(connection, schema.own_kpi, workspace_id, {"key": kpi.key, "kpi": rows.of_own_kpi(kpi)})

    def delete_kpi(self, workspace_id: str, key: str) -> Kpi:
        """Take a KPI of the workspace's own away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            return rows.own_kpi(_take_own(connection, schema.own_kpi, "KPI", workspace_id, key))

    def save_objective(self, workspace_id: str, objective: Objective) -> None:
        """Keep a new or changed objective; one of the same key is replaced."""
        given = {"key": objective.key, "objective": rows.of_objective(objective)}
        with saving(self._engine) as connection:
            _put_own(connection, schema.objective, workspace_id, given)

    def delete_objective(self, workspace_id: str, key: str) -> Objective:
        """Take a new or changed objective away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            return rows.objective(_take_own(connection, schema.objective, "objective", workspace_id, key))

    def notes(self, workspace_id: str) -> list[Note]:
        """List the notes by day."""
        table = schema.note
        with reading(self._engine) as connection:
            found = _of(connection, workspace_id, table, table.c.day, table.c.made_at, table.c.id)
            return [rows.note(row) for row in found]

    def save_note(self, workspace_id: str, note: Note) -> None:
        """Keep a note; one of the same id is replaced."""
        with saving(self._engine) as connection:
            _raise_plans(connection, workspace_id)
            _put(connection, schema.note, [{"workspace": workspace_id, **asdict(note)}])

    def delete_note(self, workspace_id: str, note_id: str) -> Note:
        """Take a note away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            _raise_plans(connection, workspace_id)
            return rows.note(_take(connection, schema.note, "note", workspace=workspace_id, id=note_id))

    def _change(self, workspace_id: str, values: Mapping[str, Any]) -> Workspace:
        with saving(self._engine) as connection:
            connection.execute(update(schema.workspace).where(schema.workspace.c.id == workspace_id).values(values))
            return rows.workspace(_workspace(connection, workspace_id))


class _Ledger:
    """What a workspace knows while files are added to it or loaded: read once, however many they are."""

    def __init__(self, connection: Connection, workspace_id: str, *, without: int = 0) -> None:
        self._connection, self._workspace = connection, workspace_id
        self._known = _records(connection, workspace_id, without=without)
        self._accounts = _accounts(connection, workspace_id)
        in_workspace = schema.file.c.workspace == workspace_id
        self._names = set(connection.scalars(select(schema.file.c.name).where(in_workspace)))

    def add(self, new: NewFile, records: pa.Table, uploaded_at: datetime) -> FileRow:
        """Keep a file unless its bytes are there."""
        digest = sha256(new.data).hexdigest()
        former = _file(self._connection, self._workspace, schema.file.c.sha256 == digest)
        if former and former["removed_at"] is None:
            return rows.file(former, again=True)
        name = told_apart(new.name, self._names - ({former["name"]} if former else set()))
        self._names.add(name)
        told: dict[str, Any] = {"name": name, "channel": new.channel, "account": new.account}
        told["report"] = _named(new.report, name)
        added = FileRow(
            id=former["id"] if former else 0,
            sha256=digest,
            size=len(new.data),
            uploaded_at=uploaded_at,
            overlap=_NOTHING if new.held else self.compared(told, records),
            folder=new.folder,
            held=new.held,
            **told,
        )
        content = {"records": arrow.pack(records), "original": b"" if _lets_go(new.report, new.held) else new.data}
        return _put_file(self._connection, self._workspace, added, content=content, references=new.references)

    def standing(self, row: RowMapping, held: str) -> dict[str, Any]:
        """Say what changes of a file that is to wait or to be loaded; nothing where it stands so already."""
        if row["held"] == held:
            return {}
        found = _NOTHING if held else self.compared(row, arrow.unpack(_packed(self._connection, row["id"])))
        if _lets_go(row["report"], held):
            _let_go(self._connection, row["id"])
        return {"held": held, "overlap": asdict(found)}

    def compared(self, told: Mapping[Any, Any], records: pa.Table) -> Overlap:
        """Say what a file does to what is known, and know it from now on."""
        self._accounts = known_together([*self._accounts, *named_in(told["report"])])
        table = arrow.placed(records, file=told["name"], channel=told["channel"], account=told["account"])
        found = _overlap(arrow.renamed(self._known, self._accounts), arrow.renamed(table, self._accounts))
        self._known = arrow.join([self._known, table])
        return found


def _found(row: RowMapping | None, what: str) -> RowMapping:
    if row is None:
        raise StoreError(f"This {what} is not there any more: somebody may have removed it. Load the page again.")
    return row


def _workspace(connection: Connection, workspace_id: str, *, for_update: bool = False) -> RowMapping:
    wanted = select(schema.workspace).where(schema.workspace.c.id == workspace_id)
    wanted = wanted.with_for_update() if for_update else wanted
    return _found(connection.execute(wanted).mappings().one_or_none(), "workspace")


def _hold(connection: Connection, workspace_id: str) -> None:
    """Let nobody else change the workspace until this change is made."""
    _workspace(connection, workspace_id, for_update=True)


def _raise_facts(connection: Connection, workspace_id: str) -> None:
    """Say that the workspace's facts have changed, so that nothing worked out before serves any more."""
    _hold(connection, workspace_id)
    raised = schema.workspace.c.facts_version + 1
    connection.execute(
        update(schema.workspace).where(schema.workspace.c.id == workspace_id).values(facts_version=raised)
    )


def _raise_plans(connection: Connection, workspace_id: str) -> None:
    """Say that what people set has changed (own KPIs, objectives, targets, CPMs, notes); the facts have not."""
    _hold(connection, workspace_id)
    raised = schema.workspace.c.plans_version + 1
    connection.execute(
        update(schema.workspace).where(schema.workspace.c.id == workspace_id).values(plans_version=raised)
    )


def _remember(connection: Connection, workspace_id: str, target: Target, who: str) -> None:
    """Keep what a target was in its history, where anything about it changes."""
    table, versions = schema.target.c, schema.target_version.c
    kept = select(schema.target).where(table.workspace == workspace_id, table.id == target.id)
    row = connection.execute(kept).mappings().one_or_none()
    former = rows.target(row) if row else target
    if replace(former, updated_at=target.updated_at) == target:
        return
    mine = versions.workspace == workspace_id, versions.target == target.id
    last = connection.scalar(select(func.max(versions.number)).where(*mine)) or 0
    told = rows.of_target_version(former, at=target.updated_at, who=who)
    connection.execute(insert(schema.target_version).values(workspace=workspace_id, number=last + 1, **told))


def _put_own(connection: Connection, table: Table, workspace_id: str, given: Mapping[str, Any]) -> None:
    """Keep what a workspace has of its own in its place, or behind all others where it is new."""
    _raise_plans(connection, workspace_id)
    own = table.c.workspace == workspace_id
    place = connection.scalar(select(table.c.place).where(own, table.c.key == given["key"]))
    last = connection.scalar(select(func.max(table.c.place)).where(own))
    behind = 0 if last is None else last + 1
    _put(connection, table, [{"workspace": workspace_id, "place": behind if place is None else place, **given}])


def _take_own(connection: Connection, table: Table, what: str, workspace_id: str, key: str) -> RowMapping:
    _raise_plans(connection, workspace_id)
    return _take(connection, table, what, workspace=workspace_id, key=key)


def _kept(workspace_id: str) -> tuple[ColumnElement[bool], ...]:
    return schema.file.c.workspace == workspace_id, schema.file.c.removed_at.is_(None)


def _loaded(workspace_id: str) -> tuple[ColumnElement[bool], ...]:
    return *_kept(workspace_id), schema.file.c.held == ""


def _file(connection: Connection, workspace_id: str, known_by: ColumnElement[bool]) -> RowMapping | None:
    wanted = select(schema.file).where(schema.file.c.workspace == workspace_id, known_by)
    return connection.execute(wanted).mappings().one_or_none()


def _put_file(
    connection: Connection,
    workspace_id: str,
    added: FileRow,
    *,
    content: Mapping[str, bytes],
    references: Sequence[Reference],
) -> FileRow:
    connection.execute(delete(schema.file).where(schema.file.c.id == added.id))
    kept = insert(schema.file).values(workspace=workspace_id, **rows.of_file(added)).returning(schema.file)
    row = connection.execute(kept).mappings().one()
    connection.execute(insert(schema.content).values(file=row["id"], **content))
    _put_references(connection, row["id"], references)
    if not added.held:
        _raise_facts(connection, workspace_id)
    return rows.file(row)


def _put_references(connection: Connection, file_id: int, references: Sequence[Reference]) -> None:
    if references:
        given = [{"file": file_id, **rows.of_reference(reference)} for reference in references]
        connection.execute(insert(schema.reference), given)


def _held_fast(connection: Connection, workspace_id: str, file_id: int) -> RowMapping:
    """Give a file, removed or not, while nobody else changes its workspace."""
    _hold(connection, workspace_id)
    return _found(_file(connection, workspace_id, schema.file.c.id == file_id), "file")


def _changed(connection: Connection, changes: Sequence[tuple[RowMapping, Mapping[str, Any]]]) -> list[FileRow]:
    """Change what is kept of files; the facts have changed where something did about a file that counts."""
    counts = False
    for former, values in changes:
        if any(former[name] != value for name, value in values.items()):
            connection.execute(update(schema.file).where(schema.file.c.id == former["id"]).values(values))
            counts |= not (former["held"] and values.get("held", former["held"]))
    if counts:
        _raise_facts(connection, changes[0][0]["workspace"])
    return [rows.file({**former, **values}) for former, values in changes]


def _lets_go(report: Json, held: str) -> bool:
    """Tell whether a file's bytes are not kept: it is loaded, and has personal columns."""
    return not held and any(sheet.get("dropped_columns") for sheet in report.get("sheets", ()))


def _let_go(connection: Connection, file_id: int) -> None:
    connection.execute(update(schema.content).where(schema.content.c.file == file_id).values(original=b""))


def _named(report: Json, name: str) -> Json:
    """Call a file in its report what the workspace calls it."""
    return {**report, "file": name} if "file" in report else report


def _packed(connection: Connection, file_id: int) -> bytes:
    wanted = select(schema.content.c.records).where(schema.content.c.file == file_id)
    return bytes(connection.execute(wanted).scalar_one())


def _records(connection: Connection, workspace_id: str, *, without: int = 0) -> pa.Table:
    file = schema.file.c
    wanted = select(schema.content.c.records, file.name.label("file"), file.channel, file.account).join(schema.file)
    wanted = wanted.where(*_loaded(workspace_id), file.id != without)
    found = connection.execute(wanted.order_by(*_BY_UPLOAD)).mappings()
    tables = [arrow.placed(arrow.unpack(row["records"]), **{name: row[name] for name in _PLACED}) for row in found]
    numbers = _typed_numbers(connection, workspace_id)
    known = arrow.join([*tables, arrow.plain(typed.to_records(numbers))] if numbers else tables)
    return arrow.renamed(known, _accounts(connection, workspace_id))


def _overlap(known: pa.Table, new: pa.Table) -> Overlap:
    if not new.num_rows or not known.num_rows:
        return replace(_NOTHING, new=new.num_rows)
    records = arrow.frame(arrow.join([new]))
    return facts.overlap(arrow.frame(arrow.about(known, records)), records)


def _accounts(connection: Connection, workspace_id: str) -> list[Account]:
    reports = connection.scalars(select(schema.file.c.report).where(*_loaded(workspace_id)))
    return known_together(account for report in reports for account in named_in(report))


def _typed_numbers(connection: Connection, workspace_id: str) -> list[TypedNumber]:
    found = _of(connection, workspace_id, schema.typed_number, *schema.typed_number.primary_key)
    return [rows.typed_number(row) for row in found]


def _of(connection: Connection, workspace_id: str, table: Table, *order: Column[Any]) -> Sequence[RowMapping]:
    listed = select(table).where(table.c.workspace == workspace_id).order_by(*order)
    return connection.execute(listed).mappings().all()


def _put(
    connection: Connection, table: Table, given: Sequence[Mapping[str, Any]], *, newest: Column[Any] | None = None
) -> None:
    """Keep rows, each in the place of the one with its key; given `newest`, only where that is not older."""
    put = _INSERT[connection.dialect.name](table)
    values = {column.name: put.excluded[column.name] for column in table.columns if not column.primary_key}
    where = None if newest is None else newest <= put.excluded[newest.name]
    replacing = put.on_conflict_do_update(index_elements=list(table.primary_key), set_=values, where=where)
    connection.execute(replacing, given)


def _take(connection: Connection, table: Table, what: str, **known_by: object) -> RowMapping:
    """Take a row away and give it back."""
    taken = delete(table).where(*(table.c[name] == value for name, value in known_by.items())).returning(table)
    return _found(connection.execute(taken).mappings().one_or_none(), what)
