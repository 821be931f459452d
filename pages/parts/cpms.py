"""A CPM a channel: what is known, where that is known from, and fields to try or keep one's own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

import streamlit as st

from kpi.catalogue.metrics import Unit
from kpi.cost import Cpm, Provenance
from kpi.errors import ChangedMeanwhile, KpiError
from kpi.formats import exact
from kpi.store import Assumption, Workspace
from pages.parts import access, clock, session, who
from pages.parts.cpm_source import cpm_source
from pages.parts.editing import for_editors
from pages.parts.kept_cpms import cpm_of
from pages.parts.meanwhile import by
from pages.parts.money import ask_currency
from pages.parts.scope import View
from pages.parts.words import plain_text

RULE = (
    "A CPM is what an ad costs for a thousand times that it is shown. "
    "What you type counts instead of what your ads tell, until you take it back. "
    "A benchmark counts only once you take it, and only until your ads tell the CPM."
)
_MOST = 1_000.0
_ENDS = "cpm-range"
_BADGES: dict[Provenance, tuple[str, Literal["green", "blue", "orange"]]] = {
    Provenance.COMPUTED: (":material/verified:", "green"),
    Provenance.TYPED: (":material/edit:", "blue"),
    Provenance.BENCHMARK: (":material/public:", "orange"),
}


def cpm_inputs(mine: Workspace, view: View) -> dict[str, Cpm]:
    """Ask for the CPM of each channel shown; give those in force, with what was filled in instead."""
    known = session.known_cpms(mine, view.period.end)
    st.caption(RULE)
    money = ask_currency(mine)
    ends = st.toggle(
        "Type low and high too",
        key=_ENDS,
        bind="query-params",
        persist_state="session",
        help="Without them the range is 30 % to either side, an assumption.",
    )
    tried, new = dict(known), []
    for channel in session.channels_seen(mine, view):
        filled = _line(mine, view, channel, known.get(channel), money, ends=ends)
        _remember(mine, channel, typed=filled is not None)
        if filled:
            tried[channel] = cpm_of(filled)
            new.append(filled)
    if new:
        _keep(mine, new)
    return tried


def fields(channels: Iterable[str]) -> tuple[str, ...]:
    """Name what can be filled in, as it stands in the address."""
    return (_ENDS, *(name for channel in channels for name in _keys(channel)))


def _line(mine: Workspace, view: View, channel: str, known: Cpm | None, money: str, *, ends: bool) -> Assumption | None:
    """Show a channel's fields over where its CPM comes from; give what was filled in, where that is new."""
    own, least, most = _keys(channel)
    with st.container(gap="xsmall"):
        line = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
        with line:
            base = _field(channel, own, known.base if known else None)
        low, high = _ends(channel, known, (least, most)) if ends else (None, None)
        filled = _new(known, _filled_in(channel, known, money, (base, low, high)))
        cpm = cpm_of(filled) if filled else known
        with line:
            cpm_source(mine, view, channel, cpm, money, fields=(own, least, most))
        _badge(cpm, is_new=filled is not None)
    return filled


def _ends(channel: str, known: Cpm | None, keys: tuple[str, str]) -> tuple[float | None, float | None]:
    with st.container(horizontal=True, gap="small"):
        low = _field(f"{channel}, low", keys[0], known.low if known else None)
        return low, _field(f"{channel}, high", keys[1], known.high if known else None)


def _filled_in(channel: str, known: Cpm | None, money: str, typed: tuple[float | None, ...]) -> Assumption | None:
    """Give what was typed as base, low and high, on the base that is known where only an end was."""
    base, low, high = typed
    value = known.base if base is None and known else base
    if value is None or typed == (None, None, None):
        return None
    return Assumption(channel, value, money, "", clock.now(), low, high)


def _field(label: str, key: str, known: float | None) -> float | None:
    return st.number_input(
        label,
        min_value=0.0,
        max_value=_MOST,
        value=None,
        step=0.1,
        format="%.2f",
        key=key,
        bind="query-params",
        persist_state="session",
        placeholder=f"{known:.2f}" if known is not None else "none",
    )


def _new(known: Cpm | None, filled: Assumption | None) -> Assumption | None:
    """Give what was filled in where it can be a CPM and is not the one in force."""
    if filled is None:
        return None
    try:
        tried = cpm_of(filled)
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return None
    same = known and replace(tried, provenance=known.provenance, says=known.says) == known
    return None if same else filled


def _badge(cpm: Cpm | None, *, is_new: bool) -> None:
    """Say where a CPM comes from, and its range."""
    if cpm is None:
        st.badge("No CPM known", icon=":material/help:", color="gray")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if is_new:
            st.badge("Tried, not kept", icon=":material/science:", color="violet")
        else:
            icon, color = _BADGES[cpm.provenance]
            st.badge(cpm.provenance.label, icon=icon, color=color)
        low, high = (exact(end, Unit.MONEY, cpm.currency) for end in (cpm.low, cpm.high))
        st.caption(plain_text(f"{low} to {high}"), width="content")


@for_editors
def _keep(mine: Workspace, new: list[Assumption]) -> None:
    """Offer to keep what was filled in, under a name."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = who.ask_who(mine, "cpm-who")
        wanted = st.button(
            "Keep these CPMs", icon=":material/check:", help="The weighted cost uses them on every page."
        )
    if not wanted:
        return
    if not name or not all(one.currency for one in new):
        st.error("Pick the currency of these CPMs first." if name else who.MISSING)
        return
    kept = [_put(mine, replace(one, typed_by=name)) for one in new]
    if all(kept):
        who.remember(name)
        st.rerun(scope="app")


def _remember(mine: Workspace, channel: str, *, typed: bool) -> None:
    """Remember which CPM was kept when somebody began to type another."""
    if typed:
        kept = next((one for one in session.kept_cpms(mine) if one.channel == channel), None)
        st.session_state.setdefault(_read(channel), kept)
    else:
        st.session_state.pop(_read(channel), None)


def _put(mine: Workspace, one: Assumption) -> bool:
    """Keep a CPM; where somebody was quicker say so, and keep it only when it is asked for once more."""
    try:
        access.store().save_assumption(mine.id, one, seen=st.session_state[_read(one.channel)])
    except ChangedMeanwhile as changed:
        theirs = changed.theirs if isinstance(changed.theirs, Assumption) else None
        st.session_state[_read(one.channel)] = theirs
        done = f"typed {exact(theirs.value, Unit.MONEY, theirs.currency)} for" if theirs else "took back the CPM of"
        said = f"{by(theirs.typed_by if theirs else '')} {done} {one.channel} meanwhile."
        st.warning(plain_text(f"{said} Yours is not kept yet: keep it once more to put it in place of that."))
        return False
    return True


def _read(channel: str) -> str:
    return f"cpm-read-{channel.lower()}"


def _keys(channel: str) -> tuple[str, str, str]:
    own = f"cpm-{channel.lower()}"
    return own, f"{own}-low", f"{own}-high"
