"""Read a calendar's spreadsheet: which posts and campaigns are new, which changed and how, and which cells are wrong.

The cells come out of the reading process (`kpi.reading.cells`): no workbook is opened here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from kpi.calendar.entry import Campaign, Entry, Stage
from kpi.calendar.incoming import Incoming
from kpi.calendar.sheet import BY_FIELD, CAMPAIGN, OF_POSTS, POST, row_of
from kpi.calendar.sheet_days import split
from kpi.calendar.sheet_find import Found, Line, not_read, place_of
from kpi.calendar.sheet_match import Known
from kpi.calendar.sheet_values import Value, Words, value_of
from kpi.formats import count_text
from kpi.workbook.cells import Cell, Fault, Wrong, clean, shown

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
_UNSAID: Mapping[str, Value] = {"at": None, "on_charts": False, "channel": ()}
"""What a field is where its cell is empty; all others are ''."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a spreadsheet is read against: `places` says in which column a field stands, `new_id` names a new entry.

    `objectives` gives the label of each by its key, `told` by field what words mean, `order` whether the "day" or the
    "month" stands first where nothing else says it.
    """

    entries: Sequence[Entry]
    campaigns: Sequence[Campaign]
    places: Mapping[str, int]
    objectives: Mapping[str, str]
    new_id: Callable[[], str]
    now: datetime
    who: str = ""
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: str = ""


@dataclass(slots=True)
class _Row:
    """A row that could be read: what it says by field, and what it stands for where an id says so."""

    line: Line
    told: dict[str, Any]
    known: Entry | Campaign | None = None
    own_id: str = ""

    @property
    def is_campaign(self) -> bool:
        """Tell a campaign from a post: it says so, or it is of several whole days."""
        kind = self.told.get("kind")
        if kind:
            return bool(kind == CAMPAIGN)
        end = self.told.get("end")
        return bool(end and end > self.told["day"] and not self.told.get("at"))


def read(found: Found, given: Given) -> Incoming:
    """Hold the rows of a calendar against what is there; a row in which something is wrong changes nothing."""
    return _Reader(found, given).incoming()


class _Reader:
    """Takes row after row, and sorts them into what is new, changed, unchanged and wrong."""

    def __init__(self, found: Found, given: Given) -> None:
        self._found, self._given = found, given
        self._known = Known(given.entries, given.campaigns)
        self._words = Words(given.objectives, given.told, given.order)
        days = [
            line.cells[given.places[name]].text
            for line in found.lines
            for name in ("day", "end")
            if self._has(line, name)
        ]
        self._words.hear(days)
        self._ids = Counter(filter(None, map(self._id, found.lines)))
        self._wrong: list[Wrong] = []
        self._headings = 0
        self._several_sheets = len({line.sheet for line in found.lines}) > 1

    def incoming(self) -> Incoming:
        """Give what all rows came to."""
        rows = [row for line in self._found.lines for row in self._rows(line)]
        posts = [row for row in rows if not row.is_campaign]
        runs = [row for row in rows if row.is_campaign]
        entries = list(self._entries(posts))
        campaigns = list(self._campaigns(runs))
        new, changed = _sorted(entries)
        new_runs, changed_runs = _sorted(campaigns)
        same = len(entries) + len(campaigns) - len(new) - len(changed) - len(new_runs) - len(changed_runs)
        new.sort(key=lambda one: one.order)
        wrong = tuple(sorted(self._wrong, key=lambda one: one.row))
        return Incoming(
            tuple(new), tuple(changed), tuple(new_runs), tuple(changed_runs), same, tuple(self._notes()), wrong
        )

    def _notes(self) -> Iterator[str]:
        if self._found.others:
            yield not_read(self._found.others)
        if self._headings:
            yield f"Rows with a single filled cell were taken for headings, and left out: {count_text(self._headings)}."

    def _has(self, line: Line, name: str) -> bool:
        return name in self._given.places and self._given.places[name] in line.cells

    def _id(self, line: Line) -> str:
        return clean(line.cells[self._given.places["id"]].text) if self._has(line, "id") else ""

    def _rows(self, line: Line) -> Iterator[_Row]:
        """Read a line; one that names several channels is a post on each of them."""
        filled = [name for name in self._given.places if name != "id" and self._has(line, name)]
        if not filled:
            return
        if len(filled) == 1 and not self._found.is_ours and not self._is_day(line, filled[0]):
            self._headings += 1
            return
        known, faults = self._named(line)
        told, wrong = self._values(line, known)
        faults |= wrong
        if not faults:
            row = _Row(line, told, known, self._id(line))
            faults = _faults(row)
        if faults:
            self._refuse(line, faults)
            return
        channels = told.get("channel") or ("",)
        for channel in channels:
            yield replace(row, told={**told, "channel": channel} if "channel" in told else told)

    def _is_day(self, line: Line, name: str) -> bool:
        return name == "day" and bool(self._words.ways[line.cells[self._given.places["day"]].text])

    def _refuse(self, line: Line, faults: Mapping[str, Fault]) -> None:
        first = min(self._given.places.values())
        for name, fault in faults.items():
            column = self._given.places.get(name, first)
            header = self._found.header.get(column, BY_FIELD[name].header)
            sheet = f"{line.sheet}, " if self._several_sheets else ""
            where = f"{sheet}row {line.number}, column {shown(header)} ({place_of(line, column)})"
            self._wrong.append(Wrong(line.number, where[0].upper() + where[1:], fault.says, fault.asks))

    def _named(self, line: Line) -> tuple[Entry | Campaign | None, dict[str, Fault]]:
        """Find what a row's id stands for; one that nobody bears here comes along from another workspace."""
        given = self._id(line)
        if not given:
            return None, {}
        if self._ids[given] > 1:
            return None, {"id": Fault("This id stands in several rows: empty it where the row is a new one.")}
        known = self._known.by_id(given)
        if known is None and not _UUID.match(given):
            return None, {"id": Fault("Nothing here bears this id: empty the cell to add the row as a new one.")}
        return known, {}

    def _values(self, line: Line, known: Entry | Campaign | None) -> tuple[dict[str, Any], dict[str, Fault]]:
        """Read the fields that the sheet has columns for; what stands as it was keeps its exact value."""
        before = row_of(known, self._given.objectives) if known else {}
        told: dict[str, Any] = {}
        faults: dict[str, Fault] = {}
        for name, column in self._given.places.items():
            cell = line.cells.get(column)
            if name == "id" or (cell is None and name == "stage"):
                continue
            if known and _is_as_written(before[name], cell):
                told[name] = _kept(known, name)
            elif cell is None:
                told[name] = _UNSAID.get(name, "")
            elif isinstance(value := value_of(name, cell, self._words), Fault):
                faults[name] = value
            else:
                told[name] = value
        self._timed(line, told)
        return told, faults | ({} if told.get("day") or "day" in faults else {"day": _no_day(line, self._given.places)})

    def _timed(self, line: Line, told: dict[str, Any]) -> None:
        """Take the time of day from behind the day where no other cell tells it."""
        if (
            not told.get("at")
            and self._has(line, "day")
            and (at := split(line.cells[self._given.places["day"]].text)[1])
        ):
            told["at"] = None if at == time() else at

    def _entries(self, rows: Sequence[_Row]) -> Iterator[tuple[Entry | None, Entry]]:
        first: dict[tuple[object, ...], int] = {}
        kept = [row for row in rows if row.known or row.own_id or not self._is_again(row, first)]
        free = {at: row.told for at, row in enumerate(kept) if not row.known and not row.own_id}
        matched = self._known.posts(free)
        for at, row in enumerate(kept):
            known = row.known if isinstance(row.known, Entry) else matched.get(at)
            yield known, self._entry(row, known)

    def _is_again(self, row: _Row, first: dict[tuple[object, ...], int]) -> bool:
        """Refuse a new row that says the same as one above it."""
        said = tuple(sorted((name, str(value)) for name, value in row.told.items()))
        number = first.setdefault(said, row.line.number)
        if number == row.line.number:
            return False
        self._refuse(row.line, {"day": Fault(f"This row says the same as row {number}: leave one of them out.")})
        return True

    def _entry(self, row: _Row, known: Entry | None) -> Entry:
        named = {name: row.told[name] for name in row.told if name not in ("kind", "end")}
        base = known or Entry(
            row.own_id or self._given.new_id(),
            row.told["day"],
            self._given.now,
            stage=Stage.PLANNED,
            made_by=self._given.who,
        )
        then = replace(base, **named)
        return known if known and then == known else replace(then, changed_at=self._given.now)

    def _campaigns(self, rows: Sequence[_Row]) -> Iterator[tuple[Campaign | None, Campaign]]:
        for row in rows:
            known = row.known if isinstance(row.known, Campaign) else None
            known = known or (None if row.own_id else self._known.campaign(row.told))
            yield known, self._campaign(row, known)

    def _campaign(self, row: _Row, known: Campaign | None) -> Campaign:
        given, told = self._given, row.told
        start, end = told["day"], told.get("end") or told["day"]
        base = known or Campaign(row.own_id or given.new_id(), "", start, end, given.now, made_by=given.who)
        named = {"name": told.get("title", base.name), "note": told.get("text", base.note)}
        then = replace(base, start=start, end=end, on_charts=told.get("on_charts", base.on_charts), **named)
        return known if known and then == known else replace(then, changed_at=given.now)


def _sorted(pairs: Sequence[tuple[Any, Any]]) -> tuple[list[Any], list[tuple[Any, Any]]]:
    """Part what is new from what changes; what says nothing new belongs nowhere."""
    return [then for before, then in pairs if before is None], [
        (before, then) for before, then in pairs if before is not None and then is not before
    ]


def _faults(row: _Row) -> dict[str, Fault]:
    """Say what the cells of a row, each good in itself, cannot be together."""
    told, found = row.told, dict[str, Fault]()
    kind = CAMPAIGN if row.is_campaign else POST
    if row.known and isinstance(row.known, Campaign) != row.is_campaign:
        return {"kind": Fault(f"This is no {kind} in the calendar: empty its Id to add it as a new one.")}
    if not (told.get("title") or (told.get("text") and not row.is_campaign)):
        named = "the campaign a name" if row.is_campaign else "the post a title, or its text"
        found["title"] = Fault(f"There are no words here: give {named}.")
    if row.is_campaign:
        extra = next((name for name in OF_POSTS if told.get(name) and name != "stage"), "")
        if extra:
            found[extra] = Fault("A campaign has none: empty this cell, or write post as its Kind.")
    end: date | None = told.get("end") or None
    if end and end < told["day"]:
        found["end"] = Fault("This is before the first day: write a later one.")
    elif end and not row.is_campaign and end > told["day"]:
        found["end"] = Fault("A post has one day: empty this cell, or write campaign as its Kind.")
    if len(told.get("channel") or ()) > 1 and (row.known or row.own_id):
        found["channel"] = Fault("A post has one channel: put each other one into a new row, without an Id.")
    return found


def _no_day(line: Line, places: Mapping[str, int]) -> Fault:
    says = "There is no day here: fill it in, such as 2026-12-24."
    return Fault(says if "day" in places else f"Row {line.number} has no day, since no column holds it.")


def _is_as_written(value: object, cell: Cell | None) -> bool:
    """Tell whether a cell still says what we wrote into it; a spreadsheet writes true as TRUE."""
    wrote = clean(value.isoformat() if isinstance(value, date | time) else str(value or ""))
    says = clean(cell.text) if cell else ""
    return says == wrote or (wrote.lower() in ("true", "false") and says == wrote.upper())


def _kept(known: Entry | Campaign, name: str) -> Any:  # noqa: ANN401 (whatever the field holds)
    """Give a field as it is, in the shape in which cells tell it."""
    if isinstance(known, Campaign):
        told = {"day": known.start, "end": known.end, "title": known.name, "text": known.note, "kind": CAMPAIGN}
        return told.get(name, known.on_charts if name == "on_charts" else _UNSAID.get(name, ""))
    if name in ("kind", "end"):
        return POST if name == "kind" else ""
    value = getattr(known, name)
    return ((value,) if value else ()) if name == "channel" else value
