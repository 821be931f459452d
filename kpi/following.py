"""Whether a KPI can be followed regularly: said before anybody sets a target on it, and nothing where all is well.

The day is given: no clock is read here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from statistics import median

import numpy as np

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import DERIVED, LEVELS, MADE_FROM, METRICS
from kpi.catalogue.operands import written_out
from kpi.choice import CARRIED
from kpi.exports.export import Export
from kpi.exports.feeds import exports_feeding, given, tool
from kpi.freshness import A_MONTH, Feed, days_text, feeding_channel
from kpi.periods import Days, Period, Step, cut, each_day, last_months, month_of

_MONTHS = 6
_ENOUGH_DAYS = 56
_HALF = 0.5


class Verdict(StrEnum):
    """Whether a KPI can be followed regularly."""

    WELL = "can be followed regularly"
    PARTLY = "can be followed only in part"
    NOT = "cannot be followed regularly"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What keeps a KPI from being followed on some channels, and the way out; `bars` says that it cannot be at all."""

    channels: tuple[str, ...]
    reason: str
    way_out: str
    bars: bool = False

    @property
    def said(self) -> str:
        """Say what it is, in a sentence."""
        where = f"{', '.join(self.channels)}: " if self.channels else ""
        said = f"{where}{self.reason}."
        return f"{said[0].upper()}{said[1:]}"

    @property
    def sentence(self) -> str:
        """Say what it is, then the way out."""
        return f"{self.said} {self.way_out[0].upper()}{self.way_out[1:]}."


@dataclass(frozen=True, slots=True)
class Monitorability:
    """Whether a KPI can be followed regularly, and what keeps it from that."""

    verdict: Verdict
    hindrances: tuple[Hindrance, ...] = ()


_Found = tuple[str, str, bool]
"""A reason, the way out, and whether it bars following altogether."""


def monitorability(
    kpi: Kpi, known: Sequence[Feed], today: date, *, channels: Sequence[str] = (), window: Period | None = None
) -> Monitorability:
    """Judge from what feeds a KPI whether it can be followed regularly, over the days of a target where one is meant.

    No channel named means all that answer the KPI. One that has no newer file for twice its cadence, or none at all,
    cannot be followed; gaps, a single file of less than eight weeks, typed numbers and files that come more rarely
    than the target lasts are named.
    """
    begun = dict.fromkeys(feed.channel for feed in known)
    asked = channels or [channel for channel in begun if _groups(kpi, _metrics(feeding_channel(kpi, known, channel)))]
    if not asked:
        return Monitorability(Verdict.NOT, (_unfed(kpi),))
    found = {channel: [*_hindered(kpi, known, channel, today, window)] for channel in asked}
    if not any(found.values()):
        return Monitorability(Verdict.WELL)
    barred = all(any(bars for *_, bars in reasons) for reasons in found.values())
    return Monitorability(Verdict.NOT if barred else Verdict.PARTLY, _together(found))


def _together(found: dict[str, list[_Found]]) -> tuple[Hindrance, ...]:
    """Say once what several channels have in common, what bars following first."""
    channels: dict[_Found, list[str]] = {}
    for channel, reasons in found.items():
        for one in reasons:
            channels.setdefault(one, []).append(channel)
    all_ = [Hindrance(tuple(of), *one) for one, of in channels.items()]
    return tuple(sorted(all_, key=lambda one: not one.bars))


def _unfed(kpi: Kpi) -> Hindrance:
    offered = [export for export in exports_feeding(kpi) if export.cadence]
    way = f"load “{offered[0].label}” ({offered[0].fetch})" if offered else "type its numbers every month"
    return Hindrance((), "nothing in your files feeds it yet", way, bars=True)


def _hindered(kpi: Kpi, known: Sequence[Feed], channel: str, today: date, window: Period | None) -> Iterator[_Found]:
    mine, tools = feeding_channel(kpi, known, channel), _tools(known, channel)
    groups = _groups(kpi, _metrics(mine))
    if not groups:
        yield _missing(kpi, channel, tools)
        return
    feeds = [feed for feed in mine if any(feed.metrics & group for group in groups)]
    last = min(max(feed.until for feed in feeds if feed.metrics & group) for group in groups)
    age, every = (today - last).days, max(_rhythm([one for one in feeds if one.metrics & group]) for group in groups)
    if all(feed.ended for feed in feeds):
        yield _ended(kpi, channel, tools)
    elif age > 2 * (every or A_MONTH):
        yield _stale(feeds, age)
    else:
        yield from _hard_to_follow(kpi, feeds, groups, last, tools)
        if window and every and window.days <= every:
            yield _too_short(feeds, window, every), "load a file every week, or let the target last longer", False


def _hard_to_follow(
    kpi: Kpi, feeds: Sequence[Feed], groups: Sequence[frozenset[str]], last: date, tools: frozenset[str]
) -> Iterator[_Found]:
    days = reduce(np.intersect1d, [_days(feeds, group, last) for group in groups])
    if all(feed.typed for feed in feeds):
        yield "typed numbers only: somebody must type them every month", _instead(kpi, feeds[0].channel, tools), False
    elif len({feed.until for feed in feeds}) == 1 and len(days) < _ENOUGH_DAYS:
        said = f"only one file so far, of {days_text(len(days))}"
        yield said, "load a second month to see whether it can be followed", False
    if gaps := _gaps(days):
        yield gaps, "load the files of these months, or set the target on another KPI", False


def _metrics(feeds: Sequence[Feed]) -> frozenset[str]:
    return frozenset(metric for feed in feeds for metric in feed.metrics)


def _groups(kpi: Kpi, metrics: frozenset[str]) -> list[frozenset[str]]:
    """List what must be known, each as the metrics of files of which one is enough; nothing where something is not."""
    names = written_out(kpi.formula, ("cpm",) if kpi.over else ()).names
    groups = [_group(name, metrics) for name in names if name in METRICS or name in DERIVED]
    return [one for group in groups for one in group] if all(groups) else []


def _group(name: str, metrics: frozenset[str]) -> list[frozenset[str]]:
    """Take the first form of a derived metric that the metrics of the files make up."""
    forms = [form.always for form in DERIVED[name].forms] if name in DERIVED else [(name,)]
    for keys in forms:
        alike = [frozenset(MADE_FROM.get(key, (key,))) for key in keys]
        if all(one & metrics for one in alike):
            return alike
    return []


def _days(feeds: Sequence[Feed], group: frozenset[str], last: date) -> Days:
    """List the days up to the last on which one of some metrics is known; the value of a level stands for a while."""
    stands = CARRIED.item() if group <= set(LEVELS) else timedelta()
    covered = [stretch for feed in feeds if feed.metrics & group for stretch in feed.covered]
    spans = [(first, min(until + stands, last)) for first, until in covered if first <= last]
    starts, ends = np.array(spans, dtype="datetime64[D]").T
    return each_day(starts, ends)


def _gaps(days: Days) -> str:
    """Say how many of the last six months, from the first day known to the last, are missing by more than half."""
    first, last = days[0].item(), days[-1].item()
    months = [Period(max(month.start, first), min(month.end, last)) for month in _months(first, last)]
    missing = sum(_known(days, month) < _HALF * month.days for month in months)
    said = "is" if missing == 1 else "are"
    return f"{missing} of the last {len(months)} months {said} missing" if missing else ""


def _months(first: date, last: date) -> list[Period]:
    """List the last six months that end with the month of a day, those from the month of the first day on."""
    start = max(last_months(last, _MONTHS).start, month_of(first).start)
    begins = cut(Period(start, month_of(last).end), Step.MONTH).start
    return [month_of(begin.item()) for begin in begins]


def _known(days: Days, month: Period) -> int:
    first, last = month.ends
    return int(((days >= first) & (days <= last)).sum())


def _rhythm(feeds: Sequence[Feed]) -> int:
    """Say after how many days a new file comes: as declared, or more often where the files show it; 0: not known."""
    declared = [feed.cadence for feed in feeds if feed.cadence]
    ends = sorted({feed.until for feed in feeds if not feed.typed})
    shown = [(later - earlier).days for earlier, later in pairwise(ends)]
    often = [max(1, round(median(shown)))] if len(shown) > 1 else []
    return min([*declared, *often], default=0)


def _too_short(feeds: Sequence[Feed], window: Period, every: int) -> str:
    what = "number is typed" if all(feed.typed for feed in feeds) else "file comes"
    return f"a {what} every {every} days: a target of {days_text(window.days)} cannot be followed on its way"


def _missing(kpi: Kpi, channel: str, tools: frozenset[str]) -> _Found:
    offered = _offered(kpi, channel, tools)
    if offered:
        return "no file feeds it yet", f"load “{offered.label}” ({offered.fetch})", True
    return "no export of it holds this", "choose other channels, or type the numbers every month", True


def _ended(kpi: Kpi, channel: str, tools: frozenset[str]) -> _Found:
    return "its platform gives this export no more", _missing(kpi, channel, tools)[1], True


def _offered(kpi: Kpi, channel: str, tools: frozenset[str]) -> Export | None:
    """Give the export that holds most of a KPI on a channel, where those of its tools can answer it together."""
    offered = [one for one in exports_feeding(kpi) if one.channel == channel and one.cadence]
    offered = [one for one in offered if not tools or tool(one.fetch) in tools]
    held = frozenset(metric for one in offered for metric in given(one))
    return offered[0] if offered and _groups(kpi, held) else None


def _tools(known: Sequence[Feed], channel: str) -> frozenset[str]:
    """Name the tools of a platform whose exports are loaded: nobody is sent to another."""
    return frozenset(tool(feed.fetch) for feed in known if feed.channel == channel and feed.fetch and not feed.ended)


def _stale(feeds: Sequence[Feed], age: int) -> _Found:
    newest = max(feeds, key=lambda feed: feed.until)
    if newest.typed:
        return f"the last number typed is {_long(age)} old", "type the newest ones, or leave the channel out", True
    clicks = f" ({newest.fetch})" if newest.fetch else ""
    return f"the last file is {_long(age)} old", f"load a newer one{clicks}, or leave the channel out", True


def _instead(kpi: Kpi, channel: str, tools: frozenset[str]) -> str:
    offered = _offered(kpi, channel, tools)
    return f"“{offered.label}” would bring them" if offered else "agree on who does before you set a target"


def _long(age: int) -> str:
    """Say an age in days, or in months from two on.

    >>> _long(45), _long(243)
    ('45 days', '8 months')
    """
    months = round(age / 30.4)
    return f"{months} months" if age > 2 * A_MONTH else days_text(age)
