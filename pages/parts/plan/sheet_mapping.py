"""Anybody's content calendar: what its columns and its words mean, asked once and remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi.calendar.entry import Stage, one_line
from kpi.calendar.sheet import BY_FIELD
from kpi.calendar.sheet_find import Found
from kpi.calendar.sheet_layout import FIELDS, NOT_USED, ColumnGuess, Layout, faults, guess, places_of, unknown_words
from kpi.catalogue.channels import SOCIAL
from kpi.formats import count_text
from pages.parts.words import plain_text

_NOT_USED, _OPEN = "Not used", "Leave it open"
_LABELS = {NOT_USED: _NOT_USED} | {name: BY_FIELD[name].header for name in FIELDS}
_NAMED = {label: name for name, label in _LABELS.items()}
_SURE = {"sure": "●●●", "likely": "●●○", "unsure": "●○○"}
_MOST_AT_ONCE = 16


def asked(found: Found, known: Layout | None, objectives: Mapping[str, str]) -> Layout | None:
    """Ask what the columns hold and what unknown words mean; None as long as that cannot be read."""
    title = "What its columns hold" if known else "What its columns hold: our guess is filled in, correct what is wrong"
    with st.expander(title, expanded=not known, icon=":material/edit_note:"):
        rows = f"{count_text(len(found.lines))} rows, {len(found.header)} columns."
        st.caption(f"{rows} What you say is remembered for the next file with these columns.")
        columns = _columns(found, known)
    wrong = list(faults(columns))
    for fault in wrong:
        st.warning(plain_text(fault), icon=":material/edit_note:")
    if wrong:
        return None
    told = _words(found, columns, known, objectives)
    order = known.order if known else ""
    return Layout(found.mark, {one.key: one.holds for one in columns}, told, order)


def _columns(found: Found, known: Layout | None) -> list[ColumnGuess]:
    guessed = guess(found)
    if known:
        guessed = [replace(one, holds=known.columns.get(one.key, NOT_USED), why="You said so.") for one in guessed]
    edited = st.data_editor(
        _grid(guessed, known),
        hide_index=True,
        num_rows="fixed",
        height="content" if len(guessed) <= _MOST_AT_ONCE else "auto",
        key=f"calendar-columns-{found.mark}",
        disabled=["Column", "First values", "Why we think so"],
        column_config={
            "Holds": st.column_config.SelectboxColumn(options=list(_NAMED), required=True),
            "First values": st.column_config.TextColumn(width="medium"),
        },
    )
    return [replace(one, holds=_NAMED[holds]) for one, holds in zip(guessed, edited["Holds"], strict=True)]


def _grid(columns: Sequence[ColumnGuess], known: Layout | None) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Column": one.name,
                "Holds": _LABELS[one.holds],
                "First values": " · ".join(one.samples),
                "Why we think so": one.why if known else f"{_SURE[one.sure]} {one.why}",
            }
            for one in columns
        ]
    )


def _words(
    found: Found, columns: Sequence[ColumnGuess], known: Layout | None, objectives: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Ask of each field what its unknown words mean; a word without an answer stays unknown."""
    meanings: Mapping[str, Mapping[str, str]] = {
        "channel": {_OPEN: ""} | {name: name for name in SOCIAL},
        "stage": {stage.value: stage.value for stage in Stage},
        "objective": {_OPEN: ""} | {label: key for key, label in objectives.items()},
    }
    unknown = unknown_words(found, places_of(columns), objectives)
    told = known.told if known else {}
    return {
        name: _meant(name, words, meanings[name], told.get(name, {}), found.mark) for name, words in unknown.items()
    }


def _meant(
    name: str, words: Sequence[str], meanings: Mapping[str, str], told: Mapping[str, str], mark: str
) -> dict[str, str]:
    """Ask what words of a field mean; give what each is said to, by the word in small letters."""
    labels = {value: label for label, value in meanings.items()}
    header = BY_FIELD[name].header
    answers = [
        labels.get(told[one_line(word).casefold()]) if one_line(word).casefold() in told else None for word in words
    ]
    open_ones = answers.count(None)
    title = (
        f"What these words mean as {header.lower()}: {count_text(open_ones)} open"
        if open_ones
        else f"Words as {header.lower()}"
    )
    with st.expander(title, expanded=bool(open_ones), icon=":material/translate:"):
        edited = st.data_editor(
            pd.DataFrame({"Your word": list(words), "Means": answers}),
            hide_index=True,
            num_rows="fixed",
            key=f"calendar-words-{mark}-{name}",
            disabled=["Your word"],
            placeholder="Choose",
            column_config={"Means": st.column_config.SelectboxColumn(options=list(meanings))},
        )
    said = zip(words, edited["Means"], strict=True)
    return {one_line(word).casefold(): meanings[label] for word, label in said if label in meanings}
