"""What the holder of a link may choose: days, a comparison where no days were set, and of its channels some."""

from datetime import date

import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.store.links import Shown, Shows
from pages.parts.scope import AGAINST, Asked


def filters(what: Shown, *, compares: bool) -> Asked:
    """Offer what stays within the scope of a link; of targets, which have days of their own, nothing."""
    if not compares:
        return Asked((), (), "before", "auto")
    with st.container(key="screen-only-scope", horizontal=True, vertical_alignment="bottom", gap="small"):
        channels = _channels(what)
        dates = _dates(what)
        against = "before" if what.days else _against()
    return Asked(channels, dates, against, "auto")


def _against() -> str:
    """Offer what to compare with; a link to certain days tells of no others."""
    chosen = st.selectbox("Compare with", list(AGAINST), format_func=AGAINST.__getitem__, key="against", width=160)
    return chosen or "before"


def _channels(what: Shown) -> tuple[str, ...]:
    """Offer channels of an objective: the other pages are about all of them."""
    offered = what.channels or tuple(CHANNELS)
    if what.page is not Shows.OBJECTIVE or len(offered) == 1:
        return ()
    chosen = st.multiselect("Channels", offered, placeholder="All that are shared", key="channels", width=250)
    return tuple(chosen)


def _dates(what: Shown) -> tuple[date, ...]:
    days = what.days
    chosen = st.date_input(
        "Dates",
        value=(),  # type: ignore[arg-type]  # an empty range is one
        min_value=days.start if days else None,
        max_value=days.end if days else None,
        key="dates",
        format="YYYY-MM-DD",
        width=232,
        help="Empty means the days that were shared." if days else "Empty means the last calendar month of the data.",
    )
    return tuple(chosen) if isinstance(chosen, tuple) else ()
