"""The panel itself: which brands belong to it and since when; numbers of them that no file holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from kpi.catalogue.channels import SOCIAL
from kpi.catalogue.metrics import METRICS
from kpi.facts import Rival
from kpi.formats import day_text
from kpi.insight.sightings import METRICS as COMPARED
from kpi.measure.panel import panel
from kpi.store import Workspace
from kpi.typed import TypedNumber, faults
from pages.parts import access, clock, session
from pages.parts.editing import for_editors
from pages.parts.words import plain_text

_COLUMNS = ("Brand", "From", "Until", "Also called")
_FORMER = "panel-before"
_LONGEST = 80


@for_editors
def panel_editor(mine: Workspace, seen: Sequence[str]) -> None:
    """Show the panel to be changed; it is locked: whom files name besides is offered and not added."""
    named = mine.brand.rivals
    _take_back(mine)
    st.caption(plain_text(_says(mine, seen)))
    start = list(named) if named else _proposed(mine, seen)
    edited = st.data_editor(
        _grid(start),
        num_rows="dynamic",
        hide_index=True,
        key=f"panel-{mine.facts_version}",
        placeholder="",
        column_config={
            "Brand": st.column_config.TextColumn(required=True, max_chars=_LONGEST),
            "From": st.column_config.DateColumn(help="Its first day; empty: from the beginning"),
            "Until": st.column_config.DateColumn(help="The last day on which it belongs; empty: still"),
            "Also called": st.column_config.TextColumn(help="Other names in files, separated by commas"),
        },
    )
    if st.button("Save the panel", key="save-panel", icon=":material/check:"):
        _save(mine, edited)


def panel_shown(mine: Workspace, seen: Sequence[str]) -> None:
    """Say below a comparison who is compared, lead to where that is changed, and take numbers that no file holds."""
    named = mine.brand.rivals
    label = f"The panel ({len(named)} brand{'s' * (len(named) != 1)})" if named else "Name the panel"
    st.page_link("settings.py", label=label, icon=":material/lock:" if named else ":material/lock_open:")
    st.caption(plain_text(_says(mine, seen)))
    if named:
        with st.expander("Type a number", icon=":material/edit:", key="rivals-number", on_change="rerun") as box:
            if box.open:
                _type_a_number(mine, named)


def _says(mine: Workspace, seen: Sequence[str]) -> str:
    """Say what holds now, and whom the files name besides."""
    if not mine.brand.rivals:
        return (
            "Nobody named the panel yet, so everybody whom your files name is in it. Saved, it is locked: a new name "
            "in a file is offered here and changes no number. Who joins or leaves restarts the trend on that day."
        )
    known = {name for name in seen if not any(rival.is_named(name) for rival in mine.brand.rivals)}
    more = f" Your files also name {', '.join(sorted(known))}: add a row to count them." if known else ""
    return f"Locked: only these are compared. A brand that joins or leaves restarts the trend on that day.{more}"


def _proposed(mine: Workspace, seen: Sequence[str]) -> list[Rival]:
    """Propose whom the files name, each from when they name it."""
    heard = panel(session.known_facts(mine))
    return [*heard, *(Rival(name) for name in seen if not any(rival.is_named(name) for rival in heard))]


def _grid(rivals: Sequence[Rival]) -> pd.DataFrame:
    rows = [(one.name, one.since, one.until, ", ".join(one.also)) for one in rivals]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype({"Brand": "object", "From": "datetime64[s]", "Until": "datetime64[s]", "Also called": "object"})


def _save(mine: Workspace, edited: pd.DataFrame) -> None:
    """Keep the panel, unless something in it cannot be."""
    rivals = tuple(
        _rival(row) for row in edited.dropna(subset=["Brand"]).to_dict("records") if str(row["Brand"]).strip()
    )
    wrong = _faults(mine, rivals)
    for sentence in wrong:
        st.error(plain_text(sentence))
    if not wrong and rivals != mine.brand.rivals:
        st.session_state[_FORMER] = mine.brand.rivals
        access.store().save_brand(mine.id, replace(mine.brand, rivals=rivals))
        st.rerun()


def _rival(row: dict[object, object]) -> Rival:
    also = row["Also called"] if isinstance(row["Also called"], str) else ""
    names = tuple(name.strip() for name in also.split(",") if name.strip())
    return Rival(str(row["Brand"]).strip(), _day(row["From"]), _day(row["Until"]), names)


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]


def _faults(mine: Workspace, rivals: Sequence[Rival]) -> list[str]:
    """Say why a panel cannot be kept."""
    names = [rival.name.casefold() for rival in rivals]
    wrong = [f"“{one.name}” stands there twice." for at, one in enumerate(rivals) if one.name.casefold() in names[:at]]
    brand = replace(mine.brand, rivals=tuple(rivals))
    wrong += [f"“{one.name}” is your own brand." for one in rivals if brand.names(one.name)]
    wrong += [
        f"“{one.name}” leaves before it joins." for one in rivals if one.since and one.until and one.until < one.since
    ]
    return wrong


def _take_back(mine: Workspace) -> None:
    """Offer the panel as it was before it was saved."""
    if _FORMER in st.session_state and st.button("Take the change back", key="panel-undo", icon=":material/undo:"):
        access.store().save_brand(mine.id, replace(mine.brand, rivals=st.session_state.pop(_FORMER)))
        st.rerun()


def _type_a_number(mine: Workspace, rivals: Sequence[Rival]) -> None:
    """Take a number of a competitor that no file holds; it is never added to one's own."""
    with st.form("rival-number", clear_on_submit=True, border=False):
        st.markdown("**Type a number of a competitor**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.selectbox("Brand", [rival.name for rival in rivals], key="rival-name", width=180)
            channel = st.selectbox("Channel", [*SOCIAL, "Listening"], key="rival-channel", width=150)
            metric = st.selectbox(
                "Counts", COMPARED, format_func=lambda key: METRICS[key].label, key="rival-metric", width=200
            )
            day = st.date_input("Day, or last day of the month", value="today", format="YYYY-MM-DD", width=190)
            value = st.number_input("Value", min_value=0.0, value=None, step=1.0, width=140)
            who = st.text_input("Typed by", max_chars=60, width=140)
        st.caption("Followers are those of the day; all else is the whole month's. Never added to your own numbers.")
        if st.form_submit_button("Save the number", icon=":material/check:"):
            _keep(mine, name, channel, metric, day, value, who)


def _keep(mine: Workspace, name: str, channel: str, metric: str, day: date, value: float | None, who: str) -> None:
    if value is None:
        st.error("Write the number.")
        return
    number = TypedNumber(day, channel, name, metric, value, who.strip(), clock.now())
    wrong = faults(number)
    for sentence in wrong:
        st.error(plain_text(sentence))
    if not wrong:
        access.store().save_typed_numbers(mine.id, [number])
        st.toast(plain_text(f"{name}, {METRICS[metric].label.lower()} of {day_text(day)}: kept."))
        st.rerun()
