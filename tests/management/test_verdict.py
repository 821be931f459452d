"""The verdict: what each status counts as, which targets it is about, and its sentence."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.management.verdict import CALLS, Call, concerns, verdict
from kpi.sentences.management import days_text, verdict_sentence, verdict_text
from kpi.targets.status import Status
from tests.builders import OCTOBER, SEPTEMBER, span
from tests.tracks import a_target

ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK


def said(*statuses: Status, not_held=0):
    return verdict_text(verdict(statuses, not_held=not_held))


def test_every_status_counts_as_one_thing():
    assert set(CALLS) == set(Status)
    by_call = {call: {status for status, of in CALLS.items() if of is call} for call in Call}
    assert by_call == {
        Call.ON_TRACK: {ON},
        Call.REACHED: {Status.ACHIEVED},
        Call.DECIDE: {RISK, OFF, Status.GUARD_BROKEN},
        Call.MISSED: {Status.MISSED},
        Call.WAITS: {Status.AWAITING_DATA, Status.STALE},
        Call.EARLY: {Status.TOO_EARLY, Status.NOT_STARTED},
        Call.NOT_HELD: set(),
        Call.CLOSED: {Status.CLOSED_EARLY},
    }


def test_the_verdict_counts_what_is_on_track_and_what_needs_a_decision():
    found = verdict([ON, ON, ON, ON, RISK, OFF])

    assert (found.good, found.total, found.of(Call.DECIDE)) == (4, 6, 2)
    assert verdict_sentence(found, OCTOBER) == "October: 4 of 6 targets on track; two need a decision."


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([ON, ON, OFF], "2 of 3 targets on track; one needs a decision"),
        ([ON, OFF], "1 of 2 targets on track; one needs a decision"),
        ([OFF, RISK, OFF], "none of 3 targets on track; three need a decision"),
        ([ON, ON], "both targets on track"),
        ([ON, ON, ON], "all 3 targets on track"),
        ([ON, Status.ACHIEVED, OFF], "2 of 3 targets on track or reached; one needs a decision"),
        ([Status.ACHIEVED, Status.MISSED], "1 of 2 targets reached; one was missed"),
        ([Status.MISSED, Status.MISSED, ON], "1 of 3 targets on track; two were missed"),
        ([ON, Status.AWAITING_DATA], "1 of 2 targets on track; one waits for data"),
        ([ON, Status.STALE, Status.AWAITING_DATA], "1 of 3 targets on track; two wait for data"),
        ([ON, Status.TOO_EARLY, Status.NOT_STARTED], "1 of 3 targets on track; two are too early to judge"),
        ([ON, Status.CLOSED_EARLY], "1 of 2 targets on track; one was closed early"),
        (
            [ON, OFF, Status.MISSED, Status.STALE],
            "1 of 4 targets on track; one needs a decision, one was missed and one waits for data",
        ),
        ([], "no target is set for it"),
    ],
)
def test_the_sentence_names_every_target_once(statuses, sentence):
    assert said(*statuses) == sentence


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (ON, "the one target is on track"),
        (OFF, "the one target needs a decision"),
        (Status.ACHIEVED, "the one target is reached"),
        (Status.MISSED, "the one target was missed"),
        (Status.STALE, "the one target waits for data"),
        (Status.TOO_EARLY, "the one target is too early to judge"),
        (Status.CLOSED_EARLY, "the one target was closed early"),
    ],
)
def test_of_one_target_nothing_is_counted(status, sentence):
    assert said(status) == sentence


def test_a_target_that_the_data_cannot_be_held_against_is_never_left_out():
    assert said(ON, not_held=1) == "1 of 2 targets on track; one cannot be judged"
    assert said(not_held=2) == "none of 2 targets on track; two cannot be judged"


@given(st.lists(st.sampled_from(list(Status))), st.integers(0, 3))
def test_the_parts_of_the_verdict_add_up_to_all_targets(statuses, not_held):
    found = verdict(statuses, not_held=not_held)

    assert found.total == len(statuses) + not_held
    assert sum(found.of(call) for call in Call) == found.total
    assert found.good == Counter(statuses)[ON] + Counter(statuses)[Status.ACHIEVED]


@pytest.mark.parametrize(
    ("start", "end", "ended", "belongs"),
    [
        ("2026-10-01", "2026-12-31", None, True),  # runs beyond
        ("2026-07-01", "2026-10-01", None, True),  # ends on its first day
        ("2026-07-01", "2026-09-30", None, False),  # ended before
        ("2026-10-31", "2026-12-31", None, True),  # begins on its last day
        ("2026-11-01", "2026-12-31", None, False),  # begins after
        ("2026-07-01", "2026-12-31", "2026-09-30", False),  # was closed before
        ("2026-07-01", "2026-12-31", "2026-10-05", True),  # was closed meanwhile
    ],
)
def test_a_target_is_about_the_days_on_which_it_runs(start, end, ended, belongs):
    days = span(start, end)
    target = a_target(start=days.start, end=days.end, ended=ended and date.fromisoformat(ended))

    assert concerns(target, OCTOBER) is belongs


def test_days_are_named_as_one_says_them():
    assert days_text(OCTOBER) == "October"
    assert days_text(OCTOBER, date(2026, 10, 24)) == "October, until 24 October"
    assert days_text(OCTOBER, OCTOBER.end) == "October"
    assert days_text(span("2026-07-01", "2026-09-30")) == "Q3 2026"
    assert days_text(span("2026-10-05", "2026-10-11")) == "5–11 Oct 2026"
    assert days_text(SEPTEMBER) == "September"
