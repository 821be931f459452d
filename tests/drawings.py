"""Frames to draw, and ways to look at what was drawn."""

import re
from datetime import date, timedelta

import pandas as pd
import vl_convert

from kpi import charts
from kpi.catalogue.kpis import KPIS
from kpi.measure import Breakdown, By
from kpi.periods import Period, Step
from tests.builders import steps_in

FIRST = date(2026, 1, 1)
HOSTILE = "<script>alert('x')</script> \\ \"quoted\" it's\nnew " + "very long " * 30
ELEVEN = (
    "Instagram", "Facebook", "LinkedIn", "X", "TikTok", "YouTube", "Pinterest", "Threads", "Web", "Search", "Google",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COLUMNS = ["name", "value", "share", "days", "now", "compared", "change", "change_kind"]


def a_series(values, *, step=Step.MONTH, start=FIRST, partial=(), columns=None):
    """Make a series as `measure` gives it: one value a step from `start` on."""
    days = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 31, Step.QUARTER: 92}[step] * len(values) + 31
    steps = steps_in(Period(start, start + timedelta(days=days)), step).iloc[: len(values)]
    marked = [place in partial for place in range(len(values))]
    return steps[["start", "end"]].assign(value=[float(v) for v in values], partial=marked, **(columns or {}))


def split_by(split, lines):
    return pd.concat([a_series(values, columns={split: name}) for name, values in lines.items()])


def taken_apart(*groups: tuple, by=By.CHANNEL):
    """Make a breakdown as `measure` gives it; a group is (name, value, share, days, now, compared, …)."""
    rows = pd.DataFrame(groups, columns=COLUMNS)
    numbers = [column for column in COLUMNS if column not in {"name", "change_kind"}]
    rows = rows.astype(dict.fromkeys(numbers, "float64"))
    period = Period(date(2026, 10, 1), date(2026, 10, 31))
    return Breakdown(by, period, None, rows)


def of_weekdays(*values: tuple, key="impressions"):
    groups = [(name, value, None, days, None, None, None, "") for name, value, days in values]
    return taken_apart(*groups, by=By.WEEKDAY), KPIS[key]


def svg(chart, width=640):
    return vl_convert.vegalite_to_svg(charts.on_paper(chart, width=width), vl_version="6.1")


def texts(chart):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg(chart))


def layers_of(chart, mark):
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == mark]


def rows(layer):
    return layer["data"]["values"]


# September: Instagram 1,000, X 1,000; October: Instagram 1,130, X 1,198. In all 2,328.
GROWN = taken_apart(
    ("X", 1_198.0, 0.515, 31, 1_198.0, 1_000.0, 0.198, "percent"),
    ("Instagram", 1_130.0, 0.485, 31, 1_130.0, 1_000.0, 0.13, "percent"),
)
# Clicks by impressions, October: 12 of 300 and 6 of 100; September: 6 of 300 and 7 of 100.
RATES = taken_apart(
    ("Facebook", 0.04, 0.75, 31, 0.04, 0.02, 0.02, "points"),
    ("Threads", 0.06, 0.25, 31, 0.06, 0.07, -0.01, "points"),
)
