"""Milestones held against what was by their days."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kpi.targets.held import Track
from kpi.targets.target import Milestone, Sense


class Met(StrEnum):
    """What is said of a milestone."""

    MET = "met"
    MISSED = "missed"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Passed:
    """A milestone with the value that was known by its day, and what is said of it."""

    milestone: Milestone
    value: float | None
    met: Met


def met(track: Track) -> tuple[Passed, ...]:
    """Hold every milestone of a target against what was by its day.

    Missed is said only where all days up to it are known: of a sum with unknown days nobody knows. One that was
    reached is met, be the rest known or not.
    """
    return tuple(_passed(track, one) for one in track.target.milestones)


def _passed(track: Track, one: Milestone) -> Passed:
    if track.as_of is None or one.day > track.as_of:
        return Passed(one, None, Met.AHEAD)
    value = _by(track, one)
    if value is None:
        return Passed(one, None, Met.UNKNOWN)
    reached = value <= one.value if track.sense is Sense.AT_MOST else value >= one.value
    if not reached and track.unknown:
        return Passed(one, value, Met.UNKNOWN)
    return Passed(one, value, Met.MET if reached else Met.MISSED)


def _by(track: Track, one: Milestone) -> float | None:
    """Give the last value known on the milestone's day, or before it in the frame of a longer step."""
    days = track.frame["date"].to_numpy("datetime64[D]")
    place = int(np.searchsorted(days, np.datetime64(one.day, "D"), side="right")) - 1
    if place < 0:
        return None
    value = float(track.frame["actual"].to_numpy()[place])
    return value if np.isfinite(value) else None
