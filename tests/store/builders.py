"""What the tests of the store put into it, by the few columns that a test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from kpi.catalogue.metrics import FILE_METRICS
from kpi.frames import records_frame
from kpi.targets.target import Action, Combine, Guard, Milestone, Over, Relative, Sector, Sense, Share, State, Target
from kpi.typed import TypedNumber

AT = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


def records(*days: tuple[str, float], file="insights.csv", **columns: str):
    """Make records of days, `(date, impressions)` each."""
    told = {"channel": "Instagram", "account": "nordlicht", "grain": "day", "paid": "organic", **columns}
    rows = pd.DataFrame(days, columns=["at", "impressions"])
    return records_frame(rows.assign(**told, file=file, row=range(2, len(rows) + 2), observed_at="2026-03-31"))


def many_records(number, *, rows):
    """Make records of posts as a real export gives them: ten metrics, captions and links."""
    which = ("Instagram", "X", "TikTok", "LinkedIn")[number % 4]
    posts = range(rows)
    return records_frame(
        pd.DataFrame(
            {
                "at": pd.date_range("2025-01-01", periods=rows, freq="h"),
                "channel": which,
                "account": f"nordlicht on {which}",
                "grain": "post",
                "content_type": [("reel", "photo", "link")[post % 3] for post in posts],
                "key": [f"{number}-{post}" for post in posts],
                "title": [f"Caption number {post}, and what people write beneath a picture" for post in posts],
                "link": [f"https://example.com/{number}/{post}" for post in posts],
                "file": f"posts {number}.csv",
                "observed_at": "2026-03-31",
                "row": posts,
                **{metric: [float(post) for post in posts] for metric in FILE_METRICS[:10]},
            }
        )
    )


def number(day="2026-01-31", value=9_500.0, *, at=AT, by="Ana", channel="Instagram", metric="followers"):
    """Make a typed number."""
    return TypedNumber(date.fromisoformat(day), channel, "nordlicht", metric, value, by, at)


def target(name="t1", goal=10_000.0, *, at=AT):
    """Make a target for followers."""
    return Target(
        id=name,
        kpi="followers",
        channels=("Instagram", "X"),
        content_types=("reel",),
        start=date(2026, 1, 1),
        end=date(2026, 3, 31),
        baseline=None,
        goal=goal,
        owner="Ana",
        reason="The launch needs an audience.",
        created_at=at,
        updated_at=at,
        title="Ten thousand",
    )


def full_target():
    """Make a target of which everything is said that can be."""
    return replace(
        target(),
        accounts=("nordlicht",),
        over=Over.EACH_MONTH,
        sense=Sense.BETWEEN,
        upper=12_000.0,
        sector=Sector(12_000.0, 2025, "A trade magazine"),
        relative=Relative(0.08, date(2025, 1, 1), date(2025, 3, 31), 9_259.3),
        stretch=11_000.0,
        allow=1,
        min_volume=50.0,
        milestones=(Milestone(date(2026, 1, 31), 9_700.0), Milestone(date(2026, 2, 28), 9_900.0)),
        parts=(Share(("Instagram",), 6_000.0), Share(("X",), 4_000.0)),
        combine=Combine.SUM,
        guards=(Guard("unfollows", Sense.AT_MOST, 300.0),),
        moves="sales",
        priority=1,
        baseline_from="the same days of last year",
        actions=(Action("a1", "Film a reel", "Ben", date(2026, 1, 5), date(2026, 1, 16), State.DONE, effect=120.0),),
        lesson="Reels carried it.",
        closed_at=AT,
        unsmart=True,
    )


def action_target(*actions: tuple[str, date, date]):
    """Make a target with actions, each with its title and its first and last day."""
    several = tuple(Action(title, title, "Ben", start, end) for title, start, end in actions)
    return replace(target(), actions=several)
