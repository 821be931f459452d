"""What the columns and the states of a content calendar are called, in seven languages. To add one, add it to its line.

Words are written as `plain` gives them. English, Spanish, German, French, Portuguese, Italian, Dutch.
"""

from collections.abc import Mapping
from functools import lru_cache

from kpi.calendar.entry import Stage
from kpi.calendar.sheet import COLUMNS
from kpi.exports.export import plain
from kpi.layouts import synonyms
from kpi.layouts.holdings import DATE, LAST_DAY, NETWORK

_SHARED: Mapping[str, str] = {
    DATE: "day",
    LAST_DAY: "end",
    NETWORK: "channel",
    "content_type": "content_type",
    "title": "title",
    "link": "link",
}
"""What a column of an export means for a calendar, by what it holds."""
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "day": (
        "scheduled date|schedule date|planned date|publishing date|publication date|go live date|go-live|due date",
        "post day|scheduled for|scheduled",
        "fecha prevista|fecha programada|fecha de post|fecha de publicacion|fecha publicación",
        "geplant für|geplantes datum|veröffentlichung|postdatum|termin",
        "date prévue|date de publication|date de diffusion|échéance",
        "data prevista|data de postagem|data da postagem|data de publicação",
        "data prevista|data pubblicazione|data di uscita|scadenza",
        "geplande datum|publicatiedatum|plaatsingsdatum|inplannen op",
    ),
    "at": (
        "time|hour|publish time|posting time|post time|scheduled time|time of day|publishing time",
        "hora|hora de publicación|horario",
        "uhrzeit|zeit|stunde|veröffentlichungszeit",
        "heure|heure de publication|horaire",
        "hora|horário|hora da postagem",
        "ora|orario|ora di pubblicazione",
        "tijd|tijdstip|uur|publicatietijd",
    ),
    "channel": (
        "channels|platforms|networks|social channel|social platform|account",
        "redes|canales|plataformas",
        "netzwerke|kanäle|plattformen",
        "réseaux|canaux|plateformes|canal",
        "redes|canais|plataformas",
        "canali|piattaforme|social network",
        "kanalen|platformen|netwerken",
    ),
    "content_type": (
        "content format|post format|asset type|media|media format|kind of content",
        "formato de contenido|tipo de post",
        "inhaltsformat|contentformat|contentart|beitragsformat",
        "type de post|format du contenu",
        "formato do conteúdo",
        "formato del contenuto",
        "contentformaat|soort content|formaat",
    ),
    "text": (
        "caption|copy|text|body|post copy|post text|post body|message|captions|copy text|content|description|tweet",
        "copy|texto|mensaje|pie de foto|contenido|texto del post|descripción",
        "text|beitragstext|bildunterschrift|nachricht|inhalt|posttext|beschreibung",
        "texte|légende|message|contenu|texte du post|description",
        "legenda|texto|mensagem|conteúdo|copy|descrição",
        "testo|didascalia|messaggio|contenuto|copy|descrizione",
        "tekst|bijschrift|bericht|inhoud|omschrijving|beschrijving",
    ),
    "title": (
        "title|headline|topic|subject|theme|post|post title|name|post name|content title|idea|content idea|what",
        "título|tema|asunto|publicación|nombre|idea",
        "titel|thema|betreff|beitrag|überschrift|idee",
        "titre|sujet|thème|publication|nom|idée",
        "título|tema|assunto|postagem|publicação|nome|ideia",
        "titolo|tema|argomento|pubblicazione|nome|idea",
        "titel|onderwerp|thema|naam|idee",
    ),
    "link": (
        "url|link|destination url|landing page|link to post|cta link|link in bio",
        "enlace|url de destino|vínculo",
        "link|ziel-url|verlinkung",
        "lien|url de destination",
        "link de destino",
        "link di destinazione|collegamento",
        "link naar|doel-url",
    ),
    "stage": (
        "status|state|stage|progress|approval|approval status|post status|workflow",
        "estado|estatus|situación|fase|aprobación",
        "status|stand|zustand|fortschritt|freigabe",
        "statut|état|avancement|validation",
        "status|estado|situação|etapa|aprovação",
        "stato|avanzamento|approvazione",
        "status|stand|voortgang|goedkeuring",
    ),
    "owner": (
        "owner|assignee|assigned to|assigned|responsible|person|person responsible|who|editor|author|created by|team",
        "responsable|encargado|asignado a|asignado|autor|persona|quién|equipo",
        "verantwortlich|zuständig|verantwortliche|zugewiesen an|autor|wer|bearbeiter",
        "responsable|assigné à|auteur|qui|attribué à|équipe",
        "responsável|atribuído a|autor|quem|equipe",
        "responsabile|assegnato a|autore|chi",
        "verantwoordelijke|eigenaar|toegewezen aan|auteur|wie",
    ),
    "objective": (
        "objective|goal|purpose|aim|kpi",
        "objetivo|meta|propósito",
        "ziel|zielsetzung|zweck",
        "objectif|but",
        "objetivo|meta|finalidade",
        "obiettivo|scopo",
        "doel|doelstelling",
    ),
    "zone": (
        "time zone|timezone",
        "zona horaria",
        "zeitzone",
        "fuseau horaire",
        "fuso horário",
        "fuso orario",
        "tijdzone",
    ),
}
_STAGES: Mapping[Stage, tuple[str, ...]] = {
    Stage.IDEA: (
        "idea|ideas|brainstorm|backlog|to do|todo|not started",
        "ideas|por hacer|sin empezar",
        "idee|ideen|zu erledigen|offen",
        "idée|idées|à faire",
        "ideia|ideias|a fazer",
        "idee|da fare",
        "idee|ideeën|te doen",
    ),
    Stage.DRAFT: (
        "draft|drafted|in progress|wip|writing|in review|to review|needs review|review|awaiting approval|for approval",
        "borrador|en curso|en progreso|en revisión|por aprobar|en proceso",
        "entwurf|in arbeit|in prüfung|in bearbeitung|zur freigabe",
        "brouillon|en cours|à valider|en relecture|en validation",
        "rascunho|em andamento|em revisão|em produção|para aprovar",
        "bozza|in corso|in revisione|da approvare|in lavorazione",
        "in bewerking|in behandeling|ter goedkeuring|klad",
    ),
    Stage.APPROVED: (
        "approved|ready|ready to publish|ready to post|ok|signed off",
        "aprobado|aprobada|listo|lista|listo para publicar",
        "freigegeben|genehmigt|fertig|bereit",
        "approuvé|approuvée|validé|validée|prêt|prêt à publier",
        "aprovado|aprovada|pronto|pronto para publicar",
        "approvato|approvata|pronto|pronta",
        "goedgekeurd|klaar|akkoord",
    ),
    Stage.PLANNED: (
        "planned|scheduled|queued",
        "programado|programada|planificado|planificada|agendado|agendada",
        "geplant|eingeplant|terminiert",
        "planifié|planifiée|programmé|programmée",
        "planejado|planejada|agendado|agendada|programado|programada",
        "programmato|programmata|pianificato|pianificata",
        "gepland|ingepland",
    ),
    Stage.PUBLISHED: (
        "published|posted|live|done|sent|complete|completed",
        "publicado|publicada|hecho|enviado|terminado",
        "veröffentlicht|gepostet|online|erledigt|gesendet",
        "publié|publiée|en ligne|fait|terminé",
        "publicado|publicada|feito|postado|postada|concluído",
        "pubblicato|pubblicata|fatto|online|completato",
        "gepubliceerd|geplaatst|gepost|gedaan|verzonden",
    ),
    Stage.DROPPED: (
        "dropped|cancelled|canceled|rejected|declined|deleted",
        "cancelado|cancelada|descartado|descartada|rechazado|rechazada",
        "verworfen|abgesagt|gestrichen|abgelehnt|storniert",
        "annulé|annulée|refusé|refusée|abandonné|abandonnée",
        "cancelado|cancelada|rejeitado|rejeitada|descartado|descartada",
        "annullato|annullata|rifiutato|rifiutata|scartato|scartata",
        "geannuleerd|vervallen|afgewezen",
    ),
}
_SHORTEST = 4
"""How long a word is at least that is looked for within a header."""


def field_named(header: str) -> tuple[str, bool]:
    """Say which field of a calendar a header names, and whether it is its whole name; ('', False) where none.

    >>> field_named("Fecha"), field_named("Red"), field_named("Final caption (EN)"), field_named("Budget")
    (('day', True), ('channel', True), ('text', False), ('', False))
    """
    said = plain(header)
    exact = _fields().get(said) or _SHARED.get(synonyms.exactly(header), "")
    if exact:
        return exact, True
    parted = "".join(sign if sign.isalnum() else " " for sign in said)
    spaced = f" {' '.join(parted.split())} "
    found = [word for word in _fields() if len(word) >= _SHORTEST and f" {word} " in spaced]
    return (_fields()[max(found, key=len)], False) if found else ("", False)


def stage_named(text: str) -> Stage | None:
    """Say which state a word means; None where it is none.

    >>> stage_named("Programado"), stage_named("✅ Veröffentlicht"), stage_named("blocked")
    (<Stage.PLANNED: 'planned'>, <Stage.PUBLISHED: 'published'>, None)
    """
    letters = "".join(sign if sign.isalnum() else " " for sign in plain(text))
    return _stages().get(" ".join(letters.split()))


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, str]:
    ours = {plain(column.header): column.field for column in COLUMNS}
    return {word: name for name, lines in _SPELLINGS.items() for line in lines for word in line.split("|")} | ours


@lru_cache(maxsize=1)
def _stages() -> Mapping[str, Stage]:
    told = {word: stage for stage, lines in _STAGES.items() for line in lines for word in line.split("|")}
    return told | {stage.value: stage for stage in Stage}
