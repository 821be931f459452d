"""Posts: when each channel published what, and how a month's totals fall to its posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

import pandas as pd

from sample_data import story, words
from sample_data.draw import dice, happens, split_by_month

TUESDAY = 1
EVENING = range(18, 21)
_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Slot:
    """A habit of publishing: a weekday, how often it is kept, the kinds of post, and the hours."""

    weekday: int
    chance: float
    kinds: tuple[str, ...]
    hours: tuple[int, ...]


INSTAGRAM = (
    Slot(0, 0.75, ("IG image", "IG carousel"), (8, 12)),
    Slot(1, 0.93, ("IG reel",), (18, 19)),
    Slot(2, 0.85, ("IG carousel", "IG image", "IG reel"), (12, 17)),
    Slot(3, 0.85, ("IG reel", "IG image"), (8, 18)),
    Slot(4, 0.80, ("IG carousel", "IG image"), (12, 16)),
    Slot(5, 0.60, ("IG image", "IG reel"), (10, 11)),
    Slot(6, 0.60, ("IG reel", "IG carousel"), (10, 19)),
)
FACEBOOK = (
    Slot(0, 0.70, ("Photos",), (9, 12)),
    Slot(2, 0.80, ("Links", "Photos", "Reels"), (12, 17)),
    Slot(4, 0.80, ("Photos", "Links"), (11, 16)),
    Slot(6, 0.50, ("Reels", "Photos"), (10, 18)),
)
TIKTOK = (
    Slot(0, 0.60, ("video",), (17, 20)),
    Slot(2, 0.85, ("video",), (17, 20)),
    Slot(4, 0.80, ("video",), (16, 19)),
    Slot(6, 0.70, ("video",), (11, 19)),
)
LINKEDIN = (
    Slot(1, 0.85, ("Image", "Article", "Video", "Document"), (8, 10)),
    Slot(2, 0.35, ("Document", "Image", "Video", "Article"), (8, 12)),
    Slot(3, 0.85, ("Article", "Image", "Document", "Video"), (9, 12)),
)
X = (
    Slot(0, 0.70, ("text",), (9, 13)),
    Slot(2, 0.80, ("text",), (9, 13)),
    Slot(3, 0.70, ("text",), (12, 17)),
    Slot(5, 0.40, ("text",), (10, 11)),
)


def schedule(name: str, slots: Sequence[Slot], days: Sequence[date]) -> pd.DataFrame:
    """Give the posts that the slots bring about: when, of what kind, with an id and a caption."""
    random = dice(f"{name} schedule")
    rows = [
        {
            "at": datetime.combine(day, time(random.choice(slot.hours), random.randrange(60))),
            "kind": random.choice(slot.kinds),
            "key": number_of(random, 15),
            "code": code_of(random),
            "title": words.caption(random, theme_of(random, day)),
        }
        for day in days
        for slot in slots
        if slot.weekday == day.weekday() and happens(random, slot.chance * _calm(day))
    ]
    return pd.DataFrame(rows)


def theme_of(random: Random, day: date) -> str:
    """Choose what a post of that day is about."""
    usual = random.choices(("everyday", "detail", "people", "store"), (4, 3, 2, 1))[0]
    if story.during(day, story.CAMPAIGN):
        return "campaign" if happens(random, 0.75) else usual
    if story.during(day, story.RECALL):
        return "recall" if happens(random, 0.45) else usual
    if day.month in (11, 12, 1):
        return "winter" if happens(random, 0.5) else usual
    return usual


def share_out(posts: pd.DataFrame, totals: Mapping[date, int], weights: pd.Series) -> pd.Series:
    """Give each month's total to the posts of that month by weight; each month adds up exactly."""
    return split_by_month(totals, weights, [at.date() for at in posts["at"]])


def luck(name: str, posts: pd.DataFrame, width: float) -> pd.Series:
    """Give each post its own luck: most near one, a few far above."""
    random = dice(f"{name} luck")
    return pd.Series([random.lognormvariate(0, width) for _ in posts.index], index=posts.index)


def people_of(name: str, posts: pd.DataFrame) -> pd.Series:
    """Give how many different people saw each post: fewer than its impressions."""
    random = dice(f"{name} people")
    shares = pd.Series([random.uniform(0.66, 0.86) for _ in posts.index], index=posts.index)
    return (posts["impressions"] * shares).round().astype("int64")


def evening_reel(posts: pd.DataFrame) -> pd.Series:
    """Tell which posts are reels on a Tuesday evening."""
    answers = [
        at.weekday() == TUESDAY and at.hour in EVENING and kind == "IG reel"
        for at, kind in zip(posts["at"], posts["kind"], strict=True)
    ]
    return pd.Series(answers, index=posts.index)


def number_of(random: Random, digits: int) -> str:
    """Invent an identity of so many digits."""
    return str(random.randint(10 ** (digits - 1), 10**digits - 1))


def code_of(random: Random) -> str:
    """Invent an identity of eleven letters."""
    return "".join(random.choices(_CODE, k=11))


def _calm(day: date) -> float:
    return 0.65 if story.during(day, story.RECALL) else 1.0
