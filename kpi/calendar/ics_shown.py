"""What of the calendar somebody sees who subscribes to it: no more than its owner chose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kpi.calendar.entry import PROMISED, Campaign, Entry, Stage
from kpi.calendar.ics_write import written


@dataclass(frozen=True, slots=True)
class Choice:
    """What is told: the posts of some channels (none named means all), with `texts` also their words, links and owners.

    Ideas and drafts go along only where `ideas` says so; what was dropped never does.
    """

    channels: Collection[str] = ()
    texts: bool = False
    ideas: bool = False


def shown(entries: Sequence[Entry], campaigns: Sequence[Campaign], choice: Choice, *, name: str) -> bytes:
    """Write what was chosen as a calendar under a name."""
    told = [_told(one, choice) for one in entries if _is_chosen(one, choice)]
    runs = [replace(one, note=one.note if choice.texts else "", uid="") for one in campaigns]
    return written(told, runs, name=name)


def _is_chosen(one: Entry, choice: Choice) -> bool:
    of_channel = not choice.channels or one.channel in choice.channels
    return of_channel and (one.stage in PROMISED or (choice.ideas and one.stage is not Stage.DROPPED))


def _told(one: Entry, choice: Choice) -> Entry:
    """Leave out of a post what was not chosen; one without a title is called by its channel then."""
    bare = replace(one, uid="", post="", objective="")
    title = one.title or f"Post on {one.channel or 'a channel'}"
    return bare if choice.texts else replace(bare, title=title, text="", link="", owner="")
