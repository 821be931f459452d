"""What the columns of anybody's content calendar hold: guessed, corrected by its user, and remembered by its header."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kpi.calendar.entry import LONGEST, Stage, one_line
from kpi.calendar.sheet import BY_FIELD
from kpi.calendar.sheet_days import clock, split, ways_of
from kpi.calendar.sheet_find import Found
from kpi.calendar.sheet_values import WORDED, Words, value_of
from kpi.calendar.sheet_words import field_named, stage_named
from kpi.catalogue.channels import CHANNELS
from kpi.layouts.fingerprint import cell_names
from kpi.layouts.networks import channel_named
from kpi.reading.order import DAY_FIRST, MONTH_FIRST
from kpi.workbook.cells import Cell, Fault

NOT_USED = ""
FIELDS = tuple(name for name in BY_FIELD if name not in ("id", "kind"))
"""What a column of another calendar can hold."""
LAYOUTS = "calendar_layouts"
"""Where the settings keep what was said of other calendars."""
_MOST_LAYOUTS, _MOST_WORDS = 50, 60
_LOOKED_AT, _SHOWN, _LONGEST_SHOWN = 300, 3, 60
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column with some of its values, the field that it seems to hold ('' for none), and why we think so."""

    at: int
    key: str
    name: str
    samples: tuple[str, ...]
    holds: str = NOT_USED
    sure: str = "unsure"
    why: str = "We do not know this name."


@dataclass(frozen=True, slots=True)
class Layout:
    """What was said of a calendar with a header: the field of each column by its key, what words mean by field."""

    mark: str
    columns: Mapping[str, str]
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: str = ""


def guess(found: Found) -> list[ColumnGuess]:
    """Guess from its header what each column holds, held against what its cells look like; each field once."""
    keys = cell_names([found.header.get(at, "") for at in range(1, max(found.header) + 1)])
    several = [_column(found, at, keys[at - 1]) for at in sorted(found.header) if found.header[at]]
    order = ["sure", "likely", "unsure"]
    taken: set[str] = set()
    kept = []
    for one in sorted(several, key=lambda one: (order.index(one.sure), one.at)):
        again = one.holds in taken
        kept.append(replace(one, holds=NOT_USED, sure="unsure", why=_again(one.holds)) if again else one)
        taken |= {one.holds} - {NOT_USED}
    return sorted(kept, key=lambda one: one.at)


def places_in(found: Found, layout: Layout) -> dict[str, int]:
    """Say in which column of a calendar each field stands, by its layout."""
    return places_of([replace(one, holds=layout.columns.get(one.key, NOT_USED)) for one in guess(found)])


def places_of(columns: Sequence[ColumnGuess]) -> dict[str, int]:
    """Say in which column each field stands."""
    return {one.holds: one.at for one in columns if one.holds}


def faults(columns: Sequence[ColumnGuess]) -> Iterator[str]:
    """Say what keeps a calendar from being read, a sentence each."""
    held = Counter(one.holds for one in columns if one.holds)
    if not held["day"]:
        yield "No column holds the date: choose the one by which a post has its day."
    if not (held["title"] or held["text"]):
        yield "No column holds words: choose the one with the title or the text of the posts."
    for name, count in held.items():
        if count > 1:
            yield f"{count} columns hold “{BY_FIELD[name].header}”: keep one of them."


def unknown_words(found: Found, places: Mapping[str, int], objectives: Mapping[str, str]) -> dict[str, list[str]]:
    """List by field the words of which nobody knows what they mean, the most frequent first."""
    words = Words(objectives)
    unknown: dict[str, list[str]] = {}
    for name in WORDED:
        cells = [line.cells[places[name]] for line in found.lines if name in places and places[name] in line.cells]
        seen = Counter(one_line(cell.text) for cell in cells)
        first: dict[str, Cell] = {one_line(cell.text): cell for cell in reversed(cells)}
        several = [
            text for text, _ in seen.most_common() if text and isinstance(value_of(name, first[text], words), Fault)
        ]
        if several:
            unknown[name] = several[:_MOST_WORDS]
    return unknown


def layout_in(settings: Mapping[str, Any], mark: str) -> Layout | None:
    """Give what was said of a calendar with this header; what cannot be read of it is as if unsaid."""
    kept = settings.get(LAYOUTS)
    said = kept.get(mark) if isinstance(kept, dict) else None
    if not isinstance(said, dict):
        return None
    columns = {key: name for key, name in _texts(said.get("columns")).items() if name in (*FIELDS, NOT_USED)}
    given = said.get("told")
    told = {name: _texts(given.get(name)) for name in WORDED} if isinstance(given, dict) else {}
    meant = {
        name: {word: value for word, value in words.items() if _can_mean(name, value)} for name, words in told.items()
    }
    order = said.get("order")
    return Layout(mark, columns, meant, order if order in (DAY_FIRST, MONTH_FIRST) else "")


def with_layout(settings: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    """Give what the settings keep about calendars, with one more layout; of too many the oldest are forgotten."""
    kept = settings.get(LAYOUTS)
    others = {mark: said for mark, said in kept.items() if mark != layout.mark} if isinstance(kept, dict) else {}
    told = {name: dict(words) for name, words in layout.told.items()}
    said = {"columns": dict(layout.columns), "told": told, "order": layout.order}
    return {LAYOUTS: dict([*others.items(), (layout.mark, said)][-_MOST_LAYOUTS:])}


def _texts(given: object) -> dict[str, str]:
    return (
        {str(key): value for key, value in given.items() if isinstance(value, str)} if isinstance(given, dict) else {}
    )


def _can_mean(name: str, value: str) -> bool:
    if name == "objective":
        return True
    return value in CHANNELS or not value if name == "channel" else value in set(Stage)


def _again(holds: str) -> str:
    return f"Another column seems to hold “{BY_FIELD[holds].header}” already."


def _column(found: Found, at: int, key: str) -> ColumnGuess:
    texts = [line.cells[at].text.strip() for line in found.lines[:_LOOKED_AT] if at in line.cells]
    filled = [text for text in texts if text]
    samples = tuple(text[:_LONGEST_SHOWN] for text in list(dict.fromkeys(filled))[:_SHOWN])
    one = ColumnGuess(at, key, found.header[at], samples)
    if not filled:
        return replace(one, why="It is empty.")
    name, exact = field_named(found.header[at])
    if name == "title" and any(len(text) > LONGEST["title"] for text in filled):
        return replace(one, holds="text", sure="likely", why="Its texts are longer than a title.")
    if name in FIELDS and _fits(name, filled):
        return replace(one, holds=name, sure="sure" if exact else "likely", why="Its name says so.")
    seen = next((what for what, looks in _BY_CELLS.items() if _mostly(looks, filled)), NOT_USED)
    return replace(one, holds=seen, sure="likely", why="Its cells look like it.") if seen else one


def _fits(name: str, filled: Sequence[str]) -> bool:
    """Tell whether half of the cells look like a field that can be told by its looks; the others hold any words."""
    return name not in _LOOKS or _mostly(_LOOKS[name], filled)


def _mostly(looks: Callable[[str], bool], filled: Sequence[str]) -> bool:
    return sum(map(looks, filled)) >= _MOSTLY * len(filled)


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "day": lambda text: bool(ways_of([text])[text]),
    "end": lambda text: bool(ways_of([text])[text]),
    "at": lambda text: bool(clock(text) or split(text)[1]),
    "link": lambda text: text.startswith(("https://", "http://")),
}
_BY_CELLS: Mapping[str, Callable[[str], bool]] = {
    "day": _LOOKS["day"],
    "link": _LOOKS["link"],
    "channel": lambda text: bool(channel_named(text)),
    "stage": lambda text: stage_named(text) is not None,
}
"""What a column of an unknown name is taken for where most of its cells say so."""
