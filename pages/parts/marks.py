"""What stands at the foot of the charts: notes, and what of the calendar shall be marked there."""

from kpi.calendar.entry import PROMISED, Campaign, Entry
from kpi.charts import Moment
from kpi.store import Workspace
from pages.parts import access, session


def marks(mine: Workspace) -> list[Moment]:
    """List notes, campaigns and posts of the calendar that are marks on the charts, once a version of the plans."""
    return session.planned(mine, "marks", lambda: [*notes_marked(mine), *map(moment_of, _planned(mine))])


def notes_marked(mine: Workspace) -> list[Moment]:
    """List the notes."""
    return [Moment(note.day, note.text, note.until, note.channel) for note in session.notes(mine)]


def made_public(mine: Workspace) -> list[Campaign | Entry]:
    """List what of the calendar others may be shown: campaigns, and posts that are more than an idea or a draft."""
    return [one for one in _planned(mine) if isinstance(one, Campaign) or one.stage in PROMISED]


def moment_of(one: Campaign | Entry) -> Moment:
    """Mark a campaign or a post by what it is called."""
    if isinstance(one, Campaign):
        return Moment(one.start, one.name, one.end)
    return Moment(one.day, one.called, channel=one.channel)


def wordless(one: Campaign | Entry) -> Moment:
    """Mark a campaign by its name, and a post without a word of what it says."""
    marked = moment_of(one)
    return marked if isinstance(one, Campaign) else marked._replace(says=f"Post on {one.channel}".removesuffix(" on "))


def _planned(mine: Workspace) -> list[Campaign | Entry]:
    store = access.store()
    both: list[Campaign | Entry] = [*store.campaigns(mine.id), *store.entries(mine.id)]
    return [one for one in both if one.is_marked]
