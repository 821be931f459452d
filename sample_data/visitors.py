"""What visitors of the website did, by day, and on which page visits began: the same actions told two more ways."""

from collections import Counter
from datetime import date

import pandas as pd

from sample_data import story
from sample_data.draw import dice, split

_EVENTS = ("purchase", "newsletter_signup", "raffle_entry", "file_download")
_USUAL = (34, 37, 8, 21)
_IN_THE_CAMPAIGN = (24, 24, 40, 12)
_IN_THE_RECALL = (18, 24, 6, 52)
_LANDING = {  # page: its share of the visits, and how readily these act
    "/": (35, 0.8),
    "/city-2": (17, 1.5),
    "/fold": (10, 1.3),
    "/cargo": (9, 1.1),
    "/journal": (9, 0.3),
    "/test-ride": (6, 3.4),
    "/stores": (5, 0.9),
    "/service": (4, 0.3),
    "/ride-to-work": (4, 2.2),
    "/recall": (1, 0.2),
}


def key_events(days: pd.DataFrame) -> pd.DataFrame:
    """Give the key events by day and name, as many a day as `days` counts conversions; none of a name has no row."""
    rows = [
        (day, event, count)
        for day, conversions in days["conversions"].items()
        for event, count in _drawn(day, int(conversions)).items()
    ]
    return pd.DataFrame(rows, columns=["date", "event", "conversions"]).set_index("date")


def _drawn(day: date, count: int) -> Counter[str]:
    """Draw what each action of a day was: raffles in the campaign, instructions downloaded in the recall."""
    mix = _IN_THE_CAMPAIGN if story.during(day, story.CAMPAIGN) else _USUAL
    mix = _IN_THE_RECALL if story.during(day, story.RECALL) else mix
    return Counter(dice(f"key events {day}").choices(_EVENTS, mix, k=count))


def landing_pages(groups: pd.DataFrame) -> pd.DataFrame:
    """Share a month's visits and actions out to the pages on which the visits began; they add up to its sources."""
    random = dice("landing pages")
    shares = [share * random.uniform(0.9, 1.1) for share, _ in _LANDING.values()]
    sessions = split(int(groups["sessions"].sum()), shares)
    eager = [count * readiness for count, (_, readiness) in zip(sessions, _LANDING.values(), strict=True)]
    stay = [count * random.uniform(0.6, 1.6) for count in sessions]
    conversions = split(int(groups["conversions"].sum()), eager)
    return pd.DataFrame(
        {
            "page": list(_LANDING),
            "sessions": sessions,
            "engaged_seconds": split(int(groups["engaged_seconds"].sum()), stay),
            "conversions": conversions,
            "converting_sessions": split(int(groups["converting_sessions"].sum()), conversions),
        }
    )
