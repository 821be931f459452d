"""A what-if that is kept under a name: its inputs, the days and impressions it was made on, and two side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kpi.errors import KpiError
from kpi.lab.estimate import Estimate, Ground, Inputs, estimate
from kpi.periods import Period

Fields = Mapping[str, float | str]
"""What was filled in on the page, by the names it has in the address."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if as somebody kept it: it gives the same figure whatever files come later.

    `id` is the text of a UUID. No channel or account means all of them. `seen` are the organic impressions by channel
    that the period had then, up to the day `until`; `inputs` the CPMs in force then (typed or computed) and the growth;
    `filled_in` is what of them somebody had filled in.
    """

    id: str
    name: str
    period: Period
    until: date
    channels: tuple[str, ...]
    accounts: tuple[str, ...]
    inputs: Inputs
    seen: Mapping[str, float]
    made_by: str
    made_at: datetime
    filled_in: Fields = field(default_factory=dict)

    @property
    def estimate(self) -> Estimate:
        """Give its figure as it was when it was made."""
        return estimate(self.inputs, Ground(self.period, self.seen))

    def is_on_other_data(self, now: Ground) -> bool:
        """Tell whether its days have other impressions now, by their channels, than when it was made."""
        return dict(now.impressions) != dict(self.seen)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a channel costs in two scenarios; None where it has no CPM or no impressions there."""

    channel: str
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """Take the first from the second; unknown where either is."""
        return None if self.first is None or self.second is None else self.second - self.first


def side_by_side(first: Scenario, second: Scenario) -> tuple[Beside, tuple[Beside, ...]]:
    """Hold two scenarios against each other: the whole, then each channel; raise KpiError where currencies differ."""
    one, other = first.estimate, second.estimate
    if one.currency and other.currency and one.currency != other.currency:
        raise KpiError(
            f"“{first.name}” is in {one.currency} and “{second.name}” in {other.currency}: they cannot be compared."
        )
    known, known_too = ({part.channel: part.cost.base for part in each.parts} for each in (one, other))
    channels = [*known, *(name for name in known_too if name not in known)]
    rows = tuple(Beside(name, known.get(name), known_too.get(name)) for name in channels)
    return Beside("", _base(one), _base(other)), rows


def _base(answer: Estimate) -> float | None:
    return answer.cost.base if answer.cost else None
