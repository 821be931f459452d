"""The five checks of a target as people see them: each with its verdict in icon, word and colour, and a sentence."""

from collections.abc import Container, Sequence

import streamlit as st

from kpi.targets.checks import Check, Verdict
from pages.parts.words import plain_text

_SIGNS = {
    Verdict.GOOD: (":green", ":material/check_circle:", "good"),
    Verdict.DOUBTFUL: (":orange", ":material/help:", "doubtful"),
    Verdict.BAD: (":red", ":material/cancel:", "not yet"),
}

_OPEN = (":gray", ":material/radio_button_unchecked:", "still to say")


def five_checks(found: Sequence[Check], *, open_: Container[str] = ()) -> None:
    """Show the checks one below the other; `open_` are the letters of those that nobody has said anything for yet."""
    with st.container(gap="small", key="five-checks"):
        for one in found:
            colour, icon, word = _OPEN if one.letter in open_ else _SIGNS[one.verdict]
            head = f"{colour}[{icon} **{one.name}** · {word}]"
            st.markdown(f"{head}  \n:small[{plain_text(one.sentence)}]")


def counted(found: Sequence[Check]) -> str:
    """Say how many of the checks are good."""
    good = sum(one.verdict is Verdict.GOOD for one in found)
    verb = "is" if good == 1 else "are"
    return "All five checks are good" if good == len(found) else f"{good} of {len(found)} checks {verb} good"
