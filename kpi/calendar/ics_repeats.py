"""The dates of an event that repeats, as far as anybody plans."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Event

MOST_DATES = 1_000
AHEAD = timedelta(days=3_660)
"""How long after its first date an event is followed."""
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_ONCE = "repeats in a way that cannot be read: its first date alone was taken."


def dates_of(event: Event, begins: datetime | date, zone: str) -> tuple[list[datetime | date], list[str]]:
    """Give the dates of a repeating event in order, of the kind of its first, and what has to be said about them."""
    rule = event.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    first = begins if isinstance(begins, datetime) else datetime.combine(begins, time.min)
    if len(rules) > 1 or any(set(one.get("FREQ", [])) & _TOO_OFTEN for one in rules):
        return [begins], [_ONCE]
    try:
        found = set(_ruled(rules[0], first, zone)) if rules else {first}
    except ValueError:
        return [begins], [_ONCE]
    found |= set(_listed(event, "RDATE", zone))
    dates = sorted(found - set(_listed(event, "EXDATE", zone)))
    says = [f"repeats without an end in sight: its first {len(dates):,} dates were taken."]
    cut = len(found) >= MOST_DATES or any(date > first + AHEAD - timedelta(days=366) for date in dates)
    kept = dates if isinstance(begins, datetime) else [one.date() for one in dates]
    return list(kept), says if cut else []


def _ruled(rule: dict[str, list[object]], first: datetime, zone: str) -> Iterator[datetime]:
    """Follow a rule from its first date, which always counts; its end is brought to the clocks of the event."""
    yield first
    last = first + AHEAD
    for until in rule.get("UNTIL", []):
        last = min(last, _naive(until, zone))
    told = {name: value for name, value in rule.items() if name != "UNTIL"}
    text = type(rule)(told).to_ical().decode()  # type: ignore[attr-defined]  # a vRecur, which knows how to write itself
    for one in islice(rrulestr(text, dtstart=first), MOST_DATES):
        if one > last:
            return
        yield one


def _listed(event: Event, name: str, zone: str) -> Iterator[datetime]:
    found = event.get(name, [])
    for listed in found if isinstance(found, list) else [found]:
        for one in getattr(listed, "dts", ()):
            value = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            if isinstance(value, date):
                yield _naive(value, zone)


def _naive(value: object, zone: str) -> datetime:
    """Bring a day or a moment to the clocks of a zone; a day without a time is its end as well as its begin."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return value
        there = ZoneInfo(zone) if zone else UTC
        return value.astimezone(there).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    raise ValueError(f"no moment: {value!r}")
