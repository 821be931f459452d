"""The calendar, as a database keeps it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, delete

from kpi.calendar.entry import Campaign, Entry, Stage
from kpi.errors import StoreError
from kpi.store import ANYTHING, Anything, schema
from kpi.store.engine import reading, saving
from kpi.store.statements import Kind, of_workspace, put, raise_plans, take, unchanged

_AT_ONCE = 500
"""How many rows are kept by one statement: a database takes no more than some thousand values."""


class SqlCalendar:
    """The part of a store that keeps the calendar."""

    _engine: Engine

    def entries(self, workspace_id: str) -> list[Entry]:
        """List the posts of the calendar by day and time."""
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, schema.calendar_entry)
        return sorted(map(_entry, found), key=lambda one: one.order)

    def save_entries(self, workspace_id: str, entries: Iterable[Entry]) -> None:
        """Keep posts of the calendar, all or none; one of the same id is replaced."""
        rows = [_entry_row(workspace_id, one) for one in entries]
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            for at in range(0, len(rows), _AT_ONCE):
                put(connection, schema.calendar_entry, rows[at : at + _AT_ONCE])

    def save_entry(self, workspace_id: str, entry: Entry, *, seen: Entry | Anything | None = ANYTHING) -> None:
        """Keep a post of the calendar; one of the same id is replaced."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _ENTRY, seen, workspace=workspace_id, id=entry.id)
            put(connection, schema.calendar_entry, [_entry_row(workspace_id, entry)])

    def delete_entry(self, workspace_id: str, entry_id: str, *, seen: Entry | Anything | None = ANYTHING) -> Entry:
        """Take a post out of the calendar and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _ENTRY, seen, workspace=workspace_id, id=entry_id)
            return _entry(take(connection, schema.calendar_entry, "post", workspace=workspace_id, id=entry_id))

    def delete_entries(self, workspace_id: str, entry_ids: Collection[str]) -> list[Entry]:
        """Take posts out of the calendar and give them back; to undo that, save them again."""
        table = schema.calendar_entry
        of_these = table.c.workspace == workspace_id, table.c.id.in_(entry_ids)
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            taken = connection.execute(delete(table).where(*of_these).returning(table)).mappings().all()
            if len(taken) < len(set(entry_ids)):
                raise StoreError("A post is not in the calendar any more: somebody may have removed it. Load again.")
        return sorted(map(_entry, taken), key=lambda one: one.order)

    def campaigns(self, workspace_id: str) -> list[Campaign]:
        """List the campaigns by their days."""
        table = schema.calendar_campaign
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, table, table.c.start, table.c.end, table.c.name, table.c.id)
        return list(map(_campaign, found))

    def save_campaigns(self, workspace_id: str, campaigns: Iterable[Campaign]) -> None:
        """Keep campaigns, all or none; one of the same id is replaced."""
        rows = [{"workspace": workspace_id, **asdict(one)} for one in campaigns]
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            if rows:
                put(connection, schema.calendar_campaign, rows)

    def save_campaign(
        self, workspace_id: str, campaign: Campaign, *, seen: Campaign | Anything | None = ANYTHING
    ) -> None:
        """Keep a campaign; one of the same id is replaced."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _CAMPAIGN, seen, workspace=workspace_id, id=campaign.id)
            put(connection, schema.calendar_campaign, [{"workspace": workspace_id, **asdict(campaign)}])

    def delete_campaign(
        self, workspace_id: str, campaign_id: str, *, seen: Campaign | Anything | None = ANYTHING
    ) -> Campaign:
        """Take a campaign away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _CAMPAIGN, seen, workspace=workspace_id, id=campaign_id)
            taken = take(connection, schema.calendar_campaign, "campaign", workspace=workspace_id, id=campaign_id)
            return _campaign(taken)


def _entry(row: Mapping[Any, Any]) -> Entry:
    return Entry(**{**_told(row), "stage": Stage(row["stage"])})


def _entry_row(workspace_id: str, entry: Entry) -> dict[str, Any]:
    return {"workspace": workspace_id, **asdict(entry), "stage": entry.stage.value}


def _campaign(row: Mapping[Any, Any]) -> Campaign:
    return Campaign(**_told(row))


def _told(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if name != "workspace"}


_ENTRY = Kind("post", schema.calendar_entry, _entry)
_CAMPAIGN = Kind("campaign", schema.calendar_campaign, _campaign)
