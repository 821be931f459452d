"""The calendar in and out: as the file of calendar programs, shown before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pandas as pd
import streamlit as st

from kpi.calendar.entry import Campaign, Entry
from kpi.calendar.ics_events import READER, Told
from kpi.calendar.ics_read import Given, Incoming, incoming
from kpi.calendar.ics_write import written
from kpi.errors import KpiError, UnreadableFile
from kpi.formats import day_text
from kpi.periods import Period
from kpi.reading.drop import Outcome, read_all
from kpi.store import Workspace
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.plan.known import Plan
from pages.parts.words import plain_text

_YEAR = timedelta(days=366)


def in_and_out(mine: Workspace, plan: Plan) -> None:
    """Offer the calendar as a file, and take one in from whoever may change it."""
    label = "In and out" if access.may_edit(mine) else "Out"
    opened = st.expander(label, icon=":material/swap_vert:", key="calendar-files", on_change="rerun")
    if not opened.open:
        return
    with opened:
        out, come = st.columns(2, gap="large")
        with out:
            _out(mine, plan)
        with come:
            _in(mine, plan)


def _out(mine: Workspace, plan: Plan) -> None:
    st.markdown("Take the calendar to Google Calendar, Outlook, Apple Calendar or Thunderbird.")
    name = mine.brand.name or mine.name
    made = session.once(
        mine,
        ("calendar file", mine.plans_version, name),
        lambda: written(plan.entries, plan.campaigns, name=name),
    )
    st.download_button(
        "Download calendar (.ics)",
        made,
        file_name=f"calendar-{sha256(made).hexdigest()[:10]}.ics",
        mime="text/calendar",
        icon=":material/download:",
        on_click="ignore",
        key="calendar-ics",
    )


@for_editors
def _in(mine: Workspace, plan: Plan) -> None:
    turn = st.session_state.setdefault("calendar-turn", 0)
    if said := st.session_state.get("calendar-said", ""):
        st.success(plain_text(said))
    file = st.file_uploader("Bring a calendar in (.ics)", type=["ics"], key=f"calendar-file-{turn}")
    if file is None:
        return
    try:
        found, notes = _read(mine, plan, file.name, file.getvalue())
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    for note in (*notes, *found.notes):
        st.caption(plain_text(note))
    _preview(found)
    _save(mine, found)


@dataclass(frozen=True, slots=True)
class _Uploaded:
    """The events of an uploaded file as the reading process saw them, and a name for its content."""

    digest: str
    events: Sequence[Told]
    notes: Sequence[str]


def _read(mine: Workspace, plan: Plan, name: str, data: bytes) -> tuple[Incoming, Sequence[str]]:
    """Read a file in a process of its own, once, and hold it against the calendar as it stands."""
    digest = sha256(data).hexdigest()
    kept: _Uploaded | None = st.session_state.get("calendar-uploaded")
    if kept is None or kept.digest != digest:
        with st.spinner("Reading the calendar"):
            kept = st.session_state["calendar-uploaded"] = _Uploaded(digest, *_events(name, data))
    events = kept.events
    within = Period(plan.today - _YEAR, plan.today + _YEAR)
    given = Given(plan.entries, plan.campaigns, within, lambda: str(uuid4()), clock.now(), access.person().name)
    asked = ("calendar in", digest, mine.plans_version, within)
    return session.once(mine, asked, lambda: incoming(events, given)), kept.notes


def _events(name: str, data: bytes) -> tuple[list[Told], list[str]]:
    with TemporaryDirectory(prefix="goalpost-calendar-") as folder:
        place = Path(folder) / "calendar"
        place.write_bytes(data)
        outcome = next(one for one in read_all([(name, place)], reader=READER) if isinstance(one, Outcome))
    if outcome.report is None or outcome.records is None:
        raise UnreadableFile(outcome.problem or "This is an archive of several files: bring in the calendar itself.")
    told = outcome.records.itertuples(index=False, name=None)
    return [Told._make(one) for one in told], outcome.report["notes"]


def _preview(found: Incoming) -> None:
    new, changed = len(found.new) + len(found.new_campaigns), len(found.changed) + len(found.changed_campaigns)
    st.markdown(f"**{new:,} new · {changed:,} changed · {found.unchanged:,} unchanged**")
    rows = [_row("New", one) for one in found.new_campaigns] + [_row("New", one) for one in found.new]
    rows += [_row("Changed", then) for _, then in found.changed_campaigns]
    rows += [_row("Changed", then) for _, then in found.changed]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _row(what: str, one: Entry | Campaign) -> dict[str, str]:
    if isinstance(one, Campaign):
        return {"": what, "Day": f"{day_text(one.start)} to {day_text(one.end)}", "Channel": "", "What": one.name}
    at = f" {one.at:%H:%M}" if one.at else ""
    return {"": what, "Day": f"{day_text(one.day)}{at}", "Channel": one.channel, "What": one.called}


def _save(mine: Workspace, found: Incoming) -> None:
    count = len(found.entries) + len(found.campaigns)
    if not st.button(
        f"Save {count:,}", type="primary", icon=":material/check:", disabled=not count, key="calendar-save"
    ):
        return
    access.store().save_entries(mine.id, found.entries)
    access.store().save_campaigns(mine.id, found.campaigns)
    st.session_state["calendar-said"] = f"Saved: {count:,} posts and campaigns."
    st.session_state["calendar-turn"] += 1
    st.session_state["calendar-uploaded"] = None
    st.rerun()
