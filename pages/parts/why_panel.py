"""Why the chart's KPI moved: its change split exactly, as a waterfall, two sentences and a table."""

from functools import partial

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.formats import count_text, exact, move_in_full, percent_text, period_text
from kpi.insight.split import Moved
from kpi.measure import Answer, By
from kpi.sentences import effect_words, effects_explained, moved_sentence, moves_underneath, price_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.by import BY
from pages.parts.fragment import dialog
from pages.parts.picture import words_beside
from pages.parts.receipt import show_receipt
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.table import sheet, table
from pages.parts.words import named, plain_text


def why_panel(mine: Workspace, answer: Answer, view: View, by: By, *, currency: str) -> None:
    """Draw what each group brought to the change, say it, and offer the whole split and both receipts."""
    found = session.moved(mine, answer.kpi.key, view, by)
    replayed(mine, ("why", answer.kpi, view, by, currency), lambda: _drawn(answer, found, currency))
    if found.rows.empty:
        return
    with st.container(horizontal=True, gap="small"):
        if st.button("The whole split", key="split-table", type="tertiary", icon=":material/table:"):
            _whole_split(found, currency)
        if st.button("Both receipts", key="split-receipts", type="tertiary", icon=":material/receipt_long:"):
            show_receipt(mine, answer.kpi.key, view)


def _drawn(answer: Answer, found: Moved, currency: str) -> None:
    """Say why it moved beside its picture; where nothing did, bars would make much of what is nothing."""
    sentence, remarks = moved_sentence(found, currency=currency), _remarks(answer, found, currency)
    is_seen = not found.rows.empty and (not found.is_still or moves_underneath(found))
    words = [effects_explained(found)] if is_seen else []
    drawing = charts.waterfall(found, currency=currency) if is_seen else None
    words_beside(drawing, sentence, [text for text in [*words, *remarks] if text])


def _remarks(answer: Answer, found: Moved, currency: str) -> list[str]:
    """Say what qualifies the split: other prices then, other days or sources, and what is left out."""
    said = [price_sentence(found, currency=currency)]
    if found.of:
        now, then = (period_text(days.start, days.end) for days in found.of)
        said.append(f"These parts are of {now} against {then}.")
    if found.unexplained:
        said.append(f"The parts come from {_sources(found)}.")
    left = [f"{channel}: {why}" for channel, why in found.left_out if (channel, why) not in answer.left_out]
    said += [f"Left out: {'; '.join(dict.fromkeys(left))}."] if left else []
    if not found.why_not:
        said += [f"{mark[0].upper()}{mark[1:]}." for mark in found.marks]
    return [text for text in said if text]


def _sources(found: Moved) -> str:
    """Name each kind of source once, with its channels."""
    kinds: dict[str, list[str]] = {}
    for channel, _, kind in (source.partition(": ") for source in found.sources):
        kinds.setdefault(kind.partition(" (")[0], []).append(channel)
    return "; ".join(f"{kind} ({named(channels)})" for kind, channels in kinds.items())


@dialog("The whole split", width="large", icon=":material/table:")
def _whole_split(found: Moved, currency: str) -> None:
    """Show what every group brought, in full, down to the change that it adds up to."""
    st.markdown(plain_text(moved_sentence(found, currency=currency)))
    name = f"{found.kpi.key}-moved-by-{found.by.value}"
    table(sheet(_worded(found, currency), _numbers(found), name=name), name=name)


def _worded(found: Moved, currency: str) -> pd.DataFrame:
    """Word every row, then what is not in the parts, then the change; what is not known stays empty."""
    rows, unit = found.rows, found.kpi.unit

    def values(name: str, whole: float | None) -> list[str]:
        told = [exact(value, unit, currency) if pd.notna(value) else "" for value in rows[name]]
        return [*told, "", exact(whole, unit, currency)]

    def moves(name: str, rest: float, whole: float) -> list[str]:
        return [
            move_in_full(float(size), unit, currency) if pd.notna(size) else "" for size in (*rows[name], rest, whole)
        ]

    columns = {
        BY[found.by].label: [*rows["name"], "Not explained", "In all"],
        "Then": values("then", found.then),
        "Now": values("now", found.now),
        **_weights(found),
    }
    if found.in_two:
        weight, value = (word.capitalize() for word in effect_words(found))
        columns[weight], columns[value] = ([*moves(name, 0.0, rows[name].sum())] for name in ("weight", "value"))
    columns["Moved it by"] = moves("brought", found.unexplained, found.change)
    told = pd.DataFrame(columns)
    return told if found.unexplained else told.drop(index=len(rows)).reset_index(drop=True)


def _weights(found: Moved) -> dict[str, list[str]]:
    if not found.in_two:
        return {}
    write = partial(percent_text, decimals=1) if found.has_shares else count_text
    label = "Share" if found.has_shares else "Days"
    sides = {f"{label} then": found.rows["weight_then"], f"{label} now": found.rows["weight_now"]}
    return {name: [*(write(weight) for weight in column), "", ""] for name, column in sides.items()}


def _numbers(found: Moved) -> pd.DataFrame:
    """Give the rows as they are, with what is unexplained in a row of its own."""
    rest = pd.DataFrame({"name": ["not explained"], "brought": [found.unexplained]})
    return pd.concat([found.rows, rest], ignore_index=True)
