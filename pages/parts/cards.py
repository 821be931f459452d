"""The KPI card: value, change against the days before, sparkline, what the number rests on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import pandas as pd
import streamlit as st

from kpi.exports.feeds import exports_feeding, never_together
from kpi.formats import change_text, day_text, month_of_year, month_text, share_text, short
from kpi.measure import Answer
from kpi.periods import Period, whole_months
from kpi.sentences import change_help, is_better
from pages.parts.freshness import Rests, rests_line
from pages.parts.words import plain_text

WHOLE_ROW = 2_000
"""Wider than any card: what is as wide stands on a line of its own."""


def card(
    answer: Answer, spark: pd.DataFrame, *, currency: str = "", badge: str = "", rests: Rests | None = None
) -> None:
    """Draw one KPI card with a line on what it rests on, or say which file would fill it."""
    if answer.value is None:
        _missing(answer)
        return
    change = change_text(answer.change, answer.change_kind).replace("points", "pts")
    st.metric(
        answer.title,
        short(answer.value, answer.kpi.unit, currency),
        delta=change or None,
        delta_color=_colour(answer),
        delta_arrow=_arrow(answer),
        delta_description=against_text(answer) if change else None,
        help=help_text(answer, currency=currency, rests=rests),
        chart_data=spark["value"].dropna().tolist() or None,
        chart_type="line",
        border=True,
        height=190,
        width=WHOLE_ROW,
    )
    if rests:
        rests_line(rests, width=WHOLE_ROW)
    if badge:
        st.markdown(badge, width=WHOLE_ROW)


def help_text(answer: Answer, *, currency: str = "", rests: Rests | None = None) -> str:
    """Gather what a card's help says: meaning, formula, compared days, source, what is left out, the caveat."""
    lines = [
        answer.kpi.meaning,
        f"`{answer.kpi.shown}`",
        change_help(answer, currency=currency),
        _bound_text(answer, currency),
        *(rests.details if rests else [f"Data up to {day_text(answer.as_of)}."] if answer.as_of else []),
        *(f"Source: {source}." for source in answer.sources),
        *(f"Left out: {channel}, {reason}." for channel, reason in answer.left_out),
        *(f"{mark[0].upper()}{mark[1:]}." for mark in answer.marks),
        f"Covers {share_text(answer.covered)} of the base." if answer.covered < 1 else "",
        answer.kpi.caveat,
    ]
    return "\n\n".join(line if line.startswith("`") else plain_text(line) for line in lines if line)


def left_out_lines(answers: Sequence[Answer]) -> list[str]:
    """Say once, below a row of cards, which channels are left out of which of them, and why."""
    titles: dict[tuple[str, str], list[str]] = {}
    for answer in answers:
        for channel, reason in answer.left_out if answer.value is not None else ():
            titles.setdefault((channel, reason), []).append(answer.title)
    channels: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for (channel, reason), of in titles.items():
        channels.setdefault((tuple(of), reason), []).append(channel)
    known = [answer.title for answer in answers if answer.value is not None]
    return [_without(names, of, reason, known) for (of, reason), names in channels.items()]


def caveat_lines(answers: Sequence[Answer]) -> list[str]:
    """Say below a row of cards how far the figures go that rest on an assumption; once each."""
    told = dict.fromkeys(one.kpi.caveat for one in answers if one.value is not None and one.kpi.over)
    return [caveat for caveat in told if caveat]


def shared_end_line(answers: Sequence[Answer], asked: Period) -> str:
    """Say where totals over channels end before the asked days do."""
    ends = sorted({answer.period.end for answer in answers if answer.period.end < asked.end})
    return f"Totals end on {day_text(ends[0])}, the last day that all their channels know." if ends else ""


def lines_apart(answers: Sequence[Answer]) -> str:
    """List what belongs to a KPI on lines of its own, each counted once: "Reactions 24.0 K · Shares 2.33 K"."""
    known = [f"{answer.title} {short(answer.value, answer.kpi.unit)}" for answer in answers if answer.value is not None]
    return " · ".join(known)


def _without(channels: Sequence[str], titles: Sequence[str], reason: str, known: Sequence[str]) -> str:
    """Say which figures do without some channels; where all of several do, without naming each."""
    if len(known) > 1 and list(titles) == list(known):
        return f"None of these figures counts {_listed(channels)}: {reason}."
    return f"{_listed(titles)} without {_listed(channels)}: {reason}."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _missing(answer: Answer) -> None:
    with st.container(border=True, height=190):
        st.caption(
            f"{answer.title} · {answer.why_not}", help=plain_text(f"{answer.kpi.meaning}\n\n{answer.kpi.caveat}")
        )
        wanted = exports_feeding(answer.kpi)
        if never_together(answer.kpi):
            st.caption("No channel's export holds all that it is made of.")
        elif answer.why_not == "not in your files" and wanted:
            st.markdown(f"**{plain_text(wanted[0].label)}** brings it.")
            st.caption(plain_text(wanted[0].fetch))
        if answer.kpi.over:
            st.page_link("what_if.py", label="Type a CPM", icon=":material/payments:")


def _bound_text(answer: Answer, currency: str) -> str:
    if answer.bound is None:
        return ""
    least, most = (short(end, answer.kpi.unit, currency) for end in answer.bound)
    return f"People reached in the whole period: at least {least}, at most {most}."


def _colour(answer: Answer) -> Literal["green", "red", "gray"]:
    better = is_better(answer)
    return "gray" if better is None else "green" if better else "red"


def _arrow(answer: Answer) -> Literal["up", "down", "off"]:
    if not answer.change:
        return "off"
    return "up" if answer.change > 0 else "down"


def against_text(answer: Answer) -> str:
    """Name the compared month; other days stand once below the answer, and in the help."""
    then = answer.against
    if then is None or whole_months(then) != 1:
        return ""
    is_long_ago = then.end < _a_year_ago(answer.period)
    return f"vs {month_of_year(then.start) if is_long_ago else month_text(then.start)}"


def _a_year_ago(period: Period) -> date:
    """Give the day from which on a month's name alone says which month is meant."""
    return period.start - timedelta(days=330)
