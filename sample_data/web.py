"""The website of a brand: visits by day and by source, and what people searched for.

The story's conversions are all key events of a month, whatever brought the visitor; social visits bring their part.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from sample_data import story
from sample_data.containers import Row
from sample_data.draw import WORKING_WEEK, dice, month_of, near, split, spread

SEASON = dict(enumerate((0.78, 0.82, 1.15, 1.25, 1.30, 1.15, 0.95, 0.85, 1.05, 1.0, 0.98, 0.92), start=1))
BIKES = {
    "Direct": 6_400,
    "Organic Search": 8_800,
    "Paid Search": 3_100,
    "Email": 1_400,
    "Referral": 1_250,
    "Paid Social": 1_900,
    "Unassigned": 260,
}
_EAGERNESS = {
    "Organic Social": 0.8,
    "Organic Video": 0.4,
    "Direct": 1.2,
    "Organic Search": 1.3,
    "Paid Search": 1.5,
    "Email": 1.8,
    "Referral": 0.9,
    "Paid Social": 0.7,
    "Unassigned": 0.2,
    "AI Assistant": 1.4,
}
_WAVE_DAYS = 16
_ASSISTANTS_FROM = date(2026, 3, 1)
_MODELS = ("city 2", "fold", "cargo", "")
_WISHES = ("", "price", "test ride", "range", "battery", "review", "brake", "service", "store")
_SEARCHES = (
    "city e-bike",
    "belt drive e-bike",
    "folding e-bike",
    "cargo e-bike",
    "light e-bike",
    "e-bike for commuting",
)
_ENDINGS = ("", "test", "compare", "under 3000", "near me", "for women", "leasing", "range", "weight", "2026")
_PAGES = (
    "",
    "city-2",
    "fold",
    "cargo",
    "test-ride",
    "stores",
    "service",
    "recall",
    "journal",
    "ride-to-work",
    "contact",
)
_COUNTRIES = (("Germany", 62), ("Austria", 13), ("Netherlands", 11), ("Switzerland", 6), ("Belgium", 4), ("Denmark", 3))


def traffic(name: str, first: date, *, social: int, conversions: int, others: Mapping[str, int]) -> pd.DataFrame:
    """Give a month's visits by channel group; social and video together are the month's social sessions."""
    random = dice(f"{name} traffic {first}")
    video = round(social * random.uniform(0.002, 0.004))
    sessions = {"Organic Social": social - video, "Organic Video": video}
    sessions |= {
        group: round(count * SEASON[first.month] * random.uniform(0.95, 1.05)) for group, count in others.items()
    }
    if first >= _ASSISTANTS_FROM:
        sessions["AI Assistant"] = round(sum(sessions.values()) * random.uniform(0.004, 0.011))
    counts = pd.Series(sessions)
    actions = split(conversions, [count * _EAGERNESS[group] for group, count in sessions.items()])
    return pd.DataFrame(
        {
            "source": counts.index,
            "sessions": counts.to_numpy(),
            "engaged_sessions": [round(count * random.uniform(0.51, 0.66)) for count in counts],
            "engaged_seconds": [round(count * random.uniform(38, 74)) for count in counts],
            "events": [round(count * random.uniform(6.1, 9.4)) for count in counts],
            "conversions": actions,
            "converting_sessions": [round(count * 0.94) for count in actions],
            "revenue": [round(count * random.uniform(180, 420), 2) for count in actions],
        }
    )


def velmora_traffic() -> dict[date, pd.DataFrame]:
    """Give Velmora's visits by source for each month."""
    return {
        month.first: traffic(
            "Velmora",
            month.first,
            social=near(f"social sessions {month.first}", month.social_sessions, 18),
            conversions=month.conversions,
            others=BIKES,
        )
        for month in story.MONTHS
    }


def by_day(
    name: str, months: Mapping[date, pd.DataFrame], lift: Mapping[date, float], seconds: Callable[[date], float]
) -> pd.DataFrame:
    """Give the visits by day; the days of a month add up to its sources."""
    days = list(lift)

    def total(column: str, factor: int = 1) -> dict[date, int]:
        return {first: round(groups[column].sum() * factor) for first, groups in months.items()}

    def follow(column: str, counts: pd.Series, factor: int = 1) -> pd.Series:
        return spread(
            f"{name} {column}", total(column, factor), days, lift=lambda day: float(counts.loc[day]), noise=0.05
        )

    sessions = spread(f"{name} sessions", total("sessions"), days, week=WORKING_WEEK, lift=lambda day: lift[day])
    conversions = follow("conversions", sessions)
    random = dice(f"{name} visits")
    return pd.DataFrame(
        {
            "sessions": sessions,
            "engaged_sessions": follow("engaged_sessions", sessions),
            "session_seconds": [
                round(count * seconds(day) * random.uniform(0.85, 1.15))
                for day, count in zip(days, sessions, strict=True)
            ],
            "page_views": [round(count * random.uniform(2.7, 3.6)) for count in sessions],
            "users": [round(count * random.uniform(0.78, 0.87)) for count in sessions],
            "conversions": conversions,
            "revenue": follow("revenue", conversions + 0.2, 100) / 100,
        }
    )


def velmora_days() -> pd.DataFrame:
    """Give Velmora's visits by day; the days after the viral video are busy."""
    waves = {
        day: 1.0 + 1.4 * 0.7 ** (day - story.VIRAL_DAY).days if day >= story.VIRAL_DAY else 1.0 for day in story.DAYS
    }
    return by_day("Velmora", velmora_traffic(), {day: story.lift(day) * waves[day] for day in story.DAYS}, _stay)


def _stay(day: date) -> float:
    """Say how many seconds a visit lasts: short after the viral video, long while people look the recall up."""
    if 0 <= (day - story.VIRAL_DAY).days < _WAVE_DAYS:
        return 84.0
    return 146.0 if story.during(day, story.RECALL) else 118.0


def searches() -> pd.DataFrame:
    """Give all searches in which the website was shown, by day: those with the brand's name, and the others."""
    shown = {
        month.first: near(f"searches {month.first}", 118_000 * SEASON[month.first.month], 900) for month in story.MONTHS
    }
    named, others = branded_searches(), _search_days("searches", shown, rate=0.032, positions=(8.5, 12.5))
    both = named.add(others)
    weighed = sum(part["position"] * part["search_impressions"] for part in (named, others))
    return both.assign(position=(weighed / both["search_impressions"]).round(1))


def branded_searches() -> pd.DataFrame:
    """Give the searches that hold the brand's name, by day: more in the campaign, and in the recall as well."""
    shown = {
        month.first: near(
            f"branded {month.first}",
            480 * month.share_of_voice * (1.7 if story.during(month.first.replace(day=15), story.RECALL) else 1.0),
            60,
        )
        for month in story.MONTHS
    }
    return _search_days("branded searches", shown, rate=0.34, positions=(1.1, 2.4))


def _search_days(name: str, shown: Mapping[date, int], *, rate: float, positions: tuple[float, float]) -> pd.DataFrame:
    impressions = spread(name, shown, story.DAYS, week=WORKING_WEEK, lift=story.lift)
    random = dice(f"{name} clicks")
    return pd.DataFrame(
        {
            "search_impressions": impressions,
            "search_clicks": [round(count * rate * random.uniform(0.85, 1.15)) for count in impressions],
            "position": [round(random.uniform(*positions), 1) for _ in impressions],
        }
    )


def search_tables(name: str, days: pd.DataFrame, named: pd.DataFrame) -> dict[str, list[Row]]:
    """Give the other tables of Search Console: rare queries are left out, so that none has the days' totals."""
    clicks, shown = (int(days[metric].sum()) for metric in ("search_clicks", "search_impressions"))
    with_name, with_name_shown = (int(named[metric].sum()) for metric in ("search_clicks", "search_impressions"))
    by_name = sorted({" ".join(f"velmora {model} {wish}".split()) for model in _MODELS for wish in _WISHES})
    by_kind = [f"{search} {ending}".strip() for search in _SEARCHES for ending in _ENDINGS]
    queries = _table(f"{name} named queries", by_name, with_name * 0.83, with_name_shown * 0.86, highest=2.8)
    if shown > with_name_shown:
        others = ((clicks - with_name) * 0.35, (shown - with_name_shown) * 0.35)
        queries = sorted([*queries, *_table(f"{name} queries", by_kind, *others)], key=_by_clicks)
    countries = dict(_COUNTRIES)
    return {
        "Queries": queries,
        "Pages": _table(
            f"{name} pages", [f"https://www.velmora.example/{page}" for page in _PAGES], clicks, shown * 1.1
        ),
        "Countries": _table(f"{name} countries", list(countries), clicks, shown, list(countries.values())),
        "Devices": _table(f"{name} devices", ["Mobile", "Desktop", "Tablet"], clicks, shown, [70, 27, 3]),
        "Search appearance": _table(f"{name} looks", ["Product snippets"], clicks * 0.03, shown * 0.05),
    }


def _table(
    name: str, labels: list[str], clicks: float, shown: float, weights: Sequence[float] = (), *, highest: float = 24.0
) -> list[Row]:
    """Share totals out to labels; without weights the first label has most."""
    random = dice(name)
    shares = weights or [random.lognormvariate(0, 0.5) / (place + 1) for place in range(len(labels))]
    impressions = split(round(shown) - len(labels), shares)
    parts = split(round(clicks), [share * random.uniform(0.8, 1.2) for share in shares])
    rows: list[Row] = [
        (label, min(part, count + 1), count + 1, round(random.uniform(1.0, highest), 2))
        for label, part, count in zip(labels, parts, impressions, strict=True)
    ]
    return sorted(rows, key=_by_clicks)


def _by_clicks(row: Row) -> tuple[int, int, str]:
    label, clicks, shown, _ = row
    return -int(str(clicks)), -int(str(shown)), str(label)


def month_end(first: date) -> date:
    """Give the last day of a month.

    >>> month_end(date(2026, 2, 1)).day
    28
    """
    return max(day for day in story.DAYS if month_of(day) == first)
