"""The address of the objectives page on one KPI, as its controls write it."""

from collections.abc import Sequence

from kpi.catalogue.kpis import Kpi
from kpi.periods import Period
from kpi.store import Workspace
from pages.parts import session


def way_to(
    mine: Workspace, kpi: Kpi, *, channels: Sequence[str] = (), days: Period | None = None
) -> list[tuple[str, str]]:
    """Give what leads to a KPI, under the first objective that it answers, for some channels and days."""
    objectives = session.catalogue(mine).objectives.values()
    about = [("objective", one.label) for one in objectives if kpi.key in one.kpis][:1]
    dates = [("dates", day.isoformat()) for day in (days.start, days.end)] if days else []
    return [*about, ("kpi", kpi.label), *(("channels", name) for name in channels), *dates]
