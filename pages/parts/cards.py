"""The KPI card: value, change against the days before, sparkline, what the number rests on."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.catalogue.kpis import Better
from kpi.exports.feeds import exports_feeding
from kpi.formats import change_text, day_text, period_text, short
from kpi.measure import Answer
from kpi.sentences import change_help
from pages.parts.words import plain_text


def card(answer: Answer, spark: pd.DataFrame, *, currency: str = "", badge: str = "") -> None:
    """Draw one KPI card, or say which file would fill it."""
    if answer.value is None:
        _missing(answer)
        return
    change = change_text(answer.change, answer.change_kind)
    st.metric(
        answer.title,
        short(answer.value, answer.kpi.unit, currency),
        delta=change or None,
        delta_color="off" if answer.change in (None, 0) else _colour(answer),
        delta_arrow=_arrow(answer),
        delta_description=_against(answer) if change else None,
        help=help_text(answer, currency=currency),
        chart_data=spark["value"].dropna().tolist() or None,
        chart_type="line",
        border=True,
        height=190,
    )
    if badge:
        st.caption(badge)


def help_text(answer: Answer, *, currency: str = "") -> str:
    """Gather what a card's help says: meaning, formula, compared days, source, what is left out, the caveat."""
    lines = [
        answer.kpi.meaning,
        f"`{answer.kpi.formula}`",
        change_help(answer, currency=currency),
        _bound_text(answer, currency),
        *(f"Source: {source}." for source in answer.sources),
        *(f"Left out: {channel}, {reason}." for channel, reason in answer.left_out),
        *(f"{mark[0].upper()}{mark[1:]}." for mark in answer.marks),
        f"Covers {answer.covered:.0%} of the base." if answer.covered < 1 else "",
        f"Data up to {day_text(answer.as_of)}." if answer.as_of else "",
        answer.kpi.caveat,
    ]
    return "\n\n".join(line if line.startswith("`") else plain_text(line) for line in lines if line)


def marks_line(answers: Sequence[Answer]) -> str:
    """Say once, below a row of cards, what is left out of them and why."""
    left = {f"{channel}: {reason}" for answer in answers for channel, reason in answer.left_out}
    return plain_text(". ".join(sorted(left)) + ".") if left else ""


def _missing(answer: Answer) -> None:
    with st.container(border=True, height=190):
        st.caption(f"{answer.title} · {answer.why_not}", help=plain_text(f"{answer.kpi.meaning}\n\n{answer.kpi.caveat}"))
        wanted = exports_feeding(answer.kpi)
        if answer.why_not == "not in your files" and wanted:
            st.markdown(f"**{plain_text(wanted[0].label)}** brings it.")
            st.caption(plain_text(wanted[0].fetch))


def _bound_text(answer: Answer, currency: str) -> str:
    if answer.bound is None:
        return ""
    least, most = (short(end, answer.kpi.unit, currency) for end in answer.bound)
    return f"People reached in the whole period: at least {least}, at most {most}."


def _colour(answer: Answer) -> str:
    if answer.kpi.better is Better.NEITHER:
        return "off"
    return "normal" if answer.kpi.better is Better.HIGHER else "inverse"


def _arrow(answer: Answer) -> str:
    if not answer.change:
        return "off"
    return "up" if answer.change > 0 else "down"


def _against(answer: Answer) -> str:
    return f"vs {period_text(answer.against.start, answer.against.end)}" if answer.against else ""
