"""Velmora's editorial calendar: what the team had planned for the autumn, and what it plans for the winter."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

import pandas as pd

from sample_data import accounts, posts, story, words
from sample_data.draw import days_between, dice, happens
from sample_data.posts import Slot

FILE = "calendar.json"
FIRST, UNTIL = date(2026, 9, 14), date(2026, 12, 20)
_TODAY = date(2026, 11, 22)
_OWNERS = ("Mara", "Jonas", "Edda")
_KINDS = {"IG image": "photo", "IG carousel": "carousel", "IG reel": "reel", "Photos": "photo", "Links": "link"}
_KINDS |= {"Reels": "reel", "Image": "photo", "Article": "link", "Video": "video", "Document": "carousel"}
_STAGES = ((7, ("planned",)), (16, ("approved", "draft")), (99, ("draft", "idea")))
"""How far posts are that are so many days ahead."""
_SLOTS = {
    "Instagram": tuple(slot for slot in posts.INSTAGRAM if slot.weekday in (1, 3, 4)),
    "Facebook": tuple(slot for slot in posts.FACEBOOK if slot.weekday in (2, 4)),
    "LinkedIn": tuple(slot for slot in posts.LINKEDIN if slot.weekday in (1, 3)),
}
_CAMPAIGNS = (
    ("Winter tyres, winter lights", "2026-11-23", "2026-12-20", "Reels on Tuesdays, a carousel on Thursdays."),
    ("Twelve days of gifts", "2026-12-01", "2026-12-12", "One accessory a day, stories besides."),
    ("The new commuter range", "2027-03-08", "2027-04-18", "The launch of the year: film it in January."),
    ("Summer on two wheels", "2027-06-01", "2027-08-31", "Readers' tours, week by week."),
)
Said = dict[str, object]


def text() -> str:
    """Give the calendar as it is kept beside the targets: entries, then campaigns."""
    told = {"entries": [*_autumn(), *_winter()], "campaigns": [_campaign(*one) for one in _CAMPAIGNS]}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _autumn() -> Iterator[Said]:
    """Plan most of what came out, some of it for another day, and a little that never did."""
    frames = {"Instagram": accounts.instagram_posts(), "Facebook": accounts.facebook_posts()}
    frames["LinkedIn"] = accounts.linkedin_posts()
    for channel, frame in frames.items():
        random = dice(f"{channel} plan")
        inside = frame[(frame["at"] >= pd.Timestamp(FIRST)) & (frame["at"] < pd.Timestamp(story.LAST))]
        for at, kind, title in inside[["at", "kind", "title"]].itertuples(index=False):
            if happens(random, 0.3):
                continue
            moved = timedelta(days=random.choice((-1, 1))) if happens(random, 0.1) else timedelta()
            yield _entry(random, channel, kind, at.to_pydatetime() + moved, title, "published")
            if happens(random, 0.05):
                yield _entry(random, channel, kind, at.to_pydatetime() + timedelta(days=1), _caption(random), "planned")


def _winter() -> Iterator[Said]:
    """Plan the weeks to come: the next ones firmly, the later ones as drafts and ideas."""
    for channel, slots in _SLOTS.items():
        random = dice(f"{channel} winter plan")
        for day in days_between(_TODAY + timedelta(days=1), UNTIL):
            for slot in slots:
                if slot.weekday == day.weekday() and happens(random, 0.9):
                    yield _slot(random, channel, slot, day)


def _slot(random: Random, channel: str, slot: Slot, day: date) -> Said:
    ahead = (day - _TODAY).days
    stage = random.choice(next(stages for until, stages in _STAGES if ahead <= until))
    at = datetime.combine(day, time(random.choice(slot.hours), random.choice((0, 15, 30))))
    return _entry(random, channel, random.choice(slot.kinds), at, _caption(random), stage)


def _entry(random: Random, channel: str, kind: str, at: datetime, caption: str, stage: str) -> Said:
    return {
        "id": str(UUID(int=random.getrandbits(128), version=4)),
        "day": at.date().isoformat(),
        "at": at.strftime("%H:%M"),
        "zone": "Europe/Berlin",
        "channel": channel,
        "content_type": _KINDS.get(kind, ""),
        "title": caption.split("\n", maxsplit=1)[0][:80],
        "text": caption,
        "owner": random.choice(_OWNERS),
        "stage": stage,
        "objective": random.choice(("engagement", "awareness")),
    }


def _caption(random: Random) -> str:
    return words.caption(random, "winter")


def _campaign(name: str, start: str, end: str, note: str) -> Said:
    named = str(UUID(int=dice(name).getrandbits(128), version=4))
    return {"id": named, "name": name, "start": start, "end": end, "note": note}
