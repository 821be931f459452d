"""Facts to a KPI's values: for a period, step by step, compared, split; always ratios of sums, from one source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import DERIVED, METRICS, Unit
from kpi.catalogue.operands import Behaves, behaves, written_out
from kpi.choice import CARRIED, ENOUGH, EVENTS, TOTALS, Chosen, Part, Scope, choose
from kpi.columns import Grain, Paid
from kpi.facts import Facts, Flags, Numbers, Texts
from kpi.formats import day_text, period_text
from kpi.formula import Formula, Value, evaluate, parse
from kpi.periods import ONE_DAY, Days, Period, Step, Steps, compared_alike, cut, disjoint, month_of, steps_in

Places = NDArray[np.intp]
_LEAST_COVERED = 0.5
_SETTLED_DAYS = 7
_GRAIN_WORDS = {
    Grain.DAY.value: "daily totals",
    Grain.POST.value: "posts, lifetime values by day of publishing",
    Grain.PERIOD.value: "period totals",
    Grain.CAMPAIGN.value: "campaign totals",
    Grain.REVIEW.value: "reviews",
    Grain.MENTION.value: "mentions",
}
Assumptions = Mapping[str, Mapping[str, float]]
"""Values that no file holds, for each channel: {"cpm": {"Instagram": 6.4}}."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a KPI, for which scope and days, compared with which days, under which assumptions.

    `treat_as_same` compares across a change of what is counted, and the answer says so; `settled` leaves the days of
    posts younger than seven days out of the comparison.
    """

    kpi: Kpi
    scope: Scope
    period: Period
    against: Period | None = None
    assumptions: Assumptions = field(default_factory=dict)
    treat_as_same: bool = False
    settled: bool = True

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
class Answer:
    """A KPI's value with what it takes to believe it. `value` is None where it is unknown.

    `period` are the days of `value`. What was compared is `now`, the value of `now_period`, with `compared`, that of
    `against`; `now` differs from `value` where some accounts or the youngest posts cannot be compared. `change` is in
    points for percentages, else a share of the compared value; `per_day` is the change per day of what adds up.
    `bound` is the least and the most that a figure which does not add up can be; `covered` is the share of the base
    that is known, `known` the share of the days; `sums` are the operands that the formula was worked out on.
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


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """What an answer is worked out from: the parts, those that know no more than the base, and what is left out."""

    chosen: Chosen
    parts: tuple[Part, ...]
    base_only: tuple[Part, ...] = ()
    unpriced: tuple[tuple[str, str], ...] = ()

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        return (*self.chosen.left_out, *self.unpriced)

    def of(self, parts: Sequence[Part]) -> "_Evidence":
        """Give the evidence of some parts alone."""
        return replace(self, parts=tuple(parts), base_only=())


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two values of like with like, of which days, and what qualifies them."""

    period: Period
    against: Period
    now: float | None = None
    then: float | None = None
    marks: tuple[str, ...] = ()
    broken: bool = False


def ask(question: Question, facts: Facts) -> Answer:
    """Answer a question: the value, the change against the compared days, and everything that qualifies it."""
    evidence = _evidence(question, facts)
    asked = question.period
    period = asked.until(evidence.chosen.until) if evidence.chosen.until else asked
    against = question.against and compared_alike(period, asked=asked, against=question.against)
    value, covered = _total(question, evidence, period)
    compared = _compared(question, evidence, period, against) if against and value is not None else None
    change, kind = _change(question.kpi, compared) if compared else (None, "")
    return Answer(
        kpi=question.kpi,
        title=_title(question.kpi, evidence.parts),
        period=period,
        value=value,
        against=compared.against if compared else against,
        compared=compared.then if compared else None,
        now_period=compared.period if compared else None,
        now=compared.now if compared else None,
        change=change,
        change_kind=kind,
        per_day=_change_per_day(question.kpi, compared) if compared and change is not None else None,
        bound=_bound(question, evidence.parts, period),
        covered=covered,
        known=min((part.share_known(period) for part in evidence.parts), default=0.0),
        sums=_operand_totals(question, evidence, period),
        channels=tuple(dict.fromkeys(part.channel for part in evidence.parts)),
        sources=tuple(dict.fromkeys(_source(part) for part in evidence.parts)),
        left_out=evidence.left_out,
        marks=(*_marks(question, evidence.parts, period), *(compared.marks if compared else ())),
        as_of=min((part.as_of for part in evidence.parts), default=None),
        why_not="" if value is not None else _why_not(question, evidence, facts, covered),
    )


def series(question: Question, facts: Facts, *, step: Step, split: str = "") -> pd.DataFrame:
    """Give a KPI step by step: `start`, `end`, `value`, `partial`, and the split's column where one is asked.

    A step whose value is unknown stands there with a missing value. `split` is channel, account or content_type.
    """
    evidence = _evidence(question, facts, split=split)
    asked = question.period
    until = min(asked.end, evidence.chosen.until or asked.end)
    steps = cut(Period(asked.start, until), step)
    groups = _groups(evidence, split) if split else {"": evidence}
    frames = []
    for name, of in groups.items():
        frame = steps_in(asked, step)
        value = np.full(len(frame), np.nan)
        value[: len(steps)] = _by_step(question, of, steps)[0]
        late = frame["end"].to_numpy() > np.datetime64(_last_day(of.parts, until), "D")
        early = frame["start"].to_numpy() < min((part.known[0] for part in of.parts), default=asked.ends[0])
        columns = {"value": value, "partial": frame["partial"].to_numpy() | late | early}
        frames.append(frame.assign(**columns, **({split: name} if split else {})))
    order = ["start", "end", *([split] if split else []), "value", "partial"]
    return pd.concat(frames, ignore_index=True)[order] if frames else pd.DataFrame(columns=order)


def so_far(question: Question, facts: Facts, *, step: Step) -> pd.DataFrame:
    """Give a KPI from the period's first day to the end of each step: `start`, `end`, `value`.

    What adds up is cumulated, a ratio is that of the sums so far, a level is its last value; after the last known
    day there is no value.
    """
    evidence = _evidence(question, facts)
    asked = question.period
    until = min(asked.end, evidence.chosen.until or asked.end)
    frame = steps_in(asked, step)
    value = np.full(len(frame), np.nan)
    steps = cut(Period(asked.start, until), step)
    if evidence.parts and len(steps):
        if behaves(question.kpi) in (Behaves.LEVEL, Behaves.BOUND):
            values = _by_step(question, evidence, steps)[0]
        else:
            sums = _sums_by_channel(question, evidence, steps)
            values = _from_sums(question, {name: _cumulated(of) for name, of in sums.items()})[0]
        last = np.datetime64(_last_day(evidence.parts, until), "D")
        value[: len(steps)] = np.where(steps.start <= last, values, np.nan)
    return frame[["start", "end"]].assign(value=value)


def as_of(facts: Facts, scope: Scope | None = None) -> date | None:
    """Give the last day in the data; never the clock's today."""
    mine = [view.end.max() for view in facts.views if not (scope and scope.channels) or view.channel in scope.channels]
    if not mine:
        return None
    last: date = max(mine).item()
    return last


def default_period(facts: Facts) -> Period | None:
    """Give the last calendar month of the data: the one it ends in if that is nearly over, else the one before."""
    newest = as_of(facts)
    if newest is None:
        return None
    month = month_of(newest)
    earlier = month_of(date.fromordinal(month.start.toordinal() - 1))
    nearly_over = (month.end - newest).days <= _SETTLED_DAYS
    has_earlier = bool((facts.spans["start"] <= pd.Timestamp(earlier.start)).any())
    return month if nearly_over or not has_earlier else earlier


def breaks(facts: Facts, scope: Scope, operands: Collection[str] = ("impressions",)) -> pd.DataFrame:
    """List where a trend restarts: `date`, `channel`, `label`.

    Exposure breaks where a channel begins to be counted differently, mentions where the panel changes.
    """
    views = [view for view in facts.views if not scope.channels or view.channel in scope.channels]
    found: list[tuple[np.datetime64, str, str]] = []
    if {"impressions", "exposures"} & set(operands):
        for view in views:
            if not view.slice and "impressions" in view.metrics:
                found += _basis_changes(view.channel, view.start, view.texts["basis"])
    if {"mentions", "competitor_mentions"} & set(operands):
        joined = sorted((view.start.min(), view.account) for view in views if view.grain == Grain.MENTION)
        begun = joined[0][0] + CARRIED if joined else None
        found += [(day, "Listening", f"Listening: {name} joins the panel") for day, name in joined if day > begun]
    rows = sorted(dict.fromkeys(found))
    days = pd.to_datetime(np.array([day for day, _, _ in rows], dtype="datetime64[s]"))
    return pd.DataFrame({"date": days, "channel": [row[1] for row in rows], "label": [row[2] for row in rows]})


def value(
    key: str, facts: Facts, period: Period, *, scope: Scope | None = None, assumptions: Assumptions | None = None
) -> float | None:
    """Give a KPI's value for a period: the short way to `ask`."""
    return ask(Question(KPIS[key], scope or Scope(), period, assumptions=assumptions or {}), facts).value


def _evidence(question: Question, facts: Facts, *, split: str = "") -> _Evidence:
    """Choose the sources; channels without an assumed value, or without an operand, still count for what is covered."""
    ranges = [question.period, *([question.against] if question.against else [])]
    by_content = split == "content_type"
    chosen = choose(question.operands, facts, scope=question.scope, ranges=ranges, by_content=by_content)
    without = {
        part.channel: f"no {key.upper()} is known"
        for part in chosen.parts
        for key, given in question.assumptions.items()
        if part.channel not in given
    }
    priced = tuple(part for part in chosen.parts if part.channel not in without)
    base_only = tuple(part for part in chosen.parts if part.channel in without)
    if chosen.silent and question.base and question.formula.is_ratio and len(question.operands) > 1:
        base_only += _knowing_the_base(question, facts, chosen.silent, ranges, by_content=by_content)
    return _Evidence(chosen, priced, base_only, tuple(without.items()))


def _knowing_the_base(
    question: Question, facts: Facts, silent: Sequence[str], ranges: Sequence[Period], *, by_content: bool
) -> tuple[Part, ...]:
    """Find what silent channels know of the base, each by the metric that counts its exposure."""
    names = question.base.names if question.base else ()
    asked = [name for name in silent if not {"impressions"} & set(names) or _counts_impressions(name)]
    if not asked:
        return ()
    scope = replace(question.scope, channels=tuple(asked))
    return choose(names, facts, scope=scope, ranges=ranges, by_content=by_content).parts


def _counts_impressions(channel: str) -> bool:
    return channel in CHANNELS and CHANNELS[channel].exposure == "impressions"


def _total(question: Question, evidence: _Evidence, period: Period) -> tuple[float | None, float]:
    """Give the value of a range, and the share of its base that is known."""
    values, covered = _by_step(question, evidence, cut(period, Step.TOTAL))
    known = len(values) > 0 and bool(np.isfinite(values[0]))
    return (float(values[0]) if known else None), (float(covered[0]) if len(covered) else 1.0)


def _operand_totals(question: Question, evidence: _Evidence, period: Period) -> tuple[tuple[str, float], ...]:
    if not evidence.parts or behaves(question.kpi) in (Behaves.LEVEL, Behaves.BOUND):
        return ()
    sums = _added(list(_sums_by_channel(question, evidence, cut(period, Step.TOTAL)).values()))
    totals = zip(question.operands, sums[:, 0].tolist(), strict=False)
    return tuple((name, total) for name, total in totals if not np.isnan(total))


def _groups(evidence: _Evidence, split: str) -> dict[str, _Evidence]:
    """Take the evidence apart by channel, account or content type."""
    parts = evidence.parts
    if split == "content_type":
        kinds = sorted({str(kind) for part in parts for kind in part.view.texts["content_type"]})
        return {kind or "other": evidence.of(_of_type(parts, kind)) for kind in kinds}
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.channel if split == "channel" else part.account or part.channel, []).append(part)
    return {name: evidence.of(of) for name, of in found.items()}


def _of_type(parts: Sequence[Part], kind: str) -> list[Part]:
    mine = [(part, part.view.texts["content_type"] == kind) for part in parts]
    return [part.only(spans) for part, spans in mine if spans.any()]


def _by_step(question: Question, evidence: _Evidence, steps: Steps) -> tuple[Numbers, Numbers]:
    """Evaluate the KPI in each step: the values, and the share of the base that each rests on."""
    kind = behaves(question.kpi)
    name = question.operands[0] if question.operands else ""
    if not evidence.parts:
        return np.full(len(steps), np.nan), np.ones(len(steps))
    if kind is Behaves.LEVEL:
        return _added([part.level_at(name, steps.end) for part in evidence.parts]), np.ones(len(steps))
    if kind is Behaves.BOUND:
        means = np.stack([_mean_of_days(part, name, steps) for part in evidence.parts])
        return np.fmax.reduce(means), np.ones(len(steps))
    return _from_sums(question, _sums_by_channel(question, evidence, steps))


def _sums_by_channel(question: Question, evidence: _Evidence, steps: Steps) -> dict[str, Numbers]:
    """Add up within each channel: one row an operand, then the base in all spans and in those that are paired."""
    found: dict[str, list[Numbers]] = {}
    for part in evidence.parts:
        sums = [_operand_sums(question, part, steps), _base_sums(question, part, steps, part.paired)]
        found.setdefault(part.channel, []).append(np.vstack(sums))
    for part in evidence.base_only:
        unknown = np.full((len(question.operands), len(steps)), np.nan)
        base = _base_sums(question, part, steps, np.zeros(len(part.paired), dtype=bool))
        found.setdefault(part.channel, []).append(np.vstack([unknown, base]))
    return {channel: _added(sums) for channel, sums in found.items()}


def _operand_sums(question: Question, part: Part, steps: Steps) -> Numbers:
    """Add a part's operands up in each step, over the spans in which all are known; a level is its last value."""
    places = steps.places(part.view.start, part.view.end)
    used = part.paired & (places >= 0)
    if part.grain in TOTALS:
        used = _without_overlaps(part, used, places)
    rows = [
        part.level_at(name, steps.end)
        if name in part.levels
        else _summed(part.operands[name], used, places, len(steps))
        for name in question.operands
    ]
    sums = np.stack(rows) if rows else np.empty((0, len(steps)))
    sums[np.isnan(sums) & _has_silent_days(part, steps)] = 0.0
    return np.where(np.isnan(sums).any(axis=0), np.nan, sums)


def _base_sums(question: Question, part: Part, steps: Steps, paired: Flags) -> Numbers:
    """Add up the base: in all spans where it is known, and in those where the other operands are known as well."""
    base = question.base
    if base is None or any(name not in part.operands or name in part.levels for name in base.names):
        return np.full((2, len(steps)), np.nan)
    column = np.asarray(evaluate(base, part.operands))
    places = steps.places(part.view.start, part.view.end)
    known = (places >= 0) & ~np.isnan(column)
    whole = _summed(column, known, places, len(steps))
    of_paired = _zero_for_none(column, known & paired, places, len(steps))
    return np.stack([whole, np.where(np.isnan(whole), np.nan, of_paired)])


def _summed(column: Numbers, used: Flags, places: Places, steps: int) -> Numbers:
    """Add up the used spans in each step; a step without one is unknown."""
    sums = _zero_for_none(column, used, places, steps)
    return np.where(np.bincount(places[used], minlength=steps) > 0, sums, np.nan)


def _zero_for_none(column: Numbers, used: Flags, places: Places, steps: int) -> Numbers:
    return np.bincount(places[used], weights=column[used], minlength=steps).astype("float64")


def _without_overlaps(part: Part, used: Flags, places: Places) -> Flags:
    """Of overlapping totals use, in each step, the disjoint ones that cover most."""
    kept = np.zeros(len(used), dtype=bool)
    for step in np.unique(places[used]):
        here = np.flatnonzero(used & (places == step))
        kept[here[disjoint(part.view.start[here], part.view.end[here])]] = True
    return kept


def _has_silent_days(part: Part, steps: Steps) -> Flags:
    """Mark the steps that hold a covered day without a post, review or mention: there they are zero."""
    if part.grain not in EVENTS:
        return np.zeros(len(steps), dtype=bool)
    silent = np.setdiff1d(part.known, part.view.start)
    places = steps.places(silent, silent)
    return np.bincount(places[places >= 0], minlength=len(steps)) > 0


def _mean_of_days(part: Part, name: str, steps: Steps) -> Numbers:
    places = steps.places(part.view.start, part.view.end)
    used = part.paired & (places >= 0)
    count = np.bincount(places[used], minlength=len(steps))
    return _zero_for_none(part.operands[name], used, places, len(steps)) / np.where(count > 0, count, np.nan)


def _added(columns: Sequence[Numbers]) -> Numbers:
    """Add columns up where any is known."""
    stacked = np.stack(columns)
    known = ~np.isnan(stacked)
    return np.where(known.any(axis=0), np.where(known, stacked, 0.0).sum(axis=0), np.nan)


def _cumulated(sums: Numbers) -> Numbers:
    """Let sums grow from step to step."""
    known = ~np.isnan(sums)
    grown = np.where(known, sums, 0.0).cumsum(axis=1)
    return np.where(np.logical_or.accumulate(known, axis=1), grown, np.nan)


def _from_sums(question: Question, sums: Mapping[str, Numbers]) -> tuple[Numbers, Numbers]:
    """Evaluate the formula on the sums of all channels, or within each channel and then add.

    A ratio of which less than half the base is known has no value.
    """
    whole = _added(list(sums.values()))
    if question.kpi.over == "channel":
        values = _added([_evaluated(question, of, channel) for channel, of in sums.items()])
    else:
        values = _evaluated(question, whole, "")
    base, paired = whole[-2], whole[-1]
    covered = np.where(base > 0, paired / np.where(base > 0, base, 1.0), 1.0)
    if question.formula.is_ratio:
        values = np.where(covered < _LEAST_COVERED, np.nan, values)
    return values, covered


def _evaluated(question: Question, sums: Numbers, channel: str) -> Numbers:
    given: dict[str, Value] = {key: of.get(channel, np.nan) for key, of in question.assumptions.items()}
    columns: dict[str, Value] = dict(zip(question.operands, sums, strict=False))
    return np.broadcast_to(np.asarray(evaluate(question.formula, {**columns, **given}), dtype="float64"), sums[0].shape)


def _last_day(parts: Sequence[Part], until: date) -> date:
    """Give the last day that a value can be about: that of the newest part, and no later than the shared one."""
    return min(until, max((part.as_of for part in parts), default=until))


def _compared(question: Question, evidence: _Evidence, period: Period, against: Period) -> _Comparison:
    """Compare like with like: what is known in both ranges, counted alike, of posts that have settled."""
    last = _last_settled(evidence.parts, period) if question.settled else period.end
    if last < period.start:
        return _Comparison(period, against, marks=("not compared: the posts are younger than seven days",))
    said = f"compared up to {day_text(last)}: younger posts still grow" if last < period.end else ""
    against = compared_alike(period.until(last), asked=period, against=against)
    period = period.until(last)
    both = [part for part in evidence.parts if min(part.share_known(period), part.share_known(against)) >= ENOUGH]
    lacking = [part for part in evidence.parts if part not in both]
    if any(part.grain == Grain.MENTION for part in lacking):
        names = ", ".join(part.account for part in lacking)
        return _Comparison(period, against, marks=(f"the panel changed ({names}): the trend restarts, not compared",))
    if not both:
        return _Comparison(period, against, marks=(f"too little is known of {_text(against)} to compare",))
    changed = _counted_otherwise(both, period, against)
    alike = replace(evidence, parts=tuple(both))
    now_value, then = (_total(question, alike, asked)[0] for asked in (period, against))
    marks = (
        said,
        f"compared without {_names(lacking)}: not known in both ranges" if lacking else "",
        *(f"{text}: {'compared as if the same' if question.treat_as_same else 'not compared'}" for text in changed),
    )
    broken = bool(changed) and not question.treat_as_same
    return _Comparison(period, against, now_value, then, tuple(mark for mark in marks if mark), broken)


def _last_settled(parts: Sequence[Part], period: Period) -> date:
    """Give the last day before the first post that was younger than seven days when it was observed."""
    young = [part.view.start[part.unsettled & part.inside(period)] for part in parts]
    first = min((days.min() for days in young if len(days)), default=None)
    if first is None:
        return period.end
    last: date = (first - ONE_DAY).item()
    return last


def _text(period: Period) -> str:
    return period_text(period.start, period.end)


def _change(kpi: Kpi, compared: _Comparison) -> tuple[float | None, str]:
    """Say the change in points for percentages, as a difference for stars, else as a share."""
    now, then = compared.now, compared.then
    if now is None or then is None or compared.broken:
        return None, ""
    if kpi.unit in (Unit.PERCENT, Unit.STARS):
        return now - then, "points" if kpi.unit is Unit.PERCENT else "stars"
    if then == 0:
        return (0.0, "percent") if now == 0 else (None, "new")
    return (now - then) / abs(then), "percent"


def _change_per_day(kpi: Kpi, compared: _Comparison) -> float | None:
    if behaves(kpi) is not Behaves.FLOW or compared.now is None or not compared.then:
        return None
    then = compared.then / compared.against.days
    return (compared.now / compared.period.days - then) / abs(then)


def _counted_otherwise(parts: Sequence[Part], period: Period, against: Period) -> list[str]:
    """Say which channels count exposure differently in the two ranges."""
    said = []
    for part in _exposed(parts):
        now, then = part.texts("basis", period), part.texts("basis", against)
        if now and then and now != then:
            said.append(f"{part.channel} counts {' and '.join(sorted(now))} now and {' and '.join(sorted(then))} then")
    return list(dict.fromkeys(said))


def _exposed(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if {"impressions", "exposures"} & set(part.operands)]


def _bound(question: Question, parts: Sequence[Part], period: Period) -> tuple[float, float] | None:
    """Give the least and the most people that the period's daily reach allows: its largest day, and its sum."""
    if behaves(question.kpi) is not Behaves.BOUND:
        return None
    days = [part.operands[question.operands[0]][part.paired & part.inside(period)] for part in parts]
    whole = np.concatenate(days) if days else np.empty(0)
    return (float(whole.max()), float(whole.sum())) if len(whole) else None


def _title(kpi: Kpi, parts: Sequence[Part]) -> str:
    return next((form.retitle for part in parts for form in part.forms if form.retitle), kpi.label)


def _source(part: Part) -> str:
    """Name a channel's grain, and what a derived metric was added up from where that differs between channels."""
    joined = [keys for form, keys in zip(part.forms, part.added, strict=True) if form.joins]
    said = ", ".join(METRICS[key].label.lower() for keys in joined for key in keys)
    return f"{part.channel}: {_GRAIN_WORDS[part.grain]}" + (f" ({said})" if said else "")


def _marks(question: Question, parts: Sequence[Part], period: Period) -> tuple[str, ...]:
    marks = [f"{part.channel}: {form.mark}" for part in parts for form in part.forms if form.mark]
    marks += [
        f"{part.channel}: only what the file was filtered to, {part.view.slice}" for part in parts if part.view.slice
    ]
    marks += [_incomplete(part, period) for part in parts]
    exposed = _exposed(parts)
    if len(set().union(*(part.texts("basis", period) for part in exposed))) > 1 and question.formula.is_ratio:
        marks.append("mixed basis: the networks count exposure differently")
    mixed = [part for part in exposed if Paid.MIXED.value in part.texts("paid", period)]
    if mixed:
        marks.append(f"{_names(mixed)}: the export does not tell organic from boosted")
    if behaves(question.kpi) is Behaves.BOUND and len(parts) > 1:
        marks.append("the channel that reached most; people on several channels cannot be told apart")
    return tuple(mark for mark in dict.fromkeys(marks) if mark)


def _incomplete(part: Part, period: Period) -> str:
    """Say how many of the days a channel knows where it is not all; of a level, the day of its value."""
    if len(part.levels) < len(part.operands):
        known = part.days_known(period)
        return f"{part.channel}: {known} of {period.days} days known" if known < period.days else ""
    at = int(np.searchsorted(part.known, period.ends[1], side="right")) - 1
    day: date = part.known[max(at, 0)].item()
    return f"{part.channel}: as of {day_text(day)}" if day < period.end and at >= 0 else ""


def _names(parts: Sequence[Part]) -> str:
    return ", ".join(dict.fromkeys(part.channel for part in parts))


def _why_not(question: Question, evidence: _Evidence, facts: Facts, covered: float) -> str:
    """Say why there is no value, as short as it can be."""
    period, parts = question.period, evidence.parts
    if facts.spans.empty:
        return "no file is loaded"
    if not parts:
        reasons = [*(f"the {reason}" for _, reason in evidence.chosen.untimely), "not in your files"]
        return evidence.unpriced[0][1] if evidence.unpriced else reasons[0]
    if covered < _LEAST_COVERED:
        return f"only {covered:.0%} of the base is known"
    if question.base and any(part.days_known(period) for part in parts):
        names = " or ".join(_label(name).lower() for name in question.base.names)
        return f"no {names} in these days"
    return "not known for these days"


def _label(name: str) -> str:
    return (METRICS.get(name) or DERIVED[name]).label


def _basis_changes(channel: str, start: Days, basis: Texts) -> list[tuple[np.datetime64, str, str]]:
    """Find where a source's basis gives way to another."""
    first = sorted((start[basis == name].min(), name) for name in set(basis.tolist()) - {""})
    return [(day, channel, f"{channel}: {earlier} → {name}") for (_, earlier), (day, name) in pairwise(first)]
