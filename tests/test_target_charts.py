"""What the picture of a target says."""

import re
from datetime import date, timedelta

import numpy as np
import pytest

from kpi import charts
from kpi.charts import Moment
from kpi.charts.axes import DAY_MS, at
from kpi.charts.target.places import Room, Spot
from kpi.targets.each import Judged
from kpi.targets.target import Milestone, Over, Sense, State
from tests.drawings import layers_of, rows, svg, texts
from tests.tracks import (
    BANDS,
    START,
    WEEKLY,
    a_forecast,
    a_target,
    a_track,
    an_action,
    an_each,
    drawn,
    growing,
    place,
)

AUGUST = date(2026, 8, 2)


def said(chart):
    return [text.replace("\u00a0", " ") for text in texts(chart)]


def named(chart):
    return set(re.findall(r">([^<]+)<", svg(chart)))


def readings(chart):
    return next(rows(layer) for layer in layers_of(chart, "rect") if layer.get("params"))


def of_shape(chart, shape):
    return [layer for layer in layers_of(chart, "point") if layer["mark"].get("shape") == shape]


def bars(chart):
    return [layer for layer in layers_of(chart, "bar") if "state" in rows(layer)[0]]


def test_the_path_the_goal_and_the_end_of_the_data_are_named():
    shown = drawn(growing(32, by=1.0), a_target(goal=50_000.0))

    assert {"path", "data until 1 Aug 2026", "31"} <= set(said(shown))
    assert re.search("Goal.*50.0\u00a0K", svg(shown), re.DOTALL)


def test_a_baseline_is_marked_where_the_path_of_a_level_begins_but_not_that_of_what_adds_up():
    level = drawn([90.0, 91.0], a_target("followers", baseline=90.0))
    flow = drawn([90.0, 91.0], a_target(baseline=90.0))

    assert [90.0] in [[row["y"] for row in rows(layer)] for layer in layers_of(level, "point")]
    assert [90.0] not in [[row["y"] for row in rows(layer)] for layer in layers_of(flow, "point")]


def test_the_latest_value_of_a_target_that_is_nearly_over_stands_beside_its_goal():
    shown = svg(drawn(growing(92, by=2.0), a_target(goal=150.0)))

    assert re.findall(r">(Goal|150|Latest|182)<", shown)[-4:] == ["Goal", "150", "Latest", "182"]


def test_days_after_the_last_known_one_have_no_line():
    line = layers_of(drawn([1.0, 2.0, 3.0]), "line")[-1]

    assert [row["y"] for row in rows(line)] == [1, 2, 3]


def test_a_day_that_is_unknown_is_a_gap_and_one_between_two_unknown_a_dot():
    chart = drawn([1.0, float("nan"), 3.0, float("nan"), 5.0, 6.0])
    line = layers_of(chart, "line")[-1]

    assert [row["y"] for row in rows(line)] == [1, None, 3, None, 5, 6]
    assert [1, 3] in [[row["y"] for row in rows(layer)] for layer in layers_of(chart, "point")]


def test_each_day_tells_what_was_and_each_to_come_what_is_likely():
    chart = drawn([1.0, float("nan"), 3.0], forecast=a_forecast(date(2026, 7, 4), *[(2.0, 4.0, 6.0)] * 89))
    told = {row["when"]: row["now"] for row in readings(chart)}

    assert [told[f"{day} Jul 2026"] for day in (1, 2, 3)] == ["1", "not known", "3"]
    assert told["30 Sep 2026"].replace("\u00a0", " ") == "likely 2 to 6"


def test_without_a_forecast_the_days_to_come_are_still_to_come():
    assert readings(drawn([1.0]))[-1]["now"] == "still to come"


def test_the_bands_that_speak_cover_the_whole_time_without_a_gap():
    bands = readings(drawn([1.0, 2.0]))

    assert (bands[0]["x"], bands[-1]["x2"]) == (place(7, 1), place(9, 30))
    assert [row["x2"] for row in bands[:-1]] == [row["x"] for row in bands[1:]]


def test_a_target_of_which_nothing_is_known_says_so_and_still_shows_its_path():
    assert {"Nothing known yet", "path"} <= set(texts(drawn()))


def test_a_path_that_is_the_goal_all_the_time_is_not_drawn_twice():
    assert "path" not in texts(charts.against_target(a_track([0.03], a_target("ctr", 0.035), path=0.035)))


# the likely range


def test_the_likely_range_opens_from_the_last_known_value():
    chart = drawn(growing(32), forecast=a_forecast(AUGUST, *BANDS))
    band = next(layer for layer in layers_of(chart, "area") if "y2" in layer["encoding"])

    assert rows(band)[0] == {"x": place(8, 1), "low": 46.5, "mid": 46.5, "high": 46.5}
    assert rows(band)[1] == {"x": place(8, 2), "low": 40.0, "mid": 42.0, "high": 44.0}
    assert "likely range" in texts(chart)


def test_a_forecast_that_knows_nothing_draws_nothing():
    chart = drawn(growing(32), forecast=a_forecast(AUGUST, (float("nan"),) * 3))

    assert "likely range" not in texts(chart)
    assert charts.against_target(a_track(growing(32))).to_dict() == chart.to_dict()


def test_the_axis_has_room_for_the_likely_range():
    chart = drawn(growing(32), forecast=a_forecast(AUGUST, (40.0, 200.0, 900.0)))

    assert chart.to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"][1] >= 900


# goals


def test_where_lower_is_better_the_goal_is_the_most_there_may_be():
    assert "At most" in named(drawn(growing(10), a_target("unfollows", 310.0)))


def test_what_shall_stay_between_two_values_is_a_quiet_band_with_both_named():
    target = a_target("ctr", 0.028, sense=Sense.BETWEEN, upper=0.034)
    chart = charts.against_target(a_track([0.03] * 40, target, path=0.028))
    band = next(layer for layer in layers_of(chart, "rect") if not layer.get("params"))

    assert rows(band) == [{"y": 0.028, "y2": 0.034}]
    assert {"At least", "At most"} <= named(chart)


def test_a_stretch_goal_is_named_beside_the_goal():
    assert {"Goal", "Stretch"} <= named(drawn(growing(10), a_target(stretch=120.0)))


@pytest.mark.parametrize(("goal", "required", "is_drawn"), [(0.04, 0.048, True), (0.03, 0.028, False)])
def test_a_ratio_that_lags_shows_what_the_rest_needs_and_one_ahead_does_not(goal, required, is_drawn):
    held = a_track([0.035] * 40, a_target("ctr", goal), path=goal, required=required)

    assert ("Needed now" in named(charts.against_target(held))) is is_drawn


def test_a_ratio_that_is_out_of_reach_draws_no_impossible_need():
    held = a_track([0.035] * 40, a_target("ctr", 0.6), path=0.6, required=1.7)

    assert "Needed now" not in named(charts.against_target(held))


def test_the_first_days_of_a_ratio_do_not_flatten_the_rest():
    held = a_track([1.0, 0.5, 0.2, 0.1, 0.05, 0.04, 0.035, *[0.031] * 30], a_target("ctr", 0.035), path=0.035)
    low, high = charts.against_target(held).to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"]

    assert low < 0.031 < high < 0.05


# milestones


def milestones(*when: tuple[date, float], **more: object):
    return drawn(growing(40), a_target(milestones=tuple(Milestone(*one) for one in when), **more))


def test_a_milestone_says_what_is_asked_and_whether_it_was_reached():
    chart = milestones((date(2026, 7, 11), 12.0), (date(2026, 7, 21), 31.0), (date(2026, 9, 1), 70.0))
    told = [(row["asked"], row["then"], row["ahead"]) for row in rows(of_shape(chart, "diamond")[0])]

    assert told == [
        ("12", "15, reached", False),
        ("31", "30, not reached", False),
        ("70", "still to come", True),
    ]


def test_where_lower_is_better_a_milestone_is_the_most_there_may_be():
    chart = drawn(growing(40), a_target("unfollows", milestones=(Milestone(date(2026, 7, 11), 12.0),)))

    assert rows(of_shape(chart, "diamond")[0])[0]["then"] == "15, not reached"


def test_a_few_milestones_are_named_and_forty_are_not():
    few = milestones((date(2026, 8, 20), 41.0))
    many = milestones(*((START + timedelta(days=2 * n), 2.0 * n + 1) for n in range(40)))

    assert "41" in texts(few)
    assert "41" not in texts(many)
    assert len(rows(of_shape(many, "diamond")[0])) == 40


# actions and notes


def test_an_action_is_a_bar_over_its_days_with_its_title():
    chart = drawn(growing(10), a_target(actions=(an_action("Reels", date(2026, 7, 6), date(2026, 7, 20)),)))
    bar = rows(bars(chart)[0])[0]

    assert (bar["x"], bar["x2"]) == (place(7, 6), place(7, 21))
    assert (bar["what"], bar["when"], bar["who"], bar["state"]) == ("Reels", "6–20 Jul 2026", "Ana", "under way")
    assert "Reels" in texts(chart)


def test_actions_of_the_same_days_lie_in_lanes_of_their_own():
    same = [an_action(name, date(2026, 7, 6), date(2026, 7, 20)) for name in "abc"]
    after = an_action("d", date(2026, 9, 1), date(2026, 9, 9))
    chart = drawn(growing(10), a_target(actions=(*same, after)))

    assert [(row["what"], row["lane"]) for row in rows(bars(chart)[0])] == [("a", 0), ("b", 1), ("c", 2), ("d", 0)]


def test_actions_outside_the_time_of_the_target_are_not_drawn_and_long_ones_end_with_it():
    before = an_action("before", date(2026, 5, 1), date(2026, 6, 30))
    long = an_action("long", date(2026, 5, 1), date(2027, 6, 30))
    drawn_bars = rows(bars(drawn(growing(10), a_target(actions=(before, long))))[0])

    assert [(row["what"], row["x"], row["x2"]) for row in drawn_bars] == [("long", place(7, 1), place(9, 30))]


def test_more_actions_than_there_is_room_for_are_counted():
    chart = drawn(growing(10), a_target(actions=tuple(an_action(f"No {n}") for n in range(14))))

    assert len(rows(bars(chart)[0])) == 9
    assert "and 5 more actions on these days" in texts(chart)
    assert "No 1" not in texts(chart)


def test_the_state_of_an_action_is_told_by_more_than_colour():
    done, dropped = (an_action("Fair", state=state) for state in (State.DONE, State.DROPPED))

    assert "✓ Fair" in texts(drawn(growing(10), a_target(actions=(done,))))
    assert "✕ Fair" in texts(drawn(growing(10), a_target(actions=(dropped,))))


def test_a_chart_grows_by_the_room_of_its_actions_and_notes():
    bare = drawn(growing(10)).to_dict()["height"]
    noted = drawn(growing(10), notes=[Moment(date(2026, 7, 9), "Fair")]).to_dict()["height"]
    busy = drawn(growing(10), a_target(actions=(an_action(),))).to_dict()["height"]

    assert bare < busy == noted


def test_notes_stand_under_the_chart_by_number_and_in_a_list():
    notes = [Moment(date(2026, 7, 9), "Fair"), Moment(date(2026, 1, 9), "long ago")]

    assert "1" in texts(drawn(growing(10), notes=notes))
    assert charts.target_notes_shown(a_track(growing(10)), notes) == ["1 · 9 Jul 2026: Fair"]


# each week, each month


def weekly(*values: float | Judged, **more: object):
    return charts.against_target(an_each(a_target("comments", 4.0, over=Over.EACH_WEEK, allow=1), *values), **more)


def test_each_week_that_met_the_goal_has_a_tick_and_each_that_missed_a_cross():
    chart = weekly(5, 3, 6)
    signs = next(layer for layer in layers_of(chart, "point") if "shape" in layer["encoding"])
    bar = layers_of(chart, "bar")[-1]

    assert [row["met"] for row in rows(signs)] == [True, False, True]
    shapes = signs["encoding"]["shape"]
    assert shapes["condition"]["value"] != shapes["value"]
    assert bar["encoding"]["fillOpacity"]["condition"]["value"] > 5 * bar["encoding"]["fillOpacity"]["value"]
    assert "2 of 3 weeks met, one miss allowed" in texts(chart)


def test_weeks_that_are_unknown_or_to_come_have_no_bar_of_a_value():
    chart = weekly(5, Judged.UNKNOWN, Judged.EMPTY)
    frames, values = layers_of(chart, "bar")

    assert [row["y"] for row in rows(values)] == [5]
    assert len(rows(frames)) == 12 - 3
    assert {row["y"] for row in rows(frames)} == {4.0}
    assert {"?", "–"} <= set(texts(chart))


def test_each_period_tells_its_verdict():
    told = [(row["when"], row["now"], row["said"]) for row in readings(weekly(5, 3, Judged.UNKNOWN))]

    assert told[:4] == [
        ("6–12 Jul 2026", "5", "met"),
        ("13–19 Jul 2026", "3", "missed"),
        ("20–26 Jul 2026", "not known", "unknown"),
        ("27 Jul – 2 Aug 2026", "still to come", "not over"),
    ]


def test_a_period_to_come_shows_its_likely_range_in_its_middle():
    chart = weekly(5, forecast=a_forecast(date(2026, 7, 19), (2.0, 3.0, 5.0)))
    line = next(layer for layer in layers_of(chart, "rule") if "high" in str(layer["encoding"].get("y2")))

    assert rows(line) == [{"x": at(date(2026, 7, 16)) + DAY_MS / 2, "low": 2.0, "mid": 3.0, "high": 5.0}]
    assert readings(chart)[1]["now"] == "likely 2 to 5"


def test_a_target_of_weeks_of_which_none_is_over_says_so():
    assert "No week is over yet, one miss allowed" in texts(charts.against_target(an_each(WEEKLY)))


# words that find room


def test_words_go_where_they_lie_on_nothing():
    room = Room(300, 200)
    room.draw(np.array([0.0, 1.0]), np.array([0.5, 0.5]))
    on_the_line, above = Spot(0.5, 0.5), Spot(0.5, 0.5, 0, -20)

    assert room.best(10, [on_the_line, above]) == (above, 0)


def test_words_keep_clear_of_other_words_and_of_the_edge():
    room = Room(300, 200)
    room.take(10, Spot(0.2, 0.5))
    taken, free, outside = Spot(0.25, 0.5), Spot(0.25, 0.7), Spot(0.95, 0.2)

    assert room.best(10, [taken, outside, free]) == (free, 0)
