"""CPMs on their way into the store and out of it."""

from kpi import cost
from kpi.cost import Cpm, Provenance
from kpi.store import Assumption


def cpm_of(kept: Assumption) -> Cpm:
    """Read a CPM that was typed or taken, with who did so and when."""
    by, at = kept.typed_by, kept.typed_at.date()
    if kept.provenance is not Provenance.BENCHMARK:
        money = kept.currency
        return cost.typed(kept.channel, kept.value, low=kept.low, high=kept.high, currency=money, by=by, at=at)
    ends = None if kept.low is None or kept.high is None else (kept.low, kept.high)
    return cost.taken_benchmark(
        kept.channel, kept.value, ends=ends, currency=kept.currency, source=kept.source, by=by, at=at
    )
