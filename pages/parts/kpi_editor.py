"""A KPI of one's own: its formula is checked and tried on the loaded data while it is typed."""

from dataclasses import replace

import streamlit as st

from kpi import charts, measure
from kpi.catalogue import completion
from kpi.catalogue.changes import kpi_faults, with_formula
from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.own import key_of, plainly
from kpi.catalogue.workspace import Catalogue
from kpi.errors import ChangedMeanwhile, FormulaError
from kpi.exports.feeds import never_together
from kpi.formats import period_text, short
from kpi.formula import LONGEST, parse
from kpi.periods import Step, last_months
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.cards import left_out_lines
from pages.parts.editing import for_editors
from pages.parts.fragment import fragment
from pages.parts.meanwhile import THEIRS, YOURS, whose
from pages.parts.picture import picture
from pages.parts.scope import View
from pages.parts.words import plain_text

_EDITED, _FORMULA, _GONE = "kpi-edited", "own-formula", "kpi-gone"
_READ, _THEIRS = "kpi-read", "kpi-theirs"
_NEW = Kpi("", "", "", "")
_UNITS = {
    Unit.COUNT: "a number",
    Unit.PERCENT: "percent",
    Unit.MONEY: "money",
    Unit.SECONDS: "a time",
    Unit.STARS: "stars",
}
_BETTER = {Better.HIGHER: "Higher", Better.LOWER: "Lower", Better.NEITHER: "Neither"}


def begin(kpi: Kpi = _NEW, kept: Kpi | None = None) -> None:
    """Open the editor: for a new KPI, or for one that is there, `kept` as it is."""
    state = st.session_state
    state[_EDITED], state[_READ], state[_THEIRS] = kpi.key, kept, None
    state["own-label"], state[_FORMULA], state["own-meaning"] = kpi.label, kpi.shown, kpi.meaning
    state["own-unit"], state["own-better"] = kpi.unit, kpi.better


@for_editors
def make_kpi(mine: Workspace) -> None:
    """Draw the button that opens the editor, or the editor; below it what was deleted last can be brought back."""
    if st.session_state.get(_EDITED) != _NEW.key:
        st.button("Make your own KPI", key="kpi-new", type="primary", icon=":material/add:", on_click=begin)
    edit_in_place(mine, _NEW)
    if gone := st.session_state.get(_GONE):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain_text(f"{gone.label} was deleted."), width="content")
            st.button(
                "Undo", key="kpi-undone", type="tertiary", icon=":material/undo:", on_click=_undo, args=(mine, gone)
            )


@for_editors
def edit_in_place(mine: Workspace, kpi: Kpi) -> bool:
    """Draw the editor where a KPI stands, if it is the one being edited; tell whether it is."""
    if st.session_state.get(_EDITED) != kpi.key:
        return False
    with st.container(border=True, key="kpi-editor"):
        _editor(mine)
    return True


@for_editors
def change_or_delete(mine: Workspace, kpi: Kpi) -> None:
    """Draw what can be done about a KPI of the workspace's own; one that is used says where, and stays."""
    users = _users(mine, kpi.key)
    kept = next((one for one in session.catalogue(mine).own.kpis if one.key == kpi.key), None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Edit", key=f"kpi-edit-{kpi.key}", icon=":material/edit:", on_click=begin, args=(kpi, kept))
        st.button(
            "Delete",
            key=f"kpi-delete-{kpi.key}",
            icon=":material/delete:",
            type="tertiary",
            disabled=bool(users),
            on_click=_delete,
            args=(mine, kpi.key),
        )
    if users:
        st.caption(plain_text(f"Used by {' and '.join(users)}. Take it out there before you delete it."))


@fragment
def _editor(mine: Workspace) -> None:
    known = session.catalogue(mine)
    former = next((kpi for kpi in known.own.kpis if kpi.key == st.session_state[_EDITED]), _NEW)
    st.subheader(f"Edit “{plain_text(former.label)}”" if former.key else "Make your own KPI")
    left, right = st.columns([3, 2], gap="large")
    with left:
        label = (st.text_input("Name", key="own-label", max_chars=60, placeholder="Comments per post") or "").strip()
        begun = replace(former, key=former.key or key_of(label, _taken(known)), label=label)
        written = _formula(known, begun)
        asked = _purpose()
        typed = replace(asked, key=begun.key, label=label, formula=_typed().strip())
        tried = written and replace(asked, key=begun.key, label=label, formula=written.formula, typed=written.typed)
        wrong = kpi_faults(typed, known)
        done = _finish(mine, typed, ready=tried is not None and not wrong)
        _meanwhile(mine, typed)
        for sentence in wrong if label else ():
            st.caption(f":material/info: {plain_text(sentence)}")
    with right:
        _preview(mine, tried)
    if done:
        st.rerun()


def _formula(known: Catalogue, begun: Kpi) -> Kpi | None:
    """Ask for the formula; give the KPI with it written out, or None where it cannot be worked out."""
    st.text_input(
        "Formula",
        key=_FORMULA,
        max_chars=LONGEST,
        live=True,
        placeholder="comments / posts",
        help="Metrics and KPIs by their keys, numbers, + - * / and parentheses. What your files do not hold is never "
        "taken for zero.",
    )
    written = _checked(known, replace(begun, formula=_typed())) if _typed().strip() else None
    _completions(known, begun.key)
    return written


def _checked(known: Catalogue, begun: Kpi) -> Kpi | None:
    """Say what the formula is made of, or what is wrong and where; a word that is being typed is not wrong yet."""
    try:
        written = with_formula(begun, known)
    except FormulaError as wrong:
        if completion.is_begun(begun.formula, wrong.position, known):
            st.caption("Go on typing, or choose below.")
            return None
        st.code(completion.marked(begun.formula, wrong.position), language=None)
        st.markdown(f":red[:material/error:] {plain_text(str(wrong))}")
        return None
    parts = [known.kpis[key].label if key in known.kpis else key for key in parse(plainly(written.shown)).names]
    st.markdown(f":green[:material/check:] {plain_text('Made of: ' + ', '.join(parts) + '.')}")
    if never_together(written):
        st.markdown(
            ":orange[:material/warning:] No channel's export holds all of these, and a KPI is worked out within a "
            "channel: it will have no value unless the missing numbers are typed."
        )
    return replace(written, typed=written.typed.strip())


def _purpose() -> Kpi:
    """Ask what the value is measured in, which way is better, and what it means."""
    unit = st.segmented_control(
        "It is", list(_UNITS), format_func=_UNITS.__getitem__, key="own-unit", required=True, wrap=True
    )
    better = st.segmented_control(
        "Better is", list(_BETTER), format_func=_BETTER.__getitem__, key="own-better", required=True
    )
    meaning = st.text_input(
        "What it means", key="own-meaning", max_chars=300, placeholder="How many answers a post brings."
    )
    given = (unit or Unit.COUNT, better or Better.HIGHER)
    return Kpi("", "", "", (meaning or "").strip(), unit=given[0], better=given[1])


def _typed() -> str:
    return st.session_state[_FORMULA] or ""


def _taken(known: Catalogue) -> set[str]:
    return {*known.kpis, *known.set_aside}


def _completions(known: Catalogue, key: str) -> None:
    """Offer the keys that the word at the end may become, every other key, and the signs."""
    text = _typed()
    found = completion.completions(text, known, without=key)
    if found:
        with st.container(horizontal=True, gap="xsmall", key="completions"):
            for one in found:
                after = completion.with_key(text, one, known)
                st.button(f"{known.kpis[one].label} · {one}", key=f"complete-{one}", on_click=_write, args=(after,))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.selectbox(
            "Put in a metric or KPI",
            completion.nameable(known, without=key),
            index=None,
            format_func=lambda one: f"{known.kpis[one].label} · {one}",
            placeholder="Search all metrics and KPIs",
            key="own-insert",
            on_change=_insert,
            args=(known,),
        )
        for sign in completion.SIGNS:
            st.button(f"\\{sign}", key=f"sign-{sign}", on_click=_write, args=(completion.with_sign(text, sign),))


def _preview(mine: Workspace, tried: Kpi | None) -> None:
    """Show the KPI's value for the last month of the data, and thirteen months of it."""
    default = measure.default_period(session.known_facts(mine))
    if default is None:
        st.caption("Once a file is loaded, the KPI is tried on it here.")
        return
    if tried is None:
        st.caption("As soon as the formula can be worked out, its value on your data stands here.")
        return
    money, trend = session.currency(mine), last_months(default.end, 13)
    answer = session.answer(mine, tried, View(default))
    days = period_text(default.start, default.end)
    st.caption(plain_text(f"{tried.label or 'Your KPI'}, {days}"))
    if answer.value is None:
        st.markdown(plain_text(f"Unknown: {answer.why_not}."))
    else:
        st.metric(days, short(answer.value, tried.unit, money), label_visibility="collapsed")
        st.caption(plain_text(" ".join(left_out_lines([answer]))))
    if abs(answer.value or 0) > 1 and tried.unit is Unit.PERCENT and "100" in tried.shown:
        st.caption(":material/info: Percent is worked out for you: leave out the × 100.")
    values = session.steps(mine, tried, View(default), period=trend, step=Step.MONTH)
    if values["value"].notna().any():
        picture(
            mine,
            ("try", tried, default, money),
            lambda: charts.trend(values, tried, step=Step.MONTH, currency=money),
            f"{tried.label or 'Your KPI'} by month, {period_text(trend.start, trend.end)}",
        )


def _finish(mine: Workspace, typed: Kpi, *, ready: bool) -> bool:
    with st.container(horizontal=True, vertical_alignment="center"):
        saved = st.button(
            "Save KPI",
            key="kpi-save",
            type="primary",
            icon=":material/check:",
            disabled=not ready,
            on_click=_save,
            args=(mine, typed),
        )
        return st.button("Cancel", key="kpi-cancel", type="tertiary", on_click=_close) or saved


def _users(mine: Workspace, key: str) -> list[str]:
    targets = [f"the target “{one.title or one.reason}”" for one in session.targets(mine) if one.kpi == key]
    return [*session.catalogue(mine).used_by(key), *targets]


def _write(text: str) -> None:
    st.session_state[_FORMULA] = text


def _insert(known: Catalogue) -> None:
    if key := st.session_state["own-insert"]:
        _write(completion.with_key(_typed(), key, known))
        st.session_state["own-insert"] = None


def _close() -> None:
    st.session_state[_EDITED] = None


def _save(mine: Workspace, typed: Kpi) -> None:
    if not st.session_state[_EDITED]:
        typed = replace(typed, key=key_of(typed.label, _taken(session.catalogue(access.workspace()))))
    try:
        access.store().save_kpi(mine.id, typed, seen=st.session_state[_READ])
    except ChangedMeanwhile as changed:
        st.session_state[_THEIRS] = (changed.theirs,)
    else:
        _close()


def _meanwhile(mine: Workspace, typed: Kpi) -> None:
    """Ask whose KPI stays where somebody was quicker."""
    asked: tuple[Kpi | None] | None = st.session_state[_THEIRS]
    if asked is None:
        return
    (theirs,) = asked
    said = "Somebody changed this KPI meanwhile." if theirs else "Somebody deleted this KPI meanwhile."
    lines = [f"{theirs.label}: {theirs.shown}", theirs.meaning] if theirs else []
    answer = whose("kpi", said, lines=lines, gone=theirs is None)
    if answer == YOURS:
        st.session_state.update({_READ: theirs, _THEIRS: None})
        _save(mine, typed)
    if answer == THEIRS:
        _close()
    if answer:
        st.rerun()


def _delete(mine: Workspace, key: str) -> None:
    """Delete a KPI, unless somebody has put it to use since the page was drawn: then the page says where."""
    if not _users(access.workspace(), key):
        st.session_state[_GONE] = access.store().delete_kpi(mine.id, key)


def _undo(mine: Workspace, gone: Kpi) -> None:
    """Bring a deleted KPI back; nothing names it, so that it may get another key where its own is taken by now."""
    taken = _taken(session.catalogue(access.workspace()))
    key = key_of(gone.label, taken) if gone.key in taken else gone.key
    access.store().save_kpi(mine.id, replace(gone, key=key))
    st.session_state[_GONE] = None
