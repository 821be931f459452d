"""Google Ads: campaign reports with totals at the foot, and the cards of its overview."""

from kpi.columns import Grain, Paid
from kpi.exports.export import (
    ACCOUNT,
    ACCOUNT_ID,
    CURRENCY,
    DAY,
    IGNORED,
    KEY,
    Column,
    DatedBy,
    Export,
    Kind,
    LeaveOut,
    column,
)

_PLATFORM = "Google Ads"
_CHECKED = "2026-11"
_SAYS = "These are clicks and costs of Google's ads; they never feed a social network's CPM."
_CAMPAIGN = ("Campaign", "Kampagne", "Campaña", "Campanha", "Campagne", "Campagna")
_AD_GROUP = (
    "Ad group",
    "Anzeigengruppe",
    "Grupo de anuncios",
    "Grupo de anúncios",
    "Groupe d'annonces",
    "Gruppo di annunci",
    "Advertentiegroep",
)
_KEYWORD = (
    *("Search keyword", "Keyword", "Suchkeyword", "Palabra clave de la red de búsqueda", "Palabra clave"),
    *("Pesquisar palavra-chave", "Palavra-chave da rede de pesquisa", "Palavra-chave", "Mot clé", "Parola chiave"),
    *("Mot clé du Réseau de Recherche", "Parola chiave per la rete di ricerca", "Zoekwoord"),
)
_SEARCH_TERM = (
    *("Search term", "Suchbegriff", "Termo de pesquisa", "Término de búsqueda", "Terme de recherche"),
    *("Termine di ricerca", "Zoekterm"),
)
_DAY = ("Day", "Tag", "Día", "Dia", "Jour")
_SPEND = column("spend", "Cost", "Kosten", "Coste", "Costo", "Custo", "Coût")
_IMPRESSIONS = column(
    "ad_impressions", "Impr.", "Impressions", "Impressionen", "Impresiones", "Impressões", "Vertoningen"
)
_CLICKS = column("ad_clicks", "Clicks", "Klicks", "Clics", "Cliques", "Klikken")
_NOT_CAMPAIGNS = (
    *(
        *_AD_GROUP,
        *_KEYWORD,
        *_SEARCH_TERM,
        "Ad type",
        "Ad status",
        "Hour of the day",
        "Asset",
        "Location",
    ),
    *("Hour of the day", "Age", "Gender", "Audience segment", "Placement", "Landing page", "Product title"),
)
_FETCH = "Google Ads → Campaigns → Download → .csv, one month"

_CAMPAIGNS = Export(
    key="google_ads_campaigns",
    label="Campaign report, Google Ads",
    platform=_PLATFORM,
    channel="Google Ads",
    grain=Grain.PERIOD,
    marks=("Campaign", "Cost"),
    any_of=("Impr.", "Clicks", "Campaign status"),
    never=(*_NOT_CAMPAIGNS, "Ad name", "Primary status", "Clicks (destination)", "CPC (destination)"),
    columns=(
        column(DAY, *_DAY),
        column(KEY, *_CAMPAIGN),
        column(KEY, "Campaign type", "Kampagnentyp", "Tipo de campaña", "Tipo de campanha", "Type de campagne"),
        column(ACCOUNT, "Account name", "Account", "Kontoname", "Nombre de la cuenta", "Nome da conta"),
        column(ACCOUNT_ID, "Customer ID", "Kundennummer", "ID de cliente", "ID do cliente"),
        column(CURRENCY, "Currency code", "Währungscode", "Código de moneda", "Código da moeda", "Code de devise"),
        column(IGNORED, "Campaign status", "Status da campanha"),
        _SPEND,
        _IMPRESSIONS,
        _CLICKS,
    ),
    dates=("%Y-%m-%d", "%b %d, %Y"),
    dated_by=DatedBy.PREAMBLE,
    leave_out=(LeaveOut("a total of other rows", "Campaign", words=("--",), empty=True),),
    repeats=True,
    paid=Paid.PAID,
    fetch=_FETCH,
    checked=_CHECKED,
    cadence=31,
    says=_SAYS,
)

_SPLITS = tuple(
    Export(
        key=f"google_ads_{key}",
        label=f"{label}, Google Ads",
        platform=_PLATFORM,
        channel="Google Ads",
        kind=Kind.REFERENCE,
        marks=(names[0], "Cost"),
        any_of=("Impr.", "Clicks"),
        never=(*never, "Primary status", "Clicks (destination)", "CPC (destination)"),
        columns=(column(KEY, *names), _SPEND, _IMPRESSIONS, _CLICKS),
        says="The campaigns' costs again, split another way; export the campaign report instead.",
    )
    for key, label, names, never in (
        ("keywords", "Keyword report", _KEYWORD, _SEARCH_TERM),
        ("search_terms", "Search terms report", _SEARCH_TERM, ()),
        ("ad_groups", "Ad group report", _AD_GROUP, (*_KEYWORD, *_SEARCH_TERM, "Ad status", "Asset")),
        ("ads", "Ad report", ("Ad status",), (*_KEYWORD, *_SEARCH_TERM, "Asset")),
        ("assets", "Asset report", ("Asset",), _SEARCH_TERM),
        ("locations", "Location report", ("Location",), ()),
    )
)


def _card(named: tuple[str, ...], *, key: str, label: str, **more: object) -> Export:
    """Declare a card of the overview by what its file is called: it has no lines above and any header."""
    return Export(
        key=f"google_ads_overview_{key}",
        label=f"{label}, Google Ads",
        platform=_PLATFORM,
        channel="Google Ads",
        named=named,
        paid=Paid.PAID,
        **more,  # type: ignore[arg-type]
    )


_TIME_SERIES = _card(
    tuple(
        f"{name}{more}"
        for name in ("Time series", "Série temporal", "Gráfico de série temporal", "Serie temporal", "Zeitreihe")
        for more in ("", "(*")
    ),
    key="days",
    label="Overview by day",
    any_of=("Cost", "Clicks", "Impr."),
    columns=(Column(DAY, place=0), _SPEND, _IMPRESSIONS, _CLICKS),
    dates=("%a, %d %b %Y",),
    leave_out=(LeaveOut("a total of other rows", DAY, words=("total",)),),
    fetch="Google Ads → Overview → the chart's menu → Download → .csv, by day",
    checked=_CHECKED,
    cadence=31,
    says=_SAYS,
)

_CARDS = _card(
    tuple(
        f"{name}(*"
        for name in (
            *("Devices", "Campaigns", "Day & hour", "Day", "Hour", "Day and hour", "Networks", "Searches"),
            *("Search keywords", "Demographics", "Locations", "Biggest changes", "Ad groups", "Auction insights"),
            *("Dispositivos", "Campanhas", "Dia e hora", "Redes", "Pesquisas", "Palavras-chave de pesquisa"),
            *("Palavras-chave", "Informações demográficas", "Locais", "Maiores alterações", "Grupos de anúncios"),
            *("Geräte", "Kampagnen", "Campañas", "Búsquedas", "Palabras clave"),
        )
    ),
    key="cards",
    label="A card of the overview",
    kind=Kind.REFERENCE,
    any_of=("Cost", "Clicks", "Impr.", "Conversions"),
    never=("Campaign type", *_KEYWORD),
    columns=(_SPEND, _IMPRESSIONS, _CLICKS, column(IGNORED, "Conversions", "Conversões")),
    says="The same costs again, split another way; only the time series counts.",
)

EXPORTS = (_CAMPAIGNS, *_SPLITS, _TIME_SERIES, _CARDS)
