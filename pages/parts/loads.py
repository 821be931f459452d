"""Loads: what a drop brought in one sentence, its problems by their cause, and the way back."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import PurePath
from zoneinfo import ZoneInfo

import streamlit as st

from kpi.facts import Overlap
from kpi.formats import count_text, day_text
from kpi.store import FileRow, Workspace
from pages.parts import access, clock
from pages.parts.drop import Result
from pages.parts.editing import for_editors
from pages.parts.words import counted, named, plain_text

_PARTICULARS = re.compile(r"“[^”]*”|\d[\d.,]*")


def remove(mine: Workspace, rows: Sequence[FileRow], what: str) -> None:
    """Take files out of the workspace, and remember how to bring them back."""
    ids = tuple(row.id for row in rows)
    access.store().remove_files(mine.id, ids, removed_at=clock.now())
    st.session_state["removed"] = [*st.session_state.get("removed", []), (ids, what)]
    st.rerun()


@for_editors
def bring_back(mine: Workspace) -> None:
    """Offer what was removed in this session back, the newest first."""
    for ids, what in reversed(st.session_state.get("removed", [])):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain_text(f"{what} {'was' if len(ids) == 1 else 'were'} removed."))
            if st.button("Bring back", key=f"back-{ids[0]}-{len(ids)}", type="tertiary", icon=":material/undo:"):
                access.store().restore_files(mine.id, ids)
                st.session_state["removed"] = [one for one in st.session_state["removed"] if one[0] != ids]
                st.rerun()


def load_summary(mine: Workspace, results: Sequence[Result], *, waiting: int) -> None:
    """Say in one line what a drop brought, and offer to undo it."""
    added = [one for one in results if isinstance(one, FileRow) and not one.again]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="load"):
        st.markdown(f"##### {plain_text(load_sentence(results, waiting=waiting))}", width="stretch")
        if added and access.may_edit(mine) and st.button("Undo this load", icon=":material/undo:", key="undo-load"):
            remove(mine, added, counted(len(added)))


def load_sentence(results: Sequence[Result], *, waiting: int) -> str:
    """Say what a drop brought: files, records, what waits, what could not be read."""
    rows = [one for one in results if isinstance(one, FileRow)]
    again, anew = sum(row.again and not row.anew for row in rows), sum(row.anew for row in rows)
    new = [row.overlap for row in rows if not row.again and not row.held]
    failed = len(results) - len(rows)
    said = []
    if new:
        corrected, same = sum(one.corrected for one in new), sum(one.same for one in new)
        records = f"{count_text(sum(one.new for one in new))} new records"
        records += f", {count_text(corrected)} corrected" if corrected else ""
        records += f", {count_text(same)} known before" if same else ""
        brought = f"{records}, 0 lost" if any(one != Overlap(0, 0, 0) for one in new) else "tables that stand alone"
        said.append(f"{counted(len(new))} read: {brought}.")
    if again:
        said.append(f"{counted(again)} {'was' if again == 1 else 'were'} loaded before: nothing changed.")
    if anew:
        said.append(f"{counted(anew)} {'was' if anew == 1 else 'were'} loaded before, and read anew.")
    if waiting:
        wait = "waits for your answer." if waiting == 1 else "wait for your answer."
        whose = f"{waiting}" if new else f"{counted(waiting)} read, and {'it' if waiting == 1 else 'they'}"
        said.append(f"{whose} {wait}")
    if failed:
        said.append(f"{counted(failed)} could not be read.")
    return " ".join(said)


def problems(results: Sequence[Result]) -> None:
    """Say why files could not be used and what to do, once a cause."""
    for causes in by_cause([one for one in results if isinstance(one, tuple)]):
        names = [name for name, _ in causes]
        whose = plain_text(names[0]) if len(names) == 1 else counted(len(names))
        with st.container(border=True):
            was = "was" if len(names) == 1 else "were"
            st.markdown(f":red[:material/error:] **{whose}** {was} not loaded")
            first, problem = causes[0]
            st.markdown(plain_text(problem if len(names) == 1 else problem.removeprefix(f"{PurePath(first).stem}: ")))
            if len(names) > 1:
                st.caption(plain_text(named(names)))


def held_back(lines: Sequence[str]) -> None:
    """Say what is held back and why, once a cause; a line names its file before the colon."""
    causes: dict[str, list[str]] = {}
    for line in lines:
        name, colon, why = line.partition(": ")
        causes.setdefault(why if colon else line, []).extend([name] * bool(colon))
    for why, names in causes.items():
        files = f"{named(list(dict.fromkeys(names)))}: " if names else ""
        st.warning(plain_text(f"{files}{why}"), icon=":material/help:")


def by_cause(failed: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Put files with the same problem together, whatever names and numbers it quotes; the most frequent first."""
    causes: dict[str, list[tuple[str, str]]] = {}
    for name, problem in failed:
        cause = _PARTICULARS.sub("", problem.replace(name, "").replace(f"{PurePath(name).stem}: ", ""))
        causes.setdefault(cause, []).append((name, problem))
    return sorted(causes.values(), key=len, reverse=True)


@for_editors
def earlier_loads(mine: Workspace, files: Sequence[FileRow]) -> None:
    """List the loads, newest first, each with its undo, once somebody looks."""
    of = [list(rows) for _, rows in groupby(sorted(files, key=_moment), key=_moment)]
    opened = st.expander(f"Undo a load ({len(of)})", icon=":material/history:", key="loads", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for rows in reversed(of):
            with st.container(horizontal=True, vertical_alignment="center"):
                more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
                when = _here(rows[0].uploaded_at)
                said = f"{day_text(when.date())}, {when:%H:%M} · {counted(len(rows))} · {rows[0].name}{more}"
                st.markdown(plain_text(said), width="stretch")
                if st.button("Undo this load", key=f"undo-load-{rows[0].id}", type="tertiary", icon=":material/undo:"):
                    remove(mine, rows, counted(len(rows)))


def _moment(row: FileRow) -> datetime:
    return row.uploaded_at


def _here(moment: datetime) -> datetime:
    """Give a moment by the visitor's clock."""
    return moment.astimezone(ZoneInfo(st.context.timezone)) if st.context.timezone else moment
