"""Conversion by where the visits came from."""

import pandas as pd
import streamlit as st

from kpi import charts
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.metrics import Unit
from kpi.conversion.sources import by_source
from kpi.formats import change_text, exact, period_text
from kpi.measure import Breakdown
from kpi.sentences import breakdown_sentence
from pages.parts import session
from pages.parts.below.conversion.in_numbers import in_numbers
from pages.parts.below.conversion.site import of_site, site_remark
from pages.parts.below.shown import Shown
from pages.parts.picture import show
from pages.parts.replayed import replayed
from pages.parts.table import Sheet, sheet
from pages.parts.words import plain_text

_RATE = KPIS["conversion_rate"]
_FETCH = (
    "No file tells visits and conversions by where the visits came from in these days. **Google Analytics → Reports → "
    "Acquisition → Traffic acquisition**, one month, does; or **Explore** with *Date* and *Session source / medium*."
)
_CHOSEN = (
    "Your files tell all key events by source, not the events of your calls to action: those are all that count here."
)


def sources(shown: Shown) -> None:
    """Draw the rate by source with its visits and actions, or say what file tells them."""
    question = of_site(shown, _RATE.key)
    asked = ("sources", shown.view)
    found, told = session.once(shown.mine, asked, lambda: _worked(by_source(question, session.known_facts(shown.mine))))
    if found.rows.empty:
        st.markdown(_FETCH)
        if shown.mine.brand.calls:
            st.caption(_CHOSEN)
        return

    def draw() -> None:
        sentence = breakdown_sentence(_RATE, found)
        st.markdown(plain_text(sentence))
        against = period_text(found.against.start, found.against.end) if found.against else ""
        show(charts.breakdown(found, _RATE, compared=against), sentence)
        if said := site_remark(shown):
            st.caption(plain_text(" ".join(said)))

    replayed(shown.mine, asked, draw)
    in_numbers(told, name="sources")


def _worked(found: Breakdown) -> tuple[Breakdown, Sheet]:
    """Word the sources, and give their numbers."""
    rows = found.rows
    changes = zip(rows["change"], rows["change_kind"], strict=True)
    words = {
        "Source": rows["name"],
        "Sessions": [exact(value, Unit.COUNT) for value in rows["sessions"]],
        "With the action": [exact(value, Unit.COUNT) for value in rows["actions"]],
        _RATE.label: [exact(value, Unit.PERCENT) for value in rows["value"]],
        "Change": [change_text(None if pd.isna(size) else float(size), str(kind)) for size, kind in changes],
    }
    return found, sheet(pd.DataFrame(words), rows, name="conversion-by-source")
