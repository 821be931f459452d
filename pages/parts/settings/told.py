"""What a client is called, and how its figures are told: numbers, money, weeks."""

from collections.abc import Sequence

import streamlit as st

from kpi.errors import KpiError
from kpi.locales import LOCALES, called
from kpi.periods import WeekStart
from kpi.preferences import CURRENCIES, LONGEST_SECTOR, Preferences, preferences
from kpi.store import Workspace
from pages.parts import access
from pages.parts.clients import LONGEST, name_fault
from pages.parts.words import plain_text

_USUAL = ("EUR", "USD", "GBP", "CHF")


def told_form(mine: Workspace, allowed: Sequence[Workspace]) -> None:
    """Ask for the client's name, its locale, currency, first day of the week and sector."""
    kept = preferences(mine.settings)
    with st.form("told", border=False):
        name = st.text_input("Name", value=mine.name, max_chars=LONGEST, key="settings-name")
        with st.container(horizontal=True):
            locale = st.selectbox(
                "Numbers and dates", LOCALES, index=LOCALES.index(kept.locale), format_func=called, width=280
            )
            money = ["", *dict.fromkeys((*_USUAL, *sorted(CURRENCIES)))]
            currency = st.selectbox(
                "Currency",
                money,
                index=money.index(kept.currency),
                format_func=lambda code: code or "As your files say",
                width=200,
                help="In which money is told where no file says which. Nothing is ever converted.",
            )
            week = st.selectbox(
                "Weeks begin on",
                [day.value for day in WeekStart],
                index=list(WeekStart).index(kept.week_start),
                format_func=str.capitalize,
                width=160,
            )
        sector = st.text_input(
            "Sector", value=kept.sector, max_chars=LONGEST_SECTOR, placeholder="For example bicycles, insurance"
        )
        if st.form_submit_button("Save", icon=":material/check:", key="save-told"):
            others = [one for one in allowed if one.id != mine.id]
            _save(mine, name.strip(), others, (locale, WeekStart(week), currency, sector))


def _save(mine: Workspace, name: str, others: Sequence[Workspace], told: tuple[str, WeekStart, str, str]) -> None:
    """Keep what was typed, unless it cannot be."""
    try:
        wanted = Preferences(*told)
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    if fault := name_fault(name, others):
        st.error(plain_text(fault))
        return
    if name != mine.name:
        access.store().rename(mine.id, name)
    access.store().change_settings(mine.id, wanted.as_settings())
    st.rerun()
