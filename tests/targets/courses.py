"""Courses written down day by day, for the tests of what is read from them."""

import numpy as np

from kpi.catalogue.operands import Behaves
from kpi.formula import parse
from kpi.periods import Period
from kpi.targets.course import Course
from tests.builders import span

WINDOW = span("2026-10-05", "2026-11-01")
"""Four whole weeks, from a Monday."""


def course_of(kind, rows, last, window: Period = WINDOW, **more: object) -> Course:
    """Give a course that ends on a day; a missing number is a day that is not known."""
    rows = np.array(rows, dtype="float64")
    days = np.datetime64(last, "D") - np.arange(rows.shape[1])[::-1]
    whole = ~np.isnan(rows).any(axis=0)
    return Course(kind, window, days, rows, whole, whole, **more)


def flow(values, last, window: Period = WINDOW) -> Course:
    """Give the course of what adds up."""
    return course_of(Behaves.FLOW, [values], last, window)


def level(values, last, window: Period = WINDOW) -> Course:
    """Give the course of what is not summed over time."""
    return course_of(Behaves.LEVEL, [values], last, window)


def ratio(above, below, last, window: Period = WINDOW) -> Course:
    """Give the course of a ratio."""
    return course_of(Behaves.RATIO, [above, below], last, window, formula=parse("a / b"), names=("a", "b"))


def noisy(days, seed=1, mean=100.0):
    """Give days that vary by about a third."""
    return mean * np.random.default_rng(seed).lognormal(0.0, 0.3, days)
