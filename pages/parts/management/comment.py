"""The comment for a period: proposed by the numbers, edited and kept by whoever answers for them, taken back again."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

import streamlit as st

from kpi.errors import ChangedMeanwhile
from kpi.management.comment import LONGEST, MOST_LINES, Comment, tidy, too_long
from kpi.periods import Period
from kpi.store import Workspace
from pages.parts import access, clock
from pages.parts.editing import for_editors
from pages.parts.management.proposal import Proposal
from pages.parts.management.said import LABELS, PROPOSED, Said, said_of
from pages.parts.management.stood import Stood
from pages.parts.meanwhile import THEIRS, YOURS, by, whose
from pages.parts.scope import View
from pages.parts.words import plain_text

_HIGH = 280
"""Of what stands in the comment's place until it is written, so that nothing below it jumps."""
_EDITING, _TAKEN, _BY = "comment-editing", "comment-taken", "comment-by"
_READ, _THEIRS = "comment-read", "comment-theirs"
_PAIR = tuple[Comment, Comment | None]


def comment_of(mine: Workspace, view: View, keys: Sequence[str], found: Stood, currency: str) -> None:
    """Show what is said of a period, or the form in which that is changed."""
    st.subheader("Comment", anchor=False)
    with st.skeleton(height=_HIGH):
        said = said_of(mine, view, keys, found, currency)
    if st.session_state.get(_EDITING) == view.period and access.may_edit(mine):
        _form(mine, view.period, said.kept, said.proposed)
        return
    _parts(said.parts)
    if said.by:
        st.caption(plain_text(said.by))
    with st.container(key="screen-only-comment"):
        _about(said)
        _ways(mine, view.period, said.kept)


def _parts(said: Sequence[tuple[str, str]]) -> None:
    """Show the parts that say something, as they were typed: two beside two, on a phone one below the other."""
    told = [f"**{label}**  \n{_as_typed(text)}" for label, text in said]
    half = (len(told) + 1) // 2
    for column, texts in zip(st.columns(2, gap="medium"), (told[:half], told[half:]), strict=True):
        if texts:
            column.markdown("\n\n".join(texts))


def _as_typed(text: str) -> str:
    """Escape a text of several lines so that each of them stays one."""
    lines = (plain_text(line).replace("=", "\\=").replace("&", "\\&") for line in text.splitlines())
    return "  \n".join(line or "&nbsp;" for line in lines)


def _about(said: Said) -> None:
    """Say whose words these are, and which numbers are others than when they were written."""
    if said.kept is None:
        st.caption(f"{PROPOSED} What you change is kept for these days.")
    elif said.others:
        st.caption(plain_text(said.others))


@for_editors
def _ways(mine: Workspace, days: Period, kept: Comment | None) -> None:
    with st.container(horizontal=True, gap="small"):
        begun = _drafted(mine, days) is not None
        words = "Go on with your draft" if begun else "Edit"
        st.button(words, key="comment-edit", icon=":material/edit:", on_click=_edit, args=(days,))
        if kept:
            words, icon = "Back to the proposal", ":material/restart_alt:"
            st.button(words, key="comment-back", type="tertiary", icon=icon, on_click=_take, args=(mine, days))
        taken: Comment | None = st.session_state.get(_TAKEN)
        if taken and not kept and (taken.start, taken.end) == (days.start, days.end):
            st.button("Undo", key="comment-undo", type="tertiary", icon=":material/undo:", on_click=_undo, args=(mine,))


def _form(mine: Workspace, days: Period, kept: Comment | None, proposed: Proposal) -> None:
    said = kept.parts if kept else proposed.parts
    st.session_state.setdefault(_READ, kept)
    drafted = _drafted(mine, days) or said
    with st.container(key="screen-only-form"):
        texts = {
            part: st.text_area(label, drafted[part], max_chars=LONGEST, key=f"comment-{part}-{days.start}-{days.end}")
            for part, label in LABELS.items()
        }
        _keep_draft(mine, days, texts, said)
        who = st.text_input("Written by", kept.made_by if kept else st.session_state.get(_BY, ""), max_chars=80)
        with st.container(horizontal=True):
            saves = st.button("Save comment", key="comment-save", type="primary", icon=":material/check:")
            leaves = st.button("Cancel", key="comment-cancel", type="tertiary")
    if leaves:
        _leave(mine, days)
    if saves:
        _save(mine, days, {part: tidy(text or "") for part, text in texts.items()}, (who or "").strip(), proposed)
    _meanwhile(mine)


def _save(mine: Workspace, days: Period, texts: Mapping[str, str], who: str, proposed: Proposal) -> None:
    """Keep what was written, with what the figures read meanwhile; say what does not fit on the page."""
    long = [LABELS[part] for part, text in texts.items() if too_long(text)]
    if long or not any(texts.values()):
        limit = f"{', '.join(long)}: at most {MOST_LINES} lines, since the page prints on one sheet."
        st.error(limit if long else "Write at least one sentence, or cancel.")
        return
    st.session_state[_BY] = who
    written = Comment(days.start, days.end, **texts, made_by=who, made_at=clock.now(), seen=proposed.seen)
    _put(mine, written)


def _put(mine: Workspace, written: Comment) -> None:
    """Keep a comment and close its form, unless somebody was quicker."""
    try:
        access.store().save_comment(mine.id, written, seen=st.session_state[_READ])
    except ChangedMeanwhile as changed:
        theirs = changed.theirs if isinstance(changed.theirs, Comment) else None
        st.session_state[_THEIRS] = (written, theirs)
    else:
        _leave(mine, Period(written.start, written.end))


def _meanwhile(mine: Workspace) -> None:
    """Ask whose comment stays where somebody was quicker."""
    both: _PAIR | None = st.session_state.get(_THEIRS)
    if both is None:
        return
    written, theirs = both
    said, lines = "Somebody took this comment back meanwhile.", []
    if theirs:
        said = f"{by(theirs.made_by)} wrote another comment meanwhile."
        lines = [f"{label}: {theirs.parts[part]}" for part, label in LABELS.items() if theirs.parts[part]]
    answer = whose("comment", said, lines=lines, gone=theirs is None)
    if answer == THEIRS:
        _leave(mine, Period(written.start, written.end))
    if answer == YOURS:
        st.session_state.update({_READ: theirs, _THEIRS: None})
        _put(mine, written)
        st.rerun()


def _edit(days: Period | None) -> None:
    st.session_state.update({_EDITING: days, _THEIRS: None})
    st.session_state.pop(_READ, None)


def _leave(mine: Workspace, days: Period) -> None:
    """Close the form: what was typed was saved, or is not wanted."""
    access.store().save_draft(mine.id, access.person().id, _draft_of(days), None, at=clock.now())
    _edit(None)
    st.rerun()


def _drafted(mine: Workspace, days: Period) -> dict[str, str] | None:
    """Give what was typed of a period's comment and not saved."""
    return access.store().draft(mine.id, access.person().id, _draft_of(days))


def _keep_draft(mine: Workspace, days: Period, texts: Mapping[str, str | None], said: Mapping[str, str]) -> None:
    """Keep what is typed as it is typed, once it is anything but what the form began with."""
    typed = {part: text or "" for part, text in texts.items()}
    if typed != (_drafted(mine, days) or dict(said)):
        access.store().save_draft(mine.id, access.person().id, _draft_of(days), typed, at=clock.now())


def _draft_of(days: Period) -> str:
    return f"comment {days.start} {days.end}"


def _take(mine: Workspace, days: Period) -> None:
    st.session_state[_TAKEN] = access.store().delete_comment(mine.id, days)


def _undo(mine: Workspace) -> None:
    """Bring back what was taken, unless somebody has written another one by now, which then stands on the page."""
    with suppress(ChangedMeanwhile):
        access.store().save_comment(mine.id, st.session_state.pop(_TAKEN), seen=None)
