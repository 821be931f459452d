"""What is asked of the facts, what is answered, and the evidence an answer is worked out from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import written_out
from kpi.choice import NARROWING, Chosen, Part, Scope, choose
from kpi.facts import Facts
from kpi.formats import kept_as_spoken
from kpi.formula import Formula, parse
from kpi.periods import Period, compared_alike

Assumptions = Mapping[str, Mapping[str, float]]
"""Values that no file holds, for each channel: {"cpm": {"Instagram": 6.4}}."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a KPI, for which scope and days, compared with which days, under which assumptions.

    `treat_as_same` compares across a change of what is counted, and the answer says so; `settled` leaves the days of
    posts younger than seven days out of the comparison. `trend` are the days of a chart around the answer: it is made
    of what the answer is made of, so that a rate is never one thing on the card and another in its curve.
    """

    kpi: Kpi
    scope: Scope
    period: Period
    against: Period | None = None
    assumptions: Assumptions = field(default_factory=dict)
    treat_as_same: bool = False
    settled: bool = True
    trend: Period | None = None

    def __post_init__(self) -> None:
        """Forget the assumptions that the formula does not name: they have no say in it."""
        if self.assumptions:
            names = self.formula.names
            named = {key: given for key, given in self.assumptions.items() if key in names}
            object.__setattr__(self, "assumptions", named)

    @property
    def formula(self) -> Formula:
        """Give the formula down to metrics and assumptions."""
        return written_out(self.kpi.formula, tuple(sorted(self.assumptions)))

    @property
    def operands(self) -> tuple[str, ...]:
        """Name the metrics that the formula needs."""
        return tuple(name for name in self.formula.names if name not in self.assumptions)

    @property
    def base(self) -> Formula | None:
        """Give what the covered share is a share of: a ratio's denominator, else what is multiplied by assumptions."""
        if self.formula.denominator:
            return self.formula.denominator
        return parse(self.operands[0]) if self.assumptions and self.operands else None


@dataclass(frozen=True, slots=True)
class Cover:
    """How many of the asked days one channel and account knows, at which grain, and the last day of all its data.

    A level knows all days or none: `level_of` is the day of the value that stands for them.
    """

    channel: str
    account: str
    grain: str
    days_known: int
    as_of: date
    level_of: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A KPI's value with what it takes to believe it. `value` is None where it is unknown.

    `period` are the days of `value`. What was compared is `now`, the value of `now_period`, with `compared`, that of
    `against`; `now` differs from `value` where some accounts or the youngest posts cannot be compared. `change` is in
    points for percentages, else a share of the compared value; `per_day` is the change per day of what adds up.
    `bound` is the least and the most that a figure which does not add up can be; `covered` is the share of the base
    that is known, `known` the share of the days; `sums` are the operands that the formula was worked out on.
    `mixed_basis` tells that a ratio rests on what networks count differently.
    `days_known` counts the days of `asked` that all channels know, each of the `covers` those of one of them.
    """

    kpi: Kpi
    title: str
    period: Period
    value: float | None = None
    against: Period | None = None
    compared: float | None = None
    now_period: Period | None = None
    now: float | None = None
    change: float | None = None
    change_kind: str = ""
    per_day: float | None = None
    bound: tuple[float, float] | None = None
    covered: float = 1.0
    known: float = 1.0
    sums: tuple[tuple[str, float], ...] = ()
    channels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    as_of: date | None = None
    why_not: str = ""
    mixed_basis: bool = False
    asked: Period | None = None
    days_known: int = 0
    covers: tuple[Cover, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What an answer is worked out from: the parts, those that know no more than the base, and what is left out."""

    chosen: Chosen
    parts: tuple[Part, ...]
    base_only: tuple[Part, ...] = ()
    unpriced: tuple[tuple[str, str], ...] = ()

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Name what is left out of the value, and why."""
        return (*self.chosen.left_out, *self.unpriced)

    def of(self, parts: Sequence[Part]) -> "Evidence":
        """Give the evidence of some parts alone."""
        return replace(self, parts=tuple(parts), base_only=())


def evidence_of(question: Question, facts: Facts, *, split: str = "") -> Evidence:
    """Choose the sources; channels without an assumed value, or without an operand, still count for what is covered."""
    ranges = [question.period, *([question.against] if question.against else [])]
    split = split if split in NARROWING else ""
    chosen = _chosen(question.operands, facts, question.scope, tuple(ranges), split)
    if question.trend:
        ranges, defined = [question.trend], chosen.parts
        chosen = choose(question.operands, facts, scope=question.scope, ranges=ranges, split=split, defined=defined)
    without = {
        part.channel: f"no {key.upper()} is known"
        for part in chosen.parts
        for key, given in question.assumptions.items()
        if part.channel not in given
    }
    priced = tuple(part for part in chosen.parts if part.channel not in without)
    base_only = tuple(part for part in chosen.parts if part.channel in without)
    if chosen.silent and question.base and question.formula.is_ratio and len(question.operands) > 1:
        base_only += _knowing_the_base(question, facts, chosen.silent, ranges, split=split)
    return Evidence(chosen, priced, base_only, tuple(without.items()))


@kept_as_spoken(64)
def _chosen(names: tuple[str, ...], facts: Facts, scope: Scope, ranges: tuple[Period, ...], split: str) -> Chosen:
    """Choose once for the card, its curve and its parts, which are asked one after the other."""
    return choose(names, facts, scope=scope, ranges=ranges, split=split)


def days_asked(question: Question, evidence: Evidence) -> tuple[Period, Period | None]:
    """Give the days that are answered, cut where the channels' data end, and those they are compared with."""
    until, asked = evidence.chosen.until, question.period
    period = asked.until(until) if until else asked
    return period, question.against and compared_alike(period, asked=asked, against=question.against)


def _knowing_the_base(
    question: Question, facts: Facts, silent: Sequence[str], ranges: Sequence[Period], *, split: str
) -> tuple[Part, ...]:
    """Find what silent channels know of the base, each by the metric that counts its exposure."""
    names = question.base.names if question.base else ()
    asked = [name for name in silent if not {"impressions"} & set(names) or _counts_impressions(name)]
    if not asked:
        return ()
    scope = replace(question.scope, channels=tuple(asked))
    return choose(names, facts, scope=scope, ranges=ranges, split=split).parts


def _counts_impressions(channel: str) -> bool:
    return channel in CHANNELS and CHANNELS[channel].exposure == "impressions"
