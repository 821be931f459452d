"""What others say of Velmora, and what Velmora pays for: reviews, mentions and ads."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

import pandas as pd

from sample_data import story, words
from sample_data.draw import days_between, dice, happens, split
from sample_data.posts import number_of
from sample_data.web import month_end

OWN = "Velmora"
_QUERIES = {"Velmora": 2005174311, "Rondell": 2005174328, "Stadtpfeil": 2005174340, "Kapriol": 2005391107}
_RIVALS = {"Rondell": 58, "Stadtpfeil": 42}
_WIDER_PANEL = {"Rondell": 46, "Stadtpfeil": 31, "Kapriol": 23}
_MENTIONS = (180, 175, 185, 190, 200, 180, 160, 170, 260, 280, 420, 240, 210, 205, 250, 260)
_SPEND = (2_100, 2_000, 2_300, 2_400, 3_600, 3_900, 1_400, 1_500, 5_800, 6_100, 2_600, 2_300, 1_200, 900, 2_500, 2_900)
_STARS = (5, 4, 3, 2, 1)
_USUAL_STARS = (66, 20, 7, 3, 4)
_ADS = (
    ("City 2 | commute video", "Prospecting | cities"),
    ("City 2 | carousel, five colours", "Prospecting | cities"),
    ("Fold | fits under the desk", "Prospecting | commuters"),
    ("Cargo | school run", "Families"),
    ("Test ride | Harbour Street", "Local | stores"),
    ("Cart reminder", "Retargeting | 30 days"),
)
_CAMPAIGN_AD = ("Ride to work | join now", "Ride to work | employers")


def reviews() -> pd.DataFrame:
    """Give the Trustpilot reviews; a month's stars come as near to its mean as whole stars allow."""
    rows = [
        _review(random, day, stars)
        for month in story.MONTHS
        for random in [dice(f"reviews {month.first}")]
        for day, stars in zip(
            _moments(random, month.first, month.reviews),
            _stars(random, month.reviews, round(month.reviews * month.stars)),
            strict=True,
        )
    ]
    return pd.DataFrame(rows)


def _stars(random: Random, count: int, total: int) -> list[int]:
    """Draw stars that add up to a total."""
    drawn = random.choices(_STARS, _USUAL_STARS, k=count)
    while sum(drawn) != total:
        place, step = random.randrange(count), 1 if sum(drawn) < total else -1
        drawn[place] = min(5, max(1, drawn[place] + step))
    return drawn


def _moments(random: Random, first: date, count: int) -> list[datetime]:
    """Draw moments of a month, in order."""
    days = days_between(first, month_end(first))
    weights = [story.lift(day) for day in days]
    drawn = random.choices(days, weights, k=count)
    return sorted(
        datetime.combine(day, time(random.randint(6, 22), random.randrange(60), random.randrange(60))) for day in drawn
    )


def _review(random: Random, at: datetime, stars: int) -> dict[str, object]:
    name, email = words.person(random)
    angry = story.during(at.date(), (story.RECALL[0], date(2026, 9, 20))) and happens(random, 0.85)
    titles, texts = words.RECALL_REVIEWS.get(stars, words.REVIEWS[stars]) if angry else words.REVIEWS[stars]
    answered = at + timedelta(hours=random.randint(3, 60)) if happens(random, 0.45) else None
    return {
        "at": at,
        "stars": stars,
        "key": f"{random.getrandbits(96):024x}",
        "consumer": f"{random.getrandbits(96):024x}",
        "name": name,
        "email": email,
        "title": random.choice(titles),
        "text": random.choice(texts),
        "source": random.choice(("Organic", "Automatic invitation", "Automatic invitation")),
        "reference": f"VM-{random.randint(20_000, 99_999)}",
        "answer": "Thank you for taking the time. Your service team" if answered else "",
        "answered": f"{answered:%Y-%m-%d %H:%M:%S}" if answered else "",
    }


def mentions() -> pd.DataFrame:
    """Give the mentions of Velmora and its rivals; Kapriol joins the panel in September 2026."""
    rows = []
    for month, count in zip(story.MONTHS, _MENTIONS, strict=True):
        random = dice(f"mentions {month.first}")
        panel = _WIDER_PANEL if month.first >= story.KAPRIOL_FROM else _RIVALS
        own = round(count * month.share_of_voice / 100)
        parts = split(count - own, list(panel.values()))
        brands = [brand for brand, part in zip((OWN, *panel), (own, *parts), strict=True) for _ in range(part)]
        random.shuffle(brands)
        moments = _moments(random, month.first, count)
        rows += [_mention(random, brand, at) for brand, at in zip(brands, moments, strict=True)]
    return pd.DataFrame(rows)


def _mention(random: Random, brand: str, at: datetime) -> dict[str, object]:
    recall = brand == OWN and story.during(at.date(), story.RECALL)
    sentiment = random.choices(("positive", "neutral", "negative"), (1, 4, 6) if recall else (4, 6, 1.5))[0]
    titles: Sequence[str] = words.MENTIONS[sentiment]
    if recall and sentiment == "negative":
        titles = words.RECALL_MENTIONS
    site, page = random.choice(words.SITES)
    return {
        "at": at,
        "brand": brand,
        "query": _QUERIES[brand],
        "title": random.choice(titles).format(brand=brand),
        "snippet": random.choice(words.SNIPPETS).format(brand=brand),
        "url": f"https://{site}/{at:%Y/%m}/{number_of(random, 9)}",
        "domain": site,
        "sentiment": sentiment,
        "page": page,
        "country": random.choice(("DEU", "DEU", "DEU", "AUT", "NLD", "CHE")),
        "author": words.person(random)[0] if page != "news" else "",
        "entry": "post" if page == "forum" else "",
    }


def ads() -> pd.DataFrame:
    """Give the Meta ads by month; together a month's ads cost the story's CPM."""
    frames = [_ads_of(month, budget) for month, budget in zip(story.MONTHS, _SPEND, strict=True)]
    return pd.concat(frames, ignore_index=True)


def _ads_of(month: story.Month, budget: int) -> pd.DataFrame:
    random = dice(f"ads {month.first}")
    last = month_end(month.first)
    chosen = random.sample(_ADS, random.randint(3, 5))
    if story.during(month.first.replace(day=15), story.CAMPAIGN):
        chosen.append(_CAMPAIGN_AD)
    total = round(1_000 * budget * random.uniform(0.96, 1.04) / month.cpm)
    impressions = split(total, [random.uniform(0.6, 1.8) for _ in chosen])
    cents = split(round(total * month.cpm / 10), [count * random.uniform(0.8, 1.2) for count in impressions])
    clicks = [round(count * random.uniform(0.008, 0.014)) for count in impressions]
    return pd.DataFrame(
        {
            "first": month.first,
            "last": last,
            "name": [name for name, _ in chosen],
            "set": [group for _, group in chosen],
            "delivery": ["active" if last == story.LAST else "not_delivering" for _ in chosen],
            "ad_impressions": impressions,
            "spend": [count / 100 for count in cents],
            "people": [round(count * random.uniform(0.4, 0.62)) for count in impressions],
            "results": clicks,
            "cost_each": [round(part / 100 / click, 8) for part, click in zip(cents, clicks, strict=True)],
            "quality": [random.choice(("Average", "Above average", "-")) for _ in chosen],
            "ends": "Ongoing" if last == story.LAST else last.isoformat(),
        }
    )
