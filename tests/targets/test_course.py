from datetime import date

import numpy as np
import pytest

from kpi.catalogue.operands import Behaves
from kpi.targets.course import course
from tests.builders import OCTOBER, day, days, facts, period, post, question, span

HISTORY = span("2026-08-01", "2026-10-10")


def on(course_, when, row=0):
    return course_.rows[row, course_.place(date.fromisoformat(when))]


def told(course_, when):
    return bool(course_.whole[course_.place(date.fromisoformat(when))])


def test_a_course_holds_the_history_and_the_window_up_to_the_last_known_day():
    found = course(question("comments"), facts(*days(HISTORY, comments=5)))

    assert found.behaves is Behaves.FLOW
    assert found.as_of == date(2026, 10, 10)
    assert on(found, "2026-08-01") == on(found, "2026-10-10") == 5
    assert int(found.whole.sum()) == HISTORY.days


def test_a_day_that_is_not_covered_is_unknown_and_never_zero():
    rows = [*days(span("2026-09-01", "2026-09-20"), comments=5), *days(span("2026-09-23", "2026-10-05"), comments=5)]

    found = course(question("comments"), facts(*rows))

    assert np.isnan(on(found, "2026-09-21"))
    assert not told(found, "2026-09-21")
    assert np.isnan(on(found, "2026-08-31"))


def test_a_covered_day_without_a_post_is_zero():
    known = facts(post("2026-09-03", comments=4), post("2026-10-05", comments=2), covers=("2026-09-01", "2026-10-20"))

    found = course(question("comments"), known)

    assert on(found, "2026-09-03") == 4
    assert on(found, "2026-09-04") == 0
    assert told(found, "2026-09-04")
    assert np.isnan(on(found, "2026-08-31"))


def test_a_ratio_is_told_by_its_operands():
    found = course(question("ctr"), facts(*days(HISTORY, link_clicks=3, impressions=100)))

    assert found.behaves is Behaves.RATIO
    assert found.names == ("click_throughs", "impressions")
    assert (on(found, "2026-10-01", 0), on(found, "2026-10-01", 1)) == (3, 100)
    assert found.worked_out(np.array([[6.0], [100.0]])).tolist() == [0.06]


def test_a_level_counts_on_the_days_with_a_number_of_their_own():
    rows = [day("2026-09-01", followers=100), day("2026-10-05", followers=120)]

    found = course(question("followers"), facts(*rows))

    assert on(found, "2026-09-15") == 100  # carried
    assert told(found, "2026-10-05")
    assert not told(found, "2026-09-15")


def test_files_that_total_months_tell_no_days():
    web = period("2026-09-01", "2026-09-30", channel="Web", source="Organic Social", sessions=7_591)

    found = course(question("social_sessions", span("2026-09-01", "2026-12-31")), facts(web))

    assert not found.whole.any()
    assert found.why_not == "The files of Web total weeks or months, so there are no days to go by."


def test_a_day_counts_for_the_past_only_where_every_channel_is_known():
    rows = [
        *days(span("2026-08-01", "2026-10-10"), comments=5),
        *days(span("2026-09-10", "2026-10-10"), channel="LinkedIn", comments=2),
    ]

    found = course(question("comments"), facts(*rows))

    assert not told(found, "2026-09-09")
    assert told(found, "2026-09-10")
    assert on(found, "2026-09-10") == 7


def test_the_past_does_not_reach_back_beyond_a_change_of_what_is_counted():
    rows = [
        *days(span("2026-08-01", "2026-08-31"), impressions=50, basis="impressions"),
        *days(span("2026-09-01", "2026-10-10"), impressions=90, basis="views"),
    ]

    found = course(question("impressions"), facts(*rows))

    assert not told(found, "2026-08-31")
    assert told(found, "2026-09-01")


def test_posts_that_still_grow_teach_nothing():
    seen = {"comments": 4, "observed_at": "2026-10-31"}
    rows = [post(f"2026-{month}-{at:02}", **seen) for month in ("09", "10") for at in range(1, 29)]

    found = course(question("comments"), facts(*rows, covers=("2026-09-01", "2026-10-31")))

    assert told(found, "2026-10-24")
    assert not told(found, "2026-10-25")


def test_a_window_that_lies_ahead_has_the_days_until_now_as_its_past():
    found = course(question("comments", span("2027-01-01", "2027-03-31")), facts(*days(HISTORY, comments=5)))

    assert found.as_of == HISTORY.end
    assert int(found.whole.sum()) == HISTORY.days


@pytest.mark.parametrize(
    ("kpi", "says"), [("reach", "does not add up"), ("comments * shares", "not the sum of its days")]
)
def test_what_does_not_add_up_over_days_has_no_course(kpi, says):
    found = course(question(kpi), facts(*days(HISTORY, reach=5, comments=3, shares=2)))

    assert says in found.why_not
    assert found.as_of is None


def test_the_weighted_cost_is_a_flow_of_all_channels():
    rows = [
        *days(HISTORY, impressions=1_000),
        *days(HISTORY, channel="LinkedIn", impressions=500),
    ]
    assumed = {"cpm": {"Instagram": 5.0, "LinkedIn": 20.0}}

    found = course(question("weighted_cost", assumptions=assumed), facts(*rows))

    assert found.behaves is Behaves.FLOW
    assert on(found, "2026-10-01") == pytest.approx(1_000 * 5 / 1000 + 500 * 20 / 1000)


def test_without_any_number_there_is_no_course():
    assert course(question("comments", OCTOBER), facts(*days(HISTORY, shares=1))).why_not == "No file tells this KPI."


def test_a_share_ends_at_all_of_it_and_actions_of_a_visit_do_not():
    some = course(question("conversion_rate"), facts(*days(HISTORY, conversions=3, sessions=100)))
    many = course(question("conversion_rate"), facts(*days(HISTORY, conversions=300, sessions=100)))
    stars = course(question("average_rating"), facts(*days(HISTORY, ratings=2, rating_points=9)))

    assert (some.limits[1], many.limits[1], stars.limits) == (1.0, np.inf, (1.0, 5.0))
