"""What attention costs: CPMs, the weighted cost of organic impressions, and what the team's work and its ads cost.

`cpm` knows what a thousand impressions cost on a channel and where that is known from, `weighted` holds organic
impressions against it, and `investment` adds up what was really paid. The last two are never mixed.
"""

from kpi.cost.cpm import Cpm, Provenance, base, cpms, typed
from kpi.cost.investment import Effort
from kpi.cost.weighted import CAVEAT, Cost, weighted_cost

__all__ = ["CAVEAT", "Cost", "Cpm", "Effort", "Provenance", "base", "cpms", "typed", "weighted_cost"]
