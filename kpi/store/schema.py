"""The tables in which workspaces are kept, and how an older database is brought up to them."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    column,
    delete,
    insert,
    inspect,
    select,
    table,
    text,
    update,
)

from kpi.errors import StoreError


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Bring a moment to UTC; one without a zone is a bug of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment that is kept needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment its zone back."""
        return value.replace(tzinfo=UTC) if value else None


tables = MetaData()


def _in_workspace(*, primary_key: bool = False) -> Column[str]:
    return Column("workspace", ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False)


schema_version = Table("schema_version", tables, Column("version", Integer, nullable=False))

workspace = Table(
    "workspace",
    tables,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("brand_name", Text, nullable=False),
    Column("brand_terms", JSON, nullable=False),
    Column("brand_calls", JSON, nullable=False),
    Column("brand_rivals", JSON, nullable=False),
    Column("facts_version", Integer, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("plans_version", Integer, nullable=False),
)

file = Table(
    "file",
    tables,
    Column("id", Integer, primary_key=True),
    _in_workspace(),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("report", JSON, nullable=False),
    Column("overlap", JSON, nullable=False),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("held", Text, nullable=False),
    Column("removed_at", Moment),
    UniqueConstraint("workspace", "sha256"),
)

content = Table(
    "content",
    tables,
    Column("file", ForeignKey("file.id", ondelete="CASCADE"), primary_key=True),
    Column("records", LargeBinary, nullable=False),
    Column("original", LargeBinary, nullable=False),
)
"""What is large stands apart, so that neither a list of files nor a file's new place touches it."""

reference = Table(
    "reference",
    tables,
    Column("id", Integer, primary_key=True),
    Column("file", ForeignKey("file.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sheet", Text, nullable=False),
    Column("export", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("observed", Date, nullable=False),
    Column("covers_from", Date),
    Column("covers_until", Date),
    Column("rows", Integer, nullable=False),
    Column("shares", JSON, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Tables that are shown on their own; they live and go with their file."""

typed_number = Table(
    "typed_number",
    tables,
    _in_workspace(primary_key=True),
    Column("date", Date, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("metric", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", Moment, nullable=False),
)

target = Table(
    "target",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("target", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

target_version = Table(
    "target_version",
    tables,
    _in_workspace(primary_key=True),
    Column("target", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("former", JSON, nullable=False),
)
"""What targets were before they were changed; it outlives a deleted target, which can be brought back."""

assumption = Table(
    "assumption",
    tables,
    _in_workspace(primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("currency", Text, nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", Moment, nullable=False),
    Column("low", Float(53)),
    Column("high", Float(53)),
    Column("provenance", Text, nullable=False),
    Column("source", Text, nullable=False),
)

own_kpi = Table(
    "own_kpi",
    tables,
    _in_workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("kpi", JSON, nullable=False),
)

objective = Table(
    "objective",
    tables,
    _in_workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("objective", JSON, nullable=False),
)
"""Objectives of the workspace's own, and what it changed about shipped ones."""

note = Table(
    "note",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("until", Date),
    Column("text", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

scenario = Table(
    "scenario",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scenario", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""What-ifs that were kept under a name."""

comment = Table(
    "comment",
    tables,
    _in_workspace(primary_key=True),
    Column("start", Date, primary_key=True),
    Column("end", Date, primary_key=True),
    Column("headline", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("next", Text, nullable=False),
    Column("asks", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("seen", JSON, nullable=False),
)
"""What somebody wrote for the management page about some days, one comment each."""

Step = Callable[[Connection], None]


def _hold_and_forget(connection: Connection) -> None:
    """Give files their folder and why they wait; forget those that were removed, whose undo is long over."""
    for change in (
        "DELETE FROM content WHERE file IN (SELECT id FROM file WHERE removed)",
        "DELETE FROM file WHERE removed",
        "ALTER TABLE file DROP COLUMN removed",
        "ALTER TABLE file ADD COLUMN removed_at TIMESTAMP",
        "ALTER TABLE file ADD COLUMN folder TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE file ADD COLUMN held TEXT NOT NULL DEFAULT ''",
    ):
        connection.execute(text(change))


def _count_plans(connection: Connection) -> None:
    """Count the changes of what people set."""
    connection.execute(text("ALTER TABLE workspace ADD COLUMN plans_version INTEGER NOT NULL DEFAULT 0"))


def _choose_actions(connection: Connection) -> None:
    """Let every action count as a conversion, as it did."""
    connection.execute(text("ALTER TABLE workspace ADD COLUMN brand_actions JSON NOT NULL DEFAULT '[]'"))


def _name_rivals(connection: Connection) -> None:
    """Name no panel: everybody whom a listening tool names stays one, as it was."""
    connection.execute(text("ALTER TABLE workspace ADD COLUMN brand_rivals JSON NOT NULL DEFAULT '[]'"))


def _call_to_action(connection: Connection) -> None:
    """Make of each action that was chosen a call of its own, under the name of its event."""
    connection.execute(text("ALTER TABLE workspace RENAME COLUMN brand_actions TO brand_calls"))
    then = table("workspace", column("id", Text), column("brand_calls", JSON))
    for mine, actions in connection.execute(select(then.c.id, then.c.brand_calls)).all():
        calls = [{"name": action, "events": [action]} for action in actions]
        connection.execute(update(then).where(then.c.id == mine).values(brand_calls=calls))


def _tell_typed_from_taken(connection: Connection) -> None:
    """Say where CPMs come from: all that were kept before were typed. A table that is new knows it already."""
    known = {column["name"] for column in inspect(connection).get_columns("assumption")}
    for name, default in (("provenance", "typed"), ("source", "")):
        if name not in known:
            connection.execute(text(f"ALTER TABLE assumption ADD COLUMN {name} TEXT NOT NULL DEFAULT '{default}'"))


STEPS: tuple[Step, ...] = (
    _hold_and_forget,
    _count_plans,
    _choose_actions,
    _name_rivals,
    _call_to_action,
    _tell_typed_from_taken,
)
"""What brings a database of version 1, 2, … to the next. A new table needs none; a changed one does."""


def bring_up(connection: Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Make the tables that are missing and change those of an older database; raise StoreError for a newer one."""
    newest = 1 + len(steps)
    tables.create_all(connection)
    version = connection.scalar(select(schema_version.c.version))
    if version == newest:
        return
    if version is not None and version > newest:
        raise StoreError(
            f"This database was made by a newer Goalpost (version {version}; this one knows {newest}): update Goalpost."
        )
    for step in steps[version - 1 :] if version else ():
        step(connection)
    connection.execute(delete(schema_version))
    connection.execute(insert(schema_version).values(version=newest))
