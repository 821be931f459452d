"""The calendar, as a store keeps it: posts that are planned, and campaigns."""

from collections.abc import Collection, Iterable
from typing import Protocol

from kpi.calendar.entry import Campaign, Entry
from kpi.store.kept import ANYTHING, Anything


class CalendarReader(Protocol):
    """Looks into the calendar of a workspace."""

    def entries(self, workspace_id: str) -> list[Entry]:
        """List the posts of the calendar by day and time."""

    def campaigns(self, workspace_id: str) -> list[Campaign]:
        """List the campaigns by their days."""


class Calendar(CalendarReader, Protocol):
    """Keeps the calendar of a workspace; a change of it leaves the facts as they are."""

    def save_entries(self, workspace_id: str, entries: Iterable[Entry]) -> None:
        """Keep posts of the calendar, all or none; one of the same id is replaced."""

    def save_entry(self, workspace_id: str, entry: Entry, *, seen: Entry | Anything | None = ANYTHING) -> None:
        """Keep a post of the calendar; one of the same id is replaced.

        Given what was `seen` of it (None where there was none), raise ChangedMeanwhile where that is not what is kept.
        """

    def delete_entry(self, workspace_id: str, entry_id: str, *, seen: Entry | Anything | None = ANYTHING) -> Entry:
        """Take a post out of the calendar and give it back; to undo that, save it again. `seen` is as of saving it."""

    def delete_entries(self, workspace_id: str, entry_ids: Collection[str]) -> list[Entry]:
        """Take posts out of the calendar and give them back; to undo that, save them again."""

    def save_campaigns(self, workspace_id: str, campaigns: Iterable[Campaign]) -> None:
        """Keep campaigns, all or none; one of the same id is replaced."""

    def save_campaign(
        self, workspace_id: str, campaign: Campaign, *, seen: Campaign | Anything | None = ANYTHING
    ) -> None:
        """Keep a campaign; one of the same id is replaced. `seen` is as of a post."""

    def delete_campaign(
        self, workspace_id: str, campaign_id: str, *, seen: Campaign | Anything | None = ANYTHING
    ) -> Campaign:
        """Take a campaign away and give it back; to undo that, save it again. `seen` is as of a post."""
