"""YouTube Studio, advanced mode: the table of videos, the daily totals, and the parts that are no totals."""

from kpi.columns import Grain, Paid
from kpi.exports.export import AT, DAY, IGNORED, KEY, TITLE, Export, Kind, LeaveOut, column

_FETCH = "YouTube Studio → Analytics → Advanced mode → Export → CSV"
_CHECKED = "2026-11"
_VIEWS = (
    *("Views", "Aufrufe", "Visualizações", "Visualizaciones", "Vistas", "Vues", "Visualizzazioni", "Weergaven"),
    "視聴回数",
)
_WATCH = (
    "Watch time (hours)",
    "Wiedergabezeit (Stunden)",
    "Tempo de exibição (horas)",
    "Tempo de visualização (horas)",
    "Tiempo de visualización (horas)",
    "Tiempo de reproducción (horas)",
    "Durée de visionnage (heures)",
    "Tempo di visualizzazione (ore)",
    "Kijktijd (uren)",
    "総再生時間（単位: 時間）",
)
_SUBSCRIBERS = (
    "Subscribers",
    "Abonnenten",
    "Inscritos",
    "Subscritores",
    "Suscriptores",
    "Abonnés",
    "Iscritti",
    "Abonnees",
    "チャンネル登録者",
)
_PUBLISHED = (
    "Video publish time",
    "Veröffentlichungszeitpunkt des Videos",
    "Veröffentlichungszeit des Videos",
    "Horário de publicação do vídeo",
    "Hora de publicação do vídeo",
    "Hora de publicación del vídeo",
    "Hora de publicación del video",
    "Heure de publication de la vidéo",
    "Date et heure de publication de la vidéo",
    "Ora pubblicazione video",
    "Publicatietijd van video",
    "動画公開時刻",
)
_CONTENT = ("Content", "Video", "Videos", "Inhalte", "Conteúdo", "Contenido", "Contenu", "Contenuti", "コンテンツ")
_TITLES = (
    "Video title",
    "Videotitel",
    "Título do vídeo",
    "Título del vídeo",
    "Título del video",
    "Titre de la vidéo",
    "Titolo video",
    "動画のタイトル",
)
_DATE = ("Date", "Datum", "Data", "Fecha", "日付")
_TOTAL = ("total", "gesamt", "totales", "gesamtwert", "totale", "totaal", "合計")
_DIMENSIONS = (
    ("geography", ("Geography", "Geografie", "Região geográfica", "Geografía", "Zone géographique")),
    ("cities", ("Cities", "Städte", "Cidades", "Ciudades")),
    ("viewer_age", ("Viewer age", "Idade do espectador", "Edad de los usuarios", "Alter der Zuschauer")),
    ("viewer_gender", ("Viewer gender", "Gênero do espectador", "Sexo de los usuarios", "Geschlecht der Zuschauer")),
    ("traffic_source", ("Traffic source", "Origem do tráfego", "Fuente de tráfico", "Zugriffsquelle")),
    ("device_type", ("Device type", "Tipo de dispositivo", "Gerätetyp")),
    ("operating_system", ("Operating system", "Sistema operacional", "Sistema operativo", "Betriebssystem")),
    ("subscription_status", ("Subscription status", "Status da inscrição", "Estado de suscripción", "Abostatus")),
    ("playback_location", ("Playback location", "Local de reprodução", "Lugar de reproducción", "Wiedergabeort")),
    ("playlist", ("Playlist", "Lista de reproducción")),
    ("content_type", ("Content type", "Tipo de conteúdo", "Tipo de contenido")),
    ("product", ("YouTube product", "Produto do YouTube", "Producto de YouTube")),
)
"""What views are split by: each split tells the same views again."""
_DIMENSION_NAMES = tuple(name for _, names in _DIMENSIONS for name in names)
_THUMBNAIL_IMPRESSIONS = (
    "Thumbnail impressions",
    "Impressionen der Miniaturansicht",
    "Impressões da miniatura",
    "Impresiones de la miniatura",
    "Impressions de la miniature",
    "サムネイルのインプレッション",
)
"""What impressions are called since 2026, when they were told from those of other surfaces."""
_REACTED = (
    column(
        "impressions",
        "Impressions",
        "Impressionen",
        "Impressões",
        "Impresiones",
        "Impressioni",
        "Vertoningen",
        "インプレッション数",
        *_THUMBNAIL_IMPRESSIONS,
        basis="thumbnails",
    ),
    column("reactions", "Likes", "Mag ich", "Marcações \u201cGostei\u201d", "Me gusta"),
    column("comments", "Comments", "Comments added", "Kommentare", "Comentários", "Comentarios"),
    column("shares", "Shares", "Geteilt", "Compartilhamentos", "Veces compartido"),
)

_COUNTED = ("Views", "Watch time (hours)", "Subscribers", "Impressions", "Likes", "Comments", "Shares")
_TOTALS_NAMED = (
    *("Totals", "Totals *", "* Totals", "Gesamtwerte", "Gesamtwerte *", "* Gesamtwerte", "Total", "Totales"),
    *("Totaux", "Totali", "Totalen", "合計", "*youtube*total*"),
)

_VIDEOS = Export(
    key="youtube_videos",
    label="Videos, YouTube Studio",
    platform="YouTube Studio",
    packed=True,
    channel="YouTube",
    grain=Grain.POST,
    marks=("Content", "Video title", "Video publish time"),
    any_of=("Views", "Impressions", "Watch time (hours)"),
    never=("Date",),
    columns=(
        column(KEY, *_CONTENT),
        column(TITLE, *_TITLES),
        column(AT, *_PUBLISHED),
        column("video_views", *_VIEWS),
        column("watch_seconds", *_WATCH, times=3600.0),
        column("net_new_followers", *_SUBSCRIBERS),
        *_REACTED,
    ),
    dates=("%b %d, %Y",),
    always=("posts",),
    leave_out=(LeaveOut("the table's total row", "Content", words=_TOTAL),),
    paid=Paid.MIXED,
    fetch=_FETCH,
    checked=_CHECKED,
    cadence=31,
    says="The table holds about 500 videos at most.",
)

_DAYS = Export(
    key="youtube_totals",
    label="Totals by day, YouTube Studio",
    platform="YouTube Studio",
    packed=True,
    channel="YouTube",
    marks=("Date",),
    any_of=_COUNTED,
    named=_TOTALS_NAMED,
    width=2,
    columns=(
        column(DAY, *_DATE),
        column("video_views", *_VIEWS),
        column("watch_seconds", *_WATCH, times=3600.0),
        column("net_new_followers", *_SUBSCRIBERS),
        *_REACTED,
    ),
    paid=Paid.MIXED,
    fetch=_FETCH,
    checked=_CHECKED,
    cadence=31,
)

_BY_DATE = Export(
    key="youtube_by_date",
    label="Table by date, YouTube Studio",
    platform="YouTube Studio",
    packed=True,
    channel="YouTube",
    marks=("Date", "Views", "Watch time (hours)"),
    never=(*_CONTENT, *_TITLES, *_DIMENSION_NAMES),
    columns=(
        column(DAY, *_DATE),
        column("video_views", *_VIEWS),
        column("watch_seconds", *_WATCH, times=3600.0),
        column("net_new_followers", *_SUBSCRIBERS),
        *_REACTED,
    ),
    dates=("%Y-%m-%d", "%b %d, %Y"),
    leave_out=(LeaveOut("the table's total row", "Date", words=_TOTAL),),
    paid=Paid.MIXED,
    fetch="YouTube Studio → Analytics → Advanced mode → Date → Export → CSV",
    checked=_CHECKED,
    cadence=31,
)

_UNCOUNTED_DAYS = Export(
    key="youtube_totals_uncounted",
    label="Totals by day of another metric, YouTube Studio",
    platform="YouTube Studio",
    packed=True,
    kind=Kind.REFERENCE,
    marks=("Date",),
    any_of=(
        *("Engaged views", "Average view duration", "Average percentage viewed (%)", "Estimated revenue (*)"),
        *("Your estimated revenue (*)", "Impressions click-through rate (%)", "Stayed to watch (%)", "Unique viewers"),
        *("New viewers", "Returning viewers", "Subscribers gained", "Subscribers lost", "Dislikes"),
    ),
    never=_COUNTED,
    named=_TOTALS_NAMED,
    width=2,
    columns=(
        column(DAY, *_DATE),
        column("video_views", *_VIEWS),
        column("watch_seconds", *_WATCH),
        column("net_new_followers", *_SUBSCRIBERS),
        *_REACTED,
        column(IGNORED, "Engaged views", "Vues engagées"),
        column(IGNORED, "Average view duration", "Duração média da visualização", "Durée moyenne de visionnage"),
        column(IGNORED, "Estimated revenue (*)", "Receita estimada (*)", "Ingresos estimados (*)"),
        column(IGNORED, "Your estimated revenue (*)", "Sua receita estimada (*)"),
    ),
    says="The file holds the one metric chosen above the chart. Choose Views there, then export again.",
)

_CHART = Export(
    key="youtube_chart",
    label="Chart data, YouTube Studio",
    platform="YouTube Studio",
    packed=True,
    kind=Kind.REFERENCE,
    marks=("Date", "Content"),
    any_of=("Views", "Watch time (hours)", "Impressions", "Video title"),
    columns=(
        column(DAY, *_DATE),
        column(KEY, *_CONTENT),
        column(TITLE, *_TITLES),
        column("video_views", *_VIEWS),
        column("watch_seconds", *_WATCH),
    ),
    says="Only the series that were drawn, not the whole channel.",
)

_BY_DIMENSION = tuple(
    Export(
        key=f"youtube_by_{key}",
        label=f"By {key.replace('_', ' ')}, YouTube Studio",
        platform="YouTube Studio",
        packed=True,
        kind=Kind.REFERENCE,
        marks=(names[0],),
        any_of=("Views", "Views (%)", "Watch time (hours)"),
        never=("Video title", "Post link", "Clicks", "Sessions", "Users", "Active users", "Total users"),
        columns=(
            column(KEY, *names),
            column("video_views", *_VIEWS),
            column(IGNORED, "Views (%)", "Visualizações (%)"),
            column("watch_seconds", *_WATCH),
        ),
        says="The same views again, split another way; never added.",
    )
    for key, names in _DIMENSIONS
)

EXPORTS = (_VIDEOS, _DAYS, _BY_DATE, _UNCOUNTED_DAYS, _CHART, *_BY_DIMENSION)
