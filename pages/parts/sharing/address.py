"""The address of a link, which is shown once: nobody but its holders knows the token."""

from urllib.parse import urlsplit

import streamlit as st

from kpi.store.links import Made, Shows
from pages.parts.mode import Mode, mode

_MADE = "link-made"


def show_address(made: Made | None = None) -> None:
    """Show the address of a link that was just made or given another; keep one that is given for the next run."""
    if made:
        st.session_state[_MADE] = made
        return
    told: Made | None = st.session_state.get(_MADE)
    if told is None:
        return
    with st.container(border=True, key="link-address"):
        st.markdown("**Copy the link now.** It is shown this once: what is kept of it opens nothing.")
        st.code(_address(told), language=None, wrap_lines=True)
        if mode() is Mode.LOCAL:
            st.caption("Goalpost runs on this computer alone, so the link opens here only. Host it to send links.")
        st.button("I have it", key="link-taken", icon=":material/check:", on_click=_forget)


def _forget() -> None:
    st.session_state[_MADE] = None


def _address(told: Made) -> str:
    here = urlsplit(st.context.url or "")
    before = here.path.rpartition("/")[0]
    ending = ".ics" if told.link.shown.page is Shows.CALENDAR else ""
    return f"{here.scheme}://{here.netloc}{before}/s/{told.token}{ending}"
