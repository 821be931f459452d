"""What a target was: every change with who made it and when, and a moved goal in plain sight."""

from itertools import pairwise

import streamlit as st

from kpi.formats import day_text
from kpi.store import Workspace
from kpi.targets.changes import changes
from kpi.targets.target import Target
from pages.parts import session
from pages.parts.targets.known import histories
from pages.parts.words import plain_text

_GOAL = ("goal moved", "end changed", "KPI changed", "goal set")
_MOST = 6
_MOST_MOVES = 2


def goal_moves(mine: Workspace, target: Target, money: str) -> None:
    """Say in plain sight that the goal or the end was moved, and when."""
    moved = [
        f"{said[0].upper()}{said[1:]} on {when}"
        for when, _, found in _versions(mine, target, money)
        for said in found
        if said.startswith(_GOAL)
    ]
    if moved:
        earlier = len(moved) - _MOST_MOVES
        said = [*moved[-_MOST_MOVES:], *([f"{earlier} earlier in the history"] if earlier > 0 else [])]
        st.markdown(f":orange[:material/history:] {plain_text('; '.join(said))}")


def history(mine: Workspace, target: Target, money: str) -> None:
    """List all changes, the newest first; the older ones are one click below."""
    st.markdown("##### History")
    lines = [
        f"- **{plain_text(when)}**, {plain_text(who or 'somebody')}: {plain_text('; '.join(found))}"
        for when, who, found in reversed(_versions(mine, target, money))
    ]
    lines.append(f"- **{day_text(target.created_at.date())}**: set")
    st.markdown("\n".join(lines[:_MOST]))
    if len(lines) > _MOST:
        with st.expander(f"{len(lines) - _MOST} older"):
            st.markdown("\n".join(lines[_MOST:]))


def _versions(mine: Workspace, target: Target, money: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """List day, author and changes of every version, the oldest first, where there are changes to tell."""
    known = histories(mine).get(target.id, [])
    kpis = session.catalogue(mine).kpis
    after = pairwise([*(version.former for version in known), target])
    told = [
        (day_text(version.at.date()), version.who, changes(was, now, kpis, currency=money))
        for version, (was, now) in zip(known, after, strict=True)
    ]
    return [one for one in told if one[2]]
