"""The part of a store that keeps what was worked out of a workspace, so that many can be listed at once."""

from typing import Protocol

from kpi.store.kept import Json


class SummariesTold(Protocol):
    """Says what was worked out of a workspace."""

    def summary(self, workspace_id: str) -> Json | None:
        """Give what was worked out last, whatever has changed since; None where nothing was."""


class Summaries(SummariesTold, Protocol):
    """Keeps it: it is never the only copy of anything, and says itself which versions it stands on."""

    def keep_summary(self, workspace_id: str, summary: Json) -> None:
        """Keep what was worked out, in the place of what was before."""
