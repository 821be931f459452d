"""The layouts that somebody declared: listed, changed, taken away, and carried to another workspace as a small file."""

import json
from collections.abc import Sequence
from hashlib import sha256

import streamlit as st

from kpi.errors import LayoutError, StoreError
from kpi.layouts.holdings import HOLDINGS
from kpi.layouts.layout import Layout
from kpi.layouts.learnt import Learnt, learnt_from_file
from kpi.store import FileRow, Workspace
from pages.parts import teaching
from pages.parts.editing import for_editors
from pages.parts.mapping import edit_layout
from pages.parts.words import plain_text

_TAKEN = "layout-taken"


@for_editors
def own_layouts(mine: Workspace, files: Sequence[FileRow]) -> None:
    """List the declared layouts, with what can be done about each."""
    known = teaching.learnt(mine)
    with st.expander(f"Layouts of your own ({len(known.layouts)})", icon=":material/edit_note:"):
        st.caption("What you said of other spreadsheets. Files of these layouts load by themselves.")
        _bring_back(mine, known)
        for layout in sorted(known.layouts, key=lambda one: one.name.casefold()):
            _line(mine, known, layout, files)
        _carry(mine, known)


def _line(mine: Workspace, known: Learnt, layout: Layout, files: Sequence[FileRow]) -> None:
    holds = ", ".join(HOLDINGS[choice.holds].label.lower() for choice in layout.choices)
    read = [row for row in files if layout.key in {sheet["export"] for sheet in row.report["sheets"]}]
    with st.container(border=True):
        st.markdown(
            f"**{plain_text(layout.name)}** · {layout.channel or 'network named in a column'} · a row is {layout.row}"
        )
        st.caption(plain_text(f"Holds {holds}. {len(read)} files read by it."))
        with st.container(horizontal=True):
            change = st.button(
                "Change",
                key=f"edit-{layout.key}",
                icon=":material/edit:",
                disabled=not read,
                help=None if read else "Drop a file of this layout to change it",
            )
            if st.button("Delete", key=f"delete-{layout.key}", icon=":material/delete:", type="tertiary"):
                teaching.keep(mine, known.without(layout.fingerprint))
                st.session_state[_TAKEN] = layout
                st.rerun()
    if change:
        try:
            edit_layout(mine, layout, read[-1])
        except StoreError as gone:
            st.error(plain_text(str(gone)))


def _bring_back(mine: Workspace, known: Learnt) -> None:
    taken: Layout | None = st.session_state.get(_TAKEN)
    if taken is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain_text(f"“{taken.name}” was deleted; what was loaded by it stays."))
        if st.button("Undo", key="layout-undo", type="tertiary", icon=":material/undo:"):
            del st.session_state[_TAKEN]
            teaching.keep(mine, known.taught(taken))
            st.rerun()


def _carry(mine: Workspace, known: Learnt) -> None:
    """Write the layouts to a file, and read them from one."""
    written = json.dumps(known.as_json(), ensure_ascii=False, indent=1).encode()
    st.download_button(
        "Export layouts",
        written,
        file_name=f"goalpost-layouts-{sha256(written).hexdigest()[:8]}.json",
        mime="application/json",
        icon=":material/download:",
        disabled=not (known.layouts or known.answers),
    )
    turn = st.session_state.setdefault("layouts-in", 0)
    given = st.file_uploader("Import layouts", type=["json"], key=f"layouts-{turn}")
    if given is None:
        return
    try:
        brought = learnt_from_file(given.getvalue())
    except LayoutError as wrong:
        st.error(plain_text(str(wrong)))
        return
    st.session_state["layouts-in"] = turn + 1
    about = {one.fingerprint for one in brought.layouts} | {one.partition("/")[0] for one in brought.answers}
    teaching.teach(mine, known.joined(brought), about=about)
    st.rerun()
