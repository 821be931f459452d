"""Numbers that no export holds: a grid to type in, a box to paste into."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import FILE_METRICS, METRICS
from kpi.formats import day_text
from kpi.store import Workspace
from kpi.typed import TypedNumber, faults, parse_pasted
from pages.parts import access, clock
from pages.parts.editing import for_editors
from pages.parts.words import plain_text

_TYPABLE = ("followers", "ratings_total", "rating_lifetime", "competitor_mentions", "mentions")
_MONTH = 31
_COLUMNS = ["Date", "Channel", "Account", "Metric", "Value"]


@for_editors
def typed_numbers(mine: Workspace, as_of: date | None) -> None:
    """Show the typed numbers in a grid that can be edited, with a box for pasting from a spreadsheet."""
    known = access.store().typed_numbers(mine.id)
    for problem in st.session_state.pop("typed-problems", []):
        st.error(plain_text(problem))
    with st.expander(f"Numbers that no export holds ({len(known)} typed)", icon=":material/keyboard:"):
        if reminder(known, as_of):
            st.info("This month's follower totals are missing: type them once a month.", icon=":material/event_repeat:")
        st.caption(
            "Follower totals, Google's stars, a competitor's mentions. Most exports of today hold no follower total: "
            "type it once a month. Before you type a competitor's numbers, name it in your panel (Competitors, below "
            "each chart): then they are never added to yours."
        )
        who = st.text_input("Typed by", key="typed-by", max_chars=60, placeholder="Your name")
        edited = st.data_editor(
            _grid(known),
            num_rows="dynamic",
            hide_index=True,
            key=f"typed-{mine.facts_version}",
            column_config={
                "Date": st.column_config.DateColumn(required=True),
                "Channel": st.column_config.SelectboxColumn(options=list(CHANNELS), required=True),
                "Account": st.column_config.TextColumn(help="Empty for the channel's only account"),
                "Metric": st.column_config.SelectboxColumn(options=_labels(), required=True),
                "Value": st.column_config.NumberColumn(required=True),
            },
        )
        pasted = st.text_area(
            "Or paste from a spreadsheet",
            key=f"pasted-{mine.facts_version}",
            placeholder="date, channel, account, metric, value",
            height=100,
        )
        if st.button("Save numbers", icon=":material/check:", disabled=not who.strip()):
            _save(mine, known, edited, pasted, who.strip())
        if not who.strip():
            st.caption("Say who types: every typed number carries its name and date.")
        if known:
            newest = max(known, key=lambda one: one.typed_at)
            st.caption(plain_text(f"Last typed by {newest.typed_by} on {day_text(newest.typed_at.date())}"))


def reminder(known: Sequence[TypedNumber], as_of: date | None) -> bool:
    """Tell whether follower totals were typed before, but none within a month of the last day in the data."""
    days = [one.date for one in known if one.metric == "followers"]
    return bool(days) and as_of is not None and (as_of - max(days)).days > _MONTH


def _labels() -> list[str]:
    first = [METRICS[key].label for key in _TYPABLE]
    return [*first, *(METRICS[key].label for key in FILE_METRICS if key not in _TYPABLE)]


def _grid(known: list[TypedNumber]) -> pd.DataFrame:
    rows = [(one.date, one.channel, one.account, METRICS[one.metric].label, one.value) for one in known]
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.astype({"Value": "float64", "Channel": "object", "Account": "object", "Metric": "object"})


def _save(mine: Workspace, known: list[TypedNumber], edited: pd.DataFrame, pasted: str, who: str) -> None:
    """Keep what was typed and pasted; every line that cannot be taken is said, and nothing else is lost."""
    typed, problems = _typed(edited, who)
    if pasted.strip():
        more, wrong = parse_pasted(pasted, typed_by=who, typed_at=clock.now())
        typed, problems = [*typed, *more], [*problems, *wrong]
    st.session_state["typed-problems"] = problems
    before = {_place(one): one.value for one in known}
    changed = [one for one in typed if before.get(_place(one)) != one.value]
    gone = [one for one in known if _place(one) not in {_place(other) for other in typed}]
    access.store().save_typed_numbers(mine.id, changed)
    for one in gone:
        access.store().delete_typed_number(mine.id, one)
    st.rerun()


def _typed(edited: pd.DataFrame, who: str) -> tuple[list[TypedNumber], list[str]]:
    keys = {METRICS[key].label: key for key in FILE_METRICS}
    typed: list[TypedNumber] = []
    problems: list[str] = []
    for row in edited.dropna(subset=["Date", "Channel", "Metric", "Value"]).to_dict("records"):
        account = row["Account"] if isinstance(row["Account"], str) else ""
        day = pd.Timestamp(row["Date"]).date()
        number = TypedNumber(day, row["Channel"], account, keys[row["Metric"]], float(row["Value"]), who, clock.now())
        wrong = faults(number)
        problems += wrong
        typed += [] if wrong else [number]
    return typed, problems


def _place(one: TypedNumber) -> tuple[date, str, str, str]:
    return one.date, one.channel, one.account, one.metric
