"""Google Business Profile: a row a location for the whole period, which only the file's name tells."""

from kpi.columns import Grain
from kpi.exports.export import IGNORED, KEY, DatedBy, Export, column

_PERFORMANCE = Export(
    key="google_business_profile",
    label="Performance by location, Google Business Profile",
    platform="Google Business Profile",
    channel="Google",
    grain=Grain.PERIOD,
    marks=(
        *("Business name", "Google Search - Mobile", "Google Search - Desktop"),
        *("Google Maps - Mobile", "Google Maps - Desktop"),
    ),
    columns=(
        column(KEY, "Store code"),
        column(KEY, "Business name"),
        column(KEY, "Address"),
        column("impressions", "Google Search - Mobile", basis="people"),
        column("impressions", "Google Search - Desktop", basis="people", plus=True),
        column("impressions", "Google Maps - Mobile", basis="people", plus=True),
        column("impressions", "Google Maps - Desktop", basis="people", plus=True),
        column("link_clicks", "Website clicks"),
        column(IGNORED, "Labels"),
    ),
    dated_by=DatedBy.NAME,
    repeats=True,
    fetch="Google Business Profile Manager → Performance → Download insights, one month",
    checked="2026-11",
    cadence=31,
)

EXPORTS = (_PERFORMANCE,)
