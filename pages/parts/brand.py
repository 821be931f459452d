"""Whose numbers these are: the name that tells the brand from its competitors, and what its visitors should do."""

from dataclasses import replace

import streamlit as st

from kpi.facts import Brand
from kpi.facts.calls import faults
from kpi.store import Workspace
from pages.parts import access
from pages.parts.calls import calls_asked
from pages.parts.editing import for_editors
from pages.parts.words import plain_text


@for_editors
def brand_form(mine: Workspace) -> None:
    """Ask for the brand's name, the words that stand for it, and its calls to action."""
    st.caption("Tells your own mentions from competitors' and branded searches from all others.")
    with st.form("brand", border=False):
        name = st.text_input("Brand name", value=mine.brand.name, max_chars=80)
        terms = st.text_input(
            "Other spellings",
            value=", ".join(mine.brand.terms),
            help="Separated by commas, for example a former name.",
        )
        calls = calls_asked(mine)
        if st.form_submit_button("Save the brand", icon=":material/check:", key="save-brand"):
            words = tuple(term.strip() for term in terms.split(",") if term.strip())
            _save(mine, replace(mine.brand, name=name.strip(), terms=words, calls=calls))


def way_to_brand(mine: Workspace) -> None:
    """Lead to where the brand is named; as long as it has no name, say what for."""
    label = f"Your brand: {plain_text(mine.brand.name)}" if mine.brand.name else "Name your brand and its competitors"
    st.page_link("settings.py", label=label, icon=":material/badge:")
    if not mine.brand.name:
        st.caption("Tells your own mentions from competitors' and branded searches from all others.")


def _save(mine: Workspace, brand: Brand) -> None:
    """Keep the brand, unless its calls to action cannot be."""
    wrong = faults(brand.calls)
    for sentence in wrong:
        st.error(plain_text(sentence))
    if not wrong:
        access.store().save_brand(mine.id, brand)
        st.rerun()
