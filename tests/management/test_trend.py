"""The small trend: its months, its gaps, where it begins anew, and its picture."""

import re
from datetime import date

import pandas as pd
import pytest

from kpi.charts.months import months
from kpi.facts import Brand, Rival
from kpi.management.ground import mixed_channels, panel_restarts, rivals_in
from kpi.management.trend import Month, Restart, trend
from tests.builders import OCTOBER, SEPTEMBER, days, facts, mention, question, span

AUGUST = span("2026-08-01", "2026-08-31")
JOINED = Restart(date(2026, 9, 1), "Kapriol joined your competitors")


def steps(*values: float):
    starts = pd.date_range(end="2026-10-01", periods=len(values), freq="MS")
    return pd.DataFrame({"start": starts, "value": values, "partial": False})


def drawn(*values: float, restarts=()):
    return months(trend(steps(*values), OCTOBER, restarts))


def bars(svg):
    """Give each bar's place, height and opacity; the last one is the line at zero."""
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="([\d.]+)" rx="2" ([^/]*)/>', svg)
    return [(float(x), float(high), "opacity" not in paint) for x, high, paint in found]


def test_an_unknown_month_is_a_gap_and_never_zero():
    found = trend(steps(1.0, float("nan"), 0.0), OCTOBER, ())

    assert [month.value for month in found.months] == [1.0, None, 0.0]
    assert len(bars(months(found))) == 2


def test_the_months_of_the_period_are_told_from_those_before():
    found = trend(steps(1.0, 2.0, 3.0), OCTOBER, ())

    assert found.months[-1] == Month(date(2026, 10, 1), 3.0, now=True)
    assert [month.now for month in found.months] == [False, False, True]


def test_a_change_of_the_panel_parts_the_trend_in_two():
    found = trend(steps(0.3, 0.2, 0.25), OCTOBER, [JOINED])

    assert found.restart == JOINED
    assert [found.is_former(month) for month in found.months] == [True, False, False]
    assert [full for _, _, full in bars(months(found))] == [False, True, True]
    assert "stroke-dasharray" in months(found)


def test_the_last_of_several_restarts_counts_and_one_outside_the_months_does_not():
    later = Restart(date(2026, 10, 5), "Rondell left your competitors")
    outside = [Restart(date(2025, 1, 1), "before"), Restart(date(2026, 11, 3), "after")]

    assert trend(steps(1.0, 2.0, 3.0), OCTOBER, [later, JOINED, *outside]).restart == later
    assert trend(steps(1.0, 2.0, 3.0), OCTOBER, outside).restart is None
    assert "stroke-dasharray" not in drawn(1.0, 2.0, restarts=outside)


def test_the_highest_month_is_one_that_can_be_compared():
    assert trend(steps(9.0, 1.0, 3.0, 2.0), OCTOBER, ()).highest.value == 9.0
    before = Restart(date(2026, 8, 1), "counted otherwise")
    assert trend(steps(9.0, 1.0, 3.0, 2.0), OCTOBER, [before]).highest.value == 3.0
    assert trend(steps(9.0, 1.0), OCTOBER, ()).highest is None


def test_bars_stand_on_zero_and_are_as_high_as_their_values():
    svg = drawn(50.0, 100.0, 25.0)

    assert [high for _, high, _ in bars(svg)] == [31.0, 62.0, 15.5]  # 62 of 64 pixels are for the highest


def test_what_is_below_zero_hangs_from_it():
    svg = drawn(100.0, -100.0)

    assert [high for _, high, _ in bars(svg)] == [31.0, 31.0]
    assert [float(y) for y in re.findall(r'y="([\d.]+)" width="[\d.]+" height="31.0"', svg)] == [1.0, 32.0]


@pytest.mark.parametrize("values", [(), (float("nan"),), (0.0, 0.0), (1e300, 1.0), (-5.0,)])
def test_a_picture_is_drawn_of_whatever_is_known(values):
    svg = drawn(*values)

    assert svg.startswith("<svg")
    assert "nan" not in svg
    assert "inf" not in svg


def test_whom_the_brand_is_compared_with_is_told_as_of_the_end_of_the_days():
    panel = (Rival("Rondell"), Rival("Kapriol", since=date(2026, 9, 1)), Rival("Stadtpfeil", until=date(2026, 9, 30)))
    known = facts(
        mention("2026-08-02", "Velmora"), mention("2026-10-02", "Rondell"), brand=Brand("Velmora", rivals=panel)
    )

    assert rivals_in(known, AUGUST) == ("Rondell", "Stadtpfeil")
    assert rivals_in(known, SEPTEMBER) == ("Rondell", "Kapriol", "Stadtpfeil")
    assert rivals_in(known, OCTOBER) == ("Rondell", "Kapriol")
    assert panel_restarts(known) == [
        Restart(date(2026, 9, 1), "Kapriol joined your competitors"),
        Restart(date(2026, 10, 1), "Stadtpfeil left your competitors"),
    ]


def test_only_channels_whose_files_mix_paid_with_organic_views_are_named():
    known = facts(
        *days(OCTOBER, impressions=100, paid="mixed"), *days(OCTOBER, channel="X", impressions=10, paid="organic")
    )

    assert mixed_channels(question("impressions"), known) == ("Instagram",)
    assert mixed_channels(question("comments"), known) == ()
