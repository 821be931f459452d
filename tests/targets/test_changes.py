"""What the history of a target says."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.targets.changes import changes, first_goal
from kpi.targets.target import Action, Guard, Milestone, Over, Sense, Share, State
from tests.targets.builders import plain, target

WAS = target("impressions", 12_000.0, title="Summer", milestones=(Milestone(date(2026, 10, 10), 4_000.0),))
PUSH = Action("a1", "Paid push", "Ben", date(2026, 10, 1), date(2026, 10, 9))


CTR = KPIS["ctr"].label


def said(**changed: object):
    return [plain(one) for one in changes(WAS, replace(WAS, **changed), KPIS)]


def test_a_moved_goal_is_said_first_with_old_and_new():
    assert said(owner="Ben", goal=10_000.0) == [
        "goal moved from 12,000 to 10,000",
        "owner changed from “Ana” to “Ben”",
    ]


def test_a_target_that_is_as_it_was_has_nothing_to_say():
    assert said() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"end": date(2026, 11, 30)}, "end changed from 31 Oct 2026 to 30 Nov 2026"),
        ({"baseline": 9_000.0}, "baseline changed from none to 9,000"),
        ({"channels": ("X",)}, "channels changed from all to X"),
        ({"priority": 1}, "priority changed from medium to high"),
        ({"lesson": "Faces work"}, "lesson changed from none to “Faces work”"),
        ({"over": Over.EACH_WEEK}, "judged on changed from whole to each week"),
        ({"sense": Sense.AT_MOST}, "asked changed from at least to at most"),
        ({"milestones": ()}, "milestones changed from 4,000 by 10 Oct 2026 to none"),
        ({"parts": (Share(("X", "TikTok"), 5_000.0),)}, "parts changed from none to X, TikTok 5,000"),
        ({"guards": (Guard("ctr", Sense.AT_LEAST, 0.01),)}, f"guards changed from none to {CTR} at least 1 %"),
        ({"min_volume": 50.0}, "least volume changed from none to 50"),
        ({"actions": (PUSH,)}, "action “Paid push” added"),
    ],
)  # fmt: skip
def test_each_change_is_a_sentence_with_old_and_new(changed, sentence):
    assert said(**changed) == [sentence]


def test_a_sense_that_is_only_spelt_out_changed_nothing():
    assert said(sense=Sense.AT_LEAST) == []


def test_an_action_that_moves_on_says_how():
    was = replace(WAS, actions=(PUSH,))
    now = replace(WAS, actions=(replace(PUSH, state=State.DONE, effect=500.0),))

    assert changes(was, now, KPIS) == (
        "action “Paid push”: state changed from planned to done",
        "action “Paid push”: expected effect changed from none to 500",
    )
    assert changes(was, WAS, KPIS) == ("action “Paid push” taken away",)


def test_a_goal_of_another_kpi_is_not_compared_with_the_one_before():
    now = replace(WAS, kpi="ctr", goal=0.02)

    assert [plain(one) for one in changes(WAS, now, KPIS)][:2] == [
        "KPI changed from Impressions to Click-through rate",
        "goal set to 2 %",
    ]
    assert first_goal([WAS], now) is None


def test_the_first_goal_is_told_where_it_is_another_now():
    moved = replace(WAS, goal=11_000.0)

    assert first_goal([WAS, moved], replace(WAS, goal=10_000.0)) == 12_000.0
    assert first_goal([WAS, moved], WAS) is None
    assert first_goal([], WAS) is None


def test_a_change_of_a_kpi_that_is_gone_is_still_told():
    was = replace(WAS, kpi="gone")

    assert changes(was, replace(was, goal=10_000.0), KPIS) == ("goal moved from 12,000 to 10,000",)
