"""Every KPI and metric: its formula, its meaning, the file that feeds it."""

import pandas as pd
import streamlit as st

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import FILE_METRICS, METRICS
from kpi.catalogue.operands import behaves
from kpi.catalogue.operands import feeding as feeding_metrics
from kpi.exports import EXPORTS
from kpi.exports.feeds import exports_feeding, never_together
from pages.parts import access, session
from pages.parts.kpi_editor import change_or_delete, edit_in_place, make_kpi
from pages.parts.words import plain_text

_NAMED = 3
_ARROWS = {"higher": "higher is better", "lower": "lower is better", "neither": "neither way is better"}


def _entry(kpi: Kpi, loaded: dict[str, list[str]], typed: set[str]) -> None:
    """Show one KPI: formula, meaning, caveat, how it adds up, what feeds it, and what can be done about an own one."""
    with st.container(border=True):
        st.markdown(f"**{plain_text(kpi.label)}** &nbsp; `{kpi.shown}`")
        st.markdown(plain_text(kpi.meaning))
        st.caption(plain_text(f"{kpi.unit.value} · {_ARROWS[kpi.better.value]} · {behaves(kpi).value}"))
        if kpi.caveat:
            st.caption(plain_text(kpi.caveat))
        feeding = exports_feeding(kpi)
        fed = [f"{export.label} ({len(loaded[export.key])})" for export in feeding if export.key in loaded]
        fed += ["numbers you typed"] * bool(feeding_metrics(kpi) & typed)
        if never_together(kpi):
            st.markdown(
                ":orange[:material/warning:] No channel's export holds all that it is made of: what files give is "
                "never known together."
            )
        elif fed:
            more = f" and {len(fed) - _NAMED} more" if len(fed) > _NAMED else ""
            st.markdown(f":green[:material/check:] Fed by {plain_text(', '.join(fed[:_NAMED]) + more)}")
        else:
            st.markdown(":gray[:material/download:] Nothing you loaded feeds it. Fetch:")
            for export in feeding[:_NAMED]:
                st.caption(plain_text(f"{export.label}: {export.fetch}"))
        if catalogue.is_own(kpi.key):
            change_or_delete(mine, kpi)


def _set_aside(kpi: Kpi) -> None:
    """Show a KPI of the workspace's own that cannot be worked out any more, and why."""
    with st.container(border=True):
        st.markdown(f"**{plain_text(kpi.label)}** &nbsp; `{kpi.formula}`")
        st.markdown(f":red[:material/error:] {plain_text(catalogue.set_aside[kpi.key])}")
        change_or_delete(mine, kpi)


mine = access.workspace()
catalogue = session.catalogue(mine)
loaded: dict[str, list[str]] = {}
for row in access.store().files(mine.id):
    for sheet in row.report["sheets"]:
        if sheet["rows_kept"]:
            loaded.setdefault(sheet["export"], []).append(row.name)

typed = {one.metric for one in access.store().typed_numbers(mine.id)}

st.title("Catalogue")
st.caption("A KPI is a metric with a purpose: all KPIs are metrics, not every metric is a KPI.")
wanted = st.text_input(
    "Search", key="q", bind="query-params", placeholder="For example followers", max_chars=60
).casefold()


def _found(kpi: Kpi) -> bool:
    return wanted in f"{kpi.key} {kpi.label} {kpi.meaning} {kpi.shown}".casefold()


make_kpi(mine)
own = [kpi for kpi in catalogue.own.kpis if _found(kpi)]
if own:
    st.subheader("Your own")
for kpi in own:
    if edit_in_place(mine, kpi):
        continue
    if kpi.key in catalogue.set_aside:
        _set_aside(kpi)
    else:
        _entry(catalogue.kpis[kpi.key], loaded, typed)

shown = {kpi.key for kpi in catalogue.own.kpis}
for objective in catalogue.objectives.values():
    within = [catalogue.kpis[key] for key in (*objective.kpis, *objective.besides) if _found(catalogue.kpis[key])]
    if within:
        st.subheader(objective.label, help=objective.question)
    for kpi in within:
        if kpi.key not in shown:
            _entry(kpi, loaded, typed)
    if above := [kpi.label for kpi in within if kpi.key in shown]:
        st.caption(plain_text(f"Also {', '.join(above)}, as above."))
    shown |= {*objective.kpis, *objective.besides}
others = [kpi for key, kpi in catalogue.kpis.items() if key not in shown | catalogue.metrics and _found(kpi)]
if others:
    st.subheader("Further KPIs")
    for kpi in others:
        _entry(kpi, loaded, typed)

metrics = [
    METRICS[key] for key in FILE_METRICS if wanted in f"{key} {METRICS[key].label} {METRICS[key].meaning}".casefold()
]
if metrics:
    st.subheader("Metrics")
    st.dataframe(
        pd.DataFrame({"Metric": m.label, "Key": m.key, "Meaning": m.meaning, "Adds up": m.adds.value} for m in metrics),
        hide_index=True,
    )
readable = [export for export in EXPORTS if export.metrics and wanted in f"{export.label} {export.fetch}".casefold()]
if readable:
    st.subheader("Exports that can be read")
    st.dataframe(
        pd.DataFrame(
            {"Export": e.label, "Loaded": len(loaded.get(e.key, [])), "Where to fetch it": e.fetch} for e in readable
        ),
        hide_index=True,
    )
