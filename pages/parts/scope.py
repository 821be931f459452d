"""The scope bar: channels, dates, comparison and step, in one place and in the address, on every page of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.choice import Scope
from kpi.formats import period_text
from kpi.periods import Period, Step, a_year_before, before, last_months

AGAINST = {"before": "the days before", "year": "last year", "none": "nothing"}
_STEPS = ("auto", Step.DAY.value, Step.WEEK.value, Step.MONTH.value)
_LONG, _LONGER = 62, 200


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: the scope, the days, the days compared with, the step of its charts.

    `as_same` compares across a change of what is counted; `week` is the step that is a week.
    """

    period: Period
    scope: Scope = field(default_factory=Scope)
    against: Period | None = None
    step: Step = Step.MONTH
    picked: bool = False
    as_same: bool = False
    week: Step = Step.WEEK

    @property
    def chart_period(self) -> Period:
        """Give the days of the large chart: those picked, else the thirteen months that end with the period."""
        if self.picked or self.step is Step.DAY:
            return self.period
        return last_months(self.period.end, 13 if self.step is Step.MONTH else 6)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bar says, before the data say which days there are."""

    channels: tuple[str, ...]
    dates: tuple[date, ...]
    against: str
    step: str
    accounts: tuple[str, ...] = ()

    def view(self, default: Period, week: Step = Step.WEEK) -> View:
        """Fill in the days from the data where none were picked, and which step is a week."""
        period = Period(*self.dates) if len(self.dates) == 2 else default  # noqa: PLR2004
        against = {"before": before(period), "year": a_year_before(period)}.get(self.against)
        step = Step(self.step) if self.step != "auto" else self._step(period)
        picked, scope = len(self.dates) == 2, Scope(self.channels, accounts=self.accounts)  # noqa: PLR2004
        return View(period, scope, against, week if step is Step.WEEK else step, picked=picked, week=week)

    def _step(self, period: Period) -> Step:
        if not self.dates:
            return Step.MONTH
        return Step.DAY if period.days <= _LONG else Step.WEEK if period.days <= _LONGER else Step.MONTH


def scope_bar(*, compare: bool = True, steps: bool = True) -> Asked:
    """Draw the bar and give what it says; its options never depend on the data, so that a link keeps its scope.

    A page that compares nothing leaves out the comparison, and one whose charts have a step of their own the step.
    """
    with st.container(key="scope-bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        channels = st.multiselect(
            "Channels",
            list(CHANNELS),
            placeholder="All channels",
            key="channels",
            bind="query-params",
            persist_state="session",
            width=250,
        )
        dates = st.date_input(  # type: ignore[call-overload]  # an empty range is one
            "Dates",
            value=(),
            key="dates",
            format="YYYY-MM-DD",
            bind="query-params",
            persist_state="session",
            width=232,
            help="Empty means the last calendar month of your data.",
        )
        against = step = None
        if compare:
            against = st.selectbox(
                "Compare with",
                list(AGAINST),
                format_func=AGAINST.__getitem__,
                key="against",
                bind="query-params",
                persist_state="session",
                width=160,
                help="Whole months, quarters and years are compared with whole ones, all else with equal weekdays.",
            )
        if compare and steps:
            step = st.segmented_control(
                "Step",
                _STEPS,
                default="auto",
                required=True,
                key="step",
                bind="query-params",
                persist_state="session",
            )
    chosen = tuple(dates) if isinstance(dates, tuple | list) else ()
    return Asked(tuple(channels), chosen, against or "before", step or "auto")


def of_accounts(asked: Asked, known: Sequence[str]) -> Asked:
    """Offer to narrow what is asked to some accounts, where a channel has several.

    One that the data do not know (yet) stays chosen all the same, so that a link keeps its scope.
    """
    if not known:
        return asked
    chosen = st.multiselect(
        "Accounts",
        list(known),
        placeholder="All accounts",
        key="accounts",
        accept_new_options=True,
        bind="query-params",
        persist_state="session",
        width=498,
    )
    return replace(asked, accounts=tuple(map(str, chosen)))


def printed(view: View) -> str:
    """Print the days of a view, and those it is compared with."""
    said = period_text(view.period.start, view.period.end)
    if view.against:
        said += f", compared with {period_text(view.against.start, view.against.end)}"
    return said
