"""LinkedIn: what the administrator of a page downloads."""

from kpi.columns import Grain
from kpi.exports.export import (
    ACCOUNT,
    AT,
    CONTENT_TYPE,
    DAY,
    IGNORED,
    KEY,
    LINK,
    PERSONAL,
    TITLE,
    Above,
    Beside,
    Export,
    Kind,
    Whose,
    column,
)

_DATES = ("%m/%d/%Y",)
_POSTED = ("Created date", "Data de criação")
_PAGE_IN_NAME = (Whose(Beside.NAME, r"(?:^|/)([^/]+)_(?:content|updates|followers|visitors)_\d{13}"),)
_PERSON_IN_NAME = (
    Whose(Beside.NAME, r"(?:AggregateAnalytics|AnalisiAggregate)_(.+?)_\d{4}-\d{2}-\d{2}"),
    Whose(Beside.NAME, r"Content_\d{4}-\d{2}-\d{2}_\d{4}-\d{2}-\d{2}_([^/]+?)\.xlsx"),
)
_AGGREGATED = ("AggregateAnalytics*", "AnalisiAggregate*")
_NEW_FOLLOWERS = (
    *("New followers", "Novos seguidores", "Nuovi follower", "Nuevos seguidores"),
    *("Nouveaux abonnés", "Neue Follower", "Nieuwe volgers"),
)
_DATE = column(DAY, "Date", "Data", "Fecha", "Datum")

_CONTENT = Export(
    key="linkedin_page_content",
    label="LinkedIn Page, content by day",
    platform="LinkedIn",
    channel="LinkedIn",
    marks=("Date", "Impressions (organic)"),
    any_of=("Clicks (organic)", "Reactions (organic)", "Impressions (total)", "Comments (organic)"),
    columns=(
        _DATE,
        column("impressions", "Impressions (organic)", basis="impressions"),
        column("ad_impressions", "Impressions (sponsored)"),
        column(IGNORED, "Impressions (total)"),
        column("reach", "Unique impressions (organic)"),
        column("clicks", "Clicks (organic)"),
        column("ad_clicks", "Clicks (sponsored)"),
        column("reactions", "Reactions (organic)"),
        column("comments", "Comments (organic)"),
        column("shares", "Reposts (organic)", "Shares (organic)"),
    ),
    dates=_DATES,
    whose=_PAGE_IN_NAME,
    fetch="LinkedIn Page → Analytics → Content → Export",
    checked="2026-11",
    cadence=31,
    longest=365,
)

_POSTS = Export(
    key="linkedin_page_posts",
    label="LinkedIn Page, posts",
    platform="LinkedIn",
    channel="LinkedIn",
    grain=Grain.POST,
    marks=("Post link", "Created date"),
    any_of=("Impressions", "Clicks", "Likes"),
    columns=(
        column(TITLE, "Post title", "Update title"),
        column(LINK, "Post link", "Update link"),
        column(KEY, "Post link", "Update link"),
        column(AT, *_POSTED),
        column(CONTENT_TYPE, "Content Type"),
        column(PERSONAL, "Posted by"),
        column("impressions", "Impressions", basis="impressions"),
        column("clicks", "Clicks"),
        column("reactions", "Likes"),
        column("comments", "Comments"),
        column("shares", "Reposts", "Shares"),
        column("new_followers", "Follows"),
    ),
    dates=_DATES,
    always=("posts",),
    whose=_PAGE_IN_NAME,
    fetch="LinkedIn Page → Analytics → Content → Export",
    checked="2026-11",
    cadence=31,
    longest=365,
)

_FOLLOWERS = Export(
    key="linkedin_page_followers",
    label="LinkedIn Page, new followers by day",
    platform="LinkedIn",
    channel="LinkedIn",
    marks=("Date", "Total followers"),
    any_of=("Sponsored followers", "Organic followers", "Auto-invited followers"),
    columns=(_DATE, column("new_followers", "Total followers")),
    dates=_DATES,
    whose=_PAGE_IN_NAME,
    fetch="LinkedIn Page → Analytics → Followers → Export",
    checked="2026-11",
    cadence=31,
    longest=365,
    says="\u201cTotal followers\u201d is the number of NEW followers of the day; the export holds no follower total.",
)

_VISITORS = Export(
    key="linkedin_page_visitors",
    label="LinkedIn Page, visitors by day",
    platform="LinkedIn",
    channel="LinkedIn",
    marks=("Date", "Total page views (total)"),
    columns=(_DATE, column("profile_visits", "Total page views (total)")),
    dates=_DATES,
    whose=_PAGE_IN_NAME,
    fetch="LinkedIn Page → Analytics → Visitors → Export",
    checked="2026-11",
    cadence=31,
    longest=365,
)

_DEMOGRAPHICS = tuple(
    Export(
        key=f"linkedin_page_{plural}_by_{field.lower().replace(' ', '_')}",
        label=f"LinkedIn Page, {plural} by {field.lower()}",
        platform="LinkedIn",
        kind=Kind.REFERENCE,
        marks=(field, total),
        says="A breakdown of people, only partly filled: a lower bound, not a total.",
    )
    for plural, total in (("followers", "Total followers"), ("visitors", "Total views"))
    for field in ("Location", "Job function", "Seniority", "Industry", "Company size")
)

_COMPETITORS = Export(
    key="linkedin_page_competitors",
    label="LinkedIn Page, competitors",
    platform="LinkedIn",
    kind=Kind.REFERENCE,
    marks=("Page", "Total Followers", "New Followers", "Total posts"),
    columns=(
        column(ACCOUNT, "Page"),
        column("followers", "Total Followers"),
        column("new_followers", "New Followers"),
        column("engagements", "Total post engagements"),
        column("posts", "Total posts"),
    ),
    dates=_DATES,
    fetch="LinkedIn Page → Analytics → Competitors → Export",
    checked="2026-11",
    says="Your page and its competitors side by side; nothing here is added to your own numbers.",
)

_CREATOR_DAYS = Export(
    key="linkedin_creator_engagement",
    label="LinkedIn profile, impressions by day",
    platform="LinkedIn",
    channel="LinkedIn",
    marks=("Date", "Impressions", "Engagements"),
    named=("ENGAGEMENT", "Engajamento", "Interesse", "Interacción", "* engagement", *_AGGREGATED),
    width=3,
    columns=(
        _DATE,
        column("impressions", "Impressions", "Impressões", "Impressioni", "Impresiones", basis="impressions"),
        column("engagements", "Engagements", "Engajamentos", "Interazioni", "Interacciones", "Interaktionen"),
    ),
    dates=_DATES,
    whose=_PERSON_IN_NAME,
    fetch="LinkedIn profile → Analytics → Post impressions → Export",
    checked="2026-11",
    cadence=31,
    longest=396,
)

_CREATOR_FOLLOWERS = Export(
    key="linkedin_creator_followers",
    label="LinkedIn profile, new followers by day",
    platform="LinkedIn",
    channel="LinkedIn",
    marks=("Date", "New followers"),
    named=("FOLLOWERS", "Seguidores", "Follower", "Abonnés", "* followers", *_AGGREGATED),
    width=2,
    columns=(_DATE, column("new_followers", *_NEW_FOLLOWERS)),
    above=Above("followers", r"(?P<day>\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})\s*:?\s+(?P<number>[\d.,]+)$"),
    dates=_DATES,
    whose=_PERSON_IN_NAME,
    fetch="LinkedIn profile → Analytics → Followers → Export",
    checked="2026-11",
    cadence=31,
    longest=396,
)

_CREATOR_DEMOGRAPHICS = Export(
    key="linkedin_creator_demographics",
    label="LinkedIn profile, demographics",
    platform="LinkedIn",
    kind=Kind.REFERENCE,
    marks=("Top Demographics", "Value", "Percentage"),
    columns=(
        column(KEY, "Top Demographics", "Principali dati demografici"),
        column(KEY, "Value", "Valore", "Valor"),
        column(IGNORED, "Percentage", "Percentuale", "Porcentagem", "Porcentaje"),
    ),
    says="Shares of an audience are no numbers to add up.",
)

_CREATOR_TOP_POSTS = Export(
    key="linkedin_creator_top_posts",
    label="LinkedIn profile, best posts",
    platform="LinkedIn",
    kind=Kind.REFERENCE,
    marks=("Post URL", "Post publish date"),
    columns=(
        column(LINK, "Post URL", "URL del post"),
        column(AT, "Post publish date", "Data di pubblicazione del post"),
    ),
    says="The best posts only, in two lists side by side; the sheet of days counts them all.",
)

_CREATOR_DISCOVERY = Export(
    key="linkedin_creator_discovery",
    label="LinkedIn profile, overall performance",
    platform="LinkedIn",
    kind=Kind.REFERENCE,
    marks=("Overall Performance",),
    width=2,
    columns=(column(KEY, "Overall Performance", "Rendimento complessivo"),),
    says="One total for the whole period; the sheet of days counts the same impressions day by day.",
)

EXPORTS = (
    _CONTENT,
    _POSTS,
    _FOLLOWERS,
    _VISITORS,
    *_DEMOGRAPHICS,
    _COMPETITORS,
    _CREATOR_DAYS,
    _CREATOR_FOLLOWERS,
    _CREATOR_DEMOGRAPHICS,
    _CREATOR_TOP_POSTS,
    _CREATOR_DISCOVERY,
)
