"""What a rule looks at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.facts import Facts
from kpi.formats import day_in_full, precise_text
from kpi.targets.target import Sense, Target, sense_of


@dataclass(frozen=True, slots=True)
class About:
    """A target, the KPIs there are, and the facts where they are known."""

    target: Target
    kpis: Mapping[str, Kpi]
    facts: Facts | None = None

    @property
    def kpi(self) -> Kpi | None:
        """Give the target's KPI, where there is one."""
        return self.kpis.get(self.target.kpi)

    @property
    def sense(self) -> Sense:
        """Say on which side of the goal a value is good."""
        return sense_of(self.target, self.kpi) if self.kpi else self.target.sense or Sense.AT_LEAST

    def values(self) -> Iterator[tuple[str, float]]:
        """List every number that the target states in the terms of its KPI, by its name in words."""
        target = self.target
        told = [("The goal", target.goal), ("The upper end", target.upper), ("The stretch goal", target.stretch)]
        told += [(f"The milestone of {said(one.day)}", one.value) for one in target.milestones]
        told += [(f"The goal of {', '.join(one.channels)}", one.goal) for one in target.parts]
        yield from ((name, value) for name, value in told if value is not None)


def said(day: date) -> str:
    """Write a day."""
    return day_in_full(day)


def shown(value: float, kpi: Kpi) -> str:
    """Write a value exactly enough to tell goal from baseline.

    >>> from kpi.catalogue.kpis import KPIS
    >>> shown(0.0312, KPIS["ctr"]), shown(12500.0, KPIS["followers"])
    ('3.12 %', '12,500')
    """
    return f"{precise_text(value * 100, 6)} %" if kpi.unit is Unit.PERCENT else precise_text(value)
