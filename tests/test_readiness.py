"""What to fetch next, worked out by hand: last day covered, plus the cadence, against the day given."""

from datetime import date

import pytest

from kpi.exports import EXPORTS
from kpi.readiness import Fetch, Held, Why, for_kpi, held, to_fetch

OCTOBER = date(2026, 10, 31)
X_POSTS = {"impressions", "reactions", "comments", "shares", "saves", "engagements", "link_clicks", "posts"}


def known(export, metrics, *, until=OCTOBER, channel="X"):
    return Held(channel, export, until, frozenset(metrics))


def of(why, channel, fetches):
    return [fetch for fetch in fetches if fetch.why is why and fetch.channel == channel]


def sheet(export, channel, last, *, covered=(), totals=None, rows=1):
    return {
        "export": export,
        "channel": channel,
        "rows_kept": rows,
        "first_date": "2026-10-01",
        "last_date": last,
        "covered": [list(stretch) for stretch in covered],
        "totals": totals or {"impressions": 1.0},
    }


@pytest.mark.parametrize(
    ("today", "why", "late"),
    [
        (date(2026, 11, 30), Why.DUE, 0),
        (date(2026, 12, 1), Why.DUE, 0),  # 31 October + 31 days
        (date(2026, 12, 2), Why.LATE, 1),
        (date(2026, 12, 22), Why.LATE, 21),
    ],
)
def test_the_next_file_is_due_a_cadence_after_the_last_day_covered(today, why, late):
    (fetch,) = [one for one in to_fetch([known("x_content", X_POSTS)], today) if one.until]

    assert (fetch.why, fetch.due, fetch.days_late, fetch.until) == (why, date(2026, 12, 1), late, OCTOBER)
    assert (fetch.path, fetch.checked) == ("X → Premium → Analytics → Content → Download CSV", "2026-11")


def test_of_several_files_of_one_export_the_newest_speaks():
    files = [known("x_content", X_POSTS, until=date(2026, 8, 31)), known("x_content", X_POSTS)]

    (fetch,) = [one for one in to_fetch(files, OCTOBER) if one.until]

    assert fetch.until == OCTOBER


def test_a_card_that_lags_behind_its_sisters_is_named():
    cards = [
        known("meta_daily_instagram_reach", {"reach"}, channel="Instagram"),
        known("meta_daily_instagram_new_followers", {"new_followers"}, until=date(2026, 9, 30), channel="Instagram"),
    ]

    (fetch,) = [one for one in to_fetch(cards, OCTOBER) if one.until]

    assert fetch.labels == ("Instagram new followers by day, Meta Business Suite",)
    assert fetch.until == date(2026, 9, 30)


def test_a_card_under_another_name_that_gives_the_same_is_no_second_card():
    cards = [
        known("meta_daily_unnamed_reach", {"reach"}, until=date(2026, 6, 30), channel="Instagram"),
        known("meta_daily_instagram_reach", {"reach"}, channel="Instagram"),
    ]

    (fetch,) = [one for one in to_fetch(cards, OCTOBER) if one.until]

    assert fetch.until == OCTOBER


def test_an_export_that_its_platform_gives_no_more_is_never_due_and_its_follower_is_named():
    fetches = to_fetch([known("x_daily_activity", X_POSTS)], date(2027, 6, 1))

    assert not [fetch for fetch in fetches if fetch.until]
    missing = of(Why.MISSING, "X", fetches)
    assert missing[0].labels in {("Posts, X Premium analytics",), ("Days, X Premium analytics",)}


def test_a_missing_export_is_named_with_the_kpis_it_would_answer():
    days = known("tiktok_overview", {"impressions", "reactions", "comments", "shares"}, channel="TikTok")

    missing = of(Why.MISSING, "TikTok", to_fetch([days], OCTOBER))

    assert "Followers" in [label for fetch in missing for label in fetch.answers]
    assert not [fetch for fetch in missing if "Engagement rate" in fetch.answers]


def test_posts_say_nothing_of_an_accounts_follows():
    posts = held(
        [({"sheets": [sheet("x_content", "X", "2026-10-31", totals={"new_followers": 3.0, "reactions": 1.0})]}, "")]
    )

    assert posts[0].metrics == {"reactions"}
    assert any("New followers" in fetch.answers for fetch in of(Why.MISSING, "X", to_fetch(posts, OCTOBER)))


def test_a_channel_that_nobody_began_is_named_once():
    fetches = to_fetch([known("x_content", X_POSTS)], OCTOBER)

    assert len(of(Why.NOT_BEGUN, "LinkedIn", fetches)) == 1
    assert not of(Why.NOT_BEGUN, "X", fetches)


def test_without_files_every_channel_that_has_an_export_waits_to_begin():
    fetches = to_fetch([], OCTOBER)

    assert {fetch.why for fetch in fetches} == {Why.NOT_BEGUN}
    assert {fetch.channel for fetch in fetches} == {one.channel for one in EXPORTS if one.channel and one.cadence}


def test_what_is_longest_late_stands_first_and_what_is_due_later_last():
    files = [
        known("x_content", X_POSTS, until=date(2026, 10, 1)),
        known("tiktok_overview", {"impressions"}, until=date(2026, 9, 1), channel="TikTok"),
        known("linkedin_page_followers", {"new_followers"}, until=date(2026, 11, 29), channel="LinkedIn"),
    ]

    fetches = to_fetch(files, date(2026, 12, 1))

    assert [(one.channel, one.days_late) for one in fetches if one.why is Why.LATE] == [("TikTok", 63), ("X", 30)]
    assert fetches[-1].channel == "LinkedIn"


def test_a_file_reaches_as_far_as_the_days_it_covers_not_to_its_last_row():
    report = {"sheets": [sheet("x_content", "X", "2026-10-28", covered=[("2026-10-01", "2026-10-31")])]}

    assert held([(report, "")])[0].until == OCTOBER


def test_a_table_of_an_unnamed_network_counts_where_it_was_placed():
    report = {"sheets": [sheet("meta_daily_unnamed_impressions", None, "2026-10-31")]}

    assert held([(report, "")]) == []
    assert held([(report, "Instagram")])[0].channel == "Instagram"


def test_who_uses_one_tool_of_a_platform_is_not_sent_to_another():
    page = known("linkedin_page_content", {"impressions", "clicks"}, channel="LinkedIn")

    paths = [fetch.path for fetch in to_fetch([page], OCTOBER) if fetch.channel == "LinkedIn"]

    assert paths
    assert all(path.startswith("LinkedIn Page →") for path in paths)


def test_a_kpi_is_helped_by_what_is_late_on_its_channels_else_by_what_would_tell_it():
    late = Fetch("X", Why.LATE, ("X posts",), "X › Posts", "2026-10", days_late=3)
    missing = Fetch("X", Why.MISSING, ("X audience",), "X › Audience", "2026-10", answers=("Followers",))
    other = Fetch("TikTok", Why.NOT_BEGUN, ("TikTok",), "TikTok", "2026-10", answers=("Followers", "Saves"))

    assert for_kpi([late, missing, other], "Followers", ("X",)) == [late]
    assert for_kpi([missing, other], "Followers") == [missing, other]
    assert for_kpi([missing, other], "Saves", ("X",)) == []
