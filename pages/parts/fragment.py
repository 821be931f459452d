"""A part of a page that reruns alone, and writes its figures as the page did when it drew it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from kpi import formats

_P = ParamSpec("_P")


def fragment(draw: Callable[_P, None]) -> Callable[_P, None]:
    """Make of a function a part that reruns alone; the frame, which says the locale, does not run with it."""

    @st.fragment
    @wraps(draw)
    def redrawn(locale: str, /, *args: _P.args, **kwargs: _P.kwargs) -> None:
        formats.speak(locale)
        draw(*args, **kwargs)

    @wraps(draw)
    def drawn(*args: _P.args, **kwargs: _P.kwargs) -> None:
        redrawn(formats.spoken(), *args, **kwargs)

    return drawn
