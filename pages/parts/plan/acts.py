"""The actions of all targets on the calendar page: what is late, what is due, and what came after them."""

import streamlit as st

from kpi import measure
from kpi.calendar.acting import Due, Todo, around
from kpi.formats import period_text
from kpi.sentences.calendar import around_says, due_says
from kpi.store import Workspace
from pages.parts import session
from pages.parts.plan.asked import Shown
from pages.parts.plan.known import Plan
from pages.parts.words import plain_text

_AT_ONCE = 30
_BADGES = {Due.LATE: "red", Due.TO_START: "orange", Due.SOON: "orange", Due.RUNNING: "blue"}
_MEANING = "What came after an action came with it, and not surely because of it: other things happened as well."


def actions_view(mine: Workspace, plan: Plan, shown: Shown) -> None:
    """List the actions of all targets, late ones first; each leads to its target, where it is changed."""
    found = [todo for todo in plan.todos if shown.wants(todo)]
    st.subheader("Actions of all targets", anchor=False)
    if not found:
        asked = " that you filter for" if plan.todos else ""
        st.caption(f"No action is planned{asked}. Open a target and add what you do to reach it.")
        return
    late = sum(one.due is Due.LATE for one in found)
    st.markdown(f"{len(found):,} action{'s' * (len(found) != 1)}, {late:,} late.")
    most = st.session_state.get("actions-most", _AT_ONCE)
    for todo in found[:most]:
        _line(mine, todo)
    if len(found) > most and st.button(f"Show more ({len(found) - most:,})", icon=":material/expand_more:"):
        st.session_state["actions-most"] = most + _AT_ONCE
        st.rerun()
    st.caption(_MEANING)


def _line(mine: Workspace, todo: Todo) -> None:
    action, target = todo.action, todo.target
    kpi = session.catalogue(mine).kpis[target.kpi]
    about = (action.owner or "nobody named", period_text(action.start, action.end), target.title or kpi.label)
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        badge = f":{_BADGES.get(todo.due, 'gray')}-badge[{due_says(todo)}]"
        after = _after(mine, todo)
        said = f"**{plain_text(action.title)}** {badge}  \n:gray[:small[{plain_text(' · '.join(about))}]]"
        st.markdown(f"{said}{after}", width="stretch")
        address = {"target": target.id}
        st.page_link("targets.py", label="Open", icon=":material/sports_score:", query_params=address)


def _after(mine: Workspace, todo: Todo) -> str:
    """Say what came from an action's first day on; nothing where that is not known."""
    if todo.due in (Due.DROPPED, Due.AHEAD):
        return ""
    action, target = todo.action, todo.target
    kpi = session.catalogue(mine).kpis[target.kpi]
    facts = session.known_facts(mine)
    as_of = measure.as_of(facts, target.scope)
    if as_of is None:
        return ""
    asked = ("around", session.timeless(mine, target), action.start, action.end)
    found = session.once(mine, asked, lambda: around(target, action, kpi, facts, as_of))
    if found is None:
        return "  \n:gray[:small[What came after it is not known well enough to be compared.]]"
    return f"  \n:small[{plain_text(around_says(found, kpi, session.currency(mine)))}]"
