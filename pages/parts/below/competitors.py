"""The brand beside those it is compared with: one measure of one source at a time, and the panel they belong to."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.formats import count_text, exact, period_text
from kpi.insight.competitors import Panel, Topic, compared, topics
from kpi.insight.sightings import SIDE_BY_SIDE, PageTable, called, sightings
from kpi.periods import Period
from kpi.sentences import competitors_sentence
from kpi.store import Workspace
from pages.parts import access, session
from pages.parts.below.panel_editor import panel_shown
from pages.parts.below.shown import Shown
from pages.parts.fragment import dialog
from pages.parts.picture import show
from pages.parts.receipt import show_receipt
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.table import Sheet, sheet, table
from pages.parts.words import plain_text

_FETCH = (
    "Three ways lead here:\n"
    "- LinkedIn Page → Analytics → Competitors → Export: followers, new followers, engagements and posts of your page "
    "and of others\n"
    "- a listening tool's export (Brandwatch, Meltwater): mentions, and your share of voice\n"
    "- what no file holds, typed below once the panel is named"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What is known of all brands, and by what they can be compared."""

    frame: pd.DataFrame
    topics: tuple[Topic, ...]


def rivals(shown: Shown) -> None:
    """Show the brands of the panel by a topic, its table with receipts, and the panel itself."""
    mine = shown.mine
    seen = _seen_once(mine)
    if seen.topics:
        _compared(shown, seen)
    else:
        st.markdown("Nothing in your files tells of a competitor yet.")
        st.caption(_FETCH)
    panel_shown(mine, _names(seen, mine))


def named_in_files(mine: Workspace) -> list[str]:
    """List whom the files name besides the brand."""
    return _names(_seen_once(mine), mine)


def _seen_once(mine: Workspace) -> _Seen:
    return session.once(mine, ("sightings",), lambda: _seen(mine))


def _seen(mine: Workspace) -> _Seen:
    found = sightings(session.known_facts(mine), _page_tables(mine), mine.brand)
    return _Seen(found, tuple(topics(found, called(mine.brand), mine.brand.rivals)))


def _page_tables(mine: Workspace) -> list[PageTable]:
    """List the tables in which pages stand side by side, in the order of their files' upload."""
    return [
        PageTable(row.export, row.file, row.sheet, row.covers, row.observed, session.reference(mine, row.id))
        for row in access.store().references(mine.id)
        if row.export in SIDE_BY_SIDE
    ]


def _names(seen: _Seen, mine: Workspace) -> list[str]:
    """List whom the files name besides the brand."""
    others = {*seen.frame["brand"], *session.known_facts(mine).others} - {called(mine.brand), ""}
    return sorted(map(str, others))


def _compared(shown: Shown, seen: _Seen) -> None:
    mine, labels = shown.mine, {topic.label: topic for topic in seen.topics}
    picked = st.selectbox(
        "Compared by",
        list(labels),
        index=None,
        placeholder=_first(shown, seen).label,
        key="rivals",
        bind="query-params",
        persist_state="session",
        width=320,
    )
    topic = labels.get(picked or "", _first(shown, seen))
    panel, told = session.once(mine, ("rivals", topic), lambda: _worked_out(mine, seen, topic))

    def draw() -> None:
        sentence = competitors_sentence(panel)
        st.markdown(plain_text(sentence))
        show(charts.competitors(panel), sentence)
        if said := _remarks(panel):
            st.caption(plain_text(" ".join(said)))

    replayed(mine, ("rivals", topic), draw)
    with st.expander("The numbers", icon=":material/table:", key="rivals-table", on_change="rerun") as box:
        if box.open:
            _table(mine, panel, told)


def _first(shown: Shown, seen: _Seen) -> Topic:
    """Choose what the chart's KPI is about, else the first topic there is."""
    key = shown.answer.kpi.key
    fitting = [one for one in seen.topics if key == one.metric or (one.share and key == "share_of_voice")]
    voice = [one for one in fitting if one.share and one.metric == "mentions"]
    return next(iter([*voice, *(one for one in fitting if not one.share), *seen.topics]))


def _worked_out(mine: Workspace, seen: _Seen, topic: Topic) -> tuple[Panel, Sheet]:
    panel = compared(seen.frame, topic, session.known_facts(mine), called(mine.brand))
    return panel, _sheet(panel)


def _remarks(panel: Panel) -> list[str]:
    """Say what the picture does not show, and why."""
    said = []
    if panel.own not in set(panel.steps.loc[panel.steps["value"].notna(), "brand"]):
        said.append(f"None of the names in this source is {panel.own}: name your brand on the first page.")
    if panel.silent:
        said.append(f"{panel.topic.source} says nothing of {', '.join(panel.silent)}.")
    if panel.offered:
        said.append(f"In this source but not in your panel: {', '.join(panel.offered)}. Add them below.")
    if len(panel.brands) > charts.MOST_BRANDS:
        said.append(f"The picture shows the first {charts.MOST_BRANDS} of {len(panel.brands)} brands, the table all.")
    if panel.topic.metric == "engagements" and panel.topic.share:
        said.append("A share of the engagement on the panel's own posts, not of what is said about the brands.")
    return said


def _table(mine: Workspace, panel: Panel, told: Sheet) -> None:
    rows = _rows(panel)

    def receipt(at: int) -> None:
        row = rows.iloc[at]
        days = Period(row["start"].date(), row["end"].date())
        if row["file"]:
            _where(row)
        else:
            show_receipt(mine, "share_of_voice" if panel.topic.metric == "mentions" else panel.topic.metric, View(days))

    table(told, name="rivals", receipt=receipt)


@dialog("Receipt", icon=":material/receipt_long:")
def _where(row: pd.Series) -> None:
    """Say in which file, sheet and row a number stands."""
    days = period_text(row["start"].date(), row["end"].date())
    st.markdown(plain_text(f"{row['brand']}, {days}: {count_text(row['counted'])}"))
    st.dataframe(pd.DataFrame({"File": [row["file"]], "Sheet": [row["sheet"]], "Row": [row["row"]]}), hide_index=True)


def _rows(panel: Panel) -> pd.DataFrame:
    """Give what is known, the newest first and the brands in their order."""
    order = {name: place for place, name in enumerate(panel.brands)}
    known = panel.steps.dropna(subset=["counted"])
    known = known.assign(place=known["brand"].map(order)).sort_values(["end", "place"], ascending=[False, True])
    return known.drop(columns=["place", "belongs"]).reset_index(drop=True)


def _sheet(panel: Panel) -> Sheet:
    """Word the numbers: what is counted, and beside it the share where that is the topic."""
    rows, topic = _rows(panel), panel.topic
    days: list[tuple[date, date]] = list(zip(rows["start"].dt.date, rows["end"].dt.date, strict=True))
    words = {"Brand": rows["brand"], "Days": [period_text(*pair) for pair in days]}
    counted = Topic(topic.metric, topic.source)
    words[counted.name] = [exact(value, counted.unit) for value in rows["counted"]]
    if topic.share:
        words[topic.name] = [exact(value, topic.unit) for value in rows["value"]]
    words |= {"File": rows["file"].where(rows["file"] != "", "several: choose the row"), "Row": rows["row"]}
    return sheet(pd.DataFrame(words), rows, name=f"competitors-{topic.metric}")
