"""What to fetch next: the files that are late stand open, the others one click below."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import Kpi
from kpi.formats import count_text, day_text, period_text
from kpi.periods import month_of
from kpi.readiness import Fetch, Why, for_kpi
from kpi.store import Workspace
from pages.parts import session
from pages.parts.words import plain_text

_MOST_OPEN = 3
_MOST_NAMED = 3
_HEADS = {
    Why.LATE: "Late",
    Why.MISSING: "Would answer more",
    Why.NOT_BEGUN: "Channels not begun",
    Why.DUE: "Up to date",
}


def fetch_next(mine: Workspace) -> None:
    """List what to fetch next, the longest late first, each with the clicks that lead to it."""
    fetches = session.to_fetch(mine)
    late = [fetch for fetch in fetches if fetch.why is Why.LATE]
    st.subheader("What to fetch next")
    st.caption(_checked(late) if late else _nothing_late(fetches))
    for fetch in late[:_MOST_OPEN]:
        with st.container(border=True):
            _entry(fetch)
    rest = [fetch for fetch in fetches if fetch not in late[:_MOST_OPEN]]
    opened = st.expander(_rest(rest), icon=":material/checklist:", key="fetch-rest", on_change="rerun")
    if opened.open:
        with opened:
            for why, of in groupby(rest, key=lambda fetch: fetch.why):
                st.markdown(f"**{_HEADS[why]}**")
                for fetch in of:
                    _entry(fetch)


def fetch_for(mine: Workspace, kpi: Kpi, channels: Sequence[str]) -> None:
    """Show the few files that a KPI waits for on some channels, each with its clicks."""
    found = for_kpi(session.to_fetch(mine), kpi.label, channels)[:_MOST_OPEN]
    if not found:
        return
    with st.expander("What to fetch for it", icon=":material/download:"):
        for fetch in found:
            _entry(fetch)


def _entry(fetch: Fetch) -> None:
    icon = CHANNELS[fetch.channel].icon if fetch.channel in CHANNELS else "help"
    said = f"**{plain_text(fetch.channel)}** · {plain_text(_named(fetch.labels))}"
    st.markdown(f":material/{icon}: {said} :gray[{plain_text(_when(fetch))}]")
    if fetch.why is not Why.DUE:
        st.code(fetch.path, language=None, wrap_lines=True)


def _when(fetch: Fetch) -> str:
    if not (fetch.until and fetch.due):
        return f"· would answer {_named(fetch.answers)}"
    due = f"{_days(fetch.days_late)} late" if fetch.days_late else f"next one due {day_text(fetch.due)}"
    return f"· covered to {day_text(fetch.until)}, {due}"


def _checked(fetches: Sequence[Fetch]) -> str:
    """Say when the ways of clicks were last checked, the oldest check of all."""
    oldest = min((fetch.checked for fetch in fetches if fetch.checked), default="")
    if not oldest:
        return ""
    month = month_of(date.fromisoformat(f"{oldest}-01"))
    return f"Clicks checked {period_text(month.start, month.end)}; platforms move their menus."


def _rest(rest: Sequence[Fetch]) -> str:
    counts = [(_HEADS[why].lower(), len(list(of))) for why, of in groupby(rest, key=lambda fetch: fetch.why)]
    return ", ".join(f"{count} {head}" for head, count in counts).capitalize() or "Nothing else"


def _nothing_late(fetches: Sequence[Fetch]) -> str:
    due: list[date] = [fetch.due for fetch in fetches if fetch.due]
    return f"Nothing is late; the next file is due {day_text(min(due))}." if due else "Nothing is late."


def _named(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
    return ", ".join(labels[:_MOST_NAMED]) + more


def _days(days: int) -> str:
    return f"{count_text(days)} day{'s' * (days != 1)}"
