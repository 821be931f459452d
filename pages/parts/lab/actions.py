"""What can be made of an estimate: a scenario under a name, a link that opens it again, a target."""

from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from kpi.errors import KpiError
from kpi.lab import Scenario, estimate
from pages.parts import access, clock
from pages.parts.fragment import dialog, fragment
from pages.parts.lab.bench import Bench, bench_of, filled_in, tried
from pages.parts.lab.scenarios import CHOSEN
from pages.parts.lab.to_target import make_target
from pages.parts.scope import View
from pages.parts.words import plain_text

_LONGEST = 60


@fragment
def actions(view: View) -> None:
    """Offer what can be made of what is tried, read at the moment of the click."""
    bench = bench_of(access.workspace(), view)
    with st.container(horizontal=True, gap="small", key="lab-actions"):
        may_edit = access.may_edit(bench.mine)
        if may_edit and st.button("Save as scenario", icon=":material/bookmark_add:"):
            _save(bench)
        if st.button("Copy link", icon=":material/link:"):
            _link(bench)
        if may_edit and st.button("Make this a target", icon=":material/sports_score:"):
            make_target(bench)


@dialog("Save as scenario")
def _save(bench: Bench) -> None:
    """Ask for a name, and keep what is tried with the impressions that it stands on."""
    try:
        estimate(tried(bench), bench.ground)
    except KpiError as problem:
        st.error(plain_text(str(problem)))
        return
    with st.form("save-scenario", border=False):
        name = st.text_input("Name", max_chars=_LONGEST, placeholder="For example Twice the reels")
        if not st.form_submit_button("Save", type="primary", icon=":material/check:"):
            return
    if not name.strip():
        st.error("Give it a name.")
        return
    made = scenario_of(bench, name.strip())
    access.store().save_scenario(bench.mine.id, made)
    st.session_state[CHOSEN] = [*st.session_state.get(CHOSEN, ()), made.id][-2:]
    st.rerun()


def scenario_of(bench: Bench, name: str) -> Scenario:
    """Make a scenario of what is tried."""
    scope = bench.view.scope
    return Scenario(
        id=str(uuid4()),
        name=name,
        period=bench.view.period,
        until=bench.ground.period.end,
        channels=scope.channels,
        accounts=scope.accounts,
        inputs=tried(bench),
        seen=bench.ground.impressions,
        made_by="you",
        made_at=clock.now(),
        filled_in=filled_in(),
    )


@dialog("Copy link", width="medium")
def _link(bench: Bench) -> None:
    """Show the address that opens the same estimate: its days stand in it too, so that later files do not move it."""
    st.caption("Who opens it with access to this workspace sees the same days, channels and inputs.")
    st.code(address(bench, (st.context.url or "").partition("?")[0]), language=None, wrap_lines=True)


def address(bench: Bench, page: str) -> str:
    """Write the address of what is tried."""
    period, scope = bench.view.period, bench.view.scope
    told: list[tuple[str, object]] = [("dates", day.isoformat()) for day in (period.start, period.end)]
    told += [("channels", channel) for channel in scope.channels]
    told += [(name, _plain(value)) for name, value in filled_in().items()]
    return f"{page}?{urlencode(told)}"


def _plain(value: float | str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
