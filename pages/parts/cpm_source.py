"""Where a channel's CPM comes from, opened: its quarters, a way back, and the ranges that were published."""

import streamlit as st

from kpi import cost
from kpi.catalogue.benchmarks import Benchmark, benchmarks_of, published_span
from kpi.catalogue.metrics import Unit
from kpi.cost import Cpm, Provenance
from kpi.formats import exact, period_text
from kpi.store import Assumption, Workspace
from pages.parts import access, clock, session, who
from pages.parts.editing import for_editors
from pages.parts.scope import View
from pages.parts.words import plain_text


def cpm_source(
    mine: Workspace, view: View, channel: str, cpm: Cpm | None, money: str, *, fields: tuple[str, ...]
) -> None:
    """Offer a channel's CPM for a closer look; `fields` are emptied where another one is to count."""
    opened = st.popover("Source", type="tertiary", key=f"source-{channel.lower()}", on_change="rerun", width="content")
    if not opened.open:
        return
    with opened:
        _told(mine, view, channel, cpm)
        kept = next((one for one in session.kept_cpms(mine) if one.channel == channel), None)
        is_computed = channel in session.computed_cpms(mine, view.period.end)
        _way_back(mine, channel, kept, fields, falls_back=is_computed)
        if not is_computed and (kept is None or kept.provenance is Provenance.BENCHMARK):
            _published(mine, channel, money, fields)


def _told(mine: Workspace, view: View, channel: str, cpm: Cpm | None) -> None:
    """Say where the CPM comes from; of the ads export quarter by quarter, or why it tells none."""
    until = view.period.end
    if cpm:
        st.markdown(plain_text(f"{exact(cpm.base, Unit.MONEY, cpm.currency)}: {cpm.says}."))
    computed = session.computed_cpms(mine, until).get(channel)
    if computed is None:
        st.caption(plain_text(_why_none(mine, view).get(channel, "No export of its ads can be read.")))
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


@for_editors
def _way_back(
    mine: Workspace, channel: str, kept: Assumption | None, fields: tuple[str, ...], *, falls_back: bool
) -> None:
    """Let what was typed or taken be taken back, and that be undone."""
    taken: Assumption | None = st.session_state.get(_taken(mine, channel))
    if kept:
        what = "Take it back, use the computed one" if falls_back else "Take it back"
        st.button(
            what, icon=":material/undo:", key=f"back-{channel}", on_click=_take_back, args=(mine, channel, fields)
        )
    elif taken:
        price = exact(taken.value, Unit.MONEY, taken.currency)
        st.button(
            plain_text(f"Bring {price} back"),
            icon=":material/redo:",
            key=f"again-{channel}",
            on_click=_bring_back,
            args=(mine, taken),
        )


def _take_back(mine: Workspace, channel: str, fields: tuple[str, ...]) -> None:
    st.session_state[_taken(mine, channel)] = access.store().delete_assumption(mine.id, channel)
    _empty(fields)


def _bring_back(mine: Workspace, taken: Assumption) -> None:
    access.store().save_assumption(mine.id, taken)
    st.session_state.pop(_taken(mine, taken.channel), None)


@for_editors
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
    chosen = st.selectbox("Benchmark range", offered, index=None, format_func=_words, key=_chosen(channel))
    if chosen:
        st.caption(plain_text(f"{_words(chosen)}. {chosen.link}"))
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
        clock.now(),
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
    access.store().save_assumption(mine.id, said)
    who.remember(said.typed_by)
    _empty((*fields, _chosen(said.channel)))


def _empty(fields: tuple[str, ...]) -> None:
    for field in fields:
        st.session_state[field] = None


def _chosen(channel: str) -> str:
    return f"benchmark-{channel}"


def _taken(mine: Workspace, channel: str) -> str:
    return f"cpm-taken-{mine.id}-{channel}"
