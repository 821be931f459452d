"""The calendar that a link subscribes to, as calendar programs are given it."""

from kpi.calendar.ics_shown import Choice, shown
from kpi.store import Store
from kpi.store.links import Link
from pages.parts.shelf import Shelf

_SHELF = Shelf(64)
"""Calendars as they were given last: programs ask for them every few minutes, whether or not anything changed."""


def calendar_of(kept: Store, link: Link) -> bytes:
    """Write what a link tells of the calendar of its workspace, once for each version of it."""
    mine, what = kept.workspace(link.workspace), link.shown
    name = mine.brand.name or mine.name
    choice = Choice(what.channels, texts=what.texts, ideas=what.ideas)
    return _SHELF.once(
        (mine.id, mine.plans_version, name, what),
        lambda: shown(kept.entries(mine.id), kept.campaigns(mine.id), choice, name=name),
    )
