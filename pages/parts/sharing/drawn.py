"""A document on the screen, section by section; it holds nothing that could change anything, nor a file to fetch."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import streamlit as st

from kpi.palette import Verdict
from kpi.reports import Card, Cards, Chart, Document, Line, Lines, Part, Receipts, Remarks, Section, Still, Table, Word
from pages.parts.picture import show
from pages.parts.words import plain_text

_CHANGE = {True: ("green", ", better"), False: ("red", ", worse"), None: ("gray", "")}
_COLOURS: Mapping[Verdict, str] = {
    "better": "green",
    "on_track": "green",
    "at_risk": "orange",
    "off_track": "red",
    "worse": "red",
}
_ICONS: Mapping[Verdict, str] = {
    "better": "trophy",
    "on_track": "check_circle",
    "at_risk": "warning",
    "off_track": "error",
    "worse": "cancel",
    "too_early": "hourglass_top",
}
_NARROWEST = 230


def drawn(told: Document) -> None:
    """Draw a document: whose it is and what it comes to, then the evidence, and how long it may be read."""
    whose = " · ".join(plain_text(text) for text in (told.brand, told.about, told.as_of) if text)
    st.markdown(f":gray[{whose}]")
    for part in told.parts:
        _part(part)
    st.caption(plain_text(told.validity))


def _part(part: Part) -> None:
    lead = f"\n\n##### {plain_text(part.lead)}" if part.lead else ""
    st.markdown(f"# {plain_text(part.headline)}{lead}")
    for section in part.sections:
        _DRAWN[type(section)](section)


def _cards(section: Cards) -> None:
    _heading(section.title)
    with st.grid(min(len(section.cards), 4) or 1, min_column_width=_NARROWEST, gap="medium"):
        for card in section.cards:
            with st.container(border=True, height="stretch"):
                _card(card)
    _after(section.after)


def _card(card: Card) -> None:
    plain = f"  \n:gray[:small[{plain_text(card.plain)}]]" if card.plain else ""
    st.markdown(f"**{plain_text(card.title)}**{plain}")
    st.metric(card.title, card.value, label_visibility="collapsed")
    badges = " ".join(f":blue-badge[{plain_text(badge)}]" for badge in card.badges)
    words = " ".join(map(_word, card.words))
    st.markdown("  \n".join(text for text in (_change(card), plain_text(card.sentence), badges, words) if text))
    said = [f":gray[:small[{plain_text(text)}]]" for text in card.asides if text]
    if card.trend:
        said = [_still(card.trend), f":gray[:small[{plain_text(card.trend.says)}]]", *said]
    if said:
        st.markdown("  \n".join(said))


def _change(card: Card) -> str:
    against = f":small[{plain_text(card.against)}]" if card.against else ""
    colour, verdict = _CHANGE[card.better]
    return f":{colour}[**{plain_text(card.change)}{verdict}**] {against}" if card.change else against


def _lines(section: Lines) -> None:
    _heading(section.title)
    with st.container(gap="xsmall"):
        for line in section.lines:
            _line(line)
    _after(section.after)


def _line(line: Line) -> None:
    was = f" :gray[:small[{plain_text(line.was)}]]" if line.was else ""
    said = [f":gray[:small[{plain_text(text)}]]" for text in line.said if text]
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            st.markdown("  \n".join([f"{_word(line.word)}{was}", f"**{plain_text(line.title)}**", *said]))
        if line.way:
            far = f":gray[:small[{plain_text(line.way.says)}]]"
            st.markdown(f"{_still(line.way)}  \n{far}", width=245)
        if line.value:
            besides = f"  \n:gray[:small[{plain_text(line.besides)}]]" if line.besides else ""
            st.markdown(f"**{plain_text(line.value)}**{besides}", width=215)


def _remarks(section: Remarks) -> None:
    _heading(section.title)
    told = [f"**{plain_text(label)}**  \n{_typed(text)}" if label else _typed(text) for label, text in section.said]
    half = (len(told) + 1) // 2
    for column, texts in zip(st.columns(2, gap="medium"), (told[:half], told[half:]), strict=True):
        if texts:
            column.markdown("\n\n".join(texts))
    _after(section.after)


def _chart(section: Chart) -> None:
    st.markdown(f"### {plain_text(section.title)}\n\n{plain_text(section.sentence)}")
    if len(section.pictures) == 1:
        show(section.pictures[0].drawing, section.pictures[0].says)
    elif section.pictures:
        with st.grid(min_column_width=_NARROWEST, gap="small"):
            for picture in section.pictures:
                show(picture.drawing, picture.says)
    _after(section.after)


def _table(section: Table) -> None:
    with st.expander(plain_text(section.title), icon=":material/table_rows:"):
        columns = list(zip(*section.rows, strict=True)) or [()] * len(section.columns)
        st.dataframe(dict(zip(section.columns, columns, strict=True)), hide_index=True)
        _after(section.after)


def _receipts(section: Receipts) -> None:
    with st.expander(plain_text(section.title), icon=":material/receipt_long:"):
        for one in section.worked:
            lines = "  \n".join(plain_text(line) for line in one.lines)
            st.markdown(f"**{plain_text(one.title)}**  \n{plain_text(one.formula)}")
            if lines:
                st.markdown(f":small[{lines}]" if len(one.lines) == 1 else lines)
            _after(one.after)


def _heading(title: str) -> None:
    if title:
        st.subheader(plain_text(title), anchor=False)


def _after(texts: Sequence[str]) -> None:
    if any(texts):
        st.caption("  \n".join(plain_text(text) for text in texts if text))


def _word(word: Word) -> str:
    colour, icon = _COLOURS.get(word.verdict, "gray"), _ICONS.get(word.verdict, "radio_button_unchecked")
    return f":{colour}-badge[:material/{icon}: {plain_text(word.text)}]"


def _still(still: Still) -> str:
    return f"![{plain_text(still.says)}](data:image/svg+xml,{quote(still.svg)})"


def _typed(text: str) -> str:
    """Escape a text of several lines so that each of them stays one."""
    lines = (plain_text(line).replace("=", "\\=").replace("&", "\\&") for line in text.splitlines())
    return "  \n".join(line or "&nbsp;" for line in lines)


_DRAWN: Mapping[type[Section], Callable[[Any], None]] = {
    Cards: _cards,
    Lines: _lines,
    Remarks: _remarks,
    Chart: _chart,
    Table: _table,
    Receipts: _receipts,
}
