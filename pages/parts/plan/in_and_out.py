"""The calendar in and out: as a workbook and as the file of calendar programs, shown before anything is saved."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import streamlit as st

from kpi.calendar.ics_events import READER, Told
from kpi.calendar.ics_read import Given, incoming
from kpi.calendar.ics_write import written
from kpi.calendar.incoming import Incoming
from kpi.calendar.sheet_layout import Layout
from kpi.calendar.sheet_write import template
from kpi.errors import KpiError
from kpi.periods import Period
from kpi.store import Workspace
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.filled_in import SHEETS, XLSX, uploaded
from pages.parts.plan.brought import SLOT, TURN, preview, said, save
from pages.parts.plan.from_sheet import from_sheet, objectives
from pages.parts.plan.known import Plan
from pages.parts.plan.subscribe import subscribe
from pages.parts.sharing.address import show_address
from pages.parts.words import plain_text

_YEAR = timedelta(days=366)
_ICS = "ics"
_PROGRAMS = "Google Calendar, Outlook, Apple Calendar or Thunderbird"


def in_and_out(mine: Workspace, plan: Plan) -> None:
    """Offer the calendar as a file, and take one in from whoever may change it."""
    label = "In and out" if access.may_edit(mine) else "Out"
    opened = st.expander(label, icon=":material/swap_vert:", key="calendar-files", on_change="rerun")
    if not opened.open:
        return
    with opened:
        _out(mine, plan)
        _in(mine, plan)


def _out(mine: Workspace, plan: Plan) -> None:
    st.markdown(f"**Out:** as a workbook that you can fill in and bring back, or for {_PROGRAMS}.")
    name, labels = mine.brand.name or mine.name, objectives(mine)
    asked = ("calendar file", mine.plans_version, name)
    sheet = session.once(mine, (*asked, "xlsx"), lambda: template(plan.entries, plan.campaigns, objectives=labels))
    events = session.once(mine, asked, lambda: written(plan.entries, plan.campaigns, name=name))
    with st.container(horizontal=True, gap="small"):
        _download("Download workbook", sheet, "xlsx", XLSX)
        _download("Download calendar (.ics)", events, _ICS, "text/calendar")
        subscribe(mine, plan.entries)
    show_address()


def _download(label: str, made: bytes, ending: str, kind: str) -> None:
    name = f"calendar-{sha256(made).hexdigest()[:10]}.{ending}"
    icon = ":material/download:"
    st.download_button(label, made, file_name=name, mime=kind, icon=icon, on_click="ignore", key=f"calendar-{ending}")


@for_editors
def _in(mine: Workspace, plan: Plan) -> None:
    turn = st.session_state.setdefault(TURN, 0)
    st.markdown(
        "**In:** the workbook as you filled it in, any other content calendar (.xlsx, .csv), or a program’s (.ics)."
    )
    file = st.file_uploader(
        "Bring a calendar in", type=[_ICS, *SHEETS], key=f"calendar-file-{turn}", label_visibility="collapsed"
    )
    if file is None:
        said(mine)
        return
    try:
        found = _found(mine, plan, file.name, file.getvalue())
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    if found:
        preview(found[0])
        save(mine, *found)


def _found(mine: Workspace, plan: Plan, name: str, data: bytes) -> tuple[Incoming, Layout | None] | None:
    """Say what a file comes to, and by what layout that was asked for; None as long as something has to be told."""
    if name.casefold().endswith(f".{_ICS}"):
        return _from_program(mine, plan, name, data), None
    return from_sheet(mine, plan, name, data)


def _from_program(mine: Workspace, plan: Plan, name: str, data: bytes) -> Incoming:
    """Hold the events of a calendar against the calendar as it stands."""
    file = uploaded(name, data, reader=READER, row=Told._make, slot=SLOT)
    for note in file.notes:
        st.caption(plain_text(note))
    within = Period(plan.today - _YEAR, plan.today + _YEAR)
    given = Given(plan.entries, plan.campaigns, within, lambda: str(uuid4()), clock.now(), access.person().name)
    asked = ("calendar in", file.digest, mine.plans_version, within)
    return session.once(mine, asked, lambda: incoming(file.rows, given))
