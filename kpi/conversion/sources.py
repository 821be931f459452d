"""Conversion by where the visits came from: of each source its visits, its actions, and one by the other."""

from dataclasses import replace

import numpy as np

from kpi.facts import Facts
from kpi.measure import Breakdown, By, Question, breakdown
from kpi.measure.breakdown import groups_of
from kpi.measure.question import days_asked, evidence_of
from kpi.measure.sums import operand_totals


def by_source(question: Question, facts: Facts) -> Breakdown:
    """Take a rate apart by source; `rows` tell besides the `actions` and `sessions` it is worked out on."""
    found = breakdown(question, facts, By.SOURCE)
    evidence = evidence_of(question, facts, split=By.SOURCE.value)
    period, _ = days_asked(question, evidence)
    sums = {name: dict(operand_totals(question, of, period)) for name, of in groups_of(evidence, By.SOURCE).items()}
    numbers = {key: [sums[name].get(key, np.nan) for name in found.rows["name"]] for key in ("actions", "sessions")}
    return replace(found, rows=found.rows.assign(**numbers))
