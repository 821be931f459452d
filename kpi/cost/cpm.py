"""What a thousand ad impressions cost on a channel, and where that is known from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import pandas as pd

from kpi.catalogue.benchmarks import Benchmark
from kpi.catalogue.channels import ADS_NETWORKS, CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.choice import Scope
from kpi.errors import KpiError
from kpi.facts import Facts
from kpi.formats import count_text, day_text, decimal_text, period_text
from kpi.measure import Question, ask, series
from kpi.periods import Period, Step, last_months

_MONTHS = 12
_SPREAD = 0.3
_A_RANGE = 2
_ASSUMED = "the range of ±30 % is an assumption"


class Provenance(StrEnum):
    """Where a CPM comes from, what deserves most trust first."""

    COMPUTED = "computed"
    TYPED = "typed"
    BENCHMARK = "benchmark"

    @property
    def label(self) -> str:
        """Say it on a badge."""
        return _LABELS[self]


_LABELS: Mapping[Provenance, str] = {
    Provenance.COMPUTED: "Computed from your ads",
    Provenance.TYPED: "Typed by you",
    Provenance.BENCHMARK: "Benchmark range",
}


@dataclass(frozen=True, slots=True)
class Cpm:
    """What a thousand ad impressions cost on a channel: base with the low and high end of its range.

    Money is in `currency` ('' where no file and nobody said which). `says` names where all three come from.
    """

    channel: str
    base: float
    low: float
    high: float
    currency: str
    provenance: Provenance
    says: str

    def __post_init__(self) -> None:
        """Refuse a range that is none."""
        if not 0 <= self.low <= self.base <= self.high < float("inf"):
            raise KpiError(f"{self.channel}: the CPM should lie between its low and its high end, and none below zero.")


def cpms(facts: Facts, until: date, *, months: int = _MONTHS) -> dict[str, Cpm]:
    """Compute each channel's CPM from the ads of its network in the twelve months that end with `until`.

    Total spend by total ad impressions; the range is that of the months, of a single month ±30 %. More than one
    currency gives none, and so do ads for which nobody paid; `why_none` says so.
    """
    window = last_months(until, months)
    found: dict[str, Cpm] = {}
    for network, channels in ADS_NETWORKS.items():
        computed = _of_network(facts, network, window)
        found |= {name: replace(computed, channel=name) for name in channels} if computed else {}
    return found


def quarters(facts: Facts, until: date, channel: str, *, months: int = _MONTHS) -> tuple[tuple[Period, float], ...]:
    """Give a channel's computed CPM quarter by quarter, the first and the last as far as the twelve months reach."""
    network = CHANNELS[channel].ads_network
    question = Question(KPIS["cpm"], Scope((network,)), last_months(until, months))
    return _stepped(question, facts, Step.QUARTER) if network else ()


def why_none(facts: Facts, until: date, *, months: int = _MONTHS) -> dict[str, str]:
    """Say of each channel without a computed CPM why there is none."""
    window, known = last_months(until, months), cpms(facts, until, months=months)
    return {
        name: _why_none(facts, network, window)
        for network, channels in ADS_NETWORKS.items()
        for name in channels
        if name not in known
    }


def typed(
    channel: str,
    base: float,
    *,
    low: float | None = None,
    high: float | None = None,
    currency: str = "",
    by: str = "",
    at: date | None = None,
) -> Cpm:
    """Give a CPM that somebody typed; an end of its range that they did not type is 30 % away, an assumption."""
    said = f"typed by {by or 'you'}" + (f" on {day_text(at)}" if at else "")
    assumed = f"; {_ASSUMED}" if low is None or high is None else ""
    low, high = _around(base, low, high)
    return Cpm(channel, base, low, high, currency, Provenance.TYPED, said + assumed)


def benchmark(channel: str, published: Benchmark, *, by: str = "", at: date | None = None) -> Cpm:
    """Give the CPM that a published range stands for: its base is the middle, and a single figure spans ±30 %."""
    return taken_benchmark(
        channel,
        (published.low + published.high) / 2,
        ends=None if published.low == published.high else (published.low, published.high),
        currency=published.currency,
        source=published.says,
        by=by,
        at=at,
    )


def taken_benchmark(
    channel: str,
    base: float,
    *,
    ends: tuple[float, float] | None,
    currency: str,
    source: str,
    by: str = "",
    at: date | None = None,
) -> Cpm:
    """Give a published range as it was taken, whatever is published today; one without ends spans ±30 %."""
    said = f"published by {source}; " + ("its base is the middle of the range" if ends else _ASSUMED)
    said += f"; taken by {by}" + (f" on {day_text(at)}" if at else "") if by else ""
    low, high = ends or _around(base, None, None)
    return Cpm(channel, base, low, high, currency, Provenance.BENCHMARK, said)


def in_force(computed: Mapping[str, Cpm], kept: Iterable[Cpm]) -> dict[str, Cpm]:
    """Give the CPM that counts for each channel.

    What somebody typed is their explicit choice and counts instead of a computed one until it is taken back. A
    benchmark that somebody took gives way as soon as their own ads tell the CPM.
    """
    kept = tuple(kept)
    taken = {one.channel: one for one in kept if one.provenance is Provenance.BENCHMARK}
    chosen = {one.channel: one for one in kept if one.provenance is not Provenance.BENCHMARK}
    return {**taken, **computed, **chosen}


def base(known: Mapping[str, Cpm]) -> dict[str, float]:
    """Give the base CPM by channel: what `measure` takes as the assumption `cpm`."""
    return {channel: cpm.base for channel, cpm in known.items()}


def currencies(known: Iterable[Cpm]) -> dict[str, tuple[str, ...]]:
    """List the channels by the currency of their CPM, those of no stated currency left out.

    >>> currencies([typed("X", 4, currency="USD"), typed("TikTok", 5, currency="EUR"), typed("YouTube", 5)])
    {'EUR': ('TikTok',), 'USD': ('X',)}
    """
    known = tuple(known)
    codes = sorted({one.currency for one in known} - {""})
    return {code: tuple(one.channel for one in known if one.currency == code) for code in codes}


def _of_network(facts: Facts, network: str, window: Period) -> Cpm | None:
    """Give a network's CPM, its cheapest and dearest month, the currency, and where it comes from."""
    question = Question(KPIS["cpm"], Scope((network,)), window)
    answer = ask(question, facts)
    codes = _currencies(facts, network, window)
    if not answer.value or len(codes - {""}) > 1:  # ads for which nobody paid tell no price
        return None
    months = _stepped(question, facts, Step.MONTH)
    days = period_text(months[0][0].start if months else window.start, answer.period.end)
    sums = dict(answer.sums)
    spent, seen = decimal_text(sums["spend"], 2), count_text(sums["ad_impressions"])
    says = f"{_name(network)} ads, {days}: {spent} for {seen} impressions"
    if len(months) < _A_RANGE:
        low, high = _around(answer.value, None, None)
        says += f"; {_ASSUMED}"
    else:
        around = [answer.value, *(value for _, value in months)]
        low, high = min(around), max(around)
        says += "; low and high are its cheapest and dearest month"
    if len(codes) > 1:
        says += f"; part of them state no currency and count as {next(iter(codes - {''}))}"
    return Cpm(network, answer.value, low, high, next(iter(codes - {""}), ""), Provenance.COMPUTED, says)


def _stepped(question: Question, facts: Facts, step: Step) -> tuple[tuple[Period, float], ...]:
    known = series(question, facts, step=step).dropna(subset="value")
    told = zip(known["start"], known["end"], known["value"], strict=True)
    return tuple((Period(start.date(), end.date()), float(value)) for start, end, value in told)


def _why_none(facts: Facts, network: str, window: Period) -> str:
    codes = sorted(_currencies(facts, network, window) - {""})
    if len(codes) > 1:
        told = " and ".join(codes)
        return f"Your {_name(network)} ads are in {told}, which nobody may add up: type a CPM in one of them."
    of_ads = facts.spans["channel"].eq(network) & facts.spans["spend"].notna()
    if not of_ads.any():
        return f"No export of {_name(network)} ads is loaded."
    unpaid = ask(Question(KPIS["cpm"], Scope((network,)), window), facts).value == 0
    lacks = "spend" if unpaid else "impressions"
    return f"Your {_name(network)} ads export holds no {lacks} in the twelve months until {day_text(window.end)}."


def _name(network: str) -> str:
    return network.removesuffix(" Ads")


def _around(base: float, low: float | None, high: float | None) -> tuple[float, float]:
    return base * (1 - _SPREAD) if low is None else low, base * (1 + _SPREAD) if high is None else high


def _currencies(facts: Facts, network: str, window: Period) -> set[str]:
    """Name the currencies of a network's ads; '' where a file states none."""
    spans = facts.spans
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    inside = (spans["channel"] == network) & spans["spend"].notna() & (spans["start"] >= first) & (spans["end"] <= last)
    return {str(code) for code in spans.loc[inside, "currency"].unique()}
