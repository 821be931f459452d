"""A document that says something of every kind, with the same words in every place that somebody may have typed."""

from datetime import date

from kpi import charts
from kpi.catalogue.kpis import KPIS
from kpi.charts import Moment
from kpi.charts.months import months
from kpi.charts.way import way
from kpi.management.trend import Month, Trend
from kpi.periods import Step
from kpi.reports import (
    Card,
    Cards,
    Chart,
    Document,
    Line,
    Lines,
    Part,
    Picture,
    Receipts,
    Remarks,
    Still,
    Table,
    Word,
    Worked,
)
from tests.drawings import a_series, split_by

VERDICT = "October: 4 of 6 targets on track; two need a decision."
UNKNOWN = float("nan")


def trend_of_months(says: str = "Jan 2026 to Oct 2026; most in Oct 2026 (100).") -> Still:
    months_of = (Month(date(2026, number, 1), float(number**2), now=number == 10) for number in range(1, 11))
    return Still(months(Trend(tuple(months_of))), says)


def card(typed: str = "Share of voice", **more: object) -> Card:
    told = {"change": "+3.2 points", "better": True, "against": "against September (20.9 %)", "asides": (typed,)}
    words = (Word("at risk", "at_risk"),)
    return Card(typed, "24.1 %", typed, sentence=typed, badges=(typed,), words=words, trend=trend_of_months(typed),
                **{**told, **more})  # fmt: skip


def line(typed: str = "A busy fourth quarter") -> Line:
    pictured = Still(way(0.4, 0.5, "at_risk"), typed)
    return Line(Word("at risk", "at_risk"), typed, (typed,), typed, pictured, "8.90 K → 30.0 K", typed)


def chart_of_months(typed: str = "Fair") -> Chart:
    series = a_series([3, 4, UNKNOWN, 6, 7, 5, 6, 8, 9, 3, 4, 5, 9])
    note, broken = Moment(date(2026, 3, 4), typed), Moment(date(2026, 5, 1), typed)
    drawn = charts.trend(series, KPIS["impressions"], step=Step.MONTH, notes=[note], breaks=[broken])
    return Chart(typed, [Picture(drawn, typed)], typed, (f"1 · 4 Mar 2026: {typed}",))


def panels(typed: str = "Instagram") -> Chart:
    names = (typed, f"{typed} too")
    series = split_by("account", {name: [3.0, 4.0, 5.0] for name in names})
    found = charts.multiples(series, KPIS["impressions"], step=Step.MONTH, split="account")
    return Chart(typed, [Picture(one.drawing, one.sentence, one.name) for one in found], typed)


def evidence(typed: str) -> Part:
    worked = Worked(typed, typed, (typed, typed), (typed,))
    rows = [(typed, "3.00 %"), (typed, "4.00 %")]
    return Part(
        typed,
        [
            Cards([card(typed)] * 4, typed, (typed,)),
            chart_of_months(typed),
            panels(typed),
            Table(typed, ("Period", typed), rows, (typed,)),
            Receipts([worked], typed),
        ],
        typed,
    )


def document(typed: str = "Velmora", headline: str = VERDICT) -> Document:
    """Say something of every kind; `typed` stands wherever somebody may have typed."""
    management = Part(
        headline,
        [
            Cards([card(typed)] * 3, after=(typed,)),
            Lines([line(typed), Line(Word("not held", "no_data"), typed, (typed,))], "Targets", (typed,)),
            Remarks([("In short", f"{typed}\n{typed}"), ("Why", typed)], "Comment", (typed,)),
        ],
    )
    return Document(typed, typed, typed, "Data until 31 Oct 2026", [management, evidence(typed)],
                    "Made with Goalpost, read-only, valid until 31 Dec 2026.")  # fmt: skip
