"""A part of a page that reruns alone, and writes its figures as the page did when it drew it."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Literal, ParamSpec

import streamlit as st

from kpi import formats

_P = ParamSpec("_P")
_Drawn = Callable[_P, None]


def fragment(draw: _Drawn[_P]) -> _Drawn[_P]:
    """Make of a function a part that reruns alone."""
    return _carrying(st.fragment, draw)


def every(seconds: float) -> Callable[[_Drawn[_P]], _Drawn[_P]]:
    """Make of a function a part that reruns alone, by itself again and again."""
    return partial(_carrying, st.fragment(run_every=seconds))


def dialog(
    title: str, *, width: Literal["small", "medium", "large"] = "small", icon: str | None = None
) -> Callable[[_Drawn[_P]], _Drawn[_P]]:
    """Make of a function what opens above the page, and reruns alone while it is open."""
    return partial(_carrying, st.dialog(title, width=width, icon=icon))


def _carrying(alone: Callable[[Callable[..., None]], Callable[..., Any]], draw: _Drawn[_P]) -> _Drawn[_P]:
    """Carry the locale along: the frame, which says it, does not run with the part."""

    @alone
    @wraps(draw)
    def redrawn(locale: str, /, *args: _P.args, **kwargs: _P.kwargs) -> None:
        formats.speak(locale)
        draw(*args, **kwargs)

    @wraps(draw)
    def drawn(*args: _P.args, **kwargs: _P.kwargs) -> None:
        redrawn(formats.spoken(), *args, **kwargs)

    return drawn
