"""A calendar that comes as a spreadsheet: read apart, and held against the calendar as it stands."""

from uuid import uuid4

import streamlit as st

from kpi.calendar.incoming import Incoming
from kpi.calendar.sheet_find import Found, calendar_in
from kpi.calendar.sheet_read import Given, read
from kpi.errors import UnreadableFile
from kpi.reading.cells import READER
from kpi.reading.order import DAY_FIRST, MONTH_FIRST
from kpi.store import Workspace
from kpi.workbook.cells import Cell
from pages.parts import access, clock, session
from pages.parts.filled_in import uploaded
from pages.parts.plan.brought import SLOT
from pages.parts.plan.known import Plan
from pages.parts.words import plain_text

_MEANT = {DAY_FIRST: "The day", MONTH_FIRST: "The month"}


def objectives(mine: Workspace) -> dict[str, str]:
    """Name the objectives of a workspace, by key."""
    return {key: one.label for key, one in session.catalogue(mine).objectives.items()}


def from_sheet(mine: Workspace, plan: Plan, name: str, data: bytes) -> Incoming:
    """Say what a spreadsheet comes to; where a day can be two, ask which."""
    file = uploaded(name, data, reader=READER, row=Cell._make, slot=SLOT)
    for note in file.notes:
        st.caption(plain_text(note))
    found = session.once(mine, ("calendar sheet", file.digest), lambda: calendar_in(file.rows))
    if not found.is_ours:
        raise UnreadableFile("This is not the workbook that you download here: fill that one in.")
    came = _compared(mine, plan, found, file.digest)
    if not came.asks:
        return came
    order = st.radio(
        "What stands first in days such as 03/04/2026?",
        list(_MEANT),
        index=None,
        format_func=_MEANT.__getitem__,
        key=f"calendar-order-{file.digest[:10]}",
        horizontal=True,
    )
    return _compared(mine, plan, found, file.digest, order=order) if order else came


def _compared(mine: Workspace, plan: Plan, found: Found, digest: str, *, order: str = "") -> Incoming:
    """Hold a calendar against what is there, once a version, so that a new row keeps its id until it is saved."""
    given = Given(
        plan.entries,
        plan.campaigns,
        found.own_places,
        objectives(mine),
        lambda: str(uuid4()),
        clock.now(),
        access.person().name,
        order=order,
    )
    asked = ("calendar sheet in", digest, mine.plans_version, order)
    return session.once(mine, asked, lambda: read(found, given))
