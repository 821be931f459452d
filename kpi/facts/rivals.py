"""The panel: whom the brand is compared with, named once, and which of the records are about them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

import pandas as pd

from kpi.columns import TYPED, Grain
from kpi.facts.texts import marked, renamed, replaced


@dataclass(frozen=True, slots=True)
class Rival:
    """A brand of the panel: from `since` (None: from the beginning) until `until`, both included (None: still).

    `also` are the names under which files tell of it, where these are not its own.
    """

    name: str
    since: date | None = None
    until: date | None = None
    also: tuple[str, ...] = ()

    def is_named(self, text: str) -> bool:
        """Tell whether a text names the brand: its words stand in it, one after the other.

        >>> Rival("Rondell").is_named("Rondell (DE)"), Rival("Ron").is_named("Rondell")
        (True, False)
        """
        return any(_words(name).search(_plain(text)) is not None for name in (self.name, *self.also) if name.strip())

    def is_called(self, text: str) -> bool:
        """Tell whether a text is one of the brand's names and nothing more."""
        return any(_plain(name) == _plain(text) for name in (self.name, *self.also))

    def belongs(self, day: date) -> bool:
        """Tell whether the brand is in the panel on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Named(Protocol):
    """Whoever knows the brand's own names and its panel."""

    @property
    def rivals(self) -> tuple[Rival, ...]:
        """List the panel."""

    def names(self, text: str) -> bool:
        """Tell whether a text names the brand itself."""


def rival_of(text: str, rivals: Sequence[Rival]) -> Rival | None:
    """Find the brand of the panel that a text names; of several the one with the longest name."""
    named = [rival for rival in rivals if rival.is_named(text)]
    return max(named, key=lambda rival: len(rival.name), default=None)


def of_panel(records: pd.DataFrame, brand: Named) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Part the records: what counts for the brand, what was typed of the panel's brands, who is in no panel.

    Mentions of a brand of the panel stand under its name, on its days alone. Where no panel is named nothing is parted:
    everybody whom a listening tool names is one.
    """
    if not brand.rivals or records.empty:
        return records, records.iloc[:0], ()
    heard = records["grain"] == Grain.MENTION.value
    others = ~marked(records["account"], brand.names)
    whose = {text: rival_of(text, brand.rivals) for text in records["account"].astype("category").cat.categories}
    theirs = others & marked(records["account"], lambda text: whose[text] is not None)
    typed = theirs & (records["export"] == TYPED)
    unknown = heard & others & ~theirs
    listened = _in_their_days(_called(records, heard & theirs & ~typed, whose), heard & theirs & ~typed, brand.rivals)
    left = listened[~(typed | unknown).loc[listened.index]].reset_index(drop=True)
    aside = _called(records, typed, whose)[typed].reset_index(drop=True)
    return left, aside, tuple(sorted({str(name) for name in records.loc[unknown, "account"]}))


def _called(records: pd.DataFrame, theirs: pd.Series, whose: dict[str, Rival | None]) -> pd.DataFrame:
    """Call the accounts of some rows as the panel calls them."""
    if not theirs.any():
        return records
    names = {text: rival.name if rival else text for text, rival in whose.items()}
    called = renamed(records["account"], names.__getitem__)
    return records.assign(account=replaced(records["account"], theirs, called))


def _in_their_days(records: pd.DataFrame, theirs: pd.Series, rivals: Sequence[Rival]) -> pd.DataFrame:
    """Leave the mentions of the days on which each belongs to the panel; their files speak of no other days."""
    days = records["at"].dt.normalize()
    keep = pd.Series(data=True, index=records.index)
    for rival in rivals:
        mine = theirs & (records["account"] == rival.name)
        first, last = pd.Timestamp(rival.since or "1900-01-01"), pd.Timestamp(rival.until or "2200-01-01")
        keep &= ~mine | ((days >= first) & (days <= last))
        begins, ends = records["covers_from"], records["covers_until"]
        begins, ends = begins.mask(mine & (begins < first), first), ends.mask(mine & (ends > last), last)
        records = records.assign(covers_from=begins, covers_until=ends)
    return records[keep]


@lru_cache(maxsize=1_000)
def _words(name: str) -> re.Pattern[str]:
    """Find a name between the ends of words."""
    return re.compile(rf"(?<!\w){re.escape(_plain(name))}(?!\w)")


def _plain(text: str) -> str:
    """Write a name as it is compared: however its letters are composed, and in which case."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
