"""Whose numbers these are: the name that tells the brand from its competitors, and what its visitors should do."""

from dataclasses import replace

import streamlit as st

from kpi.store import Workspace
from pages.parts import session


def brand_form(mine: Workspace, *, wanted: bool) -> None:
    """Ask for the brand's name and the words that stand for it; `wanted` opens the form at once."""
    with st.expander("Your brand", icon=":material/badge:", expanded=wanted and not mine.brand.name):
        st.caption("Tells your own mentions from competitors' and branded searches from all others.")
        with st.form("brand", border=False):
            name = st.text_input("Brand name", value=mine.brand.name, max_chars=80)
            terms = st.text_input(
                "Other spellings",
                value=", ".join(mine.brand.terms),
                help="Separated by commas, for example a former name.",
            )
            actions = _conversions(mine)
            if st.form_submit_button("Save", icon=":material/check:"):
                words = tuple(term.strip() for term in terms.split(",") if term.strip())
                named = replace(mine.brand, name=name.strip(), terms=words, actions=actions)
                session.store().save_brand(mine.id, named)
                st.rerun()


def _conversions(mine: Workspace) -> tuple[str, ...]:
    """Ask which of the actions that the files name count as conversions; nothing where they name none."""
    seen, chosen = session.known_facts(mine).actions, mine.brand.actions
    if not seen and not chosen:
        return ()
    picked = st.multiselect(
        "What counts as a conversion",
        list(dict.fromkeys((*seen, *chosen))),
        default=list(chosen),
        placeholder="Every action in your files",
        help="Key events of your website. What is chosen counts in conversions and in the conversion rate, everywhere.",
    )
    return tuple(picked)
