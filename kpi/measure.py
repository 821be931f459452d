"""Facts to a KPI's values: for a period, step by step, compared, split; always ratios of sums, from one source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import BOUNDS, LEVELS, Unit
from kpi.catalogue.operands import Behaves, behaves, written_out
from kpi.choice import EVENTS, Chosen, Part, Scope, choose, disjoint
from kpi.facts import Facts
from kpi.formats import day_text
from kpi.formula import Formula, evaluate
from kpi.frames import Grain, Paid
from kpi.periods import Period, Step, a_year_before, before, buckets, month_of, steps_in

CARRIED_DAYS = 35
_LEAST_COVERED = 0.5
_SETTLED_DAYS = 7
_GRAIN_WORDS = {
    Grain.DAY.value: "daily totals",
    Grain.POST.value: "posts, lifetime values by day of publishing",
    Grain.PERIOD.value: "period totals",
    Grain.REVIEW.value: "reviews",
    Grain.MENTION.value: "mentions",
}
Assumptions = Mapping[str, Mapping[str, float]]
"""Values that no file holds, for each channel: {"cpm": {"Instagram": 6.4}}."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a KPI, for which scope and days, compared with which days, under which assumptions."""

    kpi: Kpi
    scope: Scope
    period: Period
    against: Period | None = None
    assumptions: Assumptions = field(default_factory=dict)

    @property
    def formula(self) -> Formula:
        """Give the formula down to metrics and assumptions."""
        return written_out(self.kpi.formula, tuple(sorted(self.assumptions)))

    @property
    def operands(self) -> tuple[str, ...]:
        """Name the metrics that the formula needs."""
        return tuple(name for name in self.formula.names if name not in self.assumptions)


@dataclass(frozen=True, slots=True)
class Answer:
    """A KPI's value with what it takes to believe it. `value` is None where it is unknown.

    `period` and `against` are the days that were really compared; `change` is in points for percentages, else a
    share of the compared value; `per_day` is the change per day of what adds up; `bound` is the least and the most that a figure which does not add up can be.
    """

    kpi: Kpi
    title: str
    period: Period
    value: float | None = None
    against: Period | None = None
    compared: float | None = None
    change: float | None = None
    change_kind: str = ""
    per_day: float | None = None
    bound: tuple[float, float] | None = None
    covered: float = 1.0
    channels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    as_of: date | None = None
    why_not: str = ""


def ask(question: Question, facts: Facts) -> Answer:
    """Answer a question: the value, the change against the compared days, and everything that qualifies it."""
    chosen = _chosen(question, facts)
    period, against = _compared_ranges(question, chosen)
    value = _total(question, chosen, period)
    share = _covered(question, chosen, period)
    if value is not None and share < _LEAST_COVERED:
        value, why = None, f"only {share:.0%} of the base is known"
    else:
        why = "" if value is not None else _why_not(question, chosen, facts)
    shared = _with_both_ends(question, chosen, period, against) if against else chosen
    compared = _total(question, shared, against) if against and value is not None else None
    now = _total(question, shared, period) if shared is not chosen else value
    breaks = _broken(chosen, period, against) if against else ()
    change, kind = (None, "") if breaks else _change(question.kpi, now, compared)
    return Answer(
        kpi=question.kpi,
        title=next((form.retitle for part in chosen.parts for form in part.forms if form.retitle), question.kpi.label),
        period=period,
        value=value,
        against=against,
        compared=compared,
        change=change,
        change_kind=kind,
        per_day=_change_per_day(question.kpi, now, compared, period, against) if change is not None else None,
        bound=_bound(question, chosen, period),
        covered=share,
        channels=tuple(dict.fromkeys(part.channel for part in chosen.parts)),
        sources=_sources(chosen),
        left_out=chosen.left_out,
        marks=(*_marks(question, chosen, period), *breaks),
        as_of=min((part.as_of for part in chosen.parts), default=None),
        why_not=why,
    )


def series(question: Question, facts: Facts, *, step: Step, split: str = "") -> pd.DataFrame:
    """Give a KPI step by step: `start`, `end`, `value`, `partial`, and the split's column where one is asked.

    A step whose value is unknown stands there with a missing value. `split` is channel, account or content_type.
    """
    chosen = _chosen(question, facts, split=split)
    asked = question.period
    until = min(asked.end, chosen.until or asked.end)
    steps = steps_in(asked, step)
    if not chosen.parts:
        return steps.assign(value=float("nan"))[["start", "end", "value", "partial"]]
    known_from = min(part.covers[0] for part in chosen.parts)
    late = (steps["end"] > pd.Timestamp(until)) | (steps["start"] < known_from)
    steps = steps.assign(partial=steps["partial"] | late)
    if not split:
        values = _by_step(question, chosen, Period(asked.start, until), step)
        return steps.assign(value=steps["bucket"].map(values))[["start", "end", "value", "partial"]]
    frames = [
        steps.assign(value=steps["bucket"].map(values), **{split: name})
        for name, values in _split(question, chosen, Period(asked.start, until), step, split)
    ]
    return pd.concat(frames, ignore_index=True)[["start", "end", split, "value", "partial"]]


def so_far(question: Question, facts: Facts, *, step: Step) -> pd.DataFrame:
    """Give a KPI from the period's first day to the end of each step: `start`, `end`, `value`.

    What adds up is cumulated, a ratio is that of the sums so far, a level is its last value; after the last known
    day there is no value.
    """
    chosen = _chosen(question, facts)
    asked = question.period
    until = min(asked.end, chosen.until or asked.end)
    steps = steps_in(asked, step)
    if not chosen.parts or until < asked.start:
        return steps.assign(value=float("nan"))[["start", "end", "value"]]
    cut = Period(asked.start, until)
    if behaves(question.kpi) in (Behaves.LEVEL, Behaves.BOUND):
        values = _by_step(question, chosen, cut, step)
    else:
        sums = _all_sums(question, chosen, cut, step)
        values = _from_sums(question, _cumulated(sums, steps["bucket"])) if len(sums) else pd.Series(dtype="float64")
        values = values[values.index <= sums.index.get_level_values("bucket").max()] if len(sums) else values
    last = max(part.as_of for part in chosen.parts)
    value = steps["bucket"].map(values).where(steps["start"] <= pd.Timestamp(min(until, last)))
    return steps.assign(value=value)[["start", "end", "value"]]


def as_of(facts: Facts, scope: Scope | None = None) -> date | None:
    """Give the last day in the data; never the clock's today."""
    mine = [view for view in facts.views if not (scope and scope.channels) or view.channel in scope.channels]
    return max((view.rows["end"].max() for view in mine)).date() if mine else None


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


def breaks(facts: Facts, scope: Scope) -> pd.DataFrame:
    """List where a channel's exposure begins to be counted differently: `date`, `channel`, `label`."""
    spans = facts.spans[(facts.spans["basis"] != "") & facts.spans["impressions"].notna() & (facts.spans["slice"] == "")]
    if scope.channels:
        spans = spans[spans["channel"].isin(scope.channels)]
    first = spans.astype({"basis": "str", "channel": "str"}).groupby(["channel", "grain", "basis"], observed=True)["start"].min()
    ordered = first.reset_index().sort_values("start")
    earlier = ordered.groupby(["channel", "grain"], observed=True)["basis"].shift()
    changed = ordered[earlier.notna()].assign(earlier=earlier)
    labels = changed["channel"] + ": " + changed["earlier"].astype("str") + " → " + changed["basis"]
    return pd.DataFrame({"date": changed["start"], "channel": changed["channel"], "label": labels}).drop_duplicates()


def value(key: str, facts: Facts, period: Period, *, scope: Scope | None = None, assumptions: Assumptions | None = None) -> float | None:
    """Give a KPI's value for a period: the short way to `ask`."""
    return ask(Question(KPIS[key], scope or Scope(), period, assumptions=assumptions or {}), facts).value


def _chosen(question: Question, facts: Facts, *, split: str = "") -> Chosen:
    ranges = [question.period, *([question.against] if question.against else [])]
    chosen = choose(question.operands, facts, scope=question.scope, ranges=ranges, by_content=split == "content_type")
    without = [
        (part.channel, f"no {key.upper()} is known")
        for part in chosen.parts
        for key, given in question.assumptions.items()
        if part.channel not in given
    ]
    priced = tuple(part for part in chosen.parts if part.channel not in {channel for channel, _ in without})
    return replace(chosen, parts=priced, left_out=(*chosen.left_out, *without))


def _compared_ranges(question: Question, chosen: Chosen) -> tuple[Period, Period | None]:
    """Cut the period to the days that all channels know; the compared days are cut alike."""
    asked, against = question.period, question.against
    if chosen.until is None or chosen.until >= asked.end or chosen.until < asked.start:
        return asked, against
    cut = Period(asked.start, chosen.until)
    if against is None:
        return cut, None
    return cut, before(cut) if against == before(asked) else a_year_before(cut)


def _total(question: Question, chosen: Chosen, period: Period) -> float | None:
    values = _by_step(question, chosen, period, Step.TOTAL)
    found = values.dropna()
    return float(found.iloc[0]) if len(found) else None


def _split(
    question: Question, chosen: Chosen, period: Period, step: Step, split: str
) -> list[tuple[str, pd.Series]]:
    """Evaluate the KPI within each channel, account or content type."""
    if split in ("channel", "account"):
        groups: dict[str, list[Part]] = {}
        for part in chosen.parts:
            groups.setdefault(part.channel if split == "channel" else part.account or part.channel, []).append(part)
        return [(name, _by_step(question, Chosen(tuple(parts), chosen.until, ()), period, step)) for name, parts in groups.items()]
    types = sorted({str(kind) for part in chosen.parts for kind in part.rows["content_type"].unique()})
    return [(kind or "other", _by_step(question, _of_type(chosen, kind), period, step)) for kind in types]


def _of_type(chosen: Chosen, kind: str) -> Chosen:
    parts = []
    for part in chosen.parts:
        mine = part.rows["content_type"] == kind
        if mine.any():
            parts.append(replace(part, rows=part.rows[mine], paired=part.paired[mine]))
    return Chosen(tuple(parts), chosen.until, ())


def _by_step(question: Question, chosen: Chosen, period: Period, step: Step) -> pd.Series:
    """Evaluate the KPI in each step of a period: a series of values by the first day of the step."""
    if not chosen.parts:
        return pd.Series(dtype="float64")
    kind = behaves(question.kpi)
    if kind is Behaves.LEVEL:
        return _levels(question.operands[0], chosen.parts, period, step)
    if kind is Behaves.BOUND:
        return _daily_mean(question.operands[0], chosen.parts, period, step).groupby("bucket")["value"].max()
    return _from_sums(question, _all_sums(question, chosen, period, step))


def _all_sums(question: Question, chosen: Chosen, period: Period, step: Step) -> pd.DataFrame:
    """Add the operands up within each channel: rows by `bucket` and `channel`, one column an operand."""
    sums = pd.concat([_sums(question, part, period, step) for part in chosen.parts])
    return sums.groupby(level=["bucket", "channel"]).sum(min_count=1)


def _cumulated(sums: pd.DataFrame, steps: pd.Series) -> pd.DataFrame:
    """Let each channel's sums grow from step to step."""
    grown = {
        name: of.droplevel("channel").reindex(steps).cumsum().ffill() for name, of in sums.groupby(level="channel")
    }
    return pd.concat(grown, names=["channel", "bucket"]).swaplevel()


def _from_sums(question: Question, sums: pd.DataFrame) -> pd.Series:
    """Evaluate the formula on the sums of all channels, or within each channel and then add."""
    if question.kpi.over != "channel":
        return _evaluated(question, sums.groupby(level="bucket").sum(min_count=1), channel="")
    values = [_evaluated(question, of.droplevel("channel"), channel=str(name)) for name, of in sums.groupby(level="channel")]
    return pd.concat(values).groupby(level=0).sum(min_count=1) if values else pd.Series(dtype="float64")


def _evaluated(question: Question, sums: pd.DataFrame, *, channel: str) -> pd.Series:
    given = {key: values[channel] for key, values in question.assumptions.items() if channel in values}
    columns = {name: sums[name] for name in question.operands}
    worked_out = evaluate(question.formula, {**columns, **given})
    return worked_out if isinstance(worked_out, pd.Series) else pd.Series(worked_out, index=sums.index)


def _sums(question: Question, part: Part, period: Period, step: Step) -> pd.DataFrame:
    """Add a part's operands up in each step, over the rows in which all are known."""
    rows = _inside(part.rows[part.paired], period, step)
    if part.grain == Grain.PERIOD:
        rows = _without_overlaps(rows)
    if part.grain in EVENTS:
        rows = pd.concat([rows, _silent_days(question.operands, part, period, step)])
    sums = rows.groupby("bucket")[list(question.operands)].sum(min_count=1)
    return sums.set_index(pd.MultiIndex.from_product([sums.index, [part.channel]], names=["bucket", "channel"]))


def _inside(rows: pd.DataFrame, period: Period, step: Step) -> pd.DataFrame:
    """Keep the rows that lie wholly in the period and in one step, and name the step."""
    first, last = period.stamps
    rows = rows[(rows["start"] >= first) & (rows["end"] <= last)]
    if step is Step.TOTAL:
        return rows.assign(bucket=first)
    bucket = buckets(rows["start"], step)
    return rows.assign(bucket=bucket)[buckets(rows["end"], step) == bucket]


def _without_overlaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Of overlapping periods use the disjoint ones that cover most, in each step."""
    kept = []
    for _, of in rows.groupby("bucket"):
        spans = of[["start", "end"]].drop_duplicates()
        taken = pd.DataFrame(disjoint(spans), columns=["start", "end"])
        kept.append(of.merge(taken, on=["start", "end"]))
    return pd.concat(kept) if kept else rows


def _silent_days(operands: Sequence[str], part: Part, period: Period, step: Step) -> pd.DataFrame:
    """Days without a post, review or mention are zero inside the days that the files cover."""
    first, last = period.stamps
    days = pd.Series(pd.date_range(max(first, part.covers[0]), min(last, part.covers[1]), freq="D"))
    rows = pd.DataFrame({"start": days, "end": days, **dict.fromkeys(operands, 0.0)})
    return _inside(rows, period, step)


def _levels(metric: str, parts: Sequence[Part], period: Period, step: Step) -> pd.Series:
    """Take each account's last value at or before a step's end, carried at most 35 days, and add the accounts."""
    steps = steps_in(period, step)
    found = []
    for part in parts:
        known = part.rows[part.rows[metric].notna()].sort_values("end")
        last = pd.merge_asof(
            steps[["bucket", "end"]].astype({"end": "datetime64[us]"}),
            known[["end", metric]].astype({"end": "datetime64[us]"}),
            on="end",
            tolerance=pd.Timedelta(days=CARRIED_DAYS),
        )
        found.append(last.set_index("bucket")[metric])
    return pd.concat(found, axis=1).sum(axis=1, min_count=1)


def _daily_mean(metric: str, parts: Sequence[Part], period: Period, step: Step) -> pd.DataFrame:
    """Give each channel's mean over the days of a step: `bucket`, `channel`, `value`."""
    rows = pd.concat([_inside(part.rows[part.paired], period, step) for part in parts if part.grain == Grain.DAY] or [pd.DataFrame(columns=["bucket", "channel", metric])])
    means = rows.groupby(["bucket", "channel"], observed=True)[metric].mean()
    return means.rename("value").reset_index()


def _bound(question: Question, chosen: Chosen, period: Period) -> tuple[float, float] | None:
    """Give the least and the most people that the period's daily reach allows: its largest day, and its sum."""
    if behaves(question.kpi) is not Behaves.BOUND or not chosen.parts:
        return None
    metric = question.operands[0]
    days = [_inside(part.rows[part.paired], period, Step.TOTAL)[metric] for part in chosen.parts if part.grain == Grain.DAY]
    whole = pd.concat(days) if days else pd.Series(dtype="float64")
    return (float(whole.max()), float(whole.sum())) if len(whole) else None


def _covered(question: Question, chosen: Chosen, period: Period) -> float:
    """Give the share of a ratio's base that stands in rows where all operands are known."""
    below = question.formula.denominator
    if below is None or not chosen.parts:
        return 1.0
    base = [name for name in below.names if name in question.operands and name not in LEVELS and name not in BOUNDS]
    whole = paired = 0.0
    for part in chosen.parts:
        rows = _inside(part.rows.assign(_paired=part.paired), period, Step.TOTAL)
        known = rows[base].sum(axis=1, min_count=len(base))
        whole += float(known.sum())
        paired += float(known[rows["_paired"]].sum())
    return paired / whole if whole else 1.0


def _with_both_ends(question: Question, chosen: Chosen, period: Period, against: Period) -> Chosen:
    """Of a level compare only the accounts that have a value at both ends: a new account is no growth."""
    if behaves(question.kpi) is not Behaves.LEVEL:
        return chosen
    both = [
        part
        for part in chosen.parts
        if all(_levels(question.operands[0], [part], asked, Step.TOTAL).notna().all() for asked in (period, against))
    ]
    return Chosen(tuple(both), chosen.until, chosen.left_out)


def _change(kpi: Kpi, now: float | None, compared: float | None) -> tuple[float | None, str]:
    """Say the change in points for percentages, as a difference for stars and seconds, else as a share."""
    if now is None or compared is None:
        return None, ""
    if kpi.unit is Unit.PERCENT:
        return now - compared, "points"
    if kpi.unit is Unit.STARS:
        return now - compared, "stars"
    if compared == 0:
        return (0.0, "percent") if now == 0 else (None, "new")
    return (now - compared) / abs(compared), "percent"


def _change_per_day(
    kpi: Kpi, now: float | None, compared: float | None, period: Period, against: Period | None
) -> float | None:
    if behaves(kpi) is not Behaves.FLOW or now is None or not compared or against is None:
        return None
    return (now / period.days) / (compared / against.days) - 1


def _broken(chosen: Chosen, period: Period, against: Period) -> tuple[str, ...]:
    """Say which channels count exposure differently in the two ranges; they cannot be compared by a percentage."""
    said = []
    for part in chosen.parts:
        if not {"impressions", "exposures"} & set(part.rows.columns):
            continue
        now, then = (set(_inside(part.rows, asked, Step.TOTAL)["basis"].astype("str")) - {""} for asked in (period, against))
        if now and then and now != then:
            said.append(f"{part.channel} counts {' and '.join(sorted(now))} now and {' and '.join(sorted(then))} then: not compared")
    return tuple(said)


def _sources(chosen: Chosen) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{part.channel}: {_GRAIN_WORDS.get(part.grain, part.grain)}" for part in chosen.parts))


def _marks(question: Question, chosen: Chosen, period: Period) -> tuple[str, ...]:
    marks = [f"{part.channel}: {form.mark}" for part in chosen.parts for form in part.forms if form.mark]
    marks += [f"{part.channel}: only what the file was filtered to, {part.slice}" for part in chosen.parts if part.slice]
    exposed = [part for part in chosen.parts if {"impressions", "exposures"} & set(part.rows.columns)]
    bases = {part.channel: set(_inside(part.rows, period, Step.TOTAL)["basis"].astype("str")) - {""} for part in exposed}
    if len({basis for found in bases.values() for basis in found}) > 1 and question.formula.is_ratio:
        marks.append("mixed basis: the networks count exposure differently")
    if any((part.rows["paid"] == Paid.MIXED.value).any() for part in exposed):
        mixed = dict.fromkeys(part.channel for part in exposed if (part.rows["paid"] == Paid.MIXED.value).any())
        marks.append(f"{', '.join(mixed)}: the export does not tell organic from boosted")
    if behaves(question.kpi) is Behaves.BOUND and len(chosen.parts) > 1:
        marks.append("the channel that reached most; people on several channels cannot be told apart")
    return tuple(dict.fromkeys(marks))


def _why_not(question: Question, chosen: Chosen, facts: Facts) -> str:
    if facts.spans.empty:
        return "no file is loaded"
    if not chosen.parts:
        return "not in your files"
    newest = max(part.as_of for part in chosen.parts)
    if newest < question.period.start:
        return f"the data end on {day_text(newest)}"
    return "not known for these days"
