"""Followers as levels, net growth and its rate, reach as a mean with its bound."""

import pytest

from kpi.layouts.fingerprint import fingerprint
from kpi.layouts.layout import Choice, Layout, Row
from kpi.layouts.learnt import Learnt
from kpi.periods import Step
from tests.builders import OCTOBER, SEPTEMBER, ask, grown, question, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of, on

EARLIER = span("2026-08-31", "2026-10-31")
TIKTOK = ("Date", "Video views", "Reached audience", "Profile views", "Likes", "Shares", "Comments", "Net growth")


def totals(**at: object) -> f.File:
    """Give a page that tells its total on some days only, and its new follows on all."""
    return f.facebook_page(EARLIER, followers=on({day.replace("_", "-"): n for day, n in at.items()}), new=1)


def page(rows):
    return f.csv("Insights.csv", ("Date", "Lifetime Total Likes", "Daily New Likes"), rows)


def test_the_last_total_stands_for_thirty_five_days_and_shows_its_day(tmp_path):
    known = facts_of(tmp_path, page([("2026-09-26", 100, 1), *((f"2026-10-{n:02}", "", 1) for n in range(1, 32))]))

    answer = ask("followers", known)

    assert (answer.value, answer.as_of.isoformat()) == (100, "2026-09-26")
    assert "Facebook: as of 26 Sep 2026" in answer.marks
    assert ask("followers", known, span("2026-11-01", "2026-11-01")).value is None  # 36 days


def test_a_total_of_channels_compares_only_those_known_at_both_ends(tmp_path):
    audience = f.csv(
        "TikTok.csv", ("Date", "New followers", "Total followers", "Reached audience"), [("2026/10/31", 4, 5_000, 80)]
    )

    known = facts_of(tmp_path, f.facebook_page(BOTH, followers=by_month(1000, 1030)), audience)
    answer = ask("followers", known, OCTOBER, SEPTEMBER)

    assert answer.value == 6_030
    assert (answer.now, answer.compared, answer.change) == (1_030, 1_000, 0.03)
    assert "compared without TikTok: not known in both ranges" in answer.marks


def test_net_growth_is_new_less_lost_before_anything_else(tmp_path):
    known = facts_of(
        tmp_path, f.facebook_page(EARLIER, followers=on({"2026-09-30": 900, "2026-10-31": 990}), new=5, lost=2)
    )

    answer = ask("net_followers", known)

    assert (answer.value, answer.marks) == (93, ())


def test_net_growth_is_else_what_the_network_states(tmp_path):
    days = f.csv("Table data.csv", ("Date", "Views", "Watch time (hours)", "Subscribers"), f.daily(BOTH, 9, 1, 4))

    answer = ask("net_followers", facts_of(tmp_path, days))

    assert (answer.value, answer.marks) == (124, ("YouTube: net as the network states it",))


def test_net_growth_is_else_the_difference_of_two_totals(tmp_path):
    known = facts_of(tmp_path, totals(**{"2026_08_31": 900, "2026_09_30": 940, "2026_10_31": 1_000}))

    answer = ask("net_followers", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared) == (60, 40)
    assert "Facebook: difference of two follower totals" in answer.marks


def test_a_channel_that_tells_only_new_follows_has_no_net(tmp_path):
    known = facts_of(tmp_path, f.card("Instagram follows", f.daily(BOTH, 3, written="%Y-%m-%dT00:00:00")))

    assert ask("new_followers", known).value == 93
    assert ask("net_followers", known).why_not == "not in your files"


def test_the_growth_rate_is_the_net_by_the_total_before_the_first_day(tmp_path):
    known = facts_of(tmp_path, totals(**{"2026_08_31": 800, "2026_09_30": 840, "2026_10_31": 924}))

    answer = ask("growth_rate", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared) == (84 / 840, 40 / 800)
    assert answer.change == pytest.approx(0.05)
    assert answer.change_kind == "points"
    assert answer.sums == (("net_followers", 84), ("followers_before", 840))


def test_a_channel_without_a_total_at_the_start_leaves_both_sides_of_the_growth_rate_and_is_named(tmp_path):
    days = f.daily(BOTH, 9, 8, 7, 6, 5, 4, 9, 10, 1, written="%Y/%m/%d")
    business = f.csv("Overview.csv", (*TIKTOK, "New followers", "Lost followers"), days)
    audience = f.csv(
        "Audience.csv", ("Date", "New followers", "Total followers", "Reached audience"), [("2026/10/20", 10, 5_000, 8)]
    )

    known = facts_of(tmp_path, f.facebook_page(EARLIER, followers=1_000, new=3, lost=1), business, audience)
    answer = ask("growth_rate", known)

    assert answer.value == 62 / 1_000
    assert answer.left_out == (("TikTok", "no followers at the start is known"),)


def test_the_growth_rate_so_far_is_always_by_the_total_at_the_start(tmp_path):
    known = facts_of(tmp_path, f.facebook_page(EARLIER, followers=lambda day: 1_000 + day.day, new=3, lost=1))

    rates = grown(question("growth_rate"), known, Step.WEEK)

    # 30 Sep told 1,030; weeks from Thursday the 1st end on the 4th, 11th, 18th, 25th and 31st
    assert rates == pytest.approx([days * 2 / 1_030 for days in (4, 11, 18, 25, 31)])


def test_reach_is_the_mean_of_the_days_and_never_their_sum(tmp_path):
    known = facts_of(tmp_path, f.instagram_days("Instagram reach", BOTH, on({"2026-10-01": 3_400}, else_=300)))

    answer = ask("reach", known)

    assert answer.value == 400  # (3,400 + 30 × 300) / 31
    assert answer.bound == (3_400, 12_400)


def test_reach_is_not_added_over_channels(tmp_path):
    known = facts_of(tmp_path, f.instagram_days("Instagram reach", BOTH, 300), f.facebook_page(BOTH, reach=200))

    answer = ask("reach", known)

    assert answer.value == 300
    assert answer.bound == (300, 15_500)
    assert "the channel that reached most; people on several channels cannot be told apart" in answer.marks


def test_the_lifetime_reach_of_posts_is_no_daily_reach(tmp_path):
    posts = f.instagram_posts("posts.csv", ("Views", "Reach"), ("1", "10/05/2026 10:00", "IG image", 900, 700))

    assert ask("reach", facts_of(tmp_path, posts)).value is None


def test_users_are_a_mean_of_the_days_as_well(tmp_path):
    answer = ask(
        "users", facts_of(tmp_path, f.ga4_days(BOTH, sessions=10, total_users=on({"2026-10-31": 39}, else_=8)))
    )

    assert answer.value == 9  # (39 + 30 × 8) / 31
    assert answer.bound == (39, 279)


def test_the_reach_of_a_period_that_a_platform_states_itself_wins(tmp_path):
    header = ("Month", "People reached")
    columns = (Choice("Month", "date"), Choice("People reached", "reach"))
    own = Layout(fingerprint(header, name="monthly.csv"), "Agency's months", Row.MONTH, "Instagram", columns)
    days = f.instagram_days("Instagram reach", BOTH, 300)
    both, alone = ([("2026-09", 2_000), ("2026-10", 2_500)], [("2026-10", 2_500)])

    stated, daily = (
        facts_of(tmp_path, days, f.csv("monthly.csv", header, months), learnt=Learnt((own,), {}))
        for months in (both, alone)
    )
    answer = ask("reach", stated, OCTOBER, SEPTEMBER)

    assert (answer.title, answer.value, answer.compared, answer.change) == ("Reach", 2_500, 2_000, 0.25)
    assert answer.bound == (2_500, 2_500)
    assert "Instagram: people reached in the whole period, as the platform states it" in answer.marks
    assert ask("reach", stated, span("2026-10-01", "2026-10-30")).value == 300
    # where it is not stated of both ranges, the days of both answer
    assert [ask("reach", daily, OCTOBER, against).value for against in (None, SEPTEMBER)] == [2_500, 300]
