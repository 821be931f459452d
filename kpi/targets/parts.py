"""The parts of a target: some of its channels, each with a goal of its own."""

from collections.abc import Iterator
from dataclasses import replace

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import Scope
from kpi.facts import Facts
from kpi.measure import Assumptions
from kpi.targets.baseline import baseline
from kpi.targets.target import Combine, Over, Target

_FROM_BASELINE = frozenset({Over.LAST_28_DAYS, Over.LAST_MONTH})


def part_targets(target: Target, facts: Facts, kpi: Kpi, assumptions: Assumptions | None) -> Iterator[Target]:
    """Give each part of a target as a target of its own; a level begins at what these channels had before."""
    for number, part in enumerate(target.parts):
        whole = replace(
            target,
            id=f"{target.id}/{number}",
            title=", ".join(part.channels),
            channels=part.channels,
            goal=part.goal,
            baseline=None,
            upper=None,
            stretch=None,
            relative=None,
            milestones=(),
            parts=(),
            combine=Combine.NONE,
            guards=(),
        )
        if behaves(kpi) is Behaves.LEVEL or target.over in _FROM_BASELINE:
            scope = Scope(part.channels, target.content_types, target.accounts)
            over, week = target.over, target.week
            start = baseline(kpi, facts, scope, target.window, over=over, week=week, assumptions=assumptions)
            whole = replace(whole, baseline=start.value)
        yield whole
