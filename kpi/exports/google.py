"""Google: Analytics 4 and its forerunner, Search Console, Ads, Business Profile, Play."""

from kpi.columns import Grain, Paid
from kpi.exports.export import (
    ACCOUNT,
    ACCOUNT_ID,
    ACTION,
    AT,
    CURRENCY,
    DAY,
    IGNORED,
    KEY,
    LINK,
    NTH_DAY,
    PERSONAL,
    SOURCE,
    SPAN,
    TEXT,
    TITLE,
    Beside,
    Column,
    DatedBy,
    Export,
    Kind,
    LeaveOut,
    Whose,
    column,
)

_GA = "Google Analytics 4"
_PROPERTY = (Whose(Beside.PREAMBLE, r"(?:Property|Propiedad|Propriedade|Propriété|Proprietà):\s*(.+)"),)
_GROUPS = (
    "Session primary channel group (Default channel group)",
    "Session default channel group",
    "Session default channel grouping",
    "Grupo de canales predeterminado de la sesión",
)
_PAGES = (
    "Page path and screen class",
    "Page title and screen class",
    "Page path",
    "Page path + query string and screen class",
    "Page path + query string",
    "Título de página y clase de pantalla",
)
_SESSIONS = ("Sessions", "Sesiones", "Sitzungen", "Sessões")
_VIEWS = ("Views", "Vistas", "Aufrufe", "Visualizações")
_DAYS = ("Date", "Fecha", "Datum", "Data", "Nth day", "Día N", "Day")
_COMPARED = ("Comparison", "Date range", "Segment", "Comparación", "Intervalo de fechas", "Segmento")
_DATES = ("%Y%m%d", "%Y-%m-%d")

_METRICS: tuple[Column, ...] = (
    column("sessions", *_SESSIONS),
    column("engaged_sessions", "Engaged sessions", "Sesiones con interacción"),
    column("session_seconds", "Average session duration", "Duración media de la sesión", weigh="sessions"),
    column(
        "engaged_seconds",
        "Average engagement time per session",
        "Tiempo de interacción medio por sesión",
        weigh="sessions",
    ),
    column("converting_sessions", "Session key event rate", "Session conversion rate", weigh="sessions"),
    column("page_views", *_VIEWS, "Pageviews", "Número de vistas de páginas"),
    column(
        "users",
        "Total users",
        "Active users",
        "Users",
        "Total de usuarios",
        "Usuarios totales",
        "Usuarios activos",
        "Usuarios",
    ),
    column("conversions", "Key events", "Conversions", "Eventos clave", "Conversiones"),
    column("revenue", "Total revenue", "Ingresos totales"),
)

_BY_DATE = Export(
    key="ga4_by_date",
    label="Website by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date",),
    any_of=("Sessions", "Total users", "Active users", "Event count", "Key events"),
    never=("Impressions", "Clicks", *_GROUPS, *_PAGES, *_COMPARED),
    columns=(column(DAY, "Date", "Fecha", "Datum", "Data"), *_METRICS),
    dates=_DATES,
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → any report by Date → Share → Download CSV (with Sessions, "
    "Average session duration, Views, Key events)",
    checked="2026-11",
    cadence=31,
)

_BY_DATE_AND_GROUP = Export(
    key="ga4_channels_by_date",
    label="Channel groups by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date", _GROUPS[0], "Sessions"),
    never=_COMPARED,
    columns=(column(DAY, "Date", "Fecha", "Datum", "Data"), column(SOURCE, *_GROUPS), *_METRICS),
    dates=_DATES,
    whose=_PROPERTY,
    fetch="Google Analytics → Explore → Date and Session default channel group → Export CSV",
    checked="2026-11",
    cadence=31,
)

_TRAFFIC = Export(
    key="ga4_traffic_acquisition",
    label="Traffic acquisition, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=(_GROUPS[0], "Sessions"),
    never=(*_DAYS, *_COMPARED),
    columns=(column(SOURCE, *_GROUPS), *_METRICS),
    dated_by=DatedBy.PREAMBLE,
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → Acquisition → Traffic acquisition, one month → Share → Download CSV",
    checked="2026-11",
    cadence=31,
)

_PAGES_AND_SCREENS = Export(
    key="ga4_pages",
    label="Pages and screens, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=(_PAGES[0], "Views"),
    never=(*_DAYS, *_COMPARED),
    columns=(column(KEY, *_PAGES), *_METRICS),
    dated_by=DatedBy.PREAMBLE,
    repeats=True,
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → Engagement → Pages and screens → Share → Download CSV",
    checked="2026-11",
    cadence=31,
)

_PLACES = tuple(
    Export(
        key=f"ga4_{key}",
        label=f"Visitors by {key}, Google Analytics 4",
        platform=_GA,
        channel="Web",
        grain=Grain.PERIOD,
        marks=(names[0],),
        any_of=("Users", "Active users", "Total users", "Sessions", "New users"),
        never=(*_DAYS, *_COMPARED, *_GROUPS, *_PAGES, "% Total"),
        columns=(column(KEY, *names), *_METRICS, column(IGNORED, "New users", "Usuarios nuevos")),
        dated_by=DatedBy.PREAMBLE,
        whose=_PROPERTY,
        fetch="Google Analytics → Reports → User attributes → Demographic details → Share → Download CSV",
        checked="2026-11",
        cadence=31,
    )
    for key, names in (("city", ("City", "Ciudad")), ("country", ("Country", "País")))
)

_UA_DAYS = Export(
    key="universal_analytics_days",
    label="Page views by day, Universal Analytics",
    platform="Universal Analytics",
    channel="Web",
    marks=("Day Index",),
    any_of=("Pageviews", "Sessions", "Users"),
    width=2,
    columns=(column(DAY, "Day Index", "Índice de día"), *_METRICS),
    dates=("%Y-%m-%d", "%m/%d/%y"),
    fetch="Universal Analytics has ended; use Google Analytics 4",
    checked="2026-11",
)

_UA_PAGES = Export(
    key="universal_analytics_pages",
    label="Top pages, Universal Analytics",
    platform="Universal Analytics",
    kind=Kind.REFERENCE,
    marks=("Page", "Pageviews", "Unique Pageviews"),
    says="The top pages of the same page views that the table by day holds.",
)

_NTH_DAY = Export(
    key="ga4_nth_day",
    label="A chart of the snapshot by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    kind=Kind.REFERENCE,
    marks=("Nth day",),
    columns=(column(NTH_DAY, "Nth day", "Día N"), *_METRICS),
    says="A chart of an overview; the same numbers stand in the report by date.",
)

_EVENTS = Export(
    key="ga4_events",
    label="Events, Google Analytics 4",
    platform=_GA,
    kind=Kind.REFERENCE,
    marks=("Event name", "Event count"),
    columns=(column(ACTION, "Event name", "Nombre del evento"),),
    says="Events overlap (one visit causes many); they are not added.",
)

_SEARCH = "Google Search Console"
_CLICKS = ("Clicks", "Clics", "Klicks", "Aantal klikken", "Cliques")
_SEARCH_DAY = ("Date", "Datum", "Fecha", "Data")
_IMPRESSIONS = ("Impressions", "Impresiones", "Impressionen", "Vertoningen", "Impressões")
_POSITION = ("Position", "Posición", "Positie", "Posição")
_FIGURES: tuple[Column, ...] = (
    column("search_clicks", *_CLICKS),
    column("search_impressions", *_IMPRESSIONS),
    column(IGNORED, *_POSITION),
)

_SEARCH_DAYS = Export(
    key="search_console_days",
    label="Search performance by day, Google Search Console",
    platform=_SEARCH,
    channel="Search",
    marks=("Date", "Clicks", "Impressions", "Position"),
    columns=(column(DAY, *_SEARCH_DAY), *_FIGURES),
    whose=(Whose(Beside.NAME, r"(?:^|/)([^/]+)-Performance-on-(?:Search|Discover|News)-"),),
    fetch="Search Console → Performance → Search results → Export",
    checked="2026-11",
    cadence=31,
    longest=487,
)

_SEARCH_PERIODS = Export(
    key="search_console_periods",
    label="Search performance by week or month, Google Search Console",
    platform=_SEARCH,
    channel="Search",
    grain=Grain.PERIOD,
    marks=("Date Range", "Clicks", "Impressions", "Position"),
    columns=(column(SPAN, "Date Range", "Periodo"), *_FIGURES),
    fetch="Search Console → Performance → Search results, by day → Export",
    checked="2026-11",
    cadence=31,
)

_COMPARED_PERIODS = tuple(
    f"{which} {span} Clicks"
    for which in ("Last", "Previous")
    for span in ("24 hours", "7 days", "28 days", "3 months", "6 months", "12 months")
)

_SEARCH_COMPARED = Export(
    key="search_console_compared",
    label="Two periods compared, Google Search Console",
    platform=_SEARCH,
    kind=Kind.LOOKALIKE,
    any_of=_COMPARED_PERIODS,
    says="It compares two periods. Take the comparison away (Date → Filter) and export again.",
)

_SEARCH_TABLES = tuple(
    Export(
        key=f"search_console_{key}",
        label=f"Search performance by {key.replace('_', ' ')}, Google Search Console",
        platform=_SEARCH,
        channel="Search",
        kind=Kind.REFERENCE,
        marks=(names[0], "Clicks", "Impressions"),
        never=_SEARCH_DAY,
        columns=(column(KEY, *names), *_FIGURES),
        says="The same clicks again, split another way and cut off after 1,000 rows; only the days count.",
    )
    for key, names in (
        (
            "queries",
            (
                "Top queries",
                "Requêtes les plus fréquentes",
                "Meest uitgevoerde zoekopdrachten",
                "Consultas principales",
                "Häufigste Suchanfragen",
                "Query",
                "Queries",
            ),
        ),
        ("pages", ("Top pages", "Pages les plus populaires", "Páginas principales", "Häufigste Seiten")),
        ("countries", ("Country", "Pays", "País", "Land")),
        ("devices", ("Device", "Appareil", "Dispositivo", "Gerät", "Apparaat")),
        ("search_appearance", ("Search Appearance", "Darstellung in der Suche", "Apariencia en búsquedas")),
    )
)

_SEARCH_FILTERS = Export(
    key="search_console_filters",
    label="Filters, Google Search Console",
    platform=_SEARCH,
    channel="Search",
    kind=Kind.CONTEXT,
    marks=("Filter", "Value"),
    width=2,
    columns=(column(KEY, "Filter", "Filtre", "Filtro", "Filtrar"), column(TEXT, "Value", "Valeur", "Valor", "Wert")),
)

_INDEXING = Export(
    key="search_console_indexing",
    label="Page indexing, Google Search Console",
    platform=_SEARCH,
    kind=Kind.LOOKALIKE,
    marks=("Date",),
    any_of=("Affected pages", "Not indexed"),
    never=("Clicks", "Position"),
    columns=(column(DAY, *_SEARCH_DAY), column(IGNORED, "Not indexed", "Não indexadas", "Sin indexar"), *_FIGURES),
    says="This is the page indexing report, which says nothing about visits. Export Performance → Search results.",
)

_ADS = Export(
    key="google_ads_campaigns",
    label="Campaign report, Google Ads",
    platform="Google Ads",
    channel="Google Ads",
    grain=Grain.PERIOD,
    marks=("Campaign", "Impr.", "Cost"),
    never=(
        *("Ad group", "Keyword", "Search keyword", "Search term", "Ad type", "Hour of the day", "Asset", "Location"),
        *("Age", "Gender", "Audience segment", "Placement", "Landing page", "Product title"),
    ),
    columns=(
        column(DAY, "Day"),
        column(KEY, "Campaign"),
        column(KEY, "Campaign type"),
        column(ACCOUNT, "Account name"),
        column(ACCOUNT_ID, "Customer ID"),
        column(CURRENCY, "Currency code"),
        column("spend", "Cost"),
        column("ad_impressions", "Impr."),
        column("ad_clicks", "Clicks"),
    ),
    dates=("%Y-%m-%d", "%b %d, %Y"),
    dated_by=DatedBy.PREAMBLE,
    leave_out=(LeaveOut("a total of other rows", "Campaign", words=("--",), empty=True),),
    repeats=True,
    paid=Paid.PAID,
    fetch="Google Ads → Campaigns → Download → .csv, one month",
    checked="2026-11",
    cadence=31,
    says="These are clicks and costs of Google's ads; they never feed a social network's CPM.",
)

_KEYWORDS = Export(
    key="google_ads_keywords",
    label="Keyword report, Google Ads",
    platform="Google Ads",
    kind=Kind.REFERENCE,
    marks=("Search keyword", "Impr.", "Cost"),
    columns=(column(KEY, "Search keyword", "Keyword"),),
    says="The campaigns' costs again, split by keyword; export the campaign report instead.",
)

_SPLIT_REPORTS = tuple(
    Export(
        key=f"google_ads_{key}",
        label=f"{label} report, Google Ads",
        platform="Google Ads",
        kind=Kind.REFERENCE,
        marks=(mark, "Impr.", "Cost"),
        never=never,
        columns=(column(KEY, mark), column("spend", "Cost"), column("ad_impressions", "Impr.")),
        says="The campaigns' costs again, split another way; export the campaign report instead.",
    )
    for key, label, mark, never in (
        ("search_terms", "Search terms", "Search term", ()),
        ("ad_groups", "Ad group", "Ad group", ("Search term", "Keyword", "Search keyword", "Ad status")),
        ("ads", "Ad", "Ad status", ("Search term", "Keyword", "Search keyword")),
        ("assets", "Asset", "Asset", ()),
        ("locations", "Location", "Location", ()),
    )
)

_BUSINESS_PROFILE = Export(
    key="google_business_profile",
    label="Performance by location, Google Business Profile",
    platform="Google Business Profile",
    channel="Google",
    grain=Grain.PERIOD,
    marks=("Business name", "Google Search - Mobile", "Google Maps - Mobile", "Website clicks"),
    columns=(
        column(KEY, "Store code"),
        column(KEY, "Business name"),
        column(KEY, "Address"),
        column("impressions", "Google Search - Mobile", basis="people"),
        column("impressions", "Google Search - Desktop", plus=True),
        column("impressions", "Google Maps - Mobile", plus=True),
        column("impressions", "Google Maps - Desktop", plus=True),
        column("link_clicks", "Website clicks"),
    ),
    dated_by=DatedBy.NAME,
    repeats=True,
    fetch="Google Business Profile Manager → Performance → Download insights, one month",
    checked="2026-11",
    cadence=31,
)

_PLAY_REVIEWS = Export(
    key="google_play_reviews",
    label="Reviews, Google Play",
    platform="Google Play Console",
    channel="Google Play",
    grain=Grain.REVIEW,
    marks=("Package Name", "Review Submit Date and Time", "Star Rating"),
    columns=(
        column(ACCOUNT, "Package Name"),
        column(AT, "Review Submit Date and Time"),
        column(KEY, "Review Link"),
        column(KEY, "Review Submit Millis Since Epoch"),
        column(KEY, "Device"),
        column(LINK, "Review Link"),
        column(TITLE, "Review Title"),
        column("rating_points", "Star Rating", stars=(1.0, 5.0)),
        column("ratings", "Star Rating", counts=True),
        column(PERSONAL, "Review Text"),
    ),
    dates=("%Y-%m-%dT%H:%M:%SZ",),
    leave_out=(LeaveOut("a review without stars", "Star Rating", empty=True),),
    fetch="Play Console → Download reports → Reviews, one month",
    checked="2026-11",
    cadence=31,
    longest=31,
)

EXPORTS = (
    _BY_DATE,
    _BY_DATE_AND_GROUP,
    _TRAFFIC,
    _PAGES_AND_SCREENS,
    *_PLACES,
    _UA_DAYS,
    _UA_PAGES,
    _NTH_DAY,
    _EVENTS,
    _SEARCH_DAYS,
    _SEARCH_PERIODS,
    _SEARCH_COMPARED,
    *_SEARCH_TABLES,
    _SEARCH_FILTERS,
    _INDEXING,
    _ADS,
    _KEYWORDS,
    *_SPLIT_REPORTS,
    _BUSINESS_PROFILE,
    _PLAY_REVIEWS,
)
