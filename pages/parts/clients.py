"""Clients in a list: a line for each, and the way to a new one."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from kpi.formats import day_text, period_text
from kpi.store import Workspace
from kpi.targets.status import Status
from pages.parts import access
from pages.parts.chosen import PARAMETER
from pages.parts.glances import Glance
from pages.parts.settings.whole import take_in_whole
from pages.parts.sharing.badge import open_until
from pages.parts.statuses import COLOURS, ICONS, danger
from pages.parts.words import counted, named, plain_text

LONGEST = 80
"""How many letters a client's name may have."""

_MOST_NAMED = 4
_DANGEROUS = frozenset({Status.OFF_TRACK, Status.AT_RISK})


def told(one: Glance) -> str:
    """Say in one line how far a client's data reach, of which channels, what is missing, and how its report stands.

    >>> from datetime import date
    >>> from kpi.periods import Period
    >>> october = Period(date(2026, 10, 1), date(2026, 10, 31))
    >>> told(Glance(date(2026, 10, 31), ("Instagram", "X"), late=("X",), waiting=1, month=october))
    'Data to 31 Oct 2026 · Instagram, X · late: X · 1 file waits for an answer · no comment for October 2026 yet'
    >>> told(Glance())
    'Nothing loaded yet'
    """
    if one.until is None:
        return " · ".join(["Nothing loaded yet", *_waits(one)])
    late = [f"late: {named(one.late, most=_MOST_NAMED)}"] if one.late else []
    reaches = [f"Data to {day_text(one.until)}", named(one.channels, most=_MOST_NAMED)]
    return " · ".join([*reaches, *late, *_waits(one), *_report(one)])


def _report(one: Glance) -> list[str]:
    if one.month is None:
        return []
    month = period_text(one.month.start, one.month.end)
    return [f"comment for {month} written" if one.is_commented else f"no comment for {month} yet"]


def in_short(glances: Sequence[Glance], *, of: int) -> str:
    """Say of all clients together what needs somebody, once each was looked at.

    >>> from datetime import date
    >>> in_short([Glance(date(2026, 10, 31), late=("X",), statuses=(Status.OFF_TRACK,)), Glance()], of=2)
    '2 clients: 1 with a target off track or at risk, 1 with an export that is late, 1 without data.'
    """
    counts = {
        "with a target off track or at risk": sum(not _DANGEROUS.isdisjoint(one.statuses) for one in glances),
        "with an export that is late": sum(bool(one.late) for one in glances),
        "with files that wait for an answer": sum(bool(one.waiting) for one in glances),
        "without data": sum(one.until is None for one in glances),
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing is late"
    return f"{of} client{'s' * (of != 1)}: {said if len(glances) == of else 'adding up'}."


def _waits(one: Glance) -> list[str]:
    return [f"{counted(one.waiting)} wait{'s' * (one.waiting == 1)} for an answer"] if one.waiting else []


def line(mine: Workspace, label: str, one: Glance | None) -> None:
    """Show a client in one line that leads to it; one that was not looked at yet says so."""
    with st.container(border=True, gap="xsmall"):
        has_data = one is None or one.until is not None  # of one that was not looked at yet the likely is shown
        st.page_link(
            "objectives.py" if has_data else "start.py",
            label=f"**{plain_text(label.strip())}**",
            icon=":material/monitoring:" if has_data else ":material/upload_file:",
            query_params={PARAMETER: mine.id},
        )
        st.caption(plain_text(told(one)) if one else "Adding up …")
        if badges := [*_public(mine), *(_badges(one) if one else ())]:
            st.markdown(" ".join(badges))  # a caption would fade them until they cannot be read


def new_client(allowed: Sequence[Workspace]) -> None:
    """Begin a workspace for another client and go to its files, or take in a whole one."""
    with st.popover("New client", icon=":material/add:"):
        with st.form("new-client", border=False):
            name = st.text_input("Name", key="client-name", max_chars=LONGEST, placeholder="For example a brand")
            wanted = st.form_submit_button("Create", icon=":material/check:", type="primary")
        take_in_whole()
    if not wanted:
        return
    if fault := name_fault(name.strip(), allowed):
        st.error(plain_text(fault))
    else:
        made = access.store().create_workspace(name.strip())
        st.switch_page("start.py", query_params={PARAMETER: made.id})


def name_fault(name: str, others: Sequence[Workspace]) -> str:
    """Say why a client cannot be called something beside others; '' where it can."""
    if not name:
        return "Give the client a name."
    if any(one.name.casefold() == name.casefold() for one in others):
        return f"There is a client called “{name}” already: give this one another name."
    return ""


def _public(mine: Workspace) -> list[str]:
    last = open_until(mine)
    return [f":orange-badge[:material/public: public until {day_text(last)}]"] if last else []


def _badges(one: Glance) -> list[str]:
    counts = sorted(Counter(one.statuses).items(), key=lambda told: danger(told[0]))
    return [f":{COLOURS[status]}-badge[{ICONS[status]} {count} {status.value}]" for status, count in counts]
