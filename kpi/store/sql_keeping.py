"""How long a store in a database keeps things."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from kpi.store import Json, Workspace, rows, schema
from kpi.store.engine import leave_nothing, reading, saving
from kpi.store.keeping import ACTS_KEPT, KEEP_ORIGINALS, Act
from kpi.store.ledger import loaded_files
from kpi.store.statements import hold, of_workspace, put, take, workspace_row

_TOLD = ("at", "who", "what", "on")


class SqlKeeping:
    """The part of a store that keeps for a while, and lets go for good."""

    _engine: Engine

    def archive_workspace(self, workspace_id: str, *, archived_at: datetime) -> Workspace:
        """Put a workspace away; everything in it stays, and it is still listed."""
        return self._put_away(workspace_id, archived_at)

    def restore_workspace(self, workspace_id: str) -> Workspace:
        """Take a workspace that was put away into use again."""
        return self._put_away(workspace_id, None)

    def delete_workspace(self, workspace_id: str) -> None:
        """Delete a workspace with all that is in it, for good; no byte of it is left in a database file.

        PostgreSQL writes over what is deleted when it has the time; its host's backups keep it as long as they do.
        """
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            take(connection, schema.workspace, "workspace", id=workspace_id)
        if self._engine.dialect.name == "sqlite":
            leave_nothing(self._engine)

    def let_go_originals(self, now: datetime) -> int:
        """Forget files as they were dropped, in every workspace, whose time is over; say how many."""
        with saving(self._engine) as connection:
            known = connection.scalars(select(schema.workspace.c.id)).all()
            return sum(let_go_overdue(connection, workspace_id, now) for workspace_id in known)

    def acts(self, workspace_id: str) -> list[Act]:
        """List what was done in a workspace, the newest first."""
        table = schema.act
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, table, table.c.at, table.c.id)
            return [Act(**{name: row[name] for name in _TOLD}) for row in reversed(found)]

    def note_act(self, workspace_id: str, act: Act) -> None:
        """Keep what somebody did, and forget what was done too long before."""
        with saving(self._engine) as connection:
            workspace_row(connection, workspace_id)
            note_act(connection, workspace_id, act)

    def draft(self, workspace_id: str, person: str, what: str) -> Json | None:
        """Give what a person has typed of something and not saved yet; None where there is nothing."""
        kept = schema.draft.c
        mine = kept.workspace == workspace_id, kept.person == person, kept.what == what
        with reading(self._engine) as connection:
            return connection.execute(select(kept.draft).where(*mine)).scalar_one_or_none()

    def save_draft(self, workspace_id: str, person: str, what: str, draft: Json | None, *, at: datetime) -> None:
        """Keep what a person has typed of something so far, in the place of what they had before; None forgets it."""
        kept = schema.draft.c
        mine = {"workspace": workspace_id, "person": person, "what": what}
        with saving(self._engine) as connection:
            workspace_row(connection, workspace_id)
            if draft is None:
                connection.execute(delete(schema.draft).where(*(kept[name] == is_ for name, is_ in mine.items())))
            else:
                put(connection, schema.draft, [{**mine, "draft": draft, "at": at}])

    def _put_away(self, workspace_id: str, at: datetime | None) -> Workspace:
        its = schema.workspace.c.id == workspace_id
        with saving(self._engine) as connection:
            connection.execute(update(schema.workspace).where(its).values(archived_at=at))
            return rows.workspace(workspace_row(connection, workspace_id))


def note_act(connection: Connection, workspace_id: str, act: Act) -> None:
    """Keep what somebody did within a change that is being made."""
    told = schema.act.c
    connection.execute(delete(schema.act).where(told.workspace == workspace_id, told.at < act.at - ACTS_KEPT))
    connection.execute(insert(schema.act).values(workspace=workspace_id, **asdict(act)))


def let_go_overdue(connection: Connection, workspace_id: str, now: datetime) -> int:
    """Forget a workspace's files as they were dropped whose time is over; say how many."""
    days = workspace_row(connection, workspace_id)["settings"].get(KEEP_ORIGINALS)
    if days is None:
        return 0
    file, content = schema.file.c, schema.content.c
    is_over = func.coalesce(content.dropped_at, file.uploaded_at) <= now - timedelta(days=days)
    overdue = select(file.id).join(schema.content).where(*loaded_files(workspace_id), is_over)
    forgotten = update(schema.content).where(content.file.in_(overdue), func.length(content.original) > 0)
    return connection.execute(forgotten.values(original=b"")).rowcount
