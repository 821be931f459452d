"""Meta Ads Manager and Ads Reporting: the currency stands in the header, the first row totals the others."""

from kpi.columns import Grain, Paid
from kpi.exports.export import (
    ACCOUNT,
    ACCOUNT_ID,
    AT,
    CURRENCY,
    DAY,
    KEY,
    SPAN,
    UNTIL,
    Export,
    LeaveOut,
    column,
)

_SPEND = (
    "Amount spent (*)",
    "Amount spent",
    "Importe gastado (*)",
    "Importe gastado",
    "Valor usado (*)",
    "Valor usado",
    "Montante gasto (*)",
    "Ausgegebener Betrag (*)",
    "Ausgegebener Betrag",
    "Montant dépensé (*)",
    "Importo speso (*)",
    "Besteed bedrag (*)",
)
_REPORT_STARTS = (
    "Inicio del informe",
    "Início dos relatórios",
    "Berichtsstart",
    "Début des rapports",
    "Inizio dei report",
    "Start rapportage",
    "Comienzo del informe",
    "Início do relatório",
    "Berichtsbeginn",
)
_REPORT_ENDS = (
    "Fin del informe",
    "Término dos relatórios",
    "Berichtsende",
    "Fin des rapports",
    "Fine dei report",
    "Einde rapportage",
    "Finalización del informe",
    "Encerramento dos relatórios",
    "Fim do relatório",
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
    "Anzeigengruppenname",
    "Name der Anzeigengruppe",
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
_ALL_CLICKS = (
    "Clics (todos)",
    "Cliques (todos)",
    "Klicks (alle)",
    "Clics (tous)",
    "Clic (tutti)",
    "Klikken (alle)",
)

_IMPRESSIONS = ("Impressions", "Impresiones", "Impressões", "Impressionen", "Impression", "Impressioni", "Weergaven")

_ADS = Export(
    key="meta_ads",
    label="Ads report, Meta Ads Manager",
    platform="Meta Ads Manager",
    channel="Meta",
    grain=Grain.PERIOD,
    marks=("Amount spent (*)",),
    columns=(
        column(DAY, "Day", "Día", "Dia", "Tag", "Jour", "Giorno", "Dag"),
        column(SPAN, "Month", "Mes", "Mês", "Monat", "Mois", "Mese", "Maand"),
        column(SPAN, "Week", "Semana", "Woche", "Semaine", "Settimana"),
        column(AT, "Reporting starts", *_REPORT_STARTS),
        column(UNTIL, "Reporting ends", *_REPORT_ENDS),
        column(ACCOUNT, "Account name", "Nombre de la cuenta", "Nome da conta", "Kontoname", "Nom du compte"),
        column(
            ACCOUNT_ID,
            "Account ID",
            "Identificador de la cuenta",
            "Identificación de la cuenta",
            "Identificação da conta",
            "Konto-ID",
        ),
        column(KEY, "Campaign name", *_CAMPAIGN_NAME),
        column(KEY, "Ad set name", *_AD_SET_NAME),
        column(KEY, "Ad name", "Ads", *_AD_NAME),
        column(KEY, "Region", "Región", "Região"),
        column(KEY, "Country", "País", "Land", "Pays", "Paese"),
        column(KEY, "Age", "Edad", "Idade", "Alter", "Âge", "Età", "Leeftijd"),
        column(KEY, "Gender", "Sexo", "Género", "Gênero", "Geschlecht", "Sexe", "Genere", "Geslacht"),
        column(KEY, "Platform", "Plataforma", "Plattform", "Plateforme", "Piattaforma"),
        column(KEY, "Placement", "Ubicación", "Posicionamento", "Platzierung", "Posizionamento", "Plaatsing"),
        column(KEY, "Objective", "Objetivo", "Ziel", "Objectif", "Obiettivo", "Doel"),
        column(KEY, "DMA region"),
        column(KEY, "Device platform"),
        column(KEY, "Impression device"),
        column(CURRENCY, "Currency", "Moneda", "Divisa", "Moeda", "Währung"),
        column("spend", *_SPEND),
        column("ad_impressions", *_IMPRESSIONS),
        column("ad_clicks", "Clicks (all)", *_ALL_CLICKS),
    ),
    dates=("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"),
    leave_out=(
        LeaveOut("the report's total row", KEY, words=("total", "totales", "media"), empty=True),
        LeaveOut("a total of other rows", KEY, words=("all", "todos", "todas", "alle", "tous", "tutti"), last=True),
    ),
    repeats=True,
    paid=Paid.PAID,
    fetch="Ads Manager → Reports → Export table data → Excel, one row a month (breakdown “By time: month”)",
    checked="2026-11",
    cadence=31,
)

EXPORTS = (_ADS,)
