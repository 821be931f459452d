"""What the calendar page proposes: when and what stood out among the posts published, and nothing where nothing did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from kpi.calendar.hints import Hint, hints
from kpi.catalogue.kpis import Kpi
from kpi.formats import weekday_name
from kpi.periods import Period
from kpi.sentences.calendar import hint_says, hints_say
from kpi.sentences.works import standout_name
from kpi.store import Workspace
from pages.parts import session
from pages.parts.below.asked import channels_telling, days_of_posts, question_over
from pages.parts.below.shown import Shown
from pages.parts.below.works import works_on
from pages.parts.scope import View
from pages.parts.way_to import way_to
from pages.parts.words import plain_text

_OTHERWISE = "engagement"
"""The objective by whose KPI posts are held against each other where none is named."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What stood out by a KPI among the posts of some days."""

    kpi: Kpi
    days: Period
    hints: Sequence[Hint]


def found_for(mine: Workspace, objective: str) -> Found | None:
    """Give what stood out by the first KPI of an objective of which single posts tell; None where none does."""
    return session.shown_once(mine, ("what worked", objective), lambda: _found(mine, objective))


def _found(mine: Workspace, objective: str) -> Found | None:
    default = session.default_period(mine)
    catalogue = session.catalogue(mine)
    aim = catalogue.objectives.get(objective or _OTHERWISE)
    if default is None or aim is None:
        return None
    return next(filter(None, (_by(mine, key, View(default)) for key in (aim.headline, *aim.kpis))), None)


def _by(mine: Workspace, key: str, view: View) -> Found | None:
    """Give what stood out by a KPI; None where no post tells of it."""
    shown = Shown(mine, session.answer(mine, key, view), view, pd.DataFrame(), "", session.currency(mine))
    days = days_of_posts(shown)
    question = question_over(shown, days)
    channels = channels_telling(shown, question)
    if not channels:
        return None
    found = session.once(mine, ("hints", *session.told(question)), lambda: _hints(shown, days, channels))
    return Found(shown.answer.kpi, days, found)


def _hints(shown: Shown, days: Period, channels: Sequence[str]) -> list[Hint]:
    return hints([works_on(shown, question_over(shown, days, channel=one), one)[0] for one in channels])


def hints_above(mine: Workspace, objective: str, channels: Sequence[str], plan: Callable[[Hint], None] | None) -> None:
    """Say above the calendar what stood out on its channels; `plan` begins a post with it where one may plan."""
    found = found_for(mine, objective)
    told = [one for one in found.hints if not channels or one.channel in channels][:_MOST] if found else []
    if not found or not told:
        return
    named = ", ".join(f"{standout_name(one.found)} ({one.channel})" for one in told)
    with st.expander(plain_text(f"What worked so far: {named}"), icon=":material/lightbulb:"):
        for place, hint in enumerate(told):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain_text(hint_says(hint, found.kpi)), width="stretch")
                if plan and st.button("Plan one", key=f"hint-{place}", type="tertiary", icon=":material/add:"):
                    plan(hint)
                way = [*way_to(mine, found.kpi), ("more", "When and what works"), ("works-channel", hint.channel)]
                st.page_link("objectives.py", label="See the posts", icon=":material/receipt_long:", query_params=way)
        st.caption(plain_text(hints_say(told, found.days)))


def hints_for(mine: Workspace, objective: str, *, channel: str, kind: str, use: Callable[[Hint], None]) -> None:
    """Say in the form of a post what stood out for its channel and kind; a click puts it into the form."""
    found = found_for(mine, objective)
    if not found:
        return
    for place, hint in enumerate([one for one in found.hints if one.suits(channel, kind)][:_MOST]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain_text(hint_says(hint, found.kpi)), width="stretch")
            st.button(
                f"Use {short(hint)}",
                key=f"use-{place}",
                help=plain_text(hints_say([hint], found.days)),
                type="tertiary",
                icon=":material/lightbulb:",
                on_click=use,
                args=(hint,),
            )


def short(hint: Hint) -> str:
    """Name what a hint is about as its button does: Tuesday 18:00, or a content type."""
    if not hint.is_timed:
        return hint.kind
    weekday = "" if hint.found.weekday is None else weekday_name(date(2024, 1, 1 + hint.found.weekday))
    return " ".join(text for text in (weekday, f"{hint.at:%H:%M}" if hint.at else "") if text)
