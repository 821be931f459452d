"""A target opened: how it stands, its picture, and all that belongs to it."""

from datetime import date

import streamlit as st

from kpi.formats import exact, period_text
from kpi.sentences import board as words
from kpi.sentences import former_text, track_sentence
from kpi.store import Workspace
from kpi.targets.status import Standing
from kpi.targets.target import Target
from pages.parts import session
from pages.parts.cards import caveat_lines, help_text
from pages.parts.editing import for_editors
from pages.parts.fetch_next import fetch_for
from pages.parts.freshness import late_data
from pages.parts.statuses import in_colour
from pages.parts.targets import begun
from pages.parts.targets.actions import actions
from pages.parts.targets.change import delete
from pages.parts.targets.checks import counted, five_checks
from pages.parts.targets.closing import close_early, closing
from pages.parts.targets.form import target_form
from pages.parts.targets.grounds import checks_of
from pages.parts.targets.history import goal_moves, history
from pages.parts.targets.known import WAITING, Waiting, stretches
from pages.parts.targets.made_of import guards, milestones, parts
from pages.parts.targets.path import draw_path
from pages.parts.targets.replan import replan
from pages.parts.words import plain_text


def opened_target(mine: Workspace, found: Standing | Waiting, money: str, *, as_of: date) -> None:
    """Show one target, with the way back to the board."""
    target = found.target
    with st.container(horizontal=True):
        st.button("All targets", icon=":material/arrow_back:", type="tertiary", key="back", on_click=_back)
        _to_its_kpi(mine, target)
    if st.session_state.get("editing") == target.id:
        with st.container(border=True):
            st.subheader("Edit the target")
            target_form(mine, target, as_of=as_of)
        return
    begun.offer(mine, target)
    if isinstance(found, Waiting):
        st.title(plain_text(target.title or target.kpi))
        st.warning(plain_text(found.why), icon=":material/help:")
        _change(mine, found)
        history(mine, target, money)
        return
    _head(mine, found, money)
    draw_path(mine, _pictured(found), money)
    _change(mine, found)
    _about(mine, found, money)


def _to_its_kpi(mine: Workspace, target: Target) -> None:
    """Lead to the chart of the target's KPI."""
    catalogue = session.catalogue(mine)
    kpi = catalogue.kpis.get(target.kpi)
    objective = next((one.key for one in catalogue.objectives.values() if target.kpi in (*one.kpis, *one.besides)), "")
    if kpi and st.button(plain_text(kpi.label), icon=":material/show_chart:", type="tertiary", key="to-kpi"):
        st.switch_page(
            "objectives.py", query_params={"kpi": kpi.key, **({"objective": objective} if objective else {})}
        )


def _pictured(found: Standing) -> Standing:
    """Ask which is drawn: the whole, or one of the parts that have goals of their own."""
    if not found.parts:
        return found
    of = {"All of it": found, **{", ".join(part.target.channels): part for part in found.parts}}
    picked = st.segmented_control("Picture", list(of), default="All of it", required=True, label_visibility="collapsed")
    return of[picked or "All of it"]


def _head(mine: Workspace, standing: Standing, money: str) -> None:
    target, track = standing.target, standing.track
    st.title(plain_text(words.title_text(standing)))
    former = f"was {standing.before.value} when its data ended" if standing.before else ""
    former = former or ("" if standing.closed else former_text(stretches(mine, target)))
    value = plain_text(words.value_text(standing, currency=money))
    said = [words.time_text(standing), former]
    besides = plain_text(" · ".join(text for text in said if text))
    st.markdown(f"{in_colour(standing.status)} **{value}** :gray[{besides}]")
    days = period_text(target.start, target.end)
    start = "unknown" if target.baseline is None else exact(target.baseline, track.kpi.unit, money)
    rests_on = help_text(track.answer, currency=money) if track.answer else None
    about = [words.about_text(standing), days, f"baseline {start}"]
    st.caption(plain_text(" · ".join(text for text in about if text)), help=rests_on)
    for caveat in caveat_lines([track.answer] if track.answer else []):
        st.caption(plain_text(caveat))
    if target.reason:
        st.caption(plain_text(f"Why: {target.reason}"))
    goal_moves(mine, target, money)
    if standing.closed:
        closing(mine, standing, money)
        return
    st.markdown(plain_text(track_sentence(standing, currency=money, kpis=session.catalogue(mine).kpis, headed=False)))
    if moved := words.moved_formula_text(standing):
        st.warning(plain_text(moved), icon=":material/function:")
    late_data(mine, standing)
    if standing.status in WAITING:
        fetch_for(mine, track.kpi, target.channels)


def _about(mine: Workspace, standing: Standing, money: str) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        actions(mine, standing.target, standing.track.kpi, money)
        milestones(standing, money)
        parts(standing, money)
        guards(mine, standing, money)
    with right:
        _checks(mine, standing)
        history(mine, standing.target, money)


def _checks(mine: Workspace, standing: Standing) -> None:
    """Show what makes the target SMART, and what it lacks; of one that is over nobody asks any more."""
    if standing.closed:
        return
    found = checks_of(mine, standing.target)
    with st.expander(counted(found), icon=":material/fact_check:", expanded=standing.target.unsmart):
        five_checks(found)


@for_editors
def _change(mine: Workspace, found: Standing | Waiting) -> None:
    target = found.target
    with st.container(horizontal=True):
        st.button("Edit", icon=":material/edit:", key=f"edit-{target.id}", on_click=_edit, args=(target.id,))
        if isinstance(found, Standing) and not found.closed:
            replan(mine, found, session.currency(mine))
            close_early(mine, found)
        st.button(
            "Delete",
            icon=":material/delete:",
            type="tertiary",
            key=f"delete-{target.id}",
            on_click=delete,
            args=(mine, target),
        )


def _edit(target_id: str) -> None:
    begun.stop()
    st.session_state["editing"] = target_id


def _back() -> None:
    begun.stop()
    st.session_state["editing"] = ""
    st.query_params.pop("target", None)
