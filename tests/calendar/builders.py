"""What the tests of the calendar put into it, by the few fields that a test is about."""

from datetime import UTC, date, datetime, time

from kpi.calendar.entry import Campaign, Entry, Stage

AT = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def entry(name="e1", day="2026-10-20", **said: object):
    """Make a planned post on Instagram."""
    told = {"channel": "Instagram", "stage": Stage.PLANNED, **said}
    if isinstance(told.get("at"), str):
        told["at"] = time.fromisoformat(told["at"])
    return Entry(name, date.fromisoformat(day), AT, **told)


def campaign(name="c1", start="2026-10-05", end="2026-10-18", called="Spring range", **said: object):
    """Make a campaign."""
    return Campaign(name, called, date.fromisoformat(start), date.fromisoformat(end), AT, **said)


def full_entry():
    """Make an entry of which everything is said that can be."""
    return entry(
        title="New range, first look; and more",
        text="Line one,\nline two; a \\ backslash\\n and “quotes”.\n\n#velmora 🌿",
        at="18:30",
        zone="Europe/Berlin",
        content_type="reel",
        link="https://velmora.example/range?a=1,2;b",
        objective="engagement",
        owner="Ana",
        stage=Stage.APPROVED,
        on_charts=True,
        post="17890",
        uid="other-calendar-7",
        made_by="Ben",
    )
