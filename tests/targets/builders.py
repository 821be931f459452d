"""Targets with only what a test is about."""

from datetime import UTC, datetime

from kpi.targets.target import Target
from tests.builders import OCTOBER, days, span

AT = datetime(2026, 9, 1, tzinfo=UTC)
QUARTER = span("2026-10-01", "2026-12-31")
HISTORY = span("2026-08-01", "2026-09-30")


def target(kpi, goal, window=OCTOBER, **more: object):
    """Make a target over a range of days."""
    said = {"channels": (), "content_types": (), "baseline": None, "owner": "Ana", "reason": "It matters."}
    made = {"id": "1", "created_at": AT, "updated_at": AT}
    return Target(kpi=kpi, goal=goal, start=window.start, end=window.end, **{**made, **said, **more})


def until(last, first="2026-10-01", **amounts: float):
    """Give the same for every day up to one."""
    return list(days(span(first, last), **amounts))


def on(frame, when, column="path"):
    """Give what a track's frame says of a day."""
    return frame.loc[frame["date"] == when, column].item()


def plain(text):
    """Write a sentence without the signs that keep its words together."""
    return text.replace("\u00a0", " ").replace("\u2212", "-")
