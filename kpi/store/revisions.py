"""How a database comes to the tables of this Goalpost: made whole where it is empty, else revision by revision."""

from functools import cache
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, insert, inspect, select

from kpi.errors import StoreError
from kpi.store.schema import schema_version, tables, workspace

_FOLDER = Path(__file__).parent / "migrations"
_COUNTED_HERE = 8
"""What stands in `schema_version` from now on, so that a Goalpost which counted there, to 7, leaves it alone."""
_ONE_AT_A_TIME = Lock()


def bring_up(connection: Connection) -> None:
    """Bring a database to the newest revision; raise StoreError for one that was made by a newer Goalpost."""
    newest, found = newest_revision(), _found(connection)
    if found is None:
        tables.create_all(connection)
        _stamp(connection, newest)
    elif int(found) > int(newest):
        raise StoreError(
            f"This database was made by a newer Goalpost (version {int(found)}; this one knows {int(newest)}): "
            "update Goalpost."
        )
    elif _revision(connection) != newest:
        upgrade(connection)


def newest_revision() -> str:
    """Name the revision to which this Goalpost brings a database."""
    return str(_scripts().get_current_head())


def upgrade(connection: Connection, to: str = "head") -> None:
    """Change the tables up to a revision; what was counted by `schema_version` begins at the revision of that number.

    Alembic knows one upgrade at a time in a process.
    """
    if _revision(connection) is None:
        _stamp(connection, _counted_before(connection))
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with _ONE_AT_A_TIME:
        command.upgrade(config, to)
    if connection.dialect.name == "sqlite" and (astray := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"A revision left rows without those they hang on: {astray}")


def _found(connection: Connection) -> str | None:
    """Name the revision of the tables; None where there are none."""
    made = inspect(connection).has_table(workspace.name)
    return (_revision(connection) or _counted_before(connection)) if made else None


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _counted_before(connection: Connection) -> str:
    return f"{connection.execute(select(schema_version.c.version)).scalar_one():04}"


def _stamp(connection: Connection, revision: str) -> None:
    MigrationContext.configure(connection).stamp(_scripts(), revision)
    connection.execute(delete(schema_version))
    connection.execute(insert(schema_version).values(version=_COUNTED_HERE))


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_FOLDER))
