"""Why a KPI moved, drawn: the bars go from the compared value to the value."""

import pytest

from kpi import charts
from kpi.palette import STATUS
from tests.drawings import layers_of, rows, svg, texts
from tests.splits import a_split

SEVERAL = a_split("impressions", 900, 1_240, ("Instagram", 630), ("X", -290))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def shown(drawing):
    return [plain(text) for text in texts(drawing)]


def bars(drawing):
    return rows(layers_of(drawing, "rect")[1])


def axis(drawing):
    return layers_of(drawing, "rect")[1]["encoding"]["x"]["scale"]["domain"]


def test_the_bars_go_from_the_compared_value_to_the_value():
    drawing = charts.waterfall(SEVERAL)

    assert [(row["name"], row["begins"], row["value"]) for row in bars(drawing)] == [
        ("September 2026", 0, 900), ("Instagram", 900, 1_530), ("X", 1_530, 1_240), ("October 2026", 0, 1_240),
    ]  # fmt: skip
    assert shown(drawing) == ["September 2026", "Instagram", "X", "October 2026", "900", "+630", "-290", "1.24 K"]
    assert axis(drawing) == [0, 1_530]


def test_two_values_that_would_look_the_same_are_written_in_full_as_the_sentence_has_them():
    drawing = charts.waterfall(a_split("average_rating", 4.26, 4.34, ("Google", 0.08)))

    assert {"4.26 stars", "4.34 stars"} <= set(shown(drawing))


def test_a_step_is_coloured_by_better_and_worse_and_not_by_up_and_down():
    left = a_split("unfollows", 100, 150, ("X", 80), ("TikTok", -30))

    assert [row["verdict"] for row in bars(charts.waterfall(SEVERAL))] == ["whole", "better", "worse", "whole"]
    assert [row["verdict"] for row in bars(charts.waterfall(left))] == ["whole", "worse", "better", "whole"]
    assert {STATUS["light"]["better"], STATUS["light"]["worse"]} <= set(svg(charts.waterfall(left)).split('"'))


def test_what_is_not_explained_is_the_last_step_and_neither_better_nor_worse():
    found = a_split("impressions", 100, 200, ("reel", 130), unexplained=-30.0)

    assert [(row["name"], row["value"], row["verdict"]) for row in bars(charts.waterfall(found))][1:3] == [
        ("reel", 230, "better"), ("not explained", 200, "not explained"),
    ]  # fmt: skip


def test_a_rate_has_two_steps_for_each_channel():
    found = a_split(
        "engagement_rate", 0.034, 0.019, ("TikTok", 0.78, 0.34, -0.005, -0.003), ("X", 0.22, 0.66, -0.006, -0.001)
    )
    drawing = charts.waterfall(found)

    assert [row["name"] for row in bars(drawing)][1:-1] == ["X: mix", "TikTok: mix", "TikTok: rate", "X: rate"]
    assert bars(drawing)[2]["weights"] == "34\u00a0% then, 78\u00a0% now"


def test_steps_that_are_small_beside_the_values_stand_off_zero_between_marks_and_the_axis_says_so():
    drawing = charts.waterfall(a_split("followers", 1_000, 1_040, ("Instagram", 50), ("X", -10)))

    assert [row["name"] for row in bars(drawing)] == ["Instagram", "X"]
    assert [row["mark"] for layer in layers_of(drawing, "rule") for row in rows(layer)] == [1_000, 1_040]
    assert axis(drawing) == [pytest.approx(997), pytest.approx(1_053)]
    assert shown(drawing)[-1] == "The axis goes from 997 to 1.05 K, not from zero."


def test_beyond_six_steps_the_least_are_gathered():
    found = a_split("saves", 100, 190, *((f"account {n}", 20 - n) for n in range(10)), unexplained=-65.0)
    six = a_split("saves", 100, 190, *((f"account {n}", 15) for n in range(6)))

    names = [row["name"] for row in bars(charts.waterfall(found))]
    assert names[6:] == ["5 others", "not explained", "October 2026"]
    assert bars(charts.waterfall(found))[6]["says"] == "+65"
    assert "others" not in "".join(row["name"] for row in bars(charts.waterfall(six)))


def test_what_falls_below_zero_is_drawn_on_both_sides():
    drawing = charts.waterfall(a_split("net_followers", 20, -40, ("X", -60)))

    assert axis(drawing) == [-40, 20]


def test_the_tooltip_tells_every_figure_in_full():
    row = bars(charts.waterfall(a_split("impressions", 900, 1_880_546, ("TikTok", 1_879_646))))[1]

    assert [plain(row[key]) for key in ("step", "total", "verdict")] == ["+1,879,646", "1,880,546", "better"]
