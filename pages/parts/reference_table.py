"""A table that is shown on its own: chosen by channel, with its highest rows, its source and its download."""

from collections.abc import Sequence
from hashlib import sha256

import pandas as pd
import streamlit as st

from kpi import charts, references
from kpi.catalogue.channels import CHANNELS
from kpi.exports import BY_KEY
from kpi.formats import count_text, day_text, period_text
from kpi.store import ReferenceRow, Workspace
from kpi.tables import neutral_csv
from pages.parts import session
from pages.parts.picture import picture
from pages.parts.words import plain_text


def choose(found: Sequence[ReferenceRow]) -> ReferenceRow:
    """Ask for a channel, a table and, where several files hold it, the file; the newest is offered first."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        of: dict[str, dict[str, list[ReferenceRow]]] = {}
        for row in found:
            of.setdefault(row.channel, {}).setdefault(_title(row, found), []).append(row)
        listed = sorted(of, key=lambda name: (list(CHANNELS).index(name) if name in CHANNELS else len(CHANNELS), name))
        channel = st.selectbox("Channel", listed, key="tables-channel", width=240)
        title = st.selectbox("Table", sorted(of[channel]), key=f"tables-of-{channel}", width=420)
        files = sorted(of[channel][title], key=_age, reverse=True)
        if len(files) == 1:
            return files[0]
        wanted = st.selectbox("From", range(len(files)), format_func=lambda at: _when(files[at]), key=f"from-{title}")
        return files[wanted]


def reference_table(mine: Workspace, row: ReferenceRow) -> None:
    """Show a table: its highest rows as bars, all rows to be sorted, where it came from, and its download."""
    table = session.reference(mine, row.id)
    st.caption(plain_text(f"{_when(row)} · loaded {day_text(row.uploaded_at.date())}"))
    if says := BY_KEY[row.export].says:
        st.caption(plain_text(says))
    highest = references.ranked(table, shares=row.shares)
    if highest and len(table) > 1:
        few = (
            f", the {len(highest.frame)} highest of {count_text(len(table))}" if len(table) > len(highest.frame) else ""
        )
        st.markdown(f"**{plain_text(highest.of)}** by {plain_text(highest.by)}{few}")
        picture(
            mine,
            ("ranking", row.id),
            lambda: charts.ranking(highest.frame, name=highest.by, value=highest.of, share=highest.share),
            f"{highest.of} by {highest.by}, the highest",
        )
    st.dataframe(
        table,
        hide_index=True,
        column_config={name: st.column_config.NumberColumn(format="percent") for name in row.shares}
        | {name: st.column_config.NumberColumn(format="localized") for name in _counted(table, row)},
        alt=row.label,
    )
    _download(row, table)


def _download(row: ReferenceRow, table: pd.DataFrame) -> None:
    text = neutral_csv(table)
    st.download_button(
        "Download CSV",
        text,
        file_name=f"{row.export}-{sha256(text).hexdigest()[:10]}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _title(row: ReferenceRow, found: Sequence[ReferenceRow]) -> str:
    """Name a table; where its file holds several of its kind, by what stands above it too."""
    alike = [one for one in found if (one.file_id, one.export) == (row.file_id, row.export)]
    return f"{row.label}: {row.sheet}" if len(alike) > 1 or BY_KEY[row.export].titles else row.label


def _age(row: ReferenceRow) -> tuple[object, ...]:
    return (row.covers[1] if row.covers else row.observed, row.uploaded_at, row.id)


def _when(row: ReferenceRow) -> str:
    days = period_text(*row.covers) if row.covers else f"as of {day_text(row.observed)}"
    return f"{days} · {row.file}"


def _counted(table: pd.DataFrame, row: ReferenceRow) -> list[str]:
    return [name for name in map(str, table) if pd.api.types.is_numeric_dtype(table[name]) and name not in row.shares]
