"""The workspace's own catalogue: what is shipped, with the workspace's KPIs and objectives in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.catalogue.metrics import DERIVED, METRICS, DerivedMetric, Metric
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.own import names_in, resolved_all


@dataclass(frozen=True, slots=True)
class Own:
    """What a workspace has of its own: KPIs with their formulas as typed; objectives that are new or changed."""

    kpis: tuple[Kpi, ...] = ()
    objectives: tuple[Objective, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be charted, aimed at and asked for, by key.

    `kpis` holds the shipped KPIs, the workspace's own, and every metric that is no KPI yet as a KPI of that one metric
    (`metrics` names these). `own` is what the workspace changed; `set_aside` says of each of its KPIs that cannot be
    worked out any more why: such a KPI stands in no other field.
    """

    kpis: Mapping[str, Kpi]
    objectives: Mapping[str, Objective]
    metrics: frozenset[str] = frozenset()
    own: Own = field(default_factory=Own)
    set_aside: Mapping[str, str] = field(default_factory=dict)

    def is_own(self, key: str) -> bool:
        """Tell whether the workspace made a KPI or an objective itself."""
        return key in {kpi.key for kpi in self.own.kpis} or (self.is_changed(key) and key not in OBJECTIVES)

    def is_changed(self, key: str) -> bool:
        """Tell whether an objective is not as shipped."""
        return key in {objective.key for objective in self.own.objectives}

    def used_by(self, key: str) -> tuple[str, ...]:
        """Name the KPIs and objectives that would lose something without a KPI."""
        kpis = [f"the KPI “{kpi.label}”" for kpi in self.own.kpis if key in names_in(kpi.formula)]
        objectives = [f"the objective “{one.label}”" for one in self.objectives.values() if key in one.kpis]
        return (*kpis, *objectives)


def catalogue(own: Own) -> Catalogue:
    """Put the workspace's own KPIs and objectives among those that are shipped."""
    made, set_aside = resolved_all(own.kpis)
    metrics = _metrics_alone()
    kpis = {**KPIS, **made, **metrics}
    objectives = {key: _as_changed(one, own.objectives) for key, one in OBJECTIVES.items()}
    objectives |= {one.key: one for one in own.objectives if one.key not in OBJECTIVES}
    known = {key: _of_known(one, kpis) for key, one in objectives.items()}
    return Catalogue(
        kpis=kpis,
        objectives={key: one for key, one in known.items() if one.kpis},
        metrics=frozenset(metrics),
        own=own,
        set_aside=set_aside,
    )


def _metrics_alone() -> dict[str, Kpi]:
    """Make a KPI of each metric that none is yet; no way is better until somebody says so with a KPI of their own."""
    every: tuple[Metric | DerivedMetric, ...] = (*METRICS.values(), *DERIVED.values())
    taken = {*KPIS, *(kpi.formula for kpi in KPIS.values())}
    return {
        metric.key: Kpi(metric.key, metric.label, metric.key, metric.meaning, unit=metric.unit, better=Better.NEITHER)
        for metric in every
        if metric.key not in taken
    }


def _as_changed(shipped: Objective, changes: Iterable[Objective]) -> Objective:
    """Give a shipped objective the KPIs that were chosen for it; its verdict holds for its shipped headline alone."""
    changed = next((one for one in changes if one.key == shipped.key), None)
    if changed is None:
        return shipped
    verdict = shipped.verdict if changed.headline == shipped.headline else None
    besides = tuple(key for key in (*shipped.kpis, *shipped.besides) if key not in changed.kpis)
    return replace(shipped, kpis=changed.kpis, headline=changed.headline, verdict=verdict, besides=besides)


def _of_known(objective: Objective, kpis: Mapping[str, Kpi]) -> Objective:
    """Leave out of an objective what the catalogue does not hold, so that no page asks for it."""
    held = tuple(key for key in objective.kpis if key in kpis)
    headline = objective.headline if objective.headline in held else next(iter(held), "")
    return replace(objective, kpis=held, headline=headline)
