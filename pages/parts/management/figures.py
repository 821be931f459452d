"""The figures on the page: side by side, on a phone one below the other, each with the way to what it rests on."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import quote

import streamlit as st

from kpi.store import Workspace
from pages.parts.cards import help_text
from pages.parts.management.asked import Figure
from pages.parts.replayed import replayed
from pages.parts.scope import View
from pages.parts.way_to import way_to
from pages.parts.words import plain_text

_COLOURS = {True: "green", False: "red", None: "gray"}
_VERDICTS = {True: ", better", False: ", worse", None: ""}
_BELOW = {key: [("more", "Conversions")] for key in ("conversion_rate", "conversions")}
"""What is open below the chart to which a figure leads: of conversions the funnel."""


def figures_row(mine: Workspace, shown: Sequence[Figure], view: View, *, days_picked: bool) -> None:
    """Draw the figures; where there is none, say so without asking anybody for a file."""
    if not shown:
        st.markdown("No figure is known for these days.")
        return
    for place, (column, figure) in enumerate(zip(st.columns(len(shown), gap="medium"), shown, strict=True)):
        with column.container(border=True, height="stretch", key=f"told-figure-{place}"):
            asked = ("figure", figure.answer.kpi, view, figure.value, figure.against)
            replayed(mine, asked, partial(_drawn, figure))
            with st.container(key=f"screen-only-figure-{place}"):
                days = view.period if days_picked else None
                way = way_to(mine, figure.answer.kpi, channels=view.scope.channels, days=days)
                st.page_link(
                    "objectives.py",
                    label="What it rests on",
                    icon=":material/show_chart:",
                    help=help_text(figure.answer),
                    query_params=[*way, *_BELOW.get(figure.answer.kpi.key, [])],
                )
    if notes := [figure.notes for figure in shown if figure.notes]:
        st.caption("  \n".join(map(plain_text, notes)))


def _drawn(figure: Figure) -> None:
    """Draw one figure: its name and what it tells, the value with its change, what it is made of, the trend."""
    st.markdown(f"**{plain_text(figure.title)}**  \n:gray[:small[{plain_text(figure.plain)}]]")
    st.metric(figure.title, figure.value, label_visibility="collapsed")
    badges = " ".join(f":blue-badge[Ad price: {plain_text(badge).lower()}]" for badge in figure.badges)
    st.markdown("  \n".join(text for text in (_change(figure), plain_text(figure.sentence), badges) if text))
    picture = f"![{plain_text(figure.trend)}](data:image/svg+xml,{quote(figure.picture)})"
    said = [figure.trend, *figure.asides]
    st.markdown("  \n".join([picture, *(f":gray[:small[{plain_text(text)}]]" for text in said)]))


def _change(figure: Figure) -> str:
    """Write the change with its days, in the colour of better and worse and in these words."""
    against = f":small[{plain_text(figure.against)}]" if figure.against else ""
    if not figure.change:
        return against
    words = f"{plain_text(figure.change)}{_VERDICTS[figure.better]}"
    return f":{_COLOURS[figure.better]}[**{words}**] {against}"
