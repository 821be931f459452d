"""What was worked out of workspaces, as a database keeps it."""

from sqlalchemy import Engine, select

from kpi.store import Json, schema
from kpi.store.engine import reading, saving
from kpi.store.statements import put, workspace_row


class SqlSummaries:
    """The part of a store that keeps what was worked out of a workspace."""

    _engine: Engine

    def summary(self, workspace_id: str) -> Json | None:
        """Give what was worked out last, whatever has changed since; None where nothing was."""
        table = schema.summary.c
        with reading(self._engine) as connection:
            return connection.scalar(select(table.summary).where(table.workspace == workspace_id))

    def keep_summary(self, workspace_id: str, summary: Json) -> None:
        """Keep what was worked out, in the place of what was before."""
        with saving(self._engine) as connection:
            workspace_row(connection, workspace_id)
            put(connection, schema.summary, [{"workspace": workspace_id, "summary": summary}])
