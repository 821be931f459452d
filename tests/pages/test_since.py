"""Whoever opens a link again is told what is new since, of what the link shows them and of nothing else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from kpi.management.comment import Comment
from kpi.store import NewFile, Note, Store, Workspace
from kpi.store.links import Shown, Shows
from tests.builders import TYPED_AT, day, records
from tests.pages.conftest import OCTOBER_1
from tests.store.builders import target

BEFORE = TYPED_AT + timedelta(days=1)
LATER = TYPED_AT + timedelta(days=2)
EVERYTHING = (
    f"Since you opened this on {BEFORE.day} Nov 2026, new data were loaded, 1 target was set or changed, "
    "a comment was written and a note was made."
)


def said(store: Store, what: Shown, before: datetime | None = BEFORE) -> str:
    """Say what the page of a link says at its end."""

    def script() -> None:
        import streamlit as st

        from pages.parts import access
        from pages.parts.sharing.since import since

        state = st.session_state
        state["said"] = since(access.workspace(), state["what"], state["before"])

    session = AppTest.from_function(script, default_timeout=60)
    for name, value in {"store": store, "what": what, "before": before}.items():
        session.session_state[name] = value
    session.run()
    assert not session.exception
    return str(session.session_state["said"])


def everything(store: Store, mine: Workspace, at: datetime, *, held: str = "") -> None:
    """Let something of every kind come at a moment."""
    new = NewFile("more.csv", b"more", {"sheets": []}, records(day("2026-11-01", **OCTOBER_1)), held=held)
    store.add_files(mine.id, [new], uploaded_at=at)
    store.save_target(mine.id, replace(target(at=at), kpi="impressions"))
    store.save_comment(mine.id, Comment(date(2026, 10, 1), date(2026, 10, 31), "Up.", "", "", "", "Ana", at))
    store.save_note(mine.id, Note("00000000-0000-4000-8000-000000000009", date(2026, 10, 5), "Fair", "Ana", at))


def test_the_first_time_there_is_nothing_to_tell(store, mine):
    everything(store, mine, LATER)

    assert said(store, Shown(), None) == ""


def test_everything_that_came_since_is_told(store, mine):
    everything(store, mine, LATER)

    assert said(store, Shown()) == EVERYTHING


def test_what_was_there_already_is_not_told(store, mine):
    everything(store, mine, BEFORE)

    assert said(store, Shown()).endswith("2026, nothing has changed.")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (Shown(notes=False), "new data were loaded, 1 target was set or changed and a comment was written."),
        (Shown(Shows.OBJECTIVE, "awareness"), "new data were loaded and a note was made."),
        (Shown(Shows.TARGETS, notes=False), "new data were loaded and 1 target was set or changed."),
    ],
    ids=["without notes", "an objective", "targets"],
)
def test_of_what_the_link_does_not_show_nothing_is_told(store, mine, what, told):
    everything(store, mine, LATER)

    assert said(store, what).endswith(f"2026, {told}")


def test_a_file_that_waits_is_no_new_data(store, mine):
    everything(store, mine, LATER, held="account")

    assert said(store, Shown(Shows.OBJECTIVE, "awareness", notes=False)).endswith("2026, nothing has changed.")
