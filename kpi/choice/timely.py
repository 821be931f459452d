"""Whose data reach far enough, who is silent, and the last day that all share."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from kpi.catalogue.channels import CHANNELS
from kpi.choice.part import CARRIED, TOTALS, Part
from kpi.columns import Grain
from kpi.formats import day_text
from kpi.periods import Period

_STALE_DAYS = 7


def aligned(parts: Sequence[Part], asked: Period) -> tuple[list[Part], tuple[tuple[str, str], ...], tuple[Part, ...]]:
    """Leave out the accounts whose data end too long before the newest, or not in time for the asked days."""
    newest = max((min(part.as_of, asked.end) for part in parts), default=asked.end)
    kept, left, behind = [], [], []
    for part in parts:
        first: date = part.known[0].item()
        if _is_behind(part, newest, asked):
            left.append((_name(part, parts), f"data end on {day_text(part.as_of)}"))
            behind.append(part)
        elif first > asked.end:
            left.append((_name(part, parts), f"data begin on {day_text(first)}"))
        else:
            kept.append(part)
    return kept, tuple(left), tuple(behind)


def _is_behind(part: Part, newest: date, asked: Period) -> bool:
    """Tell whether a part's data end too early; those of a panel count only on the days that all of it knows."""
    lag = (newest - min(part.as_of, asked.end)).days
    if part.is_level:
        carried = int(CARRIED.astype(int))
        return lag > carried or (asked.start - part.as_of).days > carried
    return part.as_of < asked.start or (lag > _STALE_DAYS and part.grain != Grain.MENTION)


def silent(accounts: Sequence[tuple[str, str]], parts: Sequence[Part], *, named: bool) -> tuple[str, ...]:
    """Name what does not know all: channels asked for by name or of a kind with those that answer, and accounts."""
    answering = {part.channel for part in parts}
    groups = {CHANNELS[channel].group for channel in answering if channel in CHANNELS}
    found = []
    for channel, account in accounts:
        if channel in answering:
            found.append(f"{channel} ({account})")
        elif named or (channel in CHANNELS and CHANNELS[channel].group in groups):
            found.append(channel)
    return tuple(dict.fromkeys(found))


def _name(part: Part, parts: Sequence[Part]) -> str:
    """Name a part by its channel, and by its account where the channel has several."""
    several = len({other.account for other in parts if other.channel == part.channel}) > 1
    return f"{part.channel} ({part.account})" if several and part.account else part.channel


def shared_end(parts: Sequence[Part], asked: Period) -> date | None:
    """End a total on the earliest last day of its channels, but never within a period that one of them totals."""
    ends = [min(part.as_of, asked.end) for part in parts if not part.is_level]
    if not ends:
        return asked.end if parts else None
    shared = np.datetime64(min(ends), "D")
    for part in parts:
        if part.grain in TOTALS:
            cut = part.paired & part.inside(asked) & (part.view.start <= shared) & (part.view.end > shared)
            shared = max(shared, part.view.end[cut].max()) if cut.any() else shared
    last: date = shared.item()
    return last
