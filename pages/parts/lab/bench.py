"""What the lab works on: the impressions and CPMs known for a view, and what somebody tries of them.

What is filled in stands in the session under the names that it has in the address.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from kpi import cost, lab
from kpi.catalogue.channels import CHANNELS
from kpi.cost import Cpm, Effort
from kpi.lab import Fields, Ground, Inputs
from kpi.store import Workspace
from pages.parts import cpms, session
from pages.parts.effort import kept_effort
from pages.parts.scope import View

EFFORT, BUDGET, BUYS, REACH = "effort-here", "budget", "buys", "reach"
_CURRENCY = "currency"
_TRIED = "lab-tried"


@dataclass(frozen=True, slots=True)
class Bench:
    """A view of the workspace with its organic impressions by channel, the CPMs in force and the effort kept for it.

    The effort is that of the days whose impressions are known: a month of work is never held against a part of one.
    """

    mine: Workspace
    view: View
    ground: Ground
    known: Mapping[str, Cpm]
    effort: Effort | None

    @property
    def channels(self) -> tuple[str, ...]:
        """List the channels that have impressions, as the catalogue lists them."""
        return tuple(name for name in CHANNELS if name in self.ground.impressions)


def bench_of(mine: Workspace, view: View) -> Bench:
    """Look up what the lab works on, once a question."""
    known = ground_of(mine, view)
    effort, _ = cost.effort_of(kept_effort(mine), known.period)
    return Bench(mine, view, known, session.known_cpms(mine, view.period.end), effort)


def ground_of(mine: Workspace, view: View) -> Ground:
    """Count the organic impressions of a view by channel, once a question."""
    facts = session.known_facts(mine)
    asked = ("ground", view.scope, view.period)
    return session.once(mine, asked, lambda: lab.ground(facts, scope=view.scope, period=view.period))


def growth_field(channel: str) -> str:
    """Name the field of a channel's growth, in per cent.

    >>> growth_field("Google Play")
    'growth-google-play'
    """
    return f"growth-{channel.lower().replace(' ', '-')}"


def fields() -> dict[str, int | bool | None]:
    """Name all fields of the lab with what stands in them at first, whichever channels the data have."""
    empty = dict.fromkeys((*cpms.fields(CHANNELS), EFFORT, BUDGET, BUYS, REACH, _CURRENCY))
    return empty | dict.fromkeys(cpms.fields(()), False) | {growth_field(channel): 0 for channel in CHANNELS}


def filled_in() -> Fields:
    """Tell what is filled in: what stands as it was at first is not."""
    state = st.session_state
    return {name: state[name] for name, first in fields().items() if state.get(name) not in (None, first)}


def fill_in(given: Fields) -> None:
    """Fill in all fields anew; what is not given is as it was at first."""
    for name, first in fields().items():
        st.session_state[name] = given.get(name, first)


def remember(inputs: Inputs) -> Inputs:
    """Keep at hand what is tried as it was drawn last, for what is made of it."""
    st.session_state[_TRIED] = inputs
    return inputs


def tried(bench: Bench) -> Inputs:
    """Give what is tried as it was drawn last."""
    inputs: Inputs = st.session_state.get(_TRIED) or Inputs(dict(bench.known))
    return inputs


def not_kept(bench: Bench, inputs: Inputs) -> list[str]:
    """List the channels whose CPM is tried and not the one in force."""
    return [name for name, cpm in inputs.cpms.items() if _figures(bench.known.get(name)) != _figures(cpm)]


def amount(name: str) -> float | None:
    """Give an amount that was typed; an empty field and zero ask nothing."""
    typed = st.session_state.get(name)
    return float(typed) if typed else None


def _figures(cpm: Cpm | None) -> tuple[float | str, ...]:
    return (cpm.low, cpm.base, cpm.high, cpm.currency) if cpm else ()
