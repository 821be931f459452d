"""A whole client out and in as one zip, and how long files are kept as they were dropped."""

from io import BytesIO

import streamlit as st

from kpi.errors import KpiError
from kpi.store import Store, Workspace
from kpi.store.keeping import KEEP_ORIGINALS
from pages.parts import access
from pages.parts.chosen import choose
from pages.parts.words import plain_text

_ALWAYS = 0
_PERIODS = {_ALWAYS: "As long as the client", 365: "For a year", 90: "For 90 days", 30: "For 30 days"}


def originals_form(mine: Workspace) -> None:
    """Ask how long files are kept as they were dropped; what was read from them stays."""
    kept = mine.settings.get(KEEP_ORIGINALS, _ALWAYS)
    periods = _PERIODS if kept in _PERIODS else {**_PERIODS, kept: f"For {kept} days"}
    picked = st.selectbox(
        "Keep files as they were dropped",
        list(periods),
        index=list(periods).index(kept),
        format_func=periods.__getitem__,
        key="keep-originals",
        width=280,
        help="Their numbers stay in any case. A file that was let go cannot be read anew; drop it again for that.",
    )
    if picked != kept:
        access.store().change_settings(mine.id, {KEEP_ORIGINALS: picked or None})
        st.rerun()


def give_out(mine: Workspace) -> None:
    """Offer the whole client as one zip, which is written when it is asked for."""
    store = access.store()  # whoever asks for the file later asks outside of a run
    st.caption(
        "One zip of open formats (the files as dropped, CSV or Parquet, JSON) with all that is kept of this client but "
        "its links and members. “New client” takes it in again, here or on another Goalpost."
    )
    st.download_button(
        "Download the whole client",
        lambda: _written(store, mine.id),
        file_name=f"goalpost-{mine.id[:8]}-{mine.facts_version}-{mine.plans_version}.zip",
        mime="application/zip",
        icon=":material/download:",
        key="whole-out",
        on_click="ignore",
    )


def take_in_whole() -> None:
    """Take in a client from such a zip, and go to it."""
    dropped = st.file_uploader("Or take in a whole one", type="zip", key="whole-in", help="The zip of another Goalpost")
    if dropped and st.button("Take it in", key="whole-take", icon=":material/upload:"):
        try:
            made = access.store().read_whole(dropped)
        except KpiError as problem:
            st.error(plain_text(str(problem)))
            return
        choose(made.id)
        st.rerun()


def _written(store: Store, workspace_id: str) -> BytesIO:
    out = BytesIO()
    store.write_whole(workspace_id, out)
    out.seek(0)
    return out
