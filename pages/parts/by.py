"""By what a KPI is taken apart: the one choice that its parts and the split of its change share."""

from dataclasses import dataclass

import streamlit as st

from kpi.measure import By


@dataclass(frozen=True, slots=True)
class Way:
    """How a way to take a KPI apart is called, and how it stands in a sentence."""

    label: str
    words: str


BY = {
    By.CHANNEL: Way("Channel", "by channel"),
    By.ACCOUNT: Way("Account", "by account"),
    By.CONTENT_TYPE: Way("Content type", "by content type"),
    By.WEEKDAY: Way("Weekday", "by weekday"),
    By.SOURCE: Way("Source", "by source"),
    By.OPERAND: Way("What it adds up", "by what it adds up"),
}


def by_choice() -> By:
    """Offer every way, the same for every KPI so that a link keeps its choice."""
    picked = st.selectbox(
        "Taken apart by",
        list(BY),
        format_func=lambda by: BY[by].label,
        key="by",
        bind="query-params",
        persist_state="session",
        width=160,
    )
    return By(picked or By.CHANNEL)
