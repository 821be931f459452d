"""Many targets at once: a workbook to fill in, and what it would change, shown before anything is saved."""

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from uuid import uuid4

import pandas as pd
import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import Unit
from kpi.choice import Scope
from kpi.errors import KpiError
from kpi.formats import count_text, exact, period_text
from kpi.periods import Period
from kpi.reading.cells import READER
from kpi.store import Workspace
from kpi.targets import baseline as baselines
from kpi.targets.baseline import Baseline
from kpi.targets.sheet_read import Filled, Given, Row, read
from kpi.targets.sheet_write import template
from kpi.targets.target import Over, Target
from kpi.workbook.cells import Cell, Wrong
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.filled_in import SHEETS, XLSX, Uploaded, forget, uploaded
from pages.parts.scope import View
from pages.parts.words import plain_text

_UPLOADED = "sheet-uploaded"
_MOST_NAMED = 5
_MEANT = {False: "0.5 % (per cent)", True: "50 % (a share)"}


@for_editors
def targets_sheet(mine: Workspace) -> None:
    """Offer the template, take it back filled in, show what it would change, and save that when asked to."""
    opened = st.expander("Many at once", icon=":material/table:", key="targets-sheet", on_change="rerun")
    if not opened.open:
        return
    with opened:
        turn = st.session_state.setdefault("sheet-turn", 0)
        saved = st.session_state.get("sheet-saved", "")
        if saved and st.session_state.get(f"sheet-{turn}") is None:  # it stands until the next workbook comes
            st.success(plain_text(saved))
        st.markdown("Download the workbook, fill in a row for each target, and upload it again.")
        known = access.store().targets(mine.id)
        _download(mine, known)
        file = st.file_uploader("Filled-in workbook", type=list(SHEETS), key=f"sheet-{turn}")
        if file is None:
            return
        try:
            read_in = uploaded(file.name, file.getvalue(), reader=READER, row=Cell._make, slot=_UPLOADED)
            filled = _filled(mine, known, read_in)
        except KpiError as problem:
            st.error(plain_text(str(problem)))
            return
        _preview(mine, filled)
        _save(mine, filled)


def _download(mine: Workspace, known: Sequence[Target]) -> None:
    views = session.known_facts(mine).views
    seen = {view.channel for view in views} | {channel for target in known for channel in target.channels}
    channels = [name for name in CHANNELS if name in seen]
    made = session.once(
        mine,
        ("template", mine.plans_version),
        lambda: template(known, kpis=session.catalogue(mine).kpis, channels=channels),
    )
    st.download_button(
        "Download workbook",
        made,
        file_name=f"targets-{sha256(made).hexdigest()[:10]}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="sheet-template",
    )


def _filled(mine: Workspace, known: Sequence[Target], file: Uploaded[Cell]) -> Filled:
    """Say what a file comes to; where a percentage can be two, ask first."""
    filled = _compared(mine, known, file, shares=None)
    if filled.asks:
        meant = st.radio(
            "Percentages without a sign: what does 0.5 mean in them?",
            list(_MEANT),
            index=None,
            format_func=_MEANT.__getitem__,
            key=f"sheet-meant-{file.digest}",
            horizontal=True,
        )
        filled = filled if meant is None else _compared(mine, known, file, shares=meant)
    for note in (*file.notes, *filled.notes):
        st.caption(plain_text(note))
    return filled


def _compared(mine: Workspace, known: Sequence[Target], file: Uploaded[Cell], *, shares: bool | None) -> Filled:
    """Hold a file against the targets as they are, once a version, so that a new row keeps its id until it is saved."""
    kpis, money = session.catalogue(mine).kpis, session.currency(mine)
    facts, week = session.known_facts(mine), session.week(mine)
    given = Given(known, kpis, _starts(mine), lambda: str(uuid4()), clock.now(), facts, money, week)
    asked = ("targets sheet", file.digest, shares, mine.plans_version, money, week)
    return session.once(mine, asked, lambda: read(file.rows, given, shares=shares))


def _starts(mine: Workspace) -> Callable[[Target], Baseline]:
    """Give what works out where a target starts; targets of the same KPI, scope and days start from the same."""
    kpis, facts, week = session.catalogue(mine).kpis, session.known_facts(mine), session.week(mine)

    @cache
    def start(key: str, scope: Scope, window: Period, over: Over) -> Baseline:
        assumed = session.question_of(mine, key, View(window, scope)).assumptions
        return baselines.baseline(kpis[key], facts, scope, window, over=over, week=week, assumptions=assumed)

    return lambda target: start(target.kpi, target.scope, target.window, target.over)


def _preview(mine: Workspace, filled: Filled) -> None:
    """Show what is new, changed and wrong; texts of the file stand in tables, which show them as they are."""
    counts = len(filled.new), len(filled.changed), filled.unchanged, len({one.row for one in filled.wrong})
    new, changed, unchanged, wrong = (count_text(count) for count in counts)
    st.markdown(f"**{new} new · {changed} changed · {unchanged} unchanged · {wrong} with something wrong**")
    if filled.absent:
        names = ", ".join(_name(mine, target) for target in filled.absent[:_MOST_NAMED])
        more = f" and {count_text(len(filled.absent) - _MOST_NAMED)} more" if len(filled.absent) > _MOST_NAMED else ""
        st.caption(plain_text(f"Not in this file, and left as they are: {names}{more}. A missing row deletes nothing."))
    _table("Wrong: these rows are not saved", _wrong(filled.wrong))
    _table("Changed", _changed(mine, filled.changed))
    _table("New", _new(mine, filled.new))


def _table(title: str, rows: list[dict[str, str]]) -> None:
    if rows:
        st.markdown(f"###### {title}")
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _wrong(wrong: Sequence[Wrong]) -> list[dict[str, str]]:
    return [{"Cell": one.cell, "What is wrong": one.says} for one in wrong]


def _changed(mine: Workspace, changed: Sequence[Row]) -> list[dict[str, str]]:
    return [
        {"Row": str(row.number), "Target": _name(mine, row.target), "What": one.header, "Now": one.old, "Then": one.new}
        for row in changed
        for one in row.changes
    ]


def _new(mine: Workspace, new: Sequence[Row]) -> list[dict[str, str]]:
    money = session.currency(mine)
    return [
        {
            "Row": str(row.number),
            "Target": _name(mine, row.target),
            "Channels": ", ".join(row.target.channels) or "all channels",
            "Days": period_text(row.target.start, row.target.end),
            "Starts from": exact(row.target.baseline, _unit(mine, row.target), money),
            "Goal": exact(row.target.goal, _unit(mine, row.target), money),
            "Owner": row.target.owner,
            "Not SMART": " ".join(row.lacks),
        }
        for row in new
    ]


def _unit(mine: Workspace, target: Target) -> Unit:
    return session.catalogue(mine).kpis[target.kpi].unit


def _name(mine: Workspace, target: Target) -> str:
    kpi = session.catalogue(mine).kpis.get(target.kpi)
    return target.title or (kpi.label if kpi else target.kpi)


def _save(mine: Workspace, filled: Filled) -> None:
    good = [*filled.new, *filled.changed]
    label = f"Save {count_text(len(good))} target{'s' * (len(good) != 1)}"
    if not st.button(label, type="primary", icon=":material/check:", disabled=not good, key="sheet-save"):
        return
    for row in good:
        access.store().save_target(mine.id, row.target)
    st.session_state["sheet-saved"] = (
        f"Saved: {count_text(len(filled.new))} new, {count_text(len(filled.changed))} changed."
    )
    st.session_state["sheet-turn"] += 1
    forget(_UPLOADED)
    st.rerun()
