"""A second KPI beside the first, week by week or month by month: whole steps alone, of which both know every day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import HOLDS
from kpi.catalogue.operands import Behaves, behaves, made_of
from kpi.choice import TOTALS, Part
from kpi.facts import Facts, Flags, Numbers
from kpi.insight.together import LEAST, Moves, moves
from kpi.measure import Question
from kpi.measure.question import Evidence, evidence_of
from kpi.measure.sums import by_step, used_spans
from kpi.periods import Period, Step, Steps, cut

_OFTEN: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Two KPIs over the same whole steps.

    `steps` has one row a step: `start`, `end`, `first` and `second`, both missing where one of them is not known on
    every day of it. `known` counts the steps of which both are known, `unknown` those between the first and the last of
    these that are not, `cut` the days' steps at the ends that are not whole. `moves` is how they went from step to
    step. `shared` names the metrics that both are made of. `by_month` names what is told by month only, so that it is
    left out of weeks, or makes the steps months. `holding` are metrics of the one that are counted within one of the
    other, each as part and whole.
    """

    first: Kpi
    second: Kpi
    step: Step
    steps: pd.DataFrame
    known: int
    unknown: int
    moves: Moves
    shared: tuple[str, ...] = ()
    holding: tuple[tuple[str, str], ...] = ()
    by_month: tuple[str, ...] = ()


def beside(
    first: Question,
    second: Question,
    facts: Facts,
    *,
    weeks: Period,
    months: Period,
    restarts: Sequence[date] = (),
    week: Step = Step.WEEK,
) -> Beside:
    """Put two KPIs beside each other: in weeks where there are enough of them, else in months.

    The questions name what each is made of; `weeks` and `months` are the days to look at in such steps. `restarts` are
    days from which on one of them is counted otherwise: no change leads across. `week` is the step that is a week.
    """
    weekly = _in_steps(first, second, facts, weeks, week, restarts)
    if weekly.moves.changes >= LEAST:
        return weekly
    monthly = _in_steps(first, second, facts, months, Step.MONTH, restarts)
    return monthly if monthly.known >= weekly.known else weekly


def _in_steps(
    first: Question, second: Question, facts: Facts, days: Period, step: Step, restarts: Sequence[date]
) -> Beside:
    """Put two KPIs beside each other in the whole steps of some days."""
    steps = _whole(cut(days, step))
    told = [_told(replace(one, trend=days), facts, steps) for one in (first, second)]
    both = ~np.isnan([values for values, _ in told]).any(axis=0)
    values = [np.where(both, of, np.nan) for of, _ in told]
    spoken = np.flatnonzero(both)
    within = int(spoken[-1] - spoken[0] + 1) if len(spoken) else 0
    alike = [_a_day(one.kpi, of, steps) for one, of in zip((first, second), values, strict=True)]
    frame = {name: column.astype("datetime64[s]") for name, column in (("start", steps.start), ("end", steps.end))}
    return Beside(
        first.kpi,
        second.kpi,
        step,
        pd.DataFrame({**frame, "first": values[0], "second": values[1]}),
        known=len(spoken),
        unknown=within - len(spoken),
        moves=moves(*alike, restarts=_restarting(steps, restarts)),
        shared=tuple(sorted(made_of(first.kpi) & made_of(second.kpi))),
        holding=(*_within(first.kpi, second.kpi), *_within(second.kpi, first.kpi)),
        by_month=tuple(dict.fromkeys(name for _, names in told for name in names)),
    )


def _within(part: Kpi, whole: Kpi) -> Iterator[tuple[str, str]]:
    """Name what one KPI is made of that is counted within what the other is made of."""
    for key in sorted(made_of(whole)):
        yield from ((one, key) for one in sorted(made_of(part).intersection(HOLDS.get(key, ()))))


def _whole(steps: Steps) -> Steps:
    """Leave the steps that are not cut by the ends of what is asked."""
    whole = ~steps.partial
    return Steps(steps.start[whole], steps.end[whole], steps.partial[whole])


def _told(asked: Question, facts: Facts, steps: Steps) -> tuple[Numbers, tuple[str, ...]]:
    """Give a KPI in each step of which every part of it knows all, and name the parts that are told too seldom."""
    evidence = evidence_of(asked, facts)
    if not evidence.parts or not len(steps):
        return np.full(len(steps), np.nan), ()
    known = {part: _known_in(part, steps) for part in evidence.parts}
    seldom = [part for part, flags in known.items() if _is_seldom(flags)]
    often = [part for part in evidence.parts if part not in seldom] or list(evidence.parts)
    values = by_step(asked, _of(evidence, often), steps)[0]
    every = np.stack([known[part] for part in often]).all(axis=0)
    return np.where(every, values, np.nan), tuple(part.channel for part in seldom)


def _of(evidence: Evidence, parts: Iterable[Part]) -> Evidence:
    return replace(evidence, parts=tuple(parts))


def _known_in(part: Part, steps: Steps) -> Flags:
    """Mark the steps of which a part knows every day; of a level those in which it was told."""
    if part.is_level:
        last = np.stack([part.last_known(name, steps.end) for name in part.levels])
        told: Flags = np.logical_and.reduce((last >= 0) & (part.view.end[last] >= steps.start))
        return told
    length = (steps.end - steps.start).astype(int) + 1
    if part.grain in TOTALS:
        spans, places = used_spans(part, steps)
        days = (part.view.end[spans] - part.view.start[spans]).astype(int) + 1
        return np.bincount(places, weights=days, minlength=len(steps)) >= length
    ends = np.searchsorted(part.known, steps.end, side="right")
    return ends - np.searchsorted(part.known, steps.start) >= length


def _is_seldom(known: Flags) -> bool:
    """Tell whether a part knows less than half of the steps between the first and the last that it knows, or none."""
    spoken = np.flatnonzero(known)
    return not len(spoken) or len(spoken) < _OFTEN * (spoken[-1] - spoken[0] + 1)


def _a_day(kpi: Kpi, values: Numbers, steps: Steps) -> Numbers:
    """Take what adds up by the day, so that a short month is no fall."""
    if behaves(kpi) is not Behaves.FLOW:
        return values
    daily: Numbers = values / ((steps.end - steps.start).astype(int) + 1)
    return daily


def _restarting(steps: Steps, restarts: Sequence[date]) -> Flags:
    """Mark the steps in which something begins to be counted otherwise, and those after them."""
    days = np.array(restarts, dtype="datetime64[D]")
    inside: Flags = np.logical_or.reduce((steps.start[:, None] < days) & (days <= steps.end[:, None]), axis=1)
    begins = np.isin(steps.start, days)
    after = np.concatenate([[False], inside[:-1]]) if len(steps) else inside
    flags: Flags = inside | begins | after
    return flags
