"""Lines of very different height: on one logarithmic axis, or each on an axis of its own."""

from datetime import date
from itertools import pairwise

import pytest

from kpi import charts
from kpi.catalogue.kpis import KPIS
from kpi.charts import Moment
from kpi.charts.values import log_axis
from kpi.palette import CHANNEL_COLOURS
from kpi.periods import Step
from tests.drawings import ELEVEN, a_series, layers_of, rows, split_by, svg, texts

NAN = float("nan")


def panels(lines, key="impressions", split="channel", **more: object):
    found = charts.multiples(split_by(split, lines), KPIS[key], step=Step.MONTH, split=split, **more)
    return {panel.name: panel for panel in found}


def domain(drawing, axis):
    return drawing.to_dict()["layer"][0]["encoding"][axis]["scale"]["domain"]


def plain(words):
    return [word.replace("\u00a0", " ") for word in words]


@pytest.mark.parametrize(("lines", "mixed", "better"), [(6, False, False), (7, False, True), (2, True, True),
                                                        (1, True, False), (0, True, False)])  # fmt: skip
def test_more_than_six_lines_or_a_mixed_basis_read_better_apart(lines, mixed, better):
    series = split_by("channel", {name: [1, 2] for name in ELEVEN[:lines]} | {"Google": [NAN, NAN]})

    assert charts.as_multiples(series, "channel", mixed_basis=mixed) is better


@pytest.mark.parametrize(
    ("high", "low", "differ"),
    [([50, 2], [1, 1], False), ([51, 2], [1, 1], True), ([-51], [1], True), ([51], [0], False), ([51], [NAN], False)],
)
def test_ranges_differ_where_one_line_is_more_than_fifty_times_as_high(high, low, differ):
    assert charts.ranges_differ(split_by("channel", {"Instagram": high, "X": low}), "channel") is differ


def test_of_nothing_there_are_no_panels_and_no_ranges():
    nothing = a_series([], columns={"channel": []})

    assert charts.multiples(nothing, KPIS["ctr"], step=Step.MONTH, split="channel") == []
    assert not charts.as_multiples(nothing, "channel")
    assert not charts.ranges_differ(nothing, "channel")


def test_each_channel_has_a_panel_in_the_catalogues_order_over_the_same_time():
    found = panels({"X": [1, 2, 3], "Instagram": [500, NAN, NAN], "YouTube": [NAN, NAN, 9]})

    assert list(found) == ["Instagram", "X", "YouTube"]
    assert len({tuple(domain(panel.drawing, "x")) for panel in found.values()}) == 1


def test_a_flow_starts_at_zero_and_a_rate_has_an_honest_axis_of_its_own():
    flow, rate = panels({"X": [900, 1_000]}), panels({"X": [0.030, 0.031]}, "ctr")

    assert domain(flow["X"].drawing, "y") == [0, 1_000]
    assert domain(rate["X"].drawing, "y")[0] > 0


def test_the_lines_of_an_axis_of_counts_are_whole_numbers():
    assert domain(panels({"X": [1, 5]})["X"].drawing, "y") == [0, 5]
    assert {"0", "5", "2.5"} & set(texts(panels({"X": [1, 5]})["X"].drawing)) == {"0", "5"}


def test_a_panel_is_titled_with_its_name_and_its_last_value_in_the_colour_of_its_channel():
    for lines in ({"X": [1, 2], "LinkedIn": [900, 1_234]}, {"LinkedIn": [900, 1_234]}):
        drawing = panels(lines)["LinkedIn"].drawing

        assert {"LinkedIn", "1.23 K"} <= set(plain(texts(drawing)))
        assert CHANNEL_COLOURS["LinkedIn"] in svg(drawing)


def test_a_last_value_that_is_old_or_not_complete_says_so():
    series = a_series([5, 7], partial=[1], columns={"channel": "X"})

    assert "so far" in texts(charts.multiples(series, KPIS["saves"], step=Step.MONTH, split="channel")[0].drawing)
    assert "January 2026" in texts(panels({"X": [5, NAN], "Web": [1, 1]})["X"].drawing)


def test_a_panel_says_its_finding_in_words():
    found = panels({"X": [900, 400, 1_234], "Instagram": [NAN, NAN, NAN]})

    assert plain([panel.sentence for panel in found.values()]) == [
        "Instagram: Impressions not in your files for Q1 2026.",
        "X: Impressions 1.23 K in March 2026; between 400 and 1.23 K in Q1 2026.",
    ]


def test_of_an_unknown_channel_the_panel_says_so_and_shows_no_value():
    shown = texts(panels({"X": [NAN, NAN], "Web": [1, 2]})["X"].drawing)

    assert "not in your files" in shown
    assert "0" not in [word for word in shown if word not in {"0", "1"}]


def test_a_break_and_a_note_of_one_channel_stand_in_its_panel_alone():
    told = {"breaks": [Moment(date(2026, 2, 3), "X: impressions → views", channel="X")],
            "notes": [Moment(date(2026, 1, 5), "sale"), Moment(date(2026, 2, 5), "price", channel="X")]}  # fmt: skip
    found = panels({"X": [1, 2, 3], "Web": [1, 2, 3]}, **told)

    assert {"impressions → views", "1", "2"} <= set(texts(found["X"].drawing))
    assert "impressions → views" not in texts(found["Web"].drawing)
    assert signs(found["Web"].drawing) == ["1"]
    assert signs(found["X"].drawing) == ["1", "2"]


def signs(drawing):
    return [row["shown"] for row in rows(layers_of(drawing, "text")[-1])]


def test_no_bar_stands_on_a_logarithmic_axis():
    series = a_series([3, 400])

    assert layers_of(charts.trend(series, KPIS["impressions"], step=Step.MONTH), "bar")
    assert not layers_of(charts.trend(series, KPIS["impressions"], step=Step.MONTH, log=True), "bar")
    assert not layers_of(panels({"X": [3, 400]}, log=True)["X"].drawing, "bar")


def test_a_logarithmic_axis_says_so_and_names_powers_of_ten():
    series = split_by("channel", {"X": [20, 30], "Instagram": [90_000, 80_000]})
    drawing = charts.trend(series, KPIS["impressions"], step=Step.MONTH, split="channel", log=True)

    assert {"logarithmic scale", "10", "100", "1 K", "10 K", "100 K"} <= set(plain(texts(drawing)))


def test_on_a_logarithmic_axis_ten_times_as_much_is_equally_far_everywhere():
    axis = log_axis([20, 90_000])

    assert axis.along(1_000) - axis.along(100) == pytest.approx(axis.along(10_000) - axis.along(1_000), abs=1e-3)
    assert axis.along(10) == 0
    assert axis.along(100_000) == 1


def test_zero_and_less_keep_their_place_on_a_logarithmic_axis():
    axis = log_axis([-20, 0, 500])

    assert axis.low == -100
    assert axis.along(-20) < axis.along(0) < axis.along(5) < axis.along(500)


def test_no_value_is_lost_on_a_logarithmic_axis():
    series = split_by("channel", {"X": [0, -3, 7], "Instagram": [1e12, 5, NAN]})
    drawing = charts.trend(series, KPIS["net_followers"], step=Step.MONTH, split="channel", log=True)
    low, high = domain(drawing, "y")

    assert sorted(row["y"] for row in rows(layers_of(drawing, "line")[0])) == [-3, 0, 5, 7, 1e12]
    assert low <= -3 < 1e12 <= high


@pytest.mark.parametrize("values", [[5], [100], [0], [-7], [0, 0, 3], [1e-4, 1e12], [-1e12, 1e12], [0.5, 1]])
def test_a_logarithmic_axis_holds_its_values_and_places_them_back(values):
    axis = log_axis(values)

    assert axis.low <= min(values) <= max(values) <= axis.high
    assert axis.low < axis.high
    assert len(axis.ticks) >= 2
    assert axis.value_at(axis.along(values[0])) == pytest.approx(values[0], abs=1e-6)


def test_names_at_the_ends_keep_clear_of_each_other_on_a_logarithmic_axis():
    lines = {name: [900, 1_000 + n] for n, name in enumerate(ELEVEN[:4])} | {"Google": [1, 1]}
    drawing = charts.trend(split_by("channel", lines), KPIS["saves"], step=Step.MONTH, split="channel", log=True)

    axes = [layer["encoding"]["y"]["axis"] for layer in drawing.to_dict()["layer"] if "y" in layer["encoding"]]
    places = next(axis["values"] for axis in axes if axis and axis.get("orient") == "right")
    shares = [log_axis([1, 1_003]).along(place) for place in places]
    assert min(b - a for a, b in pairwise(shares)) > 0.06


def test_a_break_and_a_note_of_a_channel_stand_beside_that_channels_accounts_alone():
    lines = {"velmora (Facebook)": [1, 2, 3], "velmora (X)": [2, 3, 4], "TikTok": [3, 4, 5]}
    breaks = [Moment(date(2026, 2, 10), "Facebook: impressions → views", channel="Facebook")]
    notes = [Moment(date(2026, 1, 5), "Strike", channel="TikTok"), Moment(date(2026, 3, 5), "Launch")]

    found = panels(lines, split="account", breaks=breaks, notes=notes)

    assert [name for name, one in found.items() if "Facebook: impressions → views" in texts(one.drawing)] == [
        "velmora (Facebook)"
    ]
    assert {name: signs(one.drawing) for name, one in found.items()} == {
        "velmora (Facebook)": ["2"],
        "velmora (X)": ["2"],
        "TikTok": ["1", "2"],
    }
