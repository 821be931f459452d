"""What a KPI rests on, as pages say it: a quiet line on a card, what is late on a target, what can be followed."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from kpi import freshness
from kpi.catalogue.kpis import Kpi
from kpi.following import Monitorability, monitorability
from kpi.freshness import Feed, age_text, coverage_text, late_lines, lines
from kpi.measure import Answer
from kpi.periods import Period
from kpi.store import Workspace
from kpi.targets.status import Standing
from pages.parts import access, clock, session
from pages.parts.words import plain_text


@dataclass(frozen=True, slots=True)
class Rests:
    """What a card says about its data: how many of the days are known, how old or late they are, and the details."""

    known: str
    age: str
    details: tuple[str, ...]


def rests_on(mine: Workspace, answer: Answer, channels: Sequence[str] = ()) -> Rests:
    """Say how many of the asked days an answer knows, how old its data are, and what keeps it from being followed."""
    fresh = freshness.freshness(answer, _feeds(mine), clock.now().date())
    judged = followed(mine, answer.kpi, channels)
    hindered = [one.said for one in judged.hindrances]
    head = [f"It {judged.verdict.value}."] if hindered else []
    details = (*lines(answer, fresh), *head, *hindered)
    return Rests(coverage_text(answer), age_text(fresh), details)


def rests_line(rests: Rests, *, width: int) -> None:
    """Write in one line what a card rests on."""
    said = " · ".join(text for text in (rests.known, rests.age) if text)
    if said:
        st.caption(plain_text(said), width=width)


def followed(mine: Workspace, kpi: Kpi, channels: Sequence[str], window: Period | None = None) -> Monitorability:
    """Judge whether a KPI can be followed regularly, over the days of a target where one is meant; once a day."""
    today = clock.now().date()
    return session.once(
        mine,
        ("followed", kpi, tuple(channels), window, today),
        lambda: monitorability(kpi, _feeds(mine), today, channels=channels, window=window),
    )


def lateness(mine: Workspace, answer: Answer) -> tuple[bool, bool]:
    """Tell whether the next file behind an answer is late by the rhythm of its export, and whether one more is."""
    found = freshness.freshness(answer, _feeds(mine), clock.now().date())
    return any(one.late for one in found), any(one.is_overdue for one in found)


def waits_for(mine: Workspace, standing: Standing) -> list[str]:
    """Name the channels of a target whose data are late, or why it has none; what is over waits for no data."""
    track = standing.track
    if standing.closed:
        return []
    if track.answer:
        return late_lines(freshness.freshness(track.answer, _feeds(mine), clock.now().date()))
    judged = followed(mine, track.kpi, track.target.channels)
    return [one.said for one in judged.hindrances if one.bars]


def late_data(mine: Workspace, standing: Standing) -> None:
    """Say what a target waits for."""
    for line in waits_for(mine, standing):
        st.markdown(f":small[:orange[:material/schedule:] {plain_text(line)}]")


def _feeds(mine: Workspace) -> list[Feed]:
    store = access.store()
    return session.once(
        mine,
        ("feeds",),
        lambda: freshness.feeds(
            ((row.report, row.channel) for row in store.files(mine.id) if not row.held), store.typed_numbers(mine.id)
        ),
    )
