"""Somebody changed meanwhile what is being saved: the question whose change stays."""

from collections.abc import Sequence

import streamlit as st

from pages.parts.words import plain_text

YOURS, THEIRS = "yours", "theirs"


def whose(key: str, said: str, *, lines: Sequence[str] = (), gone: bool = False) -> str:
    """Ask whose change stays; give `YOURS` or `THEIRS` in the run of the answer, else ''."""
    with st.container(border=True, key=f"meanwhile-{key}"):
        told = "".join(f"  \n{plain_text(' '.join(line.split()))}" for line in lines)
        st.markdown(f":orange[:material/group:] **{plain_text(said)}**{told}")
        with st.container(horizontal=True):
            if st.button("Keep yours", key=f"keep-yours-{key}", icon=":material/check:"):
                return YOURS
            label = "Let yours go" if gone else "Take theirs"
            return THEIRS if st.button(label, key=f"take-theirs-{key}", icon=":material/group:") else ""


def by(who: str) -> str:
    """Begin a sentence with who changed something, as far as that is known."""
    return who if who not in ("", "you") else "Somebody"
