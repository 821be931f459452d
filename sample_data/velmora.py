"""Velmora's files: what its team would have downloaded by the first days of November 2026."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

import pandas as pd

from sample_data import accounts, story, visitors, voices, web
from sample_data.containers import Row, csv_text
from sample_data.draw import dice
from sample_data.files import SampleFile, Sheet
from sample_data.platforms import analytics, linkedin, listening, meta, search_console, tiktok, x, youtube

FOLDER = "velmora"
_OWNER = "velmora.example"
_GROUPS = {
    "Location": {
        "Hamburg, Germany": 1_204,
        "Berlin, Germany": 911,
        "Vienna, Austria": 402,
        "Utrecht, Netherlands": 233,
    },
    "Job function": {"Operations": 733, "Sales": 655, "Engineering": 590, "Marketing": 488},
    "Seniority": {"Senior": 2_105, "Entry": 1_890, "Manager": 744, "Director": 391},
    "Industry": {"Bicycle and parts": 612, "Retail": 540, "Public administration": 301},
    "Company size": {"11-50": 1_302, "51-200": 1_177, "201-500": 655, "1-10": 590},
}
_RATINGS_ON_GOOGLE = (248, 4.41)


def files() -> list[SampleFile]:
    """Give every file of Velmora."""
    return [
        *_instagram(),
        *_facebook(),
        *_meta_days(),
        *_x(),
        *_linkedin(),
        *_tiktok(),
        youtube.studio(*accounts.youtube(), channel="Velmora"),
        *_website(),
        *_search(),
        *_paid_and_heard(),
        typed_numbers(),
    ]


def _instagram() -> Iterable[SampleFile]:
    content = accounts.instagram_posts()
    quarters = (
        (date(2025, 7, 1), date(2025, 9, 30), "1120938847215506"),
        (date(2025, 10, 1), date(2025, 12, 31), "1204417763980041"),
        (date(2026, 1, 1), date(2026, 3, 31), "1390027715448812"),
        (date(2026, 4, 1), date(2026, 6, 30), "1451180296637705"),
    )
    for first, last, export in quarters:
        yield meta.instagram_content(_within(content, first, last), first=first, last=last, export=export)
    first, last = date(2026, 7, 1), date(2026, 10, 18)
    early = _within(accounts.before_correction(content, last), first, last)
    why = "Seen on 18 October: the later export of September and October corrects some of its counts."
    yield meta.instagram_content(early, first=first, last=last, export="1533904471862290", why=why)
    first, last = date(2026, 9, 1), date(2026, 10, 31)
    why = "The corrected re-export: it overlaps the one of 18 October, and its counts win."
    yield meta.instagram_content(
        _within(content, first, last), first=first, last=last, export="1547216680935518", why=why
    )


def _facebook() -> Iterable[SampleFile]:
    content = accounts.facebook_posts()
    day_before = story.FACEBOOK_VIEWS_FROM - timedelta(days=1)
    spans = (
        (meta.facebook_impressions, story.FIRST, day_before, "1188450023917764"),
        (meta.facebook_views, story.FACEBOOK_VIEWS_FROM, date(2026, 4, 30), "1428806634110957"),
        (meta.facebook_views, date(2026, 5, 1), story.LAST, "1547216680938240"),
    )
    for write, first, last, export in spans:
        yield write(_within(content, first, last), first=first, last=last, export=export)


def _meta_days() -> Iterable[SampleFile]:
    days = accounts.meta_days()

    def table(title: str, channel: str | None, metric: str, column: str) -> tuple[str, str | None, str, pd.DataFrame]:
        return title, channel, metric, days[[column]].rename(columns={column: metric})

    def without_zeros(follows: pd.DataFrame) -> pd.DataFrame:
        return follows[follows["new_followers"] > 0]

    early, late = partial(_span, last=date(2025, 10, 31)), partial(_span, first=date(2025, 11, 1))
    page = table("Follows", "Facebook", "new_followers", "facebook_follows")[-1]
    account = without_zeros(table("", "Instagram", "new_followers", "instagram_follows")[-1])
    stacked = [
        ("Follows", "Facebook", "new_followers", early(page)),
        ("Instagram follows", "Instagram", "new_followers", early(account)),
    ]
    instagram, facebook = "Instagram", "Facebook"
    yield meta.daily("Follows.csv", stacked, "Two networks in one file; the first title does not name its network.")
    late_account = ("Instagram follows", instagram, "new_followers", late(account))
    yield meta.daily("Follows (1).csv", [late_account], "Days without a follow are left out, and mean zero.")
    late_page = ("Facebook follows", facebook, "new_followers", late(page))
    yield meta.daily("Follows (2).csv", [late_page], "The same name as Instagram's file; zeros are written here.")
    plain = "UTF-16; midnight in Meta's summer, one o'clock in its winter."
    yield meta.daily("Reach.csv", [table("Instagram reach", instagram, "reach", "instagram_reach")], plain)
    yield meta.daily("Reach (1).csv", [table("Facebook reach", facebook, "reach", "facebook_reach")], plain)
    yield meta.daily("Visits.csv", [table("Facebook visits", facebook, "profile_visits", "facebook_visits")], plain)
    clicks = table("Instagram link clicks", instagram, "link_clicks", "instagram_link_clicks")
    yield meta.daily("Link clicks.csv", [clicks], plain)
    unnamed = "The title does not say which network: it is Instagram's. Its months differ a little from the posts'."
    yield meta.daily("Views.csv", [table("Views", None, "impressions", "instagram_views")], unnamed)


def _x() -> Iterable[SampleFile]:
    yield x.overview(accounts.x_days())
    yield x.posts(accounts.x_posts(), first=story.FIRST, last=story.X_LAST)


def _linkedin() -> Iterable[SampleFile]:
    days, new = accounts.linkedin_days(), accounts.velmora_linkedin_followers()
    content = accounts.linkedin_posts()
    spans = (
        (story.FIRST, date(2026, 3, 31), 1775123402117),
        (date(2026, 4, 1), story.LINKEDIN_LAST, 1793440205482),
    )
    for first, last, stamp in spans:
        yield linkedin.content("velmora", _span(days, first, last), _within(content, first, last), stamp)
        yield linkedin.followers("velmora", _span(new, first, last), _GROUPS, stamp + 9_314)


def _tiktok() -> Iterable[SampleFile]:
    days = accounts.tiktok_days()
    studio = tiktok.studio_overview
    first_part, second_part = _span(days, last=date(2025, 10, 31)), _span(days, date(2025, 11, 1), date(2026, 3, 31))
    yield studio("Overview.zip", first_part, in_spanish=False, exported=date(2025, 11, 2))
    yield studio("Overview (1).zip", second_part, in_spanish=True, exported=date(2026, 4, 2))
    yield studio("Overview (2).zip", _span(days, date(2026, 4, 1)), in_spanish=False, exported=date(2026, 11, 2))
    yield tiktok.business_overview("Overview_2025-07-01_2026-01-31.csv", _span(days, last=date(2026, 1, 31)))
    yield tiktok.business_overview("Overview_2026-02-01_2026-10-31.csv", _span(days, date(2026, 2, 1)))
    yield tiktok.business_videos("Videos_2025-07-01_2026-10-31.csv", accounts.tiktok_videos())


def _website() -> Iterable[SampleFile]:
    days = web.velmora_days()
    yield analytics.by_date("Traffic_overview_Date.csv", _OWNER, _span(days, last=date(2026, 6, 30)))
    yield analytics.by_date("Traffic_overview_Date (1).csv", _OWNER, _span(days, date(2026, 7, 1)))
    months = web.velmora_traffic()
    yield from traffic_files(_OWNER, months)
    yield analytics.key_events("Key_events_by_day.csv", _OWNER, visitors.key_events(days))
    last = max(months)
    pages = visitors.landing_pages(months[last])
    yield analytics.landing_pages("Landing_page_Landing_page.csv", _OWNER, pages, (last, web.month_end(last)))


def traffic_files(owner: str, months: dict[date, pd.DataFrame]) -> Iterable[SampleFile]:
    """Give one file a month, numbered as a browser numbers downloads of the same name."""
    name = "Traffic_acquisition_Session_primary_channel_group_(Default_Channel_Group)"
    for number, (first, groups) in enumerate(months.items()):
        copy = f" ({number})" if number else ""
        yield analytics.traffic(f"{name}{copy}.csv", owner, groups, (first, web.month_end(first)))


def _search() -> Iterable[SampleFile]:
    days, branded = web.searches(), web.branded_searches()
    before, after = _span(days, last=date(2026, 6, 30)), _span(days, date(2026, 7, 1))
    yield search_console.archive(
        _OWNER, before, web.search_tables("before", before, _span(branded, last=before.index[-1]))
    )
    yield search_console.workbook(_OWNER, after, web.search_tables("after", after, _span(branded, after.index[0])))
    tables = web.search_tables("branded", branded, branded)
    yield search_console.archive(_OWNER, branded, tables, query="+velmora")


def _paid_and_heard() -> Iterable[SampleFile]:
    ads, mentions = voices.ads(), voices.mentions()
    new_year = date(2026, 1, 1)
    yield meta.ads(ads[ads["first"] < new_year], first=story.FIRST, last=date(2025, 12, 31))
    yield meta.ads(ads[ads["first"] >= new_year], first=new_year, last=story.LAST)
    yield listening.trustpilot(voices.reviews())
    halves = (
        (story.FIRST, date(2025, 12, 31)),
        (new_year, date(2026, 6, 30)),
        (date(2026, 7, 1), story.LAST),
    )
    for first, last in halves:
        yield listening.brandwatch(_within(mentions, first, last), own=voices.OWN, first=first, last=last)


def typed_numbers() -> SampleFile:
    """Give what no export holds: follower totals, and the stars on Google, at each month's end."""
    levels = {
        channel: {web.month_end(first): {"followers": float(count)} for first, count in stock.items()}
        for channel, stock in sorted(story.followers().items())
    } | {"Google": _google()}
    rows: list[Row] = [
        (day, channel, "", metric, f"{value:g}")
        for channel, days in levels.items()
        for metric in days[story.LAST]
        for day, values in days.items()
        for value in [values[metric]]
    ]
    return SampleFile(
        "typed_numbers.csv",
        csv_text([("date", "channel", "account", "metric", "value"), *rows]).encode(),
        [_typed_sheet(channel, days[story.LAST]) for channel, days in levels.items()],
        "No export: numbers for the grid of typed numbers. Levels are not summed, the last one counts.",
        typed=True,
    )


def _typed_sheet(channel: str, last: dict[str, float]) -> Sheet:
    return Sheet(channel, "day", channel, len(story.MONTHS) * len(last), web.month_end(story.FIRST), story.LAST, last)


def _google() -> dict[date, dict[str, float]]:
    """Give how many ratings Google shows in all, and their mean, at each month's end."""
    count, mean = _RATINGS_ON_GOOGLE
    points = count * mean
    given: dict[date, dict[str, float]] = {}
    for month in story.MONTHS:
        new = round(month.reviews * dice(f"Google {month.first}").uniform(0.3, 0.5))
        count, points = count + new, points + new * month.stars
        given[web.month_end(month.first)] = {"ratings_total": count, "rating_lifetime": round(points / count, 1)}
    return given


def _span(frame: pd.DataFrame, first: date = story.FIRST, last: date = story.LAST) -> pd.DataFrame:
    return frame.loc[[first <= day <= last for day in frame.index]]


def _within(posts: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    chosen: pd.DataFrame = posts.loc[posts["at"].dt.date.between(first, last)]
    return chosen
