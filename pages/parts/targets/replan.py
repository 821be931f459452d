"""Re-plan: the ways to go on side by side, each with what it needs and its chance, before one is chosen."""

from datetime import timedelta
from uuid import uuid4

import streamlit as st

from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves
from kpi.formats import day_text, exact, short
from kpi.measure import as_of
from kpi.store import Workspace
from kpi.targets.chances import word
from kpi.targets.replan import Asked, Option, Way, options
from kpi.targets.replanned import replanned
from kpi.targets.smart import faults
from kpi.targets.status import Standing
from kpi.targets.target import Action, Target
from pages.parts import session
from pages.parts.fragment import dialog
from pages.parts.targets.change import keep
from pages.parts.targets.known import Waiting, board
from pages.parts.targets.standing import course_of
from pages.parts.words import plain_text

_HEADS = {
    Way.AS_IT_IS: "As it is",
    Way.EXTEND: "A later end",
    Way.LOWER: "Another goal",
    Way.ADD: "One more action",
}


def replan(mine: Workspace, standing: Standing, money: str) -> None:
    """Offer to re-plan a target."""
    if st.button("Re-plan", icon=":material/alt_route:", key=f"replan-{standing.target.id}"):
        _choose(mine, standing.target.id, money)


@dialog("Re-plan", width="large", icon=":material/alt_route:")
def _choose(mine: Workspace, target_id: str, money: str) -> None:
    found = board(mine).find(target_id)
    if found is None or isinstance(found, Waiting):
        return
    action, effect = _action(found)
    ways = _ways(mine, found, effect)
    with st.grid(min_column_width=200, gap="small"):
        for way in ways:
            with st.container(border=True):
                _option(mine, found, way, action, money)
    if len(ways) == 1:
        st.caption(plain_text(course_of(mine, found.target).why_not or "No other way can be worked out from the data."))
    st.caption("The first goal and the first end stay in the target's history.")


def _action(standing: Standing) -> tuple[str, float | None]:
    """Ask for one more action and what it is expected to bring."""
    kpi = standing.track.kpi
    scale = 100.0 if kpi.unit is Unit.PERCENT else 1.0
    left, right = st.columns([2, 1])
    title = left.text_input(
        "One more action", max_chars=120, key="replan-action", placeholder="For example: two reels a week"
    )
    effect = right.number_input(
        "Your estimate of its effect" + (" (points)" if scale > 1 else ""),
        value=None,
        key="replan-effect",
        help="What it adds to the value at the end. Nothing in the data says so: it is yours.",
    )
    return title.strip(), None if effect is None else effect / scale


def _ways(mine: Workspace, standing: Standing, effect: float | None) -> tuple[Option, ...]:
    target, track = standing.target, standing.track
    asked = Asked(target.goal, track.sense, target.upper, target.over, target.allow, target.min_volume)
    question = "replan", mine.plans_version, session.timeless(mine, target), effect
    return session.once(mine, question, lambda: options(course_of(mine, target), asked, effect=effect))


def _option(mine: Workspace, standing: Standing, way: Option, action: str, money: str) -> None:
    unit = standing.track.kpi.unit
    st.markdown(f"**{_HEADS[way.way]}**")
    lines = [
        f"{exact(way.goal, unit, money)} by {day_text(way.end)}",
        _needed(standing, way, money),
        f"Chance: {word(way.chance)}",
    ]
    st.markdown("  \n".join(plain_text(line) for line in lines if line))
    if way.effect is not None:
        st.caption(plain_text(f"Rests on your estimate of {exact(way.effect, unit, money)}."))
    if way.way is Way.AS_IT_IS:
        return
    lacks = way.way is Way.ADD and not action
    chosen = st.button(
        "Choose this", key=f"choose-{way.way}", disabled=lacks, help="Name the action" if lacks else None
    )
    if chosen:
        _take(mine, standing.target, way, action)


def _needed(standing: Standing, way: Option, money: str) -> str:
    """Say what is required from now on."""
    if way.required is None:
        return ""
    unit = standing.track.kpi.unit
    said = short(way.required, unit, money)
    if standing.track.behaves is Behaves.RATIO:
        return f"Needs {said} on the rest"
    return f"Needs {said} a day" if way.required > 0 else "Needs nothing more"


def _take(mine: Workspace, target: Target, way: Option, title: str) -> None:
    """Keep the target as the chosen way has it; what cannot be held against data is said instead."""
    newest = as_of(session.known_facts(mine)) or target.start
    begin = min(max(target.start, newest + timedelta(days=1)), target.end)
    changed = replanned(target, way, Action(str(uuid4()), title, target.owner, begin, target.end, effect=way.effect))
    if wrong := faults(session.judged(mine, changed), kpis=session.catalogue(mine).kpis):
        st.error(plain_text(" ".join(wrong)))
        return
    keep(mine, target, changed, f"Re-planned: {_HEADS[way.way].lower()}.")
    st.rerun()
