"""What a target is about: its KPI, its channels and its days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.formats import day_text, period_text
from kpi.periods import Period, next_months, next_quarter, year_of
from kpi.targets.smart import Place
from kpi.targets.target import Target
from pages.parts import session
from pages.parts.targets.fields import Form
from pages.parts.words import plain_text

_SPANS: dict[str, Callable[[date], Period]] = {
    "Next 3 months": lambda day: next_months(day, 3),
    "Next month": lambda day: next_months(day, 1),
    "Next quarter": next_quarter,
    "This year": year_of,
}
_FIRST = "Next 3 months"


def kpi_field(form: Form) -> Kpi:
    """Ask for the KPI; an address may name it."""
    kpis = {key: kpi for key, kpi in session.catalogue(form.mine).kpis.items() if behaves(kpi) is not Behaves.BOUND}
    named = st.query_params.get("new", "")
    first = form.known.kpi if form.known else named if named in kpis else next(iter(kpis))
    key = st.selectbox(
        "KPI", list(kpis), format_func=lambda one: kpis[one].label, key=form.first(form.key("kpi"), first)
    )
    kpi = kpis[key or next(iter(kpis))]
    form.said_here(Place.KPI)
    return kpi


def channels_field(form: Form, draft: Target) -> Target:
    """Ask for the channels; none means all, and an address may name some."""
    named = [one for one in st.query_params.get_all("on") if one in CHANNELS]
    channels = st.multiselect(
        "Channels",
        list(CHANNELS),
        placeholder="All channels",
        key=form.first(form.key("channels"), list(form.known.channels) if form.known else named),
    )
    kinds = ", ".join([*draft.content_types, *draft.accounts])
    if kinds:
        st.caption(plain_text(f"Only {kinds}, as it was set."))
    return replace(draft, channels=tuple(channels))


def dates_field(form: Form, draft: Target, *, as_of: date) -> Target:
    """Ask for the days: a start and an end, or a span that is one click away."""
    start, end, span = (form.key(name) for name in ("start", "end", "span"))
    first = draft.window if form.known else _SPANS[_FIRST](as_of)
    form.first(start, first.start)
    form.first(end, first.end)
    st.segmented_control(
        "When",
        list(_SPANS),
        key=form.first(span, None if form.known else _FIRST),
        on_change=_take_span,
        args=(span, start, end, as_of),
    )
    left, right = st.columns(2)
    begins = left.date_input("Start", key=start, format="YYYY-MM-DD", on_change=_no_span, args=(span,))
    ends = right.date_input("End", key=end, format="YYYY-MM-DD", on_change=_no_span, args=(span,))
    if begins <= ends:
        st.caption(plain_text(_said(begins, ends, as_of)))
    form.said_here(Place.DATES)
    return replace(draft, start=begins, end=ends)


def _said(start: date, end: date, as_of: date) -> str:
    days = (end - start).days + 1
    return f"{period_text(start, end)}, {days} day{'s' if days > 1 else ''}. Your data end on {day_text(as_of)}."


def _take_span(span: str, start: str, end: str, as_of: date) -> None:
    chosen = _SPANS.get(st.session_state[span])
    if chosen:
        period = chosen(as_of)
        st.session_state.update({start: period.start, end: period.end})


def _no_span(span: str) -> None:
    st.session_state[span] = None
