"""The share links of a store in a database."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, delete, func, insert, select, update

from kpi.errors import StoreError
from kpi.periods import Period
from kpi.store import schema
from kpi.store.engine import reading, saving
from kpi.store.keeping import Act
from kpi.store.links import (
    MOST_DAYS,
    SHORTEST_PASSWORD,
    Grant,
    Link,
    Made,
    NewLink,
    Shown,
    Shows,
    State,
)
from kpi.store.secrets_kept import digest, hashed, new_token
from kpi.store.sql_keeping import note_act
from kpi.store.statements import hold, present, put
from kpi.store.tries import WITHIN, Try, may_try

_PLAIN = ("id", "workspace", "name", "frozen", "until", "made_by", "made_at")
_WHAT = "link"
_SOMEBODY = "somebody at the address"
"""Whose address is known by a piece of its digest alone."""
_DONE = {State.OPEN: "opened a link again", State.PAUSED: "paused a link", State.REVOKED: "revoked a link"}


class SqlLinks:
    """The part of a store that keeps share links."""

    _engine: Engine

    def links(self, workspace_id: str) -> list[Link]:
        """List a workspace's links, the newest first."""
        table = schema.link.c
        listed = _with_openings().where(table.workspace == workspace_id).order_by(table.made_at.desc(), table.id)
        with reading(self._engine) as connection:
            return [_link(row) for row in connection.execute(listed).mappings()]

    def create_link(self, workspace_id: str, new: NewLink) -> Made:
        """Keep a link with its password and its end; where one of them cannot be, raise StoreError and keep none."""
        _check_end(new.until, new.made_at)
        if new.password and len(new.password) < SHORTEST_PASSWORD:
            raise StoreError(f"A password of at least {SHORTEST_PASSWORD} characters is needed. No link was made.")
        token, link_id = new_token(), uuid.uuid4().hex
        given = {
            "id": link_id,
            "workspace": workspace_id,
            "frozen": bool(new.page),
            "state": State.OPEN.value,
            "token": digest(token),
            "password": hashed(new.password) if new.password else "",
            "shown": _of_shown(new.shown),
            **{name: getattr(new, name) for name in ("name", "until", "made_by", "made_at")},
        }
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            connection.execute(insert(schema.link).values(given))
            if new.page:
                connection.execute(insert(schema.link_page).values(link=link_id, page=new.page))
            note_act(connection, workspace_id, Act(new.made_at, new.made_by, "made a link", link_id))
            return Made(_found(connection, workspace_id, link_id), token)

    def rotate_link(self, workspace_id: str, link_id: str, *, at: datetime, who: str) -> Made:
        """Give a link another token; the former opens nothing any more."""
        token = new_token()
        act = Act(at, who, "gave a link another address", link_id)
        return Made(self._change_link(workspace_id, {"token": digest(token)}, act), token)

    def set_link(self, workspace_id: str, link_id: str, state: State, *, at: datetime, who: str) -> Link:
        """Pause or revoke a link, or open it again; its holders see that at once."""
        return self._change_link(workspace_id, {"state": state.value}, Act(at, who, _DONE[state], link_id))

    def extend_link(self, workspace_id: str, link_id: str, until: datetime, *, at: datetime, who: str) -> Link:
        """Let a link end at another moment; raise StoreError where that is past or too far."""
        _check_end(until, at)
        act = Act(at, who, f"let a link last until {(until - timedelta.resolution).date()}", link_id)
        return self._change_link(workspace_id, {"until": until}, act)

    def grant(self, token: str) -> Grant | None:
        """Say what a token stands for, whatever the state of its link; None where it is unknown."""
        with reading(self._engine) as connection:
            wanted = _with_openings().where(schema.link.c.token == digest(token))
            row = connection.execute(wanted).mappings().one_or_none()
            return Grant(_link(row), row["password"]) if row else None

    def link_page(self, link_id: str) -> bytes:
        """Give the bytes that a frozen link answers with; raise StoreError where it has none."""
        kept = schema.link_page.c
        with reading(self._engine) as connection:
            row = connection.execute(select(kept.page).where(kept.link == link_id)).mappings().one_or_none()
            return bytes(present(row, "page")["page"])

    def note_opening(self, link_id: str, address: str, *, at: datetime) -> None:
        """Count an opening: once a day for each address, of which a digest is enough."""
        opened = {"link": link_id, "day": at.date(), "address": address, "at": at}
        with saving(self._engine) as connection:
            before = schema.link_opening.c
            same = before.link == link_id, before.day == at.date(), before.address == address
            is_first = connection.scalar(select(func.count()).where(*same)) == 0
            put(connection, schema.link_opening, [opened])
            if is_first:
                _note(connection, link_id, Act(at, "", f"{_SOMEBODY} {address[:8]} opened a link", link_id))

    def allow_try(self, link_id: str, address: str, *, at: datetime) -> Try:
        """Say whether a password may be tried now from an address, of which a digest is enough; count it if it may."""
        tried = schema.link_try.c
        mine = tried.link == link_id
        with saving(self._engine) as connection:
            connection.execute(select(schema.link.c.id).where(schema.link.c.id == link_id).with_for_update())
            connection.execute(delete(schema.link_try).where(mine, tried.at <= at - WITHIN))
            made = connection.execute(select(tried.address, tried.at).where(mine)).all()
            answer = may_try([(where, when) for where, when in made], address, at)
            if answer is Try.YES:
                connection.execute(insert(schema.link_try).values(link=link_id, address=address, at=at))
            return answer

    def note_failure(self, link_id: str, address: str, *, at: datetime) -> None:
        """Keep that somebody told a wrong password."""
        with saving(self._engine) as connection:
            _note(connection, link_id, Act(at, "", f"{_SOMEBODY} {address[:8]} told a wrong password", link_id))

    def forget_tries(self, link_id: str, address: str) -> None:
        """Begin the count of an address anew, after the right password."""
        tried = schema.link_try.c
        with saving(self._engine) as connection:
            connection.execute(delete(schema.link_try).where(tried.link == link_id, tried.address == address))

    def _change_link(self, workspace_id: str, values: Mapping[str, Any], act: Act) -> Link:
        table = schema.link.c
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            mine = table.workspace == workspace_id, table.id == act.on
            connection.execute(update(schema.link).where(*mine).values(values))
            changed = _found(connection, workspace_id, act.on)
            note_act(connection, workspace_id, act)
            return changed


def _note(connection: Connection, link_id: str, act: Act) -> None:
    """Keep what somebody without a name did, where the link is still there."""
    of_link = connection.scalar(select(schema.link.c.workspace).where(schema.link.c.id == link_id))
    if of_link:
        note_act(connection, of_link, act)


def _check_end(until: datetime, now: datetime) -> None:
    if not now < until <= now + timedelta(days=MOST_DAYS):
        raise StoreError(f"A link ends at most {MOST_DAYS} days from now, and not before now. Choose another day.")


def _with_openings() -> Select[Any]:
    opened = schema.link_opening.c
    counted = (
        select(opened.link, func.count().label("views"), func.max(opened.at).label("last_opened"))
        .group_by(opened.link)
        .subquery()
    )
    told = func.coalesce(counted.c.views, 0).label("views"), counted.c.last_opened
    return select(schema.link, *told).outerjoin(counted, counted.c.link == schema.link.c.id)


def _found(connection: Connection, workspace_id: str, link_id: str) -> Link:
    mine = schema.link.c.workspace == workspace_id, schema.link.c.id == link_id
    return _link(present(connection.execute(_with_openings().where(*mine)).mappings().one_or_none(), _WHAT))


def _link(row: RowMapping) -> Link:
    return Link(
        **{name: row[name] for name in _PLAIN},
        shown=_shown(row["shown"]),
        state=State(row["state"]),
        has_password=bool(row["password"]),
        views=row["views"],
        last_opened=row["last_opened"],
    )


def _of_shown(given: Shown) -> dict[str, Any]:
    days = given.days
    told = {"days": [days.start.isoformat(), days.end.isoformat()] if days else None}
    return {**asdict(given), "page": given.page.value, **told}


def _shown(told: Mapping[str, Any]) -> Shown:
    days = told["days"] and Period(*map(date.fromisoformat, told["days"]))
    lists = {name: tuple(told[name]) for name in ("channels", "accounts")}
    return Shown(**{**told, **lists, "page": Shows(told["page"]), "days": days})
