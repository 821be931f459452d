"""Of which days the files tell what was published: a kind that no file lists is not known, never missed."""

from datetime import date

import pytest

from kpi.calendar.matching import matched
from kpi.calendar.told import told_of
from kpi.calendar.weeks import Fate, fates
from kpi.facts import build, rows_behind
from kpi.sentences.calendar import unknown_says
from tests.builders import BRAND, Row, post, records, row
from tests.calendar.builders import entry

OCTOBER, SEPTEMBER = ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")
POSTS = {"export": "instagram_posts", "file": "posts.csv", "covers": OCTOBER}
STORIES = {"export": "instagram_posts", "file": "stories.csv", "covers": ("2026-10-01", "2026-10-20")}
TODAY = date(2026, 11, 20)


def listed(*rows: Row):
    given = records(*rows)
    return told_of(rows_behind(build(given, BRAND), given, BRAND))


def one(at, kind, **more: object):
    return post(f"2026-{at}", content_type=kind, impressions=10, **more)


def became(told, day="2026-10-10", **said: str):
    planned = entry("e", day, text="", **said)
    return fates([planned], matched([planned], []), told, TODAY)["e"]


def test_a_file_of_posts_says_nothing_of_stories():
    told = listed(one("10-05", "reel", **POSTS), one("10-06", "photo", **POSTS))

    assert became(told, content_type="reel") is Fate.MISSED
    assert became(told, content_type="story") is Fate.UNKNOWN
    assert unknown_says(entry(content_type="story"), told) == "No file of Instagram lists stories."


def test_a_file_of_stories_says_nothing_of_posts_though_its_layout_is_theirs():
    told = listed(one("10-05", "story", **STORIES))

    assert became(told, content_type="story") is Fate.MISSED
    assert became(told, content_type="reel") is Fate.UNKNOWN


def test_each_tells_of_its_own_days_and_of_an_undecided_post_only_what_both_know():
    told = listed(one("10-05", "reel", **POSTS), one("10-05", "story", **STORIES))

    assert became(told, "2026-10-25", content_type="reel") is Fate.MISSED
    assert became(told, "2026-10-25", content_type="story") is Fate.UNKNOWN  # the stories end on 20 October
    assert became(told, "2026-10-25") is Fate.UNKNOWN
    assert became(told, "2026-10-17") is Fate.MISSED
    assert became(told, "2026-10-18") is Fate.UNKNOWN  # it may have been a story of 21 October
    assert unknown_says(entry(day="2026-10-25"), told) == "No file of Instagram tells of all days around it yet."


def test_a_month_without_a_carousel_is_told_by_the_file_that_would_have_listed_it():
    september = {**POSTS, "file": "september.csv", "covers": SEPTEMBER}
    told = listed(
        one("09-05", "reel", **september), one("09-06", "carousel", **september), one("10-05", "reel", **POSTS)
    )

    assert became(told, content_type="carousel") is Fate.MISSED


def test_an_export_of_videos_alone_says_nothing_of_photos():
    videos = {"channel": "Facebook", "export": "facebook_videos", "file": "videos.csv", "covers": OCTOBER}
    posts = {"channel": "Facebook", "export": "facebook_posts", "file": "posts.csv", "covers": SEPTEMBER}
    told = listed(one("09-05", "photo", **posts), one("09-06", "video", **posts), one("10-05", "video", **videos))

    assert became(told, channel="Facebook", content_type="video") is Fate.MISSED
    assert became(told, channel="Facebook", content_type="photo") is Fate.UNKNOWN


@pytest.mark.parametrize("kind", ["", "video", "text"])
def test_a_file_that_does_not_tell_kinds_apart_lists_them_all(kind):
    told = listed(one("10-05", "", channel="X", export="x_content", file="x.csv", covers=OCTOBER))

    assert became(told, channel="X", content_type=kind) is Fate.MISSED
    assert became(told, "2026-11-01", channel="X", content_type=kind) is Fate.UNKNOWN


def test_what_one_network_calls_otherwise_is_the_same_kind():
    there = {"channel": "LinkedIn", "export": "linkedin_page_posts", "file": "li.xls", "covers": OCTOBER}
    told = listed(one("10-05", "document", **there))

    assert became(told, channel="LinkedIn", content_type="carousel") is Fate.MISSED
    assert became(told, channel="LinkedIn", content_type="photo") is Fate.UNKNOWN


def test_all_accounts_of_a_channel_must_tell():
    shop = {**POSTS, "account": "shop"}
    club = {**POSTS, "account": "club", "file": "club.csv", "covers": ("2026-10-01", "2026-10-15")}
    told = listed(one("10-05", "reel", **shop), one("10-05", "reel", **club))

    assert became(told, "2026-10-12", content_type="reel") is Fate.MISSED
    assert became(told, "2026-10-13", content_type="reel") is Fate.UNKNOWN


def test_days_of_the_account_say_nothing_of_posts():
    told = listed(row("day", "2026-10-10", impressions=10.0, file="days.csv", covers=OCTOBER))

    assert became(told) is Fate.UNKNOWN
    assert unknown_says(entry(), told) == "No file lists posts of Instagram."
