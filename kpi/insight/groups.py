"""What each group brought to a change, from the sums of which the whole is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kpi.catalogue.metrics import METRICS
from kpi.choice import Part
from kpi.facts import Flags, Numbers, Places
from kpi.formula import parse
from kpi.insight.effects import Sides, two_effects
from kpi.insight.fraction import Fraction, Linear, fraction_of
from kpi.measure import By, Question
from kpi.measure.breakdown import WEEKDAYS, groups_of
from kpi.measure.comparison import Comparison
from kpi.measure.question import Evidence
from kpi.measure.sums import added, operand_sums, sums_of
from kpi.periods import Period, Step, cut

COLUMNS = ("name", "now", "then", "weight_now", "weight_then", "weight", "value", "brought", "price")


@dataclass(frozen=True, slots=True)
class _Side:
    """One range of all groups: the sums above and below the line, and whether anything is known of each."""

    above: Numbers
    below: Numbers
    known: Flags


def of_groups(
    question: Question,
    evidence: Evidence,
    compared: Comparison,
    by: By,
    fractions: Mapping[str, Fraction],
    own: Mapping[str, Fraction],
) -> pd.DataFrame | None:
    """Give the rows of a split by groups; None where a ratio's base is negative in one.

    `fractions` are the formula of each channel, `own` those under what was assumed in the compared range.
    """
    groups = groups_of(evidence.of(compared.parts), by)
    names = list(groups)
    parts = [part for of in groups.values() for part in of.parts]
    places = np.repeat(np.arange(len(names)), [len(of.parts) for of in groups.values()])
    sums = [_sums(question, parts, days) for days in _ranges(compared)]
    now, then = (_side(question, parts, places, of, fractions) for of in sums)
    adds_up = next(iter(fractions.values())).adds_up
    if not adds_up and min(now.below.min(), then.below.min()) < 0:
        return None
    if by is By.WEEKDAY and adds_up:
        days = [_days_known(groups, one) for one in _ranges(compared)]
        told = _with_two(Sides(now.above, then.above, *days), 0.0)
    else:
        told = {"brought": now.above - then.above} if adds_up else _of_ratio(now, then)
    values = {"now": _values(now, adds_up=adds_up), "then": _values(then, adds_up=adds_up)}
    price = then.above - _side(question, parts, places, sums[1], own).above if own else None
    return _rows(names, by, **values, **told, **({"price": price} if price is not None else {}))


def of_operands(question: Question, compared: Comparison, fraction: Fraction) -> pd.DataFrame:
    """Give the rows of a split by what is added up; of a derived metric by what its form adds up."""
    told: dict[str, list[tuple[float, float, float]]] = {}
    for part in compared.parts:
        factors = _spelled_out(question, part, fraction.above)
        keys = list(factors)
        spelled = replace(part, operands={key: part.view.metrics[key] for key in keys})
        now, then = (operand_sums(keys, [spelled], cut(days, Step.TOTAL))[:, 0] for days in _ranges(compared))
        for key, one, other in zip(keys, now.tolist(), then.tolist(), strict=True):
            told.setdefault(key, []).append((one, other, factors[key]))
    sides = {key: np.array(of) for key, of in told.items()}
    both = {key: added(list(of[:, :2])) for key, of in sides.items()}
    return _rows(
        [METRICS[key].label for key in sides],
        By.OPERAND,
        now=np.array([of[0] for of in both.values()]),
        then=np.array([of[1] for of in both.values()]),
        brought=np.array([np.nansum(of[:, 0] * of[:, 2]) - np.nansum(of[:, 1] * of[:, 2]) for of in sides.values()]),
    )


def _ranges(compared: Comparison) -> tuple[Period, Period]:
    return compared.period, compared.against


def _spelled_out(question: Question, part: Part, sums: Linear) -> dict[str, float]:
    """Give the factor of every metric in a part: those of its forms in the place of derived metrics."""
    found: dict[str, float] = {}
    for name, form, keys in zip(question.operands, part.forms, part.added, strict=True):
        inner = fraction_of(parse(form.formula))
        own = dict(inner.above.factors) if inner else {}
        joined = dict.fromkeys(keys[len(form.always) :], 1.0)
        for key, factor in {**own, **joined}.items():
            found[key] = found.get(key, 0.0) + factor * sums.factors.get(name, 0.0)
    return found


def _sums(question: Question, parts: Sequence[Part], days: Period) -> Numbers:
    """Add the operands of each part up in a range: one row an operand, one column a part."""
    sums = np.concatenate(sums_of(question, parts, cut(days, Step.TOTAL)), axis=1)
    return sums[: len(question.operands)]


def _side(
    question: Question, parts: Sequence[Part], places: Places, sums: Numbers, fractions: Mapping[str, Fraction]
) -> _Side:
    """Work out what stands above and below the line in each group; where a part knows nothing it adds nothing."""
    known = ~np.isnan(sums).any(axis=0)
    counted = np.where(known, sums, 0.0)
    count = int(places.max()) + 1

    def added_up(end: str) -> Numbers:
        factors = np.stack([_factors(fractions[part.channel], end, question.operands) for part in parts], axis=1)
        return np.bincount(places, (factors * counted).sum(axis=0), count).astype("float64", copy=False)

    return _Side(added_up("above"), added_up("below"), np.bincount(places, known, count) > 0)


def _factors(fraction: Fraction, end: str, operands: Sequence[str]) -> Numbers:
    side: Linear = getattr(fraction, end)
    return np.array([side.factors.get(name, 0.0) for name in operands])


def _of_ratio(now: _Side, then: _Side) -> dict[str, Numbers]:
    """Split what each group brought to a ratio: by its share of the base, and by its own ratio."""
    wholes = now.below.sum(), then.below.sum()
    centre = (now.above.sum() / wholes[0] + then.above.sum() / wholes[1]) / 2
    sides = Sides(now.above / wholes[0], then.above / wholes[1], now.below / wholes[0], then.below / wholes[1])
    return _with_two(sides, float(centre))


def _with_two(sides: Sides, centre: float) -> dict[str, Numbers]:
    weight, value = two_effects(sides, centre)
    weights = {"weight_now": sides.weight_now, "weight_then": sides.weight_then}
    return {**weights, "weight": weight, "value": value, "brought": weight + value}


def _values(side: _Side, *, adds_up: bool) -> Numbers:
    """Give each group's own value; missing where nothing is known, or where a ratio has no base."""
    if adds_up:
        return np.where(side.known, side.above, np.nan)
    there = side.known & (side.below > 0)
    return np.where(there, side.above / np.where(there, side.below, 1.0), np.nan)


def _days_known(groups: Mapping[str, Evidence], period: Period) -> Numbers:
    """Count the days of a range on which each group is known."""
    first, last = period.ends
    inside = [[part.known[(part.known >= first) & (part.known <= last)] for part in of.parts] for of in groups.values()]
    return np.array([len(np.unique(np.concatenate(days))) for days in inside], dtype="float64")


def _rows(names: Sequence[str], by: By, **columns: Numbers) -> pd.DataFrame:
    """Put the groups in order; one that is nowhere, or nothing on both sides, has nothing to tell."""
    unknown = np.full(len(names), np.nan)
    numbers = {name: columns.get(name, unknown) for name in COLUMNS[1:]}
    any_of_it = [np.nan_to_num(numbers[name]) != 0 for name in ("brought", "now", "then")]
    there = np.flatnonzero(np.logical_or.reduce(any_of_it)).tolist()
    if by is By.WEEKDAY:
        there.sort(key=lambda row: WEEKDAYS.index(names[row]))
    else:
        there.sort(key=lambda row: -abs(numbers["brought"][row]))
    told = pd.Series([names[row] for row in there], dtype="str")
    return pd.DataFrame({"name": told, **{name: column[there] for name, column in numbers.items()}})
