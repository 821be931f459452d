from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import (
    WEEKS,
    Period,
    Step,
    WeekStart,
    a_year_before,
    before,
    compared_alike,
    cut,
    disjoint,
    each_day,
    last_months,
    month_of,
    whole_months,
)
from tests.builders import OCTOBER, SEPTEMBER, span, steps_in

DATES = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PERIODS = st.tuples(DATES, st.integers(0, 800)).map(
    lambda made: Period(made[0], date.fromordinal(made[0].toordinal() + made[1]))
)
STEPS = (Step.DAY, Step.WEEK, Step.WEEK_FROM_SUNDAY, Step.WEEK_FROM_SATURDAY, Step.MONTH, Step.QUARTER)


def as_days(*texts: str):
    return np.array(texts, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("asked", "compared"),
    [
        (OCTOBER, SEPTEMBER),
        (span("2026-03-01", "2026-03-31"), span("2026-02-01", "2026-02-28")),
        (span("2026-07-01", "2026-09-30"), span("2026-04-01", "2026-06-30")),
        (span("2026-01-01", "2026-12-31"), span("2025-01-01", "2025-12-31")),
        (span("2026-01-01", "2026-01-31"), span("2025-12-01", "2025-12-31")),
    ],
)
def test_whole_months_quarters_and_years_are_compared_with_the_ones_before(asked, compared):
    assert before(asked) == compared


def test_whole_months_are_compared_with_the_same_months_of_last_year():
    assert a_year_before(span("2024-02-01", "2024-02-29")) == span("2023-02-01", "2023-02-28")


@given(PERIODS.filter(lambda asked: not whole_months(asked)))
def test_any_other_range_is_compared_with_equal_days_and_weekdays(asked):
    for compared in (before(asked), a_year_before(asked)):
        assert compared.days == asked.days
        assert compared.start.weekday() == asked.start.weekday()
        assert compared.end < asked.end


@given(PERIODS)
def test_the_range_before_never_overlaps_the_range(asked):
    assert before(asked).end < asked.start


def test_seven_days_are_compared_with_the_seven_days_just_before():
    assert before(span("2026-10-05", "2026-10-11")) == span("2026-09-28", "2026-10-04")


@pytest.mark.parametrize("rule", [before, a_year_before])
def test_a_range_that_is_cut_is_compared_by_the_same_rule(rule):
    shorter = span("2026-10-01", "2026-10-29")

    assert compared_alike(shorter, asked=OCTOBER, against=rule(OCTOBER)) == rule(shorter)


def test_a_year_that_is_cut_is_compared_with_the_same_days_of_last_year():
    year, so_far = span("2026-01-01", "2026-12-31"), span("2026-01-01", "2026-10-29")

    compared = compared_alike(so_far, asked=year, against=before(year))

    assert compared == a_year_before(so_far)


def test_days_that_somebody_picked_to_compare_are_cut_to_as_many():
    compared = compared_alike(span("2026-10-01", "2026-10-10"), asked=OCTOBER, against=span("2026-05-01", "2026-05-31"))

    assert compared == span("2026-05-01", "2026-05-10")


def test_weeks_begin_on_monday_and_those_at_the_ends_are_partial():
    weeks = steps_in(span("2026-10-01", "2026-10-14"), Step.WEEK)

    assert weeks["start"].dt.strftime("%d").tolist() == ["01", "05", "12"]
    assert weeks["end"].dt.strftime("%d").tolist() == ["04", "11", "14"]
    assert weeks["partial"].tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("step", "starts"),
    [
        (Step.WEEK, ["12-25", "12-29", "01-05", "01-12"]),
        (Step.WEEK_FROM_SUNDAY, ["12-25", "12-28", "01-04", "01-11"]),
        (Step.WEEK_FROM_SATURDAY, ["12-25", "12-27", "01-03", "01-10"]),
    ],
)
def test_weeks_that_begin_on_another_day_go_on_across_the_end_of_a_year(step, starts):
    weeks = steps_in(span("2025-12-25", "2026-01-12"), step)  # a Thursday to a Monday; the first of January is one too

    assert weeks["start"].dt.strftime("%m-%d").tolist() == starts
    assert weeks["partial"].tolist() == [True, False, False, True]
    assert set((weeks["end"] - weeks["start"]).dt.days[1:3]) == {6}


def test_the_weekdays_of_a_week_stand_in_its_order():
    assert Step.WEEK.weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert Step.WEEK_FROM_SUNDAY.weekdays == (6, 0, 1, 2, 3, 4, 5)
    assert Step.WEEK_FROM_SATURDAY.weekdays == (5, 6, 0, 1, 2, 3, 4)


def test_every_day_on_which_a_week_may_begin_has_its_step_and_all_are_called_a_week():
    assert set(WEEKS) == set(WeekStart)
    assert [step for step in Step if step.is_week] == list(WEEKS.values())
    assert {step.called for step in WEEKS.values()} == {"week"}


def test_quarters_begin_in_january_april_july_and_october():
    quarters = steps_in(span("2026-02-10", "2026-10-01"), Step.QUARTER)

    assert quarters["start"].dt.strftime("%m-%d").tolist() == ["02-10", "04-01", "07-01", "10-01"]
    assert quarters["partial"].tolist() == [True, False, False, True]


@given(PERIODS, st.sampled_from([*STEPS, Step.TOTAL]))
def test_steps_cover_every_day_of_a_range_once(asked, step):
    steps = cut(asked, step)

    lengths = (steps.end - steps.start).astype(int) + 1
    assert steps.start[0].item() == asked.start
    assert steps.end[-1].item() == asked.end
    assert lengths.sum() == asked.days
    assert (steps.start[1:] - steps.end[:-1] == np.timedelta64(1, "D")).all()


@given(PERIODS, st.sampled_from(STEPS))
def test_a_step_is_partial_exactly_where_the_range_cuts_it(asked, step):
    steps = cut(asked, step)

    assert not steps.partial[1:-1].any()


def test_a_range_that_ends_before_it_begins_has_no_steps():
    for step in Step:
        assert len(steps_in(Period(date(2026, 10, 2), date(2026, 10, 1)), step)) == 0


def test_a_span_lies_in_a_step_only_when_it_lies_in_it_wholly():
    months = cut(span("2026-09-01", "2026-10-31"), Step.MONTH)

    places = months.places(
        as_days("2026-09-30", "2026-09-30", "2026-08-31", "2026-10-31"),
        as_days("2026-09-30", "2026-10-01", "2026-09-01", "2026-10-31"),
    )

    assert places.tolist() == [0, -1, -1, 1]


def test_thirteen_months_end_with_the_month_of_the_day():
    assert last_months(date(2026, 10, 15), 13) == span("2025-10-01", "2026-10-31")
    assert month_of(date(2024, 2, 3)) == span("2024-02-01", "2024-02-29")


def test_of_overlapping_spans_those_that_cover_most_are_taken():
    taken = disjoint(
        as_days("2026-10-01", "2026-10-05", "2026-10-11"), as_days("2026-10-10", "2026-10-30", "2026-10-12")
    )

    assert taken.tolist() == [False, True, False]


def test_of_spans_that_cover_as_much_the_finer_are_taken():
    taken = disjoint(
        as_days("2026-10-01", "2026-10-01", "2026-10-16"), as_days("2026-10-31", "2026-10-15", "2026-10-31")
    )

    assert taken.tolist() == [False, True, True]


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6)), min_size=1, max_size=7)


@given(SPANS)
def test_no_other_choice_of_disjoint_spans_covers_more_days(made):
    start = np.array([first for first, _ in made]).astype("datetime64[D]")
    end = np.array([first + more for first, more in made]).astype("datetime64[D]")

    taken = disjoint(start, end)

    spans = [(first, first + more) for first, more in made]
    picked = sorted({span for span, kept in zip(spans, taken, strict=True) if kept})
    assert all(one[1] < other[0] for one, other in pairwise(picked))
    assert length(picked) == max(length(choice) for choice in choices(sorted(set(spans))))


def choices(spans):
    found = [[]]
    for one in spans:
        found += [[*choice, one] for choice in found if not choice or choice[-1][1] < one[0]]
    return found


def length(spans):
    return sum(last - first + 1 for first, last in spans)


@given(SPANS)
def test_each_day_of_spans_is_listed_once_and_in_order(made):
    start = np.array([first for first, _ in made]).astype("datetime64[D]")
    end = np.array([first + more for first, more in made]).astype("datetime64[D]")

    found = each_day(start, end).astype(int).tolist()

    assert found == sorted({day for first, more in made for day in range(first, first + more + 1)})
