"""The side form of a campaign in the calendar: added, changed, taken away."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

import streamlit as st

from kpi.calendar.entry import LONGEST, Campaign, clean, one_line
from kpi.store import Workspace
from pages.parts import access, clock
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.plan.change import keep, take
from pages.parts.plan.quicker import ask, attempt, begun, first


@for_editors
def edit_campaign(mine: Workspace, known: Campaign | None, day: date) -> None:
    """Ask for all of a campaign, and keep or delete it."""
    begun()
    new = Campaign(str(uuid4()), "", day, day, clock.now(), made_by=access.person().name)
    _edit(mine, known or new, is_new=known is None)


@dialog("Campaign", width="medium", icon=":material/campaign:")
def _edit(mine: Workspace, base: Campaign, *, is_new: bool) -> None:
    then = _fields(base)
    said = st.container()
    with st.container(horizontal=True):
        save = st.button("Save campaign", type="primary", icon=":material/check:")
        delete = not is_new and st.button("Delete this campaign", icon=":material/delete:", type="tertiary")
    seen = None if is_new else base
    if save and not (then and then.name):
        said.error("Give the campaign a name, and pick its first and last day.")
    elif save and then:
        done = f"“{then.name}” was {'added' if is_new else 'changed'}."
        attempt(lambda theirs: keep(mine, theirs, then, done), seen)
    elif delete:
        attempt(partial(take, mine), seen, yours="Yours is to delete it.")
    with said:
        ask(seen)


def _fields(base: Campaign) -> Campaign | None:
    """Ask for all of a campaign; None while its days are not picked."""
    name = st.text_input("Name", key=first("name", base.name), max_chars=LONGEST["title"])
    picked: object = st.date_input("First and last day", key=first("days", (base.start, base.end)), format="YYYY-MM-DD")
    note = st.text_area("Note", key=first("note", base.note), max_chars=LONGEST["text"], height=100)
    on_charts = st.checkbox("Mark it on the charts", key=first("marked", base.on_charts))
    chosen = picked if isinstance(picked, tuple) else ()
    if not chosen:
        return None
    return replace(
        base,
        name=one_line(name or ""),
        start=chosen[0],
        end=chosen[-1],
        note=clean(note or ""),
        on_charts=on_charts,
    )
