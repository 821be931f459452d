"""Meta Business Suite, content: posts, stories and videos of Instagram and Facebook, one row each."""

from kpi.columns import Grain, Paid
from kpi.exports.export import (
    ACCOUNT,
    ACCOUNT_ID,
    AT,
    CONTENT_TYPE,
    IGNORED,
    KEY,
    LINK,
    TITLE,
    Column,
    Export,
    LeaveOut,
    column,
)

_DATES = ("%m/%d/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
_FETCH = "Meta Business Suite → Insights → Content → Export data → CSV"
_CHECKED = "2026-11"
_ACCOUNT_ID = ("Account ID", "Identificação da conta", "ID da conta", "Identificador de la cuenta", "Konto-ID")
_ACCOUNT_USERNAME = (
    "Account username",
    "Nome de usuário da conta",
    "Nome de utilizador da conta",
    "Nombre de usuario de la cuenta",
    "Konto-Benutzername",
    "Benutzername des Kontos",
)
_ACCOUNT_NAME = ("Account name", "Nome da conta", "Nombre de la cuenta", "Kontoname", "Name des Kontos")
_PAGE_ID = (
    "Page ID",
    "Identificação da Página",
    "ID da Página",
    "Identificador de la página",
    "Identificador de página",
    "Seiten-ID",
)
_PAGE_NAME = ("Page name", "Nome da Página", "Nombre de la página", "Nombre de página", "Seitenname")
_PUBLISHED = (
    "Publish time",
    "Horário de publicação",
    "Hora de publicação",
    "Hora da publicação",
    "Hora de publicación",
    "Fecha de publicación",
    "Veröffentlichungszeitpunkt",
)
_POST_ID = (
    "Post ID",
    "Identificação da publicação",
    "Identificação do post",
    "ID da publicação",
    "ID do post",
    "Identificador de la publicación",
    "Identificador de publicación",
    "Beitrags-ID",
)
_VIDEO_ID = (
    "Video asset ID",
    "Identificação do ativo de vídeo",
    "Identificador de la pieza de vídeo",
    "Identificador de la pieza de video",
    "Identificador del activo de vídeo",
    "Videoasset-ID",
)
_POST_TYPE = ("Post type", "Tipo de publicação", "Tipo de post", "Tipo de publicación", "Beitragstyp")
_COMMENT = ("Data comment", "Comentário de dados", "Comentario de datos", "Datenkommentar")
_VIEWS = ("Views", "Visualizações", "Visualizaciones", "Aufrufe")
_IMPRESSIONS = ("Impressions", "Impressões", "Impresiones", "Impressionen")
_LIKES = ("Likes", "Curtidas", "Gostos", "Me gusta", '"Gefällt mir"-Angaben', '"Gefällt mir"')
_SAVES = (
    "Saves",
    "Salvamentos",
    "Itens salvos",
    "Guardados",
    "Veces guardado",
    "Veces que se ha guardado",
    "Elementos guardados",
    "Gespeicherte Beiträge",
)
_FOLLOWS = ("Follows", "Seguimentos", "Seguidores", "Seguimientos")
_REACTIONS = ("Reactions", "Reações", "Reacciones", "Reaktionen")
_TOGETHER = (
    "Reactions, Comments and Shares",
    "Reações, comentários e compartilhamentos",
    "Reações, comentários e partilhas",
    "Reacciones, comentarios y veces que se ha compartido",
    "Reaktionen, Kommentare und geteilte Inhalte",
)
_TOTAL_CLICKS = ("Total clicks", "Total de cliques", "Clics totales", "Total de clics", "Klicks insgesamt")

_ERROR_ROW = LeaveOut("Meta could not compute this post's data", "Data comment", begins=("an error occurred",))

_CONTENT_TYPES = (
    *(
        (name, "reel")
        for name in ("ig reel", "reel", "reels", "reel do instagram", "reel de instagram", "facebook reel")
    ),
    *((name, "photo") for name in ("ig image", "ig bild", "photo", "photos", "foto", "fotos", "bild", "imagen")),
    *((name, "photo") for name in ("imagem", "imagem do instagram", "imagen de instagram")),
    *((name, "carousel") for name in ("ig carousel", "ig karussell", "carrossel", "carrossel do instagram")),
    *((name, "carousel") for name in ("carrusel", "carrusel de instagram", "secuencia de instagram")),
    *((name, "story") for name in ("ig story", "story", "stories", "story do instagram", "historia de instagram")),
    *((name, "video") for name in ("video", "videos", "vídeo", "vídeos", "ig video", "vídeo do instagram")),
    *((name, "link") for name in ("link", "links", "enlace", "enlaces")),
    *((name, "text") for name in ("text", "texto", "status")),
)

_SHARED: tuple[Column, ...] = (
    column(AT, *_PUBLISHED),
    column(LINK, "Permalink", "Link permanente", "Ligação permanente", "Enlace permanente"),
    column(TITLE, "Title", "Título", "Titel"),
    column(TITLE, "Description", "Descrição", "Descripción", "Beschreibung"),
    column(IGNORED, *_COMMENT),
    column("impressions", *_VIEWS, basis="views"),
    column("impressions", *_IMPRESSIONS, basis="impressions"),
    column("reach", "Reach", "Alcance", "Reichweite"),
    column("comments", "Comments", "Comentários", "Comentarios", "Kommentare"),
    column(
        "shares",
        "Shares",
        "Compartilhamentos",
        "Partilhas",
        "Veces que se ha compartido",
        "Veces compartido",
        "Geteilte Inhalte",
    ),
)

_INSTAGRAM_POSTS = Export(
    key="instagram_posts",
    label="Instagram posts, Meta Business Suite",
    platform="Meta Business Suite",
    channel="Instagram",
    grain=Grain.POST,
    marks=("Post ID", "Publish time"),
    any_of=("Account username", "Account ID", "Account name", "Likes", "Saves", "Follows"),
    never=(*_PAGE_ID, *_PAGE_NAME, *_VIDEO_ID, *_REACTIONS, *_TOGETHER, *_TOTAL_CLICKS),
    columns=(
        column(KEY, *_POST_ID),
        column(CONTENT_TYPE, *_POST_TYPE),
        *_SHARED,
        column("comments", "Replies", "Respostas", "Respuestas", "Antworten", plus=True),
        column(ACCOUNT, *_ACCOUNT_USERNAME),
        column(ACCOUNT, *_ACCOUNT_NAME),
        column(ACCOUNT_ID, *_ACCOUNT_ID),
        column("reactions", *_LIKES),
        column("saves", *_SAVES),
        column("new_followers", *_FOLLOWS),
        column("video_views", "Plays", "Reproduções", "Reproducciones"),
        column("profile_visits", "Profile visits", "Visitas ao perfil", "Visitas al perfil", "Profilbesuche"),
        column("link_clicks", "Link clicks", "Cliques no link", "Clics en el enlace", "Link-Klicks"),
    ),
    dates=_DATES,
    always=("posts",),
    leave_out=(_ERROR_ROW,),
    paid=Paid.MIXED,
    content_types=_CONTENT_TYPES,
    fetch=_FETCH,
    checked=_CHECKED,
    cadence=31,
)

_OF_FACEBOOK: tuple[Column, ...] = (
    *_SHARED,
    column(ACCOUNT_ID, *_PAGE_ID),
    column(ACCOUNT, *_PAGE_NAME),
    column("reactions", *_REACTIONS),
    column(
        "video_views",
        "3-second video views",
        "Visualizações de vídeo de 3 segundos",
        "Visualizações de vídeo por 3 segundos",
        "Reproduções de vídeo de 3 segundos",
        "Visualizaciones de vídeo de 3 segundos",
        "Reproducciones de video de 3 segundos",
        "Videoaufrufe von mindestens 3 Sekunden",
    ),
    column("watch_seconds", "Seconds viewed", "Segundos visualizados", "Segundos assistidos", "Segundos reproducidos"),
)

_FACEBOOK_POSTS = Export(
    key="facebook_posts",
    label="Facebook posts, Meta Business Suite",
    platform="Meta Business Suite",
    channel="Facebook",
    grain=Grain.POST,
    marks=("Post ID", "Publish time"),
    any_of=("Page ID", "Page name", "Reactions", *_TOGETHER, "Total clicks"),
    never=(*_ACCOUNT_ID, *_ACCOUNT_USERNAME, *_VIDEO_ID),
    columns=(
        column(KEY, *_POST_ID),
        column(CONTENT_TYPE, *_POST_TYPE),
        *_OF_FACEBOOK,
        column("clicks", *_TOTAL_CLICKS),
        column("link_clicks", "Link clicks", "Cliques no link", "Clics en el enlace", "Link-Klicks"),
    ),
    dates=_DATES,
    always=("posts",),
    leave_out=(_ERROR_ROW,),
    paid=Paid.MIXED,
    content_types=_CONTENT_TYPES,
    fetch=_FETCH,
    checked=_CHECKED,
    cadence=31,
)

_FACEBOOK_VIDEOS = Export(
    key="facebook_videos",
    label="Facebook videos, Meta Business Suite",
    platform="Meta Business Suite",
    channel="Facebook",
    grain=Grain.POST,
    marks=("Video asset ID", "Publish time"),
    columns=(column(KEY, *_VIDEO_ID), *_OF_FACEBOOK),
    dates=_DATES,
    always=("posts",),
    leave_out=(_ERROR_ROW,),
    paid=Paid.MIXED,
    part="videos only",
    fetch="Meta Business Suite → Insights → Content → Videos → Export data → CSV",
    checked=_CHECKED,
    cadence=31,
    says="Only videos: the export of all posts holds them as well.",
)

EXPORTS = (_INSTAGRAM_POSTS, _FACEBOOK_POSTS, _FACEBOOK_VIDEOS)
