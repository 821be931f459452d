"""A KPI taken apart: what each channel, account, content type, weekday or source is of the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves, feeding
from kpi.catalogue.sources import network_of
from kpi.choice import Part
from kpi.facts import Facts, Numbers
from kpi.formula import evaluate
from kpi.measure.comparison import Comparison, change_of, compare
from kpi.measure.question import Evidence, Question, days_asked, evidence_of
from kpi.measure.sums import added, sums_by_channel, total
from kpi.measure.wording import source_of
from kpi.periods import Days, Period, Step, cut

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COLUMNS = ("value", "share", "days", "now", "compared", "change")
_NOT_COMPARED: Mapping[str, float | str] = {**dict.fromkeys(("now", "compared", "change"), np.nan), "change_kind": ""}
_OF_VISITS = frozenset({"sessions", "conversions", "converting_sessions"})
_SAME = 1e-6
_THURSDAY = 3  # the weekday of numpy's day 0, counted from Monday


class By(StrEnum):
    """What a KPI is taken apart by."""

    CHANNEL = "channel"
    ACCOUNT = "account"
    CONTENT_TYPE = "content_type"
    WEEKDAY = "weekday"
    SOURCE = "source"
    OPERAND = "operand"


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """A KPI of a period taken apart.

    `rows` has one row a group, weekdays in their order, else the largest first: `name`; `value`; `share` of the whole
    (of what adds up; of a ratio its share of the base); `days`, how many of its days are known; `now` and `compared`,
    like with like; `change`, of the kind `change_kind`. What nothing says is missing. `whole` is what the groups are
    parts of, from `sources`: by content type the posts, even where the KPI itself is of days. `against` are the days of
    `compared`. `left_out` names what cannot be taken apart so, and why.
    """

    by: By
    period: Period
    whole: float | None
    rows: pd.DataFrame
    sources: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    against: Period | None = None


def ways(kpi: Kpi) -> tuple[By, ...]:
    """List by what a KPI can be taken apart: levels and bounds by who alone, visits also by their source."""
    if behaves(kpi) in (Behaves.LEVEL, Behaves.BOUND):
        return (By.CHANNEL, By.ACCOUNT)
    of_visits = (By.SOURCE,) if feeding(kpi) & _OF_VISITS else ()
    return (By.CHANNEL, By.ACCOUNT, By.CONTENT_TYPE, By.WEEKDAY, *of_visits)


def breakdown(question: Question, facts: Facts, by: By) -> Breakdown:
    """Take a KPI apart for the question's period, beside the compared days where it names some.

    Values and shares come from the sums of which the whole is made, so that they add up to it.
    """
    evidence, longer = single_days(evidence_of(question, facts, split=by.value), by)
    period, against = days_asked(question, evidence)
    whole, _ = total(question, evidence, period)
    compared = compare(question, evidence, period, against) if against and whole is not None else None
    groups = groups_of(evidence, by)
    shares = _shares(question, groups, evidence, period)
    both = _of_both(question, compared, evidence, by)
    rows = [
        {"name": name, **_of_now(question, of, period), "share": shares[name], **both.get(name, _NOT_COMPARED)}
        for name, of in groups.items()
    ]
    return Breakdown(
        by,
        period,
        whole,
        _in_order(rows, by),
        tuple(dict.fromkeys(source_of(part) for part in evidence.parts)),
        (*evidence.left_out, *longer),
        against=compared.against if compared else None,
    )


def _cut_up(part: Part, by: By) -> Iterator[tuple[str, Part]]:
    """Give the groups that a part belongs to, or its spans do, each with what of the part is in it."""
    if by is By.CHANNEL:
        yield part.channel, part
    elif by is By.ACCOUNT:
        yield (f"{part.account} ({part.channel})" if part.account else part.channel), part
    elif by is By.WEEKDAY:
        starts, known = _weekdays(part.view.start), _weekdays(part.known)
        for number, name in enumerate(WEEKDAYS):
            yield name, replace(part.only(starts == number), known=part.known[known == number])
    else:
        texts = part.view.texts[by.value]
        names = {text: _named(str(text), by) for text in dict.fromkeys(texts.tolist())}
        for name in dict.fromkeys(names.values()):
            yield name, part.only(np.isin(texts, [text for text, called in names.items() if called == name]))


def _named(text: str, by: By) -> str:
    """Name a group by its text: of sources the network, where the table of sources knows it."""
    return (network_of(text) if by is By.SOURCE else "") or text or "other"


def groups_of(evidence: Evidence, by: By) -> dict[str, Evidence]:
    """Take the evidence apart into groups, each with its name."""
    found: dict[str, list[Part]] = {}
    for part in evidence.parts:
        for name, of in _cut_up(part, by):
            found.setdefault(name, []).append(of)
    return {name: evidence.of(of) for name, of in found.items()}


def single_days(evidence: Evidence, by: By) -> tuple[Evidence, tuple[tuple[str, str], ...]]:
    """Leave out of a breakdown by weekday what totals several days at once."""
    if by is not By.WEEKDAY:
        return evidence, ()
    single = [part for part in evidence.parts if bool((part.view.start == part.view.end)[part.paired].all())]
    longer = [(part.channel, "its files tell no single days") for part in evidence.parts if part not in single]
    return evidence.of(single), tuple(longer)


def _weekdays(days: Days) -> NDArray[np.int64]:
    """Give the number of each day's weekday, Monday 0."""
    numbers: NDArray[np.int64] = (days.astype("int64") + _THURSDAY) % len(WEEKDAYS)
    return numbers


def _of_now(question: Question, of: Evidence, period: Period) -> dict[str, float]:
    """Give a group's value, and on how many days it is known."""
    first, last = period.ends
    inside = [part.known[(part.known >= first) & (part.known <= last)] for part in of.parts]
    days = len(inside[0]) if len(inside) == 1 else len(np.unique(np.concatenate(inside)))
    return {"value": _number(total(question, of, period)[0]), "days": float(days)}


def _of_both(
    question: Question, compared: Comparison | None, evidence: Evidence, by: By
) -> dict[str, dict[str, float | str]]:
    """Give each group of what is compared in both ranges, and how it changed."""
    if compared is None or compared.now is None or compared.then is None or compared.broken:
        return {}
    alike = evidence.of(compared.parts)
    groups = groups_of(alike, by)
    ranges = compared.period, compared.against
    found: dict[str, dict[str, float | str]] = {}
    for name, of in groups.items():
        now, then = (total(question, of, days)[0] for days in ranges)
        change, kind = change_of(question.kpi, replace(compared, now=now, then=then))
        said = {"now": _number(now), "compared": _number(then), "change": _number(change)}
        found[name] = {**said, "change_kind": kind}
    return found


def _shares(question: Question, groups: Mapping[str, Evidence], evidence: Evidence, period: Period) -> dict[str, float]:
    """Give what share each group is of the whole, or of a ratio's base; unknown where one is negative."""
    if question.formula.denominator:
        sizes = {name: _base(question, of, period) for name, of in groups.items()}
    else:
        sizes = _pieces(question, groups, evidence, period)
    whole = sum(size for size in sizes.values() if not np.isnan(size))
    is_known = whole > 0 and not any(size < 0 for size in sizes.values())
    return {name: size / whole if is_known else np.nan for name, size in sizes.items()}


def _pieces(question: Question, groups: Mapping[str, Evidence], evidence: Evidence, period: Period) -> dict[str, float]:
    """Give what each group adds to the whole: its own value, or of a ratio its share of what stands above the line.

    Where these do not add up to the whole, as of people reached or of a formula that is no plain ratio, none is known.
    """
    numerator = question.formula.numerator
    if numerator and question.formula.is_ratio:
        base = _base(question, evidence, period)
        found = {
            name: float(np.asarray(evaluate(numerator, _operands(question, of, period)))) / base if base else np.nan
            for name, of in groups.items()
        }
    else:
        found = {name: _number(total(question, of, period)[0]) for name, of in groups.items()}
    pieces = {name: 0.0 if np.isnan(piece) else piece for name, piece in found.items()}
    whole = _number(total(question, evidence, period)[0])
    adds_up = abs(sum(pieces.values()) - whole) <= _SAME * max(1.0, abs(whole))
    return pieces if adds_up else dict.fromkeys(pieces, np.nan)


def _base(question: Question, of: Evidence, period: Period) -> float:
    """Add up what stands below the line, over the spans in which all operands are known."""
    denominator = question.formula.denominator
    if denominator is None or not of.parts:
        return np.nan
    return float(np.asarray(evaluate(denominator, _operands(question, of, period))))


def _operands(question: Question, of: Evidence, period: Period) -> dict[str, Numbers]:
    sums = added(list(sums_by_channel(question, of, cut(period, Step.TOTAL)).values()))[:, 0]
    return {name: np.asarray(value) for name, value in zip(question.operands, sums, strict=False)}


def _in_order(rows: Sequence[Mapping[str, Any]], by: By) -> pd.DataFrame:
    """Put what is known in order: weekdays as they follow each other, all else by its share and its value."""
    known = [row for row in rows if not np.isnan(row["value"]) or row["share"] > 0]
    if by is By.SOURCE:
        known = [row for row in known if any(row[name] and not np.isnan(row[name]) for name in ("value", "compared"))]
    if by is not By.WEEKDAY:
        known.sort(key=lambda row: (*_largest_first(row["share"]), *_largest_first(row["value"])))
    numbers = {name: np.array([row[name] for row in known], dtype="float64") for name in _COLUMNS}
    words = {name: pd.Series([row[name] for row in known], dtype="str") for name in ("name", "change_kind")}
    return pd.DataFrame({"name": words["name"], **numbers, "change_kind": words["change_kind"]})


def _largest_first(number: float) -> tuple[bool, float]:
    """Order numbers from the largest on, what is not known last."""
    unknown = bool(np.isnan(number))
    return unknown, 0.0 if unknown else -number


def _number(value: float | None) -> float:
    return np.nan if value is None else value
