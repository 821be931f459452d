"""Splits of a change: asked of facts, or made by hand to be told and drawn."""

import pandas as pd

from kpi.catalogue.kpis import KPIS
from kpi.insight.groups import COLUMNS
from kpi.insight.moved import moved
from kpi.insight.split import Moved
from kpi.measure import By
from tests.builders import OCTOBER, SEPTEMBER, question


def split(kpi, known, by=By.CHANNEL, asked=OCTOBER, against=SEPTEMBER, then_assumed=None, **more: object):
    return moved(question(kpi, asked, against, **more), known, by, then_assumed=then_assumed)


def a_split(key, then, now, *rows: tuple, by=By.CHANNEL, unexplained=0.0, **more: object):
    """Make a split as `moved` gives it: a row is (name, brought) or (name, weights now and then, mix, rate)."""
    told = [
        {"name": row[0], "brought": row[1]}
        if len(row) == 2
        else dict(
            zip(("name", "weight_now", "weight_then", "weight", "value", "brought"), (*row, sum(row[3:])), strict=True)
        )
        for row in rows
    ]
    frame = pd.DataFrame(told, columns=list(COLUMNS))
    kpi = KPIS[key]
    return Moved(
        kpi, kpi.label, by, OCTOBER, SEPTEMBER, now, then, frame, unexplained, answered=OCTOBER, **more
    )  # fmt: skip
