"""What organic impressions would have cost under tried CPMs and growth: low, base and high, in all and by channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.choice import NOT_IN_FILES, Scope
from kpi.cost import Cpm, in_one_currency
from kpi.errors import KpiError
from kpi.facts import Facts
from kpi.measure import Question, ask, series
from kpi.periods import Period, Step

PER = 1_000
"""A CPM is the price of so many impressions."""
_PLACES = {name: place for place, name in enumerate(CHANNELS)}


@dataclass(frozen=True, slots=True)
class Ground:
    """What an estimate stands on: organic impressions by channel over a period, and what is to be known of them."""

    period: Period
    impressions: Mapping[str, float]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What somebody tries: a CPM a channel, and by how much its impressions grow (0.1 is +10 %; not named is 0)."""

    cpms: Mapping[str, Cpm]
    growth: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse to shrink something below nothing."""
        for channel, grows in self.growth.items():
            if not -1 <= grows < float("inf"):
                raise KpiError(f"{channel}: impressions can shrink by 100 % at most.")


@dataclass(frozen=True, slots=True)
class Range:
    """An amount with its low and its high end."""

    low: float
    base: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """What a channel has in an estimate: its impressions after growth, its CPM, and their cost."""

    channel: str
    impressions: float
    cpm: Cpm
    cost: Range


@dataclass(frozen=True, slots=True)
class Estimate:
    """The weighted cost of what is tried; None where no channel has a CPM.

    `parts` stand in the order of the catalogue and add up to the cost. `without_cpm` are left out; `covered` is the
    share of all impressions, after growth, that have a CPM (None where there are none).
    """

    cost: Range | None
    currency: str
    parts: tuple[Part, ...]
    without_cpm: tuple[str, ...]
    covered: float | None

    @property
    def impressions(self) -> float:
        """Add up the impressions that have a CPM."""
        return sum(part.impressions for part in self.parts)


def ground(facts: Facts, *, scope: Scope, period: Period) -> Ground:
    """Count the organic impressions of each channel over the days that are known throughout."""
    question = Question(KPIS["impressions"], scope, period)
    counted = series(question, facts, step=Step.TOTAL, split="channel").dropna(subset="value")
    answer = ask(question, facts)
    by_channel = zip(counted["channel"], counted["value"], strict=True)
    late = (f"{channel} is left out: {why}" for channel, why in answer.left_out if why != NOT_IN_FILES)
    return Ground(answer.period, {str(name): float(value) for name, value in by_channel}, (*answer.marks, *late))


def estimate(inputs: Inputs, stands_on: Ground) -> Estimate:
    """Work out impressions × CPM / 1000 within each channel, and add; raise KpiError where currencies differ."""
    grown = {name: seen * (1 + inputs.growth.get(name, 0.0)) for name, seen in _listed(stands_on.impressions).items()}
    parts = tuple(_part(name, seen, inputs.cpms[name]) for name, seen in grown.items() if name in inputs.cpms)
    seen, priced = sum(grown.values()), sum(part.impressions for part in parts)
    return Estimate(
        cost=added([part.cost for part in parts]) if parts else None,
        currency=in_one_currency({part.channel: part.cpm for part in parts}),
        parts=parts,
        without_cpm=tuple(name for name in grown if name not in inputs.cpms),
        covered=priced / seen if seen else None,
    )


def added(ranges: list[Range]) -> Range:
    """Add ranges end by end: all are low together, or high."""
    return Range(*(sum(getattr(one, end) for one in ranges) for end in ("low", "base", "high")))


def cost_of(impressions: float, cpm: Cpm) -> Range:
    """Say what impressions cost at a CPM.

    >>> from kpi.cost import typed
    >>> cost_of(50_000, typed("Instagram", 8.0, low=3.0, high=15.0))
    Range(low=150.0, base=400.0, high=750.0)
    """
    return Range(*(impressions * price / PER for price in (cpm.low, cpm.base, cpm.high)))


def _part(channel: str, impressions: float, cpm: Cpm) -> Part:
    return Part(channel, impressions, cpm, cost_of(impressions, cpm))


def _listed(impressions: Mapping[str, float]) -> dict[str, float]:
    """Put channels in the order of the catalogue."""
    return dict(sorted(impressions.items(), key=lambda one: (_PLACES.get(one[0], len(_PLACES)), one[0])))
