"""Whether a target's time, and what is to happen in it, can be."""

from collections.abc import Iterator
from itertools import pairwise

from kpi.catalogue.operands import Behaves, behaves
from kpi.periods import Step, cut
from kpi.targets.each import step_of
from kpi.targets.last import FOUR_WEEKS
from kpi.targets.rules.about import About, said, shown
from kpi.targets.target import EACH, Over, Sense
from kpi.targets.way import way_of


def order(about: About) -> Iterator[str]:
    """Refuse an end before the start."""
    target = about.target
    if target.end < target.start:
        yield (
            f"The target ends on {said(target.end)}, before it starts on {said(target.start)}: "
            "put the end after the start."
        )


def fits(about: About) -> Iterator[str]:
    """Refuse a time too short for the days that are to be judged, and misses that cannot be."""
    target, step, periods = about.target, _step(about), _periods(about)
    if target.end >= target.start and target.over is Over.LAST_28_DAYS and target.window.days < FOUR_WEEKS:
        yield f"The last 28 days do not fit into {target.window.days} days: choose a later end."
    elif target.end >= target.start and step is not Step.TOTAL and not periods:
        yield (
            f"There is no whole {step.called} from {said(target.start)} to {said(target.end)}, and a part of one is "
            f"not judged: choose at least one whole {step.called}."
        )
    elif target.allow < 0 or (target.allow and target.over not in EACH):
        yield "Misses are allowed only where each week or each month is judged, and never fewer than none."
    elif target.allow and target.allow >= periods:
        yield f"{target.allow} misses of {periods} allowed: nothing would be asked. Allow fewer."


def levels(about: About) -> Iterator[str]:
    """Refuse to judge the last days of what has only a last value anyway."""
    last = about.target.over in (Over.LAST_28_DAYS, Over.LAST_MONTH)
    if about.kpi and last and behaves(about.kpi) is Behaves.LEVEL:
        yield f"{about.kpi.label} is the last known value, of any number of days the same: judge the whole time."


def milestones(about: About) -> Iterator[str]:
    """Refuse milestones outside the time, out of order, or beyond the goal."""
    target = about.target
    if not target.milestones:
        return
    if target.over in EACH:
        yield "Where each week or month is judged, each is a milestone of its own: leave the milestones out."
        return
    for one in target.milestones:
        if not target.start <= one.day < target.end:
            yield (
                f"The milestone of {said(one.day)} lies outside the target's time, {said(target.start)} to the day "
                f"before {said(target.end)}."
            )
    if any(later.day <= earlier.day for earlier, later in pairwise(target.milestones)):
        yield "The milestones are not in the order of their days: put the earliest first."
    yield from _turning(about)


def actions(about: About) -> Iterator[str]:
    """Refuse an action that ends before it starts."""
    for one in about.target.actions:
        if one.end < one.start:
            yield f"The action “{one.title}” ends on {said(one.end)}, before it starts on {said(one.start)}."


def _turning(about: About) -> Iterator[str]:
    """Name the first milestone that leads away from the goal or past it."""
    target, kpi = about.target, about.kpi
    if kpi is None:
        return
    begins = 0.0 if way_of(kpi) is Behaves.FLOW and target.over is Over.WHOLE else target.baseline
    falls = target.goal < begins if begins is not None else about.sense is Sense.AT_MOST
    values = [*([begins] if begins is not None else []), *(one.value for one in target.milestones), target.goal]
    for earlier, later in pairwise(values):
        if (later > earlier) == falls and later != earlier:
            yield (
                f"The milestones go from {shown(earlier, kpi)} to {shown(later, kpi)}, away from the goal "
                f"{shown(target.goal, kpi)}: each must lie between the one before and the goal."
            )
            return


def _periods(about: About) -> int:
    """Count the whole weeks or months of a target's time."""
    return int((~cut(about.target.window, _step(about)).partial).sum())


def _step(about: About) -> Step:
    return step_of(about.target.over, about.target.week)
