"""How long a hostile formula is thought about before it is refused or taken; fifty milliseconds are the most."""

from contextlib import suppress
from time import perf_counter

import pytest

from kpi.catalogue import operands
from kpi.catalogue.changes import with_formula
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import written_out
from kpi.catalogue.own import MOST
from kpi.catalogue.workspace import Own, catalogue
from kpi.errors import FormulaError
from kpi.formula import evaluate, parse
from tests.catalogue.hostile import REFUSED, TAKEN

pytestmark = pytest.mark.bench
MOST_SECONDS = 0.05


def own(key, formula):
    return Kpi(key, key, formula, "")


def doubling(count):
    return tuple(own(f"k{n}", f"k{n - 1} + k{n - 1}" if n else "comments") for n in range(count))


def seconds(call):
    """Give the time of a call that finds nothing worked out before."""
    parse.cache_clear()
    operands.written_out.cache_clear()
    began = perf_counter()
    with suppress(FormulaError):
        call()
    return perf_counter() - began


def check(text, known):
    kpi = with_formula(own("mine", text), known)
    formula = written_out(kpi.formula)
    evaluate(formula, dict.fromkeys(formula.names, 3.0))


def test_no_hostile_formula_takes_longer_than_a_blink():
    shipped, chain = catalogue(Own()), catalogue(Own(kpis=doubling(10)))
    spent = {name: seconds(lambda text=text: check(text, shipped)) for name, text in {**REFUSED, **TAKEN}.items()}
    spent["a chain that doubles, doubled"] = seconds(lambda: check("k9 + k9", chain))

    slowest = max(spent, key=spent.get)
    print(f"\n{len(spent)} hostile formulas, slowest: {slowest}, {spent[slowest] * 1e3:.1f} ms")  # noqa: T201
    assert spent[slowest] < MOST_SECONDS


def test_as_many_kpis_as_there_may_be_that_double_at_every_step_are_a_catalogue_at_once():
    spent = seconds(lambda: catalogue(Own(kpis=doubling(MOST))))

    print(f"\na catalogue of {MOST} doubling KPIs: {spent * 1e3:.1f} ms")  # noqa: T201
    assert spent < MOST_SECONDS
