import copy
import re
from datetime import date, timedelta
from itertools import pairwise

import altair as alt
import jsonschema
import pandas as pd
import pytest
import vl_convert

from kpi import charts, lab
from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.metrics import Unit
from kpi.charts import Moment
from kpi.charts.axes import time_axis
from kpi.charts.values import value_axis
from kpi.lab import Inputs
from kpi.measure import By
from kpi.palette import CHANNEL_COLOURS, LINK, STATUS
from kpi.periods import Step
from tests.drawings import FIRST, HOSTILE, a_series, layers_of, rows, split_by, svg, taken_apart, texts
from tests.lab.builders import cpm, cpms, ground
from tests.splits import a_split
from tests.tracks import TARGETS

GRAMMAR = jsonschema.Draft7Validator(alt.load_schema())
YEAR = (FIRST, date(2026, 12, 31))
RANGED = {"Instagram": cpm("Instagram", 5, 2, 10), "LinkedIn": cpm("LinkedIn", 30, 20, 40)}


NOTES = [Moment(date(2026, 1, 9), HOSTILE), Moment(date(2026, 1, 20), "sale", date(2026, 2, 20), "Instagram")]
BREAKS = [Moment(date(2026, 2, 10), "Instagram: impressions → views", channel="Instagram")]
GROUPS = taken_apart(
    ("Instagram", 390.0, 0.39, 31, 390.0, 325.0, 0.2, "percent"),
    (HOSTILE, 610.0, 0.61, 31, 500.0, 401.0, 0.25, "percent"),
    ("X", None, 0.0, 31, None, None, None, ""),
)


def of_channels(lines, key="ctr", **more: object):
    return charts.trend(split_by("channel", lines), KPIS[key], step=Step.MONTH, split="channel", **more)


def panel(values, key, *, step=Step.MONTH, name="Instagram", split="channel", **more: object):
    series = a_series(values, step=step, columns={split: name})
    return charts.multiples(series, KPIS[key], step=step, split=split, **more)[0].drawing


def costs(known, seen=None, growth=None):
    answer = lab.estimate(Inputs(known, growth or {}), ground(seen))
    return charts.filled(charts.COST, charts.cost_rows(answer))


def swings(known, seen=None, currency="EUR"):
    inputs = Inputs(known)
    answer = lab.estimate(inputs, ground(seen))
    return charts.tornado_rows(lab.tornado(answer, inputs, ground(seen)), answer.cost.base, currency)


def coverage(*cells: tuple):
    return pd.DataFrame(cells, columns=["channel", "month", "days_known", "days_in_month", "source"]).assign(
        month=lambda frame: pd.to_datetime(frame["month"])
    )


def rank(*rows: tuple[str, float]):
    return pd.DataFrame(rows, columns=["name", "value"])


def rates(*values: float, **more: object):
    return charts.trend(a_series(values), KPIS["ctr"], step=Step.MONTH, **more)


def counts(*values: float, **more: object):
    return charts.trend(a_series(values), KPIS["impressions"], step=Step.MONTH, **more)


EVERY = {
    "bars": lambda: counts(3, 4, float("nan"), 5),
    "bars below zero": lambda: charts.trend(a_series([5, -3]), KPIS["net_followers"], step=Step.MONTH),
    "line": lambda: rates(0.1, float("nan"), 0.3, 0.2),
    "one bar": lambda: counts(1_900_000),
    "one point": lambda: rates(0.031),
    "all the same": lambda: rates(0.03, 0.03),
    "all zero": lambda: counts(0, 0, 0),
    "empty": counts,
    "unknown throughout": lambda: counts(float("nan"), float("nan")),
    "500 days": lambda: charts.trend(
        a_series([n % 7 for n in range(500)], step=Step.DAY), KPIS["comments"], step=Step.DAY
    ),
    "quarters": lambda: charts.trend(
        a_series([1, 2], step=Step.QUARTER), KPIS["weighted_cost"], step=Step.QUARTER, currency="EUR"
    ),
    "weeks": lambda: charts.trend(a_series([90, 130], step=Step.WEEK), KPIS["visit_duration"], step=Step.WEEK),
    "total": lambda: charts.trend(a_series([7]), KPIS["average_rating"], step=Step.TOTAL),
    "bars with those before": lambda: charts.trend(
        a_series([3, 4], columns={"before": [2.0, None]}), KPIS["saves"], step=Step.MONTH
    ),
    "line with that before": lambda: charts.trend(
        a_series([3, 4], columns={"before": [2.0, 1.0]}), KPIS["ctr"], step=Step.MONTH
    ),
    "channels": lambda: of_channels({"X": [1, 2], "Instagram": [2, 3]}, key="shares"),
    "all channels": lambda: of_channels({name: [n, 2 * n] for n, name in enumerate(CHANNELS)}),
    "a channel without values": lambda: of_channels({"X": [float("nan")], "Instagram": [2]}),
    "hostile names": lambda: charts.trend(
        split_by("account", {HOSTILE: [1, 2]}),
        KPIS["ctr"],
        step=Step.MONTH,
        split="account",
        breaks=[(date(2026, 2, 1), HOSTILE)],
        notes=[(date(2026, 2, 2), HOSTILE)],
    ),
    "breaks and notes": lambda: rates(
        0.1, 0.2, 0.3, breaks=[(date(2026, 2, 10), "views"), (date(2026, 2, 20), "more")], notes=[(FIRST, "begin")]
    ),
    "logarithmic": lambda: of_channels({"X": [1, 0, 30], "Instagram": [9e11, 2e12, 1e12]}, key="shares", log=True),
    "logarithmic, below zero": lambda: of_channels({"X": [-40, 3], "Web": [0, 9_000]}, key="net_followers", log=True),
    "logarithmic, all zero": lambda: counts(0, 0, log=True),
    "notes and stretches": lambda: rates(0.1, 0.2, 0.3, notes=NOTES),
    "many notes": lambda: rates(*[0.1] * 12, notes=[Moment(date(2026, 1 + n % 12, 3), HOSTILE) for n in range(40)]),
    "panel of a flow": lambda: panel([3, float("nan"), 5], "impressions", breaks=BREAKS, notes=NOTES),
    "panel of a rate": lambda: panel([0.03, 0.031, 0.029], "ctr", breaks=BREAKS),
    "panel of one point": lambda: panel([0.03], "ctr"),
    "panel of nothing": lambda: panel([float("nan")] * 3, "ctr"),
    "panel of zeros": lambda: panel([0, 0, 0], "impressions"),
    "panel below zero": lambda: panel([-4, 0, 1e12], "net_followers"),
    "logarithmic panel": lambda: panel([0, 40, 1e12], "impressions", log=True),
    "panel of a year by day": lambda: panel([n % 9 for n in range(365)], "comments", step=Step.DAY),
    "panel of a hostile name": lambda: panel([1, 2], "impressions", name=HOSTILE, split="account"),
    "breakdown": lambda: charts.breakdown(GROUPS, KPIS["impressions"], compared="September 2026"),
    "breakdown of long names": lambda: charts.breakdown(
        taken_apart(*((f"{n}{HOSTILE}", 1e12 / (n + 1), 0.1, 31, 1, 2, 0.5, "percent") for n in range(18))),
        KPIS["impressions"],
    ),
    "breakdown of nothing": lambda: charts.breakdown(taken_apart(), KPIS["ctr"]),
    "breakdown of zeros": lambda: charts.breakdown(
        taken_apart(("X", 0.0, None, 31, 0.0, 0.0, 0.0, "percent")), KPIS["impressions"], compared="before"
    ),
    "breakdown of what is unknown": lambda: charts.breakdown(
        taken_apart(("X", None, 0.2, 31, None, None, None, "")), KPIS["ctr"], compared="before"
    ),
    "weekdays": lambda: charts.breakdown(
        taken_apart(("Friday", -50.0, None, 5, 1, 1, 0, "percent"), by=By.WEEKDAY), KPIS["net_followers"]
    ),
    "weekdays of nothing": lambda: charts.breakdown(taken_apart(by=By.WEEKDAY), KPIS["ctr"]),
    "waterfall": lambda: charts.waterfall(a_split("impressions", 900, 1_240, (HOSTILE, 630), ("X", -290))),
    "waterfall of a rate": lambda: charts.waterfall(
        a_split("ctr", 0.01, 0.006, ("Facebook", 0.5, 0.5, 0.0, -0.005), ("X", 0.5, 0.5, 0.0, 0.001))
    ),
    "waterfall of nothing": lambda: charts.waterfall(a_split("reach", None, None)),
    "waterfall of zeros": lambda: charts.waterfall(a_split("saves", 0, 0, ("X", 0))),
    **TARGETS,
    "cost": lambda: costs(cpms(Instagram=5, LinkedIn=30)),
    "cost of zero": lambda: costs(cpms(Instagram=0)),
    "cost of a great deal": lambda: costs({"X": cpm("X", 5, 1, 900, "CHF")}, {"X": 9e14}),
    "cost of a hostile name": lambda: costs({HOSTILE: cpm(HOSTILE, 5)}, {HOSTILE: 10.0}),
    "tornado": lambda: charts.filled(charts.TORNADO, swings(RANGED)),
    "tornado of zero": lambda: charts.filled(charts.TORNADO, swings(cpms(Instagram=0))),
    "tornado of a great deal": lambda: charts.filled(charts.TORNADO, swings({"X": cpm("X", 5, 1, 900)}, {"X": 9e14})),
    "coverage": lambda: charts.coverage_strip(
        coverage(("X", "2026-01-01", 31, 31, "a"), ("X", "2026-03-01", 4, 31, "b"), (HOSTILE, "2026-02-01", 9, 28, "c"))
    ),
    "coverage of nothing": lambda: charts.coverage_strip(coverage()),
    "ranking": lambda: charts.ranking(rank(("Oslo", 1_204.0), (HOSTILE, 3.5)), name="City", value=HOSTILE, share=False),
    "ranking of shares": lambda: charts.ranking(rank(("18-24", 0.351)), name="Age", value="Viewers", share=True),
    "ranking of zeros": lambda: charts.ranking(rank(("Oslo", 0.0)), name="City", value="Views", share=False),
    "ranking below zero": lambda: charts.ranking(rank(("Oslo", -2.0)), name="City", value="Growth", share=False),
    "ranking of nothing": lambda: charts.ranking(rank(), name="City", value="Views", share=False),
    "timeline": lambda: charts.timeline([(FIRST, FIRST), (date(2026, 2, 1), date(2026, 3, 31))], YEAR, channel="X"),
    "timeline of nothing": lambda: charts.timeline([], YEAR, channel="nowhere"),
}
every_chart = pytest.mark.parametrize("draw", EVERY.values(), ids=EVERY)


@every_chart
def test_every_chart_keeps_to_the_grammar_of_vega_lite(draw):
    faults = [fault.message[:200] for fault in GRAMMAR.iter_errors(draw().to_dict())]

    assert faults == []


@every_chart
def test_every_chart_can_be_printed_and_shows_no_word_of_the_machine(draw):
    shown = " ".join(texts(draw()))

    assert not re.search(r"NaN|undefined|\bnull\b|Infinity|Invalid|\[object", shown)


@every_chart
def test_every_chart_is_as_wide_as_its_place_and_of_a_fixed_height(draw):
    drawn = draw().to_dict()

    assert drawn["width"] == "container"
    assert isinstance(drawn["height"], int)


@every_chart
def test_every_chart_comes_out_the_same_twice(draw):
    assert draw().to_dict() == draw().to_dict()


@every_chart
def test_no_rule_and_no_word_is_left_in_the_default_black_that_vanishes_in_the_dark(draw):
    for layer in draw().to_dict()["layer"]:
        if layer["mark"]["type"] in {"rule", "text", "tick"}:
            assert layer["mark"].get("color") or "color" in layer["encoding"], layer["mark"]


@every_chart
@pytest.mark.parametrize("ground", ["#FAFBFA", "#0C1110"])
def test_nothing_is_painted_black_on_either_ground(draw, ground):
    printed = charts.on_paper(draw(), width=640)
    printed["config"]["background"] = ground
    painted = vl_convert.vegalite_to_svg(printed, vl_version="6.1")

    assert not re.search(r'(stroke|fill)="(#000|#000000|black)"', painted)


def test_words_take_the_shade_of_the_ground():
    printed = charts.on_paper(counts(1_900_000), width=640)
    light = vl_convert.vegalite_to_svg(printed, vl_version="6.1")
    printed["config"]["background"] = "#0C1110"
    dark = vl_convert.vegalite_to_svg(printed, vl_version="6.1")

    assert LINK["light"] in light
    assert LINK["dark"] in dark
    assert STATUS["light"]["no_data"] not in dark


def test_drawing_leaves_its_frame_alone():
    series = split_by("channel", {"X": [1, float("nan")], "Instagram": [2, 3]})
    before = copy.deepcopy(series)

    charts.trend(series, KPIS["impressions"], step=Step.MONTH, split="channel")

    pd.testing.assert_frame_equal(series, before)


def test_what_somebody_does_to_a_specification_does_not_reach_the_chart():
    chart = counts(1, 2)

    chart.to_dict()["layer"].clear()

    assert chart.to_dict()["layer"]


def test_a_finished_drawing_refuses_a_further_layer_instead_of_losing_it():
    with pytest.raises(TypeError, match="no further layer"):
        counts(1) + alt.Chart()


def test_what_adds_up_is_drawn_as_bars_from_zero():
    chart = counts(80, 100)

    assert [row["y"] for row in rows(layers_of(chart, "bar")[0])] == [80, 100]
    assert "0" in texts(chart)


def test_a_rate_is_drawn_as_a_line():
    chart = rates(0.03, 0.04)

    assert layers_of(chart, "line")
    assert not layers_of(chart, "bar")


def test_more_than_forty_steps_are_a_line():
    chart = charts.trend(a_series(range(41), step=Step.DAY), KPIS["shares"], step=Step.DAY)

    assert not layers_of(chart, "bar")


def test_an_unknown_step_is_a_gap_in_the_line_and_never_zero():
    line = layers_of(rates(0.1, 0.1, float("nan"), 0.2, 0.2), "line")[0]

    runs = pd.DataFrame(rows(line)).groupby("run")["y"].agg(list).tolist()
    assert runs == [[0.1, 0.1], [0.2, 0.2]]


def test_a_value_between_two_gaps_still_shows_as_a_dot():
    values = [1.0] * 40 + [float("nan"), 7.0, float("nan")] + [1.0] * 10
    dots = layers_of(charts.trend(a_series(values, step=Step.DAY), KPIS["followers"], step=Step.DAY), "point")[1]

    assert [row["y"] for row in rows(dots)] == [7.0, 1.0]


def test_an_unknown_step_has_no_bar_but_a_shade_that_says_so():
    chart = counts(3, float("nan"), 0)
    bands = rows(layers_of(chart, "rect")[0])

    assert len(rows(layers_of(chart, "bar")[0])) == 2
    assert [band["void"] for band in bands] == [False, True, False]
    assert bands[1]["v0"] == "not in your files"
    assert bands[2]["v0"] == "0"


def test_a_step_that_is_not_complete_is_marked_in_drawing_and_words():
    chart = charts.trend(a_series([3, 4], partial=[1]), KPIS["impressions"], step=Step.MONTH)

    assert [row["part"] for row in rows(layers_of(chart, "bar")[0])] == [False, True]
    assert [band["state"] for band in rows(layers_of(chart, "rect")[0])] == ["complete", "not complete yet"]


def test_the_way_to_a_step_that_is_not_complete_is_a_run_of_its_own():
    chart = charts.trend(a_series([3, 4, 5], partial=[2]), KPIS["ctr"], step=Step.MONTH)

    found = pd.DataFrame(rows(layers_of(chart, "line")[0])).groupby(["run", "part"])["y"].agg(list)
    assert found.to_dict() == {(" 0", False): [3, 4], (" 1", True): [4, 5]}


def test_the_tooltip_says_the_period_in_words_and_the_exact_value():
    band = rows(layers_of(counts(1_234_567), "rect")[0])[0]

    assert (band["when"], band["v0"]) == ("January 2026", "1,234,567")


def test_the_tooltip_gives_the_compared_value_beside():
    series = a_series([3], columns={"before": [2.0]})
    chart = charts.trend(series, KPIS["saves"], step=Step.MONTH, compared="year before")
    band = layers_of(chart, "rect")[0]

    assert rows(band)[0]["then"] == "2"
    assert {"field": "then", "type": "nominal", "title": "Year before"} in band["encoding"]["tooltip"]
    assert "year before" in texts(chart)


def test_a_channel_keeps_its_colour_whatever_else_is_shown_and_in_whatever_order():
    for lines in ({"X": [1, 2], "LinkedIn": [2, 3]}, {"LinkedIn": [2, 3]}, {"LinkedIn": [9, 9], "Threads": [1, 2]}):
        chart = of_channels(lines)
        scale = layers_of(chart, "line")[0]["encoding"]["color"]["scale"]

        assert dict(zip(scale["domain"], scale["range"], strict=True))["LinkedIn"] == CHANNEL_COLOURS["LinkedIn"]
        assert CHANNEL_COLOURS["LinkedIn"] in svg(chart)


def test_up_to_six_lines_are_named_where_they_end():
    shown = texts(of_channels({"X": [1, 2], "Google Play": [5, 4]}))

    assert {"X", "Google Play"} <= set(shown)


def test_names_at_the_line_ends_keep_clear_of_each_other():
    chart = of_channels({name: [1, 2] for name in ("X", "LinkedIn", "TikTok", "Threads")})

    ends = [layer["encoding"]["y"]["axis"] for layer in chart.to_dict()["layer"] if "y" in layer["encoding"]]
    places = next(axis["values"] for axis in ends if axis and axis.get("orient") == "right")
    assert all(later - earlier > 0.05 for earlier, later in pairwise(places))


def test_names_with_markup_or_quotes_are_shown_as_they_are_and_shortened():
    chart = EVERY["hostile names"]()

    assert "<script" not in svg(chart)
    assert any("&lt;script&gt;" in text for text in texts(chart))
    assert max(len(text) for text in texts(chart)) < len(HOSTILE) / 2


def test_a_name_from_a_file_cannot_reach_into_an_expression():
    titles = [tip["title"] for tip in layers_of(EVERY["hostile names"](), "rect")[0]["encoding"]["tooltip"]]

    assert not set("".join(titles)) & set("\\\n")
    assert max(len(title) for title in titles) <= 60


def test_a_break_is_drawn_with_its_words_where_the_chart_shows_its_day():
    breaks = [(date(2026, 2, 10), "impressions → views"), (date(2020, 1, 1), "long ago")]

    shown = texts(rates(0.1, 0.2, 0.3, breaks=breaks))
    assert "impressions → views" in shown
    assert "long ago" not in shown


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [
        ("impressions", 1_200_000, "1.0 M"),
        ("ctr", 0.04, "4.0 %"),
        ("visit_duration", 150, "2:30"),
        ("weighted_cost", 4_000, "€4 K"),
        ("average_rating", 4.4, "4.50"),
    ],
)
def test_an_axis_is_labelled_in_the_unit_of_the_kpi(key, value, label):
    chart = charts.trend(a_series([value, value]), KPIS[key], step=Step.MONTH, currency="EUR")

    assert label in [text.replace("\u00a0", " ") for text in texts(chart)]


def test_the_axis_names_months_and_the_year_where_it_changes():
    picture = svg(charts.trend(a_series(range(1, 5), start=date(2025, 11, 1)), KPIS["ctr"], step=Step.MONTH))

    assert re.findall(r">(Nov|Dec|Jan|Feb|20\d\d)<", picture) == ["Nov", "2025", "Dec", "Jan", "2026", "Feb"]


@pytest.mark.parametrize(
    ("week", "named"),
    [
        (Step.WEEK, [2, 9, 16, 23]),
        (Step.WEEK_FROM_SUNDAY, [1, 8, 15, 22, 29]),
        (Step.WEEK_FROM_SATURDAY, [0, 7, 14, 21, 28]),
    ],
)
def test_of_some_weeks_of_days_those_are_named_on_which_a_week_begins(week, named):
    days = [date(2026, 12, 26) + timedelta(days=n) for n in range(30)]  # from a Saturday

    assert time_axis(range(30), days, Step.DAY, week)["values"] == named


def test_many_days_are_named_by_the_calendar_and_not_one_by_one():
    axis = layers_of(EVERY["500 days"](), "point")[0]["encoding"]["x"]["axis"]

    assert 2 <= len(axis["values"]) <= 13


def test_a_ripple_in_a_level_does_not_look_like_a_wave():
    axis = value_axis([10_000, 10_010], Unit.COUNT, from_zero=False)

    assert axis.high - axis.low > 1_000


def test_an_axis_of_stars_does_not_pass_five():
    assert value_axis([4.9, 4.95], Unit.STARS, from_zero=False).high == 5


def test_costs_stand_in_the_order_of_the_catalogue_with_their_amounts():
    shown = [text.replace("\u00a0", " ") for text in texts(costs(cpms(LinkedIn=30, Instagram=5)))]

    assert shown == ["Instagram · 100 K at €5.00", "LinkedIn · 20.0 K at €30.00", "€500", "€600"]


def test_a_channel_without_a_cpm_is_not_in_the_chart_of_costs():
    assert not [text for text in texts(costs(cpms(Instagram=5))) if "LinkedIn" in text]


def test_the_lab_draws_everything_by_one_specification_whatever_the_data():
    for chart in (charts.COST, charts.TORNADO):
        assert "data" not in chart.specification
        assert not [layer for layer in chart.specification["layer"] if "data" in layer]


def test_a_cost_is_a_bar_from_zero_with_its_low_and_high_end():
    chart = costs(RANGED)

    rows_ = {row["channel"]: (row["low"], row["base"], row["high"]) for row in chart.to_dict()["data"]["values"]}
    assert rows_ == {"Instagram": (200, 500, 1_000), "LinkedIn": (400, 600, 800)}
    assert layers_of(chart, "bar")[0]["encoding"]["x"]["scale"]["domainMin"] == 0


def test_a_channel_keeps_its_colour_whichever_others_are_there():
    scale = layers_of(charts.COST, "bar")[0]["encoding"]["color"]["scale"]

    assert dict(zip(scale["domain"], scale["range"], strict=True)) == CHANNEL_COLOURS


def test_the_tornado_says_what_is_moved_and_by_how_much_the_cost_moves_with_it():
    shown = [text.replace("\u00a0", " ") for text in texts(charts.filled(charts.TORNADO, swings(RANGED)))]

    assert shown[0] == "CPM of Instagram, €2.00 to €10.00"
    assert "−€300 to +€500" in shown
    assert "Growth of LinkedIn, −10 % to +10 %" in shown


def test_the_tornado_shows_the_widest_swings_alone():
    many = swings({name: cpm(name, 5, 4, 6) for name in CHANNELS}, dict.fromkeys(CHANNELS, 10.0))

    assert len(many) == charts.MOST_SWINGS
    above = [row["above"] for row in many]
    assert above == sorted(above, reverse=True)


def test_a_month_between_two_known_ones_stands_empty_in_the_strip():
    base, filled, _ = charts.coverage_strip(
        coverage(("X", "2026-01-01", 31, 31, "a"), ("X", "2026-03-01", 4, 31, "b"))
    ).to_dict()["layer"]

    assert [row["says"] for row in rows(base)] == ["all 31", "not in your files", "4 of 31"]
    assert len(rows(filled)) == 2


def test_two_sources_of_a_month_are_named_together_and_the_fuller_one_counts():
    strip = charts.coverage_strip(coverage(("X", "2026-01-01", 9, 31, "posts"), ("X", "2026-01-01", 31, 31, "days")))
    cell = rows(strip.to_dict()["layer"][0])[0]

    assert (cell["says"], cell["source"]) == ("all 31", "days, posts")


def test_a_ranking_keeps_the_order_given_and_says_each_value():
    drawn = charts.ranking(rank(("Oslo", 1_204.0), ("Bergen", 30.0)), name="City", value="Views", share=False)

    assert [text.replace("\u00a0", " ") for text in texts(drawn)] == ["Oslo", "Bergen", "1.20 K", "30"]


def test_a_timeline_shows_the_gap_between_two_stretches():
    drawn = charts.timeline([(FIRST, date(2026, 1, 31)), (date(2026, 3, 1), date(2026, 3, 31))], YEAR, channel="X")

    first, second = rows(drawn.to_dict()["layer"][1])
    assert (first["days"], second["days"]) == ("January 2026", "March 2026")
    assert second["from"] - first["to"] == 28 * 86_400_000
