from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kpi.catalogue.kpis import KPIS
from kpi.following import Hindrance, Monitorability
from kpi.following import Verdict as Following
from kpi.measure import Answer
from kpi.targets.checks import Check, Grounds, Verdict, checks
from kpi.targets.past import past
from kpi.targets.smart import refused
from kpi.targets.target import Action, Milestone, Over, Sense
from tests.builders import span
from tests.targets.builders import plain, target
from tests.targets.courses import WINDOW, flow, level, ratio

SUNDAY = "2026-10-04"  # the day before the window of four weeks
RISING = np.repeat(np.arange(1.0, 17.0), 7)
"""Sixteen weeks of 1 to 16 a day: the twelve windows of four weeks in them came to 98, 126 … 406."""
NEWEST = span("2026-09-07", "2026-10-04")
KNOWN = Answer(
    KPIS["comments"], "Comments", NEWEST, 406.0, asked=NEWEST, days_known=28, sources=("Instagram: daily totals",)
)
WELL = Monitorability(Following.WELL)
GROUNDS = Grounds(KPIS["comments"], KNOWN, WELL, past(flow(RISING, SUNDAY)), objectives=("Engagement",))
TARGET = target(
    "comments",
    378.0,
    WINDOW,
    channels=("Instagram",),
    baseline=300.0,
    baseline_from="the 28 days just before",
    reason="Answers bring people back to the shop",
    moves="loyalty",
)


def found(letter, given=GROUNDS, **changes: object) -> Check:
    """Give one of the checks of a target that is SMART but for the changes."""
    asked = replace(TARGET, **changes)
    told = replace(given, faults=refused(asked))
    return next(one for one in checks(asked, told) if one.letter == letter)


def said(letter, given=GROUNDS, **changes: object) -> str:
    return plain(found(letter, given, **changes).sentence)


def test_a_target_that_says_all_is_good_in_five_letters():
    known = replace(GROUNDS, past=past(flow(RISING[::-1], SUNDAY)))  # falling: 378 at first, 70 at last

    found_ = checks(replace(TARGET, goal=350.0), known)

    assert [(one.letter, one.verdict) for one in found_] == [(letter, Verdict.GOOD) for letter in "SMART"]
    assert found_[2].sentence == "2 of 12 past 28-day windows reached this."


def test_specific_names_kpi_channels_and_owner():
    assert said("S") == "Comments on Instagram. Ana sees to it."
    assert said("S", channels=()) == "Comments on all channels. Ana sees to it."


def test_what_nobody_owns_is_not_specific():
    assert found("S", owner=" ").verdict is Verdict.BAD


@pytest.mark.parametrize(
    "words", ["Improve", "More comments", "Better results", "Unsere Comments steigern", "Más y mejor"]
)
def test_words_that_say_nothing_on_their_own_are_doubted(words):
    assert found("S", title=words).verdict is Verdict.DOUBTFUL
    assert f"“{words}” says nothing on its own" in said("S", reason=words)


@pytest.mark.parametrize("words", ["More comments on reels", "Comments +8 %", "", "Kundinnen kommen besser wieder"])
def test_words_that_say_something_are_taken(words):
    assert found("S", title=words).verdict is Verdict.GOOD


def test_measurable_names_the_days_known_the_source_and_the_baseline():
    assert said("M") == (
        "28 of the newest 28 days are known, from Instagram: daily totals. "
        "It starts from 300 (the 28 days just before)."
    )


def test_days_that_are_missing_are_doubted():
    assert found("M", replace(GROUNDS, recent=replace(KNOWN, days_known=26))).verdict is Verdict.GOOD
    assert found("M", replace(GROUNDS, recent=replace(KNOWN, days_known=25))).verdict is Verdict.DOUBTFUL


def test_what_cannot_be_worked_out_now_is_not_measurable():
    silent = replace(GROUNDS, recent=replace(KNOWN, value=None, why_not="not in your files"))

    assert found("M", silent).verdict is Verdict.BAD
    assert "cannot be worked out now: not in your files" in said("M", silent)


def test_a_target_without_a_baseline_is_doubted():
    assert found("M", baseline=None).verdict is Verdict.DOUBTFUL


@pytest.mark.parametrize(("judged", "verdict"), [(Following.PARTLY, Verdict.DOUBTFUL), (Following.NOT, Verdict.BAD)])
def test_what_keeps_a_kpi_from_being_followed_is_said_with_the_way_out(judged, verdict):
    late = Hindrance(("Instagram",), "the last file is 8 months old", "load a newer one")
    given = replace(GROUNDS, followed=Monitorability(judged, (late,)))

    assert found("M", given).verdict is verdict
    assert "Instagram: the last file is 8 months old. Load a newer one." in said("M", given)


def test_achievable_counts_the_past_windows_that_reached_the_goal():
    assert said("A") == (
        "The goal is met already: the newest 28 days came to 406. 2 of 12 past 28-day windows reached this."
    )
    assert said("A", goal=407.0) == (
        "None of 12 past 28-day windows reached this. "
        "It asks for 407, and the best 28 days so far came to 406 (+0.2 %)."
    )


def test_few_windows_are_called_few():
    many = replace(GROUNDS, past=past(flow(np.repeat(np.arange(1.0, 27.0), 7), SUNDAY)))

    assert said("A", many, goal=680.0).startswith(
        "The goal is met already: the newest 28 days came to 686. Only 1 of 22 past 28-day windows reached this."
    )


def test_a_goal_far_beyond_the_best_is_called_a_chimera_with_what_it_asks():
    # the best is 406, and eight of ten windows lie within 246.4: a chimera lies more than that beyond
    assert found("A", goal=652.0).verdict is Verdict.DOUBTFUL
    assert found("A", goal=653.0).verdict is Verdict.BAD
    assert said("A", goal=731.0).startswith(
        "A chimera: it asks for 731, and the best 28 days so far came to 406 (+80 %)"
    )
    assert said("A", goal=1_015.0).endswith("came to 406 (2.50 times as much).")


def test_a_level_is_judged_by_how_it_grew():
    followers = level(1_000 + np.cumsum(RISING), SUNDAY)  # 1,952 at the end, 406 of them in the last four weeks
    given = replace(GROUNDS, kpi=KPIS["followers"], past=past(followers, begins=1_952.0))
    asks = {"kpi": "followers", "baseline": 1_952.0}

    assert said("A", given, goal=2_330.0, **asks) == "2 of 12 past 28-day windows grew this much."
    assert said("A", given, goal=2_400.0, **asks) == (
        "None of 12 past 28-day windows grew this much. "
        "It asks for a change of 448 in 28 days, and the most so far was 406."
    )


def test_where_lower_is_better_the_lowest_is_the_best():
    given = replace(GROUNDS, kpi=KPIS["unfollows"])

    assert said("A", given, kpi="unfollows", goal=97.0) == (
        "None of 12 past 28-day windows stayed this low. "
        "It asks for 97, and the best 28 days so far came to 98 (-1.0 %)."
    )


def test_a_ratio_is_written_in_its_unit():
    given = replace(GROUNDS, kpi=KPIS["ctr"], past=past(ratio(RISING / 1_000, np.ones(112), SUNDAY)))

    assert "It asks for 1.60 %, and the best 28 days so far came to 1.45 %" in said(
        "A", given, kpi="ctr", baseline=0.01, goal=0.016
    )


def test_too_little_history_is_said_and_doubted():
    given = replace(GROUNDS, past=past(flow(RISING[-40:], SUNDAY)))

    assert found("A", given).verdict is Verdict.DOUBTFUL
    assert said("A", given).startswith("Not enough history")


def test_the_chance_is_said_in_words():
    assert "By the forecast it is rather unlikely (about four in ten)." in said("A", replace(GROUNDS, chance=0.42))
    assert found("A", replace(GROUNDS, chance=0.2)).verdict is Verdict.DOUBTFUL


def test_a_refused_goal_is_not_achievable_and_one_not_yet_given_waits():
    assert found("A", goal=299.0).verdict is Verdict.BAD
    assert found("A", goal=0.0) == Check(
        "A", "Achievable", Verdict.DOUBTFUL, "Give a goal, and it is held against what these channels have done before."
    )


def test_relevant_names_the_objective_and_what_the_target_moves():
    assert said("R") == "Comments answers “Engagement”. It moves loyalty."


def test_a_mere_metric_is_named_as_such():
    metric = found("R", replace(GROUNDS, objectives=(), is_metric=True))

    assert metric.verdict is Verdict.DOUBTFUL
    assert "a mere metric" in metric.sentence


@pytest.mark.parametrize(("changes", "verdict"), [({"moves": ""}, Verdict.DOUBTFUL), ({"reason": " "}, Verdict.BAD)])
def test_relevant_asks_what_it_moves_and_why(changes, verdict):
    assert found("R", **changes).verdict is verdict


def test_time_bound_says_the_days_the_milestones_and_the_actions():
    act = Action("1", "A contest", "Ana", date(2026, 10, 12), date(2026, 10, 18))
    steps = (Milestone(date(2026, 10, 18), 150.0), Milestone(date(2026, 10, 25), 260.0))

    assert said("T", milestones=steps, actions=(act,)) == (
        "5 Oct – 1 Nov 2026, 28 days, short term. 2 milestones, the first on 18 Oct 2026. 1 action with dates."
    )
    assert "Its path says what is asked by each day" in said("T")
    assert "Each week is a milestone of its own" in said("T", over=Over.EACH_WEEK)


def test_a_long_time_without_milestones_or_actions_is_doubted():
    assert found("T", end=date(2027, 1, 4)).verdict is Verdict.GOOD  # 92 days
    assert found("T", end=date(2027, 1, 5)).verdict is Verdict.DOUBTFUL
    later = Action("1", "A contest", "Ana", date(2027, 2, 1), date(2027, 2, 8))
    assert "lie outside" in said("T", actions=(later,))


def test_a_time_that_is_refused_is_not_time_bound():
    assert found("T", end=date(2026, 10, 1)).verdict is Verdict.BAD


def test_to_stay_between_is_held_against_the_past_without_a_best():
    asked = {"sense": Sense.BETWEEN, "goal": 1.0, "upper": 50.0}

    assert said("A", **asked) == "None of 12 past 28-day windows came to lie there."


def test_of_many_sources_two_are_named_and_the_others_counted():
    given = replace(GROUNDS, recent=replace(GROUNDS.recent, sources=("a", "b", "c", "d")))

    assert "are known, from a; b and 2 more." in said("M", given)
