"""Where a channel's CPM comes from, opened: its quarters, a way back, and the ranges that were published."""

import streamlit as st

from kpi import cost
from kpi.catalogue.benchmarks import Benchmark, benchmarks_of, published_span
from kpi.catalogue.metrics import Unit
from kpi.cost import Cpm, Provenance
from kpi.formats import exact, period_text
from kpi.store import Assumption, Workspace
from pages.parts import session, who
from pages.parts.scope import View
from pages.parts.words import plain_text

_TAKEN = "cpm-taken"


def cpm_source(
    mine: Workspace, view: View, channel: str, cpm: Cpm | None, money: str, *, fields: tuple[str, ...]
) -> None:
    """Offer a channel's CPM for a closer look; `fields` are emptied where another one is to count."""
    opened = st.popover("Source", type="tertiary", key=f"source-{channel.lower()}", on_change="rerun", width="content")
    if not opened.open:
        return
    with opened:
        _told(mine, view, channel, cpm)
        _way_back(mine, view, channel, fields)
        if channel not in session.computed_cpms(mine, view.period.end):
            _published(mine, channel, money, fields)


def _told(mine: Workspace, view: View, channel: str, cpm: Cpm | None) -> None:
    """Say where the CPM comes from; of the ads export quarter by quarter, or why it tells none."""
    until = view.period.end
    if cpm:
        st.markdown(plain_text(f"{exact(cpm.base, Unit.MONEY, cpm.currency)}: {cpm.says}."))
    computed = session.computed_cpms(mine, until).get(channel)
    if computed is None:
        st.caption(plain_text(_why_none(mine, view).get(channel, "Nobody sells ads there.")))
        return
    if cpm and cpm.provenance is not Provenance.COMPUTED:
        price = exact(computed.base, Unit.MONEY, computed.currency)
        st.caption(plain_text(f"Not counted: your ads export tells {price}. {computed.says}."))
    facts = session.known_facts(mine)
    quarters = session.once(mine, ("quarters", channel, until), lambda: cost.quarters(facts, until, channel))
    told = [
        f"{period_text(days.start, days.end)}: {exact(price, Unit.MONEY, computed.currency)}"
        for days, price in quarters
    ]
    st.caption("By quarter  \n" + "  \n".join(map(plain_text, told)))
    st.caption("One CPM over these twelve months holds within a comparison, so that it moves by impressions alone.")


def _why_none(mine: Workspace, view: View) -> dict[str, str]:
    facts, until = session.known_facts(mine), view.period.end
    return session.once(mine, ("why no cpm", until), lambda: cost.why_none(facts, until))


def _way_back(mine: Workspace, view: View, channel: str, fields: tuple[str, ...]) -> None:
    """Let what was typed or taken be taken back, and that be undone."""
    kept = next((one for one in session.kept_cpms(mine) if one.channel == channel), None)
    taken: Assumption | None = st.session_state.get(_TAKEN)
    if kept:
        falls_back = "use the computed one" if channel in session.computed_cpms(mine, view.period.end) else ""
        what = "Take it back" + (f", {falls_back}" if falls_back else "")
        st.button(
            what, icon=":material/undo:", key=f"back-{channel}", on_click=_take_back, args=(mine, channel, fields)
        )
    elif taken and taken.channel == channel:
        price = exact(taken.value, Unit.MONEY, taken.currency)
        st.button(
            plain_text(f"Bring {price} back"),
            icon=":material/redo:",
            key=f"again-{channel}",
            on_click=_bring_back,
            args=(mine, taken),
        )


def _take_back(mine: Workspace, channel: str, fields: tuple[str, ...]) -> None:
    st.session_state[_TAKEN] = session.store().delete_assumption(mine.id, channel)
    _empty(fields)


def _bring_back(mine: Workspace, taken: Assumption) -> None:
    session.store().save_assumption(mine.id, taken)
    st.session_state.pop(_TAKEN, None)


def _published(mine: Workspace, channel: str, money: str, fields: tuple[str, ...]) -> None:
    """Offer the published ranges in the workspace's currency, with who published them; else say why not."""
    offered, span = benchmarks_of(channel), published_span(channel)
    if not offered or span is None:
        st.caption("No benchmark that names its source is known for this channel.")
        return
    code = offered[0].currency
    own = (session.currencies(mine) | {money}) - {"", code}
    if own:
        st.caption(
            f"Published ranges are in {code}, and you count in {' and '.join(sorted(own))}: nothing is converted, so "
            "none is offered. Type a CPM instead."
        )
        return
    st.caption(
        plain_text(
            f"What is published for {channel} runs from {exact(span[0], Unit.MONEY, code)} to "
            f"{exact(span[1], Unit.MONEY, code)}: take the range of those whom you want to reach."
        )
    )
    chosen = st.selectbox("Benchmark range", offered, index=None, format_func=_words, key=f"benchmark-{channel}")
    if chosen:
        st.caption(plain_text(f"{chosen.link}"))
        _take(mine, channel, chosen, fields)


def _words(published: Benchmark) -> str:
    low, high = (exact(end, Unit.MONEY, published.currency) for end in (published.low, published.high))
    return f"{low} – {high}: {published.says}" if published.low < published.high else f"{low}: {published.says}"


def _take(mine: Workspace, channel: str, chosen: Benchmark, fields: tuple[str, ...]) -> None:
    name = who.ask_who(mine, f"benchmark-who-{channel}")
    cpm, is_range = cost.benchmark(channel, chosen), chosen.low < chosen.high
    said = Assumption(
        channel,
        cpm.base,
        cpm.currency,
        name,
        session.now(),
        low=chosen.low if is_range else None,
        high=chosen.high if is_range else None,
        provenance=Provenance.BENCHMARK,
        source=chosen.says,
    )
    st.button(
        "Use this range",
        icon=":material/check:",
        key=f"take-{channel}",
        disabled=not name,
        help="" if name else who.MISSING,
        on_click=_keep,
        args=(mine, said, fields),
    )


def _keep(mine: Workspace, said: Assumption, fields: tuple[str, ...]) -> None:
    session.store().save_assumption(mine.id, said)
    who.remember(said.typed_by)
    _empty(fields)


def _empty(fields: tuple[str, ...]) -> None:
    for field in fields:
        st.session_state[field] = None
