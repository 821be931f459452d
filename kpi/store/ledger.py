"""The ledger: which files a workspace keeps, what each of them did to what was known, and their records."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from kpi import facts, typed
from kpi.accounts import Account, known_together, named_in
from kpi.facts import Overlap
from kpi.names import told_apart
from kpi.reading.report import Reference
from kpi.store import FileRow, Json, NewFile, arrow, originals, rows, schema
from kpi.store.statements import hold, of_workspace, present, raise_facts
from kpi.typed import TypedNumber

NOTHING = Overlap(new=0, same=0, corrected=0)
BY_UPLOAD = (schema.file.c.uploaded_at, schema.file.c.id)
_PLACED = ("file", "channel", "account")


class Ledger:
    """What a workspace knows while files are added to it or loaded: read once, however many they are."""

    def __init__(self, connection: Connection, workspace_id: str, *, without: int = 0) -> None:
        self._connection, self._workspace = connection, workspace_id
        self._known = records_of(connection, workspace_id, without=without)
        self._accounts = accounts_of(connection, workspace_id)
        in_workspace = schema.file.c.workspace == workspace_id
        self._names = set(connection.scalars(select(schema.file.c.name).where(in_workspace)))

    def add(self, new: NewFile, records: pa.Table, uploaded_at: datetime) -> FileRow:
        """Keep a file unless it is there; where its bytes had been let go, they are kept again."""
        digest = sha256(new.data).hexdigest()
        former = file_row(self._connection, self._workspace, schema.file.c.sha256 == digest)
        if former and former["removed_at"] is None:
            return rows.file(former, again=True, anew=_kept_again(self._connection, former, new.data, uploaded_at))
        name = told_apart(new.name, self._names - ({former["name"]} if former else set()))
        self._names.add(name)
        told: dict[str, Any] = {"name": name, "channel": new.channel, "account": new.account}
        told["report"] = called(new.report, name)
        added = FileRow(
            id=former["id"] if former else 0,
            sha256=digest,
            size=len(new.data),
            uploaded_at=uploaded_at,
            overlap=NOTHING if new.held else self.compared(told, records),
            folder=new.folder,
            held=new.held,
            **told,
        )
        kept = b"" if lets_go(new.report, new.held) else new.data
        content = {"records": arrow.pack(records), "original": originals.pack(kept)}
        return _put_file(self._connection, self._workspace, added, content=content, references=new.references)

    def standing(self, row: RowMapping, held: str) -> dict[str, Any]:
        """Say what changes of a file that is to wait or to be loaded; nothing where it stands so already."""
        if row["held"] == held:
            return {}
        found = NOTHING if held else self.compared(row, arrow.unpack(packed_records(self._connection, row["id"])))
        if lets_go(row["report"], held):
            let_go(self._connection, row["id"])
        return {"held": held, "overlap": asdict(found)}

    def compared(self, told: Mapping[Any, Any], records: pa.Table) -> Overlap:
        """Say what a file does to what is known, and know it from now on."""
        self._accounts = known_together([*self._accounts, *named_in(told["report"])])
        table = arrow.placed(records, file=told["name"], channel=told["channel"], account=told["account"])
        found = _overlap(arrow.renamed(self._known, self._accounts), arrow.renamed(table, self._accounts))
        self._known = arrow.join([self._known, table])
        return found


def kept_files(workspace_id: str) -> tuple[ColumnElement[bool], ...]:
    """Choose the files of a workspace that were not removed."""
    return schema.file.c.workspace == workspace_id, schema.file.c.removed_at.is_(None)


def loaded_files(workspace_id: str) -> tuple[ColumnElement[bool], ...]:
    """Choose those of them that count: what is held waits."""
    return *kept_files(workspace_id), schema.file.c.held == ""


def file_row(connection: Connection, workspace_id: str, known_by: ColumnElement[bool]) -> RowMapping | None:
    """Give the file that is known by something, removed or not; None where there is none."""
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
    put_references(connection, row["id"], references)
    if not added.held:
        raise_facts(connection, workspace_id)
    return rows.file(row)


def put_references(connection: Connection, file_id: int, references: Sequence[Reference]) -> None:
    """Keep the tables of a file that are shown on their own."""
    if references:
        given = [{"file": file_id, **rows.of_reference(reference)} for reference in references]
        connection.execute(insert(schema.reference), given)


def held_fast(connection: Connection, workspace_id: str, file_id: int) -> RowMapping:
    """Give a file, removed or not, while nobody else changes its workspace."""
    hold(connection, workspace_id)
    return present(file_row(connection, workspace_id, schema.file.c.id == file_id), "file")


def change_files(connection: Connection, changes: Sequence[tuple[RowMapping, Mapping[str, Any]]]) -> list[FileRow]:
    """Change what is kept of files; the facts have changed where something did about a file that counts."""
    counts = False
    for former, values in changes:
        if any(former[name] != value for name, value in values.items()):
            connection.execute(update(schema.file).where(schema.file.c.id == former["id"]).values(values))
            counts |= not (former["held"] and values.get("held", former["held"]))
    if counts:
        raise_facts(connection, changes[0][0]["workspace"])
    return [rows.file({**former, **values}) for former, values in changes]


def _kept_again(connection: Connection, former: RowMapping, data: bytes, at: datetime) -> bool:
    """Tell whether a file's bytes had been let go; they are kept from now on, unless it never keeps them."""
    mine = schema.content.c.file == former["id"]
    had = connection.scalar(select(func.length(schema.content.c.original)).where(mine))
    if not had and not lets_go(former["report"], former["held"]):
        connection.execute(update(schema.content).where(mine).values(original=originals.pack(data), dropped_at=at))
    return not had


def lets_go(report: Json, held: str) -> bool:
    """Tell whether a file's bytes are not kept: it is loaded, and has personal columns."""
    return not held and any(sheet.get("dropped_columns") for sheet in report.get("sheets", ()))


def let_go(connection: Connection, file_id: int) -> None:
    """Forget the bytes of a file; its records stay."""
    connection.execute(update(schema.content).where(schema.content.c.file == file_id).values(original=b""))


def called(report: Json, name: str) -> Json:
    """Call a file in its report what the workspace calls it."""
    return {**report, "file": name} if "file" in report else report


def packed_records(connection: Connection, file_id: int) -> bytes:
    """Give a file's records as bytes."""
    wanted = select(schema.content.c.records).where(schema.content.c.file == file_id)
    return bytes(connection.execute(wanted).scalar_one())


def records_of(connection: Connection, workspace_id: str, *, without: int = 0) -> pa.Table:
    """Give the records of all files that count and the typed numbers, each account by its present name."""
    file = schema.file.c
    wanted = select(schema.content.c.records, file.name.label("file"), file.channel, file.account).join(schema.file)
    wanted = wanted.where(*loaded_files(workspace_id), file.id != without)
    found = connection.execute(wanted.order_by(*BY_UPLOAD)).mappings()
    tables = [arrow.placed(arrow.unpack(row["records"]), **{name: row[name] for name in _PLACED}) for row in found]
    numbers = typed_numbers_of(connection, workspace_id)
    known = arrow.join([*tables, arrow.plain(typed.to_records(numbers))] if numbers else tables)
    return arrow.renamed(known, accounts_of(connection, workspace_id))


def _overlap(known: pa.Table, new: pa.Table) -> Overlap:
    if not new.num_rows or not known.num_rows:
        return replace(NOTHING, new=new.num_rows)
    records = arrow.frame(arrow.join([new]))
    return facts.overlap(arrow.frame(arrow.about(known, records)), records)


def accounts_of(connection: Connection, workspace_id: str) -> list[Account]:
    """List the accounts that the files which count name, those of several names once."""
    reports = connection.scalars(select(schema.file.c.report).where(*loaded_files(workspace_id)))
    return known_together(account for report in reports for account in named_in(report))


def typed_numbers_of(connection: Connection, workspace_id: str) -> list[TypedNumber]:
    """List the numbers that somebody typed."""
    found = of_workspace(connection, workspace_id, schema.typed_number, *schema.typed_number.primary_key)
    return [rows.typed_number(row) for row in found]
