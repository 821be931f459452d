"""What a thousand ad impressions cost on a channel, and where that is known from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.choice import Scope
from kpi.errors import KpiError
from kpi.facts import Facts
from kpi.formats import period_text
from kpi.measure import Question, ask, series
from kpi.periods import Period, Step, last_months

_MONTHS = 12
_SPREAD = 0.3


class Provenance(StrEnum):
    """Where a CPM comes from, the best first."""

    COMPUTED = "computed from your ads export"
    TYPED = "typed by you"


@dataclass(frozen=True, slots=True)
class Cpm:
    """What a thousand ad impressions cost on a channel: base with the low and high end of its range.

    Money is in `currency` ('' where no file and nobody said which).
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
        if not 0 <= self.low <= self.base <= self.high:
            raise KpiError(f"{self.channel}: the CPM should lie between its low and its high end, and none below zero.")


def cpms(facts: Facts, until: date, *, months: int = _MONTHS) -> dict[str, Cpm]:
    """Compute each channel's CPM from the ads of its network in the twelve months that end with `until`.

    Total spend by total ad impressions; the range is that of the months. More than one currency gives none.
    """
    window = last_months(until, months)
    found: dict[str, Cpm] = {}
    for network in sorted({channel.ads_network for channel in CHANNELS.values()} - {""}):
        computed = _of_network(facts, network, window)
        if computed is None:
            continue
        base, low, high, currency, says = computed
        for channel in CHANNELS.values():
            if channel.ads_network == network:
                found[channel.name] = Cpm(channel.name, base, low, high, currency, Provenance.COMPUTED, says)
    return found


def typed(channel: str, base: float, *, low: float | None = None, high: float | None = None, currency: str = "") -> Cpm:
    """Give a CPM that somebody typed; without a range of its own it spans 30 % to either side, an assumption."""
    return Cpm(
        channel,
        base,
        base * (1 - _SPREAD) if low is None else low,
        base * (1 + _SPREAD) if high is None else high,
        currency,
        Provenance.TYPED,
        "typed by you" + ("; the range of ±30 % is an assumption" if low is None or high is None else ""),
    )


def base(known: Mapping[str, Cpm]) -> dict[str, float]:
    """Give the base CPM by channel: what `measure` takes as the assumption `cpm`."""
    return {channel: cpm.base for channel, cpm in known.items()}


def _of_network(facts: Facts, network: str, window: Period) -> tuple[float, float, float, str, str] | None:
    """Give a network's CPM, its least and greatest month, the currency, and where it comes from."""
    question = Question(KPIS["cpm"], Scope((network,)), window)
    answer = ask(question, facts)
    currencies = _currencies(facts, network, window)
    if answer.value is None or len(currencies) > 1:
        return None
    months = series(question, facts, step=Step.MONTH).dropna(subset="value")
    monthly = months["value"].tolist()
    sums = dict(answer.sums)
    days = period_text(months["start"].min().date() if monthly else window.start, answer.period.end)
    name = network.removesuffix(" Ads")
    says = f"{name} ads, {days}: {sums['spend']:,.2f} for {sums['ad_impressions']:,.0f} impressions"
    around = [answer.value, *monthly]
    return answer.value, min(around), max(around), next(iter(currencies), ""), says


def _currencies(facts: Facts, network: str, window: Period) -> set[str]:
    spans = facts.spans
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    inside = (spans["channel"] == network) & spans["spend"].notna() & (spans["start"] >= first) & (spans["end"] <= last)
    return {str(code) for code in spans.loc[inside, "currency"].unique()} - {""}
