from datetime import date

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.choice import Scope
from kpi.errors import TargetError
from kpi.periods import Step
from kpi.targets.baseline import baseline, choices, relative
from kpi.targets.target import Over, Relative
from tests.builders import OCTOBER, Row, day, days, facts, span


def starts(kpi, window, *rows: Row):
    return baseline(KPIS[kpi], facts(*rows), Scope(), window)


def test_a_baseline_is_that_of_the_same_days_of_last_year_where_they_are_known():
    found = starts("impressions", OCTOBER, *days(span("2025-10-01", "2026-09-30"), impressions=2))

    assert found.value == 62
    assert found.says == "the same days of last year, 1 Oct 2025 to 31 Oct 2025"


@pytest.mark.parametrize("first", ["2026-08-01", "2025-10-15"])
def test_a_baseline_is_else_that_of_as_many_days_just_before(first):
    found = starts("impressions", OCTOBER, *days(span(first, "2026-09-30"), impressions=2))

    assert found.value == 62
    assert found.period == span("2026-08-31", "2026-09-30")
    assert found.says == "the 31 days just before"


def test_a_baseline_of_days_that_are_known_in_part_is_unknown():
    assert starts("impressions", OCTOBER, *days(span("2026-09-15", "2026-09-30"), impressions=2)).value is None


def test_a_level_starts_from_its_last_value_before():
    found = starts("followers", OCTOBER, day("2026-09-20", followers=95), day("2026-10-02", followers=99))

    assert found.value == 95
    assert found.says == "the last value before 1 Oct 2026"


def offered(kpi, window, *rows: Row, over=Over.WHOLE):
    return [(one.value, one.says) for one in choices(KPIS[kpi], facts(*rows), Scope(), window, over=over)]


def test_every_way_to_measure_the_start_is_offered_with_its_words():
    rows = [*days(OCTOBER_2025, impressions=3), *days(span("2026-08-01", "2026-09-30"), impressions=2)]

    assert offered("impressions", OCTOBER, *rows) == [
        (93, "the same days of last year, 1 Oct 2025 to 31 Oct 2025"),
        (62, "the 31 days just before"),
    ]


def test_where_the_data_end_before_the_days_just_before_the_newest_days_are_offered():
    rows = [
        *days(span("2026-08-01", "2026-08-31"), impressions=3),
        *days(span("2026-09-01", "2026-09-20"), impressions=2),
    ]

    assert offered("impressions", OCTOBER, *rows)[1:] == [
        (None, "the 31 days just before"),
        (20 * 2 + 11 * 3, "the newest 31 days known, 21 Aug – 20 Sep 2026"),
    ]
    assert offered("impressions", OCTOBER, *rows, over=Over.LAST_28_DAYS)[1] == (
        20 * 2 + 8 * 3,
        "the newest 28 days known, 24 Aug – 20 Sep 2026",
    )
    assert offered("impressions", OCTOBER, *rows, over=Over.EACH_WEEK)[1][0] == 14
    assert offered("impressions", OCTOBER, *rows, over=Over.EACH_MONTH)[1][0] == 93


def test_a_level_starts_from_its_newest_value_rather_than_from_that_of_a_year_before():
    rows = [day("2025-12-31", followers=70), day("2026-09-30", followers=95)]

    assert offered("followers", span("2027-01-01", "2027-03-31"), *rows) == [
        (None, "the last value before 1 Jan 2027"),
        (95, "the newest value, of 30 Sep 2026"),
        (70, "the last value before 1 Jan 2026"),
    ]


def test_a_baseline_of_a_ratio_is_the_ratio_of_the_sums_of_its_days():
    rows = [
        *days(span("2026-08-31", "2026-09-29"), channel="Web", sessions=100, conversions=1),
        day("2026-09-30", channel="Web", sessions=7_000, conversions=1_970),
    ]

    assert starts("conversion_rate", OCTOBER, *rows).value == pytest.approx(2_000 / 10_000)


def test_a_baseline_that_lacks_a_day_says_so():
    rows = [
        *days(span("2026-08-31", "2026-09-15"), impressions=2),
        *days(span("2026-09-17", "2026-09-30"), impressions=2),
    ]

    assert starts("impressions", OCTOBER, *rows).says == "the 31 days just before; 30 of 31 days are known"


@pytest.mark.parametrize(
    ("over", "value", "says"),
    [
        (Over.LAST_28_DAYS, 28 * 2, "the 28 days just before"),
        (Over.LAST_MONTH, 31 * 2, "the last whole month before, August 2026"),
        (Over.EACH_MONTH, 31 * 2, "the last whole month before, August 2026"),
        (Over.EACH_WEEK, 7 * 2, "the last whole week before, 7–13 Sep 2026"),
    ],
)
def test_a_baseline_is_as_long_as_what_is_judged(over, value, says):
    rows = days(span("2026-08-01", "2026-09-15"), impressions=2)

    assert offered("impressions", span("2026-09-16", "2026-12-31"), *rows, over=over)[0] == (value, says)


@pytest.mark.parametrize(
    ("week", "start", "says"),
    [
        (Step.WEEK, "2027-01-01", "the last whole week before, 21–27 Dec 2026"),
        (Step.WEEK_FROM_SUNDAY, "2027-01-01", "the last whole week before, 20–26 Dec 2026"),
        (Step.WEEK_FROM_SUNDAY, "2027-01-03", "the last whole week before, 27 Dec 2026 – 2 Jan 2027"),
        (Step.WEEK_FROM_SATURDAY, "2027-01-01", "the last whole week before, 19–25 Dec 2026"),
    ],
)
def test_the_last_whole_week_before_is_one_of_the_workspace(week, start, says):
    rows = days(span("2026-12-01", "2027-01-02"), impressions=2)
    window = span(start, "2027-02-28")

    found = choices(KPIS["impressions"], facts(*rows), Scope(), window, over=Over.EACH_WEEK, week=week)

    assert (found[0].value, found[0].says) == (14, says)


@pytest.mark.parametrize(
    ("week", "until", "first"),
    [
        (Step.WEEK_FROM_SUNDAY, "2026-12-31", date(2026, 12, 20)),
        (Step.WEEK_FROM_SUNDAY, "2027-01-02", date(2026, 12, 27)),  # a Saturday ends its week
        (Step.WEEK, "2027-01-02", date(2026, 12, 21)),
    ],
)
def test_the_newest_whole_week_known_is_one_of_the_workspace(week, until, first):
    rows = days(span("2026-12-01", until), impressions=2)
    window = span("2027-01-20", "2027-02-28")

    newest = choices(KPIS["impressions"], facts(*rows), Scope(), window, over=Over.EACH_WEEK, week=week)[1]

    assert (newest.value, newest.period.start, newest.period.days) == (14, first, 7)


# relative goals


OCTOBER_2025 = span("2025-10-01", "2025-10-31")
REFERENCE = (date(2025, 10, 1), date(2025, 10, 31))


def to(kpi, change, *rows: Row):
    return relative(KPIS[kpi], facts(*rows), Scope(), OCTOBER_2025, change)


def test_eight_per_cent_more_than_last_year_is_resolved_with_what_last_year_was():
    assert to("impressions", 0.08, *days(OCTOBER_2025, impressions=100)) == (
        Relative(0.08, *REFERENCE, 3_100.0),
        pytest.approx(3_348),
    )


def test_a_percentage_changes_by_points():
    made, goal = to("conversion_rate", 0.005, *days(OCTOBER_2025, channel="Web", sessions=100, conversions=3))

    assert (made.value, goal) == (0.03, pytest.approx(0.035))


def test_a_goal_relative_to_days_that_are_known_in_part_is_refused():
    with pytest.raises(TargetError, match="known for 30 of the 31 days of October 2025"):
        to("impressions", 0.08, *days(span("2025-10-02", "2025-10-31"), impressions=100))
