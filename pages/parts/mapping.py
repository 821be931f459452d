"""Any other spreadsheet: what its columns hold, said once, with what would be loaded beside it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import BOUNDS, LEVELS, METRICS
from kpi.columns import Grain
from kpi.formats import count_text, exact, period_text
from kpi.layouts.holdings import AS_IT_STANDS, BY_LABEL, HOLDINGS, NETWORK, NOT_USED, UNITS
from kpi.layouts.layout import LONGEST_NAME, Choice, Layout, Row, faults
from kpi.layouts.learnt import Learnt
from kpi.reading.report import Json
from kpi.store import FileRow, Workspace
from pages.parts import access, teaching
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.questions import answer_form
from pages.parts.words import plain_text

_IN_A_COLUMN = "Named in a column"
_MOST_METRICS = 8
_MOST_AT_ONCE = 16
_SURE = {"sure": "●●●", "likely": "●●○", "unsure": "●○○"}


@dataclass(frozen=True, slots=True)
class _Table:
    """An unknown table of a kept file, with the guess about it and what was said of it before."""

    row: FileRow
    sheet: str
    guess: Json
    known: Layout | None = None


@for_editors
def unknown_tables(mine: Workspace, row: FileRow, *, place: str) -> None:
    """Offer to say what the unknown tables of a file hold."""
    tables = [_Table(row, sheet["sheet"], sheet["guess"]) for sheet in row.report["sheets"] if sheet.get("guess")]
    if not tables:
        return
    loaded = any(sheet["rows_kept"] for sheet in row.report["sheets"])
    what = "One more table" if loaded else "This is no platform's export that we know. It"
    st.markdown(f"{what} waits: say once what its columns hold, and the next file of this layout loads by itself.")
    with st.container(horizontal=True):
        for number, table in enumerate(tables[:_MOST_METRICS]):
            label = "Say what it holds" + (f": {table.sheet[:40]}" if len(tables) > 1 else "")
            key = f"map-{row.id}-{number}-{place}"
            if st.button(
                plain_text(label), key=key, type="secondary" if loaded else "primary", icon=":material/edit_note:"
            ):
                _say_what_it_holds(mine, table)


def edit_layout(mine: Workspace, layout: Layout, row: FileRow) -> None:
    """Open a declared layout again, over a file that is read by it."""
    without = teaching.learnt(mine).without(layout.fingerprint)
    report = teaching.tried(mine, row, without)
    for sheet in report["sheets"]:
        if sheet["guess"] and sheet["guess"]["fingerprint"] == layout.fingerprint:
            _say_what_it_holds(mine, _Table(row, sheet["sheet"], sheet["guess"], layout))


@dialog("What does this spreadsheet hold?", width="large", icon=":material/edit_note:")
def _say_what_it_holds(mine: Workspace, table: _Table) -> None:
    guess = table.guess
    name, rows = plain_text(table.row.name), f"{count_text(guess['rows'])} rows, {len(guess['columns'])} columns"
    filled = "What you said is filled in." if table.known else "Our guess is filled in: correct what is wrong."
    st.markdown(f"**{name}** · {rows}. {filled}")
    layout = _asked(table)
    wrong = faults(layout)
    for fault in wrong:
        st.warning(plain_text(fault), icon=":material/edit_note:")
    taught, loads = teaching.learnt(mine).taught(layout), False
    if not wrong:
        taught, report = _tried(mine, table.row, layout, taught)
        loads = _preview(report, layout)
        for caution in _posts_twice(_of(report, layout), mine):
            st.warning(plain_text(caution), icon=":material/content_copy:")
    if st.button("Load it", type="primary", icon=":material/check:", disabled=not loads, key="load-layout"):
        teaching.teach(mine, taught, about=[layout.fingerprint])
        st.rerun()


def _tried(mine: Workspace, row: FileRow, layout: Layout, taught: Learnt) -> tuple[Learnt, Json]:
    """Read the file as it would be loaded; where its cells leave something open, ask and read again."""
    report = teaching.tried(mine, row, taught)
    told = taught
    for sheet in _of(report, layout):
        for question in sheet["questions"]:
            told = answer_form(question, told, key="mapping")
    return told, teaching.tried(mine, row, told) if told != taught else report


def _asked(table: _Table) -> Layout:
    """Ask for all that a layout says."""
    guess, known = table.guess, table.known
    key = guess["fingerprint"]
    first, second, third = st.columns([2, 1, 1])
    name = first.text_input(
        "Call files like this",
        known.name if known else _name(table.row.name),
        key=f"layout-name-{key}",
        max_chars=LONGEST_NAME,
    )
    rows = [row.value for row in Row]
    row = second.selectbox("A row is", rows, rows.index(known.row if known else guess["row"]), key=f"layout-row-{key}")
    choices = _choices(table)
    named = any(choice.holds == NETWORK for choice in choices)
    channels = [_IN_A_COLUMN] if named else list(CHANNELS)
    guessed = known.channel if known else guess["channel"]
    at = channels.index(guessed) if guessed in channels else 0 if named else None
    channel = third.selectbox(
        "Network", channels, at, key=f"layout-channel-{key}-{named}", placeholder="Choose one", disabled=named
    )
    return Layout(key, name.strip(), Row(row), "" if named else channel or "", choices)


def _choices(table: _Table) -> tuple[Choice, ...]:
    """Ask what each column holds."""
    columns = table.guess["columns"]
    edited = st.data_editor(
        _grid(table),
        hide_index=True,
        num_rows="fixed",
        height="content" if len(columns) <= _MOST_AT_ONCE else "auto",
        key=f"layout-columns-{table.guess['fingerprint']}",
        disabled=["Column", "First values", "Why we think so"],
        column_config={
            "Column": st.column_config.TextColumn(width="medium"),
            "First values": st.column_config.TextColumn(width="medium"),
            "Holds": st.column_config.SelectboxColumn(options=list(BY_LABEL), required=True, width="medium"),
            "Unit": st.column_config.SelectboxColumn(
                options=list(UNITS), required=True, help="What one of its numbers is"
            ),
            "Why we think so": st.column_config.TextColumn(width="large"),
        },
    )
    if table.guess["more_columns"]:
        st.caption(f"{count_text(table.guess['more_columns'])} more columns stay unused.")
    said = zip(columns, edited["Holds"], edited["Unit"], strict=True)
    return tuple(
        Choice(column["name"], BY_LABEL[holds].key, UNITS[unit], column["place"])
        for column, holds, unit in said
        if BY_LABEL[holds].key != NOT_USED
    )


def _grid(table: _Table) -> pd.DataFrame:
    said = {(choice.name, choice.place): choice for choice in table.known.choices} if table.known else {}
    units = {times: unit for unit, times in UNITS.items()}
    rows = []
    for column in table.guess["columns"]:
        choice = said.get((column["name"], column["place"]))
        holds, unit = column["holds"], column["unit"]
        if table.known:
            holds, unit = (choice.holds, units[choice.times]) if choice else (NOT_USED, AS_IT_STANDS)
        name = column["name"] or f"column {column['at'] + 1}, without a name"
        why = "You said so." if table.known else f"{_SURE[column['sure']]} {column['why']}"
        rows.append((name, " · ".join(column["samples"]), HOLDINGS[holds].label, unit, why))
    return pd.DataFrame(rows, columns=["Column", "First values", "Holds", "Unit", "Why we think so"])


def _preview(report: Json, layout: Layout) -> bool:
    """Show what would be loaded; tell whether anything would."""
    sheets = [sheet for sheet in _of(report, layout) if sheet["rows_kept"]]
    asked = any(sheet["questions"] for sheet in _of(report, layout))
    if asked:
        st.caption("What would be loaded stands here once you have answered.")
    for problem in report["problems"] if not sheets and not asked else ():
        st.error(plain_text(problem), icon=":material/error:")
    for sheet in sheets:
        with st.container(border=True):
            st.markdown(f"**This is what loads:** {_line(sheet)}")
            _totals(sheet["totals"])
            for note in [*_left_out(sheet), *_cautions(sheet["totals"]), *sheet["notes"], *sheet["warnings"]]:
                st.caption(plain_text(note))
    return bool(sheets)


def _posts_twice(sheets: list[Json], mine: Workspace) -> list[str]:
    """Say which networks' posts stand in files of another export too: those of two exports cannot be matched."""
    known = [
        (row.name, sheet)
        for row in access.store().files(mine.id)
        for sheet in row.report["sheets"]
        if not row.held and sheet["rows_kept"] and sheet["grain"] == Grain.POST
    ]
    networks = {
        name for sheet in sheets if sheet["grain"] == Grain.POST for name in (sheet["channel"] or "").split(", ")
    }
    own = {sheet["export"] for sheet in sheets}
    twice = {
        sheet["channel"]: name for name, sheet in known if sheet["export"] not in own and sheet["channel"] in networks
    }
    return [
        f"{network} posts stand in “{file}” too. The same post in both may count twice: load one of the two."
        for network, file in twice.items()
    ]


def _of(report: Json, layout: Layout) -> list[Json]:
    """List the tables that are read by a layout."""
    return [sheet for sheet in report["sheets"] if sheet["export"] == layout.key]


def _line(sheet: Json) -> str:
    days = period_text(date.fromisoformat(sheet["first_date"]), date.fromisoformat(sheet["last_date"]))
    return plain_text(
        f"{count_text(sheet['rows_kept'])} of {count_text(sheet['rows_read'])} rows · {days} · {sheet['channel']}"
    )


def _totals(totals: Mapping[str, float]) -> None:
    with st.container(horizontal=True, gap="medium"):
        for key, total in list(totals.items())[:_MOST_METRICS]:
            st.metric(METRICS[key].label, exact(total, METRICS[key].unit), width="content")
    if len(totals) > _MOST_METRICS:
        st.caption(plain_text(", ".join(METRICS[key].label for key in list(totals)[_MOST_METRICS:])) + " besides")


def _left_out(sheet: Json) -> list[str]:
    causes = Counter(left["reason"] for left in sheet["rows_left_out"])
    rows = {reason: [left["row"] for left in sheet["rows_left_out"] if left["reason"] == reason] for reason in causes}
    return [
        f"{count} left out: {reason} (row {', '.join(map(str, rows[reason][:5]))})"
        for reason, count in causes.most_common(_MOST_METRICS)
    ]


def _cautions(totals: Mapping[str, float]) -> list[str]:
    """Say which totals are no sums that any other page would show."""
    bounds = [METRICS[key].label for key in totals if key in BOUNDS]
    levels = [METRICS[key].label for key in totals if key in LEVELS]
    said = {
        "a plain sum to check the file by; who was counted twice stands in it twice": bounds,
        "the last value, not a sum": levels,
    }
    return [f"{', '.join(labels)}: {what}." for what, labels in said.items() if labels]


def _name(file: str) -> str:
    """Suggest a name for a layout: the file's, without its ending and its figures."""
    words = re.sub(r"[\W\d_]+", " ", file.rpartition(".")[0] or file).strip()
    return (words[:1].upper() + words[1:])[:LONGEST_NAME]
