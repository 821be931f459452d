"""A target held against the facts: how far it is, how far it should be, and what is still required."""

from collections.abc import Callable, Mapping

import pandas as pd

from kpi.catalogue.kpis import KPIS, Kpi
from kpi.facts import Facts
from kpi.measure import Assumptions, Question
from kpi.targets.held import Track
from kpi.targets.last import on_each, on_last_days, on_last_month
from kpi.targets.seen import Seen, seen, without_newcomers
from kpi.targets.target import Over, Target, sense_of
from kpi.targets.way import way_of
from kpi.targets.whole import on_whole

__all__ = ["Track", "track"]

_OF: Mapping[Over, Callable[[Track, Seen, Question, Facts], Track]] = {
    Over.WHOLE: on_whole,
    Over.LAST_28_DAYS: on_last_days,
    Over.LAST_MONTH: on_last_month,
    Over.EACH_WEEK: on_each,
    Over.EACH_MONTH: on_each,
}


def track(
    target: Target, facts: Facts, *, kpis: Mapping[str, Kpi] = KPIS, assumptions: Assumptions | None = None
) -> Track:
    """Hold a target on one of `kpis` against the facts, as of the last day that all its channels know.

    The assumptions are for a KPI that is worked out within each channel; others need none.
    """
    kpi = kpis[target.kpi]
    assumed = (assumptions or {}) if kpi.over else {}
    question = Question(kpi, target.scope, target.window, assumptions=assumed)
    facts, newcomers = without_newcomers(question, facts)
    mine = seen(question, facts)
    bare = Track(
        target=target,
        kpi=kpi,
        behaves=way_of(kpi),
        sense=sense_of(target, kpi),
        frame=pd.DataFrame(),
        as_of=mine.as_of,
        days_left=(target.end - mine.as_of).days if mine.as_of else target.window.days,
        late=mine.late,
        silent=mine.silent,
        grows=mine.grows,
        newcomers=newcomers,
    )
    return _OF[target.over](bare, mine, question, facts)
