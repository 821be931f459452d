"""What is said of a target: every status, every class of KPI, both directions."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from kpi.catalogue.operands import Behaves
from kpi.sentences import track_sentence
from kpi.targets.each import Judged
from kpi.targets.guards import Guarded
from kpi.targets.status import Standing, Status
from kpi.targets.target import Guard, Over, Sense
from tests.tracks import a_target, a_track, an_each

# 31 of 92 days are known: 61 are left.
FLOW = a_track([n * 2.0 for n in range(1, 32)], a_target(goal=200.0), expected=67.4, required=138 / 61, usual=1.5)
LEVEL = a_track(
    [9_500.0 + 5 * n for n in range(31)],
    a_target("followers", 10_000.0, baseline=9_500.0),
    expected=9_668.5,
    required=350 / 61,
)
RATIO = a_track([0.03] * 31, a_target("ctr", 0.04), path=0.04, expected=0.04, required=0.0451)
LOST = a_track([n * 2.0 for n in range(1, 32)], a_target("unfollows", 200.0), expected=67.4, required=138 / 61)
FALLING = a_track(
    [500.0 - n for n in range(31)],
    a_target("followers", 400.0, baseline=500.0, sense=Sense.AT_MOST),
    expected=466.3,
    required=-70 / 61,
)
COST = a_track([4.0] * 31, a_target("cpm", 3.0), path=3.0, expected=3.0, required=2.49)
KINDS = {
    "flow": FLOW,
    "level": LEVEL,
    "ratio": RATIO,
    "flow, lower": LOST,
    "level, lower": FALLING,
    "ratio, lower": COST,
}
SHOWN = {
    "flow": ("62 of 200 as of 31 Jul 2026", "It takes 2.26 a day for the 61 days left, 1.5 × your usual."),
    "level": ("9.65 K as of 31 Jul 2026; the goal is 10.0 K", "It takes 5.74 more a day for the 61 days left."),
    "ratio": ("3.00 % as of 31 Jul 2026; the goal is 4.00 %", "The 61 days left must average 4.51 %."),
    "flow, lower": ("62 of at most 200 as of 31 Jul 2026", "At most 2.26 a day may follow in the 61 days left."),
    "level, lower": (
        "470 as of 31 Jul 2026; the goal is at most 400",
        "It takes 1.15 less a day for the 61 days left.",
    ),
    "ratio, lower": (
        "€4.00 as of 31 Jul 2026; the goal is at most €3.00",
        "The 61 days left may average at most €2.49.",
    ),
}
PATHS = {
    "flow": "; the path asks for 67.4 by then",
    "level": ", and the path asks for 9.67 K by then",
    "flow, lower": "; the path allows 67.4 by then",
    "level, lower": ", and the path asks for 466 by then",
}
RUNNING = (Status.TOO_EARLY, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
CLOSED = (Status.ACHIEVED, Status.GUARD_BROKEN, Status.MISSED)


def said(held, status=Status.ON_TRACK, **more: object):
    words = track_sentence(Standing(held, status, **more), currency="EUR")
    return words.replace("\u00a0", " ").replace("\u2212", "-")


def head(status):
    return {Status.TOO_EARLY: "Too early to judge"}.get(status, status.value.capitalize())


@pytest.mark.parametrize(("kind", "status"), list(product(KINDS, RUNNING)))
def test_a_running_target_says_what_is_what_is_asked_and_what_it_needs(kind, status):
    stands, needs = SHOWN[kind]

    assert said(KINDS[kind], status) == f"{head(status)}: {stands}{PATHS.get(kind, '')}. {needs}"


@pytest.mark.parametrize(("kind", "status"), list(product(KINDS, CLOSED)))
def test_a_closed_target_says_its_verdict_and_its_value_and_no_more(kind, status):
    assert said(KINDS[kind], status, chance=0.4) == f"{head(status)}: {SHOWN[kind][0]}."


@pytest.mark.parametrize("kind", KINDS)
def test_a_stale_target_says_how_it_stood_and_asks_for_nothing(kind):
    words = said(KINDS[kind], Status.STALE, before=Status.AT_RISK, chance=0.4)

    assert words == f"Stale, at risk before: {SHOWN[kind][0]}{PATHS.get(kind, '')}."


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_awaits_data_says_what_is_known_and_asks_for_nothing(kind):
    assert said(KINDS[kind], Status.AWAITING_DATA) == f"Awaiting data: {SHOWN[kind][0]}{PATHS.get(kind, '')}."


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_has_not_begun_says_when_it_does(kind):
    goal = {"flow": "200", "level": "10.0 K", "ratio": "4.00 %"}.get(kind, "")
    goal = goal or {"flow, lower": "at most 200", "level, lower": "at most 400"}.get(kind, "at most €3.00")

    assert said(KINDS[kind], Status.NOT_STARTED) == f"Starts on 1 Jul 2026; the goal is {goal} by 30 Sep 2026."


@pytest.mark.parametrize(("kind", "status"), list(product(KINDS, Status)))
def test_every_sentence_is_one(kind, status):
    words = said(KINDS[kind], status, chance=0.42)

    assert re.fullmatch(r"[A-Z][^.]*(\.\d[^.]*)*\.( [A-Z][^.]*(\.\d[^.]*)*\.){0,1}", words)
    assert not re.search(r"None|nan|not known|  | [,.;:]|\bforecast|\bbaseline|run.rate", words)


def test_the_chance_is_told_as_people_count_before_what_is_needed():
    assert said(FLOW, chance=0.42).endswith(
        "The chance of reaching the goal is about four in ten; "
        "it takes 2.26 a day for the 61 days left, 1.5 × your usual."
    )


def test_nothing_known_is_no_zero():
    assert said(a_track(), Status.AWAITING_DATA) == "No value is known yet for Q3 2026; the goal is 100."


@pytest.mark.parametrize(
    ("usual", "words"),
    [(2.26, ", about your usual."), (0.1, ", 23 × your usual."), (-1.0, ", where -1 is usual."), (None, " days left.")],
)
def test_what_is_needed_is_told_against_what_is_usual(usual, words):
    held = a_track([62.0] * 31, a_target(goal=200.0), required=138 / 61, usual=usual)

    assert said(held).endswith(words)


def test_where_days_are_unknown_what_is_needed_is_spread_over_them_too():
    held = a_track([62.0] * 31, a_target(goal=200.0), required=2.0, unknown=3)

    assert said(held).endswith("It takes 2 a day on each day that is not known yet. 3 days are unknown.")


def test_two_values_that_differ_are_never_written_the_same():
    short_of_it = a_track([9_996.0] * 31, a_target("followers", 10_000.0))
    stars = a_track([4.46] * 31, a_target("average_rating", 4.5), path=4.5)

    assert said(short_of_it, Status.MISSED) == "Missed: 9,996 as of 31 Jul 2026; the goal is 10,000."
    assert said(stars, Status.MISSED) == "Missed: 4.46 stars as of 31 Jul 2026; the goal is 4.50 stars."


# what shall stay between two values


def between(value, **more: object):
    target = a_target("ctr", 0.028, sense=Sense.BETWEEN, upper=0.034)
    return said(a_track([value] * 31, target, path=0.028, begins=0.03, **more))


def test_between_two_values_it_is_kept_and_beyond_them_it_has_to_come_back():
    assert between(0.03, required=0.027) == (
        "On track: 3.00 % as of 31 Jul 2026; the goal is 2.80 % to 3.40 %. The goal is kept so far."
    )
    assert between(0.036, required=0.02).endswith("It has to come down to 3.40 %.")
    assert between(0.02, required=0.032).endswith("The 61 days left must average 3.20 %.")


# ratios


def test_a_ratio_out_of_reach_is_set_against_the_best_week():
    held = a_track([0.03] * 31, a_target("ctr", 0.04), path=0.04, required=0.0451, best=0.042)

    assert said(held, Status.OFF_TRACK, chance=0.15) == (
        "Off track: 3.00 % as of 31 Jul 2026; the goal is 4.00 %. "
        "The goal is out of reach, since the rest would have to average 4.51 %, where the best week so far was 4.20 %."
    )


def test_a_ratio_ahead_of_its_goal_says_how_little_the_rest_may_bring():
    held = a_track([0.05] * 31, a_target("ctr", 0.04), path=0.04, required=0.035)

    assert said(held).endswith("The 61 days left may average as little as 3.50 %.")


def test_a_cost_below_its_limit_says_how_much_the_rest_may_cost():
    assert said(a_track([2.0] * 31, a_target("cpm", 3.0), path=3.0, required=3.5)).endswith(
        "The 61 days left may average up to €3.50."
    )


# what is judged in the end, or in each period


def test_what_counts_at_the_end_is_asked_of_the_days_that_count():
    held = a_track([400.0] * 31, a_target(goal=500.0, over=Over.LAST_28_DAYS), behaves=Behaves.LEVEL, required=500 / 28)

    assert said(held).endswith("It takes 17.9 a day on the days that count at the end.")


def test_of_weeks_those_that_met_are_counted_and_those_that_must():
    target = a_target("comments", 4.0, over=Over.EACH_WEEK, allow=1)

    assert said(an_each(target, *[5] * 8, 3, 5)) == (
        "On track: 9 of 10 weeks met the goal of 4 as of 13 Sep 2026, one miss allowed. "
        "All of the two weeks still to come must meet it."
    )
    assert said(an_each(target, *[5] * 9, Judged.UNKNOWN, 5)).endswith(
        "One of the two weeks not known yet must meet it."
    )
    assert said(replace(an_each(target), as_of=date(2026, 7, 2)), Status.TOO_EARLY).startswith(
        "Too early to judge: no week is over yet; the goal is 4 each week, one miss allowed."
    )


def test_a_guard_that_is_broken_is_named_with_its_value():
    guard = Guard("unfollows", Sense.AT_MOST, 300.0)
    broken = said(FLOW, Status.GUARD_BROKEN, guards=(Guarded(guard, 412.0, kept=False, holds_so_far=False),))
    open_ = said(FLOW, guards=(Guarded(guard, 412.0, kept=None, holds_so_far=False),))

    assert broken == (
        "Achieved, guard broken: 62 of 200 as of 31 Jul 2026. Guard broken: Unfollows at 412, at most 300 was agreed."
    )
    assert open_.endswith("Guard not kept so far: Unfollows at 412, at most 300 was agreed.")
    assert "Guard" not in said(FLOW, guards=(Guarded(guard, 200.0, kept=None, holds_so_far=True),))


def test_the_date_of_the_last_known_day_is_that_of_the_sentence():
    assert "as of 31 Jul 2026" in said(FLOW)
    assert FLOW.as_of == date(2026, 7, 31)
