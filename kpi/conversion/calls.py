"""Calls to action side by side: of each its conversions and its rate, from facts in which its events alone count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.facts import Brand, Call, Facts, build
from kpi.facts.placing import belonging
from kpi.measure import Answer, Question, ask

_DAY: Final = ["channel", "account", "grain", "slice", "at", "until"]
MOST: Final = 12
"""How many events stand for themselves while the workspace names no call."""
WEBSITES: Final = tuple(channel.name for channel in CHANNELS.values() if channel.group == "Web")


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """One call to action: how often it was followed, and how often a visit."""

    call: Call
    conversions: Answer
    rate: Answer


def calls_of(brand: Brand, events: Sequence[str]) -> tuple[Call, ...]:
    """Give the calls that the workspace names, else one for each of the most frequent events.

    >>> calls_of(Brand("Velmora"), ("purchase",))
    (Call(name='purchase', events=('purchase',)),)
    """
    return brand.calls or tuple(Call(event, (event,)) for event in events[:MOST])


def of_websites(records: pd.DataFrame) -> pd.DataFrame:
    """Leave the records of websites: what else is known says nothing of a call to action."""
    return records[records["channel"].isin(WEBSITES)].reset_index(drop=True)


def facts_of_calls(records: pd.DataFrame, brand: Brand, calls: Sequence[Call]) -> dict[str, Facts]:
    """Build for each call the facts of the websites in which its events alone count."""
    placed, _ = belonging(of_websites(records))
    whole = placed[placed["source"] == ""]
    return {call.name: build(_telling(whole, call), replace(brand, calls=(call,), rivals=())) for call in calls}


def _telling(records: pd.DataFrame, call: Call) -> pd.DataFrame:
    """Leave of all other events one a day: that the day is known is all that they say of the call."""
    others = (records["action"] != "") & ~records["action"].isin(call.events)
    once = records[others].drop_duplicates(_DAY)
    return pd.concat([records[~others], once], ignore_index=True)


def compared(question: Question, calls: Sequence[Call], facts: Mapping[str, Facts]) -> list[Compared]:
    """Answer for each call what the question asks of conversions; the most followed first, the unknown last."""

    def told(call: Call) -> Compared:
        conversions, rate = (
            ask(replace(question, kpi=KPIS[key]), facts[call.name]) for key in ("conversions", "conversion_rate")
        )
        return Compared(call, conversions, rate)

    found = [told(call) for call in calls]
    return sorted(found, key=lambda one: (one.conversions.value is None, -(one.conversions.value or 0.0)))
