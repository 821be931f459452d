from datetime import date

import pytest

from kpi.choice import Scope, choose
from tests.builders import (
    OCTOBER,
    SEPTEMBER,
    day,
    days,
    facts,
    period,
    post,
    span,
)

WHOLE = ("2026-09-01", "2026-10-31")


def chosen(known, *names: str, ranges=(OCTOBER, SEPTEMBER), scope=None, split=""):
    return choose(names, known, scope=scope or Scope(), ranges=ranges, split=split)


def grains(found):
    return {part.channel: part.grain for part in found.parts}


def both_months(**more: object):
    return [*days(SEPTEMBER, **more), *days(OCTOBER, **more)]


def test_days_come_before_posts():
    known = facts(*both_months(impressions=10), post("2026-10-05", impressions=400), covers=WHOLE)

    assert grains(chosen(known, "impressions")) == {"Instagram": "day"}


def test_posts_serve_where_the_days_lack_an_operand():
    known = facts(*both_months(impressions=10), post("2026-10-05", impressions=400, saves=3), covers=WHOLE)

    assert grains(chosen(known, "saves", "impressions")) == {"Instagram": "post"}


def test_one_grain_serves_all_operands_of_an_account_and_each_account_has_its_own():
    known = facts(
        *both_months(impressions=10, comments=1),
        *both_months(channel="Facebook", impressions=10),
        post("2026-10-05", channel="Facebook", impressions=400, comments=9, covers=WHOLE),
    )

    assert grains(chosen(known, "comments", "impressions")) == {"Instagram": "day", "Facebook": "post"}


def test_posts_serve_where_the_days_do_not_reach_back_over_the_compared_range():
    known = facts(*days(OCTOBER, impressions=10), post("2026-09-05", impressions=400), covers=WHOLE)

    assert grains(chosen(known, "impressions")) == {"Instagram": "post"}
    assert grains(chosen(known, "impressions", ranges=(OCTOBER,))) == {"Instagram": "day"}


def test_a_day_or_two_that_a_file_lacks_do_not_change_the_grain():
    known = facts(*both_months(impressions=10)[:-2], post("2026-10-05", impressions=400), covers=WHOLE)

    assert grains(chosen(known, "impressions")) == {"Instagram": "day"}


def test_days_ahead_that_nobody_can_know_do_not_change_the_grain():
    known = facts(
        *days(span("2026-10-01", "2026-10-29"), impressions=10), post("2026-10-05", impressions=400, covers=WHOLE)
    )

    assert grains(chosen(known, "impressions", ranges=(span("2026-10-01", "2026-12-31"),))) == {"Instagram": "day"}


def test_a_split_by_content_type_takes_posts():
    known = facts(*both_months(impressions=10), post("2026-10-05", impressions=400), covers=WHOLE)

    assert grains(chosen(known, "impressions", split="content_type")) == {"Instagram": "post"}
    assert grains(chosen(known, "impressions", scope=Scope(content_types=("reel",)))) == {}


def test_the_only_slice_answers_and_says_what_it_was_filtered_to():
    known = facts(*both_months(channel="Search", search_impressions=5, slice="Page: /blog"))

    (part,) = chosen(known, "search_impressions").parts
    assert part.view.slice == "Page: /blog"


def test_two_slices_answer_nothing():
    known = facts(
        *both_months(channel="Search", search_impressions=5, slice="Page: /blog"),
        *both_months(channel="Search", search_impressions=7, slice="Page: /shop"),
    )

    assert chosen(known, "search_impressions").parts == ()


def forms(found):
    return [form.formula for part in found.parts for form in part.forms]


def test_link_clicks_count_where_they_are_known_for_nine_tenths_of_the_impressions_of_both_ranges():
    known = facts(
        *days(SEPTEMBER, impressions=10, link_clicks=1, clicks=3),
        *days(OCTOBER, impressions=10, link_clicks=1, clicks=3),
    )

    assert forms(chosen(known, "click_throughs", "impressions")) == ["link_clicks", "impressions"]


def test_all_clicks_count_where_one_range_lacks_link_clicks():
    known = facts(
        *days(span("2026-09-01", "2026-09-20"), impressions=10, link_clicks=1, clicks=3),
        *days(span("2026-09-21", "2026-09-30"), impressions=10, clicks=3),
        *days(OCTOBER, impressions=1_000, link_clicks=1, clicks=3),
    )

    assert forms(chosen(known, "click_throughs", "impressions")) == ["clicks", "impressions"]


def test_a_definition_comes_before_a_grain():
    known = facts(
        *both_months(impressions=10, engagements=4),
        post("2026-10-05", impressions=400, reactions=9, comments=1),
        covers=WHOLE,
    )

    found = chosen(known, "interactions", "impressions")
    assert forms(found) == ["reactions + comments", "impressions"]
    assert grains(found) == {"Instagram": "post"}


def test_shares_and_saves_join_only_where_they_are_known_throughout_both_ranges():
    known = facts(
        *days(SEPTEMBER, reactions=5, comments=1, shares=2, saves=1),
        *days(OCTOBER, reactions=5, comments=1, shares=2),
    )

    (part,) = chosen(known, "interactions").parts
    assert part.added == (("reactions", "comments", "shares"),)
    assert set(part.operands["interactions"].tolist()) == {8.0}


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        ({"new_followers": 5, "unfollows": 2, "net_new_followers": 9}, "new_followers - unfollows"),
        ({"new_followers": 5, "net_new_followers": 9}, "net_new_followers"),
    ],
)
def test_net_is_new_less_lost_else_the_stated_net(rows, form):
    assert forms(chosen(facts(*both_months(**rows)), "net_followers")) == [form]


def test_net_is_else_the_difference_of_two_totals():
    totals = [day(at, followers=n) for at, n in (("2026-08-31", 100), ("2026-09-30", 110), ("2026-10-31", 130))]

    found = chosen(facts(*both_months(new_followers=5), *totals), "net_followers")

    assert forms(found) == ["stock_change"]


def test_a_channel_that_knows_only_new_follows_has_no_net():
    found = chosen(facts(*both_months(new_followers=5)), "net_followers", scope=Scope(("Instagram",)))

    assert found.left_out == (("Instagram", "not in its files"),)


def channels_until(**last: str):
    rows = [one for name, end in last.items() for one in days(span("2026-09-01", end), channel=name, impressions=1)]
    return chosen(facts(*rows), "impressions")


def test_a_total_ends_on_the_earliest_last_day_of_channels_at_most_a_week_behind():
    found = channels_until(Instagram="2026-10-31", LinkedIn="2026-10-24")

    assert found.until == date(2026, 10, 24)
    assert found.left_out == ()


def test_a_channel_more_than_a_week_behind_is_left_out_and_named():
    found = channels_until(Instagram="2026-10-31", LinkedIn="2026-10-23")

    assert found.until == date(2026, 10, 31)
    assert found.left_out == (("LinkedIn", "its data end on 23 Oct 2026"),)


def test_data_beyond_the_asked_days_make_nobody_stale():
    rows = [*days(span("2026-09-01", "2026-12-31"), impressions=1), *both_months(channel="LinkedIn", impressions=1)]

    assert chosen(facts(*rows), "impressions").left_out == ()


def test_a_channel_whose_data_begin_after_the_asked_days_is_named():
    rows = [*both_months(impressions=1), *days(span("2026-11-01", "2026-11-30"), channel="LinkedIn", impressions=1)]

    assert chosen(facts(*rows), "impressions").left_out == (("LinkedIn", "its data begin on 1 Nov 2026"),)


def test_a_total_of_periods_alone_ends_with_the_last_period():
    months = [period("2026-09-01", "2026-09-30", impressions=1), period("2026-10-01", "2026-10-31", impressions=1)]

    found = chosen(facts(*months), "impressions", ranges=(span("2026-10-01", "2026-12-31"),))

    assert found.until == date(2026, 10, 31)


def test_a_total_never_ends_within_a_period_that_a_channel_totals():
    months = [period("2026-10-01", "2026-10-31", channel="Facebook", impressions=1)]

    found = chosen(
        facts(*months, *days(span("2026-10-01", "2026-10-29"), impressions=1)), "impressions", ranges=(OCTOBER,)
    )

    assert found.until == date(2026, 10, 31)


def test_a_level_cuts_no_total_short():
    found = chosen(facts(day("2026-10-12", followers=100)), "followers", ranges=(OCTOBER,))

    assert found.until == date(2026, 10, 31)


def test_a_level_is_carried_thirty_five_days_and_then_its_account_is_left_out():
    old, fresh = day("2026-09-25", followers=1, channel="X"), day("2026-10-31", followers=2)

    assert chosen(facts(old, fresh), "followers").left_out == (("X", "its data end on 25 Sep 2026"),)
    assert (
        chosen(facts({**old, "at": date(2026, 9, 26), "until": date(2026, 9, 26)}, fresh), "followers").left_out == ()
    )


def test_a_channel_that_does_not_know_a_metric_is_named_when_its_kind_answers():
    known = facts(
        *both_months(saves=1), *both_months(channel="X", impressions=1), *both_months(channel="Web", sessions=1)
    )

    assert chosen(known, "saves").left_out == (("X", "not in its files"),)


def test_an_account_that_lags_is_named_beside_its_channel():
    known = facts(*both_months(impressions=1, account="a"), *days(SEPTEMBER, impressions=1, account="b"))

    assert chosen(known, "impressions").left_out == (("Instagram (b)", "its data end on 30 Sep 2026"),)


def test_an_account_that_lacks_a_metric_is_named_beside_its_channel():
    known = facts(*both_months(saves=1, account="a"), *both_months(reach=1, account="b"))

    assert chosen(known, "saves").left_out == (("Instagram (b)", "not in its files"),)


def test_campaign_totals_serve_like_periods():
    ads = {**period("2026-10-01", "2026-10-31", channel="Meta", spend=5, ad_impressions=100), "grain": "campaign"}

    assert grains(chosen(facts(ads), "spend", ranges=(OCTOBER,))) == {"Meta": "campaign"}
