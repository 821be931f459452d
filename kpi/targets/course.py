"""What a KPI did day by day, before a target's window and inside it: what a forecast and the past are read from."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

import numpy as np

from kpi.catalogue.metrics import LEVELS, OPENING, Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import TOTALS, Part
from kpi.columns import Grain
from kpi.facts import Facts, Flags, Numbers
from kpi.formula import Formula, Value, evaluate, parse
from kpi.measure import Question, as_of
from kpi.measure.days import counted_since
from kpi.measure.question import Evidence, evidence_of
from kpi.measure.sums import by_step, operand_totals_by_step
from kpi.periods import Days, Period, Step, cut

HISTORY = 1_200
"""How many days before the window (or before the end of the data, where the window lies ahead) are looked at: three
years, so that a year's target has three to be judged by."""
_ASKED_AHEAD = 90
_VALUE = parse("value")
_UNBOUND = (-np.inf, np.inf)
_ENDS = {Unit.PERCENT: (-np.inf, 1.0), Unit.STARS: (1.0, 5.0)}
_PROBES = (3.0, 5.0, 11.0)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """A KPI day by day, without a gap in `days`, up to the last day that is known.

    `rows` has one row of what is counted and one column a day: for what adds up and for a level the value itself, for
    a ratio the operands of its `formula` (`names`, in this order). A day that is not known is missing, never zero.
    `whole` marks the days on which every channel and account of the value is known, nothing is still growing and the
    same is counted as today: those that the past may be judged by. The numbers of the other days count where the
    chart counts them. `known` marks all days that every channel and account knows, be it a level that is carried from
    an earlier day, numbers that still grow or another thing counted. `kept` marks the rows that are no sums:
    followers, taken at the end of a range or, where `opening`, before its first day. `limits` are the least and the
    most that the KPI can be: 100 % where no day ever passed it, one to five stars. `week` is the step by which weeks of
    the window are judged. Where a KPI has no course, `why_not` says so in a sentence.
    """

    behaves: Behaves
    window: Period
    days: Days
    rows: Numbers
    whole: Flags
    known: Flags
    formula: Formula = _VALUE
    names: tuple[str, ...] = ("value",)
    why_not: str = ""
    limits: tuple[float, float] = (-np.inf, np.inf)
    week: Step = Step.WEEK

    @property
    def as_of(self) -> date | None:
        """Give the last day that is known."""
        last: date | None = self.days[-1].item() if len(self.days) else None
        return last

    @property
    def kept(self) -> Flags:
        """Mark the rows that are not added up over time."""
        if self.behaves is Behaves.LEVEL:
            return np.ones(1, dtype=bool)
        return np.array([name in LEVELS for name in self.names])

    @property
    def opening(self) -> Flags:
        """Mark the rows that are taken before the first day of a range."""
        return np.array([name in OPENING for name in self.names])

    def until(self, day: date) -> "Course":
        """Give the course as it was known up to a day."""
        last = self.place(day) + 1
        days, rows, whole, known = self.days[:last], self.rows[:, :last], self.whole[:last], self.known[:last]
        return replace(self, days=days, rows=rows, whole=whole, known=known)

    def worked_out(self, sums: Numbers, formula: Formula | None = None) -> Numbers:
        """Evaluate the KPI (or a part of its formula) on sums of its rows: rows first, then any shape."""
        values: dict[str, Value] = dict(zip(self.names, sums, strict=True))
        return np.broadcast_to(np.asarray(evaluate(formula or self.formula, values), dtype="float64"), sums[0].shape)

    def place(self, day: date) -> int:
        """Say where a day stands among the days; below zero or beyond the last for one that does not."""
        return int((np.datetime64(day, "D") - self.days[0]).astype(int))


def course(question: Question, facts: Facts, *, history: int = HISTORY) -> Course:
    """Give a KPI day by day, `history` days before the question's period and in it, up to the last known day."""
    window, kind = question.period, behaves(question.kpi)
    newest = as_of(facts, question.scope)
    refused = _refused(question, kind) or ("" if newest else "No file tells this KPI.")
    if refused or newest is None:
        return _none(kind, window, refused)
    asked = window if newest >= window.start else Period(newest - timedelta(days=_ASKED_AHEAD - 1), newest)
    evidence = evidence_of(replace(question, period=asked, against=None, trend=None), facts)
    last = min(window.end, evidence.chosen.until or newest, newest)
    days = Period(min(window.start, last + timedelta(days=1)) - timedelta(days=history), last)
    if not evidence.parts:
        return _none(kind, window, "No file tells this KPI.")
    found = _made(replace(question, period=days), evidence, window)
    return found if found.whole.any() or found.why_not else replace(found, why_not=_why_no_days(evidence.parts))


def _refused(question: Question, kind: Behaves) -> str:
    """Say why a KPI has no course of its own, if that is so."""
    label = question.kpi.label
    if kind is Behaves.BOUND:
        return f"{label} does not add up over days, so nothing can be forecast from them."
    if kind is Behaves.RATIO and question.kpi.over:
        return f"{label} is worked out within each channel and then added: choose one channel for a forecast."
    if kind is Behaves.FLOW and not _adds_up(question):
        return f"{label} is not the sum of its days, so nothing can be forecast from them."
    return ""


def _adds_up(question: Question) -> bool:
    """Tell whether the value of several days is the sum of theirs, by trying it on three numbers."""
    names = question.formula.names
    first = dict(zip(names, _PROBES * len(names), strict=False))
    given = {name: first[name] for name in names if name in question.assumptions}
    second = {name: 2.0 * n + 7.0 for n, name in enumerate(names)} | given
    both = {name: first[name] + second[name] for name in names} | given
    apart = evaluate(question.formula, first) + evaluate(question.formula, second)
    return bool(np.isclose(apart, evaluate(question.formula, both)))


def _made(question: Question, evidence: Evidence, window: Period) -> Course:
    steps = cut(question.period, Step.DAY)
    kind = behaves(question.kpi)
    nothing = np.empty(0, dtype=bool)
    made = Course(kind, window, steps.start, np.empty((0, 0)), nothing, nothing)
    if kind is Behaves.RATIO:
        rows = operand_totals_by_step(question, evidence, steps)
        made = replace(made, rows=rows, formula=question.formula, names=question.operands)
        made = replace(made, limits=_limits(made, question.kpi.unit))
    else:
        made = replace(made, rows=by_step(question, evidence, steps)[0][np.newaxis])
    summed = made.rows if kind is Behaves.LEVEL else made.rows[~made.kept]
    told = ~np.isnan(summed).any(axis=0)
    last = int(np.flatnonzero(told)[-1]) + 1 if told.any() else 0
    known = told & reduce(np.logical_and, [_known_to(part, made.days) for part in evidence.parts])
    whole = known & reduce(np.logical_and, [_teaches(part, made.days) for part in evidence.parts])
    return replace(made, days=made.days[:last], rows=made.rows[:, :last], whole=whole[:last], known=known[:last])


def _limits(course: Course, unit: Unit) -> tuple[float, float]:
    """Say between which values a ratio lies; actions of one visit can be many, and then per cent pass a hundred."""
    least, most = _ENDS.get(unit, _UNBOUND)
    passed = np.nanmax(course.worked_out(course.rows), initial=-np.inf) > most
    return _UNBOUND if passed else (least, most)


def _known_to(part: Part, days: Days) -> Flags:
    """Mark the days that a part knows: those with a number of their own, for a level also where it is carried."""
    if part.is_level:
        return np.asarray(~np.isnan([part.level_in(name, days, days) for name in part.levels]).any(axis=0))
    return np.isin(days, _own_days(part))


def _teaches(part: Part, days: Days) -> Flags:
    """Mark the days that tell in full what a part counts today: not carried, settled, on the same basis."""
    told: Flags = np.isin(days, _own_days(part)) & (days >= counted_since(part))
    if part.grain == Grain.POST and part.unsettled.any():
        told &= days < part.view.start[part.unsettled].min()
    return told


def _own_days(part: Part) -> Days:
    """List the days with a number of their own: a span of several tells none of its days, a carried level neither."""
    of_a_day = part.paired & (part.view.start == part.view.end)
    return part.view.end[of_a_day] if part.is_level or part.grain in TOTALS else part.known


def _why_no_days(parts: tuple[Part, ...]) -> str:
    totals = [part.channel for part in parts if part.grain in TOTALS]
    if totals:
        return f"The files of {', '.join(dict.fromkeys(totals))} total weeks or months, so there are no days to go by."
    return "There is no day on which all channels and accounts of this target are known."


def _none(kind: Behaves, window: Period, why_not: str) -> Course:
    nothing = np.empty(0, dtype="datetime64[D]")
    unknown = np.empty(0, dtype=bool)
    return Course(kind, window, nothing, np.empty((1, 0)), unknown, unknown, why_not=why_not)
