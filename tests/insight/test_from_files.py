"""The way from files to a sentence: what two platforms' own exports say of a change, worked out by hand."""

from datetime import date, timedelta

import pandas as pd

from kpi.facts import build, rows_behind
from kpi.frames import records_frame
from kpi.insight.posts import posts_of
from kpi.measure import By
from kpi.reading.read import read_file
from kpi.sentences import moved_sentence
from tests.builders import BRAND, OCTOBER, SEPTEMBER
from tests.splits import split

TIKTOK = (
    "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Phone number clicks ,Leads submission,"
    "Net growth,New followers,Lost followers"
)
X = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,"
    "Create Post,Video views,Media views"
)
X_POSTS = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
    "Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)


def days(period):
    return [period.start + timedelta(days=n) for n in range(period.days)]


def tiktok(day: date, *, views, likes, gained=5, lost=5):
    return f"{day:%Y/%m/%d},{views},1,1,{likes},0,0,NAN,--,{gained - lost},{gained},{lost}"


def x(day: date, *, views, likes, gained=5, lost=5):
    return f'"{day:%a, %b %d, %Y}",{views},{likes},{likes},0,0,{gained},{lost},0,0,0,0,0,0'


def read(folder, **files: list[str]):
    """Read files, each a header and its rows; several are put together."""
    found = []
    for name, lines in files.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        found.append(read_file(path.name, path).records)
    return records_frame(pd.concat(found, ignore_index=True))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def two_platforms(folder):
    """TikTok goes from 12 % to 10 % and gains a follower a day, X from 1 % to 0 % and loses one."""
    return build(
        read(
            folder,
            Overview=[
                TIKTOK,
                *(tiktok(day, views=100, likes=12) for day in days(SEPTEMBER)),
                *(tiktok(day, views=900, likes=90, gained=6) for day in days(OCTOBER)),
            ],
            account_overview_analytics=[
                X,
                *(x(day, views=1, likes=0, lost=6) for day in reversed(days(OCTOBER))),
                *(x(day, views=200, likes=2) for day in reversed(days(SEPTEMBER))),
            ],
        ),
        BRAND,
    )


def test_a_rate_that_falls_on_both_platforms_rises_by_mix(tmp_path):
    found = split("engagement_rate", two_platforms(tmp_path))

    # 14 of 300 a day against 90 of 901
    assert plain(moved_sentence(found)) == (
        "Engagement rate rose from 4.67 % to 9.99 %, mostly because TikTok made up over 99 % of what was seen "
        "instead of 33 % (mix +7.0 points); within channels the rate fell by 1.7 points."
    )


def test_growth_that_cancels_out_is_nothing_to_explain_and_says_what_is_underneath(tmp_path):
    known = two_platforms(tmp_path)

    said = [plain(moved_sentence(split("net_followers", known, by))) for by in (By.CHANNEL, By.OPERAND)]

    assert [text.partition("Underneath, ")[2] for text in said] == [
        "TikTok (+31) and X (-31) worked against each other.",
        "new followers (+41) and unfollows (-41) worked against each other.",
    ]


def test_a_file_of_posts_by_day_tells_no_hour(tmp_path):
    rows = [f'{n},"{day:%a, %b %d, %Y}",Ride,https://x.com/velmora/{n},10,1,1{",0" * 10}' for n, day in
            enumerate(days(OCTOBER), start=1)]  # fmt: skip
    told = read(tmp_path, account_analytics_content=[X_POSTS, *rows])
    known = build(told, BRAND)

    posts = posts_of(known, rows_behind(known, told, BRAND))

    assert (len(posts), posts["hour"].notna().any()) == (31, False)
