"""What to fetch next: how far each channel's files reach, what is late, what is missing, and the clicks to it.

The day is given: no clock is read here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import DERIVED, MADE_FROM
from kpi.catalogue.operands import written_out
from kpi.exports import BY_KEY, EXPORTS
from kpi.exports.export import Export
from kpi.exports.feeds import given, tool


class Why(StrEnum):
    """Why a file is worth fetching, the most urgent first."""

    LATE = "late"
    MISSING = "missing"
    NOT_BEGUN = "not begun"
    DUE = "due later"


@dataclass(frozen=True, slots=True)
class Held:
    """What the workspace has of one export of a channel: the last day covered, and the metrics known."""

    channel: str
    export: str
    until: date
    metrics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file to fetch: by which clicks (`checked` in that month), how far it reaches, when the next is due, what for.

    `labels` are the exports behind the same clicks; `answers` the KPIs that a missing one would answer.
    """

    channel: str
    why: Why
    labels: tuple[str, ...]
    path: str
    checked: str
    until: date | None = None
    due: date | None = None
    days_late: int = 0
    answers: tuple[str, ...] = ()


def held(reports: Iterable[tuple[Mapping[str, Any], str]]) -> list[Held]:
    """List what files hold, from their reports and the channel that each was placed in."""
    return [
        Held(sheet["channel"] or placed, sheet["export"], _until(sheet), _known(sheet))
        for report, placed in reports
        for sheet in report["sheets"]
        if sheet["rows_kept"] and sheet["export"] in BY_KEY and (sheet["channel"] or placed)
    ]


def to_fetch(known: Sequence[Held], today: date) -> list[Fetch]:
    """List what to fetch: what is late, the longest first, then what is missing, not begun, and due later."""
    begun = dict.fromkeys(one.channel for one in known)
    found = [*_due(known, today)]
    for channel in begun:
        found += _missing(channel, [one for one in known if one.channel == channel])
    found += [fetch for channel in CHANNELS if channel not in begun for fetch in _missing(channel, ())[:1]]
    order = list(Why)
    return sorted(found, key=lambda fetch: (order.index(fetch.why), -fetch.days_late, fetch.due or date.max))


def for_kpi(fetches: Iterable[Fetch], label: str, channels: Sequence[str] = ()) -> list[Fetch]:
    """List what helps a KPI, by its label, on some channels (none named: all): what is late, else what tells it."""
    asked = [one for one in fetches if not channels or one.channel in channels]
    late = [one for one in asked if one.why is Why.LATE]
    return late or [one for one in asked if label in one.answers]


def _known(sheet: Mapping[str, Any]) -> frozenset[str]:
    return given(BY_KEY[sheet["export"]]) & set(sheet["totals"])


def _until(sheet: Mapping[str, Any]) -> date:
    covered = sheet.get("covered") or [[sheet["first_date"], sheet["last_date"]]]
    return date.fromisoformat(covered[-1][1])


def _due(known: Sequence[Held], today: date) -> Iterator[Fetch]:
    """Say of each way of clicks when its next file is due: a month of one card does not excuse another that lags."""
    paths: dict[tuple[str, str], list[Held]] = {}
    for one in known:
        if BY_KEY[one.export].cadence:
            paths.setdefault((one.channel, BY_KEY[one.export].fetch), []).append(one)
    for (channel, path), files in paths.items():
        newest: dict[tuple[str, ...], Held] = {}
        for one in sorted(files, key=lambda one: one.until):
            newest[BY_KEY[one.export].metrics] = one
        until = min(one.until for one in newest.values())
        behind = [BY_KEY[one.export] for one in newest.values() if one.until == until]
        due = until + timedelta(days=min(export.cadence for export in behind))
        late = max(0, (today - due).days)
        labels = tuple(dict.fromkeys(export.label for export in behind))
        why = Why.LATE if late else Why.DUE
        yield Fetch(channel, why, labels, path, behind[0].checked, until=until, due=due, days_late=late)


def _missing(channel: str, known: Sequence[Held]) -> list[Fetch]:
    """Choose the exports that would answer most of the KPIs which a channel could answer and does not, one by one.

    Who has files of one of a platform's tools (a LinkedIn Page, TikTok Studio) is not sent to another.
    """
    metrics = {metric for one in known if BY_KEY[one.export].cadence for metric in one.metrics}
    loaded = {one.export for one in known}
    tools = {tool(BY_KEY[key].fetch) for key in loaded if BY_KEY[key].cadence}
    offered = [one for one in EXPORTS if one.channel == channel and one.cadence and one.key not in loaded]
    offered = [one for one in offered if not tools or tool(one.fetch) in tools]
    chosen: dict[str, list[Export]] = {}
    answers: dict[str, list[str]] = {}
    while offered:
        best = max(offered, key=lambda export: len(_answered(export, metrics)))
        more = _answered(best, metrics)
        if not more:
            break
        chosen.setdefault(best.fetch, []).append(best)
        answers.setdefault(best.fetch, []).extend(kpi.label for kpi in more)
        metrics |= given(best)
        offered.remove(best)
    why = Why.MISSING if known else Why.NOT_BEGUN
    return [
        Fetch(channel, why, tuple(one.label for one in of), path, of[0].checked, answers=tuple(answers[path]))
        for path, of in chosen.items()
    ]


def _answered(export: Export, metrics: set[str]) -> list[Kpi]:
    """List the KPIs that an export would answer which the metrics known do not."""
    more = metrics | given(export)
    return [kpi for kpi in KPIS.values() if not kpi.over and _answers(kpi, more) and not _answers(kpi, metrics)]


def _answers(kpi: Kpi, metrics: set[str]) -> bool:
    return all(_is_known(name, metrics) for name in written_out(kpi.formula).names)


def _is_known(name: str, metrics: set[str]) -> bool:
    if name in DERIVED:
        return any(all(_is_known(key, metrics) for key in form.always) for form in DERIVED[name].forms)
    return any(key in metrics for key in MADE_FROM.get(name, (name,)))
