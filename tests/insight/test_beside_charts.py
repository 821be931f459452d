"""The pictures of two KPIs beside each other."""

import math
from datetime import date, timedelta

import pandas as pd
import pytest

from kpi import charts
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.insight.beside import Beside
from kpi.insight.together import moves
from kpi.periods import Step
from tests.drawings import HOSTILE, layers_of, rows, svg, texts

NAN = math.nan
MONDAY = date(2026, 8, 3)


def pair(first, second, *, keys=("impressions", "engagement_rate"), kpis=None):
    starts = [pd.Timestamp(MONDAY + timedelta(days=7 * week)) for week in range(len(first))]
    ends = [start + timedelta(days=6) for start in starts]
    steps = pd.DataFrame({"start": starts, "end": ends, "first": first, "second": second}).astype(
        {"first": "float64", "second": "float64"}
    )
    known = int(steps["first"].notna().sum())
    told = moves(steps["first"].to_numpy(), steps["second"].to_numpy())
    return Beside(*(kpis or [KPIS[key] for key in keys]), Step.WEEK, steps, known, len(first) - known, told)


SOME = pair([1_000, 3_000, NAN, 2_000], [0.01, 0.03, NAN, 0.02])


def encodings(drawing):
    return [layer["encoding"] for layer in drawing.to_dict()["layer"] if "encoding" in layer]


def domain(drawing, name):
    return next(encoding[name]["scale"]["domain"] for encoding in encodings(drawing) if name in encoding)


def value_axis(drawing):
    return next(encoding["y"]["axis"] for encoding in encodings(drawing) if encoding.get("y", {}).get("axis"))


def test_both_stand_over_the_same_time_each_on_an_axis_of_its_own():
    first, second = charts.overlay(SOME)

    assert domain(first, "x") == domain(second, "x")
    assert (domain(first, "y"), domain(second, "y")) == ([0, 3_000], [0, 0.03])
    extents = [(axis["minExtent"], axis["maxExtent"]) for axis in (value_axis(first), value_axis(second))]
    assert extents[0] == extents[1]  # so that a week stands under itself
    assert "Impressions" in texts(first)
    assert "Engagement rate" in texts(second)


def test_a_touch_tells_both_values_of_the_week_in_either_chart():
    for drawing in charts.overlay(SOME):
        told = next(rows(layer) for layer in layers_of(drawing, "rect") if rows(layer) and "void" in rows(layer)[0])

        assert (told[1]["when"], told[1]["first"], told[1]["second"]) == ("10–16 Aug 2026", "3,000", "3\u00a0%")
        assert told[2]["first"] == told[2]["second"] == "not known of both"


def test_a_break_stands_in_the_chart_of_its_own_kpi_alone():
    first, second = charts.overlay(SOME, breaks=([(date(2026, 8, 12), "counts views")], []))

    assert "counts views" in texts(first)
    assert "counts views" not in texts(second)


def test_a_dot_stands_for_each_week_known_of_both_and_the_newest_is_named():
    drawing = charts.scatter(SOME)
    older, newest, words = (rows(layer) for layer in drawing.to_dict()["layer"])

    assert [(row["x"], row["y"]) for row in older + newest] == [(1_000, 0.01), (3_000, 0.03), (2_000, 0.02)]
    assert newest == words
    assert "24–30 Aug 2026" in texts(drawing)


def test_a_single_week_is_one_dot():
    drawing = charts.scatter(pair([5.0], [0.1]))

    assert "3–9 Aug 2026" in texts(drawing)


def test_where_nothing_is_known_of_both_the_pictures_say_so():
    nothing = pair([NAN, NAN], [NAN, NAN])

    assert "Nothing is known of both" in texts(charts.scatter(nothing))
    assert "Nothing is known of both" in texts(charts.overlay(nothing)[0])


@pytest.mark.parametrize("width", [300, 900])
def test_a_hostile_name_breaks_no_picture(width):
    made = Kpi("own", HOSTILE, "impressions", "")
    found = pair([1, 2, 3], [3, 2, 1], kpis=[made, made])

    for drawing in (*charts.overlay(found), charts.scatter(found)):
        assert svg(drawing, width=width)
