"""Whether the parts and guards of a target go together with it."""

import math
from collections import Counter
from collections.abc import Iterator

from kpi.catalogue.operands import Behaves, behaves
from kpi.targets.rules.about import About, shown
from kpi.targets.target import EACH, Combine, Sense


def parts(about: About) -> Iterator[str]:
    """Refuse parts that overlap, that are not the whole, or that are there without a say."""
    target = about.target
    if not target.parts and target.combine is Combine.NONE:
        return
    if not target.parts:
        yield "The parts have no goals yet: give the goal of each, or leave the parts out."
        return
    if target.combine is Combine.NONE:
        yield "The parts need a say: do they add up to the goal, or must each reach its own?"
        return
    named = Counter(channel for part in target.parts for channel in part.channels)
    twice = [channel for channel, count in named.items() if count > 1]
    if twice:
        yield f"{', '.join(twice)} stands in several parts and would count twice: name each channel once."
    if not all(part.channels for part in target.parts):
        yield "A part without channels would be the whole: name the channels of each part."
    yield from _about_the_whole(about, set(named))


def guards(about: About) -> Iterator[str]:
    """Refuse guards that cannot be watched."""
    for guard in about.target.guards:
        kpi = about.kpis.get(guard.kpi)
        if kpi is None:
            yield f"There is no KPI “{guard.kpi}” to guard: choose one of the catalogue."
        elif behaves(kpi) is Behaves.BOUND:
            yield f"{kpi.label} does not add up over days and channels, so it cannot be guarded."
        elif guard.sense is Sense.BETWEEN:
            yield f"The guard {kpi.label} needs one limit: at least or at most."


def _about_the_whole(about: About, named: set[str]) -> Iterator[str]:
    target, kpi = about.target, about.kpi
    if target.channels and not named <= set(target.channels):
        yield f"The parts name {', '.join(sorted(named - set(target.channels)))}, which the target is not about."
    if target.combine is not Combine.SUM or kpi is None or behaves(kpi) is Behaves.RATIO:
        return
    if behaves(kpi) is Behaves.BOUND or target.over in EACH:
        yield f"Parts of {kpi.label} {target.over.value} do not add up to one goal: let each reach its own."
    elif named != set(target.channels):
        yield "Parts that add up must be all channels of the target: name the same channels in both."
    whole = math.fsum(part.goal for part in target.parts)
    if not math.isclose(whole, target.goal, rel_tol=1e-6, abs_tol=0.5):
        yield f"The parts add up to {shown(whole, kpi)}, the goal is {shown(target.goal, kpi)}: make them the same."
