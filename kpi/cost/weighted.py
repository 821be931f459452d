"""The weighted cost of organic impressions: what buying them as ads would have cost."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kpi.catalogue.kpis import KPIS
from kpi.choice import Scope
from kpi.cost.cpm import Cpm, base
from kpi.errors import KpiError
from kpi.facts import Facts
from kpi.measure import Assumptions, Question, ask, series
from kpi.periods import Period, Step

CAVEAT = "Cost comparison, not value created; see AMEC's Barcelona Principles."


@dataclass(frozen=True, slots=True)
class Cost:
    """The weighted cost of a scope and period: low, base and high, by channel, and what it leaves out.

    `by_channel` has one row a channel: channel, impressions, cpm, low, base, high. `covered` is the share of the
    impressions that have a CPM.
    """

    period: Period
    low: float | None
    base: float | None
    high: float | None
    currency: str
    by_channel: pd.DataFrame
    covered: float
    without_cpm: tuple[str, ...]
    marks: tuple[str, ...]


def weighted_cost(facts: Facts, known: Mapping[str, Cpm], *, scope: Scope, period: Period) -> Cost:
    """Work out organic impressions × CPM / 1000 within each channel, and add; channels without a CPM are named."""
    counted = _by_channel(facts, "impressions", scope, period, {})
    rows = counted.to_frame("impressions")
    rows["cpm"] = pd.Series(base(known), dtype="float64").reindex(rows.index)
    for end in ("low", "base", "high"):
        price = {name: getattr(cpm, end) for name, cpm in known.items()}
        rows[end] = _by_channel(facts, "weighted_cost", scope, period, {"cpm": price}).reindex(rows.index)
    priced = rows.dropna(subset=["base"]).rename_axis("channel").reset_index()
    answer = ask(Question(KPIS["impressions"], scope, period), facts)
    currencies = {known[name].currency for name in priced["channel"]} - {""}
    if len(currencies) > 1:
        raise KpiError(f"The CPMs are in {' and '.join(sorted(currencies))}: one currency is needed to add them up.")
    return Cost(
        period=answer.period,
        low=_sum(priced["low"]),
        base=_sum(priced["base"]),
        high=_sum(priced["high"]),
        currency=next(iter(currencies), ""),
        by_channel=priced.sort_values("base", ascending=False, ignore_index=True),
        covered=float(priced["impressions"].sum() / counted.sum()) if counted.sum() else 0.0,
        without_cpm=tuple(str(name) for name in counted.index if name not in known),
        marks=answer.marks,
    )


def _by_channel(facts: Facts, key: str, scope: Scope, period: Period, assumptions: Assumptions) -> pd.Series:
    question = Question(KPIS[key], scope, period, assumptions=assumptions)
    values = series(question, facts, step=Step.TOTAL, split="channel")
    return values.set_index("channel")["value"].dropna()


def _sum(column: pd.Series) -> float | None:
    return float(column.sum()) if len(column) else None
