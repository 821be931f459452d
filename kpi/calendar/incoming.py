"""What a file comes to that is held against the calendar: what is new, what changes and how, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time

from kpi.calendar.entry import Campaign, Entry
from kpi.calendar.sheet import BY_FIELD, YES
from kpi.formats import day_text
from kpi.workbook.cells import Change, Wrong, shown

_NAMES: Mapping[str, str] = {"start": "Date", "end": "End", "name": "Title", "note": "Text", "post": "Published post"}
_SILENT = frozenset({"id", "uid", "changed_at", "made_by"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a calendar comes to: `changed` pairs hold what an entry was, and what it would be.

    The rows of what is `wrong` are left out.
    """

    new: tuple[Entry, ...]
    changed: tuple[tuple[Entry, Entry], ...]
    new_campaigns: tuple[Campaign, ...]
    changed_campaigns: tuple[tuple[Campaign, Campaign], ...]
    unchanged: int
    notes: tuple[str, ...]
    wrong: tuple[Wrong, ...] = ()

    @property
    def entries(self) -> list[Entry]:
        """List the entries to save."""
        return [*self.new, *(then for _, then in self.changed)]

    @property
    def campaigns(self) -> list[Campaign]:
        """List the campaigns to save."""
        return [*self.new_campaigns, *(then for _, then in self.changed_campaigns)]

    @property
    def asks(self) -> bool:
        """Tell whether days stay unread since nobody knows if the day or the month stands first."""
        return any(one.asks for one in self.wrong)


def changes(before: Entry | Campaign, then: Entry | Campaign) -> list[Change]:
    """Say field by field what changes."""
    named = [one.name for one in fields(before) if one.name not in _SILENT]
    told = [(name, getattr(before, name), getattr(then, name)) for name in named]
    return [Change(_called(name), _said(old), _said(new)) for name, old, new in told if old != new]


def _called(name: str) -> str:
    return _NAMES.get(name) or BY_FIELD[name].header


def _said(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return shown(str(value or "")) or "nothing"
