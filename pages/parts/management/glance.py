"""The targets at a glance: a quiet list, what needs a decision first, each line with the way to its target."""

import streamlit as st

from kpi.formats import day_text
from kpi.sentences.board import title_text
from kpi.sentences.management import standing_text
from kpi.store import Workspace
from kpi.targets.status import Standing
from pages.parts import clock
from pages.parts.management.stood import Stood
from pages.parts.replayed import replayed
from pages.parts.statuses import in_colour
from pages.parts.targets.known import Waiting
from pages.parts.words import plain_text

_MOST = 8
_LONGEST = 60
_NOT_HELD = ":gray-badge[:material/help: not held]"


def targets_at_a_glance(mine: Workspace, found: Stood, currency: str) -> None:
    """List the targets of the period; nothing where there are none, since the verdict has said so."""
    if not found.verdict.total:
        with st.container(key="screen-only-set-target"):
            label = "Set a target"
            st.page_link("targets.py", label=label, icon=":material/sports_score:", query_params={"new": ""})
        return
    st.subheader("Targets", anchor=False)
    asked = ("glance", found.as_of, found.until, tuple(_asked(one) for one in found.standings), currency)
    with st.container(gap="xsmall", key="glance"):
        replayed(mine, (*asked, clock.now().date()), lambda: _drawn(found, currency))


def _asked(one: Standing) -> tuple[object, ...]:
    return one.target.id, one.status, one.chance, one.track.value


def _drawn(found: Stood, currency: str) -> None:
    lines = [*((one.target.id, *_told(one, currency)) for one in found.standings), *map(_waiting, found.waiting)]
    for target_id, badge, title, said in lines[:_MOST]:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(f"{badge} **{title}**  \n:small[{said}]", width="stretch")  # in a link a phone would cut it
            st.page_link("targets.py", label="Open", query_params={"target": target_id}, width="content")
    more = len(lines) - _MOST
    rest = f"{more} more on the targets page. " if more > 0 else ""
    st.caption(plain_text(f"{rest}As of {day_text(found.as_of)}."))


def _told(one: Standing, currency: str) -> tuple[str, str, str]:
    return in_colour(one.status), _short(title_text(one)), plain_text(standing_text(one, currency=currency))


def _waiting(one: Waiting) -> tuple[str, str, str, str]:
    return one.target.id, _NOT_HELD, _short(one.target.title or one.target.kpi), plain_text(_cut(one.why))


def _short(title: str) -> str:
    return plain_text(_cut(title))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
