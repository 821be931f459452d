"""What the lab is tried on: CPMs in a word, and the ground that all hand-worked figures stand on."""

from kpi.cost import Cpm, typed
from kpi.lab import Ground
from tests.builders import OCTOBER

TWO = {"Instagram": 100_000.0, "LinkedIn": 20_000.0}
"""At CPMs of 5 and 30: 500 + 600 = 1,100."""


def ground(seen=None):
    """Give impressions by channel."""
    return Ground(OCTOBER, TWO if seen is None else seen)


def cpm(channel: str, base: float, low: float | None = None, high: float | None = None, currency="EUR") -> Cpm:
    """Give a CPM without a range of its own: it is the same at both ends."""
    return typed(
        channel, base, low=base if low is None else low, high=base if high is None else high, currency=currency
    )


def cpms(**bases: float) -> dict[str, Cpm]:
    """Give CPMs by channel."""
    return {channel: cpm(channel, base) for channel, base in bases.items()}
