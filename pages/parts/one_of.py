"""One of a few ways to look at something: chosen by a click, kept in the address."""

from collections.abc import Mapping

import streamlit as st


def one_of(label: str, ways: Mapping[str, str], *, key: str, is_named: bool = True) -> str:
    """Offer ways by their names, the first one from the start; without its name shown, the label is for who cannot see.

    They are the same whatever the data say, so that a link keeps its choice.
    """
    first = next(iter(ways))
    picked = st.segmented_control(
        label,
        list(ways),
        format_func=ways.__getitem__,
        default=first,
        required=True,
        key=key,
        bind="query-params",
        persist_state="session",
        label_visibility="visible" if is_named else "collapsed",
    )
    return picked or first
