"""What became of a file: recognised as what, for which days, with which totals, and what was left out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import BOUNDS, LEVELS, METRICS
from kpi.formats import exact, period_text
from kpi.reading.report import Json
from kpi.store import FileRow, Workspace
from pages.parts import session
from pages.parts.words import plain_text

_UNPLACED = ":material/help:"


def problem_card(name: str, problem: str) -> None:
    """Say why a file could not be used, and what to do."""
    with st.container(border=True):
        st.markdown(f":red[:material/error:] **{plain_text(name)}** was not loaded")
        st.markdown(plain_text(problem))


def file_card(mine: Workspace, row: FileRow, *, fresh: bool) -> None:
    """Show one kept file: each recognised table with its days and rows, the details one click below."""
    tables = [sheet for sheet in row.report["sheets"] if sheet["rows_kept"]]
    with st.container(border=True, key=f"file-{row.id}-{'new' if fresh else 'kept'}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{_icon(row, tables)} **{plain_text(row.name)}**", width="stretch")
            if st.button("Remove", key=f"remove-{row.id}-{fresh}", icon=":material/delete:", type="tertiary"):
                session.store().remove_files(mine.id, [row.id], removed_at=session.now())
                st.session_state["removed"] = [*st.session_state.get("removed", []), (row.id, row.name)]
                st.rerun()
        for sheet in tables:
            st.markdown(_sheet_line(sheet, row))
        if not tables:
            st.markdown(plain_text(" ".join(row.report["problems"]) or "Recognised; kept for reference."))
        if fresh:
            st.caption(_overlap_line(row))
        _ask_where(mine, row, tables, fresh=fresh)
        _details(row)


def file_table(files: Sequence[FileRow]) -> FileRow | None:
    """List the kept files, newest first, and give the one that is selected."""
    newest = sorted(files, key=lambda row: -row.id)
    tables = [[sheet for sheet in row.report["sheets"] if sheet["rows_kept"]] for row in newest]
    shown = pd.DataFrame(
        {
            "File": [row.name for row in newest],
            "Recognised as": [", ".join(sheet["label"] for sheet in of) or "reference only" for of in tables],
            "From": [min((sheet["first_date"] for sheet in of), default="") for of in tables],
            "To": [max((sheet["last_date"] for sheet in of), default="") for of in tables],
            "Rows": [sum(sheet["rows_kept"] for sheet in of) for of in tables],
        }
    )
    event = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"files-{len(files)}",
        alt="Files kept",
    )
    chosen = event["selection"]["rows"]
    if not chosen:
        st.caption("Select a row to see what was kept and left out, to place the file, or to remove it.")
    return newest[chosen[0]] if chosen else None


def _icon(row: FileRow, tables: list[Json]) -> str:
    channel = next((sheet["channel"] or row.channel for sheet in tables if sheet["channel"] or row.channel), "")
    return f":material/{CHANNELS[channel].icon}:" if channel in CHANNELS else _UNPLACED if tables else ":material/info:"


def _sheet_line(sheet: Json, row: FileRow) -> str:
    days = period_text(date.fromisoformat(sheet["first_date"]), date.fromisoformat(sheet["last_date"]))
    left = sheet["rows_read"] - sheet["rows_kept"]
    rows = f"{sheet['rows_kept']:,} rows kept" + (f", {left:,} left out" if left else "")
    channel = sheet["channel"] or row.channel or "network not named"
    return plain_text(f"{sheet['label']} · {channel} · {days} · {rows}")


def _overlap_line(row: FileRow) -> str:
    if row.again:
        return "These very bytes were loaded before: nothing changed."
    done = row.overlap
    filled = f", {done.filled:,} new values for records already known" if done.filled else ""
    known = f"{done.new:,} new records, {done.corrected:,} corrected, {done.same:,} known before, 0 lost"
    return f"When it was loaded: {known}{filled}"


def _ask_where(mine: Workspace, row: FileRow, tables: list[Json], *, fresh: bool) -> None:
    """Ask which network an unnamed table is about; without an answer its numbers are held back."""
    if not any(sheet["channel"] is None for sheet in tables):
        return
    options = ["Instagram", "Facebook"]
    answer = st.segmented_control(
        "This file does not say which network it is about. Its numbers wait for your answer.",
        options,
        default=row.channel or None,
        key=f"place-{row.id}-{fresh}",
    )
    if (answer or "") != row.channel:
        session.store().place_file(mine.id, row.id, channel=answer or "")
        st.rerun()


def _details(row: FileRow) -> None:
    with st.expander("Details", icon=":material/fact_check:"):
        totals = [
            {
                "Table": sheet["sheet"],
                "Metric": METRICS[key].label,
                "Total in the file": exact(total, METRICS[key].unit),
                "": _how(key),
            }
            for sheet in row.report["sheets"]
            for key, total in sheet["totals"].items()
        ]
        if totals:
            st.caption("Plain sums of the rows, to check the file against the platform")
            st.dataframe(pd.DataFrame(totals), hide_index=True)
        for sheet in row.report["sheets"]:
            _sheet_details(sheet)


def _how(key: str) -> str:
    if key in BOUNDS:
        return "a sum of people counted several times; used nowhere else"
    return "last value" if key in LEVELS else ""


def _sheet_details(sheet: Json) -> None:
    st.markdown(f"**{plain_text(sheet['sheet'])}**: {plain_text(sheet['label'] or 'not recognised')}")
    left = Counter(one["reason"] for one in sheet["rows_left_out"])
    examples = {
        reason: [one["row"] for one in sheet["rows_left_out"] if one["reason"] == reason][:5] for reason in left
    }
    lines = [
        f"{count} left out: {reason} (row {', '.join(map(str, examples[reason]))})" for reason, count in left.items()
    ]
    lines += sheet["notes"]
    if sheet["dropped_columns"]:
        lines.append(f"Personal columns dropped: {', '.join(sheet['dropped_columns'])}")
    if sheet["unused_columns"]:
        lines.append(f"Columns not used: {', '.join(sheet['unused_columns'])}")
    for line in lines:
        st.caption(plain_text(line))
