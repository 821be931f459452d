"""One cell of a calendar's spreadsheet to one value, or a sentence that says why not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches

from kpi.calendar.entry import LONGEST, Stage, clean, one_line
from kpi.calendar.sheet import CAMPAIGN, CONTENT_TYPES, POST, YES
from kpi.calendar.sheet_days import YEARS, Ways, clock, in_order, of_fraction, order_of, split, ways_of
from kpi.calendar.sheet_words import stage_named
from kpi.calendar.zones import zone_of
from kpi.catalogue.channels import CHANNELS, SOCIAL
from kpi.layouts.networks import channel_named
from kpi.workbook.cells import NO_VALUE, Cell, Fault, listed, shown

Value = str | date | time | bool | Stage | tuple[str, ...] | None
WORDED = ("channel", "stage", "objective")
"""The fields whose cells are words that somebody can say the meaning of."""
_MOST_SUGGESTED = 200
"""How many unknown words are compared with the known ones: the comparison is slow, and a file can hold thousands."""
_CHANNELS: Mapping[str, str] = {name.casefold(): name for name in CHANNELS}
_PARTS = re.compile(r"[,;/+&\n]|\s(?:and|y|und|et|e|en)\s")
_TRUE = frozenset({YES, "y", "true", "x", "1", "sí", "si", "ja", "oui", "sim", "sì"})
_FALSE = frozenset({"no", "n", "false", "0", "nein", "non", "não", "nee", "-"})


@dataclass(slots=True)
class Words:
    """What cells may say: objectives by key, words that somebody explained, by field, and which days they mean.

    `order` says what stands first in a day such as 03/04/2026: "day", "month", or '' where nobody said.
    """

    objectives: Mapping[str, str]
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: str = ""
    ways: Ways = field(default_factory=dict)
    suggested: int = 0

    def hear(self, days: Sequence[str]) -> None:
        """Look at the days of all rows at once: the unmistakable ones tell how the others are written."""
        self.ways = ways_of(days)
        self.order = order_of(self.ways) or self.order

    def unknown(self, what: str, text: str, known: Sequence[str]) -> Fault:
        """Say that there is no such thing, and which one may have been meant."""
        self.suggested += 1
        folded = {name.casefold(): name for name in known}
        few = self.suggested <= _MOST_SUGGESTED
        near = get_close_matches(shown(text).casefold(), folded, n=1) if few else []
        instead = f"did you mean “{folded[near[0]]}”?" if near else f"write {_or(known)}."
        return Fault(f"There is no {what} “{shown(text)}”: {instead}")

    def meant(self, what: str, text: str) -> str | None:
        """Say what somebody explained a word to mean; None where nobody did."""
        return self.told.get(what, {}).get(one_line(text).casefold())


def value_of(name: str, cell: Cell, words: Words) -> Value | Fault:
    """Read a cell as a field of the calendar."""
    if cell.kind in NO_VALUE:
        return Fault(NO_VALUE[cell.kind])
    return _READERS[name](cell, words)


def _day(cell: Cell, words: Words) -> Value | Fault:
    days = words.ways.get(cell.text) or ways_of([cell.text])[cell.text]
    day = in_order(days, words.order)
    if day is None and days:
        return Fault(f"“{shown(cell.text)}” can be two days: write it as {days[0].isoformat()}.", asks=True)
    if day is None:
        return Fault(f"“{shown(cell.text)}” is no day we can read: write it as 2026-12-24.")
    return day if day.year in YEARS else Fault(f"The year {day.year} is none for a calendar: was it mistyped?")


def _at(cell: Cell, _words: Words) -> Value | Fault:
    ways = clock(cell.text), split(cell.text)[1], of_fraction(cell.point) if cell.kind == "number" else None
    found = next((one for one in ways if one is not None), None)
    return Fault(f"“{shown(cell.text)}” is no time of day: write it as 18:30.") if found is None else found


def _channel(cell: Cell, words: Words) -> Value | Fault:
    """Read the channels of a row: a name as it is known everywhere, or several of them."""
    told = words.meant("channel", cell.text)
    whole = told if told is not None else _one_channel(cell.text)
    if whole is not None:
        return (whole,) if whole else ()
    parts = [one for one in map(one_line, _PARTS.split(cell.text)) if one]
    known = [words.meant("channel", one) or _one_channel(one) for one in parts]
    if parts and all(known):
        return tuple(dict.fromkeys(name for name in known if name))
    return words.unknown("channel", cell.text, SOCIAL)


def _one_channel(text: str) -> str | None:
    return _CHANNELS.get(one_line(text).casefold()) or channel_named(text) or None


def _stage(cell: Cell, words: Words) -> Value | Fault:
    told = words.meant("stage", cell.text)
    found = Stage(told) if told else stage_named(cell.text)
    if found is None and told is None:
        return words.unknown("state", cell.text, [stage.value for stage in Stage])
    return found or Stage.IDEA


def _objective(cell: Cell, words: Words) -> Value | Fault:
    told = words.meant("objective", cell.text)
    if told is not None:
        return told
    names = {label.casefold(): key for key, label in words.objectives.items()}
    key = ({key.casefold(): key for key in words.objectives} | names).get(one_line(cell.text).casefold())
    return key or words.unknown("objective", cell.text, list(words.objectives.values()))


def _or(names: Sequence[str]) -> str:
    return f"{listed(names[:-1])} or {names[-1]}" if len(names) > 1 else listed(names)


def _zone(cell: Cell, _words: Words) -> Value | Fault:
    found = zone_of(one_line(cell.text))
    return found or Fault(f"“{shown(cell.text)}” is no time zone we know: write it as Europe/Berlin.")


def _kind(cell: Cell, _words: Words) -> Value | Fault:
    said = one_line(cell.text).casefold()
    fault = Fault(f"“{shown(cell.text)}” is neither post nor campaign: write one of them, or nothing.")
    return said if said in (POST, CAMPAIGN) else fault


def _link(cell: Cell, _words: Words) -> Value | Fault:
    text = one_line(cell.text)
    if not text.startswith(("https://", "http://")):
        return Fault(f"“{shown(text)}” is no link: write it with https:// before it.")
    return text if len(text) <= LONGEST["link"] else Fault(_too_long(text, LONGEST["link"]))


def _yes(cell: Cell, _words: Words) -> Value | Fault:
    said = one_line(cell.text).casefold()
    return said in _TRUE if said in _TRUE | _FALSE else Fault(f"“{shown(cell.text)}” is neither yes nor no.")


def _content_type(cell: Cell, words: Words) -> Value | Fault:
    text = _text("content_type", one_line)(cell, words)
    folded = text.casefold() if isinstance(text, str) else ""
    return folded if folded in CONTENT_TYPES else text


def _text(name: str, bring: Callable[[str], str]) -> Callable[[Cell, Words], Value | Fault]:
    def read(cell: Cell, _words: Words) -> Value | Fault:
        text = bring(cell.text)
        return text if len(text) <= LONGEST[name] else Fault(_too_long(text, LONGEST[name]))

    return read


def _too_long(text: str, most: int) -> str:
    return f"This text has {len(text):,} characters, and at most {most:,} fit: shorten it."


_READERS: Mapping[str, Callable[[Cell, Words], Value | Fault]] = {
    "day": _day,
    "end": _day,
    "at": _at,
    "channel": _channel,
    "content_type": _content_type,
    "title": _text("title", one_line),
    "text": _text("text", clean),
    "link": _link,
    "stage": _stage,
    "owner": _text("owner", one_line),
    "objective": _objective,
    "zone": _zone,
    "on_charts": _yes,
    "kind": _kind,
}
