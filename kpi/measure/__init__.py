"""Facts to a KPI's values: for a period, step by step, compared, split; always ratios of sums, from one source."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import KPIS
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import Part, Scope
from kpi.facts import Facts, Numbers
from kpi.measure.breakdown import Breakdown, By, breakdown, groups_of, ways
from kpi.measure.comparison import change_of, change_per_day, compare
from kpi.measure.covering import covers_of, days_all_know
from kpi.measure.days import as_of, breaks, default_period
from kpi.measure.question import Answer, Assumptions, Cover, Evidence, Question, days_asked, evidence_of
from kpi.measure.sums import bound_of, by_step, cumulated, from_sums, operand_totals, sums_by_channel, total
from kpi.measure.wording import marks_of, mixes_bases, source_of, title_of, why_not, without_level
from kpi.periods import Period, Step, Steps, cut

__all__ = [
    "Answer", "Assumptions", "Breakdown", "By", "Cover", "Question",
    "as_of", "ask", "breakdown", "breaks", "default_period", "series", "so_far", "value", "ways",
]  # fmt: skip


def ask(question: Question, facts: Facts) -> Answer:
    """Answer a question: the value, the change against the compared days, and everything that qualifies it."""
    evidence = evidence_of(question, facts)
    period, against = days_asked(question, evidence)
    value, covered = total(question, evidence, period)
    compared = compare(question, evidence, period, against) if against and value is not None else None
    change, kind = change_of(question.kpi, compared) if compared else (None, "")
    return Answer(
        kpi=question.kpi,
        title=title_of(question.kpi, evidence.parts),
        period=period,
        value=value,
        against=compared.against if compared else against,
        compared=compared.then if compared else None,
        now_period=compared.period if compared else None,
        now=compared.now if compared else None,
        change=change,
        change_kind=kind,
        per_day=change_per_day(question.kpi, compared) if compared and change is not None else None,
        bound=bound_of(question, evidence.parts, period),
        covered=covered,
        known=min((part.share_known(period) for part in evidence.parts), default=0.0),
        sums=operand_totals(question, evidence, period),
        channels=tuple(dict.fromkeys(part.channel for part in evidence.parts)),
        sources=tuple(dict.fromkeys(source_of(part) for part in evidence.parts)),
        left_out=(*evidence.left_out, *without_level(evidence.parts, period)),
        marks=(
            *marks_of(question, facts, evidence.parts, period),
            *(compared.marks if compared else ()),
        ),
        as_of=min((part.as_of for part in evidence.parts), default=None),
        why_not="" if value is not None else why_not(question, evidence, facts, covered),
        mixed_basis=mixes_bases(question, evidence.parts, period),
        asked=question.period,
        days_known=days_all_know(evidence.parts, period),
        covers=covers_of(evidence.parts, question.period),
    )


def series(question: Question, facts: Facts, *, step: Step, split: str = "") -> pd.DataFrame:
    """Give a KPI step by step: `start`, `end`, `value`, `partial`, and the split's column where one is asked.

    The steps are those of the question's trend, where it names one, else of its period. A step whose value is unknown
    stands there with a missing value. `split` is one of `By`.
    """
    evidence = evidence_of(question, facts, split=split)
    asked = question.trend or question.period
    until = min(asked.end, evidence.chosen.until or asked.end)
    steps = cut(Period(asked.start, until), step)
    groups = groups_of(evidence, By(split)) if split else {"": evidence}
    whole = cut(asked, step)
    values, partial = [np.empty(0)], [np.empty(0, dtype=bool)]
    for of in groups.values():
        known = by_step(question, of, steps)[0]
        values.append(np.concatenate([known, np.full(len(whole) - len(known), np.nan)]))
        late = whole.end > np.datetime64(_last_day(of.parts, until), "D")
        early = whole.start < min((part.known[0] for part in of.parts), default=asked.ends[0])
        partial.append(whole.partial | late | early)
    ends = {"start": whole.start, "end": whole.end}
    days = {name: np.tile(of.astype("datetime64[s]"), len(groups)) for name, of in ends.items()}
    names = {split: np.repeat(np.array(list(groups), dtype="object"), len(whole))} if split else {}
    told = {**days, **names, "value": np.concatenate(values), "partial": np.concatenate(partial)}
    return pd.DataFrame(told, index=range(len(groups) * len(whole)), copy=False)


def so_far(question: Question, evidence: Evidence, steps: Steps) -> Numbers:
    """Give a KPI from the first of the steps to the end of each.

    What adds up is cumulated, a ratio is that of the sums so far, a level is its last value; after the last known
    day there is no value.
    """
    if not evidence.parts or not len(steps):
        return np.full(len(steps), np.nan)
    if behaves(question.kpi) in (Behaves.LEVEL, Behaves.BOUND):
        values = by_step(question, evidence, steps)[0]
    else:
        sums = sums_by_channel(question, evidence, steps)
        values = from_sums(question, {name: cumulated(question, of) for name, of in sums.items()})[0]
    last = np.datetime64(_last_day(evidence.parts, steps.end[-1].item()), "D")
    return np.where(steps.start <= last, values, np.nan)


def value(
    key: str, facts: Facts, period: Period, *, scope: Scope | None = None, assumptions: Assumptions | None = None
) -> float | None:
    """Give a KPI's value for a period: the short way to `ask`."""
    return ask(Question(KPIS[key], scope or Scope(), period, assumptions=assumptions or {}), facts).value


def _last_day(parts: Sequence[Part], until: date) -> date:
    """Give the last day that a value can be about: that of the newest part, and no later than the shared one."""
    return min(until, max((part.as_of for part in parts), default=until))
