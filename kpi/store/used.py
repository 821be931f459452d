"""The part of a store that remembers where somebody was."""

from typing import Protocol


class Used(Protocol):
    """Remembers the workspace that each person used last."""

    def note_used(self, workspace_id: str, person: str) -> None:
        """Remember that a person uses a workspace; '' is whoever is not told apart."""

    def last_used(self, person: str) -> str:
        """Give the id of the workspace that a person used last, whether they may still enter it or not; '' for none."""
