"""What has changed since somebody opened a link the last time."""

from datetime import datetime

from kpi.formats import day_text
from kpi.store import Workspace
from kpi.store.links import Shown, Shows
from pages.parts import access, session
from pages.parts.marks import made_public


def since(mine: Workspace, what: Shown, before: datetime | None) -> str:
    """Say what is new since a moment, of what the link shows; '' for whoever opens it for the first time."""
    if before is None:
        return ""
    store = access.store()
    found = []
    if any(one.uploaded_at > before and not one.held for one in store.files(mine.id)):
        found.append("new data were loaded")
    if what.page is not Shows.OBJECTIVE:
        found += _counted(sum(one.updated_at > before for one in session.targets(mine)))
    if what.page is Shows.MANAGEMENT and any(one.made_at > before for one in store.comments(mine.id)):
        found.append("a comment was written")
    if what.notes and any(one.made_at > before for one in session.notes(mine)):
        found.append("a note was made")
    if what.calendar and any(one.changed_at > before for one in made_public(mine)):
        found.append("the calendar was changed")
    said = f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found) or "nothing has changed"
    return f"Since you opened this on {day_text(before.date())}, {said}."


def _counted(targets: int) -> list[str]:
    return [f"{targets} target{'s were' if targets > 1 else ' was'} set or changed"] if targets else []
