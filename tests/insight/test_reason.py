"""The split that tells why: by channel, and of a single channel by what it is made of."""

from kpi.catalogue.kpis import KPIS
from kpi.insight.reason import reason
from kpi.measure import By
from kpi.sentences import why_clause
from tests.builders import OCTOBER, SEPTEMBER, days, facts, period, post
from tests.splits import split

BOTH = ("2026-09-01", "2026-10-31")


def told(key, known):
    return reason(KPIS[key], lambda by: split(key, known, by))


def posts(*of: tuple):
    return [post(day, content_type=kind, impressions=seen, key=day, covers=BOTH) for day, kind, seen in of]


def test_several_channels_are_the_reason():
    known = facts(
        *posts(("2026-10-05", "reel", 900), ("2026-09-05", "reel", 100)),
        *days(OCTOBER, channel="X", impressions=2), *days(SEPTEMBER, channel="X", impressions=1),
    )  # fmt: skip

    assert told("impressions", known).by is By.CHANNEL


def test_of_one_channel_the_content_types_of_its_posts_are():
    known = facts(*posts(("2026-10-05", "reel", 900), ("2026-09-05", "reel", 200), ("2026-09-06", "photo", 100)))

    found = told("impressions", known)

    assert (found.by, why_clause(found)) == (By.CONTENT_TYPE, "mostly because reels brought 700 more")


def test_of_one_channel_whose_growth_is_made_of_two_counts_these_are():
    known = facts(
        period("2026-10-01", "2026-10-31", channel="X", new_followers=50, unfollows=40),
        period("2026-09-01", "2026-09-30", channel="X", new_followers=48, unfollows=8),
    )

    found = told("net_followers", known)

    assert (found.by, why_clause(found)) == (By.OPERAND, "mostly because of unfollows (\u221232)")


def test_posts_that_explain_little_of_daily_totals_are_no_reason():
    known = facts(
        *days(OCTOBER, impressions=100), *days(SEPTEMBER, impressions=50),
        *posts(("2026-10-05", "reel", 900), ("2026-09-05", "reel", 200), ("2026-09-06", "photo", 100)),
    )  # fmt: skip

    # the reels brought 700 of 1,600
    assert told("impressions", known).by is By.CHANNEL


def test_posts_of_other_days_than_those_that_moved_are_no_reason():
    young = {"content_type": "reel", "covers": ("2026-08-01", "2026-10-31"), "observed_at": "2026-11-01"}
    known = facts(
        *days(OCTOBER, impressions=40), *days(SEPTEMBER, impressions=20),
        post("2026-09-10", impressions=600, **young), post("2026-10-05", impressions=1_200, **young),
        post("2026-10-06", **{**young, "content_type": "photo", "impressions": 30}),
        post("2026-10-30", impressions=5, **young),
    )  # fmt: skip

    # 1,230 of the posts up to 29 October against 600, of 1,240 against 600 in the daily totals
    assert told("impressions", known).by is By.CHANNEL


def test_types_that_all_did_alike_are_no_reason():
    kinds = ("reel", "photo", "link")
    known = facts(
        *posts(*((f"2026-10-{n + 1:02}", kind, 200) for n, kind in enumerate(kinds))),
        *posts(*((f"2026-09-{n + 1:02}", kind, 100) for n, kind in enumerate(kinds))),
    )

    assert told("impressions", known).by is By.CHANNEL


def test_a_still_kpi_asks_for_no_other_reason():
    known = facts(*posts(("2026-10-05", "reel", 900), ("2026-09-05", "photo", 900)))

    assert told("impressions", known).by is By.CHANNEL


def test_that_what_is_nearly_all_moved_tells_nothing():
    posted = posts(
        ("2026-10-05", "reel", 1_900), ("2026-10-06", "photo", 60),
        ("2026-09-05", "reel", 950), ("2026-09-06", "photo", 50),
    )  # fmt: skip

    # the reels had 95 % of what was seen before
    assert told("impressions", facts(*posted)).by is By.CHANNEL
