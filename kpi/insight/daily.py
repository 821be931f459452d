"""A KPI channel by channel and day by day, as what is counted above and below: what unusual days are looked for in."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

import numpy as np

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import LEVELS
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import TOTALS, Part, Scope
from kpi.columns import Grain
from kpi.facts import Facts, Flags, Numbers
from kpi.formula import Formula, Value, evaluate
from kpi.insight.valued import fraction
from kpi.measure import Question
from kpi.measure.covering import days_known_to_all
from kpi.measure.days import counted_since
from kpi.measure.question import Evidence, evidence_of
from kpi.measure.sums import added, sums_by_channel
from kpi.periods import Days, Period, Step, Steps, cut


@dataclass(frozen=True, slots=True, eq=False)
class Daily:
    """A KPI of one channel, or of all where `channel` is empty: one element a day, without a gap in `days`.

    The value of some days is the sum of `above`, of a rate that sum by the one of `below`. What adds up is expected in
    proportion to `below` as well: `by_posts` to those published, where posts tell it, else each known day has one. A
    day that is not known, still grows or is counted otherwise than at the end is missing.
    """

    kpi: Kpi
    channel: str
    days: Days
    above: Numbers
    below: Numbers
    by_posts: bool = False

    @property
    def is_rate(self) -> bool:
        """Tell whether the KPI is worked out below something counted, so that its days are not added up."""
        return behaves(self.kpi) is not Behaves.FLOW


def can_be_judged(kpi: Kpi) -> bool:
    """Tell whether single days of a KPI can be held against others: levels, and what is added by channel, cannot."""
    formula = Question(kpi, Scope(), Period(date.min, date.min)).formula
    if kpi.over or set(LEVELS).intersection(formula.names) or behaves(kpi) is Behaves.LEVEL:
        return False
    if behaves(kpi) is Behaves.RATIO:
        return fraction(formula) is not None
    return len(formula.names) == 1


def daily(kpi: Kpi, facts: Facts, scope: Scope, asked: Period, *, history: int) -> list[Daily]:
    """Give a KPI by day for each channel in scope, and of a rate for all together.

    The days begin `history` days before the asked ones. It is made of what the answer about these is made of; what
    tells no single day is not in it.
    """
    whole = Period(asked.start - timedelta(days=history), asked.end)
    question = Question(kpi, scope, asked, trend=whole)
    evidence = evidence_of(question, facts)
    parts = [part for part in evidence.parts if part.grain not in TOTALS]
    steps = cut(whole, Step.DAY)
    channels = dict.fromkeys(part.channel for part in parts)
    groups = {channel: [part for part in parts if part.channel == channel] for channel in channels}
    if behaves(kpi) is Behaves.RATIO and len(groups) > 1:
        groups[""] = parts
    made = (_made(question, channel, evidence.of(of), steps) for channel, of in groups.items())
    return [one for one in made if not np.isnan(one.above).all()]


def _made(question: Question, channel: str, evidence: Evidence, steps: Steps) -> Daily:
    above, below = _sides(question, evidence, steps)
    period = Period(steps.start[0].item(), steps.start[-1].item())
    known = np.isin(steps.start, days_known_to_all(evidence.parts, period)) & ~np.isnan(above)
    known &= reduce(np.logical_and, [_comparable(part, steps.start) for part in evidence.parts])
    by_posts = behaves(question.kpi) is Behaves.FLOW and all(part.grain == Grain.POST for part in evidence.parts)
    above, below = (np.where(known, side, np.nan) for side in (above, below))
    return Daily(question.kpi, channel, steps.start, above, below, by_posts)


def _sides(question: Question, evidence: Evidence, steps: Steps) -> tuple[Numbers, Numbers]:
    """Work out what stands above and below, a number a day; people reached have a mean of the days."""
    if behaves(question.kpi) is Behaves.BOUND:
        return _people(question, evidence, steps)
    sums = added(list(sums_by_channel(question, evidence, steps).values()))
    operands: dict[str, Value] = dict(zip(question.operands, sums, strict=False))
    if sides := fraction(question.formula):
        above, below = (_evaluated(side, operands, len(steps)) for side in sides)
        return above, below
    above = _evaluated(question.formula, operands, len(steps))
    return above, sum((_published(part, steps) for part in evidence.parts), start=np.zeros(len(steps)))


def _published(part: Part, steps: Steps) -> Numbers:
    """Count the posts that a day's numbers are of; one for each day where they are the day's own."""
    posts = part.view.metrics.get("posts")
    if part.grain != Grain.POST or posts is None:
        return np.ones(len(steps))
    used = part.paired & ~np.isnan(posts)
    places = steps.places(part.view.start[used], part.view.end[used])
    inside = places >= 0
    return np.bincount(places[inside], posts[used][inside], minlength=len(steps)).astype("float64")


def _people(question: Question, evidence: Evidence, steps: Steps) -> tuple[Numbers, Numbers]:
    (name,) = question.operands
    part = evidence.parts[0]
    places = steps.places(part.view.start, part.view.end)
    used = (places >= 0) & part.paired & (len(evidence.parts) == 1)
    above = np.full(len(steps), np.nan)
    above[places[used]] = part.operands[name][used]
    return above, np.ones(len(steps))


def _evaluated(formula: Formula, operands: dict[str, Value], days: int) -> Numbers:
    return np.broadcast_to(np.asarray(evaluate(formula, operands), dtype="float64"), days)


def _comparable(part: Part, days: Days) -> Flags:
    """Mark the days that a part counts as it does at the end, and whose posts have settled."""
    alike: Flags = days >= counted_since(part)
    if part.grain == Grain.POST and part.unsettled.any():
        alike &= days < part.view.start[part.unsettled].min()
    return alike
