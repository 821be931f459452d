"""Why a KPI moved: its change between two ranges, split exactly into what each group brought."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import DERIVED, LEVELS, Form
from kpi.catalogue.operands import Behaves, behaves, written_out
from kpi.facts import Facts
from kpi.formats import period_text
from kpi.insight.fraction import Fraction, fraction_of
from kpi.insight.groups import of_groups, of_operands
from kpi.insight.split import DUST, Moved
from kpi.measure import Assumptions, By, Question
from kpi.measure import ways as parts_of
from kpi.measure.breakdown import single_days
from kpi.measure.comparison import Comparison, change_of, compare
from kpi.measure.question import Evidence, days_asked, evidence_of
from kpi.measure.sums import total
from kpi.measure.wording import source_of, title_of, why_not
from kpi.periods import Period

_AS_THE_WHOLE = frozenset({By.CHANNEL, By.ACCOUNT, By.OPERAND})
"""Ways in which the parts are made of the very rows that the value is made of."""


def ways(kpi: Kpi) -> tuple[By, ...]:
    """List by what the change of a KPI can be split: levels by who alone, sums also by what is added up."""
    kind = behaves(kpi)
    if kind is Behaves.BOUND:
        return ()
    formula = written_out(kpi.formula, ("cpm",) if kpi.over else ())
    found = parts_of(kpi)
    if set(formula.names) & set(LEVELS):
        found = (By.CHANNEL, By.ACCOUNT)
    several = len(formula.names) > 1 or any(len(form.always) + len(form.joins) > 1 for form in _forms(formula.names))
    return (*found, By.OPERAND) if kind is Behaves.FLOW and not kpi.over and several else found


def moved(question: Question, facts: Facts, by: By, *, then_assumed: Assumptions | None = None) -> Moved:
    """Split the change of a KPI between the question's two ranges by groups; across a break there is no split.

    The question's assumptions hold for both ranges; `then_assumed` are those of the compared one, whose effect is told
    apart.
    """
    evidence = evidence_of(question, facts)
    period, against = days_asked(question, evidence)
    found = Moved(question.kpi, title_of(question.kpi, evidence.parts), by, period, against, answered=period)
    if against is None:
        return replace(found, why_not="nothing is compared")
    compared = _compared(question, facts, evidence, (period, against))
    found = replace(
        found, period=compared.period, against=compared.against, now=compared.now, then=compared.then,
        marks=compared.marks,
    )  # fmt: skip
    if why := _no_change(compared) or _no_way(question.kpi, by):
        return replace(found, why_not=why)
    return _split(question, found, *_by(question, facts, evidence, compared, by), then_assumed)


def _split(
    question: Question,
    found: Moved,
    evidence: Evidence,
    compared: Comparison,
    longer: tuple[tuple[str, str], ...],
    then_assumed: Assumptions | None,
) -> Moved:
    """Split a change by the groups of the evidence that tells them."""
    if not evidence.parts:
        return replace(found, why_not=f"no file tells it {_named(found.by)}", left_out=(*evidence.left_out, *longer))
    if why := _no_change(compared):
        return replace(found, why_not=f"{_named(found.by)}: {why}", left_out=(*evidence.left_out, *longer))
    fractions = _fractions(question, {part.channel for part in compared.parts}, question.assumptions)
    if fractions is None:
        return replace(found, why_not="its formula is neither a sum nor a ratio of sums")
    rows = _rows(question, found.by, evidence, compared, fractions, then_assumed)
    if rows is None:
        return replace(found, why_not="its base is below zero in places, so shares of it mean nothing")
    if why := _nothing_then(replace(found, rows=rows), compared):
        return replace(found, why_not=why)
    ranges = compared.period, compared.against
    return replace(
        found,
        rows=rows,
        unexplained=_dusted(found.change - float(rows["brought"].sum()), found),
        price=float(rows["price"].sum()) if len(rows) and rows["price"].notna().all() else None,
        of=ranges if ranges != (found.period, found.against) else None,
        sources=tuple(dict.fromkeys(source_of(part) for part in compared.parts)),
        left_out=(*evidence.left_out, *longer),
    )


def _rows(
    question: Question,
    by: By,
    evidence: Evidence,
    compared: Comparison,
    fractions: Mapping[str, Fraction],
    then_assumed: Assumptions | None,
) -> pd.DataFrame | None:
    if by is By.OPERAND:
        return of_operands(question, compared, next(iter(fractions.values())))
    own = _fractions(question, set(fractions), then_assumed) if then_assumed and question.kpi.over else None
    return of_groups(question, evidence, compared, by, fractions, own or {})


def _by(
    question: Question, facts: Facts, evidence: Evidence, compared: Comparison, by: By
) -> tuple[Evidence, Comparison, tuple[tuple[str, str], ...]]:
    """Give what tells the groups apart, compared like with like, and what has to be left out of it."""
    if by in _AS_THE_WHOLE:
        return evidence, compared, ()
    telling, longer = single_days(evidence_of(question, facts, split=by.value), by)
    period, against = days_asked(question, telling)
    return telling, _compared(question, facts, telling, (period, against or compared.against)), longer


def _compared(question: Question, facts: Facts, evidence: Evidence, ranges: tuple[Period, Period]) -> Comparison:
    """Compare as the card does: where there is no value, nothing is compared."""
    value, covered = total(question, evidence, ranges[0])
    if value is None:
        return Comparison(*ranges, marks=(why_not(question, evidence, facts, covered),))
    return compare(question, evidence, *ranges)


def _no_change(compared: Comparison) -> str:
    """Say why a comparison gives no change that could be split."""
    if compared.broken or compared.now is None:
        return "; ".join(compared.marks) or "not known in both ranges"
    return "not known in both ranges" if compared.then is None else ""


def _nothing_then(found: Moved, compared: Comparison) -> str:
    """Say that there was nothing at all that could have moved; a zero of parts that cancel out is something."""
    is_new = change_of(found.kpi, compared)[1] == "new" and not found.rows["then"].any()
    return f"there was none in {period_text(compared.against.start, compared.against.end)}" if is_new else ""


def _no_way(kpi: Kpi, by: By) -> str:
    if behaves(kpi) is Behaves.BOUND:
        return "the same people can be reached on several days and channels, so no parts add up to it"
    return "" if by in ways(kpi) else f"nothing tells it {_named(by)}"


def _named(by: By) -> str:
    return "by what it adds up" if by is By.OPERAND else f"by {by.value.replace('_', ' ')}"


def _fractions(
    question: Question, channels: set[str], assumptions: Assumptions | None
) -> Mapping[str, Fraction] | None:
    """Bring the formula of each channel, with what is assumed for it, to sums; None where that cannot be done."""
    found: dict[str, Fraction] = {}
    for channel in sorted(channels):
        given = {key: of[channel] for key, of in (assumptions or {}).items() if channel in of}
        fraction = fraction_of(question.formula, given)
        if fraction is None:
            return None
        found[channel] = fraction
    adds_up = all(fraction.adds_up for fraction in found.values())
    return found if adds_up or not question.kpi.over else None


def _forms(names: Sequence[str]) -> list[Form]:
    return [form for name in names if name in DERIVED for form in DERIVED[name].forms]


def _dusted(rest: float, found: Moved) -> float:
    """Take what floating point leaves behind for nothing."""
    return 0.0 if abs(rest) <= DUST * max(abs(found.now or 0.0), abs(found.then or 0.0)) else rest
