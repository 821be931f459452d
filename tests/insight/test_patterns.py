"""When and what works: shrunk cells worked out by hand, and no difference where there is none."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kpi.catalogue.kpis import Better
from kpi.insight.chance import chance
from kpi.insight.patterns import WORTH, Compared, Standout, _apart, works
from kpi.insight.scores import Scores, beside_others, of_count, of_ratio, shrunk, strata_of
from tests.builders import post
from tests.insight.builders import YEAR, a_years_posts, posts, shuffled, valued

ONE = np.zeros(4, dtype=np.intp)
BOTH = np.array([[True, False], [False, True]])


def works_of(kpi, known):
    return works(valued(kpi, known), known[1], "Instagram")


def lifted(found, told, where, factor):
    """Let the posts at some places have so many times their interactions."""
    marked = where(told.iloc[found.places]).to_numpy()
    operands = found.operands.copy()
    operands[0, marked] *= factor
    return replace(found, operands=operands)


def test_a_cells_rate_is_its_ratio_of_sums_with_twenty_average_posts_added():
    scores = of_ratio(np.array([1.0, 3.0, 2.0, 2.0]), np.array([10.0, 30.0, 40.0, 20.0]), ONE)

    found = shrunk(scores, np.array([0, 0, 1, 1]), BOTH)

    # twenty average posts: 40 of 500; the cells: 4 of 40 and 4 of 60
    assert found.tolist() == pytest.approx([44 / 540, 44 / 560])


def test_a_cell_is_held_against_the_other_posts_of_its_kind_not_against_itself():
    scores = of_ratio(np.array([6.0, 2.0, 4.0, 4.0]), np.array([10.0, 10.0, 10.0, 10.0]), np.array([0, 0, 1, 1]))

    own, others = beside_others(scores, np.array([0, 1, 0, 1]), BOTH)

    # the first cell: 6 + 4; the others of its two kinds would have given 2 + 4; twenty average posts give 80
    assert own.tolist() == [90, 86]
    assert others.tolist() == [86, 90]


def test_what_adds_up_is_compared_on_a_logarithmic_scale():
    scores = of_count(np.array([9.0, 99.0, 9.0, 9_999_999.0]), ONE)

    assert scores.above.tolist() == pytest.approx(np.log([10, 100, 10, 1e7]) - np.log([10, 100, 10, 1e7]).mean())


def test_posts_without_another_of_their_kind_stand_beside_themselves():
    scores = of_ratio(np.array([6.0, 2.0]), np.array([10.0, 10.0]), np.array([0, 1]))

    own, others = beside_others(scores, np.array([0, 1]), BOTH)

    assert own.tolist() == others.tolist()


def test_the_finest_likes_in_which_most_posts_have_company_are_held_fixed():
    fine, coarse = np.arange(20), np.repeat([0, 1], 10)

    assert strata_of([[fine], [coarse]])[1] == 1
    assert strata_of([[coarse], [fine]])[1] == 0
    assert strata_of([[fine], [fine]])[1] == 1


def test_chance_is_the_share_of_shuffles_that_bring_as_much():
    # of three posts one stands out; alone in its group it is the largest in a third of all orders
    above = np.repeat([2.0, -1.0, -1.0], 5)
    scores = Scores(above, np.ones(15), np.zeros(15, dtype=np.intp), above, np.ones(15))
    alone = chance(scores, np.repeat([0, 1, 2], 5), np.eye(3, dtype=bool), sure=1.0)
    apart = Scores(above, np.ones(15), np.repeat([0, 1, 2], 5), above, np.ones(15))

    assert alone < 0.01
    assert chance(apart, np.repeat([0, 1, 2], 5), np.eye(3, dtype=bool), sure=1.0) == 1.0


@pytest.mark.parametrize("kpi", ["engagement_rate", "reactions"])
def test_on_shuffled_posts_there_is_no_difference_to_act_on(kpi):
    known = a_years_posts(160, seed=3, kinds=("reel", "photo"))
    found = valued(kpi, known)
    told = [works(shuffled(found, seed), known[1], "Instagram") for seed in range(40)]
    claims = [one for one in told if (one.times and one.times.found) or (one.types and one.types.found)]

    assert len(claims) <= 4


def test_a_weekday_that_doubles_the_rate_is_found_with_its_posts():
    known = a_years_posts(220, seed=5)
    found = lifted(valued("engagement_rate", known), known[1], lambda told: told["weekday"] == 2, 2)

    told = works(found, known[1], "Instagram").times.found

    assert (told.weekday, told.hours, told.content_type) == (2, None, "reel")
    assert told.posts == (known[1]["weekday"] == 2).sum()
    assert told.times == pytest.approx(1.6, abs=0.2)  # twice, twenty average posts added to its own


def test_a_weekday_on_which_only_better_reels_are_published_is_no_weekday_effect():
    known = a_years_posts(300, seed=7, kinds=("reel", "photo"))
    reels = known[1]["content_type"] == "reel"
    mostly = reels & (known[1]["weekday"] != 1) & (np.arange(300) % 5 > 0)  # few reels but on Tuesdays
    found = valued("engagement_rate", known).only(~mostly.to_numpy())
    found = lifted(found, known[1], lambda told: told["content_type"] == "reel", 2.5)

    told = works(found, known[1], "Instagram")

    assert told.times.held[0] == "content type"
    assert told.times.found is None
    assert told.types.found.content_type == "reel"


def test_a_difference_too_small_to_act_on_is_none():
    known = a_years_posts(2_500, seed=9)
    found = lifted(valued("engagement_rate", known), known[1], lambda told: told["weekday"] == 2, 1 + WORTH / 2)

    assert works(found, known[1], "Instagram").times.found is None


def test_too_few_posts_are_not_held_against_each_other():
    known = a_years_posts(19, seed=1, kinds=("reel", "photo"))
    told = works_of("engagement_rate", known)

    assert (told.posts, told.times, told.types) == (19, None, None)


def test_young_posts_and_those_without_the_kpi_are_left_out_and_counted():
    rows = [post(f"2026-10-{day:02}", key=f"{day}", impressions=100, reactions=day, comments=0) for day in range(1, 31)]
    rows[0]["impressions"] = None
    known = posts(*({**row, "observed_at": "2026-11-01"} for row in rows))

    told = works_of("engagement_rate", known)

    assert (told.posts, told.young, told.unknown) == (24, 5, 1)


def test_posts_whose_type_is_unknown_are_no_type_of_their_own():
    told = [
        (kind, post(f"2026-{1 + n // 28:02}-{1 + n % 28:02}", key=f"{kind}{n}", impressions=1_000,
                    reactions=(100 if kind is None else 30) + n % 7, comments=0, content_type=kind))
        for n in range(60)
        for kind in ("reel", "photo", None)
    ]  # fmt: skip
    whole, one = ([row for kind, row in told if kind in kinds] for kinds in ((None, "reel", "photo"), (None, "reel")))

    found, alone = (works_of("engagement_rate", posts(*rows)) for rows in (whole, one))

    assert (found.types.groups["content_type"].tolist(), found.untyped) == (["photo", "reel"], 60)
    assert found.types.found is None
    assert alone.types is None


def test_without_hours_weekdays_are_compared_alone():
    known = a_years_posts(60, seed=2, hours=(0,))
    days = known[1].assign(hour=np.nan)
    told = works(valued("engagement_rate", known), days, "Instagram")

    assert told.hours == 24
    assert told.times.groups["posts"].tolist() == days["weekday"].value_counts().sort_index().tolist()


@pytest.mark.parametrize(
    ("count", "clock", "hours"),
    [(60, (9, 13, 19), 24), (60, (7, 10), 6), (160, (9, 13, 19), 3), (1_500, (9, 13, 19), 1)],
)
def test_the_number_of_posts_decides_how_many_hours_stand_in_a_cell(count, clock, hours):
    assert works_of("reactions", a_years_posts(count, seed=4, hours=clock)).hours == hours


def test_the_other_channels_posts_have_no_say():
    known = a_years_posts(60, seed=2)
    assert works(valued("reactions", known), known[1], "LinkedIn").posts == 0


def test_the_same_posts_give_the_same_answer():
    known = a_years_posts(120, seed=2)

    assert works_of("reactions", known).times.chance == works_of("reactions", known).times.chance


def test_of_what_is_better_lower_the_low_group_is_found():
    known = a_years_posts(220, seed=5)
    found = lifted(valued("engagement_rate", known, YEAR), known[1], lambda told: told["weekday"] == 2, 0.4)
    lower = replace(found, question=replace(found.question, kpi=replace(found.question.kpi, better=Better.LOWER)))

    assert works(found, known[1], "Instagram").times.found is None
    assert works(lower, known[1], "Instagram").times.found.weekday == 2


def test_of_a_time_and_a_type_that_posts_cannot_tell_apart_one_is_named():
    known = a_years_posts(150, seed=7, kinds=("reel", "photo"))
    told = known[1]
    same = (told["content_type"] == "reel") == (told["weekday"] == 1)
    found = valued("engagement_rate", known).only(same.to_numpy())  # reels on Tuesdays alone, and nothing but reels
    found = lifted(found, told, lambda told: told["content_type"] == "reel", 4)

    named = works(found, told, "Instagram")

    assert sum(one is not None and one.found is not None for one in (named.times, named.types)) <= 1


def test_what_was_not_held_apart_from_the_other_is_not_named_beside_it():
    frame = pd.DataFrame()
    time, kind = Standout(9, 2.0, 1), Standout(9, 2.0, content_type="reel")
    times = {held: Compared(frame, 0.001, held, time) for held in ((), ("content type", "quarter"))}
    types = {held: Compared(frame, 0.001, held, kind) for held in ((), ("weekday", "quarter"))}

    assert [one.found for one in _apart(times[("content type", "quarter")], types[()])] == [time, None]
    assert [one.found for one in _apart(times[()], types[("weekday", "quarter")])] == [None, kind]
    assert [one.found for one in _apart(times[("content type", "quarter")], types[("weekday", "quarter")])] == [
        time,
        kind,
    ]
    assert [one.found for one in _apart(times[()], types[()])] == [time, None]
