"""Meta Business Suite: posts of Instagram and Facebook, the daily cards of Insights, and the ads reports."""

from kpi.columns import Grain, Paid
from kpi.exports.export import (
    ACCOUNT,
    ACCOUNT_ID,
    AT,
    CONTENT_TYPE,
    CURRENCY,
    DAY,
    KEY,
    LINK,
    SPAN,
    TITLE,
    UNTIL,
    Absent,
    Column,
    Export,
    Kind,
    LeaveOut,
    column,
)

_POST_DATES = ("%m/%d/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
_CONTENT_FETCH = "Meta Business Suite → Insights → Content → Export data → CSV"
_ACCOUNT_USERNAME = (
    "Account username",
    "Nome de usuário da conta",
    "Konto-Benutzername",
    "Nombre de usuario de la cuenta",
)
_PAGE_ID = ("Page ID", "Identificação da Página", "Identificador de la página", "Seiten-ID")
_PAGE_NAME = ("Page name", "Nome da Página", "Nombre de la página", "Seitenname")
_PUBLISHED = ("Publish time", "Horário de publicação", "Hora de publicación", "Veröffentlichungszeitpunkt")
_POST_ID = (
    "Post ID",
    "Identificação da publicação",
    "Identificação do post",
    "Identificador de la publicación",
    "Beitrags-ID",
)
_POST_TYPE = ("Post type", "Tipo de publicação", "Tipo de post", "Tipo de publicación", "Beitragstyp")
_VIEWS = ("Views", "Visualizações", "Visualizaciones", "Aufrufe")
_IMPRESSIONS = ("Impressions", "Impressões", "Impresiones", "Impressionen")
_ERROR_ROW = LeaveOut(
    "Meta could not compute this post's data",
    "Data comment",
    begins=("an error occurred",),
)

_CONTENT_TYPES = (
    ("ig reel", "reel"),
    ("reel do instagram", "reel"),
    ("ig image", "photo"),
    ("imagem do instagram", "photo"),
    ("ig carousel", "carousel"),
    ("ig karussell", "carousel"),
    ("carrossel do instagram", "carousel"),
    ("carrossel", "carousel"),
    ("ig story", "story"),
    ("historia de instagram", "story"),
    ("story do instagram", "story"),
    ("photos", "photo"),
    ("photo", "photo"),
    ("fotos", "photo"),
    ("foto", "photo"),
    ("reels", "reel"),
    ("reel", "reel"),
    ("links", "link"),
    ("link", "link"),
    ("videos", "video"),
    ("video", "video"),
    ("vídeos", "video"),
    ("vídeo", "video"),
    ("text", "text"),
    ("texto", "text"),
)

_POST_COLUMNS: tuple[Column, ...] = (
    column(KEY, *_POST_ID),
    column(AT, *_PUBLISHED),
    column(LINK, "Permalink", "Link permanente", "Enlace permanente"),
    column(CONTENT_TYPE, *_POST_TYPE),
    column(TITLE, "Title", "Título"),
    column(TITLE, "Description", "Descrição", "Descripción", "Beschreibung"),
    column("impressions", *_VIEWS, basis="views"),
    column("impressions", *_IMPRESSIONS, basis="impressions"),
    column("reach", "Reach", "Alcance", "Reichweite"),
    column("comments", "Comments", "Comentários", "Comentarios", "Kommentare"),
    column("shares", "Shares", "Compartilhamentos", "Veces que se ha compartido", "Geteilte Inhalte"),
)

_INSTAGRAM_POSTS = Export(
    key="instagram_posts",
    label="Instagram posts, Meta Business Suite",
    platform="Meta Business Suite",
    channel="Instagram",
    grain=Grain.POST,
    marks=("Post ID", "Account username", "Publish time"),
    columns=(
        *_POST_COLUMNS,
        column(ACCOUNT, *_ACCOUNT_USERNAME),
        column(ACCOUNT_ID, "Account ID", "Identificação da conta", "Konto-ID", "Identificador de la cuenta"),
        column("reactions", "Likes", "Curtidas", "Me gusta", '"Gefällt mir"-Angaben'),
        column("saves", "Saves", "Salvamentos", "Veces guardado", "Gespeicherte Beiträge"),
        column("new_followers", "Follows", "Seguimentos", "Seguidores"),
        column("profile_visits", "Profile visits", "Visitas ao perfil", "Visitas al perfil"),
        column("link_clicks", "Link clicks", "Cliques no link", "Clics en el enlace"),
    ),
    dates=_POST_DATES,
    always=("posts",),
    leave_out=(_ERROR_ROW,),
    paid=Paid.MIXED,
    content_types=_CONTENT_TYPES,
    fetch=_CONTENT_FETCH,
    checked="2026-11",
    cadence=31,
)

_FACEBOOK_POSTS = Export(
    key="facebook_posts",
    label="Facebook posts, Meta Business Suite",
    platform="Meta Business Suite",
    channel="Facebook",
    grain=Grain.POST,
    marks=("Post ID", "Page ID", "Publish time"),
    columns=(
        *_POST_COLUMNS,
        column(ACCOUNT_ID, *_PAGE_ID),
        column(ACCOUNT, *_PAGE_NAME),
        column("reactions", "Reactions", "Reações", "Reacciones", "Reaktionen"),
        column("clicks", "Total clicks", "Total de cliques", "Clics totales", "Klicks insgesamt"),
        column("link_clicks", "Link clicks", "Cliques no link", "Clics en el enlace", "Link-Klicks"),
        column("video_views", "3-second video views", "Visualizaciones de vídeo de 3 segundos"),
        column("watch_seconds", "Seconds viewed", "Segundos reproducidos"),
    ),
    dates=_POST_DATES,
    always=("posts",),
    leave_out=(_ERROR_ROW,),
    paid=Paid.MIXED,
    content_types=_CONTENT_TYPES,
    fetch=_CONTENT_FETCH,
    checked="2026-11",
    cadence=31,
)


def _daily(metric: str, channel: str, *titles: str, absent: Absent = Absent.UNKNOWN, basis: str = "") -> Export:
    """Declare one card of Insights by its titles; its columns may be misnamed, so only their places count."""
    named = channel.lower() or "unnamed"
    return Export(
        key=f"meta_daily_{named}_{metric}",
        label=f"{channel or 'Instagram or Facebook'} {metric.replace('_', ' ')} by day, Meta Business Suite",
        platform="Meta Business Suite",
        channel=channel,
        titles=titles,
        width=2,
        marks=("Date",),
        columns=(column(DAY, "Date", "Data", "Fecha", "Datum"), Column(metric, basis=basis, place=1)),
        dates=("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
        paid=Paid.MIXED,
        absent=absent,
        fetch="Meta Business Suite → Insights → Results → the card's menu → Export",
        checked="2026-11",
        cadence=31,
    )


_DAILY = (
    _daily("reach", "Facebook", "Facebook reach", "Facebook Page reach", "Alcance do Facebook"),
    _daily("reach", "Instagram", "Instagram reach", "Alcance do Instagram"),
    _daily("reach", "", "Reach", "Alcance"),
    _daily("impressions", "", "Views", "Visualizações", "Visualizaciones", "Aufrufe", basis="views"),
    _daily("impressions", "Facebook", "Facebook views", "Visualizações do Facebook", basis="views"),
    _daily("impressions", "Instagram", "Instagram views", "Visualizações do Instagram", basis="views"),
    _daily("engagements", "", "Content interactions", "Interações com o conteúdo", "Interacciones con el contenido"),
    _daily("engagements", "Facebook", "Facebook content interactions"),
    _daily("engagements", "Instagram", "Instagram content interactions"),
    _daily("profile_visits", "Facebook", "Facebook visits", "Facebook Page visits", "Visitas ao Facebook"),
    _daily("profile_visits", "Instagram", "Instagram profile visits", "Visitas ao perfil do Instagram"),
    _daily(
        "new_followers",
        "Facebook",
        "Facebook follows",
        "Facebook Page new likes",
        "Follows",
        "Seguidores no Facebook",
        absent=Absent.ZERO,
    ),
    _daily(
        "new_followers",
        "Instagram",
        "Instagram follows",
        "New Instagram followers",
        "Seguidores no Instagram",
        absent=Absent.ZERO,
    ),
    _daily("link_clicks", "Instagram", "Instagram link clicks", "Cliques no link do Instagram"),
    _daily("link_clicks", "Facebook", "Facebook link clicks", "Cliques no link do Facebook"),
    _daily("link_clicks", "", "Link clicks", "Cliques no link"),
)

_VIEWERS = Export(
    key="meta_daily_viewers",
    label="Viewers by day, Meta Business Suite",
    platform="Meta Business Suite",
    kind=Kind.REFERENCE,
    titles=("Viewers", "Espectadores"),
    width=2,
    marks=("Date",),
    columns=(column(DAY, "Date", "Data", "Fecha", "Datum"),),
    says="Viewers are people reached by day; read the card \u201cReach\u201d instead.",
)

_REPORT_STARTS = (
    "Inicio del informe",
    "Início dos relatórios",
    "Berichtsstart",
    "Début des rapports",
    "Inizio dei report",
    "Start rapportage",
)
_REPORT_ENDS = (
    "Fin del informe",
    "Término dos relatórios",
    "Berichtsende",
    "Fin des rapports",
    "Fine dei report",
    "Einde rapportage",
)
_CAMPAIGN_NAME = (
    "Nombre de la campaña",
    "Nome da campanha",
    "Kampagnenname",
    "Nom de la campagne",
    "Nome della campagna",
    "Campagnenaam",
    "Naam campagne",
)
_AD_SET_NAME = (
    "Nombre del conjunto de anuncios",
    "Nome do conjunto de anúncios",
    "Nom de l'ensemble de publicités",
    "Nome del gruppo di inserzioni",
    "Naam advertentieset",
)
_AD_NAME = (
    "Nombre del anuncio",
    "Nome do anúncio",
    "Anzeigenname",
    "Nom de la publicité",
    "Nome dell'inserzione",
    "Nome inserzione",
    "Advertentienaam",
    "Naam advertentie",
)
_AMOUNT_SPENT = (
    "Importe gastado (*)",
    "Valor usado (*)",
    "Ausgegebener Betrag (*)",
    "Montant dépensé (*)",
    "Importo speso (*)",
    "Besteed bedrag (*)",
)
_ALL_CLICKS = (
    "Clics (todos)",
    "Cliques (todos)",
    "Klicks (alle)",
    "Clics (tous)",
    "Clic (tutti)",
    "Klikken (alle)",
)
_LINK_CLICKS = (
    "Clics en el enlace",
    "Cliques no link",
    "Link-Klicks",
    "Clics sur un lien",
    "Clics sur le lien",
    "Clic sul link",
    "Klikken op links",
)

_ADS = Export(
    key="meta_ads",
    label="Ads report, Meta Ads Manager",
    platform="Meta Ads Manager",
    channel="Meta",
    grain=Grain.PERIOD,
    marks=("Amount spent (*)", "Impressions"),
    columns=(
        column(DAY, "Day", "Día", "Dia", "Tag", "Jour", "Giorno", "Dag"),
        column(SPAN, "Month", "Mes", "Mês", "Monat", "Mois", "Mese", "Maand"),
        column(SPAN, "Week", "Semana", "Woche", "Semaine", "Settimana"),
        column(AT, "Reporting starts", *_REPORT_STARTS),
        column(UNTIL, "Reporting ends", *_REPORT_ENDS),
        column(ACCOUNT, "Account name", "Nombre de la cuenta", "Nome da conta", "Kontoname", "Nom du compte"),
        column(ACCOUNT_ID, "Account ID", "Identificador de la cuenta", "Identificação da conta", "Konto-ID"),
        column(KEY, "Campaign name", *_CAMPAIGN_NAME),
        column(KEY, "Ad Set Name", *_AD_SET_NAME),
        column(KEY, "Ad name", *_AD_NAME),
        column(KEY, "Region", "Región", "Região"),
        column(CURRENCY, "Currency", "Moneda", "Moeda", "Währung"),
        column("spend", "Amount spent (*)", *_AMOUNT_SPENT),
        column("ad_impressions", *_IMPRESSIONS, "Impression", "Weergaven", "Vertoningen"),
        column("ad_clicks", "Clicks (all)", *_ALL_CLICKS),
        column("ad_clicks", "Link clicks", *_LINK_CLICKS),
    ),
    dates=("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
    leave_out=(LeaveOut("the report's total row", KEY, words=("total", "totales", "media"), empty=True),),
    repeats=True,
    paid=Paid.PAID,
    fetch="Ads Manager → Reports → Export table data → Excel, one row a month (breakdown “By time: month”)",
    checked="2026-11",
    cadence=31,
)

_AUDIENCE = tuple(
    Export(
        key=f"meta_audience_{key}",
        label=f"Audience, {label}, Meta Business Suite",
        platform="Meta Business Suite",
        kind=Kind.REFERENCE,
        titles=titles,
        marks=marks,
        says="Shares of an audience are no numbers to add up.",
    )
    for key, label, titles, marks in (
        ("age", "age and gender", ("Age & gender", "Idade e gênero", "Idade e género"), ()),
        ("places", "places", ("Top cities", "Top countries", "Principais cidades", "Principais países"), ()),
    )
)

EXPORTS = (_INSTAGRAM_POSTS, _FACEBOOK_POSTS, *_DAILY, _VIEWERS, _ADS, *_AUDIENCE)
