"""What one line of the board says, and the small picture in it."""

import re
from dataclasses import replace

import pytest

from kpi.charts.way import way
from kpi.palette import MIDDLE
from kpi.sentences.board import about_text, chance_text, time_text, title_text, value_text, way_text
from kpi.targets.status import Standing, Status
from kpi.targets.target import Combine, Over, Sense
from tests.targets.builders import plain
from tests.tracks import a_target, a_track, an_each

FLOW = a_track([n * 2.0 for n in range(1, 32)], a_target(goal=200.0), expected=68.0)
RUNS = Standing(FLOW, Status.AT_RISK, 0.42)
NOTHING = Standing(a_track(), Status.AWAITING_DATA)


def test_a_line_says_value_and_goal_the_way_the_chance_and_the_time():
    assert value_text(RUNS) == "62 → 200"
    assert plain(way_text(RUNS)) == "31 % done, 34 % asked by now"
    assert chance_text(RUNS) == "rather unlikely"
    assert time_text(RUNS) == "61 days left"


def test_a_limit_and_two_ends_are_said_as_what_they_are():
    limit = a_track([4.0], a_target("unfollows", 200.0))
    between = a_track([0.03], a_target("ctr", 0.02, sense=Sense.BETWEEN, upper=0.04, baseline=0.03))

    assert value_text(Standing(limit, Status.ON_TRACK)) == "4 → at most 200"
    assert plain(value_text(Standing(between, Status.ON_TRACK))) == "3.00 % → 2.00 % to 4.00 %"
    assert way_text(Standing(between, Status.ON_TRACK)) == "to stay there"


def test_two_values_that_differ_are_not_written_the_same():
    close = a_track([9_999_996.0], a_target(goal=10_000_000.0))

    assert value_text(Standing(close, Status.ON_TRACK)) == "9,999,996 → 10,000,000"


def test_weeks_that_met_the_goal_are_counted_out_of_those_that_must():
    weekly = an_each(a_target(goal=30.0, over=Over.EACH_WEEK, allow=1), 31.0, 29.0, 32.0)
    found = Standing(weekly, Status.ON_TRACK)

    assert value_text(found) == "2 of 11 weeks → 30"  # twelve whole weeks, of which one may miss
    assert plain(way_text(found)) == "18 % of the weeks"


def test_what_is_unknown_is_said_and_never_zero():
    assert value_text(NOTHING) == "unknown → 100"
    assert way_text(NOTHING) == "nothing known yet"
    assert chance_text(NOTHING) == ""


def test_a_way_back_is_told_in_words_since_no_share_of_it_says_anything():
    back = a_track([8.0], a_target("followers", 20.0, baseline=10.0))

    assert way_text(Standing(back, Status.MISSED)) == "further from the goal than at the start"


def test_what_does_not_run_says_when_it_starts_or_ended():
    over = replace(FLOW, days_left=0)

    assert time_text(Standing(FLOW, Status.NOT_STARTED)) == "starts 1 Jul 2026"
    assert time_text(Standing(over, Status.MISSED, 0.4)) == "ended 30 Sep 2026"
    assert time_text(Standing(FLOW, Status.ACHIEVED)) == "decided, ends 30 Sep 2026"
    assert chance_text(Standing(over, Status.MISSED, 0.4)) == ""


def test_a_title_of_its_own_leaves_the_kpi_to_the_small_line():
    titled = Standing(replace(FLOW, target=a_target(title="Be seen", channels=("X", "TikTok"))), Status.ON_TRACK)

    assert (title_text(RUNS), about_text(RUNS)) == ("Impressions", "all channels · short term · Ana")
    assert (title_text(titled), about_text(titled)) == ("Be seen", "Impressions · X, TikTok · short term · Ana")


RECTANGLE = re.compile(r'<rect x="(?P<x>[-.0-9]+)" y="[-.0-9]+" width="(?P<width>[.0-9]+)" .*?fill="(?P<fill>#\w+)"')


def drawn(share, pace, verdict):
    """Give the rectangles of a picture: their left edge, their right edge, their colour."""
    found = RECTANGLE.finditer(way(share, pace, verdict))
    return [(float(one["x"]), float(one["x"]) + float(one["width"]), one["fill"]) for one in found]


def test_the_bar_goes_from_the_baseline_to_what_is_done_with_a_mark_at_what_is_asked():
    track, bar, mark = drawn(0.5, 0.75, "at_risk")

    assert track[:2] == (1.0, 239.0)
    assert bar == (1.0, 120.0, MIDDLE["at_risk"])
    assert (mark[0] + mark[1]) / 2 == pytest.approx(1 + 0.75 * 238, abs=0.1)


def test_a_way_beyond_the_goal_has_a_notch_there():
    track, bar, notch = drawn(2.0, None, "better")

    assert (track[1], bar[1]) == (120.0, 239.0)
    assert (notch[0] + notch[1]) / 2 == pytest.approx(120.0, abs=0.1)


def test_a_way_back_goes_to_the_left_of_the_start():
    track, bar, _ = drawn(-0.25, None, "off_track")

    assert bar[1] == pytest.approx(track[0], abs=0.1)
    assert bar[0] == 1.0


@pytest.mark.parametrize("share", [None, float("nan"), float("inf"), 0.0])
def test_an_unknown_way_and_none_at_all_have_no_bar(share):
    assert len(drawn(share, None, "off_track")) == 1


@pytest.mark.parametrize("share", [1e9, -1e9])
def test_a_way_far_off_is_cut_off_and_stays_within_the_picture(share):
    assert all(left >= 0 and right <= 240 for left, right, _ in drawn(share, 0.5, "off_track"))


def test_of_a_limit_it_is_told_how_much_is_used_and_of_two_ends_on_which_side_it_lies():
    limit = a_track([62.0], a_target("unfollows", 200.0), expected=68.0)
    ends = a_target(goal=200.0, sense=Sense.BETWEEN, upper=220.0)

    assert plain(way_text(Standing(limit, Status.ON_TRACK))) == "31 % used, 34 % allowed by now"
    assert plain(way_text(Standing(limit, Status.ACHIEVED))) == "31 % of the limit used"
    told = [plain(way_text(Standing(a_track([value], ends), Status.ON_TRACK))) for value in (100.0, 210.0, 230.0)]
    assert told == ["50 % of the lower end", "between the two", "above what was asked for"]


def test_a_ratio_without_a_start_has_no_way():
    assert way_text(Standing(a_track([0.03], a_target("ctr", 0.04)), Status.ON_TRACK)) == "no start to count from"


def test_a_level_is_never_decided_before_its_end():
    carried = a_track([95.0], a_target("followers", 90.0, baseline=80.0))

    assert time_text(Standing(carried, Status.ACHIEVED)) == "ended 30 Sep 2026"


def test_where_each_part_must_reach_its_own_they_are_counted():
    whole = a_track([62.0], a_target(goal=200.0, combine=Combine.ALL))
    parts = Standing(FLOW, Status.ACHIEVED), Standing(FLOW, Status.MISSED)

    assert value_text(Standing(whole, Status.MISSED, parts=parts)) == "1 of 2 parts reached their goals"
