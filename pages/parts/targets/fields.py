"""What the fields of the target form have in common: their keys, their first values, and where a fault is said."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.store import Workspace
from kpi.targets.smart import Fault, Place
from kpi.targets.target import Target
from pages.parts.words import plain_text

_STEPS = {Unit.PERCENT: 0.1, Unit.STARS: 0.1}
_UNITS = {Unit.PERCENT: "%", Unit.SECONDS: "seconds", Unit.STARS: "stars"}
_HUNDRED = 100.0
_DIGITS = 12
_NAMED = "target-fields"


@dataclass(slots=True)
class Form:
    """One opened form: whose target it sets, the target as it was kept, and the places below its fields.

    `unresolved` is what of the fields does not make a target at all.
    Every field has a key of its own for each target, so that two forms never share what was typed.
    """

    mine: Workspace
    known: Target | None
    money: str
    places: dict[Place, DeltaGenerator] = field(default_factory=dict)
    unresolved: list[Fault] = field(default_factory=list)

    def key(self, name: str, kpi: Kpi | None = None) -> str:
        """Name a field; one in the terms of a KPI begins anew with another KPI."""
        mark = self.known.id if self.known else "target"
        named = f"{name}-{mark}-{kpi.key}" if kpi else f"{name}-{mark}"
        st.session_state.setdefault(_NAMED, set()).add(named)
        return named

    def empty(self) -> None:
        """Forget what was typed into any field, so that the next form begins anew."""
        for name in st.session_state.pop(_NAMED, ()):
            st.session_state.pop(name, None)

    def first(self, key: str, value: object) -> str:
        """Begin a field with a value where nobody has touched it yet, and give its key."""
        st.session_state.setdefault(key, value)
        return key

    def of_kpi(self, kpi: Kpi) -> Target | None:
        """Give the target as it was kept, where it is on this KPI: only then its numbers are in the KPI's terms."""
        return self.known if self.known and self.known.kpi == kpi.key else None

    def touched(self, name: str, *, typed: bool) -> bool:
        """Tell whether something was ever typed into a field of this form, be it gone again."""
        seen: set[str] = st.session_state.setdefault(self.key("touched"), set())
        if typed:
            seen.add(name)
        return name in seen

    def said_here(self, place: Place) -> None:
        """Leave room where a fault of the field above is said."""
        self.places[place] = st.container(gap="xxsmall")

    def say(self, faults: Iterable[Fault]) -> None:
        """Say each fault below its field, or at the end where no field is about it."""
        for fault in faults:
            with self.places.get(fault.at) or st.container():
                st.markdown(f":small[:red[:material/error: {plain_text(fault.sentence)}]]")

    def amount(
        self, label: str, kpi: Kpi, *, name: str, first: float | None = None, about: str | None = None
    ) -> float | None:
        """Ask for a number in the unit that people read, and give it in the KPI's own."""
        typed = st.number_input(
            f"{label}{_unit_text(kpi, self.money)}",
            value=None,
            step=_STEPS.get(kpi.unit, 1.0),
            format=_format(kpi),
            key=self.first(self.key(name, kpi), shown(first, kpi)),
            help=about,
        )
        return kept(typed, kpi)


def shown(value: float | None, kpi: Kpi) -> float | None:
    """Give a value as it is typed: rates in per cent, without what a computer's fractions leave behind."""
    if value is None:
        return None
    return float(f"{value * _scale(kpi):.{_DIGITS}g}")


def kept(typed: float | None, kpi: Kpi) -> float | None:
    """Give a typed value in the KPI's own unit, rates as fractions."""
    return None if typed is None else float(f"{typed / _scale(kpi):.{_DIGITS + 2}g}")


def unit_text(kpi: Kpi, money: str) -> str:
    """Name the unit in which a KPI's values are typed; nothing for what is counted."""
    return money or "money" if kpi.unit is Unit.MONEY else _UNITS.get(kpi.unit, "")


def _unit_text(kpi: Kpi, money: str) -> str:
    unit = unit_text(kpi, money)
    return f" ({unit})" if unit else ""


def _scale(kpi: Kpi) -> float:
    return _HUNDRED if kpi.unit is Unit.PERCENT else 1.0


def decimals_of(kpi: Kpi) -> int:
    """Say how many decimals a KPI's values have at most: what is counted comes whole."""
    return 0 if kpi.unit is Unit.COUNT and behaves(kpi) is not Behaves.RATIO else _DIGITS


def _format(kpi: Kpi) -> str:
    return f"%.{_DIGITS}g" if decimals_of(kpi) else "%.0f"
