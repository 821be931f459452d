"""Write the calendar as a file that calendar programs read and subscribe to."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.prop import vText

from kpi.calendar.entry import Campaign, Entry
from kpi.calendar.ics import CAMPAIGN, KIND, ON_CHARTS, OURS, PRODUCT, STAGE, STATUS, TEXTS

_ONE_DAY = timedelta(days=1)
_LASTS = timedelta(minutes=15)
"""How long a post stands in a calendar, so that it can be seen there."""
_IS_TEXT = {"VALUE": "TEXT"}


def written(entries: Sequence[Entry], campaigns: Sequence[Campaign], *, name: str) -> bytes:
    """Write entries and campaigns as an .ics under a name; the same ones give the same bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    for campaign in sorted(campaigns, key=lambda one: (one.start, one.end, one.name, one.id)):
        calendar.add_component(_of_campaign(campaign))
    for entry in sorted(entries, key=lambda one: one.order):
        calendar.add_component(_of_entry(entry))
    _tell_zones(calendar, entries)
    data: bytes = calendar.to_ical()
    return data


def _tell_zones(calendar: Calendar, entries: Iterable[Entry]) -> None:
    """Say when the clocks of the named zones change, for the years of their entries."""
    days = [entry.day for entry in entries if entry.zone and entry.at]
    if days:
        first, last = min(days), max(days)
        calendar.add_missing_timezones(first_date=first.replace(month=1, day=1), last_date=last + 366 * _ONE_DAY)


def _of_entry(entry: Entry) -> Event:
    event = _event(entry.uid or f"{entry.id}{OURS}", entry.changed_at, entry.title, entry.text)
    _place(event, entry)
    if entry.link:
        event.add("url", entry.link)
    if entry.channel:
        event.add("categories", [entry.channel])
    event.add("status", STATUS[entry.stage])
    event.add(STAGE, vText(entry.stage.value), parameters=_IS_TEXT)
    for field, named in TEXTS.items():
        event.add(named, vText(getattr(entry, field)), parameters=_IS_TEXT)
    _on_charts(event, on_charts=entry.on_charts)
    return event


def _place(event: Event, entry: Entry) -> None:
    """Say the day, or the moment by the clocks of its zone; one without a zone is the same everywhere."""
    if entry.at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + _ONE_DAY)
        event.add("transp", "TRANSPARENT")
        return
    begins = datetime.combine(entry.day, entry.at)
    zone = ZoneInfo(entry.zone) if entry.zone else None
    event.add("dtstart", begins.replace(tzinfo=zone))
    event.add("dtend", (begins + _LASTS).replace(tzinfo=zone))


def _of_campaign(campaign: Campaign) -> Event:
    event = _event(campaign.uid or f"{campaign.id}{OURS}", campaign.changed_at, campaign.name, campaign.note)
    event.add("dtstart", campaign.start)
    event.add("dtend", campaign.end + _ONE_DAY)
    event.add("transp", "TRANSPARENT")
    event.add(KIND, vText(CAMPAIGN), parameters=_IS_TEXT)
    _on_charts(event, on_charts=campaign.on_charts)
    return event


def _event(uid: str, changed: datetime, summary: str, description: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed.astimezone(UTC).replace(microsecond=0))
    event.add("summary", summary)
    event.add("description", description)
    return event


def _on_charts(event: Event, *, on_charts: bool) -> None:
    event.add(ON_CHARTS, vText("TRUE" if on_charts else "FALSE"), parameters=_IS_TEXT)
