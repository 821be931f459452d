"""Google Analytics 4 and its forerunner, Universal Analytics."""

from kpi.columns import Grain
from kpi.exports.export import (
    ACTION,
    DAY,
    IGNORED,
    KEY,
    NTH_DAY,
    SOURCE,
    Absent,
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
_CHECKED = "2026-11"
_PROPERTY = (Whose(Beside.PREAMBLE, r"(?:Property|Propiedad|Propriedade|Propriété|Proprietà):\s*(.+)"),)
_GROUPS = (
    "Session primary channel group (Default channel group)",
    "Session primary channel group",
    "Session default channel group",
    "Session default channel grouping",
    "Default channel group",
    "Grupo de canales principal de la sesión (Grupo de canales predeterminado)",
    "Grupo de canales principal de la sesión",
    "Grupo de canales predeterminado de la sesión",
    "Grupo de canais padrão da sessão",
    "Grupo de canais principal da sessão (Grupo de canais padrão)",
    "Standard-Channelgruppe der Sitzung",
    "Primäre Channelgruppe der Sitzung (Standard-Channelgruppe)",
)
_PAGES = (
    "Page path and screen class",
    "Page title and screen class",
    "Page title and screen name",
    "Page path",
    "Page path + query string and screen class",
    "Page path + query string",
    "Page title",
    "Título de página y clase de pantalla",
    "Ruta de página y clase de pantalla",
    "Título de página y nombre de pantalla",
    "Caminho da página e classe da tela",
    "Título da página e classe da tela",
    "Seitenpfad und Bildschirmklasse",
    "Seitentitel und Bildschirmklasse",
)
_SOURCES = (
    "Session source / medium",
    "Session source",
    "Session manual source / medium",
    "Fuente/medio de la sesión",
    "Fuente de la sesión",
)
_DATE = ("Date", "Fecha", "Datum", "Data")
_HOUR = ("Date + hour (YYYYMMDDHH)", "Date + hour")
_DAYS = (*_DATE, *_HOUR, "Nth day", "Día N", "Day")
_COMPARED = (
    "Comparison",
    "Date range",
    "Segment",
    "Comparación",
    "Intervalo de fechas",
    "Periodo",
    "Segmento",
    "Date comparison",
)
_DATES = ("%Y%m%d", "%Y-%m-%d")
_GRAND_TOTAL = LeaveOut("a total of other rows", SOURCE, words=("grand total", "total general", "gesamtsumme"))

_EVENT_NAME = ("Event name", "Nombre del evento", "Nome do evento", "Ereignisname")
_KEY_EVENTS = column(
    "conversions",
    "Key events",
    "Conversions",
    "Eventos clave",
    "Conversiones",
    "Eventos principais",
    "Conversões",
    "Schlüsselereignisse",
)
_METRICS: tuple[Column, ...] = (
    column("sessions", "Sessions", "Sesiones", "Sitzungen", "Sessões"),
    column(
        "engaged_sessions",
        "Engaged sessions",
        "Sesiones con interacción",
        "Sessões engajadas",
        "Sitzungen mit Interaktionen",
    ),
    column(
        "session_seconds",
        "Average session duration",
        "Duración media de la sesión",
        "Duração média da sessão",
        "Durchschnittliche Sitzungsdauer",
        weigh="sessions",
    ),
    column(
        "engaged_seconds",
        "Average engagement time per session",
        "Tiempo de interacción medio por sesión",
        "Tiempo medio de interacción por sesión",
        "Tempo médio de engajamento por sessão",
        "Durchschnittliche Interaktionsdauer pro Sitzung",
        weigh="sessions",
    ),
    column("converting_sessions", "Session key event rate", "Session conversion rate", weigh="sessions"),
    column(
        "page_views",
        "Views",
        "Vistas",
        "Aufrufe",
        "Visualizações",
        "Screen views",
        "Pageviews",
        "Número de vistas de páginas",
    ),
    column(
        "users",
        "Total users",
        "Active users",
        "Users",
        "Total de usuarios",
        "Usuarios totales",
        "Usuarios activos",
        "Usuarios",
        "Total de usuários",
        "Usuários ativos",
        "Usuários",
        "Nutzer insgesamt",
        "Aktive Nutzer",
        "Nutzer",
    ),
    _KEY_EVENTS,
    column("revenue", "Total revenue", "Ingresos totales", "Receita total", "Gesamtumsatz"),
    column(IGNORED, "Event count", "Número de eventos", "Contagem de eventos", "Ereignisanzahl"),
    column(IGNORED, "New users", "Usuarios nuevos", "Novos usuários", "Neue Nutzer"),
)
_COUNTED = ("Sessions", "Total users", "Views", "Engaged sessions", "Key events", "Total revenue")
_VISITED = ("Sessions", "Total users", "Views", "Engaged sessions")

_OF_ADS = (
    *("Cost", "Kosten", "Custo", "Coste", "Costo", "Coût", "Amount spent", "Valor usado"),
    *("Klicks", "Cliques", "Clics", "Klikken", "Impr.", "Impressionen", "Impressões", "Impresiones", "Impressioni"),
)
"""What an advertiser's chart by day counts beside conversions: those are not the website's."""

_BY_DATE = Export(
    key="ga4_by_date",
    label="Website by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date",),
    any_of=("Sessions", "Total users", "Event count", "Key events", "Engaged sessions"),
    never=(
        *("Impressions", "Clicks", "Likes", "Video title", "Content", "Watch time (hours)", "Total Average Rating"),
        *_OF_ADS,
        *(*_GROUPS, *_SOURCES, *_PAGES, *_COMPARED, "Event name"),
    ),
    columns=(column(DAY, *_DATE), *_METRICS),
    dates=_DATES,
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → any report by Date → Share → Download CSV (with Sessions, "
    "Average session duration, Views, Key events)",
    checked=_CHECKED,
    cadence=31,
)

_BY_DATE_AND_GROUP = Export(
    key="ga4_channels_by_date",
    label="Channel groups by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date", _GROUPS[0]),
    any_of=_VISITED,
    never=(*_COMPARED, *_PAGES, "Event name"),
    columns=(column(DAY, *_DATE), column(SOURCE, *_GROUPS), *_METRICS),
    dates=_DATES,
    leave_out=(_GRAND_TOTAL,),
    whose=_PROPERTY,
    fetch="Google Analytics → Explore → Date and Session default channel group → Export CSV",
    checked=_CHECKED,
    cadence=31,
)

_BY_HOUR_AND_GROUP = Export(
    key="ga4_channels_by_hour",
    label="Channel groups by hour, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=(_HOUR[0], _GROUPS[0]),
    any_of=_VISITED,
    never=(*_COMPARED, *_PAGES, "Event name"),
    columns=(
        column(DAY, *_HOUR),
        column(SOURCE, *_GROUPS),
        *(one for one in _METRICS if one.holds != "users"),
    ),
    dates=("%Y%m%d%H",),
    leave_out=(_GRAND_TOTAL,),
    repeats=True,
    whose=_PROPERTY,
    fetch="Google Analytics → Explore → Date and Session default channel group → Export CSV",
    checked=_CHECKED,
    cadence=31,
    says="Visitors of single hours are not added: somebody who comes back later the same day is one visitor.",
)

_BY_DATE_AND_SOURCE = Export(
    key="ga4_sources_by_date",
    label="Sources by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date", _SOURCES[0]),
    any_of=_VISITED,
    never=(*_COMPARED, *_PAGES, *_GROUPS, "Event name"),
    columns=(column(DAY, *_DATE), column(SOURCE, *_SOURCES), *_METRICS),
    dates=_DATES,
    leave_out=(_GRAND_TOTAL,),
    whose=_PROPERTY,
    fetch="Google Analytics → Explore → Date and Session source / medium → Export CSV",
    checked=_CHECKED,
    cadence=31,
)

_TRAFFIC = Export(
    key="ga4_traffic_acquisition",
    label="Traffic acquisition, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=(_GROUPS[0],),
    any_of=_VISITED,
    never=(*_DAYS, *_COMPARED, *_PAGES, "Event name"),
    columns=(column(SOURCE, *_GROUPS), *_METRICS),
    dated_by=DatedBy.PREAMBLE,
    leave_out=(_GRAND_TOTAL,),
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → Acquisition → Traffic acquisition, one month → Share → Download CSV",
    checked=_CHECKED,
    cadence=31,
)

_PAGES_AND_SCREENS = Export(
    key="ga4_pages",
    label="Pages and screens, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=(_PAGES[0],),
    any_of=_VISITED,
    never=(*_DAYS, *_COMPARED, *_GROUPS, "Event name"),
    columns=(column(KEY, *_PAGES), *_METRICS),
    dated_by=DatedBy.PREAMBLE,
    repeats=True,
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → Engagement → Pages and screens → Share → Download CSV",
    checked=_CHECKED,
    cadence=31,
)

_DIMENSIONS = (
    ("city", ("City", "Ciudad", "Cidade", "Ort", "Stadt")),
    ("country", ("Country", "País", "Land")),
    ("landing_page", ("Landing page", "Landing page + query string", "Página de destino", "Landingpage")),
    ("session_source", _SOURCES),
    ("session_campaign", ("Session campaign", "Session medium")),
    (
        "first_source",
        (
            "First user primary channel group (Default channel group)",
            "First user default channel group",
            "First user default channel grouping",
            "First user source / medium",
            "First user source",
            "First user medium",
            "Primer grupo de canales predeterminado del usuario",
            "Grupo de canales principal del primer usuario (Grupo de canales predeterminado)",
        ),
    ),
    ("device", ("Device category", "Device", "Platform / device category", "Categoría de dispositivo")),
    ("browser", ("Browser", "Navegador")),
    ("language", ("Language", "Idioma")),
)
"""What visitors are split by, apart from the channel group of their visit: each split tells the same visits again."""
_ALL_DIMENSIONS = tuple(name for _, names in _DIMENSIONS for name in names)

_BY_DIMENSION = tuple(
    Export(
        key=f"ga4_{key}",
        label=f"Visitors by {key.replace('_', ' ')}, Google Analytics 4",
        platform=_GA,
        channel="Web",
        grain=Grain.PERIOD,
        marks=(names[0],),
        any_of=_COUNTED,
        never=(
            *(*_DAYS, *_COMPARED, *_GROUPS, *_PAGES, "% Total"),
            *("Impressions", "Impr.", "Clicks", "Cost", "Position", "Event name", "Nombre del evento"),
            *(other for other in _ALL_DIMENSIONS if other not in names),
        ),
        columns=(column(SOURCE if names is _SOURCES else KEY, *names), *_METRICS),
        dated_by=DatedBy.PREAMBLE,
        leave_out=(_GRAND_TOTAL,) if names is _SOURCES else (),
        whose=_PROPERTY,
        fetch="Google Analytics → Reports → the report of this name → Share → Download CSV",
        checked=_CHECKED,
        cadence=31,
        rows_are=key.replace("_", " "),
    )
    for key, names in _DIMENSIONS
)

_NEW_USERS = Export(
    key="ga4_new_users",
    label="New visitors split another way, Google Analytics 4",
    platform=_GA,
    channel="Web",
    kind=Kind.REFERENCE,
    marks=("New users",),
    any_of=_ALL_DIMENSIONS,
    never=(*_COUNTED, *_DAYS, *_COMPARED),
    columns=_METRICS,
    says="New visitors alone answer nothing here; the report by date holds all visits.",
)

_NTH_DAY = Export(
    key="ga4_nth_day",
    label="A chart of a report by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Nth day",),
    any_of=_COUNTED,
    never=(*_COMPARED, *_GROUPS, *_PAGES, *_ALL_DIMENSIONS, "Event name", "Nombre del evento"),
    columns=(column(NTH_DAY, "Nth day", "Día N", "N-ter Tag", "Enésimo día", "Enésimo dia"), *_METRICS),
    dated_by=DatedBy.PREAMBLE,
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → Reports snapshot → Share → Download CSV",
    checked=_CHECKED,
    cadence=31,
)

_CHARTS = Export(
    key="ga4_nth_day_other",
    label="A chart of a report that counts no visits, Google Analytics 4",
    platform=_GA,
    channel="Web",
    kind=Kind.REFERENCE,
    marks=("Nth day",),
    never=_COUNTED,
    columns=(column(IGNORED, "Nth day", "Día N", "N-ter Tag", "Enésimo día", "Enésimo dia"), *_METRICS),
    says="A chart of an overview; the report by date holds the numbers of visits.",
)

_SPLIT_FURTHER = (*_COMPARED, *_GROUPS, *_PAGES, *_ALL_DIMENSIONS)

_KEY_EVENTS_BY_DATE = Export(
    key="ga4_key_events_by_date",
    label="Key events by day, Google Analytics 4",
    platform=_GA,
    channel="Web",
    marks=("Date", "Event name", "Key events"),
    never=_SPLIT_FURTHER,
    columns=(column(DAY, *_DATE), column(ACTION, *_EVENT_NAME), _KEY_EVENTS),
    dates=_DATES,
    absent=Absent.ZERO,
    whose=_PROPERTY,
    fetch="Google Analytics → Explore → Date and Event name, with Key events → Export CSV",
    checked=_CHECKED,
    cadence=31,
)

_KEY_EVENTS_OF_PERIOD = Export(
    key="ga4_key_events",
    label="Key events, Google Analytics 4",
    platform=_GA,
    channel="Web",
    grain=Grain.PERIOD,
    marks=("Event name", "Key events"),
    never=(*_DAYS, *_SPLIT_FURTHER),
    columns=(column(ACTION, *_EVENT_NAME), _KEY_EVENTS),
    dated_by=DatedBy.PREAMBLE,
    leave_out=(LeaveOut("a total of other rows", ACTION, words=_GRAND_TOTAL.words, empty=True),),
    whose=_PROPERTY,
    fetch="Google Analytics → Reports → Engagement → Events, one month, with Key events → Share → Download CSV",
    checked=_CHECKED,
    cadence=31,
)

_EVENTS = Export(
    key="ga4_events",
    label="Events, Google Analytics 4",
    platform=_GA,
    kind=Kind.REFERENCE,
    marks=("Event name",),
    any_of=("Event count", "Total users"),
    never=("Key events",),
    columns=(column(ACTION, *_EVENT_NAME), *_METRICS),
    says="Events overlap (one visit causes many); they are not added.",
)

_UA_DAYS = Export(
    key="universal_analytics_days",
    label="Page views by day, Universal Analytics",
    platform="Universal Analytics",
    channel="Web",
    marks=("Day Index",),
    any_of=("Pageviews", "Sessions", "Users"),
    width=2,
    columns=(column(DAY, "Day Index", "Índice de día", "Tagesindex", "Índice de dia"), *_METRICS),
    dates=("%Y-%m-%d", "%m/%d/%y"),
    fetch="Universal Analytics has ended; use Google Analytics 4",
    checked=_CHECKED,
)

_UA_PAGES = Export(
    key="universal_analytics_pages",
    label="Top pages, Universal Analytics",
    platform="Universal Analytics",
    kind=Kind.REFERENCE,
    marks=("Page", "Pageviews", "Unique Pageviews"),
    says="The top pages of the same page views that the table by day holds.",
)

EXPORTS = (
    _BY_DATE,
    _BY_DATE_AND_GROUP,
    _BY_HOUR_AND_GROUP,
    _BY_DATE_AND_SOURCE,
    _TRAFFIC,
    _PAGES_AND_SCREENS,
    *_BY_DIMENSION,
    _NEW_USERS,
    _NTH_DAY,
    _CHARTS,
    _KEY_EVENTS_BY_DATE,
    _KEY_EVENTS_OF_PERIOD,
    _EVENTS,
    _UA_DAYS,
    _UA_PAGES,
)
