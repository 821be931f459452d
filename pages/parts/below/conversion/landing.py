"""Conversion by the page on which visits began."""

import pandas as pd
import streamlit as st

from kpi.catalogue.metrics import Unit
from kpi.conversion.landing import Landing, landing, pages_of
from kpi.formats import exact, period_text
from kpi.periods import Period
from kpi.sentences.conversion import landing_sentence
from pages.parts import access, session
from pages.parts.below.shown import Shown
from pages.parts.table import Sheet, sheet, table
from pages.parts.words import plain_text

_FETCH = (
    "No file tells visits by landing page: **Google Analytics → Reports → Engagement → Landing page**, one month → "
    "Share → Download CSV. These tables stand beside your numbers and are never added to them."
)
_CHOSEN = "They tell all key events together, which do not pass for the calls to action that you named."
_NAMED = 6


def landing_pages(shown: Shown) -> None:
    """Show the landing pages of the view's days with their visits and rate, or say which days the files tell."""
    days = shown.view.period
    found, told = session.once(shown.mine, ("landing", days), lambda: _worked(_found(shown, days)))
    if not found.spans:
        st.markdown(plain_text(_other_days(found, days)) if found.others else _FETCH)
        return
    st.markdown(plain_text(landing_sentence(found)))
    table(told, name="landing")
    said = f"As the files tell of {_spans(found.spans)}. All visitors; read beside your numbers, added to none."
    st.caption(plain_text(f"{said} {_CHOSEN}" if shown.mine.brand.calls else said))


def _found(shown: Shown, days: Period) -> Landing:
    mine = shown.mine
    pages = session.once(mine, ("landing pages",), lambda: pages_of(access.store().records(mine.id), mine.brand))
    return landing(pages, days)


def _other_days(found: Landing, days: Period) -> str:
    said = f"Your landing page files tell of {_spans(found.others)}, not of {period_text(days.start, days.end)} alone."
    return f"{said} A total of several days is not spread over them: choose its days above to see it."


def _spans(spans: tuple[Period, ...]) -> str:
    named = [period_text(span.start, span.end) for span in spans[:_NAMED]]
    return ", ".join([*named, *([f"{len(spans) - _NAMED} more"] if len(spans) > _NAMED else [])])


def _worked(found: Landing) -> tuple[Landing, Sheet]:
    """Word the pages, and give their numbers."""
    rows = found.rows
    actions = "With the action" if found.title == "Conversion rate" else "Conversions"
    words = {
        "Landing page": rows["page"],
        "Sessions": [exact(value, Unit.COUNT) for value in rows["sessions"]],
        actions: [exact(value, Unit.COUNT) for value in rows["actions"]],
        found.title: [exact(value, Unit.PERCENT) for value in rows["rate"]],
    }
    return found, sheet(pd.DataFrame(words), rows, name="landing-pages")
