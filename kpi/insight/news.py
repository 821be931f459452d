"""What is new since the last files beyond what weekdays usually bring, told once a story; which stretches stand out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import Scope
from kpi.facts import Facts
from kpi.insight.daily import Daily, can_be_judged, daily
from kpi.insight.found import Break, Finding, News, is_what_pages_show, stories, with_mix
from kpi.insight.unusual import HISTORY, Unusual, is_judged, joined, unusual
from kpi.measure import Question
from kpi.measure import breaks as breaks_of
from kpi.periods import Period, Step, Steps, cut

MOST = 3
"""How many stories are told at once: more is a list that nobody reads."""
_SHARE = 5
_BLOCK = 28
_NEAR = 7
_GAP, _ALIKE = 8, 2
Since = Callable[[Kpi, str], date | None]
"""Tells the first new day of a KPI on a channel; None where it has no new days."""


def news(facts: Facts, kpis: Sequence[Kpi], since: Since) -> News:
    """Say what the new days brought beyond the expectation of their weekdays; nothing is a fair answer."""
    ends = _ends(facts)
    brought = [(kpi, first) for kpi in kpis if (first := _first_days(kpi, since, ends))]
    if not brought:
        return News()
    asked = [(kpi, first) for kpi, first in brought if can_be_judged(kpi)]
    known = list(_series(facts, asked, ends))
    series = [(one, new) for one, new in known if new < len(one.days)]
    far = [unusual(one, new, tested=len(series)) for one, new in series]
    found = [_finding(one, told) for (one, _), told in zip(series, far, strict=True) if told]
    shown = [one for one in found if is_what_pages_show(one, facts)]
    begun = [one.days[new] for (one, new), told in zip(series, far, strict=True) if told or is_judged(one, new)]
    judged = len(begun) - (len(found) - len(shown))
    channels = {channel for _, first in brought for channel in first}
    days = Period(min(min(first.values()) for _, first in brought), max(ends[channel] for channel in channels))
    return News(
        days,
        tuple(with_mix(one, facts) for one in stories(shown)),
        tuple(_breaks(facts, kpis, days)),
        judged,
        len(known) - judged,
        min(begun).item() if begun else None,
    )


def stretches(facts: Facts, kpis: Sequence[Kpi], days: Period) -> News:
    """Say which stretches of a range stand out: what would have been news at the end of each of its months.

    A stretch lasts as long as its days lie nearer to it than to what was usual before it.
    """
    ends = {channel: min(end, days.end) for channel, end in _ends(facts).items() if end >= days.start}
    if not ends:
        return News()
    asked = [(kpi, dict.fromkeys(ends, days.start)) for kpi in kpis if can_be_judged(kpi)]
    known = _series(facts, asked, ends, whole=True)
    series = [(one, new) for one, new in known if new < len(one.days)]
    months = cut(days, Step.MONTH)
    looked = [_months_of(one, new, months) for one, new in series]
    tested = Counter(month for mine in looked for month, _, _ in mine)
    found = [told for (one, _), mine in zip(series, looked, strict=True) for told in _walk(one, mine, tested)]
    shown = [one for one in found if is_what_pages_show(one, facts)]
    told = tuple(with_mix(one, facts) for one in stories(shown))
    return News(days, told, tuple(_breaks(facts, kpis, days)), len(series))


_Month = tuple[int, int, int]
"""The number of a month, the places of its first day in a series and of the first day after it."""


def _months_of(series: Daily, new: int, months: Steps) -> list[_Month]:
    """List the months of which a series is to be judged."""
    first = np.maximum(np.searchsorted(series.days, months.start), new)
    after = np.searchsorted(series.days, months.end, side="right")
    return [(at, int(first[at]), int(after[at])) for at in range(len(months)) if after[at] > first[at]]


def _walk(series: Daily, months: Sequence[_Month], tested: Mapping[int, int]) -> Iterator[Finding]:
    """Look at a series month by month, then let each stretch reach to where it ends, or the next one begins."""
    found: list[tuple[_Month, int]] = []
    for month in months:
        seen = unusual(series, month[1], until=month[2], tested=tested[month[0]])
        found += [(month, seen.first)] if seen else []
    told: list[Unusual] = []
    for at, ((number, first, until), _) in enumerate(found):
        after = found[at + 1][1] if at + 1 < len(found) else len(series.days)
        within = max(first - _BLOCK, told[-1].last + 1 if told else 0), after
        one = unusual(series, first, until=until, within=within, tested=tested[number])
        if one and told and _goes_on(told[-1], one):
            told[-1] = joined(series, told[-1], one)
        elif one:
            told.append(one)
    yield from (_finding(series, one) for one in told)


def _goes_on(one: Unusual, other: Unusual) -> bool:
    """Tell whether a stretch goes on in another: hardly a day between them, and about as far from what is usual."""
    near = other.first - one.last <= _GAP
    return near and abs(np.log(max(one.times, 1e-3) / max(other.times, 1e-3))) < np.log(_ALIKE)


def _ends(facts: Facts) -> dict[str, date]:
    """Give the last day of each channel."""
    ends: dict[str, date] = {}
    for view in facts.views:
        last: date = view.end.max().item()
        ends[view.channel] = max(last, ends.get(view.channel, last))
    return ends


def _first_days(kpi: Kpi, since: Since, ends: Mapping[str, date]) -> dict[str, date]:
    """Give the first new day of a KPI on each channel that has new ones."""
    asked = ((channel, since(kpi, channel)) for channel in ends)
    return {channel: first for channel, first in asked if first is not None and first <= ends[channel]}


def _series(
    facts: Facts, asked: Sequence[tuple[Kpi, Mapping[str, date]]], ends: Mapping[str, date], *, whole: bool = False
) -> Iterator[tuple[Daily, int]]:
    """Give every series, its channels' and then all's, with the place of the first day to judge; its end for none."""
    for kpi, first_days in asked:
        for days, channels in _together(first_days, ends):
            found = daily(kpi, facts, Scope(tuple(channels)), days, history=HISTORY)
            yield from _judged((one for one in found if one.channel), days.start, whole=whole)
        if behaves(kpi) is Behaves.RATIO and len(first_days) > 1:
            days = Period(min(first_days.values()), max(ends[channel] for channel in first_days))
            found = daily(kpi, facts, Scope(), days, history=HISTORY)
            yield from _judged((one for one in found if not one.channel), days.start, whole=whole)


def _together(first_days: Mapping[str, date], ends: Mapping[str, date]) -> Iterator[tuple[Period, list[str]]]:
    """Put channels together that can be asked at once: the same first day, ends not so far apart that one is stale."""
    for first in dict.fromkeys(first_days.values()):
        mine = sorted((channel for channel in first_days if first_days[channel] == first), key=ends.__getitem__)
        while mine:
            last = ends[mine[-1]]
            near = [channel for channel in mine if (last - ends[channel]).days <= _NEAR]
            yield Period(first, last), near
            mine = [channel for channel in mine if channel not in near]


def _judged(found: Iterable[Daily], first: date, *, whole: bool) -> Iterator[tuple[Daily, int]]:
    """Cut series to their known days; at most the last fifth of them is judged, so that there is a past to judge by."""
    for one in found:
        known = np.flatnonzero(~np.isnan(one.above))
        here = slice(known[0], known[-1] + 1)
        short = replace(one, days=one.days[here], above=one.above[here], below=one.below[here])
        new = int(np.searchsorted(short.days, np.datetime64(first, "D")))
        least = 0 if whole else len(short.days) - len(short.days) // _SHARE
        yield short, min(max(new, least, 2 * _BLOCK), len(short.days))


def _finding(series: Daily, told: Unusual) -> Finding:
    days = Period(series.days[told.first].item(), series.days[told.last].item())
    return Finding(
        series.kpi,
        series.channel,
        days,
        told.value,
        told.usual,
        told.low,
        told.high,
        told.weeks,
        told.record,
        told.unknown,
        series.by_posts,
    )


def _breaks(facts: Facts, kpis: Sequence[Kpi], days: Period) -> Iterator[Break]:
    """Name what began to be counted otherwise in a range."""
    operands = {name for kpi in kpis for name in Question(kpi, Scope(), days).operands}
    found = breaks_of(facts, Scope(), operands)
    for day, channel, label in zip(found["date"].dt.date, found["channel"], found["label"], strict=True):
        if days.start <= day <= days.end:
            yield Break(day, channel, label)
