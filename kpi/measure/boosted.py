"""Exposure that does not tell organic from boosted, beside the ads of the same days: why these cannot be subtracted."""

from collections.abc import Sequence

from kpi.catalogue.channels import ADS_NETWORKS, CHANNELS
from kpi.choice import Part
from kpi.columns import Grain, Paid
from kpi.facts import Facts, View
from kpi.periods import Period

_COUNTED_BY_ADS = frozenset({"impressions"})


def why_ads_stay(mixed: Sequence[Part], facts: Facts, period: Period) -> tuple[str, ...]:
    """Say of the parts whose networks ran ads in a range why the ads cannot be taken out of them, a reason a line."""
    channels: dict[str, list[str]] = {}
    for part in mixed:
        ads = CHANNELS[part.channel].ads_network if part.channel in CHANNELS else ""
        if any(view.channel == ads and _ran(view, period) for view in facts.views):
            channels.setdefault(_reason(part, ads, period), []).append(part.channel)
    return tuple(
        f"{', '.join(dict.fromkeys(of))}: ads cannot be subtracted: {reason}"
        for reason, of in channels.items()
        if reason
    )


def is_mixed(part: Part, period: Period) -> bool:
    """Tell whether what a part counts in a range does not tell organic from boosted."""
    return Paid.MIXED.value in part.texts("paid", period)


def _ran(view: View, period: Period) -> bool:
    """Tell whether ads are known on some of a range's days."""
    if "ad_impressions" not in view.metrics:
        return False
    first, last = period.ends
    within = (view.start <= last) & (view.end >= first)
    return bool((view.metrics["ad_impressions"][within] > 0).any())


def _reason(part: Part, ads: str, period: Period) -> str:
    """Say what keeps the ads of a network apart from what a part counts."""
    if part.grain == Grain.POST:
        return "its posts count their whole life, the ads file the days on which ads ran"
    others = part.bases(period) - _COUNTED_BY_ADS
    if others:
        return f"its file counts {' and '.join(sorted(others))}, the ads file impressions"
    sharing = ADS_NETWORKS.get(ads, ())
    return f"the ads file counts {' and '.join(sharing)} together" if len(sharing) > 1 else ""
