"""Who may come into a workspace and who was signed out, as a database keeps it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, select, update

from kpi.store import schema
from kpi.store.engine import reading, saving
from kpi.store.members import Member, Role
from kpi.store.statements import hold, of_workspace, put, take, workspace_row

_FORGOTTEN_AFTER = timedelta(days=60)
"""Longer than any sign-in lasts."""


class SqlMembers:
    """The part of a store that keeps who may come; a change of it leaves facts and plans as they are."""

    _engine: Engine

    def members(self, workspace_id: str) -> list[Member]:
        """List who may come into a workspace, by address."""
        with reading(self._engine) as connection:
            workspace_row(connection, workspace_id)
            found = of_workspace(connection, workspace_id, schema.member, schema.member.c.address)
            return [_member(row) for row in found]

    def save_member(self, workspace_id: str, member: Member) -> None:
        """Let somebody in, or change their role."""
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            put(connection, schema.member, [{"workspace": workspace_id, **asdict(member), "role": member.role.value}])

    def delete_member(self, workspace_id: str, address: str) -> Member:
        """Let somebody in no more and give them back; to undo that, save them again."""
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            return _member(take(connection, schema.member, "member", workspace=workspace_id, address=address))

    def roles(self, address: str) -> dict[str, Role]:
        """Tell the role that somebody has in each workspace that they may enter, by its id."""
        table = schema.member
        with reading(self._engine) as connection:
            found = connection.execute(select(table.c.workspace, table.c.role).where(table.c.address == address))
            return {workspace: Role(role) for workspace, role in found}

    def greet(self, address: str, name: str, *, at: datetime) -> None:
        """Keep that an invited person came, and what they are called, in each workspace that they had not come to."""
        table = schema.member
        waits = (table.c.address == address) & table.c.came_at.is_(None)
        with saving(self._engine) as connection:
            connection.execute(update(table).where(waits).values(name=name, came_at=at))

    def sign_out(self, session: str, *, at: datetime) -> None:
        """End one signed-in session, known by what `is_signed_out` is asked; forget those ended over 60 days before."""
        table = schema.ended_session
        with saving(self._engine) as connection:
            connection.execute(delete(table).where(table.c.ended_at < at - _FORGOTTEN_AFTER))
            put(connection, table, [{"session": session, "ended_at": at}])

    def sign_out_everywhere(self, address: str, *, at: datetime) -> None:
        """End all sessions in which somebody signed in up to a moment; '' is whoever knows the owner's password."""
        with saving(self._engine) as connection:
            put(connection, schema.signed_out, [{"address": address, "until": at}])

    def is_signed_out(self, address: str, session: str, *, since: datetime) -> bool:
        """Tell whether a session of somebody, signed in since a moment, was ended."""
        one, every = schema.ended_session, schema.signed_out
        ended = select(one.c.session).where(one.c.session == session)
        everywhere = select(every.c.address).where(every.c.address == address, every.c.until >= since)
        with reading(self._engine) as connection:
            return connection.execute(ended.union_all(everywhere)).first() is not None


def _member(row: Mapping[Any, Any]) -> Member:
    told = {str(name): value for name, value in row.items() if name != "workspace"}
    return Member(**{**told, "role": Role(told["role"])})
