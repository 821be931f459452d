"""Read the events of a calendar file, each that repeats date by date.

A reader for `kpi.reading.drop.read_all`, which runs it in the reading process: `READER` names it. Whoever sends a
calendar chooses how often its events repeat and which zones they have, so it is not taken apart in the server.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from icalendar import Calendar, Event
from icalendar.error import BrokenCalendarProperty
from icalendar.prop import vText, vUnknown

from kpi.calendar.entry import clean, one_line
from kpi.calendar.ics import KIND, ON_CHARTS, STAGE, TEXTS
from kpi.calendar.ics_repeats import dates_of
from kpi.calendar.zones import zone_of
from kpi.errors import UnreadableFile
from kpi.layouts.learnt import Learnt
from kpi.reading.report import Reference

READER = "kpi.calendar.ics_events:read_events"
LARGEST = 8 << 20
MOST = 20_000
_ONE_DAY = timedelta(days=1)
_NAMED = {**TEXTS, "stage": STAGE, "kind": KIND, "on_charts": ON_CHARTS}


class Told(NamedTuple):
    """What a calendar tells of an event, all as text, '' where it tells nothing.

    `day` and `last` are days such as 2026-01-31, `at` a time such as 18:00:00, `zone` a known name. `repeats` says that
    it is one date of several; `ours` that a Goalpost wrote it, so that what is empty is meant so.
    """

    uid: str
    summary: str
    description: str
    day: str
    last: str
    at: str
    zone: str
    status: str
    link: str
    categories: str
    repeats: str
    ours: str
    channel: str
    content_type: str
    objective: str
    owner: str
    post: str
    stage: str
    kind: str
    on_charts: str


@dataclass(frozen=True, slots=True)
class Events:
    """What a file holds: a row an event."""

    table: pa.Table
    notes: tuple[str, ...]
    references: tuple[Reference, ...] = field(default=())

    @property
    def report(self) -> dict[str, Any]:
        """Give what is to be said about the file."""
        return {"notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class _When:
    """When something is: a naive moment by the clocks of `zone`, or a day; `foreign` is a zone that nobody knows."""

    value: datetime | date
    zone: str = ""
    foreign: str = ""


def read_events(_name: str, path: Path, _learnt: Learnt) -> Events:
    """Read the events of a file; raise UnreadableFile where it is no calendar."""
    if path.stat().st_size > LARGEST:
        raise UnreadableFile(f"This calendar is larger than {LARGEST >> 20} MB: export fewer months of it.")
    told, notes = events_of(path.read_bytes())
    columns = zip(*told, strict=True) if told else ((),) * len(Told._fields)
    arrays = [pa.array(list(column), pa.large_string()) for column in columns]
    return Events(pa.table(dict(zip(Told._fields, arrays, strict=True))), tuple(notes))


def events_of(data: bytes) -> tuple[list[Told], list[str]]:
    """Give what a calendar tells of its events, and what has to be said about it."""
    notes: list[str] = []
    calendars = _calendars(data)
    found = [event for calendar in calendars for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    others = sum(len(calendar.walk(kind)) for calendar in calendars for kind in ("VTODO", "VJOURNAL"))
    if others:
        notes.append(f"Tasks and journal entries were left out ({others:,}): events alone are read.")
    changed = _changed_dates(found)
    told = {one.uid: one for event in found for one in _told(event, changed, notes)}
    if len(told) > MOST:
        raise UnreadableFile(f"This calendar holds more than {MOST:,} dates: export fewer months of it.")
    return list(told.values()), list(dict.fromkeys(notes))


def _calendars(data: bytes) -> list[Calendar]:
    try:
        found = Calendar.from_ical(data.removeprefix(b"\xef\xbb\xbf"), multiple=True)
    except ValueError as problem:
        raise UnreadableFile(f"This is no calendar file that can be read: {one_line(str(problem))[:120]}") from problem
    calendars = [one for one in found if isinstance(one, Calendar)]
    if not calendars:
        raise UnreadableFile("There is no calendar in this file: export one as .ics and drop that.")
    return calendars


def _changed_dates(events: Iterable[Event]) -> dict[str, set[datetime | date]]:
    """List by UID the dates of repeating events that are told apart, since they were moved or changed."""
    changed: dict[str, set[datetime | date]] = {}
    for event in events:
        when = _when(event, "RECURRENCE-ID")
        if when:
            changed.setdefault(_text(event, "UID"), set()).add(when.value)
    return changed


def _told(event: Event, changed: dict[str, set[datetime | date]], notes: list[str]) -> Iterator[Told]:
    """Tell an event: once, or a date after the other where it repeats."""
    name = one_line(_text(event, "SUMMARY"))[:60] or "without a title"
    begins = _when(event, "DTSTART")
    if begins is None:
        notes.append(f"“{name}” was left out: it has no day that can be read.")
        return
    if begins.foreign:
        taken = "UTC" if begins.zone else "local time"
        notes.append(f"The time zone “{one_line(begins.foreign)[:60]}” is not known: its times were taken in {taken}.")
    uid, days = _uid(event, begins), _lasts(event, begins)
    own = _when(event, "RECURRENCE-ID")
    if own:
        yield _row(event, f"{uid}#{own.value.isoformat()}", begins, days, repeats=True)
        return
    if not ({"RRULE", "RDATE"} & set(event)):
        yield _row(event, uid, begins, days, repeats=False)
        return
    dates, says = dates_of(event, begins.value, begins.zone)
    notes.extend(f"“{name}” {one}" for one in says)
    for value in dates:
        if value not in changed.get(uid, ()):
            when = _When(value, begins.zone)
            yield _row(event, f"{uid}#{value.isoformat()}", when, days, repeats=True)


def _row(event: Event, uid: str, begins: _When, days: int, *, repeats: bool) -> Told:
    value = begins.value
    day = value.date() if isinstance(value, datetime) else value
    at = value.time().replace(fold=0).isoformat() if isinstance(value, datetime) else ""
    named = {name: _text(event, said) for name, said in _NAMED.items()}
    return Told(
        uid=uid,
        summary=one_line(_text(event, "SUMMARY")),
        description=clean(_text(event, "DESCRIPTION")),
        day=day.isoformat(),
        last=(day + timedelta(days=days - 1)).isoformat(),
        at=at,
        zone=begins.zone,
        status=_text(event, "STATUS").upper(),
        link=one_line(_text(event, "URL")),
        categories="\n".join(_categories(event)),
        repeats="yes" if repeats else "",
        ours="yes" if STAGE in event or KIND in event else "",
        **named,
    )


def _text(event: Event, name: str) -> str:
    """Give what is said under a name, '' where it is missing or broken; of several the first."""
    value = event.get(name)
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, vUnknown):
        return str(vText.from_ical(str(first)))
    return "" if first is None or isinstance(first, list) else str(first)


def _categories(event: Event) -> list[str]:
    found = event.get("CATEGORIES", [])
    several = found if isinstance(found, list) else [found]
    return [one_line(str(name)) for one in several for name in getattr(one, "cats", ())]


def _uid(event: Event, begins: _When) -> str:
    """Give the name by which the event is known; one without gets one that is the same again the next time."""
    given = _text(event, "UID").strip()
    said = f"{_text(event, 'SUMMARY')}\n{begins.value.isoformat()}"
    return given or f"{sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}@unnamed"


def _when(event: Event, name: str) -> _When | None:
    """Say when something is by the clocks of a zone that is known everywhere; None where that cannot be read."""
    said = event.get(name)
    try:
        value = getattr(said, "dt", None)
    except BrokenCalendarProperty:
        return None
    if not isinstance(value, datetime):
        return _When(value) if isinstance(value, date) else None
    given = str(said.params.get("TZID", "")) if said is not None else ""
    if value.tzinfo is None:
        return _When(value, foreign=given)
    if not given:
        return _When(value.astimezone(UTC).replace(tzinfo=None), "UTC")
    zone = zone_of(given)
    if zone:
        return _When(value.replace(tzinfo=None), zone)
    return _When(value.astimezone(UTC).replace(tzinfo=None), "UTC", given)


def _lasts(event: Event, begins: _When) -> int:
    """Count the days on which an event is; of one with a time of day the one on which it begins."""
    if isinstance(begins.value, datetime):
        return 1
    ends = _when(event, "DTEND")
    if ends and not isinstance(ends.value, datetime):
        return max(1, (ends.value - begins.value).days)
    length = getattr(event.get("DURATION"), "td", _ONE_DAY)
    return max(1, length.days)


def moment_of(day: str, at: str) -> tuple[date, time | None]:
    """Read a day and a time of day as they are told."""
    return date.fromisoformat(day), time.fromisoformat(at) if at else None
