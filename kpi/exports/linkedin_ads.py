"""LinkedIn Campaign Manager: performance reports, UTF-16 and separated by tabs, with lines above the header."""

from kpi.columns import Grain, Paid
from kpi.exports.export import (
    ACCOUNT,
    AT,
    CURRENCY,
    KEY,
    UNTIL,
    Beside,
    DatedBy,
    Export,
    Kind,
    LeaveOut,
    Whose,
    column,
)

_SPENT = ("Total Spent", "Total Spent (*)", "Amount Spent", "Total gasto", "Total gastado")
_CAMPAIGN = ("Campaign Name", "Nome da campanha", "Nombre de la campaña", "Kampagnenname")
_IN_NAME = (Whose(Beside.NAME, r"(?:^|/)(?:account|campaign_group)_(\d+)_"),)

_ADS = Export(
    key="linkedin_ads",
    label="Performance report, LinkedIn Campaign Manager",
    platform="LinkedIn Campaign Manager",
    channel="LinkedIn Ads",
    grain=Grain.PERIOD,
    marks=("Total Spent", "Impressions"),
    any_of=("Start Date (in UTC)", "Campaign Name", "Creative Name", "Campaign Group Name", "Account Name"),
    columns=(
        column(AT, "Start Date (in UTC)", "Start Date"),
        column(UNTIL, "End Date (in UTC)"),
        column(ACCOUNT, "Account Name"),
        column(KEY, *_CAMPAIGN),
        column(KEY, "Creative Name"),
        column(KEY, "Campaign Group Name"),
        column(CURRENCY, "Currency"),
        column("spend", *_SPENT),
        column("ad_impressions", "Impressions", "Impressões", "Impresiones"),
        column("ad_clicks", "Clicks", "Cliques", "Clics"),
    ),
    dates=("%m/%d/%Y",),
    dated_by=DatedBy.STEPS,
    leave_out=(LeaveOut("the report's total row", KEY, words=("total",), empty=True),),
    repeats=True,
    paid=Paid.PAID,
    whose=_IN_NAME,
    fetch="Campaign Manager → Analyze → Export → Campaign performance, time breakdown “Daily” → CSV",
    checked="2026-11",
    cadence=31,
)

_DEMOGRAPHICS = Export(
    key="linkedin_ads_demographics",
    label="Demographics report, LinkedIn Campaign Manager",
    platform="LinkedIn Campaign Manager",
    channel="LinkedIn Ads",
    kind=Kind.REFERENCE,
    marks=("Impressions", "Clicks"),
    any_of=(
        *("Job Title Segment", "Job Function Segment", "Company Segment", "Company Industry Segment"),
        *("Job Seniority Segment", "Country Segment", "Company Size Segment", "Location Segment"),
    ),
    says="The same ads by who saw them, only partly filled; nothing to add up.",
)

EXPORTS = (_ADS, _DEMOGRAPHICS)
