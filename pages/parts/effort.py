"""What a month of the team's work costs: typed, from a month on, and taken back."""

from datetime import date

import streamlit as st

from kpi import cost
from kpi.catalogue.metrics import Unit
from kpi.cost import Monthly
from kpi.formats import day_text, exact, period_text
from kpi.periods import Step, cut, last_months, month_of
from kpi.store import Workspace
from pages.parts import access, clock, session, who
from pages.parts.editing import for_editors
from pages.parts.money import ask_currency
from pages.parts.words import plain_text

_BACK = 36
_MOST = 10_000_000.0


def kept_effort(mine: Workspace) -> tuple[Monthly, ...]:
    """Give what months of the team's work cost, the latest first."""
    return cost.monthly_from_json(mine.settings.get(session.EFFORT, ()))


@for_editors
def effort_editor(mine: Workspace, month: date) -> None:
    """Offer to type what a month of the team's work costs, from the month of a day on."""
    opened = st.expander(
        "What a month of your team's work costs", icon=":material/group:", key="effort", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        st.caption(
            "Salaries, agencies, tools: what social media costs you a month, ads left out. It holds from the month you "
            "name until you type another one."
        )
        known = kept_effort(mine)
        for one in known:
            _line(mine, one)
        _undo(mine, known)
        _type(mine, month)


def _line(mine: Workspace, one: Monthly) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        amount = exact(one.amount, Unit.MONEY, one.currency)
        by = f"typed by {one.typed_by} on {day_text(one.typed_on)}"
        st.markdown(
            f"**{plain_text(amount)}** {plain_text(f'a month from {_month(one.since)} on, {by}')}", width="stretch"
        )
        st.button(
            ":material/delete:",
            key=f"effort-{one.since}",
            type="tertiary",
            help=f"Take {_month(one.since)} away",
            on_click=_take,
            args=(mine, one),
        )


def _undo(mine: Workspace, known: tuple[Monthly, ...]) -> None:
    taken: Monthly | None = st.session_state.get(_taken(mine))
    if taken and taken.since not in {one.since for one in known}:
        label = plain_text(f"Bring {exact(taken.amount, Unit.MONEY, taken.currency)} back")
        st.button(label, type="tertiary", icon=":material/undo:", key="effort-undo", on_click=_keep, args=(mine, taken))


def _type(mine: Workspace, month: date) -> None:
    money = ask_currency(mine, key="effort-currency")
    months, shown = _months(month), month.replace(day=1)
    at = months.index(shown) if shown in months else 0
    with st.form("effort-form", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            amount = st.number_input(
                f"A month, in {money}" if money else "A month",
                min_value=0.0,
                max_value=_MOST,
                value=None,
                step=100.0,
                format="%.2f",
                key="effort-amount",
            )
            since = st.selectbox("From", months, index=at, format_func=_month, key="effort-since")
            name = who.ask_who(mine, "effort-who")
        wanted = st.form_submit_button("Keep this effort", icon=":material/check:")
    if not wanted:
        return
    if amount is None or not money or not name:
        st.error(_missing(amount, money))
        return
    who.remember(name)
    _keep(mine, Monthly(since, amount, money, name, clock.now().date()))
    st.rerun(scope="app")


def _missing(amount: float | None, money: str) -> str:
    if amount is None:
        return "Type what a month costs."
    return who.MISSING if money else "Pick the currency first."


def _months(month: date) -> list[date]:
    """List the months to choose from, the latest first: the last three years up to now, or to a day that is later."""
    latest = max(clock.now().date(), month)
    return [start.item() for start in cut(last_months(latest, _BACK), Step.MONTH).start][::-1]


def _take(mine: Workspace, one: Monthly) -> None:
    st.session_state[_taken(mine)] = one
    _save(mine, [other for other in _present(mine) if other.since != one.since])


def _keep(mine: Workspace, one: Monthly) -> None:
    st.session_state.pop(_taken(mine), None)
    _save(mine, [one, *(other for other in _present(mine) if other.since != one.since)])


def _present(mine: Workspace) -> tuple[Monthly, ...]:
    return kept_effort(access.store().workspace(mine.id))


def _save(mine: Workspace, known: list[Monthly]) -> None:
    access.store().change_settings(mine.id, {session.EFFORT: cost.monthly_as_json(known)})


def _month(month: date) -> str:
    days = month_of(month)
    return period_text(days.start, days.end)


def _taken(mine: Workspace) -> str:
    return f"effort-taken-{mine.id}"
