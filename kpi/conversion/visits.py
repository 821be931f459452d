"""Whose visits are counted: those from social, those from some networks, or where no file tells them apart, all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from kpi.catalogue.sources import Traffic, is_group, network_of, traffic_of
from kpi.facts import Facts, Flags, Texts, View

_COUNTED: Final = ("sessions", "conversions", "converting_sessions")


class Whose(StrEnum):
    """Whose visits they are."""

    NETWORKS = "from the channels chosen"
    SOCIAL = "from social"
    ALL = "of all visitors"


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """Facts in which only the visits of `whose` count; all others are none of them."""

    facts: Facts
    whose: Whose


def visits(facts: Facts, networks: Sequence[str] = ()) -> Visits:
    """Narrow the visits to those from some networks, or from social; as far as the files tell.

    Paid visits from social are no part of them, as they are none of the sessions from social. A file that tells social
    as a whole says nothing of a single network.
    """
    by_source = [view for view in facts.views if view.by_source]
    if networks:
        found = [_of_networks(view, networks) for view in by_source]
        if any(len(view.start) for view in found):
            return Visits(_of(facts, found), Whose.NETWORKS)
    if by_source:
        return Visits(_of(facts, [_counting(view, _social(view)) for view in by_source]), Whose.SOCIAL)
    return Visits(facts, Whose.ALL)


def _of(facts: Facts, views: Sequence[View]) -> Facts:
    return replace(facts, views=tuple(view for view in views if len(view.start)))


def _social(view: View) -> Flags:
    return _marked(view.texts["source"], [text for text in _texts(view) if traffic_of(text) is Traffic.SOCIAL])


def _of_networks(view: View, networks: Sequence[str]) -> View:
    """Count the visits from some networks, where no row tells social as a whole; of no span where none names one."""
    whole = _marked(view.texts["source"], [text for text in _texts(view) if is_group(text)])
    told = view.only(~np.isin(view.start, view.start[whole]))
    if not any(network_of(text) for text in _texts(told)):
        return told.only(np.zeros(len(told.start), dtype=bool))
    of_them = [text for text in _texts(told) if network_of(text) in networks and traffic_of(text) is Traffic.SOCIAL]
    return _counting(told, _marked(told.texts["source"], of_them))


def _counting(view: View, wanted: Flags) -> View:
    """Count the marked visits alone: where others are known, these are none."""
    counted = {
        key: np.where(wanted | np.isnan(numbers), numbers, 0.0)
        for key, numbers in view.metrics.items()
        if key in _COUNTED
    }
    return replace(view, metrics=counted)


def _texts(view: View) -> list[str]:
    return [str(text) for text in dict.fromkeys(view.texts["source"].tolist())]


def _marked(texts: Texts, wanted: Sequence[str]) -> Flags:
    marked: Flags = np.isin(texts, wanted)
    return marked
