"""An objective as the workspace wants it: its KPIs put in, taken out, in another order; objectives of one's own."""

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from kpi.catalogue import changes
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.own import key_of
from kpi.catalogue.workspace import Catalogue
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.editing import for_editors
from pages.parts.fragment import dialog
from pages.parts.words import plain_text

_DRAFT, _UNDO, _CHOSEN, _FIRST = "objective-draft", "objective-undo", "objective", "growth"
_EDIT, _NEW = "edit", "new"
_WAYS = {_EDIT: ":material/tune: Edit this objective", _NEW: ":material/add: New objective"}


@for_editors
def objective_menu(mine: Workspace, chosen: Objective) -> None:
    """Draw what can be done about the objective on the page: edit it, make another, take back what was done last."""
    done, former = st.session_state.get(_UNDO) or ("", ("", None))
    can_undo = done and (former[0] == chosen.key or former[0] not in session.catalogue(mine).objectives)
    with st.container(horizontal=True, vertical_alignment="center", gap="small") if can_undo else nullcontext():
        picked = st.menu_button(
            "Edit objectives", list(_WAYS), key="objective-menu", type="secondary", icon=":material/tune:",
            format_func=_WAYS.__getitem__,
        )  # fmt: skip
        if can_undo:
            _offer_undo(mine, done, former)
    if picked:
        _open(mine, chosen if picked == _EDIT else Objective("", "", "", (), headline=""))
    if len(chosen.kpis) > changes.FEW:
        st.caption(f":material/info: {changes.TOO_MANY}")


def _offer_undo(mine: Workspace, done: str, former: tuple[str, Objective | None]) -> None:
    """Offer to take back what was last done to the objective on the page, or to one that is gone since."""
    st.caption(plain_text(done), width="content")
    st.button(
        "Undo", key="objective-undone", type="tertiary", icon=":material/undo:", on_click=_undo, args=(mine, former)
    )


def forget_what_is_gone(catalogue: Catalogue) -> None:
    """Choose again where the chosen objective, or the charted KPI, was deleted meanwhile."""
    state = st.session_state
    if state.get(_CHOSEN) not in (None, *catalogue.objectives):
        state[_CHOSEN] = _FIRST
    if state.get("kpi") not in (None, *catalogue.kpis):
        state["kpi"] = None


def promote(mine: Workspace, chosen: Objective, key: str) -> None:
    """Put a KPI or metric at the end of an objective."""
    label = session.catalogue(mine).kpis[key].label
    _keep(mine, changes.with_kpi(chosen, key), f"{label} was added to {chosen.label}.")


@dialog("Objective", width="medium", icon=":material/tune:")
def edit_objective(mine: Workspace) -> None:
    """Change an objective in a draft; nothing is kept before it is saved."""
    known = session.catalogue(mine)
    draft: Objective = st.session_state[_DRAFT]
    shipped = OBJECTIVES.get(draft.key)
    draft = draft if shipped else _named(draft)
    if shipped:
        st.markdown(f"**{plain_text(draft.label)}** · {plain_text(draft.question)}")
    _kpis(known, draft)
    _add(known, draft)
    if len(draft.kpis) > 1:
        _headline(known, draft)
    if len(draft.kpis) > changes.FEW:
        st.info(changes.TOO_MANY, icon=":material/info:")
    draft = st.session_state[_DRAFT]
    _finish(mine, known, draft)


def _open(mine: Workspace, draft: Objective) -> None:
    state = st.session_state
    state[_DRAFT], state["objective-label"], state["objective-question"] = draft, draft.label, draft.question
    edit_objective(mine)


def _named(draft: Objective) -> Objective:
    label = st.text_input("Name", key="objective-label", max_chars=60, placeholder="Product launch")
    question = st.text_input(
        "Question that it answers",
        key="objective-question",
        max_chars=120,
        placeholder="Do people talk about the new model?",
    )
    named = replace(draft, label=(label or "").strip(), question=(question or "").strip())
    st.session_state[_DRAFT] = named
    return named


def _kpis(known: Catalogue, draft: Objective) -> None:
    """List the objective's KPIs in their order, each with what moves it or takes it out."""
    with st.container(border=True, gap="xxsmall"):
        if not draft.kpis:
            st.caption("No KPI yet: add the one that answers the question.")
        for place, key in enumerate(draft.kpis):
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"draft-{key}"):
                st.markdown(plain_text(known.kpis[key].label), width="stretch")
                _icon("arrow_upward", "Move up", changes.moved(draft, key, -1), key, off=place == 0)
                _icon(
                    "arrow_downward", "Move down", changes.moved(draft, key, 1), key, off=place == len(draft.kpis) - 1
                )
                rest = [one for one in draft.kpis if one != key]
                _icon("close", "Take out", changes.with_kpis(draft, rest), key)


def _icon(icon: str, words: str, after: Objective, key: str, *, off: bool = False) -> None:
    st.button(
        f":material/{icon}:",
        key=f"{icon}-{key}",
        help=words,
        type="tertiary",
        disabled=off,
        on_click=_draft,
        args=(after,),
    )


def _add(known: Catalogue, draft: Objective) -> None:
    st.selectbox(
        "Add a KPI or metric",
        [key for key in known.kpis if key not in draft.kpis],
        index=None,
        format_func=lambda key: known.kpis[key].label + (" (metric)" if key in known.metrics else ""),
        placeholder="Search all KPIs and metrics",
        key="objective-add",
        on_change=_added,
        args=(draft,),
    )


def _added(draft: Objective) -> None:
    key = st.session_state["objective-add"]
    if key:
        _draft(changes.with_kpi(draft, key))
        st.session_state["objective-add"] = None


def _headline(known: Catalogue, draft: Objective) -> None:
    picked = st.selectbox(
        "Headline: the KPI that answers the question",
        draft.kpis,
        index=draft.kpis.index(draft.headline) if draft.headline in draft.kpis else 0,
        format_func=lambda key: known.kpis[key].label,
        key=f"headline-{'-'.join(draft.kpis)}",
    )
    st.session_state[_DRAFT] = replace(draft, headline=picked or draft.headline)


def _finish(mine: Workspace, known: Catalogue, draft: Objective) -> None:
    """Offer to save the draft, or to let go of what was changed before."""
    wrong = changes.objective_faults(draft, known)
    with st.container(horizontal=True, vertical_alignment="center"):
        done = st.button(
            "Save objective",
            key="objective-save",
            type="primary",
            icon=":material/check:",
            disabled=bool(wrong),
            on_click=_save,
            args=(mine, draft),
        )
        if known.is_changed(draft.key):
            done |= _let_go(mine, draft)
        if done or st.button("Cancel", key="objective-cancel", type="tertiary"):
            st.rerun()
    for sentence in wrong if draft.kpis or draft.label else ():
        st.caption(f":material/info: {plain_text(sentence)}")


def _let_go(mine: Workspace, draft: Objective) -> bool:
    back = draft.key in OBJECTIVES
    words, icon = ("As shipped", ":material/restart_alt:") if back else ("Delete", ":material/delete:")
    help_ = "Give it the KPIs and the headline that it is shipped with." if back else None
    return st.button(words, key="objective-let-go", icon=icon, help=help_, on_click=_delete, args=(mine, draft.key))


def _draft(after: Objective) -> None:
    st.session_state[_DRAFT] = after


def _save(mine: Workspace, draft: Objective) -> None:
    known = session.catalogue(mine)
    new = not draft.key
    if new:
        draft = replace(draft, key=key_of(draft.label, {*known.objectives, *OBJECTIVES}))
    _keep(mine, draft, f"{draft.label} was {'made' if new else 'changed'}.")
    if new:
        _choose(draft.key)


def _keep(mine: Workspace, after: Objective, sentence: str) -> None:
    """Keep an objective; one that is as shipped needs no change kept."""
    store, key = access.store(), after.key
    former = _changed(mine, key)
    if after == session.catalogue(mine).objectives.get(key):
        return
    if not changes.is_as_shipped(after):
        store.save_objective(mine.id, after)
    elif former:
        store.delete_objective(mine.id, key)
    st.session_state[_UNDO] = (sentence, (key, former))


def _delete(mine: Workspace, key: str) -> None:
    gone = access.store().delete_objective(mine.id, key)
    shipped = OBJECTIVES.get(key)
    said = f"{shipped.label} is as shipped again." if shipped else f"{gone.label} was deleted."
    st.session_state[_UNDO] = (said, (key, gone))
    if not shipped:
        _choose(_FIRST)


def _undo(mine: Workspace, former: tuple[str, Objective | None]) -> None:
    key, kept = former
    st.session_state[_UNDO] = None
    if kept:
        access.store().save_objective(mine.id, kept)
        _choose(key)
    elif _changed(mine, key):
        access.store().delete_objective(mine.id, key)


def _changed(mine: Workspace, key: str) -> Objective | None:
    return next((one for one in session.catalogue(mine).own.objectives if one.key == key), None)


def _choose(key: str) -> None:
    st.session_state[_CHOSEN] = key
    st.session_state["kpi"] = None
