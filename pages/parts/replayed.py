"""What is drawn once a question and replayed afterwards: Streamlit keeps the finished messages."""

from collections.abc import Callable, Hashable

import streamlit as st

from kpi.store import Workspace
from pages.parts.shelf import asked_here


@st.cache_resource(show_spinner=False, max_entries=3_000)
def _drawn(question: str, _draw: Callable[[], None]) -> None:  # noqa: ARG001
    _draw()


def replayed(mine: Workspace, question: tuple[Hashable, ...], draw: Callable[[], None]) -> None:
    """Draw something that holds no widget once a question; later runs replay it.

    The question tells everything that the drawing depends on besides the workspace: a change of its facts, or of what
    people set in it, draws anew.
    """
    asked = asked_here(mine.id, mine.facts_version, mine.plans_version, *question)
    _drawn(question=repr(asked), _draw=draw)  # by name: else Streamlit inspects the function at every replay
