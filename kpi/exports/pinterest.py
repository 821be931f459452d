"""Pinterest Analytics: the overview by day, and the best Pins and boards, which are no totals."""

from kpi.columns import Paid
from kpi.exports.export import DAY, IGNORED, Export, Kind, column

_PLATFORM = "Pinterest"
_NAMED = ("Pinterest*", "*Pinterest Analytics*")
_METRICS = (
    column("impressions", "Impressions", basis="impressions"),
    column("engagements", "Engagements", "Engagement"),
    column("clicks", "Pin clicks"),
    column("link_clicks", "Outbound clicks"),
    column("saves", "Saves"),
)
_ANY = ("Impressions", "Engagements", "Pin clicks", "Outbound clicks", "Saves")

_DAYS = Export(
    key="pinterest_overview",
    label="Overview by day, Pinterest Analytics",
    platform=_PLATFORM,
    channel="Pinterest",
    marks=("Date",),
    any_of=_ANY,
    named=_NAMED,
    columns=(column(DAY, "Date"), *_METRICS),
    paid=Paid.MIXED,
    fetch="Pinterest → Analytics → Overview → Export",
    checked="2026-11",
    cadence=31,
)

_BEST = Export(
    key="pinterest_best",
    label="Top Pins and boards, Pinterest Analytics",
    platform=_PLATFORM,
    channel="Pinterest",
    kind=Kind.REFERENCE,
    any_of=_ANY,
    never=("Date",),
    named=_NAMED,
    columns=(*_METRICS, column(IGNORED, "Date")),
    says="Only the best Pins and boards, not the whole account.",
)

EXPORTS = (_DAYS, _BEST)
