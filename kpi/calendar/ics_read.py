"""Take a calendar file in: which entries are new, which changed, and which are known already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kpi.calendar.entry import LONGEST, Campaign, Entry, Stage, clean, one_line
from kpi.calendar.ics import CAMPAIGN, OURS, STAGES, STATUS, TEXTS
from kpi.calendar.ics_events import Told, moment_of
from kpi.calendar.incoming import Incoming
from kpi.catalogue.channels import CHANNELS
from kpi.periods import Period

_CUT = "Texts longer than {most:,} characters were cut."
_LONGEST_ID = 64
_FOLDED = {name.casefold(): name for name in CHANNELS}


@dataclass(frozen=True, slots=True)
class Given:
    """What a calendar is read against; of what repeats, the dates `within` are taken. `new_id` names a new entry."""

    entries: Sequence[Entry]
    campaigns: Sequence[Campaign]
    within: Period
    new_id: Callable[[], str]
    now: datetime
    who: str = ""


def incoming(events: Iterable[Told], given: Given) -> Incoming:
    """Hold events against what is there: an event that was read before changes what it became, and adds nothing."""
    known = {uid_of(one): one for one in given.entries}
    runs = {uid_of(one): one for one in given.campaigns}
    kept, outside, cut = _inside(list(events), given.within)
    new: list[Entry] = []
    changed: list[tuple[Entry, Entry]] = []
    new_runs: list[Campaign] = []
    changed_runs: list[tuple[Campaign, Campaign]] = []
    for told in kept:
        if told.uid in runs or (told.uid not in known and _is_campaign(told)):
            _sort(runs.get(told.uid), _campaign(told, runs.get(told.uid), given), new_runs, changed_runs)
        else:
            _sort(known.get(told.uid), _entry(told, known.get(told.uid), given), new, changed)
    touched = len(new) + len(changed) + len(new_runs) + len(changed_runs)
    notes = [*_outside_says(outside, given.within), *([cut] if cut else [])]
    in_order = sorted(new, key=lambda one: one.order)
    return Incoming(
        tuple(in_order), tuple(changed), tuple(new_runs), tuple(changed_runs), len(kept) - touched, tuple(notes)
    )


def uid_of(one: Entry | Campaign) -> str:
    """Give the name by which calendars know an entry or a campaign."""
    return one.uid or f"{one.id}{OURS}"


def _inside(events: list[Told], within: Period) -> tuple[list[Told], int, str]:
    """Leave out of what repeats the dates that nobody plans; say how many, and whether a text is too long."""
    ends = within.start.isoformat(), within.end.isoformat()
    kept = [one for one in events if not one.repeats or ends[0] <= one.day <= ends[1]]
    long = any(len(one.description) > LONGEST["text"] for one in kept)
    return kept, len(events) - len(kept), _CUT.format(most=LONGEST["text"]) if long else ""


def _outside_says(outside: int, within: Period) -> list[str]:
    if not outside:
        return []
    return [f"Of what repeats, the dates from {within.start} to {within.end} are read: {outside:,} others were not."]


def _sort(before: Any, then: Any, new: list[Any], changed: list[Any]) -> None:  # noqa: ANN401 (entries or campaigns)
    """Put what was read where it belongs; what says nothing new belongs nowhere."""
    if before is None:
        new.append(then)
    elif replace(then, changed_at=before.changed_at) != before:
        changed.append((before, then))


def _is_campaign(told: Told) -> bool:
    """Tell whether an event is a campaign: it says so, or it is another program's that lasts several whole days."""
    return told.kind == CAMPAIGN if told.ours else (not told.at and told.last > told.day)


def _campaign(told: Told, before: Campaign | None, given: Given) -> Campaign:
    first, last = moment_of(told.day, "")[0], moment_of(told.last, "")[0]
    base = before or Campaign(_own_id(told, given), "", first, last, given.now, uid=_foreign(told), made_by=given.who)
    marked = told.on_charts == "TRUE" if told.ours else base.on_charts
    name, note = told.summary[: LONGEST["title"]], told.description[: LONGEST["text"]]
    return replace(base, name=name, start=first, end=last, note=note, changed_at=given.now, on_charts=marked)


def _entry(told: Told, before: Entry | None, given: Given) -> Entry:
    day, at = moment_of(told.day, told.at)
    base = before or Entry(_own_id(told, given), day, given.now, uid=_foreign(told), made_by=given.who)
    said: dict[str, Any] = {
        "title": told.summary[: LONGEST["title"]],
        "text": told.description[: LONGEST["text"]],
        "day": day,
        "at": at,
        "zone": told.zone,
    }
    if told.link or told.ours:
        said["link"] = told.link[: LONGEST["link"]]
    said |= _ours(told) if told.ours else _guessed(told, base)
    return replace(base, **said, stage=_stage(told, before), changed_at=given.now)


def _ours(told: Told) -> dict[str, Any]:
    named = {field: clean(getattr(told, field))[: LONGEST.get(field, 200)] for field in TEXTS}
    channel = named["channel"] if named["channel"] in CHANNELS else ""
    return {**named, "channel": channel, "on_charts": told.on_charts == "TRUE"}


def _guessed(told: Told, base: Entry) -> Mapping[str, str]:
    """Take the channel of another program's event from its categories, or where its title begins with one."""
    if base.channel:
        return {}
    begins = one_line(told.summary.partition(":")[0]).casefold()
    named = [*told.categories.split("\n"), begins]
    return {"channel": next((_FOLDED[name.casefold()] for name in named if name.casefold() in _FOLDED), "")}


def _stage(told: Told, before: Entry | None) -> Stage:
    """Say how far an entry is: as we wrote it, unless another program changed its status since then."""
    ours = next((stage for stage in Stage if stage.value == told.stage), None)
    if ours and STATUS[ours] == (told.status or STATUS[ours]):
        return ours
    if before and told.status != STATUS[Stage.DROPPED] and before.stage is not Stage.DROPPED and not ours:
        return before.stage
    return STAGES.get(told.status, Stage.PLANNED)


def _own_id(told: Told, given: Given) -> str:
    """Name a new entry: one that was made in a Goalpost keeps its id, so that it comes back as it was."""
    return told.uid.removesuffix(OURS) if _is_own(told) else given.new_id()


def _foreign(told: Told) -> str:
    return "" if _is_own(told) else told.uid


def _is_own(told: Told) -> bool:
    own = told.uid.removesuffix(OURS)
    return bool(told.ours) and own != told.uid and 0 < len(own) <= _LONGEST_ID and own.isprintable()
