"""The actions of all targets stand in one list, and what came after one is held against its weekdays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpi.calendar.acting import Due, around, todos
from kpi.catalogue.kpis import KPIS
from kpi.targets.target import Action, State
from tests.builders import day, facts
from tests.store.builders import AT, target

TODAY = date(2026, 11, 22)


def action(name, start, end, state=State.PLANNED):
    return Action(name, name, "Ana", date.fromisoformat(start), date.fromisoformat(end), state)


def test_late_ones_come_first_the_latest_at_the_top_and_what_is_over_last():
    late = action("late", "2026-11-01", "2026-11-20")
    later = action("later", "2026-11-01", "2026-11-10", State.DOING)
    slow = action("slow", "2026-11-20", "2026-12-20")
    soon = action("soon", "2026-11-25", "2026-11-29")
    runs = action("runs", "2026-11-01", "2026-12-20", State.DOING)
    ahead = action("ahead", "2026-12-01", "2026-12-20")
    done, gone = (
        action("done", "2026-11-01", "2026-11-02", State.DONE),
        action("z", "2026-11-01", "2026-11-02", State.DROPPED),
    )
    one = replace(target("a"), actions=(done, ahead, soon, late))
    other = replace(target("b"), actions=(gone, runs, slow, later))

    found = todos([one, other], TODAY)

    assert [(todo.action.title, todo.due, todo.late) for todo in found[:3]] == [
        ("later", Due.LATE, 12),
        ("late", Due.LATE, 2),
        ("slow", Due.TO_START, 0),
    ]
    assert [todo.action.title for todo in found[3:]] == ["soon", "runs", "ahead", "done", "z"]


def test_the_actions_of_a_closed_target_are_not_to_be_done():
    closed = replace(target(), actions=(action("a", "2026-11-01", "2026-11-02"),), closed_at=AT)

    assert todos([closed], TODAY) == []


FIRST = date(2026, 1, 5)  # a Monday


def known(after, *, before=40, weekend=50.0, channels=("Instagram",)):
    """Give weeks of 100 impressions a weekday, `weekend` on Saturdays and Sundays, then `after` times as many."""
    rows = []
    for ahead in range(before * 7 + 14):
        at = FIRST + timedelta(days=ahead)
        usual = weekend if at.weekday() > 4 else 100.0
        times = after if ahead >= before * 7 else 1.0
        rows += [day(at.isoformat(), channel=channel, impressions=usual * times) for channel in channels]
    return facts(*rows)


BEGINS = FIRST + timedelta(days=40 * 7)
AS_OF = BEGINS + timedelta(days=13)
DOING = replace(action("a", "2026-01-05", "2026-01-06"), start=BEGINS, end=BEGINS + timedelta(days=8))


def of(known, doing=DOING, as_of=AS_OF, key="impressions", channels=("Instagram",)):
    asked = replace(target(), kpi=key, channels=channels, content_types=())
    return around(asked, doing, KPIS[key], known, as_of)


def test_the_days_from_an_action_on_are_held_against_what_their_weekdays_brought():
    found = of(known(after=1.5))

    # Nine days from a Monday on: seven weekdays of 100 and a weekend of 50 each, half as much again.
    assert found.days.days == 9
    assert found.value == pytest.approx(1_200.0)
    assert found.usual == pytest.approx(800.0, rel=5e-3)
    assert found.stands_out


def test_days_like_those_before_do_not_stand_out():
    found = of(known(after=1.0))

    assert not found.stands_out
    assert found.value == pytest.approx(800.0)
    assert found.usual == pytest.approx(800.0, rel=5e-3)


def test_channels_are_added_where_the_kpi_adds_up():
    found = of(known(after=1.5, channels=("Instagram", "X")), channels=("Instagram", "X"))

    assert found.value == pytest.approx(2_400.0)
    assert found.usual == pytest.approx(1_600.0, rel=5e-3)


def test_nothing_is_said_where_too_little_is_known_or_the_kpi_has_no_days():
    assert of(known(after=1.5, before=6)) is None
    assert of(known(after=1.5), as_of=BEGINS + timedelta(days=3)) is None
    assert of(known(after=1.5), key="followers") is None
