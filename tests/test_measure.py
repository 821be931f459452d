from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import measure
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import Unit
from kpi.choice import Scope
from kpi.formula import evaluate, parse
from kpi.measure import Question, default_period, series
from kpi.periods import Period, Step, a_year_before, before
from tests.builders import (
    OCTOBER,
    SEPTEMBER,
    Row,
    ask,
    day,
    days,
    facts,
    grown,
    mention,
    period,
    post,
    question,
    review,
    span,
    values,
)

WHOLE = ("2026-09-01", "2026-10-31")
ONE = span("2026-10-01", "2026-10-01")
TWO = span("2026-10-01", "2026-10-02")


def months(september, october, **more: object):
    """Give a total of each month as its first day, and zero for the other days."""
    names = {**september, **october}
    zero = dict.fromkeys(names, 0)
    for whole, said in ((SEPTEMBER, september), (OCTOBER, october)):
        for one in days(whole, **zero, **more):
            yield {**one, **said} if one["at"].day == 1 else one


# ratios


def test_a_ratio_is_that_of_the_sums_and_not_the_mean_of_ratios():
    known = facts(
        day("2026-10-01", spend=10, ad_impressions=1_000, channel="Meta"),
        day("2026-10-02", spend=10, ad_impressions=9_000, channel="Meta"),
    )

    assert ask("cpm", known, TWO).value == 2.0  # the mean of the daily CPMs would be 5.56


def test_a_ratio_rests_on_the_cells_in_which_all_operands_are_known():
    known = facts(
        post("2026-10-01", link_clicks=10, impressions=950),
        post("2026-10-01 10:00", link_clicks=9),
        post("2026-10-02", impressions=50),
        covers=WHOLE,
    )

    assert dict(ask("ctr", known, TWO).sums) == {"click_throughs": 19, "impressions": 950}


def test_a_day_that_lacks_an_operand_counts_in_neither_sum():
    known = facts(
        day("2026-10-01", conversions=7, channel="Web"),
        day("2026-10-02", sessions=40, channel="Web"),
        day("2026-10-03", conversions=5, sessions=100, channel="Web"),
    )

    answer = ask("conversion_rate", known, span("2026-10-01", "2026-10-03"))

    assert answer.value == 5 / 100
    assert answer.covered == 100 / 140


@pytest.mark.parametrize(("unknown", "value"), [(50, 0.1), (51, None)])
def test_a_ratio_of_which_less_than_half_the_base_is_known_has_no_value(unknown, value):
    known = facts(
        day("2026-10-01", sessions=unknown, channel="Web"), day("2026-10-02", conversions=5, sessions=50, channel="Web")
    )

    answer = ask("conversion_rate", known, TWO)

    assert answer.value == value
    assert answer.why_not == ("" if value else "only 50\u00a0% of the base is known")
    assert values("conversion_rate", known, TWO, Step.TOTAL) == pytest.approx([value or np.nan], nan_ok=True)


def test_channels_that_lack_an_operand_count_for_what_is_covered():
    known = facts(
        *days(OCTOBER, impressions=60, link_clicks=3), *days(OCTOBER, channel="TikTok", impressions=40, reactions=2)
    )

    answer = ask("ctr", known)

    assert answer.value == pytest.approx(0.05)
    assert answer.covered == pytest.approx(0.6)
    assert answer.left_out == (("TikTok", "not in its files"),)


def test_thumbnails_of_youtube_are_no_base_of_a_click_through_rate():
    known = facts(
        *days(OCTOBER, impressions=60, link_clicks=3),
        *days(OCTOBER, channel="YouTube", impressions=900, basis="thumbnails"),
    )

    assert ask("ctr", known).covered == 1


@pytest.mark.parametrize("below", [0, None])
def test_a_zero_or_missing_denominator_is_no_data(below):
    known = facts(*days(OCTOBER, conversions=3, sessions=below, channel="Web", page_views=1))

    answer = ask("conversion_rate", known)

    assert answer.value is None
    assert answer.why_not == ("no sessions in these days" if below == 0 else "not in your files")


def test_across_channels_a_ratio_weighs_each_by_its_base():
    known = facts(
        *days(OCTOBER, impressions=900, reactions=9, comments=0),
        *days(OCTOBER, channel="TikTok", impressions=100, reactions=10, comments=1),
    )

    assert ask("engagement_rate", known).value == pytest.approx(20 / 1_000)


def test_a_rate_that_the_file_gives_in_sessions_comes_before_counted_actions():
    known = facts(
        *days(OCTOBER, channel="Web", sessions=100, conversions=120),
        period("2026-10-01", "2026-10-31", channel="Web", source="Direct", sessions=3_000, converting_sessions=60),
    )

    answer = ask("conversion_rate", known)

    assert answer.value == 60 / 3_000
    assert answer.title == "Conversion rate"


def test_counted_actions_by_visits_have_a_title_of_their_own_and_may_pass_a_hundred_per_cent():
    answer = ask("conversion_rate", facts(*days(OCTOBER, channel="Web", sessions=100, conversions=120)))

    assert answer.value == 1.2
    assert answer.title == "Actions per visit"


def test_a_level_in_a_formula_is_its_last_value_and_no_sum():
    known = facts(*days(OCTOBER, reactions=2, comments=0, followers=100))

    assert ask("interactions / followers", known).value == pytest.approx(62 / 100)


# flows, spans, events


def test_a_flow_adds_up_over_days_channels_and_accounts():
    known = facts(
        *days(OCTOBER, impressions=1, account="a"),
        *days(OCTOBER, impressions=2, account="b"),
        *days(OCTOBER, impressions=3, channel="TikTok"),
    )

    assert ask("impressions", known).value == 31 * 6


def test_posts_are_never_added_to_the_days_of_their_account():
    known = facts(*days(OCTOBER, impressions=10), post("2026-10-05", impressions=400), covers=WHOLE)

    assert ask("impressions", known).value == 310
    assert ask("impressions", known).sources == ("Instagram: daily totals",)


def test_a_period_counts_only_in_a_range_that_holds_it_whole():
    known = facts(period("2026-10-01", "2026-10-31", impressions=310))

    assert ask("impressions", known).value == 310
    assert ask("impressions", known, span("2026-10-02", "2026-11-30")).value is None
    assert ask("impressions", known, span("2026-10-01", "2026-10-30")).value is None


def test_a_period_is_never_spread_over_its_days():
    known = facts(period("2026-09-01", "2026-10-31", impressions=310))

    assert np.isnan(values("impressions", known, span(*WHOLE), Step.MONTH)).all()
    assert values("impressions", known, span(*WHOLE), Step.TOTAL) == [310]


def test_of_overlapping_periods_the_disjoint_ones_that_cover_most_count():
    known = facts(
        period("2026-10-01", "2026-10-31", impressions=310),
        period("2026-10-01", "2026-10-10", impressions=100),
        period("2026-10-20", "2026-10-31", impressions=120),
    )

    assert ask("impressions", known).value == 310
    assert ask("impressions", known, span("2026-10-01", "2026-10-30")).value == 100


def test_periods_that_lie_in_a_step_count_there():
    known = facts(
        period("2026-10-01", "2026-10-31", impressions=310), period("2026-10-05", "2026-10-11", impressions=70)
    )

    assert values("impressions", known, OCTOBER, Step.WEEK) == pytest.approx([np.nan, 70, *[np.nan] * 3], nan_ok=True)
    assert values("impressions", known, OCTOBER, Step.TOTAL) == [310]


def test_days_without_a_post_are_zero_inside_the_covered_days_and_unknown_outside():
    known = facts(post("2026-10-02", reactions=3), covers=("2026-10-01", "2026-10-03"))

    daily = values("reactions", known, span("2026-09-30", "2026-10-04"), Step.DAY)

    assert daily == pytest.approx([np.nan, 0, 3, 0, np.nan], nan_ok=True)


def test_days_between_two_files_are_unknown():
    known = facts(
        post("2026-01-09", reactions=1, covers=("2026-01-01", "2026-01-31")),
        post("2026-03-09", reactions=2, covers=("2026-03-01", "2026-03-31")),
    )

    monthly = values("reactions", known, span("2026-01-01", "2026-03-31"), Step.MONTH)

    assert monthly == pytest.approx([1, np.nan, 2], nan_ok=True)


def test_a_day_whose_post_does_not_know_the_metric_is_unknown_and_not_zero():
    known = facts(
        post("2026-10-01", reactions=3, saves=1), post("2026-10-02", reactions=3), covers=("2026-10-01", "2026-10-03")
    )

    assert values("saves", known, span("2026-10-01", "2026-10-03"), Step.DAY) == pytest.approx(
        [1, np.nan, 0], nan_ok=True
    )


@pytest.mark.parametrize(
    ("event", "key"), [(review("2026-10-02", 4), "ratings"), (mention("2026-10-02", "Velmora"), "mentions")]
)
def test_days_without_a_review_or_a_mention_are_zero(event, key):
    known = facts(event, mention("2026-10-01", "Velmora"), covers=("2026-10-01", "2026-10-03"))

    assert values(key, known, span("2026-10-01", "2026-10-03"), Step.DAY)[1:] == [1, 0]


def test_an_unknown_day_of_a_daily_file_is_unknown():
    known = facts(day("2026-10-01", impressions=1), day("2026-10-03", impressions=2))

    assert values("impressions", known, span("2026-10-01", "2026-10-03"), Step.DAY) == pytest.approx(
        [1, np.nan, 2], nan_ok=True
    )


def test_a_channel_that_does_not_know_all_days_says_how_many():
    answer = ask(
        "impressions", facts(*days(span("2026-10-01", "2026-10-20"), impressions=1), day("2026-10-31", impressions=1))
    )

    assert answer.value == 21
    assert answer.known == 21 / 31
    assert "Instagram: 21 of 31 days known" in answer.marks


@pytest.mark.parametrize("key", KPIS)
def test_what_no_file_holds_is_missing_to_the_end(key):
    known = facts(day("2026-10-01", profile_visits=1))

    assert ask(key, known).value is None
    assert ask(key, known).why_not == "not in your files"
    assert series(question(key), known, step=Step.WEEK)["value"].isna().all()
    assert np.isnan(grown(question(key), known, Step.WEEK)).all()
    assert ask(key, facts(day("2026-10-01", channel=""))).why_not == "no file is loaded"


def test_an_assumption_that_a_formula_does_not_name_has_no_say():
    known = facts(day("2026-10-01", impressions=100), day("2026-10-01", channel="X", impressions=50))
    priced = {"cpm": {"Instagram": 3.0}}

    assert ask("impressions", known, assumptions=priced).value == 150
    assert ask("impressions", known, assumptions=priced).left_out == ()
    assert ask("weighted_cost", known, assumptions=priced).value == pytest.approx(0.3)


# levels and reach


def test_followers_are_the_last_value_at_or_before_the_end():
    known = facts(day("2026-10-10", followers=100), day("2026-10-20", followers=110), day("2026-11-01", followers=120))

    answer = ask("followers", known)

    assert answer.value == 110
    assert "Instagram: as of 20 Oct 2026" in answer.marks


def test_followers_are_carried_thirty_five_days():
    known = facts(day("2026-09-26", followers=100), day("2026-12-01", followers=100))

    assert ask("followers", known).value == 100
    assert ask("followers", known, span("2026-11-01", "2026-11-01")).value is None


def test_followers_compare_only_accounts_that_are_known_at_both_ends():
    known = facts(
        *[day(at, channel="Instagram", followers=n) for at, n in (("2026-09-30", 100), ("2026-10-31", 110))],
        day("2026-10-31", channel="TikTok", followers=5_000),
    )

    answer = ask("followers", known, OCTOBER, SEPTEMBER)

    assert answer.value == 5_110
    assert (answer.now, answer.compared) == (110, 100)
    assert answer.change == pytest.approx(0.1)
    assert "compared without TikTok: not known in both ranges" in answer.marks


def test_followers_by_month_are_not_summed():
    known = facts(*days(span(*WHOLE), followers=100))

    assert values("followers", known, span(*WHOLE), Step.MONTH) == [100, 100]


def test_reach_is_the_mean_of_the_days_with_its_bound():
    known = facts(day("2026-10-01", reach=100), day("2026-10-02", reach=300))

    answer = ask("reach", known, TWO)

    assert answer.value == 200
    assert answer.bound == (300, 400)


def test_reach_is_never_added_over_channels():
    known = facts(*days(OCTOBER, reach=100), *days(OCTOBER, channel="TikTok", reach=250))

    answer = ask("reach", known)

    assert answer.value == 250
    assert answer.bound == (250, 31 * 350)
    assert any("cannot be told apart" in mark for mark in answer.marks)


def test_the_lifetime_reach_of_posts_is_no_daily_reach():
    known = facts(post("2026-10-05", reach=90), covers=WHOLE)

    assert ask("reach", known).value is None


# comparison


def test_a_count_changes_by_a_share_of_what_it_was():
    answer = ask("impressions", facts(*months({"impressions": 200}, {"impressions": 250})), OCTOBER, SEPTEMBER)

    assert (answer.compared, answer.change, answer.change_kind) == (200, 0.25, "percent")


def test_the_change_per_day_stands_beside_that_of_months_of_unequal_length():
    answer = ask("impressions", facts(*months({"impressions": 300}, {"impressions": 310})), OCTOBER, SEPTEMBER)

    assert answer.change == pytest.approx(1 / 30)
    assert answer.per_day == pytest.approx(0)


def test_a_percentage_changes_in_points():
    known = facts(*months({"mentions": 20, "competitor_mentions": 80}, {"mentions": 25, "competitor_mentions": 75}))

    answer = ask("share_of_voice", known, OCTOBER, SEPTEMBER)

    assert answer.change == pytest.approx(0.05)
    assert answer.change_kind == "points"


def test_stars_change_by_a_difference():
    known = facts(review("2026-09-09", 4), review("2026-10-09", 3), covers=WHOLE)

    answer = ask("average_rating", known, OCTOBER, SEPTEMBER)

    assert (answer.change, answer.change_kind) == (-1, "stars")


def test_from_zero_a_count_is_new_and_from_zero_to_zero_it_is_unchanged():
    begun = ask("shares", facts(*months({"shares": 0}, {"shares": 5})), OCTOBER, SEPTEMBER)
    silent = ask("shares", facts(*months({"shares": 0}, {"shares": 0})), OCTOBER, SEPTEMBER)

    assert (begun.change, begun.change_kind) == (None, "new")
    assert (silent.change, silent.change_kind) == (0, "percent")


@pytest.mark.parametrize(
    ("rule", "against"),
    [(before, span("2026-08-27", "2026-09-24")), (a_year_before, span("2025-10-02", "2025-10-30"))],
)
def test_where_the_data_end_earlier_both_ranges_are_cut_to_equal_weekdays(rule, against):
    known = facts(*days(span("2025-01-01", "2026-10-29"), impressions=1))

    answer = ask("impressions", known, OCTOBER, rule(OCTOBER))

    assert answer.period == span("2026-10-01", "2026-10-29")
    assert answer.against == against
    assert (answer.value, answer.compared) == (29, 29)


def test_a_channel_added_later_is_no_growth():
    known = facts(
        *months({"impressions": 100}, {"impressions": 110}), *days(OCTOBER, channel="TikTok", impressions=1_000)
    )

    answer = ask("impressions", known, OCTOBER, SEPTEMBER)

    assert answer.value == 110 + 31_000
    assert (answer.now, answer.compared) == (110, 100)
    assert answer.change == pytest.approx(0.1)


def test_nothing_is_compared_with_days_of_which_too_little_is_known():
    known = facts(*days(span("2026-09-20", "2026-10-31"), impressions=1))

    answer = ask("impressions", known, OCTOBER, SEPTEMBER)

    assert answer.value == 31
    assert answer.change is answer.compared is None
    assert "too little is known of September 2026 to compare" in answer.marks


def test_across_a_change_of_what_is_counted_no_percentage_is_shown():
    known = facts(*days(SEPTEMBER, impressions=1, basis="impressions"), *days(OCTOBER, impressions=2, basis="views"))

    answer = ask("impressions", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared, answer.change) == (62, 30, None)
    assert "Instagram counts views now and impressions then: not compared" in answer.marks


def test_who_treats_both_as_the_same_gets_the_percentage_and_is_told():
    known = facts(*days(SEPTEMBER, impressions=1, basis="impressions"), *days(OCTOBER, impressions=2, basis="views"))

    answer = ask("impressions", known, OCTOBER, SEPTEMBER, treat_as_same=True)

    assert answer.change == pytest.approx(32 / 30)
    assert "Instagram counts views now and impressions then: compared as if the same" in answer.marks


def test_a_change_of_what_is_counted_does_not_touch_what_rests_on_no_exposure():
    known = facts(
        *days(SEPTEMBER, impressions=1, comments=1, basis="impressions"),
        *days(OCTOBER, impressions=2, comments=1, basis="views"),
    )

    assert ask("comments", known, OCTOBER, SEPTEMBER).change == pytest.approx(1 / 30)


def test_posts_younger_than_a_week_leave_both_sides_of_a_comparison():
    settled = [post(f"{month}-05", reactions=10, observed_at="2026-10-31") for month in ("2026-09", "2026-10")]
    young = post("2026-10-26", reactions=1, observed_at="2026-10-31")

    answer = ask("reactions", facts(*settled, young, covers=("2026-08-01", "2026-10-31")), OCTOBER, SEPTEMBER)

    assert answer.value == 11
    assert (answer.now, answer.compared, answer.change) == (10, 10, 0)
    assert answer.now_period == span("2026-10-01", "2026-10-25")
    assert answer.against == span("2026-09-03", "2026-09-27")
    assert "compared up to 25 Oct 2026: younger posts still grow" in answer.marks


def test_who_wants_the_youngest_posts_compared_gets_them():
    rows = [post(f"2026-{at}", reactions=n, observed_at="2026-10-31") for at, n in (("09-05", 10), ("10-30", 1))]

    answer = ask("reactions", facts(*rows, covers=WHOLE), OCTOBER, SEPTEMBER, settled=False)

    assert (answer.now_period, answer.change) == (OCTOBER, -0.9)


def test_the_last_posts_of_an_earlier_file_count_as_settled():
    earlier = [post(f"2026-09-{n}", reactions=10, observed_at="2026-09-30") for n in ("05", "29")]
    later = post("2026-10-05", reactions=10, observed_at="2026-11-30")

    answer = ask("reactions", facts(*earlier, later, covers=("2026-08-01", "2026-10-31")), SEPTEMBER, before(SEPTEMBER))

    assert answer.now_period == SEPTEMBER


def test_where_all_posts_are_younger_than_a_week_nothing_is_compared():
    rows = [post(at, reactions=10, observed_at="2026-10-03") for at in ("2026-09-05", "2026-10-01")]

    answer = ask("reactions", facts(*rows, covers=WHOLE), OCTOBER, SEPTEMBER)

    assert answer.change is None
    assert "not compared: the posts are younger than seven days" in answer.marks


def test_the_as_of_date_is_that_of_the_earliest_channel():
    known = facts(*days(OCTOBER, impressions=1), *days(span("2026-10-01", "2026-10-29"), channel="X", impressions=1))

    assert ask("impressions", known).as_of == date(2026, 10, 29)


def test_a_channel_that_ended_long_ago_says_when():
    known = facts(*days(SEPTEMBER, channel="X", impressions=1))

    assert ask("impressions", known, span("2026-10-08", "2026-10-31")).why_not == "the data end on 30 Sep 2026"
    assert ask("impressions", known, span("2026-08-01", "2026-08-31")).why_not == "the data begin on 1 Sep 2026"


# share of voice


def test_share_of_voice_is_of_all_that_is_said_of_the_brand_and_its_competitors():
    known = facts(
        mention("2026-10-01", "Velmora"), *[mention(f"2026-10-0{n}", "Rondell") for n in (1, 2, 3)], covers=WHOLE
    )

    assert ask("share_of_voice", known).value == 0.25


def panel(*also: Row):
    every = [
        mention(f"2026-{month}-0{n}", who) for month in ("09", "10") for n in (1, 2) for who in ("Velmora", "Rondell")
    ]
    return facts(*every, *also, covers=WHOLE)


def test_a_changed_panel_restarts_the_trend():
    answer = ask("share_of_voice", panel(mention("2026-10-01", "Kapriol")), OCTOBER, SEPTEMBER)

    assert answer.value == pytest.approx(2 / 5)
    assert answer.change is None
    assert "the panel changed (Kapriol): the trend restarts, not compared" in answer.marks


def test_the_same_panel_is_compared():
    assert ask("share_of_voice", panel(), OCTOBER, SEPTEMBER).change == 0


def test_who_joins_the_panel_later_does_not_touch_what_was_before():
    known = panel(mention("2026-10-09", "Kapriol"))

    assert ask("share_of_voice", known, SEPTEMBER, span("2026-08-01", "2026-08-31")).value == 0.5


# costs


def test_the_weighted_cost_prices_each_channel_and_adds():
    known = facts(*days(OCTOBER, impressions=1_000), *days(OCTOBER, channel="TikTok", impressions=2_000))

    answer = ask("weighted_cost", known, assumptions={"cpm": {"Instagram": 6.0, "TikTok": 4.0}})

    assert answer.value == 31 * 6.0 + 31 * 2 * 4.0
    assert answer.covered == 1


def test_a_channel_without_a_cpm_is_left_out_named_and_counted_in_what_is_covered():
    known = facts(*days(OCTOBER, impressions=82), *days(OCTOBER, channel="TikTok", impressions=18))

    answer = ask("weighted_cost", known, assumptions={"cpm": {"Instagram": 6.0}})

    assert answer.value == pytest.approx(31 * 82 * 6 / 1_000)
    assert answer.left_out == (("TikTok", "no CPM is known"),)
    assert answer.covered == pytest.approx(0.82)


def test_without_any_cpm_the_cost_is_unknown():
    answer = ask("weighted_cost", facts(*days(OCTOBER, impressions=82)), assumptions={"cpm": {}})

    assert (answer.value, answer.why_not) == (None, "no CPM is known")


# receipts


def test_the_answer_carries_the_sums_that_it_was_worked_out_on():
    known = facts(*days(OCTOBER, impressions=100, reactions=3, comments=1))

    assert ask("engagement_rate", known).sums == (("interactions", 124), ("exposures", 3_100))


def test_the_source_names_what_interactions_were_added_up_from():
    known = facts(*days(OCTOBER, impressions=100, reactions=3, comments=1, saves=1))

    assert ask("engagement_rate", known).sources == ("Instagram: daily totals (reactions, comments, saves)",)


def test_the_networks_own_count_and_mixed_ads_are_marked():
    known = facts(*days(OCTOBER, impressions=100, engagements=3, paid="mixed"))

    assert set(ask("engagement_rate", known).marks) == {
        "Instagram: the network's own count, which may include clicks",
        "Instagram: the export does not tell organic from boosted",
    }


def test_a_filtered_file_is_marked():
    known = facts(*days(OCTOBER, channel="Search", search_impressions=5, slice="Page: /blog"))

    assert "Search: only what the file was filtered to, Page: /blog" in ask("organic_searches", known).marks


# steps


def test_a_step_is_partial_before_the_data_begin_and_after_they_end():
    known = facts(*days(span("2026-08-15", "2026-10-20"), impressions=1))

    found = series(question("impressions", span("2026-07-01", "2026-11-30")), known, step=Step.MONTH)

    assert found["value"].tolist() == pytest.approx([np.nan, 17, 30, 20, np.nan], nan_ok=True)
    assert found["partial"].tolist() == [True, True, False, True, True]


def test_after_the_last_value_of_a_level_a_step_is_partial():
    known = facts(day("2026-09-30", followers=9), day("2026-10-12", followers=10))

    found = series(question("followers", span("2026-09-01", "2026-10-31")), known, step=Step.MONTH)

    assert found["value"].tolist() == [9, 10]
    assert found["partial"].tolist() == [True, True]


def test_a_split_by_channel_has_a_line_each():
    known = facts(*days(OCTOBER, impressions=1), *days(OCTOBER, channel="TikTok", impressions=2))

    found = series(question("impressions"), known, step=Step.TOTAL, split="channel")

    assert dict(zip(found["channel"], found["value"], strict=True)) == {"Instagram": 31, "TikTok": 62}


def test_a_split_by_content_type_uses_posts():
    known = facts(
        *days(OCTOBER, reactions=100),
        post("2026-10-02", content_type="reel", reactions=3),
        post("2026-10-02 10:00", content_type="photo", reactions=4),
        post("2026-10-03", reactions=1),
        covers=WHOLE,
    )

    found = series(question("reactions"), known, step=Step.TOTAL, split="content_type")

    assert dict(zip(found["content_type"], found["value"], strict=True)) == {"other": 1, "photo": 4, "reel": 3}


def test_a_scope_of_content_types_uses_posts_of_these_types():
    known = facts(
        *days(OCTOBER, reactions=100),
        post("2026-10-02", content_type="reel", reactions=3),
        post("2026-10-02 10:00", content_type="photo", reactions=4),
        covers=WHOLE,
    )

    assert ask("reactions", known, content_types=("reel",)).value == 3


def test_new_followers_have_no_split_by_content_type():
    known = facts(
        *days(OCTOBER, new_followers=1), post("2026-10-02", content_type="reel", new_followers=3), covers=WHOLE
    )

    assert series(question("new_followers"), known, step=Step.TOTAL, split="content_type").empty


def test_what_adds_up_grows_so_far_and_ends_with_the_last_known_day():
    known = facts(day("2026-10-01", impressions=5), day("2026-10-03", impressions=7))

    found = grown(question("impressions", span("2026-10-01", "2026-10-05")), known, Step.DAY)

    assert found == pytest.approx([5, 5, 12, np.nan, np.nan], nan_ok=True)


def test_a_ratio_so_far_is_that_of_the_sums_so_far():
    known = facts(
        day("2026-10-01", channel="Web", conversions=1, sessions=100),
        day("2026-10-02", channel="Web", conversions=9, sessions=100),
    )

    assert grown(question("conversion_rate", TWO), known, Step.DAY) == [0.01, 0.05]


def test_a_level_so_far_is_its_last_value():
    known = facts(day("2026-10-01", followers=10), day("2026-10-03", followers=12))

    found = grown(question("followers", span("2026-10-01", "2026-10-04")), known, Step.DAY)

    assert found == pytest.approx([10, 10, 12, np.nan], nan_ok=True)


# breaks, default days


def test_breaks_stand_where_a_channel_begins_to_be_counted_otherwise():
    known = facts(*days(SEPTEMBER, impressions=1, basis="impressions"), *days(OCTOBER, impressions=2, basis="views"))

    found = measure.breaks(known, Scope())

    assert found["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-10-01"]
    assert found["label"].tolist() == ["Instagram: impressions → views"]
    assert measure.breaks(known, Scope(("TikTok",))).empty


def test_breaks_of_mentions_stand_where_somebody_joins_the_panel():
    known = panel(mention("2026-10-09", "Kapriol"))

    assert measure.breaks(known, Scope(), ("mentions",))["label"].tolist() == ["Listening: Kapriol joins the panel"]
    assert measure.breaks(known, Scope()).empty


@pytest.mark.parametrize(
    ("last", "asked"), [("2026-10-31", OCTOBER), ("2026-10-24", OCTOBER), ("2026-10-23", SEPTEMBER)]
)
def test_the_default_days_are_the_last_month_that_is_nearly_over(last, asked):
    assert default_period(facts(*days(span("2026-09-01", last), impressions=1))) == asked


def test_of_data_shorter_than_a_month_the_default_is_their_month():
    assert default_period(facts(day("2026-10-05", impressions=1))) == OCTOBER


def test_the_last_day_in_the_data_may_be_asked_of_some_channels():
    known = facts(day("2026-10-05", impressions=1), day("2026-10-09", channel="X", impressions=1))

    assert measure.as_of(known) == date(2026, 10, 9)
    assert measure.as_of(known, Scope(("Instagram",))) == date(2026, 10, 5)
    assert measure.as_of(known, Scope(("TikTok",))) is None


# whatever the numbers are

few = settings(max_examples=20, deadline=None)
AMOUNTS = st.lists(st.integers(0, 1_000), min_size=31, max_size=31)


def october(amounts, metric="impressions", **more: object):
    return [day(f"2026-10-{n + 1:02}", **{metric: amount}, **more) for n, amount in enumerate(amounts)]


@few
@given(instagram=AMOUNTS, tiktok=AMOUNTS)
def test_the_channels_of_a_flow_add_up_to_its_total(instagram, tiktok):
    known = facts(*october(instagram), *october(tiktok, channel="TikTok"))

    parts = series(question("impressions"), known, step=Step.TOTAL, split="channel")["value"]

    assert parts.sum() == ask("impressions", known).value == sum(instagram) + sum(tiktok)


@few
@given(amounts=AMOUNTS, step=st.sampled_from([Step.DAY, Step.WEEK, Step.MONTH, Step.QUARTER]))
def test_the_steps_of_a_flow_add_up_to_its_total(amounts, step):
    known = facts(*october(amounts))

    assert sum(values("impressions", known, OCTOBER, step)) == sum(amounts)


@few
@given(amounts=AMOUNTS, cut=st.integers(1, 30))
def test_a_range_cut_in_two_adds_up(amounts, cut):
    known = facts(*october(amounts))

    first, second = span("2026-10-01", f"2026-10-{cut:02}"), span(f"2026-10-{cut + 1:02}", "2026-10-31")

    assert ask("impressions", known, first).value + ask("impressions", known, second).value == sum(amounts)


@few
@given(
    reactions=AMOUNTS,
    comments=AMOUNTS,
    seen=AMOUNTS,
    formula=st.sampled_from(["comments", "ctr", "engagement_rate"]),
    data=st.data(),
)
def test_no_order_of_rows_changes_a_value(reactions, comments, seen, formula, data):
    rows = [
        day(f"2026-10-{n + 1:02}", reactions=a, comments=b, clicks=a, impressions=c)
        for n, (a, b, c) in enumerate(zip(reactions, comments, seen, strict=True))
    ]

    shuffled = data.draw(st.permutations(rows))

    assert ask(formula, facts(*rows)).value == ask(formula, facts(*shuffled)).value


@few
@given(
    a=AMOUNTS,
    b=AMOUNTS,
    formula=st.sampled_from(
        ["comments / shares", "(comments + shares) / 2", "comments - 3 * shares", "1 / (comments + shares)"]
    ),
)
def test_a_formula_gives_what_arithmetic_on_the_sums_gives(a, b, formula):
    known = facts(
        *[day(f"2026-10-{n + 1:02}", comments=x, shares=y) for n, (x, y) in enumerate(zip(a, b, strict=True))]
    )

    found = ask(Kpi("mine", "Mine", formula, "", unit=Unit.COUNT), known).value

    wanted = evaluate(parse(formula), {"comments": float(sum(a)), "shares": float(sum(b))})
    assert (np.nan if found is None else found) == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize(
    ("step", "sums"),
    [
        (Step.WEEK, [25 + 26 + 27 + 28, 29 + 30 + 31 + 1 + 2 + 3 + 4, 5 + 6 + 7 + 8 + 9 + 10 + 11, 12]),
        (Step.WEEK_FROM_SUNDAY, [25 + 26 + 27, 28 + 29 + 30 + 31 + 1 + 2 + 3, 4 + 5 + 6 + 7 + 8 + 9 + 10, 11 + 12]),
        (Step.WEEK_FROM_SATURDAY, [25 + 26, 27 + 28 + 29 + 30 + 31 + 1 + 2, 3 + 4 + 5 + 6 + 7 + 8 + 9, 10 + 11 + 12]),
    ],
)
def test_weeks_add_up_from_the_day_on_which_they_begin_across_the_end_of_a_year(step, sums):
    days = pd.date_range("2025-12-25", "2026-01-12")
    known = facts(*(day(f"{one:%Y-%m-%d}", impressions=float(one.day)) for one in days))
    question = Question(KPIS["impressions"], Scope(), Period(date(2025, 12, 25), date(2026, 1, 12)))

    weeks = measure.series(question, known, step=step)

    assert weeks["value"].tolist() == sums
    assert weeks["partial"].tolist() == [True, False, False, True]
