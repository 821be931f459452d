"""What a KPI rests on: how many of the asked days are known, how old its data are, and whether a file is late.

The day is given: no clock is read here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import BOUNDS, OF_ACCOUNT
from kpi.catalogue.operands import feeding
from kpi.choice import TOTALS
from kpi.columns import Grain
from kpi.coverage import Stretch, stretches
from kpi.exports import BY_KEY
from kpi.exports.feeds import given
from kpi.formats import count_text, day_of_month, day_text
from kpi.measure import Answer, Cover
from kpi.typed import TypedNumber

A_MONTH = 31
"""After how many days typed numbers are due again."""
_LATE = "late: "
_EVERY = {1: "daily", 7: "weekly", 14: "fortnightly", 28: "monthly", A_MONTH: "monthly"}


@dataclass(frozen=True, slots=True)
class Feed:
    """What a table of a file, or what was typed, gives of a channel: its metrics, and the days that it covers.

    `cadence` says after how many days the next one is due, 0 where that is not known; `fetch` is the way of clicks to
    it. `ended` marks an export that its platform gives no more.
    """

    channel: str
    grain: str
    metrics: frozenset[str]
    covered: tuple[Stretch, ...]
    cadence: int = 0
    fetch: str = ""
    typed: bool = False
    ended: bool = False

    @property
    def until(self) -> date:
        """Give the last day covered."""
        return self.covered[-1][1]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the newest data of one channel and account are, and by how many days the next file is late.

    `cadence` is that of what feeds it (0: not known, and then nothing is late); `typed` says that nothing but typed
    numbers does.
    """

    channel: str
    last: date
    age: int
    late: int
    account: str = ""
    cadence: int = 0
    typed: bool = False

    @property
    def is_overdue(self) -> bool:
        """Tell whether two files in a row are missing by now."""
        return self.late > self.cadence > 0


def feeds(reports: Iterable[tuple[Mapping[str, Any], str]], typed: Iterable[TypedNumber] = ()) -> list[Feed]:
    """List what feeds the KPIs: tables of files, from their reports and where each was placed, and typed numbers."""
    found = [
        _feed(sheet, channel)
        for report, placed in reports
        for sheet in report["sheets"]
        if sheet["rows_kept"] and (channel := sheet["channel"] or placed)
    ]
    days: dict[tuple[str, str], set[date]] = {}
    for number in typed:
        days.setdefault((number.channel, number.metric), set()).add(number.date)
    found += [
        Feed(channel, Grain.DAY, frozenset({metric}), tuple((day, day) for day in sorted(on)), A_MONTH, typed=True)
        for (channel, metric), on in days.items()
    ]
    return [feed for feed in found if feed.metrics]


def feeding_channel(kpi: Kpi, known: Iterable[Feed], channel: str) -> list[Feed]:
    """List what feeds a KPI on a channel."""
    wanted = feeding(kpi)
    return [feed for feed in known if feed.channel == channel and wanted & feed.metrics]


def first_new_day(kpi: Kpi, channel: str, earlier: Sequence[Feed], newest: Sequence[Feed]) -> date | None:
    """Give the first day of a KPI on a channel that the newest files brought; None where it was known before or is new.

    Where they bring its metrics from different days on it is the latest, so that nothing is told as new twice. What was
    typed is no file.
    """
    before, now = (_until(feeding_channel(kpi, known, channel)) for known in (earlier, newest))
    last = [
        before[metric] for metric in feeding(kpi) if metric in before and now.get(metric, date.min) > before[metric]
    ]
    return max(last) + timedelta(days=1) if last else None


def _until(known: Iterable[Feed]) -> dict[str, date]:
    """Give the last day that files cover of each metric."""
    ends: dict[str, date] = {}
    for feed in known:
        if not feed.typed:
            ends |= {metric: max(feed.until, ends.get(metric, feed.until)) for metric in feed.metrics}
    return ends


def freshness(answer: Answer, known: Sequence[Feed], today: date) -> tuple[Freshness, ...]:
    """Say of each channel and account of an answer how old its newest data are, and whether more are late."""
    return tuple(_fresh(cover, answer, known, today) for cover in answer.covers)


def coverage_text(answer: Answer) -> str:
    """Say how many of the asked days an answer rests on, as short as a narrow card is; of a level, its oldest day."""
    if not answer.covers or answer.asked is None:
        return ""
    of = [cover.level_of for cover in answer.covers if cover.level_of]
    if of:
        return f"as of {day_of_month(min(of))}"
    return _share(answer.days_known, answer.asked.days, {cover.grain for cover in answer.covers}).replace(" of ", "/")


def age_text(fresh: Sequence[Freshness]) -> str:
    """Say shortly how old the data of an answer are: what is longest late, else what is oldest.

    >>> day = date(2026, 10, 31)
    >>> age_text([Freshness("X", day, 22, 0), Freshness("TikTok", day, 20, 0)])
    '22 days old'
    >>> age_text([Freshness("X", day, 40, 0), Freshness("TikTok", day, 36, 5)])
    '5 days late'
    """
    late = max((one.late for one in fresh), default=0)
    if late:
        return f"{days_text(late)} late"
    return f"{days_text(max(one.age for one in fresh))} old" if fresh else ""


def lines(answer: Answer, fresh: Sequence[Freshness]) -> list[str]:
    """Say of each channel which of the asked days it knows and when its data end; what is the same is said once."""
    asked = answer.asked.days if answer.asked else 0
    said: dict[str, list[Freshness]] = {}
    for cover, one in zip(answer.covers, fresh, strict=True):
        known = f"value of {day_text(cover.level_of)}" if cover.level_of else ""
        known = known or _share(cover.days_known, asked, {cover.grain})
        said.setdefault(f"{known}; {_last(one)}", []).append(one)
    return [f"{_named(of, fresh)}: {text}." for text, of in said.items()]


def late_lines(fresh: Sequence[Freshness]) -> list[str]:
    """Name the channels whose next file, or typed number, is overdue."""
    said: dict[str, list[Freshness]] = {}
    for one in sorted(fresh, key=lambda one: -one.late):
        if one.late:
            said.setdefault(_last(one).removeprefix(_LATE), []).append(one)
    return [f"Late: {_named(of, fresh)} ({text})." for text, of in said.items()]


def days_text(days: int) -> str:
    """Say a number of days.

    >>> days_text(1), days_text(1200)
    ('1 day', '1,200 days')
    """
    return f"{count_text(days)} day{'s' * (days != 1)}"


def _feed(sheet: Mapping[str, Any], channel: str) -> Feed:
    export = BY_KEY.get(sheet["export"])
    grain = sheet.get("grain") or (export.grain if export else Grain.DAY)
    told = given(export) if export else set(sheet["totals"]) - _beyond(grain)
    metrics = frozenset(told) & set(sheet["totals"])
    cadence, fetch = (export.cadence, export.fetch) if export else (0, "")
    return Feed(
        channel, grain, metrics, tuple(stretches([sheet])), cadence, fetch, ended=bool(export and not export.cadence)
    )


def _beyond(grain: str) -> set[str]:
    """Name what posts say nothing of."""
    return {*OF_ACCOUNT, *BOUNDS} if grain == Grain.POST else set()


def _fresh(cover: Cover, answer: Answer, known: Sequence[Feed], today: date) -> Freshness:
    mine = feeding_channel(answer.kpi, known, cover.channel)
    mine = [feed for feed in mine if feed.grain == cover.grain] or mine
    cadence = min((feed.cadence for feed in mine if feed.cadence), default=0)
    age = max(0, (today - cover.as_of).days)
    late = max(0, age - cadence) if cadence else 0
    typed = bool(mine) and all(feed.typed for feed in mine)
    return Freshness(cover.channel, cover.as_of, age, late, cover.account, cadence, typed)


def _named(of: Sequence[Freshness], among: Sequence[Freshness]) -> str:
    """Name channels, and the accounts of those of which others of their accounts stand elsewhere."""
    apart = {one.channel for one in among if one not in of}
    names = [f"{one.channel} ({one.account})" if one.channel in apart and one.account else one.channel for one in of]
    return ", ".join(dict.fromkeys(names))


def _share(known: int, asked: int, grains: set[str]) -> str:
    """Say how many days are known of those asked; totals hold the whole of them or say how much.

    >>> _share(31, 31, {"day"}), _share(31, 31, {"period"}), _share(1, 31, {"period", "post"})
    ('every day', 'whole range', '1 of 31 days')
    """
    if known == asked:
        return "whole range" if grains <= TOTALS else "every day"
    return f"{count_text(known)} of {days_text(asked)}"


def _last(one: Freshness) -> str:
    ago = f"last day {day_text(one.last)}, {days_text(one.age)} ago"
    if not one.late:
        return ago
    every = _EVERY.get(one.cadence, f"every {one.cadence} days a")
    return f"{_LATE}typed {every}, {ago}" if one.typed else f"{_LATE}{every} file, {ago}"
