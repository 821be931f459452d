"""What can be read: every platform by its name, with its exports."""

import streamlit as st

from kpi.exports import EXPORTS
from kpi.exports.export import Kind
from pages.parts.words import plain_text


def readable_exports() -> None:
    """Name the platforms in a line, and list their exports once somebody looks."""
    platforms: dict[str, list[str]] = {}
    for export in EXPORTS:
        if export.kind in (Kind.FACTS, Kind.REFERENCE):
            platforms.setdefault(export.platform, []).append(export.label.replace(f", {export.platform}", ""))
    names = sorted(platforms, key=str.casefold)
    st.caption(plain_text(f"Reads {', '.join(names)}: CSV, Excel, OpenDocument, zip, in the platform's own language."))
    opened = st.expander("Every export that can be read", icon=":material/list:", key="readable", on_change="rerun")
    if opened.open:
        with opened:
            for name in names:
                st.markdown(f"**{plain_text(name)}**  \n{plain_text(', '.join(dict.fromkeys(platforms[name])))}")
