"""What visitors should do: the calls to action that the workspace names, each with its events in the files."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from kpi.facts import Call
from kpi.store import Workspace
from pages.parts import session
from pages.parts.words import plain_text

_EXAMPLES = ("Purchase", "Newsletter", "Raffle", "Download")
_SPARE = 2
_LONGEST = 80


def calls_asked(mine: Workspace) -> tuple[Call, ...]:
    """Ask for the calls to action, a row each and some to spare; nothing where no file names an event."""
    seen, named = session.known_facts(mine).actions, mine.brand.calls
    if not seen and not named:
        return ()
    st.markdown("**What your visitors should do**")
    st.caption(
        "Name each call to action and choose the events of your website that count as it. Only these count as "
        "conversions, everywhere; while none is named, every event counts. An empty row is left out."
    )
    if unheard := [event for event in mine.brand.actions if event not in seen]:
        st.caption(
            plain_text(
                f"In none of your files yet: {', '.join(unheard)}. While no file names an event that counts, "
                "conversions as a whole are unknown; leave it out until one does."
            )
        )
    rows = max(len(_EXAMPLES), len(named) + _SPARE)
    events = list(dict.fromkeys((*seen, *mine.brand.actions)))
    asked = [_row(mine, at, named, events) for at in range(rows)]
    return tuple(call for call in asked if call.name)


def _row(mine: Workspace, at: int, named: Sequence[Call], events: Sequence[str]) -> Call:
    """Ask for one call; one without a name takes that of its first event."""
    known = named[at] if at < len(named) else Call("", ())
    example = _EXAMPLES[at] if at < len(_EXAMPLES) else ""
    shown: Literal["visible", "collapsed"] = "visible" if at == 0 else "collapsed"
    left, right = st.columns((2, 3), gap="small")
    name = left.text_input(
        "Call to action" if at == 0 else f"Call to action {at + 1}",
        known.name,
        max_chars=_LONGEST,
        placeholder=f"For example {example}" if example else "Another one",
        key=f"call-{at}-{mine.facts_version}",
        label_visibility=shown,
    )
    chosen = right.multiselect(
        "Events in your files" if at == 0 else f"Events of call to action {at + 1}",
        events,
        default=list(known.events),
        placeholder="None yet",
        accept_new_options=True,
        key=f"call-events-{at}-{mine.facts_version}",
        label_visibility=shown,
    )
    told = tuple(dict.fromkeys(event.strip() for event in chosen if event.strip()))
    return Call(name.strip() or next(iter(told), ""), told)
