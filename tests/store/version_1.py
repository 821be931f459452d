"""A database as the first Goalpost made it: its tables as they were, with a file kept, one removed, and a CPM."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    insert,
)

from kpi.store import arrow
from tests.store.builders import records

WORKSPACE = "5d41402abc4b2a76b9719d911017c592"
_AT = datetime(2026, 4, 1, 8, 0)  # noqa: DTZ001 (the tables kept UTC without saying so)

_tables = MetaData()
_version = Table("schema_version", _tables, Column("version", Integer, nullable=False))
_workspace = Table(
    "workspace",
    _tables,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("brand_name", Text, nullable=False),
    Column("brand_terms", JSON, nullable=False),
    Column("facts_version", Integer, nullable=False),
    Column("settings", JSON, nullable=False),
)
_file = Table(
    "file",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("workspace", ForeignKey("workspace.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("uploaded_at", DateTime, nullable=False),
    Column("report", JSON, nullable=False),
    Column("overlap", JSON, nullable=False),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    UniqueConstraint("workspace", "sha256"),
)
_content = Table(
    "content",
    _tables,
    Column("file", ForeignKey("file.id", ondelete="CASCADE"), primary_key=True),
    Column("records", LargeBinary, nullable=False),
    Column("original", LargeBinary, nullable=False),
)
_assumption = Table(
    "assumption",
    _tables,
    Column("workspace", ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("currency", Text, nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", DateTime, nullable=False),
    Column("low", Float(53)),
    Column("high", Float(53)),
)


def make(url):
    """Write the database at a URL."""
    engine = create_engine(url)
    with engine.begin() as connection:
        _tables.create_all(connection)
        connection.execute(insert(_version).values(version=1))
        named = {"id": WORKSPACE, "name": "Nordlicht", "brand_name": "", "brand_terms": []}
        connection.execute(insert(_workspace).values(**named, facts_version=3, settings={}))
        for day, removed in ((1, False), (2, True)):
            _add(connection, day, removed=removed)
        cpm = {"channel": "Instagram", "value": 6.5, "currency": "EUR", "typed_by": "Ana", "typed_at": _AT, "low": 5.0}
        connection.execute(insert(_assumption).values(workspace=WORKSPACE, **cpm))
    engine.dispose()


def _add(connection, day, *, removed) -> None:
    data = f"file {day}".encode()
    told = {"report": {}, "overlap": {"new": 1, "same": 0, "corrected": 0}, "channel": "", "account": ""}
    kept = insert(_file).values(
        workspace=WORKSPACE,
        name="insights.csv",
        sha256=sha256(data).hexdigest(),
        size=len(data),
        uploaded_at=_AT.replace(day=day),
        removed=removed,
        **told,
    )
    row = connection.execute(kept.returning(_file.c.id)).scalar_one()
    packed = arrow.pack(arrow.lean(records((f"2026-01-0{day}", float(day)))))
    connection.execute(insert(_content).values(file=row, records=packed, original=data))
