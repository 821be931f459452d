"""What the scope bar says becomes days, a comparison and a step."""

from datetime import date

from kpi.periods import Period, Step
from pages.parts.scope import Asked

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def test_without_dates_the_default_period_is_shown_by_month_over_thirteen_months():
    view = Asked((), (), "before", "auto").view(OCTOBER)

    assert (view.period, view.step) == (OCTOBER, Step.MONTH)
    assert view.against == Period(date(2026, 9, 1), date(2026, 9, 30))
    assert view.chart_period == Period(date(2025, 10, 1), date(2026, 10, 31))


def test_picked_dates_are_shown_as_they_are_by_day():
    view = Asked(("Instagram",), (date(2026, 10, 5), date(2026, 10, 18)), "year", "auto").view(OCTOBER)

    assert view.chart_period == view.period == Period(date(2026, 10, 5), date(2026, 10, 18))
    assert view.step is Step.DAY
    assert view.against == Period(date(2025, 10, 6), date(2025, 10, 19))
    assert view.scope.channels == ("Instagram",)


def test_weeks_of_charts_begin_on_the_day_that_the_workspace_chose():
    picked = Asked((), (date(2026, 5, 1), date(2026, 10, 31)), "before", "auto").view(OCTOBER, Step.WEEK_FROM_SUNDAY)
    asked = Asked((), (), "before", "week").view(OCTOBER, Step.WEEK_FROM_SATURDAY)

    assert (picked.step, picked.week) == (Step.WEEK_FROM_SUNDAY, Step.WEEK_FROM_SUNDAY)
    assert (asked.step, asked.week) == (Step.WEEK_FROM_SATURDAY, Step.WEEK_FROM_SATURDAY)
    assert Asked((), (), "before", "month").view(OCTOBER, Step.WEEK_FROM_SUNDAY).step is Step.MONTH


def test_a_half_picked_range_counts_as_none():
    assert Asked((), (date(2026, 10, 5),), "none", "auto").view(OCTOBER).period == OCTOBER


def test_nothing_is_compared_where_nothing_is_asked_for():
    assert Asked((), (), "none", "week").view(OCTOBER).against is None
