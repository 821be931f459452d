"""Google Search Console: the performance report as zip or workbook, and the reports that only look like it."""

from kpi.columns import Grain
from kpi.exports.export import DAY, IGNORED, KEY, SPAN, TEXT, Beside, Column, Export, Kind, Whose, column

_PLATFORM = "Google Search Console"
_DAY = ("Date", "Datum", "Fecha", "Data", "日付", "日期", "날짜", "Дата", "Tarih")
_CLICKS = (
    "Clicks",
    "Clics",
    "Klicks",
    "Aantal klikken",
    "Klikken",
    "Cliques",
    "Clic",
    "クリック数",
    "点击次数",
    "Клики",
    "Kлики",
)
"""In Russian the platform writes the first letter as a Latin K."""
_IMPRESSIONS = (
    *("Impressions", "Impresiones", "Impressionen", "Vertoningen", "Impressões", "Impressioni"),
    *("表示回数", "展示", "Показы"),
)
_POSITION = (
    "Position",
    "Average position",
    "Posición",
    "Posición media",
    "Positie",
    "Posição",
    "Posizione",
    "Durchschnittliche Position",
    *("掲載順位", "排名", "Позиция"),
)
_CTR = ("CTR", "Klickrate", "Klickrate (CTR)", "点击率")
_FIGURES: tuple[Column, ...] = (
    column("search_clicks", *_CLICKS),
    column("search_impressions", *_IMPRESSIONS),
    column(IGNORED, *_CTR),
    column(IGNORED, *_POSITION),
)
_OF_OTHERS = (
    *("Cost", "Campaign", "Impr.", "Sessions", "Engagements", "Spend", "Video views", "Reach"),
    *("Kosten", "Custo", "Coste", "Costo", "Coût", "Kampagne", "Campanha", "Campaña", "Campagne", "Campagna"),
)

_PROPERTY = (Whose(Beside.NAME, r"(?:^|/)([^/]+)-Performance-on-(?:Search|Discover|News)-"),)

_DAYS = Export(
    key="search_console_days",
    label="Search performance by day, Google Search Console",
    platform=_PLATFORM,
    packed=True,
    channel="Search",
    marks=("Date", "Clicks", "Impressions", "Position"),
    never=_OF_OTHERS,
    columns=(column(DAY, *_DAY), *_FIGURES),
    whose=_PROPERTY,
    fetch="Search Console → Performance → Search results → Export",
    checked="2026-11",
    cadence=31,
    longest=487,
)

_DISCOVER = Export(
    key="search_console_discover",
    label="Performance in Discover or News, Google Search Console",
    platform=_PLATFORM,
    packed=True,
    channel="Search",
    kind=Kind.REFERENCE,
    marks=("Date", "Clicks", "Impressions", "CTR"),
    never=(*_POSITION, *_OF_OTHERS),
    width=4,
    columns=(column(DAY, *_DAY), *_FIGURES),
    says="Without positions these are no searches (Discover and News show pages unasked). "
    "Export Performance → Search results.",
)

_TABLES = tuple(
    Export(
        key=f"search_console_{key}",
        label=f"Search performance by {key.replace('_', ' ')}, Google Search Console",
        platform=_PLATFORM,
        packed=True,
        channel="Search",
        kind=Kind.REFERENCE,
        marks=(names[0], "Clicks", "Impressions"),
        never=(*_DAY, *_OF_OTHERS),
        columns=(column(KEY, *names), *_FIGURES),
        says="The same clicks again, split another way and cut off after 1,000 rows; only the days count.",
    )
    for key, names in (
        (
            "queries",
            (
                "Top queries",
                "Requêtes les plus fréquentes",
                "Requêtes principales",
                "Meest uitgevoerde zoekopdrachten",
                "Consultas principales",
                "Principais consultas",
                "Häufigste Suchanfragen",
                "Query principali",
                "Query",
                "Queries",
                *("上位のクエリ", "热门查询", "Популярные запросы"),
            ),
        ),
        (
            "pages",
            (
                "Top pages",
                "Pages les plus populaires",
                "Páginas principales",
                "Principais páginas",
                "Häufigste Seiten",
                "Toppagina's",
                *("上位のページ", "排名靠前的网页", "Популярные страницы"),
                "Page",
            ),
        ),
        ("countries", ("Country", "Pays", "País", "Land", "Paese")),
        ("devices", ("Device", "Appareil", "Dispositivo", "Gerät", "Apparaat")),
        (
            "search_appearance",
            (
                "Search Appearance",
                "Darstellung in der Suche",
                "Apariencia en búsquedas",
                "Aparición en búsquedas",
                "Aspect dans les résultats",
                "Apparence dans les résultats de recherche",
            ),
        ),
    )
)

_PERIODS = Export(
    key="search_console_periods",
    label="Search performance by week or month, Google Search Console",
    platform=_PLATFORM,
    packed=True,
    channel="Search",
    grain=Grain.PERIOD,
    marks=("Date Range", "Clicks", "Impressions", "Position"),
    columns=(column(SPAN, "Date Range", "Period", "Periodo"), *_FIGURES),
    whose=_PROPERTY,
    fetch="Search Console → Performance → Search results, by day → Export",
    checked="2026-11",
    cadence=31,
    longest=487,
)

_SPANS = ("24 hours", "7 days", "28 days", "3 months", "6 months", "12 months", "16 months")
_COMPARED = Export(
    key="search_console_compared",
    label="Two periods compared, Google Search Console",
    platform=_PLATFORM,
    packed=True,
    channel="Search",
    kind=Kind.LOOKALIKE,
    any_of=tuple(f"{which} {span} Clicks" for which in ("Last", "Previous") for span in _SPANS),
    says="Every number stands there for two periods. Export it again without comparing.",
)

_FILTERS = Export(
    key="search_console_filters",
    label="Filters, Google Search Console",
    platform=_PLATFORM,
    packed=True,
    channel="Search",
    kind=Kind.CONTEXT,
    marks=("Filter", "Value"),
    width=2,
    columns=(
        column(KEY, "Filter", "Filtre", "Filtro", "Filtrar"),
        column(TEXT, "Value", "Valeur", "Valor", "Wert", "Waarde", "Valore"),
    ),
)

_AFFECTED = (
    *("Affected pages", "Páginas afetadas", "Páginas afectadas", "Betroffene Seiten"),
    *("영향을 받은 페이지", "Etkilenen sayfa sayısı"),
)
_NOT_INDEXED = (
    *("Not indexed", "Não indexadas", "No indexadas", "Sin indexar", "Nicht indexiert", "Non indexées"),
    "Не проиндексировано",
)

_INDEXING = Export(
    key="search_console_indexing",
    label="Page indexing, Google Search Console",
    platform=_PLATFORM,
    packed=True,
    kind=Kind.LOOKALIKE,
    marks=("Date",),
    any_of=(*_AFFECTED, *_NOT_INDEXED),
    never=(*_CLICKS, *_POSITION),
    columns=(column(DAY, *_DAY),),
    says="This is the page indexing report, which says nothing about visits. Export Performance → Search results.",
)

EXPORTS = (_DAYS, _PERIODS, _DISCOVER, *_TABLES, _COMPARED, _FILTERS, _INDEXING)
