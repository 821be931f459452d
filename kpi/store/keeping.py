"""How long things are kept: workspaces, files as they were dropped, what was done, what is typed and not saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from kpi.store.kept import Json, Workspace

KEEP_ORIGINALS: Final = "keep_originals_days"
"""The setting that says for how many days files are kept as they were dropped; without it they are always."""
ACTS_KEPT: Final = timedelta(days=400)
"""How long it is known who did what: a year, and the month in which that is looked up."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: when, who ('' where nobody signs in), what in a word or two, and to which thing."""

    at: datetime
    who: str
    what: str
    on: str = ""


class ActsTold(Protocol):
    """The part of a store that says what was done."""

    def acts(self, workspace_id: str) -> list[Act]:
        """List what was done in a workspace, the newest first."""


class Keeping(ActsTold, Protocol):
    """The part of a store that keeps for a while, and lets go for good."""

    def archive_workspace(self, workspace_id: str, *, archived_at: datetime) -> Workspace:
        """Put a workspace away; everything in it stays, and it is still listed."""

    def restore_workspace(self, workspace_id: str) -> Workspace:
        """Take a workspace that was put away into use again."""

    def delete_workspace(self, workspace_id: str) -> None:
        """Delete a workspace with all that is in it, for good; no byte of it is left in a database file."""

    def let_go_originals(self, now: datetime) -> int:
        """Forget files as they were dropped, in every workspace, whose time is over; say how many.

        Their records stay. What waits for an answer is kept, since it has to be read again.
        """

    def note_act(self, workspace_id: str, act: Act) -> None:
        """Keep what somebody did, and forget what was done too long before."""

    def draft(self, workspace_id: str, person: str, what: str) -> Json | None:
        """Give what a person has typed of something and not saved yet; None where there is nothing."""

    def save_draft(self, workspace_id: str, person: str, what: str, draft: Json | None, *, at: datetime) -> None:
        """Keep what a person has typed of something so far, in the place of what they had before; None forgets it."""
