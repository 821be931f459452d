"""Larkvale, the second client: flow sensors for industry, with a LinkedIn Page and a website."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from sample_data import accounts, story, web, words
from sample_data.draw import OFFICE_WEEK, dice, near, spread
from sample_data.files import SampleFile
from sample_data.platforms import analytics, linkedin
from sample_data.posts import LINKEDIN, schedule
from sample_data.velmora import traffic_files

FOLDER = "larkvale"
_OWNER = "larkvale.example"
_SLUG = "larkvale-flow"
_FAIR = (date(2026, 9, 14), date(2026, 9, 18))
_SOURCES = {"Direct": 720, "Organic Search": 1_340, "Paid Search": 210, "Email": 260, "Referral": 190, "Unassigned": 40}
_GROUPS = {
    "Location": {"Eindhoven, Netherlands": 211, "Graz, Austria": 164, "Essen, Germany": 158},
    "Job function": {"Engineering": 488, "Operations": 301, "Purchasing": 122},
    "Seniority": {"Senior": 521, "Manager": 240, "Director": 96},
    "Industry": {"Automation machinery": 377, "Utilities": 219, "Chemicals": 140},
    "Company size": {"51-200": 340, "201-500": 288, "1001-5000": 201},
}


def files() -> list[SampleFile]:
    """Give every file of Larkvale."""
    return [*_linkedin(), *_website()]


def _growing(name: str, start: float, growth: float, room: int) -> dict[date, int]:
    """Give monthly totals that grow slowly and are low in August and December."""
    pause = {8: 0.6, 12: 0.7}
    return {
        month.first: near(f"{name} {month.first}", start * growth**number * pause.get(month.first.month, 1.0), room)
        for number, month in enumerate(story.MONTHS)
    }


def _lift(day: date) -> float:
    return 2.2 if story.during(day, _FAIR) else 1.0


def _linkedin() -> Iterable[SampleFile]:
    shown = _growing("Larkvale impressions", 16_500, 1.022, 400)
    given = {first: round(count * 0.034) for first, count in shown.items()}
    series = spread("Larkvale", shown, story.DAYS, week=OFFICE_WEEK, lift=_lift, noise=0.25)
    days = accounts.linkedin_frame("Larkvale", series, given, pd.Series(dtype="int64"))
    new = accounts.linkedin_followers("Larkvale", _growing("Larkvale followers", 46, 1.02, 4), story.DAYS)
    random = dice("Larkvale posts")
    content = schedule("Larkvale", LINKEDIN, story.DAYS)
    content = content.assign(title=[words.industry_post(random) for _ in content.index])
    content = accounts.linkedin_content("Larkvale", content, shown, given)
    for first, last, stamp in (
        (story.FIRST, date(2026, 3, 31), 1775209913340),
        (date(2026, 4, 1), story.LAST, 1793872641905),
    ):
        chosen = [first <= day <= last for day in story.DAYS]
        published = content[content["at"].dt.date.between(first, last)]
        yield linkedin.content(_SLUG, days[chosen], published, stamp)
        yield linkedin.followers(_SLUG, new[chosen], _GROUPS, stamp + 7_120)


def _website() -> Iterable[SampleFile]:
    social = _growing("Larkvale social", 410, 1.025, 12)
    demos = _growing("Larkvale demos", 24, 1.018, 3)
    months = {
        first: web.traffic("Larkvale", first, social=social[first], conversions=demos[first], others=_SOURCES)
        for first in social
    }
    months = {first: groups.assign(revenue=0.0) for first, groups in months.items()}
    lifts = {day: _lift(day) for day in story.DAYS}
    yield analytics.by_date("Traffic_overview_Date.csv", _OWNER, web.by_day("Larkvale", months, lifts, lambda _: 164.0))
    yield from traffic_files(_OWNER, months)
