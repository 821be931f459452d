"""Operands added up within each channel and step, and the formula worked out on the sums."""

from collections.abc import Mapping, Sequence

import numpy as np

from kpi.catalogue.metrics import LEVELS, OPENING
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import EVENTS, TOTALS, Part
from kpi.facts import Flags, Numbers, Places, spans_in_steps
from kpi.formula import Value, evaluate
from kpi.measure.question import Evidence, Question
from kpi.periods import Period, Step, Steps, cut, days_without, disjoint

LEAST_COVERED = 0.5
"""The share of a ratio's base that must be known for it to have a value."""


def total(question: Question, evidence: Evidence, period: Period) -> tuple[float | None, float]:
    """Give the value of a range, and the share of its base that is known."""
    values, covered = by_step(question, evidence, cut(period, Step.TOTAL))
    known = len(values) > 0 and bool(np.isfinite(values[0]))
    return (float(values[0]) if known else None), (float(covered[0]) if len(covered) else 1.0)


def operand_totals(question: Question, evidence: Evidence, period: Period) -> tuple[tuple[str, float], ...]:
    """Give the operands that the formula was worked out on; a level and a bound have none."""
    if not evidence.parts or behaves(question.kpi) in (Behaves.LEVEL, Behaves.BOUND):
        return ()
    sums = added(list(sums_by_channel(question, evidence, cut(period, Step.TOTAL)).values()))
    totals = zip(question.operands, sums[:, 0].tolist(), strict=False)
    return tuple((name, total) for name, total in totals if not np.isnan(total))


def operand_totals_by_step(question: Question, evidence: Evidence, steps: Steps) -> Numbers:
    """Give the operands in each step over all channels, one row an operand: what a ratio is worked out on."""
    return added(list(sums_by_channel(question, evidence, steps).values()))[: len(question.operands)]


def by_step(question: Question, evidence: Evidence, steps: Steps) -> tuple[Numbers, Numbers]:
    """Evaluate the KPI in each step: the values, and the share of the base that each rests on."""
    kind = behaves(question.kpi)
    name = question.operands[0] if question.operands else ""
    if not evidence.parts:
        return np.full(len(steps), np.nan), np.ones(len(steps))
    if kind is Behaves.LEVEL:
        return added([part.level_in(name, steps.start, steps.end) for part in evidence.parts]), np.ones(len(steps))
    if kind is Behaves.BOUND:
        means = np.stack([_mean_of_days(part, name, steps) for part in evidence.parts])
        return np.fmax.reduce(means), np.ones(len(steps))
    return from_sums(question, sums_by_channel(question, evidence, steps))


def sums_by_channel(question: Question, evidence: Evidence, steps: Steps) -> dict[str, Numbers]:
    """Add up within each channel: one row an operand, then the base in all spans and in those that are paired."""
    found: dict[str, list[Numbers]] = {}
    for part, sums in zip(evidence.parts, sums_of(question, evidence.parts, steps), strict=True):
        found.setdefault(part.channel, []).append(sums)
    for part in evidence.base_only:
        unknown = np.full((len(question.operands), len(steps)), np.nan)
        base = _base_sums(question, [part], steps, [np.zeros(len(part.paired), dtype=bool)])
        found.setdefault(part.channel, []).append(np.vstack([unknown, base]))
    return {channel: added(sums) for channel, sums in found.items()}


def used_spans(part: Part, steps: Steps) -> tuple[Places, Places]:
    """List the spans that are added up, and the step of each: all operands known, none counted twice."""
    spans, places = spans_in_steps(part.view, steps)
    known = part.paired[spans]
    used = spans[known], places[known]
    return _without_overlaps(part, *used) if part.grain in TOTALS else used


def sums_of(question: Question, parts: Sequence[Part], steps: Steps) -> list[Numbers]:
    """Add parts up once for each formula and range: value, share and change of each rest on the same sums.

    Of each part one row an operand, then the base in all spans and in those that are paired.
    """
    asked = (question.formula.text, steps)
    new = [part for part in parts if asked not in part.sums]
    if new:
        operands = operand_sums(question.operands, new, steps)
        base = _base_sums(question, new, steps, [part.paired for part in new])
        for part, sums in zip(new, np.split(np.vstack([operands, base]), len(new), axis=1), strict=True):
            part.sums[asked] = sums
    return [part.sums[asked] for part in parts]


def operand_sums(names: Sequence[str], parts: Sequence[Part], steps: Steps) -> Numbers:
    """Add operands up by name in the steps of one part after the other, over the spans in which all are known.

    A level is its last value.
    """
    used = [used_spans(part, steps) for part in parts]
    places = _one_after_the_other([places for _, places in used], len(steps))
    cells = len(parts) * len(steps)
    rows = [
        np.concatenate([part.level_in(name, steps.start, steps.end) for part in parts])
        if name in LEVELS
        else _summed(_of_spans(name, parts, [spans for spans, _ in used]), places, cells)
        for name in names
    ]
    sums = np.stack(rows) if rows else np.empty((0, cells))
    silent = np.concatenate([_has_silent_days(part, steps) for part in parts])
    sums[np.isnan(sums) & silent] = 0.0
    return np.where(np.isnan(sums).any(axis=0), np.nan, sums)


def _base_sums(question: Question, parts: Sequence[Part], steps: Steps, paired: Sequence[Flags]) -> Numbers:
    """Add the base up likewise: in all spans where it is known, and in those where the other operands are as well."""
    base, cells = question.base, len(parts) * len(steps)
    if base is None or any(name not in parts[0].operands or name in LEVELS for name in base.names):
        return np.full((2, cells), np.nan)
    placed = [spans_in_steps(part.view, steps) for part in parts]
    spans = [spans for spans, _ in placed]
    places = _one_after_the_other([places for _, places in placed], len(steps))
    column = np.asarray(evaluate(base, {name: _of_spans(name, parts, spans) for name in base.names}))
    known = ~np.isnan(column)
    both = known & np.concatenate([flags[of] for flags, of in zip(paired, spans, strict=True)])
    whole = _summed(column[known], places[known], cells)
    of_paired = _zero_for_none(column[both], places[both], cells)
    return np.stack([whole, np.where(np.isnan(whole), np.nan, of_paired)])


def _one_after_the_other(places: Sequence[Places], steps: int) -> Places:
    """Count the steps of several parts on from one part to the next."""
    return np.concatenate([of + part * steps for part, of in enumerate(places)])


def _of_spans(name: str, parts: Sequence[Part], spans: Sequence[Places]) -> Numbers:
    return np.concatenate([part.operands[name][of] for part, of in zip(parts, spans, strict=True)])


def _summed(numbers: Numbers, places: Places, steps: int) -> Numbers:
    """Add up numbers in each step; a step without one is unknown."""
    sums = _zero_for_none(numbers, places, steps)
    return np.where(np.bincount(places, minlength=steps) > 0, sums, np.nan)


def _zero_for_none(numbers: Numbers, places: Places, steps: int) -> Numbers:
    return np.bincount(places, weights=numbers, minlength=steps).astype("float64", copy=False)


def _without_overlaps(part: Part, spans: Places, places: Places) -> tuple[Places, Places]:
    """Of overlapping totals use, in each step, the disjoint ones that cover most."""
    kept = np.zeros(len(spans), dtype=bool)
    start, end = part.view.start[spans], part.view.end[spans]
    for step in np.unique(places):
        here = np.flatnonzero(places == step)
        kept[here[disjoint(start[here], end[here])]] = True
    return spans[kept], places[kept]


def _has_silent_days(part: Part, steps: Steps) -> Flags:
    """Mark the steps that hold a covered day without a post, review or mention: there they are zero."""
    if part.grain not in EVENTS:
        return np.zeros(len(steps), dtype=bool)
    is_whole = part.known is part.view.days
    silent = part.view.silent if is_whole else days_without(part.known, part.view.start)
    if not len(silent):
        return np.zeros(len(steps), dtype=bool)
    places = steps.places(silent, silent)
    return np.bincount(places[places >= 0], minlength=len(steps)) > 0


def _mean_of_days(part: Part, name: str, steps: Steps) -> Numbers:
    spans, places = spans_in_steps(part.view, steps)
    known = part.paired[spans]
    count = np.bincount(places[known], minlength=len(steps))
    sums = _zero_for_none(part.operands[name][spans[known]], places[known], len(steps))
    return sums / np.where(count > 0, count, np.nan)


def added(columns: Sequence[Numbers]) -> Numbers:
    """Add columns up where any is known."""
    if len(columns) == 1:
        return columns[0]
    stacked = np.stack(columns)
    known = ~np.isnan(stacked)
    return np.where(known.any(axis=0), np.where(known, stacked, 0.0).sum(axis=0), np.nan)


def cumulated(question: Question, sums: Numbers) -> Numbers:
    """Let sums grow from step to step; a level is no sum: its last value stays, or the one before the first step."""
    known = ~np.isnan(sums)
    grown = np.where(known, sums, 0.0).cumsum(axis=1)
    places = np.arange(sums.shape[1])
    for row, name in enumerate(question.operands):
        if name in LEVELS:
            at = np.maximum.accumulate(np.where(known[row], places, 0))
            grown[row] = sums[row, known[row].argmax() if name in OPENING else at]
    return np.where(np.logical_or.accumulate(known, axis=1), grown, np.nan)


def from_sums(question: Question, sums: Mapping[str, Numbers]) -> tuple[Numbers, Numbers]:
    """Evaluate the formula on the sums of all channels, or within each channel and then add.

    A ratio of which less than half the base is known has no value.
    """
    whole = added(list(sums.values()))
    if question.kpi.over == "channel":
        values = added([_evaluated(question, of, channel) for channel, of in sums.items()])
    else:
        values = _evaluated(question, whole, "")
    base, paired = whole[-2], whole[-1]
    covered = np.where(base > 0, paired / np.where(base > 0, base, 1.0), 1.0)
    if question.formula.is_ratio:
        values = np.where(covered < LEAST_COVERED, np.nan, values)
    return values, covered


def _evaluated(question: Question, sums: Numbers, channel: str) -> Numbers:
    given: dict[str, Value] = {key: of.get(channel, np.nan) for key, of in question.assumptions.items()}
    columns: dict[str, Value] = dict(zip(question.operands, sums, strict=False))
    return np.broadcast_to(np.asarray(evaluate(question.formula, {**columns, **given}), dtype="float64"), sums[0].shape)


def volumes(question: Question, evidence: Evidence, steps: Steps) -> Numbers:
    """Give a ratio's denominator in each step, over the cells where all its operands are known; else missing."""
    if not evidence.parts:
        return np.full(len(steps), np.nan)
    return denominators(question, added(list(sums_by_channel(question, evidence, steps).values())))


def denominators(question: Question, sums: Numbers) -> Numbers:
    """Evaluate a ratio's denominator on the sums of its operands, one row an operand."""
    columns: dict[str, Value] = dict(zip(question.operands, sums, strict=False))
    if question.formula.denominator is None:
        return np.full(sums.shape[1], np.nan)
    return np.broadcast_to(np.asarray(evaluate(question.formula.denominator, columns), "float64"), sums[0].shape)


def bound_of(question: Question, parts: Sequence[Part], period: Period) -> tuple[float, float] | None:
    """Give the least and the most people that the period's daily reach allows: its largest day, and its sum."""
    if behaves(question.kpi) is not Behaves.BOUND:
        return None
    days = [part.operands[question.operands[0]][part.paired & part.inside(period)] for part in parts]
    whole = np.concatenate(days) if days else np.empty(0)
    return (float(whole.max()), float(whole.sum())) if len(whole) else None
