"""Which post or campaign of the calendar a row without an id stands for: the one that says the same."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any

from kpi.calendar.entry import Campaign, Entry

MOVED = 6
"""By how many days a post may have been moved and still be known by its words: less than a week, after which the same
words may be next week's post."""
_WORDS = ("channel", "title", "text")
_NO_FIELDS = frozenset({"kind", "end"})
Told = Mapping[str, Any]


class Known:
    """What stands in the calendar, each to be found once."""

    def __init__(self, entries: Sequence[Entry], campaigns: Sequence[Campaign]) -> None:
        self._entries = {one.id: one for one in entries}
        self._campaigns = {one.id: one for one in campaigns}

    def by_id(self, name: str) -> Entry | Campaign | None:
        """Give what bears an id, and let nobody else have it."""
        return self._entries.pop(name, None) or self._campaigns.pop(name, None)

    def posts(self, rows: Mapping[int, Told]) -> dict[int, Entry]:
        """Find posts by their rows: who say all the same first, then those of the day, then those moved.

        Where several say the same, they are paired in their order, if there are as many rows as posts.
        """
        found: dict[int, Entry] = {}
        for names in _ways(rows.values()):
            left = {at: told for at, told in rows.items() if at not in found}
            for at, one in self._pairs(left, names):
                found[at] = one
                del self._entries[one.id]
        return found

    def campaign(self, told: Told) -> Campaign | None:
        """Find a campaign by its name, where its days are among those of the row."""
        start, end = told["day"], told.get("end") or told["day"]
        for one in self._campaigns.values():
            if one.name == told["title"] and one.start <= end and start <= one.end:
                return self._campaigns.pop(one.id)
        return None

    def _pairs(self, rows: Mapping[int, Told], names: Sequence[str]) -> list[tuple[int, Entry]]:
        """Pair rows with the posts that say the same in some fields, where there are as many of both."""
        asked: dict[Hashable, list[int]] = {}
        for at in sorted(rows, key=lambda at: rows[at]["day"]):
            asked.setdefault(tuple(rows[at].get(name) for name in names), []).append(at)
        said: dict[Hashable, list[Entry]] = {}
        for one in sorted(self._entries.values(), key=lambda one: one.order):
            said.setdefault(tuple(getattr(one, name) for name in names), []).append(one)
        alike = ((places, said.get(what, [])) for what, places in asked.items())
        pairs = [pair for places, ones in alike if len(places) == len(ones) for pair in zip(places, ones, strict=True)]
        return [(at, one) for at, one in pairs if abs((rows[at]["day"] - one.day).days) <= MOVED]


def _ways(rows: Collection[Told]) -> Iterator[tuple[str, ...]]:
    """Give the fields by which rows are compared, of those that all of them tell, the strictest first."""
    told = frozenset.intersection(*map(frozenset, rows)) - _NO_FIELDS if rows else frozenset()
    ways = (tuple(sorted(told)), ("day", "at", *_WORDS), ("day", *_WORDS), _WORDS)
    yield from (tuple(name for name in names if name in told) for names in ways if told)
