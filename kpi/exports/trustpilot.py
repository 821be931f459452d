"""Trustpilot Business: a row a review."""

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, ACCOUNT_ID, AT, KEY, LINK, PERSONAL, TITLE, Export, LeaveOut, column

_TRUSTPILOT = Export(
    key="trustpilot_reviews",
    label="Reviews, Trustpilot Business",
    platform="Trustpilot",
    channel="Trustpilot",
    grain=Grain.REVIEW,
    marks=("Review Created (UTC)", "Review Stars"),
    columns=(
        column(ACCOUNT, "Domain Url"),
        column(ACCOUNT_ID, "Business Unit Id"),
        column(KEY, "Review Id"),
        column(AT, "Review Created (UTC)"),
        column(TITLE, "Review Title"),
        column(LINK, "Review Link"),
        column("rating_points", "Review Stars", stars=(1.0, 5.0)),
        column("ratings", "Review Stars", counts=True),
        column(PERSONAL, "Review Username"),
        column(PERSONAL, "Review User Email"),
        column(PERSONAL, "Review Consumer User Id"),
        column(PERSONAL, "Review Content"),
        column(PERSONAL, "Company Response"),
        column(PERSONAL, "Reference Id"),
    ),
    dates=("%Y-%m-%d %H:%M:%S",),
    leave_out=(LeaveOut("a review without stars", "Review Stars", empty=True),),
    fetch="Trustpilot Business → Manage reviews → Download reviews → CSV",
    checked="2026-11",
    cadence=31,
)

EXPORTS = (_TRUSTPILOT,)
