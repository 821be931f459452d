"""The calendar's address, at which calendar programs look again and again for what is new."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from kpi.calendar.entry import Entry
from kpi.catalogue.channels import SOCIAL
from kpi.errors import KpiError
from kpi.formats import day_text
from kpi.store import Workspace
from kpi.store.links import MOST_DAYS, Link, NewLink, Shown, Shows, State
from pages.parts import access
from pages.parts.clock import now
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.sharing.address import show_address
from pages.parts.words import plain_text

_LASTS = timedelta(days=MOST_DAYS)
_IDEAS_HELP = "Without them only what is approved, planned or published. Campaigns always go along."
_HOW = (
    "In Google Calendar: Other calendars, From URL. In Outlook: Add calendar, Subscribe from web. In Apple Calendar: "
    "File, New calendar subscription. In Thunderbird: New calendar, On the network."
)


@for_editors
def subscribe(mine: Workspace, entries: Sequence[Entry]) -> None:
    """Offer an address to subscribe to, and list those that are open; visitors have none, since nothing is kept."""
    if access.is_kept() and st.button("Subscribe", icon=":material/rss_feed:", key="calendar-subscribe"):
        _asked(mine, entries)


@dialog("Subscribe to this calendar", icon=":material/rss_feed:")
def _asked(mine: Workspace, entries: Sequence[Entry]) -> None:
    st.markdown("Calendar programs look at an address again and again, and show what is new.")
    _open_ones([one for one in access.store().links(mine.id) if _is_calendar(one)])
    _form(mine, entries)


def _is_calendar(link: Link) -> bool:
    return link.shown.page is Shows.CALENDAR and link.state is not State.REVOKED and now() < link.until


def _open_ones(links: list[Link]) -> None:
    for one in links:
        last = f", read last on {day_text(one.last_opened.date())}" if one.last_opened else ", not read yet"
        paused = " (paused)" if one.state is State.PAUSED else ""
        st.caption(plain_text(f"{one.name or 'Calendar'}{paused}: until {day_text(one.last_day)}{last}."))
    if links:
        st.page_link("share.py", label="Pause, replace or revoke them", icon=":material/share:")


def _form(mine: Workspace, entries: Sequence[Entry]) -> None:
    used = [name for name in SOCIAL if name in {one.channel for one in entries}]
    with st.form("calendar-address", border=False):
        name = st.text_input("Name", max_chars=80, placeholder="The agency", help="Only you see it.")
        channels = st.multiselect("Channels", used or list(SOCIAL), placeholder="All channels")
        texts = st.checkbox("Texts, links and owners", help="Without them only titles, channels, days and times.")
        ideas = st.checkbox("Ideas and drafts", help=_IDEAS_HELP)
        asked = st.form_submit_button("Make the address", type="primary", icon=":material/add_link:")
    st.caption(f"Whoever has the address sees this much. {_HOW}")
    if asked:
        _make(mine, Shown(Shows.CALENDAR, channels=tuple(channels), notes=False, texts=texts, ideas=ideas), name or "")


def _make(mine: Workspace, what: Shown, name: str) -> None:
    try:
        made = access.store().create_link(
            mine.id, NewLink(name.strip(), what, now() + _LASTS, access.person().name, now())
        )
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    show_address(made)
    st.rerun()
