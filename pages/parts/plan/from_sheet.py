"""A calendar that comes as a spreadsheet: read apart, and held against the calendar as it stands."""

import json
from dataclasses import dataclass, replace
from uuid import uuid4

import streamlit as st

from kpi.calendar.incoming import Incoming
from kpi.calendar.sheet_find import Found, calendar_in
from kpi.calendar.sheet_layout import Layout, layout_in, places_in
from kpi.calendar.sheet_read import Given, read
from kpi.reading.cells import READER
from kpi.reading.order import DAY_FIRST, MONTH_FIRST
from kpi.store import Workspace
from kpi.workbook.cells import Cell
from pages.parts import access, clock, session
from pages.parts.filled_in import uploaded
from pages.parts.plan.brought import SLOT
from pages.parts.plan.known import Plan
from pages.parts.plan.sheet_mapping import asked
from pages.parts.words import plain_text

_MEANT = {DAY_FIRST: "The day", MONTH_FIRST: "The month"}


def objectives(mine: Workspace) -> dict[str, str]:
    """Name the objectives of a workspace, by key."""
    return {key: one.label for key, one in session.catalogue(mine).objectives.items()}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A calendar found in a file, and a name for the file's content."""

    found: Found
    digest: str


def from_sheet(mine: Workspace, plan: Plan, name: str, data: bytes) -> tuple[Incoming, Layout | None] | None:
    """Say what a spreadsheet comes to, and by what layout where it is not our own; None until that is told."""
    file = uploaded(name, data, reader=READER, row=Cell._make, slot=SLOT)
    for note in file.notes:
        st.caption(plain_text(note))
    found = session.once(mine, ("calendar sheet", file.digest), lambda: calendar_in(file.rows))
    sheet = _Sheet(found, file.digest)
    if found.is_ours:
        return _in_order(mine, plan, sheet, Layout(found.mark, {}))[0], None
    layout = asked(found, layout_in(mine.settings, found.mark), objectives(mine))
    return _in_order(mine, plan, sheet, layout) if layout else None


def _in_order(mine: Workspace, plan: Plan, sheet: _Sheet, layout: Layout) -> tuple[Incoming, Layout]:
    """Say what a calendar comes to; where a day can be two, ask which, and keep the answer with the layout."""
    came = _compared(mine, plan, sheet, replace(layout, order=""))
    if not came.asks:
        return came, layout
    ways = list(_MEANT)
    order = st.radio(
        "What stands first in days such as 03/04/2026?",
        ways,
        index=ways.index(layout.order) if layout.order else None,
        format_func=_MEANT.__getitem__,
        key=f"calendar-order-{sheet.digest[:10]}",
        horizontal=True,
    )
    told = replace(layout, order=order or "")
    return (_compared(mine, plan, sheet, told) if order else came), told


def _compared(mine: Workspace, plan: Plan, sheet: _Sheet, layout: Layout) -> Incoming:
    """Hold a calendar against what is there, once a version, so that a new row keeps its id until it is saved."""
    found = sheet.found
    given = Given(
        plan.entries,
        plan.campaigns,
        found.own_places if found.is_ours else places_in(found, layout),
        objectives(mine),
        lambda: str(uuid4()),
        clock.now(),
        access.person().name,
        layout.told,
        layout.order,
    )
    said = json.dumps([dict(layout.columns), dict(layout.told), layout.order], sort_keys=True)
    asked_for = ("calendar sheet in", sheet.digest, mine.plans_version, said)
    return session.once(mine, asked_for, lambda: read(found, given))
