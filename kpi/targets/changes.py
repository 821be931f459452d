"""What was changed of a target, a sentence each: old and new side by side, the goal first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.formats import count_text, day_text, exact
from kpi.targets.target import Action, Guard, Milestone, Share, Target, sense_of

Write = Callable[[float | None], str]
_T = TypeVar("_T")
_NOTHING = "none"
_LONGEST = 60
_PRIORITIES = {1: "high", 2: "medium", 3: "low"}


@dataclass(frozen=True, slots=True)
class _Between:
    """Two versions of a target, with what writes values in the unit of its KPI."""

    was: Target
    now: Target
    kpis: Mapping[str, Kpi]
    write: Write


def changes(was: Target, now: Target, kpis: Mapping[str, Kpi], *, currency: str = "") -> tuple[str, ...]:
    """Say what is different in a later version of a target: "goal moved from 12,000 to 10,000"."""
    kpi = kpis.get(now.kpi)
    unit = kpi.unit if kpi else Unit.COUNT
    between = _Between(was, now, kpis, lambda value: _NOTHING if value is None else exact(value, unit, currency))
    return tuple(said for told in (_goal, _values, _time, _closing, _words, _lists, _actions) for said in told(between))


def first_goal(former: Sequence[Target], now: Target) -> float | None:
    """Give the goal that a target began with, where it is another now; only of the same KPI are they comparable."""
    first = next((one for one in former if one.kpi == now.kpi), now)
    return first.goal if first.goal != now.goal else None


def _goal(between: _Between) -> Iterator[str]:
    was, now, write = between.was, between.now, between.write
    if was.kpi != now.kpi:
        labels = [between.kpis[key].label if key in between.kpis else key for key in (was.kpi, now.kpi)]
        yield "KPI changed from {} to {}".format(*labels)
        yield f"goal set to {write(now.goal)}"
    elif was.goal != now.goal:
        yield f"goal moved from {write(was.goal)} to {write(now.goal)}"


def _values(between: _Between) -> Iterator[str]:
    was, now = between.was, between.now
    for name, said in (("upper", "upper end"), ("stretch", "stretch goal"), ("baseline", "baseline")):
        yield from _moved(said, getattr(was, name), getattr(now, name), between.write)
    yield from _moved("misses allowed", was.allow, now.allow, str)
    yield from _moved("least volume", was.min_volume, now.min_volume, _number)
    if (kpi := between.kpis.get(now.kpi)) and was.kpi == now.kpi:
        yield from _moved("asked", sense_of(was, kpi), sense_of(now, kpi), str)
    yield from _moved("judged on", was.over, now.over, str)


def _time(between: _Between) -> Iterator[str]:
    yield from _moved("start", between.was.start, between.now.start, day_text)
    yield from _moved("end", between.was.end, between.now.end, day_text)


def _closing(between: _Between) -> Iterator[str]:
    was, now = between.was.ended, between.now.ended
    if was != now:
        yield f"closed early, as of {day_text(now)}" if now else "opened again"


def _words(between: _Between) -> Iterator[str]:
    was, now = between.was, between.now
    for name in ("title", "owner", "reason", "moves", "lesson"):
        yield from _moved(name, getattr(was, name), getattr(now, name), _quoted)
    yield from _moved("priority", was.priority, now.priority, lambda one: _PRIORITIES.get(one, str(one)))
    for name, said in (("channels", "channels"), ("content_types", "content types"), ("accounts", "accounts")):
        yield from _moved(said, getattr(was, name), getattr(now, name), lambda names: ", ".join(names) or "all")


def _lists(between: _Between) -> Iterator[str]:
    was, now, write = between.was, between.now, between.write
    yield from _moved("milestones", was.milestones, now.milestones, lambda found: _milestones(found, write))
    yield from _moved("parts", was.parts, now.parts, lambda found: _parts(found, write))
    yield from _moved("guards", was.guards, now.guards, lambda found: _guards(found, between.kpis))


def _actions(between: _Between) -> Iterator[str]:
    was, now = ({one.id: one for one in target.actions} for target in (between.was, between.now))
    for key in now.keys() - was.keys():
        yield f"action {_quoted(now[key].title)} added"
    for key in was.keys() - now.keys():
        yield f"action {_quoted(was[key].title)} taken away"
    for key in [key for key in now if key in was]:
        yield from _action(was[key], now[key], between.write)


def _action(was: Action, now: Action, write: Write) -> Iterator[str]:
    of = f"action {_quoted(now.title)}"
    yield from _moved(f"{of}: title", was.title, now.title, _quoted)
    yield from _moved(f"{of}: state", was.state, now.state, str)
    yield from _moved(f"{of}: owner", was.owner, now.owner, _quoted)
    yield from _moved(f"{of}: start", was.start, now.start, day_text)
    yield from _moved(f"{of}: end", was.end, now.end, day_text)
    yield from _moved(f"{of}: expected effect", was.effect, now.effect, write)


def _moved(what: str, was: _T, now: _T, write: Callable[[_T], str]) -> Iterator[str]:
    if was != now:
        yield f"{what} changed from {write(was)} to {write(now)}"


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"“{short}”" if text else _NOTHING


def _number(value: float | None) -> str:
    return _NOTHING if value is None else count_text(value)


def _milestones(found: Sequence[Milestone], write: Write) -> str:
    return ", ".join(f"{write(one.value)} by {day_text(one.day)}" for one in found) or _NOTHING


def _parts(found: Sequence[Share], write: Write) -> str:
    return "; ".join(f"{', '.join(one.channels)} {write(one.goal)}" for one in found) or _NOTHING


def _guards(found: Sequence[Guard], kpis: Mapping[str, Kpi]) -> str:
    return "; ".join(guard_text(one, kpis) for one in found) or _NOTHING


def guard_text(guard: Guard, kpis: Mapping[str, Kpi], *, currency: str = "") -> str:
    """Say what a guard asks: "Unfollows at most 900"."""
    kpi = kpis.get(guard.kpi)
    limit = exact(guard.limit, kpi.unit if kpi else Unit.COUNT, currency)
    return f"{kpi.label if kpi else guard.kpi} {guard.sense.value} {limit}"
