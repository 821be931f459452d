"""What the work on social media costs, beside what came of it; never beside what nobody paid."""

import streamlit as st

from kpi import cost
from kpi.catalogue.metrics import Unit
from kpi.cost import Investment
from kpi.formats import period_text, short
from kpi.periods import Period
from kpi.store import Workspace
from pages.parts import session
from pages.parts.effort import effort_editor, kept_effort
from pages.parts.words import plain_text

APART = (
    "What was really paid, for all channels, held against the conversions of all visitors of the website. It is never "
    "added to the weighted cost, which nobody paid."
)
_ALL = "All visitors of the website, not those from social alone."
_SOLD = "What the website sold to all visitors, in the currency of its file, which does not name it."


def invested(mine: Workspace, period: Period) -> Investment:
    """Give what was paid in a period and what came of it, once a question."""
    facts, effort = session.known_facts(mine), kept_effort(mine)
    return session.once(mine, ("invested", period, effort), lambda: cost.invested(facts, effort, period))


def show_investment(mine: Workspace, period: Period) -> None:
    """Show effort, spend and the cost per conversion of a period; what is unknown is said and never a zero."""
    found = invested(mine, period)
    st.subheader(plain_text(f"What it cost you, {period_text(period.start, period.end)}"))
    _figures(found)
    if found.per_conversion is None:
        st.caption(plain_text(f"Cost per conversion: not known, {found.why_not}."))
    else:
        with st.expander("How it is worked out", icon=":material/receipt_long:"):
            for line in found.says:
                st.markdown(plain_text(line))
    st.caption(APART)
    effort_editor(mine, period.end)


def figures(found: Investment) -> list[tuple[str, str, str]]:
    """List what is known of an investment, the cost per conversion first: its name, how it reads, what it is about."""
    work = found.effort
    told = (
        (found.title, found.per_conversion, Unit.MONEY, found.currency, _ALL),
        ("Team's effort", work.amount if work else None, Unit.MONEY, work.currency if work else "", "As it was typed."),
        ("Ad spend", found.spend, Unit.MONEY, found.currency, "Ads on social networks, from your ads exports."),
        ("Conversions", found.conversions, Unit.COUNT, "", _ALL),
        ("Revenue, no currency stated", found.revenue, Unit.MONEY, "", _SOLD),
    )
    return [(name, short(value, unit, money), help_) for name, value, unit, money, help_ in told if value is not None]


def _figures(found: Investment) -> None:
    with st.container(horizontal=True, gap="medium"):
        for name, value, about in figures(found):
            st.metric(name, value, help=about, width="content")
