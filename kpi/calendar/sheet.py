"""The calendar as rows of a spreadsheet: its columns and the words in them, for its writer and its reader."""

from collections.abc import Mapping
from datetime import date, time

from kpi.calendar.entry import Campaign, Entry, Stage
from kpi.workbook.writing import Column

Row = dict[str, str | date | time | None]
SHEET = "Calendar"
POST, CAMPAIGN = "post", "campaign"
YES = "yes"
CONTENT_TYPES = ("photo", "carousel", "reel", "video", "story", "link", "text", "other")
"""What is offered as a content type; other words are taken too."""
ID = Column(
    "Id (leave as it is)", "id", "By this the row finds its post or campaign again. Leave it empty in a new row.", 10
)
COLUMNS = (
    Column("Date", "day", "The day of a post, or the first day of a campaign, such as 2026-12-24.", 12, needed=True),
    Column("Time", "at", "The time of day, such as 18:30. Empty for the whole day.", 9),
    Column("Channel", "channel", "Where it is published. Empty where that is not decided yet.", 13),
    Column("Content type", "content_type", "Such as reel or carousel: one of the list, or a word of your own.", 13),
    Column("Title", "title", "What it is about; of a campaign its name.", 32),
    Column("Text", "text", "The words of the post; of a campaign a note.", 48),
    Column("Link", "link", "Where it leads to. It begins with https://.", 26),
    Column("State", "stage", f"How far it is: {', '.join(Stage)}. Empty in a new row for planned.", 11),
    Column("Owner", "owner", "Who sees to it.", 14),
    Column("Objective", "objective", "What it is meant to help: one of the list.", 20),
    Column("Time zone", "zone", "By which clocks the time is, such as Europe/Berlin. Empty for local time.", 18),
    Column("On charts", "on_charts", "Write yes to mark its day at the foot of the charts.", 9),
    Column("Kind", "kind", "post or campaign. Empty for a post; with a later End, and no time, for a campaign.", 10),
    Column("End", "end", "The last day of a campaign, included. A post has none.", 12),
    ID,
)
BY_FIELD: Mapping[str, Column] = {column.field: column for column in COLUMNS}
_OF_BOTH = ("day", "title", "text", "on_charts", "kind", "end", "id")
OF_POSTS = tuple(column.field for column in COLUMNS if column.field not in _OF_BOTH)
"""The fields that a campaign does not have."""


def row_of(one: Entry | Campaign, objectives: Mapping[str, str]) -> Row:
    """Give what stands in the row of a post or a campaign, by field; None where the cell is empty."""
    nothing: Row = dict.fromkeys(BY_FIELD)
    marked: Row = {"id": one.id, "on_charts": YES if one.on_charts else None}
    if isinstance(one, Campaign):
        told: Row = {"kind": CAMPAIGN, "day": one.start, "end": one.end, "title": one.name, "text": one.note or None}
    else:
        told = {name: getattr(one, name) or None for name in ("channel", "content_type", "title", "text", "link")}
        told |= {"kind": POST, "day": one.day, "at": one.at.replace(microsecond=0) if one.at else None}
        told |= {"zone": one.zone or None, "stage": one.stage.value, "owner": one.owner or None}
        told["objective"] = objectives.get(one.objective, one.objective) or None
    return nothing | marked | told
