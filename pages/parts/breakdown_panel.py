"""The chart's KPI taken apart: by channel, account, content type, weekday or source, with its receipt."""

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.kpis import Kpi
from kpi.formats import change_text, exact, period_text, short
from kpi.measure import Answer, Breakdown, By, ways
from kpi.periods import Step
from kpi.sentences import breakdown_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.by import BY
from pages.parts.fragment import dialog
from pages.parts.picture import words_beside
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.table import sheet, table
from pages.parts.words import named, plain_text

_SLIGHTLY = 0.005


def breakdown_panel(mine: Workspace, answer: Answer, view: View, by: By, *, currency: str) -> None:
    """Draw what the KPI is made of, and say where the parts come from."""
    kpi = answer.kpi
    if by not in ways(kpi):
        st.caption(plain_text(f"{answer.title}: nothing tells it {BY[by].words}."))
        return
    parts = session.breakdown(mine, kpi.key, view, by)
    if parts.rows.empty:
        st.caption(plain_text(_nothing(answer, parts)))
        return
    replayed(
        mine,
        ("parts", kpi, view, by, currency),
        lambda: _drawn(answer, parts, currency, view.week),
    )
    if st.button("All parts", key="parts-table", type="tertiary", icon=":material/table:"):
        all_parts(mine, answer, view, by, currency)


def _drawn(answer: Answer, parts: Breakdown, currency: str, week: Step) -> None:
    sentence = breakdown_sentence(answer.kpi, parts, currency=currency)
    picture = charts.breakdown(parts, answer.kpi, currency=currency, compared=_compared(parts), week=week)
    words_beside(picture, sentence, _remarks(answer, parts, currency))


@dialog("All parts", width="large", icon=":material/table:")
def all_parts(mine: Workspace, answer: Answer, view: View, by: By, currency: str) -> None:
    """Show every part in numbers."""
    parts = session.breakdown(mine, answer.kpi.key, view, by)
    st.markdown(plain_text(breakdown_sentence(answer.kpi, parts, currency=currency)))
    name = f"{answer.kpi.key}-by-{by.value}"
    table(sheet(_worded(parts, answer.kpi, currency), parts.rows, name=name), name=name)


def _compared(parts: Breakdown) -> str:
    return period_text(parts.against.start, parts.against.end) if parts.against else ""


def _nothing(answer: Answer, parts: Breakdown) -> str:
    why = "; ".join(f"{channel}, {reason}" for channel, reason in parts.left_out)
    return f"No file tells {answer.title} {BY[parts.by].words}." + (f" Left out: {why}." if why else "")


def _remarks(answer: Answer, parts: Breakdown, currency: str) -> list[str]:
    """Say where the parts come from and what they leave out, where that is not what the card says."""
    said = []
    whole, told = parts.whole, answer.value
    if whole is not None and told and abs(whole - told) > _SLIGHTLY * abs(told):
        shown = [short(value, answer.kpi.unit, currency) for value in (whole, told)]
        said.append(f"These parts make up {shown[0]}, not {shown[1]}: they come from {named(parts.sources, most=3)}.")
    apart = [f"{channel}: {reason}" for channel, reason in parts.left_out if (channel, reason) not in answer.left_out]
    return said + ([f"Left out: {'; '.join(dict.fromkeys(apart))}."] if apart else [])


def _worded(parts: Breakdown, kpi: Kpi, currency: str) -> pd.DataFrame:
    """Word the rows for the table: what is not known stays empty."""
    rows = parts.rows
    change = [
        change_text(None if pd.isna(size) else size, kind)
        for size, kind in zip(rows["change"], rows["change_kind"], strict=True)
    ]
    return pd.DataFrame(
        {
            BY[parts.by].label: rows["name"],
            "Value": [exact(value, kpi.unit, currency) for value in rows["value"]],
            "Share": [f"{share:.1%}" if pd.notna(share) else "" for share in rows["share"]],
            "Change": change,
        }
    )
