"""What the work on social media really costs, the team's effort and the spend on ads, beside what came of it.

It holds what was paid; the weighted cost holds what nobody paid. The two are never added or divided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from kpi.catalogue.channels import ADS_NETWORKS
from kpi.catalogue.kpis import kpi_of
from kpi.catalogue.metrics import Unit
from kpi.choice import NOT_IN_FILES, Scope
from kpi.cost.told_over import why_partly
from kpi.errors import KpiError
from kpi.facts import Facts
from kpi.formats import day_text, exact, period_text
from kpi.measure import Question, ask
from kpi.periods import Period, Step, cut, month_of, whole_months


@dataclass(frozen=True, slots=True)
class Effort:
    """What the team's work over a period costs, in `currency`."""

    amount: float
    currency: str
    period: Period

    def __post_init__(self) -> None:
        """Refuse a cost below nothing."""
        _refuse_below_zero(self.amount)


@dataclass(frozen=True, slots=True)
class Monthly:
    """What a month of the team's work costs, from a month on until another is typed; `since` is its first day."""

    since: date
    amount: float
    currency: str
    typed_by: str
    typed_on: date

    def __post_init__(self) -> None:
        """Refuse a cost below nothing, one of no currency and one that begins within a month."""
        _refuse_below_zero(self.amount)
        if not self.currency:
            raise KpiError("Say in which currency a month of the team's work is told.")
        if self.since.day != 1:
            raise KpiError("What a month of the team's work costs holds from the first day of a month on.")


def monthly_as_json(known: Iterable[Monthly]) -> list[dict[str, Any]]:
    """Write what months of work cost for the settings of a workspace."""
    return [
        {
            "since": one.since.isoformat(),
            "amount": one.amount,
            "currency": one.currency,
            "typed_by": one.typed_by,
            "typed_on": one.typed_on.isoformat(),
        }
        for one in known
    ]


def monthly_from_json(kept: Iterable[dict[str, Any]]) -> tuple[Monthly, ...]:
    """Read what `monthly_as_json` wrote, the latest month first."""
    read = (
        Monthly(**{**one, "since": date.fromisoformat(one["since"]), "typed_on": date.fromisoformat(one["typed_on"])})
        for one in kept
    )
    return tuple(_latest_first(read))


def effort_of(known: Sequence[Monthly], period: Period) -> tuple[Effort | None, str]:
    """Add up what the team's work over whole months costs; else say why that is not known.

    A part of a month has no cost of its own: nobody said on which days the work was done.
    """
    if not known:
        return None, "nobody typed what a month of the team's work costs"
    if not whole_months(period):
        return None, f"the team's work is known by whole months, and {_days(period)} is none"
    months = [month_of(start.item()) for start in cut(period, Step.MONTH).start]
    latest = _latest_first(known)
    told = [next((one for one in latest if one.since <= month.start), None) for month in months]
    counted = [one for one in told if one]
    if len(counted) < len(months):
        first = min(known, key=lambda one: one.since).since
        return None, f"the team's work is known from {_days(month_of(first))} on"
    codes = sorted({one.currency for one in counted})
    if len(codes) > 1:
        return None, f"the team's work is told in {' and '.join(codes)}, and nothing is converted"
    return Effort(sum(one.amount for one in counted), codes[0], period), ""


@dataclass(frozen=True, slots=True)
class Investment:
    """What was paid in a period and what came of it; None where it is unknown.

    `per_conversion` is what was paid by all conversions of the website, and `title` says what it holds. `says` are its
    receipt, `why_not` why there is none; it and the spend are in `currency`. `revenue` stands beside; no file states
    its currency.
    """

    period: Period
    effort: Effort | None
    spend: float | None
    currency: str
    conversions: float | None
    revenue: float | None
    per_conversion: float | None = None
    title: str = ""
    says: tuple[str, ...] = ()
    why_not: str = ""


def invested(facts: Facts, known: Sequence[Monthly], period: Period) -> Investment:
    """Hold the team's effort and the spend on social ads against the website's conversions over the same whole days.

    Spend alone is never divided: without the team's effort it would pass for what a conversion costs. Effort without
    spend is, under a title that says so, where no ads export is loaded at all. Two currencies are not added.
    """
    effort, no_effort = effort_of(known, period)
    paid = _spend(facts, period)
    counted = _amount(facts, "conversions", Scope(), period)
    revenue = _amount(facts, "revenue", Scope(), period)
    told = Investment(period, effort, paid.value, paid.currency, counted.value, revenue.value)
    why_not = no_effort or paid.why_not or counted.why_not or _two_currencies(effort, paid)
    if effort is None or counted.value is None or why_not:
        return replace(told, why_not=why_not)
    if not counted.value:
        return replace(told, why_not=f"there are no conversions in {_days(period)} to divide by")
    return replace(
        told,
        currency=effort.currency,
        per_conversion=(effort.amount + (paid.value or 0)) / counted.value,
        title="Cost per conversion" if paid.value is not None else "Cost per conversion, without ad spend",
        says=_receipt(effort, paid, counted),
    )


@dataclass(frozen=True, slots=True)
class _Amount:
    """What was added up over a period, its currency where it is money, what qualifies it, or why it is unknown."""

    value: float | None = None
    currency: str = ""
    of: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    why_not: str = ""


def _spend(facts: Facts, period: Period) -> _Amount:
    """Add up the spend on the ads of social networks; unknown for no stated reason where no ads export is loaded."""
    spent = facts.spans.loc[facts.spans["spend"].notna() & facts.spans["channel"].isin(list(ADS_NETWORKS))]
    if spent.empty:
        return _Amount()
    networks = tuple(sorted(str(name) for name in spent["channel"].unique()))
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    inside = spent.loc[(spent["start"] >= first) & (spent["end"] <= last)]
    codes = sorted({str(code) for code in inside["currency"].unique()} - {""})
    if len(codes) > 1:
        return _Amount(why_not=f"the ads are in {' and '.join(codes)}, and nothing is converted")
    found = _amount(facts, "spend", Scope(networks), period, gaps=True)
    if found.value is not None and (partly := why_partly(facts, networks, period)):
        return _Amount(why_not=partly)
    return replace(found, currency=next(iter(codes), ""), of=networks)


def _amount(facts: Facts, key: str, scope: Scope, period: Period, *, gaps: bool = False) -> _Amount:
    """Add a metric up over a period, known to its end and, but for the `gaps` of ads that paused, on every day."""
    kpi = kpi_of(key)
    answer = ask(Question(kpi, scope, period), facts)
    name = kpi.label.lower()
    late = [f"of {channel}: {reason}" for channel, reason in answer.left_out if reason != NOT_IN_FILES]
    if answer.value is None:
        return _Amount(why_not=f"{name}: {answer.why_not}")
    if answer.period != period:
        return _Amount(why_not=f"{name}: known until {day_text(answer.period.end)} only")
    if late:
        return _Amount(why_not=f"{name} {', '.join(late)}")
    if answer.days_known < period.days and not gaps:
        return _Amount(why_not=f"{name}: known on {answer.days_known} of {period.days} days")
    return _Amount(answer.value, marks=answer.marks)


def _two_currencies(effort: Effort | None, paid: _Amount) -> str:
    if effort is None or not paid.currency or paid.currency == effort.currency:
        return ""
    return (
        f"the team's work is told in {effort.currency} and the ads are in {paid.currency}, and nothing is converted: "
        f"type the team's work in {paid.currency}"
    )


def _receipt(effort: Effort, paid: _Amount, counted: _Amount) -> tuple[str, ...]:
    """Put the cost per conversion in words, with the figures that it is made of."""
    work = exact(effort.amount, Unit.MONEY, effort.currency)
    ads = "" if paid.value is None else exact(paid.value, Unit.MONEY, effort.currency)
    each = exact((effort.amount + (paid.value or 0)) / (counted.value or 1), Unit.MONEY, effort.currency)
    number = exact(counted.value, Unit.COUNT)
    named = " and ".join(name.removesuffix(" Ads") for name in paid.of)
    silent = (f"the ads state no currency and count as {effort.currency}",) if ads and not paid.currency else ()
    return (
        f"Team's effort, {_days(effort.period)}: {work}",
        _qualified(f"Spend on ads of {named}: {ads}", (*paid.marks, *silent))
        if ads
        else "Ad spend: not known, no ads export is loaded",
        _qualified(f"Conversions: {number}", counted.marks),
        f"({work} + {ads}) / {number} = {each}" if ads else f"{work} / {number} = {each}",
    )


def _qualified(line: str, marks: Sequence[str]) -> str:
    return f"{line} ({'; '.join(marks)})" if marks else line


def _latest_first(known: Iterable[Monthly]) -> list[Monthly]:
    return sorted(known, key=lambda one: one.since, reverse=True)


def _days(period: Period) -> str:
    return period_text(period.start, period.end)


def _refuse_below_zero(amount: float) -> None:
    if not 0 <= amount < float("inf"):
        raise KpiError("What the team's work costs is an amount, and none below zero.")
