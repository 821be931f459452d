"""Meta Business Suite, Insights: a file a card with a number a day, and the audience with the follower totals."""

from collections.abc import Iterator

from kpi.columns import Paid
from kpi.exports.export import (
    DAY,
    IGNORED,
    Absent,
    Column,
    DatedBy,
    Export,
    Kind,
    column,
)

_PLATFORM = "Meta Business Suite"
_DATE = column(DAY, "Date", "Data", "Fecha", "Datum")
_NETWORKS = ("Facebook", "Instagram", "")

_CARDS: dict[str, tuple[str, ...]] = {
    "reach": ("reach", "Alcance", "Reichweite"),
    "impressions": ("views", "Visualizações", "Visualizaciones", "Aufrufe"),
    "engagements": (
        "content interactions",
        "interactions",
        "Interações com o conteúdo",
        "Interações",
        "Interacciones con el contenido",
        "Interacciones",
        "Interaktionen mit Inhalten",
        "Content-Interaktionen",
        "Interaktionen",
    ),
    "profile_visits": (
        "visits",
        "profile visits",
        "Page visits",
        "Visitas",
        "Visitas ao perfil",
        "Visitas à Página",
        "Visitas al perfil",
        "Visitas a la página",
        "Besuche",
        "Profilbesuche",
    ),
    "new_followers": (
        "follows",
        "new followers",
        "Seguidores",
        "Novos seguidores",
        "Nuevos seguidores",
        "Seguimentos",
        "Seguimientos",
        "Neue Follower",
    ),
    "unfollows": ("unfollows",),
    "net_new_followers": ("net follows", "net followers"),
    "link_clicks": ("link clicks", "Cliques no link", "Clics en el enlace", "Link-Klicks"),
    "viewers": ("viewers", "Espectadores", "Visualizadores", "Betrachter"),
}
"""What a card is called, by metric, in English, Portuguese, Spanish and German."""

_FIRST_GENERATION = {
    ("reach", "Facebook"): ("Facebook Page reach",),
    ("profile_visits", "Facebook"): ("Facebook Page visits",),
    ("new_followers", "Facebook"): ("Facebook Page new likes", "Facebook Page follows"),
    ("new_followers", "Instagram"): ("New Instagram followers",),
}
_BETWEEN = (" do ", " no ", " de ", " del ", " en ", " em ", " auf ", " bei ", " ")


def _titles(metric: str, network: str) -> Iterator[str]:
    """Put a card's name and its network together as the languages do."""
    yield from _FIRST_GENERATION.get((metric, network), ())
    for name in _CARDS[metric]:
        if network:
            yield f"{network} {name}"
            yield f"{network}-{name}"
            yield from (f"{name}{between}{network}" for between in _BETWEEN)
        else:
            yield name


def _card(metric: str, network: str, *, absent: Absent = Absent.UNKNOWN, basis: str = "") -> Export:
    """Declare a card by its titles; its columns may be misnamed, so only their places count.

    One that names no network is of the other one, where a card of the same metric in the same file names its own.
    """
    others = ((f"meta_daily_instagram_{metric}", "Facebook"), (f"meta_daily_facebook_{metric}", "Instagram"))
    return Export(
        key=f"meta_daily_{network.lower() or 'unnamed'}_{metric}",
        label=f"{network or 'Instagram or Facebook'} {metric.replace('_', ' ')} by day, {_PLATFORM}",
        platform=_PLATFORM,
        channel=network,
        titles=tuple(_titles(metric, network)),
        width=2,
        marks=("Date",),
        columns=(_DATE, Column(metric, basis=basis, place=1)),
        dates=("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
        paid=Paid.MIXED,
        absent=absent,
        beside=() if network else others,
        fetch="Meta Business Suite → Insights → Results → the card's menu → Export",
        checked="2026-11",
        cadence=31,
    )


_DAILY = tuple(
    _card(
        metric,
        network,
        absent=Absent.ZERO if metric == "new_followers" else Absent.UNKNOWN,
        basis="views" if metric == "impressions" else "",
    )
    for metric in _CARDS
    if metric != "viewers"
    for network in _NETWORKS
)

_VIEWERS = Export(
    key="meta_daily_viewers",
    label="Viewers by day, Meta Business Suite",
    platform=_PLATFORM,
    kind=Kind.REFERENCE,
    titles=tuple(title for network in _NETWORKS for title in _titles("viewers", network)),
    width=2,
    marks=("Date",),
    columns=(_DATE,),
    says="Viewers are people reached by day; read the card \u201cReach\u201d instead.",
)

_TOTALS = tuple(
    Export(
        key=f"meta_{network.lower()}_followers",
        label=f"{network} followers in all, Meta Business Suite",
        platform=_PLATFORM,
        channel=network,
        any_of=(f"{code},FOLLOW,UNIQUE_USERS", code),
        never=("LIKE",),
        single=True,
        columns=(Column("followers", place=0),),
        dated_by=DatedBy.STAMP,
        paid=Paid.MIXED,
        fetch="Meta Business Suite has ended this; note the total under Insights → Audience and type it once a month",
        checked="2026-11",
    )
    for network, code in (("Facebook", "FB_PAGE"), ("Instagram", "IG_ACCOUNT"))
)

_SHARES = "Shares of an audience are no numbers to add up."
_TOP = ("cities", "towns/cities", "countries")
_PLACES = (
    *(f"Top {places}" for places in _TOP),
    *(f"Principais {places}" for places in ("cidades", "países")),
    *(f"Principales {places}" for places in ("ciudades", "países")),
    *(f"Top-{places}" for places in ("Städte", "Länder")),
    *("Ciudades principales", "Países principales", "Wichtigste Städte", "Wichtigste Länder"),
)
_AUDIENCE = (
    Export(
        key="meta_audience_age",
        label="Audience, age and gender, Meta Business Suite",
        platform=_PLATFORM,
        kind=Kind.REFERENCE,
        marks=("Women", "Men"),
        columns=(
            column(IGNORED, "Women", "Mulheres", "Mujeres", "Frauen"),
            column(IGNORED, "Men", "Homens", "Hombres", "Männer"),
        ),
        says=_SHARES,
    ),
    Export(
        key="meta_audience_places",
        label="Audience, places, Meta Business Suite",
        platform=_PLATFORM,
        kind=Kind.REFERENCE,
        titles=_PLACES,
        never=_PLACES,
        says=_SHARES,
    ),
    Export(
        key="meta_audience_places_by_row",
        label="Audience, places one a row, Meta Business Suite",
        platform=_PLATFORM,
        kind=Kind.REFERENCE,
        marks=("Top cities", "Value"),
        columns=(column(IGNORED, *_PLACES), column(IGNORED, "Value", "Valor", "Wert")),
        says=_SHARES,
    ),
)

EXPORTS = (*_DAILY, _VIEWERS, *_TOTALS, *_AUDIENCE)
