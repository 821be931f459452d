"""What keeps a target from being held against data, a sentence each."""

import math
from collections.abc import Iterator, Mapping
from datetime import date

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.errors import TargetError
from kpi.targets.target import Target


def check(target: Target, *, kpis: Mapping[str, Kpi] = KPIS) -> None:
    """Raise TargetError, naming every fault, for a target that cannot be held against data as it is written."""
    found = faults(target, kpis=kpis)
    if found:
        raise TargetError(" ".join(found))


def faults(target: Target, *, kpis: Mapping[str, Kpi] = KPIS) -> tuple[str, ...]:
    """Say, a sentence each, what keeps a target from being SMART; nothing where it is fine."""
    found = [*_about_time_and_people(target)]
    kpi = kpis.get(target.kpi)
    if kpi is None:
        found.append(f"There is no KPI “{target.kpi}”: choose one of the catalogue.")
    elif behaves(kpi) is Behaves.BOUND:
        found.append(
            f"No target on a bound: {kpi.label} does not add up over days and channels, so no goal can be met."
        )
    elif not math.isfinite(target.goal) or target.goal <= 0:
        found.append("The goal must be above zero: progress is counted as a share of it.")
    else:
        found += _about_baseline(target, kpi)
    return tuple(found)


def _about_time_and_people(target: Target) -> Iterator[str]:
    if target.end < target.start:
        start, end = _day(target.start), _day(target.end)
        yield f"The target ends on {end}, before it starts on {start}: put the end after the start."
    if not target.owner.strip():
        yield "A target needs an owner: name who sees to it."
    if not target.reason.strip():
        yield "A target needs a reason: say in a line why it matters."


def _about_baseline(target: Target, kpi: Kpi) -> Iterator[str]:
    baseline, goal = target.baseline, target.goal
    if baseline is None:
        return
    if not math.isfinite(baseline):
        yield "The baseline is not a number: leave it empty where nothing is known."
    elif goal == baseline and behaves(kpi) is Behaves.LEVEL:
        yield f"The goal equals the baseline ({_shown(goal, kpi)}), so there is no way to go: choose another goal."
    elif kpi.better is Better.HIGHER and goal < baseline:
        yield _wrong_side(target, kpi, side="below", better="higher")
    elif kpi.better is Better.LOWER and goal > baseline:
        yield _wrong_side(target, kpi, side="above", better="lower")


def _wrong_side(target: Target, kpi: Kpi, *, side: str, better: str) -> str:
    goal, baseline = _shown(target.goal, kpi), _shown(target.baseline or 0.0, kpi)
    return (
        f"The goal {goal} lies {side} the baseline {baseline}, but {better} is better for {kpi.label}: "
        "to reach it would be to get worse."
    )


def _shown(value: float, kpi: Kpi) -> str:
    """Write a value exactly enough to tell goal from baseline.

    >>> _shown(0.0312, KPIS["ctr"]), _shown(12500.0, KPIS["followers"])
    ('3.12 %', '12,500')
    """
    return f"{value * 100:,.6g} %" if kpi.unit is Unit.PERCENT else f"{value:,.10g}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
