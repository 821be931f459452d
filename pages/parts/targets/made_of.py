"""What a target is made of: its milestones, its parts, and the guards that must hold meanwhile."""

import streamlit as st

from kpi.formats import day_text, exact
from kpi.sentences import board as words
from kpi.sentences import track_sentence
from kpi.store import Workspace
from kpi.targets.changes import guard_text
from kpi.targets.guards import Guarded
from kpi.targets.met import Met, met
from kpi.targets.status import Standing
from pages.parts import session
from pages.parts.statuses import in_colour
from pages.parts.words import plain_text

_MET = {
    Met.MET: ":green-badge[:material/check_circle: met]",
    Met.MISSED: ":red-badge[:material/cancel: missed]",
    Met.AHEAD: ":gray-badge[:material/schedule: ahead]",
    Met.UNKNOWN: ":gray-badge[:material/help: unknown]",
}


def milestones(standing: Standing, money: str) -> None:
    """List the milestones, each with what was by its day."""
    found = met(standing.track)
    if not found:
        return
    st.markdown("##### Milestones")
    unit = standing.track.kpi.unit
    for one in found:
        was = "" if one.value is None else f", {exact(one.value, unit, money)} by then"
        said = plain_text(f"{exact(one.milestone.value, unit, money)} by {day_text(one.milestone.day)}{was}")
        st.markdown(f"{_MET[one.met]} {said}")


def parts(standing: Standing, money: str) -> None:
    """List the parts, each with its own status."""
    if not standing.parts:
        return
    st.markdown("##### Parts")
    for one in standing.parts:
        st.markdown(
            f"{in_colour(one.status)} **{plain_text(words.title_text(one))}** "
            f"{plain_text(words.value_text(one, currency=money))}",
            help=plain_text(track_sentence(one, currency=money)),
        )


def guards(mine: Workspace, standing: Standing, money: str) -> None:
    """List the guards, each with its value and whether it holds."""
    if not standing.guards:
        return
    st.markdown("##### Must hold meanwhile")
    for one in standing.guards:
        st.markdown(_guard(mine, one, money))


def _guard(mine: Workspace, one: Guarded, money: str) -> str:
    kpis = session.catalogue(mine).kpis
    asked = plain_text(guard_text(one.guard, kpis, currency=money))
    if one.guard.kpi not in kpis:
        return f":gray-badge[:material/help: unknown] {asked}: this KPI is not in the catalogue any more."
    if one.value is None:
        return f":gray-badge[:material/help: unknown] {asked}: no value is known yet."
    value = plain_text(exact(one.value, kpis[one.guard.kpi].unit, money))
    if one.holds_so_far:
        return f":green-badge[:material/shield: {'held' if one.kept else 'holds so far'}] {asked}: {value}."
    return f":red-badge[:material/gpp_bad: {'broken' if one.kept is False else 'not kept so far'}] {asked}: {value}."
