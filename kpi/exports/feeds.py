"""Which exports feed a KPI: what to fetch for a number that is not in the files."""

from collections.abc import Collection
from functools import lru_cache

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import BOUNDS, DERIVED, MADE_FROM, OF_ACCOUNT
from kpi.catalogue.operands import feeding, written_out
from kpi.columns import Grain
from kpi.exports import EXPORTS
from kpi.exports.export import Export


@lru_cache(maxsize=500)
def exports_feeding(kpi: Kpi) -> tuple[Export, ...]:
    """List the exports that hold a metric of the KPI, those that hold most of its operands first.

    Of those that hold as many, the channels stand in their own order; what its platform gives no more comes last.
    """
    wanted, places = feeding(kpi), {name: place for place, name in enumerate(CHANNELS)}
    found = [export for export in EXPORTS if wanted & given(export)]

    def order(export: Export) -> tuple[bool, int, int]:
        return not export.cadence, -_operands_held(kpi, export), places.get(export.channel, len(places))

    return tuple(sorted(found, key=order))


@lru_cache(maxsize=500)
def never_together(kpi: Kpi) -> bool:
    """Tell whether no channel has exports that hold all that a KPI is made of, so that files give it no value.

    What is worked out on assumptions waits for these, not for a file.
    """
    if kpi.over:
        return False
    names = written_out(kpi.formula).names
    channels = {export.channel for export in EXPORTS}
    return not any(all(_known(name, _given_for(channel)) for name in names) for channel in channels)


def _given_for(channel: str) -> frozenset[str]:
    return frozenset().union(*(given(export) for export in EXPORTS if export.channel in (channel, "")))


def _operands_held(kpi: Kpi, export: Export) -> int:
    """Count the operands that an export can give in some form."""
    return sum(_known(name, given(export)) for name in written_out(kpi.formula).names)


def _known(name: str, metrics: Collection[str]) -> bool:
    if name in DERIVED:
        return any(all(_known(key, metrics) for key in form.always) for form in DERIVED[name].forms)
    return not {*MADE_FROM.get(name, ()), name}.isdisjoint(metrics)


def given(export: Export) -> frozenset[str]:
    """Name the metrics that an export answers for; posts say nothing of the account's follows or daily reach."""
    beyond_posts = {*OF_ACCOUNT, *BOUNDS} if export.grain is Grain.POST else set()
    return frozenset(export.metrics) - beyond_posts


def tool(fetch: str) -> str:
    """Name the tool of a platform that a way of clicks begins with.

    >>> tool("LinkedIn Page → Analytics → Content → Export")
    'LinkedIn Page'
    """
    return fetch.partition(" → ")[0]
