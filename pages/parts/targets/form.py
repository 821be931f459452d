"""The form that sets or edits a target: it checks as you type, and shows the path before you save."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

import streamlit as st

from kpi.catalogue.kpis import Kpi
from kpi.errors import ChangedMeanwhile
from kpi.store import Workspace
from kpi.targets.checks import Check, Verdict
from kpi.targets.smart import Place, unsmart
from kpi.targets.target import Target
from pages.parts import access, clock, session
from pages.parts.fragment import fragment
from pages.parts.meanwhile import THEIRS, YOURS, whose
from pages.parts.targets import begun
from pages.parts.targets.besides import guards_field, milestones_field, parts_field
from pages.parts.targets.change import told_meanwhile, who
from pages.parts.targets.checks import counted
from pages.parts.targets.fields import Form
from pages.parts.targets.goal import goal_field, no_goal_yet, start_field
from pages.parts.targets.grounds import refusals
from pages.parts.targets.more import beyond_fields, over_field, sector_fields, sense_field
from pages.parts.targets.preview import preview
from pages.parts.targets.what import channels_field, dates_field, kpi_field

_MOVES = ("sales", "leads", "bookings", "hiring", "loyalty", "reputation")
_DRAFT, _NEW = "draft-target", "new"
_WIDE = (8, 7)


@fragment
def target_form(mine: Workspace, known: Target | None, *, as_of: date) -> None:
    """Ask for all that makes a target, beside it the path and the five checks; each keystroke reruns the form alone."""
    going_on = begun.going_on(known.id) if known else None
    form = Form(mine, going_on.typed if going_on else known, session.currency(mine))
    _begin(form, going_on.read if going_on else known)
    left, right = st.columns(_WIDE, gap="large")
    with left:
        draft, kpi = _fields(form, as_of)
    wrong = [*refusals(mine, draft), *form.unresolved]
    if no_goal_yet(form, kpi):
        wrong = [fault for fault in wrong if fault.at is not Place.GOAL or fault in form.unresolved]
    form.say(wrong)
    begun.keep(mine, draft, st.session_state[form.key("read")])
    with right:
        found = preview(form, draft, kpi, wrong)
        _save(form, draft, found, is_whole=not wrong and draft.goal > 0)


def _fields(form: Form, as_of: date) -> tuple[Target, Kpi]:
    """Draw the fields in the order in which people think, and read them in the order in which they depend."""
    what, when, start, goal, who = (st.container() for _ in range(5))
    more = st.expander("More", icon=":material/tune:", key=form.key("more"))
    with what:
        kpi = kpi_field(form)
        draft = channels_field(form, replace(form.known or _new(), kpi=kpi.key))
    with when:
        draft = dates_field(form, draft, as_of=as_of)
    with more:
        draft = sense_field(form, over_field(form, draft), kpi)
    with start:
        draft = start_field(form, draft, kpi) if draft.end >= draft.start else draft
        form.said_here(Place.BASELINE)
    with goal:
        draft = goal_field(form, draft, kpi) if draft.end >= draft.start else draft
        form.said_here(Place.GOAL)
    with who:
        draft = _who_and_why(form, draft)
    with more:
        draft = sector_fields(form, beyond_fields(form, draft, kpi), kpi)
        draft = guards_field(form, parts_field(form, milestones_field(form, draft, kpi), kpi), kpi)
    return replace(draft, updated_at=clock.now(), formula=kpi.formula), kpi


def _new() -> Target:
    """Begin a target of which nothing is said yet; it keeps its id as long as the form stands open."""
    now = clock.now()
    today = now.date()
    name: str = st.session_state.setdefault(_DRAFT, str(uuid4()))
    return Target(name, "", (), (), today, today, None, 0.0, "", "", now, now)


def _who_and_why(form: Form, draft: Target) -> Target:
    owner_, moves_ = st.columns(2)
    owner = owner_.text_input(
        "Owner", key=form.first(form.key("owner"), draft.owner), max_chars=60, placeholder="Who sees to it", live=True
    )
    moves = moves_.selectbox(
        "It moves",
        ["", *_MOVES],
        format_func=lambda one: one or "not said",
        key=form.first(form.key("moves"), draft.moves if draft.moves in _MOVES else ""),
        help="What of the business it is for.",
    )
    reason = st.text_input(
        "Why it matters",
        key=form.first(form.key("reason"), draft.reason),
        max_chars=200,
        placeholder="In a line: what is better for whom when it is reached",
        live=True,
    )
    title = st.text_input(
        "Title",
        key=form.first(form.key("title"), draft.title),
        max_chars=80,
        placeholder="In your own words (may stay empty)",
        live=True,
    )
    return replace(draft, owner=owner.strip(), reason=reason.strip(), title=title.strip(), moves=moves or "")


def _save(form: Form, draft: Target, found: Sequence[Check], *, is_whole: bool) -> None:
    """Offer to save what can be held against data; what is not SMART says so, and may be saved all the same."""
    lacking = bool(unsmart(session.judged(form.mine, draft), kpis=session.catalogue(form.mine).kpis))
    is_unsmart = lacking or any(one.verdict is Verdict.BAD for one in found)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = "Save all the same" if is_unsmart and is_whole else "Save target"
        if st.button(label, type="primary", icon=":material/check:", key=form.key("save"), disabled=not is_whole):
            _put(form, replace(draft, unsmart=is_unsmart))
        if st.button("Cancel", key=form.key("cancel"), type="tertiary"):
            _leave(form)
        st.caption(_said(found, is_whole=is_whole, is_unsmart=is_unsmart, has_goal=draft.goal > 0))
    _meanwhile(form, replace(draft, unsmart=is_unsmart), is_whole=is_whole)


def _begin(form: Form, known: Target | None) -> None:
    """Remember what the target was when its form was opened: what others change meanwhile shows against that."""
    if form.key("owner") not in st.session_state:
        is_new = st.session_state.get("editing") == _NEW
        st.session_state[form.key("read")] = None if is_new else known
        st.session_state.pop(form.key("theirs"), None)


def _put(form: Form, target: Target) -> None:
    """Keep the target and close the form, unless somebody was quicker."""
    try:
        seen = st.session_state[form.key("read")]
        access.store().save_target(form.mine.id, target, who=who(), seen=seen)
    except ChangedMeanwhile as changed:
        st.session_state[form.key("theirs")] = (changed.theirs,)
    else:
        _leave(form)


def _meanwhile(form: Form, target: Target, *, is_whole: bool) -> None:
    """Ask whose change stays where somebody was quicker."""
    asked: tuple[Target | None] | None = st.session_state.get(form.key("theirs"))
    if asked is None:
        return
    (theirs,) = asked
    said, lines = told_meanwhile(form.mine, st.session_state[form.key("read")] or target, theirs)
    answer = whose(target.id, said, lines=lines, gone=theirs is None)
    if answer == THEIRS:
        _leave(form)
    if answer == YOURS and is_whole:
        del st.session_state[form.key("theirs")]
        st.session_state[form.key("read")] = theirs
        _put(form, target)
        st.rerun(scope="fragment")


def _said(found: Sequence[Check], *, is_whole: bool, is_unsmart: bool, has_goal: bool) -> str:
    if not is_whole:
        return "Mend what stands in red." if has_goal else "Give a goal first."
    return f"{counted(found)}.{' It is kept as not SMART yet.' if is_unsmart else ''}"


def _leave(form: Form) -> None:
    """Close the form; the next one begins anew."""
    state = st.session_state
    begun.forget(form.mine, state[form.key("read")])
    state.update(editing="", draft=None)
    state.pop(_DRAFT, None)
    form.empty()
    for name in ("new", "on"):
        st.query_params.pop(name, None)
    st.rerun()
