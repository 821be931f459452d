"""Why a KPI moved: by hand for every kind, and always adding up to the change."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.insight.moved import moved, ways
from kpi.measure import By, ask
from kpi.periods import a_year_before, before, month_of
from tests.builders import (
    OCTOBER,
    SEPTEMBER,
    day,
    days,
    facts,
    mention,
    period,
    post,
    question,
    review,
    sample_facts,
    span,
)  # fmt: skip
from tests.splits import split

BOTH = ("2026-09-01", "2026-10-31")
MAY = span("2026-05-01", "2026-05-31")


def column(found, name="brought"):
    return dict(zip(found.rows["name"], found.rows[name].tolist(), strict=True))


def months(channel, now, then, **more: object):
    """Give what a channel's file totals over October and over September."""
    return (
        period("2026-10-01", "2026-10-31", channel=channel, **now, **more),
        period("2026-09-01", "2026-09-30", channel=channel, **then, **more),
    )


def rates(*channels: tuple):
    """Give channels by name with reactions and impressions, October and September."""
    rows = [
        months(name, {"reactions": n, "impressions": d}, {"reactions": m, "impressions": c}, comments=0)
        for name, (n, d), (m, c) in channels
    ]
    return facts(*(row for of in rows for row in of))


def test_of_what_adds_up_each_channel_brought_its_own_change():
    known = facts(
        *days(OCTOBER, impressions=30), *days(SEPTEMBER, impressions=10),
        *days(OCTOBER, channel="X", impressions=10), *days(SEPTEMBER, channel="X", impressions=20),
    )  # fmt: skip

    found = split("impressions", known)

    # October 31 × 30 and 31 × 10, September 30 × 10 and 30 × 20: 1,240 against 900
    assert (found.now, found.then, found.change) == (1_240, 900, 340)
    assert column(found) == {"Instagram": 630, "X": -290}
    assert list(column(found)) == ["Instagram", "X"]
    assert (column(found, "now"), column(found, "then")) == ({"Instagram": 930, "X": 310}, {"Instagram": 300, "X": 600})
    assert (found.unexplained, found.in_two, found.why_not) == (0, False, "")


def test_of_a_ratio_each_channel_brought_what_its_share_and_what_its_own_rate_did():
    known = rates(("Instagram", (30, 600), (24, 400)), ("X", (4, 400), (12, 600)))

    found = split("engagement_rate", known)

    # 34 / 1,000 against 36 / 1,000: −0.2 points; the mean of both wholes is 3.5 %
    # Instagram 5 % against 6 %, of the base 0.6 against 0.4; X 1 % against 2 %, 0.4 against 0.6
    assert found.change == pytest.approx(-0.002)
    assert column(found, "value") == pytest.approx({"Instagram": 0.5 * -0.01, "X": 0.5 * -0.01})
    assert column(found, "weight") == pytest.approx({"Instagram": 0.2 * (0.055 - 0.035), "X": -0.2 * (0.015 - 0.035)})
    assert column(found) == pytest.approx({"Instagram": -0.001, "X": -0.001})
    assert column(found, "weight_now") == pytest.approx({"Instagram": 0.6, "X": 0.4})
    assert (found.in_two, found.unexplained) == (True, 0)


def test_a_rate_that_falls_in_every_channel_can_rise_in_total_and_the_mix_says_so():
    found = split("engagement_rate", rates(("Instagram", (3, 30), (12, 100)), ("X", (0, 1), (2, 200))))

    # Instagram 12 % → 10 %, X 1 % → 0 %; together 14 / 300 = 4.67 % → 3 / 31 = 9.68 %
    shares = {"Instagram": (30 / 31, 100 / 300), "X": (1 / 31, 200 / 300)}
    assert found.change == pytest.approx(3 / 31 - 14 / 300)
    assert column(found, "value") == pytest.approx(
        {"Instagram": -0.02 * sum(shares["Instagram"]) / 2, "X": -0.01 * sum(shares["X"]) / 2}
    )
    assert found.rows["value"].max() < 0 < found.rows["weight"].min()
    assert found.rows["brought"].sum() == pytest.approx(found.change)


def test_a_channel_without_a_base_in_one_range_is_mix_alone():
    known = rates(("Instagram", (10, 100), (5, 100)), ("X", (9, 300), (0, 0)))

    found = split("engagement_rate", known)

    # 19 / 400 against 5 / 100; X is new with 3 % of three quarters of the base, beside a mean of 4.875 %
    assert found.change == pytest.approx(0.0475 - 0.05)
    assert column(found, "value") == pytest.approx({"Instagram": (0.25 + 1) / 2 * 0.05, "X": 0})
    assert column(found, "weight")["X"] == pytest.approx(0.75 * (0.03 - 0.04875))
    assert found.rows.set_index("name")["then"].isna().to_dict() == {"Instagram": False, "X": True}
    assert found.rows["brought"].sum() == pytest.approx(found.change)


def test_a_channel_that_is_gone_takes_its_share_with_it():
    found = split("engagement_rate", rates(("Instagram", (10, 100), (5, 100)), ("X", (0, 0), (9, 300))))

    # the same the other way round: 10 % against 14 / 400 = 3.5 %; X had 3 %, the mean is 6.75 %
    assert column(found, "weight")["X"] == pytest.approx(-0.75 * (0.03 - 0.0675))
    assert column(found, "value")["X"] == 0
    assert found.rows["brought"].sum() == pytest.approx(0.1 - 0.035)


def test_what_stands_above_a_base_of_zero_is_still_told_so_that_nothing_is_lost():
    found = split("engagement_rate", rates(("Instagram", (10, 100), (5, 100)), ("X", (3, 0), (1, 50))))

    # 13 / 100 against 6 / 150: the three reactions of X belong to the whole, though X has no rate of its own
    assert found.change == pytest.approx(0.13 - 0.04)
    assert column(found, "value")["X"] == 0
    assert found.rows["brought"].sum() == pytest.approx(0.09)


def test_a_channel_known_on_one_side_alone_is_in_neither_value_and_is_named():
    known = facts(
        *days(OCTOBER, impressions=30), *days(SEPTEMBER, impressions=10), *days(OCTOBER, channel="X", impressions=50)
    )

    found = split("impressions", known)

    assert (found.now, found.then, column(found)) == (930, 300, {"Instagram": 630})
    assert found.marks == ("compared without X: not known in both ranges",)


def test_a_weighted_cost_holds_the_prices_and_tells_their_own_effect_apart():
    known = facts(*months("Instagram", {"impressions": 3_000}, {"impressions": 1_000}),
                  *months("TikTok", {"impressions": 500}, {"impressions": 4_000}))  # fmt: skip

    found = split(
        "weighted_cost", known, assumptions={"cpm": {"Instagram": 6.0, "TikTok": 2.0}},
        then_assumed={"cpm": {"Instagram": 5.0, "TikTok": 3.0}},
    )  # fmt: skip

    # 18 + 1 against 6 + 8 at today's prices; at those of September it was 5 + 12
    assert (found.now, found.then) == (19, 14)
    assert column(found) == {"Instagram": 12, "TikTok": -7}
    assert column(found, "price") == {"TikTok": -4, "Instagram": 1}
    assert found.price == -3


def test_the_effect_of_prices_is_unknown_where_one_of_them_is():
    known = facts(*months("Instagram", {"impressions": 3_000}, {"impressions": 1_000}))

    found = split("weighted_cost", known, assumptions={"cpm": {"Instagram": 6.0}}, then_assumed={"cpm": {"X": 5.0}})

    assert (found.change, found.price) == (12, None)


def test_a_level_is_split_by_who_holds_it():
    known = facts(
        day("2026-09-30", followers=50), day("2026-10-31", followers=60),
        day("2026-09-30", channel="X", followers=45), day("2026-10-31", channel="X", followers=40),
    )  # fmt: skip

    assert column(split("followers", known)) == {"Instagram": 10, "X": -5}
    assert ways(KPIS["followers"]) == (By.CHANNEL, By.ACCOUNT)


def test_net_growth_is_split_by_who_came_and_who_left():
    known = facts(
        *months("X", {"new_followers": 50, "unfollows": 30}, {"new_followers": 40, "unfollows": 5}),
        *months("LinkedIn", {"net_new_followers": 8}, {"net_new_followers": 2}),
    )

    found = split("net_followers", known, By.OPERAND)

    # 20 + 8 against 35 + 2; more who leave is less growth
    assert found.change == -9
    assert column(found) == {"Unfollows": -25, "New followers": 10, "Net new followers (stated)": 6}
    assert column(found, "now") == {"Unfollows": 30, "New followers": 50, "Net new followers (stated)": 8}


def test_a_formula_of_ones_own_is_split_by_what_it_adds_up_each_with_its_factor():
    known = facts(*months("X", {"comments": 5, "shares": 2}, {"comments": 2, "shares": 4}))

    found = split(Kpi("own", "Own", "3 * comments + (shares - 10) / 2", ""), known, By.OPERAND)

    assert found.change == pytest.approx(3 * 3 - 1)
    assert column(found) == {"Comments": 9, "Shares": -1}


@pytest.mark.parametrize("formula", ["1 - reactions / impressions", "reactions / impressions * 100"])
def test_a_ratio_may_be_written_in_many_ways(formula):
    known = rates(("Instagram", (30, 600), (24, 400)), ("X", (4, 400), (12, 600)))

    found = split(Kpi("own", "Own", formula, ""), known)

    sign = -1 if formula.startswith("1") else 100
    assert column(found, "value") == pytest.approx({"Instagram": -0.005 * sign, "X": -0.005 * sign})
    assert found.unexplained == 0


def test_what_is_neither_a_sum_nor_a_ratio_of_sums_is_not_split():
    known = rates(("Instagram", (30, 600), (24, 400)))

    found = split(Kpi("own", "Own", "reactions * comments / impressions", ""), known)

    assert (found.rows.empty, found.why_not) == (True, "its formula is neither a sum nor a ratio of sums")


def test_by_content_type_what_the_posts_do_not_explain_stands_apart():
    known = facts(
        *days(OCTOBER, impressions=100), *days(SEPTEMBER, impressions=50),
        post("2026-10-05", content_type="reel", impressions=900, covers=BOTH),
        post("2026-09-05", content_type="reel", impressions=200, covers=BOTH),
        post("2026-09-06", content_type="photo", impressions=100, covers=BOTH),
    )  # fmt: skip

    found = split("impressions", known, By.CONTENT_TYPE)

    # 3,100 against 1,500 in the daily totals; 900 against 300 of the posts
    assert (found.now, found.then) == (3_100, 1_500)
    assert column(found) == {"reel": 700, "photo": -100}
    assert found.unexplained == 1_000
    assert found.explains_little
    assert found.sources == ("Instagram: posts, lifetime values by day of publishing",)


def test_by_content_type_of_posts_alone_nothing_is_left_over():
    known = facts(
        post("2026-10-05", content_type="reel", impressions=900, covers=BOTH),
        post("2026-09-06", content_type="photo", impressions=100, covers=BOTH),
    )

    found = split("impressions", known, By.CONTENT_TYPE)

    assert column(found) == {"reel": 900, "photo": -100}
    assert (found.unexplained, found.explains_little, found.of) == (0, False, None)


def test_the_days_of_the_parts_are_named_where_young_posts_are_left_out():
    reel = {
        "content_type": "reel",
        "impressions": 70,
        "covers": ("2026-08-01", "2026-10-31"),
        "observed_at": "2026-11-01",
    }
    posts = (post(f"2026-{at}", **reel) for at in ("09-10", "10-05", "10-30"))
    known = facts(*days(OCTOBER, impressions=100), *days(SEPTEMBER, impressions=50), *posts)

    found = split("impressions", known, By.CONTENT_TYPE)

    assert found.of is not None
    assert (found.of[0].end, found.period) == (span("2026-10-29", "2026-10-29").end, OCTOBER)
    assert column(found)["reel"] + found.unexplained == 1_600


def test_by_weekday_more_such_days_and_more_on_such_a_day_are_told_apart():
    found = split("impressions", facts(*days(OCTOBER, impressions=20), *days(SEPTEMBER, impressions=10)), By.WEEKDAY)

    # October has five Thursdays and four Tuesdays, September four and five
    assert column(found, "weight")["Thursday"] == (5 - 4) * 15
    assert column(found, "value")["Thursday"] == 4.5 * 10
    assert column(found)["Tuesday"] == 4 * 20 - 5 * 10
    assert next(iter(column(found))) == "Monday"
    assert found.rows["brought"].sum() == 620 - 300


def test_what_tells_no_single_days_is_left_over_by_weekday():
    known = facts(
        *days(OCTOBER, impressions=2), *days(SEPTEMBER, impressions=1),
        *months("X", {"impressions": 70}, {"impressions": 30}),
    )  # fmt: skip

    found = split("impressions", known, By.WEEKDAY)

    assert found.rows["brought"].sum() == 32
    assert found.unexplained == 40
    assert ("X", "its files tell no single days") in found.left_out


def test_a_source_that_is_new_brought_all_it_has():
    rows = [
        period(first, last, channel="Web", source=name, sessions=count)
        for first, last, name, count in (
            ("2026-10-01", "2026-10-31", "Organic Social", 30), ("2026-10-01", "2026-10-31", "Organic Video", 12),
            ("2026-09-01", "2026-09-30", "Organic Social", 40),
        )
    ]  # fmt: skip

    found = split("social_sessions", facts(*rows), By.SOURCE)

    assert column(found) == {"Organic Video": 12, "Organic Social": -10}
    assert found.change == 2


def test_people_reached_are_not_split():
    known = facts(*days(OCTOBER, reach=60), *days(SEPTEMBER, reach=50))

    found = split("reach", known)

    assert (found.now, found.then, found.rows.empty) == (60, 50, True)
    assert "the same people can be reached on several days" in found.why_not


def test_across_a_break_there_is_no_split_unless_it_is_treated_as_the_same():
    known = facts(*days(SEPTEMBER, impressions=10, basis="impressions"), *days(OCTOBER, impressions=10, basis="views"))

    found = split("impressions", known)

    assert found.rows.empty
    assert found.why_not == "Instagram counts views now and impressions then: not compared"
    assert column(split("impressions", known, treat_as_same=True)) == {"Instagram": 10}


@pytest.mark.parametrize(
    ("then", "why"),
    [(0, "there was none in September 2026"), (None, "too little is known of September 2026 to compare")],
)
def test_where_no_change_can_be_told_none_is_split(then, why):
    known = facts(*days(OCTOBER, saves=10), *(days(SEPTEMBER, saves=then) if then is not None else ()))

    found = split("saves", known)

    assert (found.rows.empty, found.why_not) == (True, why)


@pytest.mark.parametrize(
    ("kpi", "by", "why"),
    [
        ("impressions", By.SOURCE, "nothing tells it by source"),
        ("impressions", By.OPERAND, "nothing tells it by what it adds up"),
        ("impressions", By.CONTENT_TYPE, "no file tells it by content type"),
        ("followers", By.WEEKDAY, "nothing tells it by weekday"),
    ],
)
def test_a_way_that_nothing_tells_says_so(kpi, by, why):
    known = facts(*days(OCTOBER, impressions=20, followers=5), *days(SEPTEMBER, impressions=10, followers=4))

    assert split(kpi, known, by).why_not == why


def test_a_zero_of_parts_that_cancel_out_can_be_split():
    known = facts(
        *months("X", {"new_followers": 40, "unfollows": 10}, {"new_followers": 10, "unfollows": 10}),
        *months("TikTok", {"new_followers": 5, "unfollows": 1}, {"new_followers": 6, "unfollows": 4}),
        *months("LinkedIn", {"new_followers": 5, "unfollows": 4}, {"new_followers": 2, "unfollows": 4}),
    )

    found = split("net_followers", known)

    assert (found.now, found.then, found.why_not) == (35, 0, "")
    assert column(found) == {"X": 30, "LinkedIn": 3, "TikTok": 2}


def test_what_floating_point_leaves_behind_is_no_step():
    # TikTok 1 % → 4 %, 30 % → 80 % of the base; Instagram stays at 10 %
    found = split("engagement_rate", rates(("Instagram", (20, 200), (70, 700)), ("TikTok", (32, 800), (3, 300))))

    assert {(effect.name, effect.via.value) for effect in found.effects} == {
        ("Instagram", "weight"), ("TikTok", "weight"), ("TikTok", "value"),
    }  # fmt: skip


def test_the_leading_shift_is_one_that_went_the_way_of_the_whole():
    # A 13 %, B 20 %, C 0 %: 13.3 % → 12.2 %; A grew most, yet lies above the mean of both, 12.75 %
    found = split(
        "engagement_rate",
        rates(("Instagram", (52, 400), (13, 100)), ("X", (70, 350), (120, 600)), ("TikTok", (0, 250), (0, 300))),
    )

    assert column(found, "weight")["Instagram"] > 0 > found.change
    assert (found.by_mix, found.leading["name"]) == (True, "X")


def test_nothing_compared_is_nothing_to_split():
    found = split("saves", facts(*days(OCTOBER, saves=10)), against=None)

    assert (found.why_not, found.against) == ("nothing is compared", None)


def test_a_base_below_zero_has_no_shares():
    known = facts(
        *months("X", {"comments": 5, "net_new_followers": -2}, {"comments": 5, "net_new_followers": 4}),
        *months("LinkedIn", {"comments": 5, "net_new_followers": 9}, {"comments": 5, "net_new_followers": 4}),
    )

    found = split(Kpi("own", "Own", "comments / net_followers", ""), known)

    assert (found.rows.empty, found.why_not) == (
        True, "its base is below zero in places, so shares of it mean nothing",
    )  # fmt: skip


def test_a_panel_that_changed_is_not_split():
    rows = [
        mention(f"2026-{month}-{at:02}", name)
        for month in ("09", "10")
        for at in range(1, 31)
        for name in ("Velmora", "Rondell")
    ]
    known = facts(*rows, *(mention(f"2026-10-{at:02}", "Kapriol") for at in range(1, 32)), covers=BOTH)

    assert split("share_of_voice", known).rows.empty


def test_the_viral_video_of_may_is_found_as_mix():
    found = split("engagement_rate", sample_facts(), asked=MAY, against=before(MAY))

    tiktok = found.rows.set_index("name").loc["TikTok"]
    assert (tiktok["weight_then"], tiktok["weight_now"]) == (
        pytest.approx(0.34, abs=0.01),
        pytest.approx(0.777, abs=0.01),
    )
    assert found.rows["weight"].sum() < found.rows["value"].sum() < 0
    assert found.rows["weight"].sum() / found.change == pytest.approx(0.674, abs=0.01)


SAMPLED = [kpi for kpi in KPIS.values() if kpi.key != "reach"]
PRICES = {"cpm": {"Instagram": 6.0, "Facebook": 5.0, "TikTok": 4.0, "LinkedIn": 20.0, "YouTube": 8.0, "X": 3.0}}


@pytest.mark.parametrize("kpi", SAMPLED, ids=lambda kpi: kpi.key)
@pytest.mark.parametrize("by", list(By))
def test_the_sample_brands_parts_and_what_is_unexplained_add_up_to_the_change(kpi, by):
    for asked in (OCTOBER, MAY, span("2026-07-01", "2026-09-30")):
        for against in (before(asked), a_year_before(asked)):
            one = replace(question(kpi, asked, against), assumptions=PRICES if kpi.over else {})
            found, answer = moved(one, sample_facts(), by), ask(one, sample_facts())
            assert (found.now, found.then) == (answer.now, answer.compared)
            assert found.rows.empty == bool(found.why_not)
            if not found.why_not:
                total = found.rows["brought"].sum() + found.unexplained
                assert total == pytest.approx(answer.now - answer.compared, rel=1e-9, abs=1e-9 * abs(answer.now))
            if by in (By.CHANNEL, By.ACCOUNT):
                assert found.unexplained == 0


counts = st.integers(0, 10_000)
sides = st.fixed_dictionaries(dict.fromkeys(("reactions", "impressions", "new_followers", "unfollows"), counts))
channels = st.lists(st.tuples(sides, sides), min_size=1, max_size=5)
NAMES = ("Instagram", "X", "LinkedIn", "TikTok", "Facebook")


@settings(max_examples=40, deadline=None)
@given(channels, st.sampled_from(["reactions", "engagement_rate", "net_followers", "weighted_cost", "own", "bent"]))
def test_whatever_the_numbers_the_parts_and_what_is_unexplained_add_up_to_the_change(told, key):
    own = {
        "own": Kpi("own", "Own", "(reactions - 2 * unfollows) / (impressions + 7)", ""),
        "bent": Kpi("bent", "Bent", "net_followers / (1 + impressions / 1000)", ""),
    }
    known = facts(*(row for name, (now, then) in zip(NAMES, told, strict=False)
                    for row in months(name, now, then, comments=1)))  # fmt: skip
    one = question(own.get(key, key), OCTOBER, SEPTEMBER)
    one = replace(one, assumptions={"cpm": dict.fromkeys(NAMES, 3.5)} if key == "weighted_cost" else {})
    for by in ways(one.kpi):
        found = moved(one, known, by)
        if not found.why_not:
            assert found.rows["brought"].sum() + found.unexplained == pytest.approx(found.change, rel=1e-9, abs=1e-9)
            if key not in own and by is not By.WEEKDAY:
                assert found.unexplained == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.tuples(counts, counts), st.tuples(counts, counts)), min_size=2, max_size=5))
def test_whatever_the_rates_what_leads_went_the_way_of_the_whole(told):
    found = split("engagement_rate", rates(*((name, *sides) for name, sides in zip(NAMES, told, strict=False))))

    if not found.why_not and not found.is_still:
        assert found.leading["weight" if found.by_mix else "value"] * found.change > 0
        assert sum(effect.size for effect in found.effects) == pytest.approx(found.change)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=5))
def test_whatever_the_levels_who_holds_them_adds_up_to_the_change(told):
    rows = [
        day(at, channel=name, followers=size)
        for name, pair in zip(NAMES, told, strict=False)
        for at, size in zip(("2026-09-30", "2026-10-31"), pair, strict=True)
    ]
    for by in (By.CHANNEL, By.ACCOUNT):
        found = split("followers", facts(*rows), by)
        if not found.why_not:
            assert (found.rows["brought"].sum(), found.unexplained) == (sum(b - a for a, b in told), 0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(["reel", "photo", "link"]), counts, counts), min_size=1))
def test_whatever_was_posted_the_content_types_and_what_is_unexplained_add_up(posts):
    first = month_of(SEPTEMBER.start).start
    rows = [
        post(str(first.fromordinal(first.toordinal() + n)), content_type=kind, key=str(place), reactions=a, comments=0,
             impressions=b, covers=BOTH)
        for place, (n, kind, a, b) in enumerate(posts)
    ]  # fmt: skip
    known = facts(*rows, *days(OCTOBER, impressions=9, reactions=1, comments=0),
                  *days(SEPTEMBER, impressions=8, reactions=2, comments=1), review("2026-10-05", 4))  # fmt: skip
    for key in ("impressions", "engagement_rate"):
        found = split(key, known, By.CONTENT_TYPE)
        assert found.why_not or found.rows["brought"].sum() + found.unexplained == pytest.approx(found.change, abs=1e-9)
