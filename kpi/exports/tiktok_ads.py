"""TikTok Ads Manager: campaigns, ad groups or ads, by day or for the whole period."""

from kpi.columns import Grain, Paid
from kpi.exports.export import ACCOUNT, ACCOUNT_ID, CURRENCY, DAY, KEY, Export, LeaveOut, column

_COST = ("Cost (*)", "Cost", "Spend (*)", "Spend", "비용")

_ADS = Export(
    key="tiktok_ads",
    label="Ads report, TikTok Ads Manager",
    platform="TikTok Ads Manager",
    channel="TikTok Ads",
    grain=Grain.PERIOD,
    marks=("Cost",),
    any_of=(
        *("Clicks (destination)", "CTR (destination)", "CPC (destination)", "Primary status", "By Day"),
        *("2-second video views", "6-second video views", "Conversion rate (CVR)"),
    ),
    never=("Impr.", "Campaign type", "Amount spent (*)"),
    columns=(
        column(DAY, "By Day", "일별"),
        column(DAY, "Date", "Day"),
        column(ACCOUNT, "Account name", "Advertiser name"),
        column(ACCOUNT_ID, "Account ID", "Advertiser ID"),
        column(KEY, "Campaign name", "캠페인 이름"),
        column(KEY, "Ad group name", "광고 그룹 이름"),
        column(KEY, "Ad name", "광고 이름"),
        column(CURRENCY, "Currency"),
        column("spend", *_COST),
        column("ad_impressions", "Impressions", "Impression", "노출수"),
        column("ad_clicks", "Clicks (destination)", "클릭수(목적지)"),
        column("ad_clicks", "Clicks (all)"),
    ),
    dates=("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
    leave_out=(
        LeaveOut("the report's total row", KEY, words=("total", "-"), begins=("total of ", "total:"), empty=True),
    ),
    repeats=True,
    paid=Paid.PAID,
    fetch="TikTok Ads Manager → Reporting → Custom report with the dimension “By Day” → Export → Excel",
    checked="2026-11",
    cadence=31,
)

EXPORTS = (_ADS,)
