"""What can be read: every platform by its name, with its exports."""

import streamlit as st

from kpi.exports import EXPORTS
from kpi.exports.export import Export, Kind
from pages.parts.words import plain_text


def readable_exports() -> None:
    """Name the platforms in a line, and list their exports once somebody looks."""
    platforms: dict[str, list[str]] = {}
    for export in EXPORTS:
        if export.kind in (Kind.FACTS, Kind.REFERENCE):
            platforms.setdefault(export.platform, []).append(within_platform(export))
    names = sorted(platforms, key=str.casefold)
    st.caption(plain_text(f"Reads {', '.join(names)}: CSV, Excel, OpenDocument, zip, in the platform's own language."))
    opened = st.expander("Every export that can be read", icon=":material/list:", key="readable", on_change="rerun")
    if opened.open:
        with opened:
            for name in names:
                st.markdown(f"**{plain_text(name)}**  \n{plain_text(', '.join(dict.fromkeys(platforms[name])))}")


def within_platform(export: Export) -> str:
    """Name an export where its platform is named already."""
    what, _, where = export.label.rpartition(", ")
    if not what or not where.startswith(export.platform.split()[0]):
        return export.label
    return what if where == export.platform else f"{what} ({where})"
