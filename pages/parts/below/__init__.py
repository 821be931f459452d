"""What stands below the large chart: one panel at a time, and none until somebody asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pages.parts.below.beside import second_kpi
from pages.parts.below.competitors import rivals
from pages.parts.below.conversion import conversions
from pages.parts.below.numbers import numbers
from pages.parts.below.posts import posts
from pages.parts.below.shown import Shown
from pages.parts.below.works import works

__all__ = ["Shown", "below"]


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: what it is called, and what draws it."""

    label: str
    draw: Callable[[Shown], None]


_PANELS = {
    "posts": Panel("Best and worst posts", posts),
    "works": Panel("When and what works", works),
    "numbers": Panel("The numbers", numbers),
    "beside": Panel("A second KPI", second_kpi),
    "rivals": Panel("Competitors", rivals),
    "conversions": Panel("Conversions", conversions),
}


def below(shown: Shown) -> None:
    """Offer the panels, the same for every KPI so that a link keeps its choice, and draw the chosen one."""
    chosen = st.segmented_control(
        "More about it",
        list(_PANELS),
        format_func=lambda key: _PANELS[key].label,
        key="more",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    if chosen:
        _PANELS[chosen].draw(shown)
