"""YouTube Studio, advanced mode: the table of videos, the daily totals, and the parts that are no totals."""

from kpi.columns import Grain, Paid
from kpi.exports.export import AT, DAY, IGNORED, KEY, TITLE, Export, Kind, LeaveOut, column

_FETCH = "YouTube Studio → Analytics → Advanced mode → Export → CSV"
_VIEWS = ("Views", "Aufrufe", "Visualizações", "Visualizaciones")
_WATCH = (
    "Watch time (hours)",
    "Wiedergabezeit (Stunden)",
    "Tempo de exibição (horas)",
    "Tiempo de visualización (horas)",
)
_SUBSCRIBERS = ("Subscribers", "Abonnenten", "Inscritos", "Suscriptores")
_PUBLISHED = (
    "Video publish time",
    "Veröffentlichungszeitpunkt des Videos",
    "Veröffentlichungszeit des Videos",
    "Horário de publicação do vídeo",
    "Hora de publicación del vídeo",
)
_CONTENT = ("Content", "Video", "Videos", "Conteúdo", "Contenido")
_TITLES = ("Video title", "Videotitel", "Título do vídeo", "Título del vídeo")
_DATE = ("Date", "Datum", "Data", "Fecha")
_TOTAL = ("total", "gesamt", "totales", "gesamtwert")
_REACTED = (
    column("impressions", "Impressions", "Impressionen", "Impressões", "Impresiones", basis="thumbnails"),
    column("reactions", "Likes", "Mag ich", "Marcações \u201cGostei\u201d", "Me gusta"),
    column("comments", "Comments", "Kommentare", "Comentários", "Comentarios"),
    column("shares", "Shares", "Geteilt", "Compartilhamentos", "Veces compartido"),
)

_VIDEOS = Export(
    key="youtube_videos",
    label="Videos, YouTube Studio",
    platform="YouTube Studio",
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
    checked="2026-11",
    cadence=31,
    says="The table holds about 500 videos at most.",
)

_DAYS = Export(
    key="youtube_totals",
    label="Totals by day, YouTube Studio",
    platform="YouTube Studio",
    channel="YouTube",
    marks=("Date",),
    any_of=("Views", "Watch time (hours)", "Subscribers", "Impressions", "Likes", "Comments", "Shares"),
    named=("Totals", "Gesamtwerte", "Total", "Totales"),
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
    checked="2026-11",
    cadence=31,
)

_CHART = Export(
    key="youtube_chart",
    label="Chart data, YouTube Studio",
    platform="YouTube Studio",
    kind=Kind.REFERENCE,
    marks=("Date", "Content"),
    any_of=("Views", "Watch time (hours)", "Impressions"),
    columns=(
        column(DAY, *_DATE),
        column(KEY, *_CONTENT),
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
        kind=Kind.REFERENCE,
        marks=(names[0],),
        any_of=("Views", "Views (%)", "Watch time (hours)"),
        never=("Video title",),
        columns=(
            column(KEY, *names),
            column("video_views", *_VIEWS),
            column(IGNORED, "Views (%)", "Visualizações (%)"),
            column("watch_seconds", *_WATCH),
        ),
        says="The same views again, split another way; never added.",
    )
    for key, names in (
        ("geography", ("Geography", "Geografie", "Região geográfica", "Geografía")),
        ("viewer_age", ("Viewer age", "Idade do espectador", "Edad de los usuarios", "Alter der Zuschauer")),
        ("traffic_source", ("Traffic source", "Origem do tráfego", "Fuente de tráfico", "Zugriffsquelle")),
    )
)

EXPORTS = (_VIDEOS, _DAYS, _CHART, *_BY_DIMENSION)
