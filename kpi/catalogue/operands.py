"""What a KPI is made of: its formula written out, its kind, and the metrics that feed it."""

import ast
import copy
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import DERIVED, MADE_FROM, METRICS, Adds
from kpi.errors import FormulaError
from kpi.formula import LONGEST_WRITTEN_OUT, Formula, parse


class Behaves(StrEnum):
    """How a KPI becomes one value for a longer time."""

    FLOW = "adds up over time"
    LEVEL = "last known value"
    RATIO = "ratio of sums"
    BOUND = "mean of the days; does not add up"


@lru_cache(maxsize=2_000)
def written_out(text: str, assumed: Collection[str] = ()) -> Formula:
    """Replace the KPIs that a formula names by their formulas, down to metrics and assumptions.

    >>> written_out("impressions * cpm / 1000", ("cpm",)).names
    ('impressions', 'cpm')
    """
    written = ast.unparse(_Expand(frozenset(assumed), ()).visit(copy.deepcopy(parse(text).tree)))
    return parse(written, LONGEST_WRITTEN_OUT)


@lru_cache(maxsize=2_000)
def behaves(kpi: Kpi) -> Behaves:
    """Tell how a KPI adds up, from its formula and the metrics in it."""
    formula = written_out(kpi.formula, ("cpm",) if kpi.over else ())
    if len(formula.names) == 1 and formula.text in METRICS:
        adds = METRICS[formula.text].adds
        if adds is not Adds.SUM:
            return Behaves.BOUND if adds is Adds.BOUND else Behaves.LEVEL
    return Behaves.RATIO if formula.is_ratio else Behaves.FLOW


@lru_cache(maxsize=2_000)
def feeding(kpi: Kpi) -> frozenset[str]:
    """Name the metrics of files that can feed a KPI in any of its forms."""
    found: set[str] = set()
    for name in written_out(kpi.formula).names:
        needed = [key for form in DERIVED[name].forms for key in form.always] if name in DERIVED else [name]
        for key in needed:
            found.update(MADE_FROM.get(key, (key,)))
    return frozenset(found)


def made_of(kpi: Kpi) -> frozenset[str]:
    """Name the metrics of files that are in a KPI in any of its forms: those that feed it, and what joins them."""
    names = written_out(kpi.formula).names
    forms = [form for name in names if name in DERIVED for form in DERIVED[name].forms]
    return feeding(kpi).union(*(form.joins for form in forms))


class _Expand(ast.NodeTransformer):
    """Put KPI formulas in the place of their keys."""

    def __init__(self, assumed: frozenset[str], inside: tuple[str, ...]) -> None:
        self.assumed, self.inside = assumed, inside

    def visit_Name(self, node: ast.Name) -> ast.expr:
        key = node.id
        if key in METRICS or key in DERIVED or key in self.assumed:
            return node
        if key in self.inside:
            raise FormulaError(f"\u201c{key}\u201d is made of itself.", position=node.col_offset)
        if key not in KPIS:
            raise FormulaError(f"\u201c{key}\u201d is neither a metric nor a KPI.", position=node.col_offset)
        inner = parse(KPIS[key].formula).tree
        written: ast.expr = _Expand(self.assumed, (*self.inside, key)).visit(copy.deepcopy(inner))
        return written
