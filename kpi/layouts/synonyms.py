"""What columns are called in other tools, in seven languages. To add a spelling, add it to its line.

Words are written as `plain` gives them. English, Spanish, German, French, Portuguese, Italian, Dutch.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from kpi.columns import Grain
from kpi.exports import EXPORTS
from kpi.exports import export as roles
from kpi.exports.export import plain
from kpi.layouts.holdings import AS_IT_STANDS, DATE, HOLDINGS, LAST_DAY, NETWORK, NOT_USED

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    DATE: (
        "date|day|publish date|published|published at|publish time|post date|posted on|created|created at",
        "sent|time|period|week|month|start date|from|timestamp",
        "fecha|día|dia|fecha de publicación|publicado|mes|semana|fecha de inicio|desde|periodo",
        "datum|tag|veröffentlicht|veröffentlicht am|veröffentlichungsdatum|zeitpunkt|erstellt am|monat",
        "woche|von|beginn|zeitraum",
        "jour|date de publication|publié le|publié|mois|semaine|date de début|du|période",
        "data|data de publicação|publicado em|mês|data de início|de|período",
        "data di pubblicazione|pubblicato il|giorno|mese|settimana|data inizio|dal",
        "publicatiedatum|gepubliceerd|gepubliceerd op|dag|maand|week|startdatum|vanaf",
    ),
    LAST_DAY: (
        "end date|until|to|last day|week ending|end",
        "fecha de fin|fecha final|hasta|fin",
        "enddatum|bis|ende|letzter tag",
        "date de fin|au|jusqu'au",
        "data de fim|data final|até",
        "data fine|al|fino al",
        "einddatum|tot|t/m",
    ),
    NETWORK: (
        "network|channel|platform|social network|social media|source network|profile network|service",
        "red|red social|canal|plataforma|redes sociales",
        "netzwerk|kanal|plattform|soziales netzwerk",
        "réseau|réseau social|plateforme",
        "rede|rede social|canal|plataforma",
        "rete|social|piattaforma|canale|rete sociale",
        "netwerk|platform|kanaal|sociaal netwerk",
    ),
    "account": (
        "account|profile|page|account name|profile name|page name|handle|username|account username",
        "cuenta|perfil|página|nombre de la cuenta|nombre de la página|marca",
        "konto|profil|seite|kontoname|seitenname",
        "compte|profil|page|nom du compte|nom de la page",
        "conta|perfil|página|nome da conta|nome da página",
        "profilo|pagina|nome account|nome della pagina",
        "profiel|pagina|accountnaam|paginanaam",
    ),
    "content_type": (
        "type|content type|post type|media type|format",
        "tipo|tipo de contenido|tipo de publicación|formato",
        "typ|art|inhaltstyp|beitragstyp|medientyp|beitragsart",
        "type de contenu|type de publication|format",
        "tipo de conteúdo|tipo de publicação|tipo de post",
        "tipo di contenuto|tipo di post",
        "soort|contenttype|berichttype|type bericht",
    ),
    "title": (
        "title|post|text|message|caption|description|content|post text|headline|tweet text",
        "título|texto|mensaje|publicación|descripción|contenido|texto de la publicación",
        "titel|text|nachricht|beitrag|beschreibung|inhalt|beitragstext",
        "titre|texte|message|publication|légende|contenu",
        "título|texto|mensagem|publicação|legenda|descrição|conteúdo",
        "titolo|testo|messaggio|didascalia|descrizione|contenuto",
        "titel|tekst|bericht|bijschrift|beschrijving|inhoud",
    ),
    "link": (
        "link|url|permalink|post link|post url|post permalink",
        "enlace|enlace permanente|url de la publicación|vínculo",
        "beitragslink|link zum beitrag",
        "lien|lien permanent|lien de la publication",
        "link permanente|link da publicação",
        "collegamento|link al post",
        "koppeling|link naar bericht",
    ),
    "key": (
        "id|post id|post-id|message id|campaign|campaign name|keyword",
        "identificador|id de publicación|id de la publicación|campaña",
        "beitrags-id|kampagne|kennung",
        "identifiant|id de la publication|campagne",
        "id da publicação|identificação|campanha",
        "id del post|identificativo|campagna",
        "bericht-id|campagne",
    ),
    "source": (
        "source|source / medium|source/medium|channel group|default channel group|traffic source",
        "session source",
        "fuente|fuente / medio|grupo de canales|origen",
        "quelle|quelle / medium|kanalgruppe",
        "source / support|groupe de canaux",
        "fonte|origem|origem / mídia|grupo de canais",
        "sorgente|sorgente / mezzo|gruppo di canali",
        "bron|bron / medium|kanaalgroep",
    ),
    "currency": (
        "currency|currency code",
        "moneda|divisa",
        "währung",
        "devise|monnaie",
        "moeda",
        "valuta",
    ),
    "personal": (
        "email|e-mail|email address|author|sent by|user|customer|reviewer|first name|last name|phone",
        "created by",
        "correo|correo electrónico|autor|usuario|cliente|teléfono|nombre y apellidos",
        "e-mail-adresse|autor|benutzer|kunde|telefon|vorname|nachname|verfasser",
        "courriel|adresse e-mail|auteur|utilisateur|client|téléphone|prénom",
        "autor|usuário|cliente|telefone",
        "autore|utente|cliente|telefono|cognome",
        "e-mailadres|auteur|gebruiker|klant|telefoon",
    ),
    "posts": (
        "posts|posts published|published posts|number of posts|tweets published",
        "publicaciones|número de publicaciones|posts publicados",
        "beiträge|anzahl beiträge|veröffentlichte beiträge",
        "publications|nombre de publications",
        "publicações|número de publicações",
        "pubblicazioni|numero di post|post pubblicati",
        "berichten|aantal berichten",
    ),
    "impressions": (
        "impressions|impr|impr.|total impressions|organic impressions|post impressions",
        "impresiones|impresiones orgánicas|impresiones totales",
        "impressionen|einblendungen|impressions",
        "impressions|affichages",
        "impressões|exibições",
        "impressioni|impression",
        "vertoningen|weergaven totaal|impressies",
    ),
    "views": (
        "views|content views|post views|plays",
        "visualizaciones|vistas|reproducciones",
        "aufrufe|ansichten|wiedergaben",
        "vues|visionnages|lectures",
        "visualizações|reproduções",
        "visualizzazioni|riproduzioni",
        "weergaven",
    ),
    "video_views": (
        "video views|video plays|views (video)|reel plays",
        "reproducciones de vídeo|reproducciones de video|visualizaciones de vídeo|visualizaciones de video",
        "videoaufrufe|video-aufrufe|videowiedergaben",
        "vues de vidéo|vues vidéo|vues de la vidéo|lectures de vidéo",
        "visualizações de vídeo|visualizações do vídeo|reproduções de vídeo",
        "visualizzazioni video|visualizzazioni del video",
        "videoweergaven|video-weergaven",
    ),
    "reach": (
        "reach|total reach|organic reach|people reached|accounts reached|post reach",
        "alcance|alcance total|personas alcanzadas|cuentas alcanzadas|alcance orgánico",
        "reichweite|erreichte personen|erreichte konten|gesamtreichweite",
        "portée|couverture|personnes touchées|comptes touchés|audience atteinte",
        "alcance|pessoas alcançadas|contas alcançadas",
        "copertura|persone raggiunte|account raggiunti",
        "bereik|bereikte personen|bereikte accounts",
    ),
    "reactions": (
        "reactions|likes|like|hearts|favorites|favourites",
        "reacciones|me gusta|likes|favoritos",
        "reaktionen|gefällt mir|gefällt-mir-angaben|likes",
        "réactions|j'aime|mentions j'aime",
        "reações|curtidas|gostos",
        "reazioni|mi piace",
        "reacties op bericht|vind-ik-leuks|likes|reacties (emoji)",
    ),
    "comments": (
        "comments|replies|comments & replies|answers",
        "comentarios|respuestas",
        "kommentare|antworten",
        "commentaires|réponses",
        "comentários|respostas",
        "commenti|risposte",
        "reacties|opmerkingen|antwoorden|commentaar",
    ),
    "shares": (
        "shares|retweets|reposts|shared",
        "compartidos|veces compartido|veces que se ha compartido|compartidas|retuits",
        "geteilt|geteilte inhalte|teilungen|mal geteilt|shares",
        "partages|republications",
        "compartilhamentos|partilhas",
        "condivisioni",
        "gedeeld|keer gedeeld|deelacties|shares",
    ),
    "saves": (
        "saves|saved|bookmarks",
        "guardados|veces guardado|guardadas",
        "gespeichert|gespeicherte beiträge|speicherungen",
        "enregistrements|sauvegardes",
        "salvamentos|itens salvos|guardados",
        "salvataggi",
        "opgeslagen|bewaard|keer opgeslagen",
    ),
    "engagements": (
        "engagements|engagement|interactions|total engagements|total interactions|content interactions",
        "interacciones|interacciones totales|engagement",
        "interaktionen|engagements",
        "interactions|engagements|engagement",
        "interações|engajamentos|engajamento",
        "interazioni|interazioni totali",
        "interacties|betrokkenheid",
    ),
    "link_clicks": (
        "link clicks|url clicks|post link clicks|website clicks|clicks to link",
        "clics en el enlace|clics en enlaces|clics en el link",
        "linkklicks|link-klicks|klicks auf links",
        "clics sur le lien|clics sur un lien|clics vers le site",
        "cliques no link|cliques em links",
        "clic sul link|clic sui link",
        "klikken op link|linkklikken|klikken op links",
    ),
    "clicks": (
        "clicks|total clicks|all clicks|post clicks",
        "clics|clics totales|clicks",
        "klicks|klicks (gesamt)|klicks gesamt",
        "clics|nombre de clics",
        "cliques|total de cliques",
        "clic|clic totali",
        "klikken|aantal klikken|kliks",
    ),
    "watch_seconds": (
        "watch time|watch time (hours)|watch time (minutes)|time watched|seconds viewed|minutes viewed",
        "tiempo de visualización|tiempo de reproducción|segundos reproducidos",
        "wiedergabezeit|wiedergabezeit (stunden)",
        "durée de visionnage|temps de visionnage",
        "tempo de exibição|tempo de visualização|segundos visualizados",
        "tempo di visualizzazione|tempo di visione",
        "kijktijd|weergavetijd",
    ),
    "profile_visits": (
        "profile visits|profile views|page visits|page views (profile)|profile page views",
        "visitas al perfil|visitas a la página",
        "profilbesuche|profilaufrufe|seitenbesuche",
        "visites du profil|visites de la page|vues du profil",
        "visitas ao perfil|visitas à página",
        "visite al profilo|visite alla pagina",
        "profielbezoeken|paginabezoeken|bezoeken aan profiel",
    ),
    "followers": (
        "followers|total followers|audience|fans|follower count|subscribers|page likes total",
        "seguidores|seguidores totales|total de seguidores|suscriptores",
        "follower|abonnenten|follower gesamt|fans|gesamtzahl der follower",
        "abonnés|nombre d'abonnés|total des abonnés",
        "seguidores|total de seguidores|inscritos",
        "follower totali|seguaci|iscritti",
        "volgers|aantal volgers|abonnees",
    ),
    "new_followers": (
        "new followers|follows|followers gained|audience gained|new fans|gained followers|new subscribers",
        "nuevos seguidores|seguidores ganados|seguidores nuevos|seguimientos",
        "neue follower|gewonnene follower|neue abonnenten|neue fans",
        "nouveaux abonnés|abonnés gagnés|nouveaux followers",
        "novos seguidores|seguidores ganhos|seguimentos",
        "nuovi follower|follower acquisiti|nuovi iscritti",
        "nieuwe volgers|gewonnen volgers",
    ),
    "unfollows": (
        "unfollows|lost followers|followers lost|audience lost|unsubscribes",
        "seguidores perdidos|dejaron de seguir",
        "verlorene follower|entfolgt|abgänge",
        "abonnés perdus|désabonnements",
        "deixaram de seguir|seguidores perdidos",
        "follower persi|unfollow",
        "verloren volgers|ontvolgd",
    ),
    "net_new_followers": (
        "net followers|net audience growth|net growth|follower growth|net new followers|net follower growth",
        "crecimiento neto|crecimiento de seguidores|seguidores netos",
        "follower-wachstum|followerwachstum|nettowachstum|netto neue follower",
        "croissance nette|croissance des abonnés|abonnés nets",
        "crescimento líquido|crescimento de seguidores",
        "crescita netta|crescita dei follower",
        "nettogroei|volgersgroei|groei volgers",
    ),
    "sessions": (
        "sessions|visits",
        "sesiones|visitas",
        "sitzungen|besuche",
        "visites",
        "sessões",
        "sessioni|visite",
        "sessies|bezoeken",
    ),
    "users": (
        "users|total users|visitors|unique visitors|active users",
        "usuarios|visitantes|usuarios activos",
        "nutzer|besucher|aktive nutzer",
        "utilisateurs|visiteurs",
        "usuários|visitantes",
        "utenti|visitatori",
        "gebruikers|bezoekers",
    ),
    "page_views": (
        "page views|pageviews|screen page views",
        "páginas vistas|vistas de página",
        "seitenaufrufe|seitenansichten",
        "pages vues|vues de page",
        "visualizações de página|páginas vistas",
        "visualizzazioni di pagina|pagine viste",
        "paginaweergaven",
    ),
    "conversions": (
        "conversions|key events|leads|purchases|goal completions",
        "conversiones|eventos clave",
        "conversions|konversionen|schlüsselereignisse",
        "conversions|événements clés",
        "conversões|eventos principais",
        "conversioni|eventi chiave",
        "conversies|belangrijke gebeurtenissen",
    ),
    "revenue": (
        "revenue|total revenue|purchase revenue|sales",
        "ingresos|ingresos totales|ventas",
        "umsatz|einnahmen|erlös",
        "chiffre d'affaires|revenus|ventes",
        "receita|receita total|vendas",
        "entrate|ricavi|vendite",
        "omzet|opbrengst",
    ),
    "average_visit": (
        "average session duration|avg. session duration|average visit duration",
        "duración media de la sesión|duración media de las sesiones",
        "durchschnittliche sitzungsdauer",
        "durée moyenne des sessions|durée moyenne de la session",
        "duração média da sessão",
        "durata media della sessione|durata sessione media",
        "gemiddelde sessieduur",
    ),
    "average_rating": (
        "average rating|avg. rating|rating|stars|star rating",
        "valoración media|puntuación media|estrellas|valoración",
        "durchschnittliche bewertung|sterne|bewertung",
        "note moyenne|étoiles|note",
        "avaliação média|estrelas|classificação média",
        "valutazione media|stelle",
        "gemiddelde beoordeling|sterren",
    ),
    "ratings": (
        "ratings|reviews|new reviews|number of reviews",
        "reseñas|valoraciones|opiniones",
        "bewertungen|rezensionen",
        "avis|nombre d'avis",
        "avaliações|comentários de clientes",
        "recensioni|valutazioni",
        "beoordelingen|recensies",
    ),
    "search_impressions": ("search impressions|google impressions",),
    "search_clicks": ("search clicks|organic search clicks",),
    "mentions": (
        "mentions|brand mentions",
        "menciones",
        "erwähnungen",
        "mentions",
        "menções",
        "menzioni",
        "vermeldingen",
    ),
    "spend": (
        "spend|amount spent|cost|costs|ad spend|media cost|budget spent",
        "gasto|coste|costo|importe gastado|inversión",
        "kosten|ausgaben|werbeausgaben|ausgegebener betrag",
        "coût|dépenses|montant dépensé",
        "custo|gasto|valor gasto|valor usado|investimento",
        "costo|spesa|importo speso",
        "kosten|uitgaven|besteed bedrag",
    ),
    "ad_impressions": (
        "ad impressions|paid impressions",
        "impresiones pagadas|impresiones de pago",
        "anzeigenimpressionen|bezahlte impressionen",
        "impressions payantes",
        "impressões pagas",
        "impressioni a pagamento",
        "betaalde vertoningen",
    ),
    "ad_clicks": (
        "ad clicks|paid clicks",
        "clics de pago|clics pagados",
        "anzeigenklicks|bezahlte klicks",
        "clics payants",
        "cliques pagos",
        "clic a pagamento",
        "betaalde klikken",
    ),
}

_RATES = (
    "rate|ratio|ctr|cpc|cpm|cpv|roas|share of|percent|per post|per follower|per 1,000|per impression",
    "position|score",
    "tasa|ratio|porcentaje|por publicación|posición",
    "rate|quote|anteil|prozent|pro beitrag|klickrate",
    "taux|pourcentage|par publication",
    "taxa|percentual|porcentagem|por publicação",
    "tasso|percentuale|per post",
    "percentage|ratio|per bericht|doorklikratio",
)
_AVERAGES = (
    "average|avg|avg.|mean|median",
    "media|medio|promedio",
    "durchschnitt|durchschnittlich|durchschnittliche|ø|schnitt",
    "moyenne|moyen",
    "média|médio",
    "media|medio",
    "gemiddelde|gem.",
)
_RUNNING = (
    "cumulative|running total|to date|all time|lifetime total",
    "acumulado|acumulada|acumulados",
    "kumuliert|kumulativ|bisher insgesamt",
    "cumulé|cumulée|cumul",
    "acumulado|acumulada",
    "cumulato|cumulativo",
    "cumulatief",
)

_TIMES = {
    "hours": "hours|hrs|h|horas|stunden|std|heures|ore|uren",
    "minutes": "minutes|mins|min|minutos|minuten|minuti",
    "milliseconds": "milliseconds|ms",
}
_SCALES = {
    "thousands": "thousands|thousand|miles|tsd|tausend|milliers|milhares|migliaia|duizend",
    "millions": "millions|million|millones|mio|millionen|milhões|milioni|miljoen",
}

_VIEWS = frozenset({"impressions", "video_views", "views"})


def exactly(header: str) -> str:
    """Name what a header of exactly these words holds, or ''.

    >>> exactly("Impresiones"), exactly("Wiedergabezeit (Stunden)"), exactly("Colour")
    ('impressions', 'watch_seconds', '')
    """
    return _known().get(plain(header), "")


def within(header: str) -> tuple[str, str]:
    """Give the longest of our words that stand whole in a header, and what they mean; nothing where there are none.

    >>> within("Instagram reach (organic)")
    ('reach', 'reach')
    """
    seen = f" {_spaced(header)} "
    found = [word for word in _spaced_words() if f" {word} " in seen]
    best = max(found, key=len, default="")
    return best, _spaced_words().get(best, "")


def is_rate(header: str) -> bool:
    """Tell whether a header names a rate, a ratio or a rank: what is worked out from others and never added up."""
    return "%" in header or _says(header, _RATES)


def is_average(header: str) -> bool:
    """Tell whether a header names an average."""
    return _says(header, _AVERAGES)


def is_running(header: str) -> bool:
    """Tell whether a header names a running total: each value holds the ones before."""
    return _says(header, _RUNNING)


def unit(header: str, *, is_time: bool) -> str:
    """Name the unit that a header states, of times or else of numbers.

    >>> unit("Wiedergabezeit (Stunden)", is_time=True), unit("Reach", is_time=False)
    ('hours', 'as it stands')
    """
    words = set(_spaced(header).split())
    stated = _TIMES if is_time else _SCALES
    return next((name for name, spellings in stated.items() if words & set(spellings.split("|"))), AS_IT_STANDS)


def _says(header: str, lines: tuple[str, ...]) -> bool:
    seen = f" {_spaced(header)} "
    return any(f" {_spaced(word)} " in seen for line in lines for word in line.split("|"))


def _spaced(text: str) -> str:
    """Put blanks for what parts words, so that whole words are found."""
    parted = "".join(sign if sign.isalnum() or sign in "'ø%" else " " for sign in plain(text))
    return " ".join(parted.split())


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Give every spelling with what it means: those of the declared exports, over them the ones above."""
    ours = {plain(word): holds for holds, lines in _SPELLINGS.items() for line in lines for word in line.split("|")}
    return {**_of_exports(), **ours}


@lru_cache(maxsize=1)
def _spaced_words() -> Mapping[str, str]:
    return {spaced: holds for word, holds in _known().items() if len(spaced := _spaced(word)) > 2}  # noqa: PLR2004


def _of_exports() -> dict[str, str]:
    """Give the spellings of the declared exports that mean one thing in most of them."""
    said: dict[str, Counter[str]] = {}
    for export in EXPORTS:
        for one in export.columns:
            holds = _as_holding(one.holds, export.grain)
            plainly = not (one.weigh or one.counts or one.stars or one.plus) and one.times == 1 and one.place is None
            for name in one.names if holds and plainly else ():
                said.setdefault(plain(name.removesuffix(roles.ANY_CODE)), Counter())[holds] += 1
    return {name: _agreed(counts) for name, counts in said.items() if name and _agreed(counts)}


def _as_holding(role: str, grain: Grain) -> str:
    if role in (roles.AT, roles.DAY):
        return DATE
    if grain not in (Grain.POST, Grain.DAY):
        return ""
    return LAST_DAY if role == roles.UNTIL else role if role in HOLDINGS and role != NOT_USED else ""


def _agreed(counts: Counter[str]) -> str:
    if set(counts) == _VIEWS - {"views"}:
        return "views"
    (first, most), *others = counts.most_common()
    return first if not others or most > sum(counts.values()) / 2 else ""
