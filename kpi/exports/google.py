"""Google: Analytics 4, Search Console."""

from kpi.exports.export import ACTION, DAY, IGNORED, KEY, NTH_DAY, SOURCE, TEXT, Column, Export, Kind, LeaveOut, column
from kpi.frames import Grain

_GA = "Google Analytics 4"
_GROUPS = (
    "Session primary channel group (Default channel group)",
    "Session default channel group",
    "Session default channel grouping",
    "Grupo de canales predeterminado de la sesión",
)
_PAGES = ("Page path and screen class", "Page title and screen class", "Page path", "Título de página y clase de pantalla")
_SESSIONS = ("Sessions", "Sesiones", "Sitzungen", "Sessões")
_VIEWS = ("Views", "Vistas", "Aufrufe", "Visualizações")
_GRAND_TOTAL = LeaveOut("the table's total row", SOURCE, words=("grand total", "total", "totals"))

_METRICS: tuple[Column, ...] = (
    column("sessions", *_SESSIONS),
    column("engaged_sessions", "Engaged sessions", "Sesiones con interacción"),
    column("session_seconds", "Average session duration", "Duración media de la sesión", weigh="sessions"),
    column("engaged_seconds", "Average engagement time per session", weigh="sessions"),
    column("converting_sessions", "Session key event rate", "Session conversion rate", weigh="sessions"),
    column("page_views", *_VIEWS),
    column("users", "Total users", "Active users", "Users", "Usuarios activos", "Usuarios"),
    column("conversions", "Key events", "Conversions", "Conversiones", "Eventos clave"),
    column("revenue", "Total revenue", "Ingresos totales"),
)
_ANY_METRIC = ("Sessions", "Total users", "Active users", "Users", "Views", "Event count", "Key events", "Conversions")

_BY_DATE = Export(
    key="ga4_by_date",
    label="Website by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date",),
    any_of=("Sessions", "Total users", "Active users", "Event count", "Key events"),
    never=("Impressions", "Clicks", *_GROUPS[:1], *_PAGES[:1]),
    columns=(column(DAY, "Date", "Fecha", "Datum"), *_METRICS),
    dates=("%Y%m%d", "%Y-%m-%d"),
    leave_out=(LeaveOut("the table's total row", DAY, empty=True),),
    fetch="Google Analytics → Reports → any report by Date → Share → Download CSV (with Sessions, "
    "Average session duration, Views, Key events)",
)

_BY_DATE_AND_GROUP = Export(
    key="ga4_channels_by_date",
    label="Channel groups by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date", _GROUPS[0], "Sessions"),
    columns=(column(DAY, "Date", "Fecha", "Datum"), column(SOURCE, *_GROUPS), *_METRICS),
    dates=("%Y%m%d", "%Y-%m-%d"),
    leave_out=(_GRAND_TOTAL, LeaveOut("the table's total row", DAY, empty=True)),
    fetch="Google Analytics → Explore → Date and Session default channel group → Export CSV",
)

_TRAFFIC = Export(
    key="ga4_traffic_acquisition",
    label="Traffic acquisition, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=(_GROUPS[0], "Sessions"),
    never=("Date",),
    columns=(column(SOURCE, *_GROUPS), *_METRICS),
    dated_by_preamble=True,
    leave_out=(_GRAND_TOTAL,),
    fetch="Google Analytics → Reports → Acquisition → Traffic acquisition, one month → Share → Download CSV",
)

_PAGES_AND_SCREENS = Export(
    key="ga4_pages",
    label="Pages and screens, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=(_PAGES[0], "Views"),
    never=("Date",),
    columns=(column(KEY, *_PAGES), *_METRICS),
    dated_by_preamble=True,
    leave_out=(LeaveOut("the table's total row", KEY, words=("grand total",)),),
    fetch="Google Analytics → Reports → Engagement → Pages and screens → Share → Download CSV",
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
    columns=(column(DAY, "Date", "Datum", "Fecha", "Data"), *_FIGURES),
    dates=("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
    fetch="Search Console → Performance → Search results → Export",
)

_SEARCH_TABLES = tuple(
    Export(
        key=f"search_console_{key}",
        label=f"Search performance by {key.replace('_', ' ')}, Google Search Console",
        platform=_SEARCH,
        channel="Search",
        kind=Kind.REFERENCE,
        marks=(names[0], "Clicks", "Impressions"),
        never=("Date",),
        columns=(column(KEY, *names), *_FIGURES),
        says="The same clicks again, split another way and cut off after 1,000 rows; only the days count.",
    )
    for key, names in (
        ("queries", ("Top queries", "Requêtes les plus fréquentes", "Meest uitgevoerde zoekopdrachten", "Consultas principales", "Häufigste Suchanfragen", "Query", "Queries")),
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
    columns=(column(KEY, "Filter", "Filtre", "Filtro"), column(TEXT, "Value", "Valeur", "Valor", "Wert")),
)

_INDEXING = Export(
    key="search_console_indexing",
    label="Page indexing, Google Search Console",
    platform=_SEARCH,
    kind=Kind.LOOKALIKE,
    marks=("Date", "Affected pages"),
    columns=(column(DAY, "Date"),),
    says="This is the page indexing report, which says nothing about visits. Export Search Console → Performance instead.",
)

EXPORTS = (
    _BY_DATE,
    _BY_DATE_AND_GROUP,
    _TRAFFIC,
    _PAGES_AND_SCREENS,
    _NTH_DAY,
    _EVENTS,
    _SEARCH_DAYS,
    *_SEARCH_TABLES,
    _SEARCH_FILTERS,
    _INDEXING,
)
