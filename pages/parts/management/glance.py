"""The targets at a glance: a quiet list, what needs a decision first, each line with the way to its target."""

from dataclasses import dataclass

import streamlit as st

from kpi.formats import day_text
from kpi.sentences.board import title_text
from kpi.sentences.management import standing_text
from kpi.store import Workspace
from kpi.targets.status import Standing, Status
from pages.parts import clock, session
from pages.parts.management.stood import Stood
from pages.parts.replayed import replayed
from pages.parts.statuses import in_colour
from pages.parts.words import plain_text

_MOST = 8
_LONGEST = 60
_NOT_HELD = ":gray-badge[:material/help: not held]"


@dataclass(frozen=True, slots=True)
class Glanced:
    """A target in one line: how it stands (None: it is not held against the data), its title, what is said of it."""

    target_id: str
    status: Status | None
    title: str
    said: str


def targets_at_a_glance(mine: Workspace, found: Stood, currency: str) -> None:
    """List the targets of the period; nothing where there are none, since the verdict has said so."""
    if not found.verdict.total:
        with st.container(key="screen-only-set-target"):
            label = "Set a target"
            st.page_link("targets.py", label=label, icon=":material/sports_score:", query_params={"new": ""})
        return
    st.subheader("Targets", anchor=False)
    asked = (
        "glance",
        session.week(mine),
        found.as_of,
        found.until,
        tuple(_asked(one) for one in found.standings),
        currency,
    )
    with st.container(gap="xsmall", key="glance"):
        replayed(mine, (*asked, clock.now().date()), lambda: _drawn(found, currency))


def glance(found: Stood, currency: str) -> list[Glanced]:
    """Word every target of a period, what needs a decision first, those that are not held at the end."""
    held = [
        Glanced(one.target.id, one.status, _cut(title_text(one)), standing_text(one, currency=currency))
        for one in found.standings
    ]
    lost = [
        Glanced(one.target.id, None, _cut(one.target.title or one.target.kpi), _cut(one.why)) for one in found.waiting
    ]
    return [*held, *lost]


def _asked(one: Standing) -> tuple[object, ...]:
    return one.target.id, one.status, one.chance, one.track.value


def _drawn(found: Stood, currency: str) -> None:
    lines = glance(found, currency)
    for one in lines[:_MOST]:
        badge = in_colour(one.status) if one.status else _NOT_HELD
        said = f"{badge} **{plain_text(one.title)}**  \n:small[{plain_text(one.said)}]"
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(said, width="stretch")  # in a link a phone would cut it
            st.page_link("targets.py", label="Open", query_params={"target": one.target_id}, width="content")
    more = len(lines) - _MOST
    rest = f"{more} more on the targets page. " if more > 0 else ""
    st.caption(plain_text(f"{rest}As of {day_text(found.as_of)}."))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
