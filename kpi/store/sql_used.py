"""Where somebody was, as a database keeps it."""

from sqlalchemy import Engine, select

from kpi.store import schema
from kpi.store.engine import reading, saving
from kpi.store.statements import put, workspace_row


class SqlUsed:
    """The part of a store that remembers the workspace that each person used last."""

    _engine: Engine

    def note_used(self, workspace_id: str, person: str) -> None:
        """Remember that a person uses a workspace; '' is whoever is not told apart."""
        with saving(self._engine) as connection:
            workspace_row(connection, workspace_id)
            put(connection, schema.last_used, [{"person": person, "workspace": workspace_id}])

    def last_used(self, person: str) -> str:
        """Give the id of the workspace that a person used last, whether they may still enter it or not; '' for none."""
        table = schema.last_used
        with reading(self._engine) as connection:
            return connection.scalar(select(table.c.workspace).where(table.c.person == person)) or ""
