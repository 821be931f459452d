"""What attention costs: CPMs, the weighted cost of organic impressions, and what the team's work and its ads cost.

`cpm` knows what a thousand impressions cost on a channel and where that is known from, `weighted` holds organic
impressions against it, and `investment` adds up what was really paid. The last two are never mixed.
"""

from kpi.cost.cpm import (
    Cpm,
    Provenance,
    base,
    benchmark,
    cpms,
    currencies,
    in_force,
    quarters,
    taken_benchmark,
    typed,
    why_none,
)
from kpi.cost.investment import (
    Effort,
    Investment,
    Monthly,
    effort_of,
    invested,
    monthly_as_json,
    monthly_from_json,
)
from kpi.cost.weighted import CAVEAT, Cost, addable, in_one_currency, weighted_cost

__all__ = [
    "CAVEAT", "Cost", "Cpm", "Effort", "Investment", "Monthly", "Provenance",
    "addable", "base", "benchmark", "cpms", "currencies", "effort_of", "in_force",
    "in_one_currency", "invested", "monthly_as_json", "monthly_from_json", "quarters",
    "taken_benchmark", "typed", "weighted_cost", "why_none",
]  # fmt: skip
