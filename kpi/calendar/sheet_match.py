"""Which post or campaign of the calendar a row without an id stands for: the one that says the same."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from kpi.calendar.entry import Campaign, Entry

MOVED = 6
"""By how many days a post may have been moved and still be known by its words: less than a week, after which the same
words may be next week's post."""
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
        """Find posts by their rows: on the same day and time, on the same day, moved by a few days."""
        found: dict[int, Entry] = {}
        for key in (_whole, _on_the_day, _words):
            left = {at: told for at, told in rows.items() if at not in found}
            pairs = list(_pairs(left, self._entries.values(), key)) if left else []
            found |= {at: one for at, one in pairs if key is not _words or _is_near(rows[at], one)}
            self._entries = {name: one for name, one in self._entries.items() if one not in found.values()}
        return found

    def campaign(self, told: Told) -> Campaign | None:
        """Find a campaign by its name, where its days are among those of the row."""
        for one in self._campaigns.values():
            if one.name == told["title"] and one.start <= told["end"] and told["day"] <= one.end:
                return self._campaigns.pop(one.id)
        return None


def words_of(told: Told) -> tuple[Hashable, ...]:
    """Give the words by which a row is known, and its channel."""
    return told.get("channel", ""), told.get("title", ""), told.get("text", "")


def _pairs(
    rows: Mapping[int, Told], entries: Iterable[Entry], key: Callable[[Told], Hashable]
) -> Iterable[tuple[int, Entry]]:
    """Pair rows with the entries that say the same, where one of each does."""
    fields = frozenset(name for told in rows.values() for name in told)
    kept = list(entries)
    said = [key({name: getattr(one, name) for name in _COMPARED if name in fields}) for one in kept]
    asked = {at: key(told) for at, told in rows.items()}
    seen, wanted = Counter(said), Counter(asked.values())
    once = {what: one for what, one in zip(said, kept, strict=True) if seen[what] == 1}
    return ((at, once[what]) for at, what in asked.items() if wanted[what] == 1 and what in once)


_COMPARED = ("day", "at", "channel", "title", "text")


def _whole(told: Told) -> Hashable:
    return told["day"], told.get("at"), words_of(told)


def _on_the_day(told: Told) -> Hashable:
    return told["day"], words_of(told)


def _words(told: Told) -> Hashable:
    return words_of(told)


def _is_near(told: Told, one: Entry) -> bool:
    moved: int = abs((told["day"] - one.day).days)
    return moved <= MOVED
