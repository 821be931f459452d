"""What happened to Velmora from July 2025 to October 2026: the monthly figures that every file keeps to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sample_data.draw import days_between, month_of, near, split

FIRST = date(2025, 7, 1)
LAST = date(2026, 10, 31)
DAYS = days_between(FIRST, LAST)
CAMPAIGN = (date(2026, 3, 9), date(2026, 4, 19))
VIRAL_DAY = date(2026, 5, 16)
VIRAL_VIEWS = 1_903_640
RECALL = (date(2026, 7, 6), date(2026, 8, 31))
_FIRST_WEEK_OF_RECALL = (date(2026, 7, 6), date(2026, 7, 12))
FACEBOOK_VIEWS_FROM = date(2025, 11, 15)
FACEBOOK_VIEWS_FACTOR = 1.35
X_LAST_POST = date(2026, 2, 12)
X_LAST = date(2026, 2, 28)
LINKEDIN_LAST = date(2026, 10, 29)
KAPRIOL_FROM = date(2026, 9, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the story: impressions in thousands a channel, rates in percent, the rest in counts and euros."""

    first: date
    instagram: int
    tiktok: int
    linkedin: int
    facebook: int
    engagement_rate: float
    new_followers: int
    unfollows: int
    social_sessions: int
    conversions: int
    share_of_voice: int
    reviews: int
    stars: float
    cpm: float


MONTHS = (
    Month(date(2025, 7, 1), 330, 190, 55, 130, 3.0, 800, 141, 7_800, 150, 20, 30, 4.4, 6.0),
    Month(date(2025, 8, 1), 330, 190, 55, 130, 3.0, 800, 138, 7_800, 150, 20, 30, 4.4, 6.0),
    Month(date(2025, 9, 1), 330, 190, 55, 130, 3.0, 800, 143, 7_800, 150, 20, 30, 4.4, 6.0),
    Month(date(2025, 10, 1), 330, 190, 55, 130, 3.0, 800, 137, 7_800, 150, 20, 30, 4.4, 6.0),
    Month(date(2025, 11, 1), 410, 180, 62, 150, 3.1, 1_150, 145, 8_200, 148, 21, 34, 4.4, 6.8),
    Month(date(2025, 12, 1), 380, 160, 40, 140, 2.9, 980, 142, 7_400, 163, 20, 41, 4.3, 8.9),
    Month(date(2026, 1, 1), 300, 150, 58, 110, 3.0, 820, 139, 6_000, 84, 19, 25, 4.4, 4.9),
    Month(date(2026, 2, 1), 310, 170, 64, 112, 3.1, 860, 140, 6_200, 93, 20, 22, 4.4, 5.1),
    Month(date(2026, 3, 1), 620, 390, 95, 210, 3.6, 2_100, 148, 13_100, 262, 27, 38, 4.5, 5.8),
    Month(date(2026, 4, 1), 680, 520, 110, 220, 3.4, 2_350, 151, 14_000, 308, 29, 52, 4.5, 6.0),
    Month(date(2026, 5, 1), 450, 2_400, 80, 160, 1.9, 6_900, 172, 12_500, 150, 38, 36, 4.4, 6.1),
    Month(date(2026, 6, 1), 420, 480, 72, 150, 2.7, 1_500, 164, 9_600, 173, 25, 30, 4.4, 6.3),
    Month(date(2026, 7, 1), 290, 260, 30, 90, 2.4, 640, 365, 5_900, 94, 18, 47, 3.6, 6.0),
    Month(date(2026, 8, 1), 240, 210, 22, 80, 2.2, 480, 420, 4_800, 72, 15, 63, 3.2, 5.7),
    Month(date(2026, 9, 1), 360, 300, 70, 120, 2.8, 1_020, 190, 7_600, 137, 22, 33, 3.9, 6.4),
    Month(date(2026, 10, 1), 430, 340, 82, 135, 3.1, 1_240, 152, 8_900, 169, 24, 29, 4.2, 6.9),
)
_EXACT_RATE = {date(2026, 10, 1): 3.06}
_X_IMPRESSIONS = (9_400, 8_900, 9_700, 9_100, 8_600, 7_300, 6_900, 2_300)
_FOLLOWS = {"Instagram": 0.56, "TikTok": 0.235, "LinkedIn": 0.095, "Facebook": 0.07, "X": 0.04}
_VIRAL_FOLLOWS = {"Instagram": 0.125, "TikTok": 0.84, "LinkedIn": 0.018, "Facebook": 0.017}
_INTEREST = {"Instagram": 4.1, "TikTok": 1.7, "LinkedIn": 3.6, "Facebook": 1.85}
_VIRAL_INTEREST = {"Instagram": 4.5, "TikTok": 1.34, "LinkedIn": 4.0, "Facebook": 2.05}
_LAST_FOLLOWERS = {"Instagram": 46_200, "TikTok": 0, "LinkedIn": 7_420, "Facebook": 21_840}
_KNOWN_FOLLOWERS = {("Instagram", date(2026, 9, 1)): 45_600}
_FIRST_TIKTOK_FOLLOWERS = 8_940

Monthly = dict[date, int]


def during(day: date, span: tuple[date, date]) -> bool:
    """Tell whether a day lies within a span."""
    return span[0] <= day <= span[1]


def lift(day: date) -> float:
    """Say how much more than usual happens on a day of the campaign or of the recall's first week."""
    if during(day, CAMPAIGN):
        return 1.6
    return 1.25 if during(day, _FIRST_WEEK_OF_RECALL) else 1.0


def monthly(field: str) -> Monthly:
    """Give one whole-number column of the story by month."""
    return {month.first: int(getattr(month, field)) for month in MONTHS}


def scaled(values: Mapping[date, int], factor: float, name: str) -> Monthly:
    """Give monthly totals that follow others at a factor, a little off each month."""
    return {
        first: near(f"{name} {first}", value * factor, round(value * factor / 25)) for first, value in values.items()
    }


def impressions(channel: str, source: str) -> Monthly:
    """Give a channel's impressions by month; two sources of one channel differ by a few hundred."""
    if channel == "X":
        return dict(zip((month.first for month in MONTHS), _X_IMPRESSIONS, strict=False))
    thousands = monthly(channel.lower())
    return {first: near(f"{channel} {source} {first}", count * 1_000, 380) for first, count in thousands.items()}


def interactions() -> dict[str, Monthly]:
    """Give each channel's interactions by month, so that all channels together have the month's engagement rate."""
    shown = {channel: impressions(channel, "posts") for channel in ("Instagram", "Facebook")}
    shown |= {channel: impressions(channel, "days") for channel in ("TikTok", "LinkedIn", "X")}
    given: dict[str, Monthly] = {channel: {} for channel in shown}
    for month in MONTHS:
        rate = _EXACT_RATE.get(month.first, near(f"rate {month.first}", 100 * month.engagement_rate, 3) / 100) / 100
        given["X"][month.first] = round(rate * shown["X"].get(month.first, 0))
        total = round(rate * sum(shown[channel][month.first] for channel in _INTEREST))
        interest = _VIRAL_INTEREST if month.first == month_of(VIRAL_DAY) else _INTEREST
        weights = [interest[channel] * shown[channel][month.first] for channel in _INTEREST]
        for channel, count in zip(_INTEREST, split(total, weights), strict=True):
            given[channel][month.first] = count
    return given


def new_followers() -> dict[str, Monthly]:
    """Give each channel's new followers by month; together they are the story's."""
    given: dict[str, Monthly] = {channel: {} for channel in _FOLLOWS}
    for month in MONTHS:
        shares = dict(_VIRAL_FOLLOWS if month.first == month_of(VIRAL_DAY) else _FOLLOWS)
        if month.first > X_LAST:
            shares.pop("X", None)
        for channel, count in zip(shares, split(month.new_followers, list(shares.values())), strict=True):
            given[channel][month.first] = count
    return given


def unfollows() -> dict[str, Monthly]:
    """Give the unfollows of X and TikTok, the two networks that tell them."""
    on_x = {month.first: near(f"X unfollows {month.first}", 18, 4) for month in MONTHS if month.first <= X_LAST}
    return {"X": on_x, "TikTok": {month.first: month.unfollows - on_x.get(month.first, 0) for month in MONTHS}}


def followers() -> dict[str, Monthly]:
    """Give the follower totals at each month's end: TikTok's counted forwards, the others' back from the last one."""
    new, lost = new_followers(), unfollows()["TikTok"]
    stocks: dict[str, Monthly] = {"TikTok": {}}
    total = _FIRST_TIKTOK_FOLLOWERS
    for month in MONTHS:
        total += new["TikTok"][month.first] - lost[month.first]
        stocks["TikTok"][month.first] = total
    for channel in ("Instagram", "Facebook", "LinkedIn"):
        stocks[channel] = _backwards(channel, new[channel])
    return stocks


def _backwards(channel: str, new: Mapping[date, int]) -> Monthly:
    """Count a follower total back from the last one; those who left are few, and more during the recall."""
    total = _LAST_FOLLOWERS[channel]
    stock: Monthly = {}
    for month in reversed(MONTHS):
        total = _KNOWN_FOLLOWERS.get((channel, month.first), total)
        stock[month.first] = total
        usual = 0.13 * new[month.first] + total / 3_000
        left = usual * (7.0 if during(month.first.replace(day=15), RECALL) else 1.0)
        total -= new[month.first] - round(left)
    return dict(reversed(stock.items()))
