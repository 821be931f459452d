"""How much of the asked days an answer rests on and how old its data are, counted by hand."""

from datetime import date

import pytest

from kpi.freshness import Freshness, age_text, coverage_text, feeds, freshness, late_lines, lines
from kpi.typed import TypedNumber
from tests.builders import OCTOBER, TYPED_AT, ask, day, days, facts, period, post, span

TODAY = date(2026, 11, 22)


def sheet(export, channel, *covered: tuple[str, str], totals=("impressions",), grain="day"):
    return {
        "export": export,
        "channel": channel,
        "grain": grain,
        "rows_kept": 1,
        "first_date": covered[0][0],
        "last_date": covered[-1][1],
        "covered": covered,
        "totals": dict.fromkeys(totals, 1.0),
    }


def fed(*sheets: dict, placed=""):
    return feeds([({"sheets": list(sheets)}, placed)])


def days_of(channel, first, last, **more: object):
    return days(span(first, last), channel=channel, **(more or {"impressions": 1}))


# how many of the asked days


def test_a_month_known_on_every_day_says_so():
    answer = ask("impressions", facts(*days(OCTOBER, impressions=1)))

    assert (answer.days_known, coverage_text(answer)) == (31, "every day")


def test_days_without_a_row_in_a_daily_file_are_not_known():
    known = facts(*days_of("X", "2026-10-01", "2026-10-20"), day("2026-10-31", channel="X", impressions=1))

    assert coverage_text(ask("impressions", known)) == "21/31 days"


def test_a_total_counts_the_days_that_all_its_channels_know():
    known = facts(
        *days_of("X", "2026-10-01", "2026-10-30"),  # without the 31st
        *days_of("TikTok", "2026-10-03", "2026-10-31"),  # without the 1st and the 2nd
    )

    answer = ask("impressions", known)

    assert answer.period == span("2026-10-01", "2026-10-30")
    assert coverage_text(answer) == "28/31 days"
    assert {cover.channel: cover.days_known for cover in answer.covers} == {"X": 30, "TikTok": 29}


def test_posts_count_each_day_that_their_file_covers():
    known = facts(post("2026-10-05", reactions=3), covers=("2026-10-02", "2026-10-31"))

    assert coverage_text(ask("reactions", known)) == "30/31 days"


def test_a_ratio_counts_the_days_on_which_both_parts_are_known():
    known = facts(
        *days(span("2026-10-01", "2026-10-25"), impressions=10, reactions=1, comments=1),
        *days(span("2026-10-26", "2026-10-31"), impressions=10),
    )

    assert coverage_text(ask("engagement_rate", known)) == "25/31 days"


def test_a_level_says_the_day_of_its_value():
    known = facts(day("2026-10-10", followers=100), day("2026-10-24", followers=110), day("2026-11-01", followers=120))

    assert coverage_text(ask("followers", known)) == "as of 24 Oct"


def test_of_several_levels_the_oldest_value_speaks():
    known = facts(
        day("2026-10-31", channel="X", followers=10),
        day("2026-10-24", channel="TikTok", followers=10),
    )

    answer = ask("followers", known)

    assert coverage_text(answer) == "as of 24 Oct"
    assert lines(answer, freshness(answer, [], TODAY)) == [
        "TikTok: value of 24 Oct 2026; last day 24 Oct 2026, 29 days ago.",
        "X: value of 31 Oct 2026; last day 31 Oct 2026, 22 days ago.",
    ]


def test_totals_of_a_period_say_whether_they_hold_the_whole_of_it():
    web = {"channel": "Web", "page_views": 5}

    whole = facts(period("2026-10-01", "2026-10-14", **web), period("2026-10-15", "2026-10-31", **web))
    half = facts(period("2026-10-01", "2026-10-14", **web), period("2026-10-15", "2026-11-15", **web))

    assert coverage_text(ask("page_views", whole)) == "whole range"
    assert coverage_text(ask("page_views", half)) == "14/31 days"


def test_of_overlapping_totals_only_those_added_up_count():
    web = {"channel": "Web", "page_views": 5}
    known = facts(period("2026-10-01", "2026-10-20", **web), period("2026-10-15", "2026-10-31", **web))

    # the first covers 20 days, the second 17; they overlap, so one is used
    assert coverage_text(ask("page_views", known)) == "20/31 days"


def test_without_a_source_nothing_is_said_of_coverage():
    answer = ask("impressions", facts(day("2026-10-01", profile_visits=1)))

    assert (coverage_text(answer), freshness(answer, [], TODAY)) == ("", ())
    assert age_text(()) == ""


# how old, and whether late


@pytest.mark.parametrize(
    ("today", "late", "said"),
    [
        (date(2026, 11, 30), 0, "30 days old"),
        (date(2026, 12, 1), 0, "31 days old"),  # 31 October + 31 days: due today
        (date(2026, 12, 2), 1, "1 day late"),
        (date(2026, 12, 22), 21, "21 days late"),
    ],
)
def test_data_are_late_when_the_next_file_was_due_by_the_cadence_of_their_export(today, late, said):
    answer = ask("impressions", facts(*days_of("X", "2026-10-01", "2026-10-31")))
    known = fed(sheet("x_overview", "X", ("2026-10-01", "2026-10-31")))

    fresh = freshness(answer, known, today)

    assert [one.late for one in fresh] == [late]
    assert age_text(fresh) == said


def test_the_cadence_is_that_of_the_exports_which_feed_the_kpi_on_the_channel():
    answer = ask("impressions", facts(*days_of("TikTok", "2026-10-01", "2026-10-31")))
    known = fed(
        sheet("tiktok_overview", "TikTok", ("2026-10-01", "2026-10-31")),
        sheet("x_content", "X", ("2026-10-01", "2026-10-31")),
    )

    (one,) = freshness(answer, known, date(2026, 12, 1))

    # TikTok Studio: due after 28 days, on 28 November
    assert (one.cadence, one.age, one.late) == (28, 31, 3)
    assert late_lines([one]) == ["Late: TikTok (monthly file, last day 31 Oct 2026, 31 days ago)."]


def test_where_no_cadence_is_known_nothing_is_late():
    answer = ask("impressions", facts(*days_of("X", "2026-10-01", "2026-10-31")))
    known = fed(sheet("own_3f2a", "X", ("2026-10-01", "2026-10-31")))

    (one,) = freshness(answer, known, date(2027, 10, 31))

    assert (one.age, one.late) == (365, 0)


def test_typed_numbers_are_due_again_after_a_month():
    answer = ask("followers", facts(day("2026-10-24", channel="X", followers=110)))
    typed = [TypedNumber(date(2026, 10, 24), "X", "", "followers", 110.0, "Ana", TYPED_AT)]

    (one,) = freshness(answer, feeds([], typed), date(2026, 11, 30))

    assert (one.typed, one.late) == (True, 6)  # 24 October + 31 days is 24 November
    assert late_lines([one]) == ["Late: X (typed monthly, last day 24 Oct 2026, 37 days ago)."]


def test_of_several_channels_the_oldest_is_told_and_each_has_its_line():
    known = facts(*days_of("X", "2026-10-01", "2026-10-31"), *days_of("TikTok", "2026-10-01", "2026-10-29"))

    answer = ask("impressions", known)
    fresh = freshness(answer, [], TODAY)

    assert age_text(fresh) == "24 days old"
    assert lines(answer, fresh) == [
        "TikTok: 29 of 31 days; last day 29 Oct 2026, 24 days ago.",
        "X: every day; last day 31 Oct 2026, 22 days ago.",
    ]


def test_accounts_of_a_channel_are_named_where_they_differ():
    known = facts(
        *days(OCTOBER, account="velmora", impressions=1),
        *days(span("2026-10-01", "2026-10-28"), account="velmora_de", impressions=1),
    )

    answer = ask("impressions", known)

    assert [line.partition(":")[0] for line in lines(answer, freshness(answer, [], TODAY))] == [
        "Instagram (velmora)",
        "Instagram (velmora_de)",
    ]


def test_data_that_end_after_today_are_not_younger_than_nothing():
    answer = ask("impressions", facts(*days_of("X", "2026-10-01", "2026-10-31")))

    assert freshness(answer, [], date(2026, 10, 30))[0].age == 0


# what feeds


def test_posts_feed_nothing_that_is_the_accounts():
    (feed,) = fed(sheet("x_content", "X", ("2026-10-01", "2026-10-31"), totals=("new_followers", "reactions")))

    assert feed.metrics == {"reactions"}


def test_posts_of_a_layout_of_ones_own_feed_nothing_that_is_the_accounts():
    (feed,) = fed(
        sheet(
            "own_3f2a", "X", ("2026-10-01", "2026-10-31"), totals=("reach", "new_followers", "reactions"), grain="post"
        )
    )

    assert feed.metrics == {"reactions"}


def test_a_file_without_a_channel_feeds_the_one_it_was_placed_in():
    unnamed = sheet("meta_daily_unnamed_impressions", None, ("2026-10-01", "2026-10-31"))

    assert fed(unnamed) == []
    assert [feed.channel for feed in fed(unnamed, placed="Instagram")] == ["Instagram"]


def test_an_export_that_its_platform_gives_no_more_is_marked():
    (old,) = fed(sheet("x_daily_activity", "X", ("2026-10-01", "2026-10-31")))

    assert (old.ended, old.cadence) == (True, 0)


@pytest.mark.parametrize(("late", "overdue"), [(0, False), (1, False), (28, False), (29, True)])
def test_what_is_late_for_longer_than_its_rhythm_is_overdue(late, overdue):
    assert Freshness("X", date(2026, 10, 1), 28 + late, late, cadence=28).is_overdue is overdue
