"""What stands at the foot of the charts: notes, and what of the calendar shall be marked there."""

from kpi.charts import Moment
from kpi.store import Workspace
from pages.parts import access, session


def marks(mine: Workspace) -> list[Moment]:
    """List notes, campaigns and posts of the calendar that are marks on the charts, once a version of the plans."""
    return session.planned(mine, "marks", lambda: _marks(mine))


def _marks(mine: Workspace) -> list[Moment]:
    notes = [Moment(note.day, note.text, note.until, note.channel) for note in access.store().notes(mine.id)]
    campaigns = [Moment(one.start, one.name, one.end) for one in access.store().campaigns(mine.id) if one.on_charts]
    entries = [
        Moment(one.day, one.called, channel=one.channel) for one in access.store().entries(mine.id) if one.on_charts
    ]
    return [*notes, *campaigns, *entries]
