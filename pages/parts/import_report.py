"""What became of a file: recognised as what, for which days, with which totals, and what was left out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kpi import charts, coverage, placement, reconciliation
from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import METRICS
from kpi.exports import BY_KEY
from kpi.exports.export import Kind
from kpi.formats import count_text, exact, period_text
from kpi.reading.report import Json
from kpi.store import FileRow, Workspace
from pages.parts import access, session
from pages.parts.editing import for_editors
from pages.parts.loads import by_cause, remove
from pages.parts.mapping import unknown_tables
from pages.parts.picture import picture
from pages.parts.questions import open_questions
from pages.parts.readable import within_platform
from pages.parts.words import named, plain_text

_UNPLACED, _ALONE = ":material/help:", ":material/table_chart:"
_MOST_TABLES = 6


def file_card(mine: Workspace, row: FileRow, within: coverage.Stretch, *, place: str, said: bool = False) -> None:
    """Show one kept file: each recognised table with its days and rows, the details one click below.

    `place` tells the card from another of the same file on the page; `said` that the page says what the load brought.
    """
    tables = _tables(row)
    with st.container(border=True, key=f"file-{row.id}-{place}"):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(f"{_icon(row, tables)} **{plain_text(row.name)}**", width="stretch")
            if access.may_edit(mine) and st.button(
                "Remove", key=f"remove-{row.id}-{place}", icon=":material/delete:", type="tertiary"
            ):
                remove(mine, [row], row.name)
        for sheet in tables[:_MOST_TABLES]:
            st.markdown(_sheet_line(sheet, row))
        if len(tables) > _MOST_TABLES:
            st.markdown(f"and {len(tables) - _MOST_TABLES} more tables")
        _timeline(mine, row, within)
        _references(row)
        for warning in warnings(row):
            st.caption(f":orange[:material/warning:] {plain_text(warning)}")
        if tables and (row.again or not said):
            st.caption(_overlap_line(row))
        _ask_where(mine, row, tables, place=place)
        open_questions(mine, row, place=place)
        unknown_tables(mine, row, place=place)
        _details(mine, row, place=place)


def notices(rows: Sequence[FileRow]) -> None:
    """Say what asks for attention in many files, once a cause."""
    causes = by_cause([(row.name, warning) for row in rows for warning in warnings(row)])
    if not causes:
        return
    with st.expander(f"Worth a look ({len(causes)})", icon=":material/warning:"):
        for cause in causes:
            st.markdown(plain_text(cause[0][1]))
            st.caption(plain_text(named(list(dict.fromkeys(name for name, _ in cause)))))


def file_table(mine: Workspace, files: Sequence[FileRow], *, fresh: frozenset[int]) -> FileRow | None:
    """List the kept files, newest first, and give the one that is selected."""
    newest = sorted(files, key=lambda row: -row.id)
    event = st.dataframe(
        session.once(mine, ("files", *sorted(fresh)), lambda: _listed(newest, fresh)),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"files-{len(files)}",
        column_config={
            "File": st.column_config.TextColumn(width="medium"),
            "Recognised as": st.column_config.TextColumn(width="medium"),
            "Days covered": st.column_config.BarChartColumn(
                y_min=0, y_max=1, color="primary", help="A bar a month, from the first to the last that any file covers"
            ),
        },
        placeholder="",
        alt="Files kept",
    )
    chosen = event["selection"]["rows"]
    if not chosen:
        st.caption("Select a row to check its numbers, to see what was left out, to place the file, or to remove it.")
    return newest[chosen[0]] if chosen else None


def within(files: Sequence[FileRow]) -> coverage.Stretch:
    """Give the first and the last day that any of these files covers."""
    days = [day for row in files for stretch in coverage.stretches(row.report["sheets"]) for day in stretch]
    return (min(days), max(days)) if days else (date.min, date.min)


def waits(row: FileRow) -> bool:
    """Tell whether a file's numbers wait for an answer."""
    return bool(row.held) or (not row.channel and any(sheet["channel"] is None for sheet in _tables(row)))


def _listed(files: Sequence[FileRow], fresh: frozenset[int]) -> pd.DataFrame:
    first, last = within(files)
    stretches = [coverage.stretches(row.report["sheets"]) for row in files]
    return pd.DataFrame(
        {
            "File": [row.name for row in files],
            "Recognised as": [_recognised(row) for row in files],
            "State": ["waits for you" if waits(row) else "new" if row.id in fresh else "" for row in files],
            "From": [str(of[0][0]) if of else "" for of in stretches],
            "To": [str(max(end for _, end in of)) if of else "" for of in stretches],
            "Days covered": [coverage.months_known(of, first, last) if of else [] for of in stretches],
            "Rows": [sum(sheet["rows_kept"] for sheet in row.report["sheets"]) or None for row in files],
        }
    )


def _tables(row: FileRow) -> list[Json]:
    return [sheet for sheet in row.report["sheets"] if sheet["rows_kept"]]


def _recognised(row: FileRow) -> str:
    labels = dict.fromkeys(sheet["label"] for sheet in _tables(row) or row.report["sheets"] if sheet["label"])
    return ", ".join(labels)


def _icon(row: FileRow, tables: list[Json]) -> str:
    channel = _channel(row, tables)
    return f":material/{CHANNELS[channel].icon}:" if channel in CHANNELS else _UNPLACED if tables else _ALONE


def _channel(row: FileRow, tables: list[Json]) -> str:
    return next((sheet["channel"] or row.channel for sheet in tables if sheet["channel"] or row.channel), "")


def _sheet_line(sheet: Json, row: FileRow) -> str:
    days = period_text(date.fromisoformat(sheet["first_date"]), date.fromisoformat(sheet["last_date"]))
    left = sheet["rows_read"] - sheet["rows_kept"]
    rows = f"{count_text(sheet['rows_kept'])} rows kept" + (f", {count_text(left)} left out" if left > 0 else "")
    channel = sheet["channel"] or row.channel or "network not named"
    return plain_text(f"{sheet['label']} · {channel} · {days} · {rows}")


def _timeline(mine: Workspace, row: FileRow, days: coverage.Stretch) -> None:
    """Draw the days that the file covers within those of all files."""
    covered = coverage.stretches(row.report["sheets"])
    if covered:
        picture(
            mine,
            ("timeline", row.id, row.channel, covered, days),
            lambda: charts.timeline(covered, days, channel=_channel(row, _tables(row))),
            f"Days covered: {'; '.join(period_text(*stretch) for stretch in covered)}",
        )


def _references(row: FileRow) -> None:
    """Name the tables that are shown on their own, and lead to them where nothing else is in the file."""
    shown = [BY_KEY[sheet["export"]] for sheet in row.report["sheets"] if _is_reference(sheet)]
    if shown:
        names = dict.fromkeys(within_platform(export) for export in shown)
        st.caption(plain_text(f"Shown on their own, added to no number: {', '.join(names)}."))
    if shown and not _tables(row):
        st.page_link("tables.py", label="See the tables", icon=":material/table_chart:")


def _is_reference(sheet: Json) -> bool:
    return sheet["export"] in BY_KEY and BY_KEY[sheet["export"]].kind is Kind.REFERENCE


def warnings(row: FileRow) -> list[str]:
    """List what asks for attention: what the tables warn of, and what of a kept file could not be used."""
    warned = [text for sheet in row.report["sheets"] for text in sheet.get("warnings", ())]
    return [*warned, *(row.report["problems"] if _tables(row) else ())]


def _overlap_line(row: FileRow) -> str:
    if row.anew:
        return "These very bytes were loaded before, and let go since: the file was read anew, as of that day."
    if row.again:
        return "These very bytes were loaded before: nothing changed."
    done = row.overlap
    filled = f", {count_text(done.filled)} new values for records already known" if done.filled else ""
    new, corrected, same = (count_text(many) for many in (done.new, done.corrected, done.same))
    known = f"{new} new records, {corrected} corrected, {same} known before, 0 lost{filled}"
    return f"When it was loaded: {known}"


@for_editors
def _ask_where(mine: Workspace, row: FileRow, tables: list[Json], *, place: str) -> None:
    """Ask which network an unnamed table is about; without an answer its numbers are held back."""
    if not any(sheet["channel"] is None for sheet in tables):
        return
    answer = st.segmented_control(
        "This file does not say which network it is about. Its numbers wait for your answer.",
        placement.MAY_BE,
        default=row.channel or None,
        key=f"place-{row.id}-{place}",
    )
    if (answer or "") != row.channel:
        access.store().place_file(mine.id, row.id, channel=answer or "")
        st.rerun()


def _details(mine: Workspace, row: FileRow, *, place: str) -> None:
    """Hold the file's numbers against each other and say what was left out, once somebody looks."""
    opened = st.expander(
        "Check the numbers", icon=":material/fact_check:", key=f"details-{row.id}-{place}", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        lines = reconciliation.lines(row.name, row.report["sheets"], session.standings(mine))
        if lines:
            _reconciled(lines)
        for sheet in row.report["sheets"]:
            _sheet_details(sheet)


def _reconciled(lines: Sequence[reconciliation.Line]) -> None:
    st.markdown(reconciliation.verdict(lines))
    several = len({line.sheet for line in lines}) > 1
    columns = {
        "": ["✓" if line.agrees else "≠" for line in lines],
        **({"Table": [line.sheet for line in lines]} if several else {}),
        "Metric": [METRICS[line.metric].label for line in lines],
        "File's own total": [_number(line.metric, line.stated) for line in lines],
        "Its rows": [_number(line.metric, line.total) for line in lines],
        "Counts now": [_number(line.metric, line.counted) for line in lines],
    }
    if not any(line.stated is not None for line in lines):
        columns.pop("File's own total")
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        column_config={"": st.column_config.TextColumn(width="small")},
        alt="The file's own totals, the sums of its rows, and what of them counts now",
    )
    for why, metrics in _reasons(lines).items():
        st.caption(plain_text(f"{', '.join(metrics)}: {why}."))
    st.caption(
        "Its rows: plain sums, to check the file against the platform. "
        "Counts now: what your KPIs use of it, after newer files replaced older values."
    )


def _reasons(lines: Sequence[reconciliation.Line]) -> dict[str, list[str]]:
    """Put the metrics together that differ for the same reason."""
    reasons: dict[str, list[str]] = {}
    for line in lines:
        for why in line.why:
            reasons.setdefault(why, []).append(METRICS[line.metric].label)
    return {why: list(dict.fromkeys(metrics)) for why, metrics in reasons.items()}


def _number(metric: str, value: float | None) -> str:
    return "" if value is None else exact(value, METRICS[metric].unit)


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
        dropped = ", ".join(sheet["dropped_columns"])
        lines.append(f"Personal columns dropped: {dropped}. The file itself is not kept, only its numbers.")
    if sheet["unused_columns"]:
        lines.append(f"Columns not used: {', '.join(sheet['unused_columns'])}")
    st.caption("  \n".join(plain_text(line) for line in lines) or "Nothing was left out.")
