"""What is said of a period: what somebody wrote, else what the numbers propose."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.formats import day_text, retold
from kpi.management.comment import Comment, changed
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.management.proposal import Proposal, proposal
from pages.parts.management.stood import Stood
from pages.parts.scope import View

LABELS = {"headline": "In short", "why": "Why", "next": "Next", "asks": "What we ask for"}
PROPOSED = "Proposed from the numbers."


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a period: what somebody wrote, where they did, and what the numbers propose."""

    kept: Comment | None
    proposed: Proposal

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give the parts that say something, each under its name."""
        texts = self.kept.parts if self.kept else self.proposed.parts
        return [(label, texts[part]) for part, label in LABELS.items() if texts[part]]

    @property
    def by(self) -> str:
        """Say who wrote it and when; nothing where nobody did."""
        if self.kept is None:
            return ""
        by = f"Written by {self.kept.made_by} on" if self.kept.made_by else "Written on"
        return f"{by} {day_text(self.kept.made_at.date())}."

    @property
    def others(self) -> str:
        """Say which numbers are others than when it was written; nothing where none is."""
        found = changed(self.kept, self.proposed.seen) if self.kept else []
        told = ". ".join(f"{one.name}: {retold(one.was)}, now {retold(one.now)}" for one in found)
        return f"The numbers have changed since this was written. {told}." if told else ""


def said_of(mine: Workspace, view: View, keys: Sequence[str], found: Stood, currency: str) -> Said:
    """Give what is said of a period: what somebody wrote, else what the numbers propose."""
    proposed = proposal(mine, view, keys, found, currency)
    kept = next((one for one in _comments(mine) if (one.start, one.end) == (view.period.start, view.period.end)), None)
    return Said(kept, proposed)


def _comments(mine: Workspace) -> list[Comment]:
    return session.planned(mine, "comments", lambda: access.store().comments(mine.id))
