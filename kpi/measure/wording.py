"""What qualifies an answer, in words: its source, its marks, and why there is no value."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import DERIVED, METRICS
from kpi.catalogue.operands import Behaves, behaves, feeding
from kpi.choice import TOTALS, Part
from kpi.columns import Grain
from kpi.facts import CONVERSIONS, Facts
from kpi.formats import day_text, share_text
from kpi.measure.boosted import is_mixed, why_ads_stay
from kpi.measure.question import Evidence, Question
from kpi.measure.sums import LEAST_COVERED
from kpi.periods import Period

GRAIN_WORDS = {
    Grain.DAY.value: "daily totals",
    Grain.POST.value: "posts, lifetime values by day of publishing",
    Grain.PERIOD.value: "period totals",
    Grain.CAMPAIGN.value: "campaign totals",
    Grain.REVIEW.value: "reviews",
    Grain.MENTION.value: "mentions",
}


def title_of(kpi: Kpi, parts: Sequence[Part]) -> str:
    """Name what is shown: a derived metric may take a form that wants another title."""
    if behaves(kpi) is Behaves.BOUND and any(part.grain in TOTALS for part in parts):
        return METRICS[kpi.formula].label
    return next((form.retitle for part in parts for form in part.forms if form.retitle), kpi.label)


def source_of(part: Part) -> str:
    """Name a channel's grain, and what a derived metric was added up from where that differs between channels."""
    joined = [keys for form, keys in zip(part.forms, part.added, strict=True) if form.joins]
    said = ", ".join(METRICS[key].label.lower() for keys in joined for key in keys)
    return f"{part.channel}: {GRAIN_WORDS[part.grain]}" + (f" ({said})" if said else "")


def marks_of(question: Question, facts: Facts, parts: Sequence[Part], period: Period) -> tuple[str, ...]:
    """Say what qualifies a value: filters, days that are missing, a mixed basis, paid among organic."""
    marks = [f"{part.channel}: {form.mark}" for part in parts for form in part.forms if form.mark]
    marks += [
        f"{part.channel}: only what the file was filtered to, {part.view.slice}" for part in parts if part.view.slice
    ]
    marks += [_incomplete(part, period) for part in parts]
    exposed = of_exposure(parts)
    if mixes_bases(question, parts, period):
        marks.append("mixed basis: the networks count exposure differently")
    mixed = [part for part in exposed if is_mixed(part, period)]
    if mixed:
        marks.append(f"{names_of(mixed)}: the export does not tell organic from boosted")
    marks += why_ads_stay(mixed, facts, period)
    marks += priced_alike(parts, period) if question.assumptions else ()
    if any(_speaks_of_all_visitors(part) for part in parts):
        marks.append("all visitors of the website, not those from social alone")
    if behaves(question.kpi) is Behaves.BOUND:
        stated = [part.channel for part in parts if part.grain in TOTALS]
        marks += [f"{channel}: people reached in the whole period, as the platform states it" for channel in stated]
    if behaves(question.kpi) is Behaves.BOUND and len(parts) > 1:
        marks.append("the channel that reached most; people on several channels cannot be told apart")
    marks += _actions_counted(question, facts)
    return tuple(mark for mark in dict.fromkeys(marks) if mark)


def _actions_counted(question: Question, facts: Facts) -> tuple[str, ...]:
    """Say which actions count as conversions, where the files name any or some were chosen."""
    if feeding(question.kpi).isdisjoint(CONVERSIONS) or not (facts.actions or facts.chosen):
        return ()
    return (f"counts as a conversion: {', '.join(facts.chosen) or 'every action in your files'}",)


def _speaks_of_all_visitors(part: Part) -> bool:
    is_web = part.channel in CHANNELS and CHANNELS[part.channel].group == "Web"
    return is_web and not set(part.operands) <= {"social_sessions", "paid_social_sessions"}


def without_level(parts: Sequence[Part], period: Period) -> tuple[tuple[str, str], ...]:
    """Name the channels of which a total that the formula needs is not known on its day, so that they do not count."""
    ends = tuple(np.array([day]) for day in period.ends)
    return tuple(
        (part.channel, f"no {_label(name).lower()} is known")
        for part in parts
        for name in part.levels
        if not part.is_level and np.isnan(part.level_in(name, *ends)[0])
    )


def mixes_bases(question: Question, parts: Sequence[Part], period: Period) -> bool:
    """Tell whether a ratio rests on what networks count differently."""
    bases = set().union(*(part.bases(period) for part in of_exposure(parts)))
    return len(bases) > 1 and question.formula.is_ratio


def _incomplete(part: Part, period: Period) -> str:
    """Say how many of the days a channel knows where it is not all; of a level, the day of its value."""
    if not part.is_level:
        known = part.days_known(period)
        return f"{part.channel}: {known} of {period.days} days known" if known < period.days else ""
    at = int(np.searchsorted(part.known, period.ends[1], side="right")) - 1
    day: date = part.known[max(at, 0)].item()
    return f"{part.channel}: as of {day_text(day)}" if day < period.end and at >= 0 else ""


def of_exposure(parts: Sequence[Part]) -> list[Part]:
    """Give the parts whose operands count how often something was seen."""
    return [part for part in parts if {"impressions", "exposures"} & set(part.operands)]


def priced_alike(parts: Sequence[Part], period: Period) -> tuple[str, ...]:
    """Name what is priced as if it were impressions, and where what is counted changes within the days."""
    told: dict[str, list[str]] = {}
    for channel, bases in counted_as(parts, period).items():
        if bases - {"impressions"}:
            told.setdefault(" and ".join(sorted(bases)), []).append(channel)
    return tuple(
        f"{', '.join(names)}: the file counts {bases}, which are priced like impressions"
        for bases, names in told.items()
    )


def counted_as(parts: Sequence[Part], period: Period) -> dict[str, set[str]]:
    """Say of each channel what its files count as exposure."""
    counted: dict[str, set[str]] = {}
    for part in of_exposure(parts):
        counted.setdefault(part.channel, set()).update(part.bases(period))
    return counted


def names_of(parts: Sequence[Part]) -> str:
    """List the channels of some parts."""
    return ", ".join(dict.fromkeys(part.channel for part in parts))


def why_not(question: Question, evidence: Evidence, facts: Facts, covered: float) -> str:
    """Say why there is no value, as short as it can be."""
    period, parts = question.period, evidence.parts
    if facts.spans.empty:
        return "no file is loaded"
    if not parts:
        reasons = [*(f"the {reason}" for _, reason in evidence.chosen.untimely), "not in your files"]
        return evidence.unpriced[0][1] if evidence.unpriced else reasons[0]
    if covered < LEAST_COVERED:
        return f"only {share_text(covered)} of the base is known"
    if question.base and any(part.days_known(period) for part in parts):
        names = " or ".join(_label(name).lower() for name in question.base.names)
        return f"no {names} in these days"
    return "not known for these days"


def _label(name: str) -> str:
    return (METRICS.get(name) or DERIVED[name]).label
