"""X (Twitter): posts and days, the old Analytics export and the one of Premium."""

from kpi.columns import Grain
from kpi.exports.export import AT, DAY, KEY, LINK, TITLE, Beside, Export, Whose, column

_HANDLE_IN_NAME = (Whose(Beside.NAME, r"tweet_activity_metrics_(.+?)_\d{8}_\d{8}"),)

_TWEETS = Export(
    key="x_tweet_activity",
    label="Posts, X Analytics (old)",
    platform="X",
    channel="X",
    grain=Grain.POST,
    marks=("Tweet id", "time", "impressions"),
    columns=(
        column(KEY, "Tweet id", "id do Tweet", "Identifiant du Tweet"),
        column(LINK, "Tweet permalink", "link permanente do Tweet", "Permalien du Tweet"),
        column(TITLE, "Tweet text", "texto do Tweet", "Texte du Tweet"),
        column(AT, "time", "horário", "heure"),
        column("impressions", "impressions", "impressões", basis="impressions"),
        column("engagements", "engagements", "engajamentos"),
        column("shares", "retweets"),
        column("comments", "replies", "respostas", "réponses"),
        column("reactions", "likes", "favorites", "favoritos", "J'aime"),
        column("profile_visits", "user profile clicks", "cliques no perfil do usuário:"),
        column("link_clicks", "url clicks", "cliques no URL"),
        column("new_followers", "follows", "seguiram"),
    ),
    dates=("%Y-%m-%d %H:%M %z",),
    always=("posts",),
    whose=_HANDLE_IN_NAME,
    fetch="The old X Analytics has ended; use X → Premium → Analytics → Content → Download CSV",
    checked="2026-11",
)

_DAYS = Export(
    key="x_daily_activity",
    label="Days, X Analytics (old)",
    platform="X",
    channel="X",
    marks=("Date", "Tweets published"),
    any_of=("impressions", "engagements"),
    columns=(
        column(DAY, "Date"),
        column("posts", "Tweets published"),
        column("impressions", "impressions", basis="impressions"),
        column("engagements", "engagements"),
        column("shares", "retweets"),
        column("comments", "replies"),
        column("reactions", "likes", "favorites"),
        column("profile_visits", "user profile clicks"),
        column("link_clicks", "url clicks"),
        column("new_followers", "follows"),
    ),
    whose=_HANDLE_IN_NAME,
    fetch="The old X Analytics has ended; use X → Premium → Analytics → Overview → Download CSV",
    checked="2026-11",
)

_METRICS = (
    column("impressions", "Impressions", "Impressões", basis="impressions"),
    column("engagements", "Engagements", "Engajamentos"),
    column("reactions", "Likes", "Curtidas"),
    column("saves", "Bookmarks", "Itens salvos"),
    column("shares", "Reposts"),
    column("shares", "Shares", "Compartilhamentos", "Share", plus=True),
    column("comments", "Replies", "Respostas"),
    column("new_followers", "New follows", "Novos seguidores"),
    column("profile_visits", "Profile visits", "Visitas ao perfil"),
)
_PREMIUM_DATES = ("%a, %b %d, %Y",)

_CONTENT = Export(
    key="x_content",
    label="Posts, X Premium analytics",
    platform="X",
    channel="X",
    grain=Grain.POST,
    marks=("Date", "Impressions", "Reposts"),
    any_of=("Post Link", "Post text"),
    never=("Tweet id",),
    columns=(
        column(KEY, "Post id", "ID do post", "Post Link", "Postar link"),
        column(AT, "Date", "Data"),
        column(TITLE, "Post text", "Texto do post"),
        column(LINK, "Post Link", "Postar link", "Link"),
        *_METRICS,
        column("link_clicks", "URL Clicks", "Cliques de URL", "Cliques em URL"),
    ),
    dates=_PREMIUM_DATES,
    always=("posts",),
    whose=(Whose(Beside.LINK, r"(?:x|twitter)\.com/([A-Za-z0-9_]+)/status/"),),
    fetch="X → Premium → Analytics → Content → Download CSV",
    checked="2026-11",
    cadence=31,
    longest=365,
)

_OVERVIEW = Export(
    key="x_overview",
    label="Days, X Premium analytics",
    platform="X",
    channel="X",
    marks=("Date", "Impressions"),
    any_of=("Unfollows", "Create Post"),
    never=("Post id", "Post Link", "Postar link", "Reach", "Network", "Followers"),
    columns=(
        column(DAY, "Date", "Data"),
        *_METRICS,
        column("unfollows", "Unfollows", "Deixar de seguir"),
        column("posts", "Create Post", "Criar post"),
    ),
    dates=_PREMIUM_DATES,
    fetch="X → Premium → Analytics → Overview → Download CSV",
    checked="2026-11",
    cadence=31,
    longest=365,
)

EXPORTS = (_TWEETS, _DAYS, _CONTENT, _OVERVIEW)
