"""The session of somebody who came by a link: what it may see, whatever the server is set to."""

from collections.abc import Callable

import streamlit as st

from kpi.errors import KpiError
from kpi.store import Store
from kpi.store.looking import looking
from pages.parts.clock import now
from pages.parts.sharing.cookie import cookie_name
from pages.parts.sharing.gate import Entry, entry

CAME = "came-by-link"
"""What remembers, as long as a session lasts, by which link it came."""
_WHY = "Whoever comes by a link looks at what it shows, and changes nothing."
_NEVER = ("original", "links", "acts", "accounts_elsewhere", "references", "reference_table", "scenarios", "summary")
"""What no page that a link shows has to ask."""


class LinkClosedError(KpiError):
    """The link by which a session came opens nothing any more."""


def came_by() -> str:
    """Give the id of the link by which this session came, '' for any other; it stays what it was at its first run."""
    if CAME not in st.session_state:
        st.session_state[CAME] = st.query_params.get("link", "")
    return str(st.session_state[CAME])


def entered(kept: Store | None) -> Entry | None:
    """Let the session in by its cookie; None where the link opens nothing (any more), or what is kept as it was."""
    link_id = came_by()
    found = kept and entry(kept, link_id, st.context.cookies.get(cookie_name(link_id), ""), now())
    return found if found and not found.link.frozen else None


def store_of_guest(links_kept: Callable[[], Store | None]) -> Store:
    """Give a store that answers about the workspace of the link alone, and changes nothing.

    Raises LinkClosedError where the link opens nothing (any more).
    """
    kept = links_kept()
    found = entered(kept)
    if kept is None or found is None:
        raise LinkClosedError("This link opens nothing, or nothing any more.")
    return looking(kept, only={found.link.workspace}, why=_WHY, without=_NEVER)
