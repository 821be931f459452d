"""The database under the store: how it is opened, how a change is begun, and what is said when it refuses."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, NoSuchModuleError, ProgrammingError

from kpi.errors import StoreError
from kpi.store.revisions import bring_up

_WAIT_SECONDS = 30
_ONE_AT_A_TIME = 4_711
_BEGIN = "sqlite_begin"
_POSTGRES = ("postgres", "postgresql")
_ONE_STATE = {"postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}}
"""What PostgreSQL has to be told so that all that is read together is of one moment; SQLite knows no other."""
_NOT_ALLOWED = "42501"
"""What PostgreSQL calls a refusal for want of rights."""
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


def open_database(url: str) -> Engine:
    """Connect to the database at a URL and bring its tables up to date; raise StoreError where that fails."""
    try:
        engine = _connected(address_of(url))
        with rebuilding(engine) as connection:
            bring_up(connection)
    except (NoSuchModuleError, ImportError) as broken:
        raise StoreError(f"The database's address cannot be used: {broken}") from broken
    return engine


def address_of(url: str) -> URL:
    """Read a database's URL, as hosts write it too; raise StoreError, without a word of it, where that fails."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(
            "The database's address cannot be used: write it as postgresql://user:password@host/database, with what "
            "is neither letter nor digit in the password as its percent code."
        ) from None
    return address.set(drivername="postgresql+psycopg") if address.drivername in _POSTGRES else address


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read one consistent state of the database."""
    with _told("read"), engine.execution_options(**_ONE_STATE.get(engine.dialect.name, {})).begin() as connection:
        yield connection


@contextmanager
def saving(engine: Engine) -> Iterator[Connection]:
    """Make one change: kept whole when the block ends, not at all when it fails.

    SQLite takes the lock at once, so that of two changes the later waits instead of failing half-way.
    """
    with _told("saved"), engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}).begin() as connection:
        yield connection


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """Change the tables themselves, one process at a time: kept whole when the block ends, not at all when it fails.

    SQLite makes some tables anew to change them, and all that hangs on a table's rows would go with the old one: so
    it has to look away meanwhile.
    """
    alone = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
    with _told("saved"), alone.connect() as connection, _looking_away(connection), connection.begin():
        one_at_a_time(connection)
        yield connection


def one_at_a_time(connection: Connection) -> None:
    """Wait until nobody else is in a change that asked for this; SQLite knows only one change at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))


@contextmanager
def _looking_away(connection: Connection) -> Iterator[None]:
    """Let SQLite follow no foreign keys, which it can be told only outside of a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys = ON")


def leave_nothing(engine: Engine) -> None:
    """Write SQLite's file anew without what was deleted, give its space back, and empty the log beside it."""
    with _told("saved"):
        pooled = engine.raw_connection()
        try:
            pooled.cursor().execute("VACUUM")
            pooled.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            pooled.close()


class Commits:
    """Notices what anybody commits to a database file, at a hundredth of what a question to it costs.

    SQLite tells a connection whether others have committed; this one only looks, so that nobody's commit is its own.
    Another database, or one in memory, does not tell.
    """

    def __init__(self, engine: Engine) -> None:
        self._lock = Lock()
        self._looking: DBAPIConnection | None = None
        if engine.dialect.name == "sqlite" and not _in_memory(engine.url):
            pooled = engine.raw_connection()
            self._looking = pooled.dbapi_connection
            pooled.detach()

    def seen(self) -> int | None:
        """Give a number that is another one after each commit; None where nothing can be told."""
        with self._lock:
            if self._looking is None:
                return None
            try:
                cursor = self._looking.cursor()
                cursor.execute("PRAGMA data_version")
                return int(cursor.fetchall()[0][0])
            except sqlite3.Error:
                return None

    def close(self) -> None:
        """Look no more."""
        with self._lock:
            if self._looking is not None:
                self._looking.close()
            self._looking = None


def _in_memory(address: URL) -> bool:
    return address.database in (None, "", ":memory:")


def _connected(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": _WAIT_SECONDS})
    pool: dict[str, Any] = {"connect_args": {"timeout": _WAIT_SECONDS, "check_same_thread": False}}
    if _in_memory(address):
        pool |= {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    engine = create_engine(address, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Have every commit on the disk before it is acknowledged, and leave BEGIN to us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Tell the user what the database refused; a breach of its constraints is a bug and stays one."""
    try:
        yield
    except (IntegrityError, ProgrammingError) as refused:
        if getattr(refused.orig, "sqlstate", "") != _NOT_ALLOWED:
            raise
        raise StoreError(
            f"The workspace could not be {what}: the database says “{_said(refused)}”. Nothing was changed; whoever "
            "runs the database has to let Goalpost's user make tables in its schema, and read and write them."
        ) from refused
    except DatabaseError as refused:
        raise StoreError(
            f"The workspace could not be {what}: the database says “{_said(refused)}”. Nothing was changed; "
            "try again, and look at the disk and its free space if it stays so."
        ) from refused


def _said(refused: DatabaseError) -> str:
    """Give the first line of what the database says: below it stand the question and where in it."""
    return str(refused.orig).partition("\n")[0]
