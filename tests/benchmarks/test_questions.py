"""How long a question takes on the sample brand, held against a plain group-by of the same records in the same run."""

from time import perf_counter

import pandas as pd
import pytest

from kpi import cost, facts, measure
from kpi.catalogue.kpis import KPIS
from kpi.choice import Scope
from kpi.frames import records_frame
from kpi.measure import Question
from kpi.periods import Step, before, last_months
from tests.builders import BRAND, sample_facts, sample_records

pytestmark = pytest.mark.bench
MANY = 8


@pytest.fixture(scope="module")
def records():
    return sample_records()


@pytest.fixture(scope="module")
def known():
    return sample_facts()


@pytest.fixture(scope="module")
def yardstick(records):
    """Measure one plain group-by of all records by channel and month, all metrics added."""

    def grouped() -> pd.DataFrame:
        month = records["at"].dt.to_period("M")
        return records.groupby(["channel", month], observed=True)[["impressions", "reactions", "comments"]].sum()

    return quickest(grouped)


def quickest(call, *, times=7):
    spent = []
    for _ in range(times):
        began = perf_counter()
        call()
        spent.append(perf_counter() - began)
    return min(spent)


def said(what, spent, yardstick):
    print(f"\n{what}: {spent * 1e3:.1f} ms, {spent / yardstick:.2f} of the yardstick, {yardstick * 1e3:.1f} ms")  # noqa: T201


def questions(known):
    period = measure.default_period(known)
    prices = {"cpm": cost.base(cost.cpms(known, period.end))}
    for kpi in KPIS.values():
        yield Question(kpi, Scope(), period, before(period), prices if kpi.over else {})


def test_a_question_is_answered_in_a_moment(known, yardstick):
    spent = {one.kpi.key: quickest(lambda one=one: measure.ask(one, known)) for one in questions(known)}

    slowest = max(spent, key=spent.get)
    said(f"ask, {len(spent)} KPIs, mean", sum(spent.values()) / len(spent), yardstick)
    said(f"ask, slowest ({slowest})", spent[slowest], yardstick)


@pytest.mark.parametrize("step", [Step.DAY, Step.MONTH])
def test_a_series_of_thirteen_months_is_made_in_a_moment(known, yardstick, step):
    spent = {}
    for one in questions(known):
        trend = Question(one.kpi, one.scope, last_months(one.period.end, 13), assumptions=one.assumptions)
        spent[one.kpi.key] = quickest(lambda trend=trend: measure.series(trend, known, step=step))

    slowest = max(spent, key=spent.get)
    said(f"series by {step}, mean", sum(spent.values()) / len(spent), yardstick)
    said(f"series by {step}, slowest ({slowest})", spent[slowest], yardstick)


def test_the_facts_of_the_sample_brand_are_built(records, yardstick):
    said(f"build, {len(records):,} records", quickest(lambda: facts.build(records, BRAND)), yardstick)


def test_the_facts_of_a_hundred_thousand_records_are_built(records, yardstick):
    many = [records.assign(account=records["account"].astype("str") + str(n)) for n in range(MANY)]
    whole = records_frame(pd.concat(many, ignore_index=True))

    said(f"current, {len(whole):,} records", quickest(lambda: facts.current(whole), times=2), yardstick)
    said(f"build, {len(whole):,} records", quickest(lambda: facts.build(whole, BRAND), times=2), yardstick)
